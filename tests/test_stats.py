"""Looking back: what is counted and how, the words it is told in, and the command."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from quizgen.cli import app
from quizgen.cli.app import cli
from quizgen.domain.answer import PartialDate
from quizgen.domain.fact import Fact, Kind, Retired, Topic
from quizgen.domain.statistics import AHEAD, RECENT, Leech, Shares, Statistics, Status, Tally
from quizgen.domain.study import Card, Entry, EntryKind, Grade, Mode, Session
from quizgen.domain.text import Text
from quizgen.domain.verdict import Fit
from quizgen.language import ENGLISH
from quizgen.rendering import statistics_json as json_form
from quizgen.rendering.statistics_json import statistics_json
from quizgen.rendering.terminal.plain import rows
from quizgen.rendering.terminal.stats_overview import overview
from quizgen.rendering.terminal.stats_page import stats_page
from quizgen.study.log import Log, new_id
from quizgen.study.schedule import study_day
from quizgen.study.statistics import Scope, statistics
from tests.support.effort import few
from tests.support.library import write_library
from tests.support.study import take_back

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from click.testing import Result

    from tests.conftest import OpenTerminal, Program


LIBRARY = "example.meetings"
PICTURES = Path(__file__).parent / "pictures"
#: A Wednesday.
TODAY = dt.date(2025, 1, 15).toordinal()
AGAIN, HARD, GOOD, EASY = Grade


def fact(id_: str, kind: Kind, topic: str, ask: str) -> Fact:
    """Return a fact, as far as it is looked at here."""
    return Fact(Text(id_), "", topic, kind, Text("the answer"), Text(ask), ())


WITHDRAWN = Retired(PartialDate(Text("2024"), 2024), Text("Nobody had counted."))
FACTS = {
    "meeting.date": fact("meeting.date", Kind.WHEN, "meetings", "When did the council meet?"),
    "meeting.place": fact("meeting.place", Kind.WHERE, "meetings", "Where did the council meet?"),
    "guests.leader": fact("guests.leader", Kind.WHO, "guests", "Who led the guests?"),
    "guests.number": fact("guests.number", Kind.HOW_MANY, "guests", "How many came?")._replace(retired=WITHDRAWN),
}
TITLES = {"meetings": "Two meetings", "guests": "Who came, and who led them"}
TOPICS = {id_: Topic(Text(id_), "", Text(title), ()) for id_, title in TITLES.items()}
_numbers = count()


def answer(day: int, fact: str | None = "meeting.date", grade: Grade | None = GOOD, **other: Any) -> Entry:
    """Return an answer in a review on a study day."""
    given: dict[str, Any] = {"mode": Mode.REVIEW, "kind": EntryKind.ANSWER, "way": "typed", **other}
    return Entry(f"e{next(_numbers)}", day * 86_400_000, day, "s", LIBRARY, fact=fact, grade=grade, **given)


def practice(day: int, fact: str = "meeting.date", grade: Grade = GOOD, **other: Any) -> Entry:
    """Return an answer in practice on a study day."""
    return answer(day, fact, grade, **{"mode": Mode.PRACTICE, **other})


def card(due: int, fact: str = "meeting.date", way: str = "typed", last: int = TODAY - 3) -> Card:
    """Return a card that is due on a study day."""
    return Card(fact, way, 3.0, 5.0, last, due, 1, 0)


def count_up(
    entries: Iterable[Entry],
    cards: Iterable[Card] = (),
    *,
    facts: Mapping[str, Fact] = FACTS,
    everything: bool = True,
) -> Statistics:
    """Return what entries and cards add up to today."""
    return statistics(ENGLISH, entries, cards, Scope(facts, TOPICS, everything), TODAY)


@pytest.mark.parametrize(
    ("answers", "recent", "ever"),
    [
        ([], (0, 0), (0, 0)),
        ([(0, GOOD)], (0, 0), (0, 0)),  # the first time is learning
        ([(-3, GOOD), (0, GOOD)], (1, 1), (1, 1)),
        ([(-3, GOOD), (0, AGAIN), (0, GOOD)], (0, 1), (0, 1)),  # the repeat of the day is not asked from memory
        ([(-3, AGAIN), (-3, AGAIN), (0, HARD)], (1, 1), (1, 1)),  # hard is a pass
        ([(-3, GOOD), (-4, GOOD), (-3, GOOD)], (0, 0), (0, 0)),  # after a flight to the west
        ([(1 - RECENT, GOOD), (-9, GOOD)], (1, 1), (1, 1)),
        ([(-90, GOOD), (-RECENT, AGAIN), (1 - RECENT, EASY), (0, AGAIN)], (1, 2), (1, 3)),
    ],
)
def test_what_counts_as_remembered(
    answers: list[tuple[int, Grade]], recent: tuple[int, int], ever: tuple[int, int]
) -> None:
    found = count_up(answer(TODAY + day, grade=grade) for day, grade in answers)
    assert found.retention == Shares(Tally(*recent), Tally(*ever))


def test_two_ways_of_asking_a_fact_are_two_cards() -> None:
    found = count_up([answer(TODAY - 1, way="typed"), answer(TODAY, way="recall")])
    assert found.retention.ever.of == 0


def test_practice_is_told_apart_and_counts_every_answer() -> None:
    found = count_up([answer(TODAY - 1), practice(TODAY, grade=AGAIN), practice(TODAY)])
    assert found.retention.ever.of == 0
    assert found.practice.recent == Tally(1, 2)
    assert (found.answers.review, found.answers.practice) == (1, 2)


def test_remembered_by_kind_and_topic_in_their_order() -> None:
    entries = [
        answer(TODAY + day, fact, grade)
        for day, grade in ((-9, GOOD), (-1, AGAIN), (0, GOOD))
        for fact in ("guests.leader", "meeting.place", "meeting.date", "an.old-fact")
    ]
    found = count_up(entries)
    assert [(one.id, one.shares.ever) for one in found.by_kind] == [
        (kind, Tally(1, 2)) for kind in ("who", "where", "when")
    ]
    assert [(one.id, one.title, one.shares.ever) for one in found.by_topic] == [
        ("meetings", "Two meetings", Tally(2, 4)),
        ("guests", "Who came, and who led them", Tally(1, 2)),
    ]
    assert found.retention.ever == Tally(4, 8)  # the fact that is gone has no kind, but was remembered


@pytest.mark.parametrize(
    ("right", "of", "percent"),
    [(0, 0, None), (4, 4, None), (0, 5, 0), (5, 5, 100), (2, 3, None), (4, 6, 67), (999, 1000, 99), (1, 1000, 1)],
)
def test_a_percentage_needs_five_answers_and_is_never_rounded_to_perfection(
    right: int, of: int, percent: int | None
) -> None:
    assert Tally(right, of).percent == percent


def test_what_is_due_when() -> None:
    dues = (TODAY - 5, TODAY, TODAY + 1, TODAY + 1, TODAY + AHEAD, TODAY + AHEAD + 1, TODAY + 99)
    cards = [card(due, way=str(number)) for number, due in enumerate(dues)]
    due = count_up([], cards).due
    assert (due.today, due.overdue, due.later, due.missed) == (2, 1, 2, 0)
    assert due.days == (2, *[0] * (AHEAD - 2), 1)


def test_only_facts_in_force_come_back() -> None:
    cards = [card(TODAY, fact) for fact in (*FACTS, "an.old-fact")]
    assert count_up([], cards).due.all == 3


def test_what_was_missed_today_is_due_tomorrow_and_asked_again_today() -> None:
    cards = [card(TODAY + 1, fact, last=TODAY) for fact in ("meeting.date", "meeting.place")]
    entries = [answer(TODAY, grade=AGAIN), answer(TODAY, "meeting.place", AGAIN), answer(TODAY, "meeting.place")]
    entries.append(answer(TODAY - 1, "guests.leader", AGAIN))
    due = count_up(entries, [*cards, card(TODAY + 1, "guests.leader", last=TODAY - 1)]).due
    assert (due.today, due.days[0], due.missed) == (0, 3, 1)


def test_the_most_missed_facts_come_first_and_say_what_became_of_them() -> None:
    entries = [
        *(answer(TODAY - day, "meeting.date", AGAIN) for day in (4, 3)),
        *(practice(TODAY - day, "meeting.date") for day in (2, 1)),
        *(practice(TODAY - day, "guests.number", AGAIN) for day in (4, 3)),
        *(answer(TODAY - day, "an.old-fact", AGAIN) for day in (4, 3, 2)),
        answer(TODAY, "meeting.place", AGAIN),  # once may happen to anybody
    ]
    found = count_up(entries).missed
    assert [(one.fact, one.status, one.misses, one.answers, TODAY - one.last) for one in found] == [
        ("an.old-fact", Status.GONE, 3, 3, 2),
        ("guests.number", Status.RETIRED, 2, 2, 3),
        ("meeting.date", Status.IN_FORCE, 2, 4, 3),
    ]
    assert [one.ask for one in found] == ["", "How many came?", "When did the council meet?"]


def test_of_a_question_about_several_facts_each_counts_by_its_own_part() -> None:
    parts = (("meeting.date", True), ("meeting.place", False))
    found = count_up(practice(TODAY, grade=AGAIN, parts=parts, way="match") for _ in range(2))
    assert [(one.fact, one.misses) for one in found.missed] == [("meeting.place", 2)]
    assert found.practice.ever == Tally(0, 2)


def test_only_answers_count() -> None:
    others = [
        answer(TODAY, kind=EntryKind.SKIP),
        answer(TODAY, kind=EntryKind.UNDO, grade=None),
        answer(0, kind=EntryKind.END, grade=None, fact=None, way=None),
    ]
    found = count_up(others)
    assert found.answers.all == found.answers.days == 0
    assert found.answers.first is None


def test_a_selection_leaves_out_all_else() -> None:
    facts = {"meeting.place": FACTS["meeting.place"]}
    parts = (("meeting.date", False), ("meeting.place", False))
    entries = [
        answer(TODAY - 1),
        answer(TODAY, "an.old-fact", AGAIN),
        *(practice(TODAY, grade=AGAIN, parts=parts) for _ in range(2)),
    ]
    found = count_up(entries, [card(TODAY), card(TODAY, "meeting.place")], facts=facts, everything=False)
    assert (found.answers.review, found.answers.practice, found.answers.days) == (0, 2, 1)
    assert [one.fact for one in found.missed] == ["meeting.place"]
    assert found.due.all == 1


ENTRIES = st.builds(
    answer,
    day=st.integers(TODAY - 80, TODAY + 1),
    fact=st.sampled_from([*FACTS, "an.old-fact"]),
    grade=st.sampled_from(Grade),
    mode=st.sampled_from(Mode),
    way=st.sampled_from(["typed", "recall", "choice"]),
)
CARDS = st.builds(card, due=st.integers(TODAY - 9, TODAY + 40), fact=st.sampled_from([*FACTS, "an.old-fact"]))
COUNTED = st.builds(count_up, st.lists(ENTRIES, max_size=30), st.lists(CARDS, max_size=9))


@given(st.lists(ENTRIES, max_size=60), st.lists(CARDS, max_size=20))
def test_totals_add_up(entries: list[Entry], cards: list[Card]) -> None:
    entries.sort(key=lambda entry: entry.at)
    found = count_up(entries, cards)
    answers = found.answers
    assert answers.all == len(entries)
    assert answers.days == len({entry.day for entry in entries})
    assert found.due.all == sum(one.fact in FACTS and FACTS[one.fact].retired is None for one in cards)
    assert found.practice.ever.of == answers.practice
    reviewed = {(entry.fact, entry.way) for entry in entries if entry.mode is Mode.REVIEW}
    assert found.retention.ever.of <= answers.review - len(reviewed)
    gone = count_up([one for one in entries if one.fact == "an.old-fact"]).retention
    for groups in (found.by_kind, found.by_topic):
        assert sum(one.shares.ever.of for one in groups) == found.retention.ever.of - gone.ever.of
        assert sum(one.shares.recent.right for one in groups) == found.retention.recent.right - gone.recent.right
    misses = sum(one.grade is AGAIN for one in entries)
    assert sum(one.misses for one in found.missed) <= misses


def winter() -> Statistics:
    """Return what a learner did in the last nine weeks: something of everything that can be told."""
    entries = [answer(TODAY - 62, fact) for fact in (*FACTS, "an.old-fact")]
    for back in range(61, -1, -1):
        if back % 7 in (3, 5):
            continue
        for turn in range((back * 5) % 13 + (30 if back % 11 == 0 else 0)):
            grade = AGAIN if (back + turn) % 6 == 0 else GOOD
            entries.append(practice(TODAY - back, "meeting.date", grade))
        for turn, fact in enumerate(("meeting.date", "meeting.place", "guests.leader", "an.old-fact")):
            if back % (turn + 3) == 0 and (fact != "guests.leader" or back > 40):
                entries.append(answer(TODAY - back, fact, AGAIN if back % 4 == 0 and turn != 1 else GOOD))
    entries += [answer(TODAY - 20, "guests.number", AGAIN), answer(TODAY - 19, "guests.number", AGAIN)]
    entries += [practice(TODAY, "meeting.place", grade) for grade in (GOOD, AGAIN, AGAIN, AGAIN, GOOD)]
    entries += [answer(TODAY, grade=AGAIN)]
    dues = [-4, 0, 0, *[1] * 50, *[2] * 25, 3, 5, 5, 5, 14, 15, 40]
    cards = [card(TODAY + due, way=str(number)) for number, due in enumerate(dues)]
    return count_up(entries, [*cards, card(TODAY + 1, last=TODAY)])


def in_words(counted: Statistics) -> str:
    """Return what is told."""
    return "".join(f"{row}\n" for row in rows(ENGLISH, stats_page(ENGLISH, counted, "Meetings")))


def test_the_page_in_words_and_numbers() -> None:
    assert in_words(winter()) == (PICTURES / "stats.txt").read_text("utf-8")


def in_short(counted: Statistics) -> list[str]:
    """Return the rows of the overview."""
    return list(rows(ENGLISH, overview(ENGLISH, counted, "Meetings")))


def test_the_overview_tells_what_is_known_what_is_due_and_what_is_hard() -> None:
    assert in_short(winter()) == [
        "Looking back: Meetings",
        "",
        "2 of 3 known at the last answer, 1 missed, 0 not asked yet.",
        "1 of 2: Two meetings",
        "1 of 1: Who came, and who led them",
        "",
        "Due in reviews: 4 today, 51 tomorrow, 83 within a week, 86 in all",
        "",
        "Most missed, of all answers",
        "72 of 424: meeting.date: When did the council meet?",
        "3 of 18: meeting.place: Where did the council meet?",
        "2 of 3: guests.number: How many came?",
        "",
        "`quizgen stats --all` tells the rest: day by day, by kind and topic.",
    ]


def test_the_overview_of_a_large_library_stands_on_one_screen() -> None:
    topics = {f"t{number:02}": Topic(Text("t"), "", Text(f"The topic {number}"), ()) for number in range(40)}
    facts = {
        f"{id_}.f{number}": fact(f"{id_}.f{number}", Kind.WHEN, id_, "When was it, " + "and when was that, " * 9)
        for id_ in topics
        for number in range(int(id_[1:]) + 1)
    }
    entries = [practice(TODAY, id_, grade) for id_ in facts if id_ >= "t38" for grade in (AGAIN, AGAIN, GOOD)]
    hard = card(TODAY, "t39.f1")._replace(lapses=7)
    counted = statistics(ENGLISH, entries, [hard], Scope(facts, topics, everything=True), TODAY)
    told = in_short(counted)
    assert len(told) <= 23
    assert max(map(len, told)) <= 80
    assert told[2] == f"79 of {len(facts)} known at the last answer, 0 missed, {len(facts) - 79} not asked yet."
    assert "and 31 more topics" in told
    assert "0 of 38: The topic 37" in told
    assert "39 of 39: The topic 38" not in told
    assert "Forgotten 7 times: reread what it rests on with `quizgen show t39.f1`." in told


def test_facts_forgotten_six_times_are_named_the_worst_first() -> None:
    cards = [
        card(TODAY, id_, way)._replace(lapses=lapses)
        for id_, way, lapses in (
            ("meeting.date", "typed", 6),
            ("meeting.date", "recall", 5),
            ("meeting.place", "typed", 9),
            ("guests.leader", "typed", 5),
            ("guests.number", "typed", 8),  # withdrawn
        )
    ]
    found = count_up([answer(TODAY)], cards)
    assert [(leech.fact, leech.lapses) for leech in found.leeches] == [("meeting.place", 9), ("meeting.date", 6)]
    told = in_words(found)
    assert "Where did the council meet?" in told
    assert "Forgotten 9 times: reread what it rests on with `quizgen show meeting.place`." in told


def test_what_is_known_is_what_the_last_answer_says() -> None:
    parts = (("meeting.date", True), ("meeting.place", False))
    entries = [answer(TODAY - 1, grade=AGAIN), answer(TODAY - 1, "meeting.place"), practice(TODAY, parts=parts)]
    meetings, guests = count_up(entries).known
    assert (meetings.known, meetings.missed, meetings.of) == (1, 1, 2)
    assert (guests.known, guests.missed, guests.of) == (0, 0, 1)


@given(COUNTED)
def test_words_hold_nothing_that_has_to_be_seen(counted: Statistics) -> None:
    assert in_words(counted).isascii()
    assert "".join(in_short(counted)).isascii()


def test_shares_of_few_answers_are_not_told_as_percentages() -> None:
    told = in_words(count_up(answer(TODAY + day) for day in (-9, -8, -7, -6, -5)))
    assert "%" not in told
    assert "too few" in told
    assert "4 of 4" in told


def keys(value: object) -> set[str]:
    """Return the keys of an object and of all objects in it."""
    if isinstance(value, dict):
        return set(value) | {key for one in value.values() for key in keys(one)}
    return {key for one in value for key in keys(one)} if isinstance(value, list) else set()


def test_every_key_of_the_json_form_is_promised_in_its_description() -> None:
    counted = replace(winter(), leeches=(Leech("meeting.date", "When?", 6),))
    form = json.loads(json.dumps(statistics_json(counted, LIBRARY, ["core"])))
    promised = set(re.findall(r"`(\w+)`", json_form.__doc__ or ""))
    assert keys(form) <= promised
    assert promised - keys(form) <= {"retired", "gone"}  # what a status may be


def test_the_json_form_says_the_same_whatever_was_answered() -> None:
    nothing, much = (statistics_json(counted, LIBRARY) for counted in (count_up([]), winter()))
    assert {key: type(value) for key, value in nothing.items()} == {key: type(value) for key, value in much.items()}
    assert nothing["answers"] == {"all": 0, "review": 0, "practice": 0, "days": 0, "first": None}
    assert much["due"]["days"][0] == {"day": "2025-01-16", "cards": 51}
    assert much["retention"]["ever"]["of"] > sum(one["ever"]["of"] for one in much["retention"]["by_kind"])


LIBRARY_FACTS = """\
- id: meeting.date
  when: 2022-01-12
  ask: When did the council meet?
  evidence: {wire: met on 12 January 2022}
