"""Sheets as Markdown, HTML and DOCX, keys as data: texts read as written, nothing runs, a pupil gets no answers."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import jsonschema
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from quizgen.domain.text import plain
from quizgen.domain.unseen import FORBIDDEN, is_unseen
from quizgen.language import ENGLISH
from quizgen.rendering.errors import MissingPackageError
from quizgen.rendering.outputs import SHEET_FORMATS
from quizgen.rendering.sheets import markdown as md
from quizgen.rendering.sheets.blanks import BLANKS
from quizgen.rendering.sheets.keydata import key_csv, key_json
from quizgen.rendering.sheets.layout import Layout
from quizgen.rendering.sheets.sheet import (
    Answer,
    AnswerKey,
    AnswerRow,
    Cite,
    Differing,
    Item,
    Part,
    Section,
    Sheet,
    Variant,
)
from tests.conftest import ROOT
from tests.support.browser import CHROMIUM
from tests.support.drawing import typed
from tests.support.effort import IS_GATE, few
from tests.support.pdf import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result
    from docx.document import Document
    from markdown_it.token import Token

    from tests.support.browser import Browser


LARGE = Layout(paper="letter", size=24)
BLANK, GAP, NARROW_GAP = BLANKS["usual"], BLANKS["gap"], BLANKS["narrow_gap"]
HOSTILE = [
    "# no heading",
    "- no list",
    "7. no list",
    "+ * 1) no list",
    "---",
    "===",
    "> no quote",
    "    no code",
    "a `code` *b* __c__ ~~d~~ | e | $f$ \\g\\",
    "[x](javascript:alert(1)) ![y](https://example.org/y.png) <https://example.org>",
    "<script>alert(1)</script> &amp; &#65; &lt; \"quoted\" 'too'",
    "</style></title><img src=x onerror=alert(1)>",
    "one\n\n# two\r\nthree\tfour\u2028five",
    "nul \x00 escape \x1b[31m bell \x07 half \ud800 none \uffff \x85",
    "\u202edrawkcab\u202c and\u200b unseen\u00ad",
    "😀 👩\u200d👩\u200d👧 🇬🇧 ☐",
    "مرحبا بالعالم، كيف حالك؟",
    "Привет, мир",
    '=HYPERLINK("https://example.org")',
    '%PDF {{c1::x}} #read("/etc/passwd") \\( x \\)',
    "x" * 10_000,
]
HIDDEN = "what-no-pupil-sees"


def sheet_of(text: str = "", name: str = "") -> Sheet:
    """Return a sheet with a section of each kind; `text` stands in all its texts."""
    options = tuple(f"{text} {word}" for word in ("north", "south", "east", "west"))
    sections = (
        (Part.CHOICE, Item(1, 1, f"{text} Which way?", options=options)),
        (Part.CHOICE, Item(2, 2, f"{text} Which other way?", options=options[:3])),
        (Part.TRUE_FALSE, Item(3, 1, f"{text} It is north.", options=("True", "False"))),
        (Part.GAP, Item(4, 1, f"{text} went ", f" again. {text}")),
        (Part.SHORT, Item(5, 2, text or "Where?")),
        (Part.ORDER, Item(6, 4, "", options=options)),
        (Part.MATCH, Item(7, 4, f"{text} Who was it?", options=options, names=tuple(map(str.upper, options)))),
    )
    return Sheet(
        title=f"{text} Title",
        language=ENGLISH,
        tag="en",
        label="B",
        seed="42",
        sections=tuple(
            Section(part, f"{text} {part.value}", f"{text} Do it.", tuple(i for one, i in sections if one is part))
            for part in Part
        ),
        name=name,
    )


def variant_of(text: str = "", name: str = "") -> Variant:
    """Return such a sheet with its key, in which the answers, ids and notes hold the secret."""
    marks = {1: ("C",), 2: ("A",), 3: ("T",), 6: ("2", "1", "4", "3"), 7: ("D", "C", "B", "A")}
    sheet = sheet_of(text, name)
    answers = tuple(
        Answer(
            number=item.number,
            question=f"{HIDDEN}.{item.number}/way",
            facts=(f"{HIDDEN}.{item.number}",),
            points=item.points,
            answer=f"{text} {HIDDEN}",
            marks=marks.get(item.number, ()),
            accepted=(f"{text} neither here nor there", "elsewhere") if item.number == 5 else (),
            accounts=(Differing(f"{text} {HIDDEN} A", "The Wire"), Differing("B", text)) if item.number == 5 else (),
            note=f"{text} {HIDDEN} noted",
            sources=("wire",),
            rows=tuple(
                AnswerRow(mark, f"{HIDDEN}: {option}", f"{HIDDEN}.{item.number}", ("wire",))
                for mark, option in zip(marks.get(item.number, ()), item.options, strict=False)
            )
            if item.number in (6, 7)
            else (),
        )
        for item in sheet.items
    )
    return Variant(
        sheet, AnswerKey(answers, (Cite("wire", text, f"{text} Title", "2022", "An agency."),), f"{text} Tell us.")
    )


#: What a format that needs none is given for a press.
NO_PRESS: Any = None


def paper_html(sheet: Sheet, layout: Layout) -> str:
    return SHEET_FORMATS["html"].paper(NO_PRESS, sheet, layout).decode()


def key_html(variant: Variant, layout: Layout) -> str:
    return SHEET_FORMATS["html"].key(NO_PRESS, variant, layout).decode()


def paper_markdown(sheet: Sheet) -> str:
    return SHEET_FORMATS["md"].paper(NO_PRESS, sheet, Layout()).decode()


def key_markdown(variant: Variant) -> str:
    return SHEET_FORMATS["md"].key(NO_PRESS, variant, Layout()).decode()


def paper_docx(sheet: Sheet, layout: Layout) -> bytes:
    return SHEET_FORMATS["docx"].paper(NO_PRESS, sheet, layout)


def key_docx(variant: Variant, layout: Layout) -> bytes:
    return SHEET_FORMATS["docx"].key(NO_PRESS, variant, layout)


def as_shown(text: str) -> str:
    """Return a text as a reader sees it, whatever becomes of spaces and of quotation marks."""
    return typed(" ".join(plain(text).split()))


def test_whatever_no_library_may_hold_is_seen_on_no_sheet_and_obeyed_by_no_terminal() -> None:
    for character in filter(FORBIDDEN.match, map(chr, range(sys.maxunicode + 1))):
        assert plain(character) in ("", " ", "\ufffd"), hex(ord(character))
        assert is_unseen(character) or character in "\ufffe\uffff", hex(ord(character))


# Markdown


def blocks(text: str) -> list[tuple[str, str]]:
    """Parse CommonMark; return each piece of text with the tag it stands in."""
    tokens = MarkdownIt("commonmark").parse(text)
    return [(before.tag, words(token)) for before, token in pairwise(tokens) if token.type == "inline"]


def words(token: Token) -> str:
    """Return the text of a block, which holds nothing but text and what is emphasised on purpose."""
    assert {child.type for child in token.children or ()} <= {
        "text",
        "strong_open",
        "strong_close",
        "em_open",
        "em_close",
    }
    return as_shown("".join(child.content for child in token.children or ()))


@pytest.mark.parametrize("text", HOSTILE[:: 1 if IS_GATE else 5])
def test_markdown_reads_as_it_was_written(text: str) -> None:
    found = blocks(paper_markdown(sheet_of(text, name=text)))
    kinds = {tag for tag, _ in found}
    assert kinds == {"h1", "h2", "p"}
    shown = [line for _, line in found]
    assert shown[0] == as_shown(f"{text} Title")
    assert as_shown(f"{text} Which way? (1 point)") in shown
    assert as_shown(f"[ ] C. {text} east") in shown
    assert as_shown(f"{text} went {GAP} again. {text}") in shown
    assert as_shown(f"D. {text} west".upper()) in [line.upper() for line in shown]
    key = [line for _, line in blocks(key_markdown(variant_of(text)))]
    assert "1 C · 2 A" in key
    assert as_shown(f"C {text} {HIDDEN}") in key
    assert as_shown(f"Also right: elsewhere; {text} neither here nor there") in key
    assert as_shown(f"Note: {text} {HIDDEN} noted") in key


@given(st.text(st.sampled_from("ab1 \t\n.)-+=*_`~<>[]()!#&;:\\|$\"'é\u00a0😀")))
def test_any_text_is_one_paragraph_of_markdown(text: str) -> None:
    found = blocks(md.escape(text).strip())
    assert found == ([("p", as_shown(text))] if as_shown(text) else [])


def test_numbers_go_on_across_the_sections_of_the_markdown() -> None:
    tokens = MarkdownIt("commonmark").parse(paper_markdown(sheet_of()))
    starts = [token.attrGet("start") or 1 for token in tokens if token.type == "ordered_list_open"]
    assert starts == [1, 3, 4, 5, 6, 7]  # the second question goes on in the first list
    items = [token for token in tokens if token.type == "list_item_open" and token.level == 1]
    assert [int(token.info) for token in items] == [1, 2, 3, 4, 5, 6, 7]
    below = [token.level for token in tokens if token.type == "bullet_list_open"]
    assert below == [2] * 6  # options twice, true or false, events, and with the last question names and lines


def test_rows_have_the_numerals_of_the_answer_sheet() -> None:
    numerals = ["i", "ii", "iii", "iv"] * 2
    assert re.findall(r"- ([iv]+) _+ +\w", paper_markdown(sheet_of())) == numerals
    page = re.findall(r'<li><label><span class="numeral">(.*?)</span>', paper_html(sheet_of(), Layout()))
    assert page == numerals
    paper, _ = written(variant_of(), Layout())
    assert len(styled(paper, "List Number 4")) == 8
    levels = paper.part.numbering_part.element.iter(qn("w:lvl"))
    (level,) = (one for one in levels if one.find(qn("w:pStyle")).get(qn("w:val")) == "ListNumber4")
    assert level.find(qn("w:numFmt")).get(qn("w:val")) == "lowerRoman"
    assert level.get(qn("w:ilvl")) == "3"  # below the number of its question, so it begins anew with each


def test_what_each_is_worth_stands_where_it_differs() -> None:
    lines = [line for _, line in blocks(paper_markdown(sheet_of()))]
    assert "Which way? (1 point)" in lines
    assert "Which other way? (2 points)" in lines
    assert "Do it. 1 point. ____ / 1" in lines  # the only gap
    assert "It is north." in lines
    same = sheet_of()
    choice = same.sections[0]._replace(items=tuple(one._replace(points=3) for one in same.sections[0].items))
    lines = [line for _, line in blocks(paper_markdown(same._replace(sections=(choice,))))]
    assert "Do it. 3 points each. ____ / 6" in lines
    assert "Which way?" in lines


def test_the_markdown_says_whose_copy_it_is_and_what_it_is_worth() -> None:
    text = paper_markdown(sheet_of())
    assert f"Name {BLANK} Class " in text
    assert "of 15\n" in text
    assert text.endswith("Variant B · seed 42\n")
    assert "Name: **Zoë**" in paper_markdown(sheet_of(name="Zoë"))


# HTML

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """Reads a page strictly: every element is closed, in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self.headings: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
            self.ids.append(dict(attrs).get("id") or "")
        if tag in ("h1", "h2", "h3"):
            self.headings.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        """See that the innermost element is closed."""
        assert self.open.pop() == tag
        self.ids.pop()

    def handle_data(self, data: str) -> None:
        """Add text to the elements with ids around it."""
        for id_ in filter(None, self.ids):
            self.texts[id_] = self.texts.get(id_, "") + data
        if self.headings and self.headings[-1][0] in self.open:
            self.headings[-1] = (self.headings[-1][0], self.headings[-1][1] + data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of all elements of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.mark.parametrize("text", HOSTILE[:: 1 if IS_GATE else 5])
@pytest.mark.parametrize("layout", [Layout(columns=2), LARGE], ids=["columns", "large"])
def test_html_reads_as_it_was_written(text: str, layout: Layout) -> None:
    for page in (Page(paper_html(sheet_of(text, name=text), layout)), Page(key_html(variant_of(text, text), layout))):
        tags_ = [tag for tag, _ in page.headings]
        assert tags_[:2] == ["h1", "h2"]
        assert set(tags_[2:]) <= {"h2", "h3"}  # and no heading is of the text's making
        assert as_shown(f"{text} Title") in as_shown(page.headings[0][1])
        tags = {tag for tag, _ in page.elements}
        assert len(page.all("script")) == len(page.all("textarea"))  # the one of the paper, to save what is filled in
        assert tags.isdisjoint({"img", "link", "iframe", "object", "form", "base", "a"})
        assert not any(key.startswith("on") or key in ("src", "href", "style") for _, a in page.elements for key in a)
        ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        assert len(ids) == len(set(ids))
        assert {a["aria-labelledby"] for _, a in page.elements if "aria-labelledby" in a} <= set(ids)
    paper = Page(paper_html(sheet_of(text), layout))
    assert as_shown(paper.texts["question-4"]) == as_shown(f"{text} went  again. {text}")


@pytest.mark.parametrize("text", HOSTILE[:: 1 if IS_GATE else 5])
def test_no_text_gets_out_of_the_style_sheet(text: str) -> None:
    sheet = sheet_of(text, name=text)._replace(seed=text, label=text)
    page = paper_html(sheet, replace(LARGE, font=text))
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert "<" not in style
    without_strings = re.sub(r'"[^"\n]*"', "", style)
    assert without_strings.count("{") == without_strings.count("}")
    assert 'content: "Page " counter(page)' in style
    assert "url(" not in without_strings
    assert "@import" not in without_strings


def test_the_html_is_one_file_that_fetches_and_runs_nothing() -> None:
    for page in map(Page, (paper_html(sheet_of(), Layout()), key_html(variant_of(), Layout()))):
        (policy,) = (meta["content"] or "" for meta in page.all("meta") if "http-equiv" in meta)
        assert policy.startswith("default-src 'none'; style-src 'unsafe-inline';")
        assert page.all("html") == [{"lang": "en", "dir": "ltr"}]
        assert len(page.all("main")) == len(page.all("title")) == 1
    arabic = Page(paper_html(sheet_of()._replace(tag="ar-EG"), Layout()))
    assert arabic.all("html") == [{"lang": "ar-EG", "dir": "rtl"}]
    assert [attributes for _, attributes in arabic.elements if "lang" in attributes] == arabic.all("html")


def test_lists_of_the_html_are_numbered_on_and_lettered() -> None:
    page = Page(paper_html(sheet_of(), Layout()))
    assert [one["start"] for one in page.all("ol") if one["class"] == "questions"] == ["1", "3", "4", "5", "6", "7"]
    lettered = [one for one in page.all("ol") if one.get("type") == "A"]
    assert [one["class"] for one in lettered] == ["options", "options", "names"]
    groups = [one for one in page.all("div") if "role" in one]
    assert {one["role"] for one in groups} == {"group"}
    labels = [one["aria-labelledby"] for one in groups]
    # The sixth question has no words of its own.
    assert labels == ["question-1", "question-2", "question-3", "order-title", "question-7"]


def test_the_key_of_the_html_is_tables_with_named_rows_and_columns() -> None:
    page = Page(key_html(variant_of(), Layout()))
    assert len(page.all("table")) == len(Part) + 1  # the last has the points for each share of all
    scopes = [one["scope"] for one in page.all("th")]
    assert scopes.count("col") == 2 + 1 + 3 * 4 + 5
    assert scopes.count("row") == 4  # the questions without a letter


def test_paper_and_size_are_those_asked_for() -> None:
    style = paper_html(sheet_of(), LARGE).partition("</style>")[0]
    assert "size: letter;" in style
    assert "--size: 24pt" in style
    assert '"Atkinson Hyperlegible", Arial' in style
    assert "size: A4;" in paper_html(sheet_of(), Layout())
    assert '"Libertinus Serif", Georgia' in paper_html(sheet_of(), Layout())


@pytest.mark.skipif(CHROMIUM is None and "CI" not in os.environ, reason="needs Chromium; CI installs it")
def test_a_browser_prints_the_paper_with_page_numbers_and_no_question_torn(browser: Browser) -> None:
    sheet = sheet_of("Some words that fill a line.")._replace(title="Title")
    pages = read(browser.print(paper_html(sheet, LARGE))).pages
    texts = [as_shown(" ".join(row.text for row in page.rows)) for page in pages]
    assert (round(pages[0].width), round(pages[0].height)) == (612, 792)
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in text
        assert (f"Name {BLANK}" in text) == (number > 1)
    (first,) = (text for text in texts if "Which way?" in text)
    assert all(f"line. {word}" in first for word in ("north", "south", "east", "west"))


def running(sheet: Sheet, layout: Layout) -> list[str]:
    """Return what the HTML says over later pages, left and right, and below all."""
    style = paper_html(sheet, layout).partition("</style>")[0]
    found = [
        re.findall(rf'@{place} {{ content: (?:var\(--name, )?"(.*?)"\)? }}', style)
        for place in ("top-left", "top-right", "bottom-left")
    ]
    return [re.sub(r"\\([0-9a-f]+) ", lambda code: chr(int(code[1], 16)), texts[0]) for texts in found]


def test_what_stands_over_later_pages_is_cut_to_one_line() -> None:
    sheet = sheet_of()._replace(title="Title")
    short = sheet._replace(name="Ann Other")
    assert running(short, Layout()) == running(short, LARGE) == ["Title", "Ann Other", "Variant B · seed 42"]
    full = sheet._replace(name="Oluwaseun Adebayo-Williams of Middlesbrough")
    assert running(full, Layout())[:2] == ["Title", full.name]
    assert running(full, LARGE)[:2] == ["", "Oluwaseun Adebayo-Williams of Middle…"]
    widest = sheet._replace(title="A long title " * 9, name="W" * 80, seed="s" * 120)
    for layout in (Layout(), LARGE):
        left, *cut = running(widest, layout)
        assert left == ""
        assert all(text.endswith("…") for text in cut)
        assert len(cut[0]) * layout.size * 0.8 < 482


@pytest.mark.skipif(CHROMIUM is None and "CI" not in os.environ, reason="needs Chromium; CI installs it")
@pytest.mark.parametrize("size", few([24, 11, 18]))
def test_a_browser_prints_the_widest_name_on_the_paper(browser: Browser, size: int) -> None:
    sheet = sheet_of("Some words that fill a line.", "W" * 80)._replace(title="A long title " * 9, seed="M" * 120)
    _, later, *_ = read(browser.print(paper_html(sheet, replace(LARGE, size=size)))).pages
    cut = [row for row in later.rows if "…" in row.text]
    assert len(cut) == 2
    assert all(40 < row.x < row.end < 612 for row in cut)


@pytest.mark.skipif(CHROMIUM is None and "CI" not in os.environ, reason="needs Chromium; CI installs it")
def test_the_points_of_a_question_without_words_stand_beside_its_number(browser: Browser) -> None:
    pages = read(browser.print(paper_html(sheet_of(), Layout()))).pages
    assert "6. (4 points)" in [row.text for page in pages for row in page.rows]


# DOCX


def written(variant: Variant, layout: Layout) -> tuple[Document, Document]:
    """Return the paper and the key as python-docx reads them back."""
    return (
        docx.Document(io.BytesIO(paper_docx(variant.sheet, layout))),
        docx.Document(io.BytesIO(key_docx(variant, layout))),
    )


def text_of(element: Any) -> str:
    """Return all text of a piece of a document, fields included."""
    return as_shown(
        "".join(one.text or "" if one.tag == qn("w:t") else " " for one in element.iter(qn("w:t"), qn("w:tab")))
    )


def styled(document: Document, style: str) -> list[Any]:
    """Return the paragraphs of a style, those in tables too."""
    return [one for one in all_paragraphs(document) if one.style is not None and one.style.name == style]


def all_paragraphs(document: Document) -> list[Any]:
    """Return the paragraphs in the order in which they are read, those in tables too."""
    return [Paragraph(one, document._body) for one in document.element.body.iter(qn("w:p"))]  # noqa: SLF001


def xml(proxy: Any) -> Any:
    """Return the XML behind an object of python-docx."""
    return proxy._element  # noqa: SLF001  there is no other way


@pytest.mark.parametrize("text", HOSTILE[:: 1 if IS_GATE else 12])
def test_docx_reads_as_it_was_written(text: str) -> None:
    paper, key = written(variant_of(text, text), replace(LARGE, font=text))
    assert text_of(xml(styled(paper, "Heading 1")[0])) == as_shown(f"{text} Title")
    asked = [text_of(xml(one)) for one in styled(paper, "List Number")]
    assert asked[0] == as_shown(f"{text} Which way? (1 point)")
    assert asked[3] == as_shown(f"{text} went {NARROW_GAP} again. {text}")
    assert asked[5] == "(4 points)"
    assert text_of(xml(styled(paper, "List Number 2")[2])) == as_shown(f"☐ {text} east")
    assert as_shown(f"Also right: elsewhere; {text} neither here nor there") in text_of(xml(key.tables[3]))


def test_docx_lists_are_real_and_a_question_stays_with_its_options() -> None:
    paper, _ = written(variant_of(), Layout())
    assert len(styled(paper, "List Number")) == 7
    numbering = {
        one.get(qn("w:val")): (level.find(qn("w:numFmt")).get(qn("w:val")), level.get(qn("w:ilvl")))
        for level in paper.part.numbering_part.element.iter(qn("w:lvl"))
        for one in level.iter(qn("w:pStyle"))
    }
    # Letters are a lower level of the same list, so they begin anew below each number.
    assert numbering["ListNumber"] == ("decimal", "0")
    assert numbering["ListNumber2"] == ("upperLetter", "1")
    stays = []
    for one in paper.paragraphs:
        assert one.style is not None
        own, general = one.paragraph_format.keep_with_next, one.style.paragraph_format.keep_with_next
        stays.append((one.style.name, general if own is None else own))
    start = next(place for place, (name, _) in enumerate(stays) if name == "Heading 2")
    assert [kept for _, kept in stays[start : start + 7]] == [True, True, True, True, True, True, False]
    for (name, kept), (after, _) in pairwise(stays):
        if after not in ("List Number", "Heading 2", "Instruction"):
            assert kept or name in ("Heading 1", "Copy", "Fields", "Advice")


def test_docx_looks_by_its_styles_alone() -> None:
    for document in written(variant_of(), LARGE):
        body = document.element.body
        assert {one.tag for run in body.iter(qn("w:r")) for rpr in run.iter(qn("w:rPr")) for one in rpr} <= {
            qn("w:rStyle")
        }
        direct = {one.tag for pr in body.iter(qn("w:pPr")) for one in pr}
        assert direct <= {qn("w:pStyle"), qn("w:keepNext")}
        assert not list(body.iter(qn("w:drawing"), qn("w:pict")))
        assert all(text_of(one) for one in body.iter(qn("w:p")) if not list(one.iter(qn("w:sdt"))))


def test_nothing_is_slanted_in_large_print() -> None:
    paper, _ = written(variant_of(), LARGE)
    assert not list(paper.styles.element.iter(qn("w:i")))


def test_docx_has_paper_language_title_and_running_lines() -> None:
    paper, key = written(variant_of(), LARGE)
    (section,) = paper.sections
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.pt), round(section.page_height.pt)) == (612, 792)
    assert paper.core_properties.title == "Title · Variant B"
    assert key.core_properties.title == "Key: Title · Variant B"
    assert paper.core_properties.language == "en"
    assert paper.core_properties.author == paper.core_properties.comments == ""
    assert [one.get(qn("w:val")) for one in paper.styles.element.iter(qn("w:lang"))] == ["en"]
    for footer in (section.footer, section.first_page_footer):
        assert text_of(xml(footer)) == "Variant B · seed 42 Page 1 of 1"
        fields = [one.get(qn("w:instr")) for one in xml(footer).iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]
    assert text_of(xml(section.header)) == f"Name {BLANK}"  # large print has no room for the title too
    assert text_of(xml(section.first_page_header)) == ""
    assert next(paper.styles.element.iter(qn("w:sz"))).get(qn("w:val")) == "48"  # half points


