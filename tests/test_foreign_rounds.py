"""No word that quizgen says in a round goes past the catalogue: at any stage, on any screen, in a pipe, in stats."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from quizgen.asking.hints import hint
from quizgen.asking.ways.without_options import TYPED
from quizgen.cli.app import cli
from quizgen.domain.fact import Kind, kind_name
from quizgen.domain.question import borrowed
from quizgen.domain.round import Stage
from quizgen.domain.standing import standing_head
from quizgen.domain.statistics import (
    AHEAD,
    Answers,
    Due,
    Group,
    Known,
    Leech,
    Missed,
    Shares,
    Statistics,
    Status,
    Tally,
)
from quizgen.domain.study import Mode
from quizgen.grading.grader import Grader
from quizgen.playing.picking import Pick, pick_option
from quizgen.playing.practice import NewRound, Practice, offer
from quizgen.playing.round import LiveRound
from quizgen.playing.round_log import RoundLog
from quizgen.rendering.terminal.feedback import amended_page, feedback_page, proof_lines, sources_page
from quizgen.rendering.terminal.keys import help_page, key_line
from quizgen.rendering.terminal.page import Size
from quizgen.rendering.terminal.pages import added_page, hint_page, question_page
from quizgen.rendering.terminal.plain import PlainFront, rows
from quizgen.rendering.terminal.stats_overview import overview
from quizgen.rendering.terminal.stats_page import MOST, stats_page
from quizgen.rendering.terminal.summary import summary_page
from quizgen.rendering.terminal.why_wrong import why_wrong_page
from quizgen.study.errors import LogError
from quizgen.study.log import Log
from tests.support.catalogue import calls, texts_of
from tests.support.effort import few
from tests.support.engine import ASKED, TODAY, Learner
from tests.support.foreign import FOREIGN, foreign_library, spoken, untranslated, veiled, write_foreign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from quizgen.domain.question import Question
    from quizgen.rendering.terminal.page import Page

#: Where texts stand that are said in rounds.
ROOMS = tuple(f"quizgen/{room}/" for room in ("asking", "cli", "domain", "grading", "playing", "rendering/terminal"))
SIZES = (Size(), Size(80, 24), Size(40, 10))
AGAIN = "quizgen quiz --seed 1"
#: What learners do with a question and another one after it: keys, and behind a < what they type, with ~ for a space.
#: A < alone is Enter. Some of it means nothing.
DONE = {
    "pick": ("? i h h u 9 2 zz i w e = u 1 < q", "h 3 q", "s u q", "2 < 3142 < 1"),
    "pick a date": ("h h 1",),
    "true or false": ("? h 9 t", "f u s"),
    "type a name": ("right e e u", "h right e", "<something = u h <something = i", "? s u"),
    "type a date": (
        "2022 = q",
        "01/12/2022 9 01/12/2022 ? 2 =",
        "<12~Januery~2022 ? zz u",
        "<12~Januery~2022 n = u",
        "<12~Januery~2022 y zz u",
    ),
    "type an amount": ("h 7.5 i", "<8~hours"),
    "fill the gap": ("h <something = u ? q", "right"),
    "who said it": ("h h s", "right"),
    "recall": ("z < zz ? i e q", "< y e e", "< n = u", "h h <something y < 2 < zz u"),
    "what was it": ("h < y",),
    "order": ("? h 12 right", "4321 i", "wrong u s"),
    "match": ("? h ab right i", "wrong i", "cabd", "abc"),
}


def test_every_text_stands_in_its_call_from_which_the_list_of_texts_is_made() -> None:
    ours = [(place, call) for place, call in calls() if place.startswith(ROOMS)]
    assert len(ours) > 100
    assert [(place, call.lineno) for place, call in ours if not texts_of(call)] == []


def exercise(id_: str) -> Question:
    """The question of the foreign library with this id."""
    made = foreign_library().asker.exercise_by_id(id_, "1")
    assert made is not None, id_
    return made


def learner(*names: str, mode: Mode = Mode.PRACTICE, minutes: float | None = 10) -> Learner:
    """A learner before questions of the foreign library, whose answers are graded as in earnest."""
    kb = foreign_library().kb
    return Learner(tuple(exercise(ASKED[name]) for name in names), mode, minutes, kb, Grader(kb).grade)


def typed(key: str) -> str:
    """What is typed for a key or an answer in the table."""
    return veiled(key[1:].replace("~", " ")) if key.startswith("<") else key


def pages(one: Learner, size: Size) -> Iterator[Page]:
    """Every page that can be shown at this moment of a round."""
    round_, state = one.round, one.state
    yield [key_line(round_, state, size)]
    yield help_page(round_, state, size)
    match state.stage:
        case Stage.ASKING | Stage.REVEALED | Stage.NEAR | Stage.UNCLEAR:
            yield from (show(round_, state, size) for show in (question_page, added_page, hint_page))
        case Stage.FEEDBACK:
            yield sources_page(round_, state, size)
            question = round_.current(state)
            if question is not None and borrowed(question.shape):
                yield why_wrong_page(round_, state, size)
            for due in (None, TODAY, TODAY + 1, TODAY + 9):
                yield feedback_page(round_, state, size, due, alone=due is None)
                yield amended_page(round_, state, size, due)
    days = {str(fact.id): TODAY + 9 for asked in one.questions for fact in asked.facts}
    yield from (summary_page(round_, state, due, AGAIN) for due in ({}, days))


def said(one: Learner) -> set[str]:
    """Every word past the catalogue that a learner reads at this moment of a round."""
    shown = [page for size in SIZES for page in pages(one, size)]
    as_lines = (f"{line.mark}\n{line.text}" for page in shown for line in page)
    as_text = (row for page in shown for row in rows(FOREIGN, page))
    return set().union(*map(untranslated, chain([one.said], as_lines, as_text)))


@pytest.mark.parametrize("mode", few([*Mode]))
@pytest.mark.parametrize("name", ASKED)
def test_every_stage_of_every_question(name: str, mode: Mode) -> None:
    for keys in DONE[name]:
        one = learner(name, "order" if name == "pick" else "pick", mode=mode)
        assert said(one) == set()
        for key in keys.split():
            one.does(typed(key))
            assert said(one) == set(), (keys, key)


@pytest.mark.parametrize(
    ("text", "given"),
    [("t", "⟦True⟧"), ("1", "⟦True⟧"), ("f", "⟦False⟧"), ("⟦false⟧", "⟦False⟧")],
)
def test_the_keys_of_a_statement_stay_whatever_its_options_are_called(text: str, given: str) -> None:
    found = pick_option(FOREIGN, exercise(ASKED["true or false"]), text)
    assert isinstance(found, Pick)
    assert found.given == given


def test_a_fact_that_was_changed_cards_that_are_gone_and_a_time_that_is_up() -> None:
    one = learner("pick", "order", "type a name", mode=Mode.REVIEW)
    one.round = replace(one.round, changed=frozenset(("meeting.place",)))
    assert said(one) == set()
    one.state = one.engine.drop(one.state)
    assert said(one) == set()
    one.does("right")
    one.now += 600_000
    assert one.does("").stage is Stage.OVER
    assert said(one) == set()


def test_a_round_on_two_topics() -> None:
    kb = foreign_library().kb
    one = Learner((exercise("meeting.place/choice"), exercise("fair.began/choice")), kb=kb, grade=Grader(kb).grade)
    one.does("right", "", "wrong", "")
    assert said(one) == set()


def test_what_the_wrong_options_are_right_answers_to() -> None:
    kb = foreign_library().kb
    for behind in ((), (exercise("hall.reason/choice"),)):
        one = Learner((exercise("roe.demand/choice"), *behind), kb=kb)
        one.does("right")
        assert borrowed(one.asked.shape)
        assert said(one) == set()


def test_how_every_fact_stands() -> None:
    kb = foreign_library().kb
    for fact in kb.facts.values():
        told = (standing_head(kb, fact), *(f"{line.mark}\n{line.text}" for line in proof_lines(kb, fact)))
        assert set().union(*map(untranslated, told)) == set()


def test_every_hint_and_how_an_answer_is_to_be_typed() -> None:
    library = foreign_library()
    ways = [way.id for way in library.asker.ways.values() if not way.asks_several]
    made = [library.asker.exercise(fact, way, "1") for fact in library.kb.facts.values() for way in ways]
    for asked in filter(None, made):
        found = hint(FOREIGN, asked)
        assert untranslated(found.text if found else "") == set()
        assert untranslated(getattr(asked.shape, "form", "")) == set()


@pytest.mark.parametrize(
    ("fact", "given"),
    [
        ("meeting.date", "12 January"),
        ("meeting.date", "January 2022"),
        ("meeting.date", "2022"),
        ("meeting.date", "January"),
        ("meeting.date", "12"),
        ("meeting.date", "Monday, 12 January 2022"),
        ("meeting.date", "about 12 January 2022"),
        ("bridge.opened", "3 June 1950"),
        ("meeting.length", "7.5"),
        ("bridge.opened", "1950"),
        ("guests.hosts", "John Roe"),
    ],
)
def test_why_an_answer_is_wrong(fact: str, given: str) -> None:
    verdict = Grader(foreign_library().kb).grade(exercise(f"{fact}/{TYPED.id}"), veiled(given))
    assert verdict.why
    assert untranslated(verdict.why) == set()


@pytest.fixture
def log() -> Iterator[Log]:
    """A log in memory."""
    with Log.open(":memory:") as opened:
        yield opened


def front(keys: str) -> PlainFront:
    """A person who presses some keys, each with Enter."""
    return PlainFront(FOREIGN, io.StringIO(), io.StringIO("".join(f"{key}\n" for key in keys)))


def shown(front: PlainFront) -> str:
    """All that a person has been told."""
    assert isinstance(front.out, io.StringIO)
    return front.out.getvalue()


def test_a_round_that_is_offered_and_gone_on_with(log: Log) -> None:
    practice = Practice(foreign_library(), log)
    session = practice.begin(NewRound(foreign_library().facts(), ("choice",), 5, "1"))
    listener = front(" ?q")
    assert offer(FOREIGN, listener, practice.story(session)) == ""
    live = LiveRound(practice.library, listener, practice.round_log(session), practice.questions(session), AGAIN)
    live.play()
    assert shown(listener).count("⟦Enter⟧") > 1
    assert untranslated(shown(listener)) == set()


def test_an_answer_that_is_not_kept(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise LogError(veiled("The disk is full."))

    monkeypatch.setattr(RoundLog, "keep", fail)
    practice = Practice(foreign_library(), log)
    session = practice.begin(NewRound(foreign_library().facts(), ("choice",), 1, "1"))
    listener = front("1q")
    LiveRound(practice.library, listener, practice.round_log(session), practice.questions(session), AGAIN).play()
    assert veiled("The disk is full.") in shown(listener)
    assert untranslated(shown(listener)) == set()


# The commands


@pytest.fixture
def says(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Run commands on the foreign library and one log, and return all that they say."""
    root, db = write_foreign(tmp_path / "library"), tmp_path / "log.db"
    Log.open(db).close()

    def run(*args: str, answers: str = "") -> str:
        where = ("--library", str(root), "--db", str(db))
        return CliRunner().invoke(cli, [*args, *where], input=answers).output

    with spoken():
        yield run


