"""Architecture rules that import-linter cannot see, as functions that list breaks."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
ROOMS = (
    "ledger",
    "worklist",
    "people",
    "articles",
    "rights",
    "translations",
    "exports",
    "intake",
    "website",
    "newsroom",
)
# They hold no migration.
BESIDE_ROOMS = ("tests", "bench")
LONGEST = 400
# Bulk actions that call an action of ours.
BULK_ACTIONS = {"export_copies", "mark_reviewed"}
# Lower number, lower room; rooms with the same number stand side by side.
LEVELS = {
    "ledger": 0,
    "worklist": 0,
    "people": 1,
    "articles": 2,
    "rights": 3,
    "translations": 3,
    "exports": 4,
    "intake": 4,
    "website": 5,
    "newsroom": 6,
}
SIGNALS = {
    "pre_save",
    "post_save",
    "pre_delete",
    "post_delete",
    "m2m_changed",
    "receiver",
}


def sources(project: Path = PROJECT) -> Iterator[Path]:
    """Yield every module of the rooms but migrations."""
    for room in ROOMS:
        for path in sorted((project / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def written(project: Path = PROJECT) -> Iterator[Path]:
    """Yield every module that somebody reads: the rooms', the tests', the measures'."""
    yield from sources(project)
    for folder in BESIDE_ROOMS:
        yield from sorted((project / folder).rglob("*.py"))


def too_long(paths: Iterable[Path]) -> list[str]:
    """List modules of more than LONGEST lines."""
    return [
        f"{path}: {length} lines"
        for path in paths
        if (length := path.read_text().count("\n")) > LONGEST
    ]


def upward_references(paths: Iterable[Path]) -> list[str]:
    """List models named by string ("app.Model") of a room higher up or beside."""
    found = []
    for path in paths:
        room = next((part for part in path.parts if part in LEVELS), None)
        for node in ast.walk(ast.parse(path.read_text())):
            if room is None or not isinstance(node, ast.Call):
                continue
            for text in (a.value for a in node.args[:1] if isinstance(a, ast.Constant)):
                match = re.fullmatch(r"([a-z_]+)\.[A-Z]\w*", str(text))
                other = match and match[1]
                if other in LEVELS and other != room and LEVELS[other] >= LEVELS[room]:
                    found.append(f"{path}:{node.lineno}: {text}")
    return found


def saving_hooks(paths: Iterable[Path]) -> list[str]:
    """List `save` methods on models and connected model signals."""
    found = []
    for path in paths:
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom | ast.Import):
                names = {alias.name.split(".")[-1] for alias in node.names}
                found += [f"{path}:{node.lineno}: {name}" for name in names & SIGNALS]
            if isinstance(node, ast.ClassDef) and "models" in path.parts:
                found += [
                    f"{path}:{item.lineno}: {node.name}.save"
                    for item in node.body
                    if isinstance(item, ast.FunctionDef)
                    and item.name in {"save", "delete"}
                ]
    return found


def positional_actions(paths: Iterable[Path]) -> list[str]:
    """List public functions of actions that take arguments by position."""
    found = []
    for path in paths:
        if "actions" not in path.parts:
            continue
        for node in ast.parse(path.read_text()).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            writes = any("atomic" in ast.unparse(d) for d in node.decorator_list)
            if writes and (node.args.args or node.args.posonlyargs):
                found.append(f"{path}:{node.lineno}: {node.name}")
    return found


def undocumented_settings(settings_text: str, documented: str) -> list[str]:
    """List variables that settings read and docs/settings.md does not name."""
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', settings_text))
    return sorted(name for name in read if f"`{name}`" not in documented)


def default_writers(registry: Iterable[Any], with_actions: set[str]) -> list[str]:
    """List admin classes of models with actions that keep a default write path."""
    found = []
    for model_admin in registry:
        if model_admin.model._meta.label not in with_actions:
            continue
        cls = type(model_admin)
        for name in ("save_model", "save_related"):
            if getattr(cls, name).__module__.startswith("django."):
                found.append(f"{cls.__name__}.{name}")
        deletes = cls.has_delete_permission.__module__.startswith("django.")
        if deletes or set(model_admin.actions or ()) - BULK_ACTIONS:
            found.append(f"{cls.__name__}.actions")
    return found
