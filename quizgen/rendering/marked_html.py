"""Texts with markup, and pictures, -> HTML: emphasis, code, links and formulas; all else is escaped."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.markup import spans

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizgen.domain.class_test import Logo
    from quizgen.domain.fact import Picture
    from quizgen.domain.markup import Span

_MEDIA_TYPES = {"png": "image/png", "jpg": "image/jpeg", "svg": "image/svg+xml"}


class Hypertext(NamedTuple):
    """How parts of a text become HTML: plain text, a formula as it is written, and code of several lines, escaped."""

    escape: Callable[[str], str]
    formula: Callable[[str], str]
    block: str


def marked_html(text: str, html: Hypertext) -> str:
    """Return a text as HTML."""
    return "".join(_html(span, html) for span in spans(text))


def _html(span: Span, html: Hypertext) -> str:
    shown = html.formula(span.data) if span.look == "formula" else html.escape(span.text)
    if span.look == "block":
        return html.block.format(shown)
    if span.look == "code":
        shown = f"<code>{shown}</code>"
    elif span.look == "link":
        shown = f'<a href="{html.escape(span.data)}" rel="noopener noreferrer">{shown}</a>'
    return f"<em>{shown}</em>" if span.is_emphasised else shown


def data_uri(picture: Picture | Logo) -> str:
    """Return the address of a picture that is a part of the page itself (RFC 2397)."""
    return f"data:{_MEDIA_TYPES[picture.kind]};base64,{b64encode(picture.data).decode()}"
