"""Whatever quizgen prints on a card or a paper, it prints in the language of the library.

The language puts quizgen's own texts between ⟦ and ⟧, and the library has no ASCII letter in its texts: so none may
stand outside of these but in ids.
"""

from __future__ import annotations

import io
import json
import os
import re
from dataclasses import replace
from gettext import NullTranslations
from html import unescape
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.ns import qn

from quizgen import pipeline
from quizgen.asking.several import draw_several
from quizgen.domain.knowledge import KnowledgeBase
from quizgen.language import ENGLISH, LANGUAGES
from quizgen.printing.cards import print_cards
from quizgen.printing.content import PrintSettings, content_of
from quizgen.printing.timeline import print_timeline
from quizgen.rendering.anki.note_type import fields, note_type_of
from quizgen.rendering.outputs import SHEET_FORMATS
from quizgen.rendering.sheets.compose import Labels, answered_apart, compose
from quizgen.rendering.sheets.flashcard import CardOptions, Flip, Sides
from quizgen.rendering.sheets.keydata import key_json
from quizgen.rendering.sheets.layout import Layout
from quizgen.rendering.sheets.pdf import answer_overlay, answer_sheet
from quizgen.rendering.sheets.press import Press
from quizgen.rendering.sheets.sheet import Part
from tests.conftest import NOW
from tests.support.anki import Learner, without_style
from tests.support.browser import CHROMIUM, page
from tests.support.catalogue import PIECEWISE
from tests.support.effort import few
from tests.support.foreign import foreign_library, untranslated, veiled
from tests.support.pdf import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quizgen.domain.question import Question
    from quizgen.rendering.sheets.sheet import Variant
    from tests.support.browser import Browser


@pytest.fixture(scope="module")
def library() -> pipeline.Library:
    """The foreign library."""
    return foreign_library()


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    learner = Learner(tmp_path / "anki")
    yield learner
    learner.close()


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


# Anki

#: Chooses an option on the front of a choice, turns to its back, and says what stands there.
CHOOSES = """
    const shown = Array.from(doc.querySelectorAll("li"), function (item) { return item.textContent; });
    const chosen = shown.findIndex(function (text) { return IS_CHOSEN; });
    const box = doc.getElementById("qa");
    doc.querySelectorAll("li")[chosen].click();
    box.innerHTML = BACK;
    box.querySelectorAll("script").forEach(function (script) { win.eval(script.textContent); });
    const items = Array.from(doc.querySelectorAll("li"));
    return [
      doc.querySelector(".qg-verdict").textContent, shown[chosen],
      items.map(function (item) { return item.textContent; }),
      items.map(function (item) { return win.getComputedStyle(item, "::after").content; })];
"""


def said_in_css(text: str) -> str:
    """Return what a string in a style sheet says."""
    return re.sub(r"\\([0-9a-f]+) ", lambda match: chr(int(match[1], 16)), text)


def shown(side: str) -> str:
    """Return what a side of a card says, but what its script would write."""
    body = re.sub(r"<script>.*?</script>", " ", without_style(side), flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]*>", " ", body)).replace("[[type:Typed]]", " ")


def test_both_sides_of_all_cards_are_translated(library: pipeline.Library, learner: Learner, tmp_path: Path) -> None:
    built = pipeline.build(library, NOW)
    built.write_package(library.kb.recipes["all"], tmp_path / "all.apkg")
    learner.imports(tmp_path / "all.apkg")
    cards = learner.cards()
    assert {card.template()["name"] for card in cards} == {"Choice", "Answer", "Reverse"}
    for card in cards:
        for side in (card.question(), card.answer()):
            assert untranslated(shown(side)) == set(), shown(side)
        assert "⟦" in shown(card.answer())
        says_what_to_do = card.template()["name"] == "Choice" or "[[type:Typed]]" in card.question()
        assert "⟦" in shown(card.question()) or not says_what_to_do
    assert "⟦Withdrawn on ⟧" in shown(learner.card("roe.demand", "Reverse").question())
    deck = learner.col.decks.by_name(veiled("Meetings"))
    assert deck is not None
    about = re.sub(r"<[^>]*>", " ", deck["desc"])
    assert untranslated(about) == set()
    assert about.count("⟦") >= 4


