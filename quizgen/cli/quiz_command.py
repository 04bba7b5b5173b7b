"""quizgen quiz."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.asking.ways import WAYS
from quizgen.cli.common import library_option, open_sound_library, signals_interrupt
from quizgen.cli.fact_filter import FactFilter, filter_options
from quizgen.cli.kept_tests import questions_of
from quizgen.cli.log_options import open_log, report_log_errors
from quizgen.cli.output import put, say
from quizgen.cli.round_options import RoundOptions, front_end, options_given, play, round_options
from quizgen.domain.round import Stage
from quizgen.domain.study import EXAM
from quizgen.playing.practice import NewRound, Practice, offer
from quizgen.playing.round import LiveRound

if TYPE_CHECKING:
    from quizgen.domain.study import Session
    from quizgen.pipeline import Library
    from quizgen.rendering.terminal.front import FrontEnd

#: How many questions a round has where nobody says otherwise.
USUAL = 10
#: Asks what was missed.
MISSED = "--missed"


def _check_seed(_context: click.Context, _option: click.Parameter, seed: str | None) -> str | None:
    """Return the seed as it stands. Raises click.BadParameter where it could not be printed and typed again."""
    if seed is not None and not (seed and seed.isprintable()):
        raise click.BadParameter("a seed is a few printed characters")
    return seed


@click.command(name="quiz")
@filter_options(way.id for way in WAYS)
@library_option
@click.option("-n", "--questions", "number", type=click.IntRange(1, 500), default=USUAL, show_default=True)
@click.option("--seed", callback=_check_seed, help="The same seed gives the same round.")
@click.option(MISSED, is_flag=True, help="Ask what was missed and is not known since.")
@click.option(
    EXAM, is_flag=True, help="Say nothing of the answers before the end; with --minutes the time is really up."
)
@click.option("--resume/--fresh", default=None, help="Go on with the round that was stopped, or begin a new one.")
@click.option("--round", "round_id", metavar="ID", help="Go on with this stopped round, whatever was begun since.")
@round_options
def command(  # noqa: PLR0913  one argument for each option
    *,
    fact_filter: FactFilter,
    root: Path | None,
    number: int,
    seed: str | None,
    missed: bool,
    exam: bool,
    resume: bool | None,
    round_id: str | None,
    options: RoundOptions,
) -> None:
    """Practise: a round of questions in a mix of ways: what you missed, what is new to you, core facts first.

    With --seed it asks the same, whatever you know. A round is kept in your log but moves no schedule; `quizgen
    review` does. Every answer is kept before you are told whether it was right, and a round that was stopped can be
    resumed.

    \b
    Examples:
      quizgen quiz
      quizgen quiz core --kind when --way typed -n 5
      quizgen quiz --missed
      quizgen quiz --exam -n 20 --minutes 10
      quizgen quiz --topic delegations-meet --minutes 3
    """
    library = open_sound_library(root)
    choices = (
        *fact_filter.options(),
        *(() if number == USUAL else ("-n", str(number))),
        *[MISSED] * missed,
        *[EXAM] * exam,
    )
    exactly = _exactly(library, fact_filter, missed=missed)
    wanted = NewRound(fact_filter.facts(library), fact_filter.ways, number, seed, choices, missed, exactly)
    is_resumed = resume or round_id is not None
    if is_resumed and (choices or seed is not None or resume is False):
        raise click.UsageError(
            "A round goes on as it was begun; leave out --resume and --round, or all that chooses another"
        )
    if missed and seed is not None:
        raise click.UsageError("A seed asks the same whatever was missed; leave out --missed or --seed")
    with report_log_errors(), open_log(options.db) as log:
        practice, front = Practice(library, log), front_end(library.kb.language, options)
        session = practice.resume(round_id) if is_resumed else None
        if session is None and seed is None and resume is None:
            session = _resumed(practice, front, wanted)
        notice = "" if session is None else practice.correction(session)
        if session is None:
            session = practice.begin(wanted)
            notice = practice.shortfall(session, number) if options_given("number") and not missed else ""
        live = _live_round(practice, front, session, options, notice)
        try:
            play(live, as_json=options.as_json)
        finally:
            if session.is_exam and live.round_log.is_begun and live.state.stage is not Stage.ENDED:
                practice.give_up(session)  # there is one try


def _exactly(library: Library, fact_filter: FactFilter, *, missed: bool) -> tuple[str, ...]:
    """Return the questions of a test, where it is to be asked as it stands; with another choice its facts are asked."""
    is_alone = fact_filter._replace(test=None).is_all and not missed and not options_given("number")
    return questions_of(library, fact_filter.test) if fact_filter.test and is_alone else ()


def _live_round(practice: Practice, front: FrontEnd, session: Session, options: RoundOptions, notice: str) -> LiveRound:
    """Return the round that is played, with the commands that lead on from it."""
    places = options_given("root", "minutes", "db")
    others = [option for option in session.options if option not in {MISSED, EXAM}]

    def resume() -> str:
        which = ["--resume"] if practice.is_last_stopped(session) else ["--round", session.id]
        return shlex.join(["quizgen", "quiz", *which, *places])

    return LiveRound(
        practice.library,
        front,
        practice.round_log(session),
        practice.questions(session),
        again=shlex.join(["quizgen", "quiz", *session.options, *options_given("seed"), *places]),
        resume=None if session.is_exam else resume,
        after=lambda missed: shlex.join(["quizgen", "quiz", *others, *[MISSED] * missed, *places]),
        minutes=options.minutes,
        notice=notice,
    )


def _resumed(practice: Practice, front: FrontEnd, wanted: NewRound) -> Session | None:
    """Return the stopped round where the learner goes on with it, else None.

    A stopped round that was begun with other options is mentioned only.
    """

    def goes_on(old: Session) -> bool:
        language, story = practice.library.kb.language, practice.story(old)
        if not front.is_live or old.options != wanted.options:
            go_on = shlex.join(["quizgen", "quiz", "--round", old.id, *options_given("root", "db")])
            say(story, language.gettext("Go on with:"), err=True)
            put(go_on, err=True)  # in one piece, to be copied
            return False
        with signals_interrupt():
            answer = offer(language, front, story)
        if answer == "q":
            raise click.exceptions.Exit(0)
        if answer == "n":
            practice.give_up(old)
        return not answer

    return practice.resume_if(goes_on)
