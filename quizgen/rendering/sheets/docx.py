"""A realised sheet -> DOCX, for those who edit in a word processor. python-docx, which writes it, is an extra."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from quizgen.domain.text import plain
from quizgen.rendering.records import with_texts
from quizgen.rendering.sheets.view import key_view, paper_view

if TYPE_CHECKING:
    from types import ModuleType

    from docx.document import Document

    from quizgen.domain.sheet import Sheet, Variant
    from quizgen.rendering.sheets.layout import Layout
    from quizgen.rendering.sheets.press import Press

#: A zip archive remembers when each of its members was written, from 1980 on; the same sheet is to be the same bytes.
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


class MissingPackageError(Exception):
    """A package is missing that only this format needs; the message says how to get it."""


def paper(_press: Press, sheet: Sheet, layout: Layout) -> bytes:
    """Return the question paper. Raises MissingPackageError."""
    return _packed(_pages().paper(with_texts(paper_view(sheet), plain), sheet.language, layout))


def key(_press: Press, variant: Variant, layout: Layout) -> bytes:
    """Return the key. Raises MissingPackageError."""
    return _packed(_pages().key(with_texts(key_view(variant), plain), variant.sheet.language, layout))


def _pages() -> ModuleType:
    try:
        from quizgen.rendering.sheets import docx_pages  # noqa: PLC0415  it loads what may be missing
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("docx", "lxml"):
            raise
        message = "DOCX needs the package python-docx; install it with: pip install 'quizgen[docx]'"
        raise MissingPackageError(message) from None
    return docx_pages


def _packed(document: Document) -> bytes:
    made, packed = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(packed, "w") as archive:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, _ZIP_EPOCH)
            member.create_system = _UNIX
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, source.read(name))
    return packed.getvalue()
