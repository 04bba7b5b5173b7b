"""Quotation marks and apostrophes are printed as a printer sets them, however they were typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.domain.fragments import with_whole_quotations
from quizgen.language.quotes import curled
from quizgen.rendering.sheets import html, markdown, pdf
from quizgen.rendering.sheets.layout import Layout
from quizgen.rendering.sheets.press import Press
from quizgen.rendering.sheets.sheet import Item, Part
from tests.support.drawing import typed
from tests.support.sheets import made_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizgen.rendering.sheets.sheet import Sheet

SET = [
    ('He said "no" twice.', "He said “no” twice."),
    ('"No," he said.', "“No,” he said."),
    ("Russia's drafts and the allies' reply", "Russia’s drafts and the allies’ reply"),
    ("the '90s, rock 'n' roll", "the ’90s, rock ‘n’ roll"),
    ("'all necessary measures'", "‘all necessary measures’"),
    ('a "so-called \'red line\'" ("new")', "a “so-called ‘red line’” (“new”)"),
    ('the "theses"\u2014"notes"', "the “theses”\u2014“notes”"),
    ('It reads: "', "It reads: ”"),
    ("O'Brien won't.", "O’Brien won’t."),
    ("", ""),
]


CUT = [
    ('We had not the money," he said', '"We had not the money," he said'),
    ('he said, "We had not', 'he said, "We had not"'),
    ("“We had not the money", "“We had not the money”"),
    ("the money,” he said", "“the money,” he said"),
    ('"No," he said, "never', '"No," he said, "never"'),
    ('never," he said. "No', '"never," he said. "No"'),
    ('he called it "dear"', 'he called it "dear"'),
    ("a “dear” one", "a “dear” one"),
    ("ein „teures“ Haus", "ein „teures“ Haus"),
    ("ein „teures Haus", "ein „teures Haus“"),
    ('a pipe of 12" across', 'a pipe of 12" across'),
    ("the council's '90s", "the council's '90s"),
    ("", ""),
]


@pytest.mark.parametrize(("words", "shown"), CUT)
def test_a_fragment_is_shown_with_both_marks_of_a_quotation_that_it_cuts(words: str, shown: str) -> None:
    assert with_whole_quotations(words) == shown
    assert with_whole_quotations(shown) == shown


@pytest.mark.parametrize(("text", "printed"), SET)
def test_marks_are_set_by_what_stands_before_them(text: str, printed: str) -> None:
    assert curled(text) == printed
    assert curled(printed) == printed


@given(st.text(st.sampled_from("ab \"'(.-")))
def test_nothing_but_marks_is_changed_and_none_stays_as_it_was_typed(text: str) -> None:
    assert typed(curled(text)) == text
    assert not set("\"'") & set(curled(text))


@pytest.mark.parametrize("make", [pdf.paper, html.paper, markdown.paper])
def test_they_stand_on_paper(make: Callable[[Press, Sheet, Layout], bytes]) -> None:
    sheets = (made_up({Part.SHORT: [Item(1, 1, text)]}) for text in ('Who said "no"?', "Who said “no”?"))
    quoted, plain = (make(Press(), sheet, Layout()) for sheet in sheets)
    assert quoted == plain
