"""A way of asking is one record: whoever adds one finds it in decks, sheets, rounds and on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from quizgen import pipeline
from quizgen.asking.exercises import draw_exercises
from quizgen.asking.paper import draw_paper, shares, vary
from quizgen.asking.ways import WAYS, card_types
from quizgen.domain.question import Choice, Order
from quizgen.language import ENGLISH
from quizgen.rendering.anki.note_types import HOLDERS
from quizgen.rendering.sheets.compose import Labels, compose
from quizgen.rendering.sheets.sheet import Part
from tests.conftest import NOW, ROOT
from tests.support.anki import Imported, Learner, without_style
from tests.support.gap_choice import GAP_CHOICE
from tests.support.library import RECIPE, write_library
from tests.support.rounds import FACTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quizgen.asking.ways.way import Way
    from quizgen.pipeline import Library

WITH_ONE_MORE = (*WAYS, GAP_CHOICE)
#: The facts of the small library whose sentence has a gap.
ASKED = {"meeting.chair", "meeting.place"}
SENTENCE = "The meeting of the town council in January 2022 was led by _____."
DECKS: dict[str, str | bytes] = {
    "decks/all.yaml": RECIPE.replace("cloze]", "cloze, gap-choice]"),
    "decks/gaps.yaml": RECIPE.replace("deck: all", "deck: gaps").replace(
        "[recall, choice, typed, reverse, cloze]", "[gap-choice]"
    ),
}
#: Runs quizgen as if the record stood in the tuple.
PROGRAM = """
from quizgen.asking import ways
from tests.support.gap_choice import GAP_CHOICE
ways.WAYS = (*ways.WAYS, GAP_CHOICE)
from quizgen.cli import main
main()
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_library(tmp_path / "library", FACTS, DECKS)


@pytest.fixture
def library(root: Path) -> Library:
    library = pipeline.open_library(root, ways=WITH_ONE_MORE)
    assert [str(problem) for problem in library.problems] == []
    return library


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    learner = Learner(tmp_path / "anki")
    yield learner
    learner.close()


def package(library: Library, deck: str, now: int = NOW) -> Path:
    """Build a deck, and keep what the lock says of it."""
    built = pipeline.build(library, now)
    built.write_lock()
    path = library.root.parent / f"{deck}-{now}.apkg"
    built.write_package(library.kb.recipes[deck], path)
    return path


