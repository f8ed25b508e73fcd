"""A prepared question finds what the question itself finds, each time anew."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests.worklist.chores import Chore, a_chore
from worklist.models import WorkState
from worklist.prepared import ANY, Prepared, written


def of(key):
    return Chore.objects.pending().filter(pk=key)


@pytest.mark.usefixtures("chores")
class TestPrepared:
    def test_is_asked_anew_each_time_and_put_together_once(self):
        asked = []
        question = Prepared(lambda key: asked.append(key) or of(key))
        first, second = a_chore(note="sweep 100 % of it"), a_chore(note="cook")
        assert question.rows(first.pk) == [first]
        with CaptureQueriesContext(connection) as queries:
            (found,) = question.rows(second.pk)
        assert vars(found).keys() == vars(of(second.pk).get()).keys()
        assert (found.note, found.due_at) == ("cook", second.due_at)
        assert [it["sql"][:7] for it in queries] == ["EXECUTE"]
        first.state, first.reason = WorkState.PARKED, "It may not."
        first.save()
        assert question.rows(first.pk) == question.rows(ANY) == []
        assert asked == [ANY]
        with translation.override("km"):
            assert question.rows(second.pk) == [second]
        assert asked == [ANY, ANY]

    def test_values_with_signs_of_their_own_stay_values(self):
        chore = a_chore(note="100 % of %s")
        text = written(of(ANY).filter(note="100 % of %s").values("pk"), "%(key)s")
        with connection.cursor() as cursor:
            cursor.execute(text, {"key": chore.pk})
            assert cursor.fetchall() == [(chore.pk,)]


@pytest.mark.usefixtures("lasting_chores")
class TestThreads:
    def test_each_gets_its_own_answer(self):
        question = Prepared(of)
        keys = [a_chore(note=str(number)).pk for number in range(6)] * 5

        def ask(key):
            try:
                return question.rows(key)[0].pk
            finally:
                connection.close()

        with ThreadPoolExecutor(max_workers=4) as threads:
            assert list(threads.map(ask, keys)) == keys
