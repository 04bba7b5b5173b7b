"""The page on which a curator sees cards as Anki shows them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from quizgen.pipeline import build
from quizgen.rendering.anki.preview import preview_page
from tests.support.browser import CHROMIUM
from tests.support.effort import IS_GATE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from quizgen.pipeline import Library
    from tests.support.anki import Learner
    from tests.support.browser import Browser


def cards_of(page: str) -> list[dict[str, Any]]:
    """The cards that a page holds."""
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert data
    cards: list[dict[str, Any]] = json.loads(data[1])["cards"]
    return cards


def test_each_side_is_what_anki_makes_of_the_note(everything: Learner, shipped: Library) -> None:
    built = build(shipped)
    ours = {
        (card["fact"], card["card"]): (card["front"], card["back"])
        for card in cards_of(preview_page(built.note_type, (packed.note for packed in built.notes)))
    }
    col: Any = everything.col
    seen = 0
    for id_ in col.find_cards(""):
        card = col.get_card(id_)
        made = card.render_output()
        key = (card.note()["Fact id"], card.template()["name"].lower())
        for anki, own in zip((made.question_text, made.answer_text), ours[key], strict=True):
            own_text = re.sub(r'<input id="typeans" type="text">|<code id="typeans">.*?</code>', "[[type:Typed]]", own)
            assert own_text == anki, key
        seen += 1
    assert seen == len(ours)


def test_a_page_of_some_facts_is_written_and_an_unknown_one_told(
    rounds: Path, tmp_path: Path, quizgen: Callable[..., Result]
) -> None:
    page = tmp_path / "page.html"
    told = quizgen("preview", "--library", rounds, "--out", page)
    assert told.exit_code == 0, told.output
    facts = {card["fact"] for card in cards_of(page.read_text("utf-8"))}
    one = min(facts)
    assert quizgen("preview", one, "--library", rounds, "--out", page).exit_code == 0
    assert {card["fact"] for card in cards_of(page.read_text("utf-8"))} == {one}
    told = quizgen("preview", f"{one}x", "--library", rounds, "--out", page)
    assert told.exit_code == 2
    assert f"did you mean '{one}'?" in told.stderr


@pytest.mark.skipif(CHROMIUM is None or not IS_GATE, reason="needs Chromium, and takes it seconds")
def test_the_browser_shows_each_side_in_a_frame_of_its_own(
    rounds: Path, tmp_path: Path, quizgen: Callable[..., Result], browser: Browser
) -> None:
    page = tmp_path / "page.html"
    quizgen("preview", "--library", rounds, "--out", page)
    browser.open(page.read_text("utf-8"), 1600, 1200)
    asks = """
        new Promise((done) => {
          const frames = [...document.querySelectorAll("iframe")].slice(0, 8);
          const look = () => {
            const shown = frames.map((frame) => frame.contentDocument.querySelector(".qg-ask"));
            if (shown.every(Boolean)) done(shown.map((ask) => getComputedStyle(ask.closest("body")).backgroundColor));
            else requestAnimationFrame(look);
          };
          look();
        })
    """
    day, night = "rgb(255, 255, 255)", "rgb(54, 54, 54)"
    assert browser.run(asks) == [day, day, night, night] * 2
