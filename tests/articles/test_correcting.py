"""A correction appears in every public language at once, or not at all."""

import pytest

from articles.actions import correcting
from articles.models import CorrectionKind, CorrectionWording
from tests import factories as make

pytestmark = pytest.mark.django_db


class TestPublishCorrection:
    def publish(self, article, **wordings):
        return correcting.publish_correction(
            article=article,
            kind=CorrectionKind.CORRECTION,
            wordings=wordings,
            by=make.a_chief(),
            at=make.NOW,
        )

    def test_appears_in_every_public_language_at_once(self):
        original, _translation = make.a_published_pair()
        self.publish(original.article, km="លេខត្រូវបានកែ។", en="A figure was corrected.")
        assert set(CorrectionWording.objects.values_list("language", flat=True)) == {
            "km",
            "en",
        }

    def test_refuses_while_a_public_language_has_no_wording_and_names_it(self):
        original, _translation = make.a_published_pair()
        with pytest.raises(correcting.CorrectionRefused, match="Khmer"):
            self.publish(original.article, en="A figure was corrected.", km="  ")
        assert not CorrectionWording.objects.exists()

    def test_refuses_a_story_that_is_not_published(self):
        with pytest.raises(correcting.CorrectionRefused, match="not published"):
            self.publish(make.a_version().article, km="…")