- id: meeting.place
  where: springfield
  ask: Where was the council received?
  level: core
  evidence: {wire: closed doors in Springfield}
- id: meeting.length
  how_long: 7.5 hours
  ask: How long did the council meet?
  evidence: {wire: seven and a half hours}
  retired: {on: 2024-01-01, why: Nobody had a watch.}
"""
NOON = int(dt.datetime.fromordinal(TODAY).replace(hour=12).timestamp() * 1000)


@pytest.fixture
def learner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a learner with a small library and the log `reviews.db`, at noon of a fixed day."""
    monkeypatch.setenv("QUIZGEN_DB", str(tmp_path / "reviews.db"))
    monkeypatch.setenv("QUIZGEN_LIBRARY", str(write_library(tmp_path, LIBRARY_FACTS)))
    for module in ("stats_command", "review_command"):
        monkeypatch.setattr(f"quizgen.cli.{module}.now", lambda: NOON)
    return tmp_path


@pytest.fixture
def learnt(learner: Path) -> Path:
    """The same folder, after three days of learning."""
    with Log.open(learner / "reviews.db") as log:
        for mode in Mode:
            log.begin(Session(mode.value, LIBRARY, mode, NOON))
        stamp = log.cards(LIBRARY).stamp()
        for back in (9, 8, 0):
            at = NOON - back * 86_400_000
            for fact in ("meeting.date", "meeting.place", "meeting.length", "meeting.gone"):
                grade = AGAIN if fact in ("meeting.date", "meeting.gone") else GOOD
                made = answer(study_day(at), fact, grade, scheduler=stamp, fit=Fit.EXACT)
                log.append(made._replace(id=new_id(at), at=at, session="review"))
        taken_back = practice(TODAY, grade=AGAIN)._replace(id="slip", at=NOON, session="practice")
        log.append(taken_back)
        take_back(log, taken_back)
        for number in range(5):
            log.append(practice(TODAY, "meeting.place")._replace(id=f"c{number}", at=NOON, session="practice"))
    return learner


