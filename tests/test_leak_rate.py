"""How often the rules on what a front gives away are right, on English questions labelled before the rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from quizgen.pipeline import open_library
from tests.support.library import RECIPE

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parent / "cases"
#: Sets of facts, each with the names around it: 1 before a fact whose front gives its answer away, 0 before any other.
SETS: list[dict[str, Any]] = json.loads((CASES / "leaks.json").read_text("utf-8"))
#: Others, labelled after the rules were made and looked at for the first time by them; they miss what is told in a word
#: of the same root ('compete', 'competition').
FRESH: list[dict[str, Any]] = json.loads((CASES / "leaks-fresh.json").read_text("utf-8"))
RULES = {"answer-leaks", "front-gives-answer"}
#: The share of cases in which the rules have to be right.
RATE, FRESH_RATE = 0.95, 0.85
#: Pairs of facts of one topic: 1 before two of which the second's question answers the first, 0 before any other.
PAIRS: list[tuple[int, tuple[str, str]]] = json.loads((CASES / "leaks-between.json").read_text("utf-8"))
NAMES = """\
people: [{id: cook, name: James Cook}]
places: [{id: nile, name: the Nile}, {id: egypt, name: Egypt}]
"""
#: Of pairs a part may be missed, where a verb stands in another form; none may be a false alarm.
MISSED = 2


def rules_broken(root: Path, library: str, title: str, entities: str, *facts: str) -> set[str]:
    """Return the ids of the rules that a small library with these facts breaks."""
    listed = "".join(f"- {{id: a.n{number}, {fact}}}\n" for number, fact in enumerate(facts))
    texts = {
        "questions/library.yaml": f"library: {library}\nnamespace: x.y\nabout: A few facts.\n",
        "questions/facts.yaml": f"topic: facts\ntitle: {title}\nfacts:\n{listed}",
        "decks/all.yaml": RECIPE,
    } | ({"questions/names.yaml": entities} if entities else {})
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    broken = {problem.rule for problem in open_library(root).problems}
    assert broken.isdisjoint({"yaml-syntax", "unknown-key", "missing-key", "wrong-type"}), facts
    return broken


def wrong(root: Path, sets: list[dict[str, Any]]) -> Iterator[str]:
    """Yield each case of sets in which the rules are wrong."""
    for number, each in enumerate(sets):
        for place, (leaks, fact) in enumerate(each["facts"]):
            folder = root / f"{number}-{place}"
            broken = rules_broken(folder, each["library"], each["title"], each["entities"], fact)
            if bool(leaks) == broken.isdisjoint(RULES):
                yield f"{'missed' if leaks else 'false alarm'}: {fact}"


@pytest.mark.parametrize(("sets", "rate", "fewest"), [(SETS, RATE, 147), (FRESH, FRESH_RATE, 42)])
def test_the_rules_are_right_in_nearly_all_cases(
    tmp_path: Path, sets: list[dict[str, Any]], rate: float, fewest: int
) -> None:
    cases = sum(len(each["facts"]) for each in sets)
    mistakes = list(wrong(tmp_path, sets))
    assert cases >= fewest
    assert len(mistakes) <= (1 - rate) * cases, "\n".join(mistakes)


def test_a_question_that_answers_another_is_seen_and_no_other(tmp_path: Path) -> None:
    missed = []
    for number, (tells, facts) in enumerate(PAIRS):
        broken = rules_broken(tmp_path / str(number), "Biology", "The parts of a cell", NAMES, *facts)
        assert tells or "front-answers-other" not in broken, facts
        if tells and "front-answers-other" not in broken:
            missed.append(facts)
    assert len(missed) <= MISSED, missed
