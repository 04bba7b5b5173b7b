"""Rounds in a real pseudo-terminal: keys, resizing, every way to stop, and what is kept and left behind."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from quizgen.domain.study import EntryKind, Grade
from quizgen.domain.verdict import Fit
from quizgen.pipeline import open_library
from tests.support.effort import IS_GATE, few
from tests.support.library import write_library
from tests.support.rounds import kept

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import OpenTerminal

UP, DOWN, ENTER, CTRL_C, CTRL_D, CTRL_Z = "\x1b[A", "\x1b[B", "\r", "\x03", "\x04", "\x1a"
CHOICE = ("--way", "choice", "--seed", "1")
TYPED = ("--way", "typed", "--seed", "1")
CHAIR, PLACE = "Who led the town council", "In which town did the council"


def given(db: Path) -> list[str]:
    """Return the answers that count, as they were given."""
    return [entry.given or "" for entry in kept(db) if entry.kind is EntryKind.ANSWER]


def test_digits_and_letters_pick_the_option_beside_them(open_terminal: OpenTerminal, db: Path) -> None:
    terminal = open_terminal("quiz", *CHOICE, "-n", "8")
    keys = "1bcDabCd"
    for number, key in enumerate(keys, 1):
        terminal.expect(f"Question {number} of 8")
        terminal.press(key)
        terminal.expect("Answer")
        terminal.press(ENTER)
    terminal.expect("of 8 right")
    terminal.press(ENTER)
    assert terminal.leaves() == 0
    answers = [entry for entry in kept(db) if entry.kind is EntryKind.ANSWER]
    assert [entry.offered.index(entry.given or "") for entry in answers] == [0, 1, 2, 3, 0, 1, 2, 3]
    assert terminal.modes() == terminal.found


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ((DOWN,), 0),
        ((DOWN, DOWN, DOWN, UP), 1),
        (("\x1bOB", "\x1bOB"), 1),
        ((UP,), 3),
        ((UP, DOWN), 0),
    ],
    ids=["down", "down and up", "application keys", "from below", "round the end"],
)
def test_arrow_keys_point_and_enter_takes(
    open_terminal: OpenTerminal, db: Path, keys: tuple[str, ...], place: int
) -> None:
    terminal = open_terminal("quiz", *CHOICE)
    options = ["Mary Major", "Jane Doe", "Sam Hill", "Ann Other"]
    terminal.expect(CHAIR, *options)
    for key in keys:
        terminal.press(key)
        terminal.expect("> ")
    terminal.expect(f"> {place + 1} {options[place]}")
    terminal.press(ENTER)
    terminal.expect("Right." if options[place] == "Jane Doe" else "Wrong.", "Answer Jane Doe")
    assert given(db) == [options[place]]


@pytest.mark.parametrize("at_once", [True, False], ids=["in one piece", "key by key"])
def test_every_press_of_an_arrow_key_counts_however_fast(open_terminal: OpenTerminal, db: Path, at_once: bool) -> None:
    terminal = open_terminal("quiz", *CHOICE)
    keys = (DOWN, "\x1bOB", DOWN, DOWN, UP, UP, ENTER)
    terminal.expect(CHAIR)
    terminal.press("".join(keys) if at_once else keys[0])
    for key in () if at_once else keys[1:]:
        terminal.type_ahead(key)
    terminal.expect("Right.")
    assert given(db) == ["Jane Doe"]


def test_enter_alone_picks_nothing(open_terminal: OpenTerminal, db: Path) -> None:
    terminal = open_terminal("quiz", *CHOICE)
    for key in (ENTER, " ", "2"):
        terminal.press(key)
    terminal.expect("Right.")
    assert given(db) == ["Jane Doe"]


@pytest.mark.parametrize("size", [(40, 10), (120, 40), (20, 5)])
def test_a_question_is_drawn_anew_when_the_window_changes(
    open_terminal: OpenTerminal, db: Path, size: tuple[int, int]
) -> None:
    terminal = open_terminal("quiz", *CHOICE)
    terminal.press("h")
    terminal.expect("Hint")
    terminal.resize(*size)
    terminal.expect("council at", "Ann Other", "Hint")
    terminal.press("2")
    terminal.expect("Right.")
    terminal.resize(80, 24)
    terminal.expect("Right.", "Answer Jane Doe")
    terminal.press(ENTER)
    terminal.expect(PLACE)
    (entry,) = kept(db)
    assert (entry.given, entry.hinted) == ("Jane Doe", True)


#: A window that changes just as reading begins, or as it ends.
STRUCK = """
import signal, sys
from quizgen.language import ENGLISH
from quizgen.rendering.terminal.front import Redraw
from quizgen.rendering.terminal.page import Input
from quizgen.rendering.terminal.screen import ScreenFront

