"""Question sheets: for whom, in how many variants, and which files are made of each copy."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from quizgen.asking.paper import shares
from quizgen.printing.content import USUAL_SETTINGS
from quizgen.printing.copies import named_copies, plain_copies
from quizgen.printing.errors import NothingToPrintError
from quizgen.printing.files import Document, write_documents
from quizgen.printing.paper import Paper
from quizgen.printing.shortfalls import missing, unequal
from quizgen.rendering.files import Edition
from quizgen.rendering.outputs import PDF
from quizgen.rendering.sheets import pdf
from quizgen.rendering.sheets.keydata import key_csv, key_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from quizgen.asking import Asker
    from quizgen.domain.card import WayId
    from quizgen.printing.content import Content, PrintSettings
    from quizgen.printing.copies import Copy
    from quizgen.printing.paper import Draws
    from quizgen.rendering.outputs import SheetFormat
    from quizgen.rendering.sheets.sheet import Variant


class KeyPlace(StrEnum):
    """Where the key goes: into a file of its own, behind its sheet, or nowhere."""

    OWN = "own"
    WITH = "with"
    NONE = "none"


class SheetRequest(NamedTuple):
    """What a question sheet is to be; the defaults are the usual sheet.

    It has `number` questions in a mix of `ways`, or exactly so many of each way as `sections` say. There are so many
    `variants`, and a copy for each pupil by `names`: all different, or in turn of the variants. With `anew` each
    variant asks other questions, of equal kinds and levels. The key goes to its place, and with `key_data` into files
    for programs too; an answer sheet has bubbles to fill in.
    """

    number: int = 20
    ways: Sequence[WayId] = ()
    sections: Sequence[tuple[WayId, int]] = ()
    variants: int | None = None
    names: Sequence[str] = ()
    anew: bool = False
    key: KeyPlace = KeyPlace.OWN
    key_data: bool = False
    answer_sheet: bool = False

    def wanted(self, asker: Asker) -> dict[WayId, int]:
        """Return how many questions each way is to have."""
        return dict(self.sections) or shares(asker, self.ways, self.number)

    @property
    def copies(self) -> list[Copy]:
        """Return who gets which variant."""
        return named_copies(self.names, self.variants) if self.names else plain_copies(self.variants or 1)


#: A sheet where nobody asks for anything else.
USUAL_SHEET = SheetRequest()


class PrintRun(NamedTuple):
    """All copies of a sheet, with the questions drawn for each variant; `shortfalls` say what it could not have."""

    paper: Paper
    request: SheetRequest
    copies: list[Copy]
    draws: Draws
    shortfalls: tuple[str, ...]

    def print(self, settings: PrintSettings) -> list[Path]:
        """Print all copies and return the paths of their files. Raises what `write_documents` raises."""
        content, request = self.paper.content, self.request
        keys = len(self.draws) if request.key is KeyPlace.OWN else 0
        total = len(self.copies) * (2 if request.answer_sheet else 1) + keys
        needs_fonts = settings.format.embeds_fonts or request.answer_sheet  # others take any character
        texts = (content.title, content.seed, *request.names) if needs_fonts else ()
        with Edition() as edition:
            paths = write_documents(
                self.documents(settings), total, settings, content.library.progress, texts, edition=edition
            )
            return [*paths, *(self._write_key_data(settings, edition) if request.key_data else ())]

    def documents(self, settings: PrintSettings) -> Iterator[Document]:
        """Yield the files of each copy, and one key for each variant. Only a key is given the answers.

        Raises ValueError where the key is to stand behind its sheet in a format that has no such file.
        """
        form, layout = settings.format, settings.layout
        if self.request.key is KeyPlace.WITH and form.paper_with_key is None:
            raise ValueError(f"{form.name} has no file with a sheet and its key")
        labels_with_key: set[str] = set()

        def path_of(kind: str, suffix: str, form: SheetFormat = form) -> Path:
            return settings.out / f"{self.paper.content.stem}-{kind}{suffix}.{form.id}"

        for copy, variant in self.paper.variants(self.draws, self.copies):
            if self.request.key is KeyPlace.WITH and form.paper_with_key is not None:
                yield Document(path_of("sheet", copy.suffix), form.paper_with_key, (variant, layout))
            else:
                yield Document(path_of("sheet", copy.suffix), form.paper, (variant.sheet, layout))
            if self.request.answer_sheet:
                yield Document(path_of("answers", copy.suffix, PDF), pdf.answer_sheet, (variant.sheet, layout))
            if self.request.key is KeyPlace.OWN and copy.label not in labels_with_key:
                labels_with_key.add(copy.label)
                path = path_of("key", f"-{copy.label}" if copy.label else "")
                yield Document(path, form.key, (_without_name(variant) if copy.shared else variant, layout))

    def _write_key_data(self, settings: PrintSettings, edition: Edition) -> Iterator[Path]:
        """Write the keys of all copies as JSON and as CSV."""
        for write, suffix in ((key_json, "json"), (key_csv, "csv")):
            path = settings.out / f"{self.paper.content.stem}-key.{suffix}"
            edition.then(partial(settings.tell, path))
            with edition.write(path) as aside:
                text = write(variant for _, variant in self.paper.variants(self.draws, self.copies))
                aside.write_text(text, "utf-8", newline="\n")
            yield path


def plan_sheet(content: Content, request: SheetRequest) -> PrintRun:
    """Return the copies of a sheet about some content. Raises NothingToPrintError where no question fits."""
    paper = Paper(content, request.wanted(content.library.asker), request.anew)
    questions = paper.questions()
    if not questions:
        raise NothingToPrintError(
            "No question fits these choices; choose other facts or ways (`quizgen list` shows them)"
        )
    copies = request.copies
    draws = paper.draws(questions, copies)
    short = missing(paper.wanted, questions, len(content.facts), exactly=bool(request.sections))
    return PrintRun(paper, request, copies, draws, tuple(filter(None, (short, unequal(draws)))))


def print_sheet(
    content: Content, request: SheetRequest = USUAL_SHEET, settings: PrintSettings = USUAL_SETTINGS
) -> list[Path]:
    """Print a question sheet with its key, and return the paths of the files.

    Raises NothingToPrintError where no question fits, and what `write_documents` raises.
    """
    return plan_sheet(content, request).print(settings)


def _without_name(variant: Variant) -> Variant:
    """Return a variant without a pupil's name, for a key to a variant that several pupils have."""
    return variant._replace(sheet=variant.sheet._replace(name=""))
