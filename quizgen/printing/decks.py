"""The papers that belong to a deck: a question sheet, its key, and flashcards."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from quizgen.printing.cards import card_documents
from quizgen.printing.content import USUAL_SETTINGS, content_of
from quizgen.printing.errors import NothingToPrintError
from quizgen.printing.files import write_documents
from quizgen.printing.sheet import USUAL_SHEET, plan_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from quizgen.domain.library import Recipe
    from quizgen.pipeline import Library
    from quizgen.printing.content import PrintSettings
    from quizgen.printing.files import Document
    from quizgen.rendering.files import Edition


def print_decks(
    library: Library,
    recipes: Sequence[Recipe],
    settings: PrintSettings = USUAL_SETTINGS,
    edition: Edition | None = None,
) -> list[Path]:
    """Print the usual papers of each deck, as a part of an `edition` or as one; return the paths of the files.

    Raises what `write_documents` raises.
    """
    documents = [document for recipe in recipes for document in _documents(library, recipe, settings)]
    return write_documents(documents, len(documents), settings, library.progress, edition=edition)


def _documents(library: Library, recipe: Recipe, settings: PrintSettings) -> Iterator[Document]:
    content = content_of(library, str(recipe.id))
    with suppress(NothingToPrintError):
        yield from plan_sheet(content, USUAL_SHEET).documents(settings)
    yield from card_documents(content, settings)