def test_docx_blanks_have_names() -> None:
    paper, _ = written(variant_of(), Layout())
    names = [one.get(qn("w:val")) for one in paper.element.body.iter(qn("w:alias"))]
    assert names[:4] == ["Name", "Class", "Date", "Points reached"]
    reached = [name for name in names if name.startswith("Points reached in ")]
    assert reached == [f"Points reached in {part.value}" for part in Part]
    written_on = [name for name in names[4:] if name not in reached]
    assert written_on[:4] == [f"Box for answer {letter} to question 1" for letter in "ABCD"]
    assert written_on[7:9] == [f"Box for answer {word} to question 3" for word in ("True", "False")]
    assert written_on[9:12] == ["Blank in question 4", *(f"Line {n} for the answer to question 5" for n in (1, 2))]
    assert names[-1] == "Box for the letter of row iv of question 7"
    assert len(names) == len(set(names)) == 24 + len(Part)
    assert max(map(len, names)) <= 64  # Word cuts longer ones off


def test_docx_columns_begin_below_the_head() -> None:
    paper, _ = written(variant_of(), Layout(columns=2))
    assert [one.get(qn("w:num")) for one in paper.element.body.iter(qn("w:cols"))] == [None, "2"]
    assert [one.start_type.name for one in paper.sections] == ["NEW_PAGE", "CONTINUOUS"]
    assert all(text_of(xml(one)) or list(xml(one).iter(qn("w:sdt"))) for one in paper.paragraphs)
    assert text_of(xml(paper.sections[1].header)) == f"Title Name {BLANK}"


