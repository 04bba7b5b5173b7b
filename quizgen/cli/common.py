"""What several commands share: options as one value, which library, and signals that interrupt."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from quizgen.cli.output import ProgressLine, leave, say, shows_more
from quizgen.domain.words import count, hint
from quizgen.reading.layout import nearest_library, shipped_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from quizgen.domain.fact import Fact
    from quizgen.domain.library import Recipe
    from quizgen.domain.problem import Problem
    from quizgen.pipeline import Library
    from quizgen.reading.library import Memory

    Command = Callable[..., Any]


def option_group(
    name: str, make: Callable[..., object], *options: Callable[[Command], Command]
) -> Callable[[Command], Command]:
    """Return a decorator that gives a command some options, and hands them over as one argument called `name`.

    The argument is what `make` returns: a record whose fields are named like the options, or a function that takes
    arguments of these names.
    """

    def decorate(command: Command) -> Command:
        @wraps(command)
        def command_with_group(**values: object) -> object:
            own = {option: values.pop(option) for option in names}
            return command(**{name: make(**own)}, **values)

        wrapped: Command = command_with_group
        count_before = len(getattr(wrapped, "__click_params__", ()))
        for option in reversed(options):
            wrapped = option(wrapped)
        names = [str(option.name) for option in getattr(wrapped, "__click_params__", ())[count_before:]]
        return wrapped

    return decorate


def refuse_idle(option: str, others: Iterable[str], why: str) -> None:
    """Raise click.UsageError where any of the `others` was given, as they do nothing beside `option`.

    `others` are names of parameters; `why` says why they do nothing.
    """
    context = click.get_current_context()
    flags = {parameter.name: parameter.opts[0] for parameter in context.command.params}
    idle = [flags[name] for name in others if context.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    if idle:
        *most, last = idle
        listed = f"{', '.join(most)} and {last}" if most else last
        raise click.UsageError(f"With {option} leave out {listed}: {why}")


def library_option(command: Command) -> Command:
    """Give a command the option --library."""
    option = click.option(
        "--library",
        "root",
        metavar="DIR",
        envvar="QUIZGEN_LIBRARY",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="A folder with questions/ and decks/. [default: the nearest one upwards, else the shipped one]",
    )
    return option(command)


def articles_option(help_: str) -> Callable[[Command], Command]:
    """Give a command the option --articles, with what it is for."""
    return click.option(
        "--articles",
        metavar="DIR",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help=f"Where the articles lie: {help_}  [default: articles/ in the library, if it is there]",
    )


def find_library(root: Path | None) -> Path:
    """Return the folder of the library to use; say on stderr which, where it isn't obvious."""
    if root is not None:
        return root
    here = Path.cwd()
    nearest = nearest_library(here)
    if nearest is None:
        shipped = shipped_library()
        say(f"Library: {shipped} (shipped with quizgen)", err=True)
        return shipped
    if nearest != here:
        say(f"Library: {nearest}", err=True)
    return nearest


def open_any_library(
    root: Path | None, articles: Path | None = None, *, with_drafts: bool = False, memory: Memory | None = None
) -> Library:
    """Find, read and check the library to use; it may have problems, and its drafts where they are welcome.

    With a `memory`, files that have not changed since the last time are not read again.
    """
    from quizgen import pipeline  # noqa: PLC0415  --help should not load YAML

    return pipeline.open_library(find_library(root), articles, ProgressLine(), with_drafts=with_drafts, memory=memory)


def open_sound_library(
    root: Path | None, articles: Path | None = None, *, keep: bool = True, others: Iterable[Problem] = ()
) -> Library:
    """Return a library without problems; where it has some, or there are others, print all and leave with exit code 1.

    A library that was without problems and has not changed since is not read and checked again. With `keep` False it
    is not remembered for that: this takes a moment, and is of no use to whoever has just changed the library. Its
    evidence is looked up in the folder `articles`, where one is named, or in its own.
    """
    from quizgen import pipeline  # noqa: PLC0415  --help should not load YAML

    if articles is not None:
        library = open_any_library(root, articles)
    else:
        library = pipeline.open_snapshot(find_library(root), pipeline.snapshot_folder(), ProgressLine(), keep=keep)
    problems = sorted([*library.with_shown_paths(library.problems), *others])
    if problems:
        leave(problems, f"{count(len(problems), 'problem')}; nothing was made.")
    return library


def find_fact(library: Library, id_: str, *, is_draft_welcome: bool = False) -> Fact:
    """Return the fact with this id, or that files call so since it was renamed.

    Raises click.UsageError for an unknown one, and for a draft that is not welcome or cannot be read yet.
    """
    facts = library.kb.facts
    fact = facts.get(id_) or next((fact for fact in facts.values() if fact.called == id_), None)
    if fact is not None:
        return fact
    if any(draft.id == id_ for draft in library.kb.documents.drafts):
        if is_draft_welcome:
            raise click.UsageError(f"'{id_}' is a draft that lacks too much to be read; `quizgen check` says what")
        raise click.UsageError(f"'{id_}' is a draft; delete its line 'draft: true' first")
    near = hint(id_, library.kb.facts) or "."
    raise click.UsageError(f"There is no fact '{id_}'{near} `quizgen list --facts` lists all")


def find_decks(library: Library, names: Iterable[str]) -> list[Recipe]:
    """Return the recipes with these ids, or all where none is named. Raises click.UsageError for an unknown id."""
    recipes = library.kb.recipes
    for name in names:
        if name not in recipes:
            advice = hint(name, recipes) or f"; there are {', '.join(recipes) or 'none'}"
            raise click.UsageError(f"There is no deck '{name}'{advice}")
    return [recipes[name] for name in dict.fromkeys(names)] or list(recipes.values())


force_option = click.option("--force", is_flag=True, help="Replace files even if somebody made or changed them since.")


@contextmanager
def report_in_the_way() -> Iterator[None]:
    """Where a file would replace one that somebody made or changed, say which; then leave.

    Raises click.exceptions.Exit with 1.
    """
    from quizgen.rendering.manifest import InTheWayError  # noqa: PLC0415  only what writes files needs it

    try:
        yield
    except InTheWayError as error:
        leave(error.lines, "Move them away, choose another --out, or replace them with --force; nothing was made.")


def name_removed(path: Path) -> None:
    """Say that a file went, as it was made from another draw than those that are there now, or for another class."""
    say(f"Removed {path}, which belonged to an earlier draw or class.", err=True)


@contextmanager
def signals_interrupt() -> Iterator[Callable[[], None]]:
    """Let SIGTERM and SIGHUP end the program as Ctrl-C does, so that no half-written file stays behind.

    Yields a function that raises KeyboardInterrupt if any of the three has come. Call it before waiting for something:
    Python drops an exception that is raised while it destroys an object or runs a callback.
    """
    has_come = False

    def interrupt(_number: int, _frame: object) -> None:
        nonlocal has_come
        has_come = True
        raise KeyboardInterrupt

    def check() -> None:
        if has_come:
            raise KeyboardInterrupt

    # Windows has no SIGHUP. A signal that the program was started to ignore, as by nohup, stays ignored.
    numbers = [getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGHUP")]
    before = {
        number: signal.signal(number, interrupt)
        for number in numbers
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN
    }
    try:
        yield check
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def is_linear(*, plain: bool) -> bool:
    """Say whether text is to be linear: because that was asked for, or stdout is no terminal that can show more.

    NO_COLOR asks for no colours, and for nothing else.
    """
    return plain or not shows_more(sys.stdout)
