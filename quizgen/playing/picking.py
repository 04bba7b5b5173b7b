"""What a key or a line means where the answer is chosen: one option of several, an order, pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.library import Way
from quizgen.domain.question import Choice, Match, Order
from quizgen.domain.round import example, marks

if TYPE_CHECKING:
    from quizgen.domain.question import Question


class Pick(NamedTuple):
    """A choice that was made: whether it is right, its words, the options it was made among, and each fact's part."""

    right: bool
    given: str
    offered: tuple[str, ...] = ()
    parts: tuple[tuple[str, bool], ...] = ()


def pick_option(question: Question, key: str, struck: tuple[int, ...] = ()) -> Pick | str:
    """Return the option that `key` picks (1, a, or t and f), or why it picks none. `struck` options are out."""
    shape = question.shape
    assert isinstance(shape, Choice)
    words = [option.text.lower() for option in shape.options]
    rows = [words, marks(shape), "abcdefgh"]
    if question.way is Way.TRUE_FALSE:
        rows.append("tf")
    keys = {mark: place for row in rows for place, mark in enumerate(row[: len(words)])}
    place = keys.get(key)
    if place is None:
        return f"Press 1 {'or' if len(words) == 2 else 'to'} {len(words)}." if key else ""
    if place in struck:
        return "That one is struck out."
    option = shape.options[place]
    return Pick(option.right, option.text, tuple(one.text for one in shape.options))


def read_order(question: Question, text: str) -> Pick | str:
    """Return the order that `text` gives (2413), or the items' names (bdac or 1b2d3a4c), or why it gives none."""
    shape = question.shape
    assert isinstance(shape, (Order, Match))
    known = marks(shape)
    given = "".join(mark for mark in text if mark.isalnum())
    if isinstance(shape, Match) and given[::2] == "".join(map(str, range(1, len(known) + 1))):
        given = given[1::2]
    if sorted(given) != list(known):
        return f"Type all {len(known)}, each once, e.g. {example(shape)}." if given else ""
    places = [known.index(mark) for mark in given]
    if isinstance(shape, Order):
        right = [places[rank] == item for rank, item in enumerate(shape.order)]
        by_item = {shape.items[item]: hit for item, hit in zip(shape.order, right, strict=True)}
    else:
        right = [place == pair for place, pair in zip(places, shape.pairs, strict=True)]
        by_item = dict(zip(shape.items, right, strict=True))
    shown = {str(fact.id): str(fact.label if isinstance(shape, Order) else fact.reverse) for fact in question.facts}
    return Pick(all(right), given, parts=tuple((id_, by_item[item]) for id_, item in shown.items()))
