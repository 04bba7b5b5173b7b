"""Exercises of rounds and sheets: true or false, put in order, match, and choosing a fair set of questions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.asking.exercises import draw_exercises
from quizgen.asking.giveaways import expose, gives_away
from quizgen.asking.several import question_about
from quizgen.asking.ways.match import MATCH
from quizgen.domain.fact import Level
from quizgen.domain.question import Choice, Match, Order
from quizgen.pipeline import open_library
from quizgen.rendering.sheets.compose import Labels, compose
from quizgen.rendering.terminal.feedback import feedback_page
from quizgen.rendering.terminal.page import Line, Size
from quizgen.rendering.terminal.summary import summary_page
from tests.support.engine import Learner
from tests.support.library import topic, write_library

if TYPE_CHECKING:
    from pathlib import Path

    from quizgen.domain.question import Question
    from quizgen.pipeline import Library

EVENTS = "".join(
    f"- {{id: {id_}, when: {when}, label: {label}, ask: When was {id_}?, evidence: {{wire: met in May of 2022}}}}\n"
    for id_, when, label in (
        ("early", "2022-01-12", "The council meets"),
        ("late", "2022-02-01", "The guests leave"),
        ("month", "2022-01", "The hall is painted"),
        ("last", "2023-05-01", "The hall burns"),
        ("year", "1999", "The hall is built"),
    )
)
SENTENCE = """\
- id: meeting.chair
  who: jane-doe
  ask: Who led the council in 2022?
  says: In 2022 [Jane Doe] led the council.
  evidence: {wire: received by the chair}
"""


def asked(library: Library, way: str, seed: str = "1") -> list[Question]:
    """Return what the library asks in one way."""
    return draw_exercises(library.asker, library.kb.facts.values(), [way], seed, 100)


def test_a_statement_is_the_facts_sentence_or_one_with_a_wrong_option(tmp_path: Path) -> None:
    library = open_library(write_library(tmp_path, SENTENCE))
    prompts = set()
    for seed in map(str, range(40)):
        (question,) = asked(library, "true-false", seed)
        assert isinstance(question.shape, Choice)
        is_true = question.shape.prompt == "True or false? In 2022 Jane Doe led the council."
        assert question.shape.answer == ("True" if is_true else "False")
        assert [(one.text, one.right) for one in question.shape.options] == [("True", is_true), ("False", not is_true)]
        prompts.add(question.shape.prompt)
    assert len(prompts) == 4  # the true one, and one for each of three other people


def test_a_sentence_whose_gap_holds_another_form_makes_no_statement(tmp_path: Path) -> None:
    library = open_library(write_library(tmp_path, SENTENCE.replace("[Jane Doe]", "[Doe]")))
    assert asked(library, "true-false") == []


def test_a_statement_keeps_the_curators_own_brackets_wherever_it_is_told(tmp_path: Path) -> None:
    facts = SENTENCE.replace("led the council.", "led the council [of the town].")
    library = open_library(write_library(tmp_path, facts))
    truth = "In 2022 Jane Doe led the council [of the town]."
    answers = set()
    for seed in map(str, range(8)):
        (question,) = asked(library, "true-false", seed)
        assert question.shape.prompt.endswith(" led the council [of the town].")
        one = Learner((question,), kb=library.kb)
        one.does("wrong")
        is_false = question.shape.answer == "False"
        assert (Line(truth, mark="In fact") in feedback_page(one.round, one.state, Size())) == is_false
        one.does("")
        told = {"True": "True", "False": f"False. {truth}"}[question.shape.answer]
        assert told in [line.text for line in summary_page(one.round, one.state, {}, "")]
        key = compose(library.kb, [question], Labels("A test", "", seed)).key
        assert key.answers[0].answer == told.replace("False.", "False:")
        answers.add(told)
    assert len(answers) == 2


def test_events_are_put_in_order_only_where_one_surely_came_first(tmp_path: Path) -> None:
    library = open_library(write_library(tmp_path, EVENTS))
    for seed in map(str, range(20)):
        (question, *more) = asked(library, "order", seed)
        assert isinstance(question.shape, Order)
        assert not more
        shape = question.shape
        events = [shape.rows[place].text for place in shape.order]
        known = ["The hall is built", "The hall is painted", "The council meets", "The guests leave", "The hall burns"]
        assert events == [event for event in known if event in events]
        assert not {"The hall is painted", "The council meets"} <= set(events)


_STATEMENT = """\
- id: said
  said: that bread is dear
  by: jane-doe
  on: {on}
  label: Jane Doe speaks of bread
  ask: What did Jane Doe complain of?
  evidence: {{wire: the talks will go on}}
