"""The review log on the command line: which file it is, and what is said where it cannot be used."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from quizgen.cli.output import say
from quizgen.playing.errors import NothingToAskError, ResumeError
from quizgen.study.ahead import ahead_notice
from quizgen.study.errors import LogError
from quizgen.study.log import Log, path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


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
def report_log_errors() -> Iterator[None]:
    """Turn errors of the log and of rounds, whose texts are sentences, into errors that click prints."""
    try:
        yield
    except ResumeError as error:
        raise click.UsageError(str(error)) from None
    except (LogError, NothingToAskError) as error:
        raise click.ClickException(str(error)) from None


@contextmanager
def open_log(path: Path | None, *, looking: bool = False) -> Iterator[Log]:
    """Open the review log, or with `looking` a copy of it; say what has to be said about it. Raises LogError."""
    place = None if looking else path_of(path)
    is_new = _is_typed("db") and place is not None and not place.exists()
    with Log.look(path) if looking else Log.open(path) as log:
        if log.notice:
            say(log.notice, err=True)
        if is_new:  # the name may have been mistyped
            say(f"A new review log is begun at {place}.", err=True)
        try:
            yield log
        finally:
            if log.left_out:
                say(log.left_out, err=True)


def tell_ahead(log: Log, library: str, at: int) -> None:
    """Say which answers of a library are dated ahead, if any are. Raises LogError."""
    notice = ahead_notice(log, library, at)
    if notice:
        say(notice, err=True)


def _is_typed(option: str) -> bool:
    """Say whether an option was given on the command line."""
    return click.get_current_context().get_parameter_source(option) is ParameterSource.COMMANDLINE
