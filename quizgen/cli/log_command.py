"""quizgen log."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import click

from quizgen.cli.common import library_option, open_sound_library
from quizgen.cli.log_options import db_option, open_log, report_log_errors
from quizgen.cli.output import leave, put, put_json, say
from quizgen.domain.words import count
from quizgen.study.log import now


@click.group(name="log")
def command() -> None:
    """Carry your review log to another machine and back, or fit the schedule to it.

    Logs are merged line by line: what both have is kept once, and the schedule is worked out anew from all of it. So
    two machines can be brought together in either order, as often as you like.

    \b
    Examples:
      quizgen log export --out reviews.jsonl
      quizgen log import reviews.jsonl
      quizgen log optimise
    """


@command.command(name="export", short_help="Print the log as JSON lines.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write to a file instead.")
@db_option
def export(out: Path | None, db: Path | None) -> None:
    """Print the whole log, of all libraries, one JSON object a line."""
    from quizgen.study.interchange import export_lines  # noqa: PLC0415

    with report_log_errors(), open_log(db) as log:
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
            added = f"{count(done.entries, 'answer')} and {count(done.sessions, 'session')} new"
            say(f"{file.name}: {added}, {done.unchanged} known already.", err=True)


@command.command(name="optimise", short_help="Fit the schedule to your own reviews.")
@library_option
@db_option
def optimise(root: Path | None, db: Path | None) -> None:
    """Fit the schedule to your own reviews of a library, where there are enough of them (extra 'optimise')."""
    from quizgen.study.optimise import optimise as fit  # noqa: PLC0415

    library = open_sound_library(root)
    with report_log_errors(), open_log(db) as log:
        say(fit(log, library.namespace, now()).message)
