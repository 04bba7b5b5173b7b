"""A realised sheet -> Markdown that people edit: CommonMark, in which every text reads as it was written."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from quizgen.domain.code_block import fenced
from quizgen.domain.markup import is_marked, spans
from quizgen.domain.text import plain
from quizgen.language import direction
from quizgen.language.bidirectional import isolated
from quizgen.rendering.records import with_texts
from quizgen.rendering.sheets.blanks import BLANKS
from quizgen.rendering.sheets.key_view import KeyView, key_view
from quizgen.rendering.sheets.sheet import letter
from quizgen.rendering.sheets.templating import fill_template
from quizgen.rendering.sheets.view import PaperView, paper_view
from quizgen.rendering.sheets.wording import source_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizgen.domain.markup import Span
    from quizgen.language import Language
    from quizgen.rendering.sheets.layout import Layout
    from quizgen.rendering.sheets.press import Press
    from quizgen.rendering.sheets.sheet import Sheet, Variant

#: Signs that mean something anywhere, to CommonMark or to the dialects that most programs read; and those that do so
#: only before the name of a character, or at the start of a line.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>#~|$]|&(?=#|[A-Za-z][A-Za-z0-9]*;)")
_AT_THE_START = re.compile(r"^(\s*(?:\d{1,9}(?=[.)](?:\s|$))|(?=[-+=:](?:\s|$|[-+=:]))))")


def paper(_press: Press, sheet: Sheet, _layout: Layout) -> bytes:
    """Return the question paper."""
    return _text("paper.md", paper_view(sheet), sheet.language)


def key(_press: Press, variant: Variant, _layout: Layout) -> bytes:
    """Return the key: answers, what else is right, fact ids, and the list of sources."""
    return _text("key.md", key_view(variant), variant.sheet.language)


def escape(text: str) -> str:
    """Return `text` as Markdown that reads exactly so, on one line and wherever on it, but for code of several lines.

    Its markup stays but for formulas, which differ from program to program.
    """
    return _escaped(text, str)


def escape_isolated(text: str) -> str:
    """Return `text` as `escape` does, with its words from right to left isolated."""
    return _escaped(text, isolated)


def _escaped(text: str, finish: Callable[[str], str]) -> str:
    """Return `text` as Markdown, its plain words as `finish` leaves them."""
    if not is_marked(text):
        return finish(_escape(text))
    # Each emphasis gets one pair of signs: two pairs side by side would mean another.
    parts = groupby(spans(text), key=lambda span: span.is_emphasised)
    return "".join(_part(list(own), finish, is_emphasised=is_emphasised) for is_emphasised, own in parts)


def _part(own: list[Span], finish: Callable[[str], str], *, is_emphasised: bool) -> str:
    """Return spans that are emphasised together, or not at all."""
    text, shown = "".join(_span(span, finish) for span in own), "".join(span.text for span in own)
    return f"*{text}*" if is_emphasised and shown.strip() == shown else text


def _span(span: Span, finish: Callable[[str], str]) -> str:
    """Return a part of a text; code holds no sign that ends it, and on lines of its own it stands between fences."""
    if span.look == "block":
        return f"\n{fenced(span.text, span.data)}\n"
    text = f"`{span.text}`" if span.look == "code" else finish(_escape(span.text))
    return f"[{text}](<{span.data}>)" if span.look == "link" else text


def _escape(text: str) -> str:
    return _AT_THE_START.sub(r"\1\\", _ANYWHERE.sub(r"\\\g<0>", plain(text)))


def _text(template: str, view: PaperView | KeyView, language: Language) -> bytes:
    values = {"view": with_texts(view, plain), "blanks": BLANKS, "letter": letter, "source_line": source_line}
    escaped = escape if direction(language.tag) == "rtl" else escape_isolated
    return fill_template(template, values, language, escaped).encode()
