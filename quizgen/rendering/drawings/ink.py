"""The colours in which a drawing is drawn, and the font of its words."""

from __future__ import annotations

from typing import NamedTuple


class Ink(NamedTuple):
    """The colours of words and lines, and of what is marked; and the font, or none for that of the page around it.

    `sea` and `land` are the grounds of a map; that of the land is also around the words upon it.
    """

    text: str = "currentColor"
    mark: str = "currentColor"
    font: str = ""
    sea: str = "none"
    land: str = "none"


#: On a page that sets the colour of its text. A style sheet may colour what is of the class 'mark', and of a map what
#: is of 'sea', of 'land', and around words of 'halo'.
PAGE_INK = Ink()


def paper_ink(font: str) -> Ink:
    """Return the colours for paper, where nothing takes over a page's, with the words in a font."""
    return Ink(text="#262626", mark="#000000", font=font, sea="#dfe5ea", land="#ffffff")
