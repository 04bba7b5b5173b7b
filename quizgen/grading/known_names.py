"""The names by which an entity is known beside those that the library gives: they follow from these and from tables.

- A person is known by the last name alone, with its particles or without them; of two last names by the first, too.
  A first name may have another form of the same name ('Tony' for 'Anthony'), and any name another usual way to write
  it in Latin letters ('Sergey' for 'Sergei').
- A city is known by its names in other languages.
- An organisation is known by the initials of at least three words, and with its words in another usual form or order:
  'MFA of Russia' for 'Russian Foreign Ministry'.

None of them counts that somebody or something else of the library is known by as well.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.library import Sort
from quizgen.grading.normalise import loose_words, spelling
from quizgen.language.characters import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Entity
    from quizgen.language import Language

#: How many words are remembered as they are in Latin letters.
_REMEMBERED = 2048
#: The fewest words of a name whose initials stand for it.
_FEWEST_INITIALS = 3
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "ø": "oe"})


class PersonName(NamedTuple):
    """A person's name as it is written: first names, particles of the last name, and what stands behind these.

    `short` is the part of the last name that may stand alone.
    """

    first: tuple[str, ...]
    particles: tuple[str, ...]
    last: tuple[str, ...]
    short: str

    @property
    def lasts(self) -> tuple[str, ...]:
        """Return the ways to write the last name, the whole one first."""
        whole = " ".join((*self.particles, *self.last))
        return tuple(dict.fromkeys((whole, " ".join(self.last), self.short)))


class KnownNames:
    """Tells by what names the entities of one knowledge base are known; it remembers only indexes."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.language = kb.language
        self._tables = kb.language.names
        self._forms: dict[str, tuple[str, ...]] = {}
        self._person_names: dict[str, list[PersonName]] = {}

    def forms(self, entity: Entity) -> tuple[str, ...]:
        """Return the further names that are this entity's alone."""
        forms = self._forms.get(entity.id)
        if forms is None:
            own = (form for form in self._made(entity) if self._bearers_of(form) == {str(entity.id)})
            forms = self._forms[entity.id] = tuple(dict.fromkeys(own))
        return forms

    def is_name_of(self, words: Sequence[str], entity: Entity) -> bool:
        """Say whether these words are a usual way to write a name of this entity and of no other one."""
        if any(tuple(words) in loose_words(self.language, form) for form in self.forms(entity)):
            return True
        if self.is_named_person(entity):
            return self._persons_written(tuple(words)) == {str(entity.id)}
        if entity.sort is Sort.ORGANISATION:
            return self._organisations.get(self._organisation_key(words)) == {str(entity.id)}
        return False

    def is_other_city(self, words: Sequence[str], entity: Entity) -> bool:
        """Say whether these words name a city that is not this place."""
        line = self._city_lines.get(" ".join(words))
        return line is not None and all(self._city_lines.get(plain) != line for plain in self._plain_forms(entity))

    def is_part_of_name(self, typed: str, entity: Entity) -> bool:
        """Say whether these words are a last name that others bear as well, or the beginning or end of a name."""
        words = loose_words(self.language, typed)[0]
        if self.is_named_person(entity):
            return any(tuple(words) in loose_words(self.language, last) for last in self.last_names(entity))
        if entity.sort is not Sort.ORGANISATION or not set(words) - self.language.stop_words:
            return False
        names = (loose_words(self.language, form)[0] for form in entity.forms)
        return any(len(words) < len(name) and words in (name[: len(words)], name[-len(words) :]) for name in names)

    def last_names(self, entity: Entity) -> tuple[str, ...]:
        """Return a person's last names, also those that others bear."""
        return tuple(dict.fromkeys(last for name in self.person_names(entity) for last in name.lasts))

    def is_named_person(self, entity: Entity) -> bool:
        """Say whether an entity is a person with a name; 'a senior official' is a person without one."""
        return entity.sort is Sort.PERSON and not any(map(self.is_described, entity.forms))

    def is_described(self, form: str) -> bool:
        """Say whether a form begins with an article, as no name does."""
        return spelling(self.language, form).startswith(tuple(f"{article} " for article in self.language.articles))

    def without_title(self, form: str) -> str:
        """Return a name without the titles that it begins with."""
        match = self._title.match(form)
        return form[match.end() :] if match else form

    @cached_property
    def _title(self) -> re.Pattern[str]:
        return re.compile(rf"(?:(?:{'|'.join(self.language.titles)})\b[. ]*)+(?=\S)", re.IGNORECASE)

    @cached_property
    def name_words(self) -> frozenset[str]:
        """Return all words of the names of persons, and of what the library says of them."""
        persons = [entity for entity in self.kb.entities.values() if entity.sort is Sort.PERSON]
        texts = (text for person in persons for text in (*person.forms, person.about or ""))
        return frozenset(word for text in texts for word in spelling(self.language, text).split())

    def person_names(self, entity: Entity) -> list[PersonName]:
        """Return those names of a person that have a first name and a last name."""
        names = self._person_names.get(entity.id)
        if names is None:
            parted = (self._person_name(self.without_title(form).split()) for form in entity.forms)
            names = self._person_names[entity.id] = [name for name in parted if name is not None]
        return names

    def with_initials(self, initials: str, person: Entity) -> set[str]:
        """Return the ids of those who share a last name with a person and have first names with these initials."""
        keys = {in_latin(self.language, self._plain(last), is_last=True) for last in self.last_names(person)}
        bearers = (bearer for key in keys for bearer in self._by_last_name.get(key, ()))
        return {id_ for id_, first in bearers if "".join(word[0] for word in first).startswith(initials) and first}

    def _person_name(self, words: list[str]) -> PersonName | None:
        """Return the parts of a name, or None where it is one word, or nobody can tell: 'Nicholas II'."""
        plain = [" ".join(self.language.normal(folded(word)).split()) for word in words]
        tables = self._tables
        if len(words) < 2 or (words[-1].isupper() and len(words[-1]) < 4) or "," in "".join(words):
            return None
        if plain[0] in tables.leading_last_names and plain[-1] not in tables.leading_last_names:
            return PersonName(tuple(words[1:]), (), (words[0],), words[0])
        start = next((at for at in range(1, len(words) - 1) if plain[at] in tables.particles), None)
        if start is not None:
            end = next(
                at for at in range(start, len(words)) if plain[at] not in tables.particles or at == len(words) - 1
            )
            return PersonName(tuple(words[:start]), tuple(words[start:end]), tuple(words[end:]), words[end])
        at = len(words) - 1
        if at > 1 and (plain[at - 1] in tables.double_last_names or plain[at - 1].endswith(tables.double_endings)):
            at -= 1
        return PersonName(tuple(words[:at]), (), tuple(words[at:]), words[at])

    def _made(self, entity: Entity) -> Iterator[str]:
        """Yield further names of an entity, whoever else may have them."""
        for name in (*map(str, entity.forms), *self._others(entity)):
            yield name
            if not name.isascii() and (apart := name.translate(_UMLAUTS)) != name:
                yield apart

    def _others(self, entity: Entity) -> Iterator[str]:
        if self.is_named_person(entity):
            for name in self.person_names(entity):
                yield from name.lasts
                first = " ".join(name.first)
                yield from (f"{first} {last}" for last in name.lasts)
        elif entity.sort is Sort.PLACE:
            lines = {self._city_lines[plain] for plain in self._plain_forms(entity) if plain in self._city_lines}
            yield from (city for line in sorted(lines) for city in self._tables.cities[line].split(", "))
        elif entity.sort is Sort.ORGANISATION:
            words = [
                word for word in spelling(self.language, entity.name).split() if word not in self.language.stop_words
            ]
            if len(words) >= _FEWEST_INITIALS:
                yield "".join(word[0] for word in words).upper()

    def _plain(self, text: str) -> str:
        return " ".join(loose_words(self.language, text)[0])

    def _plain_forms(self, entity: Entity) -> list[str]:
        return [self._plain(form) for form in entity.forms]

    @cached_property
    def _city_lines(self) -> dict[str, int]:
        """Return the names of cities, each with the place of its city in the table."""
        lines = enumerate(self._tables.cities)
        return {
            " ".join(words): at
            for at, line in lines
            for city in line.split(", ")
            for words in loose_words(self.language, city)
        }

    @cached_property
    def _bearers(self) -> dict[str, set[str]]:
        """Return the ids of the entities that are known by each name."""
        bearers: dict[str, set[str]] = {}
        for id_, entity in self.kb.entities.items():
            for form in (*entity.forms, *self._made(entity)):
                bearers.setdefault(self._plain(form), set()).add(id_)
        return bearers

    def _bearers_of(self, form: str) -> set[str]:
        return self._bearers.get(self._plain(form), set())

    @cached_property
    def _by_last_name(self) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
        """Return first names and ids of persons by their last name in Latin letters."""
        index: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for id_, entity in self.kb.entities.items():
            for name in self.person_names(entity) if self.is_named_person(entity) else ():
                first = tuple(self._plain(" ".join(name.first)).split())
                for last in name.lasts:
                    key = in_latin(self.language, self._plain(last), is_last=True)
                    index.setdefault(key, []).append((id_, first))
            for form in entity.forms if self.is_named_person(entity) else ():
                if " " not in form:
                    index.setdefault(in_latin(self.language, self._plain(form), is_last=True), []).append((id_, ()))
        return index

    def _persons_written(self, words: tuple[str, ...]) -> set[str]:
        """Return the ids of the persons whose name may be written so."""
        ids: set[str] = set()
        for orders in (words, (*words[1:], *words[:1])):
            for at in range(len(orders)):
                last = in_latin(self.language, " ".join(orders[at:]), is_last=True)
                ids.update(
                    id_ for id_, first in self._by_last_name.get(last, ()) if self._are_alike(orders[:at], first)
                )
        return ids

    def _are_alike(self, typed: Sequence[str], first: Sequence[str]) -> bool:
        """Say whether first names are the same, each in any of its forms; none at all will do."""
        return not typed or (len(typed) == len(first) and all(map(self._is_same_first, typed, first)))

    def _is_same_first(self, typed: str, first: str) -> bool:
        forms = self._first_names
        if typed == first or not forms.get(typed, frozenset()).isdisjoint(forms.get(first, ())):
            return True
        return in_latin(self.language, typed) == in_latin(self.language, first)

    @cached_property
    def _first_names(self) -> dict[str, frozenset[int]]:
        """Return all forms of first names, each with the places of its names in the table."""
        places: dict[str, set[int]] = {}
        for at, forms in enumerate(self._tables.first_names):
            for form in forms.split():
                places.setdefault(form, set()).add(at)
        return {form: frozenset(at) for form, at in places.items()}

    @cached_property
    def _organisations(self) -> dict[str, set[str]]:
        """Return the ids of organisations by the key of each of their names."""
        index: dict[str, set[str]] = {}
        for id_, entity in self.kb.entities.items():
            for form in entity.forms:
                index.setdefault(self._organisation_key(loose_words(self.language, form)[0]), set()).add(id_)
        return index

    def _organisation_key(self, words: Sequence[str]) -> str:
        """Return what the usual ways to write the name of an organisation have in common."""
        language = self.language
        text = f" {' '.join(word for word in words if word not in language.articles)} "
        for written, meant in (*self._tables.organisation_words.items(), *self.words_in_roles):
            text = text.replace(f" {written} ", f" {meant} ")
        parts = text.strip().split(f" {language.partitive} ")
        turned = [language.singular(word) for part in reversed(parts) for word in part.split()]
        owners = {language.singular(id_) for _, id_ in self.words_in_roles}
        return " ".join(sorted(turned, key=lambda word: word not in owners))  # the others stay in their order

    @cached_property
    def words_in_roles(self) -> list[tuple[str, str]]:
        """Return the words that stand for an entity in a role, each with the entity's id; the longest first."""
        entities = [entity for entity in self.kb.entities.values() if entity.in_roles]
        words = [
            (spelling(self.language, form), str(entity.id))
            for entity in entities
            for form in (entity.name, *entity.in_roles)
        ]
        return sorted(words, key=lambda pair: -len(pair[0]))


@lru_cache(maxsize=_REMEMBERED)
def in_latin(language: Language, name: str, *, is_last: bool = False) -> str:
    """Return a name, the same for all the usual ways to write it in Latin letters."""
    tables = language.names
    return " ".join(
        _rewritten(word, (*tables.in_last_names, *tables.transliterations) if is_last else tables.transliterations)
        for word in name.split()
    )


def _rewritten(word: str, patterns: Sequence[tuple[str, str]]) -> str:
    for pattern, instead in patterns:
        word = re.sub(pattern, instead, word)
    return word