def test_tables_of_the_docx_repeat_their_head_and_have_a_name() -> None:
    _, key = written(variant_of(), Layout())
    strips, marks, proofs = key.tables[:2], key.tables[2:6], key.tables[7:]
    assert [[cell.text for cell in one.rows[0].cells] for one in strips] == [["1", "2"], ["3"]]
    assert [[cell.text for cell in one.rows[1].cells] for one in strips] == [["C", "A"], ["T"]]
    assert [cell.text for cell in key.tables[6].rows[1].cells] == ["14", "12", "11", "9", "8"]
    assert {tuple(cell.text for cell in one.rows[0].cells) for one in marks} == {("No.", "Answer", "Points")}
    assert {tuple(cell.text for cell in one.rows[0].cells) for one in proofs} == {("No.", "Answer")}
    for table, part in zip([*strips, *marks, *proofs], [*Part, *Part], strict=True):
        head, *rows = xml(table).iter(qn("w:tr"))
        assert list(head.iter(qn("w:tblHeader")))
        assert all(list(row.iter(qn("w:cantSplit"))) for row in (head, *rows))
        (caption,) = xml(table).iter(qn("w:tblCaption"))
        assert as_shown(caption.get(qn("w:val"))) == part.value


def test_a_missing_package_is_told_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, quizgen: Callable[..., Result], tmp_path: Path
) -> None:
    for name in [name for name in sys.modules if name.startswith("quizgen.rendering.sheets.docx_")]:
        monkeypatch.delitem(sys.modules, name)
        monkeypatch.delattr(sys.modules["quizgen.rendering.sheets"], name.rpartition(".")[2], raising=False)
    for name in [name for name in sys.modules if name.startswith("docx.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingPackageError, match=re.escape("pip install 'quizgen[docx]'")):
        paper_docx(sheet_of(), Layout())
    said = quizgen("sheet", "core", "--format", "docx", "--library", ROOT, "--out", tmp_path)
    assert said.exit_code == 1
    assert said.stderr.endswith(
        "Error: DOCX needs the package python-docx; install it with: pip install 'quizgen[docx]'\n"
    )


@pytest.mark.parametrize("name", ["sheet.docx", "large.docx"])
def test_the_templates_of_docx_show_every_style_that_is_used_and_name_nobody(name: str) -> None:
    template = docx.Document(str(files("quizgen.rendering.sheets") / "templates" / name))
    samples = {style(one) for one in (*template.paragraphs, *(p for c in cells(template) for p in c.paragraphs))}
    layout = LARGE if name == "large.docx" else Layout()
    used = {style(one) for made in written(variant_of(), layout) for one in all_paragraphs(made)}
    assert samples == used
    about = template.core_properties
    assert about.author == about.last_modified_by == about.comments == ""


def style(paragraph: Any) -> str:
    """Return the name of a paragraph's style."""
    return str(paragraph.style.name)


def cells(document: Document) -> list[Any]:
    """Return the cells of all tables."""
    return [cell for table in document.tables for row in table.rows for cell in row.cells]


# The key as data

ANSWER = {
    "type": "object",
    "required": [
        *("variant", "name", "title", "seed", "number", "part", "question", "facts", "points", "answer", "marks"),
        *("accepted", "accounts", "note", "sources", "rows", "rule"),
    ],
    "properties": {
        **{
            name: {"type": "string"}
            for name in ("variant", "name", "title", "seed", "question", "answer", "note", "rule")
        },
        **{name: {"type": "integer"} for name in ("number", "points")},
        **{name: {"type": "array", "items": {"type": "string"}} for name in ("facts", "marks", "accepted", "sources")},
        "part": {"enum": [part.value for part in Part]},
        "rows": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["mark", "text", "fact", "sources"],
                "properties": {"sources": {"type": "array", "items": {"type": "string"}}},
            },
        },
        "accounts": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["answer", "who"],
                "properties": {"answer": {"type": "string"}, "who": {"type": "string"}},
            },
        },
    },
}
PROMISE = {
    "type": "object",
    "required": ["answers", "sources"],
    "properties": {
        "answers": {"type": "array", "items": ANSWER},
        "sources": {"type": "array", "items": {"required": ["id", "who", "title", "where", "standing"]}},
    },
}


