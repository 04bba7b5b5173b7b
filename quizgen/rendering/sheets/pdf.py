"""A realised sheet -> PDF/UA-1, set by Typst: the question paper, its answer sheet, its key.

What goes to a pupil is made of the `Sheet` alone. All raise UnprintableError or FontError.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quizgen.rendering.records import as_data
from quizgen.rendering.sheets import wording
from quizgen.rendering.sheets.view import key_view, paper_view

if TYPE_CHECKING:
    from quizgen.rendering.sheets.layout import Layout
    from quizgen.rendering.sheets.press import Press
    from quizgen.rendering.sheets.sheet import Sheet, Variant


def paper(press: Press, sheet: Sheet, layout: Layout) -> bytes:
    """Return the question paper."""
    return press.pdf(("common", "sheet", "sheet-only"), _data(sheet, layout, sheet.title), sheet.language)


def answer_sheet(press: Press, sheet: Sheet, layout: Layout) -> bytes:
    """Return the sheet of bubbles and lines that a pupil answers on."""
    data = _data(sheet, layout, wording.answer_sheet_title(sheet))
    return press.pdf(("common", "bubbles", "bubbles-only"), data, sheet.language)


def key(press: Press, variant: Variant, layout: Layout) -> bytes:
    """Return the key as a document of its own."""
    view = key_view(variant)
    data = {"layout": layout.data(), "tag": view.tag, "title": view.title, "document": view.document}
    return press.pdf(("common", "key", "key-only"), {**data, "key": as_data(view)}, variant.sheet.language)


def paper_with_key(press: Press, variant: Variant, layout: Layout) -> bytes:
    """Return the question paper with its key behind it, each with page numbers of its own."""
    sheet = variant.sheet
    data = {**_data(sheet, layout, wording.with_key_title(sheet)), "key": as_data(key_view(variant))}
    return press.pdf(("common", "sheet", "key", "sheet-and-key"), data, sheet.language)


def _data(sheet: Sheet, layout: Layout, title: str) -> dict[str, Any]:
    """Return what a template for pupils is told; `title` is the document's."""
    view = paper_view(sheet)
    document = wording.document_title(title, sheet)
    return {
        "layout": layout.data(),
        "tag": view.tag,
        "title": title,
        "document": document,
        "sheet": as_data(view),
    }
