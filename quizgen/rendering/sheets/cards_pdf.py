"""Facts -> flashcards to cut out: which side of which card stands where on which page, and the PDF of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.proof import cited, short_citation
from quizgen.domain.standing import standing_text
from quizgen.language.quotes import curled
from quizgen.rendering.drawings.drawing import Drawer
from quizgen.rendering.drawings.ink import paper_ink
from quizgen.rendering.records import as_data, with_texts
from quizgen.rendering.sheets.evidence import differing_accounts, imprint
from quizgen.rendering.sheets.flashcard import CardDrawing, CardOptions, Flashcard, Flashcards, Flip, Sides
from quizgen.rendering.sheets.fonts import SERIF
from quizgen.rendering.sheets.wording import both_sides_task, cards_page, cards_task, cards_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.language import Language
    from quizgen.rendering.drawings.drawing import Drawing
    from quizgen.rendering.sheets.layout import Layout
    from quizgen.rendering.sheets.press import Press

#: What is left at the sides and at the top and bottom of a page, in mm: cut marks stand there.
MARGIN = (11.0, 12.0)
#: What is left between the edge of a card and its text, in mm.
PADDING = 5.0
#: How many cards a page has, as columns and rows, up to which size of type in points.
_GRIDS = ((12, (2, 4)), (15, (2, 3)), (18, (2, 2)), (1000, (1, 2)))
_FRONT, _BACK = "front", "back"
#: A map is so many units wide, so that its words can be read where it is as narrow as the room on a card.
_MAP = 208


class Grid(NamedTuple):
    """How the cards of a page are laid out: how many there are, and the width and height of each in mm."""

    columns: int
    rows: int
    width: float
    height: float


class Place(NamedTuple):
    """A side of a card on a page: the card's number from 1, and its upper left corner in mm from the page's."""

    card: int
    side: str
    x: float
    y: float


class Page(NamedTuple):
    """A page of cards: its name, what stands on it, and whether it has cut marks."""

    title: str
    places: tuple[Place, ...]
    marks: bool


def make_flashcards(kb: KnowledgeBase, facts: Iterable[Fact], title: str, font: str | None = SERIF) -> Flashcards:
    """Return the cards of `facts` in their order; withdrawn facts have none.

    Drawings have their words in a `font`; without one there are none.
    """
    drawer = None if font is None else Drawer(kb, paper_ink(font), _MAP)
    cards = tuple(_card(kb, fact, drawer.drawing(fact) if drawer else None) for fact in facts if fact.retired is None)
    return Flashcards(title, kb.language, imprint(kb).tag, cards)


def _card(kb: KnowledgeBase, fact: Fact, drawing: Drawing | None) -> Flashcard:
    return Flashcard(
        fact=str(fact.id),
        topic=str(kb.topics[fact.topic].title),
        front=str(fact.ask),
        answer=kb.text(fact.answer),
        status=standing_text(kb, fact),
        accounts=differing_accounts(kb, fact),
        note=str(fact.note or ""),
        picture=fact.picture,
        sources=tuple(dict.fromkeys(short_citation(kb, cite.source) for cite in cited(kb, fact))),
        drawing=_drawing(drawing),
    )


def _drawing(drawing: Drawing | None) -> CardDrawing | None:
    if drawing is None:
        return None
    return CardDrawing(drawing.svg.encode(), drawing.alt, drawing.caption, drawing.width)


def grid_of(layout: Layout) -> Grid:
    """Return the cards of a page in this layout."""
    columns, rows = next(grid for size, grid in _GRIDS if layout.size <= size)
    paper, (across, down) = layout.page, MARGIN
    return Grid(columns, rows, (paper.width - 2 * across) / columns, (paper.height - 2 * down) / rows)


def pages_of(language: Language, cards: range, grid: Grid, options: CardOptions) -> list[Page]:
    """Return the pages that the cards of these numbers take, in the order in which they are printed."""
    if options.sides is Sides.FOLD:
        return [_folded_page(language, numbers, grid) for numbers in _batches(cards, grid.columns * grid.rows // 2)]
    duplex = options.sides is Sides.DUPLEX
    fronts, backs = [], []
    for numbers in _batches(cards, grid.columns * grid.rows):
        cells = [divmod(at, grid.columns) for at in range(len(numbers))]
        behind = [_cell_behind(row, column, grid, options.flip) for row, column in cells] if duplex else cells
        offset = options.offset if duplex else (0.0, 0.0)
        front, back = (cards_page(language, numbers, side) for side in (_FRONT, _BACK))
        fronts.append(Page(front, _places(numbers, _FRONT, cells, grid), marks=True))
        backs.append(Page(back, _places(numbers, _BACK, behind, grid, offset), marks=not duplex))
    return [page for pair in zip(fronts, backs, strict=True) for page in pair] if duplex else fronts + backs


def _batches(cards: range, size: int) -> list[range]:
    """Return the numbers of the cards on each page."""
    return [cards[first : first + size] for first in range(0, len(cards), size)]


def _cell_behind(row: int, column: int, grid: Grid, flip: Flip) -> tuple[int, int]:
    """Return the cell of the back page that lies behind a cell of the front page."""
    if flip is Flip.LONG:
        return row, grid.columns - 1 - column
    return grid.rows - 1 - row, column


def _folded_page(language: Language, numbers: range, grid: Grid) -> Page:
    """Return a page with each front on one side of its middle, and the back at the same place on the other side."""
    cells = [((at, 0), (at, 1) if grid.columns > 1 else (1, 0)) for at in range(len(numbers))]
    fronts = _places(numbers, _FRONT, [front for front, _ in cells], grid)
    backs = _places(numbers, _BACK, [back for _, back in cells], grid)
    places = tuple(place for pair in zip(fronts, backs, strict=True) for place in pair)
    return Page(cards_page(language, numbers), places, marks=True)


def _places(
    numbers: range,
    side: str,
    cells: Sequence[tuple[int, int]],
    grid: Grid,
    offset: tuple[float, float] = (0.0, 0.0),
) -> tuple[Place, ...]:
    """Return the cards in their cells, each of which is a row and a column."""
    (left, top), (right, down) = MARGIN, offset
    return tuple(
        Place(number, side, left + column * grid.width + right, top + row * grid.height + down)
        for number, (row, column) in zip(numbers, cells, strict=True)
    )


def flashcards_pdf(press: Press, pack: Flashcards, options: CardOptions, layout: Layout) -> bytes:
    """Return the cards, at least one, as PDF/UA-1.

    Raises TooLongError with the ids of facts, and UnprintableError for a character that no font has.
    """
    pack = with_texts(pack, curled)
    grid = grid_of(layout)
    numbers = range(pack.first, pack.first + len(pack.cards))
    pages = pages_of(pack.language, numbers, grid, options)
    data = {
        "layout": layout.data(),
        "tag": pack.tag,
        "title": pack.title,
        "document": cards_title(pack),
        "how": cards_task(pack.language, options),
        "grid": as_data(grid) | {"margin": MARGIN, "padding": PADDING},
        "fold": options.sides is Sides.FOLD,
        "cards": [as_data(card) | {"number": number} for number, card in zip(numbers, pack.cards, strict=True)],
        "pages": [as_data(page) for page in pages],
    }
    templates, names = ["common", "fitting", "cards", "cards-only"], [card.fact for card in pack.cards]
    return press.fitted_pdf(templates, data, pack.language, names)


def alignment_pdf(press: Press, language: Language, options: CardOptions, layout: Layout) -> bytes:
    """Return a sheet to print on both sides, which shows how far the backs are off, as PDF/UA-1.

    Its back is moved by the options' offset, so that a second print shows whether it is right. It is in small type
    even where the cards are not.
    """
    across, down = (part + 0.0 for part in options.offset)  # no -0
    data = {
        "layout": layout.data(),
        "tag": language.tag,
        "how": both_sides_task(language, options.flip),
        "flip": options.flip.value,
        "other": next(flip.value for flip in Flip if flip is not options.flip),
        "offset": options.offset,
        "now": f"{across:g},{down:g}",
    }
    return press.pdf(["common", "alignment", "alignment-only"], data, language)
