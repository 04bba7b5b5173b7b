"""The questions of a printed sheet: so many of each way, fair to each other, and their variants."""

from __future__ import annotations

from collections import Counter
from itertools import groupby, permutations
from typing import TYPE_CHECKING

import pytest

from quizgen.asking.drawing import LONGEST_IN_GAP
from quizgen.asking.giveaways import expose, gives_away
from quizgen.asking.paper import count_alike, draw_anew, draw_paper, shares, vary
from quizgen.domain.question import Choice
from quizgen.pipeline import open_library
from tests.support.effort import IS_GATE, few, times
from tests.support.library import write_library

if TYPE_CHECKING:
    from pathlib import Path

    from quizgen.domain.question import Question
    from quizgen.pipeline import Library

_PHRASES = """\
- id: a.one
  what: a plan of the council
  {one}
  evidence: {{wire: met on 12 January 2022}}
- id: b.two
  demanded: stop its eastward expansion
  by: jane-doe
  ask: What did Jane Doe want the mill to do?
  evidence: {{wire: met on 12 January 2022}}
"""


def paper(shipped: Library, number: int = 20, seed: str = "1") -> list[Question]:
    """Return a sheet of the usual mix."""
    return draw_paper(shipped.asker, shipped.kb.facts.values(), shares(shipped.asker, (), number), seed)


@pytest.mark.parametrize("number", [1, 2, 7, 20, 100])
def test_shares_add_up(shipped: Library, number: int) -> None:
    assert sum(shares(shipped.asker, (), number).values()) == number
    assert shares(shipped.asker, ["cloze", "reverse"], 3).keys() == {"cloze", "reverse"}


def test_twenty_questions_mix_all_ways(shipped: Library) -> None:
    ways = Counter(question.way for question in paper(shipped))
    assert ways == {"choice": 8, "true-false": 4, "cloze": 3, "recall": 3, "order": 1, "match": 1}


@pytest.mark.parametrize("seed", few(["1", "2", "3", "4"]))
def test_no_question_gives_away_another_and_no_fact_is_asked_twice(shipped: Library, seed: str) -> None:
    questions = paper(shipped, 40, seed)
    assert len(questions) == 40
    ids = [fact.id for question in questions for fact in question.facts]
    assert len(ids) == len(set(ids))
    shown = [expose(shipped.kb, question) for question in questions]
    assert not [1 for one, another in permutations(shown, 2) if gives_away(one, another)]


def test_what_a_way_has_too_few_facts_for_another_makes_up(shipped: Library) -> None:
    wanted = {"order": 30, "recall": 1}
    questions = draw_paper(shipped.asker, shipped.kb.facts.values(), wanted, "1")
    ways = Counter(question.way for question in questions)
    assert ways["order"] < 4
    assert len(questions) == 31


@pytest.mark.parametrize(("every", "number", "seed"), few([(2, 40, "1"), *((1, 60, seed) for seed in "123")]))
def test_a_sheet_longer_than_the_facts_allow_keeps_its_mix(
    shipped: Library, every: int, number: int, seed: str
) -> None:
    core = shipped.kb.facts_of(shipped.kb.recipes["core"])[::every]
    questions = draw_paper(shipped.asker, core, shares(shipped.asker, (), number), seed)
    ways = Counter(question.way for question in questions)
    assert len(questions) < number
    assert ways.keys() == {"choice", "true-false", "cloze", "recall", "order", "match"}
    assert ways["choice"] > ways["true-false"]
    assert ways["recall"] >= 2


@pytest.mark.parametrize("seed", few(["1", "2", "3"]))
def test_what_belongs_into_a_gap_can_be_written_there(shipped: Library, seed: str) -> None:
    questions = draw_paper(shipped.asker, shipped.kb.facts.values(), {"cloze": 30}, seed)
    assert len(questions) > 10
    assert max(len(question.shape.answer) for question in questions) <= LONGEST_IN_GAP


