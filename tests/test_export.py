"""The JSON form is a promise to everyone who builds on it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from quizgen import pipeline
from tests.conftest import ROOT
from tests.support.effort import IS_GATE
from tests.support.library import FACT, INFO, RECIPE, write_library

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

KEYS = {
    "sources": {"id", "outlet", "title", "published", "standing", "file", "sha256"},
    "entities": {"id", "sort", "name", "aliases"},
    "facts": {
        *("id", "topic", "kind", "answer", "answer_text", "accept", "also_right", "by", "of", "ask", "says", "reverse"),
        *("level", "accounts", "evidence", "note", "ways", "withdrawn", "retired", "path", "line"),
    },
    "questions": {"id", "fact", "way", "shape", "prompt", "answer", "accepted", "options", "decks"},
}


@pytest.fixture(scope="module")
def exported(shipped: pipeline.Library) -> dict[str, Any]:
    """The shipped library as JSON."""
    found: dict[str, Any] = json.loads(pipeline.export(shipped, "json"))
    return found


def test_the_promised_keys_are_there(exported: dict[str, Any]) -> None:
    assert list(exported) == list(KEYS)
    for name, keys in KEYS.items():
        assert all(keys <= set(record) for record in exported[name])


def test_references_are_ids_and_texts_are_for_learners(exported: dict[str, Any]) -> None:
    facts = {fact["id"]: fact for fact in exported["facts"]}
    head = facts["geneva.russian-head"]
    assert (head["kind"], head["answer"], head["answer_text"]) == ("who", "sergei-ryabkov", "Sergei Ryabkov")
    date = facts["geneva.date"]
    assert (date["answer"], date["answer_text"], date["by"]) == ("2022-01-10", "10 January 2022", None)
    length = facts["geneva.duration"]
    assert [account["answer"] for account in length["accounts"]] == ["nearly 8 hours"]
    assert length["accounts"][0]["evidence"][0]["source"] == "a-news"
    assert length["retired"] is None
    lines = (ROOT / length["path"]).read_text("utf-8").splitlines()
    assert "geneva.duration" in lines[length["line"] - 1]


def test_questions_point_to_their_facts_and_decks(exported: dict[str, Any]) -> None:
    facts = {fact["id"] for fact in exported["facts"]}
    ids = [question["id"] for question in exported["questions"]]
    assert len(set(ids)) == len(ids)
    for question in exported["questions"]:
        assert question["fact"] in facts
        assert "everything" in question["decks"]
        assert question["answer"] in question["accepted"]
        assert (question["options"] is None) == (question["shape"] != "choice")
        assert question["options"] is None or sum(option["right"] for option in question["options"]) == 1


def test_an_option_taken_from_another_fact_names_it(tmp_path: Path) -> None:
    facts = """\
    - id: doe.talks
      said: that talks will go on
      by: jane-doe
      ask: What did Jane Doe say of the future of the negotiations?
      wrong: [{fact: roe.talks, as: that a break is needed}, that nothing is settled]
      evidence: {wire: the talks will go on}
    - id: roe.talks
      said: that a pause is needed
      by: john-roe
      ask: What did John Roe say after the meeting?
      accept: [that a break is needed]
      evidence: {wire: the talks will go on}
    """
    found = json.loads(pipeline.export(pipeline.open_library(write_library(tmp_path, facts)), "json"))
    options = next(one["options"] for one in found["questions"] if one["id"] == "doe.talks/choice")
    assert {option["text"]: option["fact"] for option in options} == {
        "that talks will go on": None,
        "that a break is needed": "roe.talks",
        "that nothing is settled": None,
    }


def test_one_deck_alone(quizgen: Callable[..., Result]) -> None:
    everything = json.loads(quizgen("export", "--library", ROOT, "--to", "json").stdout)
    core = json.loads(quizgen("export", "core", "--library", ROOT, "--to", "json").stdout)
    assert {fact["level"] for fact in core["facts"]} == {"core"}
    assert [fact for fact in everything["facts"] if fact["level"] == "core"] == core["facts"]
    ids = {fact["id"] for fact in core["facts"]}
    assert core["questions"] == [one for one in everything["questions"] if one["fact"] in ids], "asked as in any deck"


def test_a_retired_fact_is_exported_and_not_asked(tmp_path: Path) -> None:
    facts = FACT + "  retired: {on: 2022-02-01, why: The source was withdrawn.}\n"
    found = json.loads(pipeline.export(pipeline.open_library(write_library(tmp_path, facts)), "json"))
    assert found["facts"][0]["retired"] == {"on": "2022-02-01", "why": "The source was withdrawn.", "instead": None}
    assert found["questions"] == []


@cache
def schema() -> jsonschema.Draft202012Validator:
    """The schema for editors, as a validator."""
    made = pipeline.json_schema()
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


WITHDRAWN = "- withdrawn: [{card: choice, on: 2022-03-01, why: Unclear.}]"
YAML_FILES = sorted([*(ROOT / "questions").glob("*.yaml"), *(ROOT / "decks").glob("*.yaml")])


@pytest.mark.parametrize("path", YAML_FILES[:: 1 if IS_GATE else 3], ids=lambda path: path.name)
def test_the_schema_accepts_the_shipped_files_and_they_name_it(path: Path) -> None:
    text = path.read_text("utf-8")
    schema().validate(yaml.load(text, yaml.BaseLoader))  # noqa: S506  the base loader makes text only
    named = text.splitlines()[0].partition("$schema=")[2]
    assert (path.parent / named).resolve() == ROOT / "questions" / "quizgen.schema.json"


def test_the_schema_in_the_repository_is_the_one_that_is_printed(quizgen: Callable[..., Result]) -> None:
    assert (ROOT / "questions" / "quizgen.schema.json").read_text("utf-8") == quizgen("schema").stdout


@pytest.mark.parametrize(
    "damage",
    [
        ("when: 2022-01-12", "wen: 2022-01-12"),
        ("when: 2022-01-12", "when: yesterday"),
        ("when: 2022-01-12", "when: 2022-01-12\n  who: jane-doe"),
        ("  when: 2022-01-12\n", ""),
        ("  ask: When did the council meet?\n", ""),
        ("ask: When did the council meet?", "ask: [When]"),
        ("meeting.date", "Meeting Date"),
        ("{wire: met on 12 January 2022}", "{}"),
        ("{wire: met on 12 January 2022}", "met on 12 January 2022"),
        ("- id", "- level: cor\n  id"),
        ("- id", "- accounts: []\n  id"),
        ("- id", "- retired: {on: 2022-01-01}\n  id"),
        ("- id", "- ways: []\n  id"),
        ("- id", "- ways: choice\n  id"),
        ("- id", "- ways: [true-false]\n  id"),
        ("- id", "- withdrawn: {card: choice, on: 2022-01-01, why: Unclear.}\n  id"),
        ("- id", "- withdrawn: [{card: answer, on: 2022-01-01, why: Unclear.}]\n  id"),
        ("- id", "- withdrawn: [{card: choice, on: 2022-01-01}]\n  id"),
        ("- id", "- withdrawn: [{card: choice, on: soon, why: Unclear.}]\n  id"),
    ],
    ids=lambda damage: damage[1].strip() or "nothing",
)
def test_what_the_reader_refuses_the_schema_refuses(tmp_path: Path, damage: tuple[str, str]) -> None:
    facts = FACT.replace(*damage)
    path = write_library(tmp_path, facts) / "questions" / "meetings.yaml"
    loaded = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506  the base loader makes text only
    assert not schema().is_valid(loaded)
    assert {problem.rule for problem in pipeline.open_library(tmp_path).problems} - {"lost-card"}


@pytest.mark.parametrize(
    ("name", "line"),
    [("meetings", "- ways: [choice, typed]"), ("meetings", WITHDRAWN), ("library", "ways: [recall]")],
    ids=["ways of a fact", "a withdrawn card", "ways of the library"],
)
def test_what_the_reader_takes_the_schema_takes(tmp_path: Path, name: str, line: str) -> None:
    lock = "card meeting.date/choice 0123456789abcdef 2022-02-01T12:00:00Z\n"
    files: dict[str, str | bytes] = {"decks/quizgen.lock": lock} if line is WITHDRAWN else {}
    facts = FACT.replace("- id", f"{line}\n  id") if name == "meetings" else FACT
    if name == "library":
        files["questions/library.yaml"] = f"{INFO}{line}\n"
    path = write_library(tmp_path, facts, files) / "questions" / f"{name}.yaml"
    schema().validate(yaml.load(path.read_text("utf-8"), yaml.BaseLoader))  # noqa: S506  the base loader makes text only
    assert pipeline.open_library(tmp_path).problems == ()


def test_ways_in_a_recipe_are_refused_by_the_schema_too() -> None:
    recipe = yaml.load(RECIPE, yaml.BaseLoader)  # noqa: S506  the base loader makes text only
    schema().validate(recipe)
    assert not schema().is_valid(recipe | {"ways": ["recall"]})
