"""The documents of a sheet in every form: each function takes a press and what is realised, and returns the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.rendering.sheets import pdf

if TYPE_CHECKING:
    from quizgen.domain.sheet import Sheet, Variant
    from quizgen.rendering.sheets.layout import Layout
    from quizgen.rendering.sheets.press import Press


def paper(press: Press, form: str, sheet: Sheet, layout: Layout) -> bytes:
    """Return the question paper as 'pdf', 'html', 'md' or 'docx'. Raises what the form raises."""
    match form:
        case "html":
            from quizgen.rendering.sheets.html import paper_html  # noqa: PLC0415  only the form that is asked for

            return paper_html(sheet, layout).encode()
        case "md":
            from quizgen.rendering.sheets.markdown import paper_markdown  # noqa: PLC0415  as above

            return paper_markdown(sheet).encode()
        case "docx":
            from quizgen.rendering.sheets.docx import paper_docx  # noqa: PLC0415  as above

            return paper_docx(sheet, layout)
        case _:
            return pdf.paper(press, sheet, layout)


def key(press: Press, form: str, variant: Variant, layout: Layout) -> bytes:
    """Return the key as 'pdf', 'html', 'md' or 'docx'. Raises what the form raises."""
    match form:
        case "html":
            from quizgen.rendering.sheets.html import key_html  # noqa: PLC0415  only the form that is asked for

            return key_html(variant, layout).encode()
        case "md":
            from quizgen.rendering.sheets.markdown import key_markdown  # noqa: PLC0415  as above

            return key_markdown(variant).encode()
        case "docx":
            from quizgen.rendering.sheets.docx import key_docx  # noqa: PLC0415  as above

            return key_docx(variant, layout)
        case _:
            return pdf.key(press, variant, layout)


def paper_and_key(press: Press, form: str, variant: Variant, layout: Layout) -> bytes:
    """Return the question paper with its key behind it; only a PDF can have both."""
    assert form == "pdf", "the command line refuses the others"
    return pdf.paper_with_key(press, variant, layout)


def bubbles(press: Press, sheet: Sheet, layout: Layout) -> bytes:
    """Return the answer sheet as PDF."""
    return pdf.answer_sheet(press, sheet, layout)
