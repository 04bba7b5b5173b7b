"""A list that is typed in one line: which of its parts are right, in any order."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.domain.round import How, how
from quizgen.domain.verdict import Fit, Verdict
from quizgen.grading.grader import Grader
from quizgen.pipeline import Library, build
from tests.support.bare import asked, bare_library
from tests.support.effort import times

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Program

FACTS = """\
- {id: gases, list: [helium, neon, argon, krypton, xenon], name: 2, ask: Name two noble gases.}
- {id: seasons, list: [spring, summer, autumn, winter], ask: What are the seasons?}
- {id: table, list: [salt and pepper, oil, "red, sweet wine"], ask: What stands on the table?}
- {id: duties, list: [pay what one owes in time, come], ask: What has one to do?}
- {id: iron, what: iron, accept: [Fe], ask: What rusts?}
"""


@cache
def library() -> Library:
    """A library with lists. It is read once: nothing writes to it."""
    with TemporaryDirectory() as folder:
        return bare_library(Path(folder), FACTS, "Lists")


def graded(id_: str, typed: str, way: str = "typed") -> Verdict:
    return Grader(library().kb).grade(asked(library(), id_, way), typed)


@pytest.mark.parametrize("way", ["typed", "recall"])
@pytest.mark.parametrize(
    ("id_", "typed", "fit", "why"),
    [
        ("gases", "helium, argon", Fit.EXACT, ""),
        ("gases", "Argon and the helium.", Fit.EXACT, ""),
        ("gases", "neon; xenon; krypton", Fit.EXACT, ""),
        ("gases", "neon & xenon", Fit.EXACT, ""),
        ("gases", "neon、xenon", Fit.EXACT, ""),
        ("gases", "heliun, argon", Fit.NEAR, ""),
        ("gases", "helium", Fit.WRONG, "Right: helium. 1 more is missing."),
        ("gases", "helium, helium", Fit.WRONG, "Right: helium. 1 more is missing."),
        ("gases", "helium, iron", Fit.WRONG, "Right: helium. 1 more is missing. Wrong: iron."),
        ("gases", "helium, argon and iron", Fit.WRONG, "Right: helium, argon. Wrong: iron."),
        ("gases", "iron", Fit.WRONG, ""),
        ("gases", " , and ;", Fit.WRONG, ""),
        ("gases", "2 of these: helium; neon; argon; krypton; xenon", Fit.EXACT, ""),
        ("gases", ", ".join(f"gas{number}" for number in range(60)), Fit.WRONG, ""),
        ("seasons", "winter, spring, autumn and summer", Fit.EXACT, ""),
        ("seasons", "winter, spring", Fit.WRONG, "Right: spring, winter. 2 more are missing."),
        ("table", "oil, salt and pepper, red, sweet wine", Fit.EXACT, ""),
        ("table", "oil and salt and pepper and red, sweet wine", Fit.EXACT, ""),
        ("table", "oil, salt, pepper", Fit.WRONG, "Right: oil. 2 more are missing. Wrong: salt, pepper."),
    ],
)
def test_the_parts_are_graded_one_by_one(way: str, id_: str, typed: str, fit: Fit, why: str) -> None:
    verdict = graded(id_, typed, way)
    assert (verdict.fit, verdict.why) == (fit, why)


_PARTS = ("helium", "neon", "argon", "krypton", "xenon")
_WRONG = ("oxygen", "sulphur", "the moon")


@settings(max_examples=times(100))
@given(
    st.lists(st.sampled_from([*_PARTS, *_WRONG]), max_size=7),
    st.lists(st.sampled_from([", ", "; ", " and ", ",", ", and ", " & "]), min_size=7, max_size=7),
    st.sampled_from([str, str.upper, str.title, "the {}".format]),
)
def test_a_list_is_right_exactly_if_enough_is_right_and_nothing_wrong(
    named: list[str], between: list[str], written: Callable[[str], str]
) -> None:
    typed = "".join(f"{written(text)}{mark}" for text, mark in zip(named, between, strict=False))
    is_right = len({*named} & {*_PARTS}) >= 2 and not {*named} & {*_WRONG}
    verdict = graded("gases", typed)
    assert verdict.fit is (Fit.EXACT if is_right else Fit.WRONG)
    if not is_right:
        told = {part for part in _PARTS if part in verdict.why}
        assert told == {*named} & {*_PARTS}


def test_a_list_of_long_parts_is_judged_by_the_learner() -> None:
    lists = {"gases": How.TYPE, "duties": How.RECALL}
    assert {id_: how(asked(library(), id_, "recall")) for id_ in lists} == lists
    assert library().asker.exercise(library().kb.facts["duties"], "typed", "") is None


def test_a_list_keeps_its_card_in_anki_and_the_way_of_its_reviews() -> None:
    built = build(library())
    names = [field["name"] for field in built.note_type.fields()]
    notes = {str(packed.note.fact.id): dict(zip(names, packed.note.fields, strict=True)) for packed in built.notes}
    assert not notes["gases"]["Typed"]
    assert library().asker.usual_way(library().kb.facts["gases"]) == "recall"


def test_a_round_asks_lists_and_tells_what_was_right(tmp_path: Path, program: Program) -> None:
    root = bare_library(tmp_path / "library", FACTS, "Lists").root
    options = ("--kind", "list", "-n", "1", "--plain", "--db", tmp_path / "log.db", "--library", root, "--seed", "1")
    told = program("quiz", *map(str, options), given="helium, spring\n\n")
    assert told.returncode == 0, told.stderr
    assert "Type it with commas between the parts." in told.stdout
    assert "1 more is missing. Wrong: spring." in told.stdout or "3 more are missing. Wrong: helium." in told.stdout
