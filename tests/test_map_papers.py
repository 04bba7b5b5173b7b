"""The lettered map on sheets, on the web page, in homes and in a terminal: letters, and no name before the answer."""

from __future__ import annotations

import json
import os
import re
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from docx import Document

from quizgen import pipeline
from quizgen.asking.paper import draw_paper, vary
from quizgen.domain.question import Choice
from quizgen.exporting import HOMES, bank_of
from quizgen.exporting.home import NO_PICTURE, pack
from quizgen.rendering.outputs import SHEET_FORMATS
from quizgen.rendering.sheets.compose import Labels, answered_apart, compose
from quizgen.rendering.sheets.layout import Layout
from quizgen.rendering.sheets.pdf import answer_sheet
from quizgen.rendering.sheets.press import Press
from tests.support.browser import CHROMIUM
from tests.support.mapped import PLACES, mapped
from tests.support.pdf import failures, read
from tests.support.web_page import Pupil, entries, web_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from quizgen.domain.question import Question
    from quizgen.pipeline import Library
    from quizgen.rendering.sheets.sheet import Variant
    from tests.support.browser import Browser

NAMES = {name.capitalize() for name in PLACES}
PROMPT = "Where did the council meet? Which letter on the map is it?"
WHERE_LETTERS_LIE = r"B lies [\d,]+ km \w+ of A\. C lies .*? D lies .*? E lies [^.]*\."


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return mapped(tmp_path_factory.mktemp("map"))


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


@pytest.fixture(scope="module")
def question(library: Library) -> Question:
    (question,) = draw_paper(library.asker, library.kb.facts.values(), {"map": 1}, "1")
    return question


@pytest.fixture(scope="module")
def variant(library: Library, question: Question) -> Variant:
    return compose(library.kb, [question], Labels("A test", "", "1"))


def right_letter(question: Question) -> str:
    """Return the letter of the right place."""
    assert isinstance(question.shape, Choice)
    return "ABCDE"[question.shape.right]


# Paper


@pytest.mark.parametrize("size", [0, 14, 18, 24])
def test_a_sheet_shows_the_map_and_letters_to_tick_and_is_read_aloud_in_order(
    press: Press, variant: Variant, size: int
) -> None:
    pdf = SHEET_FORMATS["pdf"].paper(press, variant.sheet, Layout(size=size) if size else Layout())
    assert failures(pdf) == []
    said = " ".join(read(pdf).tree.text.split())
    assert re.search(rf"{re.escape(PROMPT)} \[{WHERE_LETTERS_LIE}\] A B C D E", said), said
    assert not [name for name in NAMES if name in said]


def test_other_formats_show_it_too_and_name_no_place(press: Press, variant: Variant) -> None:
    made = {form: SHEET_FORMATS[form].paper(press, variant.sheet, Layout()) for form in ("html", "md", "docx")}
    page = unescape(made["html"].decode())
    assert re.search(rf'<img class="picture" src="data:image/svg\+xml;base64,[^"]*" alt="{WHERE_LETTERS_LIE}">', page)
    assert re.findall(r'type="radio" name="1" value="(.)"', page) == [*"ABCDE"]
    plain = made["md"].decode().replace("\\", "")
    assert re.search(rf"Picture: {WHERE_LETTERS_LIE}", plain)
    assert re.findall(r"- \[ \] (.*)", plain) == [*"ABCDE"]
    document = Document(BytesIO(made["docx"]))
    (ticked,) = (line.text for line in document.paragraphs if "\u2003" in line.text)
    assert ticked.split() == [*"ABCDE"]
    (drawn,) = document.inline_shapes
    assert re.fullmatch(WHERE_LETTERS_LIE, drawn._inline.docPr.get("descr"))  # noqa: SLF001
    assert drawn.width.mm > 70
    for text in (page, plain, *(line.text for line in document.paragraphs)):
        assert not [name for name in NAMES if name in text]


def test_answered_apart_the_paper_has_no_boxes_and_the_answer_sheet_a_row_of_letters(
    press: Press, variant: Variant
) -> None:
    sheet = answered_apart(variant).sheet
    paper = " ".join(read(SHEET_FORMATS["pdf"].paper(press, sheet, Layout())).tree.text.split())
    assert re.search(rf"{re.escape(PROMPT)} \[{WHERE_LETTERS_LIE}\](?! A)", paper)
    bubbles = read(answer_sheet(press, sheet, Layout()))
    assert "A B C D E" in " ".join(bubbles.tree.text.split())


