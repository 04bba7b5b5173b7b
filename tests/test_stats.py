"""Looking back: what is counted and how, the pictures and words it is told in, and the command."""

from __future__ import annotations

import datetime as dt
import io
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
from rich.console import Console

from quizgen.cli import app
from quizgen.cli.app import cli
from quizgen.cli.common import is_linear
from quizgen.domain.fact import Kind
from quizgen.domain.statistics import AHEAD, RECENT, Due, OptionUse, Shares, Statistics, Status, Subject, Tally
from quizgen.domain.study import Card, Entry, EntryKind, Grade, Mode, Session
from quizgen.domain.verdict import Fit
from quizgen.language import ENGLISH
from quizgen.rendering import statistics as json_form
from quizgen.rendering.statistics import plain_statistics
from quizgen.rendering.terminal.charts import due_chart, shares_chart
from quizgen.rendering.terminal.looking_back import looking_back
from quizgen.rendering.terminal.page import Size, Style
from quizgen.rendering.terminal.plain import rows
from quizgen.rendering.terminal.screen import ScreenFront
from quizgen.study.log import Log, new_id
from quizgen.study.schedule import study_day
from quizgen.study.statistics import Scope, statistics
from tests.support.library import write_library
from tests.support.study import take_back

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from click.testing import Result


LIBRARY = "example.meetings"
PICTURES = Path(__file__).parent / "pictures"
#: A Wednesday.
TODAY = dt.date(2025, 1, 15).toordinal()
AGAIN, HARD, GOOD, EASY = Grade
SUBJECTS = {
    "meeting.date": Subject(Kind.WHEN, "meetings", "Two meetings", "When did the council meet?"),
    "meeting.place": Subject(Kind.WHERE, "meetings", "Two meetings", "Where did the council meet?"),
    "guests.leader": Subject(Kind.WHO, "guests", "Who came, and who led them", "Who led the guests?"),
    "guests.number": Subject(Kind.HOW_MANY, "guests", "Who came, and who led them", "How many came?", is_retired=True),
}
WRONG = {"meeting.place": ["Shelbyville", "Ogdenville", "Brockway"]}
NOTHING_LEFT = {"meeting.place": ["Capital City"]}
_numbers = count()


def answer(day: int, fact: str | None = "meeting.date", grade: Grade | None = GOOD, **other: Any) -> Entry:
    """Return an answer in a review on a study day."""
    given: dict[str, Any] = {"mode": Mode.REVIEW, "kind": EntryKind.ANSWER, "way": "typed", "took": 10_000, **other}
    return Entry(f"e{next(_numbers)}", day * 86_400_000, day, "s", LIBRARY, fact=fact, grade=grade, **given)


def practice(day: int, fact: str = "meeting.date", grade: Grade = GOOD, **other: Any) -> Entry:
    """Return an answer in practice on a study day."""
    return answer(day, fact, grade, **{"mode": Mode.PRACTICE, **other})


def choice(given: str, **other: Any) -> Entry:
    """Return an answer to the multiple choice about the place."""
    offered = ("Springfield", "Shelbyville", "Ogdenville", "Brockway")
    grade = GOOD if given == "Springfield" else AGAIN
    return practice(TODAY, "meeting.place", grade, **{"way": "choice", "offered": offered, "given": given, **other})


def card(due: int, fact: str = "meeting.date", way: str = "typed", last: int = TODAY - 3) -> Card:
    """Return a card that is due on a study day."""
    return Card(fact, way, 3.0, 5.0, last, due, 1, 0)


def count_up(  # noqa: PLR0913  one argument for each thing that a test may vary
    entries: Iterable[Entry],
    cards: Iterable[Card] = (),
    *,
    subjects: Mapping[str, Subject] = SUBJECTS,
    everything: bool = True,
    wrong: Mapping[str, list[str]] = WRONG,
    weeks: int = 10,
) -> Statistics:
    """Return what entries and cards add up to today."""
    scope = Scope(subjects, everything, lambda fact: wrong.get(fact, []))
    return statistics(entries, cards, scope, TODAY, weeks)


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
    cards = [card(TODAY, fact) for fact in (*SUBJECTS, "an.old-fact")]
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


