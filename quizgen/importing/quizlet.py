"""Quizlet's export, with what it offers first: a term, a tab and its definition on a line. Nothing in it is quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.importing.markup import from_cell
from quizgen.importing.records import Contents, Item, LeftOut, Loss, Remark

if TYPE_CHECKING:
    from quizgen.importing.records import ForeignFile


def read(file: ForeignFile) -> Contents:
    """Return the terms of a set. A line without a tab goes on with the definition of the line before it."""
    rows: list[tuple[int, list[str], list[Remark]]] = []
    for number, line in enumerate(file.text.split("\n"), 1):
        cells = line.rstrip("\r").split("\t")
        if not line.strip():
            continue
        if len(cells) > 1:
            rows.append((number, cells, []))
        elif rows:
            _, before, remarks = rows[-1]
            before[1] += f" {cells[0]}"
            sentence = f"Line {number} has no tab; it was added to the line above: {cells[0].strip()}"
            remarks.append(Remark("line without a tab", sentence))
        else:
            advice = "export the set with 'Tab' between term and definition and 'New line' between rows"
            return file.refused(number, f"no tab stands in this line; {advice}")
    items: list[Item] = []
    left_out: list[LeftOut] = []
    for number, (term, definition, *others), remarks in rows:
        read_term, read_definition = from_cell(term), from_cell(definition)
        losses = [*read_term.losses, *read_definition.losses]
        losses += [Loss("further column", from_cell(cell).text) for cell in others if cell.strip()]
        if read_term.text and read_definition.text:
            items.append(
                Item(number, read_term.text, read_definition.text, losses=tuple(losses), remarks=tuple(remarks))
            )
        else:
            left_out.append(LeftOut(number, "lone term", read_term.text or read_definition.text))
    return Contents(tuple(items), tuple(left_out))


def looks_like(text: str) -> bool:
    """Say whether most lines of a text have one tab."""
    lines = [line for line in text.split("\n") if line.strip()]
    return bool(lines) and sum("\t" in line for line in lines) > len(lines) / 2
