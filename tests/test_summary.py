"""The end of a round: what it says on the screen, and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from quizgen.domain.study import Mode
from quizgen.rendering.terminal.page import Line, Page, Style
from quizgen.rendering.terminal.summary import result, summary_page
from tests.support.engine import Learner, learner, question

if TYPE_CHECKING:
    from collections.abc import Mapping

AGAIN = "quizgen quiz --seed 1"


def end(one: Learner, due: Mapping[str, int] | None = None) -> Page:
    """The page at the end of a learner's round."""
    return summary_page(one.round, one.state, due or {}, AGAIN)


def data(one: Learner, due: Mapping[str, int] | None = None) -> dict[str, Any]:
    """The same as data."""
    return result(one.round, one.state, due or {}, AGAIN)


def below(page: Page, title: str) -> list[Line]:
    """The lines below a title, up to the next one."""
    start = page.index(Line(title, Style.HEAD)) + 1
    rest = [place for place, line in enumerate(page) if place > start and line.style is Style.HEAD]
    return [line for line in page[start : min(rest, default=len(page) - 1)] if line.text]


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ([], "Nothing answered, 3 not asked."),
        (["right", "", "right", "", "right", ""], "3 of 3 right."),
        (["right", "", "wrong", "", "s"], "1 of 2 right, 1 skipped."),
        (["right", "", "q"], "1 of 1 right, 2 not asked."),
        (["s", "s", "s"], "Nothing answered, 3 skipped."),
        (["right", "", "wrong", "="], "2 of 2 right, 1 not asked."),
    ],
)
def test_the_score_of_a_round(texts: list[str], told: str) -> None:
    one = learner("pick", "type a name", "order")
    one.does(*texts)
    assert end(one)[1] == Line(told, Style.HEAD)


def test_the_score_of_a_review_tells_a_miss_that_waits_from_what_was_not_asked() -> None:
    one = learner("pick", "type a name", "type a date", mode=Mode.REVIEW)
    one.does("wrong", "", "right", "q")
    assert end(one)[1].text == "1 of 2 right, 1 missed and not yet known, 1 not asked."


def test_the_score_says_when_the_time_was_up() -> None:
    one = learner("pick", "type a name", minutes=1)
    one.now += 60_000
    one.does("right", "")
    assert end(one)[1].text == "1 of 1 right, 1 not asked, as the time is up."
