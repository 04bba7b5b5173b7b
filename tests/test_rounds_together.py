"""Rounds in several terminals, on several machines, and with a log that is in the way."""

from __future__ import annotations

import shlex
import signal
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from quizgen.domain.study import EntryKind
from quizgen.study.interchange import export_lines, import_lines
from quizgen.study.log import Log
from tests.support.effort import IS_GATE
from tests.support.rounds import kept

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import OpenTerminal, Program
    from tests.support.terminal import Terminal

ENTER = "\r"
CHOICE = ("--way", "choice")
ROUND = ("quiz", *CHOICE, "-n", "3")
FIRST, SECOND = "Who led the town council", "In which town did the council"


def option(terminal: Terminal, text: str, *, other: bool = False) -> str:
    """Return the key of the option on the screen that is `text`, or of one that is not."""
    terminal.ready()
    terminal.look()
    key = next(row.split()[0] for row in terminal.screen().splitlines() if row.endswith(f"  {text}"))
    return key if not other else str(int(key) % 4 + 1)


def test_a_declined_round_can_be_carried_to_another_machine(
    open_terminal: OpenTerminal, db: Path, tmp_path: Path
) -> None:
    terminal = open_terminal(*ROUND)
    terminal.press("a")
    terminal.expect("Answer")
    terminal.press("u")
    terminal.expect("Question 1 of 3")
    terminal.press("q")
    terminal.leaves()
    terminal = open_terminal(*ROUND)
    terminal.expect("of 3 questions")
    terminal.press("n")
    terminal.expect("Question 1 of 3")
    terminal.press("q")
    terminal.leaves()
    with Log.open(db) as log, Log.open(tmp_path / "other.db") as other:
        lines = export_lines(log)
        import_lines(other, [line.encode() for line in lines], "export")
        assert export_lines(other) == lines


def stopped(open_terminal: OpenTerminal) -> None:
    """Answer the first question of a round, and stop."""
    terminal = open_terminal(*ROUND)
    terminal.press("a")
    terminal.expect("Answer")
    terminal.press("q")
    terminal.leaves()


def test_where_a_round_is_offered_an_unknown_key_is_told_which_there_are(open_terminal: OpenTerminal) -> None:
    stopped(open_terminal)
    terminal = open_terminal(*ROUND)
    terminal.expect("is unfinished after 1 of 3 questions", "Enter go on with it")
    for key in "y?1":
        terminal.press(key)
        terminal.expect("Only these keys mean something here:", "Enter go on with it", "n begin a new one")
    terminal.press("q")
    assert terminal.leaves() == 0


def test_the_words_of_the_offer_may_be_typed_as_well_as_their_keys(open_terminal: OpenTerminal) -> None:
    stopped(open_terminal)
    terminal = open_terminal(*ROUND, "--plain", plain=True)
    terminal.expect("is unfinished after 1 of 3 questions")
    terminal.press("go on with it\r")
    terminal.expect("Question 2 of 3")


def test_the_command_that_goes_on_stands_in_one_piece_on_a_narrow_screen(open_terminal: OpenTerminal) -> None:
    terminal = open_terminal(*ROUND, columns=30)
    terminal.press("a")
    terminal.expect("Answer")
    terminal.press("\x03")
    assert terminal.leaves() == 130
    last = terminal.written.decode().splitlines()[-1]
    assert last.startswith("quizgen quiz --resume --library ")
    assert last.endswith(".db")


def test_a_round_that_two_terminals_go_on_with_loses_no_answer(open_terminal: OpenTerminal, db: Path) -> None:
    stopped(open_terminal)
    first, second = open_terminal("quiz", "--resume"), open_terminal(*ROUND)
    second.expect("is unfinished after 1 of 3 questions", "Enter go on with it")
    second.press(ENTER)
    for terminal in (first, second):
        terminal.expect("Question 2 of 3")
    for terminal in (second, first):
        terminal.press("a")
        terminal.expect("Answer")
    first.press(ENTER)
    first.expect("Question 3 of 3")
    first.signal(signal.SIGKILL)
    first.leaves()
    second.press(ENTER)
    second.expect("Question 3 of 3")
    second.press("a")
    second.expect("Answer")
    entries = kept(db)
    assert len({entry.session for entry in entries}) == 1
    assert len({entry.question for entry in entries}) == 3
    assert len(entries) == 4


def test_a_round_that_one_terminal_gives_up_is_played_to_its_end_in_the_other(
    open_terminal: OpenTerminal, db: Path
) -> None:
    first = open_terminal(*ROUND)
    first.press("a")
    first.expect("Answer")
    second = open_terminal(*ROUND)
    second.expect("Enter go on with it")
    second.press("n")
    second.expect("Question 1 of 3")
    for number in (2, 3):
        first.press(ENTER)
        first.expect(f"Question {number} of 3")
        first.press("a")
        first.expect("Answer")
    answers = [entry for entry in kept(db) if entry.kind is EntryKind.ANSWER]
    assert len({entry.question for entry in answers}) == len(answers) == 3


def test_a_card_that_another_terminal_has_answered_meanwhile_is_not_asked(
    open_terminal: OpenTerminal, db: Path
) -> None:
    review = ("review", "--way", "choice", "--new", "2", "--cold")
    first, second = open_terminal(*review), open_terminal(*review)
    for terminal in (first, second):
        terminal.expect(FIRST)
    second.press(option(second, "Jane Doe"))
    second.expect("Right.")
    second.press(ENTER)
    second.expect(SECOND)
    second.press(option(second, "Springfield", other=True))
    second.expect("Wrong.", "Back")
    first.press(option(first, "Jane Doe"))  # it was on the screen already
    first.expect("Right.")
    first.press(ENTER)
    first.expect("Another terminal has answered the remaining card.")
    assert SECOND not in first.said()
    second.press(ENTER)
    second.expect(SECOND)  # what was missed comes back where it was missed
    second.press("q")
    second.expect("1 missed and not yet known")
    assert sorted(entry.fact or "" for entry in kept(db)) == ["meeting.chair", "meeting.chair", "meeting.place"]


