"""What can be filled in in a DOCX: content controls, each with a name for those who hear the page.

Loaded only when a DOCX is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml import parse_xml

from quizgen.rendering.sheets.docx_template import element
from quizgen.rendering.signs import NO_BREAK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

#: What a box shows as long as nobody ticks it. Word changes it to the other sign, in the font named with that.
_UNTICKED = "☐"
#: Check boxes are newer than the format, which Office Open XML's extension of 2010 says in a namespace of its own:
#: [MS-DOCX] 2.6.3.28.
_CHECK_BOX = """
<w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">
<w14:checked w14:val="0"/>
<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>
<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>
</w14:checkbox>
"""


def add_field(paragraph: Paragraph, name: str, blank: str) -> None:
    """Add a blank behind its name, on the same line."""
    paragraph.add_run(f"{name}{NO_BREAK}")
    add_blank(paragraph, name, blank)


def add_blank(paragraph: Paragraph, name: str, text: str) -> None:
    """Add a blank that shows `text` until something is written."""
    _add(paragraph, text, name, (element("showingPlcHdr"), element("text")))


def add_box(paragraph: Paragraph, name: str, marks: Iterable[str], text: str) -> None:
    """Add a blank that shows `text` until one of `marks` is chosen from a list."""
    offered = element("dropDownList")
    offered.extend(element("listItem", displayText=mark, value=mark) for mark in marks)
    _add(paragraph, text, name, (element("showingPlcHdr"), offered))


def add_tick_box(paragraph: Paragraph, name: str) -> None:
    """Add a box to be ticked."""
    _add(paragraph, _UNTICKED, name, (parse_xml(_CHECK_BOX),))


def _add(paragraph: Paragraph, text: str, name: str, kind: Iterable[BaseOxmlElement]) -> None:
    """Add a content control that shows `text`, of the kind that these properties say."""
    run = paragraph.add_run(text)._element  # noqa: SLF001  python-docx offers no other way
    control, about, content = element("sdt"), element("sdtPr"), element("sdtContent")
    about.extend((element("alias", val=name), *kind))
    run.addprevious(control)
    content.append(run)
    control.extend((about, content))
