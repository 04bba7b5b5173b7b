"""The texts of an item as a home shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.rendering.anki.escape import escape

if TYPE_CHECKING:
    from collections.abc import Iterable


def html_text(text: str) -> str:
    r"""Return a text as HTML that shows exactly this, with its markup.

    Formulas stand between \( and \) for MathJax, which Moodle and Canvas have. Brackets, braces and backslashes are
    entities, as filters of the homes look for them.
    """
    return escape(text)


def html_paragraphs(texts: Iterable[str]) -> str:
    """Return texts as HTML, a paragraph each."""
    return "".join(f"<p>{html_text(text)}</p>" for text in texts)
