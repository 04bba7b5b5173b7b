"""Cards on a screen, as Anki's clients show them: what is in view, what can be read, touched and typed.

What is asked of a card there stands in `tests/support/cards.js`.
"""

from __future__ import annotations

import os
import re
from html import unescape
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from quizgen import pipeline
from quizgen.rendering.anki.escape import escape
from tests.conftest import NOW
from tests.support.anki import ALWAYS, Learner, without_style
from tests.support.browser import ANKI, ANKIDROID, CHROMIUM, anki_style, reviewer
from tests.support.effort import IS_GATE, few, times
from tests.support.library import FACT, write_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from anki.cards import Card

    from tests.support.browser import Browser, Client

    Ask = Callable[..., Any]

pytestmark = pytest.mark.skipif(CHROMIUM is None and "CI" not in os.environ, reason="needs Chromium; CI installs it")

#: A desktop's windows, and phones; on the phones Anki's own style sheet and AnkiDroid's.
WINDOWS, PHONES = ((1000, 800), (800, 600)), ((412, 780), (360, 640), (360, 560))
BY_DAY = (ANKI[0], ANKIDROID[0])
SCREENS = [*((client, size) for client in BY_DAY for size in reversed(PHONES)), *((ANKI[0], size) for size in WINDOWS)]

clients = pytest.mark.parametrize(
    "client", few([ANKIDROID[1], *ANKI, *ANKIDROID[::2]], 2), ids=lambda client: client.name
)
clients_by_day = pytest.mark.parametrize("client", few(BY_DAY[::-1]), ids=lambda client: client.name)

#: Nobody's answer.
WRONG = "12 April 1961"
TYPED = "card:Answer Typed:_*"
VERDICTS = {True: "✓ Right.", False: "✗ Not one of the right answers."}


class Sides(NamedTuple):
    """A card as the reviewer shows it, with the style of its note type.

    Its `kind` is the template, or what that asks to be done. `right` is the text of the right option of a choice.
    """

    fact: str
    kind: str
    front: str
    back: str
    right: str
    style: str


def sides(card: Card, typed: str = WRONG) -> Sides:
    """Return a card as the desktop's reviewer shows it to somebody who types this."""
    note, note_type = card.note(), card.note_type()
    style, _, front = card.question().partition("</style>")
    field = next(field for field in note_type["flds"] if field["name"] == "Typed")
    font = f"font-family: '{field['font']}'; font-size: {field['size']}px"
    box = f'<center><input type=text id=typeans onkeypress="_typeAnsPress();" style="{font};"></center>'
    compared = f'<div style="{font}">{card.col.compare_answer(note["Typed"], typed)}</div>'
    options = re.findall("<li><span>(.*?)</span></li>", note["Options"])
    kind = str(card.template()["name"])
    if kind == "Answer":
        kind = "Typed" if note["Typed"] else "Gap" if note["Gap"] else "Answer"
    return Sides(
        fact=note["Fact id"],
        kind=kind,
        front=front.replace("[[type:Typed]]", box),
        back=without_style(card.answer()).replace("[[type:Typed]]", compared),
        right=unescape(options["ABCD".index(note["Right option"])]) if options else "",
        style=style.removeprefix("<style>"),
    )


@pytest.fixture(scope="module")
def cards(everything: Learner) -> list[Sides]:
    """Every card of the shipped library."""
    return [sides(card) for card in everything.cards()]


@pytest.fixture(scope="module")
def choices(cards: list[Sides]) -> list[Sides]:
    """Every choice of the shipped library."""
    return [card for card in cards if card.kind == "Choice"]


def some(cards: list[Sides]) -> list[Sides]:
    """Return all cards in the gate, elsewhere a few of each kind, with the longest."""
    ordered = sorted(cards, key=lambda card: (card.kind, -len(card.front)))
    kinds = [list(group) for _, group in groupby(ordered, key=lambda card: card.kind)]
    return cards if IS_GATE else [card for kind in kinds for card in kind[::40]]


