"""People's names as they are typed: with a title, a role, initials for the first names, or the last name first.

- A title ('Mr', 'Dr') says nothing. A role says something: it has to stand in what the library says about the
  person, and 'deputy' may not be left out of it, so that nobody is promoted.
- Initials may stand before a last name that is accepted alone; they have to be the person's own.
- 'a' and 'an' before a name are initials and no articles.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.library import Sort
from quizgen.domain.words import DECISIVE, STOP_WORDS
from quizgen.study.numbers import ARTICLES
from quizgen.study.writing import spelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.domain.library import Entity

_TITLES = ("mr", "mrs", "ms", "miss", "dr", "sir")
_TITLE = re.compile(rf"(?:(?:{'|'.join(_TITLES)})\b[. ]*)+(?=\S)", re.IGNORECASE)
#: Words that make another role of a role.
_LESSER = frozenset(("deputy", "vice", "assistant", "acting", "former", "ex", "designate", "elect"))
#: Words that only link those of a role.
_LINKS = frozenset(("of", "for", "to"))
#: The most words that are looked at before a name.
_MOST = 12
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
    for text in _in_order(typed):
        words = spelled(_DOTTED.sub(r"\1", text)).split()
        for at in range(min(len(words), _MOST + 1)):
            before = [word for word in words[:at] if word not in (*_TITLES, "the")]
            name = " ".join(words[at:])
            if _is_role(before, person):
                yield Said(name, forms)
            for start in range(len(before)):
                if _is_role(before[:start], person) and (last := _last_names("".join(before[start:]), forms)):
                    yield Said(name, last)


def _in_order(typed: str) -> Iterator[str]:
    """Yield `typed`, and where it has one comma also with what stands after that put first."""
    yield typed
    last, _, first = typed.partition(",")
    if first.strip() and "," not in first:
        yield f"{first.strip()} {last}"


def _is_role(words: Sequence[str], person: Entity) -> bool:
    """Say whether `words`, if there are any, are a role that the library gives to the person."""
    said, about = set(words) - _LINKS, set(spelled(person.about or "").split())
    return not words or (said <= about - DECISIVE and not said <= STOP_WORDS and about & _LESSER <= said)


def _last_names(initials: str, forms: Sequence[str]) -> tuple[str, ...]:
    """Return the forms before which `initials` may stand: another form has first names there that begin with them."""
    found = []
    for form in forms:
        ending = f" {spelled(form)}"
        firsts = (spelled(other).removesuffix(ending) for other in forms if spelled(other).endswith(ending))
        if any("".join(word[0] for word in first.split()).startswith(initials) for first in firsts):
            found.append(form)
    return tuple(found)
