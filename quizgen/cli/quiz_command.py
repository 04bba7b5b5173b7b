"""quizgen quiz."""

from __future__ import annotations

import datetime as dt
import os
import shlex
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.asking.ways import WAYS
from quizgen.cli.choosing import NOTHING_FITS, Chosen, choosing_options
from quizgen.cli.common import library_option, open_sound_library, say
from quizgen.cli.game import Game, round_of, run
from quizgen.cli.playing import (
    Playing,
    front_end,
    given,
    new_player,
    new_session,
    now,
    open_log,
    playing_options,
    takes_over,
    telling,
)
from quizgen.cli.writing import stopping_in_order
from quizgen.domain.study import Entry, EntryKind, Mode, Session
from quizgen.domain.words import count
from quizgen.rendering.terminal.front import Redraw
from quizgen.rendering.terminal.keys import BETWEEN
from quizgen.rendering.terminal.page import Input, Line, Style
from quizgen.study.errors import LogError
from quizgen.study.schedule import study_day

if TYPE_CHECKING:
    from quizgen.domain.fact import Fact
    from quizgen.domain.question import Question, WayId
    from quizgen.pipeline import Library
    from quizgen.rendering.terminal.front import FrontEnd
    from quizgen.rendering.terminal.page import Page
    from quizgen.study.log import Log

#: How many questions a round has where nobody says otherwise.
USUAL = 10


def _printable(_context: click.Context, _option: click.Parameter, seed: str | None) -> str | None:
    """Return the seed as it stands. Raises click.BadParameter where it could not be printed and typed again."""
    if seed is not None and not (seed and seed.isprintable()):
        raise click.BadParameter("a seed is a few printed characters")
    return seed


@click.command(name="quiz", short_help="Practise in the terminal: a round of questions.")
@choosing_options(way.id for way in WAYS)
@library_option
@click.option("-n", "--questions", "number", type=click.IntRange(1, 500), default=USUAL, show_default=True)
@click.option("--seed", callback=_printable, help="The same seed gives the same round.")
@click.option("--resume/--fresh", default=None, help="Go on with the round that was stopped, or begin a new one.")
@click.option("--round", "named", metavar="ID", help="Go on with this stopped round, whatever was begun since.")
@playing_options
def command(  # noqa: PLR0913  one argument for each option
    *,
    chosen: Chosen,
    root: Path | None,
    number: int,
    seed: str | None,
    resume: bool | None,
    named: str | None,
    playing: Playing,
) -> None:
    """Practise: a round of questions, core facts first, in a mix of ways.

    A round is kept in your log but moves no schedule; `quizgen review` does. Every answer is kept before you are
    told whether it was right, and a round that was stopped can be resumed.

    \b
    Examples:
      quizgen quiz
      quizgen quiz core --kind when --way typed -n 5
      quizgen quiz --topic delegations-meet --minutes 3
    """
    library = open_sound_library(root)
    facts = chosen.facts(library)
    options = (*chosen.options(), *(() if number == USUAL else ("-n", str(number))))
    is_resumed = resume or named is not None
    if is_resumed and (options or seed is not None or resume is False):
        raise click.UsageError(
            "A round goes on as it was begun; leave out --resume and --round, or all that chooses another"
        )
    with telling(), open_log(playing.db) as log:
        front = front_end(playing)
        player = new_player()
        session = None
        if is_resumed:
            session = _resumed(library, log, player, named)
        elif seed is None and resume is None:
            session = _offered(library, log, player, front, options)
        session = session or _new_round(library, facts, chosen.ways, seed, number, options)
        places = given("root", "minutes", "db")
        game = Game(
            library,
            log,
            front,
            session,
            _questions(library, session),
            again=shlex.join(["quizgen", "quiz", *session.options, "--seed", session.seed, *places]),
            resume=partial(_going_on, log, session),
            minutes=playing.minutes,
            entries=tuple(log.entries(session.id)),
            player=player,
        )
        run(game, as_json=playing.as_json)


