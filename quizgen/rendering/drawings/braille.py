"""Lines of dots for a terminal: each braille character is a grid of two dots across and four down (Unicode, U+2800)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ACROSS, DOWN = 2, 4
_FIRST = 0x2800
#: The bits of the dots in a character, row by row.
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


class Braille:
    """A grid of dots, so many characters wide and high; what lies beyond it is not drawn."""

    def __init__(self, columns: int, rows: int) -> None:
        self._width, self._height = columns * ACROSS, rows * DOWN
        self._cells = [[0] * columns for _ in range(rows)]

    def dot(self, x: int, y: int) -> None:
        """Set the dot at `x` from the left and `y` from the top."""
        if 0 <= x < self._width and 0 <= y < self._height:
            self._cells[y // DOWN][x // ACROSS] |= _BITS[y % DOWN][x % ACROSS]

    def outline(self, points: Sequence[tuple[int, int]]) -> None:
        """Draw the lines between points, in dots, and the one from the last to the first."""
        for (x, y), (end_x, end_y) in zip(points, [*points[1:], *points[:1]], strict=True):
            steps = max(abs(end_x - x), abs(end_y - y), 1)
            for step in range(steps + 1):
                self.dot(round(x + (end_x - x) * step / steps), round(y + (end_y - y) * step / steps))

    def rows(self) -> list[str]:
        """Return the rows of characters, with a space where no dot is set."""
        return ["".join(chr(_FIRST + cell) if cell else " " for cell in row) for row in self._cells]
