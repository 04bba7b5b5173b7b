"""Where the names of places stand on a map: beside their dots, within the frame, and none upon another."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: How far a name keeps from the frame, from its dot and from other names.
_EDGE, _BESIDE, _APART = 4, 4, 2
#: A name is broken into lines where it is wider, into so many at most; a line is so many times the font's size high.
_WIDE, _MOST_LINES, _LINE = 112, 3, 1.2
#: Above and below a dot in the middle of the map, so much of its half is no room for a name.
_FROM_DOT = 16
#: What letters take of the size of their font, at most in the fonts of screens and paper: they are measured nowhere.
_NARROW, _BROAD = frozenset("iljtfrI.,:;'’|!-() "), frozenset("mwMW@%&")
_CUT = "…"


class Box(NamedTuple):
    """A part of the map, in units from top left."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Say whether two boxes have a part in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Dot(NamedTuple):
    """A place on the map, in units from top left, how far its sign reaches, and its name with the size of its font."""

    x: int
    y: int
    radius: int
    name: str
    size: int


class Name(NamedTuple):
    """A name as it stands on the map: its lines, its anchor as in SVG, the place of its first baseline, and its box."""

    lines: tuple[str, ...]
    anchor: str
    x: int
    y: int
    size: int
    box: Box


def placed_names(dots: Sequence[Dot], width: int, height: int) -> list[Name]:
    """Return the names of dots where they stand on a map of this size; one that finds no room is left out.

    The name of the first dot always stands: within the frame there is room above or below any dot.
    """
    frame = Box(_EDGE, _EDGE, width - _EDGE, height - _EDGE)
    taken = [Box(dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius) for dot in dots]
    placed: list[Name] = []
    for at, dot in enumerate(dots):
        others = [*taken[:at], *taken[at + 1 :], *(name.box for name in placed)]
        ways = [name for name in _ways(dot, frame) if _is_within(name.box, frame)]
        free = [name for name in ways if not any(map(name.box.meets, others))]
        if free or (ways and not at):
            placed.append((free or ways)[0])
    return placed


def _ways(dot: Dot, frame: Box) -> Iterator[Name]:
    """Yield where the name of a dot may stand, the best first: as on maps, on the right rather than on the left."""
    lines = broken(dot.name, dot.size, frame)
    wide = max(width_of(line, dot.size) for line in lines)
    high = round(len(lines) * _LINE * dot.size)
    aside, slant = dot.radius + _BESIDE, round(dot.radius * 0.7) + _BESIDE // 2
    middle, above, below = dot.y - high // 2, dot.y - aside - high + _APART, dot.y + aside - _APART
    yield _name(lines, "start", dot.x + aside, middle, dot.size)
    yield _name(lines, "end", dot.x - aside, middle, dot.size)
    yield _name(lines, "middle", dot.x, above, dot.size)
    yield _name(lines, "middle", dot.x, below, dot.size)
    for anchor, x in (("start", dot.x + slant), ("end", dot.x - slant)):
        yield _name(lines, anchor, x, above + _APART, dot.size)
        yield _name(lines, anchor, x, below - _APART, dot.size)
    inward = round(min(max(dot.x, frame.left + wide / 2 + 1), frame.right - wide / 2 - 1))
    yield _name(lines, "middle", inward, above, dot.size)
    yield _name(lines, "middle", inward, below, dot.size)


def _name(lines: tuple[str, ...], anchor: str, x: int, top: int, size: int) -> Name:
    wide = max(width_of(line, size) for line in lines)
    left = x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
    box = Box(left - _APART / 2, top, left + wide + _APART / 2, top + len(lines) * _LINE * size)
    return Name(lines, anchor, x, round(top + size * 0.95), size, box)


def _is_within(box: Box, frame: Box) -> bool:
    return (
        box.left >= frame.left - _APART
        and box.top >= frame.top - _APART
        and box.right <= frame.right + _APART
        and box.bottom <= frame.bottom + _APART
    )


def broken(name: str, size: int, room: Box) -> tuple[str, ...]:
    """Return a name in lines that are about equally long; what has no room above or below any dot is cut."""
    most = min(_MOST_LINES, int((room.bottom / 2 - _FROM_DOT) / (size * _LINE)))
    widest = room.right - room.left - 2 * _APART
    words = [_cut(word, size, widest) for word in name.split()] or [""]
    count = min(most, max(1, round(width_of(name, size) / _WIDE + 0.3)))
    limit = min(max(*(width_of(word, size) for word in words), width_of(name, size) / count), widest)
    while len(lines := [*_filled(words, limit, size)]) > count and limit < widest:
        limit = min(limit * 1.1, widest)
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(f"{lines[most - 1]} {_CUT}", size, widest)]
    return tuple(lines)


def _filled(words: Iterable[str], limit: float, size: int) -> Iterator[str]:
    line = ""
    for word in words:
        if line and width_of(f"{line} {word}", size) > limit:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line


def _cut(word: str, size: int, widest: float) -> str:
    """Return a word, or as much of its beginning as fits on the map."""
    if width_of(word, size) <= widest:
        return word
    kept = word.removesuffix(_CUT)
    while width_of(kept + _CUT, size) > widest:
        kept = kept[:-1]
    return kept + _CUT


def width_of(text: str, size: int) -> float:
    """Return how wide a text is at most in a font of this size."""
    return size * sum(_share(kind) * len([*letters]) for kind, letters in groupby(text))


def _share(letter: str) -> float:
    if category(letter) in ("Mn", "Me", "Cf"):
        return 0
    if east_asian_width(letter) in "WF":
        return 1.05
    if letter in _NARROW:
        return 0.4
    if letter in _BROAD:
        return 0.95
    return 0.75 if letter.isupper() else 0.62
