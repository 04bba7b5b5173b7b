"""The map of a question that is asked by letters: on a page whose script may deal them anew, and as a picture."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from quizgen.domain.fact import Picture
from quizgen.domain.question import Choice
from quizgen.domain.text import Text
from quizgen.rendering.drawings.ink import PAGE_INK, paper_ink
from quizgen.rendering.drawings.maps import describe, draw_map

if TYPE_CHECKING:
    from quizgen.domain.question import Question
    from quizgen.domain.whereabouts import Spot
    from quizgen.language import Language

#: On paper; a letter is in a font that Typst has with it, elsewhere in one without serifs.
_PAPER = paper_ink("DejaVu Sans Mono, sans-serif")
#: Around a letter, in words that say where it lies; no name and no translation has these signs.
_OPEN, _CLOSE = "\ue000", "\ue001"
_LETTER = re.compile(f"{_OPEN}(.*?){_CLOSE}")


def map_html(language: Language, spots: tuple[Spot, ...]) -> str:
    """Return the map of lettered spots for a page, in the colour of its text, and the words for who hears it.

    There, each letter is an element `b`: a script that deals them anew finds it.
    """
    marked = tuple(spot._replace(text=f"{_OPEN}{spot.text}{_CLOSE}") for spot in spots)
    words = _LETTER.sub(r"<b>\1</b>", escape(describe(language, marked)))
    svg = draw_map(spots, "", PAGE_INK).replace('aria-label=""', 'aria-labelledby="map-words"', 1)
    return f'{svg}<p id="map-words" hidden>{words}</p>'


def picture_of(language: Language, question: Question) -> Picture | None:
    """Return the picture that stands with a question: its fact's own, or the map on which it is asked; or None."""
    shape = question.shape
    if not isinstance(shape, Choice) or not shape.spots:
        return question.picture
    name = Text(f"map-{question.fact.id}.svg")
    alt = describe(language, shape.spots)
    return Picture(name, Text(alt), "svg", _printed(shape.spots, alt))


@cache
def _printed(spots: tuple[Spot, ...], alt: str) -> bytes:
    return draw_map(spots, alt, _PAPER).encode()
