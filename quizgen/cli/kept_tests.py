"""The option --test of other commands: what a test asks, as a selection of facts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizgen.cli.output import leave
from quizgen.domain.library import Recipe, Selection
from quizgen.domain.text import Text
from quizgen.domain.words import count
from quizgen.reading.layout import TEST_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizgen.pipeline import Library
    from quizgen.printing.class_test import KeptTest

    Command = Callable[..., Any]


def test_option(command: Command) -> Command:
    """Give a command the option --test."""
    option = click.option(
        "--test",
        "test",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar=f"FILE{TEST_SUFFIX}",
        help="Only what a test asks that is kept in a file.",
    )
    return option(command)


def open_kept(library: Library, path: Path) -> KeptTest:
    """Return the test that is kept at `path`; where anything is wrong with it, print all and leave with exit code 1."""
    from quizgen.pipeline import open_test  # noqa: PLC0415  few commands are told a test
    from quizgen.printing.class_test import keep_test  # noqa: PLC0415

    test, problems = open_test(library, path)
    kept = None
    if test is not None and not problems:
        kept, problems = keep_test(library, test)
    if kept is None or problems:
        leave(problems, f"{count(len(problems), 'problem')}; nothing was made.")
    return kept


def questions_of(library: Library, path: Path) -> tuple[str, ...]:
    """Return the ids of the questions that a test asks about the library's facts, in their order; leave as above."""
    asked = (str(one.question) for one in open_kept(library, path).test.questions)
    return tuple(id_ for id_ in asked if library.kb.facts.keys() >= _facts(id_))


def recipe_of(library: Library, path: Path) -> Recipe:
    """Return the deck of the library's facts that a test asks; leave as above. Raises click.UsageError."""
    test = open_kept(library, path).test
    facts = {fact for asked in test.questions for fact in _facts(asked.question)} & library.kb.facts.keys()
    if not facts:
        raise click.UsageError(f"{path} asks nothing that the library knows")
    name = path.name.removesuffix(TEST_SUFFIX)
    return Recipe(Text(name), str(path), test.title, test.title, Selection(facts=frozenset(facts)))


def _facts(question: str) -> set[str]:
    return set(question.rpartition("/")[0].split("+"))