def run(*args: str | Path, charset: str = "utf-8") -> Result:
    """Run the command line."""
    return CliRunner(charset=charset).invoke(cli, [str(arg) for arg in args])


def stats(*args: str) -> Any:
    """Run `quizgen stats --json` and return what it prints."""
    done = run("stats", "--json", *args)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_before_the_first_answer_there_is_a_friendly_word(learner: Path) -> None:
    told = run("stats")
    assert told.exit_code == 0
    assert "Nothing of this has been answered yet." in told.stdout
    assert "`quizgen quiz`" in told.stdout
    assert stats()["due"]["days"][0] == {"day": "2025-01-16", "cards": 0}


def test_the_command_counts_what_the_log_holds(learnt: Path) -> None:
    found = stats()
    assert found["library"] == LIBRARY
    assert found["today"] == "2025-01-15"
    answers = found["answers"]
    assert (answers["all"], answers["review"], answers["practice"], answers["days"]) == (17, 12, 5, 3)
    assert answers["first"] == "2025-01-06"
    assert found["retention"]["ever"] == {"right": 4, "of": 8, "percent": 50}
    assert [one["id"] for one in found["retention"]["by_kind"]] == ["where", "when", "how_long"]
    assert [(one["fact"], one["status"]) for one in found["missed"]] == [
        ("meeting.date", "in force"),
        ("meeting.gone", "gone"),
    ]


