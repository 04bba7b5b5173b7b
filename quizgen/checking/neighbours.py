"""The rule that no front answers another fact of its topic, and what it takes to see that without false alarms."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.fact import Kind
from quizgen.domain.problem import LibraryFinding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.text import Text

#: A front with an answer on it answers a question of which it shows this share of the words that tell its matter.
_ENOUGH = 0.5
#: An answer is recognised word for word by two words that its question lacks, in any other order by three.
_VERBATIM, _SCATTERED = 2, 3


class _Front(NamedTuple):
    """A text that a learner sees before the answer: its mark, its words in order, and their roots."""

    mark: Text
    spaced: str
    roots: frozenset[str]


class _Sought(NamedTuple):
    """A form of an answer, as a front may show it.

    `own` are the roots of its words that its question lacks, `telling` those of them that are no names and no dates;
    `asked` are the roots by which its question tells its matter, names counted only where the answer is a name.
    """

    fact: Fact
    form: str
    spaced: str
    own: frozenset[str]
    telling: frozenset[str]
    asked: frozenset[str]


def front_answers_other(kb: KnowledgeBase, /) -> Iterator[LibraryFinding]:
    """No question, and no sentence around a gap, answers another fact of its topic.

    In an Anki deck nobody keeps the two cards apart: who has read "Why should Ukraine never be allowed to join NATO?"
    knows which guarantee is wanted. Reported is a front that holds another fact's answer and at least half of the
    words that tell the matter of its question, or the answer's words in a row. Say it in other words; or give both
    facts the same 'matter', so that a sheet or a round has one of them and Anki asks them on different days. Dates
    are left alone: a question has to name its occasion.

    Passes:

        - id: doe.bread
          said: fresh bread for the guests
          by: jane-doe
          ask: What did Jane Doe promise in the hall?
          matter: bread
          evidence: {wire: the talks will go on}
        - id: doe.why
          said: they were hungry
          by: jane-doe
          ask: Why did Jane Doe promise fresh bread for the guests?
          matter: bread
          evidence: {wire: the talks will go on}

    Fails:

        - id: doe.bread
          said: fresh bread for the guests
          by: jane-doe
          ask: What did Jane Doe promise in the hall?
          evidence: {wire: the talks will go on}
        - id: doe.why
          said: they were hungry
          by: jane-doe
          ask: Why did Jane Doe promise fresh bread for the guests?
          evidence: {wire: the talks will go on}
    """
    for topic in kb.topics.values():
        facts = [fact for fact in topic.facts if fact.retired is None and kb.facts.get(fact.id) is fact]
        fronts = {str(fact.id): tuple(_fronts(kb, fact)) for fact in facts}
        by_root = _by_rarest_root(kb, facts, fronts.values())
        for fact in facts:
            told: set[str] = set()
            for front in fronts[str(fact.id)]:
                for sought in (one for root in front.roots for one in by_root.get(root, ())):
                    other = sought.fact
                    if other.id != fact.id and other.id not in told and _answers(kb, front, fact, sought):
                        told.add(str(other.id))
                        message = (
                            f"this answers '{other.id}' with '{sought.form}'; say it in other words, or give both "
                            "facts the same 'matter'"
                        )
                        yield LibraryFinding(fact.path, front.mark, message, str(fact.id))


def _fronts(kb: KnowledgeBase, fact: Fact) -> Iterator[_Front]:
    sentence = kb.sentence(fact)
    around = f"{sentence.before} _ {sentence.after}" if sentence is not None else ""
    for mark, text in ((fact.ask, fact.ask), (fact.reverse, fact.reverse), (fact.says, around)):
        if mark is not None and text:
            yield _Front(mark, kb.language.spaced(text), kb.language.roots(text))


def _sought(kb: KnowledgeBase, fact: Fact) -> Iterator[_Sought]:
    roots, spaced = kb.language.roots, kb.language.spaced
    if fact.kind is Kind.WHEN:
        return
    question = roots(fact.ask)
    for form in kb.accepted(fact):
        words = roots(form)
        own = words - question
        telling = own - kb.name_roots - kb.common_roots
        asked = question - kb.common_roots - words
        if own:
            yield _Sought(fact, form, spaced(form), own, telling, asked - kb.name_roots if telling else asked)


def _by_rarest_root(
    kb: KnowledgeBase, facts: Iterable[Fact], fronts: Iterable[tuple[_Front, ...]]
) -> dict[str, list[_Sought]]:
    """Return what is sought by the root in it that fewest fronts show: only those fronts have to be looked at."""
    counts = Counter(root for own in fronts for front in own for root in front.roots)
    index: dict[str, list[_Sought]] = defaultdict(list)
    for fact in facts:
        for sought in _sought(kb, fact):
            index[min(sorted(sought.own), key=counts.__getitem__)].append(sought)
    return index


def _answers(kb: KnowledgeBase, front: _Front, fact: Fact, sought: _Sought) -> bool:
    """Say whether a front of a fact answers another one, and the two are not kept apart by their matter.

    Where both have one answer, a question in reverse cannot but show it.
    """
    if not sought.own <= front.roots or (fact.matter is not None and fact.matter == sought.fact.matter):
        return False
    if sought.form in kb.accepted(fact):
        return False
    if kb.decks_of and {one.id for one in kb.decks_of[fact.id]}.isdisjoint(
        one.id for one in kb.decks_of[sought.fact.id]
    ):
        return False
    is_verbatim = sought.spaced in front.spaced
    if sought.telling and len(sought.own) >= (_VERBATIM if is_verbatim else _SCATTERED):
        return is_verbatim or len(sought.telling) >= _SCATTERED
    shared = sought.asked & front.roots
    return is_verbatim and bool(shared) and len(shared) >= _ENOUGH * len(sought.asked)
