"""Libraries of all kinds on the web page: texts that look like its own syntax, pictures, formulas, code, languages."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from quizgen.domain.markup import plain
from quizgen.domain.question import Choice, Match, Open, Order
from quizgen.exporting.questions import questions_of
from quizgen.pipeline import Library, open_library
from tests.support import engine
from tests.support.browser import CHROMIUM
from tests.support.effort import few, times
from tests.support.homes.hostile import write_hostile
from tests.support.library import write_library
from tests.support.web_page import Pupil, entries, shown, web_page
from tests.support.words import ARABIC, FRENCH, INFO, words

if TYPE_CHECKING:
    from quizgen.domain.question import Question
    from tests.support.browser import Browser

pytestmark = pytest.mark.skipif(CHROMIUM is None and "CI" not in os.environ, reason="needs Chromium; CI installs it")

LIBRARIES = Path(__file__).with_name("libraries")
GERMAN = """\
topic: geschichte
language: de
facts:
  - id: de.wall
    what: die Mauer fiel
    ask: Was geschah am 9. November 1989?
    says: Am 9. November 1989 geschah es, dass [die Mauer fiel].
    wrong: [die Mark kam, der Krieg begann, der Zug hielt]
"""


def of_words(root: Path) -> Library:
    """Open a library of words of two languages, one of them written from right to left, and of a fact in a third."""
    return words(root, home=FRENCH, tea=ARABIC, geschichte=GERMAN)


@cache
def library(name: str) -> Library:
    """Return a library by its name, which has no problems."""
    if name in ("hostile", "words"):
        with TemporaryDirectory() as folder:
            opened = open_library(write_hostile(Path(folder))) if name == "hostile" else of_words(Path(folder))
    else:
        opened = open_library(LIBRARIES / name)
    assert name == "hostile" or opened.problems == ()
    return opened


@cache
def page_of(name: str) -> str:
    return web_page(library(name))


def asking(browser: Browser, name: str, id_: str) -> tuple[Pupil, Question]:
    """Open the page of a library, asking the question with this id; return also the question."""
    (question,) = (one for one in questions_of(library(name).marked) if one.id == id_)
    return asks(Pupil(browser, page_of(name)).opens(anew=True), question), question


def asks(pupil: Pupil, *questions: Question) -> Pupil:
    """Begin a round with these questions."""
    pupil.browser.run(f"startRound('practice', {[one.id for one in questions]})")
    return pupil


@pytest.mark.parametrize("name", ["hostile", "words", "chemistry", "programming", "vocabulary", "multiple-choice"])
@pytest.mark.parametrize("right", few([True, False]))
def test_every_question_is_read_as_it_was_written_and_graded(browser: Browser, name: str, right: bool) -> None:
    asked = [*questions_of(library(name).marked)]
    asked = asked[:: max(1, len(asked) // times(300))]
    pupil = Pupil(browser, page_of(name)).opens(anew=True)
    browser.run("window.scripts = document.scripts.length")
    asks(pupil, *asked)
    for question in asked:
        if not isinstance(question.shape, Open | Choice | Match | Order):
            assert browser.run("document.querySelector('#asked .gap') !== null")
        else:
            heading = browser.run("document.getElementById('asked').textContent.replace(/\\s+/g, ' ').trim()")
            assert heading == shown(question.shape.prompt)
        pupil.answers(question, right=right)
        if "Next" in pupil.can_press():
            assert ("✓ Right." if right else "✗ Wrong.") in pupil.sees(), question.id
            pupil.presses("Next")
    number = len(asked)
    assert f"{number if right else 0} right {0 if right else number} missed" in pupil.sees()
    kept = [entry for entry in entries(pupil.saves()) if entry["kind"] == "answer"]
    assert [entry["question"] for entry in kept] == [question.id for question in asked]
    assert {entry["grade"] for entry in kept} == {3 if right else 1}
    for entry, question in zip(kept, asked, strict=True):
        if isinstance(question.shape, Choice) and right:
            assert entry["given"].split() == plain(question.shape.answer).split()
    assert browser.run("document.scripts.length === window.scripts")
    assert browser.run("document.querySelectorAll('#app :is(script, h1, hr, iframe), #app mark').length") == 0


def test_no_text_ends_the_script_that_holds_it(browser: Browser, tmp_path: Path) -> None:
    ends = "</script><script>window.ran = 1</script><!-- <script> `&lt;/script&gt;` \\u2028 ' \" ]]>"
    facts = f"- id: a.x\n  what: tea\n  ask: {ends!r}\n  wrong: ['{ends[:9]}', '<!--<script>', '&']\n"
    opened = open_library(write_library(tmp_path, facts, {"questions/library.yaml": INFO}))
    pupil = Pupil(browser, web_page(opened)).opens("#practise", anew=True)
    assert "</script><script>window.ran = 1</script>" in pupil.sees()
    assert browser.run("window.ran") is None
    assert browser.run("document.querySelector('.asked').textContent").startswith("</script>")


def test_a_picture_is_seen_beside_its_question_and_among_the_facts(browser: Browser) -> None:
    pupil, _ = asking(browser, "hostile", "c.picture/choice")
    for _ in range(2):
        picture = browser.run(
            "[...document.images].filter(one => one.offsetParent)"
            ".map(one => [one.complete, one.naturalWidth, one.alt, one.src.slice(0, 15)])"
        )
        assert picture == [[True, 4, 'A "grey" <field>: {x} & ~ y = 1 # 2', "data:image/png;"]]
        if "Stop" in pupil.can_press():
            pupil.presses("Stop", "Read all facts")


def test_formulas_are_set_and_code_keeps_its_lines(browser: Browser) -> None:
    asking(browser, "hostile", "c.formula/choice")
    assert browser.run("document.querySelectorAll('.option math').length") == 4
    assert browser.run("document.querySelector('.option math mfrac').getBoundingClientRect().height") > 10
    asked = next(one for one in questions_of(library("programming").marked) if "\n" in str(one.shape.prompt))
    asking(browser, "programming", asked.id)
    assert browser.run("document.querySelector('#asked code.lines').innerText").count("\n") > 0


def test_what_is_in_another_language_says_so(browser: Browser) -> None:
    def languages(of: str) -> list[str]:
        return list(browser.run(f"[...document.querySelectorAll('{of}')].map(one => one.closest('[lang]').lang)"))

    asking(browser, "words", "ar.tea/choice")
    assert languages("#asked") == ["en"]
    assert languages(".option .text > bdi > *") == ["ar"] * 4
    pupil, _ = asking(browser, "words", "ar.tea/reverse")
    assert languages("#asked bdi") == ["ar"]
    assert browser.run("document.querySelector('#asked bdi').textContent") == "الشاي (أخضر)!"
    pupil, _ = asking(browser, "words", "fr.key/typed")
    assert languages("#typed") == ["fr"]
    pupil.types("la clef")
    assert "✓ Right. la clé “la clef” is right too." in pupil.sees()
    assert languages(".told bdi bdi") == ["fr"]
    asking(browser, "words", "de.wall/choice")
    assert languages("#asked > *") == ["de"]
    assert set(languages(".option .text > bdi > *")) == {"de"}
    browser.run("readFacts()")
    assert browser.run("[...document.querySelectorAll('.fact .answer [lang=ar]')].length") == 4
    assert browser.run("getComputedStyle(document.querySelector('.fact .answer [lang=ar]')).direction") == "rtl"
    assert browser.run("document.querySelector('.fact [lang=fr]').closest('.fact').dir") == ""


@pytest.mark.parametrize(
    ("language", "typed", "number"),
    [
        ("en", "9.81", 9.81),
        ("en", "9,81 m/s²", 9.81),
        ("en", "1,234.5", 1234.5),
        ("de", "9,81", 9.81),
        ("de", "1.234,5", 1234.5),
        ("de", "12.345", 12345),
        ("fr", "1 234,5", 1234.5),
        ("de-CH", "1’234.5", 1234.5),
        ("en", "-5", -5),
        ("en", "−5", -5),
        ("en", "about 5", None),
        ("en", "5 apples", None),
    ],
)
def test_a_number_is_read_as_the_language_of_the_page_writes_it(
    browser: Browser, language: str, typed: str, number: float | None
) -> None:
    Pupil(browser, page_of("words")).opens()
    assert browser.run(f"DATA.language = {language!r}, numberIn({typed!r}, 'm/s²')") == number


def practising(browser: Browser, id_: str) -> Pupil:
    """Open the page of the small library, asking the question with this id."""
    question = engine.library().asker.exercise_by_id(id_, "1")
    assert question is not None, id_
    return Pupil(browser, web_page(engine.library(), [question])).opens("#practise", anew=True)


def test_a_slip_in_a_long_word_is_given_back_once(browser: Browser) -> None:
    near = "Nearly: check the spelling. It counts as hard then."
    for typed in ("Springfeild", "springfild", "Springfielld", "Springfiald"):
        pupil = practising(browser, "meeting.place/typed").types(typed)
        assert near in pupil.sees()
        assert near == pupil.hears()
        pupil.types_anew("Springfield")
        assert "✓ Right. With a hint it counts as hard." in pupil.sees()
        (entry, _) = entries(pupil.presses("Next").saves())
        assert (entry["grade"], entry["given"], entry["hinted"]) == (2, "Springfield", True)
    assert "✗ Wrong." in practising(browser, "meeting.place/typed").types(typed).types_anew(typed).sees()


@pytest.mark.parametrize(
    ("id_", "typed"),
    [
        ("meeting.chair/typed", "Jane Dow"),  # in short words a letter makes another one
        ("meeting.chair/typed", "Mary Major"),
        ("meeting.length/typed", "7.6 hours"),
        ("meeting.date/typed", "13 January 2022"),
        ("meeting.date/typed", "12 January 2021"),
        ("meeting.place/typed", "not Springfield"),
        ("meeting.place/typed", "Shelbyville"),
        ("meeting.place/typed", "Springfeilds"),
    ],
)
def test_what_may_be_another_answer_is_wrong_at_once(browser: Browser, id_: str, typed: str) -> None:
    assert "✗ Wrong." in practising(browser, id_).types(typed).sees()


def test_other_right_answers_are_told_where_they_answer_the_question(browser: Browser) -> None:
    also = "Also right: la clef"
    pupil, question = asking(browser, "words", "fr.key/typed")
    assert also in pupil.answers(question, right=True).sees()
    for way in ("choice", "reverse"):
        pupil, question = asking(browser, "words", f"fr.key/{way}")
        assert also not in pupil.answers(question, right=True).sees()


@pytest.mark.parametrize(("name", "said"), [("order", "The first is"), ("match", "1 goes with")])
def test_of_several_a_hint_names_one(browser: Browser, name: str, said: str) -> None:
    shape = engine.question(name).shape
    assert isinstance(shape, (Order, Match))
    told = shape.rows[shape.order[0]].text if isinstance(shape, Order) else shape.names[shape.rows[0].name]
    pupil = practising(browser, engine.ASKED[name]).presses("Hint")
    assert f"{said} “{told}”." in pupil.sees()
    assert browser.run("document.activeElement.textContent") == f"{said} “{told}”."


def test_the_contents_lead_to_their_part_and_the_link_says_what_it_said(browser: Browser) -> None:
    Pupil(browser, page_of("vocabulary")).opens("#review=off", anew=True).presses("Read all facts")
    browser.run("[...document.querySelectorAll('.contents a')].at(-1).click()")
    assert browser.run("[location.hash, document.activeElement.textContent]") == ["#review=off", "To do"]