"""


@pytest.mark.parametrize(("on", "is_event"), [("2030-01-02", True), ("after 2030-01-02", False), ("by 2030-01", False)])
def test_a_statement_of_a_known_day_is_an_event_among_others(tmp_path: Path, on: str, *, is_event: bool) -> None:
    library = open_library(write_library(tmp_path, EVENTS + _STATEMENT.format(on=on)))
    assert library.problems == ()
    shapes = [question.shape for seed in map(str, range(10)) for question in asked(library, "order", seed)]
    rows = [row for shape in shapes if isinstance(shape, Order) for row in shape.rows]
    told = {row.dated for row in rows if row.fact == "said"}
    assert told == ({"Jane Doe speaks of bread (2 January 2030)"} if is_event else set())


def test_two_events_of_one_label_never_stand_in_one_order(tmp_path: Path) -> None:
    twice = EVENTS.replace("The guests leave", "the council meets")
    library = open_library(write_library(tmp_path, twice))
    for seed in map(str, range(20)):
        for question in asked(library, "order", seed):
            assert not {"early", "late"} <= {fact.id for fact in question.facts}


def test_each_match_has_one_solution_in_the_shipped_library(shipped: Library) -> None:
    kb = shipped.kb
    found = [question for seed in map(str, range(10)) for question in asked(shipped, "match", seed)]
    for question in found:
        shape = question.shape
        assert isinstance(shape, Match)
        assert len({row.name for row in shape.rows}) == len(shape.rows) == len(shape.names) - 2
        assert len(set(shape.names)) == len(shape.names)
        assert {row.fact for row in shape.rows} == {fact.id for fact in question.facts}
        for row in shape.rows:
            (fact,) = (fact for fact in question.facts if fact.reverse == row.text)
            assert row.fact == fact.id
            assert kb.subject(fact) == shape.names[row.name]


@pytest.mark.parametrize("number", [1, 10, 40])
def test_a_round_asks_core_facts_first_and_none_twice(shipped: Library, number: int) -> None:
    for seed in map(str, range(5)):
        questions = draw_exercises(shipped.asker, shipped.kb.facts.values(), (), seed, number)
        ids = [fact.id for question in questions for fact in question.facts]
        assert len(questions) == number
        assert len(set(ids)) == len(ids)
        core = sum(question.fact.level is Level.CORE for question in questions)
        assert core >= 0.7 * number


def test_the_default_mixes_the_ways(shipped: Library) -> None:
    ways: Counter[str] = Counter()
    for seed in map(str, range(30)):
        ways.update(one.way for one in draw_exercises(shipped.asker, shipped.kb.facts.values(), (), seed, 10))
    assert set(ways) == {"choice", "typed", "cloze", "true-false", "order", "match"}
    assert max(ways.values()) < 0.7 * ways.total()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.text(max_size=8), number=st.integers(1, 60))
def test_no_question_gives_away_a_later_one_and_each_can_be_made_again(
    shipped: Library, seed: str, number: int
) -> None:
    questions = draw_exercises(shipped.asker, shipped.kb.facts.values(), (), seed, number)
    shown = [expose(shipped.kb, question) for question in questions]
    for place, question in enumerate(questions):
        assert not any(gives_away(earlier, shown[place]) for earlier in shown[:place])
        assert shipped.asker.exercise_by_id(question.id, seed) == question


@pytest.fixture(scope="module")
def telling(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A small library whose questions tell the answers of others."""
    meeting = """\
    - {id: date, when: 2022-01-12, ask: On what date did they meet?}
    - {id: rounds, how_many: 3 rounds, ask: How many on security guarantees were held in January 2022?}
    - {id: demand, what: the old borders, ask: 'What was demanded, besides non-expansion of the club?'}
    - {id: office, who: john-roe, ask: 'Who was secretary to the president of the club?'}
    - {id: offer, what: a truce, ask: What was on offer after the meeting of 12 January 2022?}
    - {id: speaker, who: jane-doe, ask: Whose words did the paper report?}
    - {id: hers, said: it was late, by: jane-doe, ask: 'What did Doe say?', reverse: 'Who, by name, called it late?'}
    - {id: his, said: it was fun, by: john-roe, ask: 'What did Roe say?', reverse: 'Who, by name, called it fun?'}
    - {id: other, said: it was odd, by: ann-other, ask: What did Ann Other say?, reverse: 'Who, by name, called it so?'}
    """
    others = """\
    - {id: month, when: 2022-01, ask: Which month was named for a security guarantee?}
    - {id: need, what: to prevent expansion of the club, ask: Which need came first?}
    - {id: post, what: press secretary, ask: Which post did Sam Hill hold?}
    """
    meeting, others = (facts.replace("}\n", ", evidence: {wire: met on 12 January}}\n") for facts in (meeting, others))
    root = write_library(
        tmp_path_factory.mktemp("telling"), meeting, {"questions/others.yaml": topic(others, "others", "Other things")}
    )
    library = open_library(root)
    assert not library.problems
    return library