def test_the_json_keeps_its_promise() -> None:
    variants = [variant_of("one", "Zoë"), variant_of("two", "Ýmir")]
    data = json.loads(key_json(variants))
    jsonschema.validate(data, PROMISE)
    assert [(one["name"], one["number"]) for one in data["answers"]] == [
        (name, number) for name in ("Zoë", "Ýmir") for number in range(1, 8)
    ]
    assert data["answers"][5]["marks"] == ["2", "1", "4", "3"]
    assert data["answers"][5]["part"] == "order"
    assert data["answers"][5]["rule"].startswith(
        "Lines directly after the right one, and their points: 1\u00a0→\u00a01,"
    )
    assert data["answers"][0]["rule"] == "Two marks for one question earn nothing."
    assert data["answers"][5]["rows"][0] == {
        "mark": "2",
        "text": f"{HIDDEN}: one north",
        "fact": f"{HIDDEN}.6",
        "sources": ["wire"],
    }
    assert len(data["sources"]) == 1
    assert json.loads(key_json([])) == {"answers": [], "sources": []}


@pytest.mark.parametrize("text", HOSTILE[:: 1 if IS_GATE else 5])
def test_the_json_holds_texts_as_they_are(text: str) -> None:
    data = json.loads(key_json([variant_of(text)]).encode())
    assert data["answers"][0]["answer"] == f"{text} {HIDDEN}".replace("\ud800", "\ufffd")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "＝", "\u202e=", "\x00=", "\ufeff="])
