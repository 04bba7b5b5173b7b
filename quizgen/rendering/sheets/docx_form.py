"""An empty DOCX with the form of a sheet, and what python-docx cannot add to one by itself: blanks, fields, columns.

Loaded only when a DOCX is written.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.section import WD_SECTION
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Emu, Mm

from quizgen.domain.text import plain
from quizgen.rendering.sheets.docx_styles import fonts_xml, numbering_xml, styles_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from docx.document import Document as Doc
    from docx.opc.rel import Relationships
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section
    from docx.shared import Length
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

    from quizgen.rendering.sheets.shared import Look

_PAPERS = {"a4": (Mm(210), Mm(297)), "letter": (Mm(215.9), Mm(279.4))}
_GUTTER = Mm(8)
#: A property of a document holds so many characters.
_LONGEST = 255
#: When all documents were made, as far as they say.
_MOMENT = datetime(1980, 1, 1)  # noqa: DTZ001  the format knows no time zone
#: What python-docx's own template holds that no sheet needs: a picture of an empty page, old styles, its maker's name.
_NEEDLESS = ("/thumbnail", "/stylesWithEffects", "/customXml", "/extended-properties", "/fontTable")


def new_document(title: str, language: str, look: Look, start: int) -> Doc:
    """Return an empty document with paper, styles and lists as `look` asks for, its questions numbered from `start`."""
    document = Document()
    _drop_needless(document.part.package.rels)
    _drop_needless(document.part.rels)
    (section,) = document.sections
    _set_paper(section, look)
    column, line = text_width(look, look.columns).twips, text_width(look).twips
    _fill(document.styles.element, styles_xml(language, look, column, line))
    _fill(document.part.numbering_part.element, numbering_xml(look.size, start))
    _set_fonts(document, look.family)
    _set_settings(document.settings.element, language)
    about = document.core_properties
    about.title, about.language = plain(title)[:_LONGEST], plain(language)
    about.author = about.comments = ""
    about.created = about.modified = _MOMENT
    return document


def text_width(look: Look, columns: int = 1) -> Emu:
    """Return how wide a line of text is where the page has so many columns."""
    whole = _PAPERS[look.paper][0] - 2 * _margin(look)
    return Emu((whole - (columns - 1) * _GUTTER) // columns)


def _margin(look: Look) -> Mm:
    return Mm(18 if look.is_large else 20)


def begin_columns(document: Doc, columns: int) -> None:
    """Set what follows in columns, on the same page as what stands there already."""
    document.add_section(WD_SECTION.CONTINUOUS).different_first_page_header_footer = False
    body = document.element.body
    *_, last, holder = body.findall(qn("w:p"))
    (ended,) = holder.iter(qn("w:sectPr"))
    last.get_or_add_pPr().append(ended)  # python-docx ends a section with an empty paragraph
    body.remove(holder)
    for one in body.find(qn("w:sectPr")).findall(qn("w:cols")):
        one.set(qn("w:num"), str(columns))
        one.set(qn("w:space"), str(_GUTTER.twips))


def add_blank(paragraph: Paragraph, name: str, text: str) -> None:
    """Add a blank that shows `text`: a field that can be filled in, with a name for those who hear the page."""
    run = _xml(paragraph.add_run(text))
    field, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    about = _element("w:sdtPr")
    about.extend((_element("w:alias", val=name), _element("w:showingPlcHdr"), _element("w:text")))
    run.addprevious(field)
    content.append(run)
    field.extend((about, content))


def add_page_number(paragraph: Paragraph) -> None:
    """Add 'Page x of y', which the word processor counts."""
    for word, counted in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        paragraph.add_run(word)
        field = _element("w:fldSimple", instr=counted)
        field.append(_xml(paragraph.add_run("1")))
        _xml(paragraph).append(field)


def add_table(
    document: Doc, name: str, heads: Sequence[str], rows: int, widths: Sequence[Length]
) -> Iterator[tuple[_Cell, ...]]:
    """Add a table with a head that is repeated on each page, and yield the empty cells of each row."""
    table = document.add_table(rows + 1, len(heads), "Key Table")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _xml(table).tblPr.append(_element("w:tblCaption", val=plain(name)))
    for place, row in enumerate(table.rows):
        properties = _xml(row).get_or_add_trPr()
        properties.append(_element("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
        if place:
            yield row.cells
            continue
        properties.append(_element("w:tblHeader"))
        for cell, head in zip(row.cells, heads, strict=True):
            cell.paragraphs[0].style = "Table Head"
            cell.paragraphs[0].add_run(head)


def _xml(proxy: Any) -> Any:
    return proxy._element  # noqa: SLF001  python-docx offers no other way to what it has no words for


def _element(name: str, **values: str) -> BaseOxmlElement:
    made: BaseOxmlElement = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _drop_needless(relations: Relationships) -> None:
    for id_, relation in list(relations.items()):
        if relation.reltype.endswith(_NEEDLESS):
            del relations[id_]


def _set_paper(section: Section, look: Look) -> None:
    section.page_width, section.page_height = _PAPERS[look.paper]
    section.left_margin = section.right_margin = _margin(look)
    section.top_margin = section.bottom_margin = Mm(25 if look.is_large else 20)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True


def _fill(element: BaseOxmlElement, xml: str) -> None:
    """Put what `xml` holds into an element, in place of what it held."""
    for child in list(element):
        element.remove(child)
    element.extend(list(parse_xml(xml)))


def _set_fonts(document: Doc, font: str) -> None:
    blob = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + fonts_xml(font)).encode()
    part = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)


def _set_settings(settings: BaseOxmlElement, language: str) -> None:
    """Let the document be one of today's Word, which else opens it as one of 2010."""
    for one in settings.iter(qn("w:compatSetting")):
        if one.get(qn("w:name")) == "compatibilityMode":
            one.set(qn("w:val"), "15")
    for one in settings.iter(qn("w:themeFontLang")):
        one.set(qn("w:val"), plain(language))
    for one in settings.iter(qn("w:zoom")):
        one.set(qn("w:percent"), "100")
