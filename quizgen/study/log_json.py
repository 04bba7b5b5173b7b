"""A record of the log as one JSON object, as it stands in a line of an export.

What a record may hold is said in `records`.
"""

from __future__ import annotations

import json
from typing import Any

from quizgen.domain.study import Entry, Parameters, Session
from quizgen.study.records import Record, record_from

_SORTS: dict[str, type[Record]] = {"session": Session, "entry": Entry, "parameters": Parameters}
_NAMES = {sort: name for name, sort in _SORTS.items()}


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
    usual = record._field_defaults
    written = {name: value for name, value in record._asdict().items() if name not in usual or value != usual[name]}
    return dump_json({_NAMES[type(record)]: written})


def record_of(value: Any) -> Record:
    """Return the record of a line. Raises ValueError with the reason where it holds none."""
    if not isinstance(value, dict) or len(value) != 1 or (name := next(iter(value))) not in _SORTS:
        raise ValueError(f"a line is an object with one of {', '.join(map(repr, _SORTS))}")
    sort, written = _SORTS[name], value[name]
    if not isinstance(written, dict):
        raise ValueError(f"'{name}' is not an object")  # noqa: TRY004  a wrong value in a file
    return record_from(sort, written)
