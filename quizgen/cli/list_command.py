"""quizgen list."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli.common import find_decks, library_option, open_library
from quizgen.domain.fact import Kind, Level
from quizgen.domain.words import count


@click.command(name="list", short_help="List decks, topics and facts.")
@click.argument("deck", required=False)
@library_option
@click.option("--facts", "all_facts", is_flag=True, help="List facts (as any of the filters does).")
@click.option("--topic", metavar="ID", help="Only facts of this topic.")
@click.option("--kind", type=click.Choice([one.value for one in Kind]), help="Only facts of this kind.")
@click.option("--level", type=click.Choice([one.value for one in Level]), help="Only facts of this level.")
@click.option("--source", metavar="ID", help="Only facts that rest on this source.")
def command(  # noqa: PLR0913, PLR0917  one argument for each option
    deck: str | None,
    root: Path | None,
    topic: str | None,
    kind: str | None,
    level: str | None,
    source: str | None,
    *,
    all_facts: bool,
) -> None:
    """List the decks and topics of a library, or the facts of a deck, of a topic, of a kind.

    \b
    Examples:
      quizgen list
      quizgen list core --kind when
    """
    from quizgen.rendering import report  # noqa: PLC0415

    library = open_library(root)
    if library.problems:
        click.echo(f"{count(len(library.problems), 'problem')}; see `quizgen check`.", err=True)
    kb = library.kb
    for wanted, known, what in ((topic, kb.topics, "topic"), (source, kb.sources, "source")):
        if wanted is not None and wanted not in known:
            raise click.UsageError(f"There is no {what} '{wanted}'; there are {', '.join(known)}")
    if not (all_facts or deck or topic or kind or level or source):
        click.echo(report.overview(kb))
        return
    recipe = find_decks(library, [deck])[0] if deck else None
    for fact in kb.facts.values():
        fits = (
            (recipe is None or recipe.select.takes(fact))
            and topic in (None, fact.topic)
            and kind in (None, fact.kind.value)
            and level in (None, fact.level.value)
            and (source is None or any(one.source == source for one in fact.all_evidence))
        )
        if fits:
            click.echo(report.fact_line(fact))
