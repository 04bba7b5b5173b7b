"""The web page in a browser: each shape asked and graded, nothing lost, nothing loaded, and the terminal's schedule."""

from __future__ import annotations

import html
import json
import os
from typing import TYPE_CHECKING

import pytest

from quizgen.domain.markup import plain
from quizgen.domain.study import Grade
from tests.support import engine
from tests.support.browser import CHROMIUM
from tests.support.study import LIBRARY
from tests.support.web_page import IS_FULL, REFUSES, Pupil, entries, page_with, practising, small_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    from tests.support.browser import Browser

    Quizgen = Callable[..., Result]

pytestmark = pytest.mark.skipif(CHROMIUM is None and "CI" not in os.environ, reason="needs Chromium; CI installs it")

EACH = pytest.mark.parametrize("name", engine.ASKED)


@pytest.fixture
def pupil(browser: Browser) -> Pupil:
    """Somebody who opens the page of the small library for the first time."""
    return Pupil(browser, small_page()).opens(anew=True)


@EACH
def test_a_right_answer_is_said_to_be_right_and_proved(browser: Browser, name: str) -> None:
    asked = engine.question(name)
    pupil = practising(browser, name)
    assert plain(asked.shape.prompt).replace("_____", "").split()[0] in pupil.sees()
    pupil.answers(asked, right=True)
    if "Known" not in pupil.hears():
        assert "✓ Right." in pupil.sees()
        assert pupil.hears().startswith("Right.")
        assert all(str(fact.id) in browser.run("document.body.textContent") for fact in asked.facts)
        pupil.presses("Next")
    assert "1 right 0 missed" in pupil.sees()
    (entry, end) = entries(pupil.saves())
    assert (entry["grade"], entry["question"], end["kind"]) == (3, asked.id, "end")


@EACH
def test_a_wrong_answer_is_said_to_be_wrong_with_what_is_right(browser: Browser, name: str) -> None:
    asked = engine.question(name)
    pupil = practising(browser, name).answers(asked, right=False)
    if "Not known" not in pupil.hears():
        assert "✗ Wrong." in pupil.sees()
        assert pupil.hears().startswith("Wrong.")
        pupil.presses("Next")
    assert "0 right 1 missed" in pupil.sees()
    (entry, _) = entries(pupil.saves())
    assert (entry["grade"], entry["question"]) == (1, asked.id)
    assert "Ask again what was missed" in pupil.can_press()


def test_what_is_typed_is_graded_by_the_listed_forms(browser: Browser) -> None:
    for typed, is_right in (("jane doe", True), (" Doe. ", True), ("John Roe", False), ("Jane  Doe", True)):
        pupil = practising(browser, "type a name").types(typed)
        assert ("✓ Right." in pupil.sees()) is is_right, typed


def test_a_day_in_figures_that_may_be_another_day_is_asked_about(browser: Browser) -> None:
    for typed in ("12/01/2022", "1/12/2022"):
        pupil = practising(browser, "type a date").types(typed)
        assert "That can be read as two days: write the month as a word." in pupil.sees(), typed
        assert "✓ Right." in pupil.types_anew("12 January 2022").sees()
    for typed in ("12/02/2022", "12/01/2021", "13/01/2022"):
        assert "✗ Wrong." in practising(browser, "type a date").types(typed).sees(), typed


def test_an_answer_that_was_right_after_all_counts_from_then_on(browser: Browser) -> None:
    pupil = practising(browser, "type a name").types("Chairwoman Doe")
    pupil.presses("It was right")
    assert "Counted as right." in pupil.sees()
    pupil.presses("Next", "Back to the start", "Practise").types("chairwoman doe")
    assert "✓ Right." in pupil.sees()
    kept = entries(pupil.presses("Next").saves())
    assert [entry.get("fit") for entry in kept if entry["kind"] == "answer"] == ["wrong", "appealed", "alias"]


def test_what_is_known_to_be_another_answer_stays_wrong(browser: Browser) -> None:
    pupil = practising(browser, "type a name").types("John Roe").presses("It was right")
    assert "That is known to be another answer, so it stays wrong." in pupil.sees()


