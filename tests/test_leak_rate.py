"""How often the rules on what a front gives away are right, on English questions labelled before the rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizgen.pipeline import open_library
from tests.support.library import RECIPE

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Sets of facts, each with the names around it: 1 before a fact whose front gives its answer away, 0 before any other.
SETS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases/leaks.json").read_text("utf-8"))
RULES = {"answer-leaks", "front-gives-answer"}
#: The share of cases in which the rules have to be right.
RATE = 0.95


def wrong(root: Path) -> Iterator[str]:
    """Yield each case in which the rules are wrong."""
    for number, each in enumerate(SETS):
        for place, (leaks, fact) in enumerate(each["facts"]):
            folder = root / f"{number}-{place}"
            texts = {
                "questions/library.yaml": f"library: {each['library']}\nnamespace: x.y\nabout: A few facts.\n",
                "questions/facts.yaml": f"topic: facts\ntitle: {each['title']}\nfacts:\n- {{id: a.b, {fact}}}\n",
                "decks/all.yaml": RECIPE,
            }
            if each["entities"]:
                texts["questions/entities.yaml"] = each["entities"]
            for name, text in texts.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text(text, "utf-8")
            problems = open_library(folder).problems
            assert not {p.rule for p in problems} & {"yaml-syntax", "unknown-key", "missing-key", "wrong-type"}, (
                problems
            )
            if bool(leaks) != any(problem.rule in RULES for problem in problems):
                yield f"{'missed' if leaks else 'false alarm'}: {fact}"


def test_the_rules_are_right_in_nearly_all_cases(tmp_path: Path) -> None:
    cases = sum(len(each["facts"]) for each in SETS)
    mistakes = list(wrong(tmp_path))
    assert cases >= 76
    assert len(mistakes) <= (1 - RATE) * cases, "\n".join(mistakes)
