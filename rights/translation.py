"""Which texts of rights are kept in each interface language."""

import pghistory
from modeltranslation.translator import TranslationOptions, translator

from rights.models import (
    ArticleTerms,
    Licensee,
    NoticeDraft,
    NoticeEdition,
    Organisation,
)


class OrganisationTranslation(TranslationOptions):
    """A rights holder's name in each language."""

    fields = ("name",)


class LicenseeTranslation(TranslationOptions):
    """A partner's name in each language."""

    fields = ("name",)


class NoticeEditionTranslation(TranslationOptions):
    """Every text of a notice in each language."""

    fields = ("law_clause", "full_text", "short_text", "licensed_line", "plain_words")


class ArticleTermsTranslation(TranslationOptions):
    """Every text of a story's own terms in each language."""

    fields = ("holder", "full_text", "short_text", "licensed_line", "plain_words")


class NoticeDraftTranslation(NoticeEditionTranslation):
    """The same texts while they are drafted."""


for model, options in (
    (Organisation, OrganisationTranslation),
    (Licensee, LicenseeTranslation),
    (NoticeDraft, NoticeDraftTranslation),
):
    translator.register(model, options)
    # After registering: tracked before, the languages' columns would be missed.
    pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
    )(model)
# These have no history to track: the database lets nobody change them.
translator.register(NoticeEdition, NoticeEditionTranslation)
translator.register(ArticleTerms, ArticleTermsTranslation)
