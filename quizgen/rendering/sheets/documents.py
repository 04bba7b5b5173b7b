"""A realised sheet and a layout in, a PDF out. What goes to a pupil is made of the `Sheet` alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quizgen.rendering.records import as_data

if TYPE_CHECKING:
    from quizgen.domain.sheet import Sheet, Variant
    from quizgen.rendering.sheets.layout import Layout
    from quizgen.rendering.sheets.press import Press


def question_paper(press: Press, sheet: Sheet, layout: Layout) -> bytes:
    """Return the question paper as PDF/UA-1. Raises UnprintableError or FontError, as all here do."""
    return press.pdf(("common", "sheet", "sheet-only"), _data(sheet, layout))


def answer_sheet(press: Press, sheet: Sheet, layout: Layout) -> bytes:
    """Return the sheet of bubbles and lines that a pupil answers on."""
    return press.pdf(("common", "bubbles", "bubbles-only"), _data(sheet, layout))


def key_pdf(press: Press, variant: Variant, layout: Layout) -> bytes:
    """Return the key as a document of its own."""
    return press.pdf(("common", "key", "key-only"), _whole(variant, layout))


def paper_with_key(press: Press, variant: Variant, layout: Layout) -> bytes:
    """Return the question paper with its key behind it, each with page numbers of its own."""
    return press.pdf(("common", "sheet", "key", "sheet-and-key"), _whole(variant, layout))


def _data(sheet: Sheet, layout: Layout) -> dict[str, Any]:
    return {"layout": layout.data(), "language": sheet.language, "sheet": as_data(sheet), "points": sheet.points}


def _whole(variant: Variant, layout: Layout) -> dict[str, Any]:
    return {**_data(variant.sheet, layout), "key": as_data(variant.key)}
