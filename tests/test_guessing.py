"""The figures of `check --coverage` on how guessable multiple choice is, reckoned by hand for small libraries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizgen.pipeline import open_library
from tests.support.library import write_library

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    from quizgen.domain.guessing import Guessability
    from quizgen.pipeline import Library

#: What the chair said of the hall takes one wrong option from her other claim; "gold" is right nowhere.
FACTS = """\
- id: a.hall
  said: warm halls in spring
  by: jane-doe
  ask: What did Jane Doe promise the guests?
  wrong: [{fact: a.coins}, gold rings, gold]
  evidence: {wire: the chair said that}
- id: a.coins
  said: silver coins
  by: jane-doe
  ask: What did Jane Doe send for?
  wrong: [gold bars, warm halls, copper]
  evidence: {wire: the chair said that}
- id: a.length
  how_long: 7 hours
  ask: How much time did the council take?
  wrong: [5 hours, 6 hours, 9 hours]
  evidence: {wire: lasted for seven and a half hours}
"""


def figures(tmp_path: Path, facts: str = FACTS, article: str = "") -> Guessability:
    """Return the figures of a library of these facts, with the text of an article beside it if there is one."""
    root = write_library(tmp_path / "library", facts)
    articles = tmp_path / "articles"
    articles.mkdir()
    for name in ("wire.txt", "paper.txt"):
        (articles / name).write_text(article)
    library = open_library(root)
    assert not library.problems
    return library.guessability(articles if article else None)


@pytest.mark.parametrize(
    ("strategy", "claims", "everything"),
    [
        # "warm halls in spring" has 3 words of the article, but "silver" is none; "hours" stands in no option alone.
        ("most words of the articles", (1 + 0) / 2, (1 + 0 + 1 / 4) / 3),
        # "silver" and "coins" stand on the other card; "warm" and "halls" do.
        ("words that recur in other cards", 0, (0 + 0 + 1 / 4) / 3),
        # Struck are "gold rings" and "gold", then "gold bars".
        ("no word that is never right", (1 / 2 + 1 / 3) / 2, (1 / 2 + 1 / 3 + 1 / 4) / 3),
        ("the longest", (1 + 1) / 2, (1 + 1 + 1 / 4) / 3),
        ("the shortest", 0, (0 + 0 + 1 / 4) / 3),
        # By length "gold rings" and "silver coins", "gold bars" and "warm halls"; of 5, 6, 7 and 9, 6 and 7.
        ("the middle one", 0, (0 + 0 + 1 / 2) / 3),
        # "gold" twice; no option of the coins shares a word; and "hours" is in all.
        ("the one most like the others", (0 + 1 / 4) / 2, (0 + 1 / 4 + 1 / 4) / 3),
    ],
)
def test_a_guesser_gets_an_equal_share_in_what_he_cannot_tell_apart(
    tmp_path: Path, strategy: str, claims: float, everything: float
) -> None:
    scores = figures(tmp_path, article="Halls were warm in spring, the bars of gold as well.").scores
    assert scores["said, demanded"].by_strategy[strategy] == pytest.approx(claims)
    assert scores["all"].by_strategy[strategy] == pytest.approx(everything)
    assert [(group.questions, group.chance) for group in scores.values()] == [(3, 1 / 4), (2, 1 / 4)]


def test_without_articles_the_fragments_stand_in_for_them(tmp_path: Path) -> None:
    facts = FACTS.replace("the chair said that", "on gold bars")
    assert figures(tmp_path, facts).scores["said, demanded"].by_strategy["most words of the articles"] == 0


def test_wrong_options_are_counted_that_are_other_facts_answers(tmp_path: Path) -> None:
    facts = FACTS.replace("warm halls in spring", "warm halls in spring\n  accept: [warm halls]")
    facts = facts.replace("gold bars, warm halls", "gold bars, {fact: a.hall, as: warm halls}")
    found = figures(tmp_path, facts)
    assert (found.borrowed, found.wrong) == (2, 6)
    assert found.few_borrowed == ("a.hall", "a.coins")


def test_a_wrong_option_that_only_has_the_words_of_another_fact_is_not_counted(tmp_path: Path) -> None:
    assert figures(tmp_path, FACTS.replace("{fact: a.coins}", "silver coins")).borrowed == 0


def test_words_that_tell_a_wrong_option_are_named_with_their_facts(tmp_path: Path) -> None:
    assert figures(tmp_path).never_right == {"gold": ("a.hall", "a.coins")}


def test_coverage_prints_the_figures_and_gives_them_as_json(tmp_path: Path, quizgen: Callable[..., Result]) -> None:
    root = write_library(tmp_path, FACTS)
    text = quizgen("check", "--library", root, "--coverage").stdout
    assert "36%             42%  no word that is never right" in text
    assert "    1  of 6 (17%) are other facts' answers" in text
    assert "    2  gold: a.hall, a.coins" in text
    record = json.loads(quizgen("check", "--library", root, "--coverage", "--format", "json").stdout)
    assert record["coverage"]["guessing"]["scores"]["all"]["chance"] == 0.25


@pytest.mark.parametrize(
    ("old", "new"),
    [("by: jane-doe", "by: nobody"), ("wrong: [{fact: a.coins}, gold rings, gold]", "wrong: []"), (FACTS, "[]\n")],
)
def test_a_library_with_problems_has_figures_too(
    tmp_path: Path, quizgen: Callable[..., Result], old: str, new: str
) -> None:
    root = write_library(tmp_path, FACTS.replace(old, new))
    assert "at random" in quizgen("check", "--library", root, "--coverage").stdout


@pytest.mark.parametrize(
    ("when", "ask", "is_named"),
    [
        ("2022-01-12", "When did they meet?", True),
        ("2022-01", "In which month did they meet?", True),
        ("2022-01-12", "When in 2022 did they meet?", False),
        ("2022", "In which year did they meet?", False),
    ],
)
def test_coverage_names_date_questions_without_a_year(
    tmp_path: Path, quizgen: Callable[..., Result], when: str, ask: str, is_named: bool
) -> None:
    facts = f"- {{id: a.date, when: {when}, ask: {ask}, evidence: {{wire: met on 12 January}}}}\n"
    text = quizgen("check", "--library", write_library(tmp_path, facts), "--coverage").stdout
    assert ("don't name its year\n      1  a.date\n" in text) is is_named


def test_nobody_guesses_the_shipped_library(shipped: Library) -> None:
    figures = shipped.guessability()
    for group, scores in figures.scores.items():
        for strategy, share in scores.by_strategy.items():
            assert share < scores.chance + 0.1, (group, strategy)
    assert figures.borrowed > figures.wrong * 2 / 3
