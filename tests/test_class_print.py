"""One print for a class: every pupil's paper in the print that pupil needs, each from a new leaf on, the keys apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizgen.rendering.sheets import pdf
from quizgen.rendering.sheets.layout import Layout
from quizgen.rendering.sheets.press import Press
from quizgen.rendering.sheets.unprintable import UnprintableError
from tests.support.pdf import failures, read
from tests.support.sheets import A_BIT_OF_EACH, drawn

if TYPE_CHECKING:
    from quizgen.pipeline import Library
    from quizgen.rendering.sheets.sheet import Variant

#: Four kinds of print.
PRINTS = (Layout(), Layout(size=14), Layout(size=18), Layout(size=24, font="DejaVu Sans Mono"))


@pytest.fixture(scope="module")
def variant(shipped: Library) -> Variant:
    """Questions of every kind from the shipped library."""
    return drawn(shipped, A_BIT_OF_EACH)


def test_papers_bound_together_are_what_each_is_alone_and_begin_on_a_front(variant: Variant) -> None:
    press = Press()
    sheets = [variant.sheet._replace(name=f"Pupil {number}") for number in range(len(PRINTS))]
    pieces = [pdf.paper_piece(sheet, layout) for sheet, layout in zip(sheets, PRINTS, strict=True)]
    pieces += [pdf.answers_piece(sheets[1], PRINTS[1]), pdf.key_piece(variant, Layout())]
    made = pdf.bound(press, pieces, "A class")
    assert failures(made) == []
    alone = [pdf.paper(press, sheet, layout) for sheet, layout in zip(sheets, PRINTS, strict=True)]
    alone += [pdf.answer_sheet(press, sheets[1], PRINTS[1]), pdf.key(press, variant, Layout())]
    expected: list[str] = []
    for document in map(read, alone):
        expected += [""] * (len(expected) % 2)  # a back that stays empty
        expected += [page.text for page in document.pages]
    assert [page.text for page in read(made).pages] == expected
    assert read(made).text == " ".join(document.text for document in map(read, alone))


def test_what_no_font_has_is_refused_in_any_of_the_papers(variant: Variant) -> None:
    for name in ("\U0001f600", "漢\u0301"):
        sheets = [variant.sheet, variant.sheet._replace(name=name)]
        with pytest.raises(UnprintableError) as refused:
            pdf.bound(Press(), [pdf.paper_piece(sheet, Layout(size=14)) for sheet in sheets], "A class")
        assert name[0] in refused.value.characters


def test_print_of_12_to_15_points_has_one_and_a_half_lines_a_line(variant: Variant) -> None:
    for size in (11, 12, 14, 15, 16):
        page = read(pdf.paper(Press(), variant.sheet, Layout(size=size))).pages[-1]
        near = [after.y - row.y for row, after in zip(page.rows, page.rows[1:], strict=False) if after.x == row.x]
        least = min(distance for distance in near if distance > 2) / size
        assert (least > 1.45) == (12 <= size < 16), (size, least)
