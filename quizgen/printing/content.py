"""What is printed and how: facts under a title, the look of the pages, the folder of the files."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
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

    `font` is the one that was asked for, by its family or its whole path; `fonts` are folders with it and others.
    `form` is the id of a format in which sheets are printed.
    `tell` is given the path of each file when it is there, and `tell_removed` that of each file of an earlier draw
    that went in exchange. With `force` files that somebody made or changed are replaced.
    """

    layout: Layout = Layout()
    font: str = ""
    fonts: tuple[Path, ...] = ()
    form: str = PDF.id
    out: Path = BUILD
    jobs: int = 1
    tell: Callable[[Path], object] = silent
    tell_removed: Callable[[Path], object] = silent
    force: bool = False

    @property
    def format(self) -> SheetFormat:
        """Return the format. Raises KeyError for an id that is not in the table."""
        return SHEET_FORMATS[self.form]

    def series(self, content: Content, *, is_drawn: bool = True) -> str:
        """Return what the names of the files about some content begin with: whatever tells them from other papers.

        That is the deck, the seed of what `is_drawn` by one, and the layout, each where it is not the usual one.
        """
        layout, usual = self.layout, Layout()
        parts = (
            content.stem,
            f"seed-{_telling_word(content.seed)}" if is_drawn and content.seed != SEED else "",
            f"{layout.size}pt" if layout.size != usual.size else "",
            layout.paper if layout.paper != usual.paper else "",
            f"{layout.columns}-columns" if layout.columns != usual.columns else "",
            (file_word(layout.font) or _telling_word(layout.font)) if layout.font else "",
        )
        return "-".join(filter(None, parts))


def file_word(text: str) -> str:
    """Return what is left of a text in letters and figures that every file system takes, perhaps nothing."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain))[:40]


def _telling_word(text: str) -> str:
    """Return a text as `file_word` does, with a short digest where something was left out, so that no two are alike."""
    word = file_word(text)
    return word if word == text else "-".join(filter(None, (word, sha256(text.encode()).hexdigest()[:6])))


#: How things are printed where nobody says otherwise.
USUAL_SETTINGS = PrintSettings()


def content_of(
    library: Library,
    deck: str | None = None,
    facts: Iterable[Fact] | None = None,
    title: str | None = None,
    seed: str = SEED,
) -> Content:
    """Return a deck, or a whole library, as content: its facts in force, unless others are given, under a title.

    Without a title it is the library's name: that of a deck tells curators which one it is, and pupils nothing.
    Raises KeyError for a deck that is not there, and ValueError for a library with problems.
    """
    library.require_sound()
    chosen = library.facts(deck) if facts is None else facts
    shown = tuple(library.marked.kb.facts[fact.id] for fact in chosen)
    return Content(library.marked, shown, title or library.name, deck or "all", seed)