def test_what_is_due_is_what_a_review_would_ask(learnt: Path) -> None:
    due = stats()["due"]
    agenda = json.loads(run("review", "--due", "--json").stdout)
    assert (due["today"], due["missed_today"]) == (agenda["due"], agenda["missed_today"]) == (0, 1)
    assert due["days"][0] == {"day": "2025-01-16", "cards": 1}
    assert due["today"] + sum(one["cards"] for one in due["days"]) + due["later"] == 2


@pytest.mark.parametrize(
    ("args", "answers", "missed"),
    [
        (("--kind", "when"), 3, {"meeting.date"}),
        (("--level", "core", "--topic", "meetings"), 8, set()),
        (("all",), 14, {"meeting.date"}),  # all that the deck holds, which what is gone is not
    ],
)
def test_a_deck_and_filters_restrict_what_is_counted(
    learnt: Path, args: tuple[str, ...], answers: int, missed: set[str]
) -> None:
    found = stats(*args)
    assert found["answers"]["all"] == answers
    assert {one["fact"] for one in found["missed"]} == missed
    assert sorted(found["options"]) == sorted(args)
    named = " ".join(found["options"])
    assert f"Looking back: Meetings, {named}\n" in run("stats", *args).stdout


def test_an_unknown_deck_is_misuse(learnt: Path) -> None:
    assert app.run(["stats", "al"]) == app.MISUSE


