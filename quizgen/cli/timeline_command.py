"""quizgen timeline."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli.common import library_option, open_sound_library
from quizgen.cli.fact_filter import FactFilter, filter_options
from quizgen.cli.print_options import print_options, report_print_errors, seed_option, title_option
from quizgen.printing.content import PrintSettings, content_of
from quizgen.printing.sheet import KeyPlace
from quizgen.printing.timeline import print_timeline


@click.command(name="timeline")
@filter_options()
@library_option
@click.option(
    "--key",
    type=click.Choice([KeyPlace.OWN.value, KeyPlace.NONE.value]),
    default=KeyPlace.OWN.value,
    show_default=True,
    help="The key to the exercise in a file of its own, or none.",
)
@seed_option("The same seed gives the same exercise.")
@title_option
@print_options()
def command(  # noqa: PLR0913  one argument for each group of options
    *,
    fact_filter: FactFilter,
    root: Path | None,
    key: str,
    seed: str,
    title: str | None,
    settings: PrintSettings,
) -> None:
    """Print a timeline of the dated facts that have a label: a handout, an exercise to fill in, and its key.

    \b
    Examples:
      quizgen timeline
      quizgen timeline core --seed 7 --large-print
    """
    library = open_sound_library(root)
    content = content_of(library, fact_filter.deck, fact_filter.facts(library), title, seed)
    with report_print_errors(library, {"--title": title, "--seed": seed}):
        print_timeline(content, settings, with_key=key != KeyPlace.NONE)
