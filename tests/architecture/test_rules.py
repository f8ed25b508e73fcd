"""Each architecture rule holds, and each is shown to catch a break."""

import ast
from pathlib import Path

import pytest
from django.contrib import admin
from django.contrib.admin import ModelAdmin, site

from articles.models import Version
from tests.architecture import rules

WITH_ACTIONS = {
    "articles.Article",
    "articles.Version",
    "articles.Background",
    "articles.Correction",
    "articles.Photo",
    "articles.PreviewLink",
    "articles.Redaction",
    "articles.ReplyRequest",
    "exports.ExportItem",
    "intake.Finding",
    "ledger.Entry",
    "translations.MachineItem",
    "translations.MemoryPart",
    "people.Account",
    "people.Consent",
    "people.RoleGrant",
    "people.SealedIdentity",
    "rights.Grant",
    "rights.PermissionRequest",
    "exports.Case",
    "exports.Channel",
    "exports.Dispatch",
    "exports.Recall",
    "exports.RecallNotice",
    "rights.NoticeDraft",
    "exports.StandingOrder",
    "rights.NoticeEdition",
    "translations.Term",
}


def a_module(tmp_path: Path, where: str, text: str) -> Path:
    path = tmp_path / where
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


class TestModulesStayShort:
    def test_in_every_room(self):
        assert rules.too_long(rules.written()) == []

    def test_in_tests_too_but_in_no_migration(self, tmp_path):
        for where in ("people/migrations/0001_x.py", "tests/a/b.py", "bench/c.py"):
            a_module(tmp_path, where, "\n" * 401)
        found = rules.too_long(rules.written(tmp_path))
        assert [Path(each.split(":")[0]).name for each in found] == ["b.py", "c.py"]

    def test_catches_a_long_one(self, tmp_path):
        assert rules.too_long([a_module(tmp_path, "people/long.py", "\n" * 401)])


class TestNoStringPointsUp:
    def test_in_every_room(self):
        assert rules.upward_references(rules.sources()) == []

    def test_catches_a_foreign_key_to_a_higher_room(self, tmp_path):
        path = a_module(
            tmp_path,
            "people/models/x.py",
            'f = models.ForeignKey("articles.Version")\n',
        )
        assert len(rules.upward_references([path])) == 1

    def test_catches_a_foreign_key_to_the_room_beside(self, tmp_path):
        path = a_module(
            tmp_path, "rights/models/x.py", 'f = ForeignKey("translations.Unit")\n'
        )
        assert len(rules.upward_references([path])) == 1

    def test_allows_one_to_a_lower_room(self, tmp_path):
        path = a_module(
            tmp_path, "rights/models/x.py", 'f = ForeignKey("articles.Version")\n'
        )
        assert rules.upward_references([path]) == []


class TestNothingHidesInSaving:
    def test_in_every_room(self):
        assert rules.saving_hooks(rules.sources()) == []

    @pytest.mark.parametrize(
        "text",
        [
            "from django.db.models.signals import post_save\n",
            "from django.dispatch import receiver\n",
            "class A:\n    def save(self): ...\n",
            "class A:\n    def delete(self): ...\n",
        ],
    )
    def test_catches_a_hook(self, tmp_path, text):
        assert rules.saving_hooks([a_module(tmp_path, "articles/models/x.py", text)])


class TestActionsTakeKeywordsOnly:
    def test_in_every_room(self):
        assert rules.positional_actions(rules.sources()) == []

    def test_catches_a_positional_one(self, tmp_path):
        text = "@transaction.atomic\ndef publish(version, by): ...\n"
        assert rules.positional_actions(
            [a_module(tmp_path, "articles/actions/x.py", text)]
        )


class TestEverySettingIsDocumented:
    def test_in_docs_settings(self):
        settings = (rules.PROJECT / "newsroom/settings.py").read_text()
        documented = (rules.PROJECT / "docs/settings.md").read_text()
        assert rules.undocumented_settings(settings, documented) == []

    def test_catches_a_missing_one(self):
        assert rules.undocumented_settings('X = env.text("NEW_ONE")', "`DEBUG`") == [
            "NEW_ONE"
        ]


class TestEveryCommandIsDocumented:
    def test_in_the_readme(self):
        readme = (rules.PROJECT / "README.md").read_text()
        commands = [
            path.stem
            for path in (rules.PROJECT / "newsroom/management/commands").glob("*.py")
            if path.stem != "__init__"
        ]
        assert commands
        assert [name for name in commands if f"`{name}`" not in readme] == []


class TestAdminWritesThroughActions:
    def test_for_every_registered_model_with_actions(self):
        registered = {model._meta.label for model in site._registry}
        assert WITH_ACTIONS.issubset(registered)
        assert rules.default_writers(site._registry.values(), WITH_ACTIONS) == []

    def test_catches_a_plain_model_admin(self):
        plain = ModelAdmin(Version, admin.site)
        assert len(rules.default_writers([plain], WITH_ACTIONS)) == 3

    def test_lists_every_model_that_has_actions(self):
        # A model whose rows an action makes must be in the list above.
        made = set()
        for path in rules.sources():
            if "actions" in path.parts:
                for node in ast.walk(ast.parse(path.read_text())):
                    if isinstance(node, ast.ImportFrom) and str(node.module).endswith(
                        ".models"
                    ):
                        made |= {alias.name for alias in node.names}
        shown = {model.__name__: model._meta.label for model in site._registry}
        acted_on = {shown[name] for name in made & shown.keys()} - NAMED_ONLY
        assert acted_on <= WITH_ACTIONS


# Actions name these as arguments; their rows are labels, edited as such.
NAMED_ONLY = {
    "articles.Outlet",
    "articles.Section",
    "articles.Tag",
    "people.Contributor",
    "rights.Licensee",
    "rights.Organisation",
    # Ordered from the list of versions; its own pages are read-only.
    "exports.ExportJob",
    # Read-only: it says what came in.
    "intake.IntakeRun",
}
