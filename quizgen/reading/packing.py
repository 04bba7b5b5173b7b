"""Documents <-> bytes, exactly: every text with its place, every value with its type.

What marshal doesn't know becomes a list: the name of its class, and what to call the class with.
Marshal is fast and makes nothing but plain values; what is called here is a record of `domain` or
one of a few harmless types, whatever the bytes say. Its format may change with any version of
Python, so packed bytes are for the version that packed them.
"""

from __future__ import annotations

import marshal
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from quizgen.domain import answer, fact, library
from quizgen.domain.text import Ref, Text
from quizgen.language import Bound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from quizgen.domain.library import Documents

#: What marshal keeps as it is. Their subclasses it would turn into these without a word.
_PLAIN = frozenset((str, int, float, bool, type(None)))


def _tuple(*parts: Any) -> tuple[Any, ...]:
    return parts


#: What makes a value of its parts, by the name of its class.
_MAKERS: dict[str, Callable[..., Any]] = {
    name: one
    for module in (answer, fact, library)
    for name, one in vars(module).items()
    if isinstance(one, type) and one.__module__ == module.__name__
}
_MAKERS |= {"Text": Text.at, "Ref": Ref.at, "tuple": _tuple, "dict": dict, "frozenset": frozenset}
_MAKERS |= {"Bound": Bound, "Decimal": Decimal}


def pack(documents: Documents) -> bytes:
    """Return `documents` as bytes for `unpack`."""
    return marshal.dumps(_packed(documents))


def unpack(data: bytes | memoryview) -> Documents:
    """Return the documents that `data`, made by `pack` with this version of Python and quizgen, holds."""
    documents: Documents = _unpacked(marshal.loads(data))  # noqa: S302  it makes plain values only, see above
    return documents


def _packed(value: Any) -> Any:
    kind = type(value)
    if kind in _PLAIN:
        return value
    parts = [_packed(part) for part in _parts(value)]
    if kind is tuple and list not in map(type, parts):
        return tuple(parts)
    return [kind.__name__, *parts]


def _parts(value: Any) -> Iterable[Any]:
    """Return what the maker of the value's class is called with."""
    match value:
        case Text():
            return str(value), value.line, value.col
        case StrEnum() | Decimal():
            return (str(value),)
        case dict():
            return (tuple(value.items()),)
        case frozenset():
            return (tuple(value),)
        case tuple():  # records are tuples, too
            return value
        case _:
            raise TypeError(f"no part of a library is a {type(value).__name__}")


def _unpacked(parts: list[Any]) -> Any:
    make = _MAKERS[parts[0]]
    return make(*[_unpacked(part) if type(part) is list else part for part in parts[1:]])
