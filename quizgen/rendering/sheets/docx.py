"""A realised sheet -> DOCX, for those who edit in a word processor. python-docx, which writes it, is an extra."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from quizgen.domain.class_test import Logo
from quizgen.domain.fact import Picture
from quizgen.domain.text import plain
from quizgen.rendering.errors import MissingPackageError
from quizgen.rendering.records import with_texts
from quizgen.rendering.sheets.key_view import key_view
from quizgen.rendering.sheets.view import paper_view

if TYPE_CHECKING:
    from types import ModuleType

    from quizgen.rendering.sheets.layout import Layout
    from quizgen.rendering.sheets.press import Press
    from quizgen.rendering.sheets.sheet import Sheet, Variant

T = TypeVar("T")


def paper(press: Press, sheet: Sheet, layout: Layout) -> bytes:
    """Return the question paper. Raises MissingPackageError, and LogoError where a drawing is broken."""
    view = _with_pixels(press, with_texts(paper_view(sheet), plain))
    return cast("bytes", _pages().paper(view, sheet.language, layout))


def key(_press: Press, variant: Variant, layout: Layout) -> bytes:
    """Return the key. Raises MissingPackageError."""
    return cast("bytes", _pages().key(with_texts(key_view(variant), plain), variant.sheet.language, layout.of_key))


def _with_pixels(press: Press, value: T) -> T:
    """Return a view with PNG for each SVG, which python-docx cannot place, and Word could not show before 2016."""
    changed: Any = value
    if isinstance(value, (Logo, Picture)):
        changed = value._replace(kind="png", data=press.drawn(value.data)) if value.kind == "svg" else value
    elif isinstance(value, tuple):
        parts = [_with_pixels(press, part) for part in value]
        changed = type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    return changed  # type: ignore[no-any-return]


def _pages() -> ModuleType:
    try:
        from quizgen.rendering.sheets import docx_pages  # noqa: PLC0415  it loads what may be missing
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("docx", "lxml"):
            raise
        message = "DOCX needs the package python-docx; install it with: pip install 'quizgen[docx]'"
        raise MissingPackageError(message) from None
    return docx_pages
