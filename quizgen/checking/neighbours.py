"""The rule that no front answers another fact of its topic, and what it takes to see that without false alarms."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.fact import Kind
from quizgen.domain.problem import LibraryFinding
from quizgen.domain.text import Ref
from quizgen.domain.tongue import is_translated, reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.text import Text

#: A front with an answer on it answers a question of which it shows this share of the words that tell its matter; the
#: name of a person or a place stands in many questions, so that more is asked of those.
_ENOUGH, _ENOUGH_FOR_NAMES = 0.5, 0.8
#: An answer is recognised word for word by two words that its question lacks, in any other order by three.
_VERBATIM, _SCATTERED = 2, 3
#: A word with a capital inside a sentence, which is a name in many languages.
_CAPITAL = re.compile(r"(?<=[^\W_][ ,;])[^\W\d_a-z]\w+")


class _Front(NamedTuple):
    """A text that a learner sees before the answer to a fact: its mark, its words, and their roots."""

    fact: Fact
    mark: Text
    words: str
    roots: frozenset[str]


class _Sought(NamedTuple):
    """A form of an answer, as a front may show it; `rank` is its place among all forms.

    `own` are the roots of its words that its question lacks, `telling` those of them that are no names and no dates;
    `asked` are the roots by which its question tells its matter, names counted only where the answer is a name; then
    `names` are those with a capital.
    """

    fact: Fact
    rank: int
    form: str
    own: frozenset[str]
    telling: frozenset[str]
    asked: frozenset[str]
    names: frozenset[str]


def told_by_nothing(kb: KnowledgeBase) -> Iterator[LibraryFinding]:
    """Words under 'told_by' stand in the question, sentence or an option of another fact, one after another.

    Elsewhere they keep nothing apart. Write them as they stand there, name the other fact (`{fact: ID}`), or delete
    them.

    Passes:

        - {id: a.bread, what: bread, ask: What did the baker bring?, evidence: {wire: the talks will go on}}
        - {id: a.job, what: baking, ask: What did she do?, told_by: [the baker], evidence: {wire: the talks will go on}}

    Fails:

        - {id: a.bread, what: bread, ask: What did the baker bring?, evidence: {wire: the talks will go on}}
        - {id: a.job, what: baking, ask: What did she do?, told_by: [a baker], evidence: {wire: the talks will go on}}
    """
    if not kb.documents.is_whole or kb.documents.incomplete:
        return  # what shows the words may be a fact that could not be read
    spaced = kb.language.spaced
    shown = {
        fact.id: spaced(" | ".join((*_texts(fact), *map(kb.text, kb.wrong(fact)))))
        for fact in kb.facts.values()
        if fact.retired is None
    }
    everything = "".join(shown.values())
    for fact in kb.facts.values():
        for words in (one for one in fact.told_by if not isinstance(one, Ref)):
            form = spaced(words)
            if everything.count(form) == shown.get(fact.id, "").count(form):
                message = f"no other fact shows '{words}'; write the words as they stand there, or delete them"
                yield LibraryFinding(fact.path, words, message, str(fact.id))


def _texts(fact: Fact) -> Iterator[str]:
    return (str(text) for text in (fact.ask, fact.says, fact.reverse, fact.label) if text is not None)


def front_answers_other(kb: KnowledgeBase) -> Iterator[LibraryFinding]:
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
    if not kb.documents.is_whole:
        return  # nobody knows which words belong to names
    for topic in kb.topics.values():
        # What a word of another language means is often like it, and no other words will do.
        facts = [fact for fact in topic.facts if fact.retired is None and not is_translated(kb, fact)]
        facts = [fact for fact in facts if kb.facts.get(fact.id) is fact]
        read = reading(kb, facts[0]) if facts else kb
        fronts = [front for fact in facts for front in _fronts(read, fact)]
        shown = _shown(read, facts, fronts)
        told: set[tuple[str, str]] = set()
        for place, front in enumerate(fronts):
            fact = front.fact
            for sought in sorted(shown.get(place, ()), key=lambda one: (one.fact.id, one.rank)):
                pair = (str(fact.id), str(sought.fact.id))
                if pair not in told and not _are_parted(kb, fact, sought):
                    told.add(pair)
                    message = (
                        f"this answers '{sought.fact.id}' with '{sought.form}'; "
                        "say it in other words, or give both facts the same 'matter'"
                    )
                    yield LibraryFinding(fact.path, front.mark, message, str(fact.id))


def _fronts(kb: KnowledgeBase, fact: Fact) -> Iterator[_Front]:
    """Yield the fronts of a fact, its question first."""
    asked = (fact.ask, fact.ask_short, fact.reverse)
    for mark, text in (*((one, one) for one in asked), (fact.says, kb.around_gap(fact))):
        if mark is not None:
            words = text or ""
            yield _Front(fact, mark, words, kb.language.roots(words))


def _sought(kb: KnowledgeBase, fact: Fact, question: frozenset[str]) -> Iterator[_Sought]:
    """Yield what is sought by a fact, the roots of whose question are given."""
    if fact.kind is Kind.WHEN:
        return
    roots, about = kb.language.roots, question - kb.common_roots
    for rank, form in enumerate(kb.accepted(fact)):
        words = roots(form)
        own = words - question
        if not own:
            continue
        telling = own - kb.name_roots - kb.common_roots
        asked = about - words
        names = frozenset() if telling else asked & roots(" ".join(_CAPITAL.findall(fact.ask)))
        yield _Sought(fact, rank, form, own, telling, asked - kb.name_roots if telling else asked, names)


def _shown(kb: KnowledgeBase, facts: Iterable[Fact], fronts: Sequence[_Front]) -> dict[int, list[_Sought]]:
    """Return what is sought by facts and answered by the front of another, by the place of that front among all."""
    showing: dict[str, set[int]] = defaultdict(set)
    for place, front in enumerate(fronts):
        for root in front.roots:
            showing[root].add(place)
    shown: dict[int, list[_Sought]] = defaultdict(list)
    questions = {front.fact.id: front.roots for front in fronts if front.mark is front.fact.ask}
    for fact in facts:
        for sought in _sought(kb, fact, questions[fact.id]):
            places = set.intersection(*sorted((showing.get(root, set()) for root in sought.own), key=len))
            if sought.names:  # else it tells another thing of the same sort
                places &= set().union(*(showing.get(root, ()) for root in sought.names))
            for place in places:
                if fronts[place].fact is not fact and _answers(kb, fronts[place], sought):
                    shown[place].append(sought)
    return shown


def _answers(kb: KnowledgeBase, front: _Front, sought: _Sought) -> bool:
    """Say whether a front that holds the words of an answer shows that it is the answer to the other question."""
    if sought.telling and len(sought.telling) >= _SCATTERED:
        return True
    if sought.telling and len(sought.own) >= _VERBATIM:
        return kb.language.contains(front.words, sought.form)
    shared = len(sought.asked & front.roots)
    enough = _ENOUGH_FOR_NAMES if sought.fact.kind.is_entity else _ENOUGH
    return shared >= max(1, enough * len(sought.asked)) and kb.language.contains(front.words, sought.form)


def _are_parted(kb: KnowledgeBase, fact: Fact, sought: _Sought) -> bool:
    """Say whether nobody minds: the two facts are of one matter, or in no deck together, or have one answer.

    A question in reverse cannot but show an answer that is another fact's, too.
    """
    other = sought.fact
    if other.id in kb.same_matter(fact) or sought.form in kb.accepted(fact):
        return True
    decks = [{recipe.id for recipe in kb.decks_of[one.id]} for one in (fact, other)]
    return bool(kb.decks_of) and decks[0].isdisjoint(decks[1])
