"""Reads a PDF back: where each text and line stands on its pages, and what somebody hears who cannot see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from io import BytesIO
from itertools import groupby
from typing import Any, NamedTuple

import pikepdf
from page import FailureCategory, validate_pdf_bytes

from tests.support.drawing import Fonts, Line, Run, lines_of, runs_of


class Row(NamedTuple):
    """All text that stands on one line of a page, a space where there is a gap; for its place see `Run`."""

    text: str
    x: float
    end: float
    y: float


class Page:
    """What is drawn on a page, which is `width` and `height` points large; `number` counts from 1."""

    def __init__(self, page: pikepdf.Page, number: int, fonts: Fonts) -> None:
        self.number = number
        self._page, self._fonts = page, fonts
        left, low, self.width, self.height = map(float, page.mediabox.as_list())
        assert (left, low) == (0, 0)

    @cached_property
    def runs(self) -> list[Run]:
        """Return the texts in the order in which they are drawn."""
        return runs_of(self._page, self.height, self._fonts)

    @cached_property
    def lines(self) -> list[Line]:
        """Return the straight lines in the order in which they are drawn."""
        return lines_of(self._page, self.height)

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
        """Return the text from above to below, however what printed it cut it into runs."""
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
    return Row(" ".join(text.split()), runs[0].x, end, runs[0].y)


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
        fonts = Fonts()
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
