"""quizgen show."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli.common import find_fact, library_option, open_any_library
from quizgen.cli.output import say


@click.command(name="show")
@click.argument("id_", metavar="FACT")
@library_option
def command(id_: str, root: Path | None) -> None:
    """Show everything known of one fact: answer, whose claim, sources with their words, and how it is asked.

    \b
    Example: quizgen show geneva.duration
    """
    from quizgen.rendering import report  # noqa: PLC0415

    library = open_any_library(root)
    if any(draft.id == id_ for draft in library.kb.documents.drafts):
        library = open_any_library(library.root, with_drafts=True)
    fact = find_fact(library, id_, is_draft_welcome=True)
    questions = library.asker.cards(fact).values() if fact.retired is None else ()
    decks = [] if fact.draft else [str(recipe.id) for recipe in library.kb.decks_of[fact.id]]
    say(*report.fact_page(library.kb, fact, questions, decks))
