"""What is printed and how: facts under a title, the look of the pages, the folder of the files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.progress import silent
from quizgen.reading.layout import BUILD
from quizgen.rendering.outputs import PDF, SHEET_FORMATS
from quizgen.rendering.sheets.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from quizgen.domain.fact import Fact
    from quizgen.pipeline import Library
    from quizgen.rendering.outputs import SheetFormat

#: The seed of a paper where none is given: the same command prints the same paper.
SEED = "1"


class Content(NamedTuple):
    """What a paper is about: facts of a library under a title. The names of its files begin with `stem`."""

    library: Library
    facts: tuple[Fact, ...]
    title: str
    stem: str
    seed: str = SEED


class PrintSettings(NamedTuple):
    """How things are printed and where the files go, in so many processes at once.

    `fonts` are folders with further fonts; `form` is the id of a format in which sheets are printed.
    `tell` is given the path of each file when it is there.
    """

    layout: Layout = Layout()
    fonts: tuple[Path, ...] = ()
    form: str = PDF.id
    out: Path = BUILD
    jobs: int = 1
    tell: Callable[[Path], object] = silent

    @property
    def format(self) -> SheetFormat:
        """Return the format. Raises KeyError for an id that is not in the table."""
        return SHEET_FORMATS[self.form]


#: How things are printed where nobody says otherwise.
USUAL_SETTINGS = PrintSettings()


def content_of(
    library: Library,
    deck: str | None = None,
    facts: Iterable[Fact] | None = None,
    title: str | None = None,
    seed: str = SEED,
) -> Content:
    """Return a deck, or a whole library, as content: its facts in force unless others are given, under its title.

    Raises KeyError for a deck that is not there, and ValueError for a library with problems.
    """
    library.require_sound()
    usual_title = library.name if deck is None else str(library.kb.recipes[deck].title)
    chosen = library.facts(deck) if facts is None else facts
    return Content(library, tuple(chosen), title or usual_title, deck or "all", seed)
