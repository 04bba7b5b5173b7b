"""What one line of an export says: a session, an entry or optimised parameters as a JSON object, read and written.

Reading trusts nothing: each field has one function that returns its value or raises ValueError with the reason.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from quizgen.domain.study import Entry, EntryKind, Grade, Mode, Parameters, Session
from quizgen.domain.verdict import Fit
from quizgen.study.schedule import LAST_DAY, checked_parameters, read_stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import StrEnum

    Reader: TypeAlias = Callable[[Any], Any]

Record: TypeAlias = Session | Entry | Parameters

#: The end of the year 9999, and the largest whole number that JSON keeps everywhere.
_LAST_MOMENT, _LARGEST = 253_402_300_799_999, 2**53


def dumped(value: Any) -> str:
    """Return a value as compact JSON in one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def loaded(line: bytes) -> Any:
    """Return the value of a line of JSON. Raises ValueError with the reason where it is none."""
    try:
        return json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("this is not UTF-8") from None
    except (ValueError, RecursionError):
        raise ValueError("this is not JSON") from None


def line_of(record: Record) -> str:
    """Return the line of a record, without those fields that say no more than their defaults."""
    said = {one.name: getattr(record, one.name) for one in fields(record)}
    defaults = {one.name: one.default for one in fields(record)}
    return dumped({_NAMES[type(record)]: {name: value for name, value in said.items() if value != defaults[name]}})


def record_of(value: Any) -> Record:
    """Return the record that a line says. Raises ValueError with the reason where it says none."""
    if not isinstance(value, dict) or len(value) != 1 or (name := next(iter(value))) not in _FORMS:
        raise ValueError(f"a line is an object with one of {', '.join(map(repr, _FORMS))}")
    sort, readers = _FORMS[name]
    said = value[name]
    if not isinstance(said, dict):
        raise ValueError(f"'{name}' is not an object")  # noqa: TRY004  a wrong value in a file
    unknown = [key for key in said if key not in readers]
    if unknown:
        raise ValueError(f"'{name}' has no field '{unknown[0]}'")
    missing = [one.name for one in fields(sort) if one.default is MISSING and one.name not in said]
    if missing:
        raise ValueError(f"'{name}' has no '{missing[0]}'")
    made: dict[str, Any] = {}
    for key, given in said.items():
        try:
            made[key] = readers[key](given)
        except ValueError as error:
            raise ValueError(f"'{key}' {error}") from None
    return sort(**made)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("is not a text")  # noqa: TRY004  a wrong value in a file
    return value


def _name(value: Any) -> str:
    text = _text(value)
    if not text:
        raise ValueError("is empty")
    return text


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("is neither true nor false")  # noqa: TRY004  a wrong value in a file
    return value


def _whole(least: int, most: int) -> Reader:
    """Return the reader of a whole number between two others."""

    def read(value: Any) -> int:
        if type(value) is not int or not least <= value <= most:
            raise ValueError(f"is not a whole number from {least} to {most}")
        return value

    return read


def _one_of(sort: type[StrEnum]) -> Reader:
    """Return the reader of one of a closed set of words."""

    def read(value: Any) -> StrEnum:
        if value not in list(sort):
            raise ValueError(f"is none of {', '.join(sort)}")
        return sort(value)

    return read


def _list_of(read: Reader) -> Reader:
    """Return the reader of a list."""

    def read_all(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise ValueError("is not a list")  # noqa: TRY004  a wrong value in a file
        return tuple(read(one) for one in value)

    return read_all


def _part(value: Any) -> tuple[str, bool]:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("has a part that is not a fact and whether it was right")
    return _name(value[0]), _yes_or_no(value[1])


def _grade(value: Any) -> Grade:
    return Grade(_whole(min(Grade), max(Grade))(value))


def _scheduler(value: Any) -> str:
    text = _text(value)
    try:
        _checked(text)
    except ValueError as error:
        raise ValueError(f"plans nothing: {error}") from None
    return text


_checked = lru_cache(maxsize=64)(read_stamp)  # thousands of lines share a few


def _parameters(value: Any) -> tuple[float, ...]:
    if not isinstance(value, list) or not all(type(one) in {int, float} for one in value):
        raise ValueError("is not a list of numbers")
    return checked_parameters(value)


_moment, _day, _amount = _whole(0, _LAST_MOMENT), _whole(1, LAST_DAY), _whole(0, _LARGEST)
_FORMS: Mapping[str, tuple[type[Record], Mapping[str, Reader]]] = {
    "session": (
        Session,
        {
            "id": _name,
            "library": _name,
            "mode": _one_of(Mode),
            "started": _moment,
            "questions": _list_of(_text),
            "options": _list_of(_text),
            "seed": _text,
        },
    ),
    "entry": (
        Entry,
        {
            "id": _name,
            "at": _moment,
            "day": _day,
            "session": _name,
            "library": _name,
            "mode": _one_of(Mode),
            "kind": _one_of(EntryKind),
            "voids": _name,
            "question": _text,
            "fact": _text,
            "way": _text,
            "grade": _grade,
            "fit": _one_of(Fit),
            "given": _text,
            "offered": _list_of(_text),
            "parts": _list_of(_part),
            "hinted": _yes_or_no,
            "took": _amount,
            "says": _text,
            "scheduler": _scheduler,
        },
    ),
    "parameters": (
        Parameters,
        {
            "id": _name,
            "at": _moment,
            "library": _name,
            "version": _text,
            "parameters": _parameters,
            "reviews": _amount,
        },
    ),
}
_NAMES = {sort: name for name, (sort, _) in _FORMS.items()}
