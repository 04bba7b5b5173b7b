"""Writing decks: what `build` and `deck` share."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

import click

from quizgen.cli.output import leave, put, say
from quizgen.domain.card import CardType
from quizgen.domain.fact import Kind
from quizgen.domain.problem import problem_at
from quizgen.domain.standing import is_looked_up, rests_on_article
from quizgen.domain.words import count
from quizgen.reading.layout import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quizgen.domain.fact import Fact
    from quizgen.domain.library import Recipe
    from quizgen.pipeline import Build, Library
    from quizgen.rendering.files import Edition

#: Kinds of facts whose options are mostly the answers of others; phrases need their own.
_FINDS_OPTIONS = frozenset((Kind.WHO, Kind.WHERE, Kind.WHEN, Kind.HOW_LONG, Kind.HOW_MANY, Kind.TERM))
#: So many facts are named at most.
_MOST_NAMED = 5
_ADVICE = f"put the articles into {ARTICLES}/, or say where they lie with `quizgen build --articles DIR`"


def locked_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option --locked."""
    return click.option("--locked", is_flag=True, help="Refuse to bring the lock file up to date (for CI).")(command)


def write_decks(library: Library, targets: list[tuple[Recipe, Path]], edition: Edition, *, locked: bool) -> None:
    """Bring the lock up to date and write each deck to its path, as a part of an edition.

    With `locked`, a lock that is behind is a problem: it is named, nothing is written, and the exit code is 1.
    """
    from quizgen import pipeline  # noqa: PLC0415
    from quizgen.rendering.manifest import Origin  # noqa: PLC0415

    built = pipeline.build(library)
    if locked and built.changed:
        _refuse(library, built)
    built.write_lock(edition.write)
    for recipe, path in targets:
        notes, cards = built.write_package(recipe, path, partial(edition.write, origin=Origin()))
        content = f"  {recipe.title}: {count(notes, 'note')}, {count(cards, 'card')}"
        edition.then(partial(put, str(path)))
        edition.then(partial(say, content, err=True))
    _tell(library, built, edition)


def _tell(library: Library, built: Build, edition: Edition) -> None:
    """Say what is new in the lock, what was not looked up, and whether facts may still be renamed, when all is made."""
    if built.changed:
        lock = library.shown_path(built.lock.path)
        sort = " new, changed or gone" if library.kb.documents.lock.entries else ", all new"
        entries = f"{count(len(built.changed), 'line')}{sort}"
        edition.then(partial(say, f"{lock}: {entries}; keep this file with the facts.", err=True))
        bare = [str(fact.id) for fact in library.facts() if _lacks_choice(library, fact)]
        if bare:
            shown = ", ".join(bare[:_MOST_NAMED]) + (" ..." if len(bare) > _MOST_NAMED else "")
            told = f"No multiple choice of {count(len(bare), 'fact')}, as too few others have an answer of that sort"
            edition.then(partial(say, f"{told}, and none stand under 'wrong': {shown}.", err=True))
    unseen = [
        fact for fact in library.facts() if rests_on_article(library.kb, fact) and not is_looked_up(library.kb, fact)
    ]
    if built.changed and unseen:  # to whoever only builds what others wrote it says nothing
        facts = count(len(unseen), "fact")
        told = f"The evidence of {facts} was not looked up, so that no articles are counted there"
        edition.then(partial(say, f"{told}; {_ADVICE}.", err=True))
    if built.changed and not library.kb.documents.is_released:
        advice = f"once they do, write 'released: DATE' into {library.shown_path(library.info.path)}"
        told = f"While learners do not have its decks, facts may be renamed and deleted; {advice}."
        edition.then(partial(say, told, err=True))


def _lacks_choice(library: Library, fact: Fact) -> bool:
    """Say whether a fact finds no options, though facts of its kind find theirs among the others."""
    ways = fact.ways or library.info.ways
    is_wanted = not ways or CardType.CHOICE in ways
    return (
        is_wanted
        and not fact.withdrawn
        and fact.kind in _FINDS_OPTIONS
        and not library.asker.makes_card(fact, "choice")
    )


def _refuse(library: Library, built: Build) -> NoReturn:
    """Name what is behind in the lock, and leave."""
    advice = "has changed; run 'quizgen build' and commit the lock"
    behind = [
        problem_at(built.lock.path, entry, "lock-behind", f"{entry.subject} {entry.id} {advice}")
        for entry in built.changed
    ]
    leave(library.with_shown_paths(behind), f"The lock is behind in {count(len(behind), 'line')}; nothing was made.")
