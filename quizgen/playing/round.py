"""A round in a terminal: questions go to the screen, and answers into the log before anything is said of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from quizgen.domain.proof import fact_digest
from quizgen.domain.round import Aside, Round, Stage
from quizgen.domain.study import EntryKind, Grade, Mode
from quizgen.playing.engine import Engine
from quizgen.playing.exam import ExamEngine
from quizgen.playing.own_answers import OwnAnswers
from quizgen.reading.layout import is_installed
from quizgen.rendering.terminal.feedback import amended_page, feedback_page, sources_page
from quizgen.rendering.terminal.front import Redraw, nothing_comes
from quizgen.rendering.terminal.keys import help_page, key_line
from quizgen.rendering.terminal.page import Input, Line, Style
from quizgen.rendering.terminal.pages import added_page, hint_page, question_page, reading
from quizgen.rendering.terminal.summary import result, summary_page
from quizgen.rendering.terminal.why_wrong import why_wrong_page
from quizgen.study.errors import LogError
from quizgen.study.log import new_id, now
from quizgen.study.schedule import study_day, warm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from quizgen.domain.question import Question
    from quizgen.domain.round import State, Step
    from quizgen.pipeline import Library
    from quizgen.playing.round_log import RoundLog
    from quizgen.rendering.terminal.front import FrontEnd
    from quizgen.rendering.terminal.page import Page, Size


@dataclass
class LiveRound:
    """A round in a terminal: it holds the log and the screen together, and leaves out what others have answered.

    `questions` are the questions of the session that can still be asked, by their ids. `again` is the command that
    plays a round like it, `resume` returns the command that goes on with it, and `after`, once all was asked, the next
    one: it is told whether something was missed. The round ends after so many `minutes`.
    `stamp` says how the reviews are scheduled; it is None in practice. `notice` is a sentence for the next page.
    `leads` are the questions whose fact is shown before they are asked, each with how many questions before.
    """

    library: Library
    front: FrontEnd
    round_log: RoundLog
    questions: Mapping[str, Question]
    again: str
    resume: Callable[[], str] | None = None
    after: Callable[[bool], str] | None = None
    minutes: float | None = None
    stamp: str | None = None
    notice: str = ""
    leads: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        kb = self.library.kb
        self.own_answers = OwnAnswers(self.library, self.round_log.log)
        #: What stands on the screen since the question on it was shown.
        self.written: list[Page] = []
        deadline = None if self.minutes is None else now() + round(self.minutes * 60_000)
        folder = self.library.shown_path(".")
        root = None if is_installed(self.library.root) else "" if folder == "." else f"{folder}/"
        changed = frozenset(self._changed_facts())
        self.round = Round(
            kb, self.round_log.session, self.questions, deadline, root, changed, self._intervals, self.leads
        )
        self.engine = (ExamEngine if self.round.session.is_exam else Engine)(
            round=self.round,
            grade=self.own_answers.grade,
            clock=now,
            new_id=lambda: new_id(now()),
            day=study_day,
            says=lambda question: fact_digest(kb, question.fact),
            stamp=self.stamp,
            objection=self.own_answers.objection,
            asks_back=self.front.is_live,
        )
        self.state = self.engine.start(self.round_log.entries)

    def _intervals(self, question: Question) -> Mapping[Grade, int]:
        """Return in how many days a card would come back after each grade; nothing in practice."""
        if self.stamp is None:
            return {}
        try:
            cards, day = self.round_log.cards, study_day(now())
            return cards.intervals(str(question.fact.id), question.way, day, self.stamp)
        except LogError:  # the answer can be judged without
            return {}

    def _changed_facts(self) -> Iterator[str]:
        """Yield the ids of the facts that were changed since they were last answered."""
        for fact in {str(question.fact.id): question.fact for question in self.questions.values()}.values():
            last = self.round_log.log.last_answer(self.library.namespace, str(fact.id))
            if last is not None and last.says not in (None, fact_digest(self.library.kb, fact)):
                yield str(fact.id)

    def play(self, check: Callable[[], None] = nothing_comes) -> None:
        """Ask until the round is left; all answers are kept.

        `check` is called while an answer is waited for, and may raise KeyboardInterrupt to break the round off. Raises
        KeyboardInterrupt, and LogError where an answer cannot be kept and nobody is there to give it again.
        """
        shown: State | None = None
        while not self.state.stage.is_left:
            try:
                if self.state is not shown:
                    self._drop_answered()
                    self._show(self._page(shown))
                    shown = self.state
                    if self.stamp is not None:
                        warm()  # now that there is something to read
                text = self._read(check)
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

    def _drop_answered(self) -> None:
        """In a review, leave out what another terminal has answered since the cards were chosen."""
        while self.round_log.session.mode is Mode.REVIEW and self.state.stage is Stage.ASKING:
            if not self.round_log.is_answered_elsewhere(self.questions[self.state.queue[0]]):
                return
            self.state = self.engine.drop(self.state)

    def _take(self, step: Step) -> bool:
        """Keep the entries of a step, and only then go on; return False where the page is to be shown anew."""
        try:
            for entry in step.entries:
                self.round_log.keep(entry)
        except LogError as error:
            gettext = self.library.kb.language.gettext
            failure = Line(gettext("Not kept, so it does not count yet: {error}", error=error), Style.WRONG)
            self._show([failure, Line(gettext("Answer again, or q to stop."))])
            if not self.front.is_live:
                raise
            return False
        is_same, self.state = step.state is self.state, step.state
        if step.notice and (self.state.half or (is_same and self.front.size.is_small)):
            self.notice = step.notice
            return False
        if step.notice:
            self._show([Line(step.notice, Style.FAINT)])
        if step.aside is Aside.HELP:
            self._help()
        elif step.aside is Aside.SOURCES:
            self._show(sources_page(self.round, self.state, self.front.size))
        elif step.aside is Aside.WHY:
            self._show(why_wrong_page(self.round, self.state, self.front.size))
        return step.aside is not Aside.HELP

    def _help(self) -> None:
        """Show what the keys do, until somebody who sits there has read it."""
        end = [Line(self.library.kb.language.gettext("Enter goes back"), Style.KEYS)]
        pages = [help_page(self.round, self.state, size) for size in (self.front.size, self._full)]
        fitting = (page for page in pages if self.front.fits(page[1:], end))  # it begins with an empty row
        self._show(next(fitting, pages[-1]))
        if self.front.is_live:
            self.front.show(end)
            try:
                self.front.read(Input(goes_on=True))
            except Redraw:
                self.front.clear()
            except EOFError:
                return

    def _read(self, check: Callable[[], None]) -> str:
        """Return the next key or line, and remember that a line stands on the screen."""
        what = reading(self.round, self.state)
        text = self.front.read(what, check)
        if what.line:
            self.written.append([Line(text, mark=">")])
        return text

    def _show(self, page: Page) -> None:
        """Show a page below what was written."""
        self.front.show(page)
        self.written.append(page)

    def _page(self, shown: State | None) -> Page:
        """Return the page of the state, or only what comes below the state that is `shown`; with a notice, if any.

        Where the question would scroll out of sight, a new screen begins with it.
        """
        size = self.front.size
        page = [] if shown is None else self._addition(shown, size)
        if not page or not self.front.fits(*self.written, page):
            sizes = (size._replace(spare=True), size, self._full)
            fitting = next(filter(self.front.fits, map(self._whole_page, sizes)), None)
            if page and fitting:
                self.front.turn_over()
            self.written = []
            page = fitting or self._whole_page(self._full)
        notice, self.notice = self.notice, ""
        return [*page[:-1], Line(notice, Style.FAINT), page[-1]] if notice else page

    @property
    def _full(self) -> Size:
        return self.front.size._replace(full=True)

    def _addition(self, shown: State, size: Size) -> Page:
        """Return what comes below the page of the state that is `shown`; nothing where there is a page to itself."""
        match self.state.stage:
            case Stage.ASKING if shown.stage is Stage.ASKING and shown.queue == self.state.queue and self.state.hint:
                return hint_page(self.round, self.state, size)
            case Stage.REVEALED | Stage.NEAR | Stage.UNCLEAR:
                return added_page(self.round, self.state, size)
            case Stage.FEEDBACK if shown.stage is Stage.FEEDBACK:
                return amended_page(self.round, self.state, size, self._due())
            case Stage.FEEDBACK:
                sizes = (size._replace(spare=True), size)
                roomy, usual = (feedback_page(self.round, self.state, each, self._due()) for each in sizes)
                return roomy if self.front.fits(*self.written, roomy) else usual
            case _:
                return []

    def _whole_page(self, size: Size) -> Page:
        """Return the page of the state for an empty screen."""
        match self.state.stage:
            case Stage.FEEDBACK:
                return feedback_page(self.round, self.state, size, self._due(), alone=True)
            case Stage.OVER:
                return [*self._summary(), key_line(self.round, self.state, size)]
            case _:
                return question_page(self.round, self.state, size)

    def _due(self) -> int | None:
        """Return the study day on which the fact that was answered last comes back."""
        return self.round_log.due.get(self.state.entries[-1].fact or "")

    def _summary(self) -> Page:
        return summary_page(self.round, self.state, self.round_log.coming(), self.go_on())

    def go_on(self) -> str:
        """Return the command that goes on from here."""
        is_broken_off = self.state.stage not in (Stage.OVER, Stage.ENDED)
        can_go_on = is_broken_off and self.state.queue and self.round_log.is_begun
        if self.after and not is_broken_off and not self.state.queue:
            return self.after(any(entry.grade is Grade.AGAIN for entry in self.state.entries))
        return self.resume() if can_go_on and self.resume else self.again

    def result(self) -> dict[str, Any]:
        """Return how the round went, ready for JSON."""
        return result(self.round, self.state, self.round_log.coming(), self.go_on())

    @property
    def kept(self) -> int:
        """Return how many answers were kept."""
        return sum(entry.kind is EntryKind.ANSWER for entry in self.state.entries)
