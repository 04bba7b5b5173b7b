"""Keys as data: JSON for programs and CSV for spreadsheets, a record for each question of each variant.

The JSON's keys are a promise: keys are added, never renamed or dropped. It is one object:

- `answers`, a list in the order of the variants and of the numbers on them, each with
  `variant` (its letter), `name` (the pupil's, or empty), `title`, `seed`, `number`, `part` (the kind of section),
  `question` (its id), `facts` (a list of ids), `points`, `answer` (as printed), `marks` (a list of what is marked on
  an answer sheet: letters, or numbers as text), `accepted` (a list of other right answers), `accounts` (a list, where
  sources differ, of objects with `answer` and `who`), `note`, `standing` (whose claim it is, or how many articles
  report it), `sources` (a list of ids), and `rows` (a list, where a question is about several facts, of objects with
  `mark`, `text`, `fact` and its `sources`, as the sheet numbers them), and `rule` (in words, what an answer earns that
  is right in part, or empty);
- `sources`, a list of all that are cited, each with `id`, `who`, `title`, `where` and `standing`.

The CSV has the keys of an answer as its header. It is made for spreadsheets (rendering/spreadsheet.py): a cell that
starts like a formula gets an apostrophe in front. Ids and marks are parted by spaces, texts by semicolons.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from quizgen.domain.markup import plain as without_markup
from quizgen.language.quotes import curled
from quizgen.rendering.records import as_data, with_texts
from quizgen.rendering.sheets.tasks import marking_rule
from quizgen.rendering.spreadsheet import csv_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.rendering.sheets.sheet import Variant

    Row = dict[str, Any]

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_COLUMNS = (
    *("variant", "name", "title", "seed", "number", "part", "question", "facts", "points", "answer", "marks"),
    *("accepted", "accounts", "note", "standing", "sources", "rows", "rule"),
)
#: What these columns list holds no spaces, and is parted by them.
_SPACED = {"facts", "marks", "sources"}


def key_json(variants: Iterable[Variant]) -> str:
    """Return the keys to all `variants` as JSON, in the form that the module describes."""
    variants = list(variants)
    sources = {cite.id: as_data(cite) for variant in variants for cite in variant.key.sources}
    data = {"answers": [row for variant in variants for row in _rows(variant)], "sources": list(sources.values())}
    return _HALF_CHARACTER.sub("\ufffd", json.dumps(data, ensure_ascii=False, indent=1)) + "\n"


def key_csv(variants: Iterable[Variant]) -> str:
    """Return the keys to all `variants` as CSV, to be written as UTF-8, as `csv_text` does."""
    rows = (row for variant in variants for row in _rows(variant))
    return csv_text((_COLUMNS, *([_cell(column, row[column]) for column in _COLUMNS] for row in rows)))


def _rows(variant: Variant) -> Iterator[Row]:
    """Yield the key to each question as plain data."""
    sheet = variant.sheet
    copy = {"variant": sheet.label, "name": sheet.name, "title": sheet.title, "seed": sheet.seed}
    asked = {item.number: (section.part, item) for section in sheet.sections for item in section.items}
    for answer in variant.key.answers:
        part, item = asked[answer.number]
        rule = curled(marking_rule(sheet.language, part, item.points, len(item.options), answer.spelling))
        row = copy | as_data(with_texts(answer, without_markup)) | {"part": part.value, "rule": rule}
        yield {column: row[column] for column in _COLUMNS}


def _cell(column: str, value: Any) -> str | int:
    """Return a value as a cell."""
    if isinstance(value, (str, int)):
        return value
    if column == "accounts":
        value = [f"{account['answer']} ({account['who']})" for account in value]
    if column == "rows":
        value = [f"{row['mark']} {row['text']} [{row['fact']}]" for row in value]
    return (" " if column in _SPACED else "; ").join(value)
