"""Texts in a style sheet."""

from __future__ import annotations

import re

from quizgen.domain.text import plain


def css_string(text: str) -> str:
    """Return `text` as a string of CSS; whatever could end it, or the style sheet, is written as a number."""
    return '"' + re.sub(r"[^\w .,:;()·–—✓✗-]", lambda match: f"\\{ord(match[0]):x} ", plain(text)) + '"'
