"""What somebody sets for themselves: language, zone, mail, and what they are told."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from articles.models import NotificationChoice, NotificationKind, Way
from articles.text.dates import written_number
from newsroom.admin.calendar_rows import weekdays
from people.actions.own_account import Facts, Plan
from people.models import Account, DigestPlan
from people.models.digest_plan import EVERY_DAY

# Where Cambodian newsrooms and their people in exile are.
COMMON: tuple[tuple[str, str | Promise], ...] = (
    ("Asia/Phnom_Penh", gettext_lazy("Phnom Penh")),
    ("Asia/Bangkok", gettext_lazy("Bangkok")),
    ("Asia/Tokyo", gettext_lazy("Tokyo")),
    ("Asia/Seoul", gettext_lazy("Seoul")),
    ("Australia/Melbourne", gettext_lazy("Melbourne, Sydney")),
    ("Europe/Paris", gettext_lazy("Paris, Berlin")),
    ("America/New_York", gettext_lazy("New York, Washington")),
    ("America/Los_Angeles", gettext_lazy("Los Angeles, San Francisco")),
    ("UTC", gettext_lazy("World time")),
)
REGIONS = (
    "Africa",
    "America",
    "Antarctica",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


class ZoneSelect(forms.Select):
    """Zones by region; their names are codes, and English for who hears them."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Say of each zone that is not among the common ones which language it is."""
        option: dict[str, Any] = super().create_option(*args, **kwargs)
        if option["value"] not in dict(COMMON):
            option["attrs"]["lang"] = "en"
        return option


@cache
def known_zones() -> dict[str, tuple[str, ...]]:
    """List the zones of the world by region, in order."""
    zones = sorted(available_timezones())
    return {
        region: tuple(each for each in zones if each.startswith(f"{region}/"))
        for region in REGIONS
    }


def zone_choices(now: datetime, kept: str) -> list[Any]:
    """Return the choices of a time zone: the common ones first.

    Args:
        now: Timezone-aware; how far a zone is from world time depends on it.
        kept: IANA name of a zone that must be among them.
    """
    common = [(name, f"{label} ({_offset(name, now)})") for name, label in COMMON]
    others = known_zones()
    regions = [
        (region, [(name, _plain(name, now)) for name in names])
        for region, names in others.items()
    ]
    known = {*dict(COMMON), *(name for names in others.values() for name in names)}
    if kept not in known:
        common.append((kept, f"{kept} ({_offset(kept, now)})"))
    return [(_("Common"), common), *regions]


def _plain(name: str, now: datetime) -> str:
    place = name.partition("/")[2].replace("_", " ").replace("/", " · ")
    return f"{place} ({_offset(name, now)})"


def _offset(name: str, now: datetime) -> str:
    written = f"{now.astimezone(ZoneInfo(name)):%z}"
    return _number(f"UTC{written[:3]}:{written[3:5]}")


class FactsForm(forms.Form):
    """Asks how the desk speaks to somebody, where they are, and where mail goes."""

    interface_language = forms.ChoiceField(
        label=gettext_lazy("Interface language"), choices=settings.LANGUAGES
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        widget=ZoneSelect,
        help_text=gettext_lazy("Every hour in the desk is shown in it."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        max_length=254,
        help_text=gettext_lazy(
            "Optional. The mail holds a number and a link: no headline, no name, "
            "nothing of a story. Administrators see the address here, and everybody "
            "who carries the mail sees that this newsroom writes to you. An address "
            "that does not say who you are is safer; without one there is no mail."
        ),
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {
            "interface_language": account.interface_language,
            "time_zone": account.time_zone,
            "email": account.email,
        }
        zones: Any = self.fields["time_zone"]
        zones.choices = zone_choices(timezone.now(), account.time_zone)
        self.fields["email"].widget.attrs["autocomplete"] = "email"

    def facts(self) -> Facts:
        """Return what the valid form says."""
        return Facts(**self.cleaned_data)


class PlanForm(forms.Form):
    """Asks when there is mail."""

    hour = forms.TypedChoiceField(
        label=gettext_lazy("Hour of the mail"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy("In your own time zone."),
    )
    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days with mail"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("No day: no mail."),
    )
    paused_until = forms.DateField(
        label=gettext_lazy("No mail before"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy(
            "For holidays: on that day there is mail again, of everything that you "
            "have not seen. Empty: no pause."
        ),
    )

    def __init__(self, *args: Any, plan: DigestPlan | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored = plan or DigestPlan()
        self.initial = {
            "hour": "" if stored.hour is None else stored.hour,
            "days": stored.days,
            "paused_until": stored.paused_until,
        }
        usual = _clock(settings.DIGEST_HOUR)
        choices: Any = [
            ("", _("as everybody: %(hour)s") % {"hour": usual}),
            *((hour, _clock(hour)) for hour in range(24)),
        ]
        self.fields["hour"].choices = choices  # type: ignore[attr-defined]
        names: Any = list(zip(EVERY_DAY, weekdays(), strict=True))
        self.fields["days"].choices = names  # type: ignore[attr-defined]

    def plan(self) -> Plan:
        """Return what the valid form says."""
        typed = self.cleaned_data
        return Plan(
            hour=typed["hour"], days=typed["days"], paused_until=typed["paused_until"]
        )


class WaysForm(forms.Form):
    """Asks, of each kind of notification, where somebody is told."""

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = dict(
            NotificationChoice.objects.filter(account=account).values_list(
                "kind", "way"
            )
        )
        for kind in NotificationKind:
            self.fields[kind.value] = forms.ChoiceField(
                label=capfirst(str(kind.label)),
                choices=list(_ways(kind)),
                initial=chosen.get(kind.value, Way.MAIL.value),
            )

    def ways(self) -> dict[NotificationKind, Way]:
        """Return what the valid form says."""
        return {
            NotificationKind(kind): Way(way) for kind, way in self.cleaned_data.items()
        }


def _ways(kind: NotificationKind) -> Iterator[tuple[str, str]]:
    for way in Way:
        if way is not Way.NOWHERE or kind.may_be_silenced:
            yield way.value, str(way.label)


def _clock(hour: int) -> str:
    return _number(f"{hour}:00")


def _number(text: str) -> str:
    return written_number(text, get_language() or settings.LANGUAGE_CODE)
