"""Everybody reaches all of the web page: small screens, spaced text, keys alone, and what axe looks for."""

from __future__ import annotations

import os
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from quizgen.domain.question import Choice, Match, Order
from tests.support import engine
from tests.support.browser import CHROMIUM
from tests.support.effort import few
from tests.support.web_page import Pupil, page_with, practising, small_page

if TYPE_CHECKING:
    from tests.support.browser import Browser

pytestmark = pytest.mark.skipif(CHROMIUM is None and "CI" not in os.environ, reason="needs Chromium; CI installs it")

EACH = pytest.mark.parametrize("name", engine.ASKED)

VIEWS = {
    "start": (),
    "reading": ("Read all facts",),
    "review": ("Review",),
}


def findings(browser: Browser) -> list[Any]:
    """Return what axe finds wrong with what is shown: rules, each with the elements that break it."""
    axe = (files("axe_core_python") / "axe.min.js").read_text("utf-8")
    browser.run(f"{axe}; 1")
    return list(
        browser.run(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
            ".then(all => all.violations.map(one => [one.id, one.nodes.map(node => node.html)]))"
        )
    )


@pytest.mark.parametrize("dark", few([False, True], 1))
def test_axe_finds_nothing_wrong(browser: Browser, dark: bool) -> None:
    end = browser.emulate(dark=dark)
    try:
        for presses in VIEWS.values():
            Pupil(browser, small_page()).opens(anew=True).presses(*presses)
            assert findings(browser) == []
        for name in engine.ASKED:
            pupil = practising(browser, name)
            assert findings(browser) == [], name
            pupil.answers(engine.question(name), right=False)
            assert findings(browser) == [], name
    finally:
        end()


#: How the success criterion 1.4.12 of WCAG spaces a text.
SPACED = """
    document.adoptedStyleSheets = [new CSSStyleSheet()];
    document.adoptedStyleSheets[0].replaceSync(
        "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }")
"""
#: What is pressed and is smaller than a thumb.
SMALL = """
    [...document.querySelectorAll('#app :is(button, select, input[type=text], summary, .file)')]
        .filter(one => one.offsetParent && one.getBoundingClientRect().height < 44).map(one => one.outerHTML)
"""


@EACH
def test_at_320_pixels_nothing_scrolls_sideways_or_is_too_small_to_tap(browser: Browser, name: str) -> None:
    def look(pupil: Pupil) -> None:
        browser.run(SPACED)
        assert browser.run("document.documentElement.scrollWidth") == 320, pupil.sees()
        assert browser.run(SMALL) == []

    pupil = Pupil(browser, page_with(name), 320).opens(anew=True)
    look(pupil)
    pupil.presses("Practise")
    look(pupil)
    pupil.answers(engine.question(name), right=False)
    look(pupil)


def tab_to(browser: Browser, script: str, value: str) -> None:
    """Press Tab until an expression has this value; each stop on the way can be seen."""
    for _ in range(40):
        if browser.run(script) == value:
            return
        browser.press("Tab")
        assert browser.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    raise AssertionError((script, value))


FOCUSED = "(e => (e.querySelector('.text') ?? e).textContent)(document.activeElement)"


@EACH
def test_a_round_can_be_played_with_keys_alone(browser: Browser, name: str) -> None:
    shape = engine.question(name).shape
    pupil = Pupil(browser, page_with(name)).opens(anew=True)
    tab_to(browser, FOCUSED, "Practise")
    browser.press("Enter")
    assert browser.run("document.activeElement.id") in ("asked", "typed")
    if isinstance(shape, Choice):
        tab_to(browser, FOCUSED, next(option.text for option in shape.options if option.right))
        browser.press("Enter")
    elif isinstance(shape, Order):
        for place in shape.order:
            browser.run("document.getElementById('asked').focus()")
            tab_to(browser, FOCUSED, shape.rows[place].text)
            browser.press("Space")
        tab_to(browser, FOCUSED, "Check")
        browser.press("Enter")
    elif isinstance(shape, Match):
        for number, row in enumerate(shape.rows):
            tab_to(browser, "document.activeElement.id", f"row-{number}")
            for _ in range(row.name + 1):
                browser.press("ArrowDown")
        tab_to(browser, FOCUSED, "Check")
        browser.press("Enter")
    elif shape.is_typed:
        browser.type(shape.answer)
        browser.press("Enter")
    else:
        tab_to(browser, FOCUSED, "Show the answer")
        browser.press("Enter")
        tab_to(browser, FOCUSED, "Known")
        browser.press("Enter")
    if "Next" in pupil.can_press():
        assert browser.run(FOCUSED) == "Next"
        browser.press("Enter")
    assert "1 right 0 missed" in pupil.sees()


def test_a_key_picks_an_option_also_after_a_hint(browser: Browser) -> None:
    pupil = practising(browser, "pick")
    tab_to(browser, FOCUSED, "Hint")
    browser.press("Enter")
    mark = browser.run("document.querySelector('.option:not(:disabled)').dataset.key")
    browser.run(f"document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {{key: {mark!r}, bubbles: true}}))")
    assert "Next" in pupil.can_press()
