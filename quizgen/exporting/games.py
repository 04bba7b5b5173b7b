"""What the games have in common: one question a fact with two to four options, in plain text and in few words.

None has room for sources, so that a question itself says whose claim it is.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from quizgen.domain.fact import LONGEST_SHORT
from quizgen.domain.markup import has_block, plain
from quizgen.domain.question import Choice
from quizgen.exporting.home import NO_PICTURE, OF_ANOTHER_KIND

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizgen.exporting.item import Item

#: The columns for options.
OPTIONS = 4
#: The seconds that Kahoot lets a question take; the other games take any number of them.
_SECONDS = (5, 10, 20, 30, 60, 90, 120, 240)
#: How much is read in a second: some 150 words in a minute, as in the sixth to the eighth grade (Hasbrouck and Tindal,
#: "An Update to Compiled ORF Norms", 2017), of six characters with the space. Then it takes so long to choose.
_READ, _CHOOSE = 15, 10


def refuses(item: Item) -> str:
    """Return why no game can carry a question, or nothing."""
    if not isinstance(item.shape, Choice):
        return OF_ANOTHER_KIND
    if item.picture is not None:
        return NO_PICTURE
    if has_block(_asked(item)) or any(has_block(option.text) for option in item.shape.options):
        return "it does not keep the lines of code"
    shown = options(item)
    return "" if len(set(shown)) == len(shown) else "two options would look alike there"


def asked(item: Item) -> str:
    """Return what is asked, in fewer words where the library has them."""
    return _line(_asked(item))


def _asked(item: Item) -> str:
    """Return what is asked with its markup; a statement that is long stands alone, as the options say what is asked."""
    shape = item.shape
    statement = shape.statement if isinstance(shape, Choice) else None
    if statement is None or item.short:
        return item.short or shape.prompt
    return shape.prompt if len(plain(shape.prompt)) <= LONGEST_SHORT else statement.text


def options(item: Item) -> list[str]:
    """Return the options of a choice, in their order."""
    return [_line(option.text) for option in item.shape.options] if isinstance(item.shape, Choice) else []


def right_option(item: Item) -> int:
    """Return the place of the right option of a choice, from 0."""
    assert isinstance(item.shape, Choice), "nothing else is sent"
    return item.shape.right


def seconds(item: Item) -> int:
    """Return the seconds that it takes to read a question with its options and to choose one."""
    needed = _CHOOSE + sum(map(len, (asked(item), *options(item)))) / _READ
    return next((limit for limit in _SECONDS if limit >= needed), _SECONDS[-1])


def csv_of(rows: Iterable[Sequence[str | int]]) -> bytes:
    r"""Return rows as CSV (RFC 4180), in UTF-8 without a byte order mark.

    A text stands there as the pupils are to see it, also where it begins with a sign by which a spreadsheet knows a
    formula: a game takes no apostrophe before '-5' for a mark, but shows it. So the file is for the game alone.
    """
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def padded(texts: Sequence[str], size: int) -> list[str]:
    """Return texts with empty ones behind them, `size` in all."""
    return [*texts, *[""] * (size - len(texts))]


def _line(text: str) -> str:
    return " ".join(plain(text).split())
