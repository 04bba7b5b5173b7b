"""What somebody would score on a library's multiple choice who has not read the articles but knows how tests are made.

The figures are exact: a guesser who cannot tell some options apart has an equal share in each of them.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.card import CardType
from quizgen.domain.fact import SPEECH_ACTS
from quizgen.domain.guessing import FEWEST_BORROWED, Guessability, GuessScores
from quizgen.domain.question import Choice, borrowed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TypeAlias

    from quizgen.asking import Asker
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase

#: A word that stands in wrong options of so many facts, and in no right one, tells that an option is wrong.
SEVERAL = 2

_LETTER = re.compile(r"[^\W\d_]")


class _Item(NamedTuple):
    """A multiple choice: its fact, its options, and the words with meaning of each of them, as stems."""

    fact: Fact
    choice: Choice
    words: tuple[frozenset[str], ...]


#: Returns the options that a guesser would pick, by their positions; between several he tosses.
_Strategy: TypeAlias = "Callable[[_Item], Sequence[int]]"


def guessability(asker: Asker, article_texts: Iterable[str] = ()) -> Guessability:
    """Return how guessable the choices are that the cards of a library ask.

    `article_texts` are the articles that the facts were drawn from; without any, all fragments of evidence stand in
    for them.
    """
    kb = asker.kb
    items = list(_items(asker))
    never_right = _never_right(items)
    strategies: dict[str, _Strategy] = {
        "most words of the articles": _most(_words_in(_article_words(kb, article_texts))),
        "words that recur in other cards": _most(_recurrence(kb)),
        "no word that is never right": _striking(frozenset(never_right)),
        "the longest": _most(lambda item, place: len(item.choice.options[place].text)),
        "the shortest": _most(lambda item, place: -len(item.choice.options[place].text)),
        "the middle one": _middle,
        "the one most like the others": _most(_likeness),
    }
    claims = [item for item in items if item.fact.kind in SPEECH_ACTS]
    lent = {str(item.fact.id): len(borrowed(item.choice)) for item in claims}
    return Guessability(
        scores={"all": _scores(items, strategies), "said, demanded": _scores(claims, strategies)},
        wrong=sum(len(item.choice.options) - 1 for item in claims),
        borrowed=sum(lent.values()),
        few_borrowed=tuple(id_ for id_, number in lent.items() if number < FEWEST_BORROWED),
        never_right=_as_written(kb, items, never_right),
    )


def _items(asker: Asker) -> Iterator[_Item]:
    meaning = asker.kb.language.content_words
    for fact in asker.kb.facts.values():
        question = None if fact.retired is not None else asker.cards(fact).get(CardType.CHOICE)
        if question is not None and isinstance(question.shape, Choice):
            yield _Item(fact, question.shape, tuple(meaning(option.text) for option in question.shape.options))


def _scores(items: Sequence[_Item], strategies: dict[str, _Strategy]) -> GuessScores:
    def share(pick: _Strategy) -> float:
        return sum(_expected(item, pick(item)) for item in items) / max(1, len(items))

    return GuessScores(len(items), share(_any), {name: share(pick) for name, pick in strategies.items()})


def _expected(item: _Item, picked: Sequence[int]) -> float:
    return sum(item.choice.options[place].right for place in picked) / len(picked)


def _any(item: _Item) -> Sequence[int]:
    return range(len(item.choice.options))


def _most(score: Callable[[_Item, int], float]) -> _Strategy:
    """Return the strategy that picks the options with the highest score."""

    def pick(item: _Item) -> Sequence[int]:
        scores = [score(item, place) for place in _any(item)]
        return [place for place in _any(item) if scores[place] == max(scores)]

    return pick


def _striking(struck: frozenset[str]) -> _Strategy:
    """Return the strategy that strikes the options with one of these words; with none left it picks among all."""

    def pick(item: _Item) -> Sequence[int]:
        return [place for place in _any(item) if item.words[place].isdisjoint(struck)] or _any(item)

    return pick


def _middle(item: _Item) -> Sequence[int]:
    """Pick what stands nearest to the middle: of dates and numbers by their order, else by length.

    Options of one length share their ranks.
    """
    options = item.choice.options
    keys = list(range(len(options))) if item.choice.is_in_order else [len(option.text) for option in options]
    # Twice the distance from the middle, in ranks: how many more stand before than behind.
    distances = [abs(sum(other < key for other in keys) - sum(other > key for other in keys)) for key in keys]
    return [place for place, distance in enumerate(distances) if distance == min(distances)]


def _likeness(item: _Item, place: int) -> int:
    """Return how many words an option shares with the others, each counted as often as another has it."""
    return sum(len(item.words[place] & words) for other, words in enumerate(item.words) if other != place)


def _words_in(known: frozenset[str]) -> Callable[[_Item, int], int]:
    return lambda item, place: len(item.words[place] & known)


def _article_words(kb: KnowledgeBase, texts: Iterable[str]) -> frozenset[str]:
    fragments = (str(evidence.words or "") for fact in kb.facts.values() for evidence in fact.all_evidence)
    return kb.language.content_words(" ".join(texts) or " ".join(fragments))


def _recurrence(kb: KnowledgeBase) -> Callable[[_Item, int], int]:
    """Return what counts in how many other facts' questions, sentences and answers the words of an option stand."""
    shown = {str(fact.id): _shown(kb, fact) for fact in kb.facts.values() if fact.retired is None}
    counts = Counter(word for words in shown.values() for word in words)

    def score(item: _Item, place: int) -> int:
        own = shown[str(item.fact.id)]
        return sum(counts[word] - (word in own) for word in item.words[place])

    return score


def _shown(kb: KnowledgeBase, fact: Fact) -> frozenset[str]:
    texts = (fact.ask, fact.says or "", fact.reverse or "", kb.text(fact.answer))
    return kb.language.content_words(" ".join(texts))


def _never_right(items: Iterable[_Item]) -> dict[str, list[str]]:
    """Return the words that stand in wrong options of several facts and in no right one, with the facts' ids."""
    right: set[str] = set()
    wrong: dict[str, list[str]] = {}
    for item in items:
        told = list(zip(item.choice.options, item.words, strict=True))
        right.update(*(words for option, words in told if option.right))
        for word in frozenset().union(*(words for option, words in told if not option.right)):
            if _LETTER.search(word):  # a number says nothing by itself
                wrong.setdefault(word, []).append(str(item.fact.id))
    return {word: ids for word, ids in wrong.items() if len(ids) >= SEVERAL and word not in right}


def _as_written(
    kb: KnowledgeBase, items: Iterable[_Item], never_right: dict[str, list[str]]
) -> dict[str, tuple[str, ...]]:
    """Return the facts of each word under the word as an option has it, those of most facts first."""
    language = kb.language
    written: dict[str, str] = {}
    for item in items:
        for option in item.choice.options:
            for word in language.words(option.text):
                for stem in language.content_words(word):
                    written.setdefault(stem, word)
    ranked = sorted(never_right.items(), key=lambda entry: (-len(entry[1]), written[entry[0]]))
    return {written[stem]: tuple(ids) for stem, ids in ranked}
