"""Cards on a screen: nothing scrolls sideways, tapping works, and both survive without scripts and colours."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from tests.support.anki import without_style
from tests.support.browser import CHROMIUM, page

if TYPE_CHECKING:
    from anki.cards import Card

    from tests.support.anki import Learner
    from tests.support.browser import Browser

pytestmark = pytest.mark.skipif(CHROMIUM is None and "CI" not in os.environ, reason="needs Chromium; CI installs it")


def widest(everything: Learner, template: str) -> list[Card]:
    """Return the cards of a kind with the most text and with the longest word."""

    def words(card: Card) -> list[str]:
        return re.sub(r"<[^>]*>", " ", " ".join(card.note().fields)).split()

    cards = everything.cards(f"card:{template}")
    return [max(cards, key=lambda card: len(words(card))), max(cards, key=lambda card: max(map(len, words(card))))]


def typed(side: str) -> str:
    """Return a side with what Anki puts in place of a typed answer: a wide field, or a long comparison."""
    field = '<center><input type="text" id="typeans"></center>'
    compared = '<code id="typeans"><span class="typeGood">10 Jan</span><span class="typeMissed">uary 2022</span></code>'
    return side.replace("[[type:Typed]]", compared if "qg-answer" in side.partition("</style>")[2] else field)


#: Shows a page on each screen, as `page` would make it for that, and returns how wide it is there and how wide that is.
WIDTHS = """(function(){
  var html=doc.documentElement, sizes={};
  [320,1280].forEach(function(width){[false,true].forEach(function(night){[100,200].forEach(function(size){
    f.style.width=width+'px'; html.style.fontSize=size+'%';
    html.classList.toggle('nightMode',night); doc.body.classList.toggle('nightMode',night);
    sizes[[width,night?'night':'light',size+'%'].join(' ')]=[html.scrollWidth,win.innerWidth];
  });});});
  return sizes;})()"""


def test_no_card_scrolls_sideways_at_any_text_size(everything: Learner, browser: Browser) -> None:
    pages = {}
    for template in ("Recall", "Choice", "Typed", "Reverse", "Cloze"):
        for number, card in enumerate(widest(everything, template)):
            for side, text in (("front", card.question()), ("back", card.answer())):
                pages[f"{template} {number} {side}"] = page(typed(text))
    found = browser.measure(pages, 320, WIDTHS)
    assert len(found) == len(pages)
    for name, screens in found.items():
        assert [width for _, width in screens.values()] == [320] * 4 + [1280] * 4
        assert {screen: sizes for screen, sizes in screens.items() if sizes[0] > sizes[1]} == {}, name


LUMINANCE = """(function(){
  function rgb(s){return s.match(/[\\d.]+/g).slice(0,3).map(Number);}
  function lum(c){return c.map(function(v){v/=255;return v<=.03928?v/12.92:Math.pow((v+.055)/1.055,2.4);})
    .reduce(function(a,v,i){return a+v*[.2126,.7152,.0722][i];},0);}
  function back(e){for(;e;e=e.parentElement){var b=win.getComputedStyle(e).backgroundColor;
    if(!/, 0\\)$/.test(b))return b;}return 'rgb(255, 255, 255)';}
  var worst=99,who='';
  doc.querySelectorAll('.qg *').forEach(function(e){
    var own=Array.prototype.some.call(e.childNodes,function(n){return n.nodeType===3&&n.data.trim();});
    if(!own)return;
    var a=lum(rgb(win.getComputedStyle(e).color)),b=lum(rgb(back(e)));
    var c=(Math.max(a,b)+.05)/(Math.min(a,b)+.05);
    if(c<worst){worst=c;who=e.className||e.tagName;}
  });
  return [worst,who];})()"""


def test_all_text_has_the_contrast_that_wcag_aa_asks_for(everything: Learner, browser: Browser) -> None:
    pages = {}
    for template in ("Recall", "Choice", "Typed", "Reverse", "Cloze"):
        card = widest(everything, template)[0]
        for night in (False, True):
            pages[f"{template} {night}"] = page(typed(card.answer()), night=night)
    found = browser.measure(pages, 320, LUMINANCE)
    assert {name: low for name, low in found.items() if low[0] < 4.5} == {}  # WCAG 2.2, 1.4.3


def test_a_screen_reader_finds_headings_lists_and_a_language(everything: Learner, browser: Browser) -> None:
    pages = {}
    for template in ("Recall", "Choice", "Typed", "Reverse", "Cloze"):
        card = widest(everything, template)[0]
        pages[f"{template} front"] = page(typed(card.question()))
        pages[f"{template} back"] = page(typed(card.answer()))
    script = """[doc.querySelectorAll('h1').length, doc.querySelectorAll('article[lang=en]').length,
        Array.prototype.map.call(doc.querySelectorAll('h2'), function(h){return h.textContent;}),
        Array.prototype.every.call(doc.querySelectorAll('ul > *, ol > *'), function(e){return e.tagName==='LI';})]"""
    for name, (headings, articles, sections, lists) in browser.measure(pages, 320, script).items():
        assert (headings, articles, lists) == (1, 1, True), name
        assert ({"Status", "Sources"} <= set(sections)) is name.endswith("back"), name


TAP = """(function(){
  var items=doc.querySelectorAll('.qg-choice li'), flips=0;
  win.pycmd=function(what){if(what==='ans')flips++;};
  items[CHOSEN].click();
  return {flips:flips, checked:Array.prototype.map.call(items,function(i){return i.getAttribute('aria-checked');}),
    role:doc.querySelector('ol').getAttribute('role'), label:doc.querySelector('ol').getAttribute('aria-labelledby')};
})()"""
SEEN = """(function(){
  var items=Array.prototype.slice.call(doc.querySelectorAll('.qg-choice li'));
  return {verdict:doc.querySelector('.qg-verdict').hidden?null:doc.querySelector('.qg-verdict').textContent,
    marks:items.map(function(i){return win.getComputedStyle(i,'::after').content;}),
    texts:items.map(function(i){return i.textContent;})};
})()"""


@pytest.mark.parametrize("is_right", [True, False])
def test_tapping_an_option_turns_the_card_and_shows_right_and_wrong_in_words(
    everything: Learner, browser: Browser, *, is_right: bool
) -> None:
    card = everything.card("geneva.city", "Choice")
    right = "ABCD".index(card.note()["Right"])
    chosen = right if is_right else (right + 1) % 4
    # One page after the other in one browser, as in the reviewer; the choice is remembered between them.
    pages = {"front": page(card.question()), "back": page(card.answer())}
    script = (
        f"f.dataset.name === 'front' ? {TAP.replace('CHOSEN', str(chosen))} : "
        f"(doc.open(), doc.write(BACK), doc.close(), {SEEN})"
    )
    source = pages["back"].replace("</script>", "<\\/script>")
    found = browser.measure(pages, 320, script.replace("BACK", _js(source)))
    front, back = found["front"], found["back"]
    assert front["flips"] == 1
    assert front["checked"] == ["true" if place == chosen else "false" for place in range(4)]
    assert (front["role"], front["label"]) == ("radiogroup", "qg-ask")
    assert "✓ right" in back["marks"][right]
    if is_right:
        assert back["verdict"] == "✓ Right."
    else:
        assert back["verdict"] == f"✗ Wrong: you chose {'ABCD'[chosen]}, right is {'ABCD'[right]}."
        assert "✗ your choice" in back["marks"][chosen]


def _js(text: str) -> str:
    """Return `text` as a JavaScript string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'.replace("<\\\\/script>", "<\\/script>")


def test_a_choice_works_as_plain_text_where_no_script_runs(everything: Learner) -> None:
    card = everything.card("geneva.city", "Choice")
    field = card.note()["Choice"]
    assert re.fullmatch(r'<ol type="A">(<li><span>[^<]+</span></li>){4}</ol>', field)
    back = re.sub(r"<script>.*?</script>", "", without_style(card.answer()), flags=re.DOTALL)
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", back)).replace("&ensp;", " ")
    assert f"Answer {card.note()['Right']} Geneva" in re.sub(r"\s+", " ", text)
