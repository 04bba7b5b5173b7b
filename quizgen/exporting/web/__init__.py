"""A web page: one HTML file with all questions, to be read, practised and reviewed where there is no network.

What it shows without its script are the facts. What its script plans is what `quizgen review` plans.
"""

from __future__ import annotations

from quizgen.exporting.web.page import render

__all__ = ["refuses", "render"]


def refuses(_item: object) -> str:
    """Return nothing: the page takes every question, as whoever learns judges what it cannot grade."""
    return ""
