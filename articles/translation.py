"""Which labels and names of stories are kept in each interface language."""

import pghistory
from modeltranslation.translator import TranslationOptions, translator

from articles.models import Outlet, Photo, Section, Series, Tag


class NameTranslation(TranslationOptions):
    """A label has a name in each language."""

    fields = ("name",)


class OutletTranslation(TranslationOptions):
    """An outlet has a name and a motto in each language."""

    fields = ("name", "motto")


class SeriesTranslation(TranslationOptions):
    """A series has a title and a description in each language."""

    fields = ("title", "description")


class PhotoTranslation(TranslationOptions):
    """A photo's credit and standing description are words, so they are translated."""

    fields = ("credit", "description")


for model, options in (
    (Outlet, OutletTranslation),
    (Section, NameTranslation),
    (Tag, NameTranslation),
    (Series, SeriesTranslation),
    (Photo, PhotoTranslation),
):
    translator.register(model, options)
    # After registering: tracked before, the languages' columns would be missed.
    pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
    )(model)
