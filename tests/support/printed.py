"""Looking at a printed page: where each text and line stands, and what somebody hears who can't see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from math import hypot
from typing import Any, NamedTuple

from page import FailureCategory, validate_pdf_bytes
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream


class Run(NamedTuple):
    """A piece of text with its place in points from the upper left corner; `mark` is its number in the structure."""

    text: str
    x: float
    y: float
    mark: int | None


class Line(NamedTuple):
    """A straight line from one point to another, in points from the upper left corner.

    `mark` is its number in the structure; it has none where it is decoration.
    """

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


def reader(pdf: bytes) -> PdfReader:
    """Return a reader of `pdf`."""
    return PdfReader(BytesIO(pdf))


def failures(pdf: bytes) -> list[str]:
    """Return what breaks PDF/UA-1."""
    report = validate_pdf_bytes(pdf, profile="ua1")
    return [f"{one.rule_id}: {one.message}" for one in report.failures if one.category is FailureCategory.CONFORMANCE]


def text(page: PageObject) -> str:
    """Return the text of a page in the order in which it was printed, artifacts included and spaces left out."""
    return "".join("".join(run.text.split()) for run in look(page)[0])


class _Place(NamedTuple):
    """How drawing is scaled and moved at a moment, and whether lines are dashed."""

    across: float = 1
    up: float = 1
    x: float = 0
    y: float = 0
    dashed: bool = False

    def within(self, matrix: list[Any]) -> _Place:
        """Return the place that a further matrix makes of this one. Turned things are none of our pages' business."""
        across, _, _, up, x, y = (float(part) for part in matrix)
        return _Place(self.across * across, self.up * up, self.x + self.across * x, self.y + self.up * y, self.dashed)

    def point(self, operands: list[Any]) -> tuple[float, float]:
        """Return where a point lies on the page, from its lower left corner."""
        return self.x + self.across * float(operands[0]), self.y + self.up * float(operands[1])


def look(page: PageObject) -> tuple[list[Run], list[Line]]:  # noqa: C901, PLR0912  a case an operator reads best
    """Return the texts and the straight lines of a page."""
    resources: Any = page["/Resources"]
    maps = {name: _letters(font.get_object()) for name, font in resources["/Font"].items()}
    height = float(page.mediabox.height)
    runs: list[Run] = []
    lines: list[Line] = []
    path: list[Line] = []
    font, place, stack, start = "", _Place(), [], (0.0, 0.0)
    marks: list[int | None] = [None]
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        match operator:
            case b"q":
                stack.append(place)
            case b"Q":
                place = stack.pop()
            case b"cm":
                place = place.within(operands)
            case b"BDC":
                marks.append(operands[1].get("/MCID"))
            case b"BMC":
                marks.append(None)
            case b"EMC":
                marks.pop()
            case b"Tf":
                font = operands[0]
            case b"TJ" | b"Tj":
                pieces = operands[0] if operator == b"TJ" else operands
                shown = "".join(_decoded(piece, maps[font]) for piece in pieces if not isinstance(piece, float | int))
                runs.append(Run(shown, place.x, height - place.y, marks[-1]))
            case b"d":
                place = place._replace(dashed=bool(operands[0]))
            case b"m":
                start = place.point(operands)
            case b"l":
                end = place.point(operands)
                path.append(Line(start[0], height - start[1], end[0], height - end[1], place.dashed, marks[-1]))
            case b"S" | b"n" | b"f":
                lines += path if operator == b"S" else []  # else it bounds or fills something
                path.clear()
    return runs, lines


def heard(pdf: bytes) -> list[tuple[str, str]]:
    """Return what is read out, in order: each text, or alternative text, with the tags around it ('L/LI/LBody')."""
    book = reader(pdf)
    texts: dict[tuple[Any, int], str] = {}
    for page in book.pages:
        for run in look(page)[0]:
            if run.mark is not None:
                key = (page.indirect_reference, run.mark)
                texts[key] = texts.get(key, "") + run.text
    root: Any = book.trailer["/Root"]
    leaves = _leaves(root["/StructTreeRoot"]["/K"], None, (), texts)
    return [
        ("/".join(path), " ".join("".join(told for _, told in group).split()))
        for path, group in groupby(leaves, key=lambda leaf: leaf[0])
    ]


def _leaves(
    node: Any, page: Any, path: tuple[Any, ...], texts: dict[tuple[Any, int], str]
) -> Iterator[tuple[Any, str]]:
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from _leaves(child, page, path, texts)
    elif isinstance(node, int):
        yield path, texts.get((page, node), "")
    else:
        page = node.raw_get("/Pg") if "/Pg" in node else page
        path = (*path, _Tag(node["/S"][1:])) if "/S" in node and node["/S"] != "/Document" else path
        if "/Alt" in node:
            yield path, str(node["/Alt"])
        elif "/K" in node:
            yield from _leaves(node["/K"], page, path, texts)
        elif "/MCID" in node:
            yield from _leaves(node["/MCID"], page, path, texts)


class _Tag(str):
    """The name of a tag; two tags of one name are two."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


def _letters(font: Any) -> dict[int, str]:
    """Return the characters of a font's glyphs, from its table for copying text."""
    table = font["/ToUnicode"].get_object().get_data().decode()
    pairs = re.findall(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", table, re.MULTILINE)
    return {int(glyph, 16): bytes.fromhex(text).decode("utf-16-be") for glyph, text in pairs}


def _decoded(piece: Any, letters: dict[int, str]) -> str:
    raw = piece.original_bytes
    return "".join(letters.get(int.from_bytes(raw[at : at + 2], "big"), "") for at in range(0, len(raw), 2))
