"""What is put back is what was planted, row by row."""

import pytest

from articles.models import Article, Version
from tests import factories as make
from tests.journeys.planted import keep

pytestmark = pytest.mark.journey


class TestPlanted:
    @pytest.mark.parametrize("_time", [1, 2])
    def test_is_put_back_as_it_was(self, newsroom, kept, tmp_path, _time):
        again = keep(tmp_path / "again")
        assert again.rows.keys() == kept.planted.rows.keys()
        differ = [
            name for name, rows in kept.planted.rows.items() if again.rows[name] != rows
        ]
        assert differ == []
        assert dict(again.sequences) == dict(kept.planted.sequences)

    @pytest.mark.parametrize("_time", [1, 2])
    def test_is_a_newsroom_in_which_one_can_work(self, newsroom, _time):
        before = Article.objects.count()
        version = make.published(make.a_version())
        assert Version.objects.public().filter(pk=version.pk).exists()
        assert Article.objects.count() == before + 1
