"""The addresses of the public site."""

from django.urls import path, register_converter

from website import answering, asking, feeds, partners, searching, views


class LanguageTagConverter:
    """A BCP 47 tag in canonical form, such as km, en or zh-Hans."""

    regex = r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?"

    def to_python(self, value: str) -> str:
        """Return the tag as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the tag as it stands."""
        return value


register_converter(LanguageTagConverter, "language")

urlpatterns = [
    path("", views.choose_language, name="choose_language"),
    path("photos/<uuid:photo_id>/<str:name>", views.photo, name="photo"),
    path(
        "recordings/<uuid:recording_id>/<str:name>", views.recording, name="recording"
    ),
    path("rights/policy/<uuid:policy_id>.jsonld", views.policy, name="policy"),
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
    path("preview/<str:token>/", views.preview, name="preview"),
    path(
        "preview/<str:token>/photo/<str:name>",
        views.preview_photo,
        name="preview_photo",
    ),
    path("<language:language>/", views.home, name="home"),
    path("<language:language>/search/", searching.search, name="search"),
    path("<language:language>/feeds/podcast.xml", feeds.podcast, name="podcast"),
    path(
        "<language:language>/<slug:section>/<str:slug>/", views.article, name="article"
    ),
    path("<language:language>/<slug:section>/<str:slug>/ask/", asking.ask, name="ask"),
    path(
        "<language:language>/<slug:section>/<str:slug>/asked/",
        asking.asked,
        name="asked",
    ),
]
