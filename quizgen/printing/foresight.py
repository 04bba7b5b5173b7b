"""What paper will refuse of a library, told before anything is printed: characters that no font has, text without room.

Sheets and timelines have room for whatever a library may hold; a card has not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.rendering.sheets.cards_pdf import flashcards_pdf, make_flashcards
from quizgen.rendering.sheets.flashcard import CardOptions
from quizgen.rendering.sheets.layout import Layout
from quizgen.rendering.sheets.unprintable import (
    TooLongError,
    UnprintableError,
    too_long_problems,
    unprintable_problems,
    words_of,
)

if TYPE_CHECKING:
    from quizgen.domain.problem import Problem
    from quizgen.pipeline import Library
    from quizgen.rendering.sheets.flashcard import Flashcard, Flashcards

#: A side of a card with fewer characters has room for them in usual type.
_ROOM = 320


#: So many characters are a line of a card.
_LINE = 40


class Foresight:
    """Tells what paper will refuse, again and again: words and cards that it takes need not be tried a second time."""

    def __init__(self) -> None:
        from quizgen.rendering.sheets.press import Press  # noqa: PLC0415  Typst is loaded only to print something

        self._press = Press()
        self._words: set[str] = set()
        self._cards: set[Flashcards] = set()

    def problems(self, library: Library) -> list[Problem]:
        """Return what paper will refuse in usual print, sorted by place.

        Of a library with problems only characters are looked at.
        """
        kb = library.kb
        words = [word for word in words_of(kb) if word not in self._words]
        try:
            self._press.check(words, Layout())
        except UnprintableError as error:
            return unprintable_problems(kb, error.characters)
        self._words.update(words)
        if library.problems:
            return []
        marked = library.marked.kb
        pack = make_flashcards(marked, marked.facts.values(), library.name, font=None)  # no drawing needs room
        full = {pack._replace(cards=(card,)) for card in pack.cards if _is_full(card)} - self._cards
        cards = tuple(card for one in full for card in one.cards)
        try:
            if cards:
                flashcards_pdf(self._press, pack._replace(cards=cards), CardOptions(), Layout())
        except TooLongError as error:
            return too_long_problems(kb, error.ids)
        self._cards |= full
        return []


def paper_problems(library: Library) -> list[Problem]:
    """Return what paper will refuse in usual print, sorted by place; for a library with problems only characters."""
    return Foresight().problems(library)


def _is_full(card: Flashcard) -> bool:
    accounts = (f"{account.answer} {account.who}" for account in card.accounts)
    back = " ".join((card.answer, card.status, card.note, *accounts, *card.sources))
    return max(map(_length, (card.front, back))) >= _ROOM


def _length(text: str) -> int:
    """Return about how much room a text takes, in characters; a line of code takes as much as a line of text."""
    return len(text) + _LINE * text.count("\n")
