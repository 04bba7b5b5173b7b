"""The lettered map on a card in Anki: what stands on its sides, how letters are dealt, and what becomes of the card."""

from __future__ import annotations

import os
import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from quizgen import pipeline
from quizgen.domain.card import CardType
from quizgen.domain.question import Choice
from quizgen.language import LANGUAGES
from quizgen.language.characters import without_hidden
from quizgen.rendering.anki import notes
from quizgen.rendering.anki.notes import NoteMaker
from tests.conftest import NOW, ROOT
from tests.support.anki import Learner, without_style
from tests.support.browser import ANKI, ANKIDROID, CHROMIUM, page, reviewer
from tests.support.catalogue import PIECEWISE
from tests.support.library import ENTITIES, write_library
from tests.support.mapped import PLACES, WHERE, mapped, placed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from anki.cards import Card

    from tests.support.browser import Browser

NAMES = {name.capitalize() for name in PLACES}
in_a_browser = pytest.mark.skipif(CHROMIUM is None and "CI" not in os.environ, reason="needs Chromium; CI installs it")


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    learner = Learner(tmp_path / "anki")
    yield learner
    learner.close()


@pytest.fixture
def library(tmp_path: Path) -> pipeline.Library:
    return mapped(tmp_path / "library")


@pytest.fixture
def card(library: pipeline.Library, learner: Learner) -> Card:
    learn(learner, library)
    return learner.card("meeting.place", "Map")


def learn(learner: Learner, library: pipeline.Library, now: int = NOW) -> Any:
    """Build the deck, keep its lock, and let a learner import it; return what Anki says of that."""
    built = pipeline.build(library, now)
    built.write_lock()
    path = library.root.parent / f"{now}.apkg"
    built.write_package(library.kb.recipes["all"], path)
    return learner.imports(path)


def told(side: str) -> str:
    """Return all that a side of a card says to anybody: its words, and those in its attributes."""
    return re.sub(r"<script>.*?</script>", "", without_style(side), flags=re.DOTALL)


# What stands there


def test_the_front_has_letters_and_names_no_place(card: Card) -> None:
    front = told(card.question())
    assert not any(name in front for name in NAMES)
    assert sorted(re.findall(r"<text[^>]*>(.*?)</text>", front)) == [*"ABCDE"]
    assert "Where did the council meet? Which letter on the map is it?" in front
    assert '<ol type="A">' + "<li></li>" * 5 + "</ol>" in front


def test_the_words_say_where_letters_lie_so_that_nobody_has_to_see_them(card: Card) -> None:
    (words,) = re.findall(r'<p id="map-words" hidden>(.*?)</p>', card.question())
    assert len(re.findall(r"<b>.</b> lies [\d,]+ km (?:north|south)?(?:east|west)? of <b>.</b>\.", words)) == 4
    assert 'role="img" aria-labelledby="map-words"' in card.question()


def test_the_back_has_the_map_and_the_name_of_each_letter(card: Card) -> None:
    back = told(card.answer())
    (listed,) = re.findall(r'data-right="(.)"><ol type="A">(.*?)</ol>', back)
    places = re.findall("<li>(.*?)</li>", listed[1])
    assert {*places} == NAMES
    assert places["ABCDE".index(listed[0])] == "Springfield"
    assert "<svg" in back


@pytest.mark.parametrize("root", [ROOT, ROOT / "tests" / "cases" / "second"], ids=["shipped", "second"])
def test_no_front_of_a_library_names_a_place_on_its_map_that_its_question_does_not(root: Path) -> None:
    library = pipeline.open_library(root)
    maker, seen = NoteMaker(library.kb), 0
    for fact in library.facts():
        cards = library.asker.cards(fact)
        if CardType.MAP not in cards:
            continue
        shape, note = cards[CardType.MAP].shape, dict(zip(maker.names, maker.note(fact, cards).fields, strict=True))
        assert isinstance(shape, Choice)
        front = " ".join(note[name] for name in ("Map", "Map letters", "Hint"))
        forms = {form for entity in library.kb.entities.values() if entity.coordinates for form in entity.forms}
        assert not [form for form in forms if re.search(rf"\b{re.escape(form)}\b", front)]
        seen += 1
    assert seen > 3


