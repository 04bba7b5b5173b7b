"""What a key or a line means where the answer is chosen: one option of several, an order, pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.question import Choice, Match, Order
from quizgen.domain.round import LETTERS, TRUE_FALSE, example, marks

if TYPE_CHECKING:
    from quizgen.domain.question import Question
    from quizgen.language import Language


class Pick(NamedTuple):
    """A choice: whether it is right, how it was given, which options were offered, and which facts were right."""

    right: bool
    given: str
    offered: tuple[str, ...] = ()
    parts: tuple[tuple[str, bool], ...] = ()


def pick_option(language: Language, question: Question, key: str, struck: tuple[int, ...] = ()) -> Pick | str:
    """Return the option that `key` picks (1, a, or t and f), or why it picks none. `struck` options cannot be taken."""
    shape = question.shape
    assert isinstance(shape, Choice)
    words = [option.text.lower() for option in shape.options]
    rows = [words, marks(shape), LETTERS]  # where the marks are letters, no digit picks
    if shape.statement is not None:
        rows.append(TRUE_FALSE)
    keys = {mark: place for row in rows for place, mark in enumerate(row[: len(words)])}
    place = keys.get(key)
    if place is None:
        return _press_notice(language, marks(shape)) if key else ""
    if place in struck:
        return language.gettext("That one is struck out.")
    option = shape.options[place]
    return Pick(option.right, option.text, tuple(offered.text for offered in shape.options))


def _press_notice(language: Language, keys: str) -> str:
    """Return which `keys` take an option."""
    if len(keys) == 2:
        return language.gettext("Press {first} or {last}.", first=keys[0], last=keys[-1])
    return language.gettext("Press {first} to {last}.", first=keys[0], last=keys[-1])


def read_order(language: Language, question: Question, text: str) -> Pick | str:
    """Return the order that `text` gives (2413), or the items' names (bdac or 1b2d3a4c), or why it gives none."""
    shape = question.shape
    assert isinstance(shape, (Order, Match))
    expected = marks(shape)
    given = "".join(mark for mark in text if mark.isalnum())
    number = len(shape.rows)
    if isinstance(shape, Match) and given[::2] == "".join(map(str, range(1, number + 1))):
        given = given[1::2]
    if len(given) != number or len({*given} & {*expected}) != number:
        if not given:
            return ""
        if number < len(expected):
            return language.gettext("Type {number}, none twice, e.g. {example}.", number=number, example=example(shape))
        return language.gettext("Type all {number}, each once, e.g. {example}.", number=number, example=example(shape))
    places = [expected.index(mark) for mark in given]
    if isinstance(shape, Order):
        right = [(row.fact, places[row.rank - 1] == position) for position, row in enumerate(shape.rows)]
    else:
        right = [(row.fact, place == row.name) for place, row in zip(places, shape.rows, strict=True)]
    by_fact = dict(right)
    parts = tuple((str(fact.id), by_fact[str(fact.id)]) for fact in question.facts) if question.others else ()
    return Pick(all(here for _, here in right), given, parts=parts)