@pytest.fixture
def ask(browser: Browser) -> Ask:
    """Open a client's reviewer on a screen with some cards, and return what a script says of `CARDS`."""

    def run(
        cards: Sequence[Sides], script: str, client: Client = ANKIDROID[0], size: tuple[int, int] = (360, 640)
    ) -> Any:
        if client.is_anki and not anki_style():
            pytest.skip("needs the style sheet of Anki's desktop: pip install --no-deps aqt")
        told = [card._asdict() | {"style": ""} for card in cards]
        browser.open(reviewer(client, cards[0].style, told), *size)
        return browser.run(script)

    return run


# What is in view


@pytest.mark.parametrize(("client", "size"), few(SCREENS, 2), ids=lambda value: getattr(value, "name", value))
def test_the_result_is_in_view_on_every_back(
    cards: list[Sides], ask: Ask, client: Client, size: tuple[int, int]
) -> None:
    assert ask(some(cards), "CARDS.flatMap(missed)", client, size) == []


@clients_by_day
def test_four_of_five_backs_need_no_scrolling_on_a_phone_but_for_their_drawing(
    cards: list[Sides], ask: Ask, client: Client
) -> None:
    heights = ask(cards[:: 1 if IS_GATE else 7], "CARDS.map(height)", client, (360, 640))
    assert sum(height <= 640 for height, _ in heights) >= 0.8 * len(heights)
    assert max(drawn for _, drawn in heights) <= 640 * 0.35


@clients_by_day
def test_no_card_scrolls_sideways_on_the_smallest_phone_at_any_text_size(
    cards: list[Sides], ask: Ask, client: Client
) -> None:
    assert ask(some(cards), "CARDS.flatMap(tooWide)", client, (320, 568)) == []


@clients_by_day
def test_what_is_touched_is_large_enough_and_small_print_can_be_read(
    cards: list[Sides], ask: Ask, client: Client
) -> None:
    found = ask(some(cards), "CARDS.map(sizes)", client)
    assert min(height for height, _ in found) >= 44
    assert min(letters for _, letters in found) >= 0.8


@clients
def test_texts_and_borders_stand_out_by_day_and_by_night(cards: list[Sides], ask: Ask, client: Client) -> None:
    found = ask(some(cards), "CARDS.map(contrasts)", client)
    assert min(text for text, _ in found) >= 4.5  # WCAG 2.2, 1.4.3
    assert min(border for _, border in found) >= 3  # WCAG 2.2, 1.4.11


# Choosing


def test_options_come_in_a_new_order_and_stand_the_same_on_the_back(choices: list[Sides], ask: Ask) -> None:
    dated = next(card for card in choices if card.right[0].isdigit())
    found = ask([dated, *choices[:: 6 if IS_GATE else 40]], "CARDS.map(choices)")
    assert {stays for stays, _, _ in found} == {True, False}
    for stays, orders, wrong in found:
        assert wrong == []
        assert (orders == 1) is stays


def test_options_stay_put_where_nothing_can_be_stored(choices: list[Sides], ask: Ask) -> None:
    denied = 'Object.defineProperty(window, "sessionStorage", { get() { throw new Error("denied"); } })'
    some_choices = choices[: times(20)]
    found = ask(some_choices, f"{denied}, CARDS.map(choices)")
    assert [[orders, wrong] for _, orders, wrong in found] == [[1, []]] * len(some_choices)


def test_a_stored_order_that_is_not_one_of_these_options_changes_nothing(choices: list[Sides], ask: Ask) -> None:
    script = """["", "ABC C", "ABCDE A", "AABC B", "XYZ !", "DCBA"].map((kept) => {
      sessionStorage.setItem("quizgen:" + CARDS[0].fact, kept);
      show(CARDS[0].back, true);
      const isTold = !document.querySelector(".qg-verdict").hidden;
      return [options().length, document.querySelector(".qg-right").textContent, isTold];
    })"""
    assert ask(choices[:1], script) == [[4, choices[0].right, False]] * 6


