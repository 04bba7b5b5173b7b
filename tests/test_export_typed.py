"""The typed answers that go to programs which compare them letter by letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizgen.exporting.questions import questions_of
from quizgen.grading.grader import Grader
from tests.conftest import ROOT
from tests.support.bare import bare_library
from tests.support.exports import bank_at, one_item
from tests.support.homes.hostile import write_hostile
from tests.support.library import opened

if TYPE_CHECKING:
    from pathlib import Path

    from quizgen.pipeline import Library

OTHERS = tuple(sorted(path.name for path in (ROOT / "tests" / "libraries").iterdir()))
FACTS = """\
- {id: date, when: 2021-12-15, ask: When did the council meet?}
- {id: host, who: "town-hall", ask: Which body was the host?}
- {id: chair, who: rene, ask: Who was in the chair?}
- {id: count, how_many: 30 countries, ask: How many countries took part?}
- {id: bread, what: baker's, accept: [bakery], ask: What is the shop for bread called?}
"""
ENTITIES = """\
people: [{id: rene, name: René O'Brien, aliases: [O'Brien]}]
organisations: [{id: town-hall, name: Town Council}]
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return bare_library(tmp_path_factory.mktemp("typed"), FACTS, "Letters", entities=ENTITIES)


@pytest.mark.parametrize(
    ("id_", "forms"),
    [
        ("date", {"15 December 2021", "December 15, 2021", "December 15 2021", "15.12.2021", "2021-12-15"}),
        ("host", {"Town Council", "the Town Council"}),
        ("chair", {"René O'Brien", "René O’Brien", "Rene O'Brien", "O’Brien"}),
        ("count", {"30 countries", "30", "thirty", "thirty countries"}),
        ("bread", {"baker's", "baker’s", "bakery", "the bakery"}),
    ],
)
def test_forms_that_people_type_are_listed(library: Library, id_: str, forms: set[str]) -> None:
    item = one_item(library, f"{id_}/typed")
    assert forms - {*item.forms} == set()
    assert item.forms[0] == item.shape.answer


def test_no_form_is_listed_twice_or_with_an_article_that_nobody_says(library: Library) -> None:
    for id_ in ("date", "host", "chair", "count", "bread"):
        forms = one_item(library, f"{id_}/typed").forms
        assert len({form.lower() for form in forms}) == len(forms)
    assert "the René O'Brien" not in one_item(library, "chair/typed").forms
    assert "the 15 December 2021" not in one_item(library, "date/typed").forms


@pytest.mark.parametrize("name", ["letters", "hostile", "shipped", *OTHERS])
def test_each_form_is_right_in_a_round(name: str, library: Library, tmp_path: Path) -> None:
    if name == "hostile":
        root = write_hostile(tmp_path)
    else:
        root = {"letters": library.root, "shipped": ROOT}.get(name) or ROOT / "tests" / "libraries" / name
    one = opened(root)
    grader, questions = Grader(one.kb), {question.id: question for question in questions_of(one)}
    for item in bank_at(root).items:
        wrong = [form for form in item.forms if not grader.grade(questions[item.id], form).fit.is_right]
        assert wrong == [], item.id


def test_an_article_that_is_learnt_with_its_word_is_not_left_out() -> None:
    items = bank_at(ROOT / "tests" / "libraries" / "vocabulary").items
    (house,) = (item.forms for item in items if item.forms[:1] == ("das Haus",))
    assert house == ("das Haus",)
