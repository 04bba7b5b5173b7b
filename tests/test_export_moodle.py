"""Moodle XML: every trap that was met in the real importer and question engine."""

from __future__ import annotations

import re
from base64 import b64decode
from decimal import Decimal
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.domain.question import Choice, Match, MatchRow, Open
from quizgen.exporting import moodle
from quizgen.exporting.item import Number
from tests.support.bare import bare_library
from tests.support.effort import times
from tests.support.exports import TEXTS, any_items, exported, one_item, written
from tests.support.pictures import png

if TYPE_CHECKING:
    from pathlib import Path

    from quizgen.exporting.item import Item
    from quizgen.pipeline import Library

FACTS = """\
- {id: pi, how_many: 3.14, tolerance: 0.01, ask: What is pi about?}
- {id: speed, how_many: 300 km, tolerance: 2%, ask: How far does light travel in a millisecond?}
- {id: cost, how_many: $1.2 billion, tolerance: 0.1, ask: What did the probe cost?}
- {id: about, how_long: about 7.5 hours, tolerance: 0.5, ask: How long was the flight?}
- {id: date, when: 1961-04-12, ask: When was the first flight?}
- {id: star, what: B*, accept: [B-star, B*-search], ask: 'Which search for a path is known best, if x < y & z?'}
- id: count
  what: three
  wrong: [{text: two, why: Those are the poles.}, four, five]
  ask: How many states has water?
- {id: words, what: that it was all for the good of those who were there, ask: What did she say?}
- {id: claim, true_false: 'false', ask: The Sun is a planet., truth: The Sun is a star.}
- id: leaf
  what: an oak leaf with lobes
  wrong: [an elm leaf with teeth, a pine needle]
  ask: What is shown?
  picture: {file: leaf.png, alt: 'A "drawing" of something green & flat'}
- {id: steps, steps: [sow, water, reap], ask: In which order is corn grown?}
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    root = tmp_path_factory.mktemp("moodle")
    (root / "questions" / "media").mkdir(parents=True)
    (root / "questions" / "media" / "leaf.png").write_bytes(png())
    return bare_library(root, FACTS, "Science")


def _questions(data: str | bytes) -> dict[str, ET.Element]:
    """Return the questions of a file by their idnumbers."""
    found = ET.fromstring(data).findall("question")  # noqa: S314  it is our own
    return {one.findtext("idnumber", ""): one for one in found if one.get("type") != "category"}


def _categories(data: str | bytes) -> list[str]:
    return [one.text or "" for one in ET.fromstring(data).iterfind("question/category/text")]  # noqa: S314


def _one(library: Library, id_: str) -> ET.Element:
    return _questions(exported(library, "moodle").data)[id_]


def _answers(question: ET.Element) -> list[tuple[str, str]]:
    return [(one.get("fraction", ""), one.findtext("text", "")) for one in question.iterfind("answer")]


class _Shown(HTMLParser):
    """Collects the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def _shown(html: str) -> str:
    page = _Shown()
    page.feed(html)
    page.close()
    return page.text


def test_a_choice_has_one_right_option_and_says_why_others_are_wrong(library: Library) -> None:
    choice = _one(library, "count/choice")
    assert choice.get("type") == "multichoice"
    assert choice.findtext("single") == "true"
    assert sorted(_answers(choice)) == [("0", "five"), ("0", "four"), ("0", "two"), ("100", "three")]
    why = {one.findtext("text"): one.findtext("feedback/text") for one in choice.iterfind("answer")}
    assert why["two"] == "<p>Those are the poles.</p>"
    assert choice.findtext("generalfeedback/text") == "<p>Answer: three</p><p>Fact: count.</p>"


def test_dates_and_numbers_to_choose_from_stay_in_their_order(tmp_path: Path) -> None:
    facts = """\
    - {id: a, when: 1961, wrong: [1957, 1969], ask: When was the first flight?}
    - {id: b, what: red, wrong: [blue, green], ask: Which one?}
    """
    data = exported(bare_library(tmp_path, facts, "Space"), "moodle").data
    shuffled = {id_: one.findtext("shuffleanswers") for id_, one in _questions(data).items()}
    assert (shuffled["a/choice"], shuffled["b/choice"]) == ("false", "true")


def test_a_statement_is_true_or_false(library: Library) -> None:
    statement = _one(library, "claim/true-false")
    assert statement.get("type") == "truefalse"
    assert _shown(statement.findtext("questiontext/text", "")) == "The Sun is a planet."
    assert _answers(statement) == [("0", "true"), ("100", "false")]
    assert "The Sun is a star." in statement.findtext("generalfeedback/text", "")


