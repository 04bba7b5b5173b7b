"""Rounds as linear text: on simple terminals, for screen readers, through pipes and files, and for other programs."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from quizgen.cli import common
from quizgen.domain.study import EntryKind
from quizgen.study.log import Log
from tests.conftest import ROOT
from tests.support.effort import IS_GATE, few
from tests.support.library import write_library
from tests.support.rounds import kept
from tests.test_terminal import CHAIR, CHOICE, CTRL_C, CTRL_D, MARKUP, PLACE, given

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import OpenTerminal, Program

    Shell = Callable[..., subprocess.CompletedProcess[str]]

SIMPLE = pytest.mark.parametrize(
    ("options", "env"),
    [(("--plain",), {}), ((), {"TERM": "dumb"}), ((), {"TERM": ""}), ((), {"ACCESSIBLE": "1"})],
    ids=["--plain", "TERM=dumb", "no TERM", "ACCESSIBLE"],
)


def is_linear(text: str) -> bool:
    """Whether there are only lines: no control or escape, and nothing that draws a box or a bar."""
    return not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2500-\u259f]", text.replace("\r\n", "\n"))


@pytest.fixture
def shell(rounds: Path, db: Path, program: Program) -> Shell:
    """Run a line of bash in which QUIZ and REVIEW stand for these commands on the library `rounds` and one log."""
    where = ("--library", str(rounds), "--db", str(db))
    quiz, review = (shlex.join([sys.executable, "-m", "quizgen", one, *where]) for one in ("quiz", "review"))

    def run(line: str, text: str = "") -> subprocess.CompletedProcess[str]:
        if line.startswith(("QUIZ", "REVIEW")) and not set(line) & set("<>|"):  # then it needs no shell
            command, *args = shlex.split(line)
            return program(command.lower(), *where, *args, given=text)
        env = {**os.environ, "PYTHONIOENCODING": "utf-8"}
        return subprocess.run(
            ["bash", "-o", "pipefail", "-c", line.replace("QUIZ", quiz).replace("REVIEW", review)],
            input=text,
            capture_output=True,
            encoding="utf-8",
            cwd=ROOT,
            env=env,
            check=False,
        )

    return run


@SIMPLE
def test_a_simple_terminal_shows_lines_and_reads_lines(
    open_terminal: OpenTerminal, db: Path, options: tuple[str, ...], env: dict[str, str]
) -> None:
    terminal = open_terminal("quiz", *CHOICE, "-n", "2", *options, env=env, plain=True)
    terminal.expect(CHAIR, "1. Mary Major", "4. Ann Other")
    for keys, then in (("?\n", "goes back"), ("\n", CHAIR), ("h\n", "Hint"), ("1\n", "Wrong."), ("i\n", "Words")):
        terminal.press(keys)
        terminal.expect(then)
    terminal.press("\n")
    terminal.expect(PLACE)
    terminal.press("3\n")
    terminal.expect("Right.", "Answer: Springfield", "The Wire, 12 January 2022", "Fact: meeting.place")
    terminal.press("\n")
    terminal.expect("1 of 2 right")
    terminal.press("\n")
    assert terminal.leaves() == 0
    assert is_linear(terminal.written.decode())
    assert given(db) == ["Mary Major", "Springfield"]
    assert terminal.modes() == terminal.found


@pytest.mark.parametrize(
    ("stop", "code"), [(CTRL_C, 130), (CTRL_D, 0), (signal.SIGTERM, 130)], ids=["Ctrl-C", "Ctrl-D", "SIGTERM"]
)
def test_lines_can_be_stopped_like_a_screen(open_terminal: OpenTerminal, db: Path, stop: str | int, code: int) -> None:
    terminal = open_terminal("quiz", *CHOICE, "--plain", plain=True)
    terminal.press("2\n")
    terminal.expect("Right.")
    terminal.press("\n")
    terminal.expect(PLACE)
    terminal.stop(stop)
    assert terminal.leaves() == code
    assert terminal.modes() == terminal.found
    assert given(db) == ["Jane Doe"]


def test_no_word_is_broken_on_a_narrow_terminal(open_terminal: OpenTerminal, db: Path) -> None:
    terminal = open_terminal("quiz", *CHOICE, "--plain", plain=True, columns=33)
    terminal.expect("Who led the town council at its meeting of January 2022?", "1-4 answer · h hint · s skip · ? keys")


def test_lines_typed_ahead_answer_no_later_question(open_terminal: OpenTerminal, db: Path) -> None:
    terminal = open_terminal("quiz", *CHOICE, "--plain", plain=True)
    terminal.press("1\n\n1\n\n1\n")
    terminal.expect("Answer: Jane Doe")
    terminal.settled(after=0.3)
    assert given(db) == ["Mary Major"]
    assert PLACE not in terminal.said()


def test_a_pipe_behind_a_terminal_gets_lines(open_terminal: OpenTerminal, db: Path, rounds: Path) -> None:
    quiz = shlex.join([sys.executable, "-m", "quizgen", "quiz", *CHOICE, "--library", str(rounds), "--db", str(db)])
    terminal = open_terminal("-c", f"{quiz} | cat", program=("sh",), plain=True, bare=True)
    terminal.expect(CHAIR)
    terminal.press("2\n")
    terminal.expect("Right.")
    terminal.press(CTRL_D)
    terminal.expect("--resume")
    terminal.leaves()
    assert is_linear(terminal.written.decode())
    assert given(db) == ["Jane Doe"]


@pytest.mark.parametrize("way", ["choice", "typed", "cloze", "recall", "reverse", "true-false", "order", "match"])
def test_every_way_reads_as_lines_through_a_pipe(shell: Shell, db: Path, way: str) -> None:
    Log.open(db).close()
    done = shell(
        f"QUIZ --way {way} --seed 2 -n 1", "?\nh\n\n\x1b]0;title\x07\nu\ni\n2\ny\n2413\nbdac\n=\ne\ni\nu\n1\ny\n"
    )
    assert done.returncode == 0
    assert is_linear(done.stdout)
    assert done.stderr == ""
    assert "Question 1 of 1" in done.stdout
    assert "Go on with: quizgen quiz" in done.stdout


def test_answers_come_from_a_file_or_from_stdin_alike(shell: Shell, db: Path, tmp_path: Path) -> None:
    told = []
    texts = few(("\ufeff1\n3\n", "A\n\n C \n", "1\r\n3\r\n", "1\n3\n", "1\n3"))
    for number, text in enumerate(texts):
        (tmp_path / "answers").write_text(text, "utf-8", newline="")
        for line in ("QUIZ {} --answers ANSWERS", "QUIZ {} --answers - < ANSWERS", "QUIZ {} < ANSWERS"):
            options = f"--way choice --seed 1 -n 2 --json --db {tmp_path / f'{number}.db'}"
            done = shell(line.format(options).replace("ANSWERS", str(tmp_path / "answers")))
            assert done.returncode == 0, done.stderr
            told.append([one["given"] for one in json.loads(done.stdout)["answers"]])
    assert told == [["Mary Major", "Springfield"]] * 3 * len(texts)


def test_answers_in_a_pipe_that_are_not_utf_8_are_not_graded(shell: Shell, db: Path) -> None:
    done = shell("printf '12 January 2022\\n' | iconv -t UTF-16 | QUIZ --answers -")
    assert done.returncode == 1
    assert "stdin:1:1: the file is written in UTF-16; save it as UTF-8 [not-utf-8]" in done.stderr
    assert given(db) == []


def test_a_file_of_answers_that_is_not_utf_8_is_told_by_its_place(shell: Shell, db: Path, tmp_path: Path) -> None:
    path = tmp_path / "answers.txt"
    path.write_bytes(b"\xef\xbb\xbfq\nZ\xfcrich\n")
    done = shell(f"QUIZ --answers {path}")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"{path}:2:2: the byte 0xFC is not UTF-8 (in Windows-1252 it is 'ü'); save the file as UTF-8 [not-utf-8]",
        "1 problem; nothing was asked.",
    ]
    assert not db.exists()


@pytest.mark.parametrize("back", ["u", "undo", "Undo"])
def test_a_script_takes_the_last_answer_back_by_key_or_word(shell: Shell, db: Path, back: str) -> None:
    done = shell("QUIZ --way choice --seed 1 -n 1", f"1\n{back}\n2\n")
    assert "Undone." in done.stdout
    assert "1 of 1 right" in done.stdout


def test_json_is_one_object_on_stdout_and_the_talk_goes_to_stderr(shell: Shell, db: Path) -> None:
    done = shell("QUIZ --way choice --seed 1 -n 2 --json", "1\n3\n")
    result = json.loads(done.stdout)
    assert (result["asked"], result["right"], result["left"], result["finished"]) == (2, 1, 0, True)
    assert result["again"].startswith("quizgen quiz")
    assert CHAIR in done.stderr
    assert is_linear(done.stderr)
    assert [entry.question for entry in kept(db) if entry.kind is EntryKind.ANSWER] == [
        one["question"] for one in result["answers"]
    ]


def test_json_at_a_terminal_is_played_on_stderr(
    open_terminal: OpenTerminal, rounds: Path, db: Path, tmp_path: Path
) -> None:
    quiz = shlex.join([sys.executable, "-m", "quizgen", "quiz", *CHOICE, "--library", str(rounds), "--db", str(db)])
    out = tmp_path / "result.json"
    terminal = open_terminal("-c", f"{quiz} -n 1 --json > {out}", program=("sh",), plain=True, bare=True)
    for keys, then in (("2\n", "Right."), ("\n", "1 of 1 right")):
        terminal.press(keys)
        terminal.expect(then)
    terminal.press("\n")
    assert terminal.leaves() == 0
    assert json.loads(out.read_text("utf-8"))["right"] == 1


@pytest.mark.parametrize(
    ("line", "code", "answers"),
    [  # outside the gate every fourth
        ("QUIZ --way choice --seed 1 <&-", 0, 0),
        ("QUIZ --way choice --seed 1 </dev/null", 0, 0),
        ("printf '1\\n' | QUIZ --way choice --seed 1 >&-", 0, 1),
        ("printf '1\\n' | QUIZ --way choice --seed 1 2>&-", 0, 1),
        ("printf '1\\n' | QUIZ --way choice --seed 1 --json 2>&-", 0, 1),
        ("printf '1\\n' | QUIZ --way choice --seed 1 >&- 2>&-", 0, 1),
        ("QUIZ --way choice --seed 1 <&- >&- 2>&-", 0, 0),
        ("XDG_CACHE_HOME=/dev/null QUIZ --way choice --seed 1 <&- >&- 2>&-", 0, 0),  # the library is read and checked
        ("QUIZ --way choice --answers - <&-", 2, 0),
        ("QUIZ --way choice --answers /no/such/file", 2, 0),
        ("QUIZ --way choice --answers /", 2, 0),
        ("yes 1 | QUIZ --way choice --seed 1 -n 3 | head -n 1", 0, None),
        ("printf '1\\n' | QUIZ --way choice --seed 1 > /dev/full", 1, 0),
    ][:: 1 if IS_GATE else 4],
)
def test_closed_missing_and_full_files_are_no_fault_of_its_own(
    shell: Shell, db: Path, line: str, code: int, answers: int | None
) -> None:
    done = shell(line)
    assert "fault of its own" not in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == code or "head" in line
    assert answers is None or len(given(db)) == answers


def test_markup_reads_as_it_is_written_in_lines(shell: Shell, tmp_path: Path) -> None:
    library = write_library(tmp_path / "library", files={"questions/meetings.yaml": MARKUP})
    done = shell(f"QUIZ --library {library} --way choice", "1\ni\n")
    for text in (
        "beside [/] and :smile:, in [link=http://example.com]ink[/link]?",
        "[bold red]loud[/] :cat:",
        ":boat:",
    ):
        assert text in done.stdout
    assert is_linear(done.stdout)


def test_a_stopped_round_goes_on_from_a_script(shell: Shell, db: Path) -> None:
    shell("QUIZ --way choice -n 3", "1\n")
    assert "is unfinished after 1 of 3 questions" in shell("QUIZ --way choice -n 3 </dev/null").stderr
    done = shell("QUIZ --resume", "a\na\n")
    assert "Question 2 of 3" in done.stdout
    assert len(given(db)) == 3
    assert len({entry.session for entry in kept(db)}) == 1
    assert shell("QUIZ --resume").returncode == 2


@pytest.mark.parametrize("args", ["", "--due", "--due --json"])
def test_a_review_of_what_cannot_be_asked_says_that_nothing_fits(shell: Shell, args: str) -> None:
    done = shell(f"REVIEW --way typed --kind said {args}")
    assert (done.returncode, done.stdout) == (1, "")
    assert "No question fits these choices: " in done.stderr
    assert "typed needs a name, a date, a number" in done.stderr
    quiz = shell("QUIZ --way typed --kind said")
    assert quiz.returncode == done.returncode
    assert quiz.stderr.splitlines()[-1] == done.stderr.splitlines()[-1]


@pytest.mark.parametrize("line", few(["REVIEW --due --json <&- 2>&-", "REVIEW --due --json"]))
def test_a_status_bar_learns_what_is_due(shell: Shell, rounds: Path, db: Path, line: str) -> None:
    review = [sys.executable, "-m", "quizgen", "review", "--library", str(rounds), "--db", str(db)]
    done = shell(line.replace("REVIEW", shlex.join(review)))
    assert set(json.loads(done.stdout)) >= {"due", "new", "next"}
    assert done.returncode == 0


@pytest.mark.parametrize("variable", ["ACCESSIBLE", "TERM"])
def test_a_terminal_may_ask_for_lines(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setattr("sys.stdout", Terminal())
    monkeypatch.delenv("ACCESSIBLE", raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    assert common.is_linear(plain=True)
    assert not common.is_linear(plain=False)
    monkeypatch.setenv(variable, "dumb")
    assert common.is_linear(plain=False)


class Terminal(io.StringIO):
    """A stdout that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_no_key_is_parted_from_what_it_does_on_a_narrow_terminal(open_terminal: OpenTerminal) -> None:
    terminal = open_terminal("quiz", "--way", "typed", "--seed", "1", "--plain", plain=True, columns=40)
    terminal.press("nobody\r")
    terminal.expect("sources")
    assert "= I was right ·\ni sources · u undo · ? keys · q stop\n" in terminal.everything()
