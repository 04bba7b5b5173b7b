"""Names as they are typed: a person's with a title, a role or initials, a place's with a description.

- The last name may stand first.
- A title ('Mr', 'Dr') says nothing. A role says something: it has to stand in the library's description of the
  person, and 'deputy' may not be left out of it, so that nobody is promoted. Where the library says that Russia is
  'Russian' in roles, that is 'of Russia' and 'Russia's', but an ambassador of a country is none to it.
- Who is somebody's is somebody else: 'Ryabkov's deputy' and 'deputy to Ryabkov' are not Ryabkov.
- Initials may stand before a last name that is accepted alone; they have to be the person's own. The initial of a
  middle name may be any letter where the library gives no middle name.
- 'a' and 'an' before a name are initials and no articles.
- 'The city of Geneva' and 'Geneva, Switzerland' name Geneva where the library calls it a city in Switzerland.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.library import Sort
from quizgen.grading.known_names import KnownNames
from quizgen.grading.normalise import spelling

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Entity

#: The most words around a name that are looked at, and the most words of a name that may have its last name first.
_MOST, _LONGEST_NAME = 12, 5
#: The most middle names that are spelt out.
_MOST_MIDDLE = 2
#: How many roles' words are remembered: a text is tried from many places.
_REMEMBERED = 2048
#: A letter with a dot before another one, as in 'U.S.' or 'J.F.'
_DOTTED = re.compile(r"\b([a-z])\.(?=[a-z]\.)", re.IGNORECASE)


class NameReading(NamedTuple):
    """A typed name without the words around it, and the forms of the entity's name that it may be.

    It `is_whole` where any other way to write one of these will do.
    """

    name: str
    forms: tuple[str, ...]
    is_whole: bool = False


class Names:
    """Reads the names of one knowledge base as they are typed; it remembers only indexes."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.language = kb.language
        self.known = KnownNames(kb)
        self._role = lru_cache(maxsize=_REMEMBERED)(self._words_of_role)

    def readings(self, typed: str, entity: Entity) -> Iterator[NameReading]:
        """Yield the readings of `typed` as the name of an entity, without words from the library's description."""
        return self._of_person(typed, entity) if self.has_name(entity) else self._of_described(typed, entity)

    def has_name(self, entity: Entity) -> bool:
        """Say whether an entity is a person with a name; 'a senior official' is a person without one."""
        return self.known.is_named_person(entity)

    def has_other_initial(self, typed: str, form: str) -> bool:
        """Say whether 'a' or 'an' stands in `typed` where the name `form` has none; 'the official' is not a name."""
        initials = set(self.language.indefinite_articles).intersection(self._spelling(typed).split())
        return (
            bool(initials) and not initials.issubset(self._spelling(form).split()) and not self.known.is_described(form)
        )

    def without_title(self, form: str) -> str:
        """Return a name without the titles that it begins with."""
        return self.known.without_title(form)

    def _spelling(self, text: str) -> str:
        return spelling(self.language, text)

    def _of_person(self, typed: str, person: Entity) -> Iterator[NameReading]:
        """Yield the readings of `typed` as a person's name, behind titles, a role and initials of that person."""
        own, lasts = tuple(map(str, person.forms)), self.known.last_names(person)
        forms = tuple(dict.fromkeys((*own, *self.known.forms(person))))
        silent, links = (*self.language.titles, *self.language.definite_articles), self.language.role_links
        owners = self._owners(typed)
        for words in dict.fromkeys(map(tuple, self._orders(typed))):
            for at in range(min(len(words), _MOST + 1)):
                before = [word for word in words[:at] if word not in silent]
                if (before and not owners.isdisjoint(words[at:])) or links.intersection(before[-1:]):
                    continue
                name = " ".join(words[at:])
                if self.is_role(before, person):
                    yield NameReading(name, forms, is_whole=True)
                    yield from self._without_middle(words[at:], forms)
                    yield from self._without_unknown_middle(words[at:], person) if not owners else ()
                for start in range(len(before)):
                    if self.is_role(before[:start], person) and (last := self._last_names(before[start:], own)):
                        yield NameReading(name, last)
                    if self._has_initials(before[start:], person) and self.is_role(before[:start], person):
                        yield NameReading(name, lasts)

    def _owners(self, typed: str) -> set[str]:
        """Return the words of `typed` that have a possessive ending."""
        return {word for owner in self._owner.findall(typed) for word in self._spelling(owner).split()}

    @cached_property
    def _owner(self) -> re.Pattern[str]:
        return re.compile(rf"([^\W_]+)'(?:{'|'.join(self.language.possessives)})\b", re.IGNORECASE)

    def _orders(self, typed: str) -> Iterator[list[str]]:
        """Yield the words of `typed`, also with the last name put behind the first names, and with initials split."""
        last, _, first = typed.partition(",")
        turned = f"{first.strip()} {last}" if first.strip() and "," not in first else ""
        for text in (typed, turned) if turned else (typed,):
            for between in ("", " "):
                words = self._spelling(_DOTTED.sub(rf"\1{between}", text)).split()
                yield words
                if not turned and 1 < len(words) <= _LONGEST_NAME:
                    yield [*words[1:], words[0]]

    def is_role(self, words: Sequence[str], person: Entity) -> bool:
        """Say whether `words`, if there are any, are a role that the library gives to the person."""
        language = self.language
        role, about = self._role(tuple(words)), self._role(tuple(self._spelling(person.about or "").split()))
        # 'Deputy' or 'Russian' alone is no role: it may be said of somebody else beside the person.
        is_about = role <= about - language.decisive and bool(role - self._no_roles)
        return not words or (is_about and about & language.lesser_roles <= role)

    def is_same_post(self, typed: Sequence[str], right: Sequence[str]) -> bool:
        """Say whether words are the same post, in any order.

        Whose it is may be left out, but not to whom somebody is sent; and no word stands there twice.
        """
        said = [word for word in typed if word not in self.language.role_links | self.language.place_links]
        if len(set(said)) < len(said):
            return False
        post, other = (self._role(tuple(words)) for words in (typed, right))
        if other.isdisjoint(self.language.names.ranks):
            return False
        return post in (other, other - self._owners_of_posts)

    def is_part_of_post(self, typed: Sequence[str], right: Sequence[str]) -> bool:
        """Say whether words are a post that lacks some of another's words, but none that make it a lesser one."""
        part, post = (self._role(tuple(words)) for words in (typed, right))
        return (
            part < post and not part.isdisjoint(self.language.names.ranks) and post & self.language.lesser_roles <= part
        )

    @cached_property
    def _owners_of_posts(self) -> frozenset[str]:
        """Return the words for those that posts belong to: states, and organisations with a name of one word."""
        owners = [entity for entity in self.kb.entities.values() if entity.sort is Sort.ORGANISATION]
        names = (self._spelling(form) for entity in owners for form in entity.forms)
        return frozenset((*(id_ for _, id_ in self.known.words_in_roles), *(name for name in names if " " not in name)))

    @cached_property
    def _no_roles(self) -> frozenset[str]:
        """Return the words that make no role alone."""
        states = {id_ for _, id_ in self.known.words_in_roles}
        return self.language.stop_words | self.language.lesser_roles | states

    def _words_of_role(self, words: tuple[str, ...]) -> frozenset[str]:
        """Return the words of a role: abbreviations in full, and a word after 'to' together with it, as 'to russia'."""
        language = self.language
        text = f" {' '.join(word for word in words if word not in language.definite_articles)} "
        for written, meant in (*language.role_words.items(), *self.known.words_in_roles):
            text = text.replace(f" {written} ", f" {meant} ")
        parts, to = text.split(), language.role_target
        words_of_role = (f"{to} {word}" if last == to else word for last, word in pairwise(("", *parts)))
        return frozenset(words_of_role) - language.role_links

    def _without_middle(self, words: Sequence[str], forms: Sequence[str]) -> Iterator[NameReading]:
        """Yield a name without its middle initials, and with the library's middle names in their place."""
        middle = "".join(words[1:-1])
        if not middle or len(middle) != len(words) - 2 or len(words) > _LONGEST_NAME:
            return
        names = {form: self._spelling(self.without_title(form)).split() for form in forms}
        whole = {form: parts for form, parts in names.items() if len(parts) > 2}
        for form, parts in whole.items():
            if _initials(parts[1:-1]).startswith(middle):
                yield NameReading(" ".join((words[0], *parts[1:-1], words[-1])), (form,))
        if not whole or any(_initials(parts[1:-1]).startswith(middle) for parts in whole.values()):
            yield NameReading(
                f"{words[0]} {words[-1]}",
                tuple(form for form, parts in names.items() if len(parts) == 2),
                is_whole=True,
            )

    def _without_unknown_middle(self, words: Sequence[str], person: Entity) -> Iterator[NameReading]:
        """Yield a name without middle names spelt out, where the library gives the person none.

        They are no words that stand in the name of anybody else, or in a role.
        """
        language = self.language
        if len(words) > _LONGEST_NAME:
            return
        names = [name for name in self.known.person_names(person) if len(name.first) == 1]
        said = language.stop_words | language.decisive | language.lesser_roles
        no_names = said | language.names.relations | self.known.name_words
        for name in names:
            for last in name.lasts:
                behind = self._spelling(last).split()
                middle = words[1 : -len(behind)]
                is_name = all(len(word) > 1 and word.isalpha() and word not in no_names for word in middle)
                if 0 < len(middle) <= _MOST_MIDDLE and is_name:
                    yield NameReading(" ".join((words[0], *words[-len(behind) :])), (f"{name.first[0]} {last}",))

    def _has_initials(self, before: Sequence[str], person: Entity) -> bool:
        """Say whether these are the initials of this person and of nobody else with that last name."""
        return all(len(word) == 1 for word in before) and self.known.with_initials("".join(before), person) == {
            str(person.id)
        }

    def _last_names(self, before: Sequence[str], forms: Sequence[str]) -> tuple[str, ...]:
        """Return the forms before which these initials may stand: another form has first names that begin with them.

        Where it has a single first name, a second initial may stand for a middle name.
        """
        initials, last_names = "".join(before), []
        names = [self._spelling(form) for form in forms]
        for form, name in zip(forms, names, strict=True):
            ending = f" {name}"
            own = [_initials(other.removesuffix(ending).split()) for other in names if other.endswith(ending)]
            has_middle = len(before) == 2 and len(before[1]) == 1 and set(own) == {before[0]}
            if has_middle or any(first.startswith(initials) for first in own):
                last_names.append(form)
        return tuple(last_names)

    def _of_described(self, typed: str, entity: Entity) -> Iterator[NameReading]:
        """Yield the readings of `typed` as a name among words that stand in the library's description of the entity."""
        words = self._spelling(typed).split()
        if len(words) > _MOST:
            return
        forms = (*map(str, entity.forms), *self.known.forms(entity))
        allowed = self.describing(entity)
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                around = {*words[:start], *words[end:]}
                if around <= allowed and not around <= self.language.place_links:
                    yield NameReading(" ".join(words[start:end]), forms, is_whole=True)

    def describing(self, entity: Entity) -> AbstractSet[str]:
        """Return the words that may stand around the name of an entity, though none but those around a place alone."""
        language = self.language
        about = set(self._spelling(entity.about or "").split())
        return (about - language.decisive - language.stop_words) | language.place_links


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)
