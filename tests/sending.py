"""Reads forms out of a page as a browser does, so that tests send them as it would."""

from collections.abc import Mapping
from html.parser import HTMLParser

Fields = list[tuple[str, str]]
CRLF, LF = "\r\n", "\n"


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[dict[str, str], Fields]] = []
        self.files: list[str] = []
        self._text: tuple[str, list[str]] | None = None
        self._choice: tuple[str, list[tuple[str, bool]]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        name = found.get("name", "")
        if tag == "form":
            self.forms.append((found, []))
        elif tag == "textarea":
            self._text = (name, [])
        elif tag == "select":
            self._choice = (name, [])
        elif tag == "option" and self._choice:
            self._choice[1].append((found.get("value", ""), "selected" in found))
        elif tag == "input" and found.get("type") == "file":
            self.files.append(name)
        elif tag == "input" and name and _is_sent(found):
            is_ticked = found.get("type") in {"checkbox", "radio"}
            self._add(name, found.get("value", "on" if is_ticked else ""))

    def handle_data(self, data: str) -> None:
        if self._text:
            self._text[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text:
            name, parts = self._text
            self._text = None
            # HTML Standard §13.2.6.4.7: a line break right after the tag is dropped.
            self._add(name, "".join(parts).replace(CRLF, LF).removeprefix(LF))
        elif tag == "select" and self._choice:
            name, options = self._choice
            self._choice = None
            # A browser chooses the first where none is marked.
            chosen = [value for value, is_chosen in options if is_chosen]
            for value in chosen or [value for value, _ in options[:1]]:
                self._add(name, value)

    def _add(self, name: str, value: str) -> None:
        if self.forms:
            self.forms[-1][1].append((name, as_sent(value)))


def _is_sent(found: Mapping[str, str]) -> bool:
    if found.get("type") in {"submit", "button", "reset", "image"}:
        return False
    return found.get("type") not in {"checkbox", "radio"} or "checked" in found


def as_sent(text: str) -> str:
    """Write every line break as a browser sends it (HTML Standard §4.10.21.8)."""
    return text.replace(CRLF, LF).replace("\r", LF).replace(LF, CRLF)


def form_in(page: str, **attributes: str) -> Fields:
    """Return what a browser sends of the form that has these attributes."""
    for found, fields in _read(page).forms:
        if all(
            value in found.get(name.rstrip("_"), "").split()
            for name, value in attributes.items()
        ):
            return fields
    msg = f"No form with {attributes}."
    raise LookupError(msg)


def file_fields(page: str) -> list[str]:
    """Return the names of the fields that ask for a file."""
    return _read(page).files


def many(fields: Fields) -> dict[str, list[str]]:
    """Return fields by name, as the test client takes them."""
    found: dict[str, list[str]] = {}
    for name, value in fields:
        found.setdefault(name, []).append(value)
    return found


def _read(page: str) -> _Forms:
    reader = _Forms()
    reader.feed(page)
    reader.close()
    return reader
