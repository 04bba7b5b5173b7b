"""Reads a PDF back: where each text and line stands on its pages, and what somebody hears who cannot see them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from io import BytesIO
from itertools import groupby
from math import hypot
from typing import Any, NamedTuple, Self

import pikepdf
from page import FailureCategory, validate_pdf_bytes


class Run(NamedTuple):
    """Text that is shown at once, with its place in points from the upper left corner.

    `x` is where it starts and `end` where the next text would, `y` is the line that it stands on. `mark` is its number
    in the structure; it has none where it is decoration.
    """

    text: str
    x: float
    end: float
    y: float
    mark: int | None


class Line(NamedTuple):
    """A straight line from one point to another, in points from the upper left corner; for `mark` see `Run`."""

    x: float
    y: float
    to_x: float
    to_y: float
    dashed: bool
    mark: int | None

    @property
    def length(self) -> float:
        """Return its length in points."""
        return hypot(self.to_x - self.x, self.to_y - self.y)

    @property
    def is_upright(self) -> bool:
        """Say whether it runs up and down."""
        return abs(self.to_x - self.x) < 0.01


class Row(NamedTuple):
    """All text that stands on one line of a page, a blank where there is a gap, with its ends as a run has them."""

    text: str
    x: float
    end: float


class Page:
    """What is drawn on a page, which is `width` and `height` points large; `number` counts from 1."""

    def __init__(self, page: pikepdf.Page, number: int, fonts: _Fonts) -> None:
        self.number = number
        self._page, self._fonts = page, fonts
        *_, self.width, self.height = map(float, page.mediabox.as_list())

    @cached_property
    def runs(self) -> list[Run]:
        """Return the texts in the order in which they are drawn."""
        return _Texts(self.height, self._fonts.of(self._page)).follow(self._page).runs

    @cached_property
    def lines(self) -> list[Line]:
        """Return the straight lines in the order in which they are drawn."""
        return _Lines(self.height).follow(self._page).lines

    @property
    def fonts(self) -> list[str]:
        """Return the names of the fonts."""
        return [font.name for font in self._fonts.of(self._page).values()]

    @cached_property
    def texts(self) -> dict[int, str]:
        """Return the text that each number of the structure stands for."""
        texts: dict[int, str] = {}
        for run in self.runs:
            if run.mark is not None:
                texts[run.mark] = texts.get(run.mark, "") + run.text
        return texts

    @property
    def text(self) -> str:
        """Return all text in the order in which it was printed, decoration included and spaces left out."""
        return "".join("".join(run.text.split()) for run in self.runs)

    @property
    def decoration(self) -> str:
        """Return the text of headers, footers and the like, which nobody hears."""
        return "".join(run.text for run in self.runs if run.mark is None)

    @property
    def rows(self) -> list[Row]:
        """Return the text from above to below, however it was cut up when it was printed."""
        rows: list[list[Run]] = []
        for run in sorted(self.runs, key=lambda run: run.y):
            if rows and run.y - rows[-1][0].y < 2:
                rows[-1].append(run)
            else:
                rows.append([run])
        return [_row(sorted(row, key=lambda run: run.x)) for row in rows]


def _row(runs: list[Run]) -> Row:
    text, end = "", runs[0].x
    for run in runs:
        text += (" " if run.x - end > 1 else "") + run.text
        end = run.end
    return Row(" ".join(text.split()), runs[0].x, end)


@dataclass
class Node:
    """An element of the structure tree: its role, the text that stands for a picture, and what is in it, in order.

    `box` has the edges of a picture in points: left, low, right and high.
    """

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
        return " ".join(" ".join(_blocks(self)).replace("][", "] [").split())

    def leaves(self, path: str = "") -> Iterator[tuple[str, str]]:
        """Yield each text, or alternative text, with the roles around it from outside in ('L/LI/LBody')."""
        if self.alt:
            yield path, self.alt
            return
        for is_text, kids in groupby(self.kids, key=lambda kid: isinstance(kid, Piece)):
            if is_text:
                yield path, " ".join("".join(kid.text for kid in kids if isinstance(kid, Piece)).split())
                continue
            for kid in kids:
                assert isinstance(kid, Node)
                yield from kid.leaves(f"{path}/{kid.role}" if path else kid.role)


@dataclass
class Piece:
    """A text of the structure tree, and the page it stands on, from 1."""

    page: int
    text: str


def _blocks(node: Node) -> Iterator[str]:
    """Yield the text of an element, each block of it apart."""
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
            run += "".join(_blocks(kid))
        else:
            yield run
            run = ""
            yield from _blocks(kid)
    yield run


class Document:
    """A document as it is read back: `pdf` has what it consists of, the rest what that says to a reader."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.information = {str(name): str(value) for name, value in pdf.docinfo.items()}

    @cached_property
    def pages(self) -> list[Page]:
        """Return its pages."""
        fonts = _Fonts()
        return [Page(page, number, fonts) for number, page in enumerate(self.pdf.pages, 1)]

    @cached_property
    def tree(self) -> Node:
        """Return its structure, as the elements below a root."""
        pages = {page.obj.objgen: told for page, told in zip(self.pdf.pages, self.pages, strict=True)}
        root = Node("Root")
        _fill(root, self.pdf.Root.StructTreeRoot, None, pages)
        return root

    @property
    def text(self) -> str:
        """Return all that is heard, in order."""
        return self.tree.text

    @property
    def leaves(self) -> list[tuple[str, str]]:
        """Return all that is heard, in order, with the roles around each text below the document."""
        return [leaf for document in self.tree.nodes for leaf in document.leaves()]


