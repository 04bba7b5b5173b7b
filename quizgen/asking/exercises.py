"""Choosing the questions of a round or a sheet: core facts first, in a mix of ways, none giving away another."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from quizgen.asking.series import draw
from quizgen.asking.several import SEVERAL, draw_several
from quizgen.domain.fact import Level
from quizgen.domain.library import Way
from quizgen.domain.question import Choice, Match, Order
from quizgen.domain.words import contains, content_words, roots

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from quizgen.asking import Asker
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question

#: The ways of a round or sheet where nobody asks for others.
MIX = (Way.CHOICE, Way.TYPED, Way.CLOZE, Way.TRUE_FALSE, Way.ORDER, Way.MATCH)
#: Of so many questions one is about several facts.
_SEVERAL_EVERY = 5
#: A text that holds an answer gives it away if it shares this many words with the question.
_SHARED = 2
#: A phrase is known by this share of its words.
_MOST = 0.6


def core_first(facts: Iterable[Fact], seed: str) -> list[Fact]:
    """Return the facts in the order in which they are chosen: core first, else as ids and seed decide."""
    return sorted(facts, key=lambda fact: (fact.level is not Level.CORE, draw(seed, "rank", fact.id)))


def draw_exercises(
    asker: Asker, facts: Iterable[Fact], ways: Collection[Way], seed: str, number: int
) -> list[Question]:
    """Return at most `number` questions about `facts`, in the order in which they are asked.

    None of them gives away one that comes later. The same arguments give the same questions, and a new fact
    moves the others as little as may be: the place of each depends on its own id and the seed.
    """
    ranked = core_first(facts, seed)
    chosen: list[Question] = []
    used: set[str] = set()
    for question in _candidates(asker, ranked, ways, seed, used):
        if used.isdisjoint(fact.id for fact in question.facts) and _place(asker.kb, chosen, question):
            used.update(fact.id for fact in question.facts)
        if len(chosen) >= number:
            break
    return chosen


def _candidates(
    asker: Asker, ranked: list[Fact], ways: Collection[Way], seed: str, used: set[str]
) -> Iterator[Question]:
    """Yield what may be asked, the best first; `used` are the ids of the facts that are asked already, ever more."""
    together = [way for way in SEVERAL if way in ways]
    alone = [way for way in Way if way in ways and way not in SEVERAL]
    for turn, fact in enumerate(ranked if alone else ()):
        if together and turn % _SEVERAL_EVERY == _SEVERAL_EVERY - 1:
            way = together[turn // _SEVERAL_EVERY % len(together)]
            unused = [one for one in ranked if one.id not in used]
            yield from islice(draw_several(asker.kb, unused, way, seed), 1)
        question = None if fact.id in used else _ask(asker, fact, alone, seed)
        if question is not None:
            yield question
    for way in together if not alone else ():
        yield from draw_several(asker.kb, ranked, way, seed)


def _ask(asker: Asker, fact: Fact, ways: list[Way], seed: str) -> Question | None:
    """Ask the fact in the way that its draw favours, or in the next one that suits it."""
    asked = (
        asker.exercise(fact, way, seed) for way in sorted(ways, key=lambda way: draw(seed, fact.id, "way", way.value))
    )
    return next((question for question in asked if question is not None), None)


def _place(kb: KnowledgeBase, chosen: list[Question], question: Question) -> bool:
    """Put `question` at the end, or before the first one that gives it away; say whether it has a place."""
    place = next((i for i, other in enumerate(chosen) if gives_away(kb, other, question)), len(chosen))
    if any(gives_away(kb, question, other) for other in chosen[place:]):
        return False
    chosen.insert(place, question)
    return True


def gives_away(kb: KnowledgeBase, question: Question, other: Question) -> bool:
    """Say whether reading `question` answers `other`: an answer stands in it, and it speaks of the same matter.

    It does where it shares words with the question, or where an answer of several words, such as a date or a full name,
    stands in a question of the same topic, or a name in a list of events or claims. Of a phrase it is enough that most
    of its words stand there, in whatever form and be it among the options.
    """
    shown = " ".join((question.shape.prompt, *_items(question)))
    said = roots(" ".join((shown, *_options(question))))
    for fact in other.facts:
        asked, forms = _asked(kb, other, fact)
        for form in forms:
            if fact.kind.is_phrase and _tells(said, roots(form) - roots(asked) - kb.name_roots):
                return True
            if not contains(shown, form):
                continue
            if fact.kind.is_entity and _items(question):
                return True
            own = content_words(form)
            if len(own) > 1 and any(fact.topic == one.topic for one in question.facts):
                return True
            if len(content_words(shown) & content_words(asked) - own) >= _SHARED:
                return True
    return False


def _tells(said: frozenset[str], own: frozenset[str]) -> bool:
    """Say whether most of what a phrase adds to its own question and to all names is said elsewhere."""
    return len(own) >= _SHARED and len(own & said) >= max(_SHARED, _MOST * len(own))


def _items(question: Question) -> tuple[str, ...]:
    return question.shape.items if isinstance(question.shape, (Order, Match)) else ()


def _options(question: Question) -> Iterator[str]:
    return (option.text for option in question.shape.options) if isinstance(question.shape, Choice) else iter(())


def _asked(kb: KnowledgeBase, question: Question, fact: Fact) -> tuple[str, tuple[str, ...]]:
    """Return what is asked of a fact in this question, and the right answers to it."""
    if question.way in (Way.REVERSE, Way.MATCH):
        return str(fact.reverse), kb.subject_forms(fact)
    if question.way is Way.ORDER:
        return str(fact.label), kb.accepted(fact)
    return str(fact.ask), kb.accepted(fact)
