"""Flashcards to cut out, and the page that shows how far a printer is off."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from quizgen.printing.content import USUAL_SETTINGS
from quizgen.printing.errors import NothingToPrintError
from quizgen.printing.files import Document, write_documents
from quizgen.rendering.sheets.cards_pdf import alignment_pdf, flashcards_pdf, make_flashcards
from quizgen.rendering.sheets.flashcard import CardOptions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quizgen.printing.content import Content, PrintSettings


#: So many cards are one document at most, which are 24 sheets of paper in usual type: Typst needs memory for each, and
#: lays out a document as a whole.
CARDS_A_FILE = 192
#: How cards are printed where nobody asks for anything else.
USUAL_CARDS = CardOptions()


def card_documents(content: Content, settings: PrintSettings, options: CardOptions = USUAL_CARDS) -> Iterator[Document]:
    """Yield the documents of the flashcards, if there are any facts: one, or several where they are many."""
    pack = make_flashcards(content.library.kb, content.facts, content.title, settings.layout.family)
    parts = pack.parts(CARDS_A_FILE)
    if len(parts) > 1:
        gc.collect()  # what reading has left is let go of before Typst takes its share
    last = str(len(parts))
    for number, pack in enumerate(parts, 1):
        part = f"-{number:0{len(last)}}-of-{last}" if len(parts) > 1 else ""
        path = settings.out / f"{settings.series(content, is_drawn=False)}-cards{part}.pdf"
        yield Document(path, flashcards_pdf, (pack, options, settings.layout))


def print_cards(
    content: Content,
    options: CardOptions = USUAL_CARDS,
    settings: PrintSettings = USUAL_SETTINGS,
    *,
    alignment_test: bool = False,
) -> list[Path]:
    """Print flashcards, and before them the page of the `alignment_test` if wanted; return the paths of the files.

    Raises NothingToPrintError where there is neither, and what `write_documents` raises.
    """
    documents = [*card_documents(content, settings, options)]
    if alignment_test:
        language = content.library.kb.language
        page = Document(settings.out / "alignment-test.pdf", alignment_pdf, (language, options, settings.layout))
        documents.insert(0, page)
    if not documents:
        raise NothingToPrintError
    return write_documents(
        documents, len(documents), settings, content.library.progress, {settings.layout: (content.title,)}
    )
