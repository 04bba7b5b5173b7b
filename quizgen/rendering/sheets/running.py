"""How much of a text fits on a line, where nothing can measure it: at most so wide in the usual fonts."""

from __future__ import annotations

from itertools import accumulate, takewhile

#: How wide characters are at most, in em: these and those that are not Latin, capitals, and the rest.
_WIDEST = frozenset("MWmw@%&—…")
_LAST_LATIN = "\u024f"
_WIDE, _CAPITAL, _NARROW = 1.0, 0.8, 0.6


def width_of(text: str) -> float:
    """Return how wide a text is at most, in em."""
    return sum(map(_width, text))


def cut(text: str, room: float) -> str:
    """Return as much of a text as fits into `room`, in em, with an ellipsis at its end where that is not all."""
    if width_of(text) <= room:
        return text
    fitting = takewhile(lambda wide: wide <= room - _WIDE, accumulate(map(_width, text)))
    return text[: len([*fitting])].rstrip() + "…"


def _width(one: str) -> float:
    if one in _WIDEST or one > _LAST_LATIN:
        return _WIDE
    return _CAPITAL if one.isupper() else _NARROW
