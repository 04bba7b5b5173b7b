"""Facts of one matter are asked one at a time: in a round, on a sheet and its variants, and by Anki on a day."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from quizgen.asking.exercises import draw_exercises
from quizgen.asking.paper import draw_anew, draw_paper, shares
from quizgen.domain.card import CardType
from quizgen.pipeline import build, open_library
from tests.support.effort import IS_GATE, few
from tests.support.library import write_library

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from quizgen.domain.question import Question
from quizgen.pipeline import Library

NEW_A_DAY = 20


def fact(number: int, matter: str = "") -> str:
    """Return a fact as YAML that shares no word with another, of a matter if one is given."""
    matter = f"  matter: {matter}\n" if matter else ""
    return (
        f"- id: f.n{number:03}\n  what: w{number}a w{number}b\n  ask: Which was q{number}a q{number}b?\n{matter}"
        f"  wrong: [x{number}a x{number}b, y{number}a y{number}b]\n  evidence: {{wire: met on 12 January}}\n"
    )


def matters_of(library: Library, questions: Iterable[Question]) -> list[str]:
    """Return the matters that questions ask, each as often as it is asked."""
    facts = chain.from_iterable(question.facts for question in questions)
    return [str(one.matter) for one in facts if one.matter is not None]


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_a_round_and_a_sheet_ask_one_fact_of_a_matter(tmp_path: Path, seed: str) -> None:
    facts = "".join(fact(number, f"m{number % 4}" if number < 12 else "") for number in range(16))
    library = open_library(write_library(tmp_path, facts))
    every = list(library.kb.facts.values())
    asked = draw_exercises(library.asker, every, (), seed, 100)
    assert sorted(matters_of(library, asked)) == ["m0", "m1", "m2", "m3"]
    assert len(asked) == 8
    sheet = draw_paper(library.asker, every, shares(library.asker, (), 100), seed)
    assert sorted(matters_of(library, sheet)) == ["m0", "m1", "m2", "m3"]
    other = draw_anew(library.asker, every, sheet, seed, "B")
    assert len(matters_of(library, other)) == len(set(matters_of(library, other)))


def test_a_question_about_several_facts_has_one_of_a_matter(tmp_path: Path) -> None:
    events = "".join(
        f"- {{id: e.n{day}, when: 2022-01-{day:02}, label: Event {day}, ask: When was event {day}?, "
        f"matter: m{day % 4}, evidence: {{wire: met on 12 January}}}}\n"
        for day in range(1, 13)
    )
    library = open_library(write_library(tmp_path, events))
    for seed in "123":
        questions = draw_exercises(library.asker, library.kb.facts.values(), ["order"], seed, 9)
        assert questions
        assert len(set(matters_of(library, questions))) == len(matters_of(library, questions))


@pytest.mark.parametrize("seed", few(["1", "2", "3"]))
def test_no_round_and_no_sheet_of_the_shipped_library_asks_a_matter_twice(shipped: Library, seed: str) -> None:
    for recipe in shipped.kb.recipes.values():
        facts = [one for one in shipped.kb.facts_of(recipe) if one.retired is None]
        sheet = draw_paper(shipped.asker, facts, shares(shipped.asker, (), 30 if IS_GATE else 20), seed)
        for questions in (
            draw_exercises(shipped.asker, facts, (), seed, 40),
            sheet,
            draw_anew(shipped.asker, facts, sheet, seed, "B"),
        ):
            matters = matters_of(shipped, questions)
            assert len(matters) == len(set(matters)), recipe.id


def places(library: Library) -> tuple[dict[int, str], dict[str, list[int]]]:
    """Return the fact at each place of Anki's order of new cards, and the places of each matter."""
    at = {place: str(one.note.fact.id) for one in build(library, 1).notes for place in one.places.values()}
    assert sorted(at) == list(range(1, len(at) + 1))
    matters: dict[str, list[int]] = {}
    for place in sorted(at):
        matter = library.kb.facts[at[place]].matter
        if matter is not None:
            matters.setdefault(str(matter), []).append(place)
    return at, matters


@settings(max_examples=50 if IS_GATE else 2, phases=[phase for phase in Phase if phase is not Phase.shrink])
@given(groups=st.lists(st.sets(st.integers(0, 159), min_size=2, max_size=4), min_size=1, max_size=3))
def test_anki_never_brings_two_new_cards_of_a_matter_on_one_day(
    tmp_path_factory: pytest.TempPathFactory, groups: list[set[int]]
) -> None:
    of = {number: f"m{group}" for group, numbers in enumerate(groups) for number in numbers}
    facts = "".join(fact(number, of.get(number, "")) for number in range(160))
    library = open_library(write_library(tmp_path_factory.mktemp("library"), facts))
    at, matters = places(library)
    for taken in matters.values():
        assert all(later - earlier >= NEW_A_DAY for earlier, later in pairwise(taken)), taken
    for one in build(library, 1).notes:
        assert one.places[CardType.CHOICE] < one.places[CardType.ANSWER], "a choice is asked first"
    alone = [at[place] for place in sorted(at) if library.kb.facts[at[place]].matter is None]
    story = [id_ for id_, one in library.kb.facts.items() if one.matter is None]
    assert alone == [*story, *story], (
        "all others stay in the order of the story, first their choices, then their answers"
    )


def test_a_library_that_is_too_small_keeps_all_its_cards(tmp_path: Path) -> None:
    facts = "".join(fact(number, "bread") for number in range(5))
    at, _ = places(open_library(write_library(tmp_path, facts)))
    assert len(at) == 10
    assert [at[place] for place in range(1, 6)] == [f"f.n{number:03}" for number in range(5)]


def test_in_each_deck_of_the_shipped_library_a_matter_comes_on_different_days(shipped: Library) -> None:
    at, _ = places(shipped)
    for recipe in shipped.kb.recipes.values():
        taken = {str(one.id) for one in shipped.kb.facts_of(recipe)}
        matters = [shipped.kb.facts[at[place]].matter for place in sorted(at) if at[place] in taken]
        days = [
            Counter(filter(None, matters[first : first + NEW_A_DAY])) for first in range(0, len(matters), NEW_A_DAY)
        ]
        for matter in set(filter(None, matters)):
            own = [day[matter] for day in days]
            begun = own[next(number for number, many in enumerate(own) if many) :]
            # Where a matter has more cards than the deck has days, they are spread evenly.
            assert max(own) <= -(-sum(own) // max(1, len(begun) - 1)), (recipe.id, matter, own)


def test_a_deck_of_few_facts_parts_their_matters_too(tmp_path: Path) -> None:
    facts = "".join(fact(number, f"m{number // 6}" if number % 3 == 0 else "") for number in range(180))
    facts = re.sub(r"(  matter: m\d+\n)", r"\1  level: core\n", facts)
    core = "deck: core\ntitle: Core\nabout: What is first.\nselect: {levels: [core]}\n"
    library = open_library(write_library(tmp_path, facts, {"decks/core.yaml": core}))
    at, _ = places(library)
    taken = {str(one.id) for one in library.kb.facts_of(library.kb.recipes["core"])}
    matters = [library.kb.facts[at[place]].matter for place in sorted(at) if at[place] in taken]
    assert len(matters) == 120
    for first in range(0, len(matters), NEW_A_DAY):
        assert len(set(matters[first : first + NEW_A_DAY])) == NEW_A_DAY