def test_no_spreadsheet_computes_a_cell(start: str) -> None:
    text = f"{start}cmd|' /C calc'!A0"
    table = list(csv.reader(io.StringIO(key_csv([variant_of(text, text)]), newline="")))
    cells = [cell for row in table[1:] for cell in row if "cmd" in cell and not cell.startswith("what-no")]
    assert len(cells) > 20
    assert all(cell.startswith(("'", "The Wire", "2 ", "D ")) or "(" in cell for cell in cells)
    assert not [cell for cell in cells if re.match(r"[\s\W]*[=+@＝-]", cell) and not cell.startswith("'")]


def test_the_csv_is_a_table_for_spreadsheets() -> None:
    made = key_csv([variant_of('He said "no", then;\nleft', "Zoë"), variant_of()])
    data = made.encode()
    assert data.startswith(b"\xef\xbb\xbfvariant,name,title,seed,number,")
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == 1 + 2 * 7
    rows = list(csv.DictReader(io.StringIO(made.removeprefix("\ufeff"), newline="")))
    assert len(rows) == 14
    assert rows[0]["answer"] == f'He said "no", then; left {HIDDEN}'
    assert (rows[5]["marks"], rows[5]["points"], rows[5]["part"]) == ("2 1 4 3", "4", "order")
    assert rows[11]["accepted"] == " neither here nor there; elsewhere"
    assert rows[11]["accounts"] == f" {HIDDEN} A (The Wire); B ()"
    assert rows[0]["facts"] == f"{HIDDEN}.1"
    assert "each that is higher by one than the number before it counts." in rows[5]["rule"]
    assert rows[12]["rows"].startswith(f"2 {HIDDEN}: north [{HIDDEN}.6]; 1 {HIDDEN}: south [")


