"""quizgen list."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli.common import library_option, open_any_library
from quizgen.cli.fact_filter import FactFilter, filter_options
from quizgen.cli.output import say
from quizgen.domain.words import count


@click.command(name="list")
@filter_options()
@library_option
@click.option("--source", metavar="ID", help="Only facts that rest on this source.")
@click.option("--facts", "all_facts", is_flag=True, help="List facts (as any of the filters does).")
def command(*, fact_filter: FactFilter, root: Path | None, source: str | None, all_facts: bool) -> None:
    """List the decks and topics of a library, or the facts of a deck, of a topic, of a kind.

    \b
    Examples:
      quizgen list
      quizgen list core --kind when --kind where
    """
    from quizgen.rendering import report  # noqa: PLC0415

    library = open_any_library(root)
    if library.problems:
        say(f"{count(len(library.problems), 'problem')}; see `quizgen check`.", err=True)
    sources = library.kb.sources
    if source is not None and source not in sources:
        raise click.UsageError(f"There is no source '{source}'; there are {', '.join(sources)}")
    if fact_filter.is_all and source is None and not all_facts:
        say(*report.overview(library.kb))
        return
    facts = fact_filter.facts(library, retired=True)
    if source is not None:
        facts = [fact for fact in facts if any(evidence.source == source for evidence in fact.all_evidence)]
    say(*map(report.fact_line, facts))
