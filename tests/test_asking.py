"""Questions: the same each time, options that are wrong, and no clue in their order."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizgen import pipeline
from quizgen.asking import Asker
from quizgen.asking.numeric_options import dates_around, quantities_around
from quizgen.asking.ways import WAYS
from quizgen.domain.answer import PartialDate, Quantity, parse_date, parse_quantity
from quizgen.domain.options import giveaway
from quizgen.domain.question import Choice, Gaps
from quizgen.domain.text import Text
from quizgen.domain.verdict import Fit
from quizgen.grading.grader import Grader
from quizgen.language import ENGLISH
from tests.support.library import topic, write_library

if TYPE_CHECKING:
    from pathlib import Path

    from quizgen.domain.question import Question


def date(written: str) -> PartialDate:
    """Return a date as a fact has it."""
    found = parse_date(Text.at(written, 1, 1))
    assert found is not None
    return found


def quantity(written: str) -> Quantity:
    """Return a quantity as a fact has it."""
    found = parse_quantity(ENGLISH, Text.at(written, 1, 1))
    assert found is not None
    return found


def options_of(root: Path) -> dict[str, list[str]]:
    """Return the options of each fact's multiple choice in a library."""
    questions = [question for question, _ in pipeline.open_library(root).questions()]
    return {
        str(question.fact.id): [option.text for option in question.shape.options]
        for question in questions
        if isinstance(question.shape, Choice)
    }


def shipped_choices(library: pipeline.Library) -> list[Question]:
    """Return all multiple choice of a library."""
    return [question for question, _ in library.questions() if question.way == "choice"]


def test_the_same_library_gives_the_same_questions(shipped: pipeline.Library) -> None:
    again = pipeline.open_library(shipped.root)
    assert [(q.id, q.shape) for q, _ in shipped.questions()] == [(q.id, q.shape) for q, _ in again.questions()]


def test_every_choice_has_one_right_option_and_at_least_two_wrong_ones(shipped: pipeline.Library) -> None:
    for question in shipped_choices(shipped):
        assert isinstance(question.shape, Choice)
        right = [option.text for option in question.shape.options if option.right]
        wrong = [option.text for option in question.shape.options if not option.right]
        assert right == [question.shape.answer]
        assert 2 <= len(wrong) <= 3
        assert len(set(wrong)) == len(wrong)


def test_no_wrong_option_of_the_shipped_facts_is_right(shipped: pipeline.Library) -> None:
    grader = Grader(shipped.kb)
    for question in shipped_choices(shipped):
        assert isinstance(question.shape, Choice)
        for option in question.shape.options:
            if not option.right:
                assert option.text not in question.shape.accepted
                assert grader.grade(question, option.text).fit is Fit.WRONG, question.id


def test_no_right_option_of_the_shipped_facts_shows_by_its_form(shipped: pipeline.Library) -> None:
    for question in shipped_choices(shipped):
        assert isinstance(question.shape, Choice)
        wrong = [option.text for option in question.shape.options if not option.right]
        assert giveaway(shipped.kb.language, question.shape.answer, wrong, question.shape.prompt) is None, question.id


def test_the_length_of_the_right_option_of_the_shipped_phrases_is_no_clue(shipped: pipeline.Library) -> None:
    ranks: list[tuple[bool, bool]] = []
    for question in shipped_choices(shipped):
        assert isinstance(question.shape, Choice)
        if question.fact.kind.is_phrase:
            right = len(question.shape.answer)
            wrong = [len(option.text) for option in question.shape.options if not option.right]
            ranks.append((right > max(wrong), right < min(wrong)))
    for place, lone in zip(("longest", "shortest"), zip(*ranks, strict=True), strict=True):
        # One option in four is the longest, and one the shortest, whichever is right.
        assert 0.18 <= sum(lone) / len(ranks) <= 0.30, f"{sum(lone)} of {len(ranks)} only {place}"


def test_the_right_option_of_the_shipped_names_and_phrases_stands_anywhere(shipped: pipeline.Library) -> None:
    places = Counter(
        [option.right for option in question.shape.options].index(True)
        for question in shipped_choices(shipped)
        if isinstance(question.shape, Choice) and not isinstance(question.fact.answer, (PartialDate, Quantity))
    )
    # With some 160 questions a place of a fair draw is outside these bounds once in ten thousand libraries.
    assert all(20 <= places[place] <= 62 for place in range(4)), places


