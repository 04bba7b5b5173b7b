"""HTML, Markdown and the look of cells become quizgen's markup, and what that cannot hold is told."""

from __future__ import annotations

import io
import zipfile
from html import escape
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.domain.markup import plain, read_markup
from quizgen.domain.text import single_spaced
from quizgen.importing.markup import from_html
from tests.support.inbox import import_into

if TYPE_CHECKING:
    from pathlib import Path

MARKUP = {
    "emphasis": ("A <b>bold</b> <i>word</i>, <em>so</em>", "A *bold* *word*, *so*", []),
    "emphasis within": ("<b>very <i>big</i></b> one", "very *big* one", ["formatted text: very big"]),
    "twice": ("a <b><i>word</i></b> twice", "a *word* twice", []),
    "all of it": ("<b>Bern</b>", "Bern", ["formatted text: Bern"]),
    "a part of a word": ("un<b>believ</b>able", "unbelievable", ["formatted text: believ"]),
    "code": ("the <code>print()</code> call", "the `print()` call", []),
    "link": ('see <a href="https://a.org/b">the page</a>', "see [the page](https://a.org/b)", []),
    "link elsewhere": ('see <a href="javascript:x()">it</a>', "see it", ["link: javascript:x()"]),
    "scripts": ("H<sub>2</sub>O, SO<sub>4</sub><sup>2−</sup>, x<sup>2</sup>", "H₂O, SO₄²⁻, x²", []),
    "letters that have no lowered form": (
        "at v<sub>B</sub> or <i>K</i><sub>eq</sub>",
        r"at $`v_B`$ or $`K_{\text{eq}}`$",
        [],
    ),
    "letters that have no raised form": ("what x<sup>a</sup> is", "what $`x^a`$ is", []),
    "a script behind a word": ("the rate<sub>B</sub> of", "the rateB of", ["raised or lowered sign: B"]),
    "a script of other signs": ("at T<sub>½</sub> so", "at T½ so", ["raised or lowered sign: ½"]),
    "a script behind another element": (
        "so v<b><sub>B</sub></b> is",
        "so vB is",
        ["raised or lowered sign: B", "formatted text: B"],
    ),
    "ordinals": ("the 19<sup>th</sup> of", "the 19th of", ["raised or lowered sign: th"]),
    "formula": (r"so \(E = mc^2\) is", "so $`E = mc^2`$ is", []),
    "formulas of Anki": ("[anki:mathjax]x_1[/anki:mathjax] [latex]y^2[/latex] [$]z[/$]", "$`x_1`$ $`y^2`$ $`z`$", []),
    "an element of Anki": (r"so <anki-mathjax>\frac{1}{2}</anki-mathjax>", r"so $`\frac{1}{2}`$", []),
    "no formula of ours": (r"so \(\int x\) is", r"so \(\int x\) is", [r"formula: \(\int x\)"]),
    "plain signs": ("2 * 3 * 4, $5 and $6", "2 * 3 * 4, $5 and $6", []),
    "signs that are read": ("what *so* is", "what *so* is", ["plain sign: what reads as markup in what *so* is"]),
    "lines": ("one<br>two", "one two", ["line break"]),
    "a line that ends": ("<p>one</p><br>", "one", []),
}


@pytest.mark.parametrize("name", MARKUP)
def test_html_becomes_markup(tmp_path: Path, name: str) -> None:
    html, text, lost = MARKUP[name]
    inbox = import_into(tmp_path, "a.txt", f"#separator:tab\n#html:true\n#columns:Question\tAnswer\n{html}\tneon\n")
    assert inbox.values("ask") == [(text,)]
    assert inbox.comments[1:] == [f"Not brought: {loss}" for loss in lost]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What is H~2~O, x^2^?", "What is H₂O, x²?"),
        ("What is $H_2O$ for $5 or $6?", "What is $`H_2O`$ for $5 or $6?"),
        (r"Is \(x_1\) a **bold** `code`?", "Is $`x_1`$ a *bold* `code`?"),
        ("Is it [there](https://a.org)?", "Is it [there](https://a.org)?"),
    ],
)
def test_markdown_becomes_markup(tmp_path: Path, text: str, expected: str) -> None:
    inbox = import_into(tmp_path, "n.md", f"Q: {text}\nA: yes\n")
    assert inbox.values("ask") == [(expected,)]
    assert inbox.comments[1:] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("H<sub>2</sub>O is <b>what</b>?", "H₂O is *what*?"),
        ("Is it **this** one?", "Is it *this* one?"),
        ("What does <br> do, and a < b > c?", "What does <br> do, and a < b > c?"),
    ],
)
@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_a_cell_has_html_where_it_surely_does(tmp_path: Path, text: str, expected: str, form: str) -> None:
    mark, head = ("\t", "") if form == "tsv" else (",", "Question,Answer\n")
    row = f'"{text}"' if form == "csv" else text
    inbox = import_into(tmp_path, f"t.{form}", f"{head}{row}{mark}water\n")
    assert inbox.values("ask") == [(expected,)]
    assert inbox.comments[1:] == []


def test_raised_and_lowered_signs_of_a_workbook(tmp_path: Path) -> None:
    data = shared_strings(
        "<r><t>H</t></r><r><rPr><vertAlign val='subscript'/></rPr><t>2</t></r><r><t>O &lt;x&gt;?</t></r>"
    )
    assert import_into(tmp_path, "t.xlsx", data).values("ask", "what") == [("H₂O <x>?", "water")]


