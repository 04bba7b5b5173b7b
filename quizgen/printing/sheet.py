"""Question sheets: for whom, in how many variants, and which files are made of each copy."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from quizgen.asking.exercises import nothing_fits
from quizgen.asking.paper import shares
from quizgen.domain.class_test import Frame, Header
from quizgen.domain.words import count
from quizgen.printing.content import USUAL_SETTINGS
from quizgen.printing.copies import named_copies, plain_copies
from quizgen.printing.errors import NothingToPrintError
from quizgen.printing.files import digest, open_edition, write_documents
from quizgen.printing.paper import Paper
from quizgen.printing.points import mixes_worth, refuse_other_points, sheet_worth
from quizgen.printing.sheet_files import KeyPlace as KeyPlace  # noqa: PLC0414  a part of a request
from quizgen.printing.sheet_files import SheetFiles, in_parts
from quizgen.printing.shortfalls import missing, refusal, shared, unequal
from quizgen.rendering.drawings.lettered import picture_of
from quizgen.rendering.manifest import Origin
from quizgen.rendering.outputs import PDF, SHEET_FORMATS
from quizgen.rendering.sheets.compose import answered_apart, usual_points
from quizgen.rendering.sheets.keydata import key_csv, key_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from quizgen.domain.card import WayId
    from quizgen.domain.question import Question
    from quizgen.printing.content import Content, PrintSettings
    from quizgen.printing.copies import Copy, Pupil
    from quizgen.printing.files import Document
    from quizgen.printing.paper import Draws
    from quizgen.printing.sheet_files import Prints
    from quizgen.rendering.files import Edition
    from quizgen.rendering.sheets.layout import Layout
    from quizgen.rendering.sheets.sheet import Variant


#: How many questions a sheet has where nobody says how many.
USUAL_NUMBER = 20


class SheetRequest(NamedTuple):
    """What a question sheet is to be; the defaults are the usual sheet.

    It has `number` questions in a mix of `ways`, or exactly so many of each way as `sections` say; without a number, as
    many as are worth so many `points`, or the usual number if there are enough. There are so many
    `variants`, and a copy for each of the `pupils`: all different, or in turn of the variants. With `anew` each
    variant asks other questions, of equal ways and levels. The key goes to its place, and with `key_data` into files
    for programs too; an answer sheet has bubbles to fill in. The `header` is what stands beside the title.
    """

    number: int | None = None
    points: int | None = None
    ways: Sequence[WayId] = ()
    sections: Sequence[tuple[WayId, int]] = ()
    variants: int | None = None
    pupils: Sequence[Pupil] = ()
    anew: bool = False
    key: KeyPlace = KeyPlace.OWN
    key_data: bool = False
    answer_sheet: bool = False
    header: Header = Header()

    def wanted(self, content: Content) -> dict[WayId, int]:
        """Return how many questions each way is to have."""
        number = self.number or USUAL_NUMBER
        return dict(self.sections) or shares(content.library.asker, self.ways, number, content.facts)

    @property
    def copies(self) -> list[Copy]:
        """Return who gets which variant."""
        return named_copies(self.pupils, self.variants) if self.pupils else plain_copies(self.variants or 1)


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
        content = self.paper.content
        own_fonts = (folder for copy in self.copies for folder in copy.need.folders)
        settings = settings._replace(fonts=tuple(dict.fromkeys((*settings.fonts, *own_fonts))))
        texts = self._texts(settings)
        with open_edition(settings) as edition:
            paths = write_documents(
                self.documents(settings),
                self._total(settings),
                settings,
                content.library.progress,
                texts,
                edition=edition,
            )
            return [*paths, *(self._write_key_data(settings, edition) if self.request.key_data else ())]

    def documents(self, settings: PrintSettings) -> Iterator[Document]:
        """Yield what is printed for pupils, and the keys. Only a key is given the answers.

        For a class that is one file, in the order of the list, with the keys in another; who needs another format, and
        who has no class, gets a file. Raises ValueError where the key is to stand behind its sheet in a format that
        has no such file.
        """
        if self.request.key is KeyPlace.WITH and settings.format.paper_with_key is None:
            raise ValueError(f"{settings.format.name} has no file with a sheet and its key")
        files = SheetFiles(settings, self._origin(settings), self.request.key, self.request.answer_sheet)
        bound, single = self._bound_and_single(settings)
        for part, some in in_parts(bound):
            yield files.for_class(part, self._variants(some))
        keyed, prints = self._keyed(), self._prints(settings)
        first = self._first
        for copy, variant in self._variants(single):
            yield from files.for_one(copy, variant)
            if copy is keyed.get(copy.label) and not bound:
                yield files.key(copy, variant)
            if copy is first[copy.label] and copy.label in prints and not bound:
                yield files.overlay(copy, variant, prints)
        for part, some in in_parts([*keyed.values()] if bound else []):
            yield files.keys(part, self._variants(some), prints)

    def told_in_words(self, settings: PrintSettings) -> Iterator[str]:
        """Yield a sentence for each format and kind of picture that the format does not show: words stand there."""
        logo = self.paper.frame.header.logo
        language = self.paper.content.library.kb.language
        asked = {question.id: picture_of(language, question) for draw in self.draws.values() for question in draw}
        kinds = Counter(picture.kind for picture in (logo, *asked.values()) if picture is not None)
        for form in sorted({copy.need.form or settings.format.id for copy in self.copies}):
            name, shown = SHEET_FORMATS[form].name, SHEET_FORMATS[form].pictures
            for kind, number in kinds.items():
                if kind not in shown:
                    pictures = count(number, "picture")
                    yield f"{name} shows no {kind.upper()} here ({pictures}): words say in its place what it shows."

    def _keyed(self) -> dict[str, Copy]:
        """Return the first copy of each variant, by its label, if keys have files of their own: its key is printed."""
        return self._first if self.request.key is KeyPlace.OWN else {}

    @property
    def _first(self) -> dict[str, Copy]:
        """Return the first copy of each variant, by its label."""
        first: dict[str, Copy] = {}
        for copy in self.copies:
            first.setdefault(copy.label, copy)
        return first

    def _prints(self, settings: PrintSettings) -> Prints:
        """Return in which layouts there are answer sheets to each variant, by its label, if they have a key."""
        prints: dict[str, dict[Layout, None]] = {}
        has_key = self.request.answer_sheet and self.request.key is not KeyPlace.NONE
        for copy in self.copies if has_key else ():
            if not copy.need.form:
                prints.setdefault(copy.label, {})[copy.need.layout(settings.layout)] = None
        return prints

    def _bound_and_single(self, settings: PrintSettings) -> tuple[list[Copy], list[Copy]]:
        """Return which copies are printed into one file for the class, and which each into a file of its own."""
        if not self.request.pupils or settings.format is not PDF:
            return [], self.copies
        return [copy for copy in self.copies if not copy.need.form], [copy for copy in self.copies if copy.need.form]

    def _variants(self, copies: Iterable[Copy]) -> Iterator[tuple[Copy, Variant]]:
        for copy, variant in self.paper.variants(self.draws, copies):
            is_apart = self.request.answer_sheet and not copy.need.form
            yield copy, answered_apart(variant) if is_apart else variant

    def _origin(self, settings: PrintSettings) -> Origin:
        """Return what all files are made from: what each draw asks, in any order, and for whom."""
        kb, points = self.paper.content.library.kb, self.paper.frame.points
        draws = {id(draw): draw for draw in self.draws.values()}.values()
        told = [
            sorted((q.id, q.shape.prompt, _in_any_order(q), points.get(q.id, usual_points(kb, q))) for q in draw)
            for draw in draws
        ]
        roll = digest([(*copy[:3], copy.group) for copy in self.copies]) if self.request.pupils else ""
        return Origin(settings.series(self.paper.content), digest(told), roll)

    def _total(self, settings: PrintSettings) -> int:
        """Return how many documents there are."""
        bound, single = self._bound_and_single(settings)
        answers = sum(1 for copy in single if self.request.answer_sheet and not copy.need.form)
        keyed = [*self._keyed().values()]
        keys = len(in_parts(keyed)) if bound else len(keyed) + len(self._prints(settings))
        return len(in_parts(bound)) + len(single) + answers + keys

    def _texts(self, settings: PrintSettings) -> dict[Layout, list[str]]:
        """Return what stands on PDFs in each layout and is not the library's; other formats take any character."""
        content = self.paper.content
        texts: dict[Layout, list[str]] = {}
        for copy in self.copies:
            if (settings.format.embeds_fonts and not copy.need.form) or self.request.answer_sheet:
                layout = copy.need.layout(settings.layout)
                texts.setdefault(layout, [content.title, content.seed]).extend((copy.name, copy.group))
        return texts

    def _write_key_data(self, settings: PrintSettings, edition: Edition) -> Iterator[Path]:
        """Write the keys of all copies as JSON and as CSV."""
        for write, suffix in ((key_json, "json"), (key_csv, "csv")):
            path = settings.out / f"{settings.series(self.paper.content)}-key.{suffix}"
            edition.then(partial(settings.tell, path))
            with edition.write(path, self._origin(settings)) as aside:
                text = write(variant for _, variant in self._variants(self.copies))
                aside.write_text(text, "utf-8", newline="\n")
            yield path


