"""Which names and texts of people are kept in each interface language."""

import pghistory
from modeltranslation.translator import TranslationOptions, translator

from people.models import Contributor


class ContributorTranslation(TranslationOptions):
    """A contributor is written differently in each script."""

    fields = ("name", "biography")


translator.register(Contributor, ContributorTranslation)
# After registering: tracked before, the columns of the languages would be missed.
pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)(Contributor)
