"""The pages of a DOCX: the question paper and the key, filled into a template. Loaded only when one is written."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.shared import Emu, Mm, Pt

from quizgen.language.catalogue import pieces
from quizgen.rendering.sheets.blanks import BLANKS
from quizgen.rendering.sheets.docx_fields import add_blank, add_box, add_field, add_tick_box
from quizgen.rendering.sheets.docx_template import begin_columns, element, open_template, text_width, to_bytes
from quizgen.rendering.sheets.docx_text import add_text
from quizgen.rendering.sheets.unprintable import LogoError
from quizgen.rendering.sheets.wording import source_line
from quizgen.rendering.signs import BETWEEN, NO_BREAK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from docx.document import Document
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph

    from quizgen.domain.class_test import Logo
    from quizgen.domain.fact import Picture
    from quizgen.language import Language
    from quizgen.rendering.sheets.key_view import KeyEntry, KeySection, KeyView
    from quizgen.rendering.sheets.layout import Layout
    from quizgen.rendering.sheets.view import PaperView, QuestionView, RowView


#: The room for a logo.
_LOGO_WIDTH, _LOGO_HEIGHT = Mm(42), Mm(19)
#: The room for the picture of a question.
_PICTURE_WIDTH, _PICTURE_HEIGHT = Mm(100), Mm(60)
#: A map is so many times as wide as the type is large: then its letters are a little smaller.
_MAP_SIZES = 24
#: Between two letters of a map.
_APART = "\u2003"
#: So many letters stand beside each other.
_MOST_IN_A_ROW = 12


class TableLine(NamedTuple):
    """A line of a table: its style, and the text before, in and after what is strong."""

    style: str
    before: str = ""
    strong: str = ""
    after: str = ""


def paper(view: PaperView, language: Language, layout: Layout) -> bytes:
    """Return the file of the question paper."""
    document = open_template(view, layout)
    header = _set_running_lines(document, view, language, "" if layout.is_large else view.title)
    if not view.name:
        name = language.gettext("Name")
        header.add_run(f"{name} ")
        add_blank(header, name, BLANKS["usual"])
    _add_head(document, view, language, layout)
    _add_extracts(document, view)
    if layout.columns > 1:
        begin_columns(document, layout.columns)
    gap = BLANKS["narrow_gap" if layout.is_large or layout.columns > 1 else "gap"]
    for section in view.sections:
        document.add_paragraph(section.title, "Heading 2")
        line = document.add_paragraph(section.instruction, "Instruction")
        if not view.apart:
            line.add_run("   ")
            add_blank(line, section.reached, BLANKS["narrow"])
            line.add_run(f"{NO_BREAK}/{NO_BREAK}{section.points}")
        for question in section.questions:
            _add_question(document, section.part, question, gap, language.gettext("Names to choose from:"), layout)
        if section.articles:
            document.add_paragraph(section.articles, "Table Proof")
    return to_bytes(document)


def key(view: KeyView, language: Language, layout: Layout) -> bytes:
    """Return the file of the key: all marks, then what proves each answer, and the list of sources."""
    document = open_template(view, layout)
    _set_running_lines(document, view, language, view.title)
    document.add_paragraph(view.title, "Heading 1")
    document.add_paragraph(BETWEEN.join(filter(None, (view.name, view.copy, view.points))), "Copy")
    for section in view.sections:
        document.add_paragraph(f"{section.title}{BETWEEN}{section.points}", "Key Heading")
        _add_marks(document, section, language, layout)
        for rule in section.rules:
            document.add_paragraph(rule, "Table Proof")
    title = language.gettext("Points needed for a percentage")
    document.add_paragraph(title, "Key Heading")
    _add_strip(document, title, [(share.share, str(share.points)) for share in view.shares], layout)
    document.add_paragraph(view.proofs, "Key Part")
    for section in view.sections:
        document.add_paragraph(section.title, "Heading 2")
        _add_proofs(document, section, language, layout)
    if view.sources:
        document.add_paragraph(language.gettext("The sources"), "Heading 2")
    for cite in view.sources:
        line = document.add_paragraph(style="List Bullet")
        line.paragraph_format.keep_with_next = bool(view.report)  # or that may stand alone overleaf
        line.add_run(cite.id, "Strong")
        line.add_run(f" {source_line(cite)}")
    if view.report:
        line = document.add_paragraph(style="Advice")
        line.add_run(language.gettext("To report an error:"), "Strong")
        line.add_run(f" {view.report}")
    return to_bytes(document)


def _set_running_lines(document: Document, view: PaperView | KeyView, language: Language, title: str) -> Paragraph:
    """Set what stands on every page: which copy and page it is, and from the second page on this title and the name.

    Return the line with title and name.
    """
    (section,) = document.sections
    for footer in (section.first_page_footer, section.footer):
        line = footer.paragraphs[0]
        line.add_run(f"{view.copy}\t")
        _add_page_number(line, language)
    header: Paragraph = section.header.paragraphs[0]
    header.add_run(f"{title}\t{view.name}")
    return header


# The question paper


def _add_head(document: Document, view: PaperView, language: Language, layout: Layout) -> None:
    gettext = language.gettext
    if view.logo:
        _add_logo(document, view.logo)
    if view.school:
        document.add_paragraph(view.school, "Fields")
    document.add_paragraph(view.title, "Heading 1")
    line = document.add_paragraph(gettext("Name: {name}", name=view.name) if view.name else "", "Fields")
    if not view.name:
        blank = BLANKS["usual"] if layout.is_large else BLANKS["usual"] + BLANKS["narrow"] * 2
        add_field(line, gettext("Name"), blank)
    if layout.is_large:
        line = document.add_paragraph(style="Fields")
    else:
        line.add_run("   ")
    _add_known_or_field(line, gettext("Class"), view.group, BLANKS["narrow"] * 2)
    line.add_run("   ")
    _add_known_or_field(line, gettext("Date"), view.date, BLANKS["narrow"] * 3)
    if view.time:
        document.add_paragraph(style="Fields").add_run(view.time, "Strong")
    line = document.add_paragraph(f"{view.advice} ", "Advice")
    for before, place in [] if view.apart else pieces(gettext("Points {blank} of {points}")):
        line.add_run(before)
        if place == "blank":
            add_blank(line, gettext("Points reached"), BLANKS["narrow"])
        elif place == "points":
            line.add_run(str(view.points))


def _add_logo(document: Document, logo: Logo) -> None:
    """Add a picture that is named for those who hear the page. Raises LogoError."""
    _add_picture(document.add_paragraph(style="Fields"), logo, (_LOGO_WIDTH, _LOGO_HEIGHT))


def _add_picture(line: Paragraph, logo: Logo | Picture, room: tuple[int, int]) -> None:
    """Add a picture to a line, as large as there is room for it, in EMU. Raises LogoError."""
    try:
        picture = line.add_run().add_picture(BytesIO(logo.data))
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError) as error:
        raise LogoError(str(error) or "it is broken") from None
    scale = min(room[0] / picture.width, room[1] / picture.height)
    picture.width, picture.height = Emu(int(picture.width * scale)), Emu(int(picture.height * scale))
    inline = picture._inline  # noqa: SLF001  python-docx offers no other way
    inline.docPr.set("descr", logo.alt)
    for side in "TBLR":
        inline.set(f"dist{side}", "0")  # LibreOffice leaves room at a side of which nothing is said


def _add_known_or_field(line: Paragraph, name: str, known: str, blank: str) -> None:
    if not known:
        add_field(line, name, blank)
        return
    line.add_run(f"{name} ")
    line.add_run(known, "Strong")


def _add_extracts(document: Document, view: PaperView) -> None:
    for extract in view.extracts:
        document.add_paragraph(extract.name, "Heading 2")
        for text in (*extract.paragraphs, *filter(None, (extract.source,))):
            document.add_paragraph(text)


def _add_question(  # noqa: PLR0913, PLR0917  what a question depends on
    document: Document, part: str, question: QuestionView, gap: str, over: str, layout: Layout
) -> None:
    """Add a question and what belongs to it, all on one page; `over` says what the names of a match are for."""
    prompt = _add_line(document, question.prompt, "List Number")
    if part == "gap":
        add_blank(prompt, question.blanks[0], gap)
        add_text(prompt, question.after)
    if question.worth:
        prompt.add_run(f"{' ' if question.prompt else ''}({question.worth})", "Points")
    if question.picture is not None:
        _add_question_picture(document, question.picture, layout, on_map=question.on_map)
    task = _add_match(document, question, over) if question.names else _add_task(document, part, question)
    last = [prompt, *task][-1]
    last.paragraph_format.keep_with_next = False


def _add_question_picture(document: Document, picture: Picture, layout: Layout, *, on_map: bool) -> None:
    """Add the picture of a question below its words, as far from the left as they are."""
    below = document.add_paragraph(style="Normal")
    indent = document.styles["Answer Line"].paragraph_format.left_indent
    below.paragraph_format.keep_with_next = True
    below.paragraph_format.left_indent, below.paragraph_format.space_after = indent, Pt(layout.size / 2)
    widest = min(text_width(document) - indent, Pt(layout.size * _MAP_SIZES))
    _add_picture(below, picture, (widest, widest) if on_map else (_PICTURE_WIDTH, _PICTURE_HEIGHT))


def _add_line(document: Document, text: str, style: str) -> Paragraph:
    line = document.add_paragraph(style=style)
    if text:
        add_text(line, text)
    return line


def _add_task(document: Document, part: str, question: QuestionView) -> Iterator[Paragraph]:
    """Add what stands below a question, what to choose among or where to write, and yield each line of it."""
    for name in question.blanks if part == "short" else ():
        line = document.add_paragraph(style="Answer Line")
        add_blank(line, name, "\t")
        yield line
    if question.on_map and question.blanks:
        yield _add_letters(document.add_paragraph(style="List Bullet 2"), question)
        return
    for place, option in enumerate(question.options):
        if question.blanks:
            line = document.add_paragraph(style="List Number 2" if part == "choice" else "List Bullet 2")
            add_tick_box(line, question.blanks[place])
            line.add_run("\t")
            add_text(line, option)
            yield line
        else:
            yield _add_line(document, option, "List Number 3")
    for row in question.rows:
        yield _fill_row(document.add_paragraph(), question, row)


def _add_letters(line: Paragraph, question: QuestionView) -> Paragraph:
    """Add the letters of a map to a line, each behind its box, and return it."""
    for name, option in zip(question.blanks, question.options, strict=True):
        add_tick_box(line, name)
        add_text(line, f"{NO_BREAK}{option}{_APART}")
    return line


def _add_match(document: Document, question: QuestionView, over: str) -> Iterator[Paragraph]:
    """Add names and what to match with them, and yield each line of it.

    It is a table, as a word processor repeats the head of one over the rows that go overleaf. So they may go there.
    """
    table = document.add_table(0, 1)
    head = _add_row(table, [[TableLine("Table Text", over)]], "cantSplit", "tblHeader")
    head.paragraphs[0].paragraph_format.keep_with_next = True
    for name in question.names:
        add_text(head.add_paragraph(style="List Number 3"), name)
    for row in question.rows:
        line = _fill_row(_add_row(table, [[TableLine("Normal")]], "cantSplit").paragraphs[0], question, row)
        line.paragraph_format.keep_with_next = False
        yield line


def _fill_row(line: Paragraph, question: QuestionView, row: RowView) -> Paragraph:
    """Let a line be a row of an order or a match, and return it."""
    line.style = "List Number 4"
    if row.box:
        add_box(line, row.box, question.marks, BLANKS["narrow"])
        line.add_run("\t")
    add_text(line, row.text)
    return line


# The key


def _add_marks(document: Document, section: KeySection, language: Language, layout: Layout) -> None:
    """Add the marks of a section: letters below their numbers, or else the words and letters of each question."""
    if all(entry.letter for entry in section.entries):
        letters = [(str(entry.number), entry.letter) for entry in section.entries]
        _add_strip(document, section.title, letters, layout)
        return
    heads = (language.gettext("No."), language.gettext("Answer"), language.gettext("Points"))
    table = _add_table(document, section.title, heads, layout)
    for entry in section.entries:
        first, last = TableLine("Table Text", strong=str(entry.number)), TableLine("Table Text", str(entry.points))
        _add_row(table, ([first], _mark_lines(entry), [last]), "cantSplit")


def _mark_lines(entry: KeyEntry) -> Iterator[TableLine]:
    """Yield what earns the points of a question."""
    if entry.rows:
        marks = BETWEEN.join(f"{row.numeral} {row.mark}" for row in entry.rows)
        yield TableLine("Table Text", strong=marks, after=f" ({entry.in_order})" if entry.in_order else "")
    else:
        yield TableLine("Table Text", strong=entry.answer, after=f"{BETWEEN}{entry.also}" if entry.also else "")


def _add_strip(document: Document, title: str, pairs: Sequence[tuple[str, str]], layout: Layout) -> None:
    """Add a table with a row of heads and one of what belongs to them, or with more rows where they are many."""
    wide = min(len(pairs), _MOST_IN_A_ROW)
    table = document.add_table(0, wide, "Key Table")
    table.autofit = False
    _xml(table).tblPr.append(element("tblCaption", val=title))
    for column in table.columns:
        column.width = Pt(layout.size * 3)
    for start in range(0, len(pairs), wide):
        some = pairs[start : start + wide]
        rest: list[list[TableLine]] = [[]] * (wide - len(some))
        heads = [[TableLine("Table Head", head)] for head, _ in some]
        _add_row(table, [*heads, *rest], "cantSplit", *(() if start else ("tblHeader",)))
        _add_row(table, [*([TableLine("Table Text", strong=mark)] for _, mark in some), *rest], "cantSplit")


def _add_proofs(document: Document, section: KeySection, language: Language, layout: Layout) -> None:
    """Add what proves the answers of a section."""
    table = _add_table(document, section.title, (language.gettext("No."), language.gettext("Answer")), layout)
    for entry in section.entries:
        _add_row(table, ([TableLine("Table Text", strong=str(entry.number))], _answer_lines(entry)), "cantSplit")


def _add_table(document: Document, title: str, heads: Sequence[str], layout: Layout) -> Table:
    """Add a table named for its section, with heads that are repeated on each page; the second column is wide."""
    table: Table = document.add_table(0, len(heads), "Key Table")
    table.autofit = False
    _xml(table).tblPr.append(element("tblCaption", val=title))
    number, points = Pt(layout.size * 3), Pt(layout.size * 5)
    others = number if len(heads) < 3 else number + points
    for column, width in zip(table.columns, (number, text_width(document) - others, points), strict=False):
        column.width = Emu(width)
    _add_row(table, [[TableLine("Table Head", head)] for head in heads], "cantSplit", "tblHeader")
    return table


def _add_row(table: Table, cells: Iterable[Iterable[TableLine]], *properties: str) -> _Cell:
    """Add a row of cells with their lines, and return the last; `properties` say how it is broken over pages."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    _xml(row).get_or_add_trPr().extend(map(element, properties))
    for cell, lines in zip(row.cells, cells, strict=True):
        for place, (style, before, strong, after) in enumerate(lines):
            line = cell.add_paragraph() if place else cell.paragraphs[0]  # a new cell holds an empty paragraph
            line.style = style
            for text, run_style in ((before, None), (strong, "Strong"), (after, None)):
                if text:
                    add_text(line, text, run_style)
    return row.cells[-1]


def _answer_lines(entry: KeyEntry) -> Iterator[TableLine]:
    """Yield the answer and what proves it."""
    if entry.letter:
        yield TableLine("Table Text", strong=entry.letter, after=f" {entry.answer}")
    elif entry.answer:
        yield TableLine("Table Text", strong=entry.answer)
    for row in entry.rows:
        yield TableLine("Table Text", f"{row.numeral} ", row.mark, f" {row.text}")
        yield TableLine("Table Proof", row.proof)
    for remark in entry.remarks:
        yield TableLine("Table Text", remark)
    if entry.proof:
        yield TableLine("Table Proof", entry.proof)


# What python-docx cannot do by itself


def _add_page_number(paragraph: Paragraph, language: Language) -> None:
    """Add 'Page x of y', which the word processor counts."""
    instructions = {"page": "PAGE", "pages": "NUMPAGES"}
    for before, counted in pieces(language.gettext("Page {page} of {pages}")):
        paragraph.add_run(before)
        if counted:
            field = element("fldSimple", instr=instructions[counted])
            field.append(_xml(paragraph.add_run("1")))
            _xml(paragraph).append(field)


def _xml(proxy: Any) -> Any:
    return proxy._element  # noqa: SLF001  python-docx offers no other way
