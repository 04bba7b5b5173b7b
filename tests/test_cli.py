"""The command line: what it prints where, its exit codes, and how it starts."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizgen import __version__
from quizgen.cli import app
from quizgen.rendering.terminal.plain import ScriptedFront
from tests.conftest import ROOT
from tests.support.effort import few
from tests.support.library import FACT, write_library

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    from quizgen.rendering.terminal.page import Page
    from tests.conftest import Program

    Quizgen = Callable[..., Result]

PROGRAM = [sys.executable, "-m", "quizgen"]


@pytest.mark.parametrize("name", list(app.COMMANDS))
def test_every_command_has_help_with_an_example(quizgen: Quizgen, name: str) -> None:
    shown = quizgen(name, "--help")
    assert shown.exit_code == 0
    assert "Example" in shown.stdout
    assert f"quizgen {name}" in shown.stdout.partition("Example")[2]


def test_every_command_that_reads_a_library_takes_one_in_two_ways(tmp_path: Path, program: Program) -> None:
    write_library(tmp_path)
    for args in (["check"], ["list"], ["show", "meeting.date"], ["export", "--to", "json"], ["build", "--out", "out"]):
        assert program(*args, "--library", tmp_path, cwd=tmp_path).returncode == 0
        assert program(*args, cwd=tmp_path, QUIZGEN_LIBRARY=str(tmp_path)).returncode == 0


def test_the_nearest_library_upwards_is_used_and_named(tmp_path: Path, program: Program) -> None:
    write_library(tmp_path)
    inside = tmp_path / "questions" / "deeper"
    inside.mkdir()
    done = program("list", cwd=inside)
    assert done.stderr.startswith(f"Library: {tmp_path}")
    assert "Two meetings" in done.stdout
    assert "Library" not in program("list", cwd=tmp_path).stderr


def test_elsewhere_the_shipped_library_is_used_and_named(tmp_path: Path, program: Program) -> None:
    done = program("list", cwd=tmp_path)
    assert "(shipped with quizgen)" in done.stderr
    assert "everything" in done.stdout


def test_check_is_silent_on_stdout_where_all_is_well(quizgen: Quizgen, tmp_path: Path) -> None:
    done = quizgen("check", "--library", write_library(tmp_path))
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == (
        "1 fact, 0 problems (evidence not looked up in its articles; see --articles).\n"
        "Nothing in the library uses the source 'paper'.\n"
    )


def test_where_there_are_no_articles_nothing_is_said_of_them(quizgen: Quizgen, tmp_path: Path) -> None:
    quizgen("new", tmp_path / "words", "--kind", "vocabulary")
    assert quizgen("check", "--library", tmp_path / "words").stderr == "8 facts, 0 problems.\n"


def test_check_names_problems_in_three_forms(quizgen: Quizgen, tmp_path: Path) -> None:
    root = write_library(tmp_path, FACT.replace("wire", "wier"))
    done = quizgen("check", "--library", root)
    assert done.exit_code == 1
    line = f"{root}/questions/meetings.yaml:7:14: there is no source 'wier'; did you mean 'wire'? [unknown-reference]"
    assert done.stdout == line + "\n"
    (found,) = json.loads(quizgen("check", "--library", root, "--format", "json").stdout)
    assert (found["line"], found["col"], found["rule"]) == (7, 14, "unknown-reference")
    annotation = quizgen("check", "--library", root, "--format", "github").stdout
    assert annotation.startswith(f"::error file={root}/questions/meetings.yaml,line=7,col=14,title=unknown-reference::")


def test_paths_are_shown_from_where_one_stands(tmp_path: Path, program: Program) -> None:
    write_library(tmp_path / "mine", FACT.replace("wire", "wier"))
    assert program("check", "--library", "mine", cwd=tmp_path).stdout.startswith("mine/questions/meetings.yaml:7:14: ")
    assert program("check", cwd=tmp_path / "mine").stdout.startswith("questions/meetings.yaml:7:14: ")


def test_coverage_counts_facts_and_claims(quizgen: Quizgen) -> None:
    done = quizgen("check", "--library", ROOT, "--coverage", "--format", "json")
    counts = json.loads(done.stdout)["coverage"]
    assert min(counts["source"].values()) >= 20
    assert counts["side"]["nato"] == 0
    text = quizgen("check", "--library", ROOT, "--coverage").stdout
    assert "0  nato   <- none" in text


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["no-such-command"], "No such command"),
        (["show"], "Missing argument"),
        (["quizz"], "No such command 'quizz'; did you mean 'quiz'?"),
        (["show", "geneva.dat"], "did you mean 'geneva.date'?"),
        (["deck", "cor"], "did you mean 'core'?"),
        (["deck", "--out", "x.apkg", "core", "demands"], "one file for 2 decks"),
        (["export"], "Missing option"),
        (["list", "--topic", "x"], "There is no topic"),
        (["quiz", "--tag", "demand"], "There is no tag 'demand'; did you mean 'demands'?"),
        (["list", "--kind", "x"], "Invalid value"),
        (["explain", "answer-leak"], "did you mean 'answer-leaks'?"),
        (["check", "--library", "nowhere"], "does not exist"),
    ],
    ids=lambda args: " ".join(args) if isinstance(args, list) else "",
)
def test_misuse_is_told_on_stderr_with_exit_code_2(args: list[str], said: str, program: Program) -> None:
    done = program(*args, cwd=ROOT)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_a_library_with_problems_is_not_built(quizgen: Quizgen, tmp_path: Path) -> None:
    root = write_library(tmp_path / "library", FACT.replace("wire", "wier"))
    done = quizgen("build", "--library", root, "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert "unknown-reference" in done.stderr
    assert not (tmp_path / "out").exists()
    assert not (root / "decks" / "quizgen.lock").exists()


def test_build_prints_paths_on_stdout_and_talk_on_stderr(quizgen: Quizgen, tmp_path: Path) -> None:
    root = write_library(tmp_path / "library")
    done = quizgen("build", "--library", root, "--out", tmp_path / "out")
    papers = [f"all-{name}.pdf" for name in ("sheet", "key", "cards")]
    assert done.stdout.splitlines() == [f"{tmp_path}/out/{name}" for name in ("all.apkg", *papers)]
    assert "Everything: 1 note, 2 cards" in done.stderr, "a choice, and the date to be typed"
    assert "quizgen.lock: 6 lines, all new; keep this file with the facts" in done.stderr, (
        "note and its tags, two cards, note type and deck"
    )
    again = quizgen("build", "--library", root, "--out", tmp_path / "out")
    assert "keep this file" not in again.stderr


def test_locked_refuses_and_names_what_is_behind(quizgen: Quizgen, tmp_path: Path) -> None:
    root = write_library(tmp_path / "library")
    out = tmp_path / "x.apkg"
    done = quizgen("deck", "--library", root, "--locked", "--out", out, "all")
    assert done.exit_code == 1
    assert (
        "quizgen.lock:1:1: note meeting.date has changed; run 'quizgen build' and commit the lock [lock-behind]"
        in done.stderr
    )
    assert not out.exists()
    assert quizgen("deck", "--library", root, "--out", out, "all").exit_code == 0
    assert quizgen("deck", "--library", root, "--locked", "--out", out, "all").exit_code == 0


def test_what_is_behind_in_the_lock_is_told_by_its_line(quizgen: Quizgen, tmp_path: Path) -> None:
    root = write_library(tmp_path / "library")
    assert quizgen("deck", "--library", root, "--out", tmp_path, "all").exit_code == 0
    other = FACT.replace("meeting.date", "another.date").replace("the council", "they")
    write_library(root, FACT.replace("When did", "When was it that") + other)
    done = quizgen("deck", "--library", root, "--locked", "--out", tmp_path / "x", "all")
    lines = (root / "decks" / "quizgen.lock").read_text().splitlines()
    of_date = [f"{card}meeting.date{end}" for card, end in (("card ", "/answer"), ("card ", "/choice"), ("note ", ""))]
    places = [next(at for at, line in enumerate(lines, 1) if line.startswith(f"{one} ")) for one in of_date]
    assert min(places) > 1
    assert re.findall(r"quizgen\.lock:(\d+:\d+): (.*) has changed", done.stderr) == [
        *(("1:1", one.replace("meeting", "another")) for one in (*of_date, "text meeting.date")),
        *((f"{place}:1", one) for place, one in zip(places, of_date, strict=True)),
    ]


def test_what_cannot_be_written_is_told_without_a_traceback(tmp_path: Path, program: Program) -> None:
    write_library(tmp_path)
    (tmp_path / "out").write_text("a file where a folder should be")
    done = program("build", "--out", tmp_path / "out" / "deeper", cwd=tmp_path)
    assert done.returncode == 1
    assert str(tmp_path / "out") in done.stderr
    assert "Traceback" not in done.stderr


def test_a_fault_of_our_own_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from quizgen.checking import pages

    def broken() -> dict[str, str]:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(pages, "rule_pages", broken)
    assert app.run(["explain"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("quizgen: a fault of its own (ZeroDivisionError: oops)")
    assert "Traceback" not in said


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_that_comes_where_python_drops_what_is_raised_still_ends_a_round(
    quizgen: Quizgen, rounds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    class Dropped:
        """What its end raises, Python tells nobody, as in many another place that no program sees."""

        def __del__(self) -> None:
            signal.raise_signal(getattr(signal, name))

    show = ScriptedFront.show

    def interrupted(front: ScriptedFront, page: Page) -> None:
        show(front, page)
        Dropped()

    monkeypatch.setattr(ScriptedFront, "show", interrupted)
    monkeypatch.setattr(sys, "unraisablehook", lambda _: None)
    answers = tmp_path / "answers.txt"
    answers.write_text("1\n" * 9, "utf-8")
    done = quizgen("quiz", "--library", rounds, "--db", tmp_path / "log.db", "--answers", answers)
    assert (done.exit_code, "0 answers kept" in done.stderr) == (130, True)


def test_an_interrupt_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    from quizgen.checking import pages

    def interrupted() -> dict[str, str]:
        raise KeyboardInterrupt

    monkeypatch.setattr(pages, "rule_pages", interrupted)
    assert app.run(["explain"]) == 130


def test_ctrl_c_in_a_real_process_ends_with_130(tmp_path: Path) -> None:
    write_library(tmp_path)
    code = (
        "import os, signal, sys; from quizgen import pipeline; from quizgen.cli import app\n"
        "pipeline.open_library = lambda *a, **k: os.kill(os.getpid(), signal.SIGINT) or __import__('time').sleep(9)\n"
        "sys.exit(app.run(['check', '--library', sys.argv[1]]))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (130, "Interrupted.")


@pytest.fixture
def small(rounds: Path) -> dict[str, str]:
    """An environment in which a small library is used."""
    return {**os.environ, "QUIZGEN_LIBRARY": str(rounds)}


def test_a_reader_that_goes_away_is_no_mistake() -> None:
    command = f"{sys.executable} -m quizgen export --to json | head -c 10; echo; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.splitlines()[-1] == "0"
    assert "Traceback" not in done.stderr


def test_a_closed_stdout_is_no_fault_of_its_own(small: dict[str, str]) -> None:
    for args, code in few((("list", 0), ("--help", 0), ("check", 0))):
        done = subprocess.run(
            ["bash", "-c", f"{sys.executable} -m quizgen {args} >&-"],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=small,
            check=False,
        )
        assert (done.returncode, "fault" in done.stderr, "Traceback" in done.stderr) == (code, False, False), args


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("args", few(["--version", "list", "export --to json"], 2))
def test_a_full_disk_is_told_in_a_sentence(args: str, small: dict[str, str]) -> None:
    command = ["bash", "-c", f"{sys.executable} -m quizgen {args} >/dev/full"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=small, check=False)
    assert done.returncode == 1
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_docstrings_explain_says_why_it_is_silent() -> None:
    command = [sys.executable, "-OO", "-m", "quizgen", "explain"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 1
    assert "run without it" in done.stderr


LOADED = """
import sys
sys.argv = ["quizgen", *sys.argv[1:]]
from quizgen.cli import main
try:
    main()
