"""A paper as HTML is a form: it is answered with a keyboard alone or by ear, saved, and printed as it was filled in."""

from __future__ import annotations

import base64
import json
import os
import re
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from quizgen.domain.fact import Picture
from quizgen.domain.markup import read_markup
from quizgen.domain.text import Text
from quizgen.rendering.outputs import SHEET_FORMATS
from quizgen.rendering.sheets.layout import Layout
from quizgen.rendering.sheets.sheet import Item, Part, Sheet
from tests.support.browser import CHROMIUM
from tests.support.effort import few
from tests.support.pdf import read
from tests.support.sheets import A_BIT_OF_EACH, drawn, made_up

if TYPE_CHECKING:
    from quizgen.pipeline import Library
    from tests.support.browser import Browser

pytestmark = pytest.mark.skipif(CHROMIUM is None and "CI" not in os.environ, reason="needs Chromium; CI installs it")

SIZES = few((24, 11, 14, 18))
CITIES = ("Rome", "Oslo", "Bern", "Riga")
SHEET = made_up(
    {
        Part.CHOICE: [Item(1, 1, "Where is it?", options=CITIES)],
        Part.TRUE_FALSE: [Item(2, 1, "It is Oslo.", options=("True", "False"))],
        Part.GAP: [Item(3, 1, "They met in ", " again.")],
        Part.SHORT: [Item(4, 2, "Why did they meet?")],
        Part.ORDER: [Item(5, 2, "", options=("They met.", "They left."))],
        Part.MATCH: [Item(6, 2, "", options=("Who met?", "Who left?"), names=("Ann", "Bob", "Cid"))],
    }
)
#: What is filled in, by the name that is heard with each field.
FILLED_IN = {
    "Name": "Zoë",
    "Class": "7b",
    "Date": "1 May",
    "Where is it?": "C",
    "It is Oslo.": "F",
    "Blank in question 3": 'Riga <b> & "so"',
    "Why did they meet?": "To talk.\nAnd to eat.",
    "i They met.": "2",
    "ii They left.": "1",
    "i Who met?": "B",
    "ii Who left?": "A",
}


def html(sheet: Sheet, size: int = 11) -> str:
    """Return the page of a paper."""
    press: Any = None  # a format that needs none
    return SHEET_FORMATS["html"].paper(press, sheet, Layout(size=size)).decode()


#: Of each field its name and value; of radio buttons those of their group.
FIELDS = """Object.fromEntries([...document.querySelectorAll("input, select, textarea")].flatMap(field => {
  const group = field.type === "radio" && field.closest("[role=group]");
  const text = node => node && node.textContent.replace(/\\s+/g, " ").trim();
  if (group) {
    const name = text(document.getElementById(group.getAttribute("aria-labelledby")));
    return [[name, group.querySelector(":checked")?.value ?? ""]];
  }
  const label = field.labels[0]?.cloneNode(true);
  if (label) label.querySelectorAll("select, input").forEach(inner => inner.remove());
  return [[field.ariaLabel || text(label), field.value]];
}))"""


def answer_by_keys(browser: Browser) -> None:
    """Fill in SHEET as FILLED_IN says, from the top of the page to its last button."""
    for typed in ("Zoë", "7b", "1 May"):
        browser.press("Tab")
        browser.type(typed)
    for downwards in (2, 1):
        browser.press("Tab")
        browser.press("Space")
        for _ in range(downwards):
            browser.press("ArrowDown")
    for name in ("Blank in question 3", "Why did they meet?"):
        browser.press("Tab")
        browser.type(FILLED_IN[name])
    for downwards in (2, 1, 2, 1):
        browser.press("Tab")
        for _ in range(downwards):
            browser.press("ArrowDown")
    browser.press("Tab")


def save(browser: Browser) -> str:
    """Press the button that has the focus; return the file that is downloaded."""
    browser.run("void (URL.createObjectURL = blob => { window.downloaded = blob.text(); return '#'; })")
    assert browser.run("document.activeElement.textContent") == "Save answers"
    browser.press("Enter")
    return str(browser.run("window.downloaded"))