# All of them


@pytest.mark.parametrize("form", SHEET_FORMATS)
def test_every_format_in_the_table_is_offered_and_names_its_files(
    form: str, quizgen: Callable[..., Result], tmp_path: Path
) -> None:
    assert f"[{'|'.join(SHEET_FORMATS)}]" in quizgen("sheet", "--help").stdout
    usual = ("sheet", "core", "-n", "2", "--format", form, "--library", ROOT, "--out", tmp_path)
    said = quizgen(*usual)
    assert said.stdout.split() == [str(tmp_path / f"core-{kind}.{form}") for kind in ("sheet", "key")]
    refused = quizgen(*usual, "--key", "with")
    assert (refused.exit_code == 0) is (SHEET_FORMATS[form].paper_with_key is not None)
    refused = quizgen(*usual, "--columns", "2")
    assert (refused.exit_code == 0) is SHEET_FORMATS[form].has_pages


def files_of(sheet: Sheet, layout: Layout) -> dict[str, bytes]:
    """Return everything that goes to a pupil, a DOCX by its parts."""
    with zipfile.ZipFile(io.BytesIO(paper_docx(sheet, layout))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    return parts | {"md": paper_markdown(sheet).encode(), "html": paper_html(sheet, layout).encode()}


def test_no_file_of_a_pupil_holds_an_answer() -> None:
    for name, data in files_of(variant_of("x").sheet, Layout()).items():
        assert HIDDEN.encode() not in data, name
        assert b"python-docx" not in data, name
        assert b"wire" not in data.lower(), name


def test_every_key_holds_each_answer_with_its_fact_and_sources() -> None:
    variant = variant_of()
    _, key = written(variant, Layout())
    forms = (key_markdown(variant), re.sub("<[^>]+>", "", key_html(variant, Layout())), text_of(key.element.body))
    for text in map(as_shown, forms):
        plain_ = text.replace("\\", "").replace("*", "")
        for number in range(1, 8):
            assert f"Fact: {HIDDEN}.{number}. Source: wire." in text.replace("\\", "")
        for told in ("Also right: ", "The sources differ: ", "In order: ", "An agency.", "Tell us.", "15 points"):
            assert told in text.replace("\\", "")
        ends = rf"(north|south|east|west)[ ·]*Fact: {HIDDEN}.([67]). Source: wire."
        rows = re.findall(rf"([iv]+) ([A-D1-4]) {HIDDEN}: {ends}", plain_)
        assert [row[:3] for row in rows if row[3] == "7"] == [
            *(("i", "D", "north"), ("ii", "C", "south"), ("iii", "B", "east"), ("iv", "A", "west"))
        ]
        assert [row[1] for row in rows if row[3] == "6"] == ["2", "1", "4", "3"]


def fingerprint() -> str:
    """Return what tells apart any two outcomes of writing a sheet in all its forms."""
    variant = variant_of("text", "Zoë")
    sheet = variant.sheet
    files = paper_docx(sheet, LARGE) + key_docx(variant, Layout()) + paper_docx(sheet, Layout(columns=2))
    texts = (paper_markdown(sheet), key_markdown(variant), paper_html(sheet, LARGE), key_html(variant, Layout()))
    return sha256(files + "".join((*texts, key_csv([variant]), key_json([variant]))).encode()).hexdigest()


def test_the_same_sheet_is_the_same_bytes_in_two_processes() -> None:
    command = [sys.executable, "-c", "from tests.test_sheet_formats import fingerprint; print(fingerprint())"]
    environment = os.environ | {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"}
    other = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    assert other.strip() == fingerprint()


def test_the_style_sheet_is_plain() -> None:
    style = paper_html(sheet_of(), Layout()).partition("<style>")[2].partition("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style
