"""Templates and data -> PDF, with Typst inside: nothing of the system is read, and a warning is an error."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from quizgen.domain.formula import Row, Scripts, Sign, parse_formula
from quizgen.domain.markup import is_marked, is_sound
from quizgen.domain.unseen import FORBIDDEN
from quizgen.language import ENGLISH
from quizgen.language.catalogue import texts_in
from quizgen.language.characters import HIDDEN_FROM, HIDDEN_RUN, HIDDEN_TO, without_hidden
from quizgen.rendering.formulas import printed
from quizgen.rendering.sheets.fonts import FontError, sans_folder
from quizgen.rendering.sheets.unprintable import LogoError, TooLongError, UnprintableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quizgen.domain.formula import Formula
    from quizgen.language import Language
    from quizgen.rendering.sheets.layout import Layout

_UNKNOWN = re.compile(r'the text `"(.*?)"` could not be displayed|the disallowed codepoint `"(.*?)"`', re.DOTALL)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
#: How a template says that it refuses: the places, from 0, of what doesn't fit.
_REFUSED = re.compile(r"too long: ([0-9 ]+)")
_BROKEN_PICTURE = re.compile(r"failed to (?:decode|parse|load) (?:image|SVG)[^\n]*", re.IGNORECASE)
_LICENCE = re.compile(r'license of font `"(.*?)"` is too restrictive')
#: A block of code of a text, and all that it hides; what its language is called, nothing on paper shows.
_BLOCK = re.compile(f"{HIDDEN_FROM}block [^{HIDDEN_TO}]*{HIDDEN_TO}([^{HIDDEN_FROM}]*){HIDDEN_FROM}/block{HIDDEN_TO}")
_TEMPLATES = Path(__file__).with_name("templates")
#: All PDFs are made at this moment, in seconds since 1970-01-01 UTC, so that the same sheet is the same bytes.
_MOMENT = 0
#: A drawing has so many dots an inch: what printers are usually given.
_DRAWN_PPI = 300
#: Of so many documents Typst remembers what it laid out; there is no other way to make it forget.
_REMEMBERED = 10
#: Data of more characters than this make a document that is not remembered.
_LARGE = 100_000


class Press:
    """Prints documents with one compiler, which remembers fonts and layouts.

    Its root is the folder of the templates, where there is nothing of the user's.
    """

    def __init__(self, fonts: Sequence[Path] = ()) -> None:
        """Take further fonts from these folders, beside those that are always there."""
        self._compiler = typst.Compiler(
            root=_TEMPLATES,
            font_paths=[str(path) for path in (sans_folder(), *fonts)],
            ignore_system_fonts=True,
            package_path=_TEMPLATES,
            package_cache_path=_TEMPLATES,
        )

    def pdf(self, templates: Sequence[str], data: dict[str, Any], language: Language, logo: bytes = b"") -> bytes:
        """Return a PDF/UA-1 of `data` through templates, one after another, which say their own texts in `language`.

        `logo` is the file of a picture that they may show. Raises UnprintableError, FontError and LogoError.
        """
        return self._document(_joined(templates), templates, data, language, logo)

    def bound_pdf(
        self, kinds: Mapping[str, Sequence[str]], data: dict[str, Any], language: Language, logo: bytes = b""
    ) -> bytes:
        """Return one PDF/UA-1 of the papers in `data['pieces']`, each of a kind and through the templates of its kind.

        Each begins on a leaf of its own, and may show the `logo`. Raises as `pdf` does.
        """
        makers = "\n".join(f'#makers.insert("{kind}", data => [\n{_joined(names)}\n])' for kind, names in kinds.items())
        names = [*dict.fromkeys(chain.from_iterable(kinds.values()))]
        return self._document(f"#let makers = (:)\n{makers}\n{_template('bound')}", names, data, language, logo)

    def _document(
        self, source: str, templates: Sequence[str], data: dict[str, Any], language: Language, logo: bytes
    ) -> bytes:
        """Return the document of a source that is made of templates."""
        data = {"language": _language_data(templates, language), **data}
        texts = without_hidden("\n".join(_strings(data)))
        forbidden = FORBIDDEN.findall(texts)
        if forbidden:
            raise UnprintableError(forbidden)
        marked = _characters_under_marks(texts)
        if marked:
            # Typst does not notice that no font has a letter if some font has the mark on it. So each is printed bare.
            bare = {name: data[name] for name in ("tag", "language", "names") if name in data} | {"bare": marked}
            for layout in {str(layout): layout for layout in _layouts(data)}.values():
                self._compile(_joined(("common", "bare")), {**bare, "layout": layout})
        return self._compile(source, _with_formulas(data), logo)

    def fitted_pdf(
        self, templates: Sequence[str], data: dict[str, Any], language: Language, ids: Sequence[str]
    ) -> bytes:
        """Return a PDF of templates that refuse what doesn't fit, by its place in `ids`; cut-off text helps nobody.

        Raises TooLongError, and UnprintableError and FontError as `pdf` does.
        """
        try:
            return self.pdf(templates, data, language)
        except typst.TypstError as error:
            refused = _REFUSED.search(error.diagnostic)
            if refused is None:
                raise
            raise TooLongError(ids=[ids[int(place)] for place in refused[1].split()]) from None

    def check(self, texts: Iterable[str], layout: Layout) -> None:
        """Raise UnprintableError where texts hold a character that cannot be printed, plain and bold."""
        unusual = [text for text in texts if not text.isascii() or FORBIDDEN.search(text)]
        if unusual:  # every font has the characters of ASCII
            data = {"tag": ENGLISH.tag, "layout": layout.data(), "bare": (), "names": unusual}
            self.pdf(("common", "bare"), data, ENGLISH)

    def drawn(self, drawing: bytes) -> bytes:
        """Return an SVG as PNG, as large as a page has room for it in a picture's place. Raises LogoError."""
        inputs = {"logo": json.dumps([*drawing]), "data": "{}"}
        source = f"{_template('data')}\n{_template('drawing')}".encode()
        try:
            document, _ = self._compiler.compile_with_warnings(source, format="png", sys_inputs=inputs, ppi=_DRAWN_PPI)
        except typst.TypstError as error:
            raise _explain(error) from None
        assert isinstance(document, bytes)
        return document

    def _forget(self) -> None:
        """Let go of what Typst laid out: it remembers that for ten more documents, however large it was."""
        for _ in range(_REMEMBERED):
            self._compiler.compile_with_warnings(b"", format="svg")

    def _compile(self, source: str, data: dict[str, Any], logo: bytes = b"") -> bytes:
        given = json.dumps(data, default=_picture)
        inputs = {"data": given} | ({"logo": json.dumps([*logo])} if logo else {})
        try:
            document, warnings = self._compiler.compile_with_warnings(
                f"{_template('data')}\n{source}".encode(),
                format="pdf",
                sys_inputs=inputs,
                pdf_standards="ua-1",
                timestamp=_MOMENT,
            )
        except typst.TypstError as error:
            raise _explain(error) from None
        if len(given) > _LARGE:
            self._forget()
        assert not warnings, warnings
        assert isinstance(document, bytes)
        return document


