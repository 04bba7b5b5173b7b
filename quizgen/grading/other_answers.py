"""What else is known: what is as near to another known answer as to the right one is no slip of the right one."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from quizgen.domain.library import Sort
from quizgen.grading.normalise import loosely, spelled
from quizgen.grading.typos import distance

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from quizgen.domain.answer import Answer
    from quizgen.domain.fact import Fact, Kind
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Entity
    from quizgen.language import Language


class Pool:
    """Known answers of one kind or sort, to be asked for what is near to a text.

    Each form comes with the keys of what it means. Two texts that are a few slips apart are about as long and
    share most letters; only what passes this is measured, so ten thousand answers are searched in a millisecond.
    """

    def __init__(self, language: Language, forms: Iterable[tuple[str, frozenset[Hashable]]]) -> None:
        self._meanings: dict[str, frozenset[Hashable]] = {}
        for form, keys in forms:
            words = " ".join(loosely(language, form)[0])
            self._meanings[words] = self._meanings.get(words, frozenset()) | keys
        self._by_length: dict[int, list[tuple[int, str]]] = {}
        for words in self._meanings:
            self._by_length.setdefault(len(words), []).append((_letters(words), words))

    def holds_near(self, typed: str, most: int, right: AbstractSet[Hashable]) -> bool:
        """Say whether an answer that means nothing `right` lies at most `most` slips from `typed`."""
        letters = _letters(typed)
        return any(
            (letters ^ others).bit_count() <= 2 * most
            and distance(typed, words, most) is not None
            and self._meanings[words].isdisjoint(right)
            for length in range(len(typed) - most, len(typed) + most + 1)
            for others, words in self._by_length.get(length, ())
        )


def _letters(text: str) -> int:
    """Return the set of the letters of `text` as bits; a slip changes two of them at most."""
    found = 0
    for char in set(text):
        found |= 1 << (ord(char) & 63)
    return found


class KnownAnswers:
    """The answers that a knowledge base knows, by the kind of fact or the sort of entity; indexed when asked for."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.language = kb.language
        self._pools: dict[Kind | Sort | None, Pool] = {}

    def pool(self, of: Kind | Sort | None) -> Pool:
        """Return all answers to facts of a kind, all names of a sort of entity, or (None) all labels of facts."""
        if of not in self._pools:
            forms = self._names(of) if isinstance(of, Sort) else self._answers(of)
            self._pools[of] = Pool(self.language, forms)
        return self._pools[of]

    def _names(self, sort: Sort) -> Iterator[tuple[str, frozenset[Hashable]]]:
        for entity in self.kb.entities.values():
            if entity.sort is sort:
                yield from ((str(form), frozenset((("entity", str(entity.id)),))) for form in entity.forms)

    def _answers(self, kind: Kind | None) -> Iterator[tuple[str, frozenset[Hashable]]]:
        for fact in self.kb.facts.values():
            if kind is None and fact.label is not None:
                yield str(fact.label), frozenset((spelled(self.language, fact.label),))
            elif fact.kind is kind:
                keys = frozenset(map(self.kb.key_of, fact.answers))
                yield from ((form, keys) for form in self.kb.accepted(fact))

    def options(self, answers: Iterable[Answer]) -> Pool:
        """Return some answers, as the wrong options of a fact are."""
        forms = ((form, frozenset((self.kb.key_of(one),))) for one in answers for form in self.kb.forms(one))
        return Pool(self.language, forms)

    @cached_property
    def _named(self) -> dict[str, list[Entity]]:
        """Return the entities of each name and alias."""
        index: dict[str, list[Entity]] = {}
        for entity in self.kb.entities.values():
            for form in dict.fromkeys(spelled(self.language, form) for form in entity.forms):
                index.setdefault(form, []).append(entity)
        return index

    def named(self, form: str) -> list[Entity]:
        """Return the entities of which `form` is the name or an alias."""
        return self._named.get(spelled(self.language, form), [])

    def subject(self, fact: Fact) -> Entity | None:
        """Return the entity that a fact's reverse question asks for: the claimant, or the only bearer of the label."""
        if fact.by is not None:
            return self.kb.entities.get(fact.by)
        named = self.named(fact.label) if fact.label is not None else []
        return named[0] if len(named) == 1 else None