def test_the_key_names_the_letter_and_the_place(press: Press, variant: Variant, question: Question) -> None:
    (answer,) = variant.key.answers
    assert (answer.marks, answer.answer) == ((right_letter(question),), "Springfield")
    key = SHEET_FORMATS["md"].key(press, variant, Layout()).decode()
    assert re.search(rf"\*\*{right_letter(question)}\*\* Springfield", key.replace("\\", "")), key


def test_each_variant_deals_its_letters_and_its_key_knows_them(library: Library, question: Question) -> None:
    right = set()
    for label in "ABCDEFGH":
        varied = vary(library.asker, [question], "1", label)
        made = compose(library.kb, varied, Labels("A test", label, "1"))
        (item,), (answer,) = made.sheet.items, made.key.answers
        assert item.options == (*"ABCDE",)
        assert answer.marks == (right_letter(varied[0]),)
        right.add(answer.marks)
    assert len(right) > 2


# Homes


@pytest.mark.parametrize("home", ["moodle", "qti"])
def test_homes_that_take_pictures_ask_for_a_letter(library: Library, question: Question, home: str) -> None:
    parcel = pack(HOMES[home], bank_of(library.kb, "A test", [question]))
    (item,) = parcel.sent
    assert isinstance(item.shape, Choice)
    assert [option.text for option in item.shape.options] == [*"ABCDE"]
    assert item.picture is not None
    assert re.fullmatch(WHERE_LETTERS_LIE, item.picture.alt)
    assert f"Answer: {right_letter(question)} · Springfield" in item.proof
    if home == "moodle":
        asked, _, rest = parcel.data.decode().partition("</questiontext>")
        assert not [name for name in NAMES if name in re.sub(r"<file.*?</file>", "", asked)]
        assert "<shuffleanswers>false" in rest
        assert "<answernumbering>none" in rest


@pytest.mark.parametrize("home", sorted(HOMES.keys() - {"moodle", "qti", "web"}))
def test_the_other_homes_say_why_they_do_not(library: Library, question: Question, home: str) -> None:
    parcel = pack(HOMES[home], bank_of(library.kb, "A test", [question]))
    assert not parcel.sent
    assert {reason for _, reason in parcel.left_out} == {NO_PICTURE}


def test_the_json_of_the_library_has_the_letter_of_each_place(library: Library) -> None:
    asked = json.loads(pipeline.export(library, "json", library.kb.recipes["all"]))["questions"]
    (options,) = (one["options"] for one in asked if one["way"] == "map")
    assert [option["letter"] for option in options] == [*"ABCDE"]
    assert {option["text"] for option in options} == NAMES
    assert not any("letter" in option for one in asked if one["way"] == "choice" for option in one["options"])


# The web page

in_a_browser = pytest.mark.skipif(CHROMIUM is None and "CI" not in os.environ, reason="needs Chromium; CI installs it")
#: Where letters stand on the map on the screen.
ON_SCREEN = """Object.fromEntries([...document.querySelectorAll(".map text")].map(
    one => [one.textContent, `${one.getAttribute("x")} ${one.getAttribute("y")}`]))"""


def dealt(pupil: Pupil, page: str) -> str:
    """Return the letter that the right place has on the screen, as the page's data tell where it lies."""
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    asked = next(one for one in data["questions"] if one.get("map"))
    spots = re.findall(r'<text x="(\d+)" y="(\d+)"[^>]*>(.)</text>', asked["map"])
    (place,) = (f"{x} {y}" for x, y, letter in spots if letter == "ABCDE"[asked["right"]])
    there: dict[str, str] = pupil.browser.run(ON_SCREEN)
    return next(letter for letter, at in there.items() if at == place)