def quizgen(root: Path, *args: str, added: bool = True, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command line on a library in a process of its own, with the way added or without."""
    command = [sys.executable, *(("-c", PROGRAM) if added else ("-m", "quizgen")), *args]
    where = {} if args[0] == "schema" or "--help" in args else {"QUIZGEN_LIBRARY": str(root)}
    surroundings = {"PATH": "", "HOME": str(root), "COLUMNS": "200", "NO_COLOR": "1", **where}
    return subprocess.run(
        command, cwd=ROOT, env=surroundings, input=given, capture_output=True, text=True, check=False, timeout=60
    )


def test_every_card_of_a_way_has_a_template() -> None:
    assert set(card_types(WAYS).values()) == set(HOLDERS)
    for card_type, holder in HOLDERS.items():
        assert [one["name"] for one in holder.templates(ENGLISH)][
            holder.card_types.index(card_type)
        ] == card_type.capitalize()


def test_no_two_ways_have_one_name() -> None:
    assert len({way.id for way in WAYS}) == len(WAYS)


def test_a_recipe_and_the_schema_know_a_new_way(root: Path) -> None:
    def words(ways: tuple[Way, ...]) -> list[str]:
        enum: list[str] = pipeline.json_schema(ways)["$defs"]["deck"]["properties"]["ways"]["items"]["enum"]
        return enum

    assert [*words(WAYS), "gap-choice"] == words(WITH_ONE_MORE)
    problems = [str(problem) for problem in pipeline.open_library(root).problems]
    known = "'gap-choice' is none of recall, choice, typed, reverse, cloze; did you mean 'choice'?"
    assert [problem for problem in problems if "decks/gaps.yaml" in problem] == [
        f"decks/gaps.yaml:4:8: {known} [unknown-value]"
    ]


def test_a_deck_of_a_new_way_has_its_cards(library: Library, learner: Learner) -> None:
    assert learner.imports(package(library, "gaps")) == Imported(new=2, updated=0, duplicate=0, conflicting=0)
    fronts = {learner.col.get_note(card.nid)["Id"]: without_style(card.question()) for card in learner.cards()}
    assert fronts.keys() == ASKED
    assert SENTENCE in fronts["meeting.chair"]
    assert all(name in fronts["meeting.chair"] for name in ("Jane Doe", "<li>"))
    assert "Who led" not in fronts["meeting.chair"]


def test_a_new_way_leaves_the_cards_of_the_others_as_they_are(root: Path, library: Library, learner: Learner) -> None:
    before = pipeline.open_library(write_library(root.parent / "before", FACTS))
    learner.imports(package(before, "all"))
    cards = {card.id: (card.nid, card.ord, card.question(), card.answer()) for card in learner.cards()}
    assert learner.imports(package(library, "all", NOW + 60)).new == len(ASKED)
    after = {card.id: (card.nid, card.ord, card.question(), card.answer()) for card in learner.cards()}
    assert {id_: after[id_] for id_ in cards} == cards
    assert len(after) == len(cards) + len(ASKED)
    both = [card.question() for card in learner.cards('"Id:meeting.chair" "card:Choice"')]
    assert sorted("_____" in front for front in both) == [False, True]
    assert learner.imports(package(library, "gaps", NOW + 120)).new == 0


def test_a_package_holds_no_two_rows_of_one_id(library: Library) -> None:
    import sqlite3

    with zipfile.ZipFile(package(library, "all")) as archive:
        archive.extract("collection.anki2", library.root.parent)
    connection = sqlite3.connect(library.root.parent / "collection.anki2")
    try:
        (cards,) = connection.execute("SELECT count(DISTINCT id) FROM cards").fetchone()
        (notes,) = connection.execute("SELECT count(DISTINCT nid) FROM cards").fetchone()
    finally:
        connection.close()
    questions = [question for question, _ in library.questions()]
    assert cards == len(questions)
    assert notes == len({(one.fact.id, one.way if one.way in ("cloze", "gap-choice") else "") for one in questions})


def test_what_is_published_of_a_new_way_is_not_lost(root: Path, library: Library) -> None:
    package(library, "gaps")
    lines = (root / "decks" / "quizgen.lock").read_text("utf-8").splitlines()
    assert {line.split()[1] for line in lines if line.startswith("gap-choice ")} == ASKED
    assert pipeline.open_library(root, ways=WITH_ONE_MORE).problems == ()
    rules = {problem.rule for problem in pipeline.open_library(root).problems}
    assert rules == {"unknown-value", "lock-form"}


@pytest.mark.parametrize(
    ("way", "error"),
    [
        (replace(GAP_CHOICE, card_type="gap"), "no note type holds the card 'gap' of the way 'gap-choice'"),
        (replace(GAP_CHOICE, card_type="cloze"), "the card 'cloze' shows no Choice"),
    ],
    ids=["no such card", "a card for another shape"],
)
def test_a_card_that_no_note_can_hold_is_refused_and_not_left_out(root: Path, way: Way, error: str) -> None:
    library = pipeline.open_library(root, ways=(*WAYS, way))
    assert library.problems == ()
    with pytest.raises((ValueError, TypeError), match=error):
        pipeline.build(library, NOW)


def test_a_new_way_takes_its_share_of_a_sheet_and_stands_in_its_key(library: Library) -> None:
    asker, facts = library.asker, tuple(library.kb.facts.values())
    assert shares(asker, (), 12)["gap-choice"] == 2
    questions = draw_paper(asker, facts, {"gap-choice": 2}, "1")
    assert {(one.fact.id, one.way) for one in questions} == {(id_, "gap-choice") for id_ in ASKED}
    variant = compose(library.kb, questions, Labels("A test", "", "1"))
    (section,) = variant.sheet.sections
    assert section.part is Part.CHOICE
    assert SENTENCE in [item.prompt for item in section.items]
    answers = {answer.facts: answer for answer in variant.key.answers}
    right = answers["meeting.chair",]
    (item,) = (item for item in section.items if item.number == right.number)
    assert (right.answer, item.options["ABCD".index(right.marks[0])]) == ("Jane Doe", "Jane Doe")


def test_a_variant_shows_the_options_of_a_new_way_in_another_order(library: Library) -> None:
    questions = draw_paper(library.asker, library.kb.facts.values(), {"gap-choice": 2}, "1")
    orders = set()
    for label in "ABCDEF":
        for question in vary(library.asker, questions, "1", label):
            assert isinstance(question.shape, Choice)
            orders.add((question.id, question.shape.options))
    assert len(orders) > len(questions)


def test_a_round_mixes_a_new_way_in(library: Library) -> None:
    facts = library.kb.facts.values()
    rounds = [draw_exercises(library.asker, facts, (), seed, 20) for seed in map(str, range(10))]
    assert "gap-choice" in {question.way for questions in rounds for question in questions}
    alone = replace(GAP_CHOICE, in_rounds=False)
    asker = pipeline.open_library(library.root, ways=(*WAYS, alone)).asker
    rounds = [draw_exercises(asker, facts, (), seed, 20) for seed in map(str, range(10))]
    assert "gap-choice" not in {question.way for questions in rounds for question in questions}


def test_a_new_way_of_asking_several_facts_is_asked_in_groups(root: Path) -> None:
    (order,) = (way for way in WAYS if way.id == "order")
    ways = (*WAYS, replace(order, id="order-again", paper_share=0))
    library = pipeline.open_library(
        write_library(root, FACTS, {"decks/all.yaml": RECIPE, "decks/gaps.yaml": RECIPE}), ways=ways
    )
    (question,) = draw_exercises(library.asker, library.kb.facts.values(), ["order-again"], "1", 5)
    assert isinstance(question.shape, Order)
    assert library.asker.exercise_by_id(question.id, "1") == question


def test_an_export_holds_a_new_way(library: Library) -> None:
    (deck,) = (recipe for recipe in library.kb.recipes.values() if recipe.id == "gaps")
    asked = json.loads(pipeline.export(library, "json", deck))["questions"]
    assert {one["id"] for one in asked} == {f"{id_}/gap-choice" for id_ in ASKED}
    assert {(one["shape"], len(one["options"])) for one in asked} == {("choice", 4)}


@pytest.mark.parametrize("command", ["quiz", "review", "sheet"])
def test_the_help_lists_a_new_way(root: Path, command: str) -> None:
    before, after = (quizgen(root, command, "--help", added=added).stdout for added in (False, True))
    assert "gap-choice" not in before
    assert before
    assert "gap-choice" in after


def test_the_command_line_asks_prints_and_builds_in_a_new_way(root: Path, tmp_path: Path) -> None:
    assert quizgen(root, "check").returncode == 0
    assert "gap-choice" in quizgen(root, "schema").stdout
    played = quizgen(root, "quiz", "--way", "gap-choice", "--seed", "1", "--json", given="1\n2\n")
    answers = json.loads(played.stdout)["answers"]
    assert {one["question"] for one in answers} == {f"{id_}/gap-choice" for id_ in ASKED}
    assert SENTENCE.replace("_____", "(blank)") in played.stderr
    reviewed = quizgen(root, "review", "--way", "gap-choice", "--due", "--json")
    assert json.loads(reviewed.stdout)["new"] == len(ASKED)
    for args in (("--way", "gap-choice"), ("--section", "gap-choice=2")):
        printed = quizgen(root, "sheet", *args, "--format", "md", "--out", str(tmp_path / "out"))
        assert printed.returncode == 0, printed.stderr
        assert SENTENCE.replace("_", "\\_") in (tmp_path / "out" / "all-sheet.md").read_text("utf-8")
        assert "Jane Doe" in (tmp_path / "out" / "all-key.md").read_text("utf-8")
    built = quizgen(root, "build", "gaps", "--no-paper", "--out", str(tmp_path / "out"))
    assert "2 notes, 2 cards" in built.stdout + built.stderr
    shown = quizgen(root, "show", "meeting.chair").stdout
    assert "Asked:       gap-choice" in shown


def test_a_library_that_was_sound_with_a_way_is_read_again_without_it(root: Path) -> None:
    for added, code in ((True, 0), (False, 1), (True, 0)):
        done = quizgen(root, "quiz", "-n", "1", "--seed", "1", added=added)
        assert (done.returncode, "none of recall, choice" in done.stderr) == (code, not added), done.stderr