def test_an_answer_can_be_taken_back_and_a_question_skipped(browser: Browser) -> None:
    pupil = practising(browser, "pick").answers(engine.question("pick"), right=False).presses("Undo")
    pupil.answers(engine.question("pick"), right=True).presses("Next")
    assert "1 right 0 missed" in pupil.sees()
    assert [entry["kind"] for entry in entries(pupil.saves())] == ["answer", "undo", "answer", "end"]
    pupil = practising(browser, "pick").presses("Skip")
    assert [entry["kind"] for entry in entries(pupil.saves())] == ["skip", "end"]


def test_help_makes_a_right_answer_hard(browser: Browser) -> None:
    pupil = practising(browser, "pick").presses("Hint").answers(engine.question("pick"), right=True)
    assert "With a hint it counts as hard." in pupil.sees()
    (entry, _) = entries(pupil.presses("Next").saves())
    assert (entry["grade"], entry["hinted"]) == (2, True)


def test_a_miss_comes_back_in_the_same_review(browser: Browser) -> None:
    name = "type a name"
    pupil = Pupil(browser, page_with(name)).opens("#review", anew=True).presses("Next")
    pupil.answers(engine.question(name), right=False)
    assert "Comes back in this review, then tomorrow." in pupil.sees()
    pupil.presses("Next").answers(engine.question(name), right=True)
    assert "Comes back tomorrow." in pupil.sees()
    assert "1 right 1 missed" in pupil.presses("Next").sees()
    assert "Nothing is due today. Next review: tomorrow." in pupil.presses("Back to the start").sees()


def test_a_round_goes_on_where_it_was_left(browser: Browser) -> None:
    names = ("pick", "type an amount")
    pupil = practising(browser, *names)
    first = next(name for name in names if plain(engine.question(name).shape.prompt) in pupil.sees())
    pupil.answers(engine.question(first), right=True)
    pupil.opens()
    assert "You are in the middle of a round 1 of 2" in pupil.sees()
    pupil.presses("Go on")
    (second,) = {*names} - {first}
    pupil.answers(engine.question(second), right=True).presses("Next")
    assert "2 right 0 missed" in pupil.sees()
    assert len({entry["session"] for entry in entries(pupil.saves())}) == 1


@pytest.mark.parametrize(
    ("trouble", "said"), [(REFUSES, "This browser keeps nothing here."), (IS_FULL, "keeps nothing")]
)
def test_where_nothing_is_kept_all_else_works_and_it_is_said(browser: Browser, trouble: str, said: str) -> None:
    Pupil(browser, small_page()).opens(anew=True)
    end = browser.emulate(first=trouble)
    try:
        pupil = Pupil(browser, page_with("pick")).opens("#practise")
        pupil.answers(engine.question("pick"), right=True).presses("Next")
        assert said in pupil.sees()
        saved = pupil.saves()
        assert [entry["grade"] for entry in entries(saved) if entry["kind"] == "answer"] == [3]
        pupil.opens()
        assert entries(pupil.saves()) == []
        assert pupil.loads(saved) == "New answers: 1."
        assert pupil.saves() == saved
    finally:
        end()


def test_what_is_saved_waits_for_no_file(browser: Browser) -> None:
    pupil = practising(browser, "pick").answers(engine.question("pick"), right=True).presses("Next")
    assert "Answers in no file yet: 1." in pupil.sees()
    pupil.saves()
    assert "Saved." in pupil.sees()
    assert "in no file yet" not in pupil.sees()


def test_where_nothing_is_to_be_practised_it_is_said(pupil: Pupil) -> None:
    pupil.browser.run("FACTS.forEach(fact => { fact.level = 'extra'; OPTIONS.core = true; })")
    assert "There is no question to practise here." in pupil.presses("Practise").sees()


def test_where_no_file_is_saved_progress_is_copied_and_pasted(browser: Browser) -> None:
    pupil = practising(browser, "pick").answers(engine.question("pick"), right=True).presses("Next")
    browser.run("Object.defineProperty(navigator, 'clipboard', { value: undefined }) && 0")
    pupil.opens_details("If no file is saved").presses("Copy")
    copied = browser.run("document.getElementById('progress').value")
    assert "Copied." in pupil.sees()
    assert copied == pupil.saves()
    Pupil(browser, small_page()).opens(anew=True).opens_details("If no file is saved")
    browser.run(f"document.getElementById('progress').value = {json.dumps(copied)}")
    assert pupil.presses("Load this text").hears() == "New answers: 1."
    assert "1 of 11 known" in pupil.sees()


