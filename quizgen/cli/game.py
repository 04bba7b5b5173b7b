"""A round being played: questions go to the screen, answers into the log before anything is said of them."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import click

from quizgen.cli.common import say, shown_path
from quizgen.cli.playing import now, takes, telling
from quizgen.cli.writing import stopping_in_order
from quizgen.domain.proof import fact_digest
from quizgen.domain.round import Aside, Round, Stage
from quizgen.domain.study import EntryKind, Mode
from quizgen.domain.words import count
from quizgen.rendering.terminal.feedback import amended_page, feedback_page, sources_page
from quizgen.rendering.terminal.front import Redraw
from quizgen.rendering.terminal.keys import help_page, key_line
from quizgen.rendering.terminal.page import Input, Line, Style
from quizgen.rendering.terminal.pages import added_page, hint_page, question_page, reading
from quizgen.rendering.terminal.summary import result, summary_page
from quizgen.study.engine import Engine
from quizgen.study.errors import LogError
from quizgen.study.log import new_id
from quizgen.study.schedule import study_day, warm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from quizgen.domain.question import Question
    from quizgen.domain.round import State, Step
    from quizgen.domain.study import Entry, Session
    from quizgen.domain.verdict import Verdict
    from quizgen.grading.grader import Grader
    from quizgen.pipeline import Library
    from quizgen.rendering.terminal.front import FrontEnd
    from quizgen.rendering.terminal.page import Page, Size
    from quizgen.study.log import Log
    from quizgen.study.memory import Memory


@dataclass
class Game:
    """A round being played: it holds the log and the screen together, and keeps out of other terminals' way.

    `again` is the command that plays such a round again, `resume` tells the one that goes on with it.
    """

    library: Library
    log: Log
    front: FrontEnd
    session: Session
    questions: Mapping[str, Question]
    again: str
    resume: Callable[[], str] | None = None
    minutes: float | None = None
    stamp: str | None = None
    entries: tuple[Entry, ...] = ()
    due: dict[str, int] = field(default_factory=dict)
    #: The name under which this terminal plays, another than the session's where a round is resumed.
    player: str = ""
    #: The line of the log that keeps the last answer to each question.
    lines: dict[str, int] = field(default_factory=dict)
    grader: Grader | None = None
    #: The last line of the log when the questions of a review were chosen.
    line: int = 0

    def __post_init__(self) -> None:
        self.begun = bool(self.entries)
        self.player = self.player or self.session.id
        self.notice = ""
        kb = self.library.kb
        self.memory: Memory = self.log.memory(self.session.library)
        deadline = None if self.minutes is None else now() + round(self.minutes * 60_000)
        where = shown_path(self.library, ".")
        root = "" if where == "." else f"{where}/"
        self.round = Round(kb, self.session, self.questions, deadline, root, frozenset(self._changed()))
        self.engine = Engine(
            round=self.round,
            grade=self._grade,
            clock=now,
            new_id=lambda: new_id(now()),
            day=study_day,
            says=lambda question: fact_digest(kb, question.fact),
            stamp=self.stamp,
        )
        self.state = self.engine.start(self.entries)

    def _grade(self, question: Question, given: str) -> Verdict:
        if self.grader is None:
            from quizgen.grading.grader import Grader  # noqa: PLC0415  the first question need not wait for it

            self.grader = Grader(self.library.kb)
        return self.grader.grade(question, given)

    def _changed(self) -> Iterable[str]:
        for fact in {str(question.fact.id): question.fact for question in self.questions.values()}.values():
            last = self.memory.last_answer(str(fact.id))
            if last is not None and last.says not in (None, fact_digest(self.library.kb, fact)):
                yield str(fact.id)

    def play(self) -> None:
        """Ask until the round is left. Raises KeyboardInterrupt where it is broken off; all answers are kept."""
        shown: State | None = None
        with stopping_in_order():
            while not self.state.stage.is_left:
                try:
                    if self.state is not shown:
                        self._claim()
                        self.front.show(self._page(shown))
                        shown = self.state
                        if self.stamp is not None:
                            warm()  # now that there is something to read
                    text = self.front.read(reading(self.round, self.state))
                except Redraw:
                    self.front.clear()
                    shown = None
                    continue
                except EOFError:
                    text = "" if self.state.stage is Stage.OVER else "q"
                if not self._take(self.engine.step(self.state, text)):
                    shown = None
        if self.state.stage is Stage.STOPPED:
            self.front.show(self._summary())

    def _take(self, step: Step) -> bool:
        """Keep what a step leads to, and only then go on; return False where the page is to be shown anew."""
        try:
            for entry in step.entries:
                self._keep(entry)
        except LogError as error:
            lines = [
                Line(f"Not kept, so it does not count yet: {error}", Style.WRONG),
                Line("Answer again, or q to stop."),
            ]
            self.front.show(lines)
            if not self.front.is_live:
                raise click.ClickException(str(error)) from None
            return False
        is_same, self.state = step.state is self.state, step.state
        if step.notice and is_same and self.front.size.is_small:
            self.notice = step.notice
            return False
        if step.notice:
            self.front.show([Line(step.notice, Style.FAINT)])
        if step.aside is Aside.HELP:
            self._help()
        elif step.aside is Aside.SOURCES:
            self.front.show(sources_page(self.round, self.state, self.front.size))
        return step.aside is not Aside.HELP

    def _help(self) -> None:
        """Show what the keys do, until somebody who sits there has read it."""
        self.front.show(help_page(self.round, self.state, self.front.size))
        if self.front.is_live:
            self.front.show([Line("Enter goes back", Style.KEYS)])
            try:
                self.front.read(Input(goes_on=True))
            except Redraw:
                self.front.clear()
            except EOFError:
                return

    def _keep(self, entry: Entry) -> None:
        """Keep an entry; what else has to be written comes first, so that nothing fails once it is kept."""
        if self.session.mode is Mode.PRACTICE:
            takes(self.memory, round_of(self.session), self.player)
        if not self.begun:
            self.log.begin(self.session)
            self.begun = True
        card = self.log.append(entry)
        if entry.question is not None:
            self.lines[entry.question] = self.memory.line()
        if entry.fact is not None and self.session.mode is Mode.REVIEW:
            self.due.pop(entry.fact, None)
            if card is not None:
                self.due[entry.fact] = card.due

    def _answered_elsewhere(self, question: Question) -> bool:
        """Say whether another terminal has answered a card since this one did, or since its cards were chosen."""
        line = self.lines.get(question.id, self.line)
        return self.memory.answered_since(str(question.fact.id), question.way.value, line)

    def _claim(self) -> None:
        """In a review, leave out what another terminal asks just now, or has asked since this one began.

        To hold a card is a courtesy: where the log cannot be written just now, it is asked all the same.
        """
        with suppress(LogError):
            self._claim_first()

    def _claim_first(self) -> None:
        while self.session.mode is Mode.REVIEW and self.state.stage is Stage.ASKING:
            question = self.questions[self.state.queue[0]]
            card = (str(question.fact.id), question.way.value)
            if takes(self.memory, card, self.session.id):
                if not self._answered_elsewhere(question):
                    return
                self.memory.free(*card, self.session.id)  # there it may come back
            self.state = self.engine.drop(self.state)

    def _page(self, shown: State | None) -> Page:
        """Return the page of the state, or what it adds to the one that is `shown`, and what is to be noticed there."""
        size = self.front.size
        page = self._made(shown, size)
        if not self.front.fits(page):
            page = self._made(shown, replace(size, full=True))
        notice, self.notice = self.notice, ""
        return [*page[:-1], Line(notice, Style.FAINT), page[-1]] if notice else page

    def _made(self, shown: State | None, size: Size) -> Page:
        return self._whole(size) if shown is None else self._added(shown, size)

    def _added(self, shown: State, size: Size) -> Page:
        """Return what the state adds to the one that is `shown`."""
        match self.state.stage:
            case Stage.ASKING if shown.stage is Stage.ASKING and shown.queue == self.state.queue and self.state.hint:
                return hint_page(self.round, self.state, size)
            case Stage.REVEALED | Stage.NEAR | Stage.UNCLEAR:
                return added_page(self.round, self.state, size)
            case Stage.FEEDBACK if shown.stage is Stage.FEEDBACK:
                return amended_page(self.round, self.state, size, self._due())
            case Stage.FEEDBACK:
                return feedback_page(self.round, self.state, size, self._due())
            case _:
                return self._whole(size)

    def _due(self) -> int | None:
        return self.due.get(self.state.entries[-1].fact or "")

    def _whole(self, size: Size) -> Page:
        """Return all of the state's page."""
        match self.state.stage:
            case Stage.FEEDBACK:
                return feedback_page(self.round, self.state, size, self._due(), alone=True)
            case Stage.OVER:
                return [*self._summary(), key_line(self.round, self.state, size)]
            case _:
                return question_page(self.round, self.state, size)

    def _summary(self) -> Page:
        return summary_page(self.round, self.state, self.coming(), self.go_on())

    def coming(self) -> dict[str, int]:
        """Return the study day on which each fact comes back in the reviews, by its id; the first one counts."""
        found: dict[str, int] = {}
        for card in self.memory.cards():
            found[card.fact] = min(card.due, found.get(card.fact, card.due))
        return found

    def go_on(self) -> str:
        """Return the command that goes on from here."""
        left = self.state.stage not in (Stage.OVER, Stage.ENDED)
        unfinished = left and self.state.queue and self.begun
        return self.resume() if unfinished and self.resume else self.again

    def result(self) -> dict[str, Any]:
        """Return how the round went, ready for JSON."""
        return result(self.round, self.state, self.coming(), self.go_on())


def round_of(session: Session) -> tuple[str, str]:
    """Return the name under which a round as a whole is held, so that no two terminals play it."""
    return (session.id, "round")


def run(game: Game, *, as_json: bool) -> None:
    """Play a round to its end and print its result. Raises click.exceptions.Exit with 130 where it was broken off."""
    with telling(), game.log:
        interrupted = _played(game)
        go_on = game.go_on()
        with suppress(LogError):  # what is held is free again in ten minutes anyhow
            game.memory.release(game.player)
        if as_json:
            click.echo(json.dumps(game.result(), ensure_ascii=False, indent=2))
    if interrupted:
        kept = sum(entry.kind is EntryKind.ANSWER for entry in game.state.entries)
        try:
            say(f"\nStopped; {count(kept, 'answer')} kept. Go on with: {go_on}", err=True)
        except OSError:  # the window was closed: nothing more can be said, also not what is still to be written
            for number in (1, 2):
                os.dup2(os.open(os.devnull, os.O_WRONLY), number)
        raise click.exceptions.Exit(130)


def _played(game: Game) -> bool:
    """Play a round; return whether it was broken off."""
    try:
        game.play()
    except KeyboardInterrupt:
        return True
    return False
