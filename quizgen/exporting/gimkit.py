"""Gimkit: the CSV that it gives out to be filled in ("Import from spreadsheet"): five columns, the right answer first.

The game mixes the answers itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.exporting.games import OPTIONS, asked, csv_of, options, padded, right_option

if TYPE_CHECKING:
    from quizgen.exporting.home import Bank
    from quizgen.exporting.item import Item

_HEAD = (
    *("Question", "Correct Answer", "Incorrect Answer 1", "Incorrect Answer 2 (Optional)"),
    "Incorrect Answer 3 (Optional)",
)
_TITLE = ("Gimkit Spreadsheet Import Template", *[""] * (len(_HEAD) - 1))


def render(bank: Bank) -> bytes:
    """Return the file."""
    return csv_of((_TITLE, _HEAD, *map(_row, bank.items)))


def _row(item: Item) -> list[str]:
    others = options(item)
    right = others.pop(right_option(item))
    return [asked(item), *padded((right, *others), OPTIONS)]
