"""quizgen export."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.common import (
    find_decks,
    force_option,
    library_option,
    open_sound_library,
    refuse_idle,
    report_in_the_way,
    signals_interrupt,
)
from quizgen.cli.export_selection import of_deck, of_test, only_changed
from quizgen.cli.kept_tests import recipe_of, test_option
from quizgen.cli.output import leave, put, put_json, say
from quizgen.domain.words import count
from quizgen.exporting import HOMES
from quizgen.exporting.home import pack
from quizgen.reading.layout import BUILD, TEST_SUFFIX
from quizgen.rendering.files import naming
from quizgen.rendering.outputs import EXPORTS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from quizgen.cli.export_selection import Selected
    from quizgen.exporting.home import Home, Parcel
    from quizgen.pipeline import Library

#: So many ids are named where nobody asks for all.
_MOST_NAMED = 12


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
    left out and named.

    Most programs add what they import and replace nothing. After a correction: export once more, with --changed-since
    and the edition that you sent, which each export names. Search there for the ids that it tells, delete these
    questions, and import the file. In Moodle an id is the ID number of a question; elsewhere search for its part before
    the slash, the id of the fact, with which feedback ends. Anki replaces what it has by itself; a set for Quizlet or a
    game has no ids and is made anew from a whole export, as is a web page.

    A web page is one file that needs no network. Words behind a # in a link to it, with & between them, say what pupils
    see: topic=ID, core, n=10, practise or review to begin at once, review=off, answers=hidden.

    \b
    Examples:
      quizgen export core --to moodle
      quizgen export unit-3.test.yaml --to kahoot
      quizgen export --to moodle --changed-since 2026-03-01
      quizgen export core --to web
      quizgen export --to json > library.json
    """
    library = open_sound_library(root)
    if deck is not None and test is not None:
        raise click.UsageError("A test is a deck of its own; leave out the deck, or --test")
    if deck is not None and deck.endswith(TEST_SUFFIX):
        test, deck = _existing(deck), None
    if form in EXPORTS:
        refuse_idle(f"--to {form}", ("since", "out", "force", "verbose"), "it prints on stdout, all there is")
        _print(library, form, deck, test)
        return
    if since is not None and HOMES[form].is_whole:
        raise click.UsageError(
            f"--changed-since: {HOMES[form].name} takes the place of the one before it, and what pupils have answered "
            "stays, so export all of it again; `quizgen diff OLD.lock` says what has changed"
        )
    _require_folder(out)
    home = HOMES[form]
    selected = of_deck(library, deck) if test is None else of_test(library, test, home)
    if since is not None:
        selected = only_changed(library, selected, since)
    parcel = pack(home, selected.bank())
    if not parcel.sent:
        _tell_nothing(home, selected, parcel, since)
        return
    path = out / f"{selected.stem}{home.suffix}"
    with signals_interrupt(), report_in_the_way():
        _write(path, parcel.data, force=force)
    put(str(path))
    say(*_told(library, home, selected, parcel, is_verbose=verbose), err=True)


def _tell_nothing(home: Home, selected: Selected, parcel: Parcel, since: str | None) -> None:
    """Say why nothing was made: nothing has changed, which is fine, or else nothing can go there: exit code 1."""
    told = (*_losses(home, parcel, is_verbose=True), *selected.remarks, *_withdrawn(home, selected))
    if since is None:
        leave(told, f"No question of '{selected.name}' can go to {home.name}; nothing was made.")
    nothing = "Nothing else" if told else "Nothing"
    ending = f"{nothing} that {home.name} has of '{selected.name}' has changed since {since}; nothing was made."
    say(*told, ending, err=True)


def _require_folder(out: Path) -> None:
    """Raise click.UsageError for what elsewhere stands for stdout."""
    if str(out) == "-":
        raise click.UsageError("--out takes a folder, and '-' is none; only `--to json` prints on stdout, by itself")


def _existing(name: str) -> Path:
    """Return the path of a test. Raises click.UsageError where there is no such file."""
    path = Path(name)
    with naming(path):  # it may be a name that no file system takes
        is_file = path.is_file()
    if not is_file:
        raise click.UsageError(f"There is no file {name}")
    return path


