"""The knowledge base: the records of a library by id, and all that every stage has to know of them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, assert_never

from quizgen.domain.answer import Answer, ClockTime, PartialDate, Quantity, has_definite_form, placed_at
from quizgen.domain.fact import Kind, OtherFact
from quizgen.domain.index import first_by_id
from quizgen.domain.library import Sort
from quizgen.domain.markup import with_plain_texts
from quizgen.domain.options import Offered
from quizgen.domain.sentence import split_sentence
from quizgen.domain.term_words import common_roots, words_of_terms
from quizgen.domain.text import Ref, Text
from quizgen.language import ENGLISH, foreign, language_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from quizgen.domain.fact import Fact, Topic
    from quizgen.domain.library import Documents, Entity, Recipe, Side, Source
    from quizgen.domain.sentence import Sentence
    from quizgen.language import Language

#: What stands in a description and in no role.
_NO_ROLE = re.compile(r"[;,:.()]")
#: A phrase of so many words is short enough to have few other forms; of two, half of the right ones are refused.
_FEW_WORDS = 1


class Names(NamedTuple):
    """What a text names: the entities that each name in it can mean, all of them by id, and its other words."""

    each: tuple[frozenset[str], ...]
    ids: frozenset[str]
    others: str


@dataclass(frozen=True)
class KnowledgeBase:
    """The documents of a library, indexed. Of records with the same id the first counts; a rule reports the others.

    Its facts are in plain text, or with their markup where it `is_marked`. Words are read as those of the library's
    language, or of the one with the tag `read_as` (see `tongue`).
    """

    documents: Documents
    is_marked: bool = False
    read_as: str = ""

    @cached_property
    def marked(self) -> KnowledgeBase:
        """Return the same knowledge with the markup in the texts of its facts, for outputs that show it."""
        return KnowledgeBase(self.documents, is_marked=True) if self.documents.has_markup else self

    @cached_property
    def readings(self) -> dict[str, KnowledgeBase]:
        """Remember the same knowledge read as in other languages, by their tags."""
        return {}

    @cached_property
    def language(self) -> Language:
        """Return the library's language, or English where it names none that quizgen speaks; a rule reports that."""
        own = (language_of(self.documents.info.language) if self.documents.info else None) or ENGLISH
        return foreign(own, self.read_as) if self.read_as else own

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """Return the topics by id, in the order of the story."""
        return first_by_id(self._all_topics)

    @cached_property
    def _all_topics(self) -> tuple[Topic, ...]:
        topics = self.documents.topics
        return with_plain_texts(topics) if self.documents.has_markup and not self.is_marked else topics

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Return the facts by id, in the order of the story."""
        return first_by_id(fact for topic in self._all_topics for fact in topic.facts)

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Return the entities by id."""
        return first_by_id(self.documents.entities)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Return the sources by id."""
        return first_by_id(self.documents.sources)

    @cached_property
    def articles(self) -> dict[str, Source]:
        """Return the sources whose text is there to be looked up, by id."""
        return {id_: source for id_, source in self.sources.items() if source.file is not None}

    @cached_property
    def sources_used(self) -> dict[str, Source]:
        """Return the sources that a fact names, by id: what an author keeps beside them is neither counted nor listed.

        They are in the order of the files.
        """
        used = {str(one.source) for fact in self.facts.values() for one in fact.all_evidence}
        return {id_: source for id_, source in self.sources.items() if id_ in used}

    @cached_property
    def recipes(self) -> dict[str, Recipe]:
        """Return the recipes by id."""
        return first_by_id(self.documents.recipes)

    @cached_property
    def sides(self) -> dict[str, Side]:
        """Return the sides by id."""
        info = self.documents.info
        return {side.id: side for side in (info.sides if info else ())}

    @cached_property
    def plain_names(self) -> dict[str, tuple[str, ...]]:
        """Return the name and the aliases of each entity as plain words, by its id."""
        return {id_: tuple(map(self.language.normal, entity.forms)) for id_, entity in self.entities.items()}

    @cached_property
    def _bearers(self) -> dict[str, list[Entity]]:
        """Return the entities by each name and alias in plain words."""
        index: dict[str, list[Entity]] = {}
        for id_, names in self.plain_names.items():
            for name in dict.fromkeys(names):
                index.setdefault(name, []).append(self.entities[id_])
        return index

    def bearers(self, name: str) -> list[Entity]:
        """Return the entities with this name or alias, with or without an article before it."""
        return self._bearers.get(self.language.normal(name)) or self._bearers.get(" ".join(self._words(name)), [])

    def named(self, text: str) -> Names:
        """Return which entities `text` names. Where one name holds another, as 'Washington Post' does, it counts."""
        if text not in self._names_by_text:
            self._names_by_text[text] = self._find_names(self.language.words(text))
        return self._names_by_text[text]

    def _find_names(self, words: Sequence[str]) -> Names:
        names: list[frozenset[str]] = []
        others: list[str] = []
        at = 0
        while at < len(words):
            for length in self._lengths_by_first_word.get(words[at], ()):
                bearers = self._bearers.get(" ".join(words[at : at + length]))
                if bearers:
                    names.append(frozenset(str(entity.id) for entity in bearers))
                    at += length
                    break
            else:
                others.append(words[at])
                at += 1
        return Names(tuple(names), frozenset().union(*names), " ".join(others))

    @cached_property
    def _names_by_text(self) -> dict[str, Names]:
        """Remember the names in each text: each question stands beside many others."""
        return {}

    @cached_property
    def _lengths_by_first_word(self) -> dict[str, list[int]]:
        """Return of how many words names are that begin with a word, the longest first."""
        lengths: dict[str, set[int]] = {}
        for name in filter(None, self._bearers):
            words = name.split()
            lengths.setdefault(words[0], set()).add(len(words))
        return {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def holder_of_post(self, fact: Fact) -> str | None:
        """Return the id of the person whose post the fact tells, or None where it tells something else."""
        if not fact.kind.is_phrase:
            return None
        post = self.language.content_words(str(fact.answer))
        return next((id_ for id_ in sorted(self.named(fact.ask).ids) if self.roles.get(id_) == post), None)

    def _words(self, phrase: str) -> list[str]:
        """Return the words of a phrase in plain form, without an article before them."""
        first, *others = self.language.normal(phrase).split() or [""]
        return others if others and first in self.language.articles else [first, *others]

    @cached_property
    def name_words(self) -> frozenset[str]:
        """Return the stems of the words of all names: a question may always say whom it is about."""
        words = self.language.content_words
        return frozenset(word for entity in self.entities.values() for form in entity.forms for word in words(form))

    @cached_property
    def name_roots(self) -> frozenset[str]:
        """Return the roots of the words of all names: they give nothing of a phrase away."""
        roots = self.language.roots
        return frozenset(root for entity in self.entities.values() for form in entity.forms for root in roots(form))

    @cached_property
    def roles(self) -> dict[str, frozenset[str]]:
        """Return the stems of the role of each person with a name whose description is a role, by the person's id.

        'A senior official' is no name. A description with a semicolon, or with several parts, says more than a role.
        """
        return {
            str(person.id): self.language.content_words(person.about)
            for person in self.entities.values()
            if self._is_named_person(person) and person.about is not None and not _NO_ROLE.search(person.about)
        }

    def _is_named_person(self, entity: Entity) -> bool:
        """Say whether an entity is a person with a name: 'a senior official' has none."""
        return entity.sort is Sort.PERSON and not {*self.language.words(entity.name)[:1]} & {*self.language.articles}

    @cached_property
    def bearers_of_roles(self) -> Counter[frozenset[str]]:
        """Return how many people have each role."""
        return Counter(self.roles.values())

    @cached_property
    def subject_roots(self) -> frozenset[str]:
        """Return the roots of the words of the library's name: they stand everywhere, and give nothing away."""
        info = self.documents.info
        return self.language.roots(str(info.name)) if info else frozenset()

    @cached_property
    def common_roots(self) -> frozenset[str]:
        """Return the roots of words that do not tell one matter from another: given names, offices, dates."""
        people = filter(self._is_named_person, self.entities.values())
        return common_roots(self.language, ((person.name, person.about or "") for person in people))

    @cached_property
    def _accepted_by_id(self) -> dict[str, tuple[str, ...]]:
        """Remember the right answers by fact id; every stage asks for them."""
        return {}

    @cached_property
    def _sentence_by_id(self) -> dict[str, Sentence | None]:
        """Remember the sentences by fact id; many rules ask for them."""
        return {}

    def text(self, answer: Answer) -> str:
        """Return an answer as a learner sees it."""
        match answer:
            case Ref():
                entity = self.entities.get(answer)
                return str(entity.name) if entity else answer.in_words
            case PartialDate():
                return self.language.date(*answer.key)
            case Text() | ClockTime() | Quantity():
                return str(answer)
            case _:
                assert_never(answer)

    def forms(self, answer: Answer) -> tuple[str, ...]:
        """Return all right ways of writing an answer, the printed form first."""
        match answer:
            case Ref():
                entity = self.entities.get(answer)
                return tuple(str(form) for form in entity.forms) if entity else (answer.in_words,)
            case PartialDate():
                in_words = self.language.date_forms(*answer.key)
                return in_words if answer.month is None else (*in_words, str(answer))
            case Quantity():
                return answer.forms()
            case Text() | ClockTime():
                return (str(answer),)
            case _:
                assert_never(answer)

    def key_of(self, answer: Answer) -> Hashable:
        """Return a key that two answers of the same kind share exactly when they mean the same."""
        match answer:
            case PartialDate() | ClockTime():
                return answer.key
            case Quantity():
                return (answer.value, answer.end, answer.unit)
            case Ref():
                return ("entity", str(answer))
            case _:
                return self.language.likeness(self.language.with_signs_as_words(answer))

    def accepted(self, fact: Fact) -> tuple[str, ...]:
        """Return all right answers to the fact's question, its own first, none of them twice."""
        accepted = self._accepted_by_id.get(fact.id)
        if accepted is None:
            forms = [form for answer in fact.answers for form in self.forms(answer)]
            accepted = self._accepted_by_id[fact.id] = tuple(dict.fromkeys([*forms, *map(str, fact.accept)]))
        return accepted

    def wrong(self, fact: Fact) -> tuple[Answer, ...]:
        """Return the fact's own wrong options, each at its place."""
        return tuple([offered.answer for offered in self.offered(fact)])

    def offered(self, fact: Fact) -> tuple[Offered, ...]:
        """Return the fact's own wrong options, each with the fact whose answer it is; there, such an option is read.

        Where there is no such fact, the option is left out; a rule reports it.
        """
        return tuple([read for option in fact.wrong if (read := self._read_option(fact, option)) is not None])

    def _read_option(self, fact: Fact, option: Answer | OtherFact) -> Offered | None:
        if not isinstance(option, OtherFact):
            return Offered(option, why=fact.reason(option))
        other = self.facts.get(option.fact)
        if other is None:
            return None
        if option.form is not None:
            return Offered(option.form, option.fact)
        is_alike = fact.kind is other.kind or (fact.kind.is_entity and other.kind.is_entity)
        mark = Text.at(self.text(other.answer), option.fact.line, option.fact.col)
        return Offered(placed_at(other.answer, mark) if is_alike else mark, option.fact)

    @cached_property
    def _ids_by_matter(self) -> dict[str, frozenset[str]]:
        """Return the ids of the facts of each matter."""
        matters: dict[str, set[str]] = {}
        for fact in self.facts.values():
            if fact.matter is not None:
                matters.setdefault(str(fact.matter), set()).add(str(fact.id))
        return {matter: frozenset(ids) for matter, ids in matters.items()}

    def same_matter(self, fact: Fact) -> frozenset[str]:
        """Return the ids of all facts of a fact's matter, its own included: of these, one is asked at a time."""
        own = frozenset((str(fact.id),))
        return own if fact.matter is None else own | self._ids_by_matter.get(fact.matter, own)

    @cached_property
    def words_of_terms(self) -> dict[str, Counter[str]]:
        """Return by topic in how many of its terms each word stands."""
        terms = ((fact.topic, self.text(fact.answer)) for fact in self.facts.values() if fact.kind is Kind.TERM)
        return words_of_terms(self.language, terms)

    def in_sentence(self, ref: Ref) -> str:
        """Return an entity's name as it stands in a sentence: 'the United States'."""
        entity = self.entities.get(ref)
        return str((entity.in_sentence or entity.name) if entity else ref)

    def sentence(self, fact: Fact) -> Sentence | None:
        """Return the fact's sentence split at its gap, or None where it has no sentence with exactly one gap."""
        if fact.says is None:
            return None
        if fact.id not in self._sentence_by_id:
            self._sentence_by_id[fact.id] = split_sentence(self.language, fact.says, self.accepted(fact))
        return self._sentence_by_id[fact.id]

    def around_gap(self, fact: Fact) -> str:
        """Return the fact's sentence with a blank for its gap; nothing where it has none with exactly one gap."""
        sentence = self.sentence(fact)
        return sentence.around if sentence is not None else ""

    def subject(self, fact: Fact) -> str | None:
        """Return the answer to a reverse question, or None where the fact has none.

        It is what a term means, the claimant, or else the fact's label.
        """
        if fact.means:
            return str(fact.means[0])
        if fact.by is not None:
            return self.text(fact.by)
        return str(fact.label) if fact.label is not None else None

    def subject_forms(self, fact: Fact) -> tuple[str, ...]:
        """Return every right answer to the fact's reverse question."""
        if fact.means:
            return tuple(map(str, fact.means))
        if fact.by is not None:
            return self.forms(fact.by)
        if fact.label is None:
            return ()
        bearers = self.bearers(fact.label)
        return tuple(dict.fromkeys([str(fact.label), *map(str, bearers[0].forms if len(bearers) == 1 else ())]))

    def has_definite_form(self, fact: Fact) -> bool:
        """Say whether the answer of a fact can be written in few ways, so that a typed one can be graded.

        A term is the word itself. Else it follows from the answer, whatever the kind: a name, a date or a quantity can,
        so can the post of a person, and a phrase of few words of which a curator has written the other forms.
        """
        if fact.kind is Kind.TERM:
            return True
        if has_definite_form(self.language, fact.answer) or self.bearers(str(fact.answer)):
            return True
        if self.language.content_words(str(fact.answer)) in self.bearers_of_roles:
            return True
        return bool(fact.accept) and len(self._words(str(fact.answer))) <= _FEW_WORDS

    @cached_property
    def decks_of(self) -> dict[str, tuple[Recipe, ...]]:
        """Return the decks that take each fact, by fact id."""
        recipes = self.recipes.values()
        return {
            id_: tuple(recipe for recipe in recipes if recipe.select.takes(fact)) for id_, fact in self.facts.items()
        }

    def facts_of(self, recipe: Recipe) -> tuple[Fact, ...]:
        """Return the facts of a deck, in the order of the story."""
        return tuple(fact for fact in self.facts.values() if recipe.select.takes(fact))
