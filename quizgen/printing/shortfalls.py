"""What a sheet could not have, in words: too few questions, or variants that are not equal in kinds and levels."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from quizgen.asking.paper import likeness
from quizgen.domain.words import count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizgen.domain.library import Way
    from quizgen.domain.question import Question

#: So many labels are listed; of more the number is told.
_LISTED = 12


def missing(wanted: Mapping[Way, int], questions: Sequence[Question], facts: int, *, exactly: bool) -> str:
    """Say which ways have fewer of the `questions`, drawn from so many `facts`, than `wanted`; nothing if none has.

    Unless it is to be `exactly` so many of each, nothing is said either where other ways make up for it.
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
    found: dict[str, list[str]] = {}
    for label in others:
        own = Counter(map(likeness, draws[label]))
        unlike, fewer = (own - usual).total(), usual.total() - own.total()
        told = [f"{count(unlike, 'question')} of another kind or level"] if unlike else []
        told += [f"{count(fewer, 'question')} fewer"] if fewer else []
        if told:
            found.setdefault(", ".join(told), []).append(label)
    if not found:
        return ""
    each = "; ".join(f"{_listed(labels)}: {told}" for told, labels in found.items())
    return f"Not all variants are equal to {first}, as the library has too few questions like those on it. {each}."


def _listed(labels: Sequence[str]) -> str:
    more = f" and {len(labels) - _LISTED} more" if len(labels) > _LISTED else ""
    return ", ".join(labels[:_LISTED]) + more
