"""CSV, and what else has rows and columns: a head over the columns says what they hold, or they stand as usual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.importing.columns import Cell, Role, has_both, item_of, roles_of
from quizgen.importing.markup import from_cell
from quizgen.importing.records import RULE, Contents, Item, LeftOut
from quizgen.reading.table import table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.importing.records import ForeignFile
    from quizgen.reading.table import Row

#: Among so many rows the head is looked for: some templates begin with what is to be done with them.
_FIRST_ROWS = 12
_ADVICE = "write over the columns what they hold, as in: question,answer,wrong,wrong"


def read(file: ForeignFile) -> Contents:
    """Return the items of a CSV file."""
    table, problems = table_of(file.text, str(file.path), RULE, has_texts=True)
    return Contents(problems=tuple(problems)) if problems else contents_of(file, table.rows)


def contents_of(file: ForeignFile, rows: Sequence[Row]) -> Contents:
    """Return the items in rows, under their head, or without one in the usual order."""
    if not rows:
        return file.refused(1, "no row holds anything")
    heads = ((place, roles_of(row.cells)) for place, row in enumerate(rows[:_FIRST_ROWS]))
    place, roles = next(((place, roles) for place, roles in heads if has_both(roles)), (-1, []))
    names = rows[place].cells if place >= 0 else []
    if place < 0:
        roles = _usual_roles([row for row in rows if row.cells])
        if not roles:
            return file.refused(rows[0].line, f"nothing says which column holds what; {_ADVICE}")
    found = [_item(row, roles, names) for row in rows[place + 1 :]]
    return Contents(
        tuple(item for item in found if isinstance(item, Item)),
        tuple(left for left in found if isinstance(left, LeftOut)),
        remark=_remark(roles, names),
    )


def _usual_roles(rows: Sequence[Row]) -> list[Role | None]:
    """Return what the columns of rows without a head hold: two sides, or a question, its answer and wrong options.

    Nobody knows what three columns hold whose first has no questions.
    """
    columns = max(len(row.cells) for row in rows)
    if columns == 2:
        return [Role.FRONT, Role.BACK]
    asks = sum(row.cells[0].rstrip().endswith(("?", "？", "؟")) for row in rows)
    is_asking = columns > 2 and asks * 2 > len(rows)
    return [Role.QUESTION, Role.ANSWER, *[Role.WRONG] * (columns - 2)] if is_asking else []


def _item(row: Row, roles: Sequence[Role | None], names: Sequence[str]) -> Item | LeftOut:
    cells = [
        Cell(
            roles[column] if column < len(roles) else None,
            names[column] if column < len(names) else f"column {column + 1}",
            from_cell(text),
        )
        for column, text in enumerate(row.cells)
    ]
    return item_of(row.line, cells)


def _remark(roles: Sequence[Role | None], names: Sequence[str]) -> str:
    """Return a sentence on how the columns were taken."""
    if not names:
        taken = [role.name.lower() for role in roles if role]
        return f"No head says what the columns hold; they were taken as: {', '.join(taken)}."
    unknown = [
        name or f"column {place}" for place, (name, role) in enumerate(zip(names, roles, strict=True), 1) if not role
    ]
    return f"No part of a question; its cells stand as comments: {', '.join(unknown)}." if unknown else ""
