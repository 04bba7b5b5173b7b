"""What stands on the screen: everything that is to be read, and before the answer nothing of it."""

from __future__ import annotations

import pytest

from quizgen.domain.study import Mode
from quizgen.rendering.terminal.page import Line, Page, Size, Style
from quizgen.rendering.terminal.pages import feedback_page, key_line, question_page
from tests.support.engine import learner

SIZES = (Size(), Size(80, 24), Size(40, 10), Size(20, 5))


def text(page: Page) -> str:
    """All words of a page, marks included, in one line."""
    return " ".join(f"{line.mark} {line.text}" for line in page)


@pytest.mark.parametrize("size", SIZES)
def test_the_readings_of_an_unclear_answer_are_shown_on_every_screen(size: Size) -> None:
    one = learner("type a date")
    shown = text(question_page(one.round, one.does("either"), size))
    assert "1 12 January 2022" in shown
    assert "2 something else" in shown


def test_a_small_screen_says_where_one_is_also_when_a_miss_comes_back() -> None:
    one = learner("type a name", "type a date", mode=Mode.REVIEW)

    def place() -> str:
        return key_line(one.round, one.state, Size(40, 10)).text.partition(":")[0]

    seen = [place()]
    for key in ("wrong", "", "right", "", "right", ""):
        one.does(key)
        seen.append(place())
    assert seen == ["1/2", "1/2", "1/2", "1/2", "2/2", "2/2", "2/2"]


@pytest.mark.parametrize(
    ("name", "given", "mark"),
    [
        ("pick", "wrong", "You took"),
        ("type a name", "wrong", "You wrote"),
        ("recall", "The talks will go on!", "You wrote"),
    ],
)
def test_what_was_answered_stands_beside_the_answer(name: str, given: str, mark: str) -> None:
    one = learner(name)
    page = feedback_page(one.round, one.does(given), Size())
    assert Line(one.last.given or "", mark=mark) in page
    assert Line(one.asked.shape.answer, Style.PROMPT, "Answer") in page


@pytest.mark.parametrize("texts", [["right"], ["wrong"], ["", "y"], ["", "n"], ["nearly", "y"]])
def test_feedback_on_a_cleared_screen_repeats_the_question_and_its_answer(texts: list[str]) -> None:
    one = learner("type a name")
    one.does(*texts)
    shown = text(feedback_page(one.round, one.state, Size(), alone=True))
    assert one.asked.shape.prompt in shown
    assert "Answer Jane Doe" in shown
    assert "Status Established" in shown
