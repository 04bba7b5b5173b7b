"""Whether reading one question answers another: the words that each shows, and the answers that each seeks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.question import Match, Order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question

#: No words.
_NOTHING: frozenset[str] = frozenset()
#: A text with an answer in it gives the answer away if it shares this many words with the question.
_SHARED = 2
#: A phrase is recognised by this share of its words.
_MOST = 0.6


class SoughtAnswer(NamedTuple):
    """A right answer to a question, as another question may show it.

    `form` is the answer in plain words, `length` the number of them that have meaning, and `asked` are the words of
    its question. Of a phrase, `words` are those that don't stand in the question, and `telling` those of them that
    are no names.
    """

    form: str
    length: int
    asked: frozenset[str]
    words: frozenset[str]
    telling: frozenset[str]
    topic: str
    is_name: bool


class Exposure(NamedTuple):
    """A question with the words that it shows and the answers that it seeks.

    `text` is all of it in plain words, but for the options of a choice: one among several says nothing. `items` are
    the events or claims that it lists, `words` all its words with meaning, `about` those that tell its matter from
    others.
    `facts` are the ids of its facts, and of all others of the same matter.
    """

    question: Question
    text: str
    items: str
    words: frozenset[str]
    about: frozenset[str]
    topics: frozenset[str]
    facts: frozenset[str]
    answers: tuple[SoughtAnswer, ...]


def expose(kb: KnowledgeBase, question: Question) -> Exposure:
    """Return the words that a question shows and the answers that it seeks. Words are compared by their roots."""
    shape, language = question.shape, kb.language
    items = " ".join(row.text for row in shape.rows) if isinstance(shape, (Order, Match)) else ""
    names = " ".join(shape.names) if isinstance(shape, Match) else ""
    stem = f"{shape.prompt} {items}"
    return Exposure(
        question,
        text=language.spaced(f"{stem} {names}"),
        items=language.spaced(items),
        words=language.roots(stem),
        about=language.roots(stem) - kb.common_roots,
        topics=frozenset(fact.topic for fact in question.facts),
        facts=frozenset().union(*map(kb.same_matter, question.facts)),
        answers=tuple(answer for fact in question.facts for answer in _sought_answers(kb, question, fact)),
    )


def gives_away(shown: Exposure, other: Exposure) -> bool:
    """Say whether reading the question `shown` answers the `other`: an answer stands in it, in the same matter.

    The matter is the same if both questions share words, or if an answer of several words, such as a date or a full
    name, stands in a question of the same topic, or a name in a list of events or claims. A phrase is given away if
    most of its words stand there, in whatever form.
    """
    return any(_tells(shown, answer) for answer in other.answers)


def stand_together(first: Exposure, second: Exposure) -> bool:
    """Say whether two questions can stand on the same sheet, where both lie open at once: no matter is in both."""
    return first.facts.isdisjoint(second.facts) and not gives_away(first, second) and not gives_away(second, first)


def _tells(shown: Exposure, answer: SoughtAnswer) -> bool:
    if not answer.telling.isdisjoint(shown.words):
        enough = max(_SHARED, _MOST * len(answer.words))
        if len(answer.words & shown.words) >= enough:
            return True
    if answer.form not in shown.text:
        return False
    if answer.is_name and answer.form in shown.items:
        return True
    return (answer.length > 1 and answer.topic in shown.topics) or len(answer.asked & shown.about) >= _SHARED


def _sought_answers(kb: KnowledgeBase, question: Question, fact: Fact) -> Iterator[SoughtAnswer]:
    if question.asks_subject:
        asked, forms = str(fact.reverse), kb.subject_forms(fact)
    else:
        asked, forms = str(fact.label if isinstance(question.shape, Order) else fact.ask), kb.accepted(fact)
    spaced, roots = kb.language.spaced, kb.language.roots
    is_phrase = fact.kind.is_phrase and not question.asks_subject
    for form in forms:
        all_words = roots(form)
        words = all_words - roots(asked) if is_phrase else _NOTHING
        if all_words:
            yield SoughtAnswer(
                form=spaced(form),
                length=len(all_words),
                asked=roots(asked) - all_words - kb.common_roots,
                words=words,
                telling=words - kb.name_roots,
                topic=fact.topic,
                is_name=fact.kind.is_entity,
            )
