"""Flashcards to print and cut out: what stands on the two sides of each, and how their paper is turned."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from quizgen.domain.fact import Picture
    from quizgen.language import Language
    from quizgen.rendering.sheets.sheet import Differing

#: The backs can be moved by at most so many millimetres each way, or text would leave its card.
LARGEST_OFFSET = 8.0


class Flip(StrEnum):
    """The edge about which a printer turns an upright page to print on its back."""

    LONG = "long"
    SHORT = "short"


class Sides(StrEnum):
    """How front and back come together.

    Duplex: each page of fronts is followed by its backs, on the other side of the paper. Single: all fronts come first
    and then all backs, to be cut and glued. Fold: front and back stand beside each other, to be folded and glued
    before they are cut.
    """

    DUPLEX = "duplex"
    SINGLE = "single"
    FOLD = "fold"


@dataclass(frozen=True, slots=True)
class CardOptions:
    """How cards are printed. `offset` moves duplex backs, in mm to the right and down when one looks at them.

    Raises ValueError for an offset beyond LARGEST_OFFSET.
    """

    sides: Sides = Sides.DUPLEX
    flip: Flip = Flip.LONG
    offset: tuple[float, float] = (0.0, 0.0)

    def __post_init__(self) -> None:
        if not all(-LARGEST_OFFSET <= part <= LARGEST_OFFSET for part in self.offset):
            raise ValueError(f"an offset is at most {LARGEST_OFFSET:g} mm each way, not {self.offset}")


class CardDrawing(NamedTuple):
    """A drawing of an answer: an SVG, what it shows beyond the sentences beside it, these, and its width in units."""

    data: bytes
    alt: str
    caption: tuple[str, ...]
    width: int = 320


class Flashcard(NamedTuple):
    """One card. `front` is all that its front asks; the rest stands on its back, `topic` on the front too.

    `accounts` are all answers where sources differ, and none elsewhere; `sources` name outlet and date. The
    `drawing` is left out where there is no room for it.
    """

    fact: str
    topic: str
    front: str
    answer: str
    status: str
    accounts: tuple[Differing, ...] = ()
    note: str = ""
    sources: tuple[str, ...] = ()
    picture: Picture | None = None
    drawing: CardDrawing | None = None


class Flashcards(NamedTuple):
    """A pack of cards, numbered in this order from `first`; `language` and `tag` as in `Sheet`."""

    title: str
    language: Language
    tag: str
    cards: tuple[Flashcard, ...]
    first: int = 1

    def parts(self, most: int) -> list[Flashcards]:
        """Return packs of at most so many cards, which keep their numbers."""
        starts = range(0, len(self.cards), most)
        return [self._replace(cards=self.cards[at : at + most], first=self.first + at) for at in starts]
