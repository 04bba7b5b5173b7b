"""A variant -> Markdown that people edit: CommonMark, in which every text reads as it was written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.domain.lettering import NUMERALS, letter
from quizgen.domain.sheet import Part
from quizgen.domain.text import plain
from quizgen.rendering.sheets.shared import (
    BLANK,
    GAP,
    NARROW_BLANK,
    advice,
    copy_of,
    entries,
    instruction,
    points,
    source_line,
    worth,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.sheet import Item, Section, Sheet, Variant
    from quizgen.rendering.sheets.shared import Entry

#: Signs that mean something anywhere, to CommonMark or to the dialects that most programs read; and those that do so
#: only before the name of a character, or at the start of a line.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>#~|$]|&(?=#|[A-Za-z][A-Za-z0-9]*;)")
_AT_THE_START = re.compile(r"^(\s*(?:\d{1,9}(?=[.)](?:\s|$))|(?=[-+=:](?:\s|$|[-+=:]))))")
_TICK = "[ ]"


def escape(text: str) -> str:
    """Return `text` as Markdown that reads exactly so, wherever on a line it stands."""
    return _AT_THE_START.sub(r"\1\\", _ANYWHERE.sub(r"\\\g<0>", plain(text)))


def paper_markdown(sheet: Sheet) -> str:
    """Return the question paper."""
    name = f"Name: {_bold(sheet.name)}" if sheet.name else f"Name: {BLANK}"
    blocks = [
        f"# {escape(sheet.title).strip()}",
        f"{name} Class: {NARROW_BLANK * 2} Date: {NARROW_BLANK * 3}",
        f"{advice(sheet)} Points: {NARROW_BLANK} of {sheet.points}",
    ]
    for section in sheet.sections:
        blocks += [f"## {escape(section.title).strip()}", f"*{escape(instruction(section)).strip()}*"]
        blocks += [_numbered(item.number, _item(section, item)) for item in section.items]
    return _text([*blocks, escape(copy_of(sheet))])


def key_markdown(variant: Variant) -> str:
    """Return the key: answers, what else is right, fact ids, and the list of sources."""
    sheet = variant.sheet
    about = " · ".join(filter(None, (sheet.name, copy_of(sheet), points(sheet.points))))
    blocks = [f"# Key: {escape(sheet.title).strip()}", escape(about)]
    for title, found in entries(variant):
        blocks += [f"## {escape(title).strip()}", *(_numbered(entry.number, _entry(entry)) for entry in found)]
    if variant.key.sources:
        blocks.append("## The sources")
        blocks.append(_list(f"{_bold(one.id)} {escape(source_line(one))}" for one in variant.key.sources))
    if variant.key.report:
        blocks.append(f"**To report an error:** {escape(variant.key.report).strip()}")
    return _text(blocks)


def _item(section: Section, item: Item) -> list[str]:
    blank = f"{GAP}{escape(item.after)}" if section.part is Part.GAP else ""
    return [f"{escape(item.prompt)}{blank} {worth(section, item)}", *_task(section.part, item)]


def _task(part: Part, item: Item) -> list[str]:
    """Return what stands below a question: what to choose among, or where to write."""
    match part:
        case Part.CHOICE:
            return [_list(f"{_TICK} {one}" for one in _lettered(item.options))]
        case Part.TRUE_FALSE:
            return [_list(f"{_TICK} {escape(one)}" for one in item.options)]
        case Part.GAP:
            return []
        case Part.SHORT:
            return [f"Answer: {BLANK * 3}"]
        case Part.ORDER | Part.MATCH:
            names = [_list(_lettered(item.names), "*")] if item.names else []  # another sign, so another list
            rows = zip(NUMERALS, item.options, strict=False)
            return [*names, _list(f"{numeral} {NARROW_BLANK} {escape(one)}" for numeral, one in rows)]


def _entry(entry: Entry) -> list[str]:
    lead = f"{_bold(entry.mark)} {escape(entry.answer)}" if entry.mark else _bold(entry.answer)
    rows = (f"{one.numeral} {_bold(one.mark)} {escape(one.text)} · {escape(one.proof)}" for one in entry.rows)
    more = [*rows, *map(escape, entry.remarks), escape(entry.proof)]
    return [f"{lead} ({points(entry.points)})".strip(), _list(filter(None, more))]


def _bold(text: str) -> str:
    text = escape(text).strip()
    return f"**{text}**" if text else ""


def _lettered(texts: Iterable[str]) -> list[str]:
    return [f"{letter(place)}. {escape(text)}" for place, text in enumerate(texts)]


def _list(lines: Iterable[str], sign: str = "-") -> str:
    return "\n".join(f"{sign} {line.strip()}" for line in lines)


def _numbered(number: int, blocks: Iterable[str]) -> str:
    """Return an item of a numbered list; what belongs to it stands below its first word."""
    start = f"{number}. "
    lines = "\n\n".join(block.strip() for block in blocks).split("\n")
    return start + "\n".join(" " * len(start) + line if line else "" for line in lines).lstrip()


def _text(blocks: Iterable[str]) -> str:
    return "\n\n".join(blocks) + "\n"
