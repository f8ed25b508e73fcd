"""Pages and exports against the plain view."""

from collections.abc import Iterator

import django

django.setup()

from django.test import Client, override_settings  # noqa: E402

from articles.addresses import version_url  # noqa: E402
from articles.models import Version  # noqa: E402
from bench.timing import Timing, measure  # noqa: E402
from exports.formats import FORMATS  # noqa: E402
from exports.formats.base import seal  # noqa: E402
from exports.licensing import Wanted, license_version  # noqa: E402
from rights.models import Licensee  # noqa: E402
from rights.terms import Act  # noqa: E402


def lines() -> Iterator[str]:
    """Yield the lines of the table, the yardstick first."""
    version = (
        Version.objects.public()
        .select_related("article__section", "article__outlet")
        .filter(language="km", article__lead_photo__isnull=False)
        .earliest("pk")
    )
    client = Client()
    with override_settings(ROOT_URLCONF="bench.plain", MIDDLEWARE=[]):
        plain = measure("plain view", lambda: client.get(f"/plain/{version.pk}/"))
    yield _row(plain, plain)
    url = version_url(version)
    article = measure("article page", lambda: client.get(url))
    yield _row(article, plain)
    yield _row(measure("front page", lambda: client.get("/km/")), plain)
    yield from _exports(version, article)


def _exports(version: Version, article: Timing) -> Iterator[str]:
    own = Licensee.objects.get(outlet=version.article.outlet)
    wanted = Wanted(own, frozenset({Act.ELECTRONIC}))
    licensed = measure(
        "licensing", lambda: license_version(version, wanted, format_code="text")
    )
    yield _row(licensed, article, "article page")
    for form in FORMATS:
        package = license_version(version, wanted, format_code=form.code).package
        sealed = measure(f"seal {form.code}", lambda f=form, p=package: seal(p, f))
        content = form.write(package)
        read = measure(f"read {form.code}", lambda f=form, c=content: f.read(c))
        share = read.milliseconds / (sealed.milliseconds + licensed.milliseconds)
        yield f"{_row(sealed, article, 'article page')}   re-reading {share:4.0%}"


def _row(timing: Timing, yardstick: Timing, name: str = "plain view") -> str:
    ratio = timing.against(yardstick)
    return f"{timing.name:<16}{timing.milliseconds:9.2f} ms   {ratio:5.2f} × {name}"
