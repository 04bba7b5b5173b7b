"""An answer that is surely a number or a date comes in as one, and what may be one is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.inbox import import_into

if TYPE_CHECKING:
    from pathlib import Path

NUMBER = "Perhaps 'how_many: {}' instead of 'what': then it is typed, and has options by itself."


@pytest.mark.parametrize(
    ("question", "answer", "key", "comments"),
    [
        ("What is the atomic number of beryllium?", "4", "how_many", []),
        ("How long is the track?", "3.5 km", "how_many", []),
        ("At which temperature does water boil?", "100 °C", "how_many", []),
        ("In which year was the battle?", "1066", "when", []),
        ("Which year was it?", "476", "when", []),
        ("When did it begin?", "1866", "when", []),
        ("On which day did they land?", "1969-07-20", "when", []),
        ("Which day is it?", "12 January", "what", []),
        ("Which spy has a licence?", "007", "what", []),
        ("Which gas is noble?", "neon", "what", []),
        ("Which version is it?", "3.10", "what", [NUMBER.format("3.10")]),
        ("Who came along?", "7 dwarfs", "what", [NUMBER.format("7 dwarfs")]),
        ("What was the war of Prussia and Austria?", "1866", "what", [NUMBER.replace("how_many", "when").format(1866)]),
    ],
)
def test_a_number_is_one_where_that_is_certain_and_else_a_comment_says_what_it_may_be(
    tmp_path: Path, question: str, answer: str, key: str, comments: list[str]
) -> None:
    inbox = import_into(tmp_path, "t.csv", f"Question,Answer\n{question},{answer}\n")
    assert inbox.values(key) == [(answer,)]
    assert inbox.comments[1:] == comments


@pytest.mark.parametrize("written", ["12 January 2022", '"January 12, 2022"', "2022-01-12"])
def test_a_day_in_words_is_a_date(tmp_path: Path, written: str) -> None:
    text = f"Question,Answer,Wrong,Wrong\nOn which day?,{written},13 March 2021,1 May 2020\nWhat?,31 April 2022,,\n"
    inbox = import_into(tmp_path, "t.csv", text)
    assert inbox.values("when", "wrong")[0] == ("2022-01-12", ["2021-03-13", "2020-05-01"])
    assert inbox.values("what")[1] == ("31 April 2022",)


def test_an_answer_is_no_number_where_an_option_is_none(tmp_path: Path) -> None:
    inbox = import_into(tmp_path, "t.csv", "Question,Answer,Wrong\nHow many?,4,none\nHow many?,4,5\n")
    assert inbox.values("what", "how_many") == [("4", None), (None, "4")]