def printed(browser: Browser, text: str = "") -> str:
    """Return all that stands on the paper of a page, or of the one that is shown."""
    return " ".join(row.text for page in read(browser.print(text)).pages for row in page.rows)


def test_a_paper_is_filled_in_saved_opened_again_and_printed_with_keys_alone(browser: Browser) -> None:
    browser.open(html(SHEET), 900, 700)
    assert set(browser.run(FIELDS).values()) == {""}
    answer_by_keys(browser)
    assert browser.run(FIELDS) == FILLED_IN
    saved = save(browser)
    assert browser.run("document.querySelector('[role=status]').textContent").startswith("Saved.")
    browser.press("Tab")
    assert browser.run("document.activeElement.textContent") == "Print"
    browser.run("void sessionStorage.clear()")
    for text in ("", saved):
        on_paper = printed(browser, text)
        for said in (
            "Zoë",
            "7b",
            "1 May",
            'Riga <b> & "so"',
            "To talk.",
            "And to eat.",
            "i 2 They met.",
            "ii A Who left?",
        ):
            assert said in on_paper
        assert "Save answers" not in on_paper
    assert browser.run(FIELDS) == FILLED_IN  # of the file that was saved


def test_what_is_filled_in_stays_when_the_page_is_loaded_again_and_comes_into_no_other_paper(browser: Browser) -> None:
    browser.open(html(SHEET), 900, 700)
    answer_by_keys(browser)
    save(browser)
    browser.open(html(SHEET), 900, 700)
    assert browser.run(FIELDS) == FILLED_IN
    save_again = "document.getElementById('save').click()"
    browser.run(f"URL.createObjectURL = () => '#'; {save_again}")
    browser.open(html(SHEET._replace(name="Ann")), 900, 700)
    assert set(browser.run(FIELDS).values()) == {""}
    browser.run("void sessionStorage.clear()")


def test_without_its_script_the_page_is_filled_in_and_printed_too(browser: Browser) -> None:
    browser.open(re.sub(r"<script>.*</script>", "", html(SHEET), flags=re.DOTALL), 900, 700)
    answer_by_keys(browser)
    assert browser.run(FIELDS) == FILLED_IN
    assert browser.run("document.body.innerText").count("Save answers") == 0
    on_paper = printed(browser)
    assert "Name Zoë" in on_paper


def test_the_name_that_is_filled_in_is_printed_on_every_page(browser: Browser) -> None:
    items = [Item(number, 2, f"Why number {number}?") for number in range(1, 30)]
    browser.open(html(made_up({Part.SHORT: items})), 900, 700)
    browser.press("Tab")
    browser.type('Zoë "Z" \\ O\'Neill')
    pages = read(browser.print()).pages
    browser.run("document.getElementById('save').click()")  # or the page asks whether it is to be left
    assert len(pages) > 1
    for page in pages:
        assert any('Zoë "Z" \\ O\'Neill' in row.text for row in page.rows)


@pytest.mark.parametrize("size", SIZES)
def test_a_long_answer_is_printed_whole(browser: Browser, size: int) -> None:
    browser.open(html(SHEET, size), 900, 700)
    words = [f"word{number}" for number in range(60)]
    browser.run(f"void (document.querySelector('textarea').value = {json.dumps(' '.join(words))})")
    browser.run("void (document.querySelector('.gap').value = 'the Organization for Security')")
    on_paper = printed(browser)
    assert [word for word in words if word not in on_paper.split()] == []
    assert "the Organization for Security" in on_paper


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_wrong_with_a_paper(browser: Browser, shipped: Library, size: int) -> None:
    assert wrong_with(browser, html(drawn(shipped, A_BIT_OF_EACH).sheet, size)) == []


def test_axe_finds_nothing_wrong_with_a_key(browser: Browser, shipped: Library) -> None:
    press: Any = None  # a format that needs none
    key = SHEET_FORMATS["html"].key(press, drawn(shipped, A_BIT_OF_EACH), Layout())
    assert wrong_with(browser, key.decode()) == []