class Struck(ScreenFront):
    def __setattr__(self, name, value):
        is_change = name == "is_reading" and self.__dict__.get(name, False) != value
        is_struck = is_change and changes.pop(0) == "now"
        if is_struck and not value:
            signal.raise_signal(signal.SIGWINCH)
        super().__setattr__(name, value)
        if is_struck and value:
            signal.raise_signal(signal.SIGWINCH)

changes = [*sys.argv[1:], "later", "later"]
try:
    Struck(ENGLISH).read(Input(line=True))
except Redraw:
    print("drawn anew, waiting:", *signal.pthread_sigmask(signal.SIG_BLOCK, ()))
"""


@pytest.mark.parametrize("changes", [["now"], ["later", "now"]], ids=["begins", "ends"])
def test_no_signal_waits_for_ever_when_the_window_changes_as_reading_begins_or_ends(changes: list[str]) -> None:
    command = [sys.executable, "-c", STRUCK, *changes]
    done = subprocess.run(command, input="1\n", capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.removeprefix("> ") == "drawn anew, waiting:\n"


#: What Windows lacks of signals and terminals.
ELSEWHERE = """
import signal, sys
for name in ("SIGWINCH", "SIGCONT", "SIGTSTP", "SIGALRM", "SIGHUP", "SIG_BLOCK", "SIG_SETMASK", "pthread_sigmask",
             "setitimer", "ITIMER_REAL"):
    delattr(signal, name)
sys.modules |= {"termios": None, "tty": None, "readline": None}
from quizgen.language import ENGLISH
from quizgen.rendering.terminal.page import Input
from quizgen.rendering.terminal.screen import ScreenFront
print(ScreenFront(ENGLISH).read(Input(line=True)))
import click
click.getchar = iter("z\\x1a").__next__
front = ScreenFront(ENGLISH)
print(front.read(Input()))
try:
    front.read(Input())
except EOFError:
    print("the end")