@in_a_browser
def test_the_page_deals_letters_takes_one_by_a_key_and_tells_the_names_then(
    library: Library, question: Question, browser: Browser
) -> None:
    page = web_page(library, [question])
    pupil, letters = Pupil(browser, page, 320).opens(anew=True), set()
    for _ in range(8):
        browser.run(f"startRound('practice', [{question.id!r}])")
        assert [name for name in pupil.can_press() if len(name) == 1] == [*"ABCDE"]
        assert not [name for name in NAMES if name in browser.run("document.getElementById('app').textContent")]
        right = dealt(pupil, page)
        letters.add(right)
        assert browser.run("document.querySelector('.map .is-right')") is None
        wrong = next(letter for letter in "ABCDE" if letter != right)
        words = browser.run("document.getElementById('map-words').textContent")
        assert {*re.findall(r"\b[A-E]\b", words)} == {*"ABCDE"}
        pupil.presses(wrong if len(letters) % 2 else right)
        seen = pupil.sees()
        assert all(name in seen for name in NAMES)
        assert ("Wrong." if len(letters) % 2 else "Right.") in seen
        assert browser.run("document.querySelector('.map text.is-right').textContent") == right
        assert pupil.hears().endswith(f" {right} Springfield")
        assert "Springfield lies" in browser.run("document.querySelector('.feedback .drawing').textContent")
        assert browser.run("document.querySelector('.feedback svg')") is None, "there is a map already"
        assert browser.run("document.querySelector('.option.is-right').textContent").lower().startswith(right.lower())
    assert len(letters) > 1


@in_a_browser
def test_a_letter_on_the_map_of_the_page_is_tapped_as_well_as_its_button(
    library: Library, question: Question, browser: Browser
) -> None:
    page = web_page(library, [question])
    tap = """(([letter, beside]) => {
        const spot = [...document.querySelectorAll(".map text")].find(one => one.textContent === letter);
        const { x, y, width, height } = spot.getBoundingClientRect();
        const at = { clientX: x + width / 2 + beside, clientY: y + height / 2, bubbles: true };
        document.querySelector(".map svg").dispatchEvent(new MouseEvent("click", at));
    })"""
    pupil = Pupil(browser, page, 320).opens(anew=True)
    browser.run(f"startRound('practice', [{question.id!r}])")
    right = dealt(pupil, page)
    browser.run(f"{tap}([{right!r}, 2000])")
    assert "Next" not in pupil.can_press()
    browser.run(f"{tap}([{right!r}, 5])")
    assert "✓ Right." in pupil.sees()


@in_a_browser
def test_a_hint_on_the_page_strikes_out_the_letter_that_it_names(
    library: Library, question: Question, browser: Browser
) -> None:
    page = web_page(library, [question])
    pupil = Pupil(browser, page).opens(anew=True)
    for _ in range(4):
        browser.run(f"startRound('practice', [{question.id!r}])")
        pupil.presses("Hint")
        (struck,) = browser.run("[...document.querySelectorAll('.option:disabled')].map(o => o.textContent)")
        assert f"It is not “{struck[-1]}”." in pupil.sees()
        assert struck[-1] != dealt(pupil, page)


@in_a_browser
def test_the_log_of_the_page_has_the_map_as_a_way_of_its_own(
    library: Library, question: Question, browser: Browser
) -> None:
    page = web_page(library, [question])
    pupil = Pupil(browser, page).opens(anew=True)
    browser.run(f"startRound('review', [{question.id!r}])")
    pupil.presses(dealt(pupil, page), "Next", "Back to the start")
    (answer,) = (one for one in entries(pupil.saves()) if one.get("kind") == "answer")
    assert (answer["question"], answer["way"], answer["given"]) == (question.id, "map", "Springfield")


# A terminal


def test_a_round_asks_for_a_letter_in_words_and_names_no_place_before_the_answer(
    library: Library, quizgen: Callable[..., Result], tmp_path: Path
) -> None:
    args = ("quiz", "--library", library.root, "--way", "map", "--plain", "--db", tmp_path / "log", "--answers")
    (tmp_path / "keys").write_text("?\nh\nz\na\n", "utf-8")
    asked, _, rest = quizgen(*args, tmp_path / "keys").output.partition("\n> a\n")
    assert PROMPT in asked
    assert len({*re.findall(r"^[B-E] lies [\d,]+ km \w+ of [A-D]\.$", asked, re.MULTILINE)}) == 4
    assert "Press a to e." in asked
    assert not [name for name in NAMES if name in asked]
    told = re.findall(r"(?:You chose|Answer): ([A-E]) · (\w+)", rest)
    assert told[0][0] == "A" or told == [("A", "Springfield")]
    assert {name for _, name in told} <= NAMES
    assert told[-1][1] == "Springfield"