def _new_round(  # noqa: PLR0913, PLR0917  what a round is made of
    library: Library,
    facts: list[Fact],
    ways: tuple[WayId, ...],
    seed: str | None,
    number: int,
    options: tuple[str, ...],
) -> Session:
    """Return a round that begins now. Raises click.ClickException where nothing can be asked."""
    seed = seed or str(int.from_bytes(os.urandom(4)) % 1_000_000)
    drawn = library.round_of(facts, ways, seed, number)
    if not drawn:
        raise click.ClickException(NOTHING_FITS)
    return new_session(library, Mode.PRACTICE, (one.id for one in drawn), options, seed)


def _questions(library: Library, session: Session) -> dict[str, Question]:
    """Return the questions of a session that can still be asked."""
    made = (library.asker.again(id_, session.seed) for id_ in session.questions)
    return {question.id: question for question in made if question is not None}


def _going_on(log: Log, session: Session) -> str:
    """Return the command that goes on with a round; one that may not be the last stopped one has to be named."""
    last = None
    with suppress(LogError):
        last = log.unfinished(session.library, session.mode)
    is_last = last is not None and last.id == session.id
    which = ["--resume"] if is_last else ["--round", session.id]
    return shlex.join(["quizgen", "quiz", *which, *given("root", "minutes", "db")])


def _stopped(library: Library, log: Log, named: str | None = None) -> Session | None:
    """Return the last round that was begun and has questions left, or the one that is named if it has."""
    session = log.unfinished(library.namespace, Mode.PRACTICE, named)
    if session is None:
        return None
    asked = {entry.question for entry in log.entries(session.id)}
    return session if _questions(library, session).keys() - asked else None


def _resumed(library: Library, log: Log, player: str, named: str | None) -> Session:
    """Return the stopped round, taken for a player. Raises click.UsageError where there is none, or it is played."""
    session = _stopped(library, log, named)
    if session is None and named is not None:
        raise click.UsageError("There is no such round to go on with: it has ended, or is of another library or log")
    if session is None:
        raise click.UsageError("There is no stopped round to go on with; leave --resume out")
    if not takes_over(log.memory(library.namespace), round_of(session), player):
        raise click.UsageError(
            "That round is being played in another terminal; `quizgen quiz --fresh` begins a new one"
        )
    return session


def _offered(library: Library, log: Log, player: str, front: FrontEnd, options: tuple[str, ...]) -> Session | None:
    """Return the stopped round, taken for a player, if there is one that somebody wants to go on with.

    It is held while it is offered, so that of two terminals only one offers it.
    """
    session, memory = _stopped(library, log), log.memory(library.namespace)
    if session is None or not takes_over(memory, round_of(session), player):
        return None
    is_wanted = False
    try:
        is_wanted = _offer(front, log, session, options)
    finally:
        if not is_wanted:
            memory.release(player)
    return session if is_wanted else None


def _offer(front: FrontEnd, log: Log, old: Session, options: tuple[str, ...]) -> bool:
    """Ask whether to go on with the stopped round; where nobody can be asked, or another one is wanted, only tell."""
    entries = log.entries(old.id)
    begun = dt.datetime.fromtimestamp(old.started / 1000).astimezone()
    told = f"A round of {begun:%d %B, %H:%M} stopped after {len(entries)} of {count(len(old.questions), 'question')}."
    if not front.is_live or old.options != options:
        go_on = shlex.join(["quizgen", "quiz", "--round", old.id, *given("root", "db")])
        say(f"{told}\nGo on with: {go_on}", err=True)
        return False
    page = [Line(told), Line(BETWEEN.join(("Enter go on with it", "n begin a new one", "q leave")), Style.KEYS)]
    answer = _answered(front, page, ("", "n", "q"))
    if answer == "q":
        raise click.exceptions.Exit(0)
    if answer != "n":
        return True
    at = now()
    log.append(Entry(f"{old.id}-end", at, study_day(at), old.id, old.library, old.mode, EntryKind.END))
    return False


def _answered(front: FrontEnd, page: Page, keys: tuple[str, ...]) -> str:
    """Show a page until one of `keys` answers it; the end of input is a q."""
    with stopping_in_order():
        while True:
            front.show(page)
            try:
                key = front.read(Input(goes_on=True)).lower()
            except Redraw:
                front.clear()
                continue
            except EOFError:
                return "q"
            if key in keys:
                return key