def test_a_tap_chooses_and_turns_the_card(choices: list[Sides], ask: Ask) -> None:
    """It does so on the desktop, which has `pycmd`, and on AnkiDroid, which has `showAnswer`; elsewhere it chooses."""
    script = """["pycmd", "showAnswer", "neither"].map((name) => {
      const turned = [];
      delete window.pycmd;
      delete window.showAnswer;
      window[name] = (what) => turned.push(what || name);
      show(CARDS[0].front, false);
      options()[2].click();
      return [turned, options().map((option) => option.getAttribute("aria-checked"))];
    })"""
    checked = ["false", "false", "true", "false"]
    assert ask(choices[:1], script) == [[["ans"], checked], [["showAnswer"], checked], [[], checked]]


def test_the_option_that_has_the_focus_counts_when_anki_turns_the_card(
    choices: list[Sides], ask: Ask, browser: Browser
) -> None:
    """Anki's desktop turns a card at Space or Enter before the card learns of the key."""
    for keys, letter in ((["Tab"], "A"), (["Tab", "ArrowDown"], "B"), (["Tab", "ArrowUp"], "D")):
        ask(choices[:1], "show(CARDS[0].front, false)")
        for key in keys:
            browser.press(key)
        script = (
            "show(CARDS[0].back, true), [document.querySelector('.qg-verdict').textContent, options()[PLACE].className]"
        )
        verdict, name = browser.run(script.replace("PLACE", str("ABCD".index(letter))))
        assert (verdict, name) == ("✓ Right.", "qg-right") or (
            verdict.startswith(f"✗ Wrong: you chose {letter}, ") and name == "qg-chosen"
        )


def test_a_choice_without_script_is_a_plain_list_whose_right_option_the_style_marks(
    choices: list[Sides], ask: Ask
) -> None:
    script = """CARDS.map((card) => {
      document.getElementById("qa").innerHTML = card.back;
      const marked = options().filter((option) => getComputedStyle(option, "::after").content === '"✓ right"');
      return [all("ol[type=A] > li").length, marked.map((option) => option.textContent)];
    })"""
    assert ask(choices, script) == [[4, [card.right]] for card in choices]


def test_a_choice_gives_its_answer_once(choices: list[Sides], ask: Ask) -> None:
    """Apart from what its sources say."""
    script = """CARDS.map((card) => {
      show(card.back, true);
      all(".qg-ask, #answer ~ *").forEach((each) => each.remove());
      return document.querySelector(".qg").innerText.split(card.right).length - 1;
    })"""
    assert set(ask(choices, script)) == {1}


# Typing


def test_every_form_that_a_card_accepts_is_said_to_be_right(everything: Learner, ask: Ask) -> None:
    shown, typed = [], []
    for card in everything.cards(TYPED)[:: 1 if IS_GATE else 20]:
        for form in (card.note()["Typed"], *re.findall("<span>(.*?)</span>", card.note()["Accepted"])):
            for text in (unescape(form), f"the {unescape(form).swapcase()}."):
                shown.append(sides(card, text))
                typed.append(text)
    assert ask(shown, "CARDS.map(said)") == [["✓ Right.", text, False] for text in typed]


def test_anything_else_is_said_to_be_wrong_beside_ankis_comparison(cards: list[Sides], ask: Ask) -> None:
    for verdict, compared, is_red in ask([card for card in cards if card.kind == "Typed"], "CARDS.map(said)"):
        assert verdict == "✗ Not one of the right answers."
        assert "↓" in compared
        assert is_red


def test_where_nothing_was_typed_there_is_no_verdict(everything: Learner, ask: Ask) -> None:
    shown = [sides(card, "") for card in everything.cards(TYPED)]
    assert ask(shown, "CARDS.map(said)") == [["", "", False]] * len(shown)


