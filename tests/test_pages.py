"""What stands on the screen: everything that is to be read, and before the answer nothing of it."""

from __future__ import annotations

import pytest

from quizgen.rendering.terminal.page import Page, Size
from quizgen.rendering.terminal.pages import question_page
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