def test_gaps_and_their_answer_make_the_sentence(shipped: pipeline.Library) -> None:
    questions = [shipped.asker.exercise(fact, "cloze", "") for fact in shipped.facts()]
    shapes = {question.fact.says: question.shape for question in questions if question is not None}
    assert len(shapes) > 50
    for says, shape in shapes.items():
        assert isinstance(shape, Gaps)
        assert f"{shape.before}[{shape.answer}]{shape.after}" == says
        assert shape.answer not in shape.prompt


@given(st.dates(), st.sampled_from(["day", "month", "year"]), st.integers(1, 3), st.text(max_size=5))
def test_dates_offered_are_of_one_precision_and_never_right(
    day: object, precision: str, wanted: int, seed: str
) -> None:
    right = date(str(day)[: {"day": 10, "month": 7, "year": 4}[precision]])
    found = list(dates_around(right, seed, wanted, lambda _one: False))
    assert len({one.key for one in found} - {right.key}) == len(found) <= wanted
    assert {one.precision for one in found} <= {precision}


def test_a_date_already_taken_is_stepped_over_without_changing_the_rank() -> None:
    right = date("2022-01-12")
    first = list(dates_around(right, "seed", 3, lambda _key: False))
    earlier = sum(one.key < right.key for one in first)
    again = list(dates_around(right, "seed", 3, lambda one: one == first[0]))
    assert first[0].key not in {one.key for one in again}
    assert sum(one.key < right.key for one in again) == earlier


def test_the_rank_of_the_right_date_is_no_clue() -> None:
    right = date("2022-01-12")
    ranks = Counter(
        sum(one.key < right.key for one in dates_around(right, f"fact-{n}", 3, lambda _key: False)) for n in range(4000)
    )
    # Chi-square with 3 degrees of freedom stays below 21.1 in 9,999 of 10,000 fair draws.
    assert sum((ranks[rank] - 1000) ** 2 / 1000 for rank in range(4)) < 21.1


@given(st.integers(1, 10_000), st.sampled_from(["", "about ", "nearly "]), st.integers(1, 3), st.text(max_size=5))
def test_quantities_offered_are_positive_and_in_the_same_form(
    tenths: int, qualifier: str, wanted: int, seed: str
) -> None:
    assume(tenths != 10)  # one hour stands alone, as the others would be hours
    right = quantity(f"{qualifier}{tenths / 10:g} hours")
    found = list(quantities_around(right, seed, wanted, lambda _key: False))
    assert len({one.number for one in found} - {right.number}) == wanted
    assert all(one.number > 0 and str(one).startswith(qualifier) and str(one).endswith(" hours") for one in found)


@pytest.mark.parametrize("right", ["1 hour", "about 0.5 hours", "3 countries", "2 drafts", "3.0 men", "1.10 euros"])
def test_no_unit_would_have_to_change_its_form(right: str) -> None:
    for number in range(50):
        for one in quantities_around(quantity(right), f"fact-{number}", 3, lambda _key: False):
            assert one.number != 1
            assert len(str(one.number).partition(".")[2]) == len(str(quantity(right).number).partition(".")[2])


@pytest.mark.parametrize(
    ("right", "form"),
    [
        ("$982 million", r"\$(\d,)?\d{3} million"),
        ("$998 million", r"\$(\d,)?\d{3} million"),
        ("about 982 million dollars", r"about (\d,)?\d{3} million dollars"),
        ("1100 people", r"\d{3,4} people"),
        ("980", r"\d{3,4}"),
        ("€1.2bn", r"€\d\.\d+bn"),
        ("12k visitors", r"\d+k visitors"),
        ("1,200,000 people", r"[1-9]\d{0,2}(,\d{3})+ people"),
        ("40%", r"\d\d%"),
        ("40 per cent", r"\d\d per cent"),
    ],
)
def test_quantities_offered_keep_the_form_of_money_percent_and_large_numbers(
    tmp_path: Path, right: str, form: str
) -> None:
    fact = f"- {{id: a.x, how_many: '{right}', ask: How much was it?, evidence: {{wire: met on 12 January 2022}}}}"
    (found,) = options_of(write_library(tmp_path, fact)).values()
    assert len(set(found)) == 4
    assert right in found
    assert all(re.fullmatch(form, option) for option in found), found


def test_no_share_offered_is_more_than_the_whole(tmp_path: Path) -> None:
    fact = "- {id: a.x, how_many: 80%, ask: How much was it?, evidence: {wire: met on 12 January 2022}}"
    for number in range(8):
        root = write_library(tmp_path / str(number), fact.replace("a.x", f"a.x{number}"))
        (found,) = options_of(root).values()
        assert all(int(option.rstrip("%")) <= 100 for option in found), found


