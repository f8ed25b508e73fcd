"""Attacks on front matter and the last block."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from exports.formats.markdown_text import paragraph
from tests.exports.killers.base import Change, Killers


class MarkdownKillers(Killers):
    """Attacks on front matter and the last block."""

    def parts(self) -> tuple[dict[str, Any], list[str]]:
        head, _, body = self.good.decode().removeprefix("---\n").partition("\n---\n\n")
        return json.loads(head), body.removesuffix("\n").split("\n\n")

    def built(self, told: dict[str, Any], blocks: list[str]) -> bytes:
        head = json.dumps(told, ensure_ascii=False, indent=1)
        return "\n\n".join((f"---\n{head}\n---", *blocks)).encode() + b"\n"

    def seen(self, change: Change) -> bytes:
        told, blocks = self.parts()
        line, notice = self.package.licensed_line, self.package.notice_text
        assert blocks[-1] == paragraph(line, notice)
        return self.built(told, [*blocks[:-1], paragraph(line, change(notice))])

    def told(self, change: Change, tags: tuple[str, ...]) -> bytes:
        told, blocks = self.parts()
        notices = told["rights-notice"]
        for tag in tags:
            notices[tag] = change(notices[tag])
        told["rights-notice"] = {tag: text for tag, text in notices.items() if text}
        return self.built(told, blocks)

    def hidden(self) -> Iterator[bytes]:
        told, blocks = self.parts()
        last = blocks[-1]
        line, notice = self.package.licensed_line, self.package.notice_text
        flat = notice.replace('"', "'")
        for hider in (
            f'[notice]: <#> "{line} {flat}"',
            f"[^1]: {line} {notice}",
            f"[//]: # ({flat})",
            f"![{line} {flat}](<#>)",
            f"![](<#> '{flat}')",
            f'[](<#> "{flat}")',
            f"```{line} {flat}\n```",
            f"```\n{line}\n{notice}\n```",
            f"    {line}\n    {notice}",
            f"`{line} {flat}`",
            f"~~{last}~~",
            f"||{last}||",
            f"> {last}",
            f"- {last}",
            f"# {last}",
            f"{last}\n---",
            f"{last}\n\n---",
            f"<span hidden>{last}</span>",
            f'<div style="display:none">\n\n{last}\n\n</div>',
            f"<details>\n\n{last}\n\n</details>",
            f"| {flat} |\n|---|",
            f"$$ {last} $$",
            f"%% {last} %%",
            f"{{% comment %}}{last}{{% endcomment %}}",
            f"\u202e{last}",
            f"\x1b[8m{last}",
        ):
            yield self.built(told, [*blocks[:-1], hider])
        yield self.built(told, [*blocks[:-1], "<div hidden>", last, "</div>"])
        yield self.built(told, [blocks[0], last, *blocks[1:-1]])
        yield self.built(told, [*blocks[:-2], last, blocks[-2]])
        yield self.good.replace(
            b"\n---\n\n", b"\n---\n\n<style>p{display:none}</style>\n\n"
        )

    def in_a_comment_only(self) -> Iterator[bytes]:
        told, blocks = self.parts()
        last = blocks[-1]
        for comment in (f"<!-- {last} -->", f"<!--\n{last}", f"<?{last}?>"):
            yield self.built(told, [*blocks[:-1], comment])
            yield self.built(told, [comment, *blocks[:-1]])
        yield self.edited(
            lambda told: told.update(comment=last, **{"rights-notice": {}})
        )
        head = f"---\n# {last}\n".encode()
        yield self.built(told, blocks[:-1]).replace(b"---\n", head, 1)

    def metadata_only(self) -> Iterator[bytes]:
        told, blocks = self.parts()
        yield self.built(told, blocks[:-1])
        yield self.built(told, [*blocks[:-1], "All rights reserved."])
        yield self.edited(lambda told: told.pop("rights-notice"))
        yield self.good.removeprefix(b"---\n")

    def edited(self, change: Callable[[dict[str, Any]], Any]) -> bytes:
        told, blocks = self.parts()
        change(told)
        return self.built(told, blocks)
