"""Which columns of a class list hold the pupils' names, by what stands over them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from quizgen.language import class_lists
from quizgen.language.class_lists import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizgen.reading.table import Row

_MARKED_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "’": "'", "ʼ": "'"})
#: What stands in no head but between its words, or says that it may be plural: Apellido(s), E-Mail, No.
_BETWEEN = re.compile(r"\(\w{1,2}\)|[^\w']+|_")
#: What Canvas and Google Classroom write in the place of a name where there is no pupil.
_NO_PUPIL = ("points possible", "student, test", "test student", "points", "date", "class average", "overall average")


class Role(Enum):
    """What a column holds, with the words that stand over such a column."""

    FULL = class_lists.FULL
    FIRST = class_lists.FIRST
    LAST = class_lists.LAST
    NAME = class_lists.NAME
    PUPIL = class_lists.PUPIL
    PRINT = class_lists.PRINT
    GROUP = class_lists.CLASS
    OTHER = class_lists.OTHER


#: The roles of columns with names, or parts of names.
NAMES = (Role.FULL, Role.FIRST, Role.LAST, Role.NAME, Role.PUPIL)
_PART = (
    "holds only a part of the names; head the other 'first name' or 'last name', or that with the whole names 'name'"
)


class Columns(NamedTuple):
    """Which columns hold the parts of a name, in the order in which they are written, the print needed, the class."""

    names: tuple[int, ...]
    print: int | None = None
    group: int | None = None

    def name_in(self, row: Row) -> str:
        """Return the name in a row; nothing where there is none."""
        parts = [row.cells[column] for column in self.names if column < len(row.cells) and row.cells[column]]
        unspaced = all(unicodedata.name(sign, "").startswith(class_lists.UNSPACED) for part in parts for sign in part)
        return ("" if unspaced else " ").join(parts)

    def print_in(self, row: Row) -> str:
        """Return what a row says of the print that is needed."""
        return _cell(row, self.print)

    def group_in(self, row: Row) -> str:
        """Return the class that a row says its pupil is in; nothing where it says none."""
        return _cell(row, self.group)


def _cell(row: Row, column: int | None) -> str:
    return row.cells[column] if column is not None and column < len(row.cells) else ""


def role_of(head: str) -> Role | None:
    """Return what a column with this head holds; None where nobody knows."""
    plain = _plain(head)
    roles, qualifiers = _roles(), _plain_words(class_lists.QUALIFIERS)
    bare = " ".join(word for word in plain.split() if word not in qualifiers)
    return roles.get(plain) or roles.get(bare)


def find_columns(head: Row, rows: Sequence[Row]) -> Columns | str:
    """Return the columns of the `rows` below a head, or what stands against it."""
    by_role: dict[Role, list[int]] = defaultdict(list)
    for column, cell in enumerate(head.cells):
        if (role := role_of(cell)) is not None:
            by_role[role].append(column)
    group = by_role.pop(Role.GROUP, [None])[0]  # each of several says something of the class; which one is told
    places = {role: _choose(columns, head.cells) for role, columns in by_role.items() if role is not Role.OTHER}
    doubled = next((by_role[role] for role, place in places.items() if place is None), None)
    if doubled:
        heads = " and ".join(f"'{head.cells[column]}'" for column in doubled)
        return f"{heads} may head the same; head the one that counts 'preferred name', or delete the other"
    chosen: dict[Role, int] = {role: place for role, place in places.items() if place is not None}
    names = _names(chosen, rows, head)
    if isinstance(names, str):
        return names
    if not names:
        return "no column says that it holds the names"
    is_part = names in ((chosen.get(Role.FIRST),), (chosen.get(Role.LAST),))
    unknown = [cell for cell in head.cells if cell and role_of(cell) is None]
    if is_part and unknown:
        return f"'{head.cells[names[0]]}' {_PART}"
    return Columns(names, chosen.get(Role.PRINT), group)


def is_no_pupil(row: Row, columns: Columns, head: Row | None) -> bool:
    """Say whether a row is one that Canvas or Google Classroom add to their lists of pupils, and no pupil's."""
    heads = {_plain(cell) for cell in head.cells} if head else set[str]()
    is_canvas = {"student", "id"} <= heads and any(cell.startswith(("sis ", "root ")) for cell in heads)
    is_classroom = {"first name", "last name", "email address"} <= heads
    if not (is_canvas or is_classroom) or any("@" in cell for cell in row.cells):
        return False
    name = columns.name_in(row)
    if not name:  # Canvas' row with how marks are posted, Classroom's with dates and points
        return is_canvas or any(cell.casefold() in _NO_PUPIL for cell in row.cells)
    return name.casefold() in _NO_PUPIL


def _names(chosen: Mapping[Role, int], rows: Sequence[Row], head: Row) -> tuple[int, ...] | str:
    """Return the columns of a name's parts; none where no column has a name."""
    first, last, name = chosen.get(Role.FIRST), chosen.get(Role.LAST), chosen.get(Role.NAME)
    if name is not None and (first is None) != (last is None):
        part = last if first is None else first
        assert part is not None, "one of the two is there"
        if _holds(name, part, rows):
            return (name,)
        first, last = (name if first is None else first), (name if last is None else last)
    if first is not None and last is not None:
        is_before = _plain(head.cells[last]) in _plain_words(class_lists.BEFORE)
        return (last, first) if is_before else (first, last)
    for role in (Role.FULL, Role.NAME, Role.PUPIL, Role.FIRST, Role.LAST):
        if role in chosen:
            return (chosen[role],)
    return ()


def _holds(whole: int, part: int, rows: Sequence[Row]) -> bool:
    """Say whether a column has whole names, as each holds the part of it that another column has."""
    pairs = [(Columns((whole,)).name_in(row), Columns((part,)).name_in(row)) for row in rows]
    return bool(pairs) and all(one in name and one != name for name, one in pairs)


def _choose(columns: Sequence[int], heads: Sequence[str]) -> int | None:
    """Return which of several columns of one role counts; None where that is not clear."""
    if len(columns) == 1:
        return columns[0]
    words = _plain_words(class_lists.CALLED)
    called = [column for column in columns if any(word in f" {_plain(heads[column])} " for word in words)]
    exact = [column for column in columns if _plain(heads[column]) in _roles()]
    return next((some[0] for some in (called, exact) if len(some) == 1), None)


def _plain(head: str) -> str:
    """Return a head in small letters without marks on them and without signs, for comparison."""
    folded = unicodedata.normalize("NFKD", head.casefold().translate(_MARKED_LETTERS))
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return " ".join(_BETWEEN.sub(" ", bare).split())


@cache
def _plain_words(table: str) -> frozenset[str]:
    return frozenset(map(_plain, words_of(table)))


@cache
def _roles() -> dict[str, Role]:
    """Return the role of each word that is known over a column; of several roles the first counts."""
    return {_plain(word): role for role in reversed(Role) for word in words_of(role.value)}
