r"""Text -> the HTML of an Anki field, or of a template, that shows exactly this text.

A field is read by more than a browser: Anki looks for [sound:...], [latex], {{c1::...}} and, on
the page, for MathJax between \( and \). So brackets and braces become entities too, and a
backslash is cut off from what follows it.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from quizgen.language.catalogue import pieces

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


def escape(text: str) -> str:
    """Return `text` as HTML for any field."""
    return text.translate(_TABLE) if _SPECIAL.search(text) else text


def escape_around(text: str, place: Callable[[str], str]) -> str:
    """Return `text` as HTML, with the HTML that `place` returns for each place in braces by its name."""
    return "".join(escape(before) + (place(name) if name else "") for before, name in pieces(text))


def script_string(text: str) -> str:
    """Return `text` as a string of JavaScript that cannot end its script."""
    return json.dumps(text, ensure_ascii=False).replace("<", r"\u003c")
