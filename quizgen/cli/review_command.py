"""quizgen review."""

from __future__ import annotations

import datetime as dt
import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.asking.ways import WAYS, card_ways
from quizgen.cli.agenda_text import agenda_data, agenda_lines, told
from quizgen.cli.common import library_option, open_sound_library
from quizgen.cli.fact_filter import FactFilter, filter_options
from quizgen.cli.log_options import open_log, report_log_errors, tell_ahead
from quizgen.cli.output import put_json, say
from quizgen.cli.round_options import Number, RoundOptions, front_end, options_given, play, round_options
from quizgen.playing.review import ReviewOptions, plan_review
from quizgen.playing.round import LiveRound
from quizgen.rendering.terminal.stats_overview import leech_advice
from quizgen.study.agenda import NO_LIMIT
from quizgen.study.log import now
from quizgen.study.schedule import HIGHEST_RETENTION, LOWEST_RETENTION, RETENTION, study_day

if TYPE_CHECKING:
    from quizgen.language import Language

#: How many new facts a day brings where nobody says otherwise.
NEW_A_DAY = 10
#: How many cards a day brings, new ones and old, where nobody says otherwise.
MOST_A_DAY = 60


@click.command(name="review")
@filter_options(card_ways(WAYS))
@library_option
@click.option(
    "--new",
    "new",
    type=click.IntRange(0, 999),
    envvar="QUIZGEN_NEW",
    default=NEW_A_DAY,
    show_default=True,
    help="How many new facts a day may bring.",
)
@click.option(
    "--most",
    type=click.IntRange(1, 9999),
    envvar="QUIZGEN_MOST",
    default=None,
    help=f"How many cards a day may bring, the best remembered first.  [default: {MOST_A_DAY}; before an exam, all]",
)
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Learn for an exam on this day: spread all that is new, and study ahead what comes back only then.",
)
@click.option(
    "--retention",
    type=Number(LOWEST_RETENTION, HIGHEST_RETENTION),
    envvar="QUIZGEN_RETENTION",
    default=RETENTION,
    show_default=True,
    help="The share that is to be remembered when it comes back.",
)
@click.option("--cold", is_flag=True, help="Ask new facts at once, without showing them first.")
@click.option("--due", "only_due", is_flag=True, help="Only say how much is due; with --json for a status bar.")
@round_options
def command(  # noqa: PLR0913  one argument for each option
    *,
    fact_filter: FactFilter,
    root: Path | None,
    new: int,
    most: int | None,
    until: dt.datetime | None,
    retention: float,
    cold: bool,
    only_due: bool,
    options: RoundOptions,
) -> None:
    """Review what is due today: what you know comes back later, what you miss comes back at once and tomorrow.

    What has a definite spelling is typed, a phrase is recalled and judged; --way asks for another way. A day ends at
    four in the morning. New facts come at a daily limit, core facts first; each is shown a little before it is asked.
    What a card of the day would answer waits for another day.

    \b
    Examples:
      quizgen review
      quizgen review core --new 5
      quizgen review --until 2027-06-01
      quizgen review --due --json
    """
    library = open_sound_library(root)
    facts = fact_filter.facts(library)
    with report_log_errors(), open_log(options.db, looking=only_due) as log:
        tell_ahead(log, library.namespace, now())
        exam = None if until is None else _exam(until.date())
        most = most or (MOST_A_DAY if exam is None else NO_LIMIT)
        chosen = ReviewOptions(fact_filter.ways, new, most, exam)
        review = plan_review(library, log, facts, chosen, now())
        if only_due or not (review.questions or options.as_json):
            if options.as_json:
                put_json(json.dumps(agenda_data(review.agenda)))
            else:
                say(*agenda_lines(library.kb.language, review.agenda, now(), exam))
            return
        options_again = options_given("root", "new", "most", "retention", "minutes", "db")
        options_again += [] if until is None else ["--until", f"{until:%Y-%m-%d}"]
        options_again += ["--cold"] * cold
        front = front_end(library.kb.language, options)
        live = LiveRound(
            library,
            front,
            review.round_log(library, log, fact_filter.options()),
            review.questions,
            again=shlex.join(["quizgen", "review", *fact_filter.options(), *options_again]),
            after=lambda missed: shlex.join(
                ["quizgen", "quiz", *fact_filter.options(), *["--missed"] * missed, *options_given("root", "db")]
            ),
            minutes=options.minutes,
            stamp=log.cards(library.namespace).stamp(retention),
            notice=" ".join(told(library.kb.language, review.agenda, exam)),
            leads=review.leads if front.is_live and not cold else {},
        )
        play(live, as_json=options.as_json)
        if not options.as_json:
            say(*_leeches(library.kb.language, live))


def _exam(date: dt.date) -> int:
    """Return the study day of an exam. Raises click.BadParameter where it is not after today."""
    if date.toordinal() <= study_day(now()):
        raise click.BadParameter("an exam is on a day after today", param_hint="'--until'")
    return date.toordinal()


def _leeches(language: Language, live: LiveRound) -> list[str]:
    """Say which facts were forgotten once too often in this review, and what helps."""
    return [leech_advice(language, card.fact, card.lapses) for card in live.round_log.leeches()]
