"""quizgen export."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from quizgen.cli.common import (
    find_decks,
    force_option,
    library_option,
    open_sound_library,
    refuse_idle,
    report_in_the_way,
)
from quizgen.cli.kept_tests import open_kept, recipe_of, test_option
from quizgen.cli.output import leave, put, put_json, say
from quizgen.domain.words import count
from quizgen.exporting import HOMES, bank_of
from quizgen.exporting.home import pack
from quizgen.reading.layout import BUILD, TEST_SUFFIX
from quizgen.rendering.outputs import EXPORTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizgen.domain.problem import Problem
    from quizgen.exporting.corrections import Corrections
    from quizgen.exporting.home import Bank, Home, Parcel
    from quizgen.pipeline import Library

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@click.command(name="export")
@click.argument("deck", metavar=f"[DECK|FILE{TEST_SUFFIX}]", required=False)
@library_option
@test_option
@click.option("--to", "form", type=click.Choice([*EXPORTS, *HOMES]), required=True, help="Where the questions go.")
@click.option(
    "--changed-since",
    "since",
    metavar="EDITION",
    help="Only what is new or was corrected after the edition of a day (YYYY-MM-DD), or since a lock file of its time.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(BUILD),
    show_default=True,
    help="The folder to write to; JSON goes to stdout.",
)
@force_option
@click.option("--verbose", is_flag=True, help="Name each question that the other program cannot carry.")
def command(  # noqa: PLR0913  one argument for each option
    *,
    deck: str | None,
    root: Path | None,
    test: Path | None,
    form: str,
    since: str | None,
    out: Path,
    force: bool,
    verbose: bool,
) -> None:
    """Write the questions of the library, of one deck or of a test for another program.

    Each takes along whose claim it is, and its sources where the program has room for them; what it cannot carry is
    left out and named. Most programs add what they import and replace nothing: after a correction, import only what has
    changed since, and delete there the questions of the same ids, which stand in the feedback.

    \b
    Examples:
      quizgen export core --to moodle
      quizgen export unit-3.test.yaml --to kahoot
      quizgen export --to moodle --changed-since 2026-03-01
      quizgen export --to json > library.json
    """
    library = open_sound_library(root)
    if deck and test:
        raise click.UsageError("A test is a deck of its own; leave out the deck, or --test")
    if deck is not None and deck.endswith(TEST_SUFFIX):
        test, deck = _existing(deck), None
    if form in EXPORTS:
        refuse_idle(f"--to {form}", ("since", "out", "force", "verbose"), "it prints on stdout, all there is")
        _print(library, form, deck, test)
        return
    chosen = _chosen(library, deck, test, since)
    home = HOMES[form]
    parcel = pack(home, chosen.bank)
    if not parcel.sent:
        leave(_losses(parcel, verbose=True), f"None of these questions can go to {home.name}; nothing was made.")
    path = out / f"{chosen.stem}{home.suffix}"
    with report_in_the_way():
        _write(path, parcel.data, force=force)
    put(str(path))
    say(*_told(home, parcel, verbose=verbose), *chosen.remarks, err=True)


def _existing(name: str) -> Path:
    """Return the path of a test. Raises click.UsageError where there is no such file."""
    path = Path(name)
    if not path.is_file():
        raise click.UsageError(f"There is no file {name}")
    return path


class _Chosen(NamedTuple):
    """What is to go out: the questions as a bank, the begin of the file's name, and what else is to be said."""

    bank: Bank
    stem: str
    remarks: tuple[str, ...] = ()


def _print(library: Library, form: str, deck: str | None, test: Path | None) -> None:
    """Print a deck, a test's facts or all of the library as data."""
    from quizgen import pipeline  # noqa: PLC0415

    recipe = find_decks(library, [deck])[0] if deck else recipe_of(library, test) if test else None
    put_json(pipeline.export(library, form, recipe))