#: What is right, what somebody types, and whether that counts.
WRITTEN = [
    ("21 January 2022", "21st of january, 2022", True),
    ("21 January 2022", "12 January 2022", False),
    ("Zürich", "zurich", True),
    ("Zürich", "Zug", False),
    ("cease-fire", "Cease fire", True),
    ("the United States", "united states", True),
    ("U.S.", "us", True),
    ("Ministry of Defence", "ministry defence", True),
    ("2.5 hours", "2,5 hours", True),
    ("2.5 hours", "25 hours", False),
    ("-5 degrees", "\N{MINUS SIGN}5 degrees", True),
    ("-5 degrees", "5 degrees", False),
    ("O'Brien", "OBrien", True),
    ("AT&T <x>", "at&t <x>", True),
    ("30 %", "30%", True),
    ("30 %", "30", False),
    ("$982", "982", False),
    ("Geneva", "---", False),
]
#: The same beside 3.14 m, with a tolerance of 0.01.
MEASURED = [("3.145 m", True), ("3,13 m", True), ("3.14 metres", False), ("3.16 m", False), ("-3.14 m", False)]


def turned(everything: Learner, right: str, typed: str, span: str) -> Sides:
    """Return a card whose answer is `right`, as `span` shows that to the card, turned by somebody who typed this."""
    card = sides(everything.cards(TYPED)[0])
    before, _, rest = card.back.partition('<div class="qg-accepted"')
    back = before.partition("<code")[0] + everything.col.compare_answer(right, typed) + "</div></div>"
    return card._replace(back=f'{back}<div class="qg-accepted" hidden>{span}</div>{rest.partition("</div>")[2]}')


def test_what_differs_in_its_writing_alone_is_right(everything: Learner, ask: Ask) -> None:
    texts = [(escape(right), typed) for right, typed, _ in WRITTEN]
    said = ask([turned(everything, right, typed, f"<span>{right}</span>") for right, typed in texts], "CARDS.map(said)")
    assert [(*case[:2], verdict) for case, (verdict, _, _) in zip(WRITTEN, said, strict=True)] == [
        (right, typed, VERDICTS[is_right]) for right, typed, is_right in WRITTEN
    ]


def test_a_number_within_the_tolerance_is_right(everything: Learner, ask: Ask) -> None:
    span = '<span data-number="3.14" data-tolerance="0.01">3.14 m</span>'
    said = ask([turned(everything, "3.14 m", typed, span) for typed, _ in MEASURED], "CARDS.map(said)")
    assert [(typed, verdict) for (typed, _), (verdict, _, _) in zip(MEASURED, said, strict=True)] == [
        (typed, VERDICTS[is_right]) for typed, is_right in MEASURED
    ]


def test_the_typing_box_has_the_font_of_the_card(cards: list[Sides], ask: Ask) -> None:
    script = """["front", "back"].map((side) => {
      show(CARDS[0][side], false);
      const [typing, card] = ["#typeans", "body"].map((each) => getComputedStyle(document.querySelector(each)));
      return [typing.fontFamily === card.fontFamily, typing.fontSize === card.fontSize];
    })"""
    typed = next(card for card in cards if card.kind == "Typed")
    assert ask([typed], script) == [[True, True], [True, True]]


# Withdrawn, and read aloud


WHO = """\
- id: meeting.chair
  who: jane-doe
  ask: Who received the delegations?
  evidence: {wire: received by the chair}
"""
RETIRED = "Withdrawn on 1 February 2022. The source took it back. Learn instead: Who received the delegations? Jane Doe"
CHOICE_WITHDRAWN = (
    "Withdrawn on 2 February 2022. Its options were easy. "
    "This card asks nothing any more; the other cards of its note do."
)


def import_library(learner: Learner, folder: Path, facts: str) -> None:
    """Build a library with these facts, and import its only deck."""
    deck = {"decks/all.yaml": "deck: all\ntitle: Everything\nabout: All facts.\n"}
    library = pipeline.open_library(write_library(folder, facts, dict(deck)))
    assert library.problems == ()
    built = pipeline.build(library, NOW)
    built.write_lock()
    built.write_package(library.kb.recipes["all"], folder / "all.apkg")
    learner.imports(folder / "all.apkg", ALWAYS)


