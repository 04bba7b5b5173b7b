"""quizgen stats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.common import library_option, open_sound_library
from quizgen.cli.fact_filter import FactFilter, filter_options
from quizgen.cli.log_options import db_option, open_log, report_log_errors, tell_ahead
from quizgen.cli.output import put_json, say
from quizgen.domain.words import count
from quizgen.rendering.statistics_json import statistics_json
from quizgen.rendering.terminal.plain import rows
from quizgen.rendering.terminal.stats_overview import overview
from quizgen.rendering.terminal.stats_page import stats_page
from quizgen.study.log import now
from quizgen.study.schedule import CLOCKS_DIFFER, study_day
from quizgen.study.statistics import Scope, statistics

if TYPE_CHECKING:
    from quizgen.pipeline import Library


@click.command(name="stats")
@filter_options()
@library_option
@click.option("--rebuild", is_flag=True, help="First make all cards of the library again from the log.")
@click.option("--all", "everything", is_flag=True, help="Tell all: day by day, by kind and topic.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object.")
@db_option
def command(  # noqa: PLR0913  one argument for each option
    *, fact_filter: FactFilter, root: Path | None, rebuild: bool, everything: bool, as_json: bool, db: Path | None
) -> None:
    """Look back: what is known of what there is, what is due, and what is hard. --all tells the rest.

    DECK and the filters restrict what is counted. No percentage is told of fewer than five answers. The log is the
    truth, and the cards only what a replay of it gives: --rebuild does the replay.

    \b
    Examples:
      quizgen stats
      quizgen stats core --kind when
      quizgen stats --json
    """
    library = open_sound_library(root)
    language = library.kb.language
    facts = {str(fact.id): fact for fact in fact_filter.facts(library, retired=True)}
    scope = Scope(facts, library.kb.topics, fact_filter.is_all)
    with report_log_errors(), open_log(db, looking=not rebuild) as log:
        at, cards = now(), log.cards(library.namespace)
        if rebuild:
            say(f"{count(cards.rebuild(at), 'card')} made again from the log.", err=True)
        tell_ahead(log, library.namespace, at)
        cards.settle(at)
        entries = (entry for entry in log.history(library.namespace) if entry.at <= at + CLOCKS_DIFFER)
        counted = statistics(language, entries, cards.all(), scope, study_day(at))
    if as_json:
        form = statistics_json(counted, library.namespace, fact_filter.options())
        put_json(json.dumps(form, ensure_ascii=False, indent=2))
    else:
        tell = stats_page if everything or not counted.answers.all else overview
        page = tell(language, counted, _about(library, fact_filter))
        say(*rows(language, page))


def _about(library: Library, fact_filter: FactFilter) -> str:
    """Return what was counted, for people."""
    return library.name if fact_filter.is_all else f"{library.name}, {' '.join(fact_filter.options())}"
