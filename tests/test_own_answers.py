"""What a learner has called right after it was taken for wrong counts for that learner from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.library import write_library
from tests.support.rounds import FACTS, kept

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Round = Callable[..., str]

#: Where the council met, typed.
PLACE = ("quiz", "--way", "typed", "--kind", "where", "-n", "1", "--seed", "1")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library that a test may correct."""
    return write_library(tmp_path / "library", FACTS)


@pytest.fixture
def plays(quizgen: Callable[..., Result], library: Path, tmp_path: Path, db: Path) -> Round:
    """Play a round with lines as answers; return all that is said."""

    def run(*lines: str, args: tuple[str, ...] = PLACE) -> str:
        answers = tmp_path / "answers.txt"
        answers.write_text("".join(f"{line}\n" for line in lines), "utf-8")
        return quizgen(*args, "--library", library, "--db", db, "--answers", answers).output

    return run


def test_an_answer_that_was_called_right_is_right_the_next_time(plays: Round) -> None:
    assert "Wrong." in plays("Spring Town")
    told = plays("Spring Town", "=")
    assert "It is right for you from now on" in told
    assert 'aliases: ["Spring Town"]' in told
    told = plays("the spring-town")
    assert "Right." in told
    assert "“the spring-town” is right too." in told


def test_it_is_listed_and_can_be_taken_back(plays: Round, quizgen: Callable[..., Result], db: Path) -> None:
    plays("Spring Town", "=")
    (entry,) = kept(db)[:1]
    listed = quizgen("log", "accepted", "--db", db).stdout
    assert listed.startswith("meeting.place: “Spring Town” on ")
    assert listed.rstrip().endswith(entry.id)
    quizgen("log", "forget", entry.id, "--db", db)
    assert quizgen("log", "accepted", "--db", db).stdout == ""
    assert "Wrong." in plays("Spring Town")


def test_an_appeal_that_was_undone_is_not_remembered(plays: Round) -> None:
    plays("Spring Town", "=", "u", "q")
    assert "Wrong." in plays("Spring Town")


def test_it_counts_only_for_the_fact_as_it_was(plays: Round, library: Path) -> None:
    plays("Spring Town", "=")
    path = library / "questions" / "meetings.yaml"
    path.write_text(path.read_text("utf-8").replace("where: springfield", "where: ogdenville"), "utf-8")
    assert "Right." not in plays("Spring Town")


@pytest.mark.parametrize(
    ("args", "given", "why"),
    [
        pytest.param(PLACE, "Shelbyville", "known to be another answer", id="another place"),
        pytest.param((*PLACE[:4], "who", *PLACE[5:]), "Mr John Roe", "known to be another answer", id="another person"),
        pytest.param((*PLACE[:4], "how_long", *PLACE[5:]), "4.5 hours", "known to be another", id="a wrong option"),
        pytest.param(
            (*PLACE[:4], "when", *PLACE[5:]),
            "March 1, 1999",
            "the answer to another question: On what date was this: the hall is built?",
            id="another date",
        ),
    ],
)
def test_what_is_known_to_be_wrong_cannot_be_called_right(
    plays: Round, db: Path, args: tuple[str, ...], given: str, why: str
) -> None:
    told = " ".join(plays(given, "=", args=args).split())
    assert why in told
    assert all(not entry.is_right for entry in kept(db) if entry.given == given)
