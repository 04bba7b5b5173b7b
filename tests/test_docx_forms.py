"""A paper as DOCX is answered in a word processor: each question has what is ticked, chosen or written in, by name."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import docx
import pytest
from docx.oxml.ns import qn

from quizgen.rendering.outputs import SHEET_FORMATS
from quizgen.rendering.sheets.layout import Layout
from quizgen.rendering.sheets.sheet import Item, Part, Sheet
from tests.support.sheets import A_BIT_OF_EACH, drawn, made_up

if TYPE_CHECKING:
    from docx.document import Document

    from quizgen.pipeline import Library

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def written(sheet: Sheet, layout: Layout) -> Document:
    """Return the paper as python-docx reads it back."""
    press: Any = None  # a format that needs none
    return docx.Document(io.BytesIO(SHEET_FORMATS["docx"].paper(press, sheet, layout)))


class Control(NamedTuple):
    """A content control: its name, its kind, what it shows, and what it offers."""

    name: str
    kind: str
    shows: str
    offers: tuple[str, ...]


def controls(document: Document) -> list[Control]:
    """Return the content controls in their order."""
    found = []
    for control in document.element.body.iter(qn("w:sdt")):
        about, content = control
        alias, *_, kind = about
        assert (about.tag, content.tag, alias.tag) == (qn("w:sdtPr"), qn("w:sdtContent"), qn("w:alias"))
        shows = "".join("\t" if one.tag == qn("w:tab") else one.text for one in content.iter(qn("w:t"), qn("w:tab")))
        offers = tuple(one.get(qn("w:value")) for one in kind)
        found.append(Control(alias.get(qn("w:val")), kind.tag.rpartition("}")[2], shows, offers))
    return found


@pytest.mark.parametrize("size", [11, 14, 18, 24])
def test_each_question_of_a_sheet_can_be_answered(shipped: Library, size: int) -> None:
    sheet = drawn(shipped, A_BIT_OF_EACH).sheet
    found = controls(written(sheet, Layout(size=size)))
    for section in sheet.sections:
        for item in section.items:
            mine = [one for one in found if re.search(rf"question {item.number}\b", one.name)]
            kinds = {one.kind for one in mine}
            match section.part:
                case Part.CHOICE | Part.TRUE_FALSE:
                    assert (len(mine), kinds) == (len(item.options), {"checkbox"})
                    assert {one.shows for one in mine} == {"☐"}
                case Part.GAP:
                    assert (len(mine), kinds) == (1, {"text"})
                case Part.SHORT:
                    assert [(one.kind, one.shows) for one in mine] == [("text", "\t")] * 2
                case Part.ORDER | Part.MATCH:
                    assert (len(mine), kinds) == (len(item.options), {"dropDownList"})
                    several = len(item.names or item.options)
                    offers = "ABCDEFGH"[:several] if item.names else "12345678"[:several]
                    assert {one.offers for one in mine} == {tuple(offers)}


def test_no_box_of_a_new_paper_is_ticked_and_word_knows_its_signs(shipped: Library) -> None:
    boxes = list(written(drawn(shipped, A_BIT_OF_EACH).sheet, Layout()).element.body.iter(f"{W14}checkbox"))
    assert len(boxes) > 8
    for box in boxes:
        assert [one.get(f"{W14}val") for one in box] == ["0", "2612", "2610"]


def test_names_to_match_stand_before_the_questions_and_are_repeated_with_them_overleaf() -> None:
    names = ("Ann", "Bob", "Cid")
    sheet = made_up({Part.MATCH: [Item(1, 2, "Who?", options=("Who met?", "Who left?"), names=names)]})
    (table,) = written(sheet, Layout()).tables
    head, *rows = table.rows
    assert [line.text for line in head.cells[0].paragraphs] == ["Names to choose from:", *names]
    assert list(head._tr.iter(qn("w:tblHeader")))  # noqa: SLF001  there is no other way
    assert head.cells[0].paragraphs[0].paragraph_format.keep_with_next, "names stay with the first of their rows"
    for row, question in zip(rows, ("Who met?", "Who left?"), strict=True):
        assert row.cells[0].text.endswith(question)
        assert list(row._tr.iter(qn("w:cantSplit")))  # noqa: SLF001


@pytest.mark.parametrize(("size", "margin"), [(11, 20), (18, 18), (24, 13)])
def test_very_large_print_uses_more_of_the_page(size: int, margin: int) -> None:
    (section,) = written(made_up({Part.GAP: [Item(1, 1, "It is ", ".")]}), Layout(size=size)).sections
    assert section.left_margin is not None
    assert section.right_margin is not None
    assert (round(section.left_margin.mm), round(section.right_margin.mm)) == (margin, margin)


@pytest.mark.parametrize("size", [16, 18, 24])
def test_nothing_in_large_print_is_smaller_than_its_size(size: int) -> None:
    paper = written(made_up({Part.GAP: [Item(1, 1, "It is ", ".")]}), Layout(size=size))
    sizes = [int(one.get(qn("w:val"))) for one in paper.styles.element.iter(qn("w:sz"))]
    assert min(sizes) == 2 * size  # half points
