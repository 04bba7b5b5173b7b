"""Rounds of practice: begun with questions of their own, left, offered again and resumed."""

from __future__ import annotations

import datetime as dt
import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from quizgen.asking.exercises import ask_in_order, core_first, nothing_fits
from quizgen.domain.round import KeyCommand
from quizgen.domain.study import EXAM, Entry, EntryKind, Mode
from quizgen.playing.errors import NothingToAskError, ResumeError
from quizgen.playing.exam import can_be_examined
from quizgen.playing.need import by_need, missed_first
from quizgen.playing.round_log import RoundLog, new_session
from quizgen.rendering.terminal.front import Redraw
from quizgen.rendering.terminal.keys import Key, in_a_row, key_meant
from quizgen.rendering.terminal.page import Input, Line, Style
from quizgen.study.errors import LogError
from quizgen.study.log import now
from quizgen.study.practised import practised
from quizgen.study.schedule import study_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quizgen.domain.card import WayId
    from quizgen.domain.fact import Fact
    from quizgen.domain.question import Question
    from quizgen.domain.study import Session
    from quizgen.language import Language
    from quizgen.pipeline import Library
    from quizgen.rendering.terminal.front import FrontEnd
    from quizgen.study.log import Log

#: The key that begins a new round where another one could be gone on with.
BEGIN_NEW = "n"
#: A question about several facts is about some of so many that are to be asked first.
_SEVERAL_OF = 40


class NewRound(NamedTuple):
    """What a new round is to be: at most `number` questions about `facts`, asked in `ways`, or in a mix if it is empty.

    Without a `seed` the log decides what is asked: what was missed or never practised comes first; with `missed` only
    what was missed and is not known since. `options` is the command line that begins a round like it. With `exactly`
    it asks these questions, by their ids, in this order, and nothing else.
    """

    facts: Sequence[Fact]
    ways: Sequence[WayId]
    number: int
    seed: str | None = None
    options: tuple[str, ...] = ()
    missed: bool = False
    exactly: tuple[str, ...] = ()


