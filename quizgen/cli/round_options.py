"""How a round is played and where it is kept: the options and the front ends that `quiz` and `review` share."""

from __future__ import annotations

import io
import os
import sys
import time
from contextlib import contextmanager
from functools import wraps
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click
from click.core import ParameterSource

from quizgen.cli.common import is_linear, say
from quizgen.domain.study import Mode, Session
from quizgen.study.errors import LogError
from quizgen.study.log import Log, new_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TextIO

    from quizgen.pipeline import Library
    from quizgen.rendering.terminal.front import FrontEnd
    from quizgen.study.memory import Memory


class Playing(NamedTuple):
    """How a round is played, and where it is kept."""

    minutes: float | None
    plain: bool
    answers: TextIO | None
    as_json: bool
    db: Path | None


class Number(click.FloatRange):
    """A number within bounds; nan, which lies within any, is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number. Raises click.BadParameter."""
        number = super().convert(value, param, ctx)
        return number if isfinite(number) else self.fail(f"{value!r} is not a number", param, ctx)


def given(*names: str) -> list[str]:
    """Return those of the options named that stand on the command line, so that it can be said once more."""
    context = click.get_current_context()
    return [
        part
        for option in context.command.params
        if option.name in names and context.get_parameter_source(option.name) is ParameterSource.COMMANDLINE
        for part in (option.opts[0], str(context.params[option.name]))
    ]


class _Answers(click.File):
    """A file of answers, where stdin may have been closed."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the open file. Raises click.BadParameter."""
        if value == "-" and sys.stdin is None:
            self.fail("stdin is closed", param, ctx)
        return super().convert(value, param, ctx)


def playing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say how a round is played; it gets them as `playing`."""

    @wraps(command)
    def packed(
        *, minutes: float | None, plain: bool, answers: TextIO | None, as_json: bool, db: Path | None, **rest: object
    ) -> object:
        return command(playing=Playing(minutes, plain, answers, as_json, db), **rest)

    wrapped: Callable[..., Any] = packed
    for add in (
        db_option,
        click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object; talk on stderr."),
        click.option(
            "--answers",
            type=_Answers("r", encoding="utf-8-sig", errors="replace"),
            help="Take the answers from a file, one a line; - is stdin.",
        ),
        click.option("--plain", is_flag=True, help="Linear text, for screen readers and simple terminals."),
        click.option("--minutes", type=Number(0, 1440, min_open=True), help="End when the time is up."),
    ):
        wrapped = add(wrapped)
    return wrapped


def db_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option --db."""
    return click.option(
        "--db",
        type=click.Path(dir_okay=False, path_type=Path),
        envvar="QUIZGEN_DB",
        metavar="FILE",
        help="The review log. [default: in your user data folder]",
    )(command)


@contextmanager
def telling() -> Iterator[None]:
    """Turn what the log complains of, a sentence each, into what click prints before it leaves with exit code 1."""
    try:
        yield
    except LogError as error:
        raise click.ClickException(str(error)) from None


def open_log(path: Path | None) -> Log:
    """Open the review log; say what has to be said about it. Raises click.ClickException with a sentence."""
    with telling():
        log = Log.open(path)
    if log.notice:
        say(log.notice, err=True)
    return log


def now() -> int:
    """Return the present in milliseconds since 1970-01-01 UTC."""
    return time.time_ns() // 1_000_000


def new_session(library: Library, mode: Mode, questions: Iterable[str], options: Iterable[str], seed: str) -> Session:
    """Return a session that begins now; its id is the name of the player who begins it."""
    return Session(new_player(), library.namespace, mode, now(), tuple(questions), tuple(options), seed)


def new_player() -> str:
    """Return a name under which this terminal holds what no other is to ask; it ends in the process."""
    return f"{new_id(now())}-{os.getpid():x}"


def takes(memory: Memory, what: tuple[str, str], player: str) -> bool:
    """Hold a card, or a round, for ten minutes; say whether it is held by nobody else who is still there."""
    if memory.claim(*what, player, now()):
        return True
    holder = memory.holder(*what)
    if os.name != "posix" or holder is None or is_there(holder):
        return False  # elsewhere a process cannot be asked without harm, and the ten minutes have to pass
    memory.release(holder)
    return memory.claim(*what, player, now())


def takes_over(memory: Memory, what: tuple[str, str], player: str) -> bool:
    """Hold a round that was left; say whether nobody plays it, however long ago its last question was answered."""
    holder = memory.holder(*what)
    is_played = os.name == "posix" and holder is not None and is_there(holder)
    return not is_played and takes(memory, what, player)


def is_there(player: str) -> bool:
    """Say whether the process of a player on this machine is still there, as far as can be told."""
    process = player.rpartition("-")[2]
    try:
        os.kill(int(process, 16), 0)
    except PermissionError:
        return True
    except (OSError, OverflowError, ValueError):
        return False
    return True


def front_end(playing: Playing) -> FrontEnd:
    """Return the front end that suits where the program runs."""
    from quizgen.rendering.terminal.plain import PlainFront, ScriptedFront  # noqa: PLC0415

    out = (sys.stderr if playing.as_json else sys.stdout) or io.StringIO()  # where the shell has closed it
    if playing.answers is not None or sys.stdin is None or not sys.stdin.isatty():
        return ScriptedFront(out, playing.answers or sys.stdin)
    if playing.as_json or is_linear(plain=playing.plain):
        return PlainFront(out, sys.stdin)
    from quizgen.rendering.terminal.screen import ScreenFront  # noqa: PLC0415  rich takes as long as all the rest

    return ScreenFront()
