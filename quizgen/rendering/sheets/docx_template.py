"""The templates of a DOCX, whose styles alone say how it looks, opened for a sheet's paper, font, size and language.

They are documents like others: templates/sheet.docx, and templates/large.docx for large print. Each shows a sample of
every style. Whoever wants another look opens them in a word processor, changes the styles and keeps their names. Their
lengths are those of print in the size that they have, and grow with the size of the sheet.

Loaded only when a DOCX is written.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm
from docx.styles import BabelFish

from quizgen.domain.text import plain
from quizgen.rendering.archive import ZIP_EPOCH, zip_of
from quizgen.rendering.sheets.fonts import is_serif

if TYPE_CHECKING:
    from docx.document import Document as Doc
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.shared import Length

    from quizgen.rendering.sheets.key_view import KeyView
    from quizgen.rendering.sheets.layout import Layout
    from quizgen.rendering.sheets.view import PaperView

_TEMPLATES = Path(__file__).with_name("templates")
_GUTTER = Mm(8)
#: A property of a document holds so many characters.
_LONGEST = 255
#: The font of the style for code.
_CODE_FONT = "Consolas"
#: The moment at which every document says it was made.
_MOMENT = datetime(*ZIP_EPOCH)  # noqa: DTZ001  the format knows no time zone
#: The lengths that grow with the size of print: elements of styles and lists, and their attributes.
_LENGTHS = {
    qn(f"w:{tag}"): [qn(f"w:{name}") for name in names]
    for tag, names in {
        "sz": ["val"],
        "szCs": ["val"],
        "spacing": ["before", "after"],
        "ind": ["left", "start", "hanging"],
        "tab": ["pos"],
        "bottom": ["w"],
        "right": ["w"],
    }.items()
}


#: How far lines are apart in print with more space, as a part of a font's own line, which is about 1.2 of its size.
_ROOMY_LINES = 1.25


def open_template(view: PaperView | KeyView, layout: Layout) -> Doc:
    """Return the template without its samples, for this paper, font, size and language."""
    document = Document(str(_TEMPLATES / ("large.docx" if layout.is_large else "sheet.docx")))
    document.element.body.clear_content()
    for name in document.styles.element.xpath("w:style/w:name"):
        name.val = BabelFish.ui2internal(name.val)  # LibreOffice saves names as they are shown, and not as Word does
    (section,) = document.sections
    section.page_width, section.page_height = Mm(layout.page.width), Mm(layout.page.height)
    _scale(document, layout.size)
    if layout.is_very_large:
        _use_the_page(document)
    if layout.is_roomy:
        document.styles["Normal"].paragraph_format.line_spacing = _ROOMY_LINES
    _set_font(document, plain(layout.family), view.tag)
    line, column = text_width(document), text_width(document, layout.columns)
    _set_tab(document, "Header", line, WD_TAB_LEADER.SPACES)
    _set_tab(document, "Footer", line, WD_TAB_LEADER.SPACES)
    _set_tab(document, "Answer Line", column, WD_TAB_LEADER.LINES)
    _set_properties(document, view)
    return document


def text_width(document: Doc, columns: int = 1) -> Emu:
    """Return how wide a line of text is where the page has so many columns."""
    section = document.sections[0]
    page, left, right = section.page_width, section.left_margin, section.right_margin
    assert page and left and right, "the template has them"  # noqa: PT018  types only
    return Emu((page - left - right - (columns - 1) * _GUTTER) // columns)


def begin_columns(document: Doc, columns: int) -> None:
    """Set what follows in columns, on the same page as what stands there already."""
    document.add_section(WD_SECTION.CONTINUOUS).different_first_page_header_footer = False
    body = document.element.body
    *_, last, empty = body.findall(qn("w:p"))
    (section,) = empty.iter(qn("w:sectPr"))
    last.get_or_add_pPr().append(section)  # python-docx ends a section with an empty paragraph
    body.remove(empty)
    for layout in body.find(qn("w:sectPr")).findall(qn("w:cols")):
        layout.set(qn("w:num"), str(columns))
        layout.set(qn("w:space"), str(_GUTTER.twips))


def to_bytes(document: Doc) -> bytes:
    """Return the file of a document."""
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source:
        return zip_of({name: source.read(name) for name in source.namelist()})


def element(tag: str, **values: str) -> BaseOxmlElement:
    """Return an element of WordprocessingML with these attributes."""
    node: BaseOxmlElement = OxmlElement(f"w:{tag}")
    for key, value in values.items():
        node.set(qn(f"w:{key}"), value)
    return node


def _set_properties(document: Doc, view: PaperView | KeyView) -> None:
    """Set title and language, and drop what a word processor notes of whoever edited the template."""
    relations = document.part.package.rels
    for id_, relation in list(relations.items()):
        if relation.reltype not in (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES):
            del relations[id_]
    about = document.core_properties
    about.title, about.language = view.document[:_LONGEST], view.tag
    about.author = about.last_modified_by = about.comments = ""
    about.created = about.modified = _MOMENT


def _scale(document: Doc, size: int) -> None:
    """Let all lengths grow from the size of the template's print to `size`, in points."""
    usual = document.styles["Normal"].font.size.pt
    for node in chain(document.styles.element.iter(), document.part.numbering_part.element.iter()):
        for name in _LENGTHS.get(node.tag, ()):
            if length := node.get(name):
                node.set(name, str(round(int(length) * size / usual)))


def _use_the_page(document: Doc) -> None:
    """Let more of very large print stand on a page: the margins are small, and a title is as large as the text."""
    (section,) = document.sections
    section.left_margin = section.right_margin = Mm(13)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(8)
    usual = document.styles["Normal"].font.size
    for level in (1, 2):
        document.styles[f"Heading {level}"].font.size = usual


def _set_font(document: Doc, font: str, tag: str) -> None:
    """Set the font of all text, what to take where it is not installed, and the language by its tag."""
    properties = document.styles["Normal"].element.rPr
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        properties.rFonts.set(qn(f"w:{script}"), font)
    properties.find(qn("w:lang")).set(qn("w:val"), tag)
    other, family = ("Georgia", "roman") if is_serif(font) else ("Arial", "swiss")
    about = element("font", name=font)
    about.extend((element("altName", val=other), element("family", val=family), element("pitch", val="variable")))
    code = element("font", name=_CODE_FONT)
    code.extend(
        (element("altName", val="Liberation Mono"), element("family", val="modern"), element("pitch", val="fixed"))
    )
    table = element("fonts")
    table.extend((about, code))
    document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)._blob = serialize_part_xml(table)  # noqa: SLF001


def _set_tab(document: Doc, style: str, end: Length, leader: WD_TAB_LEADER) -> None:
    """Let the tab of a style reach `end`, with a rule on the way or nothing."""
    stops = document.styles[style].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(end, WD_TAB_ALIGNMENT.RIGHT, leader)