def test_what_lasted_more_than_four_hours_may_have_lasted_six() -> None:
    assert not list(quantities_around(quantity("more than 4 hours"), "seed", 3, lambda _key: False))


def test_a_phrase_without_hand_written_options_is_asked_openly(tmp_path: Path) -> None:
    facts = "- {id: a.x, what: an agenda, ask: What was adopted?, evidence: {wire: talks will go on}}\n"
    assert options_of(write_library(tmp_path, facts)) == {}


@pytest.mark.parametrize(
    "options",
    [
        ["No. 1", "No. 2", "No. 3", "No. 10"],
        ["the week from 31 December 2021", "the week from 3 January 2022", "the week from 20 January 2022"],
        ["on 9 May", "on 10 May", "on 2 June"],
        ["the first stage", "the second stage", "the third stage", "the tenth stage"],
        ["two drafts", "three drafts", "twenty-one drafts"],
        ["a 2nd draft", "a 3rd draft", "a 10th draft"],
        ["loans of $982 million", "loans of $1.2 billion", "loans of $3 billion"],
    ],
)
def test_phrases_that_differ_in_a_date_or_number_stand_in_its_order(tmp_path: Path, options: list[str]) -> None:
    right, *wrong = sorted(options)
    facts = (
        f"- {{id: a.b, what: {right}, ask: What was it?, wrong: {wrong}, evidence: {{wire: met on 12 January 2022}}}}"
    )
    for root, text in ((tmp_path / "one", facts), (tmp_path / "other", facts.replace("a.b", "a.c"))):
        (found,) = options_of(write_library(root, text)).values()
        assert found == options


@pytest.mark.parametrize(
    ("answer", "is_in_order"),
    [
        ("when: 2022-01-12", True),
        ("how_many: 20 chairs", True),
        ("what: No. 2, wrong: [No. 1, No. 3, No. 10]", True),
        ("what: tea, wrong: [milk, wine, beer]", False),
        ("who: jane-doe", False),
    ],
)
def test_only_options_that_are_dates_or_numbers_are_shown_in_one_order_for_ever(
    tmp_path: Path, answer: str, *, is_in_order: bool
) -> None:
    facts = f"- {{id: a.x, {answer}, ask: Which was the first?, evidence: {{wire: met on 12 January 2022}}}}\n"
    library = pipeline.open_library(write_library(tmp_path, facts))
    for seed in ("", "1", "2"):
        question = library.asker.exercise(library.kb.facts["a.x"], "choice", seed)
        assert question is not None
        assert isinstance(question.shape, Choice)
        assert question.shape.is_in_order is is_in_order


def test_a_name_in_the_question_is_no_option(tmp_path: Path) -> None:
    facts = "- {id: a.x, who: jane-doe, ask: Who received John Roe?, evidence: {wire: received by the chair}}\n"
    assert set(options_of(write_library(tmp_path, facts))["a.x"]) == {"Jane Doe", "Mary Major", "Ann Other", "Sam Hill"}


def test_a_name_that_may_be_right_too_is_no_option(tmp_path: Path) -> None:
    facts = """\
- {id: a.x, who: jane-doe, ask: Who came first?, evidence: {wire: received by the chair}, also_right: [sam-hill]}
- {id: a.y, who: mary-major, ask: Who came last?, evidence: {wire: received by the chair}}
"""
    assert set(options_of(write_library(tmp_path, facts))["a.x"]) == {"Jane Doe", "John Roe", "Ann Other"}


@given(number=st.integers(1, 60), kind=st.sampled_from(["who: sam-hill", "when: 2022-01-14", "how_many: 12 chairs"]))
def test_a_new_fact_of_another_topic_changes_no_option(tmp_path_factory: object, number: int, kind: str) -> None:
    folder = tmp_path_factory.mktemp("library")  # type: ignore[attr-defined]  # hypothesis runs a test often
    facts = """\
- {id: a.x, who: jane-doe, ask: Who came first?, evidence: {wire: received by the chair}}
- {id: a.y, when: 2022-01-12, ask: When did they come?, evidence: {wire: received by the chair}}
- {id: a.z, how_many: 20 chairs, ask: How much was there to sit on?, evidence: {wire: received by the chair}}
"""
    before = options_of(write_library(folder, facts))
    new = topic(f"- {{id: b.n{number}, {kind}, ask: Which?, evidence: {{wire: met that day}}}}\n", "other", "Other")
    after = options_of(write_library(folder, facts, {"questions/other.yaml": new}))
    assert {id_: after[id_] for id_ in before} == before