def _chosen(library: Library, deck: str | None, test: Path | None, since: str | None) -> _Chosen:
    """Return what the arguments name. Raises click.UsageError."""
    from quizgen.exporting.questions import questions_of  # noqa: PLC0415  it loads what draws

    remarks: tuple[str, ...] = ()
    points: Mapping[str, int] = {}
    if test is not None:
        kept = open_kept(library, test)
        library, name, stem = kept.library, str(kept.test.title), test.name.removesuffix(TEST_SUFFIX)
        questions, points = kept.questions, kept.test.frame.points
        if kept.test.extracts:
            remarks = (f"{count(len(kept.test.extracts), 'extract')} of the test did not go along.",)
    else:
        recipe = find_decks(library, [deck])[0] if deck else None
        name, stem = str(recipe.title) if recipe else library.name, deck or "all"
        questions = [*questions_of(library.marked, recipe)]
    if since is None:
        return _Chosen(bank_of(library.marked.kb, name, questions, points=points), stem, remarks)
    corrections = _corrections(library, since)
    ways = library.asker.ways
    questions = [one for one in questions if corrections.touch(one, ways[one.way].card)]
    if not questions:
        leave([], f"Nothing that '{name}' asks has changed since {since}; nothing was made.")
    bank = bank_of(library.marked.kb, name, questions, points=points, changed=corrections.day)
    return _Chosen(bank, f"{stem}-{corrections.day}", (*remarks, *_withdrawn(library, since)))


def _corrections(library: Library, since: str) -> Corrections:
    """Return what has changed since an edition. Raises click.UsageError, and leaves where the lock is behind."""
    from quizgen import pipeline  # noqa: PLC0415
    from quizgen.exporting.corrections import since_day, since_lock  # noqa: PLC0415
    from quizgen.reading.lock import read_lock  # noqa: PLC0415

    built = pipeline.build(library)
    if built.changed:
        leave([], "The lock is behind; run `quizgen build` first, so that it is known what changed when.")
    if _DAY.fullmatch(since):
        return since_day(built.lock, since)
    old = Path(since)
    if not old.is_file():
        raise click.UsageError(f"--changed-since takes a day, as 2026-03-01, or a lock file; there is no file {old}")
    problems: list[Problem] = []
    lock = read_lock(old, str(old), problems)
    if problems:
        leave(problems, "Nothing was made.")
    return since_lock(built.lock, lock)


def _withdrawn(library: Library, since: str) -> list[str]:
    """Say which facts were withdrawn since a day, as no import deletes them."""
    gone = [fact for fact in library.kb.facts.values() if fact.retired is not None]
    if _DAY.fullmatch(since):
        gone = [fact for fact in gone if fact.retired is not None and str(fact.retired.on.written) >= since]
    return [f"Withdrawn, to be deleted there: {', '.join(str(fact.id) for fact in gone)}."] if gone else []


def _write(path: Path, data: bytes, *, force: bool) -> None:
    from quizgen.rendering.files import Edition  # noqa: PLC0415
    from quizgen.rendering.manifest import Origin  # noqa: PLC0415

    with Edition(force=force) as edition, edition.write(path, Origin()) as aside:
        aside.write_bytes(data)


def _told(home: Home, parcel: Parcel, *, verbose: bool) -> list[str]:
    """Return sentences on what went into the file and what did not."""
    return [f"{count(len(parcel.sent), 'question')} for {home.name}.", *_losses(parcel, verbose=verbose)]


def _losses(parcel: Parcel, *, verbose: bool) -> list[str]:
    """Return a line for each reason why something was left out, and one for each for which facts are missing."""
    lines = []
    for reason, ids in parcel.reasons.items():
        named = f": {', '.join(ids)}" if verbose else ""
        lines.append(f"Left out: {count(len(ids), 'question')}, as {reason}{named}.")
    lost = parcel.lost_facts
    if lost:
        lines.append(f"In no question that went along: {', '.join(lost)}.")
    return lines