def test_what_the_card_says_is_in_the_language_of_the_library(
    tmp_path: Path, learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LANGUAGES, "en", PIECEWISE)
    learn(learner, mapped(tmp_path / "library"))
    card = learner.card("meeting.place", "Map")
    front = re.sub("<[^>]*>", " ", told(card.question()))
    assert "Where did the council meet? ⟦Which letter on the map is it?⟧" in front
    assert "⟦Choose one letter.⟧" in front
    words = re.sub("<[^>]*>", "", re.findall('id="map-words" hidden>(.*?)</p>', card.question())[0])
    assert re.sub("⟦[^⟦⟧]*⟧|[0-9,]", "", words).replace(" ", "").strip("ABCDE") == "", words


# Dealing letters

#: Shows the front, chooses the letter at this place of the map, and shows the back; says what stood where.
PLAYS = """(function (card, spot) {
  function spots() {
    const place = (each) => `${each.getAttribute("x")} ${each.getAttribute("y")}`;
    return Object.fromEntries(all(".qg-map text").map((each) => [place(each), each.textContent]));
  }
  show(card.front, false);
  const front = spots(), letters = all(".qg-letters li");
  const words = document.querySelector("#map-words").textContent;
  letters["ABCDE".indexOf(front[spot])].focus();
  show(card.back, true);
  const names = all(".qg-checked li").map((each) => each.textContent);
  const chosen = document.querySelector(".qg-chosen, .qg-right");
  return { front, back: spots(), words, names, right: document.querySelector(".qg-right").textContent,
    chosen: chosen.textContent, green: document.querySelector(".qg-map .qg-good").textContent,
    verdict: document.querySelector(".qg-verdict").textContent };
})"""


def placed_names(card: Card) -> dict[str, str]:
    """Return the name of the place at each place of the map, as the note has them."""
    note = card.note()
    names = re.findall("<li>(.*?)</li>", note["Map places"])
    spots = re.findall(r'<text x="(\d+)" y="(\d+)"[^>]*>(.)</text>', note["Map"])
    return {f"{x} {y}": names["ABCDE".index(letter)] for x, y, letter in spots}


@in_a_browser
@pytest.mark.parametrize("denied", [False, True], ids=["kept", "nothing can be stored"])
def test_letters_are_dealt_anew_and_stand_the_same_on_the_back(card: Card, browser: Browser, *, denied: bool) -> None:
    where = placed_names(card)
    sides = {"front": without_style(card.question()), "back": without_style(card.answer())}
    browser.open(reviewer(ANKIDROID[0], "", [sides]), 360, 640)
    if denied:
        browser.run('Object.defineProperty(window, "sessionStorage", { get() { throw new Error("denied"); } }), 1')
    dealt = set()
    for spot, name in [*where.items()] * 2:
        played = browser.run(f"{PLAYS}(CARDS[0], {spot!r})")
        assert played["front"] == played["back"]
        assert {played["names"]["ABCDE".index(letter)]: at for at, letter in played["back"].items()} == {
            name: at for at, name in where.items()
        }
        assert played["right"] == "Springfield"
        letter = {name: played["back"][at] for at, name in where.items()}
        assert played["green"] == letter["Springfield"]
        assert played["verdict"] == (
            "✓ Right."
            if name == "Springfield"
            else f"✗ Wrong: you chose {letter[name]}, right is {letter['Springfield']}."
        )
        assert {*re.findall(r"\b[A-E]\b", played["words"])} == {*"ABCDE"}
        dealt.add(tuple(sorted(played["front"].items())))
    assert (len(dealt) == 1) is denied


@in_a_browser
def test_the_words_change_with_the_letters(card: Card, browser: Browser) -> None:
    where = placed_names(card)
    plain = re.sub("<[^>]*>", "", re.findall(r"hidden>(.*?)</p>", card.note()["Map"])[0])
    named = dict(zip("ABCDE", re.findall("<li>(.*?)</li>", card.note()["Map places"]), strict=True))
    expected = re.sub(r"\b[A-E]\b", lambda match: named[match[0]], plain)
    browser.open(
        reviewer(ANKI[0], "", [{"front": without_style(card.question()), "back": without_style(card.answer())}]),
        800,
        600,
    )
    for _ in range(3):
        played = browser.run(f"{PLAYS}(CARDS[0], {next(iter(where))!r})")
        named = {letter: where[at] for at, letter in played["front"].items()}
        assert re.sub(r"\b[A-E]\b", lambda match: named[match[0]], played["words"]) == expected  # noqa: B023


