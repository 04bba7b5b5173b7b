"""Blooket: the CSV that it gives out to be filled in ("Import a spreadsheet"), with what it has over the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.exporting.games import OPTIONS, asked, csv_of, options, padded, right_option, seconds

if TYPE_CHECKING:
    from quizgen.exporting.home import Bank
    from quizgen.exporting.item import Item

_HEAD = (
    *("Question #", "Question Text", "Answer 1", "Answer 2", "Answer 3\n(Optional)", "Answer 4\n(Optional)"),
    *("Time Limit (sec)\n(Max: 300 seconds)", "Correct Answer(s)\n(Only include Answer #)"),
)
_TITLE = ("Blooket\nImport Template", *[""] * (len(_HEAD) - 1))


def render(bank: Bank) -> bytes:
    """Return the file."""
    return csv_of((_TITLE, _HEAD, *(_row(number, item) for number, item in enumerate(bank.items, 1))))


def _row(number: int, item: Item) -> tuple[str | int, ...]:
    return number, asked(item), *padded(options(item), OPTIONS), seconds(item), right_option(item) + 1