def test_all_fields_of_all_notes_are_translated(library: pipeline.Library) -> None:
    names = [field.name for field in fields(library.kb.language)]
    filled = set()
    for packed in pipeline.build(library, NOW).notes:
        for name, field in zip(names, packed.note.fields, strict=True):
            if field:
                filled.add(name)
                assert untranslated(unescape(re.sub(r"<[^>]*>", " ", field))) == set(), name
    unused = {"Hint", "Explanation", "Picture", "More question", "More answer"}
    unused |= {"Map", "Map letters", "Map places", "Right letter"}  # the places have no coordinates
    assert filled == set(names) - unused - {"Choice question"}, "no way of quizgen's has a question of its own there"


def test_what_a_field_holds_is_said_in_the_language_and_its_name_is_the_same_in_all(library: pipeline.Library) -> None:
    found = fields(library.kb.language)
    assert [field.name for field in found] == [field.name for field in fields(ENGLISH)], "templates and Anki know it"
    for field in found:
        assert untranslated(field.about) == set()
        assert field.about.startswith("⟦")
    assert [field["description"] for field in note_type_of(library.kb).model().fields] == [one.about for one in found]


def test_what_the_style_says_of_choices_and_of_what_was_withdrawn_is_translated(library: pipeline.Library) -> None:
    said = [said_in_css(text) for text in re.findall(r'content: "((?:[^"\\]|\\.)*)"', note_type_of(library.kb).css())]
    for text in said:
        assert untranslated(text) == set()
    assert {"⟦✓ right⟧", "⟦✗ your choice⟧"} <= set(said)
    withdrawn = [text for text in said if text.startswith("⟦Withdrawn on ⟧")]
    assert len(withdrawn) == 2
    assert any("⟦This card asks nothing any more; the other cards of its note do.⟧" in text for text in withdrawn)
    assert any("⟦Learn instead: ⟧" in text for text in withdrawn)


@pytest.mark.skipif(CHROMIUM is None and "CI" not in os.environ, reason="needs Chromium; CI installs it")
@pytest.mark.parametrize("is_right", few([False, True]))
def test_what_style_and_script_say_of_a_choice_is_translated(
    library: pipeline.Library, learner: Learner, browser: Browser, tmp_path: Path, *, is_right: bool
) -> None:
    pipeline.build(library, NOW).write_package(library.kb.recipes["all"], tmp_path / "all.apkg")
    learner.imports(tmp_path / "all.apkg")
    card = learner.card("meeting.place", "Choice")
    answer = unescape(card.note()["Answer"])
    script = f"(function () {{ {CHOOSES} }})()".replace("BACK", json.dumps(card.answer()).replace("</", "<\\/"))
    script = script.replace("IS_CHOSEN", f"text {'===' if is_right else '!=='} {json.dumps(answer)}")
    verdict, chosen, options, marks = browser.measure({"card": page(card.question())}, 320, script)["card"]
    if is_right:
        assert verdict == "⟦✓ Right.⟧"
    else:
        letters = ["ABCD"[options.index(text)] for text in (chosen, answer)]
        assert verdict == f"⟦✗ Wrong: you chose ⟧{letters[0]}⟦, right is ⟧{letters[1]}⟦.⟧"
        assert '"⟦✗ your choice⟧"' in marks
    assert set(marks) <= {"none", '"⟦✓ right⟧"', '"⟦✗ your choice⟧"'}


# Paper


def said_in_html(data: bytes) -> Iterator[str]:
    """Yield what a page says: its texts, the names of its blanks, and what its style adds."""
    style, _, body = data.decode().partition("</style>")
    for content in re.findall(r"content: ([^;}]*)", style):
        for string in re.findall(r'"(.*?)"', content):
            yield re.sub(r"\\([0-9a-f]+) ", lambda code: chr(int(code[1], 16)), string)
    yield from map(unescape, re.findall(r"<title>(.*?)</title>", style))
    yield from map(unescape, re.findall(r'aria-label="(.*?)"', body))
    yield from map(unescape, re.findall(r'data-saved="(.*?)"', body))
    yield unescape(re.sub(r"<script>.*</script>|<[^>]*>", " ", body, flags=re.DOTALL))