@pytest.fixture(scope="module")
def withdrawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Sides]]:
    """The cards of somebody who learnt two facts; then one was retired, and the choice of the other withdrawn."""
    folder = tmp_path_factory.mktemp("withdrawn")
    learner = Learner(folder / "anki")
    import_library(learner, folder / "library", FACT + WHO)
    retired = "  retired: {on: 2022-02-01, why: The source took it back., instead: meeting.chair}\n"
    choice = "  withdrawn: [{card: choice, on: 2022-02-02, why: Its options were easy.}]\n"
    import_library(learner, folder / "library", FACT + retired + WHO + choice)
    yield [sides(card) for card in learner.cards()]
    learner.close()


@clients
def test_a_withdrawn_card_says_so_and_nothing_else(withdrawn: list[Sides], ask: Ask, client: Client) -> None:
    script = """CARDS.map((card) => ["front", "back"].map((side) => {
      show(card[side], side === "back");
      const qg = document.querySelector(".qg"), told = getComputedStyle(qg, "::before");
      return [told.content, told.borderTopWidth, qg.innerText.trim(), textContrasts(qg).next().value >= 4.5];
    }))"""
    texts = {"meeting.date": RETIRED, "meeting.chair/Choice": CHOICE_WITHDRAWN}
    asks = set()
    for card, shown in zip(withdrawn, ask(withdrawn, script, client), strict=True):
        text = texts.get(card.fact) or texts.get(f"{card.fact}/{card.kind}")
        if text:
            assert shown == [[f'"{text}"', "2px", "", True]] * 2
        else:
            assert {content for content, *_ in shown} == {"none"}
            asks.add(card.fact)
    assert asks == {"meeting.chair"}


def test_study_now_is_in_view_below_the_description(everything: Learner, browser: Browser) -> None:
    """Of a window of 800x600 the menus, Anki's links above and its buttons below take some 120 pixels."""
    style = anki_style("overview")
    if not style:
        pytest.skip("needs Anki's own style; pip install --no-deps aqt")
    deck = everything.col.decks.by_name("The security guarantees dispute")
    assert deck is not None
    rows = "".join(f"<tr><td>{name}:</td><td><b>0</b></td></tr>" for name in ("New", "Learning", "To Review"))
    browser.open(
        f"<!doctype html><style>{style}</style><center><h3>{deck['name']}</h3>"
        f'<div class="descfont descmid description">{deck["desc"]}</div><table width=400 cellpadding=5><tr>'
        f"<td align=center valign=top><table cellspacing=5>{rows}</table></td>"
        "<td align=center><button id=study>Study Now</button></td></tr></table></center>",
        *(800, 600),
    )
    assert browser.run("document.querySelector('#study').getBoundingClientRect().bottom") < 480


def test_a_screen_reader_finds_headings_lists_and_a_language(cards: list[Sides], ask: Ask) -> None:
    script = """CARDS.flatMap((card) => ["front", "back"].map((side) => {
      show(card[side], side === "back");
      const isList = all("ul > *, ol > *").every((each) => each.tagName === "LI");
      const radios = all("ol[role=radiogroup][aria-labelledby=qg-ask] > [role=radio]").length;
      const headings = all("h2, summary").map((each) => each.textContent);
      return [card.kind, side, all("h1").length, all("article[lang=en]").length, isList, radios, headings];
    }))"""
    answers = {"Typed": "Answer", "Answer": "Answer", "Reverse": "The other way round"}
    for kind, side, titles, articles, is_list, radios, headings in ask(some(cards), script):
        assert (titles, articles, is_list) == (1, 1, True)
        assert radios == ({"Choice": 4, "Map": 5}.get(kind, 0) if side == "front" else 0)
        if side == "front":
            assert headings == []
        else:
            assert headings[-1] == "Status and sources"
            assert answers.get(kind, headings[-1]) in headings
