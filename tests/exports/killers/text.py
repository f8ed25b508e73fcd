"""Attacks on header lines and the last block."""

from collections.abc import Iterator

from tests.exports.killers.base import Change, Killers


class TextKillers(Killers):
    """Attacks on header lines and the last block."""

    def parts(self) -> tuple[list[str], list[str]]:
        head, *blocks = self.good.decode().removesuffix("\n").split("\n\n")
        return head.replace("\n ", " ").split("\n"), blocks

    def built(self, headers: list[str], blocks: list[str]) -> bytes:
        return ("\n\n".join(("\n".join(headers), *blocks)) + "\n").encode()

    def seen(self, change: Change) -> bytes:
        headers, blocks = self.parts()
        line, notice = blocks[-1].split("\n")
        changed = change(notice)
        last = f"{line}\n{changed}" if changed else line
        return self.built(headers, [*blocks[:-1], last])

    def told(self, change: Change, tags: tuple[str, ...]) -> bytes:
        headers, blocks = self.parts()
        changed = []
        for line in headers:
            name, _, text = line.partition(": ")
            if name.removeprefix("Rights-Notice-") in tags:
                text = change(text)
            if text:
                changed.append(f"{name}: {text}")
        return self.built(changed, blocks)

    def hidden(self) -> Iterator[bytes]:
        headers, blocks = self.parts()
        last = blocks[-1]
        line, notice = last.split("\n")
        for hider in (
            f"\x1b[8m{last}\x1b[0m",
            f"{line}\n\u202e{notice}",
            f"{line}\n{notice}{chr(8) * len(notice)}",
            f"{line}\n{notice}\rStory ends.",
            f"{line}\n{' ' * 400}{notice}",
            f"\f{last}",
            "\n" * 300 + last,
            f"{last}\n\n\u2028",
        ):
            yield self.built(headers, [*blocks[:-1], hider])
        yield self.built(headers, [blocks[0], last, *blocks[1:-1]])
        yield self.built(headers, [*blocks[:-2], last, blocks[-2]])

    def in_a_comment_only(self) -> Iterator[bytes]:
        headers, blocks = self.parts()
        line, notice = blocks[-1].split("\n")
        for comment in (f"# {line}\n# {notice}", f"<!-- {line}\n{notice} -->"):
            yield self.built(headers, [*blocks[:-1], comment])
        without = [each for each in headers if not each.startswith("Rights-Notice")]
        yield self.built([*without, f"Comments: {line} {notice}"], blocks)
        yield self.built([*without, f"X-Rights-Notice-en: {notice}"], blocks)

    def metadata_only(self) -> Iterator[bytes]:
        headers, blocks = self.parts()
        yield self.built(headers, blocks[:-1])
        yield self.built(headers, [*blocks[:-1], "All rights reserved."])
