"""Reads back what a PDF tells whoever cannot see it: its structure tree, with the text, place and name of each part."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from pypdf import PdfReader


@dataclass
class Node:
    """An element of the structure tree: its role, the text that stands for a picture, and what is in it, in order."""

    role: str
    alt: str = ""
    box: tuple[float, ...] = ()
    kids: list[Node | Piece] = field(default_factory=list)

    @property
    def nodes(self) -> list[Node]:
        """Return the elements directly below this one."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def walk(self) -> Iterator[Node]:
        """Yield this element and all below it, in reading order."""
        yield self
        for kid in self.nodes:
            yield from kid.walk()

    def all(self, *roles: str) -> list[Node]:
        """Return the elements with one of these roles."""
        return [node for node in self.walk() if node.role in roles]

    def pieces(self) -> Iterator[Piece]:
        """Yield all text below this element in reading order."""
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.pieces()
            else:
                yield kid

    @property
    def pages(self) -> set[int]:
        """Return the pages that this element stands on, from 1."""
        return {piece.page for piece in self.pieces()}

    @property
    def text(self) -> str:
        """Return all its text, with single spaces, and [names] where blanks and boxes are."""
        return " ".join(" ".join(_heard(self)).replace("][", "] [").split())


@dataclass
class Piece:
    """A run of text, and the page it stands on, from 1."""

    page: int
    text: str


def _heard(node: Node) -> Iterator[str]:
    """Yield the text of an element, a blank around what is a block."""
    if node.alt:
        yield f"[{node.alt}]"
        return
    run = ""
    for kid in node.kids:
        if isinstance(kid, Piece):
            run += kid.text
        elif kid.alt:
            run += f"[{kid.alt}]"
        elif kid.role in {"Span", "Strong", "Em"}:
            run += "".join(_heard(kid))
        else:
            yield run
            run = ""
            yield from _heard(kid)
    yield run


@dataclass
class Page:
    """What is drawn on a page: its text by the id that the structure tree knows it by, and how far that reaches.

    `decoration` is the text of headers, footers and the like, which nobody hears. `left` and `right` are where the
    leftmost text starts and the rightmost one ends, `low` is where the lowest one stands that is heard, in points from
    the left and from the foot of the page. `fonts` are the names of the fonts.
    """

    number: int
    texts: dict[int, str]
    decoration: str
    left: float
    right: float
    low: float
    fonts: list[str]


@dataclass
class Printed:
    """A document as it is read back."""

    reader: PdfReader
    pages: list[Page]
    tree: Node

    @property
    def text(self) -> str:
        """Return all that is heard, in order."""
        return self.tree.text


def read(pdf: bytes) -> Printed:
    """Read a document back."""
    reader = PdfReader(io.BytesIO(pdf))
    pages = {}
    for number, page in enumerate(reader.pages, 1):
        assert page.indirect_reference
        pages[page.indirect_reference.idnum] = _page(page, number)
    root, catalogue = Node("Root"), cast("Any", reader.trailer["/Root"])
    _fill(root, catalogue["/StructTreeRoot"], None, pages)
    return Printed(reader, list(pages.values()), root)


