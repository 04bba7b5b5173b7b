"""quizgen show."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli.common import library_option, open_any_library
from quizgen.domain.words import hint


@click.command(name="show")
@click.argument("fact")
@library_option
def command(fact: str, root: Path | None) -> None:
    """Show everything known of one fact: answer, whose claim, sources with their words, and how it is asked.

    \b
    Example: quizgen show geneva.duration
    """
    from quizgen.rendering import report  # noqa: PLC0415

    library = open_any_library(root)
    found = library.kb.facts.get(fact)
    if found is None:
        raise click.UsageError(
            f"There is no fact '{fact}'{hint(fact, library.kb.facts) or '.'} `quizgen list --facts` lists all"
        )
    questions = library.asker.ask(found, library.ways_of(found))
    decks = [str(recipe.id) for recipe in library.kb.decks_of[found.id]]
    click.echo(report.fact_page(library.kb, found, questions, decks))
