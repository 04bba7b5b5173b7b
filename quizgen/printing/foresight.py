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
    from quizgen.rendering.sheets.flashcard import Flashcard

#: A side of a card with fewer characters has room for them in usual type.
_ROOM = 320


def paper_problems(library: Library) -> list[Problem]:
    """Return what paper will refuse in usual print, sorted by place; for a library with problems only characters."""
    from quizgen.rendering.sheets.press import Press  # noqa: PLC0415  Typst is loaded only where something is printed

    kb, press, layout = library.kb, Press(), Layout()
    problems = []
    try:
        press.check(words_of(kb), layout)
    except UnprintableError as error:
        problems += unprintable_problems(kb, error.characters)
    if library.problems or problems:
        return problems
    pack = make_flashcards(kb, kb.facts.values(), library.name)
    full = pack._replace(cards=tuple(card for card in pack.cards if _is_full(card)))
    try:
        if full.cards:
            flashcards_pdf(press, full, CardOptions(), layout)
    except TooLongError as error:
        problems += too_long_problems(kb, error.ids)
    return problems


def _is_full(card: Flashcard) -> bool:
    accounts = (f"{account.answer} {account.who}" for account in card.accounts)
    back = " ".join((card.answer, card.status, card.note, *accounts, *card.sources))
    return max(len(card.front), len(back)) >= _ROOM
