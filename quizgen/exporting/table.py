"""A table for spreadsheets and for programs of one's own: a row for each question, with all that is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.markup import plain
from quizgen.domain.question import Choice, Match, Order
from quizgen.exporting.home import NO_PICTURE
from quizgen.rendering.spreadsheet import csv_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.exporting.home import Bank
    from quizgen.exporting.item import Item

#: A choice has no more wrong options.
_WRONG = ("wrong 1", "wrong 2", "wrong 3")
#: These are a promise: columns are added at the end, never renamed or dropped.
COLUMNS = (
    *("id", "topic", "way", "question", "short question", "answer", "accepted", *_WRONG),
    *("standing", "accounts", "note", "sources", "tags"),
)


def refuses(item: Item) -> str:
    """Return why a table cannot carry a question, or nothing."""
    return NO_PICTURE if item.picture else ""


def render(bank: Bank) -> bytes:
    """Return the table under its head. Tags are parted by spaces, as they hold none, and other lists by semicolons."""
    return csv_text((COLUMNS, *map(_row, bank.items))).encode()


def _row(item: Item) -> Iterator[str]:
    """Yield the cells of a question."""
    shape, told = item.shape, item.told
    wrong = [option.text for option in shape.options if not option.right] if isinstance(shape, Choice) else []
    yield from (item.id, item.topic, item.question.way, _asked(item), item.short, shape.answer)
    yield _list(form for form in item.forms or told.also if form != plain(shape.answer))
    yield from (*wrong, *("" for _ in _WRONG[len(wrong) :]))
    yield from (told.standing, _list(told.accounts), told.note, _list(told.sources), " ".join(item.tags))


def _asked(item: Item) -> str:
    """Return what is asked, and behind it the rows and names where there are some."""
    shape = item.shape
    match shape:
        case Order():
            return f"{shape.prompt} {_list(row.text for row in shape.rows)}"
        case Match():
            return f"{shape.prompt} {_list(row.text for row in shape.rows)} – {_list(shape.names)}"
        case _:
            return shape.prompt


def _list(texts: Iterable[str]) -> str:
    return "; ".join(texts)
