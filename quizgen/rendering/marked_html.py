"""Texts with markup, and pictures, -> HTML: emphasis, code, links and formulas; all else is escaped."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from quizgen.domain.markup import spans

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizgen.domain.class_test import Logo
    from quizgen.domain.fact import Picture
    from quizgen.domain.markup import Span

_MEDIA_TYPES = {"png": "image/png", "jpg": "image/jpeg", "svg": "image/svg+xml"}


def marked_html(text: str, escape: Callable[[str], str], formula: Callable[[str], str]) -> str:
    """Return a text as HTML; `escape` makes plain text fit, `formula` makes HTML of a formula as it is written."""
    return "".join(_html(span, escape, formula) for span in spans(text))


def _html(span: Span, escape: Callable[[str], str], formula: Callable[[str], str]) -> str:
    html = formula(span.data) if span.look == "formula" else escape(span.text)
    if span.look == "code":
        html = f"<code>{html}</code>"
    elif span.look == "link":
        html = f'<a href="{escape(span.data)}" rel="noopener noreferrer">{html}</a>'
    return f"<em>{html}</em>" if span.is_emphasised else html


def data_uri(picture: Picture | Logo) -> str:
    """Return the address of a picture that is a part of the page itself (RFC 2397)."""
    return f"data:{_MEDIA_TYPES[picture.kind]};base64,{b64encode(picture.data).decode()}"
