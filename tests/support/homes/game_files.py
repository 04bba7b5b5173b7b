"""The files of Kahoot, Blooket and Gimkit, read by what stands over the columns of their own templates.

Kahoot: "Question - max 120 characters", "Answer 1 - max 75 characters" to 4, "Time limit (sec) - 5, 10, 20, 30, 60, 90,
120, or 240 secs", "Correct answer(s) - choose at least one", in row 8; above it: "Add questions, at least two answer
alternatives, time limit and choose correct answers (at least one)". Blooket: "Time Limit (sec) (Max: 300 seconds)",
"Correct Answer(s) (Only include Answer #)". Gimkit: "Question", "Correct Answer", "Incorrect Answer 1" to 3, the last
two "(Optional)".
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, NamedTuple

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Sequence


class Played(NamedTuple):
    """A question as a game shows it; `right` are the texts that earn points, `seconds` is None where nobody says."""

    text: str
    answers: tuple[str, ...]
    right: frozenset[str]
    seconds: int | None = None

    def points(self, chosen: str) -> int:
        """Return what it earns to choose an answer that is shown."""
        assert chosen in self.answers
        return int(chosen in self.right)


def read_kahoot(data: bytes) -> list[Played]:
    """Return the questions of a workbook. Raises AssertionError where it is not filled in as the template says."""
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=8, max_col=8, values_only=True))
    head = [str(cell) for cell in rows[0][1:]]
    longest = [int(found[1]) if (found := re.search(r"max (\d+) characters", cell)) else 0 for cell in head]
    assert longest == [120, 75, 75, 75, 75, 0, 0]
    limits = {int(number) for number in re.findall(r"\d+", head[5])}
    assert all(cell.data_type in "sn" for row in sheet.iter_rows() for cell in row), "nothing is computed"
    questions = []
    for number, (place, text, *cells, seconds, correct) in enumerate(rows[1:], 1):
        assert place == number
        assert seconds in limits
        assert all(len(str(cell or "")) <= most for cell, most in zip((text, *cells), longest, strict=False))
        questions.append(_played(text, cells, str(correct), int(str(seconds))))
    return questions


def read_blooket(data: bytes) -> list[Played]:
    """Return the questions of a spreadsheet as CSV. Raises AssertionError where it is not as the template says."""
    title, head, *rows = _csv(data)
    assert title == ["Blooket\nImport Template", *[""] * 7]
    assert [" ".join(cell.split()) for cell in head] == [
        *("Question #", "Question Text", "Answer 1", "Answer 2", "Answer 3 (Optional)", "Answer 4 (Optional)"),
        *("Time Limit (sec) (Max: 300 seconds)", "Correct Answer(s) (Only include Answer #)"),
    ]
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    played = [_played(row[1], row[2:6], row[7], int(row[6])) for row in rows]
    assert all(0 < int(row[6]) <= 300 for row in rows)
    return played


def read_gimkit(data: bytes) -> list[Played]:
    """Return the questions of a spreadsheet as CSV. Raises AssertionError where it is not as the template says."""
    title, head, *rows = _csv(data)
    assert title == ["Gimkit Spreadsheet Import Template", *[""] * 4]
    assert head == [
        *("Question", "Correct Answer", "Incorrect Answer 1"),
        *("Incorrect Answer 2 (Optional)", "Incorrect Answer 3 (Optional)"),
    ]
    return [_played(row[0], row[1:], "1", None) for row in rows]


def _csv(data: bytes) -> list[list[str]]:
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    rows = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    return rows


def _played(text: object, cells: Sequence[object], correct: str, seconds: int | None) -> Played:
    answers = [str(cell) for cell in cells if cell not in (None, "")]
    assert [cell for cell in cells if cell not in (None, "")] == list(cells[: len(answers)]), "no hole between them"
    assert len(answers) >= 2
    assert len(set(answers)) == len(answers), "nobody could tell them apart"
    assert isinstance(text, str)
    assert text
    right = frozenset(answers[int(number) - 1] for number in correct.split(","))
    return Played(text, tuple(answers), right, seconds)