def test_a_typed_answer_lists_its_forms_as_text_and_no_asterisk_is_a_wildcard(library: Library) -> None:
    star = _one(library, "star/typed")
    assert star.findtext("usecase") == "0"
    forms = [text for fraction, text in _answers(star) if fraction == "100"]
    assert forms[0] == r"B\*"
    assert r"B\*-search" in forms
    assert not [form for form in forms if re.search(r"(?<!\\)\*", form)]


def test_a_date_lists_the_forms_that_people_type(library: Library) -> None:
    forms = {text for _, text in _answers(_one(library, "date/typed"))}
    assert {"12 April 1961", "April 12, 1961", "April 12 1961", "1961-04-12", "12.04.1961", "12 Apr 1961"} <= forms


def test_what_is_said_in_own_words_is_left_out_and_told(library: Library) -> None:
    parcel = exported(library, "moodle")
    assert any("words/recall" in ids for ids in parcel.reasons.values())
    assert "words" in parcel.lost_facts
    assert "words/recall" not in _questions(parcel.data)


@pytest.mark.parametrize(
    ("id_", "number", "tolerance", "unit"),
    [("pi", "3.14", "0.01", None), ("speed", "300", "6", "km"), ("about", "7.5", "0.5", "hours")],
)
def test_a_number_has_its_tolerance_and_maybe_a_unit(
    library: Library, id_: str, number: str, tolerance: str, unit: str | None
) -> None:
    question = _one(library, f"{id_}/typed")
    assert question.get("type") == "numerical"
    assert question.findtext("answer/text") == number
    assert float(question.findtext("answer/tolerance", "")) == float(tolerance)
    assert question.findtext("units/unit/unit_name") == unit
    # 0: typed behind the number, and not graded; a unit that is missing costs nothing.
    assert question.findtext("showunits") == (None if unit is None else "0")
    assert question.findtext("unitgradingtype") == (None if unit is None else "0")


def test_an_amount_that_moodle_reads_no_number_in_is_a_short_answer(library: Library) -> None:
    cost = _one(library, "cost/typed")
    assert cost.get("type") == "shortanswer"
    assert _answers(cost)[0] == ("100", "$1.2 billion")
    assert ("100", "1.2 billion dollars") in _answers(cost)


def test_steps_are_matched_with_their_places(library: Library) -> None:
    (steps,) = (one for id_, one in _questions(exported(library, "moodle").data).items() if id_.startswith("steps/"))
    assert steps.get("type") == "matching"
    pairs = [(_shown(one.findtext("text", "")), one.findtext("answer/text")) for one in steps.iterfind("subquestion")]
    assert sorted(pairs, key=lambda pair: pair[1] or "") == [("sow", "1"), ("water", "2"), ("reap", "3")]


def test_a_picture_is_embedded_with_its_words(library: Library) -> None:
    leaf = _one(library, "leaf/choice")
    file = leaf.find("questiontext/file")
    assert file is not None
    assert b64decode(file.text or "") == png()
    html = leaf.findtext("questiontext/text", "")
    assert f'src="@@PLUGINFILE@@/{file.get("name")}"' in html
    assert 'alt="A &quot;drawing&quot; of something green &amp; flat"' in html


@pytest.mark.parametrize("name", ["And/or", "a//b", "/", "//x", "x/", "Q & A <b> &lt;"])
def test_a_slash_in_a_name_makes_no_category_of_its_own(library: Library, name: str) -> None:
    item = one_item(library, "count/choice")._replace(topic=name)
    (path,) = _categories(written("moodle", [item], name))
    names = _read_path(path)
    assert names[:2] == ["$course$", "top"]
    assert [unescape(one) for one in names[2:]] == [name, name]
    assert "<" not in path  # Moodle takes tags away


def _read_path(path: str) -> list[str]:
    """Return the names in a path as question/format.php splits it (split_category_path)."""
    return [name.replace("//", "/").strip() for name in re.split("(?<!/)/(?!/)", path)]


def test_a_correction_has_a_category_of_its_own(library: Library) -> None:
    (path,) = _categories(exported(library, "moodle", changed="2026-03-01").data)
    assert path == "$course$/top/Science/corrections 2026-03-01/Two meetings"


def test_titles_tell_no_id_and_a_long_id_is_cut_to_what_the_database_takes(tmp_path: Path) -> None:
    long = "x" * 60
    facts = "\n".join(
        f"- {{id: {c}{long}, when: 19{n}1, label: Event {c}, ask: When was {c}?}}" for n, c in enumerate("abcdefgh")
    )
    questions = _questions(exported(bare_library(tmp_path, facts, "Long"), "moodle").data)
    assert questions
    assert max(map(len, questions)) == 100
    assert all(long not in one.findtext("name/text", "") for one in questions.values())


