"""The rule that the answer does not stand in what is shown before it, and what it takes to see that in its context."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.answer import ClockTime, PartialDate, Quantity
from quizgen.domain.fact import Kind
from quizgen.domain.library import Sort
from quizgen.domain.markup import prose
from quizgen.domain.problem import Finding
from quizgen.domain.term_words import telling_words
from quizgen.domain.text import Ref
from quizgen.domain.tongue import is_translated
from quizgen.language.foreign import ALL_ARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.text import Text
    from quizgen.language import Language

#: So many letters of a word stand at the beginning of another that is made of it, and the other goes on with so many;
#: with one less where the word is long.
_SHORTEST, _LONG, _SHORTEST_REST = 4, 6, 3
_PAIR = 2
_WORD = re.compile(r"[^\W_]+")
#: A word as it is written, with what is joined to it.
_WRITTEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


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
    of an entity. A title may not hold the whole answer. Code of several lines may: what it holds is to be understood.
    Ask in other words, or shorten the answer to what the question does not say.

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


def _first_leak(secret: _Secret, shown: Iterable[_Shown]) -> Iterator[Finding]:
    """Yield a finding on the first text that gives the secret away, if any does."""
    for name, text, mark in shown:
        words = secret.leak(prose(text), is_heading=name == _HEADING)
        if words:
            yield Finding(mark, f"{name} gives the answer away with '{words}'; say it in other words")
            return


def _secret(kb: KnowledgeBase, fact: Fact) -> _Secret:
    """Return what may not stand in front of a fact's answer."""
    answer, forms = fact.answer, kb.accepted(fact)
    if isinstance(answer, PartialDate):
        return _Day(kb.language, forms, _days(kb, answer))
    # A unit may stand in the question; and where names could not be read, nobody knows which words belong to them.
    if isinstance(answer, (Quantity, ClockTime)) or not kb.documents.is_whole:
        return _Secret(kb.language, forms)
    if isinstance(answer, Ref):
        entity = kb.entities.get(answer)
        forms = (*forms, *map(str, entity.in_roles if entity else ()))  # 'Russian' tells of Russia
        return _Name(kb.language, forms, kb.forms(answer), is_person=_is_person(kb, answer))
    context = _context(kb, fact) | _shared_by_options(kb, fact)
    return _Phrase(kb.language, forms, kb.forms(answer), context)


def _reverse_secret(kb: KnowledgeBase, fact: Fact) -> _Secret:
    """Return what may not stand in front of the answer to a fact's question in reverse."""
    forms = kb.subject_forms(fact)
    if not kb.documents.is_whole:
        return _Secret(kb.language, forms)
    if fact.by is not None:
        return _Name(kb.language, forms, forms, is_person=_is_person(kb, fact.by))
    return _Phrase(kb.language, forms, forms, _context(kb, fact))


def _is_person(kb: KnowledgeBase, ref: Ref) -> bool:
    entity = kb.entities.get(str(ref))
    return entity is not None and entity.sort is Sort.PERSON


def _days(kb: KnowledgeBase, date: PartialDate) -> tuple[str, ...]:
    """Return the day and month of a date without its year, in all forms: they tell the date in a question, too."""
    if date.day is None or date.month is None:
        return ()
    return tuple(kb.language.day_forms(date.month, date.day))


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


class _Secret:
    """The answer to a question, none of whose forms may be shown."""

    def __init__(self, language: Language, forms: Iterable[str]) -> None:
        self.language = language
        self.forms = [(language.spaced(form), form) for form in forms]

    def leak(self, text: str, *, is_heading: bool = False) -> str | None:  # noqa: ARG002  only a phrase looks
        """Return the words of `text` that give the secret away, or None. A heading may hold some words of a phrase."""
        shown = self.language.spaced(text)
        return next((form for plain, form in self.forms if plain in shown and plain != "  "), None)


class _Day(_Secret):
    """A date, of which a day without its year tells enough; with another year it is another day."""

    def __init__(self, language: Language, forms: Iterable[str], days: Iterable[str]) -> None:
        super().__init__(language, forms)
        self.days = tuple(days)

    def leak(self, text: str, *, is_heading: bool = False) -> str | None:  # noqa: ARG002
        told = super().leak(text)
        if told is not None or not self.days:
            return told
        ordinal = rf"(\d)(?:{'|'.join(self.language.ordinal_suffixes)})\b"
        words = [word for word in self.language.words(re.sub(ordinal, r"\1", text)) if word not in self._fillers]
        shown = f" {' '.join(words)} "
        return next((day for day in self.days if re.search(rf" {day.lower()} (?!\d{{4}} )", shown)), None)

    @property
    def _fillers(self) -> frozenset[str]:
        return self.language.date_fillers


