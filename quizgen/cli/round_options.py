"""How a round is played: the options, the front end and the end that `quiz` and `review` share."""

from __future__ import annotations

import io
import json
import os
import sys
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click
from click.core import ParameterSource

from quizgen.cli.common import is_linear, option_group, signals_interrupt
from quizgen.cli.log_options import db_option
from quizgen.cli.output import leave, put, put_json, say
from quizgen.domain.problem import not_utf_8

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from quizgen.language import Language
    from quizgen.playing.round import LiveRound
    from quizgen.rendering.terminal.front import FrontEnd


class RoundOptions(NamedTuple):
    """How a round is played, and where it is kept."""

    minutes: float | None
    plain: bool
    answers: TextIO | None
    as_json: bool
    db: Path | None


class Number(click.FloatRange):
    """A number within bounds. NaN, which click takes to lie within any bounds, is refused."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number. Raises click.BadParameter."""
        number = super().convert(value, param, ctx)
        return number if isfinite(number) else self.fail(f"{value!r} is not a number", param, ctx)


class _Answers(click.File):
    """A file of answers, where stdin may have been closed."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the open file. Raises click.BadParameter, and click.exceptions.Exit for a file that is not UTF-8."""
        if value == "-" and sys.stdin is None:
            self.fail("stdin is closed", param, ctx)
        if value != "-" and Path(value).is_file():  # what comes through a pipe can be read only once
            try:
                Path(value).read_bytes().decode("utf-8-sig")
            except UnicodeDecodeError as error:
                leave([not_utf_8(str(value), error)], "1 problem; nothing was asked.")
            except OSError:  # which is told where it is opened
                pass
        return super().convert(value, param, ctx)


#: Gives a command the options that say how a round is played; it gets them as `options`.
round_options = option_group(
    "options",
    RoundOptions,
    click.option("--minutes", type=Number(0, 1440, min_open=True), help="End when the time is up."),
    click.option("--plain", is_flag=True, help="Linear text, for screen readers and simple terminals."),
    click.option(
        "--answers",
        type=_Answers("r", encoding="utf-8-sig"),
        help="Take the answers from a file, one a line; - is stdin.",
    ),
    click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object; talk on stderr."),
    db_option,
)


def options_given(*names: str) -> list[str]:
    """Return the options of these names that were given, each with its value, so that a command can be repeated."""
    context = click.get_current_context()
    return [
        part
        for option in context.command.params
        if option.name in names and context.get_parameter_source(option.name) is ParameterSource.COMMANDLINE
        for part in (option.opts[0], str(context.params[option.name]))
    ]


def front_end(language: Language, options: RoundOptions) -> FrontEnd:
    """Return the front end that suits where the program runs."""
    from quizgen.rendering.terminal.plain import PlainFront, ScriptedFront  # noqa: PLC0415

    out = (sys.stderr if options.as_json else sys.stdout) or io.StringIO()  # where the shell has closed it
    if options.answers is not None or sys.stdin is None or not sys.stdin.isatty():
        return ScriptedFront(language, out, _utf_8_lines(options.answers or sys.stdin))
    if options.as_json or is_linear(plain=options.plain):
        return PlainFront(language, out, sys.stdin)
    from quizgen.rendering.terminal.screen import ScreenFront  # noqa: PLC0415  rich takes as long as all the rest

    return ScreenFront(language)


def _utf_8_lines(source: TextIO | None) -> Iterator[str]:
    """Yield the lines of a file or a pipe. Raises click.exceptions.Exit where they are not UTF-8."""
    try:
        for line in source or ():  # noqa: UP028  `yield from` would close it, and with it what the caller still reads
            yield line
    except UnicodeDecodeError as error:
        leave([not_utf_8("stdin", error)], "1 problem; nothing more was asked.")


def play(live: LiveRound, *, as_json: bool) -> None:
    """Play a round to its end and print its result. Raises click.exceptions.Exit with 130 where it was broken off."""
    is_interrupted = _is_interrupted(live)
    go_on = live.go_on()
    if as_json:
        put_json(json.dumps(live.result(), ensure_ascii=False, indent=2))
    if is_interrupted:
        try:
            stopped = live.library.kb.language.ngettext(
                "Stopped; {number} answer kept. Go on with:",
                "Stopped; {number} answers kept. Go on with:",
                live.kept,
            )
            say("", stopped, err=True)
            put(go_on, err=True)  # in one piece, to be copied
        except OSError:  # the window was closed: nothing more can be said, and what is still unwritten is dropped
            for number in (1, 2):
                os.dup2(os.open(os.devnull, os.O_WRONLY), number)
        raise click.exceptions.Exit(130)


def _is_interrupted(live: LiveRound) -> bool:
    """Play a round; say whether it was broken off."""
    try:
        with signals_interrupt() as check:
            live.play(check)
    except KeyboardInterrupt:
        return True
    return False
