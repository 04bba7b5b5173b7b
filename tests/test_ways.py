"""A way of asking is one record: whoever adds one finds it in cards, sheets, rounds and on the command line."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from quizgen import pipeline
from quizgen.asking.exercises import draw_exercises
from quizgen.asking.paper import draw_paper, shares, vary
from quizgen.asking.ways import WAYS
from quizgen.domain.card import CardType
from quizgen.domain.question import Choice, Order
from quizgen.rendering.anki.note_type import TEMPLATES
from quizgen.rendering.sheets.compose import Labels, compose
from quizgen.rendering.sheets.sheet import Part
from tests.conftest import NOW, ROOT
from tests.support.anki import Learner, without_style
from tests.support.effort import few
from tests.support.gap_choice import GAP_CHOICE
from tests.support.library import INFO, write_library
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
#: The library with the new way among its ways, and a fact of its own that is asked in no other.
WAYS_OF_LIBRARY, WAYS_OF_FACT = "ways: [recall, choice, cloze, reverse, typed, gap-choice]\n", "ways: [gap-choice]"
NAMED: dict[str, str | bytes] = {"questions/library.yaml": INFO + WAYS_OF_LIBRARY}
NAMED_FACTS = FACTS.replace("- id: meeting.chair\n", f"- id: meeting.chair\n  {WAYS_OF_FACT}\n")
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
    return write_library(tmp_path / "library", FACTS)


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


def package(library: Library, now: int = NOW) -> Path:
    """Build the deck, and keep what the lock says of it."""
    built = pipeline.build(library, now)
    built.write_lock()
    path = library.root.parent / f"all-{now}.apkg"
    built.write_package(library.kb.recipes["all"], path)
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
    assert {way.card for way in WAYS if way.card} == set(CardType)
    assert TEMPLATES[: len(CardType)] == tuple(card.capitalize() for card in CardType)


def test_no_two_ways_have_one_name() -> None:
    assert len({way.id for way in WAYS}) == len(WAYS)


def test_facts_the_library_and_the_schema_know_a_new_way(root: Path) -> None:
    def words(ways: tuple[Way, ...]) -> list[list[str]]:
        forms = pipeline.json_schema(ways)["$defs"]
        fact = forms["topic"]["properties"]["facts"]["items"]
        return [form["properties"]["ways"]["items"]["enum"] for form in (fact, forms["library"])]

    assert [[*known, "gap-choice"] for known in words(WAYS)] == words(WITH_ONE_MORE)
    write_library(root, NAMED_FACTS, NAMED)
    assert pipeline.open_library(root, ways=WITH_ONE_MORE).problems == ()
    known = "'gap-choice' is none of recall, choice, cloze, reverse, typed, map; did you mean 'choice'? [unknown-value]"
    assert [str(problem) for problem in pipeline.open_library(root).problems] == [
        f"questions/library.yaml:11:{len(WAYS_OF_LIBRARY) - len('gap-choice]')}: {known}",
        f"questions/meetings.yaml:5:10: {known}",
    ]


def test_the_ways_of_a_fact_and_of_the_library_let_a_new_way_fill_cards_or_not(root: Path) -> None:
    def fills(facts: str, info: str) -> set[str]:
        write_library(root, facts, {"questions/library.yaml": info})
        library = pipeline.open_library(root, ways=WITH_ONE_MORE)
        assert library.problems == ()
        cards = {str(fact.id): library.asker.cards(fact) for fact in library.facts()}
        return {id_ for id_, made in cards.items() for card in made.values() if card.way == "gap-choice"}

    assert fills(FACTS, INFO) == ASKED
    assert fills(NAMED_FACTS, f"{INFO}ways: [recall, choice]\n") == {"meeting.chair"}
    assert fills(FACTS, f"{INFO}ways: [recall, choice]\n") == set()
    assert fills(FACTS, f"{INFO}ways: [gap-choice]\n") == ASKED


def test_the_card_of_a_new_way_stands_in_the_deck(library: Library, learner: Learner) -> None:
    learner.imports(package(library))
    fronts = {card.note()["Fact id"]: without_style(card.question()) for card in learner.cards("card:Choice")}
    assert fronts.keys() > ASKED
    assert {id_ for id_, front in fronts.items() if "_____" in front} == ASKED
    assert SENTENCE in fronts["meeting.chair"]
    assert all(name in fronts["meeting.chair"] for name in ("Jane Doe", "<li>"))
    assert "Who led" not in fronts["meeting.chair"]


def test_a_new_way_fills_cards_that_learners_have_and_leaves_all_others_as_they_are(
    root: Path, library: Library, learner: Learner
) -> None:
    def cards() -> dict[tuple[str, str], tuple[int, int, str, str]]:
        return {
            (card.note()["Fact id"], str(card.template()["name"])): (card.id, card.nid, card.question(), card.answer())
            for card in learner.cards()
        }

    before = pipeline.open_library(root)
    learner.imports(package(before))
    old = cards()
    library = pipeline.open_library(root, ways=WITH_ONE_MORE)
    imported = learner.imports(package(library, NOW + 60))
    assert (imported.new, imported.updated) == (0, len(ASKED))
    new = cards()
    assert {key: value[:2] for key, value in new.items()} == {key: value[:2] for key, value in old.items()}
    assert {key for key in new if new[key] != old[key]} == {(id_, "Choice") for id_ in ASKED}


def test_a_package_holds_no_two_rows_of_one_id(library: Library) -> None:
    with zipfile.ZipFile(package(library)) as archive:
        archive.extract("collection.anki2", library.root.parent)
    connection = sqlite3.connect(library.root.parent / "collection.anki2")
    try:
        (cards,) = connection.execute("SELECT count(DISTINCT id) FROM cards").fetchone()
        (notes,) = connection.execute("SELECT count(DISTINCT nid) FROM cards").fetchone()
    finally:
        connection.close()
    assert cards == len(library.questions())
    assert notes == len(library.facts())


def test_the_lock_keeps_what_card_a_new_way_fills_whichever_way_does_later(root: Path, library: Library) -> None:
    package(library)
    lines = (root / "decks" / "quizgen.lock").read_text("utf-8").splitlines()
    assert {f"card {id_}/choice" for id_ in ASKED} <= {" ".join(line.split()[:2]) for line in lines}
    for ways in (WITH_ONE_MORE, WAYS):
        assert pipeline.open_library(root, ways=ways).problems == ()
    changed = pipeline.build(pipeline.open_library(root), NOW + 60).changed
    assert {(entry.subject, entry.id) for entry in changed} == {
        *(("card", f"{id_}/choice") for id_ in ASKED),
        *(("note", id_) for id_ in ASKED),
    }


def test_a_card_that_a_new_way_still_fills_is_not_lost_when_the_usual_way_is_switched_off(
    root: Path, library: Library
) -> None:
    package(library)
    write_library(root, FACTS, {"questions/library.yaml": f"{INFO}ways: [gap-choice, typed, reverse, cloze]\n"})
    lost = " ".join(problem.message for problem in pipeline.open_library(root, ways=WITH_ONE_MORE).problems)
    assert "the card 'choice' of 'meeting.length' was published and is no longer made" in lost
    assert not any(f"'{id_}'" in lost for id_ in ASKED)


@pytest.mark.parametrize(
    ("way", "error"),
    [
        (replace(GAP_CHOICE, card=CardType.ANSWER), "the card 'answer' shows no Choice"),
        (replace(GAP_CHOICE, card=CardType.REVERSE), "the card 'reverse' shows no Choice"),
    ],
    ids=["answer", "reverse"],
)
def test_a_shape_that_a_card_cannot_show_is_refused_and_not_left_out(root: Path, way: Way, error: str) -> None:
    library = pipeline.open_library(root, ways=(*WAYS, way))
    assert library.problems == ()
    with pytest.raises(TypeError, match=error):
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
    library = pipeline.open_library(root, ways=ways)
    (question,) = draw_exercises(library.asker, library.kb.facts.values(), ["order-again"], "1", 5)
    assert isinstance(question.shape, Order)
    assert library.asker.exercise_by_id(question.id, "1") == question


def test_an_export_holds_a_new_way(library: Library) -> None:
    asked = json.loads(pipeline.export(library, "json", library.kb.recipes["all"]))["questions"]
    new = [one for one in asked if one["way"] == "gap-choice"]
    assert {one["id"] for one in new} == {f"{id_}/gap-choice" for id_ in ASKED}
    assert {(one["shape"], len(one["options"])) for one in new} == {("choice", 4)}
    assert {one["fact"] for one in asked if one["way"] == "choice"}.isdisjoint(ASKED)


@pytest.mark.parametrize("command", few(["quiz", "review", "sheet"]))
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
    for args in few((("--way", "gap-choice"), ("--section", "gap-choice=2"))):
        printed = quizgen(root, "sheet", *args, "--format", "md", "--out", str(tmp_path / "out"))
        assert printed.returncode == 0, printed.stderr
        assert SENTENCE.replace("_", "\\_") in (tmp_path / "out" / "all-sheet.md").read_text("utf-8")
        assert "Jane Doe" in (tmp_path / "out" / "all-key.md").read_text("utf-8")
    built = quizgen(root, "build", "--no-paper", "--out", str(tmp_path / "out"))
    assert (tmp_path / "out" / "all.apkg").exists(), built.stderr
    shown = quizgen(root, "show", "meeting.chair").stdout
    assert "Asked:       gap-choice" in shown


def test_a_library_that_was_sound_with_a_way_is_read_again_without_it(root: Path) -> None:
    write_library(root, NAMED_FACTS, NAMED)
    for added, code in ((True, 0), (False, 1), (True, 0)):
        done = quizgen(root, "quiz", "-n", "1", "--seed", "1", added=added)
        assert (done.returncode, "none of recall, choice" in done.stderr) == (code, not added), done.stderr
