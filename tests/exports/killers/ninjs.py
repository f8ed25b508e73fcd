"""Attacks on the fields of a ninjs item."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from tests.exports.killers.base import Change, Killers


class NinjsKillers(Killers):
    """Attacks on bodies, properties and the rights expression."""

    def edited(self, change: Callable[[dict[str, Any]], None]) -> bytes:
        told = json.loads(self.good)
        change(told)
        return json.dumps(told, ensure_ascii=False).encode()

    def rights_body(self, told: dict[str, Any]) -> dict[str, str]:
        return next(each for each in told["bodies"] if each["role"] == "rightsNotice")

    def seen(self, change: Change) -> bytes:
        def apply(told: dict[str, Any]) -> None:
            body = self.rights_body(told)
            line, notice = body["value"].split("\n")
            # Both, as our profile wants them equal.
            body["value"] = told["usageTerms"] = f"{line}\n{change(notice)}"

        return self.edited(apply)

    def told(self, change: Change, tags: tuple[str, ...]) -> bytes:
        def apply(told: dict[str, Any]) -> None:
            rights = json.loads(told["rightsInfo"]["encodedRights"])
            for each in rights["dct:rights"]:
                if each["@language"] in tags:
                    each["@value"] = change(each["@value"])
            told["rightsInfo"]["encodedRights"] = json.dumps(rights)
            if self.package.notice_language in tags:
                told["copyrightNotice"] = change(told["copyrightNotice"])

        return self.edited(apply)

    def hidden(self) -> Iterator[bytes]:
        notice = self.package.notice_text
        line = self.package.licensed_line

        def shown_as(value: str, **more: str) -> Callable[[dict[str, Any]], None]:
            def apply(told: dict[str, Any]) -> None:
                self.rights_body(told).update(value=value, **more)
                told["usageTerms"] = value

            return apply

        yield self.edited(shown_as(f"{line}\n{notice}", role="internal"))
        yield self.edited(shown_as(f"{line}\n{notice}", contentType="text/html"))
        yield self.edited(
            shown_as(
                f'<p style="display:none">{line} {notice}</p>', contentType="text/html"
            )
        )
        yield self.edited(shown_as(f"<template>{line}\n{notice}</template>"))
        yield self.edited(shown_as(f"{line}\n\u202e{notice}"))
        yield self.edited(shown_as(f"\x1b[8m{line}\n{notice}"))
        good = json.loads(self.good)
        twice = json.dumps(good["bodies"][-1]["value"])
        text = json.dumps(good)
        yield text.replace(twice, f'"Free for all.", "value": {twice}', 1).encode()
        yield text.replace(twice, f'{twice}, "value": "Free for all."', 1).encode()

    def in_a_comment_only(self) -> Iterator[bytes]:
        comment = f"<!-- {self.package.licensed_line} {self.package.notice_text} -->"

        def in_notice(told: dict[str, Any]) -> None:
            self.rights_body(told)["value"] = told["usageTerms"] = comment

        def in_main(told: dict[str, Any]) -> None:
            told["bodies"].remove(self.rights_body(told))
            main = next(each for each in told["bodies"] if each["role"] == "main")
            main["value"] += comment

        def in_note(told: dict[str, Any]) -> None:
            told["bodies"].remove(self.rights_body(told))
            told["edNote"] = comment

        yield from map(self.edited, (in_notice, in_main, in_note))
        yield b"/* " + self.good + b" */"

    def metadata_only(self) -> Iterator[bytes]:
        def dropped(told: dict[str, Any]) -> None:
            told["bodies"].remove(self.rights_body(told))

        def replaced(told: dict[str, Any]) -> None:
            self.rights_body(told)["value"] = "All rights reserved."

        yield from map(self.edited, (dropped, replaced))
        for key in ("copyrightNotice", "usageTerms", "rightsInfo", "copyrightHolder"):
            yield self.edited(lambda told, key=key: told.pop(key))