def test_points_are_those_that_sheets_give(library: Library) -> None:
    points = {id_: one.findtext("defaultgrade") for id_, one in _questions(exported(library, "moodle").data).items()}
    assert points["count/choice"] == "1"
    assert next(given for id_, given in points.items() if id_.startswith("steps/")) == "2"


@pytest.mark.parametrize(
    ("text", "not_there"),
    [
        (r"the sign \(x\) and [[x]]", r"\("),
        ("from $$ to $$", "$$"),
        ("a file @@PLUGINFILE@@/x", "@@PLUGINFILE@@"),
        ("{mlang en}a{mlang}", "{"),
        ("<script>alert(1)</script> &lt;", "<script"),
    ],
)
def test_no_filter_of_moodle_finds_its_signs_in_a_text(library: Library, text: str, not_there: str) -> None:
    item = _with(one_item(library, "count/choice"), text)
    (question,) = _questions(written("moodle", [item])).values()
    html = question.findtext("questiontext/text", "")
    assert not_there not in html
    assert _shown(html) == text


def test_names_to_match_that_are_the_same_number_stay_two_names(library: Library) -> None:
    """PHP's array_search compares '10' and '1e1' as numbers, so that one of them would be gone."""
    rows = (MatchRow("a", "Ten?", 0), MatchRow("b", "A dose?", 1), MatchRow("c", "Tags?", 2))
    match = Match("Match.", rows, ("10", "1e1", "<b> & &lt;", "none"))
    item = one_item(library, "count/choice")
    item = item._replace(question=item.question._replace(shape=match), whys=())
    (question,) = _questions(written("moodle", [item])).values()
    names = [one.findtext("answer/text", "") for one in question.iterfind("subquestion")]
    assert [unescape(name) for name in names] == ["10", "1e1", "<b> & &lt;", "none"]
    assert not [name for name in names[:2] if re.fullmatch(r"\d+(e\d+)?", name)]
    assert not re.search("[<>]", names[2])


def test_a_name_that_the_database_cannot_hold_is_left_out(library: Library) -> None:
    rows = (MatchRow("a", "One?", 0), MatchRow("b", "Two?", 1))
    item = one_item(library, "count/choice")
    long = item._replace(question=item.question._replace(shape=Match("Match.", rows, ("x" * 256, "y"))))
    assert "255" in moodle.refuses(long)


def _with(item: Item, prompt: str, **changed: Any) -> Item:
    assert isinstance(item.shape, Choice)
    shape = item.shape._replace(prompt=prompt)
    return item._replace(question=item.question._replace(shape=shape), **changed)


@settings(max_examples=times(500))
@given(data=st.data())
def test_any_text_in_every_field_is_well_formed_and_reads_back(library: Library, data: st.DataObject) -> None:
    made = data.draw(any_items(one_item(library, "count/choice")))
    for item in made:
        (question,) = _questions(written("moodle", [item], data.draw(TEXTS))).values()
        assert _shown(question.findtext("questiontext/text", "")) == item.shape.prompt
        assert _shown(question.findtext("generalfeedback/text", "")) == "".join(item.proof)
        assert unescape(question.findtext("name/text", "")) == item.title or "&" in item.title
        match item.shape:
            case Choice() as shape:
                options = [(_shown(text), share == "100") for share, text in _answers(question)]
                assert options == [(one.text, one.right) for one in shape.options]
                whys = [_shown(one.findtext("feedback/text", "")) for one in question.iterfind("answer")]
                assert whys == [*item.whys]
            case Open():
                assert [text.replace(r"\*", "*") for _, text in _answers(question)] == [*item.forms]
            case Match() as shape:
                pairs = [
                    (one.findtext("text", ""), one.findtext("answer/text", ""))
                    for one in question.iterfind("subquestion")
                ]
                assert [_shown(stem) for stem, _ in pairs] == [*(row.text for row in shape.rows), ""]
                assert all("<" not in name for _, name in pairs)


def test_a_number_that_is_tiny_or_large_is_written_in_digits(library: Library) -> None:
    item = one_item(library, "pi/typed")._replace(number=Number(Decimal("1E+9"), Decimal("1E-7"), "", ""))
    (question,) = _questions(written("moodle", [item])).values()
    assert question.findtext("answer/text") == "1000000000"
    assert question.findtext("answer/tolerance") == "0.0000001"


def test_the_same_questions_make_the_same_bytes(library: Library) -> None:
    assert exported(library, "moodle").data == exported(library, "moodle").data
