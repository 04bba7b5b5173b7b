r"""Tables for spreadsheets: CSV (RFC 4180: rows end with \r\n) in which no cell is computed.

A spreadsheet computes a cell that starts like a formula: such a cell gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from quizgen.domain.markup import plain as without_markup
from quizgen.domain.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Without it Excel reads the text in an old encoding of its own.
_BYTE_ORDER_MARK = "\ufeff"
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


def csv_text(rows: Iterable[Iterable[str | int]]) -> str:
    """Return rows of cells as CSV, to be written as UTF-8; it starts with a byte order mark: read it as 'utf-8-sig'."""
    out = io.StringIO()
    csv.writer(out).writerows([_cell(value) for value in row] for row in rows)
    return _BYTE_ORDER_MARK + out.getvalue()


def _cell(value: str | int) -> str | int:
    """Return a value as a cell that no spreadsheet computes: a number as it is, and a text on one line.

    Markup is left out; code of several lines, which it tells, has lines of its own.
    """
    if isinstance(value, int):
        return value
    shown = without_markup(plain(value))  # something unseen may have stood before the sign
    return f"'{shown}" if _FORMULA.match(value) or _FORMULA.match(shown) else shown
