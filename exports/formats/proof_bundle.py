"""Compares what was found in a bundle with what it must carry."""

from collections.abc import Iterator, Mapping

from exports.formats.faults import (
    ForbiddenContentError,
    NoticeMissingError,
    SealError,
    WrongCopyError,
)
from exports.formats.proof import faults_of, form
from exports.formats.proof_pair import faults_of_pair
from exports.formats.readers.found import Found
from exports.formats.readers.found_bundle import FoundBundle, FoundCopy, FoundText
from exports.formats.readers.found_pair import FoundPair
from exports.package import BilingualPackage, BundlePackage, EnclosedCopy


def faults_of_bundle(
    package: BundlePackage, found: FoundBundle
) -> tuple[SealError, ...]:
    """List everything that is wrong with a bundle, and with each copy in it.

    Returns:
        The notice first; empty for a good bundle.
    """
    return (*_notice(package, found), *_copies(package, found))


def _notice(package: BundlePackage, found: FoundBundle) -> Iterator[SealError]:
    notice = package.first.notice
    if found.edition != notice.edition:
        yield NoticeMissingError("the list names another wording")
    on_list = {tag: text.full for tag, text in notice.texts.items()}
    if _forms(found.notice_slots) != _forms(on_list):
        yield NoticeMissingError("the list says something else than the notice")
    if _forms(found.notices) != _forms(package.notices):
        yield NoticeMissingError("the files of the notice say something else")


def _forms(texts: Mapping[str, str]) -> dict[str, str]:
    return {tag: form(text) for tag, text in texts.items()}


def _copies(package: BundlePackage, found: FoundBundle) -> Iterator[SealError]:
    names = [copy.name for copy in found.copies]
    if names != [copy.name for copy in package.copies]:
        yield WrongCopyError("it holds other copies")
        return
    for wanted, copy in zip(package.copies, found.copies, strict=True):
        if copy.content != wanted.content:
            yield WrongCopyError(f"{copy.name}: other bytes than were sent")
        if (copy.format_code, copy.trace_code, copy.texts) != _listed(wanted):
            yield WrongCopyError(f"{copy.name}: the list says something else of it")
        for fault in _inside(wanted, copy):
            yield type(fault)(f"{copy.name}: {fault}")


def _listed(copy: EnclosedCopy) -> tuple[str, str, tuple[FoundText, ...]]:
    texts = tuple(
        FoundText(
            urn=text.story.urn,
            language=text.story.language,
            revision=text.story.revision,
            address=text.story.canonical_url,
            rights_page=text.rights_url,
        )
        for text in copy.texts
    )
    return copy.format_code, copy.texts[0].trace_code, texts


def _inside(wanted: EnclosedCopy, copy: FoundCopy) -> tuple[SealError, ...]:
    package, found = wanted.package, copy.found
    if isinstance(package, BilingualPackage) and isinstance(found, FoundPair):
        return faults_of_pair(package, found, copy.content)
    if not isinstance(package, BilingualPackage) and isinstance(found, Found):
        return faults_of(package, found, copy.content)
    return (ForbiddenContentError("a copy in another number of languages"),)
