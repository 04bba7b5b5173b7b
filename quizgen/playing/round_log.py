"""What a round leaves in the log, and what other terminals have left there meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizgen.domain.study import LEECH, LEECH_AGAIN, Grade, Mode, Session
from quizgen.study.errors import LogError
from quizgen.study.log import new_id, now
from quizgen.study.schedule import CardKey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.question import Question
    from quizgen.domain.study import Card, Entry
    from quizgen.pipeline import Library
    from quizgen.study.log import Log


def new_session(library: Library, mode: Mode, questions: Iterable[str], options: Iterable[str], seed: str) -> Session:
    """Return a session that begins now, about questions by their ids."""
    at = now()
    return Session(new_id(at), library.namespace, mode, at, tuple(questions), tuple(options), seed)


@dataclass
class RoundLog:
    """The log of one round. What it does may raise LogError.

    `line` was the last line of the log when the questions of a review were chosen. `due` holds the study day on which
    each fact that was reviewed here comes back.
    """

    log: Log
    session: Session
    line: int = 0
    due: dict[str, int] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.cards = self.log.cards(self.session.library)
        #: The answers and skips from before, where the round is resumed.
        self.entries = tuple(self.log.entries(self.session.id))
        self.is_begun = bool(self.entries)

    def keep(self, entry: Entry) -> None:
        """Keep an entry; the session comes first, so that nothing fails once the entry is kept."""
        if not self.is_begun:
            self.log.begin(self.session)
            self.is_begun = True
        card = self.log.append(entry)
        if entry.fact is not None and self.session.mode is Mode.REVIEW:
            self.due.pop(entry.fact, None)
            if card is not None:
                self.due[entry.fact] = card.due

    def is_answered_elsewhere(self, question: Question) -> bool:
        """Say whether another terminal has answered a review's question since it was chosen here.

        Where the log cannot be read, it has not: asking twice does less harm than not at all.
        """
        key = CardKey(self.session.library, str(question.fact.id), question.way)
        try:
            return self.log.is_answered_elsewhere(key, self.session.id, self.line)
        except LogError:
            return False

    def leeches(self) -> list[Card]:
        """Return the cards that were forgotten in this review, and so often that something else has to be done."""
        forgotten = {
            (entry.fact, entry.way) for entry in self.log.entries(self.session.id) if entry.grade is Grade.AGAIN
        }
        return [card for card in self.cards.all() if (card.fact, card.way) in forgotten and _is_told(card.lapses)]

    def coming(self) -> dict[str, int]:
        """Return the first study day on which each fact comes back in the reviews, by its id."""
        days: dict[str, int] = {}
        for card in self.cards.all():
            days[card.fact] = min(card.due, days.get(card.fact, card.due))
        return days


def _is_told(lapses: int) -> bool:
    """Say whether a card that was just forgotten is told of: at first, and then now and again."""
    return lapses >= LEECH and (lapses - LEECH) % LEECH_AGAIN == 0