@lru_cache(maxsize=64)
def read(pdf: bytes) -> Document:
    """Read a document back, to be looked at, not changed: tests that look at the same bytes share it."""
    return Document(pikepdf.open(BytesIO(pdf)))


def failures(pdf: bytes) -> list[str]:
    """Return what breaks PDF/UA-1."""
    report = validate_pdf_bytes(pdf, profile="ua1")
    return [f"{one.rule_id}: {one.message}" for one in report.failures if one.category is FailureCategory.CONFORMANCE]


def _fill(node: Node, element: Any, page: Page | None, pages: dict[tuple[int, int], Page]) -> None:
    """Put into `node` what lies below a structure element, which stands on `page` unless it says otherwise."""
    for kid in _listed(element.get("/K")):
        if isinstance(kid, int):
            assert page
            node.kids.append(Piece(page.number, page.texts.get(kid, "")))
            continue
        here = pages[kid.Pg.objgen] if "/Pg" in kid else page
        if "/MCID" in kid:
            assert here
            node.kids.append(Piece(here.number, here.texts.get(kid.MCID, "")))
            continue
        boxes = [tuple(map(float, some.BBox)) for some in _listed(kid.get("/A")) if "/BBox" in some]
        below = Node(str(kid.S)[1:], str(kid.get("/Alt", "")), boxes[0] if boxes else ())
        _fill(below, kid, here, pages)
        node.kids.append(below)


def _listed(value: Any) -> Iterable[Any]:
    """Return what stands in a PDF as a list, by itself, or not at all."""
    if value is None:
        return ()
    return value.as_list() if isinstance(value, pikepdf.Array) else (value,)


class _Font(NamedTuple):
    """What each code of a font stands for, and how wide it is in thousandths of the font's size."""

    name: str
    letters: dict[int, str]
    widths: dict[int, float]
    usual_width: float


class _Fonts:
    """The fonts of a document, each read but once for all its pages."""

    def __init__(self) -> None:
        self._read: dict[tuple[int, int], _Font] = {}

    def of(self, page: pikepdf.Page) -> dict[str, _Font]:
        """Return the fonts of a page by their names in its content."""
        fonts: Any = page.resources.get("/Font", {})
        for font in fonts.values():
            if font.objgen not in self._read:
                self._read[font.objgen] = _Font(
                    str(font.BaseFont),
                    _letters(font.ToUnicode.read_bytes().decode()),
                    _widths(font.DescendantFonts[0].W.as_list()),
                    float(font.DescendantFonts[0].get("/DW", 1000)),
                )
        return {name: self._read[font.objgen] for name, font in fonts.items()}


def _letters(table: str) -> dict[int, str]:
    """Return the text of each code by a font's table for copying: `<code> <text>` or `<first> <last> <first text>`."""
    letters: dict[int, str] = {}
    for first, last, text in re.findall(r"^<(\w{4})> (?:<(\w{4})> )?<(\w+)>$", table, re.MULTILINE):
        start, shown = int(first, 16), bytes.fromhex(text).decode("utf-16-be")
        for more in range(int(last or first, 16) - start + 1):
            letters[start + more] = shown[:-1] + chr(ord(shown[-1]) + more)
    return letters


def _widths(listed: list[Any]) -> dict[int, float]:
    """Return the width of each code by a font's list: `first [width ...]` or `first last width`."""
    widths: dict[int, float] = {}
    rest = iter(listed)
    for first in rest:
        then = next(rest)
        if isinstance(then, pikepdf.Array):
            widths.update(enumerate(map(float, then.as_list()), first))
        else:
            widths.update(dict.fromkeys(range(first, then + 1), float(next(rest))))
    return widths


