"""Readable addresses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.khmer import canonical
from articles.text.slugs import SlugError, is_slug, slugify

headlines = st.text(
    st.sampled_from("កខ្មែរស្ត្រី១។៕«»ាេ\u200b\u200c aBİßé\u0301-_/.?#%&中Σ'’😀"),
    max_size=60,
)


class TestSlugify:
    @pytest.mark.parametrize(
        ("headline", "slug"),
        [
            ("ស្ត្រីនៅទន្លេសាប", "ស្ត្រីនៅទន្លេសាប"),
            ("ស្រ្តី", "ស្ត្រី"),
            ("ទន្លេ\u200bសាប ឆ្នាំ២០២៦៕", "ទន្លេសាប-ឆ្នាំ២០២៦"),
            ("«ទឹក» ៖ ភ្លៀង។", "ទឹក-ភ្លៀង"),
            ("ផ្សេងៗ ៥០០៛", "ផ្សេងៗ-៥០០"),
            ("Rain, at Last!", "rain-at-last"),
            ("It’s the farmers' year", "its-the-farmers-year"),
            ("Café Việt/Nam", "café-việt-nam"),
            ("a_b--c / d", "a-b-c-d"),
            ("../../etc/passwd?x=<script>", "etc-passwd-x-script"),
            ("今天 天气", "今天-天气"),
        ],
    )
    def test_keeps_letters_of_any_script(self, headline: str, slug: str) -> None:
        assert slugify(headline) == slug

    @pytest.mark.parametrize(
        "headline", ["", " ", "។ ៕ «»", "?!", "\u17d2\u17b6", "😀"]
    )
    def test_refuses_what_leaves_nothing(self, headline: str) -> None:
        with pytest.raises(SlugError):
            slugify(headline)

    def test_shortens_at_a_hyphen(self) -> None:
        assert slugify("one two three four", max_length=12) == "one-two"

    def test_never_cuts_inside_a_khmer_cluster(self) -> None:
        assert slugify("កស្ត្រី", max_length=6) == "ក"
        assert slugify("កស្ត្រី", max_length=7) == "កស្ត្រី"

    def test_refuses_one_letter_that_is_too_long(self) -> None:
        with pytest.raises(SlugError):
            slugify("ស្ត្រី", max_length=3)

    @given(headlines, st.integers(min_value=1, max_value=70))
    @settings(deadline=None, max_examples=400)
    def test_leaves_its_own_result_alone(self, headline: str, max_length: int) -> None:
        try:
            slug = slugify(headline, max_length=max_length)
        except SlugError:
            return
        assert 0 < len(slug) <= max_length
        assert slugify(slug, max_length=max_length) == slug == canonical(slug)
        assert is_slug(slug, max_length=max_length)
        assert slug.strip("-") == slug
        assert not set(slug) & set(" \u200b/.?#%&'\"<>។៕«»")


class TestIsSlug:
    @pytest.mark.parametrize(
        "text", ["", "Two", "two words", "a--b", "-a", "ស្រ្តី", "a/b"]
    )
    def test_says_no_to_what_would_be_written_otherwise(self, text: str) -> None:
        assert not is_slug(text)

    def test_says_no_to_one_that_is_too_long(self) -> None:
        assert is_slug("a" * 80)
        assert not is_slug("a" * 81)
