"""The end of a round: what it says on the screen, and as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from quizgen.domain.study import Mode
from quizgen.rendering.terminal.page import Line, Style
from quizgen.rendering.terminal.summary import result, summary_page
from tests.support.engine import TODAY, Learner, learner, question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizgen.rendering.terminal.page import Page

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
    assert end(one)[-2] == Line(told, Style.HEAD)


def test_the_score_of_a_review_tells_a_miss_that_waits_from_what_was_not_asked() -> None:
    one = learner("pick", "type a name", "type a date", mode=Mode.REVIEW)
    one.does("wrong", "", "right", "q")
    assert end(one)[-2].text == "1 of 2 right, 1 missed and not yet known, 1 not asked."


def test_the_score_says_when_the_time_was_up() -> None:
    one = learner("pick", "type a name", minutes=1)
    one.now += 60_000
    one.does("right", "")
    assert end(one)[-2].text == "1 of 1 right, 1 not asked, as the time is up."


def test_what_was_missed_is_told_once_with_its_answer_and_its_facts() -> None:
    one = learner("pick", "type a name", "order", mode=Mode.REVIEW)
    one.does("wrong", "", "right", "", "wrong", "", "wrong", "", "right", "", "right", "")
    pick, order = question("pick"), question("order")
    assert below(end(one), "Missed") == [
        Line(pick.shape.prompt, mark="-"),
        Line("Springfield", Style.PROMPT, " "),
        Line("meeting.place", Style.FAINT, " "),
        Line(order.shape.prompt, mark="-"),
        Line("1. The hall is built (1 March 1999)", Style.PROMPT, " "),
        Line("2. The hall is painted (15 June 2010)", Style.PROMPT, " "),
        Line("3. The council meets its guests (12 January 2022)", Style.PROMPT, " "),
        Line("4. The hall burns (9 May 2023)", Style.PROMPT, " "),
        Line("hall.built, hall.burns, hall.painted, meeting.date", Style.FAINT, " "),
    ]


def test_who_was_to_be_matched_with_what_is_told_pair_by_pair() -> None:
    one = learner("match")
    one.does("wrong", "")
    pairs = [
        "Jane Doe: Who said after the meeting that the talks will go on?",
        "Mary Major: Who said after the meeting that the bread was fresh?",
        "John Roe: Who said after the meeting that the hall was too small?",
    ]
    told = [line.text for line in below(end(one), "Missed") if line.style is Style.PROMPT]
    assert sorted(told) == sorted(pairs)
    assert data(one)["answers"][0]["answer"] == "\n".join(told)


def test_a_review_whose_cards_another_terminal_has_answered_says_so() -> None:
    one = learner("pick", "type a name", "type a date", mode=Mode.REVIEW)
    one.state = one.engine.drop(one.engine.drop(one.state))
    one.does("right", "")
    assert [line.text for line in end(one)[1:3]] == [
        "1 of 1 right.",
        "Another terminal has answered the remaining 2 cards.",
    ]
    none = learner("pick", mode=Mode.REVIEW)
    none.state = none.engine.drop(none.state)
    told = [line.text for line in end(none)[1:3]]
    assert told == ["Nothing answered.", "Another terminal has answered the remaining card."]
    assert not [line for line in end(learner("pick")) if "terminal" in line.text]


def test_a_missed_statement_is_told_as_it_is() -> None:
    one = learner("true or false")
    one.does("wrong", "")
    answer = below(end(one), "Missed")[1].text
    assert answer == "False. In January 2022 the council received its guests in Springfield."


def test_kinds_are_told_apart_where_there_are_several_and_add_up_to_the_score() -> None:
    one = learner("pick", "type a name", "type a date", mode=Mode.REVIEW)
    one.does("wrong", "", "right", "", "wrong", "", "right", "", "q")
    page = end(one)
    assert page[-2].text.startswith("2 of 4 right")
    assert {line.text: line.mark for line in below(page, "By kind")} == {
        "where": "1 of 2",
        "who": "1 of 1",
        "when": "0 of 1",
    }
    assert Line("By topic", Style.HEAD) not in page
    assert Line("By kind", Style.HEAD) not in end(learner("pick"))


def test_it_says_when_each_fact_comes_back() -> None:
    one = learner("pick", "type a name", "type a date", mode=Mode.REVIEW)
    one.does("right", "", "right", "", "right", "")
    due = {"meeting.place": TODAY + 1, "meeting.chair": TODAY + 4, "meeting.date": TODAY - 3, "other": TODAY}
    assert [(line.mark, line.text) for line in below(end(one, due), "Coming back in reviews")] == [
        ("today", "meeting.date"),
        ("tomorrow, 2 January 2022", "meeting.place"),
        ("in 4 days, 5 January 2022", "meeting.chair"),
    ]
    assert data(one, due)["due"] == {
        "meeting.place": "2022-01-02",
        "meeting.chair": "2022-01-05",
        "meeting.date": "2021-12-29",
    }


def test_practice_without_reviews_says_what_brings_facts_back() -> None:
    one = learner("pick")
    one.does("right", "")
    assert any("`quizgen review` brings facts back" in line.text for line in end(one))
    assert end(one)[-1] == Line(AGAIN, Style.COMMAND, "Go on with")


def test_the_result_as_data_tells_every_answer_that_counts() -> None:
    one = learner("pick", "order", "recall", "type a name", "type a date")
    one.does("h", "right", "", "wrong", "", "", "y", "u", "", "n", "s", "")
    told = data(one)
    assert {key: told[key] for key in ("session", "mode", "library", "seed", "again")} == {
        "session": "s1",
        "mode": "practice",
        "library": "example.meetings",
        "seed": "1",
        "again": AGAIN,
    }
    assert [told[key] for key in ("finished", "asked", "right", "skipped", "left")] == [False, 3, 1, 1, 1]
    pick, order, recall = told["answers"]
    assert pick == {
        "question": "meeting.place/choice",
        "facts": ["meeting.place"],
        "way": "choice",
        "prompt": question("pick").shape.prompt,
        "given": "Springfield",
        "answer": "Springfield",
        "right": True,
        "grade": 2,
        "match": "exact",
        "parts": {},
        "borrowed": {},
        "hinted": True,
        "milliseconds": 2000,
    }
    assert set(order["parts"]) == set(order["facts"])
    assert (recall["match"], recall["grade"], recall["right"]) == ("judged", 1, False)
    assert json.loads(json.dumps(told)) == told


def test_a_round_that_is_over_is_finished() -> None:
    one = learner("pick")
    one.does("right", "", "")
    assert data(one)["finished"] is True
