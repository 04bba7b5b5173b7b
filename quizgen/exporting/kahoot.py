"""Kahoot: the XLSX that it gives out to be filled in ("Import from spreadsheet"), with what it says over the columns.

The head is in row 8, in the columns B to H, and the number of a question before it in column A.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.fact import LONGEST_SHORT
from quizgen.domain.markup import plain
from quizgen.exporting import games
from quizgen.exporting.games import OPTIONS, asked, options, padded, right_option, seconds
from quizgen.exporting.xlsx import xlsx_of

if TYPE_CHECKING:
    from quizgen.exporting.home import Bank
    from quizgen.exporting.item import Item

_LONGEST_OPTION = 75
_HEAD_ROW = 8
_HEAD = (
    "",
    f"Question - max {LONGEST_SHORT} characters",
    *(f"Answer {number} - max {_LONGEST_OPTION} characters" for number in range(1, OPTIONS + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
_WIDTHS = (5, 60, 35, 35, 35, 35, 12, 12)


def refuses(item: Item) -> str:
    """Return why Kahoot cannot carry a question, or nothing."""
    reason = games.refuses(item)
    if reason:
        return reason
    if _length(asked(item)) > LONGEST_SHORT:
        return f"it takes {LONGEST_SHORT} characters for a question; 'ask_short' of a fact may ask in fewer"
    if any(_length(text) > _LONGEST_OPTION for text in options(item)):
        return f"it takes {_LONGEST_OPTION} characters for an option"
    return ""


def _length(text: str) -> int:
    """Return the characters of a text as a browser counts them: two for a picture, and others of its plane."""
    return len(text.encode("utf-16-le")) // 2


def render(bank: Bank) -> bytes:
    """Return the file."""
    above = (("",), ("", plain(bank.name)), *[("",)] * (_HEAD_ROW - 3))
    return xlsx_of((*above, _HEAD, *(_row(number, item) for number, item in enumerate(bank.items, 1))), _WIDTHS)


def _row(number: int, item: Item) -> tuple[str | int, ...]:
    return number, asked(item), *padded(options(item), OPTIONS), seconds(item), right_option(item) + 1