class _Mark(NamedTuple):
    """What is marked in the content of a page: its number in the structure, and how its text is told."""

    number: int | None = None
    is_told: bool = False
    is_reversed: bool = False


class _Drawing:
    """Follows what is drawn on a page, one method an operator."""

    def __init__(self, height: float) -> None:
        self.height = height
        self.marks = [_Mark()]
        self.told = ""  # what is told instead of the text that is shown next
        self.place, self.dashed = pikepdf.Matrix(), False
        self.saved: list[tuple[pikepdf.Matrix, bool]] = []
        self.operators: dict[str, Callable[[Any], object]] = {
            "q": lambda _: self.saved.append((self.place, self.dashed)),
            "Q": self.restore,
            "cm": self.move,
            "BDC": lambda operands: self.mark(*operands),
            "BMC": lambda operands: self.mark(*operands),
            "EMC": lambda _: self.marks.pop(),
        }

    def follow(self, page: pikepdf.Page) -> Self:
        """Draw a page."""
        for instruction in pikepdf.parse_content_stream(page, " ".join(self.operators)):
            self.operators[str(instruction.operator)](instruction.operands)
        return self

    def restore(self, _: Any) -> None:
        self.place, self.dashed = self.saved.pop()

    def move(self, matrix: Any) -> None:
        self.place = pikepdf.Matrix(matrix) @ self.place

    def mark(self, tag: Any, properties: Any = None) -> None:
        number, is_told, is_reversed = self.marks[-1]
        if tag == "/Artifact":
            number = None
        elif properties is not None:
            number = properties.get("/MCID", number)
            if "/ActualText" in properties:
                self.told, is_told = str(properties["/ActualText"]), True
        self.marks.append(_Mark(number, is_told, is_reversed or tag == "/ReversedChars"))


class _Texts(_Drawing):
    """Keeps the texts."""

    def __init__(self, height: float, fonts: dict[str, _Font]) -> None:
        super().__init__(height)
        self.fonts = fonts
        self.font, self.size, self.text = "", 0.0, pikepdf.Matrix()
        self.runs: list[Run] = []
        self.operators |= {
            "BT": lambda _: self.set(()),
            "Tm": self.set,
            "Td": self.step,
            "Tf": self.choose,
            "Tj": self.show,
            "TJ": lambda operands: self.show(operands[0].as_list()),
        }

    def set(self, matrix: Any) -> None:
        self.text = pikepdf.Matrix(matrix) if matrix else pikepdf.Matrix()

    def step(self, way: Any) -> None:
        self.text = self.text.translated(*map(float, way))

    def choose(self, operands: Any) -> None:
        self.font, self.size = str(operands[0]), float(operands[1])

    def show(self, pieces: Iterable[Any]) -> None:
        """Keep a text that is shown in pieces, with shifts to the left between them."""
        font, mark, place = self.fonts[self.font], self.marks[-1], self.text @ self.place
        text, width = "", 0.0
        for piece in pieces:
            if isinstance(piece, pikepdf.String):
                codes = bytes(piece).decode("utf-16-be")
                text += codes.translate(font.letters)
                width += sum(font.widths.get(ord(code), font.usual_width) for code in codes)
            else:
                width -= float(piece)
        if mark.is_told:
            text, self.told = self.told, ""
        end = place.e + width * self.size * place.a / 1000
        self.runs.append(
            Run(text[::-1] if mark.is_reversed else text, place.e, end, self.height - place.f, mark.number)
        )


class _Lines(_Drawing):
    """Keeps the straight lines of paths that are drawn, not filled."""

    def __init__(self, height: float) -> None:
        super().__init__(height)
        self.start, self.path, self.lines = (0.0, 0.0), list[Line](), list[Line]()
        self.operators |= {"d": self.dash, "m": self.begin, "l": self.go, "S": self.draw}
        self.operators |= dict.fromkeys(("s", "f", "f*", "B", "B*", "b", "b*", "n"), lambda _: self.path.clear())

    def dash(self, operands: Any) -> None:
        self.dashed = len(operands[0]) > 0

    def begin(self, point: Any) -> None:
        self.start = self.point(point)

    def go(self, point: Any) -> None:
        self.path.append(Line(*self.start, *self.point(point), self.dashed, self.marks[-1].number))

    def point(self, point: Any) -> tuple[float, float]:
        x, y = self.place.transform((float(point[0]), float(point[1])))
        return x, self.height - y

    def draw(self, _: Any) -> None:
        self.lines += self.path
        self.path.clear()
