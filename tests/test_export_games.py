"""Kahoot, Blooket and Gimkit: each file is read by what its template says, and each choice earns what it should."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.domain.fact import Fact, Kind
from quizgen.domain.question import Choice, Open, Option, Question
from quizgen.domain.text import Text
from quizgen.exporting import HOMES
from quizgen.exporting.home import Bank, pack
from quizgen.exporting.item import Item
from quizgen.exporting.questions import questions_of
from tests.conftest import ROOT
from tests.support.effort import times
from tests.support.exports import bank_at
from tests.support.homes.game_files import Played, read_blooket, read_gimkit, read_kahoot
from tests.support.library import INFO, opened, write_library
from tests.support.pictures import png

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from quizgen.exporting.home import Parcel

READ = {"kahoot": read_kahoot, "blooket": read_blooket, "gimkit": read_gimkit}
EACH = pytest.mark.parametrize("game", READ)
LIBRARIES = sorted(path.name for path in (ROOT / "tests" / "libraries").iterdir() if path.is_dir())


def parcel_of(root: Path, game: str) -> Parcel:
    """Return what a game gets of a library."""
    return pack(HOMES[game], bank_at(root))


def played(root: Path, game: str) -> list[Played]:
    """Return the questions of a library as a game shows them."""
    return READ[game](parcel_of(root, game).data)


def facts_of(tmp_path: Path, facts: str, media: bytes = b"") -> Path:
    """Write a library that needs no evidence."""
    files: dict[str, str | bytes] = {"questions/library.yaml": INFO.replace("evidence: required\n", "")}
    if media:
        files["questions/media/cell.png"] = media
    return write_library(tmp_path, facts, files)


@EACH
@pytest.mark.parametrize("name", [".", *LIBRARIES])
def test_the_right_option_earns_and_each_wrong_one_does_not(game: str, name: str) -> None:
    root = ROOT if name == "." else ROOT / "tests" / "libraries" / name
    library, parcel = opened(root), parcel_of(root, game)
    shapes = {question.id: question.shape for question in questions_of(library)}  # in plain text
    questions = READ[game](parcel.data)
    for item, question in zip(parcel.sent, questions, strict=True):
        shape = shapes[item.id]
        assert isinstance(shape, Choice)
        points = {option.text: int(option.right) for option in shape.options}
        assert {answer: question.points(answer) for answer in question.answers} == points
        assert sum(points.values()) == 1
        claimant = library.kb.facts[str(item.question.fact.id)].by
        if claimant is not None and claimant != item.question.fact.answer:
            shown = library.kb.language.spaced(question.text)
            assert any(f" {name} " in shown for name in library.kb.plain_names[claimant])


@EACH
def test_each_fact_is_sent_once_or_named(game: str) -> None:
    parcel = parcel_of(ROOT, game)
    sent = [str(item.question.fact.id) for item in parcel.sent]
    assert len(set(sent)) == len(sent)
    asked = {str(fact.id) for fact in opened(ROOT).facts()}
    assert {*sent, *parcel.lost_facts} == asked
    assert len(parcel.left_out) == len(parcel.lost_facts), "one reason each"


def test_the_core_facts_have_room_in_kahoot(quizgen: Callable[..., Result], tmp_path: Path) -> None:
    done = quizgen("export", "core", "--to", "kahoot", "--library", ROOT, "--out", tmp_path)
    assert "113 questions for Kahoot" in done.stderr
    assert "Left out" not in done.stderr
    assert len(read_kahoot((tmp_path / "core.kahoot.xlsx").read_bytes())) == 113


#: Fact by fact: what is asked, the answer first.
HOSTILE = {
    "Which cell holds the sum?": ["=SUM(A1:A9)", "+1", "-5 °C", "@SUM"],
    '"quoted", with a comma; and more': ['a "b" c', "a, b", "'c'", "«d»"],
    "Which tag is bold, <b> or &lt;b&gt;?": ["<b>", "&lt;b&gt;", "</t></si>", "]]>"],
    "Which is the code _x0041_ of Excel?": ["_x0041_", "_X0041_", "x0041_", "A"],
    "Welches Wort heißt „Straße“ – 道路 – طريق – 🛣?": ["🛣", "道路", "طريق", "Straße"],
    "Which number is whole?": ["7", "7.5", "1e3x", "00"],
}


@EACH
def test_texts_that_mean_something_to_programs_arrive_as_they_are(game: str) -> None:
    items = [item_of(asked, options) for asked, options in HOSTILE.items()]
    found = READ[game](HOMES[game].render(bank_with(*items)))
    assert {one.text: {*one.answers} for one in found} == {text: {*options} for text, options in HOSTILE.items()}
    assert {one.text: {*one.right} for one in found} == {text: {options[0]} for text, options in HOSTILE.items()}


def test_kahoot_holds_text_as_text_and_numbers_where_it_wants_some(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(parcel_of(facts_of(tmp_path, NUMBER), "kahoot").data))
    assert book.sheetnames == ["Sheet1"]
    sheet = book["Sheet1"]
    assert sheet["B2"].value == "Meetings"
    assert [cell.data_type for cell in sheet[9]] == ["n", "s", "s", "s", "s", "s", "n", "n"]
    assert {cell.number_format for cell in sheet[9][1:6]} == {"@"}, "a text stays one when somebody edits it"


NUMBER = """\
- {id: a.number, how_many: '7', ask: How many came?, wrong: ['5', '6', '8']}
"""
STATEMENT = """\
- {id: a.claim, true_false: 'false', ask: The guests came at noon., truth: They came at dawn.}
"""
NO_OPTIONS = """\
- {id: a.other, what: an agenda, ask: What was adopted?}
"""
CODE = """\
- id: a.code
  how_many: '9'
  wrong: ['3', '4', '5']
  ask: |
    How many lines does this print?
    ```python
    for word in ("tea", "milk"):
        print(word)
    ```
