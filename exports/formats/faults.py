"""Why a copy does not leave."""


class SealError(ValueError):
    """One thing that is wrong with the bytes of a copy."""


class UnreadableCopyError(SealError):
    """The reader cannot read them."""


class NoticeMissingError(SealError):
    """The notice is not there word for word, before people's eyes and for machines."""


class CreditMissingError(SealError):
    """The credits are not those of the package."""


class LinkMissingError(SealError):
    """An address is not there: of an original, a translation, or the page itself."""


class PhotoLeakError(SealError):
    """A picture is named that must stay home."""


class TextMissingError(SealError):
    """Words of the story are not there, or not to be seen."""


class TooLongError(SealError):
    """A text is longer than the platform takes that it is written for."""


class LettersUnknownError(SealError):
    """Letters of the story are in no font, so that nobody would see them."""


class UnsettableError(SealError):
    """The typesetter cannot set the story by the standard that the copy keeps."""


class WrongCopyError(SealError):
    """It is a copy of another text, in another language or for somebody else."""


class ForbiddenContentError(SealError):
    """It holds what no copy in this format may hold."""


class SealRefused(Exception):  # noqa: N818 - refusals are not errors
    """A copy is refused; carries every fault at once.

    Attributes:
        format_code: Of the format.
        faults: At least one.
    """

    def __init__(self, format_code: str, faults: tuple[SealError, ...]) -> None:
        said = "; ".join(f"{type(fault).__name__}: {fault}" for fault in faults)
        super().__init__(f"{format_code}: {said}")
        self.format_code = format_code
        self.faults = faults
