"""What a record of the log may hold, whoever brings it: a row of the log, or a line of an export.

Reading trusts nothing: a value that no log can hold raises ValueError with the field and the reason. Values come as
JSON has them; lists become tuples.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from quizgen.domain.study import Card, Entry, EntryKind, Grade, Mode, Parameters, Review, Session
from quizgen.domain.verdict import Fit
from quizgen.study.schedule import LAST_DAY, stamp_of

if TYPE_CHECKING:
    from _collections_abc import dict_keys
    from collections.abc import Callable, Mapping
    from enum import StrEnum

    Word = TypeVar("Word", bound=StrEnum)

#: A record that the log keeps and never changes.
Record: TypeAlias = Session | Entry | Parameters
T = TypeVar("T")

#: Some days before the end of the year 9999, after which no time zone has a date any more.
LAST_MOMENT = 253_402_300_799_999 - 4 * 86_400_000
#: The largest whole number that JSON keeps everywhere; and beyond what no parameter of a schedule lies.
_LARGEST, _LARGEST_PARAMETER = 2**53, 1e9


def record_from(sort: type[T], values: Mapping[str, Any]) -> T:
    """Return the record, of a given sort, with these values. Raises ValueError with the reason where there is none."""
    needed, possible = _FIELDS[sort]
    if not needed <= values.keys() <= possible:
        unknown, missing = values.keys() - possible, [name for name in possible if name in needed - values.keys()]
        wrong = f"field '{min(unknown)}'" if unknown else f"'{missing[0]}'"
        raise ValueError(f"'{sort.__name__.lower()}' has no {wrong}")
    read: dict[str, Any] = {}
    for name, value in values.items():
        try:
            read[name] = _READERS[name](value)
        except ValueError as error:
            raise ValueError(f"'{name}' {error}") from None
    return sort(**read)


#: The names of the fields that a record of a sort must have, and of all that it may have, in their order.
_FIELDS: dict[type, tuple[frozenset[str], dict_keys[str, None]]] = {
    sort: (
        frozenset(sort._fields) - sort._field_defaults.keys(),
        dict.fromkeys(sort._fields).keys(),
    )
    for sort in (Session, Entry, Parameters, Review, Card)
}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("is not a text")  # noqa: TRY004  a wrong value in a file
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise ValueError("is not UTF-8") from None
    return value


def _id(value: Any) -> str:
    text = _text(value)
    if text == "":
        raise ValueError("is empty")
    return text


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("is neither true nor false")  # noqa: TRY004  a wrong value in a file
    return value


def _whole(least: int, most: int, value: Any) -> int:
    if type(value) is not int or not least <= value <= most:
        raise ValueError(f"is not a whole number from {least} to {most}")
    return value


def _word(words: dict[str, Word], value: Any) -> Word:
    if not isinstance(value, str) or value not in words:
        raise ValueError(f"is none of {', '.join(words)}")
    return words[value]


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("is not a list")  # noqa: TRY004  a wrong value in a file
    return value


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(map(_text, _list(value)))


def _parts(value: Any) -> tuple[tuple[str, bool], ...]:
    return tuple(map(_part, _list(value)))


def _part(value: Any) -> tuple[str, bool]:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("has a part that is not a fact and whether it was right")
    return _id(value[0]), _truth(value[1])


def _grade(value: Any) -> Grade:
    return _GRADES[_whole(min(_GRADES), max(_GRADES), value)]


def _scheduler(value: Any) -> str:
    text = _text(value)
    try:
        stamp_of(text)
    except ValueError as error:
        raise ValueError(f"plans nothing: {error}") from None
    return text


def _number(value: Any) -> float:
    if type(value) not in {int, float} or not -_LARGEST_PARAMETER <= value <= _LARGEST_PARAMETER:
        raise ValueError("is not a number, or too large a one")
    return float(value)


def _parameters(value: Any) -> tuple[float, ...]:
    return tuple(map(_number, _list(value)))


#: Looking a word up takes a third of the time that asking an enumeration takes.
_MODES, _KINDS, _FITS = ({word.value: word for word in words} for words in (Mode, EntryKind, Fit))
_GRADES = {grade.value: grade for grade in Grade}
#: The function that reads a field, by the name of the field, which means the same in every record.
_READERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("id", "library", "session", "voids"), _id),
    **dict.fromkeys(("question", "fact", "way", "given", "says", "seed", "version"), _text),
    **dict.fromkeys(("questions", "options", "offered"), _texts),
    **dict.fromkeys(("at", "started"), partial(_whole, 0, LAST_MOMENT)),
    **dict.fromkeys(("took", "reviews", "reps", "lapses"), partial(_whole, 0, _LARGEST)),
    **dict.fromkeys(("day", "last"), partial(_whole, 1, LAST_DAY)),
    "due": partial(_whole, 1, dt.date.max.toordinal()),
    **dict.fromkeys(("stability", "difficulty"), _number),
    "mode": partial(_word, _MODES),
    "kind": partial(_word, _KINDS),
    "fit": partial(_word, _FITS),
    "grade": _grade,
    "parts": _parts,
    "hinted": _truth,
    "scheduler": _scheduler,
    "parameters": _parameters,
}