@pytest.mark.parametrize(
    ("days", "run", "longest"),
    [
        ([], 0, 0),
        ([0], 1, 1),
        ([-1], 1, 1),
        ([-2], 0, 1),
        ([-2, -1, 0], 3, 3),
        ([-9, -8, -7, -1], 1, 3),
        ([-3, -1, 0, 0], 2, 2),
        ([1], 0, 1),  # the clock was put back
    ],
)
def test_days_in_a_row_up_to_today_or_yesterday(days: list[int], run: int, longest: int) -> None:
    streak = count_up(answer(TODAY + day) for day in days).streak
    assert (streak.days, streak.longest, streak.has_today) == (run, longest, 0 in days)


def test_the_calendar_holds_whole_weeks_up_to_this_one() -> None:
    found = count_up([answer(TODAY), practice(TODAY), answer(TODAY - 9), answer(TODAY - 10)], weeks=2)
    assert dt.date.fromordinal(found.monday) == dt.date(2025, 1, 6)
    assert found.calendar == ((1, 0, 0, 0, 0, 0, 0), (0, 0, 2, 0, 0, 0, 0))


def test_time_spent_leaves_out_the_kettle() -> None:
    entries = [answer(TODAY, took=took) for took in (1_500, 60_000, 900_000, None)]
    assert count_up(entries).answers.seconds == 182  # 1.5 s, a minute, two minutes at most, unknown


def test_only_answers_count() -> None:
    others = [
        answer(TODAY, kind=EntryKind.SKIP),
        answer(TODAY, kind=EntryKind.UNDO, grade=None),
        answer(0, kind=EntryKind.END, grade=None, fact=None, way=None),
    ]
    found = count_up(others)
    assert found.answers.all == found.answers.days == 0
    assert found.answers.first is None


def test_options_that_nobody_takes_and_those_that_many_take() -> None:
    entries = [choice(given) for given in ("Springfield", "Ogdenville", "Ogdenville", "Brockway", "Springfield")]
    found = count_up(entries)
    ask = "Where did the council meet?"
    assert found.never_taken == (OptionUse("meeting.place", ask, "Shelbyville", 0, 5),)
    assert found.often_taken == (OptionUse("meeting.place", ask, "Ogdenville", 2, 5),)
    assert count_up(entries, wrong=NOTHING_LEFT).never_taken == ()  # the curator has replaced them


@pytest.mark.parametrize(
    "fifth",
    [
        choice("Springfield", hinted=True),  # what was struck out could not be taken
        choice("Springfield", offered=("Springfield", "Capital City")),
        choice("True", way="true-false", offered=("True", "False")),
    ],
)
def test_an_option_has_to_be_offered_five_times(fifth: Entry) -> None:
    assert count_up([*(choice("Springfield") for _ in range(4)), fifth]).never_taken == ()


def test_options_of_a_withdrawn_fact_need_no_care() -> None:
    subjects = {"meeting.place": replace(SUBJECTS["meeting.place"], is_retired=True)}
    assert count_up((choice("Ogdenville") for _ in range(9)), subjects=subjects).often_taken == ()


def test_a_selection_leaves_out_all_else() -> None:
    subjects = {"meeting.place": SUBJECTS["meeting.place"]}
    parts = (("meeting.date", False), ("meeting.place", False))
    entries = [
        answer(TODAY - 1),
        answer(TODAY, "an.old-fact", AGAIN),
        *(practice(TODAY, grade=AGAIN, parts=parts) for _ in range(2)),
    ]
    found = count_up(entries, [card(TODAY), card(TODAY, "meeting.place")], subjects=subjects, everything=False)
    assert (found.answers.review, found.answers.practice, found.answers.days) == (0, 2, 1)
    assert [one.fact for one in found.missed] == ["meeting.place"]
    assert found.due.all == 1