def said_in_markdown(data: bytes) -> Iterator[str]:
    """Yield what a Markdown file says."""
    yield data.decode()


def said_in_docx(data: bytes) -> Iterator[str]:
    """Yield what a document says: its texts, above and below them too, and the names of its blanks and tables."""
    document = docx.Document(io.BytesIO(data))
    yield document.core_properties.title
    (first, *_) = document.sections
    for part in (document, first.header, first.footer, first.first_page_header, first.first_page_footer):
        root = part.element.body if part is document else part._element  # noqa: SLF001
        for paragraph in root.iter(qn("w:p")):
            yield "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        yield from (node.get(qn("w:val")) for node in root.iter(qn("w:alias"), qn("w:tblCaption")))


def said_in_pdf(data: bytes) -> Iterator[str]:
    """Yield what a PDF says: what is heard, what is only to be seen, and its title."""
    yield from (text for _, text in read(data).leaves)
    yield from (" ".join(run.text for run in page.runs if run.mark is None) for page in read(data).pages)
    yield read(data).information["/Title"]


SAID = {"html": said_in_html, "md": said_in_markdown, "docx": said_in_docx, "pdf": said_in_pdf}


def assert_translated(form: str, data: bytes) -> None:
    """See that a file says nothing that is not in the language of the library."""
    said = list(SAID[form](data))
    assert sum(text.count("⟦") for text in said) > 2
    for text in said:
        assert untranslated(text) == set(), text


def variant_of(library: pipeline.Library, label: str = "B", name: str = "") -> Variant:
    """Return a sheet with questions in all ways, and its key."""
    facts = [fact for fact in library.kb.facts.values() if fact.retired is None]
    questions: list[Question] = []
    for way in ("choice", "true-false", "cloze", "recall", "order", "match"):
        one_each = (library.asker.exercise(fact, way, "1") for fact in facts)
        several = draw_several(library.kb, facts, library.asker.ways[way], "1") if way in ("order", "match") else ()
        questions += [question for question in (*one_each, *several) if question is not None]
    return compose(library.kb, questions, Labels(veiled("Questions"), label, "7", name))


def one_question(variant: Variant) -> Variant:
    """Return the sheet with the first of its questions alone."""
    first, *_ = variant.sheet.sections
    return variant._replace(sheet=variant.sheet._replace(sections=(first._replace(items=first.items[:1]),)))


@pytest.mark.parametrize("size", few([11, 18]))
@pytest.mark.parametrize("form", SHEET_FORMATS)
def test_sheets_and_keys_are_translated(library: pipeline.Library, press: Press, form: str, size: int) -> None:
    record, layout = SHEET_FORMATS[form], Layout(size=size)
    whole = variant_of(library)
    assert len(whole.sheet.sections) == len(Part)
    small = [one_question(variant_of(library, label, name)) for label in ("", "B") for name in ("", veiled("Helen"))]
    for variant in (whole, *few(small[::-1])):
        assert_translated(form, record.paper(press, variant.sheet, layout))
        assert_translated(form, record.key(press, variant, layout))
    if record.paper_with_key is not None:
        assert_translated(form, record.paper_with_key(press, small[0], layout))


class _Hostile(NullTranslations):
    """Ends each text with what would end a script, a style sheet, a string or an attribute."""

    def gettext(self, message: str) -> str:
        return f"{message}</script></style><i>\"'\\ &"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


HOSTILE = replace(PIECEWISE, texts=_Hostile())