class _Name(_Secret):
    """The name of a person, of which no word may be shown, or of another entity, from which no word may be made.

    A name is written with capitals: 'reading' does not tell of Reading. Nor does the month in a date tell of Ms May.
    """

    def __init__(self, language: Language, forms: Iterable[str], names: Iterable[str], *, is_person: bool) -> None:
        super().__init__(language, forms)
        names = tuple(names)
        particles = {*language.names.particles, *language.articles}
        self.words = {word for name in names if is_person for word in _capitals(name)} - particles
        self.capitals = {plain: _capitals(form) for plain, form in self.forms}
        self.origins = [] if is_person else [self._origin(language.spaced(name)) for name in names]

    def _origin(self, plain: str) -> str:
        """Return how a form begins whose last word goes on: 'new zealand' in 'New Zealanders'."""
        *others, last = plain.split() or [""]
        origin = self.language.singular(last)
        return " ".join(("", *others, origin)) if len(origin) >= _SHORTEST else ""

    def leak(self, text: str, *, is_heading: bool = False) -> str | None:  # noqa: ARG002
        text = self._without_dates(text)
        capitals, shown = _capitals(text), self.language.spaced(text)
        told = [form for plain, form in self.forms if plain in shown and self.capitals[plain] <= capitals]
        found = (re.search(rf"{origin}\w+ ", shown) for origin in self.origins if origin)
        made = [match.group() for match in found if match]
        return ", ".join(told[:1] or sorted(self.words & capitals) or made[:1]).strip() or None

    def _without_dates(self, text: str) -> str:
        month = f"(?:{'|'.join(self.language.months)})"
        suffixes = "|".join(self.language.ordinal_suffixes)
        return re.sub(rf"\b\d+(?:{suffixes})? (?:of )?{month}\b|\b{month},? \d+", "", text)


def _capitals(text: str) -> set[str]:
    """Return the words of a text that begin with a capital, in small letters."""
    return {word.lower() for word in _WORD.findall(text) if word[0].isupper()}


class _Phrase(_Secret):
    """A phrase, of which less than half of the words may be shown that are in no `context`."""

    def __init__(self, language: Language, forms: Iterable[str], names: Iterable[str], context: frozenset[str]) -> None:
        super().__init__(language, forms)
        self.context = context
        self.words = [(name, words) for name in names if (words := telling_words(language, _without_article(name)))]

    def leak(self, text: str, *, is_heading: bool = False) -> str | None:
        told = super().leak(text)
        if told is not None:
            return told
        shown, idle = telling_words(self.language, text), self.context | self._asked_for(text)
        for name, words in self.words:
            telling = frozenset() if is_heading else words - idle
            if len(telling) == _PAIR and (first := self._modifier(name, text)) is not None:
                telling -= {first}
            if (words <= shown and not words <= self.context) or (telling and len(telling & shown) * 2 >= len(telling)):
                return self._as_written((telling or words) & shown, text)
            if len(words) == 1 and (kin := self._kin(name, text)) is not None:
                return kin
        return None

    def _modifier(self, name: str, text: str) -> str | None:
        """Return the stem of the first of two words of an answer, where in a text it says something of another thing.

        Neither the city's mayor nor a city map tells of a city hall. A name with a capital does.
        """
        pairs = pairwise(_WRITTEN.findall(_without_article(name)))
        first = next((word for word, other in pairs if self._stems(word) and self._stems(other)), "")
        behind = rf"\b{re.escape(first)}(?:['’]s)? ([^\W\d_]+)"
        others = re.findall(behind, text, re.IGNORECASE) if first.islower() else []
        return next(iter(self._stems(first))) if any(map(self._stems, others)) else None

    def _stems(self, text: str) -> frozenset[str]:
        return telling_words(self.language, text)

    def _as_written(self, told: frozenset[str], text: str) -> str:
        """Return the words of a text that are meant by those told, in their order there."""
        written = dict.fromkeys(_WRITTEN.findall(text))
        return ", ".join(word for word in written if not told.isdisjoint(telling_words(self.language, word)))

    def _asked_for(self, text: str) -> frozenset[str]:
        """Return the words that say what is asked for: 'ocean' in 'Which ocean ...?'."""
        behind = re.findall(rf"(?i:{self.language.questions.asking})(?: (?:much|many|kind of))? ([^\W\d]+)", text)
        return telling_words(self.language, " ".join(behind))

    def _kin(self, name: str, text: str) -> str | None:
        """Return the word of a text that is made of the only word of an answer, or of which that is made."""
        *_, answer = map(self.language.singular, self.language.words(name))
        for written in () if self.language.foreign else self.language.words(text):
            word = self.language.singular(written)
            short, long = sorted((answer, word), key=len)
            rest = len(long) - len(short)
            enough = _SHORTEST_REST if len(short) < _LONG else _SHORTEST_REST - 1  # 'bankrupt', 'bankruptcy'
            is_longer = len(short) >= _SHORTEST and rest >= enough and short not in self.language.stop_words
            if is_longer and (long.startswith(short) or (rest >= _SHORTEST and long.endswith(short))):
                return written
        return None


def _without_article(name: str) -> str:
    """Return an answer without the article of whatever language that it begins with."""
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in ALL_ARTICLES else name