@pytest.mark.parametrize(
    ("look", "text", "lost"),
    [
        ("<vertAlign val='subscript'/>", "What is it₂ then?", []),
        ("<b/>", "What is it *2* then?", []),
        ("<i/>", "What is it *2* then?", []),
        ("<u/>", "What is it 2 then?", ["formatted text: 2"]),
        ("<strike/>", "What is it 2 then?", ["formatted text: 2"]),
        ("<color rgb='FFFF0000'/>", "What is it 2 then?", ["formatted text: 2"]),
    ],
)
def test_parts_of_a_cell_that_look_different(tmp_path: Path, look: str, text: str, lost: list[str]) -> None:
    space = "" if "vertAlign" in look else " "
    parts = f"<r><t xml:space='preserve'>What is it{space}</t></r><r><rPr>{look}</rPr><t>2</t></r>"
    parts += "<r><t xml:space='preserve'> then?</t></r>"
    inbox = import_into(tmp_path, "t.xlsx", shared_strings(parts))
    assert inbox.values("ask") == [(text,)]
    assert inbox.comments[1:] == [f"Not brought: {loss}" for loss in lost]


def test_parts_that_a_cell_holds_in_itself_are_told_as_not_read(tmp_path: Path) -> None:
    parts = "<r><t>What is H</t></r><r><rPr><vertAlign val='subscript'/></rPr><t>2</t></r><r><t>O?</t></r>"
    inbox = import_into(tmp_path, "t.xlsx", inline_string(parts))
    assert inbox.values("ask") == [("What is H2O?",)]
    assert any("save it there, and import it again" in line for line in inbox.said)
    assert not any("save it there" in line for line in import_into(tmp_path, "u.xlsx", shared_strings(parts)).said)


SPREADSHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHARED = (
    '<Override PartName="/xl/sharedStrings.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)


def shared_strings(prompt: str) -> bytes:
    """Return a workbook as Excel writes it, with texts in a part of their own (ECMA-376 18.4), and this question."""
    openpyxl = pytest.importorskip("openpyxl")
    book, data, changed = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    book.active.append(["Question", "Answer"])
    book.active.append(["PROMPT", "water"])
    book.save(data)
    with zipfile.ZipFile(data) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode().replace("</Types>", SHARED)
            text = text.replace('t="inlineStr"><is><t>PROMPT</t></is>', 't="s"><v>0</v>')
            target.writestr(name, text)
        target.writestr("xl/sharedStrings.xml", f'<sst xmlns="{SPREADSHEETS}"><si>{prompt}</si></sst>')
    return changed.getvalue()


def inline_string(prompt: str) -> bytes:
    """Return a workbook with this question in its cell, as programs write it that keep no shared texts."""
    openpyxl = pytest.importorskip("openpyxl")
    book, data, changed = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    book.active.append(["Question", "Answer"])
    book.active.append(["PROMPT", "water"])
    book.save(data)
    with zipfile.ZipFile(data) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).decode().replace("<t>PROMPT</t>", prompt))
    return changed.getvalue()


SIGNS = st.text(st.sampled_from("ab *`[]()$\\_^{}~<>&12\n"), max_size=25)


@given(text=st.text(st.sampled_from("ab *`[]()_^{}~<>&12\n:/."), max_size=25))
def test_plain_words_are_read_back_as_they_were_or_told(text: str) -> None:
    found = from_html(escape(text))
    shown = plain(read_markup(found.text)[0])
    is_told = any(loss.noun == "plain sign" for loss in found.losses)
    assert shown == single_spaced(text) or is_told


@given(parts=st.lists(st.one_of(SIGNS, st.sampled_from("b i a sub sup code p br ul li table".split())), max_size=9))
def test_no_words_of_html_are_lost(parts: list[str]) -> None:
    tags = "b i a sub sup code p br ul li table".split()
    html = "".join(f'<{part} href="https://a.org">' if part in tags else escape(part) for part in parts)
    shown = plain(read_markup(from_html(html).text)[0])
    letters = [sign for part in parts if part not in tags for sign in part if sign in "ab"]
    assert [{"ₐ": "a"}.get(sign, sign) for sign in shown if sign in "abₐ"] == letters


def test_lines_and_formulas_of_gift(tmp_path: Path) -> None:
    inbox = import_into(tmp_path, "g.gift", r"One\nor \(x^\{2\}\)? {=yes}" + "\n")
    assert inbox.values("ask") == [("One or $`x^{2}`$?",)]
    assert inbox.comments[1:] == ["Not brought: line break"]


def test_the_columns_of_a_sentence_with_a_gap(tmp_path: Path) -> None:
    text = (
        "#separator:tab\n#html:true\n#columns:Text\tBack Extra\tHint\tTags\n{{c1::Rome}}<br>is <b>big</b>\tx\ty\tz w\n"
    )
    inbox = import_into(tmp_path, "a.txt", text)
    assert inbox.values("says", "note", "hint", "tags") == [("[Rome] is big", "x", "y", ["z", "w"])]
    assert inbox.comments[1:] == ["Not brought: formatted text: big", "Not brought: line break"]