@pytest.mark.parametrize(
    ("share", "said"),
    [
        ("given => (window.sent = given.files[0].text())", ""),
        (
            "() => Promise.reject(new DOMException('', 'NotAllowedError'))",
            "This browser sends nothing; copy it instead.",
        ),
        ("() => Promise.reject(new DOMException('', 'AbortError'))", ""),
    ],
)
def test_where_files_can_be_sent_progress_is(browser: Browser, share: str, said: str) -> None:
    Pupil(browser, small_page()).opens(anew=True)
    end = browser.emulate(first=f"navigator.canShare = () => true; navigator.share = {share};")
    try:
        pupil = Pupil(browser, page_with("pick")).opens("#practise")
        pupil.answers(engine.question("pick"), right=True).presses("Next")
        pupil.opens_details("If no file is saved").presses("Send")
        if "sent" in share:
            assert browser.run("window.sent") == pupil.saves()
        assert said in pupil.sees()
        assert ("sends nothing" in pupil.sees()) is bool(said)
    finally:
        end()


def test_two_open_pages_take_no_answer_from_each_other(browser: Browser) -> None:
    pupil = practising(browser, "pick").answers(engine.question("pick"), right=True).presses("Next")
    other = entries(pupil.saves())[0] | {"id": "of-the-other-page"}
    browser.run(f"localStorage.setItem('quizgen {LIBRARY} entry of-the-other-page', {json.dumps(json.dumps(other))})")
    pupil.presses("Back to the start", "Practise").answers(engine.question("pick"), right=True)
    pupil.opens()
    assert len([entry for entry in entries(pupil.saves()) if entry["kind"] == "answer"]) == 3


def test_without_its_script_each_fact_is_read_with_answer_and_proof(browser: Browser) -> None:
    frame = f'<iframe sandbox="allow-same-origin" width="390" srcdoc="{html.escape(small_page())}"></iframe>'
    browser.open(f"<!doctype html>{frame}", 390, 800)
    page = "document.querySelector('iframe').contentDocument"
    seen = browser.run(f"{page}.body.innerText.replace(/\\s+/g, ' ')")
    kb = engine.library().kb
    for fact in kb.facts.values():
        assert plain(str(fact.ask)) in seen
        assert plain(kb.text(fact.answer)) in seen
        assert f"Fact: {fact.id}" in seen
    assert "“met on 12 January 2022”" in seen
    assert browser.run(f"{page}.querySelector('#app').offsetParent") is None


def test_nothing_is_loaded_and_nothing_else_may_run(pupil: Pupil) -> None:
    assert pupil.browser.run("performance.getEntriesByType('resource').length") == 0
    policy = pupil.browser.run("document.querySelector('meta[http-equiv]').content")
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    pupil.browser.run("document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))")
    assert pupil.browser.run("window.ran") is None


def test_a_review_gives_the_grades_of_the_terminal(pupil: Pupil) -> None:
    pupil.presses("Review")
    assert "New: read it now" in pupil.sees()
    shown = pupil.browser.run("document.getElementById('asked').textContent")
    pupil.presses("Next")
    while "New: read it now" in pupil.sees():
        pupil.presses("Next")
    (asked,) = (fact for fact in engine.library().kb.facts.values() if str(fact.ask) == shown)
    assert shown in pupil.sees()
    question = engine.library().asker.exercise(asked, engine.library().asker.usual_way(asked), "")
    assert question is not None
    pupil.answers(question, right=True)
    (entry,) = entries(pupil.presses(*(["Next"] if "Next" in pupil.can_press() else []), "Stop").saves())
    assert (entry["grade"], entry["mode"], entry["hinted"]) == (Grade.HARD, "review", True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hello", "This file holds no progress"),
        ('{"quizgen":"reviews","version":2}\n', "newer quizgen"),
        ('{"quizgen":"reviews","version":1}\n{"entry":{"id":1}}\n', "Line 2 of this file cannot be read, so nothing"),
        ('{"quizgen":"reviews","version":1}\nx', "Line 2 of this file cannot be read, so nothing"),
        ("", "This file holds no progress"),
    ],
)
def test_a_file_that_is_none_of_ours_loads_nothing(pupil: Pupil, text: str, said: str) -> None:
    assert said in pupil.loads(text)
    assert entries(pupil.saves()) == []