def test_cards_are_made_again_from_the_log(learnt: Path) -> None:
    whole = stats()
    with Log.open(learnt / "reviews.db") as log:
        log.store.connection.execute("DELETE FROM cards")
    assert stats()["due"] != whole["due"]
    done = run("stats", "--rebuild", "--json")
    assert done.stderr == "4 cards made again from the log.\n"
    assert json.loads(done.stdout) == whole == stats()


@pytest.mark.parametrize("columns", few([8, 40, 80]))
def test_the_page_is_the_same_on_any_terminal(
    learnt: Path, open_terminal: OpenTerminal, program: Program, columns: int
) -> None:
    args = ("stats", "--db", str(learnt / "reviews.db"), "--library", str(learnt))
    piped = program(*args, TZ="UTC")
    terminal = open_terminal(*args, bare=True, columns=columns)
    terminal.expect("Looking")
    assert terminal.leaves() == 0
    assert terminal.written.decode().split() == piped.stdout.split()
    assert "\x1b" not in terminal.written.decode()


def test_a_file_that_is_no_log_is_said_in_a_sentence(learnt: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (learnt / "notes.txt").write_text("My notes, and nothing else.\n" * 9)
    assert app.run(["stats", "--db", str(learnt / "notes.txt")]) == app.PROBLEMS
    assert "is not a review log" in capsys.readouterr().err