@pytest.mark.parametrize(
    ("way", "one", "tells"),
    [
        ("recall", "ask: Who spoke of the east of the country, where the mill expands?", True),
        ("choice", "ask: What was proposed?\n  wrong: [expansion to the east, no bread, a song]", False),
    ],
)
def test_most_words_of_a_phrase_give_it_away_in_a_question_but_not_as_one_of_several_options(
    tmp_path: Path, way: str, one: str, *, tells: bool
) -> None:
    library = open_library(write_library(tmp_path, _PHRASES.format(one=one)))
    showing = library.asker.exercise(library.kb.facts["a.one"], way, "")
    asking = library.asker.exercise(library.kb.facts["b.two"], "recall", "")
    assert showing is not None
    assert asking is not None
    assert gives_away(expose(library.kb, showing), expose(library.kb, asking)) == tells
    assert not gives_away(expose(library.kb, asking), expose(library.kb, showing))


def test_a_variant_asks_the_same_in_another_order(shipped: Library) -> None:
    base = paper(shipped)
    a, b = (vary(shipped.asker, base, "1", label) for label in "AB")
    assert sorted(one.id for one in a) == sorted(one.id for one in b) == sorted(one.id for one in base)
    assert [one.id for one in a] != [one.id for one in b]
    answers = {one.id: one.shape.answer for one in base if one.way not in ("order", "match")}
    assert answers == {one.id: one.shape.answer for one in b if one.id in answers}
    assert vary(shipped.asker, base, "1", "A") == a
    choices = [(one.shape, other.shape) for one in a for other in b if one.id == other.id and one.way == "choice"]
    assert any(one != other for one, other in choices)


@pytest.mark.parametrize("seed", few(["1", "2", "3"]))
def test_hardly_a_question_of_another_draw_is_of_another_kind(shipped: Library, seed: str) -> None:
    for recipe in [*shipped.kb.recipes.values()][:: 1 if IS_GATE else 2]:
        facts = shipped.kb.facts_of(recipe)
        base = draw_paper(shipped.asker, facts, shares(shipped.asker, (), 20), seed)
        # Few matters have few like ones among them.
        matters = {fact.matter or fact.id for fact in facts}
        hardly = 1 if len(matters) > 3 * len(base) else 4
        for label in few("BCDE"):
            assert count_alike(base, draw_anew(shipped.asker, facts, base, seed, label)) >= len(base) - hardly, (
                recipe.id,
                label,
            )


def test_another_draw_has_as_many_of_each_way_and_level(shipped: Library) -> None:
    base = [one for one in paper(shipped) if one.way not in ("order", "match")]
    other = draw_anew(shipped.asker, shipped.kb.facts.values(), base, "1", "B")
    profile = [Counter((one.way, one.fact.level) for one in sheet) for sheet in (base, other)]
    assert profile[0] == profile[1]
    assert len({one.fact.id for one in base} & {one.fact.id for one in other}) < len(base) / 2
    shown = [expose(shipped.kb, question) for question in other]
    assert not [1 for one, another in permutations(shown, 2) if gives_away(one, another)]


@pytest.mark.parametrize("new", few([40, 5, 90]))
def test_a_new_fact_moves_a_sheet_little(shipped: Library, new: int) -> None:
    facts = list(shipped.kb.facts.values())
    moved = 0
    for seed in map(str, range(times(20))):
        before, after = (
            {one.id for one in draw_paper(shipped.asker, some, shares(shipped.asker, (), 20), seed)}
            for some in (facts[:new] + facts[new + 1 :], facts)
        )
        moved += len(before - after)
    assert moved <= times(20)  # one question a sheet on average


@pytest.mark.parametrize("seed", few(["1", "2", "4"]))
def test_every_draw_is_as_long_as_the_first(shipped: Library, seed: str) -> None:
    facts = shipped.kb.facts.values()
    usual, long = (shares(shipped.asker, (), number) for number in (20, 30))
    for wanted in few([usual, {"match": 2, "order": 2}, long], 2):
        base = draw_paper(shipped.asker, facts, wanted, seed)
        profile = Counter(question.way for question in base)
        for label in few("BCDEF"):
            other = draw_anew(shipped.asker, facts, base, seed, label)
            assert Counter(question.way for question in other) == profile, (label, wanted)


