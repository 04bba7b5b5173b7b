"""A record of the log as one JSON object, as it stands in a line of an export.

Reading trusts nothing: a value that no log can hold raises ValueError with the reason.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from quizgen.domain.study import Entry, EntryKind, Grade, Mode, Parameters, Session
from quizgen.domain.verdict import Fit
from quizgen.study.schedule import LAST_DAY, checked_parameters, read_stamp

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

    from quizgen.study.rows import Record

    Word = TypeVar("Word", bound=StrEnum)

_SORTS: dict[str, type[Record]] = {"session": Session, "entry": Entry, "parameters": Parameters}
_NAMES = {sort: name for name, sort in _SORTS.items()}
#: The end of the year 9999, and the largest whole number that JSON keeps everywhere.
_LAST_MOMENT, _LARGEST = 253_402_300_799_999, 2**53


def dump_json(value: Any) -> str:
    """Return a value as compact JSON in one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def load_json(line: bytes) -> Any:
    """Return the value of a line of JSON. Raises ValueError with the reason where it is not JSON."""
    try:
        return json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("this is not UTF-8") from None
    except (ValueError, RecursionError):
        raise ValueError("this is not JSON") from None


def line_of(record: Record) -> str:
    """Return the line of a record, without the fields that hold their defaults."""
    values = {field.name: getattr(record, field.name) for field in fields(record)}
    defaults = {field.name: field.default for field in fields(record)}
    written = {name: value for name, value in values.items() if value != defaults[name]}
    return dump_json({_NAMES[type(record)]: written})


def record_of(value: Any) -> Record:
    """Return the record of a line. Raises ValueError with the reason where it holds none."""
    if not isinstance(value, dict) or len(value) != 1 or (name := next(iter(value))) not in _SORTS:
        raise ValueError(f"a line is an object with one of {', '.join(map(repr, _SORTS))}")
    sort, written = _SORTS[name], value[name]
    if not isinstance(written, dict):
        raise ValueError(f"'{name}' is not an object")  # noqa: TRY004  a wrong value in a file
    defaults = {field.name: field.default for field in fields(sort)}
    for key in written:
        if key not in defaults:
            raise ValueError(f"'{name}' has no field '{key}'")
    for key, default in defaults.items():
        if default is MISSING and key not in written:
            raise ValueError(f"'{name}' has no '{key}'")
    return sort(**{key: _field(key, given) for key, given in written.items()})


def _field(name: str, value: Any) -> Any:
    try:
        return _READERS[name](value)
    except ValueError as error:
        raise ValueError(f"'{name}' {error}") from None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("is not a text")  # noqa: TRY004  a wrong value in a file
    return value


def _id(value: Any) -> str:
    if _text(value) == "":
        raise ValueError("is empty")
    return _text(value)


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("is neither true nor false")  # noqa: TRY004  a wrong value in a file
    return value


def _whole(least: int, most: int, value: Any) -> int:
    if type(value) is not int or not least <= value <= most:
        raise ValueError(f"is not a whole number from {least} to {most}")
    return value


def _word(words: type[Word], value: Any) -> Word:
    if value not in list(words):
        raise ValueError(f"is none of {', '.join(words)}")
    return words(value)


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
    return Grade(_whole(min(Grade), max(Grade), value))


def _scheduler(value: Any) -> str:
    text = _text(value)
    try:
        read_stamp(text)
    except ValueError as error:
        raise ValueError(f"plans nothing: {error}") from None
    return text


def _parameters(value: Any) -> tuple[float, ...]:
    if not isinstance(value, list) or not all(type(number) in {int, float} for number in value):
        raise ValueError("is not a list of numbers")
    return checked_parameters(value)


#: The function that reads a field, by the name of the field, which means the same in every record.
_READERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("id", "library", "session", "voids"), _id),
    **dict.fromkeys(("question", "fact", "way", "given", "says", "seed", "version"), _text),
    **dict.fromkeys(("questions", "options", "offered"), _texts),
    **dict.fromkeys(("at", "started"), partial(_whole, 0, _LAST_MOMENT)),
    **dict.fromkeys(("took", "reviews"), partial(_whole, 0, _LARGEST)),
    "day": partial(_whole, 1, LAST_DAY),
    "mode": partial(_word, Mode),
    "kind": partial(_word, EntryKind),
    "fit": partial(_word, Fit),
    "grade": _grade,
    "parts": _parts,
    "hinted": _truth,
    "scheduler": _scheduler,
    "parameters": _parameters,
}
