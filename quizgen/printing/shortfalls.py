"""What a sheet could not have, in words: too few questions, or variants that are not equal in kinds and levels."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from quizgen.asking.paper import likeness
from quizgen.domain.words import count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizgen.domain.card import WayId
    from quizgen.domain.question import Question

#: So many labels are listed at most; the others are counted.
_MOST_LISTED = 12


def missing(wanted: Mapping[WayId, int], questions: Sequence[Question], facts: int, *, exactly: bool) -> str:
    """Say which ways have fewer of the `questions`, drawn from so many `facts`, than `wanted`; nothing if none has.

    Where other ways make up for it, that is said only if `exactly` so many of each way were asked for.
    """
    number = sum(wanted.values())
    there = Counter(question.way for question in questions)
    short = ", ".join(f"{way} {there[way]} of {most}" for way, most in wanted.items() if there[way] < most)
    why = "others would give these away, or cannot be asked so"
    if len(questions) < number:
        return f"{count(len(questions), 'question')} instead of {number}, from {count(facts, 'fact')}: {short}; {why}."
    return f"Fewer than asked for: {short}; {why}. Other ways make up for it." if short and exactly else ""


def unequal(draws: Mapping[str, Sequence[Question]]) -> str:
    """Say which variants are not equal to the first in kinds and levels, by their labels; nothing if all are."""
    first, *others = draws
    usual = Counter(map(likeness, draws[first]))
    labels_by_lack: dict[str, list[str]] = {}
    for label in others:
        own = Counter(map(likeness, draws[label]))
        unlike, fewer = (own - usual).total(), usual.total() - own.total()
        lacks = [f"{count(unlike, 'question')} of another kind or level"] if unlike else []
        lacks += [f"{count(fewer, 'question')} fewer"] if fewer else []
        if lacks:
            labels_by_lack.setdefault(", ".join(lacks), []).append(label)
    if not labels_by_lack:
        return ""
    each = "; ".join(f"{_list(labels)}: {lack}" for lack, labels in labels_by_lack.items())
    return f"Not all variants are equal to {first}, as the library has too few questions like those on it. {each}."


def _list(labels: Sequence[str]) -> str:
    more = f" and {len(labels) - _MOST_LISTED} more" if len(labels) > _MOST_LISTED else ""
    return ", ".join(labels[:_MOST_LISTED]) + more