def test_no_translation_gets_out_of_its_place_on_a_card(
    library: pipeline.Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LANGUAGES, "en", HOSTILE)
    note_type = note_type_of(KnowledgeBase(library.kb.documents))
    assert note_type.language is HOSTILE
    assert "Withdrawn on" in note_type.css()
    assert "<" not in note_type.css()
    for template in note_type.templates():
        for side in (template["qfmt"], template["afmt"]):
            assert side.count("<script>") == side.count("</script>")
            assert "<i>" not in side
            assert "</style>" not in side
            for line in side.splitlines():
                assert "Wrong: you" not in line or line.count('"') % 2 == line.count('\\"') % 2


def test_no_translation_gets_out_of_its_place_on_paper(library: pipeline.Library, press: Press) -> None:
    whole = variant_of(library)
    variant = whole._replace(sheet=whole.sheet._replace(language=HOSTILE))
    for data in (
        SHEET_FORMATS["html"].paper(press, variant.sheet, Layout()),
        SHEET_FORMATS["html"].key(press, variant, Layout()),
    ):
        assert b"<i>" not in data
        assert data.count(b"</script>") == data.count(b"<script>")
        assert data.count(b"</style>") == 1
    assert b"<i>" not in SHEET_FORMATS["md"].key(press, variant, Layout()).replace(b"\\<i\\>", b"")
    text = " ".join(said_in_pdf(SHEET_FORMATS["pdf"].paper(press, variant.sheet, Layout())))
    assert "Name</script></style><i>\"'\\ &" in text


@pytest.mark.parametrize("size", few([18, 11]))
def test_answer_sheets_are_translated(library: pipeline.Library, press: Press, size: int) -> None:
    for label, name in (("", ""), ("B", veiled("Helen"))):
        sheet = variant_of(library, label, name).sheet
        assert_translated("pdf", answer_sheet(press, sheet, Layout(size=size)))


@pytest.mark.parametrize("size", few([11, 18]))
def test_what_is_answered_apart_is_translated_and_so_is_its_key(
    library: pipeline.Library, press: Press, size: int
) -> None:
    for label, name in few((("B", veiled("Helen")), ("", ""))):
        variant = answered_apart(variant_of(library, label, name))
        assert_translated("pdf", answer_overlay(press, variant, Layout(size=size)))
        for form, made in SHEET_FORMATS.items():
            assert_translated(form, made.paper(press, variant.sheet, Layout(size=size)))


def test_keys_as_data_are_translated_but_for_their_names(library: pipeline.Library) -> None:
    answers = json.loads(key_json([variant_of(library)]))["answers"]
    judged = [one for one in answers if one["part"] == "true-false"]
    marks = {(one["answer"].partition(":")[0], *one["marks"]) for one in judged}
    assert marks == {("⟦True⟧", "⟦T⟧"), ("⟦False⟧", "⟦F⟧")}
    for answer in answers:
        for name in answer.keys() - {"part", "question", "facts", "sources"}:
            assert untranslated(" ".join(values(answer[name]))) == set(), name


def values(data: Any) -> Iterator[str]:
    """Yield each value in data of JSON as text."""
    if isinstance(data, dict | list):
        for one in data.values() if isinstance(data, dict) else data:
            yield from values(one)
    else:
        yield str(data)


@pytest.mark.parametrize("flip", few([*Flip]))
@pytest.mark.parametrize("sides", Sides)
def test_flashcards_and_the_test_of_a_printer_are_translated(
    library: pipeline.Library, tmp_path: Path, sides: Sides, flip: Flip
) -> None:
    options, settings = CardOptions(sides, flip, (1.5, -0.5)), PrintSettings(out=tmp_path)
    alignment, cards = print_cards(content_of(library), options, settings, alignment_test=True)
    assert_translated("pdf", cards.read_bytes())
    for text in said_in_pdf(alignment.read_bytes()):
        assert untranslated(re.sub(r"--offset|--flip (long|short)", " ", text)) == set()


@pytest.mark.parametrize("size", few([11, 18]))
def test_timelines_are_translated(library: pipeline.Library, tmp_path: Path, size: int) -> None:
    paths = print_timeline(content_of(library), PrintSettings(layout=Layout(size=size), out=tmp_path))
    assert len(paths) == 3
    for path in paths:
        assert_translated("pdf", path.read_bytes())