def _joined(templates: Sequence[str]) -> str:
    """Return templates as one source."""
    return "\n".join(map(_template, templates))


def _layouts(data: dict[str, Any]) -> list[Any]:
    """Return the layouts of a document's papers."""
    return [piece["layout"] for piece in data["pieces"]] if "pieces" in data else [data["layout"]]


def _language_data(templates: Sequence[str], language: Language) -> dict[str, Any]:
    """Return what templates are told of a language: their own texts, and what a date looks like.

    `date` is a regular expression for a day with its month and year, `day` for a day with its month.
    """
    places = {"day": r"\d{1,2}", "month": f"({'|'.join(language.months)})", "year": r"\d{4}"}
    return {
        "texts": {text: language.gettext(text) for name in templates for text in texts_in(_template(name))},
        "date": language.date_formats[0].format_map(places),
        "day": language.day_formats[0].format_map(places),
    }


def _explain(error: typst.TypstError) -> Exception:
    """Return an error of ours that says what is wrong with the data; where it is not to blame, the error itself."""
    texts = (first or second for first, second in _UNKNOWN.findall(error.diagnostic))
    unknown = dict.fromkeys(character for text in texts for character in _plain(text))
    if unknown:
        return UnprintableError(unknown)
    licence = _LICENCE.search(error.diagnostic)
    if licence:
        return FontError(f"The licence of the font {licence[1]} forbids to put it into a PDF; choose another.")
    broken = _BROKEN_PICTURE.search(error.diagnostic)
    return LogoError(broken[0]) if broken else error


def _plain(text: str) -> str:
    """Undo the escapes with which Typst shows a text."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _strings(value: Any) -> Iterator[str]:
    """Yield every text in the data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _strings(part)


def _with_formulas(value: Any) -> Any:
    """Return data whose texts tell formulas and code of several lines as JSON.

    A node of a formula is its name with its parts, code is a list of lines.
    """
    if isinstance(value, str):
        return HIDDEN_RUN.sub(_told, _BLOCK.sub(_told_block, value)) if is_marked(value) else value
    if isinstance(value, dict):
        return {key: _with_formulas(part) for key, part in value.items()}
    return [_with_formulas(part) for part in value] if isinstance(value, (list, tuple)) else value


def _told_block(match: re.Match[str]) -> str:
    """Return a block of code without a line end, as one would part the text in which a template finds it."""
    return f"{HIDDEN_FROM}block {json.dumps(match[1].split(chr(10)))}{HIDDEN_TO}"


def _told(match: re.Match[str]) -> str:
    """Return a hidden run of a text as a template reads it; one that nobody of ours has made is left out."""
    look, _, written = match[0][1:-1].partition(" ")
    if look.startswith("/") or look in ("emphasis", "code", "block"):
        return match[0]
    if not is_sound(look, written):
        return ""
    told = json.dumps(_node(parse_formula(written))) if look == "formula" else written
    return f"{HIDDEN_FROM}{look} {told}{HIDDEN_TO}"


def _node(formula: Formula) -> list[Any]:
    match formula:
        case Sign(text, sort):
            return [sort, printed(text)]
        case Row(parts):
            return ["row", *map(_node, parts)]
        case Scripts(base, below, above):
            return ["scripts", _node(base), below and _node(below), above and _node(above)]
        case _:
            return [type(formula).__name__.lower(), *map(_node, formula)]


def _characters_under_marks(texts: str) -> list[str]:
    """Return the characters with a mark on them that is a character of its own, but for those that every font has."""
    if texts.isascii():
        return []
    composed = unicodedata.normalize("NFC", texts)
    after_marks = (pair for pair in pairwise(composed) if not pair[1].isascii())
    marked = {character for character, after in after_marks if _is_mark(after) and not _is_mark(character)}
    return sorted(character for character in marked if not character.isascii())


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _picture(file: bytes) -> str | list[int]:
    """Return the bytes of a picture as a template reads them: a drawing, which is text, as such."""
    try:
        return file.decode()
    except UnicodeDecodeError:
        return [*file]


@cache
def _template(name: str) -> str:
    return (_TEMPLATES / f"{name}.typ").read_text("utf-8")