def test_rounds_in_a_pipe_and_what_is_left_of_them(says: Callable[..., str]) -> None:
    quiz = ("quiz", "--seed", "1", "--answers", "-")
    for way in ("choice", "typed", "true-false", "cloze", "recall", "reverse", "order", "match"):
        told = says(*quiz, "--way", way, answers="1\n2\nh\n=\nu\n1\ni\n" * 20)
        assert "⟦" in told
        assert untranslated(told) == set()
    says(*quiz, answers="1\nq\n")
    told = says("quiz", "-n", "3", "--answers", "-", answers="1\nq\n")
    assert "quizgen quiz --round" in told
    assert untranslated(told) == set()


def test_a_round_that_is_broken_off(says: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(LiveRound, "play", break_off)
    told = says("quiz", "--seed", "1")
    assert "quizgen quiz" in told
    assert untranslated(told) == set()


def test_a_review_how_much_is_due_and_when_there_is_something_again(says: Callable[..., str]) -> None:
    review = ("review", "--way", "recall", "--new")
    told = [
        says(*review, "1", "--due"),
        says(*review, "0", "--due"),
        says(*review, "1", "--answers", "-", answers="\ny\n"),
        says(*review, "0"),
    ]
    assert all("⟦" in text for text in told)
    assert untranslated("\n".join(told)) == set()


# Looking back


def test_looking_back_before_the_first_answer_and_after_it(says: Callable[..., str]) -> None:
    told = [
        says("stats"),
        says("quiz", "--seed", "1", "--answers", "-", answers="1\n" * 20) and says("stats"),
        says("review", "--answers", "-", answers="1\n" * 20) and says("stats"),
    ]
    assert all("⟦" in text for text in told)
    assert untranslated("\n".join(told)) == set()


def test_looking_back_on_a_whole_winter() -> None:
    shares = Shares(Tally(4, 5), Tally(40, 50))
    groups = [Group(kind.value, kind_name(FOREIGN, kind), shares) for kind in Kind]
    missed = [Missed("hall.built", veiled("When?"), state, 2, 4, TODAY - 9) for state in Status]
    winter = Statistics(
        today=TODAY,
        answers=Answers(review=50, practice=1, days=20, first=TODAY - 90),
        due=Due(today=3, overdue=2, missed=1, days=(1, *[0] * (AHEAD - 1)), later=7),
        retention=shares,
        by_kind=tuple(groups),
        by_topic=(Group("meetings", veiled("Two meetings"), Shares(Tally(), Tally(1, 2))),),
        practice=Shares(Tally(1, 1), Tally(1, 1)),
        missed=(*missed, replace(missed[0], ask=""), *[missed[0]] * MOST),
        known=tuple(Known(f"t{number}", veiled("Two meetings"), 1, 1, 3) for number in range(12)),
        leeches=(Leech("hall.built", veiled("When?"), 6),),
    )
    page = stats_page(FOREIGN, winter, veiled("Meetings"))
    assert len(page) > 30
    page += overview(FOREIGN, winter, veiled("Meetings"))
    assert set().union(*(untranslated(f"{line.mark}\n{line.text}") for line in page)) == set()
