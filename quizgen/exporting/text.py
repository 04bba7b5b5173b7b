"""The texts of an item as a home shows them."""

from __future__ import annotations

import re
from html import escape as html_escape
from typing import TYPE_CHECKING

from quizgen.domain.markup import plain
from quizgen.rendering.anki.escape import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.class_test import Extract

#: Two of these, outside of tags: MathJax and Moodle's filters read "$$" as the begin of a formula, and Moodle puts the
#: address of a file in the place of "@@PLUGINFILE@@".
_TWICE = re.compile(r"([$@])(?=\1)(?![^<>]*>)")
#: Code of several lines; no text holds a tag of its own.
_BLOCK = re.compile("(<pre.*?</pre>)", re.DOTALL)


def html_text(text: str) -> str:
    r"""Return a text as HTML that shows exactly this, with its markup.

    Formulas stand between \( and \) for MathJax, which Moodle and Canvas have. Brackets, braces and backslashes are
    entities, as filters of the homes look for them.
    """
    return _TWICE.sub(r"<span>\1</span>", escape(text))


def html_attribute(text: str) -> str:
    """Return a text as the value of an attribute in HTML, between double quotation marks."""
    return html_escape(plain(text)).replace("@@", "@&#64;")


def html_extract(extract: Extract | None) -> str:
    """Return a text that a question is about as HTML, with where it is from; nothing for none."""
    if extract is None:
        return ""
    return f"<blockquote>{html_paragraphs(filter(None, (extract.text, extract.source)))}</blockquote>"


def html_paragraphs(texts: Iterable[str]) -> str:
    """Return texts as HTML, a paragraph each; code of several lines, which no paragraph can hold, parts one in two."""
    return "".join(_BLOCK.sub(r"</p>\1<p>", f"<p>{html_text(text)}</p>").replace("<p></p>", "") for text in texts)
