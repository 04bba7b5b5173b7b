"""Writing decks: what `build` and `deck` share."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from quizgen.cli.common import shown, shown_path
from quizgen.domain.problem import Problem
from quizgen.domain.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from quizgen.domain.library import Recipe
    from quizgen.pipeline import Build, Library


def locked_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option --locked."""
    return click.option("--locked", is_flag=True, help="Refuse to bring the lock file up to date (for CI).")(command)


@contextmanager
def stopping_in_order() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end the program as Ctrl-C does, so that no half-written file stays behind."""

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]  # Windows has no SIGHUP
    before = {name: signal.signal(getattr(signal, name), interrupt) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def write_decks(library: Library, targets: list[tuple[Recipe, Path]], *, locked: bool) -> None:
    """Bring the lock up to date and write each deck to its path.

    With `locked`, a lock that is behind is a problem: it is named, nothing is written, and the exit code is 1.
    """
    from quizgen import pipeline  # noqa: PLC0415

    built = pipeline.build(library)
    if locked and built.changed:
        _refuse(library, built)
        raise click.exceptions.Exit(1)
    with stopping_in_order():
        built.write_lock()
        for recipe, path in targets:
            notes, cards = built.write_package(recipe, path)
            click.echo(str(path))
            click.echo(f"  {recipe.title}: {count(notes, 'note')}, {count(cards, 'card')}", err=True)
    if built.changed:
        lock = shown_path(library, built.lock.path)
        click.echo(f"{lock}: {count(len(built.changed), 'line')} new or changed; commit it.", err=True)


def _refuse(library: Library, built: Build) -> None:
    behind = [
        Problem(built.lock.path, 1, 1, "lock-behind", f"{name} has changed; run 'quizgen build' and commit the lock")
        for name in built.changed
    ]
    for problem in shown(library, behind):
        click.echo(str(problem), err=True)
    click.echo(f"The lock is behind in {count(len(behind), 'line')}; nothing was made.", err=True)
