"""Words from right to left keep their place in text from left to right, in each output by its own means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from quizgen.language.bidirectional import by_direction, isolated
from quizgen.rendering.terminal.screen import isolated_row
from tests.support.bare import write_bare

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Program = Callable[..., Result]

WORDS = """
topic: words
title: Words
language: ar
ask: What is the Arabic for “{means}”?
facts:
  - {id: w.book, term: كتاب, means: book, note: "مكتب, 3 بيت; see 42."}
  - {id: w.desk, term: مكتب, means: desk}
  - {id: w.door, term: باب, means: door}
  - {id: w.pencil, term: قلم رصاص, means: pencil}
"""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("no such word", "no such word"),
        ("كتاب · 3 points", "<كتاب> · 3 points"),
        ("قلم رصاص; מים.", "<قلم رصاص>; <מים>."),
        ("say “كِتَاب؟”", "say “<كِتَاب؟>”"),
        ("نعم، في 1984 (مكتب) so", "<نعم، في 1984 (مكتب>) so"),
        ("in year ١٩٨٤ of", "in year <١٩٨٤> of"),
    ],
)
def test_words_are_isolated_and_the_signs_between_them_are_not(text: str, shown: str) -> None:
    assert isolated(text).replace("\u2068", "<").replace("\u2069", ">") == shown


@given(st.text(st.sampled_from("ab 12.;كتابמ\n") | st.characters(codec="utf-8", exclude_characters="\u2068\u2069")))
def test_nothing_else_changes(text: str) -> None:
    assert "".join(part for part, _ in by_direction(text)) == text
    assert isolated(text).replace("\u2068", "").replace("\u2069", "") == text


def test_a_row_on_a_terminal_stays_as_wide_and_as_bold() -> None:
    row = Text.assemble("  a  ", ("كتاب", "bold"), " · 3")
    shown = isolated_row(row)
    assert shown.plain == "  a  \u2068كتاب\u2069 · 3"
    assert cell_len(shown.plain) == cell_len(row.plain)
    assert [shown.plain[span.start : span.end] for span in shown.spans] == ["كتاب"]


def test_word_and_markdown_isolate_them(tmp_path: Path, quizgen: Program) -> None:
    root = write_bare(tmp_path / "library", "", "Arabic", meetings=WORDS)
    for form in ("docx", "md"):
        told = quizgen("sheet", "--library", root, "--format", form, "--out", tmp_path, "--way", "choice")
        assert told.exit_code == 0, told.output
    assert ". \u2068قلم رصاص\u2069\n" in next(tmp_path.glob("*-sheet.md")).read_text("utf-8")
    document = Document(str(next(tmp_path.glob("*-sheet.docx"))))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    assert {run.text for run in runs if run.font.rtl} >= {"قلم رصاص", "باب"}
    assert not any(run.font.rtl for run in runs if run.text.isascii())