ENTRIES = st.builds(
    answer,
    day=st.integers(TODAY - 80, TODAY + 1),
    fact=st.sampled_from([*SUBJECTS, "an.old-fact"]),
    grade=st.sampled_from(Grade),
    mode=st.sampled_from(Mode),
    way=st.sampled_from(["typed", "recall", "choice"]),
    offered=st.just(("Springfield", "Shelbyville", "Ogdenville")),
    given=st.sampled_from(["Springfield", "Ogdenville"]),
    hinted=st.booleans(),
)
CARDS = st.builds(card, due=st.integers(TODAY - 9, TODAY + 40), fact=st.sampled_from([*SUBJECTS, "an.old-fact"]))
FOUND = st.builds(count_up, st.lists(ENTRIES, max_size=30), st.lists(CARDS, max_size=9), weeks=st.integers(1, 53))


@given(st.lists(ENTRIES, max_size=60), st.lists(CARDS, max_size=20))
def test_totals_add_up(entries: list[Entry], cards: list[Card]) -> None:
    entries.sort(key=lambda entry: entry.at)
    found = count_up(entries, cards, weeks=13)
    answers = found.answers
    assert (
        answers.all
        == len(entries)
        == sum(map(sum, found.calendar)) + sum(entry.day < found.monday for entry in entries)
    )
    assert answers.days == len({entry.day for entry in entries})
    assert found.due.all == sum(one.fact in SUBJECTS and not SUBJECTS[one.fact].is_retired for one in cards)
    assert found.practice.ever.of == answers.practice
    reviewed = {(entry.fact, entry.way) for entry in entries if entry.mode is Mode.REVIEW}
    assert found.retention.ever.of <= answers.review - len(reviewed)
    gone = count_up([one for one in entries if one.fact == "an.old-fact"]).retention
    for groups in (found.by_kind, found.by_topic):
        assert sum(one.shares.ever.of for one in groups) == found.retention.ever.of - gone.ever.of
        assert sum(one.shares.recent.right for one in groups) == found.retention.recent.right - gone.recent.right
    misses = sum(one.grade is AGAIN for one in entries)
    assert sum(one.misses for one in found.missed) <= misses
    assert found.streak.days <= found.streak.longest <= answers.days


def winter() -> Statistics:
    """Return what a learner did in the last nine weeks: something of everything that can be told."""
    entries = [answer(TODAY - 62, fact) for fact in (*SUBJECTS, "an.old-fact")]
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
    entries += [choice(given) for given in ("Springfield", "Ogdenville", "Ogdenville", "Ogdenville", "Springfield")]
    entries += [answer(TODAY, grade=AGAIN)]
    dues = [-4, 0, 0, *[1] * 50, *[2] * 25, 3, 5, 5, 5, 14, 15, 40]
    cards = [card(TODAY + due, way=str(number)) for number, due in enumerate(dues)]
    return count_up(entries, [*cards, card(TODAY + 1, last=TODAY)], weeks=8)


def on_screen(found: Statistics, columns: int) -> str:
    """Return what a terminal of so many columns shows, without its colours."""
    front = ScreenFront()
    front.console = Console(file=io.StringIO(), width=columns, height=24, color_system=None)
    front.show(looking_back(ENGLISH, found, "Meetings", front.size))
    assert isinstance(front.console.file, io.StringIO)
    return front.console.file.getvalue()


def in_words(found: Statistics) -> str:
    """Return what is told without pictures."""
    return "".join(f"{row}\n" for row in rows(ENGLISH, looking_back(ENGLISH, found, "Meetings", Size())))


@pytest.mark.parametrize("columns", [80, 40])
def test_the_picture_on_a_terminal(columns: int) -> None:
    assert on_screen(winter(), columns) == (PICTURES / f"stats-{columns}.txt").read_text("utf-8")


