"""Texts with markup -> runs, links and formulas of a DOCX. Loaded only when one is written."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from quizgen.domain.formula import Fraction, Root, Row, Scripts, Sign, Upright, parse_formula
from quizgen.domain.markup import is_marked, spans
from quizgen.language.bidirectional import by_direction
from quizgen.rendering.formulas import printed
from quizgen.rendering.sheets.docx_template import element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    from quizgen.domain.formula import Formula
    from quizgen.domain.markup import Span

_MATHS = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def add_text(paragraph: Paragraph, text: str, style: str | None = None) -> None:
    """Add a text to a paragraph, its letters in a style of the template, with its markup shown."""
    if not is_marked(text):
        list(_runs(paragraph, text, style))
        return
    before = paragraph.text
    is_begun, is_behind_code = bool(before.strip()) and not before.endswith("\t"), False
    for span in spans(text):
        is_code = span.look == "block"
        if is_begun and (is_code or (is_behind_code and span.text.strip())):
            paragraph.add_run().add_break()
        is_begun, is_behind_code = is_begun or bool(span.text.strip()), is_code
        if span.look == "formula":
            maths = f"<m:oMath {_MATHS}>{_maths(parse_formula(span.data))}</m:oMath>"
            paragraph._element.append(parse_xml(maths))  # noqa: SLF001  python-docx offers no other way
        elif span.look:
            _add_span(paragraph, span, paragraph.add_run(span.text, style))
        else:
            for run in _runs(paragraph, span.text, style):
                run.italic = span.is_emphasised or None


def _runs(paragraph: Paragraph, text: str, style: str | None) -> Iterator[Run]:
    """Add a plain text to a paragraph, and yield its runs: words from right to left are runs of their own."""
    for part, is_leftwards in by_direction(text):
        run = paragraph.add_run(part, style)
        run.font.rtl = is_leftwards or None
        yield run


def _add_span(paragraph: Paragraph, span: Span, run: Run) -> None:
    """Let a run at the end of a paragraph look as its span says."""
    if span.is_emphasised:
        run.italic = True
    if span.look in ("code", "block"):
        run.style = "Code"
    if span.look == "link":
        run.underline = True
        id_ = paragraph.part.relate_to(span.data, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = element("hyperlink")
        link.set(qn("r:id"), id_)
        run._element.addprevious(link)  # noqa: SLF001  python-docx offers no other way
        link.append(run._element)  # noqa: SLF001


def _maths(formula: Formula, *, is_upright: bool = False) -> str:
    """Return a formula in Office MathML (ECMA-376, part 1, 22.1)."""
    match formula:
        case Sign(text, sort):
            plain = is_upright or sort == "word"
            style = "<m:rPr><m:nor/></m:rPr>" if plain else ""
            return f'<m:r>{style}<m:t xml:space="preserve">{escape(printed(text))}</m:t></m:r>'
        case Row(parts):
            return "".join(_maths(part, is_upright=is_upright) for part in parts)
        case Scripts(base, below, above):
            name = "sSup" if below is None else "sSub" if above is None else "sSubSup"
            return _structure(name, {"e": base, "sub": below, "sup": above}, is_upright=is_upright)
        case Fraction(top, bottom):
            return _structure("f", {"num": top, "den": bottom}, is_upright=is_upright)
        case Root(radicand):
            return _structure(
                "rad", {"e": radicand}, '<m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/>', is_upright=is_upright
            )
        case Upright(content):
            return _maths(content, is_upright=True)


def _structure(name: str, parts: dict[str, Formula | None], before: str = "", *, is_upright: bool) -> str:
    inner = "".join(
        f"<m:{key}>{_maths(part, is_upright=is_upright)}</m:{key}>" for key, part in parts.items() if part is not None
    )
    return f"<m:{name}>{before}{inner}</m:{name}>"