def test_a_new_fact_of_the_same_topic_takes_its_answer_out_and_leaves_the_rest(tmp_path: Path) -> None:
    facts = "- {id: a.y, when: 2022-01-12, ask: When did they come?, evidence: {wire: received by the chair}}\n"
    before = options_of(write_library(tmp_path, facts))["a.y"]
    taken = next(text for text in before if text != "12 January 2022")
    day, month, year = taken.split()
    iso = f"{year}-{'01' if month == 'January' else '02' if month == 'February' else '12'}-{int(day):02}"
    facts += f"- {{id: a.z, when: {iso}, ask: When did they leave?, evidence: {{wire: received by the chair}}}}\n"
    after = options_of(write_library(tmp_path, facts))["a.y"]
    assert taken not in after
    assert after.index("12 January 2022") == before.index("12 January 2022")


def test_only_new_entities_on_a_questions_arc_of_the_ring_change_its_options(tmp_path: Path) -> None:
    ids = [f"person-{number}" for number in range(40)]
    people = "\n".join(f"  - {{id: {id_}, name: Given{id_[7:]} Family{id_[7:]}}}" for id_ in ids)
    facts = "".join(
        f"- {{id: f.n{n}, who: {id_}, ask: Who came as number {n + 100}?, evidence: {{wire: received by the chair}}}}\n"
        for n, id_ in enumerate(ids[:1])
    )
    before = options_of(write_library(tmp_path, facts, {"questions/people.yaml": f"people:\n{people}\n"}))
    changed = 0
    for number in range(40, 80):
        more = f"people:\n{people}\n  - {{id: person-{number}, name: Given{number} Family{number}}}\n"
        changed += options_of(write_library(tmp_path, facts, {"questions/people.yaml": more})) != before
    assert changed <= 12  # 3 of 43 places on the ring, so about 3 of 40


def test_asking_twice_gives_the_same(shipped: pipeline.Library) -> None:
    asker = Asker(shipped.kb, WAYS)
    fact = next(iter(shipped.kb.facts.values()))
    assert asker.cards(fact) == asker.cards(fact) == Asker(shipped.kb, WAYS).cards(fact)


def test_another_right_date_or_number_is_never_offered_as_wrong(tmp_path: Path) -> None:
    fact = """\
    - {id: a.count, how_many: 4 rounds, ask: How many rounds?, evidence: {wire: met on 12 January 2022}}
    - {id: a.date, when: 2022-01-12, ask: When was it?, evidence: {wire: met on 12 January 2022}}
    """
    for id_ in ("a.count", "a.date"):
        library = pipeline.open_library(write_library(tmp_path, fact))
        plain = library.asker.exercise(library.kb.facts[id_], "choice", "")
        assert plain is not None
        assert isinstance(plain.shape, Choice)
        wrong = next(option.text for option in plain.shape.options if not option.right)
        accepting = fact.replace(f"id: {id_},", f"id: {id_}, accept: [{wrong}],")
        library = pipeline.open_library(write_library(tmp_path, accepting))
        again = library.asker.exercise(library.kb.facts[id_], "choice", "")
        assert again is not None
        assert isinstance(again.shape, Choice)
        assert wrong not in [option.text for option in again.shape.options]


def test_where_sources_differ_nothing_is_called_true_or_false(tmp_path: Path) -> None:
    fact = (
        "- id: a.length\n  how_many: 7 hours\n  ask: How long were the talks?\n  says: The talks lasted [7 hours].\n"
        "  wrong: [2 hours, 4 hours, 12 hours]\n  evidence: {wire: the talks will go on}\n"
    )
    differs = "  accounts: [{answer: 8 hours, evidence: {wire: the talks will go on}}]\n"
    sure = pipeline.open_library(write_library(tmp_path / "sure", fact))
    unsure = pipeline.open_library(write_library(tmp_path / "unsure", fact + differs))
    assert sure.problems == unsure.problems == ()
    assert sure.asker.exercise_by_id("a.length/true-false", "1") is not None
    assert unsure.asker.exercise_by_id("a.length/true-false", "1") is None
    assert unsure.asker.exercise_by_id("a.length/choice", "1") is not None
