"""What stands on the screen: everything that is to be read, and before the answer nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from rich.console import Console

from quizgen.domain.proof import accounts
from quizgen.domain.question import Choice, Gaps, Match, Open, Order, borrowed
from quizgen.domain.round import How, KeyCommand, Stage, how
from quizgen.domain.study import Mode
from quizgen.grading.grader import Grader
from quizgen.language import ENGLISH
from quizgen.rendering.terminal.feedback import amended_page, feedback_page, sources_page
from quizgen.rendering.terminal.keys import help_page, key_line
from quizgen.rendering.terminal.page import Line, Page, Size, Style
from quizgen.rendering.terminal.pages import question_page
from quizgen.rendering.terminal.plain import rows
from quizgen.rendering.terminal.screen import _rows
from quizgen.rendering.terminal.why_wrong import why_wrong_page
from tests.support.effort import IS_GATE
from tests.support.engine import TODAY, Learner, in_every_way, learner, library, question

if TYPE_CHECKING:
    from quizgen.domain.question import Question
    from quizgen.pipeline import Library

SIZES = (Size(), Size(80, 24), Size(40, 10), Size(20, 5))


@pytest.fixture(scope="module")
def learners(shipped: Library) -> list[Learner]:
    """A learner before each question that the shipped library can ask."""
    return [Learner((asked,), kb=shipped.kb) for asked in in_every_way(shipped)[:: 1 if IS_GATE else 4]]


def text(page: Page) -> str:
    """All words of a page, marks included, in one line."""
    return " ".join(f"{line.mark} {line.text}" for line in page)


def shown(page: Page, size: Size) -> str:
    """The page as it is printed on a terminal of this size, or on paper."""
    if size.columns is None:
        return "\n".join(rows(ENGLISH, page))
    printed = [row.plain for row in _rows(page, Console(width=size.columns, height=size.rows))]
    assert max(map(cell_len, printed)) <= size.columns
    return "\n".join(printed)


def squeezed(words: str) -> str:
    """The words without spaces and what parts keys, as they are the same wherever lines are broken."""
    return "".join(words.replace("_____", "(blank)").replace("·", "").split())


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
        if borrowed(one.asked.shape):
            pages.append(why_wrong_page(one.round, one.state, size))
        for page in pages:
            printed = squeezed(shown(page, size))
            assert all(squeezed(line.text) in printed for line in page)


def parts(asked: Question) -> tuple[str, ...]:
    """All that has to be read to answer a question."""
    shape = asked.shape
    match shape:
        case Choice(spots=()):
            return (shape.prompt, *(option.text for option in shape.options))
        case Choice():
            return (shape.prompt,)  # places are letters on a map, or told by sentences
        case Order():
            return (shape.prompt, *(row.text for row in shape.rows))
        case Match():
            return (shape.prompt, *(row.text for row in shape.rows), *shape.names)
        case Open() | Gaps():
            return (shape.prompt,)


def secrets(one: Learner) -> tuple[str, ...]:
    """What must not stand beside a question before it is answered."""
    shape = one.asked.shape
    match shape:
        case Order():
            return tuple(row.date for row in shape.rows)
        case Match():
            return shape.names
        case Choice() | Open() | Gaps():
            return one.kb.accepted(one.asked.fact) if isinstance(shape, Choice) else shape.accepted


@pytest.mark.parametrize("size", SIZES)
def test_all_of_a_question_is_there_and_nothing_of_its_answer(learners: list[Learner], size: Size) -> None:
    for one in learners:
        page = question_page(one.round, one.state, size)
        texts = [line.text for line in page]
        read = parts(one.asked)
        if size.is_small and how(one.asked) is How.ARRANGE:
            read = read[1:]  # what to do with them is said in fewer words, where it stays in sight
            assert [line for line in page[-7:] if line.style is Style.PROMPT]
        assert set(read) <= set(texts), one.asked.id
        beside = {*texts} - {*read, key_line(one.round, one.state, size).text}
        assert not [form for form in secrets(one) for line in beside if ENGLISH.contains(line, form)], one.asked.id


def test_a_question_on_facts_of_several_topics_names_none(learners: list[Learner]) -> None:
    for one in learners:
        topics = {one.kb.topics[fact.topic].title for fact in one.asked.facts}
        named = [title for title in topics if title in question_page(one.round, one.state, Size())[1].text]
        assert not named or len(topics) == 1, one.asked.id


def answers(asked: Question) -> list[str]:
    """The parts of the right answer as they are told after it."""
    shape = asked.shape
    match shape:
        case Order():
            return [f"{row.text} ({row.date})" for row in shape.rows]
        case Match():
            return [f", {shape.names[row.name]} ({'abcdefgh'[row.name]})" for row in shape.rows]
        case _:
            return [shape.answer]


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
        assert all(part in words for part in answers(one.asked))
        asked = one.asked.fact
        assert one.asked.others or ("the sources differ" in words) == bool(asked.accounts)
        assert one.asked.others or ("with a note" in words) == (asked.note is not None)
        in_full = text(sources_page(one.round, one.state, size))
        for fact in one.asked.facts:
            said = [str(one.kb.sources[str(evidence.source)].standing) for evidence in fact.all_evidence]
            said += [str(fact.note)] if fact.note is not None else []
            said += [str(fact.id), *(told.answer for told in accounts(one.kb, fact))]
            assert all(part in in_full for part in said), one.asked.id


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
    assert seen == ["1/2", "1/3", "2/3", "2/3", "3/3 again", "3/3 again", "3/3"]


def test_a_miss_says_that_it_comes_back_at_once_and_on_which_day() -> None:
    one = learner("type a name", "type a date", mode=Mode.REVIEW)

    def back(key: str) -> str:
        page = amended_page if key == "=" else feedback_page
        (line,) = (line for line in page(one.round, one.does(key), Size(), TODAY + 1) if line.mark == "Back")
        return line.text

    assert back("wrong") == "again in this review, then tomorrow, 2 January 2022"
    assert back("=") == "tomorrow, 2 January 2022"
    one.does("")
    assert back("right") == "tomorrow, 2 January 2022"


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


@pytest.mark.parametrize("size", SIZES)
def test_a_wrong_answer_that_lacks_only_a_part_says_which_below_the_verdict(size: Size) -> None:
    one = Learner((question("type a date"),), grade=Grader(library().kb).grade)
    page = feedback_page(one.round, one.does("12 January"), size)
    place = page.index(Line("Wrong.", Style.WRONG))
    assert page[place + 1] == Line("The year is missing.")
    assert "missing" not in text(feedback_page(one.round, one.does("="), size))


def test_an_appeal_after_a_refused_near_miss_says_that_it_counts_as_hard() -> None:
    one = learner("type a name")
    one.does("nearly", "n", "=")
    page = feedback_page(one.round, one.state, Size())
    assert Line("Counted as right. After a near miss that counts as hard.", Style.RIGHT) in page


@pytest.mark.parametrize("texts", [["right"], ["wrong"], ["nearly", "y"]])
def test_feedback_on_a_cleared_screen_repeats_the_question_and_its_answer(texts: list[str]) -> None:
    one = learner("type a name")
    one.does(*texts)
    words = text(feedback_page(one.round, one.state, Size(), alone=True))
    assert one.asked.shape.prompt in words
    assert "Answer Jane Doe" in words
    assert "The Wire, 12 January 2022" in words


def test_questions_are_counted_upwards_and_one_that_comes_back_says_so() -> None:
    one = learner("type a name", "type a date", mode=Mode.REVIEW)
    heads = []
    for key in ("wrong", "", "s", "wrong", "", "right", ""):
        if one.state.stage is Stage.ASKING:
            heads.append(question_page(one.round, one.state, Size(40, 24))[1].text.partition(" · ")[0])
        one.does(key)
    assert heads == ["Review 1 of 2", "Review 2 of 3", "Review 3 of 3, again", "Review 4 of 4, again"]


def after(name: str, given: str, size: Size) -> list[str]:
    """What is said after an answer, mark and text of each line, without the facts and the keys."""
    one = learner(name)
    one.does(given)
    page = feedback_page(one.round, one.state, size)
    said = [line for line in page if line.text and line.style is not Style.KEYS and " · The " not in line.text]
    return [f"{line.mark} {line.text}".strip() for line in (said[:-1] if size.is_small else said)]


def test_after_a_match_each_item_has_its_name_and_the_one_that_was_given() -> None:
    small = Size(40, 10)
    assert after("match", "cae", small) == [
        "1 ✓ right, Jane Doe (c)",
        "2 ✓ right, Mary Major (a)",
        "3 ✓ right, John Roe (e)",
        "Right.",
    ]
    assert after("match", "ace", small) == [
        "1 ✗ wrong, Jane Doe (c) and not Mary Major (a)",
        "2 ✗ wrong, Mary Major (a) and not Jane Doe (c)",
        "3 ✓ right, John Roe (e)",
        "Wrong. 1 of 3 right.",
    ]
    assert after("match", "ace", Size(80, 24))[:2] == [
        "Wrong. 1 of 3 right.",
        "1 ✗ wrong, Jane Doe (c) and not Mary Major (a): Who said after the meeting that the talks will go on?",
    ]


def test_after_an_order_each_event_stands_where_it_stood_and_says_its_place() -> None:
    one = learner("order")
    shape = one.asked.shape
    assert isinstance(shape, Order)
    first, second, third, fourth = (str(1 + item) for item in shape.order)
    told = after("order", f"{second}{third}{first}{fourth}", Size(80, 24))
    assert told[0] == "Wrong. 1 of 4 stand where they should."
    assert sorted(told[1:]) == sorted(
        [
            f"{first} ✗ wrong, 1st and not 3rd: The hall is built (1 March 1999)",
            f"{second} ✗ wrong, 2nd and not 1st: The hall is painted (15 June 2010)",
            f"{third} ✗ wrong, 3rd and not 2nd: The council meets its guests (12 January 2022)",
            f"{fourth} ✓ right, 4th: The hall burns (9 May 2023)",
        ]
    )
    assert [line[0] for line in told[1:]] == ["1", "2", "3", "4"]


def test_where_there_is_no_screen_to_fill_the_ids_of_the_facts_stand_below_an_answer() -> None:
    one = learner("match")
    one.does("wrong")
    page, short = (feedback_page(one.round, one.state, size) for size in (Size(), Size(80, 24)))
    assert [line.text for line in page if line.mark == "Fact"] == ["doe.go-on", "major.bread", "roe.hall"]
    assert not [line for line in short if line.mark == "Fact"]


def test_an_example_of_an_answer_is_told_as_one() -> None:
    lines = {
        (name, size.columns): key_line(one.round, one.state, size).text
        for name in ("order", "match")
        for size in (Size(80, 24), Size(40, 10))
        if (one := learner(name))
    }
    assert lines["order", 80].startswith("type the order, e.g. 2413 · h hint")
    assert lines["match", 80].startswith("type the letters, e.g. bda · h hint")
    assert lines["order", 40] == "1/1: e.g. 2413 h s ? q"


@pytest.mark.parametrize(("name", "offered"), [("pick", True), ("true or false", False), ("recall", False)])
def test_a_hint_is_offered_only_where_there_is_one(name: str, offered: bool) -> None:
    one = learner(name, name)
    assert ("h hint" in key_line(one.round, one.state, Size()).text) is offered
    one.does("right", "u")
    assert ("h hint" in key_line(one.round, one.state, Size()).text) is offered


@pytest.mark.parametrize(
    ("name", "keys"), [("pick", "1-4 or a-d"), ("true or false", "1 2 t f"), ("type a name", "1-9 or a-h")]
)
def test_the_page_of_keys_speaks_of_this_question_and_of_this_screen(name: str, keys: str) -> None:
    one = learner(name)
    screen, linear = (text(help_page(one.round, one.state, size)) for size in (Size(80, 24), Size()))
    assert f" {keys} take an option" in screen
    assert f" {keys} take an option" in linear
    assert "arrow keys" in screen
    assert "arrow" not in linear


def test_the_page_of_keys_says_what_each_key_does() -> None:
    one = learner("type a name")
    explained = {key for line in help_page(one.round, one.state, Size(80, 24)) for key in line.mark.split()}
    assert {*KeyCommand} - {KeyCommand.HELP} <= explained


@pytest.mark.parametrize(
    ("texts", "told"), [(["right", "e"], "Right. Counted as easy."), (["wrong", "="], "Counted as right.")]
)
def test_an_answer_that_is_counted_anew_is_not_told_again(texts: list[str], told: str) -> None:
    one = learner("type a name")
    one.does(*texts)
    page = amended_page(one.round, one.state, Size())
    assert Line(told, Style.RIGHT) in page
    assert not [line for line in page if line.mark in ("Answer", "Status", "Source")]


@pytest.mark.parametrize("columns", [20, 30, 40, 56])
def test_a_key_and_what_it_does_stand_in_one_row(columns: int) -> None:
    one = learner("type a name", "pick")
    one.does("right")
    line = key_line(one.round, one.state, Size(columns, 24))
    printed = [row.plain.strip() for row in _rows([line], Console(width=columns, height=24))]
    assert " · ".join(printed) == line.text
    assert max(map(cell_len, printed)) < columns