def test_the_same_in_words_and_numbers() -> None:
    assert in_words(winter()) == (PICTURES / "stats-plain.txt").read_text("utf-8")


@given(FOUND)
def test_words_hold_nothing_that_has_to_be_seen(found: Statistics) -> None:
    assert in_words(found).isascii()


@given(FOUND, st.integers(40, 130))
def test_no_chart_is_wider_than_the_terminal(found: Statistics, columns: int) -> None:
    shown = on_screen(found, columns).splitlines()
    assert max(map(len, shown)) <= columns
    for line in looking_back(ENGLISH, found, "Meetings", Size(columns, 24)):
        if line.style is Style.CHART:
            assert any(line.text.rstrip() in row for row in shown)


@pytest.mark.parametrize("columns", [1, 8, 20])
def test_a_terminal_too_narrow_for_charts_still_gets_all_numbers(columns: int) -> None:
    shown = "".join(on_screen(winter(), columns).split())
    for number in re.findall(r"[0-9]+", "".join(in_words(winter()).partition("Answers per day")[0])):
        assert number in shown


def test_shares_of_few_answers_are_not_told_as_percentages() -> None:
    found = count_up(answer(TODAY + day) for day in (-9, -8, -7, -6, -5))
    for told in (in_words(found), on_screen(found, 80), on_screen(found, 40)):
        assert "%" not in told
        assert "too few" in told
        assert "4 of 4" in told


def test_one_bar_cell_is_one_card_as_long_as_there_is_room() -> None:
    dues = [0, *[1] * 3, *[2] * 200, *[3] * 100]
    cards = [card(TODAY + due, way=str(number)) for number, due in enumerate(dues)]
    shown = on_screen(count_up([answer(TODAY)], cards[:4]), 80).splitlines()
    assert [line.count("█") for line in shown if re.match("  (Today|Thu)", line)][:2] == [1, 3]
    scaled = on_screen(count_up([answer(TODAY)], cards), 80).splitlines()
    long = {line[2:5]: line.count("█") for line in scaled if re.match(r"  (Thu 16|Fri 17|Sat 18)", line)}
    assert long["Fri"] == 2 * long["Sat"] > 50
    assert long["Thu"] == 1


def test_a_bar_shows_what_is_little_and_what_is_nearly_all() -> None:
    (_, one, many), (_, nearly) = (
        due_chart(Due(0, 0, 0, (1, 9999), 0), TODAY, 80),
        shares_chart([("all", Shares(Tally(999, 1000), Tally(999, 1000)))], 80),
    )
    assert one.text.endswith(" 1  ▌")
    assert many.text.count("█") > 50
    assert nearly.text.startswith(f" 99%  {'█' * 19}░  999 of 1000")


def keys(value: object) -> set[str]:
    """Return the keys of an object and of all objects in it."""
    if isinstance(value, dict):
        return set(value) | {key for one in value.values() for key in keys(one)}
    return {key for one in value for key in keys(one)} if isinstance(value, list) else set()


def test_every_key_of_the_json_form_is_promised_in_its_description() -> None:
    form = json.loads(json.dumps(plain_statistics(winter(), LIBRARY, ["core"])))
    promised = set(re.findall(r"`(\w+)`", json_form.__doc__ or ""))
    assert keys(form) <= promised
    assert promised - keys(form) <= {"retired", "gone"}  # what a status may be


def test_the_json_form_says_the_same_whatever_was_answered() -> None:
    nothing, much = (plain_statistics(found, LIBRARY) for found in (count_up([]), winter()))
    assert {key: type(value) for key, value in nothing.items()} == {key: type(value) for key, value in much.items()}
    assert nothing["answers"] == {"all": 0, "review": 0, "practice": 0, "days": 0, "first": None, "seconds": 0}
    assert much["due"]["days"][0] == {"day": "2025-01-16", "cards": 51}
    assert much["retention"]["ever"]["of"] > sum(one["ever"]["of"] for one in much["retention"]["by_kind"])


