"""What a round leaves in the log, and the cards that it keeps from other terminals meanwhile."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizgen.domain.study import Mode, Session
from quizgen.playing.leases import lease, new_holder, round_as_a_whole
from quizgen.study.errors import LogError
from quizgen.study.log import now

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.question import Question
    from quizgen.domain.study import Entry
    from quizgen.pipeline import Library
    from quizgen.study.log import Log


def new_session(library: Library, mode: Mode, questions: Iterable[str], options: Iterable[str], seed: str) -> Session:
    """Return a session that begins now, about questions by their ids; its own id is the name of a holder."""
    return Session(new_holder(), library.namespace, mode, now(), tuple(questions), tuple(options), seed)


@dataclass
class Record:
    """The log of one round. What it does may raise LogError.

    `holder` is the name under which this terminal plays, another than the session's where a round is resumed. `line`
    is the last line of the log when the questions of a review were chosen. `due` tells for each fact that was
    reviewed here on which study day it comes back.
    """

    log: Log
    session: Session
    holder: str
    line: int = 0
    due: dict[str, int] = field(default_factory=dict, init=False)
    _lines: dict[str, int] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.memory = self.log.memory(self.session.library)
        #: What was answered before, where the round is resumed.
        self.entries = tuple(self.log.entries(self.session.id))
        self.is_begun = bool(self.entries)

    def keep(self, entry: Entry) -> None:
        """Keep an entry; what else has to be written comes first, so that nothing fails once it is kept."""
        if self.session.mode is Mode.PRACTICE:
            lease(self.memory, round_as_a_whole(self.session.id), self.holder)
        if not self.is_begun:
            self.log.begin(self.session)
            self.is_begun = True
        card = self.log.append(entry)
        if entry.question is not None:
            self._lines[entry.question] = self.memory.line()
        if entry.fact is not None and self.session.mode is Mode.REVIEW:
            self.due.pop(entry.fact, None)
            if card is not None:
                self.due[entry.fact] = card.due

    def lease(self, question: Question) -> bool:
        """Hold the card of a question; say whether no other terminal asks it, or has since this round began.

        To hold a card is a courtesy: where the log cannot be written just now, it is asked all the same.
        """
        card = (str(question.fact.id), question.way.value)
        try:
            if not lease(self.memory, card, self.holder):
                return False
            line = self._lines.get(question.id, self.line)
            if not self.memory.answered_since(*card, line):
                return True
            self.memory.give_back(*card, self.holder)  # there it may come back
        except LogError:
            return True
        return False

    def give_back(self) -> None:
        """Let other terminals have what is held; where the log cannot be written, they have it in ten minutes."""
        with suppress(LogError):
            self.memory.give_back_all(self.holder)

    def coming(self) -> dict[str, int]:
        """Return the study day on which each fact comes back in the reviews, by its id; the first one counts."""
        days: dict[str, int] = {}
        for card in self.memory.cards():
            days[card.fact] = min(card.due, days.get(card.fact, card.due))
        return days
