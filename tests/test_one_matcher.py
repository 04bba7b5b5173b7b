"""What is right is never offered as wrong, however it is written.

The rewritings below know nothing of quizgen: each is a table of its own of what says the same.
"""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen import pipeline
from quizgen.domain.text import Text
from quizgen.domain.verdict import Fit
from quizgen.grading.grader import Grader
from quizgen.grading.wrong_options import OptionJudge
from tests.support.library import topic, write_library

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ENTITIES = """\
people:
  - {id: doe, name: Jane Doe, aliases: [Doe]}
  - {id: roe, name: John Roe, aliases: [Roe]}
organisations:
  - {id: states, name: United States, aliases: [US, America]}
  - {id: league, name: Coastal League, aliases: [the CL]}
"""
#: Each row says the same in several ways; no two rows say the same.
PLACES = [("Málaga", "Malaga"), ("Zürich", "Zurich"), ("Łódź", "Lodz"), ("São Tomé", "Sao Tome")]
COUNTS = [
    ("2", "two"),
    ("3", "three"),
    ("21", "twenty-one", "twenty one"),
    ("12,000", "12 thousand", "12k", "twelve thousand"),
]
RANKS = [("second", "2nd"), ("third", "3rd"), ("fourth", "4th"), ("twenty-first", "21st")]
MONEY = [
    ("$982 million", "982 million dollars", "982,000,000 dollars", "US$982m"),
    ("€2.5 billion", "2.5 billion euros", "2,500,000,000 euros", "€2.5bn"),
    ("£40", "40 pounds", "forty pounds"),
]
MIXED = [("7.5 hours", "seven and a half hours", "7 1/2 hours"), ("2.5 million men", "two and a half million men")]
SPANS = [("90 minutes", "1.5 hours", "an hour and a half"), ("2 days", "48 hours", "two days"), ("3 weeks", "21 days")]
OFFICES = [
    ("the Foreign Minister", "the FM"),
    ("the Deputy Foreign Minister", "the deputy FM"),
    ("the PM", "the Prime Minister"),
]
SHARES = [("40%", "40 percent", "forty per cent"), ("7.5%", "7.5 per cent"), ("12%", "twelve percent")]
NAMES = [
    ("Jane Doe", "Doe"),
    ("John Roe", "Roe"),
    ("the United States", "the US", "America"),
    ("the Coastal League", "the CL"),
]
NOUNS = [
    ("defence plans", "defense plans"),
    ("programmes of neighbouring theatres", "programs of neighboring theaters"),
    ("organised manoeuvres", "organized maneuvers"),
    ("honours for labour", "honors for labor"),
    ("licences of travellers", "licenses of travelers"),
]
FRAMES: list[tuple[str, Sequence[tuple[str, ...]]]] = [
    ("a treaty with {}", PLACES),
    ("{} drafts on trade", COUNTS),
    ("the {} stage of the plan", RANKS),
    ("a loan of {} for ports", MONEY),
    ("a tax of {} on tea", SHARES),
    ("{} of talks", MIXED),
    ("{}", SPANS),
    ("a letter by {}", OFFICES),
    ("a promise to {} and the guests", NAMES),
    ("a ban on {} in May", NOUNS),
]


class Rewritten(NamedTuple):
    """A right answer, another way to write it, and an answer that is wrong."""

    right: str
    same: str
    wrong: str


@st.composite
def rewritten(draw: st.DrawFn) -> Rewritten:
    """Draw a phrase in two ways, and one that differs from it in what is said."""
    frame, rows = draw(st.sampled_from(FRAMES))
    row, other = draw(st.lists(st.sampled_from(rows), min_size=2, max_size=2, unique=True))
    right, same = draw(st.permutations(row))[:2]
    changed = draw(st.sampled_from([str.upper, str.title, lambda text: f"{text}.", lambda text: text]))
    wrong = draw(st.sampled_from(other))
    return Rewritten(frame.format(right), changed(frame.format(same)), frame.format(wrong))


def facts(right: str, *wrong: str) -> str:
    """Return a topic with one fact, its texts quoted."""
    offered = ", ".join(f"'{text}'" for text in wrong)
    return topic(
        f"""\
        - id: a.result
          what: '{right}'
          wrong: [{offered}]
          ask: What came of it?
          evidence: {{wire: the talks will go on}}
        """,
        title="What came of the talks",
    )


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_library(tmp_path_factory.mktemp("library"), files={"questions/entities.yaml": ENTITIES})


@given(rewritten())
def test_a_right_answer_written_otherwise_is_no_wrong_option(root: Path, texts: Rewritten) -> None:
    text = facts(texts.right, texts.wrong, texts.same)
    (root / "questions/meetings.yaml").write_text(text, "utf-8")
    library = pipeline.open_library(root)
    column = len(f"  wrong: ['{texts.wrong}', ") + 1
    found = [(one.rule, one.line, one.col) for one in library.problems if one.rule != "option-gives-away"]
    assert found == [("wrong-is-right", 6, column)]


