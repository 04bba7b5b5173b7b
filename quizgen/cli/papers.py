"""The papers of a sheet, copy by copy: which questions each has, and which files are made of it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from quizgen.asking.paper import draw_anew, draw_paper, vary
from quizgen.cli.printing import Document
from quizgen.domain.lettering import letter
from quizgen.rendering.outputs import PDF
from quizgen.rendering.sheets import pdf
from quizgen.rendering.sheets.compose import Labels, compose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from quizgen.cli.copies import Copy
    from quizgen.cli.printing import Matter, Prints
    from quizgen.domain.library import Way
    from quizgen.domain.question import Question
    from quizgen.domain.sheet import Variant
    from quizgen.rendering.outputs import SheetFormat

    Draws = dict[str, list[Question]]


class Keys(StrEnum):
    """Where the key goes: into a file of its own, behind its sheet, or nowhere."""

    OWN = "own"
    WITH = "with"
    NONE = "none"


class Files(NamedTuple):
    """Which files are made of each copy."""

    key: Keys = Keys.OWN
    answer_sheet: bool = False

    def number(self, copies: Sequence[Copy]) -> int:
        """Return how many files there will be."""
        keys = len({copy.label for copy in copies}) if self.key is Keys.OWN else 0
        return len(copies) * (2 if self.answer_sheet else 1) + keys


class Paper(NamedTuple):
    """A sheet to be: so many questions of each way, drawn from the matter; `anew` for each variant."""

    matter: Matter
    wanted: Mapping[Way, int]
    anew: bool = False

    def questions(self) -> list[Question]:
        """Return the questions of the seed, those of the first variant."""
        return draw_paper(self.matter.library.asker, self.matter.facts, self.wanted, self.matter.seed)

    def draws(self, questions: list[Question], copies: Iterable[Copy]) -> Draws:
        """Return the questions of each variant by its label: the same, or others for all but the first."""
        matter, asker = self.matter, self.matter.library.asker
        draws: Draws = {}
        labels = dict.fromkeys(copy.label for copy in copies)
        for done, label in enumerate(labels, 1):
            matter.library.progress("drawing", done, len(labels))
            anew = self.anew and label not in ("", letter(0))
            draws[label] = draw_anew(asker, matter.facts, questions, matter.seed, label) if anew else questions
        return draws

    def variants(self, draws: Draws, copies: Iterable[Copy]) -> Iterator[tuple[Copy, Variant]]:
        """Yield each copy with what is realised on it, one after another, so that thousands need no more room."""
        matter, asker = self.matter, self.matter.library.asker
        for copy in copies:
            own = vary(asker, draws[copy.label], matter.seed, copy.label)
            labels = Labels(matter.title, copy.label, matter.seed, copy.name)
            yield copy, compose(matter.library.kb, own, labels)


def sheet_documents(
    paper: Paper, draws: Draws, copies: Iterable[Copy], files: Files, prints: Prints
) -> Iterator[Document]:
    """Yield the files of each copy, and one key for each variant. Only a key is given the answers."""
    keyed: set[str] = set()
    form, layout = prints.form, prints.layout

    def named(kind: str, suffix: str, form: SheetFormat = form) -> Path:
        return prints.out / f"{paper.matter.stem}-{kind}{suffix}.{form.id}"

    for copy, variant in paper.variants(draws, copies):
        if files.key is Keys.WITH:
            assert form.paper_with_key is not None, "the command line refuses the others"
            yield Document(named("sheet", copy.suffix), form.paper_with_key, (variant, layout))
        else:
            yield Document(named("sheet", copy.suffix), form.paper, (variant.sheet, layout))
        if files.answer_sheet:
            yield Document(named("answers", copy.suffix, PDF), pdf.answer_sheet, (variant.sheet, layout))
        if files.key is Keys.OWN and copy.label not in keyed:
            keyed.add(copy.label)
            path = named("key", f"-{copy.label}" if copy.label else "")
            yield Document(path, form.key, (_for_nobody(variant) if copy.shared else variant, layout))


def _for_nobody(variant: Variant) -> Variant:
    """Return a variant without the name of the pupil whose copy it is: a key that several share is nobody's own."""
    return variant._replace(sheet=variant.sheet._replace(name=""))
