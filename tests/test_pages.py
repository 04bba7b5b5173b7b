"""What stands on the screen: everything that is to be read, and before the answer nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from rich.console import Console

from quizgen.domain.question import Choice, Gaps, Match, Open, Order
from quizgen.domain.round import How, Stage, how
from quizgen.domain.study import Mode
from quizgen.domain.words import contains
from quizgen.rendering.terminal.feedback import feedback_page, sources_page
from quizgen.rendering.terminal.keys import key_line
from quizgen.rendering.terminal.page import Line, Page, Size, Style
from quizgen.rendering.terminal.pages import question_page
from quizgen.rendering.terminal.plain import rows
from quizgen.rendering.terminal.screen import _rows
from tests.support.engine import Learner, in_every_way, learner

if TYPE_CHECKING:
    from quizgen.domain.question import Question
    from quizgen.pipeline import Library

SIZES = (Size(), Size(80, 24), Size(40, 10), Size(20, 5))


@pytest.fixture(scope="module")
def learners(shipped: Library) -> list[Learner]:
    """A learner before each question that the shipped library can ask."""
    return [Learner((asked,), kb=shipped.kb) for asked in in_every_way(shipped)]


def text(page: Page) -> str:
    """All words of a page, marks included, in one line."""
    return " ".join(f"{line.mark} {line.text}" for line in page)


def shown(page: Page, size: Size) -> str:
    """The page as it is printed on a terminal of this size, or on paper."""
    if size.columns is None:
        return "\n".join(rows(page))
    printed = [row.plain for row in _rows(page, Console(width=size.columns, height=size.rows))]
    assert max(map(cell_len, printed)) <= size.columns
    return "\n".join(printed)


def squeezed(words: str) -> str:
    """The words without spaces, as they are the same wherever lines are broken."""
    return "".join(words.replace("_____", "(blank)").split())


def test_every_page_is_printed_in_full_at_every_width(learners: list[Learner]) -> None:
    for place, fresh in enumerate(learners):
        size = SIZES[place % len(SIZES)]
        one = Learner(fresh.questions, kb=fresh.kb)
        pages = [question_page(one.round, one.state, size)]
        revealed = one.does("")
        if revealed.stage is Stage.REVEALED:
            pages.append(question_page(one.round, revealed, size))
            one.does("u")
        pages.append(feedback_page(one.round, one.does("right"), size))
        if place % 5 == 0:
            pages.append(sources_page(one.round, one.state, Size()))
        for page in pages:
            printed = squeezed(shown(page, size))
            assert all(squeezed(line.text) in printed for line in page)


def parts(asked: Question) -> tuple[str, ...]:
    """All that has to be read to answer a question."""
    shape = asked.shape
    match shape:
        case Choice():
            return (shape.prompt, *(option.text for option in shape.options))
        case Order():
            return (shape.prompt, *shape.items)
        case Match():
            return (shape.prompt, *shape.items, *shape.names)
        case Open() | Gaps():
            return (shape.prompt,)


def secrets(one: Learner) -> tuple[str, ...]:
    """What must not stand beside a question before it is answered."""
    shape = one.asked.shape
    match shape:
        case Order():
            return shape.dates
        case Match():
            return shape.names
        case Choice() | Open() | Gaps():
            return one.kb.accepted(one.asked.fact) if shape.name == "choice" else shape.accepted


@pytest.mark.parametrize("size", SIZES)
def test_all_of_a_question_is_there_and_nothing_of_its_answer(learners: list[Learner], size: Size) -> None:
    for one in learners:
        page = question_page(one.round, one.state, size)
        texts = [line.text for line in page]
        read = parts(one.asked)
        assert set(read) <= set(texts), one.asked.id
        beside = {*texts} - {*read, key_line(one.round, one.state, size).text}
        assert not [form for form in secrets(one) for line in beside if contains(line, form)], one.asked.id


def test_a_question_on_facts_of_several_topics_names_none(learners: list[Learner]) -> None:
    for one in learners:
        topics = {one.kb.topics[fact.topic].title for fact in one.asked.facts}
        named = [title for title in topics if title in question_page(one.round, one.state, Size())[1].text]
        assert not named or len(topics) == 1, one.asked.id


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("answer", ["right", "wrong"])
def test_all_that_is_to_be_said_after_an_answer_is_there(learners: list[Learner], answer: str, size: Size) -> None:
    for fresh in learners:
        one = Learner(fresh.questions, kb=fresh.kb)
        if how(one.asked) is How.RECALL and answer == "wrong":
            continue
        assert one.does(answer).stage is Stage.FEEDBACK
        page = feedback_page(one.round, one.state, size)
        assert [line for line in page if line.text.startswith("Right." if answer == "right" else "Wrong.")]
        words = text(page)
        told = one.asked.shape.answer.split("; ") if one.asked.others else [one.asked.shape.answer]
        assert all(part in words for part in (*told, *(fact.id for fact in one.asked.facts))), one.asked.id
        if len(one.asked.facts) == 1:
            sources = {str(evidence.source) for evidence in one.asked.fact.all_evidence}
            assert all(str(one.kb.sources[source].standing) in words for source in sources)


@pytest.mark.parametrize("size", SIZES)
def test_the_answer_that_is_to_be_judged_stands_below_its_question(learners: list[Learner], size: Size) -> None:
    for fresh in learners:
        one = Learner(fresh.questions, kb=fresh.kb)
        if how(one.asked) in (How.TYPE, How.RECALL):
            assert one.does("").stage is Stage.REVEALED
            page = question_page(one.round, one.state, size)
            prompt = page.index(Line(one.asked.shape.prompt, Style.PROMPT))
            assert prompt < page.index(Line(one.asked.shape.answer, Style.PROMPT, "Answer"))


def test_the_sources_in_full_have_every_fragment(learners: list[Learner]) -> None:
    for fresh in learners:
        one = Learner(fresh.questions, kb=fresh.kb)
        one.does("right")
        words = text(sources_page(one.round, one.state, Size()))
        for fact in one.asked.facts:
            for evidence in fact.all_evidence:
                assert f"“{evidence.words}”" in words
                assert f"“{one.kb.sources[str(evidence.source)].title}”" in words


@pytest.mark.parametrize("size", SIZES)
def test_the_readings_of_an_unclear_answer_are_shown_on_every_screen(size: Size) -> None:
    one = learner("type a date")
    words = text(question_page(one.round, one.does("either"), size))
    assert "1 12 January 2022" in words
    assert "2 something else" in words


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
        ("pick", "wrong", "You chose"),
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
    words = text(feedback_page(one.round, one.state, Size(), alone=True))
    assert one.asked.shape.prompt in words
    assert "Answer Jane Doe" in words
    assert "Status Established" in words
