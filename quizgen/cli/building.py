"""The papers that `build` makes of each deck: a question sheet, its key, and flashcards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.asking.paper import shares
from quizgen.cli.card_options import Cards, card_documents
from quizgen.cli.copies import plain_copies
from quizgen.cli.papers import Files, Paper, sheet_documents
from quizgen.cli.printing import Matter, Prints, print_all
from quizgen.cli.sheet_command import SEED, USUAL
from quizgen.rendering.sheets.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from quizgen.cli.printing import Document
    from quizgen.domain.library import Recipe
    from quizgen.pipeline import Library


def print_decks(library: Library, recipes: Sequence[Recipe], out: Path, paper: str) -> None:
    """Print the papers of each deck into the folder `out`, as `quizgen sheet` does where nothing else is said."""
    prints = Prints(Layout(paper=paper), out=out)
    documents = [document for recipe in recipes for document in _documents(library, recipe, prints)]
    print_all(library, documents, prints, len(documents))


def _documents(library: Library, recipe: Recipe, prints: Prints) -> Iterator[Document]:
    facts = tuple(fact for fact in library.kb.selected(recipe) if fact.retired is None)
    matter = Matter(library, facts, str(recipe.title), str(recipe.id), SEED)
    paper = Paper(matter, shares(library.asker, (), USUAL))
    questions = paper.questions()
    if questions:
        copies = plain_copies(1)
        yield from sheet_documents(paper, paper.draws(questions, copies), copies, Files(), prints)
    yield from card_documents(matter, Cards(flashcards=True), prints)