@in_a_browser
def test_without_the_script_the_style_marks_the_right_place(card: Card, browser: Browser) -> None:
    back = re.sub(r"<script>.*?</script>", "", card.answer(), flags=re.DOTALL)
    script = """Array.from(doc.querySelectorAll(".qg-checked li")).filter(function (each) {
      return win.getComputedStyle(each, "::after").content !== "none";
    }).map(function (each) { return each.textContent; })"""
    assert browser.measure({"back": page(back)}, 320, script) == {"back": ["Springfield"]}


# What becomes of it


def test_anki_makes_no_other_card_of_it_and_loses_none(card: Card, learner: Learner) -> None:
    before = {card.id for card in learner.cards()}
    note = card.note()
    note.tags.append("mine")
    learner.col.update_note(note)
    learner.checks_the_database()
    assert {card.id for card in learner.cards()} == before
    assert not learner.col.get_empty_cards().notes
    assert learner.note_types() == ["Meetings"]


def test_a_place_without_coordinates_becomes_a_map_for_those_who_have_the_deck(
    tmp_path: Path, learner: Learner
) -> None:
    root = tmp_path / "library"
    learn(learner, mapped(root, entities=ENTITIES))
    assert not learner.cards("card:Map")
    imported = learn(learner, mapped(root), NOW + 60)
    assert (imported.new, imported.updated, imported.conflicting) == (0, 1, 0)
    assert len(learner.cards("card:Map")) == 1


def test_a_card_that_is_no_longer_made_is_told_until_it_is_withdrawn(tmp_path: Path, learner: Learner) -> None:
    root = tmp_path / "library"
    learn(learner, mapped(root))
    flat = placed(springfield=None)
    (problem,) = pipeline.open_library(write_library(root, WHERE, {"questions/entities.yaml": flat})).problems
    assert (
        "the card 'map' of 'meeting.place' was published and is no longer made: its answer and two places around it "
        "have no coordinates any more, or its ways leave the map out; bring that back, or write withdrawn: "
        "[{card: map, on: DATE, why: TEXT}]"
    ) in problem.message
    withdrawn = "  withdrawn: [{card: map, on: 2022-03-01, why: The place has moved.}]\n"
    learn(learner, mapped(root, WHERE + withdrawn, flat), NOW + 60)
    front = told(learner.card("meeting.place", "Map").question())
    assert "<p>Withdrawn on 1 March 2022. The place has moved." in front
    assert "Choose one letter." not in front
    assert not learner.col.get_empty_cards().notes


def test_a_better_drawing_reaches_learners_and_is_no_correction(
    library: pipeline.Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hashes(library: pipeline.Library) -> tuple[str, dict[CardType, str]]:
        fact = library.kb.facts["meeting.place"]
        note = NoteMaker(library.kb).note(fact, library.asker.cards(fact))
        return note.digest(), dict(note.cards)

    before = hashes(library)
    monkeypatch.setattr(notes, "map_html", lambda *_: "<svg></svg>")
    after = hashes(library)
    assert after[0] != before[0]
    assert after[1] == before[1]
    other = mapped(library.root.parent / "other", entities=placed(haverbrook=(50, 90)))
    changed = hashes(other)[1]
    assert {card for card in changed if changed[card] != before[1][card]} == {CardType.MAP}


def test_a_name_with_the_signs_of_html_and_of_anki_stays_text(tmp_path: Path, learner: Learner) -> None:
    entities = placed().replace("name: Brockway", "name: 'Brock & <b>way</b> {{Answer}}'")
    learn(learner, mapped(tmp_path / "library", entities=entities))
    places = re.findall("<li>(Brock.*?)</li>", told(learner.card("meeting.place", "Map").answer()))
    assert [without_hidden(unescape(place)) for place in places] == ["Brock & <b>way</b> {{Answer}}"]
