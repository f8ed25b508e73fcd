"""The addresses of the public site."""

from django.urls import path, register_converter

from website import (
    answering,
    asking,
    listing,
    partners,
    previewing,
    searching,
    signals,
    sitemaps,
    views,
)
from website.feeds import podcast, stories
from website.feeds.writing import KINDS


class LanguageTagConverter:
    """A BCP 47 tag in canonical form, such as km, en or zh-Hans."""

    regex = r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?"

    def to_python(self, value: str) -> str:
        """Return the tag as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the tag as it stands."""
        return value


class YearConverter:
    """A year of four digits, which every calendar here knows."""

    regex = "[12][0-9]{3}"

    def to_python(self, value: str) -> int:
        """Return the number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Write the number."""
        return str(value)


class FeedConverter:
    """The end of a feed's address, which says how it is written."""

    regex = "|".join(KINDS).replace(".", r"\.")

    def to_python(self, value: str) -> str:
        """Return it as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return it as it stands."""
        return value


register_converter(LanguageTagConverter, "language")
register_converter(FeedConverter, "feed")
register_converter(YearConverter, "year")

urlpatterns = [
    path("", views.choose_language, name="choose_language"),
    path("robots.txt", signals.robots_txt, name="robots"),
    path(".well-known/tdmrep.json", signals.tdmrep_json, name="tdmrep"),
    path("sitemap.xml", sitemaps.index, name="sitemaps"),
    path("sitemap-news.xml", sitemaps.of_news, name="news_sitemap"),
    path("photos/<uuid:photo_id>/<str:name>", views.photo, name="photo"),
    path(
        "recordings/<uuid:recording_id>/<str:name>", views.recording, name="recording"
    ),
    path("rights/policy/<uuid:policy_id>.jsonld", views.policy, name="policy"),
    path("rights/policy/mining.jsonld", signals.mining_policy, name="mining_policy"),
    path("pair/<uuid:article_id>/", views.pair, name="pair"),
    path("pair/<uuid:article_id>/<language:language>/", views.pair, name="pair_in"),
    path("recalls/<str:token>/", answering.recall, name="recall"),
    path("recalls/<str:token>/deleted.atom", answering.atom, name="recall_atom"),
    path(
        "recalls/<str:token>/<language:language>.ninjs.json",
        answering.ninjs,
        name="recall_ninjs",
    ),
    path("partner/<str:token>/", partners.page, name="partner"),
    path("partner/<str:token>/feed.atom", partners.feed, name="partner_feed"),
    path("partner/<str:token>/copy/<int:copy>/", partners.fetch, name="partner_copy"),
    path("preview/<str:token>/", previewing.preview, name="preview"),
    path(
        "preview/<str:token>/photo/<str:name>",
        previewing.preview_photo,
        name="preview_photo",
    ),
    path("<language:language>/", views.home, name="home"),
    path("<language:language>/search/", searching.search, name="search"),
    path(
        "<language:language>/sitemap-<year:year>.xml", sitemaps.of_year, name="sitemap"
    ),
    path("<language:language>/feeds/podcast.xml", podcast.podcast, name="podcast"),
    path("<language:language>/feeds/<feed:kind>", stories.stories, name="feed"),
    path(
        "<language:language>/feeds/section/<slug:section>/<feed:kind>",
        stories.of_section,
        name="section_feed",
    ),
    path(
        "<language:language>/feeds/series/<slug:series>/<feed:kind>",
        stories.of_series,
        name="series_feed",
    ),
    path(
        "<language:language>/feeds/tag/<slug:tag>/<feed:kind>",
        stories.of_tag,
        name="tag_feed",
    ),
    path("<language:language>/about/", listing.about, name="about"),
    path("<language:language>/archive/", listing.archive, name="archive"),
    path(
        "<language:language>/archive/<year:year>/<int:month>/",
        listing.month,
        name="month",
    ),
    path("<language:language>/corrections/", listing.corrections, name="corrections"),
    path("<language:language>/people/<slug:person>/", listing.person, name="person"),
    path("<language:language>/rights/", listing.rights, name="rights"),
    path("<language:language>/series/<slug:series>/", listing.series, name="series"),
    path("<language:language>/tag/<slug:tag>/", listing.tag, name="tag"),
    path("<language:language>/<slug:section>/", listing.section, name="section"),
    path(
        "<language:language>/<slug:section>/<str:slug>/", views.article, name="article"
    ),
    path(
        "<language:language>/<slug:section>/<str:slug>/card.png",
        views.poster,
        name="poster",
    ),
    path(
        "<language:language>/<slug:section>/<str:slug>/lite/", views.lite, name="lite"
    ),
    path(
        "<language:language>/<slug:section>/<str:slug>/single/",
        views.single,
        name="single",
    ),
    path("<language:language>/<slug:section>/<str:slug>/ask/", asking.ask, name="ask"),
    path(
        "<language:language>/<slug:section>/<str:slug>/asked/",
        asking.asked,
        name="asked",
    ),
]
