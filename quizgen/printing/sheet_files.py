"""The files of a sheet: what each is named, and what is printed into it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from quizgen.printing.files import Document
from quizgen.rendering.outputs import PDF, SHEET_FORMATS
from quizgen.rendering.sheets import pdf, wording

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from quizgen.printing.content import PrintSettings
    from quizgen.printing.copies import Copy
    from quizgen.rendering.manifest import Origin
    from quizgen.rendering.sheets.layout import Layout
    from quizgen.rendering.sheets.sheet import Variant

    #: The layouts of the answer sheets to each variant, by its label.
    Prints = Mapping[str, Collection[Layout]]

#: So many copies are one file at most: Typst lays out a document as a whole, and needs memory for each.
COPIES_A_FILE = 50


class KeyPlace(StrEnum):
    """Where the key goes: into a file of its own, behind its sheet, or nowhere."""

    OWN = "own"
    WITH = "with"
    NONE = "none"


class SheetFiles(NamedTuple):
    """The files of a sheet: how they are printed, what they are made from, and what there is beside the question paper.

    The names of all begin with the series of their origin.
    """

    settings: PrintSettings
    origin: Origin
    key_place: KeyPlace
    answer_sheet: bool

    def for_class(self, part: str, copies: Iterable[tuple[Copy, Variant]]) -> Document:
        """Return the print for a class, or a part of it, copy by copy: paper, answer sheet, key if it stands behind."""
        pieces: list[pdf.Piece] = []
        with_key = self.key_place is KeyPlace.WITH
        title = ""
        for copy, variant in copies:
            layout = copy.need.layout(self.settings.layout)
            pieces.append(pdf.paper_piece(variant.sheet, layout))
            if self.answer_sheet:
                pieces.append(pdf.answers_piece(variant.sheet, layout))
            if with_key:
                pieces.append(pdf.key_piece(variant, self.settings.layout))
                pieces += [pdf.overlay_piece(variant, layout)] if self.answer_sheet else []
            title = wording.with_key_title(variant.sheet) if with_key else variant.sheet.title
        return self._document("class-with-keys" if with_key else "class", part, PDF.id, pdf.bound, (pieces, title))

    def keys(self, part: str, copies: Iterable[tuple[Copy, Variant]], prints: Prints) -> Document:
        """Return the keys for a class, or a part of them, each with the key to its answer sheets in their `prints`."""
        pieces: list[pdf.Piece] = []
        title = ""
        for copy, named in copies:
            variant = _for_teacher(copy, named)
            pieces.append(pdf.key_piece(variant, self.settings.layout))
            pieces += [pdf.overlay_piece(variant, layout) for layout in prints.get(copy.label, ())]
            title = title or wording.key_title(variant.sheet)
        return self._document("keys", part, PDF.id, pdf.bound, (pieces, title))

    def for_one(self, copy: Copy, variant: Variant) -> Iterator[Document]:
        """Yield the files of a copy that is printed by itself, but for its key where that has a file of its own."""
        form = SHEET_FORMATS[copy.need.form] if copy.need.form else self.settings.format
        layout = copy.need.layout(self.settings.layout)
        if self.key_place is KeyPlace.WITH and form.paper_with_key is not None:
            yield self._document("with-key", copy.suffix, form.id, form.paper_with_key, (variant, layout))
        else:
            yield self._document("sheet", copy.suffix, form.id, form.paper, (variant.sheet, layout))
            if self.key_place is KeyPlace.WITH:
                yield self._document("key", copy.suffix, form.id, form.key, (variant, self.settings.layout))
        if self.answer_sheet and not copy.need.form:
            yield self._document("answers", copy.suffix, PDF.id, pdf.answer_sheet, (variant.sheet, layout))

    def key(self, copy: Copy, variant: Variant) -> Document:
        """Return the key to a variant in a file of its own."""
        form, suffix = self.settings.format, f"-{copy.label}" if copy.label else ""
        return self._document("key", suffix, form.id, form.key, (_for_teacher(copy, variant), self.settings.layout))

    def overlay(self, copy: Copy, variant: Variant, prints: Prints) -> Document:
        """Return the key to the answer sheets of a variant, in all their `prints`, in a file of its own."""
        told = _for_teacher(copy, variant)
        pieces = [pdf.overlay_piece(told, layout) for layout in prints[copy.label]]
        suffix, title = f"-{copy.label}" if copy.label else "", wording.overlay_title(told.sheet)
        return self._document("key-answers", suffix, PDF.id, pdf.bound, (pieces, title))

    def _document(
        self, kind: str, suffix: str, form: str, make: Callable[..., bytes], what: tuple[Any, ...]
    ) -> Document:
        return Document(self.settings.out / f"{self.origin.series}-{kind}{suffix}.{form}", make, what, self.origin)


def in_parts(copies: Sequence[Copy]) -> list[tuple[str, Sequence[Copy]]]:
    """Return copies in parts that one file takes, each with what its name ends in; a single part needs no number."""
    parts = [copies[start : start + COPIES_A_FILE] for start in range(0, len(copies), COPIES_A_FILE)]
    if len(parts) == 1:
        return [("", copies)]
    last = str(len(parts))
    return [(f"-{number:0{len(last)}}-of-{last}", part) for number, part in enumerate(parts, 1)]


def _for_teacher(copy: Copy, variant: Variant) -> Variant:
    """Return a variant as its key tells it: without the name and class of a pupil where several pupils have it."""
    if not copy.shared:
        return variant
    sheet = variant.sheet
    header = sheet.header._replace(group="") if copy.group else sheet.header
    return variant._replace(sheet=sheet._replace(name="", header=header))