def _fill(node: Node, element: Any, page: Page | None, pages: dict[int, Page]) -> None:
    """Put into `node` what lies below a structure element, which stands on `page` unless it says otherwise."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        value = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(value, int):
            assert page
            node.kids.append(Piece(page.number, page.texts[value]))
            continue
        here = pages[value.raw_get("/Pg").idnum] if "/Pg" in value else page
        if value.get("/Type") == "/MCR":
            assert here
            node.kids.append(Piece(here.number, here.texts[value["/MCID"]]))
            continue
        attributes = value.get("/A", [])
        boxes = [
            tuple(map(float, one.get_object()["/BBox"]))
            for one in (attributes if isinstance(attributes, list) else [attributes])
            if "/BBox" in one.get_object()
        ]
        below = Node(str(value["/S"])[1:], str(value.get("/Alt", "")), boxes[0] if boxes else ())
        _fill(below, value, here, pages)
        node.kids.append(below)


@dataclass
class _Font:
    name: str
    letters: dict[int, str]
    widths: dict[int, float]


#: The tokens of a page's content. pypdf reads it too, ten times slower, as it has to read what anybody wrote.
_TOKEN = re.compile(
    rb"(\((?:[^\\()]|\\.|\((?:[^\\()]|\\.)*\))*\))|<<|>>|(<[0-9A-Fa-f]*>)|[\[\]]|/[^\s/<>\[\]()]*|([-+.\d]+)|([A-Za-z*]+)",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _operations(content: bytes) -> Iterator[tuple[str, list[Any]]]:
    """Yield each operator with what stands before it: strings as bytes, numbers, and names and brackets as text."""
    operands: list[Any] = []
    for match in _TOKEN.finditer(content):
        string, hexadecimal, number, word = match.groups()
        if word:
            yield word.decode(), operands
            operands = []
        elif number:
            operands.append(float(number))
        elif string:
            operands.append(_ESCAPE.sub(_unescaped, string[1:-1]))
        elif hexadecimal:
            operands.append(bytes.fromhex(hexadecimal[1:-1].decode()))
        else:
            operands.append(match[0].decode())


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes([int(code, 8)]) if code.isdigit() else _ESCAPED.get(code, code)


def _page(page: Any, number: int) -> Page:  # noqa: C901  one case an operator
    fonts = {name: _font(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
    texts = {-1: ""}
    marks: list[tuple[int, str]] = [(-1, "")]  # the id of what is drawn, and how its text is told
    across, up, stack = 0.0, 0.0, list[tuple[float, float]]()
    left, right, low = 1e6, 0.0, 1e6
    font, size = _Font("", {}, {}), 0.0
    for operator, operands in _operations(page["/Contents"].get_object().get_data()):
        match operator:
            case "BDC" | "BMC":
                here, how = marks[-1]
                if "/MCID" in operands:
                    here = int(operands[operands.index("/MCID") + 1])
                if "/ActualText" in operands:
                    how = "instead"
                    texts[here] = texts.get(here, "") + _told(operands[operands.index("/ActualText") + 1])
                marks.append((here, "backwards" if "/ReversedChars" in operands else how))
                texts.setdefault(here, "")
            case "EMC":
                marks.pop()
            case "q":
                stack.append((across, up))
            case "Q":
                across, up = stack.pop()
            case "cm":
                across, up = across + operands[4], operands[5]
            case "Tf":
                font, size = fonts[operands[-2]], operands[-1]
            case "TJ" | "Tj":
                codes = _codes(operands)
                shifts = sum(one for one in operands if isinstance(one, float))
                here, how = marks[-1]
                text = "".join(font.letters[code] for code in codes) if how != "instead" else ""
                texts[here] += text[::-1] if how == "backwards" else text
                left, low = min(left, across), min(low, up) if here >= 0 else low
                right = max(right, across + (sum(font.widths.get(code, 0) for code in codes) - shifts) * size / 1000)
    return Page(number, texts, texts.pop(-1), left, right, low, [font.name for font in fonts.values()])


def _told(text: bytes) -> str:
    """Return the text that is told instead of what the glyphs say."""
    return text[2:].decode("utf-16-be") if text.startswith(b"\xfe\xff") else text.decode("latin-1")


def _codes(shown: list[Any]) -> list[int]:
    """Return the codes of the glyphs that an operator shows, with the shifts between them left out."""
    raw = b"".join(one for one in shown if isinstance(one, bytes))
    return [int.from_bytes(raw[at : at + 2]) for at in range(0, len(raw), 2)]


def _font(font: Any) -> _Font:
    """Return what each code of a font stands for, and how wide it is in thousandths of the font's size."""
    told = font["/ToUnicode"].get_object().get_data().decode("latin-1")
    assert "beginbfrange" not in told
    pairs = re.findall(r"^<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>$", told.partition("beginbfchar")[2], re.MULTILINE)
    letters = {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
    widths: dict[int, float] = {}
    listed = list(font["/DescendantFonts"][0].get_object()["/W"])
    while listed:
        first = int(listed.pop(0))
        then = listed.pop(0)
        if isinstance(then, list):
            widths.update({first + at: float(width) for at, width in enumerate(then)})
        else:
            widths.update(dict.fromkeys(range(first, int(then) + 1), float(listed.pop(0))))
    return _Font(str(font["/BaseFont"]), letters, widths)