"""


def test_lines_and_keys_are_read_where_there_are_no_signals() -> None:
    command = [sys.executable, "-c", ELSEWHERE]
    done = subprocess.run(command, input="Jane\n", capture_output=True, text=True, check=False, timeout=60)
    assert (re.findall("> Jane|z|the end", done.stdout), done.stderr) == (["> Jane", "z", "the end"], "")


def test_what_was_typed_on_a_line_survives_a_change_of_the_window(open_terminal: OpenTerminal, db: Path) -> None:
    terminal = open_terminal("quiz", *TYPED)
    terminal.expect(CHAIR)
    terminal.press("Jane D")
    terminal.expect("> Jane D")
    for columns, rows in ((60, 20), (40, 10), (90, 30)):
        terminal.resize(columns, rows)
        terminal.expect("of January 2022?", "> Jane D")
    terminal.press("oe\r")
    terminal.expect("Right.")
    assert given(db) == ["Jane Doe"]
    terminal.press(ENTER)
    terminal.expect(PLACE)
    assert terminal.settled().endswith("\n>")  # the next line starts empty


def test_a_storm_of_changes_while_answering_breaks_nothing(open_terminal: OpenTerminal, db: Path) -> None:
    terminal = open_terminal("quiz", *CHOICE, "-n", "3")
    terminal.ready()
    for key, then in (("a", "Answer"), (ENTER, "2 of 3"), ("a", "Answer"), (ENTER, "3 of 3"), ("a", "Answer")):
        terminal.press(key)
        for columns in (*range(60, 100), *range(100, 60, -1)):
            terminal.resize(columns, 24)
        terminal.insist(key, then)
    terminal.settled()  # the last change may still be on its way, and what is typed before it is thrown away
    terminal.press(CTRL_C)
    assert terminal.leaves() == 130
    assert len(given(db)) == 3
    assert terminal.modes() == terminal.found
    assert b"xception" not in terminal.written


@pytest.mark.parametrize("seed", range(1 if not IS_GATE else 5))
def test_a_storm_of_changes_in_a_line_loses_no_letter(open_terminal: OpenTerminal, db: Path, seed: int) -> None:
    terminal = open_terminal("quiz", *TYPED)
    terminal.expect(CHAIR)
    terminal.press("Jane D")
    terminal.expect("> Jane D")
    for step in range(60):
        terminal.resize(20 + (7 * step + seed) % 80, 8 + (5 * step) % 30)
    terminal.resize(80, 24)
    terminal.expect(CHAIR, "> Jane D")
    terminal.press("\x0c")  # Ctrl-L
    terminal.expect(CHAIR, "> Jane D")
    terminal.press("oe\r")
    terminal.expect("Right.")
    assert given(db) == ["Jane Doe"]


@pytest.mark.parametrize(
    "env", few([{"COLUMNS": "1"}, {"NO_COLOR": "1"}, {"COLUMNS": "0", "LINES": "0"}, {"CLICOLOR": "0"}], 2)
)
def test_a_question_is_shown_and_a_key_answers_whatever_the_surroundings_say(
    open_terminal: OpenTerminal, db: Path, env: dict[str, str]
) -> None:
    terminal = open_terminal("quiz", *CHOICE, env=env)
    terminal.ready()
    if env != {"COLUMNS": "1"}:
        terminal.expect(CHAIR)
    terminal.press("2")
    terminal.settled(after=0.2)
    assert given(db) == ["Jane Doe"]
    assert "NO_COLOR" not in env or not re.search(rb"\x1b\[[0-9;]*3[12]", terminal.written)


WAYS = pytest.mark.parametrize(("way", "answer"), [(CHOICE, "2"), (TYPED, "Jane Doe\r")], ids=["key", "line"])


@WAYS
@pytest.mark.parametrize(
    ("stop", "code"),
    few([(CTRL_C, 130), ("q", 0), (signal.SIGHUP, 130), (CTRL_C * 3, 130), (signal.SIGTERM, 130), (CTRL_D, 0)], 3),
    ids=few(["Ctrl-C", "q", "SIGHUP", "Ctrl-C thrice", "SIGTERM", "Ctrl-D"], 3),
)
def test_however_a_round_is_stopped_its_answers_are_kept_and_the_terminal_is_as_it_was(  # noqa: PLR0913, PLR0917  a table
    open_terminal: OpenTerminal, db: Path, way: tuple[str, ...], answer: str, stop: str | int, code: int
) -> None:
    terminal = open_terminal("quiz", *way)
    terminal.press(answer)
    terminal.expect("Right.")
    terminal.press(ENTER)
    terminal.expect(PLACE)
    terminal.stop(f"{stop}\r" if stop == "q" and way is TYPED else stop)
    assert terminal.leaves() == code
    assert terminal.modes() == terminal.found
    assert given(db) == ["Jane Doe"]
    assert "--resume" in terminal.said() or "--resume" in terminal.everything()
    assert "Traceback" not in terminal.everything()


@pytest.mark.parametrize(
    ("stop", "code"), [(CTRL_C, 130), (signal.SIGTERM, 130), (CTRL_D, 0)], ids=["Ctrl-C", "SIGTERM", "Ctrl-D"]
)
@pytest.mark.parametrize("moment", few(["offer", "feedback", "revealed", "over"], 2))
def test_a_round_can_be_stopped_at_any_moment(
    open_terminal: OpenTerminal, db: Path, moment: str, stop: str | int, code: int
) -> None:
    options = ("--way", "recall" if moment == "revealed" else "true-false", "-n", "1" if moment == "over" else "2")
    terminal = open_terminal("quiz", *options)
    keys = {"feedback": ("1",), "revealed": (ENTER,), "over": ("1", ENTER), "offer": ("1", "q")}
    for key in keys[moment]:
        terminal.press(key)
        terminal.settled(after=0.1)
    if moment == "offer":
        assert terminal.leaves() == 0
        terminal = open_terminal("quiz", *options)
        terminal.expect("1 of 2 questions")
    terminal.stop(stop)
    assert terminal.leaves() == code
    assert terminal.modes() == terminal.found
    assert len(given(db)) == (moment != "revealed")


@pytest.mark.parametrize("stop", [CTRL_D, signal.SIGKILL, signal.SIGHUP, "q"], ids=["Ctrl-D", "SIGKILL", "SIGHUP", "q"])
def test_a_near_miss_counts_as_hard_however_the_round_is_left_at_it(
    open_terminal: OpenTerminal, db: Path, stop: str | int
) -> None:
    terminal = open_terminal("quiz", *TYPED, "-n", "3")
    terminal.press("Jane Doe\r")
    terminal.expect("Right.")
    terminal.press(ENTER)
    terminal.expect(PLACE)
    terminal.press("Springfeild\r")
    terminal.expect("Did you mean “Springfield”?")
    terminal.stop(stop)
    terminal.leaves()
    assert given(db) == ["Jane Doe", "Springfeild"]
    assert (kept(db)[-1].grade, kept(db)[-1].fit) == (Grade.HARD, Fit.NEAR)
    open_terminal("quiz", "--resume").expect("Question 3 of 3", "2 right, 0 wrong")


DROPPED = """
import signal
from quizgen.rendering.terminal import screen
class Dropped:
    def __del__(self):
        signal.raise_signal(signal.SIGHUP)
