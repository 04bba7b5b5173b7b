"""Whether reading one question answers another: what each shows, and what each wants to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.question import Choice, Match, Order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question

#: No words.
_NOTHING: frozenset[str] = frozenset()
#: A text that holds an answer gives it away if it shares this many words with the question.
_SHARED = 2
#: A phrase is known by this share of its words.
_MOST = 0.6


class Wanted(NamedTuple):
    """A right answer to a question, as others may show it.

    `form` is the answer in plain words, of so many with meaning as `length` says; `asked` are the words of its
    question. Of a phrase, `words` are those that don't stand there, and `own` those of them that are no names.
    """

    form: str
    length: int
    asked: frozenset[str]
    words: frozenset[str]
    own: frozenset[str]
    topic: str
    is_name: bool


class Exposure(NamedTuple):
    """A question with what it shows and what it wants to know.

    `text` is all that it says in plain words, but for the options of a choice, and `items` the events or claims that
    it lists. `words` are all words with meaning, options included; `about` those that tell its matter from others.
    """

    question: Question
    text: str
    items: str
    words: frozenset[str]
    about: frozenset[str]
    topics: frozenset[str]
    facts: frozenset[str]
    wanted: tuple[Wanted, ...]


def expose(kb: KnowledgeBase, question: Question) -> Exposure:
    """Return what a question shows and wants to know. Words are compared by their roots."""
    shape, language = question.shape, kb.language
    items = " ".join(row.text for row in shape.rows) if isinstance(shape, (Order, Match)) else ""
    names = " ".join(shape.names) if isinstance(shape, Match) else ""
    options = " ".join(option.text for option in shape.options) if isinstance(shape, Choice) else ""
    told = f"{shape.prompt} {items}"
    return Exposure(
        question,
        text=language.spaced(f"{told} {names}"),
        items=language.spaced(items),
        words=language.roots(f"{told} {options}"),
        about=language.roots(told) - kb.common_roots,
        topics=frozenset(fact.topic for fact in question.facts),
        facts=frozenset(str(fact.id) for fact in question.facts),
        wanted=tuple(one for fact in question.facts for one in _wanted(kb, question, fact)),
    )


def gives_away(one: Exposure, other: Exposure) -> bool:
    """Say whether reading `one` answers `other`: an answer stands in it, and it speaks of the same matter.

    It does where it shares words with the question, or where an answer of several words, such as a date or a full name,
    stands in a question of the same topic, or a name in a list of events or claims. Of a phrase it is enough that most
    of its words stand there, in whatever form and be it among the options.
    """
    return any(_tells(one, answer) for answer in other.wanted)


def stand_together(one: Exposure, other: Exposure) -> bool:
    """Say whether two questions can stand on one sheet, where both lie open at once."""
    return one.facts.isdisjoint(other.facts) and not gives_away(one, other) and not gives_away(other, one)


def _tells(one: Exposure, answer: Wanted) -> bool:
    if not answer.own.isdisjoint(one.words) and len(answer.words & one.words) >= max(
        _SHARED, _MOST * len(answer.words)
    ):
        return True
    if answer.form not in one.text:
        return False
    if answer.is_name and answer.form in one.items:
        return True
    return (answer.length > 1 and answer.topic in one.topics) or len(answer.asked & one.about) >= _SHARED


def _wanted(kb: KnowledgeBase, question: Question, fact: Fact) -> Iterator[Wanted]:
    if question.asks_subject:
        asked, forms = str(fact.reverse), kb.subject_forms(fact)
    else:
        asked, forms = str(fact.label if isinstance(question.shape, Order) else fact.ask), kb.accepted(fact)
    spaced, roots = kb.language.spaced, kb.language.roots
    is_phrase = fact.kind.is_phrase and not question.asks_subject
    for form in forms:
        own = roots(form)
        left = own - roots(asked) if is_phrase else _NOTHING
        asks = roots(asked) - own - kb.common_roots
        if own:
            yield Wanted(
                spaced(form), len(own), asks, left, left - kb.name_roots, fact.topic, is_name=fact.kind.is_entity
            )