def _print(library: Library, form: str, deck: str | None, test: Path | None) -> None:
    """Print a deck, a test's facts or all of the library as data."""
    from quizgen import pipeline  # noqa: PLC0415

    recipe = find_decks(library, [deck])[0] if deck else recipe_of(library, test) if test else None
    put_json(pipeline.export(library, form, recipe))


def _write(path: Path, data: bytes, *, force: bool) -> None:
    from quizgen.rendering.files import Edition  # noqa: PLC0415
    from quizgen.rendering.manifest import Origin  # noqa: PLC0415

    with Edition(force=force) as edition, edition.write(path, Origin()) as aside:
        aside.write_bytes(data)


def _told(library: Library, home: Home, selected: Selected, parcel: Parcel, *, is_verbose: bool) -> Iterator[str]:
    """Yield sentences on what went into the file, what did not, and what is to be done with it."""
    from quizgen.exporting.corrections import edition  # noqa: PLC0415

    each = ", one a fact" if home.one_a_fact else ""
    yield f"{count(len(parcel.sent), 'question')} for {home.name}{each}."
    yield from _losses(home, parcel, is_verbose=is_verbose)
    yield from selected.remarks
    yield from _withdrawn(home, selected)
    day = edition(library.kb.documents.lock)
    if selected.changed:
        ids = _named([item.id for item in parcel.sent], is_verbose=is_verbose)
        yield f"New or corrected: {ids}.{_advice(home)}"
        if selected.facts and any(item.question.others for item in parcel.sent):
            where = "whose id has a '+', or whose feedback names several facts"
            yield f"Questions about several facts are drawn anew: delete there all {where}."
    elif day:
        yield _later(home, day)


def _advice(home: Home) -> str:
    """Return what to do before corrected questions are imported, as a sentence after a blank, or nothing."""
    if home.replaces:
        return ""
    if home.one_a_fact:
        return " Questions have no ids there; correct these by hand, or make the set anew from a whole export."
    return " Delete the old ones there before you import."


def _later(home: Home, day: str) -> str:
    """Return how the corrections that come after the edition of a `day`, YYYY-MM-DD, are sent, as a sentence."""
    if home.one_a_fact:
        return f"Edition of {day}; after corrections, make the set anew."
    if home.is_whole:
        return f"Edition of {day}; after corrections, put a new one in its place: what pupils have answered stays."
    if day >= datetime.now(UTC).date().isoformat():  # another one may follow on the same day
        return "Edition of today; keep a copy of decks/quizgen.lock: `--changed-since COPY` sends what is new then."
    return f"Edition of {day}; after corrections, `--changed-since {day}` sends what is new."


def _withdrawn(home: Home, selected: Selected) -> Iterator[str]:
    """Yield a sentence on what was withdrawn, where anything was."""
    if selected.gone:
        advice = "" if home.one_a_fact else " Delete there what has these ids, as no import does."
        yield f"Withdrawn: {', '.join(selected.gone)}.{advice}"


def _losses(home: Home, parcel: Parcel, *, is_verbose: bool) -> Iterator[str]:
    """Yield a line for each reason why something was left out, and one that names facts that are missing."""
    for reason, ids in parcel.reasons.items():
        why = f"{home.name} {reason.removeprefix('it ')}" if reason.startswith("it ") else reason
        named = f": {', '.join(ids)}" if is_verbose else ""
        hint = "" if is_verbose else f" (--verbose names {'it' if len(ids) == 1 else 'them'})"
        yield f"Left out: {count(len(ids), 'question')}, as {why}{named}{hint}."
    lost = parcel.lost_facts
    if lost:
        yield f"In no question that went along: {_named(lost, is_verbose=is_verbose)}."


def _named(ids: Collection[str], *, is_verbose: bool) -> str:
    """Return ids, the first of very many unless all are asked for."""
    first = [*ids][: None if is_verbose else _MOST_NAMED]
    more = len(ids) - len(first)
    return ", ".join(first) + (f" and {more} more (--verbose names all)" if more else "")