except SystemExit:
    pass
print(*sorted(sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("args", "unwanted"),
    few(
        [
            (["--version"], {"click", "yaml", "dataclasses", "pathlib", "genanki"}),
            (["--help"], {"yaml", "quizgen.pipeline", "quizgen.domain", "genanki", "sqlite3", "json", "dataclasses"}),
            (["sheet", "--help"], {"yaml", "typst", "genanki", "sqlite3"}),
            (["check"], {"genanki", "sqlite3", "asyncio", "zipfile"}),
            (["explain"], {"genanki", "sqlite3"}),
            (["list"], {"genanki", "sqlite3", "asyncio", "zipfile"}),
            (["export", "--to", "json"], {"genanki", "sqlite3", "asyncio", "zipfile"}),
        ],
        4,
    ),
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_loads_only_what_it_needs(args: list[str], unwanted: set[str], small: dict[str, str]) -> None:
    command = [sys.executable, "-c", LOADED, *args]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=small, check=True)
    assert unwanted.isdisjoint(done.stderr.splitlines()[-1].split())


def test_the_version_is_the_same_both_ways(program: Program) -> None:
    assert program("--version").stdout == program("--version", "check").stdout == f"quizgen {__version__}\n"


def test_show_tells_all_of_a_fact(quizgen: Quizgen) -> None:
    shown = quizgen("show", "geneva.duration", "--library", ROOT).stdout
    for part in (
        "questions/40-delegations-meet.yaml:",
        "nearly 8 hours",
        "Wendy Sherman",
        "They lasted for about 7.5",
        "core, everything",
    ):
        assert part in shown


def test_list_filters(quizgen: Quizgen) -> None:
    lines = quizgen("list", "core", "--kind", "when", "--source", "reply", "--library", ROOT).stdout.splitlines()
    assert {line.split()[1] for line in lines} == {"when"}
    assert any(line.startswith("ministers.date") for line in lines)


def test_list_takes_a_filter_several_times_as_its_sisters_do(quizgen: Quizgen) -> None:
    def listed(*args: str) -> list[str]:
        return quizgen("list", *args, "--library", ROOT).stdout.splitlines()

    topics = [line.split()[0].partition(".")[0] for line in listed("--topic", "people", "--topic", "ministers-meet")]
    assert set(topics) == {"people", "ministers"}
    assert listed("--tag", "demands") == listed("demands") != []
    assert {line.split()[1] for line in listed("--kind", "when", "--kind", "where")} == {"when", "where"}
    assert listed("--level", "core", "--level", "more") == listed("--facts")


def test_a_progress_line_appears_on_a_terminal_for_what_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    from quizgen.cli import output

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr("time.monotonic", iter([0.0, 0.5, 1.5, 1.55, 1.7]).__next__)
    line = output.ProgressLine()
    for done in (1, 2, 3, 4):
        line("reading", done, 4)
    assert "reading 2/4 …" in screen.getvalue()
    assert "reading 3/4" not in screen.getvalue()
    assert screen.getvalue().endswith("\r")
