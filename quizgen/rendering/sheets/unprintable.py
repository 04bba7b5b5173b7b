"""What paper refuses: characters that no font has, with where in the library they stand, and text without room."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from quizgen.domain.problem import Problem, problem_at
from quizgen.domain.text import Text, plain
from quizgen.domain.unseen import is_unseen
from quizgen.domain.words import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.domain.knowledge import KnowledgeBase

RULE = "unprintable-character"


class RefusedError(Exception):
    """What paper refuses in one document or in several, as it stands in the data.

    `characters` are those that no font has; `ids` those of facts and sources whose text has no room.
    """

    def __init__(self, characters: Iterable[str] = (), ids: Iterable[str] = ()) -> None:
        self.characters, self.ids = tuple(dict.fromkeys(characters)), tuple(dict.fromkeys(ids))
        super().__init__(self.characters, self.ids)

    def __str__(self) -> str:
        codes = " ".join(f"U+{ord(character):04X}" for character in self.characters)
        sentences = (
            f"No font has {codes}" if codes else "",
            f"There is no room for the text of {', '.join(self.ids)}" if self.ids else "",
        )
        return ". ".join(filter(None, sentences))


class UnprintableError(RefusedError):
    """Characters that no font of the sheet has: all of a document's."""


class TooLongError(RefusedError):
    """Text that doesn't fit even in the smallest type: all of a document's."""


class LogoError(ValueError):
    """A picture that cannot be printed; the text is a whole sentence that says why and what can be done."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The logo cannot be printed ({why}); save it again as PNG.")


def unprintable_problems(kb: KnowledgeBase, characters: Iterable[str]) -> list[Problem]:
    """Return a problem for each text of the library that holds any of `characters`, sorted by place.

    One that nobody sees is a problem by itself, as it is to be deleted.
    """
    wanted = sorted(set(characters))
    problems = set()
    for path, text in _placed_texts(kb):
        held = [character for character in wanted if character in text]
        seen = [character for character in held if not is_unseen(character)]
        messages = [unprintable_message(character) for character in held if is_unseen(character)]
        messages += [unprintable_message(seen[0], len(seen) - 1)] if seen else []
        problems |= {problem_at(path, text, RULE, message) for message in messages}
    return sorted(problems)


def words_of(kb: KnowledgeBase) -> list[str]:
    """Return the words of a library that hold more than ASCII, each once; every font has what the others hold."""
    unusual = (text for _, text in _placed_texts(kb) if not text.isascii())
    return [*dict.fromkeys(word for text in unusual for word in text.split() if not word.isascii())]


def _placed_texts(kb: KnowledgeBase) -> Iterator[tuple[str, Text]]:
    """Yield every text of a library with the path of its file."""
    docs = kb.documents
    records: list[Any] = [*docs.infos[:1], *docs.sources, *docs.entities, *docs.recipes, *kb.topics.values()]
    return ((record.path, text) for record in records for text in _texts(record))


def too_long_problems(kb: KnowledgeBase, ids: Iterable[str]) -> list[Problem]:
    """Return a problem for each fact or source of these ids whose text has no room on paper, sorted by place."""
    advice = "there is no room for its text, not even in the smallest type; shorten it, or print it smaller"
    records = [kb.facts.get(id_) or kb.sources[id_] for id_ in dict.fromkeys(ids)]
    return sorted(problem_at(record.path, record.id, "too-long", f"'{record.id}': {advice}") for record in records)


def name_problems(path: str, names: Iterable[Text], characters: Iterable[str]) -> list[Problem]:
    """Return a problem for each pupil's name, from the file at `path`, that holds one of `characters`."""
    wanted = sorted(set(characters))
    return [
        problem_at(path, name, RULE, f"in '{name}': {unprintable_message(character)}")
        for name in names
        for character in wanted
        if character in name
    ]


def option_problems(options: Iterable[tuple[str, str]], characters: Iterable[str]) -> list[str]:
    """Return a sentence for each text that an option of the command line gave and that holds one of `characters`."""
    wanted = sorted(set(characters))
    return [
        f"In {option} '{plain(text)}': {unprintable_message(character)}"
        for option, text in options
        for character in wanted
        if character in text
    ]


def unprintable_message(character: str, others: int = 0) -> str:
    """Return what to say of a character that no font has, beside so many others, or that may stand on no sheet."""
    name = unicodedata.name(character, "a character without a name")
    seen = f"'{character}' " if character.isprintable() else ""
    if is_unseen(character):
        return f"the character U+{ord(character):04X} ({name}) cannot be printed; delete it"
    more = f" and {count(others, 'other')} in this text" if others else ""
    return (
        f"no font has the character {seen}U+{ord(character):04X} ({name}){more}; "
        f"name a font that has {'them' if others else 'it'} with --font, or write it otherwise"
    )


def _texts(value: object) -> Iterator[Text]:
    """Yield each text in a record, however deep."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
