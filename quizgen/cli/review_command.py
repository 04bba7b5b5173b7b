"""quizgen review."""

from __future__ import annotations

import datetime as dt
import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizgen.cli.choosing import NOTHING_FITS, Chosen, choosing_options
from quizgen.cli.common import library_option, open_sound_library, say
from quizgen.cli.game import Game, run
from quizgen.cli.playing import (
    Number,
    Playing,
    front_end,
    given,
    new_session,
    now,
    open_log,
    playing_options,
    telling,
)
from quizgen.domain.library import CARD_WAYS
from quizgen.domain.study import Mode
from quizgen.domain.words import count
from quizgen.language import ENGLISH
from quizgen.study.agenda import Agenda, Wanted, agenda
from quizgen.study.schedule import HIGHEST_RETENTION, LOWEST_RETENTION, RETENTION, study_day

if TYPE_CHECKING:
    from quizgen.domain.fact import Fact
    from quizgen.domain.library import Way
    from quizgen.pipeline import Library

#: How many new facts a day brings where nobody says otherwise.
NEW_A_DAY = 10


@click.command(name="review", short_help="Review what is due today, scheduled by FSRS.")
@choosing_options(CARD_WAYS)
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
    "--retention",
    type=Number(LOWEST_RETENTION, HIGHEST_RETENTION),
    envvar="QUIZGEN_RETENTION",
    default=RETENTION,
    show_default=True,
    help="The share that is to be remembered when it comes back.",
)
@click.option("--due", "only_due", is_flag=True, help="Only say how much is due; with --json for a status bar.")
@playing_options
def command(  # noqa: PLR0913  one argument for each option
    *, chosen: Chosen, root: Path | None, new: int, retention: float, only_due: bool, playing: Playing
) -> None:
    """Review what is due today: what you know comes back later, what you miss comes back at once and tomorrow.

    What has a definite spelling is typed, a phrase is recalled and judged; --way asks for another way. A day ends at
    four in the morning. New facts come at a daily limit, core facts first.

    \b
    Examples:
      quizgen review
      quizgen review core --new 5
      quizgen review --due --json
    """
    library = open_sound_library(root)
    facts = chosen.facts(library)
    with telling(), open_log(playing.db) as log:
        memory = log.memory(library.namespace)
        today, line = study_day(now()), memory.line()
        found = agenda(memory, facts, Wanted(chosen.ways, library.usual_way, library.can_ask, new), today)
        if not found.cards and not _can_ask_any(library, facts, chosen.ways):
            raise click.ClickException(NOTHING_FITS)
        seed = str(today)
        made = (library.asker.again(f"{fact}/{way}", seed) for fact, way in found.cards)
        questions = {question.id: question for question in made if question is not None}
        if only_due or not (questions or playing.as_json):
            if playing.as_json:
                click.echo(json.dumps(_plain(found)))
            else:
                say(_sentence(found))
            return
        session = new_session(library, Mode.REVIEW, questions, chosen.options(), seed)
        told = given("root", "new", "retention", "minutes", "db")
        again = shlex.join(["quizgen", "review", *session.options, *told])
        game = Game(
            library,
            log,
            front_end(playing),
            session,
            questions,
            again,
            minutes=playing.minutes,
            stamp=memory.stamp(retention),
            line=line,
        )
        run(game, as_json=playing.as_json)


def _can_ask_any(library: Library, facts: list[Fact], ways: tuple[Way, ...]) -> bool:
    """Say whether any of the facts can be asked in one of the ways, or in any where none is named."""
    return any(library.can_ask(fact, way) for fact in facts for way in ways or CARD_WAYS)


def _plain(found: Agenda) -> dict[str, Any]:
    return {"due": len(found.due), "new": len(found.new), "missed_today": len(found.missed), "next": found.next_date}


def _sentence(found: Agenda) -> str:
    """Return what is to be done today, or when there is something again."""
    if found.cards:
        return f"{count(len(found.due) + len(found.missed), 'card')} due, {len(found.new)} new."
    later = ""
    if found.next_date:
        day = dt.date.fromisoformat(found.next_date).toordinal()
        later = f" The next card comes back on {ENGLISH.date_of(day)}."
    return f"Nothing is due today.{later}\n`quizgen quiz` practises without moving the schedule."