def begin(source, keys=screen.single_keys):
    Dropped()
    return keys(source)
screen.single_keys = begin
from quizgen.cli import main
main()
"""


def test_a_signal_that_python_drops_just_before_it_waits_ends_a_round(open_terminal: OpenTerminal, db: Path) -> None:
    terminal = open_terminal("quiz", *CHOICE, program=(sys.executable, "-c", DROPPED))
    assert terminal.leaves() == 130
    assert "0 answers kept" in terminal.everything()


def test_a_change_of_size_that_python_drops_is_seen_all_the_same(open_terminal: OpenTerminal) -> None:
    once = DROPPED.replace("SIGHUP", "SIGWINCH").replace("    Dropped()", "    dropped and dropped.pop()()")
    once = once.replace("def begin", "dropped = [Dropped]\ndef begin")
    terminal = open_terminal("quiz", *CHOICE, program=(sys.executable, "-c", once))
    terminal.expect(CHAIR)
    terminal.resize(60, 24)
    terminal.expect(CHAIR, "s skip")
    terminal.press("2")
    terminal.expect("Right.")


def test_closing_the_window_keeps_what_was_answered(open_terminal: OpenTerminal, db: Path) -> None:
    terminal = open_terminal("quiz", *CHOICE)
    terminal.press("2")
    terminal.expect("Right.")
    terminal.ready()
    assert terminal.hang_up() == 130
    assert given(db) == ["Jane Doe"]


@WAYS
def test_ctrl_z_stops_and_the_shell_calls_back(
    open_terminal: OpenTerminal, db: Path, way: tuple[str, ...], answer: str, rounds: Path
) -> None:
    program = (sys.executable, "-m", "quizgen", "quiz", *way, "--library", str(rounds), "--db", str(db))
    terminal = open_terminal("-i", program=("sh",), env={"PS1": "prompt$ ", "ENV": ""}, bare=True)
    terminal.settled(after=0.2)
    terminal.type_ahead(" ".join(program) + "\n")
    terminal.expect(CHAIR)
    if way is TYPED:
        terminal.press("Jane")
        terminal.expect("> Jane")
    terminal.ready()
    before = terminal.modes()
    terminal.press(CTRL_Z)
    terminal.expect("prompt$")
    assert terminal.modes() == terminal.found != before
    terminal.type_ahead("fg\n")
    terminal.expect(CHAIR, "s skip", *(["> Jane"] if way is TYPED else []))
    terminal.ready()
    assert terminal.modes() == before
    terminal.press(answer.removeprefix("Jane") if way is TYPED else answer)
    terminal.expect("Right.")
    assert given(db) == ["Jane Doe"]
    terminal.press(CTRL_C)
    terminal.expect("prompt$")
    assert terminal.modes() == terminal.found
    terminal.type_ahead("exit $?\n")
    assert terminal.leaves() == 130


def test_a_killed_round_is_offered_again_and_goes_on_at_the_next_question(
    open_terminal: OpenTerminal, db: Path
) -> None:
    terminal = open_terminal("quiz", "--way", "choice", "-n", "3")
    terminal.press("a")
    terminal.expect("Answer")
    terminal.signal(signal.SIGKILL)
    assert terminal.leaves() == -signal.SIGKILL
    (entry,) = kept(db)

    terminal = open_terminal("quiz", "--way", "choice", "-n", "3")
    terminal.expect("1 of 3 questions")
    terminal.press(ENTER)
    right = entry.grade is Grade.GOOD
    terminal.expect("Question 2 of 3", "1 right, 0 wrong" if right else "0 right, 1 wrong")
    for then in ("Question 3 of 3", "of 3 right"):
        terminal.press("a")
        terminal.expect("Answer")
        terminal.press(ENTER)
        terminal.expect(then)
    terminal.press(ENTER)
    assert terminal.leaves() == 0
    assert len({one.question for one in kept(db) if one.kind is EntryKind.ANSWER}) == 3
    assert len({one.session for one in kept(db)}) == 1

    terminal = open_terminal("quiz", "--way", "choice", "-n", "3")
    terminal.expect("Question 1 of 3")  # nothing is left to go on with


def test_a_new_round_can_be_begun_instead_and_the_old_one_is_not_offered_again(
    open_terminal: OpenTerminal, db: Path
) -> None:
    for stop in ("q", CTRL_C):
        terminal = open_terminal("quiz", "--way", "choice", "-n", "3")
        if stop == CTRL_C:
            terminal.expect("1 of 3 questions")
            terminal.resize(60, 20)
            terminal.expect("1 of 3 questions")
            terminal.press("n")
            terminal.expect("Question 1 of 3")
            terminal.press("2")
            terminal.expect("Answer")
        else:
            terminal.press("a")
            terminal.expect("Answer")
        terminal.press(stop)
        terminal.leaves()
    assert len({one.session for one in kept(db) if one.kind is EntryKind.ANSWER}) == 2
    terminal = open_terminal("quiz", "--way", "choice", "-n", "3")
    terminal.expect("1 of 3 questions")
    terminal.press(ENTER)
    terminal.expect("Question 2 of 3")


@pytest.mark.parametrize("burst", few(["1\r1\r1\r", "1" * 100, "11111"], 2))
def test_keys_typed_ahead_answer_no_later_question(open_terminal: OpenTerminal, db: Path, burst: str) -> None:
    terminal = open_terminal("quiz", *CHOICE, "-n", "3")
    terminal.expect(CHAIR)
    terminal.press(burst)
    terminal.expect("Answer Jane Doe")
    terminal.settled(after=0.3)
    assert given(db) == ["Mary Major"]
    assert PLACE not in terminal.said()


def test_keys_typed_before_the_first_question_and_between_questions_are_thrown_away(
    open_terminal: OpenTerminal, db: Path
) -> None:
    terminal = open_terminal("quiz", *CHOICE, "-n", "3", ahead="1" * 5)
    terminal.expect(CHAIR, "1-4")
    terminal.settled(after=0.3)
    assert given(db) == []
    terminal.press("2")
    for _ in range(20):
        terminal.type_ahead("1")
    terminal.expect("Right.")
    assert given(db) == ["Jane Doe"]
    terminal.press(ENTER)
    terminal.type_ahead("1")
    terminal.expect(PLACE)
    terminal.settled(after=0.3)
    assert len(given(db)) <= 2  # a key pressed after the question is there may count; one before it may not


@pytest.mark.parametrize("where", ["feedback", "next question", "end"])
def test_an_answer_is_taken_back_and_asked_again(open_terminal: OpenTerminal, db: Path, where: str) -> None:
    terminal = open_terminal("quiz", *CHOICE, "-n", "1" if where == "end" else "2")
    terminal.press("a")
    terminal.expect("Wrong.")
    if where != "feedback":
        terminal.press(ENTER)
        terminal.expect(PLACE if where == "next question" else "0 of 1 right")
    terminal.press("u")
    terminal.expect(CHAIR, "Question 1 of")
    assert given(db) == []
    terminal.press("2")
    terminal.expect("Right.")
    assert given(db) == ["Jane Doe"]
    assert [one.kind for one in kept(db, voided=True)] == [EntryKind.ANSWER, EntryKind.UNDO, EntryKind.ANSWER]
    terminal.press(ENTER)
    terminal.expect("1 of 1 right" if where == "end" else "1 right, 0 wrong")


MARKUP = """\
topic: meetings
title: "Two [i]meetings[/i] :boom:"
facts:
- id: markup.first
  what: "[bold red]loud[/] :cat:"
  ask: "What stands on the wall [sic], beside [/] and :smile:, in [link=http://example.com]ink[/link]?"
  wrong: ["[green]calm[/] :dog:", "[blue]soft[/] :cow:", "%s [x]dark[/] :ox:"]
  note: "[sic] [/] [bold] :boat: [@click=app.bell]x[/]"
  evidence: {wire: met on 12 January 2022}