@given(rewritten())
def test_it_is_graded_as_right_and_the_wrong_one_as_wrong(root: Path, texts: Rewritten) -> None:
    (root / "questions/meetings.yaml").write_text(facts(texts.right), "utf-8")
    library = pipeline.open_library(root)
    (fact,) = library.kb.facts.values()
    question = library.asker.exercise(fact, "recall", "")
    assert question is not None
    grader = Grader(library.kb)
    assert grader.grade(question, texts.same).fit in (Fit.EXACT, Fit.ALIAS)
    assert grader.grade(question, texts.wrong).fit is Fit.WRONG


#: Until the day on which the source that tells of them appeared.
DAYS = st.dates(dt.date(1000, 1, 1), dt.date(2022, 1, 12))


@given(
    answer=st.one_of(
        st.tuples(st.just("when"), DAYS.map(str)),
        st.tuples(st.just("how_long"), st.integers(2, 400).map(lambda tenths: f"{tenths / 10:g} hours")),
        st.tuples(st.just("how_many"), st.integers(2, 5000).map(lambda number: f"{number} men")),
        st.tuples(st.just("how_many"), st.integers(2, 99).map(lambda number: f"{number}%")),
        st.tuples(st.just("how_many"), st.integers(2, 999).map(lambda number: f"${number} million")),
    ),
    seed=st.integers(0, 99),
)
def test_no_option_that_is_made_is_graded_as_right_and_no_false_statement_is_true(
    root: Path, answer: tuple[str, str], seed: int
) -> None:
    kind, written = answer
    fact = f"- {{id: a.x{seed}, {kind}: '{written}', ask: What was it?, evidence: {{wire: the talks will go on}}}}"
    (root / "questions/meetings.yaml").write_text(topic(fact), "utf-8")
    (plain,) = pipeline.open_library(root).kb.facts.values()
    shown = pipeline.open_library(root).kb.text(plain.answer)
    says = fact.replace(", evidence", f", says: 'They had about [{shown}] of it.', evidence")
    (root / "questions/meetings.yaml").write_text(topic(says), "utf-8")
    library = pipeline.open_library(root)
    assert not library.problems, library.problems
    (fact_,) = library.kb.facts.values()
    grader = Grader(library.kb)
    for way in ("choice", "true-false"):
        question = library.asker.exercise(fact_, way, str(seed))
        if question is None:
            continue
        gap = library.asker.exercise(fact_, "cloze", "")
        asked = library.asker.exercise(fact_, "recall", "")
        assert gap is not None
        assert asked is not None
        shape = question.shape
        statement = getattr(shape, "statement", None)
        if statement is None:
            offered = [option.text for option in shape.options if not option.right]  # type: ignore[union-attr]
        else:
            inside = statement.text.removeprefix("They had about ").removesuffix(" of it.")
            offered = [] if statement.is_true else [inside]
        for text in offered:
            assert grader.grade(asked, text).fit is Fit.WRONG
            assert grader.grade(gap, text).fit is Fit.WRONG


def slips(text: str, chance: Random) -> str:
    """Return a text with one slip of the kind that people make: a letter or a small word lost, added or moved."""
    at = chance.randrange(1, max(len(text), 2))
    letter = chance.choice("aeinst -")
    words = text.split() or [text]
    word = chance.randrange(len(words))
    return chance.choice(
        (
            text[:at] + text[at + 1 :],
            text[:at] + letter + text[at:],
            text[:at] + letter + text[at + 1 :],
            text[: at - 1] + text[at : at + 1] + text[at - 1 : at] + text[at + 1 :],
            " ".join((*words[:word], chance.choice(("the", "in", "to")), *words[word:])),
            " ".join((*words[:word], *words[word + 1 :])) or text,
        )
    )


def is_exercise(text: str, right: str) -> bool:
    """Say whether a text is the right one in another order, or with another form of one word: a wrong option then."""
    words, others = text.rstrip(".").split(), right.rstrip(".").split()
    differing = sum(word != other for word, other in zip(words, others, strict=False))
    return sorted(words) == sorted(others) or (len(words) == len(others) and differing == 1)


def test_every_slip_that_grading_lets_pass_is_refused_as_a_wrong_option(shipped: pipeline.Library) -> None:
    """Whatever saves time asking the grader, it never saves an answer that the grader would take.

    What differs as in an exercise of spelling may be offered: who types just that has then taken the wrong option.
    """
    kb, chance = shipped.kb, Random(5)
    judge, grader = OptionJudge(kb), Grader(kb)
    passed = 0
    for fact in kb.facts.values():
        right_answers = judge.right_answers(fact)
        question = shipped.asker.exercise(fact._replace(wrong=()), "recall", "")
        assert question is not None
        for _ in range(5):
            text = slips(slips(chance.choice(kb.accepted(fact)), chance), chance)
            if grader.grade(question, text).fit is not Fit.WRONG:
                passed += 1
                if any(is_exercise(text, form) for form in kb.accepted(fact)):
                    continue
                assert right_answers.repeated_by(Text.at(text, 1, 1)) is not None, (fact.id, text)
    assert passed > len(kb.facts)
