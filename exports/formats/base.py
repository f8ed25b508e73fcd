"""A format of copies, and the only way to make one: written, read back, compared."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from exports.formats.faults import SealError, SealRefused, UnreadableCopyError
from exports.formats.proof import faults_of
from exports.formats.proof_pair import faults_of_pair
from exports.formats.readers.found import Found, UnreadableError
from exports.formats.readers.found_pair import FoundPair
from exports.package import BilingualPackage, LicensedPackage


class Slotted(Protocol):
    """What any reader finds: at least the notice for machines."""

    @property
    def notice_slots(self) -> Mapping[str, str]:
        """Text by language."""


PackageT = TypeVar("PackageT")
FoundT = TypeVar("FoundT", bound=Slotted)


class CopyFormat(ABC, Generic[PackageT, FoundT]):
    """A kind of file that leaves the house.

    Attributes:
        code: Stable name, in commands and in the database.
        labels: What people call it, in each language of the interface.
        file_extension: With its dot.
        media_type: IANA media type.
        packs_pictures: Whether our own photos are in the file, not only their address.
    """

    code: ClassVar[str]
    labels: ClassVar[Mapping[str, str]]
    file_extension: ClassVar[str]
    media_type: ClassVar[str]
    packs_pictures: ClassVar[bool] = False

    @abstractmethod
    def write(self, package: PackageT) -> bytes:
        """Write a copy: the same bytes for the same package, always."""

    @abstractmethod
    def read(self, file_bytes: bytes) -> FoundT:
        """Read a copy without anything that `write` is made of.

        Raises:
            UnreadableError: The bytes are no copy in this format.
        """

    @abstractmethod
    def faults_of(
        self, package: PackageT, found: FoundT, file_bytes: bytes
    ) -> tuple[SealError, ...]:
        """List everything that is wrong with a copy; empty for a good one."""


class Format(CopyFormat[LicensedPackage, Found]):
    """A kind of file that holds a story in one language."""

    def faults_of(
        self, package: LicensedPackage, found: Found, file_bytes: bytes
    ) -> tuple[SealError, ...]:
        """List everything that is wrong with a copy; empty for a good one."""
        return faults_of(package, found, file_bytes)


class BilingualFormat(CopyFormat[BilingualPackage, FoundPair]):
    """A kind of file that holds an original beside its translation."""

    def faults_of(
        self, package: BilingualPackage, found: FoundPair, file_bytes: bytes
    ) -> tuple[SealError, ...]:
        """List everything that is wrong with a copy; empty for a good one."""
        return faults_of_pair(package, found, file_bytes)


class FormatError(TypeError):
    """Formats cannot be registered so."""


FormatT = TypeVar("FormatT", bound=CopyFormat[Any, Any])


def registered(*formats: FormatT) -> tuple[FormatT, ...]:
    """Check a registry of formats.

    Returns:
        The formats, in order.

    Raises:
        FormatError: Two share a code, one lacks a name, or one has no reader of
            its own.
    """
    codes = [fmt.code for fmt in formats]
    if len(set(codes)) < len(codes):
        message = f"two formats share a code: {', '.join(sorted(codes))}"
        raise FormatError(message)
    for fmt in formats:
        if type(fmt).read is CopyFormat.read or type(fmt).write is CopyFormat.write:
            message = f"the format {fmt.code} cannot write and read"
            raise FormatError(message)
        if not (
            fmt.code
            and fmt.labels
            and fmt.media_type
            and fmt.file_extension.startswith(".")
        ):
            message = f"the format {fmt.code!r} lacks a name, extension or media type"
            raise FormatError(message)
    return formats


def seal(package: PackageT, fmt: CopyFormat[PackageT, FoundT]) -> bytes:
    """Write a copy and prove it on its bytes.

    Raises:
        SealRefused: Anything is missing from the bytes, or too much; says it all.
    """
    file_bytes, _found = proved(package, fmt)
    return file_bytes


def proved(
    package: PackageT, fmt: CopyFormat[PackageT, FoundT]
) -> tuple[bytes, FoundT]:
    """Write a copy and prove it on its bytes.

    Returns:
        The bytes, and what was found in them.

    Raises:
        SealRefused: Anything is missing from the bytes, or too much; says it all.
    """
    file_bytes = fmt.write(package)
    return file_bytes, verify(package, fmt, file_bytes)


def verify(
    package: PackageT, fmt: CopyFormat[PackageT, FoundT], file_bytes: bytes
) -> FoundT:
    """Read bytes and compare them with what they should carry.

    Args:
        package: What they should carry.
        fmt: The format they should have.
        file_bytes: Wherever they come from.

    Raises:
        SealRefused: Anything is missing from them, or too much; says it all.
    """
    try:
        found = fmt.read(file_bytes)
    except UnreadableError as error:
        faults: tuple[SealError, ...] = (UnreadableCopyError(str(error)),)
        raise SealRefused(fmt.code, faults) from error
    faults = fmt.faults_of(package, found, file_bytes)
    if faults:
        raise SealRefused(fmt.code, faults)
    return found
