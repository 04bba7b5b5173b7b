"""Which of very many questions give away which: those that can are found by their words, and only they are tried."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING

from quizgen.asking.giveaways import gives_away

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.asking.giveaways import Exposure

#: Stands between texts, and in none of them.
_END = "\0"


def spoilers(shown: Sequence[Exposure]) -> list[list[int]]:
    """Return for each question the places, from 0, of those about other matters that it gives away."""
    index = _Index(shown)
    spoilt: list[list[int]] = [[] for _ in shown]
    for place, other in enumerate(shown):
        for one in sorted(index.suspects(other)):
            if shown[one].facts.isdisjoint(other.facts) and gives_away(shown[one], other):
                spoilt[one].append(place)
    return spoilt


class _Index:
    """Where words, names, facts and texts are shown, by the places of the questions."""

    def __init__(self, shown: Sequence[Exposure]) -> None:
        self.by_word: dict[str, set[int]] = defaultdict(set)
        self.by_name: dict[str, set[int]] = defaultdict(set)
        self.by_fact: dict[str, set[int]] = defaultdict(set)
        by_text: dict[str, set[int]] = defaultdict(set)
        for place, one in enumerate(shown):
            for table, keys in ((self.by_word, one.words), (self.by_name, one.names), (by_text, (one.text,))):
                for key in keys:
                    table[key].add(place)
            for fact in one.question.facts:
                self.by_fact[str(fact.id)].add(place)
        self.text = _END.join(by_text)
        self.starts = [0, *accumulate(len(text) + len(_END) for text in by_text)]
        self.shown_in = [*by_text.values()]
        self.found: dict[str, set[int]] = {}

    def suspects(self, other: Exposure) -> set[int]:
        """Return the places of all questions that may give a question away; no other does."""
        return set().union(*self._suspects(other))

    def _suspects(self, other: Exposure) -> Iterator[set[int]]:
        for answer in other.answers:
            yield from (self.by_word[word] for word in answer.words if word in self.by_word)
            yield from (self.by_name[name] for names in answer.names for name in names if name in self.by_name)
            yield self._holding(answer.form)
        yield from map(self._holding, other.told_by)
        yield from (self.by_fact[fact] for fact in other.told_by_facts if fact in self.by_fact)

    def _holding(self, words: str) -> set[int]:
        """Return the places of the questions in whose text some words stand; it is searched once for each."""
        if words not in self.found:
            places: set[int] = set()
            at = self.text.find(words)
            while at >= 0:
                number = bisect_right(self.starts, at) - 1
                places |= self.shown_in[number]
                at = self.text.find(words, self.starts[number + 1])
            self.found[words] = places
        return self.found[words]
