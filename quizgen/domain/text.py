"""Text that remembers its place in a file, so that a problem can point there, and plain forms of texts."""

from __future__ import annotations

import re
from functools import cache
from typing import Self

from quizgen.domain.unseen import is_unseen
from quizgen.language.characters import HIDDEN_FROM, HIDDEN_RUN, composed, without_ignorables

#: Typographic quote marks and their plain forms; nothing else about a fragment may differ from its article.
QUOTES = str.maketrans({"‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
#: A command in a sentence; and what stands for its spaces while lines are broken, a code that no text has.
_COMMAND, _HELD = re.compile(r"`[^`]+`"), "\ue000"
_WHITE = re.compile(r"[ \t\n\r\f\v\x85\u2028\u2029]+")  # not the spaces at which no line may break


def single_spaced(text: str) -> str:
    """Return `text` on one line, with single spaces and none at its ends."""
    return _WHITE.sub(" ", text).strip()


def visible(text: str) -> str:
    r"""Return `text` with each unseen character written out, as \x1b or \u202e: fit for one line of a terminal."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        character.encode("unicode_escape").decode() if is_unseen(character) else character for character in text
    )


def held_together(text: str, width: int) -> str:
    """Return `text` with no spaces in the commands that fit into one line of this width; `let_go` brings them back."""
    return _COMMAND.sub(lambda found: as_one_word(found[0]) if len(found[0]) <= width else found[0], text)


def as_one_word(text: str) -> str:
    """Return `text` without spaces, for the time while lines are broken; `let_go` brings them back."""
    return text.replace(" ", _HELD)


def let_go(text: str) -> str:
    """Return a text that was held together, as it was before."""
    return text.replace(_HELD, " ")


def plain(text: str) -> str:
    """Return `text` on one line and without unseen characters; what is no whole character becomes U+FFFD.

    A pupil's name or a title does not pass through the reader of the library, which refuses such characters. Markup,
    which stands in hidden runs, stays, and so do the lines of a block of code.
    """
    if HIDDEN_FROM not in text:
        return _plain_line(text)
    parts = HIDDEN_RUN.split(text)
    for place in range(0, len(parts), 2):
        is_code = place > 0 and parts[place - 1].startswith(f"{HIDDEN_FROM}block ")
        lines = parts[place].split("\n") if is_code else ()
        parts[place] = "\n".join(map(_without_unseen, lines)) if is_code else _plain_line(parts[place])
    return "".join(parts)


def _plain_line(text: str) -> str:
    return _without_unseen(_WHITE.sub(" ", text))


def _without_unseen(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    others = {ord(character): _plain_character(character) for character in set(text)}  # a text has few that differ
    return text.translate(others)


@cache
def _plain_character(character: str) -> str:
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF or (code & 0xFFFE) == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return "\ufffd"  # half of a surrogate pair, or a code that stands for no character
    return "" if is_unseen(character) else character


def plain_quotes(text: str) -> str:
    """Return `text` with plain quote marks, single spaces, each letter as one character, and nothing unseen."""
    return " ".join(composed(without_ignorables(text)).translate(QUOTES).split())


class Text(str):
    """A string with the place of its first character; `line` and `col` count from 1."""

    __slots__ = ("col", "line")
    line: int
    col: int

    @classmethod
    def at(cls, value: str, line: int, col: int) -> Self:
        """Return `value` as a Text standing at `line` and `col`, both counted from 1."""
        text = cls(value)
        text.line = line
        text.col = col
        return text


class Ref(Text):
    """The id of a record that is described elsewhere: an entity, a source, a fact."""

    __slots__ = ()

    @property
    def in_words(self) -> str:
        """Return the name that a person or place with such an id mostly has: 'Jane Doe' for 'jane-doe'."""
        return self.replace("-", " ").title()
