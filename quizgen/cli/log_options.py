"""The review log on the command line: which file it is, and what is said where it cannot be used."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizgen.cli.output import say
from quizgen.playing.errors import NothingToAskError, ResumeError
from quizgen.study.errors import LogError
from quizgen.study.log import Log

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


def open_log(path: Path | None) -> Log:
    """Open the review log; say what has to be said about it. Raises LogError with a sentence."""
    log = Log.open(path)
    if log.notice:
        say(log.notice, err=True)
    return log