HEADER = '{"quizgen":"reviews","version":1}\n'
ROUND = {"id": "r", "library": LIBRARY, "mode": "practice", "started": 1, "questions": []}
ANSWER = {"id": "a", "at": 1, "day": 738000, "session": "r", "library": LIBRARY, "mode": "review", "kind": "answer"}


@pytest.mark.parametrize(
    "record",
    [
        {"session": ROUND | {"questions": "people.doe/typed"}},
        {"session": ROUND | {"questions": [None]}},
        {"entry": ANSWER | {"grade": 99}},
        {"entry": ANSWER | {"grade": "3"}},
        {"entry": ANSWER | {"day": 10**15}},
        {"entry": ANSWER | {"parts": [None]}},
        {"entry": ANSWER | {"fact": {}}},
        {"entry": ANSWER | {"colour": "red"}},
        {"entry": None},
        {"parameters": {"id": "p", "at": 1, "library": LIBRARY, "parameters": "junk"}},
    ],
)
def test_a_record_that_no_log_can_hold_spoils_no_page(pupil: Pupil, record: dict[str, object]) -> None:
    line = json.dumps(record)
    assert "Line 2 of this file cannot be read, so nothing was loaded." in pupil.loads(f"{HEADER}{line}\n")
    (sort, value) = next(iter(record.items()))
    key, kept = json.dumps(f"quizgen {LIBRARY} {sort} a"), json.dumps(json.dumps(value))
    pupil.browser.run(f"localStorage.setItem({key}, {kept})")
    pupil.opens()
    assert "can no longer be read; the others are there" in pupil.sees()
    assert "Practise" in pupil.can_press()


def test_what_stands_in_a_file_twice_counts_once(pupil: Pupil) -> None:
    line = json.dumps({"entry": ANSWER | {"grade": 3}}) + "\n"
    assert pupil.loads(HEADER + line + line) == "New answers: 1."
    other = json.dumps({"entry": ANSWER | {"grade": 1}})
    assert pupil.loads(HEADER + other) == "New answers: 0. Left out, as something else is kept here: 1."


def test_the_way_back_of_the_browser_leads_to_the_start(pupil: Pupil) -> None:
    turned = "new Promise(done => addEventListener('popstate', () => setTimeout(done), { once: true }))"
    back = f"(() => {{ const turned = {turned}; history.back(); return turned; }})()"
    pupil.presses("Practise").browser.run(back)
    assert {"Review", "Practise"} <= {*pupil.can_press()}
    pupil.presses("Read all facts").browser.run(back)
    assert {"Review", "Practise"} <= {*pupil.can_press()}


def test_a_page_left_open_overnight_tells_of_the_day_on_which_it_is_seen(browser: Browser) -> None:
    name = "type a name"
    for days, said in ((0, "Nothing is due"), (5, "1 due")):
        pupil = Pupil(browser, page_with(name)).opens("#review", anew=True).presses("Next")
        pupil.answers(engine.question(name), right=True).presses("Next", "Back to the start")
        assert "Nothing is due today." in pupil.sees()
        browser.run(f"(now => {{ Date.now = () => now() + {days} * 86400000; }})(Date.now)")
        browser.run("document.dispatchEvent(new Event('visibilitychange'))")
        assert said in pupil.sees()


def test_a_link_says_what_is_seen(pupil: Pupil) -> None:
    assert "Review" in pupil.can_press()
    pupil.opens("#review=off&answers=hidden")
    assert {"Review", "Read all facts"}.isdisjoint(pupil.can_press())
    pupil.opens("#topic=meetings&practise&n=2")
    assert "0 of 2" in pupil.sees()
    pupil.opens("#topics=meetings&n=two")
    assert "does not know: topics=meetings, n=two" in pupil.sees()
