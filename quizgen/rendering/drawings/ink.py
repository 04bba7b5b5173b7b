"""The colours in which a drawing is drawn, and the font of its words."""

from __future__ import annotations

from typing import NamedTuple


class Ink(NamedTuple):
    """The colours of words and lines, and of what is marked; and the font, or none for that of the page around it."""

    text: str = "currentColor"
    mark: str = "currentColor"
    font: str = ""


#: On a page that sets the colour of its text; there a style sheet may colour what has the class 'mark'.
PAGE_INK = Ink()
