"""Whether reading one question answers another: the words that each shows, and the answers that each seeks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.answer import Quantity
from quizgen.domain.fact import Kind
from quizgen.domain.markup import prose
from quizgen.domain.question import Choice, Match, Order
from quizgen.domain.text import Ref

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question

#: No words.
_NOTHING: frozenset[str] = frozenset()
#: A text with an answer in it gives the answer away if it shares this many words with the question.
_SHARED = 2
#: So many options may be the same in two choices.
_SAME_OPTIONS = 2
#: A phrase is recognised by this share of its words.
_MOST = 0.6


class SoughtAnswer(NamedTuple):
    """A right answer to a question, as another question may show it.

    `form` is the answer in plain words, `length` the number of them that have meaning, and `asked` are the words of
    its question that tell its matter from others. Of a phrase or a number, `words` are those that don't stand in the
    question, and `names` the entities that each name in it can mean; `telling` are the words that give it away in any
    matter. A `post` is told wherever it stands beside the name of the person who holds it.
    """

    form: str
    length: int
    asked: frozenset[str]
    topic: str
    is_name: bool = False
    words: frozenset[str] = _NOTHING
    telling: frozenset[str] = _NOTHING
    names: tuple[frozenset[str], ...] = ()
    post: bool = False
    shared: int = _SHARED


class Exposure(NamedTuple):
    """A question with its id, the words that it shows and the answers that it seeks.

    `text` is all of it in plain words, but for the options of a choice: one among several says nothing. `items` are
    the events or claims that it lists, `words` all its words with meaning, `about` those that tell its matter from
    others, and `names` the ids of the entities that it names. `facts` are the ids of its facts, and of all others of
    the same matter. `told_by` are plain words, `told_by_facts` the ids of other facts, that tell an answer sought, as
    the curator says. `options` are those of a choice, as somebody wrote them.
    """

    question: Question
    id: str
    text: str
    items: str
    words: frozenset[str]
    about: frozenset[str]
    names: frozenset[str]
    topics: frozenset[str]
    facts: frozenset[str]
    told_by: tuple[str, ...]
    told_by_facts: frozenset[str]
    options: frozenset[str]
    answers: tuple[SoughtAnswer, ...]


def expose(kb: KnowledgeBase, question: Question) -> Exposure:
    """Return the words that a question shows and the answers that it seeks. Words are compared by their roots.

    Code of several lines is left out: its words are those of every program.
    """
    shape, language = question.shape, kb.language
    items = " ".join(row.text for row in shape.rows) if isinstance(shape, (Order, Match)) else ""
    stem = f"{prose(shape.prompt)} {items}"
    text = " ".join((stem, *shape.names)) if isinstance(shape, Match) else stem
    roots = language.roots(stem)
    return Exposure(
        question,
        question.id,
        text=language.spaced(text),
        items=language.spaced(items),
        words=roots,
        about=roots - kb.common_roots,
        names=kb.named(text).ids,
        topics=frozenset(fact.topic for fact in question.facts),
        facts=frozenset().union(*map(kb.same_matter, question.facts)),
        told_by=tuple(
            language.spaced(words)
            for fact in question.facts
            if _seeks_answer(question, fact)
            for words in fact.told_by
            if not isinstance(words, Ref)
        ),
        told_by_facts=frozenset(
            str(ref)
            for fact in question.facts
            if question.asks_subject or _seeks_answer(question, fact)
            for ref in fact.told_by
            if isinstance(ref, Ref)
        ),
        options=_options(question),
        answers=tuple(answer for fact in question.facts for answer in _sought_answers(kb, question, fact)),
    )


def _options(question: Question) -> frozenset[str]:
    """Return the options of a choice that a curator wrote: the terms of a topic are one another's options anyway.

    On a map no option is named.
    """
    shape = question.shape
    if isinstance(shape, Choice) and shape.statement is None and not shape.spots and question.fact.wrong:
        return frozenset(option.text for option in shape.options)
    return _NOTHING


def _seeks_answer(question: Question, fact: Fact) -> bool:
    """Say whether a question seeks a fact's answer: not who claims it, nor the day of a statement."""
    return not question.asks_subject and (fact.kind is Kind.WHEN or not isinstance(question.shape, Order))


