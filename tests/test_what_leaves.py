"""Whatever a file, a name or an option holds, no terminal obeys what quizgen prints of it."""

from __future__ import annotations

import ast
import io
import json
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from quizgen.cli.app import COMMANDS, cli, run
from quizgen.cli.output import MOST_PROBLEMS
from tests.support.effort import IS_GATE
from tests.support.library import FACT, topic, write_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Printed = Callable[..., str]

PACKAGE = Path(__file__).parent.parent / "quizgen"
#: Sets the clipboard, colours and clears the screen, turns text round, goes back to the start of the line and below
#: it, and is no character at all.
EVIL = "e\x1b]52;c;ZXZpbA==\x07\x9b31m\x1b[2J\u202e\u2066\r\x85\u2028\U000e0041\udcff"
#: What a file's name and a text in UTF-8 can hold of that.
EVIL_TEXT = EVIL[:-1]
EVIL_LINE = EVIL_TEXT.translate(dict.fromkeys(map(ord, "\r\x85\u2028")))


def obeyed(text: str) -> set[str]:
    """Return what a terminal obeys in `text`, other than the ends of lines (Unicode's general categories)."""
    return {char for char in text if char != "\n" and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")}


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Printed:
    """Run quizgen as its program does, in a folder of the test's; return all that it printed."""
    monkeypatch.chdir(tmp_path)

    def run_it(*args: str | Path) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO("q\n"))
        run([str(arg) for arg in args])
        return "".join(capsys.readouterr())

    return run_it


def commands() -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield each command with the words that call it."""
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from (((name, str(sub.name)), sub) for sub in command.commands.values())
        else:
            yield (name,), command


def parameters() -> Iterator[tuple[str, ...]]:
    """Yield a command line for each place of each command that takes a word, with EVIL for that word."""
    for words, command in commands():
        needed = ("--to", "json") if words == ("export",) else ()
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                if not parameter.is_flag:
                    yield (*words, *needed, parameter.opts[0], EVIL)
            else:
                yield (*words, *needed, EVIL)


@pytest.mark.parametrize(
    "args",
    [(EVIL,), ("check", f"--{EVIL}"), *parameters()][:: 1 if IS_GATE else 5],
    ids=lambda args: " ".join(args[:-1]),
)
def test_no_option_comes_back_as_a_command(printed: Printed, tmp_path: Path, args: tuple[str, ...]) -> None:
    write_library(tmp_path)
    assert not obeyed(printed(*args))


@pytest.mark.parametrize(
    "args",
    [
        ("check",),
        ("check", "--format", "json"),
        ("check", "--format", "github"),
        ("check", "--articles", EVIL_TEXT),
        ("list",),
        ("list", "--facts"),
        ("build",),
        ("build", "--locked"),
        ("diff", "old.lock"),
        ("sheet", "--names", EVIL_TEXT),
        ("quiz", "--answers", EVIL_TEXT),
        ("review", "--db", "evil.db"),
        ("log", "import", "evil.jsonl"),
        ("log", "export", "--db", "evil.db"),
        ("log", "export", "--out", EVIL_TEXT),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("is_sound", [True, False], ids=["sound", "broken"])
def test_no_file_comes_back_as_a_command(
    printed: Printed, tmp_path: Path, args: tuple[str, ...], *, is_sound: bool
) -> None:
    root = tmp_path / EVIL_TEXT / "library"
    entry = {"id": "a", "at": 1, "day": 730_000, "session": EVIL_TEXT, "library": "x", "mode": "review"}
    lines: list[dict[str, dict[str, object]]] = [
        {"entry": {EVIL_TEXT: 1}},
        {EVIL_TEXT: {}},
        {"entry": {**entry}},
        {"entry": {**entry, "kind": "answer"}},
    ]
    imported = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    files = {
        "evil.jsonl": f'{{"quizgen":"reviews","version":1}}\n{imported}',
        "old.lock": f"note {EVIL_LINE} 0123456789abcdef 2022-02-01T12:00:00Z\n{EVIL_LINE}\n" * 2,
        "evil.db": f"SQLite format 3\0{EVIL_TEXT}",
        f"{EVIL_TEXT}/{EVIL_TEXT}.txt": EVIL_TEXT,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    broken: dict[str, str | bytes] = {
        f"questions/{EVIL_TEXT}.yaml": topic(FACT, id_=EVIL_LINE, title=f'"{EVIL_LINE}"'),
        "questions/tags.yaml": "topic: zz\ntitle: !<%E2%80%AE%1B%5D52%3Bc%3BZXZpbA==%07> t\nfacts: []\n",
        "questions/directives.yaml": f"%TAG !{EVIL_LINE}! tag:x\n---\ntopic: x\n",
        "decks/quizgen.lock": files["old.lock"],
    }
    write_library(root, files={} if is_sound else broken)
    assert not obeyed(printed(*args, *(() if args[0] == "log" else ("--library", root))))


def test_of_a_mistake_in_the_program_no_terminal_obeys_a_word(
    printed: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError(EVIL)

    write_library(tmp_path)
    monkeypatch.setattr("quizgen.pipeline.open_library", fail)
    told = printed("check")
    assert "a fault of its own (ValueError: e\\x1b]52;" in told
    assert not obeyed(told)


def test_a_text_with_a_new_line_forges_no_line_of_a_report(printed: Printed, tmp_path: Path) -> None:
    write_library(tmp_path, files={"questions/a\nb.yaml:1:1: all is well [fine].yaml": "just a word\n"})
    (told,) = (line for line in printed("check").splitlines() if "well" in line)
    assert told.startswith(r"questions/a\nb.yaml:1:1: all is well [fine].yaml:1:1: ")
    assert told.endswith("[wrong-type]")


def test_what_is_wrong_ten_thousand_times_is_told_to_a_number(printed: Printed, tmp_path: Path) -> None:
    facts = "".join(f"- {{id: meeting.a{number}, aks: x}}\n" for number in range(MOST_PROBLEMS))
    write_library(tmp_path, facts)
    told = printed("check").splitlines()
    problems = [line for line in told if line.startswith("questions/")]
    assert len(problems) == MOST_PROBLEMS
    (more,) = (line for line in told if line.startswith("... and "))
    (sum_,) = (line for line in told if " problems (" in line)
    assert f"{int(more.split()[2]) + MOST_PROBLEMS} problems" in sum_


def test_everything_printed_goes_through_the_gate() -> None:
    """In `cli/` only `output` prints; elsewhere only the front ends of a terminal write, and clean what they write."""
    allowed = {"cli/output.py", "cli/__init__.py", "rendering/terminal/plain.py", "rendering/terminal/screen.py"}
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.relative_to(PACKAGE).as_posix() in allowed:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in ("print", "click.echo", "click.secho", "sys.exit"), f"{path}:{node.lineno}"
                assert not called.startswith(("sys.stdout.write", "sys.stderr.write")), f"{path}:{node.lineno}"
