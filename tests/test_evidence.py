"""The fragments of a fact show its answer: `answer-not-in-evidence`, case by case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizgen.pipeline import open_library
from tests.support.library import SOURCES, write_library

if TYPE_CHECKING:
    from pathlib import Path

    from quizgen.domain.problem import Problem

RULE = "answer-not-in-evidence"
ENTITIES = """\
organisations:
  - {id: council, name: Town Council, aliases: [the elders], in_roles: [municipal]}
people:
  - {id: jane-doe, name: Jane Doe, aliases: [Doe], about: chair, side: council}
"""


def found(tmp_path: Path, answer: str, fragment: str, more: str = "", *, articles: bool = True) -> list[Problem]:
    """Return the problems of a fact with this answer, as YAML, and this fragment of evidence."""
    ask = "It was one." if answer.startswith("true_false") else "Which one was it?"
    facts = f"- id: a.x\n  {answer}\n  ask: {ask}\n  evidence: {{wire: '{fragment}'}}\n{more}"
    root = write_library(tmp_path / "library", facts, {"questions/entities.yaml": ENTITIES})
    for name in ("wire.txt", "paper.txt"):
        (tmp_path / name).write_text(fragment)
    library = open_library(root, tmp_path if articles else None)
    return [problem for problem in library.problems if problem.rule in (RULE, "unfit-waiver")]


@pytest.mark.parametrize(
    ("answer", "fragment"),
    [
        ("what: to deploy missiles", "the deployment of a missile there"),
        ("what: the promise of Town Council", "the elders kept a promise"),
        ("what: the elders and their promise", "a municipal promise was kept"),
        ("what: nobody would come", "that not one guest will come"),
        ("what: two wells", "both of the 2 wells"),
        ("what: '2 wells'", "each of two wells"),
        ("what: the week from 17 January 2022", "in the course of next week"),
        ("who: jane-doe", "so said Doe in the hall"),
        ("when: 2022-01-12", "met on January 12"),
        ("when: 2022-01-12", "on the twelfth of Jan."),
        ("when: 2022-01-12", "met late on Wednesday"),
        ("when: 2022-01", "in the course of January"),
        ("when: 2022-01", "early this year it met"),
        ("when: 2022", "in the winter of 2022"),
        ("how_long: 7.5 hours", "lasted seven and a half hours"),
        ("how_long: about 7.5 hours", "nearly 7.5 hours long"),
        ("how_long: 1.5 hours", "it lasted an hour and a half"),
        ("how_long: 0.5 hours", "it lasted half an hour"),
        ("how_many: 30 countries", "all of thirty countries"),
        ("how_many: $982 million", "worth some 982 million dollars"),
        ("how_many: 982 million dollars", "worth $982 million then"),
        ("how_many: 40%", "some forty per cent came"),
        ("how_many: 1200 guests", "as many as 1200 guests"),
        ("what: two wells", "both of the wells"),
        ("what: H₂O", "samples of H2O were taken"),
        ("what: H2O", "samples of H₂O were taken"),
        ("what: '$`\\mathrm{CO_2}`$'", "the CO2 of the air"),
        ("how_many: 5 km²", "some 5 km2 of forest"),
    ],
)
def test_an_answer_may_stand_there_in_other_words(tmp_path: Path, answer: str, fragment: str) -> None:
    assert not found(tmp_path, answer, fragment)


@pytest.mark.parametrize(
    ("answer", "fragment", "lacking"),
    [
        ("what: to deploy missiles where they threaten", "the deployment of missiles there", "'threaten'"),
        ("what: nobody would come", "that a guest will come", "'nobody'"),
        ("what: the week from 17 January 2022", "in the course of a week", "'17', 'january', '2022'"),
        ("who: jane-doe", "so she said there", "'Jane Doe'"),
        ("when: 2022-01-12", "met on January 13", "'12 January 2022'"),
        ("when: 2022-01", "in the course of May", "'January 2022'"),
        ("how_long: 7.5 hours", "lasted for seven hours", "'7.5'"),
        ("how_long: 7.5 hours", "lasted half a day", "'7.5', 'hours'"),
        ("how_many: 30 countries", "all of thirty guests", "'countries'"),
    ],
)
def test_what_no_fragment_shows_is_named(tmp_path: Path, answer: str, fragment: str, lacking: str) -> None:
    (problem,) = found(tmp_path, answer, fragment)
    assert problem.message.startswith(f"the fragments don't show {lacking} of the answer '")


def test_words_that_seem_to_be_of_another_language_may_name_it(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, "when: 2021-03-04", "le 4 mars 2021 midi")
    assert problem.message.endswith(
        "add the article's words, or name their 'language' in the source if they are not English"
    )
    (problem,) = found(tmp_path, "how_many: 12 miles", "eleven miles away then")
    assert problem.message.endswith("add the article's words"), "these are English"
    (problem,) = found(tmp_path, "when: 2021-03-04", "met on 5 May 2021")
    assert problem.message.endswith("add the article's words")


def test_an_account_is_shown_by_its_own_fragments(tmp_path: Path) -> None:
    more = "  accounts: [{answer: two springs, evidence: {paper: there were three springs}}]\n"
    (problem,) = found(tmp_path, "what: two wells", "each of two wells", more)
    assert (problem.line, problem.message.split(";")[0]) == (
        8,
        "the fragments don't show '2' of the answer 'two springs'",
    )


def test_what_no_source_reports_has_nothing_to_show(tmp_path: Path) -> None:
    assert not found(tmp_path, "what: none at all", "they met in secret", "  unreported: true\n")


def test_a_paraphrase_says_so_and_that_stands_without_the_articles_too(tmp_path: Path) -> None:
    more = f"  waive: {{{RULE}: It says 'a hole in the ground'.}}\n"
    assert not found(tmp_path, "what: a well", "a hole in the ground", more)
    assert not found(tmp_path, "what: a well", "a hole in the ground", more, articles=False)


def test_a_waiver_of_what_is_shown_is_refused(tmp_path: Path) -> None:
    more = f"  waive: {{{RULE}: It says 'a hole in the ground'.}}\n"
    (problem,) = found(tmp_path, "what: a well", "there was a well", more)
    assert problem.rule == "unfit-waiver"


#: A fact with its fragment, the language of its topic or nothing, that of its source or nothing, and what is lacking.
FRENCH = [
    ("when: 2021-03-04", "le 4 mars 2021 à midi", "fr", "", []),
    ("how_many: 20000 people", "vingt mille personnes étaient là", "fr", "", []),
    ("when: '14:30'", "à quatorze heures trente précises", "fr", "", []),
    ("who: jane-doe", "la présidente Jeanne Doué", "fr", "", []),
    ("what: les boulangers", "où chaque boulanger du village", "fr", "", []),
    ("what: les boulangers", "où chaque boucher du village", "fr", "", ["'boulangers'"]),
    ("when: 2021-03-04", "le 4 mars 2021 à midi", "", "fr", []),
    ("what: the bakers", "où chaque boulanger du village", "", "fr", []),
    ("what: the bakers", "every baker of the village", "", "en", []),
    ("what: the bakers", "every butcher of the village", "", "en", ["'bakers'"]),
    ("when: 2021-03-04", "on 5 March of 2021", "fr", "en", ["'4 March 2021'"]),
    ("what: les boulangers", "every baker of the village", "fr", "en", []),
    ("when: 2021-03-04", "le 4 mars 2021 à midi", "", "", ["'4 March 2021'"]),
]


@pytest.mark.parametrize(("answer", "fragment", "facts", "words", "lacking"), FRENCH)
def test_words_of_another_language_are_compared_only_with_words_of_the_same(  # noqa: PLR0913, PLR0917  a row
    tmp_path: Path, answer: str, fragment: str, facts: str, words: str, lacking: list[str]
) -> None:
    language = f"language: {facts}\n" if facts else ""
    text = f"topic: a\n{language}facts:\n- {{id: a.x, {answer}, ask: Quoi?, evidence: {{wire: {fragment}}}}}\n"
    sources = SOURCES.replace("file: wire.txt", f"file: wire.txt\n    language: {words}") if words else SOURCES
    files: dict[str, str | bytes] = {"questions/meetings.yaml": text, "questions/sources.yaml": sources}
    root = write_library(tmp_path / "library", files={**files, "questions/entities.yaml": ENTITIES})
    (tmp_path / "wire.txt").write_text(fragment)
    found = [problem for problem in open_library(root, tmp_path).problems if problem.rule == RULE]
    assert [problem.message.partition("show ")[2].partition(" of the")[0] for problem in found] == lacking


# Answers of several parts, and judgements


@pytest.mark.parametrize(
    ("answer", "fragment", "told"),
    [
        ("true_false: true", "it was one", ""),
        ("true_false: true", "one of them was there", ""),
        ("true_false: true", "it lasted an hour", "'1' of the claim 'It was one.'"),
        ("true_false: false|  truth: The well was dry.", "there the well was dry", ""),
        ("true_false: false|  truth: The well was dry.", "there the well was deep", "'dry' of the truth 'The well was"),
        ("list: [a well, a spring, a pond]|  name: 2", "near wells, springs and ponds", ""),
        ("list: [a well, a spring, a pond]|  name: 2", "near wells and ponds", "'spring' of the answer '2 of these: a"),
        ("steps: [wells are dug, water rises, a pond forms]", "a pond forms where water rises in wells dug", ""),
        ("steps: [wells are dug, water rises, a pond forms]", "a pond forms in wells dug", "'water', 'rises' of the"),
    ],
)
def test_parts_and_judgements_are_held_against_what_they_say(
    tmp_path: Path, answer: str, fragment: str, told: str
) -> None:
    problems = found(tmp_path, answer.replace("|", "\n"), fragment)
    assert len(problems) == bool(told), problems
    assert not told or told in problems[0].message


@pytest.mark.parametrize(
    ("account", "told"),
    [
        ("[a well, three springs]", ["'well' of the answer 'a well; three springs'"]),
        ("[three springs, 3 springs at all]", []),
    ],
)
def test_an_account_of_a_list_shows_its_parts(tmp_path: Path, account: str, told: list[str]) -> None:
    more = f"  accounts: [{{answer: {account}, evidence: {{paper: there were three springs at all}}}}]\n"
    facts = (
        "- id: a.x\n  list: [water, wells]\n  ask: What was there?\n"
        f"  evidence: {{wire: there was water in wells}}\n{more}"
    )
    root = write_library(tmp_path / "library", facts)
    (tmp_path / "wire.txt").write_text("there was water in wells")
    (tmp_path / "paper.txt").write_text("there were three springs at all")
    problems = [problem for problem in open_library(root, tmp_path).problems if problem.rule == RULE]
    assert len(problems) == len(told)
    assert all(words in problem.message for words, problem in zip(told, problems, strict=True))


@pytest.mark.parametrize(
    "cut", ["the council, Jane Doe, left", 'the council, "Jane Doe", left', "the council, 'Jane Doe'"]
)
def test_a_fragment_that_a_comma_cuts_in_braces_is_told_once_and_read_whole(tmp_path: Path, cut: str) -> None:
    facts = f"- {{id: a.x, who: jane-doe, ask: Who left?, evidence: {{wire: {cut}}}}}\n"
    root = write_library(tmp_path / "library", facts)
    (tmp_path / "wire.txt").write_text(cut)
    (tmp_path / "paper.txt").write_text("")
    problems = [problem for problem in open_library(root, tmp_path).problems if problem.path.endswith("meetings.yaml")]
    assert [problem.message for problem in problems] == [
        "'Jane Doe' stands behind a comma in braces; put the text that has the comma into quotes"
    ]


# What cannot be read hides nothing else


WRONG = (
    "- {id: a.y, how_many: 12 wells, ask: How many wells were there?, evidence: {wire: 'eleven wells were there'}}\n"
)


@pytest.mark.parametrize(
    "broken",
    [
        "- {id: a.x, how_many: 3 horses, ask: How many?, accounts: [{answer: 4 horses, by: jane-doe}]}\n",
        "- {id: a.x, how_many: 3 horses, ask: How many?, wrong: [{as: 4 horses}]}\n",
        "- {id: a.x, how_many: 3 horses, ask: How many?, picture: {file: horse.png}}\n",
        "- {how_many: 3 horses, ask: How many?}\n",
        "- here stands no fact\n",
    ],
    ids=["account", "option", "picture", "no id", "no fact"],
)
def test_the_evidence_of_a_fact_is_compared_whatever_cannot_be_read_of_others(tmp_path: Path, broken: str) -> None:
    root = write_library(tmp_path / "library", broken + WRONG)
    (tmp_path / "wire.txt").write_text("eleven wells were there")
    (tmp_path / "paper.txt").write_text("")
    problems = open_library(root, tmp_path).problems
    assert [problem.message.split(";")[0] for problem in problems if problem.rule == RULE] == [
        "the fragments don't show '12' of the answer '12 wells'"
    ]


@pytest.mark.parametrize(
    ("answer", "told"),
    [("what: Jane of the wells", False), ("who: jane-doe", False), ("what: a pump", True)],
)
def test_a_name_may_be_one_of_an_entity_that_could_not_be_read(tmp_path: Path, answer: str, told: bool) -> None:
    people = "people:\n- {id: jane-doe, aliases: [the chair]}\n"
    facts = f"- {{id: a.x, {answer}, ask: Which one was it?, evidence: {{wire: the chair saw wells}}}}\n"
    root = write_library(tmp_path / "library", facts, {"questions/entities.yaml": people})
    (tmp_path / "wire.txt").write_text("the chair saw wells")
    (tmp_path / "paper.txt").write_text("")
    assert (RULE in {problem.rule for problem in open_library(root, tmp_path).problems}) is told
