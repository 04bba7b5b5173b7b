"""quizgen log."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from quizgen.cli.common import library_option, open_sound_library
from quizgen.cli.log_options import db_option, open_log, report_log_errors
from quizgen.cli.output import leave, put, put_json, put_problems, say
from quizgen.domain.words import count
from quizgen.study.ahead import dated_ahead, forget
from quizgen.study.copies import SIDE_FILES
from quizgen.study.log import now, path_of

if TYPE_CHECKING:
    from quizgen.domain.study import Entry
    from quizgen.study.log import Log


@click.group(name="log")
def command() -> None:
    """Carry your review log to another machine and back, or fit the schedule to it.

    Logs are merged line by line: what both have is kept once, and the schedule is worked out anew from all of it. So
    two machines can be brought together in either order, as often as you like.

    \b
    Examples:
      quizgen log export --out reviews.jsonl
      quizgen log import reviews.jsonl
      quizgen log accepted
      quizgen log forget --ahead
      quizgen log optimise
    """


@command.command(name="export", short_help="Print the log as JSON lines.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write to a file instead.")
@click.option("--force", is_flag=True, help="Replace FILE, if it is there.")
@db_option
def export(out: Path | None, db: Path | None, *, force: bool) -> None:
    """Print the whole log, of all libraries, one JSON object a line.

    The log is only looked at. One that is damaged, or was set aside for that, is exported as far as it can be read.
    """
    from quizgen.study.interchange import export_lines  # noqa: PLC0415

    if out is not None:
        _refuse_to_overwrite(out, db, force=force)
    if db is not None and not (path := path_of(db) or db).exists():
        raise click.ClickException(f"There is no review log {path}; nothing was exported.")
    with report_log_errors(), open_log(db, looking=True) as log:
        lines = export_lines(log)
    text = "\n".join(lines)
    if out is None:
        put_json(text)
        return
    from quizgen.rendering.files import write_whole  # noqa: PLC0415

    try:
        write_whole(out, f"{text}\n")
    except BrokenPipeError:
        raise click.ClickException(f"{out} was not written: nobody reads what goes into it.") from None
    if out.is_file():  # into a pipe goes nothing but the log
        put(str(out))


def _refuse_to_overwrite(out: Path, db: Path | None, *, force: bool) -> None:
    """Raise click.UsageError where an export would replace a log, or another file without being asked to."""
    log = path_of(db)
    if log is not None and any(_is_same(out, log.with_name(log.name + end)) for end in ("", *SIDE_FILES)):
        raise click.UsageError(f"{out} belongs to the review log itself; export it to another file")
    if out.is_file() and not force:
        raise click.UsageError(f"{out} is there already; name another file, or give --force to replace it")


def _is_same(path: Path, other: Path) -> bool:
    """Say whether two paths lead to one file, or will."""
    if path.exists() and other.exists():
        return path.samefile(other)
    return os.path.realpath(path) == os.path.realpath(other)


@command.command(name="import", short_help="Merge another machine's export into the log.")
@click.argument("files", nargs=-1, required=True, type=click.File("rb"))
@db_option
def import_(files: tuple[BinaryIO, ...], db: Path | None) -> None:
    """Merge exports into the log; - is stdin. A file that has a mistake is not imported at all."""
    from quizgen.study.interchange import import_lines  # noqa: PLC0415

    with report_log_errors(), open_log(db) as log:
        for file in files:
            done = import_lines(log, file, file.name)
            if done.problems:
                leave(done.problems, f"Nothing was imported from {file.name}; correct it and try again.")
            put_problems(done.conflicts, err=True)
            added = f"{count(done.entries, 'answer')} and {count(done.sessions, 'session')} new"
            say(f"{file.name}: {added}, {done.unchanged} known already.", err=True)


@command.command(name="accepted", short_help="List the answers that you have called right.")
@db_option
def accepted(db: Path | None) -> None:
    """List the answers that you have called right after they were taken for wrong: they are right for you since.

    `quizgen log forget ID` takes one back. Where a fact was corrected since, it no longer counts.
    """
    with report_log_errors(), open_log(db, looking=True) as log:
        answers = log.appealed()
    for answer in answers:
        put(f"{answer.fact}: “{answer.given}” on {dt.date.fromordinal(answer.day)}, {answer.id}")
    say(f"{count(len(answers), 'answer')} called right.", err=True)


@command.command(name="forget", short_help="Take answers back.")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--ahead", is_flag=True, help="All answers that are dated after today.")
@db_option
def forget_(ids: tuple[str, ...], db: Path | None, *, ahead: bool) -> None:
    """Take answers back, by the ids that `quizgen log accepted`, `quizgen stats` or `quizgen log export` tells.

    Nothing is removed from the log. That an answer was taken back is one more line, which `quizgen log import` brings
    to your other machines.
    """
    if bool(ids) == ahead:
        raise click.UsageError("Say which answers: by their ids, or --ahead for all that are dated after today")
    with report_log_errors(), open_log(db) as log:
        at = now()
        if ahead:
            answers = [answer for library in log.libraries() for answer in dated_ahead(log, library, at)]
        else:
            answers = [_answer(log, id_) for id_ in dict.fromkeys(ids)]
        for answer in answers:
            forget(log, answer, at)
    say(f"{count(len(answers), 'answer')} taken back.", err=True)


def _answer(log: Log, id_: str) -> Entry:
    """Return the answer with this id. Raises click.UsageError where none with it counts."""
    answer = log.answer(id_)
    if answer is None:
        raise click.UsageError(f"The log has no answer '{id_}', or it is taken back already")
    return answer


@command.command(name="optimise", short_help="Fit the schedule to your own reviews.")
@library_option
@db_option
def optimise(root: Path | None, db: Path | None) -> None:
    """Fit the schedule to your own reviews of a library, where there are enough of them (extra 'optimise')."""
    from quizgen.study.optimise import optimise as fit  # noqa: PLC0415

    library = open_sound_library(root)
    with report_log_errors(), open_log(db) as log:
        say(fit(log, library.namespace, now()).message)
