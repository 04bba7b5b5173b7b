"""The tables of outputs: in which formats a sheet is printed, and what a library is exported to.

A new format of sheets is a module in `sheets/` whose functions take what those of `SheetFormat` take, and a record in
`SHEET_FORMATS`. A new export is a module here and a record in `EXPORTS`. The choices of the command line, the names of
files and what is refused follow from the records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.rendering import library_json
from quizgen.rendering.sheets import docx, html, markdown, pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question
    from quizgen.rendering.sheets.layout import Layout
    from quizgen.rendering.sheets.press import Press
    from quizgen.rendering.sheets.sheet import Sheet, Variant


class SheetFormat(NamedTuple):
    """A format of question papers and keys.

    `id` is what the command line takes and what files end in, after a dot; `name` is what people call it. `paper` is
    given no answers, `key` all, and `paper_with_key`, where the format has it, prints both into one file; each is
    given a press and returns a file. A format that `has_pages` makes use of a layout. A format that `embeds_fonts`
    refuses a character that no font has. It shows pictures of the kinds `pictures`; of others it tells the alt text.
    """

    id: str
    name: str
    paper: Callable[[Press, Sheet, Layout], bytes]
    key: Callable[[Press, Variant, Layout], bytes]
    paper_with_key: Callable[[Press, Variant, Layout], bytes] | None = None
    has_pages: bool = True
    embeds_fonts: bool = False
    pictures: tuple[str, ...] = ("png", "jpg", "svg")


class Export(NamedTuple):
    """A form of a whole library, or of a part of it: facts, and questions each with the decks that ask it.

    `id` is what the command line takes, `render` returns the text.
    """

    id: str
    name: str
    render: Callable[[KnowledgeBase, Iterable[Fact], Iterable[tuple[Question, tuple[str, ...]]]], str]


PDF = SheetFormat("pdf", "PDF", pdf.paper, pdf.key, pdf.paper_with_key, embeds_fonts=True)
HTML = SheetFormat("html", "HTML", html.paper, html.key)
SHEET_FORMATS = {
    form.id: form
    for form in (
        PDF,
        HTML,
        SheetFormat("md", "Markdown", markdown.paper, markdown.key, has_pages=False, pictures=()),
        SheetFormat("docx", "DOCX", docx.paper, docx.key),
    )
}
EXPORTS = {export.id: export for export in (Export("json", "JSON", library_json.render),)}
