"""The rule that the answer does not stand in what is shown before it, and what it takes to see that in its context."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.checking.secret import Name, Person, Phrase, Secret
from quizgen.checking.secret_day import Day
from quizgen.domain.answer import ClockTime, PartialDate, Quantity
from quizgen.domain.fact import Kind
from quizgen.domain.library import Sort
from quizgen.domain.markup import prose
from quizgen.domain.problem import Finding
from quizgen.domain.term_words import telling_words
from quizgen.domain.text import Ref
from quizgen.domain.tongue import is_translated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.domain.answer import Answer
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.text import Text


class _Shown(NamedTuple):
    """A text that a learner sees before the answer: its name in a message, its words, and the mark to point at."""

    name: str
    text: str
    mark: Text


def answer_leaks(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """The answer does not stand in what is shown before it: question, sentence or heading.

    Neither the answer nor any other accepted form may stand there; of a person's name, no word; of a phrase, less than
    half of the words that tell it from others. Those do not that stand in the title of the topic or the name of the
    library ("cell wall" in "Cell biology"), behind "which" ("Which ocean ...?"), in every wrong option, or in the name
    of an entity; nor does what kind of thing it is ("angle" of a right angle), or of what it is a part. A title may not
    hold the whole answer; code of several lines may: what it holds is to be understood. In a question a word of one
    root tells too ("digests" of digestion, "Danish" of Denmark), so do both parts of a word ("sun" and "flower"),
    initials ("UN") and their words, and a year cut short or in words ("'69"). Ask in other words, or shorten the answer
    to what the question does not say.

    Passes:

        - id: meeting.host
          who: jane-doe
          ask: Who received the delegations?
          evidence: {wire: was received by the chair}

    Fails:

        - id: meeting.host
          who: jane-doe
          ask: When Doe received the delegations, who was the host?
          evidence: {wire: was received by the chair}
    """
    if fact.claim is not None:
        return  # "True or false?" is asked, and one of the two is right
    if is_translated(kb, fact):
        return  # 'la table' is French for 'table': many words are alike, and no other words will do
    title = str(kb.topics[fact.topic].title)
    asked = _meaning(fact) if fact.kind is Kind.TERM else str(fact.ask)
    shown = [_Shown("the question", asked, fact.ask)]
    if fact.kind is not Kind.TERM:
        shown.append(_Shown("the rest of the sentence", kb.around_gap(fact), fact.says or fact.ask))
    heading = _Shown(_HEADING, title, fact.id)
    yield from _first_leak(_secret(kb, fact), [*shown, heading])
    helping = {"the hint": fact.hint, "what the picture shows": fact.picture.alt if fact.picture else None}
    for name, help_ in helping.items():
        if help_ is not None:
            yield from _first_leak(_secret(kb, fact), [_Shown(name, str(help_), help_)])
    if fact.reverse is not None:
        asked = str(fact.reverse)
        term = kb.text(fact.answer) if fact.kind is Kind.TERM else asked
        text = term if term in asked else asked
        shown = [_Shown("the question", text, fact.reverse)]
        if fact.kind is not Kind.TERM:
            shown.append(_Shown(_HEADING, title, fact.reverse))
        yield from _first_leak(_reverse_secret(kb, fact), shown)


_HEADING = "the topic's title"


def _meaning(fact: Fact) -> str:
    """Return what a term means, where its question says it; the words in which a topic asks all its terms tell none."""
    return str(next((text for text in fact.means if text in fact.ask), fact.ask))


def _first_leak(secret: Secret, shown: Iterable[_Shown]) -> Iterator[Finding]:
    """Yield a finding on the first text that gives the secret away, if any does."""
    for name, text, mark in shown:
        words = secret.leak(prose(text), is_heading=name == _HEADING)
        if words:
            yield Finding(mark, f"{name} gives the answer away with '{words}'; say it in other words")
            return


def _secret(kb: KnowledgeBase, fact: Fact) -> Secret:
    """Return what may not stand in front of a fact's answer."""
    answer, forms = fact.answer, kb.accepted(fact)
    if isinstance(answer, PartialDate):
        return Day(kb.language, forms, answer)
    # A unit may stand in the question; and where names could not be read, nobody knows which words belong to them.
    if isinstance(answer, (Quantity, ClockTime)) or not kb.documents.is_whole:
        return Secret(kb.language, (*forms, *_in_other_units(kb, answer)))
    if isinstance(answer, Ref):
        entity = kb.entities.get(answer)
        forms = (*forms, *map(str, entity.in_roles if entity else ()))  # 'Russian' tells of Russia
        return (Person if _is_person(kb, answer) else Name)(kb.language, forms, kb.forms(answer))
    context = _context(kb, fact) | _shared_by_options(kb, fact)
    return Phrase(kb.language, forms, kb.forms(answer), context)


def _in_other_units(kb: KnowledgeBase, answer: Answer) -> Iterator[str]:
    """Yield a quantity with each name of its unit, apart and in one: '100 m' and '100m' for '100 metres'."""
    if isinstance(answer, Quantity) and answer.unit:
        number = str(answer).removesuffix(answer.unit).strip()
        names = next((names.split() for names in kb.language.units if answer.unit in names.split()), ())
        yield from (f"{number}{space}{name}" for name in names for space in ("", " "))


def _reverse_secret(kb: KnowledgeBase, fact: Fact) -> Secret:
    """Return what may not stand in front of the answer to a fact's question in reverse."""
    forms = kb.subject_forms(fact)
    if not kb.documents.is_whole:
        return Secret(kb.language, forms)
    if fact.by is not None:
        return (Person if _is_person(kb, fact.by) else Name)(kb.language, forms, forms)
    return Phrase(kb.language, forms, forms, _context(kb, fact))


def _is_person(kb: KnowledgeBase, ref: Ref) -> bool:
    entity = kb.entities.get(str(ref))
    return entity is not None and entity.sort is Sort.PERSON


def _context(kb: KnowledgeBase, fact: Fact) -> frozenset[str]:
    """Return the words that tell nothing as they stand over all facts of a topic, or in names."""
    name = kb.documents.info.name if kb.documents.info is not None else ""
    return telling_words(kb.language, f"{kb.topics[fact.topic].title} {name}") | kb.name_words


def _shared_by_options(kb: KnowledgeBase, fact: Fact) -> frozenset[str]:
    """Return the words that tell nothing as others have them: all wrong options, or a term beside this one."""
    words = [telling_words(kb.language, kb.text(option)) for option in kb.wrong(fact)]
    shared = frozenset.intersection(*words) if len(words) > 1 else frozenset[str]()
    if fact.kind is not Kind.TERM:
        return shared
    own, counts = telling_words(kb.language, kb.text(fact.answer)), kb.words_of_terms[fact.topic]
    forms = (telling_words(kb.language, form) for form in kb.forms(fact.answer))
    return shared | {word for words in forms for word in words if counts[word] > (word in own)}