def gives_away(shown: Exposure, other: Exposure) -> bool:
    """Say whether reading the question `shown` answers the `other`: an answer stands in it, in the same matter.

    A phrase is given away in any matter if most of it stands there, in whatever form: names by any of their aliases,
    numbers in words or digits. Any other answer has to stand there whole, and in the same matter: both questions share
    words, or it has several words, such as a date or a full name, and both are of one topic, or it is a name in a list
    of events or claims. Which other words tell it, or which other facts in whatever words, is for the curator to say.
    """
    return (
        any(words in shown.text for words in other.told_by)
        or not other.told_by_facts.isdisjoint(fact.id for fact in shown.question.facts)
        or any(_tells(shown, answer) for answer in other.answers)
    )


def stand_together(first: Exposure, second: Exposure) -> bool:
    """Say whether two questions can stand on the same sheet, where both lie open at once.

    No matter is in both, neither gives away the other, they do not seek one answer in other words, and they are not
    choices among the same options, where what is right in the one is struck out in the other.
    """
    return (
        first.facts.isdisjoint(second.facts)
        and len(first.options & second.options) <= _SAME_OPTIONS
        and not _are_alike(first, second)
        and not gives_away(first, second)
        and not gives_away(second, first)
    )


def _are_alike(first: Exposure, second: Exposure) -> bool:
    """Say whether the answer to one question is a right answer to the other, but for words that tell little."""
    return any(
        mine.telling and theirs.telling and (mine.telling <= theirs.telling or theirs.telling <= mine.telling)
        for mine in first.answers[:1]  # a word such as 'for' tells nothing, and is left out
        for theirs in second.answers
    )


def _tells(shown: Exposure, answer: SoughtAnswer) -> bool:
    words = answer.words & shown.words
    if not words and (answer.words or not answer.names) and answer.form not in shown.text:
        return False  # most pairs end here
    there = len(words) + sum(not name.isdisjoint(shown.names) for name in answer.names)
    whole = len(answer.words) + len(answer.names)
    if answer.post:
        return not answer.names[0].isdisjoint(shown.names) and 2 * there > whole
    if there >= max(_SHARED, _MOST * whole) and not words.isdisjoint(answer.telling):
        return True
    stands = answer.form in shown.text
    if stands and (
        (answer.is_name and answer.form in shown.items) or (answer.length > 1 and answer.topic in shown.topics)
    ):
        return True
    # A single word may look like another by its root.
    stands = stands or there == whole > 1 or (there == whole == 1 and not answer.telling)
    return stands and len(answer.asked & shown.about) >= answer.shared


def _sought_answers(kb: KnowledgeBase, question: Question, fact: Fact) -> Iterator[SoughtAnswer]:
    asked, forms = _asked(kb, question, fact)
    roots = kb.language.roots
    asked_roots, asked_names = roots(asked), kb.named(asked).ids
    telling_matter = asked_roots - kb.common_roots
    holder = kb.holder_of_post(fact)
    for form in forms:
        if not (all_words := roots(prose(form))):
            continue
        sought = SoughtAnswer(
            form=kb.language.spaced(form),
            length=len(all_words),
            asked=telling_matter - all_words,
            topic=fact.topic,
            is_name=fact.kind.is_entity,
            shared=1 if isinstance(question.shape, Order) else _SHARED,  # a label has few words
        )
        if holder is not None:
            yield sought._replace(
                words=roots(kb.named(str(fact.answer)).others), names=(frozenset((holder,)),), post=True
            )
        elif question.asks_subject or not (fact.kind.is_phrase or isinstance(fact.answer, Quantity)):
            yield sought
        else:
            names = kb.named(form)
            words = roots(names.others) - asked_roots
            yield sought._replace(
                words=words,
                telling=words - kb.common_roots - kb.subject_roots if fact.kind.is_phrase else _NOTHING,
                names=tuple(name for name in names.each if name.isdisjoint(asked_names)),
            )


def _asked(kb: KnowledgeBase, question: Question, fact: Fact) -> tuple[str, tuple[str, ...]]:
    """Return in which words a question asks for a fact, and what is right there."""
    if isinstance(question.shape, Order) and not fact.items:
        return str(fact.label), kb.forms(fact.date) if fact.date is not None else ()
    if question.asks_subject:
        return str(fact.reverse), kb.subject_forms(fact)
    return prose(fact.ask), kb.accepted(fact)
