"""Anki's notes as text: rows of fields, under heads that say what parts them and which columns are no fields.

The heads are those of the manual, docs.ankiweb.net/importing/text-files.html#file-headers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.importing.anki_notes import Note, items_of
from quizgen.importing.records import RULE, Contents, Item, LeftOut
from quizgen.reading.table import table_of

if TYPE_CHECKING:
    from quizgen.importing.records import ForeignFile
    from quizgen.reading.table import Row

_HEAD = re.compile(r"#\s*([a-z][a-z ]*?)\s*:(.*)", re.IGNORECASE)
_MARKS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}
_OWN_COLUMNS = ("guid column", "notetype column", "deck column", "tags column")


def read(file: ForeignFile) -> Contents:
    """Return the items of notes that Anki exported as text, or that were written to be imported there."""
    lines = file.text.replace("\r\n", "\n").split("\n")
    heads: dict[str, str] = {}
    for line in lines:
        if not line.startswith("#"):
            break
        found = _HEAD.fullmatch(line)
        if found:
            heads[found[1].lower()] = found[2] if found[2].strip() else found[2] or " "
    start = next((place for place, line in enumerate(lines) if not line.startswith("#")), len(lines))
    wanted = heads.get("separator", "tab")
    mark = _MARKS.get(wanted.strip().lower(), wanted.strip()[:1] or "\t")
    # Each line that is left out of the table stays there as an empty one, so that places are right.
    rest = "\n".join([""] * start + ["" if line.startswith("#") else line for line in lines[start:]])
    table, problems = table_of(rest, str(file.path), RULE, mark, has_texts=True)
    if problems:
        return Contents(problems=tuple(problems))
    names = heads["columns"].split(mark) if "columns" in heads else []
    found_items = [item for row in table.rows for item in items_of(_note(row, heads, names))]
    return Contents(
        tuple(item for item in found_items if isinstance(item, Item)),
        tuple(left for left in found_items if isinstance(left, LeftOut)),
    )


def _note(row: Row, heads: dict[str, str], names: list[str]) -> Note:
    own = {
        head: int(heads[head]) - 1 for head in _OWN_COLUMNS if re.fullmatch(r"\s*[0-9]{1,4}\s*", heads.get(head, ""))
    }
    cell = {head: row.cells[place] for head, place in own.items() if place < len(row.cells)}
    fields = [
        (names[place] if place < len(names) else f"column {place + 1}", text)
        for place, text in enumerate(row.cells)
        if place not in own.values()
    ]
    tags = (*heads.get("tags", "").split(), *cell.get("tags column", "").split())
    deck = cell.get("deck column", heads.get("deck", "").strip())
    return Note(row.line, tuple(fields), tags, deck, heads.get("html", "true").strip().lower() != "false")


def looks_like(text: str) -> bool:
    """Say whether a text begins with one of Anki's heads."""
    found = _HEAD.match(text)
    return found is not None and found[1].lower() in (
        *_OWN_COLUMNS,
        "separator",
        "html",
        "columns",
        "deck",
        "notetype",
        "tags",
    )
