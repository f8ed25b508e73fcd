"""Questions that are asked over and over: put together once, and planned once.

Django puts a question together anew each time, and PostgreSQL plans it anew. For long
ones that costs far more than the answer.
"""

import hashlib
from collections.abc import Callable
from copy import copy
from types import SimpleNamespace
from typing import Any, Final, Generic, TypeVar, cast
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable
from django.utils.translation import get_language

ModelT = TypeVar("ModelT", bound=Model)
ANY: Final = 9_007_199_254_740_881
"""Stands for the key while a question is put together; no row has it."""
_known: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()
"""What each session of the database has prepared."""


def written(question: QuerySet[Any], key: str) -> str:
    """Write a question down as part of a statement that is given values.

    Args:
        question: About the row ANY, or about none.
        key: The placeholder that is written for the key.
    """
    text = _text(question.query.get_compiler(DEFAULT_DB_ALIAS))
    return text.replace("%", "%%").replace(str(ANY), key)


class Prepared(Generic[ModelT]):
    """A question about a row.

    Args:
        question: Asks about the row of a key; may depend on nothing else but the
            interface language.
    """

    def __init__(self, question: Callable[[int], QuerySet[ModelT]]) -> None:
        self._question = question
        self._asked: dict[str | None, _Asked] = {}

    def rows(self, key: int) -> list[ModelT]:
        """Ask, by the database's clock of this moment.

        Args:
            key: Of the row.

        Returns:
            What is there now, as the question itself would find it.
        """
        language = get_language()
        if language not in self._asked:
            self._asked[language] = _Asked(self._question(ANY))
        return cast("list[ModelT]", self._asked[language].rows(key))


class _Asked:
    """A question as PostgreSQL has it, and as Django reads the answer."""

    def __init__(self, question: QuerySet[Any]) -> None:
        self._model = question.model
        self._compiler: Any = question.query.get_compiler(DEFAULT_DB_ALIAS)
        self._text = _text(self._compiler).replace(str(ANY), "$1")
        self._name = f"asked_{hashlib.sha256(self._text.encode()).hexdigest()[:32]}"

    def rows(self, key: int) -> list[Any]:
        answers = self._answers(key)
        # The query's own way from rows to instances, without putting it together;
        # a compiler of its own for each, since threads ask at the same time.
        compiler = copy(self._compiler)
        compiler.connection = connection
        compiler.execute_sql = lambda *_args, **_options: [answers]
        query = SimpleNamespace(get_compiler=lambda *_args, **_options: compiler)
        asked: Any = SimpleNamespace(
            db=DEFAULT_DB_ALIAS,
            model=self._model,
            query=query,
            _known_related_objects={},
        )
        return list(ModelIterable(asked))

    def _answers(self, key: int) -> list[Any]:
        with connection.cursor() as cursor:
            known = _known.setdefault(connection.connection, set())
            if self._name not in known:
                cursor.execute(f"PREPARE {self._name} (bigint) AS {self._text}")
                known.add(self._name)
            cursor.execute(f"EXECUTE {self._name} (%s)", [key])
            answers: list[Any] = cursor.fetchall()
        return answers


def _text(compiler: Any) -> str:
    """Put a question together, with its values within."""
    text, values = compiler.as_sql()
    with connection.cursor() as cursor:
        filled: str = cursor.mogrify(text, values)
    return filled
