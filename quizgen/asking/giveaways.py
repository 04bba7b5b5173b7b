"""Whether reading one question answers another: what each shows, and what each wants to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.library import Way
from quizgen.domain.question import Choice, Match, Order
from quizgen.domain.words import content_words, normal, roots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question

#: A text that holds an answer gives it away if it shares this many words with the question.
_SHARED = 2
#: A phrase is known by this share of its words.
_MOST = 0.6


class Wanted(NamedTuple):
    """A right answer to a question, as others may show it.

    `form` is the answer in plain words, `words` are those with meaning, `asked` those of its question besides. Of a
    phrase, `roots` are those of its words that stand neither in its question nor in a name.
    """

    form: str
    words: frozenset[str]
    asked: frozenset[str]
    roots: frozenset[str]
    topic: str
    is_name: bool


class Exposure(NamedTuple):
    """A question with what it shows and what it wants to know.

    `text` is what it says in plain words, `words` are those with meaning; `roots` are of the options, too. `is_list`
    says that it lists events or claims.
    """

    question: Question
    text: str
    words: frozenset[str]
    roots: frozenset[str]
    topics: frozenset[str]
    is_list: bool
    facts: frozenset[str]
    wanted: tuple[Wanted, ...]


def expose(kb: KnowledgeBase, question: Question) -> Exposure:
    """Return what a question shows and wants to know."""
    shape = question.shape
    items = shape.items if isinstance(shape, (Order, Match)) else ()
    options = [option.text for option in shape.options] if isinstance(shape, Choice) else []
    shown = " ".join((shape.prompt, *items))
    return Exposure(
        question,
        text=_plain(shown),
        words=content_words(shown),
        roots=roots(" ".join((shown, *options))),
        topics=frozenset(fact.topic for fact in question.facts),
        is_list=bool(items),
        facts=frozenset(map(str, (fact.id for fact in question.facts))),
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
    least = max(_SHARED, _MOST * len(answer.roots))
    if len(answer.roots) >= least and len(answer.roots & one.roots) >= least:
        return True
    if answer.form not in one.text:
        return False
    if answer.is_name and one.is_list:
        return True
    return (len(answer.words) > 1 and answer.topic in one.topics) or len(answer.asked & one.words) >= _SHARED


def _wanted(kb: KnowledgeBase, question: Question, fact: Fact) -> Iterator[Wanted]:
    if question.way in (Way.REVERSE, Way.MATCH):
        asked, forms = str(fact.reverse), kb.subject_forms(fact)
    else:
        asked, forms = str(fact.label if question.way is Way.ORDER else fact.ask), kb.accepted(fact)
    for form in forms:
        own = content_words(form)
        left = roots(form) - roots(asked) - kb.name_roots if fact.kind.is_phrase else frozenset()
        if normal(form):
            asks = content_words(asked) - own
            yield Wanted(_plain(form), own, asks, left, fact.topic, fact.kind.is_entity)


def _plain(text: str) -> str:
    """Return the words of a text between spaces, so that one text is found in another only as whole words."""
    return f" {normal(text)} "
