r"""Text -> the HTML of an Anki field that shows exactly this text.

A field is read by more than a browser: Anki looks for [sound:...], [latex], {{c1::...}} and, on
the page, for MathJax between \( and \). So brackets and braces become entities too, and a
backslash is cut off from what follows it.
"""

from __future__ import annotations

import re

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


def escape_gap(text: str) -> str:
    """Return `text` as HTML for the inside of a cloze, where '::' would start a hint."""
    return escape(text).replace(":", "&#58;")
