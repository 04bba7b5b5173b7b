"""A fact -> the picture of its answer: where the place lies, or where its day stands in the story.

It belongs behind an answer alone. It is an SVG of 320 units' width, with what it shows beyond the words beside it as
its alternative text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.timeline_strip import story_of, strip_of
from quizgen.domain.whereabouts import locator_of
from quizgen.rendering.drawings.ink import PAGE_INK
from quizgen.rendering.drawings.layout import WIDTH
from quizgen.rendering.drawings.maps import draw_map, locator_alt
from quizgen.rendering.drawings.strip import strip_alt, strip_svg

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.timeline_strip import Told
    from quizgen.domain.whereabouts import Locator
    from quizgen.rendering.drawings.ink import Ink


class Drawing(NamedTuple):
    """A picture: an SVG so many units wide that says itself, by `alt`, what it shows; and the sentences beside it.

    Those sentences tell nothing that `alt` tells. Of a strip they are the first of each part that is `told`; the others
    there stand in for it where it must not be read.
    """

    svg: str
    alt: str
    caption: tuple[str, ...]
    told: tuple[tuple[Told, ...], ...] = ()
    width: int = WIDTH


class Drawer:
    """Draws the facts of one knowledge base, maps so many units wide; it remembers what all drawings share."""

    def __init__(self, kb: KnowledgeBase, ink: Ink = PAGE_INK, map_width: int = WIDTH) -> None:
        self.kb = kb
        self.ink = ink
        self.map_width = map_width
        self.story = story_of(kb)
        self._maps: dict[str, Drawing] = {}

    def drawing(self, fact: Fact, hidden: AbstractSet[str] = frozenset()) -> Drawing | None:
        """Return the drawing of a fact, or None where there is nothing to draw.

        What answers facts that are `hidden`, by id, is not told.
        """
        locator = locator_of(self.kb, fact)
        if locator is not None:
            return self._map(str(fact.answer), locator)
        strip = strip_of(self.kb, self.story, fact, hidden)
        if strip is None:
            return None
        alt = strip_alt(strip)
        return Drawing(strip_svg(strip, alt, self.ink), alt, strip.sentences, strip.told)

    def _map(self, place: str, locator: Locator) -> Drawing:
        if place not in self._maps:
            alt = locator_alt(self.kb.language, locator)
            sentences = (locator.sentence,) if locator.sentence else ()
            svg = draw_map(locator.spots, alt, self.ink, self.map_width)
            self._maps[place] = Drawing(svg, alt, sentences, width=self.map_width)
        return self._maps[place]


def drawing_of(kb: KnowledgeBase, fact: Fact, hidden: AbstractSet[str] = frozenset()) -> Drawing | None:
    """Return the drawing of one fact, as `Drawer` makes it."""
    return Drawer(kb).drawing(fact, hidden)
