"""The other answers of a library: a text as near to one of them as to the right answer is no typo of the right one."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from quizgen.domain.library import Sort
from quizgen.grading.normalise import clean_text, loose_words, spelling
from quizgen.grading.typos import distance

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from quizgen.domain.answer import Answer
    from quizgen.domain.fact import Fact, Kind
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Entity
    from quizgen.domain.question import Question
    from quizgen.language import Language


class AnswerPool:
    """Answers of the same kind or sort, among which one can look for those near to a text.

    Each form comes with the keys of its meanings. Two texts that are a few typos apart are about as long and
    share most letters; only texts that pass this test are measured, so ten thousand are searched in a millisecond.
    """

    def __init__(self, language: Language, forms: Iterable[tuple[str, frozenset[Hashable]]]) -> None:
        self._meanings: dict[str, frozenset[Hashable]] = {}
        for form, keys in forms:
            words = " ".join(loose_words(language, form)[0])
            self._meanings[words] = self._meanings.get(words, frozenset()) | keys
        self._by_length: dict[int, list[tuple[int, str]]] = {}
        for words in self._meanings:
            self._by_length.setdefault(len(words), []).append((_letters(words), words))

    def holds_near(self, typed: str, most: int, right: AbstractSet[Hashable]) -> bool:
        """Say whether an answer with no `right` meaning lies at most `most` typos from `typed`."""
        if typed in self._meanings and self._meanings[typed].isdisjoint(right):
            return True  # as most wrong options are, that are the answers to other questions
        letters = _letters(typed)
        return any(
            (letters ^ others).bit_count() <= 2 * most
            and distance(typed, words, most) is not None
            and self._meanings[words].isdisjoint(right)
            for length in range(len(typed) - most, len(typed) + most + 1)
            for others, words in self._by_length.get(length, ())
        )


def _letters(text: str) -> int:
    """Return the set of the letters of `text` as bits; a typo changes two of them at most."""
    bits = 0
    for char in set(text):
        bits |= 1 << (ord(char) & 63)
    return bits


class AnswerIndex:
    """All answers of a knowledge base, by the kind of fact or the sort of entity; indexed at the first use."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.language = kb.language
        self._pools: dict[Kind | Sort | None, AnswerPool] = {}

    def pool(self, of: Kind | Sort | None) -> AnswerPool:
        """Return all answers to facts of a kind, all names of entities of a sort, or (None) all subjects of facts."""
        if of not in self._pools:
            forms = self._names(of) if isinstance(of, Sort) else self._answers(of)
            self._pools[of] = AnswerPool(self.language, forms)
        return self._pools[of]

    def _names(self, sort: Sort) -> Iterator[tuple[str, frozenset[Hashable]]]:
        for entity in self.kb.entities.values():
            if entity.sort is sort:
                yield from ((str(form), frozenset((("entity", str(entity.id)),))) for form in entity.forms)

    def _answers(self, kind: Kind | None) -> Iterator[tuple[str, frozenset[Hashable]]]:
        for fact in self.kb.facts.values():
            if kind is None and fact.means:
                yield from ((str(form), frozenset(map(self.kb.key_of, fact.means))) for form in fact.means)
            elif kind is None and fact.label is not None:
                # A label that is a name means its bearer.
                bearers = (("entity", str(entity.id)) for entity in self.entities_named(fact.label))
                yield str(fact.label), frozenset((spelling(self.language, fact.label), *bearers))
            elif fact.kind is kind:
                keys = frozenset(map(self.kb.key_of, fact.answers))
                yield from ((form, keys) for form in self.kb.accepted(fact))

    def options(self, answers: Iterable[Answer]) -> AnswerPool:
        """Return a pool of these answers, as of the wrong options of a fact."""
        forms = ((form, frozenset((self.kb.key_of(answer),))) for answer in answers for form in self.kb.forms(answer))
        return AnswerPool(self.language, forms)

    def is_wrong_option(self, question: Question, typed: str, right: Iterable[str]) -> bool:
        """Say whether a clean text is, letter for letter, offered as wrong and no `right` form: it is no slip then."""
        wrong = map(self.kb.text, self.kb.wrong(question.fact)) if not question.asks_subject else ()
        return typed in {*map(clean_text, wrong)} - {*map(clean_text, right)}

    @cached_property
    def _by_name(self) -> dict[str, list[Entity]]:
        """Return the entities of each name and alias."""
        index: dict[str, list[Entity]] = {}
        for entity in self.kb.entities.values():
            for form in dict.fromkeys(spelling(self.language, form) for form in entity.forms):
                index.setdefault(form, []).append(entity)
        return index

    def entities_named(self, name: str) -> list[Entity]:
        """Return the entities with this name or alias."""
        return self._by_name.get(spelling(self.language, name), [])

    def subject(self, fact: Fact) -> Entity | None:
        """Return the entity that answers a fact's reverse question: the claimant, or the only bearer of the label."""
        if fact.by is not None:
            return self.kb.entities.get(fact.by)
        bearers = self.entities_named(fact.label) if fact.label is not None else []
        return bearers[0] if len(bearers) == 1 else None