@pytest.mark.parametrize(
    ("showing", "asking", "gives"),
    [
        ("offer", "date", True),
        ("date", "offer", False),
        ("rounds", "month", True),
        ("demand", "need", True),
        ("office", "post", False),
    ],
    ids=[
        "the answer stands in the question",
        "nothing of the answer does",
        "guarantees are a guarantee",
        "non-expansion is an expansion",
        "a president is no press",
    ],
)
def test_a_question_with_the_answer_of_another_gives_it_away(
    telling: Library, showing: str, asking: str, *, gives: bool
) -> None:
    shown, asked = (telling.asker.exercise(telling.kb.facts[id_], "recall", "") for id_ in (showing, asking))
    assert shown is not None
    assert asked is not None
    assert gives_away(expose(telling.kb, shown), expose(telling.kb, asked)) is gives


@pytest.mark.parametrize("deck", ["core", "demands", "everything"])
def test_nobody_in_a_match_is_known_by_being_the_only_one_of_a_side(shipped: Library, deck: str) -> None:
    sides = {str(one.name): one.side for one in shipped.kb.entities.values()}
    for seed in map(str, range(10)):
        for question in draw_exercises(shipped.asker, shipped.facts(deck), ["match"], seed, 2):
            shape = question.shape
            assert isinstance(shape, Match)
            many = Counter(sides[name] for name in shape.names)
            alone = [shape.names[row.name] for row in shape.rows if many[sides[shape.names[row.name]]] == 1]
            assert not alone, shape.names


def test_the_names_of_a_match_give_away_who_did_another_thing_there(telling: Library) -> None:
    facts = telling.kb.facts
    asked = telling.asker.exercise(facts["speaker"], "recall", "")
    assert asked is not None
    match = question_about(telling.kb, [facts["hers"], facts["his"], facts["other"]], MATCH, "1")
    assert isinstance(match.shape, Match)
    assert "Jane Doe" in match.shape.names
    assert gives_away(expose(telling.kb, match), expose(telling.kb, asked))


def test_a_new_fact_moves_the_others_little(shipped: Library) -> None:
    facts = list(shipped.kb.facts.values())
    moved = 0
    for seed in map(str, range(20)):
        before = {one.id for one in draw_exercises(shipped.asker, facts[:-1], (), seed, 20)}
        after = {one.id for one in draw_exercises(shipped.asker, facts, (), seed, 20)}
        moved += len(before - after)
    assert moved <= 20  # one question a round on average


def test_what_is_gone_or_withdrawn_is_not_asked_again(shipped: Library) -> None:
    for id_ in ("no.such-fact/choice", "geneva.date/no-such-way", "geneva.date", "", "/", "geneva.date+x.y/order"):
        assert shipped.asker.exercise_by_id(id_, "1") is None
