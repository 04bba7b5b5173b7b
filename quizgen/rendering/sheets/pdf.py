"""A realised sheet -> PDF/UA-1, set by Typst: the question paper, its answer sheet, its key.

What goes to a pupil is made of the `Sheet` alone. All raise UnprintableError or FontError.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from quizgen.language.quotes import curled
from quizgen.rendering.records import as_data
from quizgen.rendering.sheets import wording
from quizgen.rendering.sheets.key_view import key_view
from quizgen.rendering.sheets.view import paper_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.language import Language
    from quizgen.rendering.sheets.layout import Layout
    from quizgen.rendering.sheets.press import Press
    from quizgen.rendering.sheets.sheet import Sheet, Variant


#: The templates of each kind of paper.
_TEMPLATES = {
    "paper": ("common", "pages", "sheet", "sheet-only"),
    "answers": ("common", "bubbles", "bubbles-only"),
    "key": ("common", "key", "key-only"),
}


class Piece(NamedTuple):
    """A paper of a document: its kind, which language its own texts are in, and what its template is told.

    `logo` is the file of the picture that it shows, or empty; papers that are bound together have the same.
    """

    kind: str
    language: Language
    data: dict[str, Any]
    logo: bytes = b""


def paper_piece(sheet: Sheet, layout: Layout) -> Piece:
    """Return the question paper as a piece."""
    return _piece("paper", sheet, layout, sheet.title)


def answers_piece(sheet: Sheet, layout: Layout) -> Piece:
    """Return the sheet of bubbles and lines that a pupil answers on, as a piece."""
    return _piece("answers", sheet, layout, wording.answer_sheet_title(sheet))


def key_piece(variant: Variant, layout: Layout) -> Piece:
    """Return the key to a sheet in this layout as a piece."""
    view = key_view(variant)
    told = {"layout": layout.of_key.data(), "tag": view.tag, "title": view.title, "document": view.document}
    return Piece("key", variant.sheet.language, {**told, "key": as_data(view)})


def overlay_piece(variant: Variant, layout: Layout) -> Piece:
    """Return the answer sheet in this layout with the right answers marked, to be laid beside or over a pupil's."""
    sheet = variant.sheet
    # In the place of a name stands one short word: what has two lines there would move all that is below.
    piece = answers_piece(sheet._replace(name=sheet.language.gettext("Key")), layout)
    shown = piece.data["sheet"] | {"copy": wording.overlay_of(sheet, layout.size, layout.font)}
    right = {
        str(answer.number): {"marks": answer.marks, "words": "" if answer.marks else curled(answer.answer)}
        for answer in variant.key.answers
    }
    document = wording.document_title(wording.overlay_title(sheet), sheet)
    return piece._replace(data={**piece.data, "sheet": shown, "document": document, "right": right})


def paper(press: Press, sheet: Sheet, layout: Layout) -> bytes:
    """Return the question paper."""
    return _alone(press, paper_piece(sheet, layout))


def answer_sheet(press: Press, sheet: Sheet, layout: Layout) -> bytes:
    """Return the sheet of bubbles and lines that a pupil answers on."""
    return _alone(press, answers_piece(sheet, layout))


def answer_overlay(press: Press, variant: Variant, layout: Layout) -> bytes:
    """Return the answer sheet with the right answers marked."""
    return _alone(press, overlay_piece(variant, layout))


def key(press: Press, variant: Variant, layout: Layout) -> bytes:
    """Return the key as a document of its own."""
    return _alone(press, key_piece(variant, layout))


def paper_with_key(press: Press, variant: Variant, layout: Layout) -> bytes:
    """Return the question paper with its key behind it, which begins on a leaf of its own."""
    sheet = variant.sheet
    title = wording.document_title(wording.with_key_title(sheet), sheet)
    return bound(press, [paper_piece(sheet, layout), key_piece(variant, layout)], title)


def bound(press: Press, pieces: Sequence[Piece], title: str) -> bytes:
    """Return several papers as one document with a title, each with page numbers of its own and from a new leaf on.

    So a class can be printed on both sides. Typst lays out a document as a whole: its memory grows with the papers.
    """
    told = [{"kind": piece.kind, **piece.data} for piece in pieces]
    data = {"tag": told[0]["tag"], "document": title, "pieces": told}
    kinds = dict.fromkeys(piece.kind for piece in pieces)
    logo = next((piece.logo for piece in pieces if piece.logo), b"")
    return press.bound_pdf({kind: _TEMPLATES[kind] for kind in kinds}, data, pieces[0].language, logo)


def _alone(press: Press, piece: Piece) -> bytes:
    """Return a paper as a document of its own."""
    return press.pdf(_TEMPLATES[piece.kind], piece.data, piece.language, piece.logo)


def _piece(kind: str, sheet: Sheet, layout: Layout, title: str) -> Piece:
    """Return a paper for pupils as a piece; `title` is the document's."""
    view, logo = paper_view(sheet), sheet.header.logo
    shown = as_data(view) | {"logo": {"alt": view.logo.alt} if view.logo else None}  # its bytes go another way
    document = wording.document_title(title, sheet)
    told = {"layout": layout.data(), "tag": view.tag, "title": title, "document": document, "sheet": shown}
    return Piece(kind, sheet.language, told, logo.data if logo else b"")
