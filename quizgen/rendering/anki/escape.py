r"""Text -> the HTML of an Anki field, or of a template, that shows exactly this text.

A field is read by more than a browser: Anki looks for [sound:...], [latex], {{c1::...}} and, on
the page, for MathJax between \( and \). So brackets and braces become entities too, and a
backslash is cut off from what follows it.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from quizgen.domain.formula import parse_formula
from quizgen.domain.markup import is_marked
from quizgen.language.catalogue import pieces
from quizgen.rendering.formulas import latex
from quizgen.rendering.marked_html import Hypertext, marked_html

if TYPE_CHECKING:
    from collections.abc import Callable

_SPECIAL = re.compile(r"[&<>\[\]{}\\]")  # most texts hold none, and looking costs a tenth of translating
_TABLE = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        "[": "&#91;",
        "]": "&#93;",
        "{": "&#123;",
        "}": "&#125;",
        "\\": "<span>&#92;</span>",
    }
)
#: What Anki and MathJax look for, as XML can write it in words and attributes alike.
_IN_SVG = str.maketrans({sign: f"&#{ord(sign)};" for sign in "[]{}\\"})


def _escape(text: str) -> str:
    return text.translate(_TABLE) if _SPECIAL.search(text) else text


def _mathjax(written: str) -> str:
    return rf"\({latex(parse_formula(written))}\)"


#: Code that is scrolled sideways has to get the focus of a keyboard, but not within an option, which has it itself.
_HTML = Hypertext(_escape, _mathjax, '<pre tabindex="0"><code>{}</code></pre>')
_IN_OPTION = _HTML._replace(block="<pre><code>{}</code></pre>")


def escape(text: str, *, is_option: bool = False) -> str:
    """Return `text` as HTML for any field, with its markup shown; MathJax, which Anki has, sets the formulas."""
    return marked_html(text, _IN_OPTION if is_option else _HTML) if is_marked(text) else _escape(text)


def escape_svg(svg: str) -> str:
    """Return an SVG for any field, in whose words and attributes Anki finds nothing of its own."""
    return svg.translate(_IN_SVG)


def escape_around(text: str, place: Callable[[str], str]) -> str:
    """Return `text` as HTML, with the HTML that `place` returns for each place in braces by its name."""
    return "".join(escape(before) + (place(name) if name else "") for before, name in pieces(text))


def script_string(text: str) -> str:
    """Return `text` as a string of JavaScript that cannot end its script."""
    return json.dumps(text, ensure_ascii=False).replace("<", r"\u003c")
