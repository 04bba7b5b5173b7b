"""Sources that differ on an answer of several parts: each account is a list too, and grading takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizgen.domain.proof import accounts
from quizgen.domain.verdict import Fit
from quizgen.grading.grader import Grader
from tests.support.bare import asked, bare_library

if TYPE_CHECKING:
    from pathlib import Path

GASES = """\
- id: gases
  list: [helium, argon, neon]
  ask: Which gases were in the flask?
  evidence: {a: {at: p. 1}}
  accounts: [{answer: [helium, xenon], evidence: {b: {at: p. 2}}}]
"""
TEA = """\
- id: tea
  steps: [boil the water, warm the pot, add the leaves]
  ask: In which order is tea made?
  evidence: {a: {at: p. 1}}
  accounts: [{answer: [warm the pot, boil the water, add the leaves], evidence: {b: {at: p. 2}}}]
"""
SOURCES = "sources:\n  - {id: a, title: Gases}\n  - {id: b, title: More Gases}\n"


@pytest.mark.parametrize("way", ["typed", "recall"])
@pytest.mark.parametrize(
    ("typed", "fit"),
    [
        ("neon, helium and argon", Fit.EXACT),
        ("xenon and helium", Fit.EXACT),
        ("xenom, helium", Fit.NEAR),
        ("helium", Fit.WRONG),
        ("xenon, argon", Fit.WRONG),
        ("xenon, helium, argon", Fit.WRONG),
    ],
)
def test_a_list_by_either_account_is_right(tmp_path: Path, way: str, typed: str, fit: Fit) -> None:
    library = bare_library(tmp_path, GASES, "Gases", sources=SOURCES)
    assert Grader(library.kb).grade(asked(library, "gases", way), typed).fit is fit


def test_a_choice_of_parts_from_an_account_is_right(tmp_path: Path) -> None:
    facts = GASES.replace("  ask:", "  name: 1\n  ask:").replace("Which gases were", "Name a gas that was")
    library = bare_library(tmp_path, facts, "Gases", sources=SOURCES)
    grade = Grader(library.kb).grade
    assert [grade(asked(library, "gases", "typed"), typed).fit for typed in ("xenon", "neon", "iron")] == [
        Fit.EXACT,
        Fit.EXACT,
        Fit.WRONG,
    ]


def test_steps_whose_order_differs_are_put_in_no_order(tmp_path: Path) -> None:
    library = bare_library(tmp_path, TEA, "Tea", sources=SOURCES)
    fact = library.kb.facts["tea"]
    assert library.asker.exercise(fact, "steps", "") is None
    assert [told.answer for told in accounts(library.kb, fact)] == [
        "1. boil the water; 2. warm the pot; 3. add the leaves",
        "1. warm the pot; 2. boil the water; 3. add the leaves",
    ]
