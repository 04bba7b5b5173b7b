"""Hints help and do not tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.asking.hints import hint
from quizgen.domain.question import Choice
from quizgen.language import ENGLISH
from quizgen.pipeline import Library, open_library
from tests.support.engine import ASKED, in_every_way, question
from tests.support.library import write_library


def test_no_hint_tells_the_answer(shipped: Library) -> None:
    for asked in in_every_way(shipped):
        found = hint(ENGLISH, asked)
        if found is None:
            continue
        assert not any(ENGLISH.contains(found.text, form) for form in asked.shape.accepted), asked.id
        if isinstance(asked.shape, Choice):
            assert not any(asked.shape.options[place].right for place in found.struck), asked.id


def test_every_question_has_a_hint_unless_any_would_tell_all_or_nothing(shipped: Library) -> None:
    without = [asked for asked in in_every_way(shipped) if hint(ENGLISH, asked) is None]
    assert {"true-false"} == {asked.way for asked in without if len(asked.shape.answer.split()) <= 3}


def test_a_hint_says_more_than_the_question(shipped: Library) -> None:
    """Whoever pays for a hint learns something by it."""
    for asked in in_every_way(shipped):
        found = hint(ENGLISH, asked)
        assert found is None or not ENGLISH.contains(asked.shape.prompt, found.text.removeprefix("It is a "))


def test_an_option_is_struck_out_that_is_wrong_and_others_stay() -> None:
    found = hint(ENGLISH, question("pick"))
    assert found is not None
    (struck,) = found.struck
    shape = question("pick").shape
    assert isinstance(shape, Choice)
    assert found.text == f"It is not “{shape.options[struck].text}”."


def test_of_several_one_is_told() -> None:
    assert [hint(ENGLISH, question(name)).text for name in ("order", "match")] == [  # type: ignore[union-attr]
        "The first is 3.",
        "1 goes with c.",
    ]
    told = [hint(ENGLISH, question(name), has_marks=False) for name in ("order", "match")]
    assert [one.text for one in told if one] == ["The first is “The hall is built”.", "1 goes with “Jane Doe”."]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("type a name", "Initials: J. D."),
        ("fill the gap", "Initials: J. D."),
        ("who said it", "Initials: J. R."),
        ("recall", None),
        ("what was it", None),
        ("type a date", "It is a day in the middle of January 2022."),
        ("type an amount", "The number before “hours” lies between 5 and 10."),
        ("true or false", None),
    ],
)
def test_what_hints_say(name: str, told: str | None) -> None:
    found = hint(ENGLISH, question(name))
    assert (found.text if found else None) == told
    assert name in ASKED


def hints_of(root: Path, *answers: str, kind: str = "what", extra: str = "") -> list[str | None]:
    """The hints to facts with these answers, recalled."""
    facts = "".join(
        f"- {{id: f{i}.fact, {kind}: {answer}, ask: Question {i}?, {extra} evidence: {{wire: on 12 January 2022}}}}\n"
        for i, answer in enumerate(answers)
    )
    library = open_library(write_library(root, facts))
    asked = [library.asker.exercise(fact, "recall", "1") for fact in library.kb.facts.values()]
    assert len(asked) == len(answers)
    found = [hint(library.kb.language, one) for one in asked if one is not None]
    return [one.text if one else None for one in found]


def test_a_date_is_told_about_as_the_question_may_name_its_month_or_year(tmp_path: Path) -> None:
    dates = ["2022-01-01", "2022-01-10", "2022-01-11", "2022-02-20", "2022-12-31", "2022-06", "2022-07", "1901", "0476"]
    assert hints_of(tmp_path, *(f"'{date}'" for date in dates), kind="when") == [
        "It is a day early in January 2022.",
        "It is a day early in January 2022.",
        "It is a day in the middle of January 2022.",
        "It is a day in the middle of February 2022.",
        "It is a day late in December 2022.",
        "It is a month in the first half of 2022.",
        "It is a month in the second half of 2022.",
        "It is a year of the 1900s.",
        "It is a year of the 470s.",
    ]


def test_an_amount_is_told_between_round_numbers(tmp_path: Path) -> None:
    amounts = ["0 guests", "0.5 hours", "1 hour", "2 drafts", "about 5 hours", "30 countries", "more than 4 hours"]
    amounts += ["999999999999.999 grains"]
    assert hints_of(tmp_path, *amounts, kind="how_many") == [
        "The number before “guests” lies between 0 and 5.",
        "The number before “hours” lies between 0 and 5.",
        "The number before “hour” lies between 0 and 5.",
        "The number before “drafts” lies between 1 and 5.",
        "The number before “hours” lies between 1 and 10.",
        "The number before “countries” lies between 10 and 50.",
        "The number before “hours” lies between 1 and 5.",
        "The number before “grains” lies between 500000000000 and 1000000000000.",
    ]


def test_a_hint_that_would_tell_gives_way_to_a_smaller_one_or_none(tmp_path: Path) -> None:
    told = hints_of(tmp_path, "United States", extra="accept: [U.S.],")
    assert told == ["It begins with U."]
    assert hints_of(tmp_path / "one", "'X'") == [None]
    assert hints_of(tmp_path / "two", "5 hours", kind="how_long", extra="accept: ['10'],") == [None]


def test_marks_around_a_word_are_not_what_it_begins_with(tmp_path: Path) -> None:
    assert hints_of(tmp_path, "'\"red lines\" – (and)'", "'“lines”'") == ["Initials: r. l. a.", "It begins with l."]
    assert hints_of(tmp_path / "marks", "'“…”'") == [None]
