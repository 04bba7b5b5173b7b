"""quizgen stats."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.common import is_linear, library_option, open_sound_library
from quizgen.cli.fact_filter import FactFilter, filter_options
from quizgen.cli.log_options import db_option, log_trouble, open_log
from quizgen.domain.words import count
from quizgen.playing.lookback import look_back
from quizgen.rendering.statistics import plain_statistics
from quizgen.rendering.terminal.charts import SHADES
from quizgen.rendering.terminal.looking_back import looking_back
from quizgen.rendering.terminal.plain import PlainFront
from quizgen.study.log import now

if TYPE_CHECKING:
    from quizgen.domain.statistics import Statistics
    from quizgen.language import Language
    from quizgen.pipeline import Library
    from quizgen.rendering.terminal.front import FrontEnd

#: How many weeks the calendar has where nobody says otherwise.
WEEKS = 10


@click.command(name="stats", short_help="Look back: what is due, remembered and missed.")
@filter_options()
@library_option
@click.option(
    "--weeks", type=click.IntRange(1, 53), default=WEEKS, show_default=True, help="How many weeks the calendar has."
)
@click.option("--rebuild", is_flag=True, help="First make all cards of the library again from the log.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object.")
@click.option("--plain", is_flag=True, help="Words and numbers, for screen readers and simple terminals.")
@db_option
def command(  # noqa: PLR0913  one argument for each option
    *,
    fact_filter: FactFilter,
    root: Path | None,
    weeks: int,
    rebuild: bool,
    as_json: bool,
    plain: bool,
    db: Path | None,
) -> None:
    """Look back: what comes when, what was remembered and what missed, on which days, and which options nobody takes.

    DECK and the filters restrict what is counted. No percentage is told of fewer than five answers. The log is the
    truth, and the cards only what a replay of it gives: --rebuild does the replay.

    \b
    Examples:
      quizgen stats
      quizgen stats core --kind when
      quizgen stats --json --weeks 53
    """
    library = open_sound_library(root)
    facts = fact_filter.facts(library, retired=True)
    with log_trouble(), open_log(db) as log:
        if rebuild:
            remade = log.memory(library.namespace).rebuild()
            click.echo(f"{count(remade, 'card')} made again from the log.", err=True)
        counted = look_back(library, log, facts, now(), weeks, everything=fact_filter.is_all)
    if as_json:
        plain_form = plain_statistics(counted, library.namespace, fact_filter.options())
        click.echo(json.dumps(plain_form, ensure_ascii=False, indent=2))
    else:
        _show(library.kb.language, counted, _about(library, fact_filter), plain=plain)


def _about(library: Library, fact_filter: FactFilter) -> str:
    """Return what was counted, for people."""
    info = library.kb.documents.info
    name = str(info.name) if info else library.namespace
    return name if fact_filter.is_all else f"{name}, {' '.join(fact_filter.options())}"


def _show(language: Language, counted: Statistics, about: str, *, plain: bool) -> None:
    """Print the page, in pictures where stdout is a terminal that has the characters for them."""
    front: FrontEnd = PlainFront(language, sys.stdout, sys.stdin)
    if not is_linear(plain=plain) and _draws(sys.stdout.encoding):
        from quizgen.rendering.terminal.screen import ScreenFront  # noqa: PLC0415  rich takes as long as all the rest

        front = ScreenFront()
    front.show(looking_back(language, counted, about, front.size))


def _draws(encoding: str) -> bool:
    """Say whether the pictures' characters can be written in an encoding."""
    try:
        "".join(shade for _, shade in SHADES).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
