"""No question of a sheet answers another: by an oracle that shares no code with the rule, and by cases read by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from quizgen.asking.giveaways import expose, gives_away, stand_together
from quizgen.asking.paper import draw_anew, draw_paper, shares
from quizgen.asking.spoilers import spoilers
from quizgen.pipeline import open_library
from tests.support.bare import bare_library
from tests.support.effort import IS_GATE
from tests.support.engine import in_every_way
from tests.support.leaks import Oracle
from tests.support.library import ENTITIES, write_library

if TYPE_CHECKING:
    from quizgen.asking.giveaways import Exposure
    from quizgen.domain.question import Question
    from quizgen.pipeline import Library

ROOT = Path(__file__).parents[1]
SEEDS = 200 if IS_GATE else 4


@pytest.fixture(scope="module")
def oracle() -> Oracle:
    """Return the oracle of the shipped library."""
    return Oracle(ROOT)


@pytest.mark.parametrize("deck", ["core", "demands", "everything"])
def test_no_sheet_of_a_deck_answers_itself(shipped: Library, oracle: Oracle, deck: str) -> None:
    facts = shipped.kb.facts_of(shipped.kb.recipes[deck])
    for seed in map(str, range(1, SEEDS + 1)):
        sheet = draw_paper(shipped.asker, facts, shares(shipped.asker, (), 20), seed)
        other = draw_anew(shipped.asker, facts, sheet, seed, "B") if int(seed) % 4 == 0 else []
        for questions in (sheet, other):
            assert not list(oracle.leaks(questions)), seed
            assert not oracle.doubled(questions), seed
            assert oracle.most_options_in_common(questions) < 3, seed


def ask(library: Library, question: str) -> Question:
    """Return the question with this id; without a way, recalled."""
    made = library.asker.exercise_by_id(question if "/" in question else f"{question}/recall", "1")
    assert made is not None
    return made


def exposed(library: Library, *questions: str) -> list[Exposure]:
    """Return what each of the questions with these ids shows."""
    return [expose(library.kb, ask(library, question)) for question in questions]


EVIDENCE = "evidence: {wire: met on 12 January 2022}"


def of_facts(root: Path, *facts: str, entities: str = ENTITIES) -> Library:
    """Return a library of facts, each with its evidence."""
    text = "".join(f"- {{{fact}, {EVIDENCE}}}\n" for fact in facts)
    return open_library(write_library(root, text, {"questions/entities.yaml": entities}))


#: What the second question asks is told by the first in words of its own, as a reader of thirty sheets noted.
BY_SENSE = [
    ("geneva.sherman-rejected", "geneva.review-rejected"),
    ("geneva.sherman-non-starters/true-false", "geneva.review-rejected"),
    ("assessments.main-problem/reverse", "geneva.review-rejected"),
    ("demands.key-1997", "demands.stop-expansion"),
    ("assessments.impenetrable", "demands.stop-expansion"),
    ("demands.mainly-ukraine", "source.first-concern"),
    ("demands.ukraine-guarantee", "demands.mainly-ukraine"),
    ("demands.mainly-ukraine", "source.not-without-ukraine"),
    ("drafts.weapons-and-forces", "drafts.parties"),
    ("drafts.no-threat", "drafts.member-states"),
    ("drafts.nato-activity-regions", "before.second-document"),
    ("reply.ryabkov-diplomacy/reverse", "geneva.ryabkov-focus"),
    ("geneva.ryabkov-focus/reverse", "reply.ryabkov-diplomacy"),
    ("source.agenda", "geneva.ryabkov-decision"),
    ("source.first-concern", "source.date"),
    ("council.date", "council.body"),
    ("reply.psaki/reverse", "reply.will-include"),
    ("before.awaiting/true-false", "before.ready"),
    ("before.lavrov-osce", "ministers.lavrov"),
    ("demands.accusers", "demands.denies-invasion"),
]


@pytest.mark.parametrize(
    ("shown", "asked"),
    [
        ("before.second-document/reverse", "drafts.member-states"),
        ("before.second-document/reverse", "drafts.parties"),
        ("demands.security-issue", "people.ryabkov"),
        ("council.package", "people.grushko"),
        ("reply.psaki", "people.psaki"),
        ("council.package", "council.grushko"),
        ("geneva.sherman-rejected/reverse", "demands.stop-expansion"),
        ("geneva.sherman-rejected/reverse", "source.first-concern"),
        ("geneva.ryabkov-no-progress/reverse", "demands.ukraine-guarantee"),
        ("geneva.ryabkov-needed", "before.first-round"),
        ("geneva.ryabkov-failure", "council.military-means"),
        ("source.who-decides", "source.not-without-ukraine"),
        ("stages.relayed", "geneva.city"),
        ("geneva.venue/true-false", "geneva.city"),
        ("reply.not-to-release", "reply.newspaper"),
        *BY_SENSE,
    ],
)
def test_what_a_reader_found_answered_is_given_away(shipped: Library, shown: str, asked: str) -> None:
    first, second = exposed(shipped, shown, asked)
    assert gives_away(first, second) or not first.facts.isdisjoint(second.facts)


def test_among_many_questions_all_that_are_given_away_are_found(shipped: Library) -> None:
    shown = [expose(shipped.kb, question) for question in in_every_way(shipped)][:: 1 if IS_GATE else 5]
    assert spoilers(shown) == [
        [place for place, other in enumerate(shown) if one.facts.isdisjoint(other.facts) and gives_away(one, other)]
        for one in shown
    ]


def test_what_readers_of_all_facts_found_told_stands_on_no_sheet(shipped: Library) -> None:
    tellers = yaml.safe_load(Path(__file__).with_name("cases").joinpath("readings", "told.yaml").read_text("utf-8"))
    together = [
        (asked, teller)
        for asked, ids in tellers.items()
        for teller in ids
        if stand_together(*exposed(shipped, asked, teller))
    ]
    assert together == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("drafts.parties", "drafts.member-states"),
        ("drafts.member-states", "before.second-document"),
        ("demands.denies-invasion", "assessments.antonov-myth"),
        ("demands.denies-invasion", "assessments.antonov-allegations"),
        ("people.stoltenberg", "council.stoltenberg"),
        ("people.lavrov/reverse", "ministers.lavrov"),
        ("people.fomin", "council.fomin"),
        ("geneva.ryabkov-focus", "reply.ryabkov-diplomacy"),
        ("demands.stop-expansion", "demands.security-issue"),
        ("geneva.review-rejected", "demands.accusation-rejected"),
    ],
)
def test_two_questions_about_one_thing_stand_on_no_sheet(shipped: Library, first: str, second: str) -> None:
    assert not stand_together(*exposed(shipped, first, second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("council.duration/true-false", "geneva.duration"),
        ("drafts.published", "drafts.missiles"),
        ("people.antonov", "people.psaki"),
        ("ministers.city/true-false", "osce.city"),
        ("geneva.ryabkov-focus", "before.first-round/reverse"),
    ],
)
def test_different_things_stand_together(shipped: Library, first: str, second: str) -> None:
    assert stand_together(*exposed(shipped, first, second))


def test_the_oracle_finds_what_it_is_there_for(shipped: Library, oracle: Oracle) -> None:
    for shown, asked in (
        ("reply.psaki", "people.psaki"),
        ("council.package", "council.grushko"),
        ("geneva.ryabkov-needed", "before.first-round"),
        ("geneva.sherman-rejected/reverse", "demands.stop-expansion"),
        ("geneva.ryabkov-failure", "council.military-means"),
    ):
        questions = [ask(shipped, shown), ask(shipped, asked)]
        assert questions[1].id in {leak.asked for leak in oracle.leaks(questions)}
    questions = [ask(shipped, "drafts.parties"), ask(shipped, "drafts.member-states")]
    assert oracle.doubled(questions) == ["two-drafts"]


BAKERS = "id: a.one, what: a feast, ask: What did the bakers bring?"
LOAVES = (
    "id: b.two, said: loaves, by: jane-doe, on: 2022-01-12, ask: What did Jane Doe want?, reverse: Who wanted loaves?"
)


def test_who_said_it_and_when_is_not_told_by_what_tells_what_was_said(tmp_path: Path) -> None:
    library = of_facts(tmp_path, BAKERS, f"{LOAVES}, label: Doe speaks, told_by: [The bakers]")
    shown, asked, reverse = exposed(library, "a.one", "b.two", "b.two/reverse")
    assert gives_away(shown, asked)
    assert not gives_away(asked, shown)
    assert not gives_away(shown, reverse)


def test_a_fact_that_tells_another_stands_on_no_sheet_with_it_however_asked(tmp_path: Path) -> None:
    library = of_facts(tmp_path, BAKERS, f"{LOAVES}, told_by: [{{fact: a.one}}]")
    shown, asked, reverse = exposed(library, "a.one", "b.two", "b.two/reverse")
    assert gives_away(shown, asked)
    assert gives_away(shown, reverse)
    assert not gives_away(asked, shown)
    assert not stand_together(asked, shown)


def test_two_choices_among_the_same_options_stand_on_no_sheet(tmp_path: Path) -> None:
    library = of_facts(
        tmp_path,
        "id: a.bread, what: bread, ask: What did the bakers bring?, wrong: [wine, cheese, soup]",
        "id: b.wine, what: wine, ask: What did the growers pour?, wrong: [bread, cheese, soup]",
        "id: c.fish, what: fish, ask: What did the anglers catch?, wrong: [bread, cheese, eels]",
    )
    bread, wine, fish, recalled = exposed(library, "a.bread/choice", "b.wine/choice", "c.fish/choice", "b.wine")
    assert not stand_together(bread, wine)
    assert stand_together(bread, fish)
    assert stand_together(bread, recalled)


def test_answers_that_are_little_words_stand_beside_any(tmp_path: Path) -> None:
    facts = "".join(
        f"- {{id: a.{term}, term: '{term}', means: {means}}}\n"
        for term, means in {"for": "the keyword of a loop", "not": "the keyword of a denial", "rat": "a rodent"}.items()
    )
    library = bare_library(tmp_path, facts, "Words")
    sheet = draw_paper(library.asker, library.kb.facts.values(), {"recall": 3}, "1")
    assert len(sheet) == 3


def test_a_fact_under_told_by_that_is_not_there_is_told_by_its_place(tmp_path: Path) -> None:
    library = of_facts(tmp_path, "id: b.two, what: loaves, ask: What was wanted?, told_by: [{fact: b.tow}]")
    (problem,) = library.problems
    assert (problem.line, problem.col, problem.rule) == (4, 69, "unknown-reference")
    assert "b.tow" in problem.message


_DOCUMENT = "documents:\n  - {id: reply, name: Council written response}\n"
#: Each: the YAML of a question that shows something, of one that seeks it, and whether it is given away.
CASES = {
    "a number in a word": (
        "what: a feast, ask: Who joined the three stages of the harvest talks?",
        "how_many: 3 stages, ask: How many stages did the harvest talks have?",
        True,
    ),
    "two as both": (
        "what: a feast, ask: What did both stages of the harvest talks end with?",
        "how_many: 2 stages, ask: How many stages did the harvest talks have?",
        True,
    ),
    "another number": (
        "what: a feast, ask: Who joined the four stages of the harvest talks?",
        "how_many: 3 stages, ask: How many stages did the harvest talks have?",
        False,
    ),
    "a number of something else": (
        "what: a feast, ask: Which feast did three bakers hold?",
        "how_many: 3 stages, ask: How many stages did the harvest talks have?",
        False,
    ),
    "both sides in a phrase": (
        "what: a feast, ask: What did the two sides of the harvest quarrel hold?",
        "what: both sides, ask: Whose view of the harvest quarrel was told?",
        True,
    ),
    "words that stand in the name of a document": (
        "what: a feast, ask: What did the written response of the chair call for?",
        "what: a written response, ask: What was the town promised?",
        True,
    ),
    "an alias of a name in a phrase": (
        "what: a feast, ask: What would the harvest treaty between Springtown and the council bring?",
        "what: Springfield and the council, ask: Who would be party to the harvest treaty?",
        True,
    ),
    "an alias of the answer": (
        "what: a feast, ask: What did the harvest talks in Springtown end with?",
        "where: springfield, ask: Where were the harvest talks?",
        True,
    ),
    "a post beside its holder's name": (
        "what: a feast, ask: What did chair Jane Doe ask for?",
        "what: chair, ask: Which post did Jane Doe hold?",
        True,
    ),
    "a post beside another's name": (
        "what: a feast, ask: What did the chair and John Roe ask for?",
        "what: chair, ask: Which post did Jane Doe hold?",
        False,
    ),
}


@pytest.mark.parametrize(("showing", "asking", "tells"), CASES.values(), ids=CASES)
def test_an_answer_is_told_in_whatever_form_it_stands(
    tmp_path: Path, showing: str, asking: str, *, tells: bool
) -> None:
    entities = ENTITIES.replace("name: Springfield}", "name: Springfield, aliases: [Springtown]}") + _DOCUMENT
    library = of_facts(tmp_path, f"id: a.one, {showing}", f"id: b.two, {asking}", entities=entities)
    first, second = exposed(library, "a.one", "b.two")
    assert gives_away(first, second) is tells
    assert not gives_away(second, first)
