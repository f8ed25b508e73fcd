"""Attacks on the text and the properties of a description."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from tests.exports.killers.base import Change, Killers


class JsonLdKillers(Killers):
    """Attacks on the text and the properties of a description."""

    def edited(self, change: Callable[[dict[str, Any]], Any]) -> bytes:
        told = json.loads(self.good)
        change(told)
        return json.dumps(told, ensure_ascii=False).encode()

    def with_last(self, last: str) -> bytes:
        def apply(told: dict[str, Any]) -> None:
            blocks = told["text"].split("\n\n")
            told["text"] = "\n\n".join([*blocks[:-1], last])

        return self.edited(apply)

    def last(self) -> str:
        return str(json.loads(self.good)["text"].split("\n\n")[-1])

    def seen(self, change: Change) -> bytes:
        line, notice = self.last().split("\n")
        return self.with_last(f"{line}\n{change(notice)}")

    def told(self, change: Change, tags: tuple[str, ...]) -> bytes:
        def apply(told: dict[str, Any]) -> None:
            for each in told["copyrightNotice"]:
                if each["@language"] in tags:
                    each["@value"] = change(each["@value"])

        return self.edited(apply)

    def hidden(self) -> Iterator[bytes]:
        last = self.last()
        for hider in (
            f"<span hidden>{last}</span>",
            f"\u202e{last}",
            f"\x1b[8m{last}",
            f"{last}\n\nFree for all.",
            f"{last} Free for all.",
        ):
            yield self.with_last(hider)
        yield self.edited(
            lambda told: told.update(
                text=f"{last}\n\n" + told["text"].removesuffix(f"\n\n{last}")
            )
        )
        yield self.edited(lambda told: told.update(abstract="Free for all."))
        yield self.edited(lambda told: told.update(license="https://else.example/"))
        yield self.edited(
            lambda told: told.update({"@context": "https://else.example"})
        )
        text = json.dumps(json.loads(self.good)["text"])
        good = json.dumps(json.loads(self.good))
        yield good.replace(text, f'{text}, "text": "Free for all."').encode()

    def in_a_comment_only(self) -> Iterator[bytes]:
        yield self.with_last(f"<!-- {self.last()} -->")
        yield b"/* " + self.good + b" */"

        def in_comment(told: dict[str, Any]) -> None:
            told["text"] = told["text"].removesuffix(f"\n\n{self.last()}")
            told["comment"] = self.last()

        yield self.edited(in_comment)

    def metadata_only(self) -> Iterator[bytes]:
        yield self.with_last("All rights reserved.")
        yield self.edited(lambda told: told.pop("text"))
        yield self.edited(lambda told: told.pop("copyrightNotice"))
        yield self.edited(lambda told: told.pop("usageInfo"))