def test_the_command_told_goes_on_with_that_round_also_after_another(db: Path, rounds: Path, program: Program) -> None:
    places = ("--library", rounds, "--db", db)
    asked = program("quiz", *CHOICE, "-n", "3", *places, given="a\n")
    assert "2 not asked" in asked.stdout
    told = program("quiz", *CHOICE, "-n", "2", *places, given="a\n")
    assert "1 not asked" in told.stdout
    assert "is unfinished after 1 of 3 questions" in told.stderr
    go_on = shlex.split(told.stderr.partition("Go on with:\nquizgen ")[2].splitlines()[0])
    done = program(*go_on, given="a\na\n")
    assert "Question 2 of 3" in done.stdout
    assert "of 3 right." in done.stdout
    last = program("quiz", "--resume", *places, given="a\n")
    assert "of 2 right." in last.stdout
    ended = program(*go_on)
    assert (ended.returncode, "There is no such round" in ended.stderr) == (2, True), ended.stderr


def test_where_another_round_was_begun_later_the_command_names_the_one_that_was_left(
    open_terminal: OpenTerminal, db: Path
) -> None:
    first = open_terminal(*ROUND)
    first.expect("Question 1 of 3")
    second = open_terminal(*ROUND)
    second.expect("Question 1 of 3")
    for terminal in (first, second):
        terminal.press("a")
        terminal.expect("Answer")
    for terminal, way in ((first, "--round"), (second, "--resume")):
        terminal.press("q")
        terminal.expect("Go on with", f"quizgen quiz {way}")
        terminal.leaves()
    name = min(entry.session for entry in kept(db))
    terminal = open_terminal("quiz", "--round", name)
    terminal.press("a")
    terminal.expect("Answer")
    assert [entry.session for entry in kept(db)].count(name) == 2


def test_a_round_that_is_resumed_takes_no_other_choice(db: Path, rounds: Path, program: Program) -> None:
    for choice in (("--kind", "when"), ("--seed", "1"), ("-n", "7"), ("all",)):
        for how in (("--resume",), ("--round", "r1")):
            done = program("quiz", *how, *choice, "--library", rounds, "--db", db)
            assert (done.returncode, "as it was begun" in done.stderr) == (2, True), done.stderr
    done = program("quiz", "--fresh", "--round", "r1", "--library", rounds, "--db", db)
    assert (done.returncode, "as it was begun" in done.stderr) == (2, True), done.stderr


@pytest.mark.skipif(not IS_GATE, reason="waits the five seconds that a log may be busy; the gate runs it")
def test_a_review_goes_on_once_a_busy_log_is_free_again(open_terminal: OpenTerminal, db: Path) -> None:
    terminal = open_terminal("review", "--way", "choice", "--new", "2", "--cold")
    terminal.expect("Review 1 of 2")
    with closing(sqlite3.connect(db, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        terminal.press("a")
        terminal.expect("Not kept")
        other.execute("ROLLBACK")
    terminal.press("a")
    terminal.expect("Enter go on")  # whether it is right, the order of the day decides
    assert len(kept(db)) == 1


@pytest.mark.parametrize(
    "args", [("review", "--retention", "nan"), ("quiz", "--minutes", "nan"), ("quiz", "--seed", "")]
)
def test_what_is_no_number_or_seed_is_misuse(args: tuple[str, ...], program: Program) -> None:
    done = program(*args, "--db", ":memory:")
    assert done.returncode == 2
    assert "fault" not in done.stderr


@pytest.mark.parametrize("charset", ["ascii", "latin-1", "cp437"])
def test_a_terminal_of_another_charset_gets_plain_signs(charset: str, program: Program) -> None:
    done = program("quiz", "--db", ":memory:", "--seed", "1", PYTHONIOENCODING=charset)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Question 1 of 10" in done.stdout
    assert "Go on with" in done.stdout
    assert " ? " not in done.stdout.replace(" ? keys ", " ").replace("? keys", "")
    if charset == "ascii":
        assert " - ? keys - q stop" in done.stdout


def test_the_command_that_goes_on_is_whole(db: Path, rounds: Path, program: Program) -> None:
    done = program("quiz", "-n", "2", "--seed", "a b", "--library", rounds, "--db", db, "--minutes", "5")
    assert f"quizgen quiz -n 2 --seed 'a b' --library {rounds} --minutes 5.0 --db {db}" in done.stdout


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (
            ("review", "--kind", "demanded", "--way", "reverse"),
            "Error: No question fits these choices: ",
        ),
        (("quiz", "--resume", "--kind", "when"), "Error: A round goes on as it was begun; leave out --resume and"),
        (("log", "export", "--out", "README.md/reviews.jsonl"), "a file stands where a folder should be"),
    ],
    ids=["error", "misuse", "system"],
)
@pytest.mark.parametrize("columns", [31, 80])
def test_no_word_of_an_error_is_broken_on_a_terminal(  # noqa: PLR0913, PLR0917  two fixtures more than a table has
    open_terminal: OpenTerminal, db: Path, columns: int, args: tuple[str, ...], told: str, program: Program
) -> None:
    Log.open(db).close()
    terminal = open_terminal(*args, "--db", db, bare=True, columns=columns)
    terminal.expect(told)
    assert terminal.leaves() in (1, 2)
    piped = program(*args, "--db", db)
    assert [line for line in piped.stderr.splitlines() if told in line]
