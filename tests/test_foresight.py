"""What paper would refuse is told by `check`, with its place, before anything is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.library import FACT, write_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Quizgen = Callable[..., Result]

LINK = "https://news.example.org/2023/09/20/as_festival_begins_west_siders_debate_its_place_in_the_park"


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        (
            FACT.replace("council meet?", "council meet \U0001f600?"),
            "questions/meetings.yaml:6:8: no font has the character",
        ),
        (FACT + f"  note: '{'much to say, ' * 45}'\n", ""),
        (FACT + f"  note: {LINK}\n", ""),
    ],
)
def test_it_is_told_by_place(quizgen: Quizgen, tmp_path: Path, fact: str, told: str) -> None:
    library = write_library(tmp_path / "library", fact)
    checked = quizgen("check", "--library", library)
    printed = quizgen("cards", "--library", library, "--out", tmp_path / "out")
    assert (checked.exit_code, printed.exit_code) == ((1, 1) if told else (0, 0)), checked.output + printed.output
    if told:
        assert told in checked.stdout
        place = checked.stdout.splitlines()[0].partition(": ")[0]
        assert place in printed.stderr, "the same place"
    assert quizgen("check", "--no-paper", "--library", library).exit_code == 0


def test_text_that_no_card_has_room_for_is_told(quizgen: Quizgen, tmp_path: Path) -> None:
    wide = "W" * 27
    fact = FACT.replace("evidence:", f"note: '{' '.join([wide] * 21)}'\n  evidence:")
    library = write_library(tmp_path / "library", fact)
    checked = quizgen("check", "--library", library)
    printed = quizgen("cards", "--library", library, "--out", tmp_path / "out")
    assert checked.exit_code == printed.exit_code == 1, checked.output + printed.output
    assert "questions/meetings.yaml:4:7: 'meeting.date': there is no room for its text" in checked.stdout
    assert "there is no room for its text" in printed.stderr


def test_the_characters_of_a_text_that_no_font_has_are_one_problem(quizgen: Quizgen, tmp_path: Path) -> None:
    root = write_library(tmp_path, FACT.replace("When did", "\U0001f35c\U0001f375\U0001f600 When did"))
    (line,) = quizgen("check", "--library", root).stdout.splitlines()
    assert "the character '\U0001f35c' U+1F35C (STEAMING BOWL) and 2 others in this text; name a font" in line
