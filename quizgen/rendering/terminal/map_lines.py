"""Where the place lies that answers a fact, on a terminal: a sentence, and a map in braille where it has room."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from quizgen.domain.whereabouts import ways_between
from quizgen.rendering.drawings.braille import ACROSS, DOWN, Braille
from quizgen.rendering.drawings.layout import WIDTH, Layout, ground_of
from quizgen.rendering.terminal.page import Line, Page, Size, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.domain.whereabouts import Locator, Spot
    from quizgen.language import Language

#: The map is so many columns wide at most, and at least; the others belong to what stands before it.
_WIDEST, _NARROWEST, _BESIDE = 48, 32, 16
#: The signs of the place itself and of another one.
_MARK, _PLACE = "◆", "•"


def map_lines(language: Language, locator: Locator, size: Size, *, in_full: bool) -> Page:
    """Return the sentence on a place, if it has one, and `in_full` the map where the screen has room for it."""
    rows = map_rows(locator.spots, _width(size)) if in_full and _width(size) else []
    told = [locator.sentence] if locator.sentence else []
    lines = [*(Line(sentence) for sentence in told), *(Line(row, Style.CODE) for row in rows)]
    marks = (language.gettext("Map"), *(" " * len(lines)))
    return [line._replace(mark=mark) for line, mark in zip(lines, marks, strict=False)]


def lettered_lines(language: Language, spots: Sequence[Spot], size: Size) -> Page:
    """Return a map with letters where the screen has room for it, and else in words where each letter lies."""
    if _width(size):
        return [Line(row, Style.CODE) for row in map_rows(spots, _width(size))]
    return [Line(sentence) for sentence in ways_between(language, spots)]


def _width(size: Size) -> int:
    """Return how many columns a map has on a screen, or 0 where there is no room for one."""
    width = 0 if size.columns is None or size.is_tight else min(_WIDEST, size.columns - _BESIDE)
    return width if width >= _NARROWEST else 0


def map_rows(spots: Sequence[Spot], width: int) -> list[str]:
    """Return a map of spots as rows of so many signs: coasts in dots, a sign at each place, and names beside it.

    A name that finds no room is left out. A letter is a sign by itself.
    """
    layout, land = ground_of(spots)
    scale = width * ACROSS / WIDTH
    braille = Braille(width, round(layout.height * scale / DOWN))
    for outline in land:
        braille.outline([(round(x * scale), round(y * scale)) for x, y in map(layout.units, outline)])
    rows = [[*row] for row in braille.rows()]
    _put_names(rows, spots, _cells(layout, scale, len(rows)))
    return ["".join(row).rstrip() for row in rows]


def _cells(layout: Layout, scale: float, rows: int) -> list[tuple[int, int]]:
    """Return the column and the row of each place."""
    return [(int(x * scale) // ACROSS, min(int(y * scale) // DOWN, rows - 1)) for x, y in layout.places]


def _put_names(rows: list[list[str]], spots: Sequence[Spot], cells: Sequence[tuple[int, int]]) -> None:
    """Write the signs of places and their names into the rows, on the right of the sign or else on its left."""
    taken = {cell: _sign(spot) for cell, spot in reversed([*zip(cells, spots, strict=True)])}
    for (column, row), sign in taken.items():
        rows[row][column] = sign
    for (column, row), spot in zip(cells, spots, strict=True):
        if spot.text == taken[column, row]:
            _clear_beside(rows[row], column)
            continue
        width = _columns_of(spot.text)
        for start in (column + 2, column - 1 - width):
            place = range(start - 1, start + width + 1)
            if start < 0 or start + width > len(rows[row]) or any((at, row) in taken for at in place if at != column):
                continue
            for at, sign in zip(place, (" ", spot.text, *[""] * (width - 1), " "), strict=True):
                taken[at, row] = sign
                if 0 <= at < len(rows[row]) and at != column:
                    rows[row][at] = sign
            break


def _sign(spot: Spot) -> str:
    """Return what marks a spot: a letter itself."""
    if spot.is_letter:
        return spot.text
    return _MARK if spot.is_marked else _PLACE


def _clear_beside(row: list[str], column: int) -> None:
    """Clear the coasts beside a letter, so that it can be read."""
    for beside in (column - 1, column + 1):
        if 0 <= beside < len(row) and not row[beside].isalpha():
            row[beside] = " "


def _columns_of(text: str) -> int:
    """Return how many columns a text takes on a terminal."""
    shown = [letter for letter in text if category(letter) not in ("Mn", "Me", "Cf")]
    return max(1, sum(2 if east_asian_width(letter) in "WF" else 1 for letter in shown))
