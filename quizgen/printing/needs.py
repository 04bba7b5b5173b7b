"""The print that a pupil needs: another size, a font of their own, or a page to be filled in on a screen."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from quizgen.rendering.outputs import HTML
from quizgen.rendering.sheets.fonts import FontError, find_font
from quizgen.rendering.sheets.layout import LARGE, LARGEST, SMALLEST, LayoutError

if TYPE_CHECKING:
    from pathlib import Path

    from quizgen.rendering.sheets.layout import Layout

#: What is written where nothing is needed.
_USUAL = ("", "-", "–", "0", "no", "none", "normal", "usual", "standard", "nein", "keine")
_NEED = re.compile(r"(?:([0-9]{1,3}) *(?:pt|points?|punkte?)?\.?)?(?:(?:^|[ ,;+]+)(.{1,200}))?", re.IGNORECASE)
_SIZES = f"{SMALLEST} to {LARGEST} points"
_ADVICE = f"Write {_SIZES}, a font, both (14 Atkinson Hyperlegible), or html; nothing for the usual print"


class PrintNeed(NamedTuple):
    """The print that a pupil needs: a size in points, a font with its folders, another format; empty as for all."""

    size: int = 0
    font: str = ""
    folders: tuple[Path, ...] = ()
    form: str = ""

    def layout(self, usual: Layout) -> Layout:
        """Return the usual layout with what this pupil needs. Raises LayoutError."""
        size = self.size or usual.size
        columns = 1 if size >= LARGE else usual.columns
        return replace(usual, size=size, font=self.font or usual.font, columns=columns)


#: What all have who need nothing else.
USUAL_NEED = PrintNeed()


def read_need(text: str, folder: Path, usual: Layout) -> PrintNeed | str:
    """Return the need that a cell of a class list in this folder says, or what is wrong with it.

    A font may be named, or its file, which is looked for in the folder of the list too.
    """
    if text.casefold() in _USUAL:
        return USUAL_NEED
    match = _NEED.fullmatch(text)
    if match is None:
        return f"'{text}' is no print. {_ADVICE}"
    size, font = int(match[1] or 0), match[2] or ""
    if font.casefold() == HTML.id:
        return PrintNeed(size, form=HTML.id)
    try:
        is_file = os.path.exists(folder / font)  # noqa: PTH110  Path.exists raises OSError for a name that is too long
        found = find_font(str(folder / font) if is_file else font) if font else None
        need = PrintNeed(size, found.family if found else "", found.folders if found else ())
        need.layout(usual)
    except (FontError, LayoutError) as error:
        return f"'{text}' is no print. {error} {_ADVICE}"
    return need
