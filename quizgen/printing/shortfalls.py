"""What a sheet could not have, in words: too few questions, or variants that are not equal in ways and levels."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.asking.paper import likeness
from quizgen.domain.words import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quizgen.domain.card import WayId
    from quizgen.domain.question import Question

_WHY = "others would give these away, or cannot be asked so"
#: So many labels are listed at most; the others are counted.
_MOST_LISTED = 12


def missing(wanted: Mapping[WayId, int], questions: Sequence[Question], facts: int) -> str:
    """Say which ways have fewer of the `questions`, drawn from so many `facts`, than `wanted`; nothing if none has."""
    short = lacking(wanted, questions)
    number = sum(wanted.values())
    asked = {fact.id for question in questions for fact in question.facts}
    if len(questions) < number:
        why = "each fact is asked already" if len(asked) == facts else _WHY
        return f"{count(len(questions), 'question')} instead of {number}, from {count(facts, 'fact')}: {short}; {why}."
    return f"The usual mix gives way: {short}; {_WHY}. Other ways make up for it." if short else ""


def lacking(wanted: Mapping[WayId, int], questions: Iterable[Question]) -> str:
    """Return the ways that have fewer questions than `wanted`, each with how many; nothing if none has."""
    there = Counter(question.way for question in questions)
    return ", ".join(f"{way} {there[way]} of {most}" for way, most in wanted.items() if there[way] < most)


def refusal(wanted: Mapping[WayId, int], questions: Iterable[Question]) -> str:
    """Return the sentences with which a sheet is refused that cannot have exactly what is `wanted`."""
    there = Counter(question.way for question in questions)
    possible = ", ".join(f"{way} {there[way]}" for way in wanted if there[way])
    return (
        f"A sheet cannot have so many questions: {lacking(wanted, questions)}; {_WHY}. "
        f"One with {possible or 'none of them'} is possible; ask for fewer, or take more facts"
    )


def shared(draws: Mapping[str, Sequence[Question]]) -> str:
    """Say how many facts two variants share that follow each other in a class; nothing if there is only one draw."""
    facts = {label: {fact.id for question in draw for fact in question.facts} for label, draw in draws.items()}
    pairs = list(pairwise(facts))
    if not pairs or all(draws[first] is draws[second] for first, second in pairs):
        return ""
    first, second = max(pairs, key=lambda pair: len(facts[pair[0]] & facts[pair[1]]))
    most = f"{len(facts[first] & facts[second])} of {count(len(facts[second]), 'fact')}"
    if len(pairs) == 1:
        return f"{first} and {second} share {most}."
    return f"Variants that follow each other share at most {most}, as {first} and {second} do."


def unequal(draws: Mapping[str, Sequence[Question]]) -> str:
    """Say which variants are not equal to the first in ways and levels, by their labels; nothing if all are."""
    first, *others = draws
    usual = Counter(map(likeness, draws[first]))
    labels_by_lack: dict[str, list[str]] = {}
    for label in others:
        own = Counter(map(likeness, draws[label]))
        unlike, fewer = (own - usual).total(), usual.total() - own.total()
        lacks = [f"{count(unlike, 'question')} of another level"] if unlike else []
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
