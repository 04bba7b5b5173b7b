"""A realised sheet -> Markdown that people edit: CommonMark, in which every text reads as it was written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.domain.markup import is_marked, spans
from quizgen.domain.text import plain
from quizgen.rendering.records import with_texts
from quizgen.rendering.sheets.blanks import BLANKS
from quizgen.rendering.sheets.key_view import KeyView, key_view
from quizgen.rendering.sheets.sheet import letter
from quizgen.rendering.sheets.templating import fill_template
from quizgen.rendering.sheets.view import PaperView, paper_view
from quizgen.rendering.sheets.wording import source_line

if TYPE_CHECKING:
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
    """Return `text` as Markdown that reads exactly so, on one line and wherever on it.

    Its markup stays but for formulas, which differ from program to program.
    """
    return "".join(map(_span, spans(text))) if is_marked(text) else _escape(text)


def _span(span: Span) -> str:
    """Return a part of a text; code holds no sign that ends it."""
    text = f"`{span.text}`" if span.look == "code" else _escape(span.text)
    if span.look == "link":
        text = f"[{text}](<{span.data}>)"
    return f"*{text}*" if span.is_emphasised and span.text.strip() == span.text else text


def _escape(text: str) -> str:
    return _AT_THE_START.sub(r"\1\\", _ANYWHERE.sub(r"\\\g<0>", plain(text)))


def _text(template: str, view: PaperView | KeyView, language: Language) -> bytes:
    values = {"view": with_texts(view, plain), "blanks": BLANKS, "letter": letter, "source_line": source_line}
    return fill_template(template, values, language, escape).encode()
