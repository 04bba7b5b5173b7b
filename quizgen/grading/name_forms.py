"""The forms in which people type a name, as far as `names` reads them as the name of that entity; usual ones first."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from quizgen.domain.library import Sort
from quizgen.domain.numbers import cardinal_in_words, ordinal_in_words, read_roman
from quizgen.grading.different_forms import different_forms
from quizgen.grading.names import Names
from quizgen.grading.normalise import without_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Entity
    from quizgen.language import Language

#: The end of what a description says first.
_PAUSE = re.compile(r" ?[,;:(]")
#: The most words of a role.
_LONGEST_ROLE = 7


class NameForms:
    """Writes the names of one knowledge base as they are typed; it remembers what it wrote."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.language = kb.language
        self._names = Names(kb)
        self._known: dict[str, tuple[str, ...]] = {}

    def forms(self, entity: Entity) -> tuple[str, ...]:
        """Return the forms of the name of an entity; none that is the whole name of another one."""
        known = self._known.get(entity.id)
        if known is None:
            own = tuple(map(str, entity.forms))
            forms = different_forms(self.language, (*own, *self._others(entity, own)))
            free = (form for plain, form in forms.items() if form in own or self._is_free(plain, entity))
            known = self._known[entity.id] = tuple(free)
        return known

    def _is_free(self, plain: str, entity: Entity) -> bool:
        """Say whether no other entity has this name."""
        return self._bearers.get(plain, {entity.id}) == {entity.id}

    @cached_property
    def _bearers(self) -> dict[str, set[str]]:
        """Return the ids of the entities with each name, as `different_forms` compares names."""
        bearers: dict[str, set[str]] = {}
        for id_, entity in self.kb.entities.items():
            for plain in different_forms(self.language, map(str, entity.forms)):
                bearers.setdefault(plain, set()).add(id_)
        return bearers

    def _others(self, entity: Entity, own: tuple[str, ...]) -> Iterator[str]:
        """Yield further forms of a name that is written in these own ones."""
        for form in own:
            yield from self._without_article(form)
            yield from _with_numeral(self.language, form)
        if self._names.has_name(entity):
            yield from self._of_person(entity, own)
        else:
            yield from self._of_described(entity, own[0])

    def _without_article(self, form: str) -> Iterator[str]:
        words = form.split()
        if words[0].lower() in self.language.articles:
            bare = without_article(self.language, tuple(map(str.lower, words)))
            yield " ".join(words[len(words) - len(bare) :])

    def _of_person(self, person: Entity, own: tuple[str, ...]) -> Iterator[str]:
        """Yield a person's name with the last name first, with initials, with titles and with roles."""
        for form in own:
            yield self._names.without_title(form)
        last = next((form for form in own if any(other.endswith(f" {form}") for other in own)), "")
        for form in own if last else ():
            if form.endswith(f" {last}") and self._names.without_title(form) == form:
                first = form.removesuffix(last).split()
                yield f"{last}, {' '.join(first)}"
                yield f"{first[0][0]}. {last}"
                if len(first) > 1 and all(name[0].isalpha() for name in first):
                    initials = " ".join(f"{name[0]}." for name in first)
                    yield f"{initials} {last}"
                    yield f"{first[0]} {initials.partition(' ')[2]} {last}"
        name = self._names.without_title(own[0])
        roles, short = list(self._roles(person)), last or name
        yield from (f"{role} {called}" for called in dict.fromkeys((short, name)) for role in roles)
        yield from (f"{cut} {short}" for role in roles for cut in self._in_other_words(role))
        yield from (f"{title.capitalize()} {short}" for title in self.language.titles)

    def _roles(self, person: Entity) -> Iterator[str]:
        """Yield the roles of a person: 'US Secretary of State', 'Secretary of State', 'US Secretary', 'Secretary'."""
        words = _PAUSE.split(person.about or "")[0].split()
        ends = [at for at, word in enumerate(words) if word in self.language.role_links] + [len(words)]
        for end in reversed(ends) if len(words) <= _LONGEST_ROLE else ():
            for start in range(ends[0]):
                role = " ".join(words[start:end])
                if self._names.is_role(self.language.words(role), person):
                    yield role

    def _in_other_words(self, role: str) -> Iterator[str]:
        """Yield a role with a part of it written otherwise, as 'FM' for 'Foreign Minister', if that is no longer."""
        text = f" {role} "
        for written, meant in self.language.role_words.items():
            if len(written) <= len(meant) and (at := text.lower().find(f" {meant} ")) >= 0:
                yield f"{text[:at]} {written} {text[at + len(meant) + 2 :]}".strip()

    def _of_described(self, entity: Entity, name: str) -> Iterator[str]:
        """Yield a name with words of the description: 'Geneva, Switzerland', 'city of Geneva', 'TASS news agency'."""
        if not entity.about or name.partition(" ")[0].lower() in self.language.indefinite_articles:
            return
        language, allowed = self.language, self._names.describing(entity)
        words = _PAUSE.split(entity.about)[0].split()
        if not all(word.lower() in allowed for word in words):
            return
        link = next((at for at, word in enumerate(words) if word in language.place_links), len(words))
        place = " ".join(word for word in words[link:] if word not in language.place_links)
        if place:
            yield f"{name}, {place}"
        of = f"{language.partitive} " if entity.sort is Sort.PLACE else ""
        for start in range(link):
            what = " ".join(words[start:link])
            yield f"{what} {of}{name}"
            if not of:
                yield f"{name} {what}"


def _with_numeral(language: Language, name: str) -> Iterator[str]:
    """Yield a name that ends with a Roman numeral with other ones: 'World War 2', 'Nicholas the Second'."""
    first, _, last = name.rpartition(" ")
    value = read_roman(last.lower()) if first and last.isupper() and (len(last) > 1 or last in "IVX") else None
    if value is not None:
        yield f"{first} {value}"
        yield from (f"{first} {word}" for word in (cardinal_in_words(language, value),) if word)
        if ordinal := ordinal_in_words(language, value):
            yield from (f"{first} {article} {ordinal}" for article in language.definite_articles)
