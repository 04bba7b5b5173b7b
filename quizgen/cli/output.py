"""The gate: each line that quizgen prints leaves here, and no terminal obeys what a file, a name or an option holds.

The pages of a round have a gate of their own, where a front end draws them.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from itertools import islice
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import click

from quizgen.domain.text import held_together, let_go, visible
from quizgen.domain.unseen import is_unseen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from quizgen.domain.problem import Problem

#: Nobody reads on after so many problems.
MOST_PROBLEMS = 200
#: What stands between two columns.
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
#: A progress line appears only for what takes longer than this many seconds.
PATIENCE = 1.0


def put(*lines: str, err: bool = False) -> None:
    """Print what was asked for, a line each, as it stands."""
    if lines:
        click.echo("\n".join(map(visible, lines)), err=err)


def put_json(text: str) -> None:
    r"""Print JSON, which stays the same data: what a terminal would obey or could not show is written as \u202e."""
    if not text.isascii():
        is_unfit = is_unseen if _can_be_shown(text) else _is_foreign
        text = "".join(json.dumps(char)[1:-1] if char != "\n" and is_unfit(char) else char for char in text)
    click.echo(text)


def _can_be_shown(text: str) -> bool:
    """Say whether stdout has all characters of a text."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _is_foreign(character: str) -> bool:
    return not character.isascii()


def say(*lines: str, err: bool = False) -> None:
    """Print sentences, a line each; on a terminal no word is broken at the end of a row, no path and no command.

    What stands in columns goes on in its last one.
    """
    stream = sys.stderr if err else sys.stdout
    lines = tuple(map(visible, lines))
    if stream is not None and stream.isatty():
        import shutil  # noqa: PLC0415  most commands say nothing long

        width = shutil.get_terminal_size().columns
        lines = tuple(_in_rows(line, width) for line in lines)
    click.echo("\n".join(lines), err=err)


def _in_rows(line: str, width: int) -> str:
    """Return a line broken at spaces into rows of this width, the others below the last column of the first."""
    import textwrap  # noqa: PLC0415

    margin = len(line) - len(line.lstrip())
    column = max((gap.end() for gap in _GAP.finditer(line)), default=margin)
    indent = " " * (column if column <= width // 2 else margin + 4)
    return let_go(
        textwrap.fill(
            held_together(line, width),
            width,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
    )


def shows_more(stream: TextIO | None) -> bool:
    """Say whether a stream is a terminal that shows more than linear text, and nobody has asked for that alone.

    ACCESSIBLE asks for it in every program that knows the word.
    """
    dumb = os.name == "posix" and os.environ.get("TERM", "") in ("", "dumb")
    accessible = os.environ.get("ACCESSIBLE", "") not in ("", "0")
    return stream is not None and stream.isatty() and not dumb and not accessible


def put_problems(
    problems: Iterable[Problem | str],
    form: Callable[[Any], str] | None = None,
    *,
    err: bool = False,
    full: bool = False,
) -> None:
    """Print problems, a line each in this form; of very many, the first, and how many more there are.

    Without a form, each is shown `full`, with its line of the file and a caret under the place, where that is asked for
    or the stream is a terminal.
    """
    rest = iter(problems)
    first = islice(rest, MOST_PROBLEMS)
    if form is None and (full or shows_more(sys.stderr if err else sys.stdout)):
        _put_full(first, err=err)
    else:
        put(*map(form or str, first), err=err)
    more = sum(1 for _ in rest)
    if more:
        put(f"... and {more} more; mend these first, then look again.", err=err)


def _put_full(problems: Iterable[Problem | str], *, err: bool) -> None:
    """Print problems, each with its line of the file, and an empty line behind it."""
    import shutil  # noqa: PLC0415

    from quizgen.cli.frames import Frames  # noqa: PLC0415

    width = shutil.get_terminal_size().columns
    frames = Frames(width)
    for problem in problems:
        if isinstance(problem, str):
            put(problem, err=err)
            continue
        message = _in_rows(visible(f"  {problem.message} [{problem.rule}]"), width)
        put(*frames.rows(problem), *message.split("\n"), "", err=err)


def start_page() -> None:
    """Clear a terminal, or else leave a line free, before what is printed anew."""
    if shows_more(sys.stdout):
        click.clear()
    else:
        put("")


def leave(problems: Iterable[Any], ending: str) -> NoReturn:
    """Say what is wrong, a line each, and in the end what came of it; then leave with exit code 1."""
    put_problems(problems, err=True)
    put(ending, err=True)
    raise click.exceptions.Exit(1)


class ProgressLine:
    """Writes one line on a terminal's stderr, over and over, and only for what takes a while."""

    def __init__(self) -> None:
        self.started = self.written = time.monotonic()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` are done in `stage`."""
        now = time.monotonic()
        if sys.stderr is None or not sys.stderr.isatty() or now - self.started < PATIENCE:
            return  # there is no stderr where the shell has closed it
        if done < total and now - self.written < 0.1:
            return
        self.written = now
        amount = f" {done}/{total}" if total > 1 else ""
        end = "\r" if done >= total else ""
        sys.stderr.write(f"\r{f'{visible(stage)}{amount} …':<40}{end}")
        if done >= total:
            sys.stderr.write(f"{'':<40}\r")
        sys.stderr.flush()
