"""What the content of a PDF's page draws: its texts and its straight lines, each with its place."""

from __future__ import annotations

import re
from collections import defaultdict
from math import hypot
from typing import TYPE_CHECKING, Any, NamedTuple

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


#: Quotation marks and apostrophes as they are printed, and as they are typed.
_TYPED = str.maketrans("“”‘’", "\"\"''")


def typed(text: str) -> str:
    """Return a printed text with its quotation marks as they are typed, as a library has them."""
    return text.translate(_TYPED)


class Run(NamedTuple):
    """Text that is shown at once, with its place in points from the upper left corner, and marks as they are typed.

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


def runs_of(page: pikepdf.Page, height: float, fonts: Fonts) -> list[Run]:
    """Return the texts of a page, which is `height` points high, in the order in which they are drawn."""
    texts = _Texts(height, fonts.of(page))
    texts.follow(page)
    return texts.runs


def lines_of(page: pikepdf.Page, height: float) -> list[Line]:
    """Return the straight lines of a page, which is `height` points high, in the order in which they are drawn."""
    paths = _Lines(height)
    paths.follow(page)
    return paths.lines


class _Font(NamedTuple):
    """What each code of a font stands for, and how wide it is in thousandths of the font's size."""

    name: str
    letters: dict[int, str]
    widths: defaultdict[int, float]


class Fonts:
    """The fonts of a document, each read but once for all its pages."""

    def __init__(self) -> None:
        self._read: dict[tuple[int, int], _Font] = {}

    def of(self, page: pikepdf.Page) -> dict[str, _Font]:
        """Return the fonts of a page by their names in its content."""
        fonts: Any = page.resources.get("/Font", {})
        return {name: self._font(font) for name, font in fonts.items()}

    def _font(self, font: Any) -> _Font:
        if font.objgen not in self._read:
            letters = _letters(font.ToUnicode.read_bytes().decode())
            self._read[font.objgen] = _Font(str(font.BaseFont), letters, _widths(font.DescendantFonts[0]))
        return self._read[font.objgen]


def _letters(table: str) -> dict[int, str]:
    """Return the text of each code by a font's table for copying: `<code> <text>` or `<first> <last> <first text>`."""
    letters: dict[int, str] = {}
    for first, last, text in re.findall(r"^<(\w{4})> (?:<(\w{4})> )?<(\w+)>$", table, re.MULTILINE):
        start, shown = int(first, 16), bytes.fromhex(text).decode("utf-16-be")
        for more in range(int(last or first, 16) - start + 1):
            letters[start + more] = shown[:-1] + chr(ord(shown[-1]) + more)
    return letters


def _widths(font: Any) -> defaultdict[int, float]:
    """Return the width of each code by a font's list, `first [width ...]` or `first last width`, else the usual one."""
    usual = float(font.get("/DW", 1000))
    widths: defaultdict[int, float] = defaultdict(lambda: usual)
    listed = iter(font.W.as_list())
    for first in listed:
        then = next(listed)
        if isinstance(then, pikepdf.Array):
            widths.update(enumerate(map(float, then.as_list()), first))
        else:
            widths.update(dict.fromkeys(range(first, then + 1), float(next(listed))))
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

    def follow(self, page: pikepdf.Page) -> None:
        for instruction in pikepdf.parse_content_stream(page, " ".join(self.operators)):
            self.operators[str(instruction.operator)](instruction.operands)

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
        self.text = pikepdf.Matrix(1, 0, 0, 1, *map(float, way)) @ self.text

    def choose(self, operands: Any) -> None:
        self.font, self.size = str(operands[0]), float(operands[1])

    def show(self, pieces: Iterable[Any]) -> None:
        """Keep a text that is shown in pieces, with shifts to the left between them."""
        font, mark, place = self.fonts[self.font], self.marks[-1], self.text @ self.place
        raw, shift = b"", 0.0
        for piece in pieces:
            if isinstance(piece, pikepdf.String):
                raw += bytes(piece)
            else:
                shift += float(piece)
        codes = raw.decode("utf-16-be")
        width = sum(map(font.widths.__getitem__, map(ord, codes))) - shift
        text = codes.translate(font.letters)
        if mark.is_told:
            text, self.told = self.told, ""
        end = place.e + width * self.size * place.a / 1000
        self.runs.append(
            Run(typed(text[::-1] if mark.is_reversed else text), place.e, end, self.height - place.f, mark.number)
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
