"""XLSX: the first sheet with rows of questions, read as a CSV file is."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from html import escape
from typing import TYPE_CHECKING, Any

from quizgen.importing.archives import TOO_BIG, checked_zip
from quizgen.importing.tables import contents_of
from quizgen.reading.table import Row

if TYPE_CHECKING:
    from zipfile import ZipFile

    from quizgen.importing.records import Contents, ForeignFile

_PARTS_IN_CELL = re.compile(rb"<is>\s*<r>")
_UNREAD = (
    "Bold, italic, raised and lowered parts of cells could not be read: "
    "open the workbook in Excel or LibreOffice, save it there, and import it again."
)
_NEEDED = "reading XLSX needs openpyxl; run `pip install 'quizgen[import]'`, or save the sheet as CSV UTF-8"


def read(file: ForeignFile) -> Contents:
    """Return the items of the first sheet of a workbook that holds anything."""
    try:
        import openpyxl  # noqa: PLC0415  only XLSX needs it
    except ModuleNotFoundError:
        return file.refused(1, _NEEDED)
    try:
        with checked_zip(file.path) as archive, warnings.catch_warnings():
            has_unread_looks = _has_unread_looks(archive)
            warnings.simplefilter("ignore")  # of styles that it does not know
            book = openpyxl.load_workbook(file.path, read_only=True, data_only=True, rich_text=True)
            sheets = [(sheet.title, _rows(sheet)) for sheet in book.worksheets]
            book.close()
    except Exception as error:  # noqa: BLE001  what it raises for which damage is in no contract
        reason = str(error) if str(error) == TOO_BIG else f"{type(error).__name__}: {error}"
        return file.refused(1, f"this workbook cannot be read ({reason}); save it anew, or as CSV UTF-8")
    filled = [(title, rows) for title, rows in sheets if rows]
    if not filled:
        return file.refused(1, "no sheet holds anything")
    contents = contents_of(file, filled[0][1])
    others = ", ".join(title for title, _ in filled[1:])
    return contents._replace(
        remark=" ".join(
            filter(
                None,
                (contents.remark, others and f"Not read: the sheets {others}.", _UNREAD if has_unread_looks else ""),
            )
        )
    )


def _has_unread_looks(archive: ZipFile) -> bool:
    """Say whether a cell holds a text of parts that look different in itself, which openpyxl reads as plain.

    Excel and LibreOffice keep such texts apart from the cells, and there they are read.
    """
    sheets = (name for name in archive.namelist() if name.startswith("xl/worksheets/"))
    return any(_PARTS_IN_CELL.search(archive.read(name)) for name in sheets)


def _rows(sheet: Any) -> list[Row]:
    """Return the rows of a sheet that hold anything; `line` is the number of the row."""
    sheet.reset_dimensions()  # what a file says of its size may be anything
    rows = []
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        texts = [_text(value) for value in cells]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            rows.append(Row(number, texts))
    return rows


def _text(value: object) -> str:
    """Return what a cell shows, as far as its value tells: a date as it is written in facts, a whole number as such."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, list):  # a text of parts that look different, of which a plain one is a str
        return _html(value)
    if isinstance(value, float):
        return f"{value:.15g}"
    return "" if value is None else str(value)


def _html(value: list[Any]) -> str:
    """Return a text of parts as HTML, where they look different; else as it is."""
    parts = [(str(part), _tag(part)) for part in value]
    if not any(tag for _, tag in parts):
        return str(value)
    return "".join(f"<{tag}>{escape(words)}</{tag}>" if tag else escape(words) for words, tag in parts)


def _tag(part: Any) -> str:
    """Return the element of HTML that looks as a part of a text in a cell does, or nothing."""
    font = getattr(part, "font", None)
    if font is None:
        return ""
    raised = {"subscript": "sub", "superscript": "sup"}.get(font.vertAlign or "")
    has_other_look = font.u not in (None, "none") or font.strike or _is_coloured(font)
    return raised or ("b" if font.b else "i" if font.i else "font" if has_other_look else "")


def _is_coloured(font: Any) -> bool:
    """Say whether somebody chose a colour for a part of a text; black and those of the workbook's theme are usual."""
    return font.color is not None and font.color.type == "rgb" and font.color.rgb[-6:] != "000000"
