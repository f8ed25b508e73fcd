"""Rows are joined, parted, moved, linked and left out."""

import pytest
from django.urls import reverse

from articles.actions.writing import working_copy, write_working_copy
from tests import factories as make
from tests.newsroom.pair_page import key_of, page_of, press, rows, texts, words_of
from tests.newsroom.pair_page import sent as form_of
from tests.newsroom.pair_rows import (
    translator_fixture,  # noqa: F401
    units,
    version_fixture,  # noqa: F401
)
from tests.translations.pairs import a_source, a_translation, unit_of
from translations.actions.aligning import align_anew
from translations.models import Unit, UnitState

pytestmark = pytest.mark.django_db


class TestArranging:
    def test_left_out_and_taken_up(self, client, translator):
        version = a_translation(a_source(), texts={})
        key = key_of(version, "a")
        press(client, version, key, form_of(version, key, do="drop"))
        assert unit_of(version, "a").is_dropped
        press(client, version, key, form_of(version, key, do="take_up"))
        assert not unit_of(version, "a").is_dropped

    def test_copies_the_source_behind_what_is_there(self, client, translator, version):
        key = key_of(version, "a")
        press(client, version, key, form_of(version, key, "<p>Mine.</p>", do="copy"))
        assert texts(version)[:2] == ["Mine.", "ទឹកទន្លេបានឡើងខ្ពស់នៅថ្ងៃនេះ។"]
        press(client, version, "headline", form_of(version, "headline", do="copy"))
        assert texts(version)[0] == "ទឹកឡើង"

    def test_joins_and_parts(self, client, translator, version):
        key = key_of(version, "a")
        press(client, version, key, form_of(version, key, do="merge"))
        assert units(version)[("a", "b")].target_ids
        form = form_of(version, key, do="split", sources="១", targets="1")
        press(client, version, key, form)
        assert set(units(version)) == {("a",), ("b",), ("c",), ("d",)}

    def test_joins_nothing_with_the_end(self, client, translator, version):
        key = key_of(version, "d")
        answer = press(client, version, key, form_of(version, key, do="merge"))
        assert answer.status_code == 400
        assert "No paragraph follows" in words_of(answer)

    @pytest.mark.parametrize("typed", ["", "x", "-1", "9" * 40, "²"])
    def test_parts_by_numbers_alone(self, client, translator, version, typed):
        key = key_of(version, "a")
        form = form_of(version, key, do="split", sources=typed, targets=typed)
        assert press(client, version, key, form).status_code == 400

    def test_tells_earlier_later_and_in_order(self, client, translator, version):
        key = key_of(version, "c")
        a, b, c, d = texts(version)
        for deed, order in (
            ("earlier", [a, c, b, d]),
            ("earlier", [c, a, b, d]),
            ("later", [a, c, b, d]),
            ("later", [a, b, c, d]),
            ("later", [a, b, d, c]),
            ("in_order", [a, b, c, d]),
        ):
            press(client, version, key, form_of(version, key, do=deed))
            assert texts(version) == order

    def test_confirms_one_link_and_all(self, client, translator):
        source = a_source()
        version = make.a_version(article=source.article, language="en")
        align_anew(version=version, source=source, by=make.a_chief(), at=make.NOW)
        waiting = Unit.objects.filter(version=version, confidence__isnull=False)
        before = waiting.count()
        key = f"u{waiting.first().pk}"
        press(client, version, key, form_of(version, key, do="confirm"))
        assert waiting.count() == before - 1
        address = reverse("admin:pair_whole", args=[version.pk])
        answer = client.post(address, {"do": "confirm_all"})
        assert answer.url == f"{page_of(version)}#rows"
        assert not waiting.exists()

    def loose(self):
        source = a_source()
        version = make.a_version(article=source.article, language="en")
        Unit.objects.all().delete()
        return version, [key for key in rows(version) if key.startswith("t-")]

    def test_links_a_loose_paragraph_by_number(self, client, translator):
        version, (one, _two) = self.loose()
        before = len(rows(version))
        # The first two rows of the body are the loose ones.
        answer = press(client, version, one, {"do": "belongs", "number": "3"})
        assert answer.status_code == 302
        assert len(rows(version)) == before - 1
        assert Unit.objects.get().source_ids == ["a"]

    @pytest.mark.parametrize("number", ["", "0", "1", "99"])
    def test_links_it_to_no_row_that_is_not_there(self, client, translator, number):
        version, (one, _two) = self.loose()
        answer = press(client, version, one, {"do": "belongs", "number": number})
        assert answer.status_code == 400

    def test_links_it_to_the_row_before(self, client, translator, version):
        write_working_copy(
            version=version,
            blocks=(*working_copy(version), *make.blocks("x", ["Loose."])[1:]),
            by=make.a_chief(),
            at=make.NOW,
        )
        (loose,) = [key for key in rows(version) if key.startswith("t-")]
        press(client, version, loose, {"do": "belongs_before"})
        assert len(unit_of(version, "d").target_ids) == 2
        assert unit_of(version, "d").state == UnitState.TRANSLATED

    def test_says_that_it_is_in_the_translation_only(self, client, translator):
        version, (one, _two) = self.loose()
        press(client, version, one, {"do": "alone"})
        assert Unit.objects.get().source_version is None

    def test_begins_a_paragraph_that_has_no_unit(self, client, translator):
        version, _loose = self.loose()
        key = key_of(version, "b")
        press(client, version, key, {"do": "begin"})
        assert unit_of(version, "b").state == UnitState.UNTRANSLATED

    def test_finds_out_what_belongs_together(self, client, translator):
        version, _loose = self.loose()
        address = reverse("admin:pair_whole", args=[version.pk])
        client.post(address, {"do": "align"})
        assert Unit.objects.filter(version=version).exists()

    def test_translates_headlines_when_asked(self, client, translator, version):
        address = reverse("admin:pair_whole", args=[version.pk])
        client.post(address, {"do": "heads_on"})
        assert unit_of(version, "headline").state == UnitState.UNTRANSLATED
        key = key_of(version, "headline")
        assert key.startswith("u")
        form = form_of(version, key, "The river", do="translated")
        assert press(client, version, key, form).status_code == 302
        client.post(address, {"do": "heads_off"})
        assert ("headline",) not in units(version)
        assert texts(version)[0] == "The river"

    def test_of_the_whole_is_refused_with_reasons(self, client, sign_in, version):
        sign_in(("Reporter", "km"))
        address = reverse("admin:pair_whole", args=[version.pk])
        answer = client.post(address, {"do": "heads_on"})
        assert answer.status_code == 403
        assert client.post(address, {"do": "explode"}).status_code == 404
