"""The colours in which a drawing is drawn, and the font of its words."""

from __future__ import annotations

from typing import NamedTuple


class Ink(NamedTuple):
    """The colours of words and lines, and of what is marked; and the font, or none for that of the page around it.

    `ground` is the colour behind a map, and around the words upon it.
    """

    text: str = "currentColor"
    mark: str = "currentColor"
    font: str = ""
    ground: str = "none"


#: On a page that sets the colour of its text; there a style sheet may colour what has the class 'mark', and
#: the ground of a map: what has the class 'sea', and around words 'halo'.
PAGE_INK = Ink()
