"""The pages of a DOCX: the question paper and the key. Loaded only when one is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.shared import Emu, Pt

from quizgen.domain.sheet import Part
from quizgen.domain.text import plain
from quizgen.rendering.sheets.docx_form import (
    add_blank,
    add_page_number,
    add_table,
    begin_columns,
    new_document,
    text_width,
)
from quizgen.rendering.sheets.shared import (
    BLANK,
    GAP,
    LINES,
    NARROW_BLANK,
    NARROW_GAP,
    NO_BREAK,
    advice,
    blank_name,
    box_name,
    copy_of,
    entries,
    instruction,
    line_name,
    points,
    source_line,
    title_of,
    worth,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

    from quizgen.domain.sheet import Item, Section, Sheet, Variant
    from quizgen.rendering.sheets.shared import Entry, Look


def paper(sheet: Sheet, look: Look) -> Document:
    """Return the question paper."""
    start = sheet.items[0].number if sheet.items else 1
    document = new_document(title_of(sheet), sheet.language, look, start)
    _running(document, sheet, sheet.title)
    _head(document, sheet, look)
    if look.columns > 1:
        begin_columns(document, look.columns)
    for section in sheet.sections:
        _add(document, section.title, "Heading 2")
        _add(document, instruction(section), "Instruction")
        for item in section.items:
            _ask(document, section, item, NARROW_GAP if look.is_large or look.columns > 1 else GAP)
    return document


def key(variant: Variant, look: Look) -> Document:
    """Return the key: a table for each section, and the list of sources."""
    sheet = variant.sheet
    title = f"Key: {sheet.title}"
    document = new_document(title_of(sheet, "Key: "), sheet.language, look, 1)
    _running(document, sheet, title)
    _add(document, title, "Heading 1")
    _add(document, " · ".join(filter(None, (sheet.name, copy_of(sheet), points(sheet.points)))), "Copy")
    for name, found in entries(variant):
        _add(document, name, "Heading 2")
        _add_key(document, name, found, look)
    if variant.key.sources:
        _add(document, "The sources", "Heading 2")
    for cite in variant.key.sources:
        line = _add(document, "", "List Bullet")
        line.add_run(plain(cite.id), "Strong")
        line.add_run(plain(f" {source_line(cite)}"))
    if variant.key.report:
        line = _add(document, "", "Advice")
        line.add_run("To report an error:", "Strong")
        line.add_run(plain(f" {variant.key.report}"))
    return document


def _add(place: Document | _Cell, text: str, style: str) -> Paragraph:
    """Add a paragraph; `text` becomes what it says and never a tab or a break."""
    return place.add_paragraph(plain(text), style)


def _running(document: Document, sheet: Sheet, title: str) -> None:
    """Set what stands on every page: the copy and the page below, and above all but the first the title and name."""
    (section,) = document.sections
    for footer in (section.first_page_footer, section.footer):
        line = footer.paragraphs[0]
        line.style = "Footer"
        line.add_run(f"{plain(copy_of(sheet))}\t")
        add_page_number(line)
    line = section.header.paragraphs[0]
    line.style = "Header"
    line.add_run(f"{plain(title)}\t{plain(sheet.name)}")
    if not sheet.name and title == sheet.title:
        line.add_run("Name ")
        add_blank(line, "Name", BLANK)


def _head(document: Document, sheet: Sheet, look: Look) -> None:
    _add(document, sheet.title, "Heading 1")
    _add(document, copy_of(sheet), "Copy")
    line = _add(document, f"Name: {sheet.name}" if sheet.name else f"Name{NO_BREAK}", "Fields")
    if not sheet.name:
        add_blank(line, "Name", BLANK if look.is_large else BLANK + NARROW_BLANK * 2)
    if look.is_large:
        line = _add(document, "", "Fields")
    for place, (field, width) in enumerate((("Class", 2), ("Date", 3))):
        line.add_run(f"{'' if look.is_large and not place else '   '}{field}{NO_BREAK}")
        add_blank(line, field, NARROW_BLANK * width)
    line = _add(document, f"{advice(sheet)} Points: ", "Advice")
    add_blank(line, "Points reached", NARROW_BLANK)
    line.add_run(f" of {sheet.points}")


def _ask(document: Document, section: Section, item: Item, gap: str) -> None:
    """Add a question and what belongs to it, all on one page."""
    asked = _add(document, item.prompt, "List Number")
    if section.part is Part.GAP:
        add_blank(asked, blank_name(item), gap)
        asked.add_run(plain(item.after))
    if value := worth(section, item):
        asked.add_run(f"{' ' if item.prompt else ''}{value}", "Points")
    last = [asked, *_task(document, section.part, item)][-1]
    last.paragraph_format.keep_with_next = False


def _task(document: Document, part: Part, item: Item) -> list[Paragraph]:
    """Add what stands below a question: what to choose among, or where to write."""
    match part:
        case Part.CHOICE:
            return [_add(document, one, "List Number 2") for one in item.options]
        case Part.TRUE_FALSE:
            return [_add(document, one, "List Bullet 2") for one in item.options]
        case Part.GAP:
            return []
        case Part.SHORT:
            lines = [_add(document, "", "Answer Line") for _ in range(LINES)]
            for number, line in enumerate(lines, 1):
                add_blank(line, line_name(item, number), "\t")
            return lines
        case Part.ORDER | Part.MATCH:
            names = [_add(document, one, "List Number 3") for one in item.names]
            lines = [_add(document, "", "List Number 4") for _ in item.options]
            for place, (line, text) in enumerate(zip(lines, item.options, strict=True), 1):
                add_blank(line, box_name(item, place, part), NARROW_BLANK)
                line.add_run(f"\t{plain(text)}")
            return [*names, *lines]


def _add_key(document: Document, title: str, found: Iterable[Entry], look: Look) -> None:
    found = list(found)
    whole = text_width(look)
    first, last = Pt(look.size * 3), Pt(look.size * 5)
    widths = (first, Emu(whole - first - last), last)
    for row, entry in zip(
        add_table(document, title, ("No.", "Answer", "Points"), len(found), widths), found, strict=True
    ):
        number, answer, worth = row
        number.paragraphs[0].style = "Table Text"
        number.paragraphs[0].add_run(str(entry.number), "Strong")
        worth.paragraphs[0].style = "Table Text"
        worth.paragraphs[0].add_run(str(entry.points))
        _fill(answer, entry)


def _fill(cell: _Cell, entry: Entry) -> None:
    """Write the answer and what proves it into a cell."""
    for place, (style, before, strong, after) in enumerate(_lines(entry)):
        line = cell.add_paragraph() if place else cell.paragraphs[0]  # a new cell holds an empty one
        line.style = style
        line.add_run(plain(before))
        line.add_run(plain(strong), "Strong")
        line.add_run(plain(after))


def _lines(entry: Entry) -> Iterator[tuple[str, str, str, str]]:
    """Yield the lines of an answer: the style of each, and the text before, in and after what is strong."""
    if entry.mark:
        yield "Table Text", "", entry.mark, f" {entry.answer}"
    elif entry.answer:
        yield "Table Text", "", entry.answer, ""
    for row in entry.rows:
        yield "Table Text", f"{row.numeral} ", row.mark, f" {row.text}"
        yield "Table Proof", row.proof, "", ""
    for remark in entry.remarks:
        yield "Table Text", remark, "", ""
    if entry.proof:
        yield "Table Proof", entry.proof, "", ""
