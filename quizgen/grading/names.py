"""Names as they are typed: a person's with a title, a role or initials, a place's with what it is.

- The last name may stand first.
- A title ('Mr', 'Dr') says nothing. A role says something: it has to stand in what the library says about the
  person, and 'deputy' may not be left out of it, so that nobody is promoted. 'Russian' is 'of Russia' and
  'Russia's' there, but an ambassador of a country is none to it.
- Initials may stand before a last name that is accepted alone; they have to be the person's own. One for a middle
  name may be anything where the library gives no middle name.
- 'a' and 'an' before a name are initials and no articles.
- 'The city of Geneva' and 'Geneva, Switzerland' name Geneva where the library calls it a city in Switzerland.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.library import Sort
from quizgen.domain.words import DECISIVE, STOP_WORDS
from quizgen.grading.normalise import spelled
from quizgen.grading.numbers import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.domain.library import Entity

_TITLES = ("mr", "mrs", "ms", "miss", "dr", "sir")
_TITLE = re.compile(rf"(?:(?:{'|'.join(_TITLES)})\b[. ]*)+(?=\S)", re.IGNORECASE)
#: Words that make another role of a role.
_LESSER = frozenset(("deputy", "vice", "assistant", "acting", "former", "ex", "designate", "elect"))
#: Words that only link those of a role, and a name with what is said of it.
_LINKS, _PLACE_LINKS = frozenset(("of", "for", "to")), frozenset(("of", "in", "the"))
#: How a role is written otherwise, replaced in this order; what belongs to a country is said by the country's name,
#: and a Secretary General is a Secretary, but no General.
_ROLES = {
    "fm": "foreign minister",
    "pm": "prime minister",
    "sec": "secretary",
    "gen": "general",
    "dep": "deputy",
    "defence": "defense",
    "foreign affairs": "foreign",
    "secretary general": "secretary secretary-general",
    "general secretary": "secretary secretary-general",
    "russian federation": "russia",
    "russian": "russia",
    "united states of america": "us",
    "united states": "us",
    "u s": "us",
    "usa": "us",
    "american": "us",
}
#: The most words that are looked at around a name, and the most of a name that may be typed with the last one first.
_MOST, _LONGEST_NAME = 12, 5
#: Roles whose words are remembered: one text is tried from many places.
_REMEMBERED = 2048
#: A letter with a dot before another one, as in 'U.S.' or 'J.F.'
_DOTTED = re.compile(r"\b([a-z])\.(?=[a-z]\.)", re.IGNORECASE)


class Said(NamedTuple):
    """A name as it was typed, without what stands before it, and the forms of the name that it may be."""

    name: str
    forms: tuple[str, ...]


def is_named(entity: Entity) -> bool:
    """Say whether an entity is a person with a name; 'a senior official' is a person without one."""
    return entity.sort is Sort.PERSON and not any(map(_is_described, entity.forms))


def _is_described(form: str) -> bool:
    return spelled(form).startswith(tuple(f"{article} " for article in ARTICLES))


def has_other_initial(typed: str, form: str) -> bool:
    """Say whether 'a' or 'an' stands in `typed` where the name `form` has none; 'the official' is not a name."""
    found = {"a", "an"}.intersection(spelled(typed).split())
    return bool(found) and not found.issubset(spelled(form).split()) and not _is_described(form)


def without_title(form: str) -> str:
    """Return a name without the titles that it begins with."""
    match = _TITLE.match(form)
    return form[match.end() :] if match else form


def names(typed: str, person: Entity) -> Iterator[Said]:
    """Yield what `typed` may say as a person's name, where the titles, role and initials before it are the person's."""
    forms = tuple(map(str, person.forms))
    for words in dict.fromkeys(map(tuple, _in_order(typed))):
        for at in range(min(len(words), _MOST + 1)):
            before = [word for word in words[:at] if word not in (*_TITLES, "the")]
            name = " ".join(words[at:])
            if _is_role(before, person):
                yield Said(name, forms)
                yield from _without_middle(words[at:], forms)
            for start in range(len(before)):
                if _is_role(before[:start], person) and (last := _last_names(before[start:], forms)):
                    yield Said(name, last)


def _in_order(typed: str) -> Iterator[list[str]]:
    """Yield the words of `typed`, also with what may be the first names put first, and with its initials one by one."""
    last, _, first = typed.partition(",")
    turned = f"{first.strip()} {last}" if first.strip() and "," not in first else ""
    for text in (typed, turned) if turned else (typed,):
        for between in ("", " "):
            words = spelled(_DOTTED.sub(rf"\1{between}", text)).split()
            yield words
            if not turned and 1 < len(words) <= _LONGEST_NAME:
                yield [*words[1:], words[0]]


def _is_role(words: Sequence[str], person: Entity) -> bool:
    """Say whether `words`, if there are any, are a role that the library gives to the person."""
    said, about = _role(tuple(words)), _role(tuple(spelled(person.about or "").split()))
    return not words or (said <= about - DECISIVE and not said <= STOP_WORDS and about & _LESSER <= said)


@lru_cache(maxsize=_REMEMBERED)
def _role(words: tuple[str, ...]) -> frozenset[str]:
    """Return the words of a role, those in full that were cut short, and each after 'to' with it: 'to us'."""
    text = f" {' '.join(word for word in words if word != 'the')} "
    for written, meant in _ROLES.items():
        text = text.replace(f" {written} ", f" {meant} ")
    parts = text.split()
    return frozenset(f"to {word}" if last == "to" else word for last, word in pairwise(("", *parts))) - _LINKS


def _without_middle(words: Sequence[str], forms: Sequence[str]) -> Iterator[Said]:
    """Yield a name without its middle initials, or with the middle names that the library gives instead of them."""
    middle = "".join(words[1:-1])
    if not middle or len(middle) != len(words) - 2 or len(words) > _LONGEST_NAME:
        return
    known = {form: spelled(without_title(form)).split() for form in forms}
    whole = {form: parts for form, parts in known.items() if len(parts) > 2}
    for form, parts in whole.items():
        if _initials(parts[1:-1]).startswith(middle):
            yield Said(" ".join((words[0], *parts[1:-1], words[-1])), (form,))
    if not whole or any(_initials(parts[1:-1]).startswith(middle) for parts in whole.values()):
        yield Said(f"{words[0]} {words[-1]}", tuple(form for form, parts in known.items() if len(parts) == 2))


def _last_names(before: Sequence[str], forms: Sequence[str]) -> tuple[str, ...]:
    """Return the forms before which these initials may stand: another form has first names there that begin with them.

    Where that has one first name, a second initial may stand for a middle name.
    """
    initials, found = "".join(before), []
    for form in forms:
        ending = f" {spelled(form)}"
        firsts = (spelled(other).removesuffix(ending) for other in forms if spelled(other).endswith(ending))
        own = [_initials(one.split()) for one in firsts]
        has_middle = len(before) == 2 and len(before[1]) == 1 and set(own) == {before[0]}
        if has_middle or any(one.startswith(initials) for one in own):
            found.append(form)
    return tuple(found)


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)


def described(typed: str, entity: Entity) -> Iterator[Said]:
    """Yield what `typed` may say as a name, where the words around it are said of the entity in the library."""
    words, about = spelled(typed).split(), set(spelled(entity.about or "").split()) - DECISIVE - STOP_WORDS
    if len(words) > _MOST:
        return
    forms, allowed = tuple(map(str, entity.forms)), about | _PLACE_LINKS
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            around = {*words[:start], *words[end:]}
            if around <= allowed and not around <= _PLACE_LINKS:
                yield Said(" ".join(words[start:end]), forms)