def test_axe_finds_nothing_wrong_with_formulas_and_pictures(browser: Browser) -> None:
    options = tuple(read_markup(f"$`\\frac{{x}}{{{number}}}`$")[0] for number in range(4))
    question, _ = read_markup("What is *half* of $`x`$ in `x = 2`, as in [this](https://example.org)?")
    picture = Picture(Text("x.svg"), Text("A line"), "svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    sheet = made_up({Part.CHOICE: [Item(1, 1, question, options=options, picture=picture)]})
    assert wrong_with(browser, html(sheet)) == []


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_wrong_with_code_of_several_lines(browser: Browser, size: int) -> None:
    code = "```\nfor x in range(2):\n    print(" + "1 + " * 15 + "x)\n```"
    question, *options = (read_markup(f"{text}\n{code}")[0] for text in ("What is this?", "A loop", "", "It"))
    sheet = made_up({Part.CHOICE: [Item(1, 1, question, options=tuple(options))], Part.SHORT: [Item(2, 1, question)]})
    assert wrong_with(browser, html(sheet, size)) == []
    assert browser.run("document.documentElement.scrollWidth <= innerWidth")


def wrong_with(browser: Browser, page: str) -> list[Any]:
    """Return what axe finds wrong with a page: rules, each with the elements that break it."""
    axe = (files("axe_core_python") / "axe.min.js").read_text("utf-8")
    browser.open(page, 900, 700)
    browser.run(f"{axe}; 1")
    found: list[Any] = browser.run(
        "axe.run().then(all => all.violations.map(one => [one.id, one.nodes.map(node => node.html)]))"
    )
    return found


def test_the_browser_runs_the_script_of_the_page_and_nothing_else() -> None:
    text = html(SHEET)
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    (allowed,) = re.findall(r"script-src 'sha256-(.*?)';", text)
    assert base64.b64decode(allowed) == sha256(script.encode()).digest()
    assert not re.search(r"fetch|XMLHttpRequest|import|eval|innerHTML|https?:", script)
    assert "<form" not in text  # nothing that is filled in can be sent


def test_names_to_match_come_before_the_questions_and_with_the_boxes(browser: Browser) -> None:
    browser.open(html(SHEET), 900, 700)
    heard = browser.run("document.querySelector('.matching').textContent").split()
    assert heard.index("Cid") < heard.index("met?")
    chosen = browser.run("[...document.querySelector('.matching select').options].map(one => one.textContent.trim())")
    assert chosen == ["", "A\u2003Ann", "B\u2003Bob", "C\u2003Cid"]


@pytest.mark.parametrize("size", SIZES)
def test_names_to_match_are_printed_again_over_the_rows_that_go_overleaf(browser: Browser, size: int) -> None:
    claims = tuple("Who said so, and that at some length? " * (60 * 11 // size) for _ in range(4))
    sheet = made_up({Part.MATCH: [Item(1, 4, "", options=claims, names=("Ann", "Bob", "Cid", "Dee"))]})
    pages = [[row.text for row in page.rows] for page in read(browser.print(html(sheet, size))).pages]
    with_rows = [rows for rows in pages if any("Who said so" in row for row in rows)]
    assert len(with_rows) > 1
    for rows in with_rows:
        names = rows.index("Names to choose from:")
        assert rows[names + 1].split() == ["A.", "Ann", "C.", "Cid"]


#: The width of a line in the font of a page, in its size.
WIDTH = """(() => {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = "100px " + getComputedStyle(document.documentElement).fontFamily;
  return pen.measureText("Answer all questions from memory.").width / 100;
})()"""


@pytest.mark.parametrize("size", SIZES)
def test_no_page_of_a_form_holds_the_head_alone(browser: Browser, shipped: Library, size: int) -> None:
    page = html(drawn(shipped, A_BIT_OF_EACH).sheet, size)
    browser.open(page, 900, 700)
    if browser.run(WIDTH) > 16.5:
        pytest.skip("what this computer takes for Arial is so wide that beside the head nothing has room")
    pages = read(browser.print(page)).pages
    for rows, after in pairwise([[row.text for row in one.rows] for one in pages]):
        assert any(re.match(r"\d+\. |[A-Z]\. |[ivx]+ ", row) for row in rows), (rows, after)