@pytest.mark.parametrize("deck", ["core", "demands", "everything"])
def test_a_sheet_is_fair_in_every_variant(shipped: Library, deck: str) -> None:
    facts = shipped.kb.facts_of(shipped.kb.recipes[deck])
    for seed in map(str, range(200 if IS_GATE else 1)):
        base = draw_paper(shipped.asker, facts, shares(shipped.asker, (), 20), seed)
        assert len(base) == 20
        other = draw_anew(shipped.asker, facts, base, seed, "B")
        for drawn, label in ((base, ""), (base, "B"), (base, "C"), (other, "B")):
            shapes = [one.shape for one in vary(shipped.asker, drawn, seed, label) if isinstance(one.shape, Choice)]
            truths = Counter(shape.statement.is_true for shape in shapes if shape.statement)
            assert max(truths.values()) <= 0.75 * truths.total(), "a quarter at least is true, and a quarter is false"
            options = [[option.right for option in shape.options] for shape in shapes if not shape.statement]
            letters = Counter(rights.index(True) for rights in options)
            assert max(letters.values()) <= len(options) / 2, "no letter is right more than twice its share"
            free = [shape for shape in shapes if not shape.statement]
            runs = [list(run) for _, run in groupby(free, key=lambda shape: [one.right for one in shape.options])]
            # Dates and numbers keep their order, in whatever place a variant has them.
            assert all(len(run) <= 2 or all(one.is_in_order for one in run) for run in runs), "three times running"


def test_how_many_statements_are_true_is_no_secret_that_the_others_tell(shipped: Library) -> None:
    facts, numbers = shipped.kb.facts.values(), set()
    for seed in map(str, range(12)):
        shapes = [one.shape for one in draw_paper(shipped.asker, facts, {"true-false": 4}, seed)]
        numbers.add(
            sum(isinstance(one, Choice) and one.statement is not None and one.statement.is_true for one in shapes)
        )
    assert numbers == {1, 2, 3}


def test_a_sheet_tells_the_story_from_its_beginning(shipped: Library) -> None:
    topics, facts = list(shipped.kb.topics), list(shipped.kb.facts)
    for seed in few("123"):
        for deck in ("core", "everything"):
            drawn = draw_paper(
                shipped.asker, shipped.kb.facts_of(shipped.kb.recipes[deck]), shares(shipped.asker, (), 30), seed
            )
            places = [
                (topics.index(one.fact.topic), one.fact.level == "more", facts.index(one.fact.id)) for one in drawn
            ]
            assert places == sorted(places)
            assert len({one.fact.topic for one in drawn}) >= len(topics) - 3


@pytest.mark.skipif(not IS_GATE, reason="two hundred sheets of each deck")
@pytest.mark.parametrize("deck", ["core", "demands", "everything"])
def test_every_fact_of_a_deck_stands_on_some_sheet(shipped: Library, deck: str) -> None:
    facts = shipped.kb.facts_of(shipped.kb.recipes[deck])
    asked: Counter[str] = Counter()
    for seed in map(str, range(1, 201)):
        for question in draw_paper(shipped.asker, facts, shares(shipped.asker, (), 20), seed):
            asked.update(str(fact.id) for fact in question.facts)
    assert not {str(fact.id) for fact in facts} - asked.keys()


def test_exact_numbers_are_not_made_up_for(shipped: Library) -> None:
    wanted = {"order": 30, "recall": 1}
    drawn = draw_paper(shipped.asker, shipped.kb.facts.values(), wanted, "1", exactly=True)
    assert Counter(one.way for one in drawn)["recall"] == 1
    assert len(drawn) < 31


def test_variants_drawn_one_after_another_share_few_facts(shipped: Library) -> None:
    facts = shipped.kb.facts_of(shipped.kb.recipes["everything"])
    base = draw_paper(shipped.asker, facts, shares(shipped.asker, (), 20), "1")
    used = Counter(str(fact.id) for question in base for fact in question.facts)
    for label in "BCD":
        other = draw_anew(shipped.asker, facts, base, "1", label, used)
        own = {str(fact.id) for question in other for fact in question.facts}
        assert len(own & used.keys()) <= len(own) / 3, label
        used.update(own)
