"""The web page and the terminal: one log, one schedule, one agenda, whichever of them wrote the answers."""

from __future__ import annotations

import json
import os
import random
from typing import TYPE_CHECKING, Any

import pytest

from quizgen.domain.study import Grade
from quizgen.playing.review import ReviewOptions, plan_review
from quizgen.study.interchange import export_lines
from quizgen.study.log import Log
from tests.support import engine
from tests.support.browser import CHROMIUM
from tests.support.effort import few, times
from tests.support.study import DAY, NOON, answer, session
from tests.support.web_page import Pupil, entries, small_page, web_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from click.testing import Result

    from quizgen.pipeline import Library
    from tests.support.browser import Browser

    Quizgen = Callable[..., Result]

pytestmark = pytest.mark.skipif(CHROMIUM is None and "CI" not in os.environ, reason="needs Chromium; CI installs it")

#: What one day brings, as `quizgen review` has it where nothing else is asked for.
USUAL = ReviewOptions(new=10, most=60)
STAMPS = (
    '{"fsrs":"6.3.2","retention":0.9,"parameters":"default"}',
    '{"fsrs":"6.0.0","retention":0.8,"parameters":"default"}',
)
#: What the page asks of all facts on a study day.
AGENDA = "(({{ leads, ...all }}) => ({{ ...all, leads: [...leads] }}))(agenda(new Set(FACTS.keys()), {day}))"


def random_log(seed: int, library: Library, number: int, days: Iterable[int]) -> Log:
    """Return the log of a learner who reviewed cards on many days, with misses and more than one answer a day."""
    chance, space = random.Random(seed), str(library.namespace)
    log = Log.open(":memory:")
    log.begin(session(library=space))
    facts = [(str(fact.id), library.asker.usual_way(fact)) for fact in library.facts()]
    for count in range(number):
        fact, way = chance.choice(facts)
        day = chance.choice((*days,))
        grade = chance.choice((Grade.AGAIN, Grade.HARD, Grade.GOOD, Grade.GOOD, Grade.EASY))
        fields: dict[str, Any] = {
            "library": space,
            "fact": fact,
            "way": way,
            "question": f"{fact}/{way}",
            "at": NOON + day * 86_400_000 + count,
        }
        log.append(answer(f"{count:04}", day, grade, scheduler=chance.choice(STAMPS), **fields))
    if number:
        log.append(answer("back", max(days), Grade.AGAIN, voids=f"{number // 2:04}", library=space))
    return log


def written(log: Log) -> str:
    """Return a log as the file that both write."""
    return "\n".join(export_lines(log)) + "\n"


def states(log: Log, space: str) -> dict[str, tuple[Any, ...]]:
    """Return the cards of the terminal, by fact and way: when they are due, and all that follows from."""
    cards = log.cards(space).all()
    return {
        f"{card.fact}/{card.way}": (
            *(card.due, card.last, card.reps, card.lapses),
            *(pytest.approx(number, rel=1e-5) for number in (card.stability, card.difficulty)),
        )
        for card in cards
    }


def states_there(browser: Browser) -> dict[str, tuple[Any, ...]]:
    """Return the cards of the page, in the same form."""
    names = ("due", "last", "reps", "lapses", "stability", "difficulty")
    cards = browser.run("Object.fromEntries(cards())")
    return {key: tuple(card[name] for name in names) for key, card in cards.items()}


def imported(quizgen: Quizgen, folder: Path, saved: str) -> Path:
    """Import what a page has saved into a new log of the terminal, and return that."""
    path, db = folder / "saved.jsonl", folder / "log.db"
    path.write_text(saved, "utf-8")
    db.unlink(missing_ok=True)
    done = quizgen("log", "import", path, "--db", db)
    assert done.exit_code == 0, done.output
    return db


def test_the_page_plans_as_the_terminal_does(browser: Browser, quizgen: Quizgen, tmp_path: Path) -> None:
    library = engine.library()
    for seed in range(times(15)):
        pupil = Pupil(browser, small_page()).opens(anew=True)
        with random_log(seed, library, 150, (0, 0, 1, 2, 5, 9, 20, 45, 100, 300)) as log:
            text = written(log)
        assert pupil.loads(text).startswith("New answers: 150.")
        saved = pupil.saves()
        assert saved == text
        with Log.open(imported(quizgen, tmp_path, saved)) as log:
            assert states_there(browser) == states(log, str(library.namespace))


