"""A note of Anki, wherever it stood -> items: one, or of a note with gaps one for each gap."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.fact import Kind
from quizgen.importing.columns import Cell, Role, item_of, pictures_of, roles_of
from quizgen.importing.markup import from_cell, from_html, from_plain
from quizgen.importing.records import Item, LeftOut, Loss, Remark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OCCLUSION = re.compile(r"\{\{c\d+::\s*image-occlusion:")
#: The fields beside a sentence that come along.
_CARRIED = (Role.NOTE, Role.HINT, Role.TAGS)
#: The fields of quizgen's own notes by which they are known, and those of which a fact can be made anew.
_OWN, _OF_OWN = {"Fact id", "Right option", "Accounts"}, ("Question", "Answer", "Note", "Hint")
_OPENS = re.compile(r"\{\{c\d")
#: A gap: its number, its words and a hint. Of two, one within the other, only the inner one is found.
_GAP = re.compile(r"\{\{c(\d{1,4})::((?:(?!\{\{c\d|\}\}).)*)\}\}", re.DOTALL)


class Note(NamedTuple):
    """A note: its place, the names and the contents of its fields in their order, its tags, and its deck."""

    line: int
    fields: tuple[tuple[str, str], ...]
    tags: tuple[str, ...] = ()
    deck: str = ""
    is_html: bool = True


def items_of(note: Note) -> Iterator[Item | LeftOut]:
    """Yield what a note holds."""
    read = from_html if note.is_html else from_cell
    group = " / ".join(part.strip() for part in re.split("::|\x1f", note.deck))
    names = {name for name, _ in note.fields}
    if names >= _OWN:
        yield from _own(note, group)
        return
    roles = roles_of([name for name, _ in note.fields])
    cells = [Cell(role, name, read(text)) for role, (name, text) in zip(roles, note.fields, strict=True)]
    place = next((place for place, (_, text) in enumerate(note.fields) if _OPENS.search(text)), None)
    if place is None:
        yield item_of(note.line, cells, note.tags, group)
        return
    cells.pop(place)
    text = note.fields[place][1]  # a gap may begin or end within markup, so it has none
    sentence = Cell(None, "", from_html(text, is_bare=True) if note.is_html else from_plain(text))
    yield from _gaps(note, sentence, [cell for cell in cells if cell.plain.text or cell.plain.losses], group)


def _own(note: Note, group: str) -> Iterator[Item | LeftOut]:
    """Yield what a note that quizgen made holds; most of its fields are for cards, and tell no more."""
    texts = dict(note.fields)
    read = note._replace(fields=tuple((name, texts[name]) for name in _OF_OWN if name in texts))
    fact = from_plain(texts["Fact id"]).text
    remark = Remark("note made by quizgen", f"Made by quizgen of the fact {fact}; the library that has it says more.")
    for item in items_of(read._replace(deck=group)):
        yield item._replace(remarks=(*item.remarks, remark)) if isinstance(item, Item) else item


def _gaps(note: Note, sentence: Cell, others: Sequence[Cell], group: str) -> Iterator[Item | LeftOut]:
    """Yield an item for each number that one gap of a note has; it has a sentence and no question."""
    text = sentence.plain.text
    gaps: dict[str, list[re.Match[str]]] = defaultdict(list)
    for gap in _GAP.finditer(text):
        gaps[gap[1]].append(gap)
    if _OCCLUSION.search(text):
        yield LeftOut(note.line, "image occlusion", "; ".join(cell.plain.text for cell in others))
        return
    if not gaps or _OPENS.search(_GAP.sub("", text)) or re.search(r"[\[\]]", text):
        yield LeftOut(note.line, "tangled gap sentence", text)
        return
    for number, found in gaps.items():
        if len(found) > 1:
            yield LeftOut(note.line, "multi-gap sentence", f"{text} (gap {number})")
            continue
        answer, _, hint = found[0][2].partition("::")
        says = _GAP.sub(lambda gap, own=found[0]: _shown(gap, own), text)  # type: ignore[misc]
        yield Item(
            note.line,
            prompt="",
            answer=answer.strip(),
            kind=Kind.WHAT,
            says=" ".join(says.split(" ")),
            hint=" ".join((*filter(None, (hint.strip(),)), *_texts(others, Role.HINT))),
            notes=_texts(others, Role.NOTE),
            tags=(*note.tags, *" ".join(_texts(others, Role.TAGS)).split()),
            group=group,
            picture=next(iter((*sentence.plain.pictures, *pictures_of(others))), None),
            losses=(*sentence.plain.losses, *_losses(others)),
        )


def _shown(gap: re.Match[str], own: re.Match[str]) -> str:
    """Return the words of a gap, in brackets where it is the item's own."""
    words = gap[2].partition("::")[0].strip()
    return f"[{words}]" if gap.start() == own.start() else words


def _texts(cells: Sequence[Cell], role: Role) -> tuple[str, ...]:
    return tuple(cell.plain.text for cell in cells if cell.role is role and cell.plain.text)


def _losses(cells: Sequence[Cell]) -> Iterator[Loss]:
    for cell in cells:
        yield from cell.plain.losses
        if cell.role not in _CARRIED and cell.plain.text:
            yield Loss("further column", f"{cell.head}: {cell.plain.text}")
