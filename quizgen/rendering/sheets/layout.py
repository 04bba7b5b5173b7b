"""How a sheet is laid out: paper, size of print, font and columns, each with a default that suits the others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from quizgen.rendering.sheets.fonts import SANS, SERIF


class PaperSize(NamedTuple):
    """A size of paper: width and height in mm, and the name that CSS has for it."""

    width: float
    height: float
    css: str


#: The papers by the name that a user gives.
PAPERS = {"a4": PaperSize(210.0, 297.0, "A4"), "letter": PaperSize(215.9, 279.4, "letter")}
SMALLEST, USUAL, LARGEST = 9, 11, 28
#: From this size on, in points, a sheet has more space between its lines and, where no font is asked for, a sans: so
#: the style guide of the British Dyslexia Association has it, for print of 12 to 14 points.
ROOMY = 12
#: From this size on, in points, a sheet is large print and has a layout of its own.
LARGE = 16
#: From this size on, in points, a page of large print would hold little more than one question: so its margins are
#: small, titles are as large as the text, and what hangs beside lines is narrow.
VERY_LARGE = 20
MOST_COLUMNS = 2


class LayoutError(ValueError):
    """A layout that is not possible; the text is a whole sentence that says what is."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout for every document. `size` is in points; `font` is a family's name, or empty for the usual font.

    Making one raises LayoutError where paper, size or columns are not possible.
    """

    paper: str = "a4"
    size: int = USUAL
    font: str = ""
    columns: int = 1

    def __post_init__(self) -> None:
        if self.paper not in PAPERS:
            raise LayoutError(f"There is no paper '{self.paper}'; choose {' or '.join(PAPERS)}.")
        if not SMALLEST <= self.size <= LARGEST:
            raise LayoutError(f"A size of {self.size} points cannot be; choose one from {SMALLEST} to {LARGEST}.")
        if not 1 <= self.columns <= MOST_COLUMNS:
            raise LayoutError(f"{self.columns} columns cannot be; choose 1 or {MOST_COLUMNS}.")
        if self.is_large and self.columns > 1:
            raise LayoutError(f"Large print ({LARGE} points and more) has one column; choose 1, or a smaller size.")

    @property
    def is_large(self) -> bool:
        """Say whether this is large print."""
        return self.size >= LARGE

    @property
    def is_very_large(self) -> bool:
        """Say whether this is large print of the largest sizes."""
        return self.size >= VERY_LARGE

    @property
    def is_roomy(self) -> bool:
        """Say whether this is print with more space between its lines."""
        return ROOMY <= self.size < LARGE

    @property
    def family(self) -> str:
        """Return the font that is used: the font asked for, else a serif, or a sans for print of a larger size."""
        return self.font or (SERIF if self.size < ROOMY else SANS)

    @property
    def page(self) -> PaperSize:
        """Return the size of a page."""
        return PAPERS[self.paper]

    @property
    def of_key(self) -> Layout:
        """Return the layout of the key to a sheet in this one: whoever marks needs no pupil's large print."""
        return replace(self, size=USUAL, columns=1)

    def data(self) -> dict[str, Any]:
        """Return what the templates are told."""
        return {
            "large": self.is_large,
            "very_large": self.is_very_large,
            "roomy": self.is_roomy,
            "font": self.family,
            "size": self.size,
            "width": self.page.width,
            "height": self.page.height,
            "columns": self.columns,
        }