@dataclass(frozen=True)
class Practice:
    """Rounds of practice in one terminal. What it does may raise LogError."""

    library: Library
    log: Log

    def begin(self, new: NewRound) -> Session:
        """Return a round that begins now. Raises NothingToAskError."""
        seed = new.seed or str(int.from_bytes(os.urandom(4)) % 1_000_000)
        questions = self._draw(new, seed)
        if not questions:
            ways = self.library.asker.ways.values()
            tried = [way for way in ways if (way.id in new.ways if new.ways else way.in_rounds)]
            raise NothingToAskError(nothing_fits(new.facts, tried))
        return new_session(self.library, Mode.PRACTICE, (question.id for question in questions), new.options, seed)

    def _draw(self, new: NewRound, seed: str) -> list[Question]:
        """Return the questions of a new round; with a seed of its own the same, whatever the log holds."""
        suits = can_be_examined if EXAM in new.options else _is_asked
        if new.exactly:
            asked = (self.library.asker.exercise_by_id(id_, seed) for id_ in new.exactly)
            return [question for question in asked if question is not None and suits(question)]
        if new.seed is not None:
            return ask_in_order(
                self.library.asker, core_first(new.facts, seed), new.ways, seed, new.number, suits=suits
            )
        answers = practised(self.log, self.library.namespace)
        facts = missed_first(new.facts, answers) if new.missed else by_need(new.facts, answers, seed)
        if new.missed and not facts:
            raise NothingToAskError("Nothing was missed that is not known since; `quizgen quiz` asks what comes next")
        return ask_in_order(self.library.asker, facts, new.ways, seed, new.number, _SEVERAL_OF, suits)

    def shortfall(self, session: Session, number: int) -> str:
        """Return a sentence where a round has fewer questions than were asked for, or an empty text."""
        if len(session.questions) >= number:
            return ""
        return self.library.kb.language.ngettext(
            "{number} question fits; {wanted} were asked for.",
            "{number} questions fit together; {wanted} were asked for.",
            len(session.questions),
            wanted=number,
        )

    def resume(self, id_: str | None = None) -> Session:
        """Return the round that was stopped last, or the round with this id. Raises ResumeError where there is none."""
        session = self._last_stopped(id_)
        if session is None and id_ is not None:
            raise ResumeError("There is no such round to go on with: it has ended, or is of another library or log")
        if session is None:
            raise ResumeError("There is no stopped round to go on with; leave --resume out")
        return session

    def resume_if(self, is_wanted: Callable[[Session], bool]) -> Session | None:
        """Return the round that was stopped last, if there is one and it is wanted."""
        session = self._last_stopped()
        return session if session is not None and is_wanted(session) else None

    def give_up(self, session: Session) -> None:
        """End a round that nobody goes on with."""
        at = now()
        library, mode = session.library, session.mode
        self.log.append(Entry(f"{session.id}-end", at, study_day(at), session.id, library, mode, EntryKind.END))

    def questions(self, session: Session) -> dict[str, Question]:
        """Return the questions of a session that can still be asked, by their ids."""
        asked = (self.library.asker.exercise_by_id(id_, session.seed) for id_ in session.questions)
        return {question.id: question for question in asked if question is not None}

    def correction(self, session: Session) -> str:
        """Return a sentence on what corrections have taken out of a round since it was begun, or an empty text.

        What was answered before is not told of.
        """
        questions, language = self.questions(session), self.library.kb.language
        asked = {entry.question for entry in self.log.entries(session.id)}
        waiting = [id_ for id_ in session.questions if id_ not in asked]
        gone = sum(id_ not in questions for id_ in waiting)
        shorter = sum(bool(questions[id_].left_out) for id_ in waiting if id_ in questions)
        told = [
            language.ngettext(
                "{number} question of this round no longer fits after a correction and is left out.",
                "{number} questions of this round no longer fit after a correction and are left out.",
                gone,
            ),
            language.ngettext(
                "{number} question of this round has fewer parts after a correction.",
                "{number} questions of this round have fewer parts after a correction.",
                shorter,
            ),
        ]
        return " ".join(text for text, number in zip(told, (gone, shorter), strict=True) if number)

    def round_log(self, session: Session) -> RoundLog:
        """Return the log of a round that is played now."""
        return RoundLog(self.log, session)

    def is_last_stopped(self, session: Session) -> bool:
        """Say whether `resume` without an id goes on with this round; False where the log cannot be read."""
        last = None
        with suppress(LogError):
            last = self.log.unfinished(session.library, session.mode)
        return last is not None and last.id == session.id

    def story(self, session: Session) -> str:
        """Return a sentence on when a round was begun, and how far it went."""
        language = self.library.kb.language
        begun = dt.datetime.fromtimestamp(session.started / 1000).astimezone()
        return language.ngettext(
            "A round of {day}, {time} is unfinished after {done} of {number} question.",
            "A round of {day}, {time} is unfinished after {done} of {number} questions.",
            len(session.questions),
            day=language.day_forms(begun.month, begun.day)[0],
            time=f"{begun:%H:%M}",
            done=len(self.log.entries(session.id)),
        )

    def _last_stopped(self, id_: str | None = None) -> Session | None:
        """Return the last round that was begun, or the round with this id; None where it has no questions left.

        An exam is not gone on with.
        """
        session = self.log.unfinished(self.library.namespace, Mode.PRACTICE, id_)
        if session is None or session.is_exam:
            return None
        asked = {entry.question for entry in self.log.entries(session.id)}
        return session if self.questions(session).keys() - asked else None


def offer(language: Language, front: FrontEnd, story: str) -> str:
    """Offer to go on with a round that `story` tells of. Return "" to go on, n to begin a new round, or q to leave."""
    gettext = language.gettext
    keys = [
        Key(gettext("Enter"), gettext("go on with it")),
        Key(BEGIN_NEW, gettext("begin a new one")),
        Key(KeyCommand.STOP, gettext("leave")),
    ]
    page = [Line(story), Line(in_a_row(keys), Style.KEYS)]
    front.show(page)
    while True:
        try:
            typed = front.read(Input(goes_on=True)).lower()
        except Redraw:
            front.clear()
            front.show(page)
            continue
        except EOFError:
            return KeyCommand.STOP
        key = language.key_words.get(typed, key_meant(language, keys, typed))
        if key in ("", BEGIN_NEW, KeyCommand.STOP):
            return key
        front.show([Line(gettext("Only these keys mean something here:"), Style.FAINT), page[-1]])


def _is_asked(_question: Question) -> bool:
    return True