def plan_sheet(content: Content, request: SheetRequest) -> PrintRun:
    """Return the copies of a sheet about some content.

    Raises NothingToPrintError where no question fits, or where exact numbers of questions or points cannot be had.
    """
    paper = _paper(content, request)
    questions = paper.questions()
    if not questions:
        ways = content.library.asker.ways
        raise NothingToPrintError(nothing_fits(content.facts, [ways[way] for way in paper.wanted]))
    if len(questions) < sum(paper.wanted.values()) and (paper.exactly or (request.ways and request.number)):
        raise NothingToPrintError(refusal(paper.wanted, questions))
    draws = paper.draws(questions, request.copies)
    if request.points is not None:
        refuse_other_points(content.library.kb, draws, request.points)
    told = missing(paper.wanted, questions, len(content.facts)), unequal(draws), shared(draws)
    return PrintRun(paper, request, request.copies, draws, tuple(filter(None, told)))


def _paper(content: Content, request: SheetRequest) -> Paper:
    """Return what a sheet asks; with points, so that they add up to those."""
    wanted = request.wanted(content)
    frame = Frame(request.header)
    if request.points is None:
        return Paper(content, wanted, request.anew, frame, exactly=bool(request.sections))
    is_fixed = bool(request.sections or request.number)
    mixes = [wanted] if is_fixed else mixes_worth(content, request.ways, request.points)
    return sheet_worth(content, mixes, request.points, is_fixed=is_fixed)._replace(anew=request.anew, frame=frame)


def _in_any_order(question: Question) -> list[str]:
    """Return the answer to a question, row by row where it has rows: each print shows them in an order of its own."""
    return sorted(question.shape.answer.split("; "))


def print_sheet(
    content: Content, request: SheetRequest = USUAL_SHEET, settings: PrintSettings = USUAL_SETTINGS
) -> list[Path]:
    """Print a question sheet with its key, and return the paths of the files.

    Raises NothingToPrintError where no question fits, and what `write_documents` raises.
    """
    return plan_sheet(content, request).print(settings)
