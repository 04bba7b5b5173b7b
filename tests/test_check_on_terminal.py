"""On a terminal a problem is shown with its line of the file and a caret under its place; and again after each save."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizgen.cli.frames import Frames
from quizgen.domain.problem import Problem
from tests.support.library import FACT, topic, write_library
from tests.support.pictures import png

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from tests.support.terminal import Terminal

    Quizgen = Callable[..., Result]
    OpenTerminal = Callable[..., Terminal]

SPOILT = FACT.replace("when: 2022-01-12", "when: 12.1.2022")
TOLD = "'12.1.2022' is no date; write 2022-01-12 [no-such-date]"
ON_TERMINAL = f"""\
{{path}}:5:9
   5 |   when: 12.1.2022
     |         ^
  {TOLD}
"""


def frame(folder: Path, text: str, line: int, col: int, width: int = 40) -> list[str]:
    """Return the rows below the place of a problem in a file with this text."""
    path = folder / "file.yaml"
    path.write_text(text, "utf-8")
    first, *rows = Frames(width).rows(Problem(str(path), line, col, "rule", "message"))
    assert first == f"{path}:{line}:{col}"
    return rows


@pytest.mark.parametrize(
    ("text", "place", "rows"),
    [
        ("a: b\nask: what\n", (2, 6), ["   2 | ask: what", "     |      ^"]),
        ("a: b\r\nask: what\r\n", (2, 6), ["   2 | ask: what", "     |      ^"]),
        ("\ufeffask: what\n", (1, 1), ["   1 | ask: what", "     | ^"]),
        ("ask: お茶は何\n", (1, 8), ["   1 | ask: お茶は何", "     |          ^"]),
        ("ask: e\u0301te\u0301 x\n", (1, 12), ["   1 | ask: e\u0301te\u0301 x", "     |          ^"]),
        ("\task: what\n", (1, 2), ["   1 |  ask: what", "     |  ^"]),
        ("a: b\x1bc\n", (1, 6), ["   1 | a: b\\x1bc", "     |         ^"]),
        ("ask: what\n", (1, 99), ["   1 | ask: what", "     |          ^"]),
        ("ask: what\n", (3, 1), []),
        ("ask: what\n", (2, 1), []),
    ],
)
def test_the_caret_stands_under_the_place(tmp_path: Path, text: str, place: tuple[int, int], rows: list[str]) -> None:
    assert frame(tmp_path, text, *place) == rows


@pytest.mark.parametrize("col", [1, 3, 20, 30, 150, 295, 300])
@pytest.mark.parametrize("sign", ["abcdefghij", "茶お何はのです水牛乳"])
def test_a_long_line_is_cut_around_the_place(tmp_path: Path, sign: str, col: int) -> None:
    from rich.cells import cell_len

    line = sign * 30
    shown, caret = frame(tmp_path, line, 1, col)
    assert cell_len(shown) <= 40
    above = caret.index("^")
    start = next(at for at in range(len(shown)) if cell_len(shown[:at]) == above)
    assert shown[start] == line[col - 1]
    assert "..." in shown


def test_a_file_that_is_none_shows_its_place_alone(tmp_path: Path) -> None:
    for path in (str(tmp_path), str(tmp_path / "gone"), "a\0b"):
        assert Frames(80).rows(Problem(path, 1, 1, "rule", "message")) == [f"{path}:1:1"]


@pytest.mark.parametrize("command", [("check",), ("build",), ("deck", "all"), ("quiz",), ("sheet", "all")])
def test_every_command_shows_it_on_a_terminal(open_terminal: OpenTerminal, tmp_path: Path, command: list[str]) -> None:
    root = write_library(tmp_path, SPOILT)
    terminal = open_terminal(*command, "--library", root, bare=True, cwd=root)
    terminal.expect("is no date")
    assert terminal.leaves() == 1
    assert ON_TERMINAL.format(path="questions/meetings.yaml") in terminal.everything() + "\n"


@pytest.mark.parametrize("dumb", [{"TERM": "dumb"}, {"ACCESSIBLE": "1"}])
def test_a_terminal_that_shows_less_has_a_line_a_problem(
    open_terminal: OpenTerminal, tmp_path: Path, dumb: dict[str, str]
) -> None:
    root = write_library(tmp_path, SPOILT)
    terminal = open_terminal("check", "--library", root, bare=True, cwd=root, columns=120, env=dumb)
    terminal.expect("is no date")
    assert terminal.leaves() == 1
    assert f"questions/meetings.yaml:5:9: {TOLD}" in terminal.everything()


def test_the_form_can_be_chosen(quizgen: Quizgen, tmp_path: Path) -> None:
    root = write_library(tmp_path, SPOILT)
    path = f"{root}/questions/meetings.yaml"
    assert quizgen("check", "--library", root).stdout == f"{path}:5:9: {TOLD}\n"
    assert quizgen("check", "--library", root, "--format", "text").stdout == f"{path}:5:9: {TOLD}\n"
    assert quizgen("check", "--library", root, "--format", "full").stdout == ON_TERMINAL.format(path=path) + "\n"


def test_a_library_is_checked_again_when_a_file_is_saved(open_terminal: OpenTerminal, tmp_path: Path) -> None:
    root = write_library(tmp_path, FACT)
    file = root / "questions/meetings.yaml"
    terminal = open_terminal("check", "--watch", "--library", root, bare=True, cwd=root)
    terminal.expect("1 fact, 0 problems", "Ctrl-C ends")
    file.write_text(topic(SPOILT), "utf-8")
    terminal.expect("is no date", "1 problem")
    assert "0 problems" not in terminal.screen()
    (root / "new.yaml").write_text(topic(FACT), "utf-8")
    (root / "new.yaml").replace(file)  # as editors save
    terminal.expect("0 problems")
    assert "is no date" not in terminal.screen()
    file.write_text(topic(FACT.replace("When did", "\U0001f35c When did")), "utf-8")
    terminal.expect("no font has the character", "1 problem on paper")
    terminal.signal(2)
    assert terminal.leaves() == 130


def test_a_library_is_checked_again_when_a_picture_is_saved(open_terminal: OpenTerminal, tmp_path: Path) -> None:
    shown = FACT + "  picture: {file: cell.png, alt: A cell with two walls}\n"
    root = write_library(tmp_path, shown, {"questions/media/cell.png": png()})
    terminal = open_terminal("check", "--watch", "--library", root, bare=True, cwd=root)
    terminal.expect("1 fact, 0 problems", "Ctrl-C ends")
    (root / "questions/media/cell.png").write_bytes(b"no picture")
    terminal.expect("cell.png", "1 problem")
    (root / "questions/media/cell.png").write_bytes(png(5, 5))
    terminal.expect("0 problems")
    terminal.signal(2)
    assert terminal.leaves() == 130


def test_what_is_watched_is_not_written(quizgen: Quizgen, tmp_path: Path) -> None:
    done = quizgen("check", "--watch", "--fix-hashes", "--articles", tmp_path, "--library", write_library(tmp_path))
    assert done.exit_code == 2
    assert "With --watch leave out --fix-hashes" in done.stderr
