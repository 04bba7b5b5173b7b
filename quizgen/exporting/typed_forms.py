"""The typed answers that are right for a program that compares them letter by letter, all but capitals.

They are those of `FormWriter`, which leaves out what differs only in marks, accents and articles, with what people type
of these: a telephone writes another apostrophe, many write no accents, and 'the Council' is the Council. What nobody
types is left out.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from quizgen.domain.answer import PartialDate, Quantity
from quizgen.domain.library import Sort
from quizgen.domain.markup import plain
from quizgen.domain.text import Text
from quizgen.domain.tongue import read_for_answer
from quizgen.exporting.typed_dates import typed_dates
from quizgen.exporting.typed_quantities import typed_quantities
from quizgen.grading.formulas import is_formula
from quizgen.grading.grader import Grader
from quizgen.grading.other_answers import AnswerIndex
from quizgen.grading.written_forms import FormWriter
from quizgen.language import HOUR, Bound
from quizgen.language.characters import without_accents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Entity
    from quizgen.domain.question import Question

_DASHES = str.maketrans("‐‑–—", "----")
_STRAIGHT, _CURLY = str.maketrans("’", "'"), str.maketrans("'", "’")
#: Between two initials.
_INITIALS = re.compile(r"(?<=\b\w\.) (?=\w\.)")
_FIRST_INITIAL = re.compile(r"^([^\W\d])\. (?=\w{2})")
_INITIAL = re.compile(r"\b([^\W\d])\. ?")
#: The most words behind an article: what is longer is a clause.
_LONGEST_NOUN = 4
#: So many titles, the most common ones, are typed with a full stop and with the whole name, too.
_TITLES = 3
#: Letters of last names that are written otherwise in Latin letters.
_LETTERS = (("v", "w"), ("v$", "w"), ("ya", "ia"), ("yu", "iu"))


class TypedForms:
    """Lists the right answers to the questions of a knowledge base; it remembers what its grader does."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self._writer, self._grader, self._answers = FormWriter(kb), Grader(kb), AnswerIndex(kb)

    def of(self, question: Question) -> tuple[str, ...]:
        """Return the forms in which a typed answer is right, the printed one first; no two differ in capitals alone."""
        written = tuple(form for form in map(plain, self._writer.forms(question)) if self._is_typed(question, form))
        made = dict.fromkeys((*self._made(question, written), *self._with_article(question)))
        others = (one for form in (*written, *made) for one in _otherwise(form))
        listed: dict[str, str] = {}
        for form in dict.fromkeys((*written, *made, *others)):
            if form.lower() not in listed and self._grader.grade(question, form).fit.is_right:
                listed[form.lower()] = form
        return tuple(listed.values())

    def _is_typed(self, question: Question, form: str) -> bool:
        """Say whether people type a form: not 'Miss Lavrov', nor 'for 30' for a number of things."""
        language, answer = self.kb.language, question.asked_for
        first = form.partition(" ")[0].lower()
        if first in language.titles and first not in self._titles:
            return first in self._words_of_name(question)
        if isinstance(answer, Quantity) and answer.bound is Bound.NONE and first in language.quantity_fillers:
            unit = language.singular(answer.unit.lower())
            measure = next((one for names, one in language.units.items() if unit in names.split()), None)
            if first in language.decisive:  # 'all 30 countries'
                return measure is None and unit != ""
            return measure is not None and measure.dimension == HOUR.dimension
        return True

    def _words_of_name(self, question: Question) -> frozenset[str]:
        """Return the words, a title among them, with which the library names and describes who is asked for."""
        entity = self._entity(question)
        about = entity.about if entity is not None else None
        texts = (question.shape.answer, *question.shape.accepted, about or "")
        return frozenset(word for text in texts for word in self.kb.language.words(plain(text)))

    def _made(self, question: Question, listed: tuple[str, ...]) -> Iterator[str]:
        """Yield what people type for such an answer, of which the grader takes a part."""
        match question.asked_for:
            case PartialDate() as date:
                yield from typed_dates(self.kb.language, date)
            case Quantity() as quantity:
                yield from typed_quantities(self.kb.language, quantity, listed)
            case _ if (entity := self._entity(question)) is not None:
                if entity.sort is Sort.PERSON:
                    yield from self._names(entity)
                    yield from self._with_role(entity, listed)
                elif entity.sort is Sort.PLACE:
                    yield from self._cities(entity, listed)

    def _entity(self, question: Question) -> Entity | None:
        """Return who or what is asked for, if it is a name."""
        if question.asks_subject:
            return self._answers.subject(question.fact)
        return self.kb.entities.get(question.fact.answer) if isinstance(question.fact.answer, Text) else None

    def _cities(self, place: Entity, listed: tuple[str, ...]) -> Iterator[str]:
        """Yield what a city is called elsewhere, and its country in brackets."""
        for names in (names.split(", ") for names in self.kb.language.names.cities):
            if place.name in names:
                yield from names
        yield from (f"{name} ({where})" for name, comma, where in (form.partition(", ") for form in listed) if comma)

    @cached_property
    def _titles(self) -> tuple[str, ...]:
        """Return the titles that people write before any name."""
        return tuple(one for one in self.kb.language.titles if one not in self.kb.language.foreign_titles)[:_TITLES]

    def _names(self, person: Entity) -> Iterator[str]:
        """Yield a person's names with other spellings of the first one, and with the last one first."""
        for name in map(str, person.forms):
            first, _, last = name.rpartition(" ")
            yield from (f"{title.capitalize()}{dot} {name}" for title in self._titles for dot in ("", "."))
            lasts = dict.fromkeys((last, *(re.sub(written, other, last) for written, other in _LETTERS)))
            if not first:
                yield from lasts
                continue
            yield from (f"{last} {first}", f"{last} {first[0]}.", f"{last}, {first[0]}.", f"{first[0]}. {last}")
            for one, called in product(self._spellings(first), lasts):
                yield from (f"{one} {called}", f"{called}, {one}")

    def _spellings(self, first: str) -> Iterator[str]:
        """Yield first names as they stand, and with the other spellings of the first of them."""
        yield first
        given, *more = first.split()
        for known in (names.split() for names in self.kb.language.names.first_names):
            if without_accents(given.lower()) in known:
                yield from (" ".join((one.capitalize(), *more)) for one in known if one[0] == given[0].lower())

    def _with_role(self, person: Entity, listed: tuple[str, ...]) -> Iterator[str]:
        """Yield each of a person's names behind each role with which one of them is listed."""
        names = tuple(map(str, person.forms))
        ends = sorted((f" {name}" for name in names), key=len, reverse=True)
        whole = ((form, next(filter(form.endswith, ends), "")) for form in listed)
        behind = (form.removesuffix(end) for form, end in whole if end)
        roles = [role for role in dict.fromkeys(behind) if role.lower() not in self.kb.language.titles]
        first, _, last = person.name.rpartition(" ")
        spelt = [one for one in self._spellings(first) if one != first] if first else []
        other = [f"{one} {last}" for one in spelt[:1]]
        yield from (f"{role} {name}" for role, name in product(roles, (*names, *other)) if role not in " ".join(names))

    def _with_article(self, question: Question) -> Iterator[str]:
        """Yield what the library accepts with the definite article, or without one; some languages have several."""
        language, answer = read_for_answer(self.kb, question).language, question.asked_for
        if len(language.definite_articles) != 1 or not isinstance(answer, Text):
            return
        article, entity = language.definite_articles[0], self._entity(question)
        accepted = map(plain, dict.fromkeys((question.shape.answer, *question.shape.accepted)))
        phrases = [form.split(" ") for form in accepted if not is_formula(form)]
        described = {words[1] for words in phrases if words[0] in language.indefinite_articles and words[2:]}
        for first, *rest in phrases:
            form = " ".join((first, *rest))
            if first.lower() == article:
                yield " ".join(rest)
            elif rest and first.lower() in language.indefinite_articles:
                yield from (" ".join(rest), " ".join((article, *rest)))
            elif form in described:  # 'written', as in 'a written reply'
                continue
            elif self._is_noun(question, first) and (entity is not None or len(rest) < _LONGEST_NOUN):
                named = (entity,) if entity is not None else self._answers.entities_named(form)
                if not any(one.sort in (Sort.PERSON, Sort.PLACE) for one in named):
                    yield f"{article} {form}"

    def _is_noun(self, question: Question, first: str) -> bool:
        """Say whether a phrase that begins with this word may be a thing: no clause, no number and no infinitive."""
        language = read_for_answer(self.kb, question).language
        no_noun = {*language.stop_words, *language.indefinite_articles, *language.cardinals, language.infinitive_sign}
        own = tuple(f"{mark}{ending}" for mark in "'’" for ending in language.possessives)
        return first.lower() not in no_noun and first[:1].isalpha() and not first.endswith(own)


def _otherwise(form: str) -> Iterator[str]:
    """Yield a form with other marks, or without, and without accents."""
    yield form.translate(_CURLY)
    yield form.translate(_STRAIGHT)
    yield form.translate(_DASHES)
    yield form.replace(",", "")
    yield without_accents(form)
    if _INITIAL.search(form):
        yield _FIRST_INITIAL.sub(r"\1.", form)
        yield _INITIAL.sub(r"\1 ", form).strip()
        yield _INITIALS.sub("", form)
        yield _INITIALS.sub("", form).replace(".", "")