FACTS = """\
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
    monkeypatch.setenv("QUIZGEN_LIBRARY", str(write_library(tmp_path, FACTS)))
    for module in ("stats_command", "review_command"):
        monkeypatch.setattr(f"quizgen.cli.{module}.now", lambda: NOON)
    return tmp_path


@pytest.fixture
def learnt(learner: Path) -> Path:
    """The same folder, after three days of learning."""
    with Log.open(learner / "reviews.db") as log:
        for mode in Mode:
            log.begin(Session(mode.value, LIBRARY, mode, NOON))
        stamp = log.memory(LIBRARY).stamp()
        for back in (9, 8, 0):
            at = NOON - back * 86_400_000
            for fact in ("meeting.date", "meeting.place", "meeting.length", "meeting.gone"):
                grade = AGAIN if fact in ("meeting.date", "meeting.gone") else GOOD
                made = answer(study_day(at), fact, grade, scheduler=stamp, fit=Fit.EXACT)
                log.append(replace(made, id=new_id(at), at=at, session="review"))
        taken_back = replace(practice(TODAY, grade=AGAIN), id="slip", at=NOON, session="practice")
        log.append(taken_back)
        take_back(log, taken_back)
        for number in range(5):
            log.append(replace(choice("Springfield"), id=f"c{number}", at=NOON, session="practice"))
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
    assert stats("--weeks", "2")["calendar"][0] == {"day": "2025-01-06", "answers": 0}


def test_the_command_counts_what_the_log_holds(learnt: Path) -> None:
    found = stats()
    assert found["library"] == LIBRARY
    assert found["today"] == "2025-01-15"
    answers = found["answers"]
    assert (answers["all"], answers["review"], answers["practice"], answers["days"]) == (17, 12, 5, 3)
    assert (answers["first"], answers["seconds"]) == ("2025-01-06", 170)
    assert found["retention"]["ever"] == {"right": 4, "of": 8, "percent": 50}
    assert [one["id"] for one in found["retention"]["by_kind"]] == ["where", "when", "how_long"]
    assert [(one["fact"], one["status"]) for one in found["missed"]] == [
        ("meeting.date", "in force"),
        ("meeting.gone", "gone"),
    ]
    assert {one["option"] for one in found["options_never_taken"]} == {"Shelbyville", "Ogdenville", "Brockway"}
    assert found["streak"] == {"days": 1, "longest": 2, "today": True}


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


def test_a_pipe_gets_words_and_a_terminal_pictures(learnt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = run("stats").stdout
    assert "Week of 13 January 2025: Wednesday 9\n" in words
    assert words.count("Week of ") == 2  # weeks without answers are not read out
    monkeypatch.setattr("quizgen.cli.stats_command.is_linear", lambda *, plain: plain)
    monkeypatch.setenv("COLUMNS", "60")
    drawn = run("stats").stdout
    assert "       ·· none   ░░ 1 to 9   ▒▒ 10 to 29" in drawn
    assert run("stats", "--plain").stdout == run("stats", charset="ascii").stdout == words


@pytest.mark.parametrize("variable", ["NO_COLOR", "TERM"])
def test_a_terminal_may_ask_for_words(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setattr("sys.stdout", Terminal())
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert is_linear(plain=True)
    assert not is_linear(plain=False)
    monkeypatch.setenv(variable, "dumb")
    assert is_linear(plain=False)


class Terminal(io.StringIO):
    """A stdout that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_a_file_that_is_no_log_is_said_in_a_sentence(learnt: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (learnt / "notes.txt").write_text("My notes, and nothing else.\n" * 9)
    assert app.run(["stats", "--db", str(learnt / "notes.txt")]) == app.PROBLEMS
    assert "is not a review log" in capsys.readouterr().err