"""
PICTURE = """\
- {id: a.cell, what: a wall, ask: What is it?, wrong: [a door, a roof, a lamp], picture: {file: cell.png, alt: A thing}}
"""


@EACH
def test_a_statement_is_true_or_false(tmp_path: Path, game: str) -> None:
    (question,) = played(facts_of(tmp_path, STATEMENT), game)
    assert question.text == "True or false? The guests came at noon."
    assert (sorted(question.answers), {*question.right}) == (["False", "True"], {"False"})


@EACH
def test_a_statement_that_would_be_too_long_stands_alone(tmp_path: Path, game: str) -> None:
    claim = f"The guests brought {'much ' * 18}tea."
    (question,) = played(facts_of(tmp_path, f"- {{id: a.tea, true_false: true, ask: '{claim}'}}\n"), game)
    assert question.text == claim


def long_question(words: int, short: str = "") -> str:
    asked = f"What did the guests bring {'many ' * words}?"
    extra = f", ask_short: '{short}'" if short else ""
    return f"- {{id: a.long, what: bread, ask: '{asked}'{extra}, wrong: [tea, milk, soup]}}\n"


@EACH
@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (NO_OPTIONS, "it has no questions of this kind"),
        (CODE, "it does not keep the lines of code"),
        (PICTURE, "it takes no pictures with a file of text"),
        (long_question(30, "What did the guests bring?"), ""),
    ],
    ids=["no options", "code", "a picture", "a short question"],
)
def test_what_has_no_room_is_told(tmp_path: Path, game: str, facts: str, told: str) -> None:
    parcel = parcel_of(facts_of(tmp_path, facts, png() if "picture" in facts else b""), game)
    assert [reason for _, reason in parcel.left_out] == ([told] if told else [])
    assert len(READ[game](parcel.data)) == (0 if told else 1)


def test_kahoot_alone_counts_characters() -> None:
    def told(game: str, asked: str, option: str = "b") -> str:
        return HOMES[game].refuses(item_of(asked, ["a", option]))

    long = "it takes 120 characters for a question; 'ask_short' of a fact may ask in fewer"
    assert [told("kahoot", text) for text in ("w" * 120, "w" * 121, "🙂" * 60, "🙂" * 61)] == ["", long, "", long]
    option = "it takes 75 characters for an option"
    assert [told("kahoot", "w", text) for text in ("w" * 75, "w" * 76, "🙂" * 38)] == ["", option, option]
    assert [told(game, "w" * 999, "v" * 999) for game in ("blooket", "gimkit")] == ["", ""]


def test_the_short_question_is_asked(tmp_path: Path) -> None:
    for game in READ:
        (question,) = played(facts_of(tmp_path / game, long_question(30, "What did the guests bring?")), game)
        assert question.text == "What did the guests bring?"


@EACH
def test_markup_is_left_out(tmp_path: Path, game: str) -> None:
    facts = (
        "- {id: a.x, what: '`if`', ask: 'Which *word* is $`\\mathrm{H_2O}`$?', wrong: ['`for`', '`while`', '`def`']}\n"
    )
    (question,) = played(facts_of(tmp_path, facts), game)
    assert question.text == "Which word is H₂O?"
    assert ({*question.answers}, {*question.right}) == ({"if", "for", "while", "def"}, {"if"})


def test_who_reads_more_has_longer() -> None:
    def limit(length: int) -> int | None:
        item = item_of("w" * length, ["a", "b"])
        return read_kahoot(HOMES["kahoot"].render(bank_with(item)))[0].seconds

    assert [limit(length) for length in (1, 100, 120)] == [20, 20, 20]
    assert read_blooket(HOMES["blooket"].render(bank_with(item_of("w" * 500, ["a", "b"]))))[0].seconds == 60
    assert read_blooket(HOMES["blooket"].render(bank_with(item_of("w" * 9000, ["a", "b"]))))[0].seconds == 240


@EACH
def test_the_same_questions_make_the_same_bytes(game: str) -> None:
    assert parcel_of(ROOT, game).data == parcel_of(ROOT, game).data


def item_of(asked: str, options: list[str], right: int = 0) -> Item:
    """Return a choice with these texts."""
    mark = Text.at(asked, 1, 1)
    fact = Fact(Text.at("a.b", 1, 1), "a.yaml", "a", Kind.WHAT, Text.at(options[right], 1, 1), mark, ())
    shown = tuple(Option(text, place == right) for place, text in enumerate(options))
    question = Question(fact, "choice", Choice(asked, options[right], (options[right],), shown))
    return Item(question, "A 1", "A", (), None, ("",) * len(options), (), ())


def bank_with(*items: Item) -> Bank:
    """Return a bank of items."""
    return Bank("A", "example.a", "en", items)


#: All that a check lets through: no control characters, and none that programs keep for themselves.
_ANY = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1, max_size=60).filter(str.strip)


@EACH
@settings(max_examples=times(200), deadline=None)
@given(asked=_ANY, options=st.lists(_ANY, min_size=2, max_size=4), right=st.integers(0, 3))
def test_any_text_arrives_or_is_refused(game: str, asked: str, options: list[str], right: int) -> None:
    item = item_of(asked, options, right % len(options))
    home = HOMES[game]
    reason = home.refuses(item)
    shown = [" ".join(text.split()) for text in options]
    if reason:
        assert len(set(shown)) < len(shown) or game == "kahoot"
        return
    (question,) = READ[game](home.render(bank_with(item)))
    assert question.text == " ".join(asked.split())
    assert sorted(question.answers) == sorted(shown)
    assert question.right == {shown[right % len(options)]}


def test_what_is_recalled_is_no_question_of_a_game() -> None:
    item = item_of("What?", ["a", "b"])
    recalled = item._replace(question=item.question._replace(shape=Open("What?", "a", ("a",))))
    assert all(HOMES[game].refuses(recalled) == "it has no questions of this kind" for game in READ)