def play_review(pupil: Pupil, chance: random.Random) -> None:
    """Review what the page asks on this day, knowing most of it."""
    browser, asker = pupil.browser, engine.library().asker
    pupil.presses("Review")
    while browser.run("ROUND !== null"):
        if "New: read it now" not in pupil.sees():
            question = asker.exercise_by_id(browser.run("queueAfter(ROUND.entries)[0]"), "")
            assert question is not None
            pupil.answers(question, right=chance.random() < 0.7)
        if "Next" in pupil.can_press():
            pupil.presses("Next")
    pupil.presses("Back to the start")


def test_the_terminal_goes_on_as_the_page_would(browser: Browser, quizgen: Quizgen, tmp_path: Path) -> None:
    library = engine.library()
    clock = "{ const real = Date.now; Date.now = () => real() + Number(sessionStorage.ahead ?? 0); }"
    end = browser.emulate(first=clock)
    try:
        chance, pupil = random.Random(1), Pupil(browser, small_page()).opens(anew=True)
        for days in (0, 1, 4, 5, 30):
            browser.run(f"sessionStorage.ahead = {days * 86_400_000}, 1")
            pupil.opens()
            if "Review" in pupil.can_press():
                play_review(pupil, chance)
        assert len(browser.run("[...cards().keys()]")) > 5
        today = browser.run("studyDay(Date.now())")
        with Log.open(imported(quizgen, tmp_path, pupil.saves())) as log:
            log.cards(str(library.namespace)).settle(browser.run("Date.now()"))
            assert states_there(browser) == states(log, str(library.namespace))
            for day in (today, today + 1, today + 3, today + 60):
                at = browser.run("Date.now()") + (day - today) * 86_400_000
                plan = plan_review(library, log, library.facts(), USUAL, at)
                assert browser.run(AGENDA.format(day=day))["ids"] == [*plan.questions]
    finally:
        end()


def test_a_day_has_the_same_cards_in_the_same_order_on_both(browser: Browser, shipped: Library) -> None:
    """Of the shipped library, on days with more due than a day may bring, and with what was missed today."""
    pupil, space = Pupil(browser, web_page(shipped)), str(shipped.namespace)
    for seed, number in enumerate(few((400, 0, 10, 60))):
        with random_log(seed, shipped, number, (0, 1, 2, 3, 10, 20)) as log:
            pupil.opens(anew=True).loads(written(log))
            for ahead in (20, 21, 40, 400):
                at = NOON + ahead * 86_400_000 + 3_600_000
                log.cards(space).settle(at)
                plan = plan_review(shipped, log, shipped.facts(), USUAL, at)
                there = browser.run(AGENDA.format(day=DAY + ahead))
                assert there["ids"] == [*plan.questions], (seed, ahead)
                found = plan.agenda
                expected = (len(found.due), len(found.new), len(found.missed))
                assert (there["due"], there["fresh"], there["missed"]) == expected
                assert dict(there["leads"]) == plan.leads


def test_what_is_answered_on_the_page_goes_to_the_terminal(browser: Browser, quizgen: Quizgen, tmp_path: Path) -> None:
    asked = [*map(engine.question, engine.ASKED)]
    pupil = Pupil(browser, web_page(engine.library(), asked)).opens(anew=True)
    browser.run(f"startRound('practice', {[one.id for one in asked]})")
    for question in asked:
        pupil.answers(question, right=len(question.id) % 2 == 0)
        if "Next" in pupil.can_press():
            pupil.presses("Next")
    saved = pupil.saves()
    assert len([one for one in entries(saved) if one["kind"] == "answer"]) == len(asked)
    with Log.open(imported(quizgen, tmp_path, saved)) as log:
        assert [*map(json.loads, export_lines(log))] == [*map(json.loads, saved.splitlines())]