"""


def test_text_that_looks_like_markup_reads_as_it_is_written(open_terminal: OpenTerminal, tmp_path: Path) -> None:
    library = write_library(tmp_path / "library", files={"questions/meetings.yaml": MARKUP})
    terminal = open_terminal("quiz", "--library", library, "--way", "choice")
    terminal.expect(
        "Two [i]meetings[/i] :boom:",
        "What stands on the wall [sic], beside [/] and :smile:, in [link=http://example.com]ink[/link]?",
        *("[bold red]loud[/] :cat:", "[green]calm[/] :dog:", "%s [x]dark[/] :ox:"),
    )
    terminal.press("a")
    terminal.expect("Answer [bold red]loud[/] :cat:")
    terminal.press("i")
    terminal.expect("[sic] [/] [bold] :boat: [@click=app.bell]x[/]")
    assert b"\x1b]8" not in terminal.written  # no link was made of it


def test_no_escape_that_is_typed_comes_back_as_one(open_terminal: OpenTerminal, db: Path) -> None:
    terminal = open_terminal("quiz", *TYPED)
    terminal.press("Ann\x16\x1b]0;owned\x16\x07\x16\x1b[31m \x16\x9b5m\u202eeman\r")
    terminal.expect("Wrong.")
    assert b"\x1b]0" not in terminal.written
    assert b"\x1b[31m" not in terminal.written
    assert "\u202e".encode() not in terminal.written.partition(b"Wrong.")[2]
    assert "\x1b" not in given(db)[0]


@pytest.mark.parametrize("way", ["choice", "typed", "recall", "true-false"])
def test_the_verdict_and_the_answer_stay_in_sight_in_a_small_window(open_terminal: OpenTerminal, way: str) -> None:
    terminal = open_terminal("quiz", "--way", way, "--seed", "1", "--kind", "who", columns=40, rows=10)
    terminal.press({"choice": "1", "typed": "Ann Other\r", "recall": ENTER, "true-false": "f"}[way])
    terminal.expect("Answer")
    shown = terminal.settled(after=0.2)
    assert "Answer" in shown
    assert "Wrong." in shown or way == "recall"


@pytest.mark.parametrize("size", [(80, 24), (40, 10)])
def test_the_page_of_keys_fits_and_the_question_comes_back_after_it(
    open_terminal: OpenTerminal, db: Path, size: tuple[int, int]
) -> None:
    terminal = open_terminal("quiz", *CHOICE, columns=size[0], rows=size[1])
    terminal.press("?")
    terminal.expect("goes back")
    shown = terminal.settled(after=0.2)
    assert "hint" in shown
    assert "skip" in shown
    assert "1-4" in shown
    terminal.resize(*size[::-1])
    terminal.expect(CHAIR)
    terminal.press("?")
    terminal.expect("goes back")
    terminal.press("2")  # a key that is meant for the page of keys answers nothing
    terminal.expect(CHAIR)
    assert given(db) == []


@pytest.mark.parametrize(
    ("way", "answer", "size"), [("match", "abc", (80, 20)), ("match", "abc", (60, 24)), ("order", "1234", (30, 20))]
)
def test_right_or_wrong_is_in_sight_however_much_there_is_to_say(
    open_terminal: OpenTerminal, db: Path, way: str, answer: str, size: tuple[int, int]
) -> None:
    terminal = open_terminal("quiz", "--way", way, "--seed", "1", "-n", "1", columns=size[0], rows=size[1])
    terminal.expect("Enter ends an answer")
    terminal.press(f"{answer}\r")
    terminal.expect("Enter go on")
    assert "Wrong." in terminal.settled(after=0.1)
    terminal.press("i")
    terminal.expect("Sources", "Enter go on")
    assert terminal.settled(after=0.1).rstrip("\n").endswith("q stop")


def test_a_tiny_window_shows_all_of_a_round(open_terminal: OpenTerminal, db: Path) -> None:
    for way in ("choice", "typed", "recall", "order", "match", "true-false") if IS_GATE else ("choice", "match"):
        terminal = open_terminal("quiz", "--way", way, "--seed", "1", "-n", "1", columns=20, rows=5)
        for key in ("?", "h", "2"):
            terminal.press(key if way not in ("typed", "order", "match") else f"{key}\r")
            terminal.settled(after=0.1)
        terminal.press(CTRL_C)
        assert terminal.leaves() == 130
        assert "Traceback" not in terminal.everything()


def test_two_terminals_review_at_once_and_neither_asks_what_the_other_has_answered(
    open_terminal: OpenTerminal, db: Path, rounds: Path
) -> None:
    facts = {str(fact.ask): str(id_) for id_, fact in open_library(rounds).kb.facts.items()}
    waiting, busy = (open_terminal("review", "--way", "recall", "--new", "20", "--cold") for _ in range(2))
    waiting.expect("Enter")
    asked: list[str] = []
    for terminal in (busy, waiting):  # while one has its first question on the screen, the other one asks them all
        while "Go on with" not in terminal.said():
            said = terminal.expect("Enter")
            (fact,) = (id_ for ask, id_ in facts.items() if ask in said)
            asked.append(fact)
            for key, then in ((ENTER, "Answer"), ("y", "Known.")):
                terminal.press(key)
                terminal.expect(then)
            terminal.expect("Enter")
    assert sorted(asked[:-1]) == sorted(facts.values())
    assert asked[-1] == asked[0]
    assert "Another terminal has answered the remaining 10 cards." in waiting.everything()
    assert sorted(entry.fact or "" for entry in kept(db)) == sorted(asked)


@pytest.mark.parametrize("stop", [CTRL_C, signal.SIGKILL, signal.SIGHUP], ids=["Ctrl-C", "SIGKILL", "SIGHUP"])
def test_a_card_that_was_on_the_screen_when_a_review_stopped_is_asked_at_the_next_start(
    open_terminal: OpenTerminal, stop: str | int
) -> None:
    for _ in range(2):
        terminal = open_terminal("review", "--way", "recall", "--kind", "who", "--cold")
        terminal.expect(CHAIR)
        if isinstance(stop, int):
            terminal.signal(stop)
        else:
            terminal.press(stop)
        terminal.leaves()


def test_a_miss_comes_back_within_the_review_and_again_tomorrow(open_terminal: OpenTerminal, db: Path) -> None:
    terminal = open_terminal("review", "--kind", "who", "--kind", "where", "--cold")
    terminal.expect("Review 1 of 2", CHAIR)
    terminal.press("Ann Other\r")
    terminal.expect("Wrong.", "tomorrow")
    terminal.press(ENTER)
    terminal.expect(PLACE)
    terminal.press("Springfield\r")
    terminal.expect("Right.", "in ")
    terminal.press(ENTER)
    terminal.expect(CHAIR)
    terminal.press("Jane Doe\r")
    terminal.expect("Right.")
    terminal.press(ENTER)
    terminal.expect("2 of 3 right", "Missed", "tomorrow", "Go on with quizgen quiz", "--missed")
    terminal.press(ENTER)
    assert terminal.leaves() == 0
    assert given(db) == ["Ann Other", "Springfield", "Jane Doe"]
    terminal = open_terminal("review", "--kind", "who", "--kind", "where", columns=40)
    terminal.expect("Nothing is due today. The next card")
    assert terminal.leaves() == 0
    when = r"(on \d+ [A-Z][a-z]+ \d{4}|today, after four in the morning)"  # as the tests may run at night
    assert re.search(rf"comes back {when}\.", " ".join(terminal.everything().split()))
    assert re.search(r"\bpractises\s+without\s+moving\s+the\s+schedule\b", terminal.everything())


def test_a_new_fact_is_shown_before_it_is_asked(open_terminal: OpenTerminal, db: Path) -> None:
    terminal = open_terminal("review", "--kind", "who", "--kind", "where")
    terminal.expect("New fact", "Who led the town council", "Answer Jane Doe", "you will be asked in a moment")
    terminal.press("i")
    terminal.expect("Sources", "Words")
    terminal.press(ENTER)
    terminal.expect("New fact", "In which town did", "Answer Springfield", "Enter go on")
    terminal.press(ENTER)
    terminal.expect("Review 1 of 2")
    terminal.press("Jane Doe\r")
    terminal.expect("Right. As it was shown before, it counts as hard.", "Back tomorrow")
    terminal.press("q")
    terminal.leaves()
    assert [(entry.grade, entry.hinted) for entry in kept(db)] == [(Grade.HARD, True)]
    terminal = open_terminal("review", "--kind", "who", "--kind", "where", "--cold")
    terminal.expect("Review 1 of 1", "In which town did")
    assert "New fact" not in terminal.said()


def test_what_was_practised_is_not_new(open_terminal: OpenTerminal) -> None:
    terminal = open_terminal("quiz", "--kind", "who", "-n", "1", "--way", "choice")
    terminal.press("1")
    terminal.expect("Enter go on")
    terminal.press("q")
    terminal.expect("Practice moves no schedule")
    terminal.press(ENTER)
    terminal.leaves()
    terminal = open_terminal("review", "--kind", "who")
    terminal.expect("Review 1 of 1", "Who led the town council")
    assert "New fact" not in terminal.said()


def test_a_review_says_when_a_card_comes_back_before_it_is_judged(open_terminal: OpenTerminal) -> None:
    terminal = open_terminal("review", "--way", "recall", "--new", "1", "--cold")
    terminal.press(ENTER)
    terminal.expect("y I knew it, 2 days · n I did not · e easy, 7 days")
    terminal = open_terminal("quiz", "--way", "recall", "-n", "1")
    terminal.press(ENTER)
    terminal.expect("y I knew it · n I did not · e easy")


def test_what_stands_in_columns_goes_on_in_the_last_one_and_no_word_is_broken(
    open_terminal: OpenTerminal, rounds: Path
) -> None:
    terminal = open_terminal("show", "meeting.chair", bare=True, columns=40, cwd=rounds)
    terminal.leaves()
    assert (
        "Question:    Who led the town council at\n             its meeting of January\n             2022?\n"
        in terminal.everything()
    )


def test_where_not_all_keys_fit_help_tells_those_that_mean_something_now(open_terminal: OpenTerminal) -> None:
    terminal = open_terminal("quiz", *CHOICE, "-n", "2", columns=40)
    terminal.press("?")
    told = terminal.expect("Keys", "1-4 answer", "Enter goes back")
    assert "easy" not in told
