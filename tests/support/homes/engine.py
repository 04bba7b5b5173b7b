r"""Moodle's question engine: what share of the points a response earns, as deferred feedback grades it.

Written from Moodle's question/type/{multichoice,truefalse,shortanswer,numerical,match}/question.php, and its
questiontype.php for what import stores; 'PHP says' marks what only its language decides.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping


class Answer(NamedTuple):
    """An answer as it is stored, with its share of the points; a number may be `tolerance` away."""

    text: str
    share: float
    feedback: str = ""
    tolerance: float = 0.0


class MultiChoice(NamedTuple):
    """Options as they are shown; a pupil picks one where it is `single`."""

    options: tuple[Answer, ...]
    single: bool = True
    is_shuffled: bool = True

    def grade(self, response: str) -> float:
        """Return the share that the option with this text earns, which may stand there once only."""
        (share,) = (option.share for option in self.options if option.text == response)
        return min(max(share, 0.0), 1.0)


class TrueFalse(NamedTuple):
    """Whether a statement is true, and what is said to who says so, and to who does not."""

    is_true: bool
    if_true: str = ""
    if_false: str = ""

    def grade(self, *, response: bool) -> float:
        """Return the share that 'true' or 'false' earns."""
        return float(response is self.is_true)


class ShortAnswer(NamedTuple):
    """Patterns, of which the first that a response matches counts."""

    answers: tuple[Answer, ...]
    use_case: bool = False

    def grade(self, response: str) -> float:
        """Return the share that a typed response earns (compare_string_with_wildcard)."""
        trimmed = response.strip(" \t\n\r\0\x0b")
        for answer in self.answers:
            if _matches(trimmed, answer.text, use_case=self.use_case):
                return answer.share
        return 0.0

    @property
    def shown_answer(self) -> str:
        """Return what a pupil is told to be the right answer (clean_response)."""
        right = next(answer.text for answer in self.answers if answer.share == 1.0)
        return " ".join(bit.replace(r"\*", "*") for bit in re.split(r"(?<!\\)\*", right)).strip()


def _matches(response: str, pattern: str, *, use_case: bool) -> bool:
    return _compiled(pattern, use_case=use_case).fullmatch(unicodedata.normalize("NFC", response)) is not None


@cache
def _compiled(pattern: str, *, use_case: bool) -> re.Pattern[str]:
    bits = re.split(r"(?<!\\)\*+", unicodedata.normalize("NFC", pattern))
    wanted = ".*".join(re.escape(bit.replace(r"\*", "*")) for bit in bits)
    return re.compile(wanted, re.NOFLAG if use_case else re.IGNORECASE)


class Numerical(NamedTuple):
    """Numbers, and units by how many of each make one of the answer; a unit is never asked for."""

    answers: tuple[Answer, ...]
    units: Mapping[str, float]

    def grade(self, response: str) -> float:
        """Return the share that a number earns, with a unit or none (grade_response)."""
        value, unit = read_number(response)
        if value is None:
            return 0.0
        scaled = value / self.units[unit] if unit in self.units else value
        for answer in self.answers:
            if answer.text == "*" or _is_near(answer, scaled) or _is_near(answer, value):
                return answer.share
        return 0.0


def read_number(response: str) -> tuple[float | None, str]:
    """Return a number and what stands behind it, as a Moodle in English reads them (apply_units)."""
    text = response.strip(" \t\n\r\0\x0b").replace(" ", "")
    text = re.sub(r"(?:e|E|(?:x|\*|×)10(?:\^|\*\*))([+-]?\d+)", r"e\1", text)
    text = text.replace(",", "")  # the English sign of thousands, and taken out beside a point anyway
    found = re.match(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?", text, re.ASCII)
    return (float(found[0]), text[found.end() :]) if found else (None, "")


def _is_near(answer: Answer, value: float) -> bool:
    right, _ = read_number(answer.text)
    if right is None:
        return False
    tolerance = abs(answer.tolerance) + 1e-14 * max(1.0, abs(right))  # PHP says: precision = 14
    return right - tolerance <= value <= right + tolerance


class Matching(NamedTuple):
    """Stems as they are shown, each with its answer as it is stored; further answers have an empty stem.

    `names` are the answers as they are shown, in the order of the file: those that PHP takes for equal are one.
    """

    pairs: tuple[tuple[str, str], ...]
    shown: Mapping[str, str]

    @property
    def choices(self) -> tuple[str, ...]:
        """Return the answers that can be picked, as they are stored."""
        found: list[str] = []
        for _, answer in self.pairs:
            if not any(loosely_equal(answer, one) for one in found):
                found.append(answer)
        return tuple(found)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the answers that can be picked, as they are shown."""
        return tuple(self.shown[choice] for choice in self.choices)

    @property
    def stems(self) -> tuple[str, ...]:
        """Return the stems as they are shown."""
        return tuple(stem for stem, _ in self.pairs if stem)

    def grade(self, response: Mapping[str, str]) -> float:
        """Return the share that names, as they are shown, earn beside stems, as they are shown."""
        right = 0
        for stem, answer in self.pairs:
            if stem:
                key = next(choice for choice in self.choices if loosely_equal(answer, choice))
                right += response.get(stem) == self.shown[key]
        return right / len(self.stems)


def loosely_equal(one: str, other: str) -> bool:
    """Say whether PHP's == holds between two strings: numbers are equal in all their forms, '1e1' and '10'."""
    if one == other:
        return True
    number = re.compile(r"\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?\s*", re.ASCII)
    if not (number.fullmatch(one) and number.fullmatch(other)):
        return False
    return math.isclose(float(one), float(other), rel_tol=0.0, abs_tol=0.0)


Task: TypeAlias = MultiChoice | TrueFalse | ShortAnswer | Numerical | Matching


class Asked(NamedTuple):
    """A question as a pupil meets it, and what the bank holds besides.

    `category` are the names of the categories from the top; `pictures` the bytes and the words of each picture, the
    bytes empty where its file is missing; `feedback` is what everybody is shown after the answer.
    """

    title: str
    category: tuple[str, ...]
    id: str
    tags: tuple[str, ...]
    points: float
    text: str
    pictures: tuple[tuple[bytes, str], ...]
    feedback: str
    task: Task


class RefusedError(Exception):
    """The client imports nothing of the file, or not this question."""
