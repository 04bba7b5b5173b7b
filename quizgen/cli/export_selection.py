"""Which questions `quizgen export` sends: those of a deck, a library or a test, or of these what was corrected."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from quizgen.cli.common import find_decks
from quizgen.cli.kept_tests import open_kept
from quizgen.cli.output import leave
from quizgen.domain.class_test import Frame
from quizgen.domain.words import count
from quizgen.reading.layout import TEST_SUFFIX

if TYPE_CHECKING:
    from quizgen.domain.fact import Fact
    from quizgen.domain.library import Lock
    from quizgen.domain.problem import Problem
    from quizgen.domain.question import Question
    from quizgen.exporting.corrections import Corrections
    from quizgen.exporting.home import Bank, Home
    from quizgen.pipeline import Library
    from quizgen.printing.class_test import KeptTest

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Selected(NamedTuple):
    """Questions of a `library`, to go out under a `name`, in a file whose name begins with `stem`.

    `facts` are those that they are chosen from, withdrawn ones too, and `own` the ids of those that are a test's own,
    whose `frame` is that. `remarks` are sentences on what else is to be known. `changed` is the edition, as YYYY-MM-DD,
    that has corrected those with the ids `touched`, where only these are to go out, and `gone` are the ids of facts and
    cards that were withdrawn since.
    """

    library: Library
    name: str
    stem: str
    questions: tuple[Question, ...]
    facts: tuple[Fact, ...] = ()
    own: frozenset[str] = frozenset()
    frame: Frame = Frame()
    remarks: tuple[str, ...] = ()
    changed: str = ""
    touched: frozenset[str] = frozenset()
    gone: tuple[str, ...] = ()

    def bank(self) -> Bank:
        """Return the questions as a home takes them."""
        from quizgen.exporting import bank_of  # noqa: PLC0415  it loads what writes them

        return bank_of(
            self.library.marked.kb,
            self.name,
            self.questions,
            frame=self.frame,
            changed=self.changed,
            touched=self.touched,
            own=self.own,
        )


def of_deck(library: Library, deck: str | None) -> Selected:
    """Return the questions of a deck, or of the whole library. Raises click.UsageError for an unknown deck."""
    from quizgen.exporting.questions import questions_of  # noqa: PLC0415  it loads what draws

    recipe = find_decks(library, [deck])[0] if deck is not None else None
    kb = library.kb
    return Selected(
        library,
        str(recipe.title) if recipe is not None else library.name,
        deck or "all",
        tuple(questions_of(library.marked, recipe)),
        tuple(kb.facts.values() if recipe is None else kb.facts_of(recipe)),
    )


def of_test(library: Library, path: Path, home: Home) -> Selected:
    """Return the questions of the test at `path` for a home; where anything is wrong with it, print all and leave."""
    kept = open_kept(library, path)
    frame = kept.test.frame
    lost = len(frame.extracts) - (len({*frame.on.values()}) if home.shows_extracts else 0)
    about = "" if home.shows_extracts else _about(kept)
    told = (f"{count(lost, 'extract')} of the test did not go along{about}.",) if lost else ()
    return Selected(
        kept.library,
        str(kept.test.title),
        path.name.removesuffix(TEST_SUFFIX),
        tuple(kept.questions),
        own=frozenset(map(str, kept.library.kb.facts.keys() - library.kb.facts.keys())),
        frame=frame,
        remarks=(*told, *kept.notices()),
    )


def _about(kept: KeptTest) -> str:
    """Return which questions cannot be answered without an extract, by their places from 1 and their ids."""
    on = kept.test.frame.on
    named = [f"{place} ({one.id})" for place, one in enumerate(kept.questions, 1) if one.id in on]
    if not named:
        return ""
    is_one = len(named) == 1
    who = f"{'question' if is_one else 'questions'} {', '.join(named)} {'is' if is_one else 'are'} about what it says"
    return f"; {who}: put it before {'it' if is_one else 'them'} there"


def only_changed(library: Library, selected: Selected, since: str) -> Selected:
    """Return what of a selection has changed since an edition: that of a day, or of a lock file.

    The `library` is that of the lock, without a test's own facts: their questions always count as changed. Raises
    click.UsageError for what is no edition; where the lock is behind, it is told so, and the exit code is 1.
    """
    from quizgen import pipeline  # noqa: PLC0415
    from quizgen.exporting.corrections import edition, on_day, since_day, since_lock  # noqa: PLC0415

    built = pipeline.build(library)
    if built.changed:
        leave([], "The lock is behind, so nobody knows what changed when; run `quizgen build` first, then again this.")
    remarks = [*selected.remarks]
    if _DAY.fullmatch(since):
        _require_day(since)
        corrections = since_day(built.lock, since)
        that_day = _touched(selected, on_day(built.lock, since))
        if that_day:
            known = f"what changed on that day counts as known ({count(len(that_day), 'question')})"
            file = "a copy of decks/quizgen.lock, or what `git show COMMIT:decks/quizgen.lock > old.lock` makes"
            remarks.append(f"{since} had several editions: {known}; for an earlier one name its lock file: {file}.")
    else:
        corrections = since_lock(built.lock, _read_lock(Path(since), str(library.namespace)))
    own = [one for one in selected.questions if str(one.fact.id) in selected.own]
    if own:
        remarks.append(f"Of the test's own questions ({len(own)}) no lock tells whether they changed: all go along.")
    gone = (*corrections.withdrawn(selected.facts), *(corrections.gone if selected.facts else ()))
    touched = _touched(selected, corrections)
    if selected.facts and (touched or gone):  # a test keeps its questions
        touched |= {one.id for one in selected.questions if one.others}
    changed = edition(built.lock)
    return selected._replace(
        remarks=tuple(remarks),
        changed=changed,
        touched=touched | {one.id for one in own},
        gone=gone,
        stem=f"{selected.stem}-corrections-{changed}",
    )


def _touched(selected: Selected, corrections: Corrections) -> frozenset[str]:
    """Return the ids of the questions that corrections touch."""
    ways = selected.library.asker.ways
    return frozenset(one.id for one in selected.questions if corrections.touch(one, ways[one.way].card))


def _require_day(day: str) -> None:
    try:
        date.fromisoformat(day)
    except ValueError:
        raise click.UsageError(f"--changed-since: there is no day {day}") from None


def _read_lock(path: Path, namespace: str) -> Lock:
    """Return the lock file at `path`; what is wrong with it is told, with exit code 1. Raises click.UsageError."""
    from quizgen.domain.library import LockSubject  # noqa: PLC0415
    from quizgen.reading.lock import read_lock  # noqa: PLC0415
    from quizgen.rendering.files import naming  # noqa: PLC0415

    with naming(path):  # it may be a name that no file system takes
        is_file = path.is_file()
    if not is_file:
        raise click.UsageError(f"--changed-since takes a day, as 2026-03-01, or a lock file; there is no file '{path}'")
    problems: list[Problem] = []
    lock = read_lock(path, str(path), problems)
    libraries = [id_ for subject, id_ in lock.entries if subject is LockSubject.TYPE]
    if not libraries:
        raise click.UsageError(f"'{path}' is no lock file of a library that was built, as decks/quizgen.lock is one")
    if namespace not in libraries:
        raise click.UsageError(f"'{path}' is the lock of another library, {libraries[0]}")
    if problems:
        leave(problems, "Nothing was made.")
    return lock
