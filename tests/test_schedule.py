"""When a card is asked again: FSRS over whole study days, with a spread that is nobody's luck."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from importlib.metadata import version
from zoneinfo import ZoneInfo

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.domain.study import Card, Grade
from quizgen.study import schedule
from quizgen.study.schedule import CardKey, place, replay, review, spread, stamp, study_day
from tests.conftest import ROOT
from tests.support.study import DAY

KEY = CardKey("example.meetings", "meeting.date", "typed")
BERLIN, KYIV, LORD_HOWE = ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/Kyiv"), ZoneInfo("Australia/Lord_Howe")


def moment(text: str) -> int:
    """Milliseconds of a time with its offset."""
    return int(dt.datetime.fromisoformat(text).timestamp() * 1000)


def date(text: str) -> int:
    return dt.date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2026-03-10T12:00+01:00", "2026-03-10"),
        ("2026-03-11T03:59:59.999+01:00", "2026-03-10"),
        ("2026-03-11T04:00+01:00", "2026-03-11"),
        ("2026-03-29T00:30+01:00", "2026-03-28"),  # the clock goes from two to three in this night
        ("2026-03-29T03:59+02:00", "2026-03-28"),
        ("2026-03-29T04:00+02:00", "2026-03-29"),
        ("2026-10-25T02:30+02:00", "2026-10-24"),  # and from three to two in this one
        ("2026-10-25T02:30+01:00", "2026-10-24"),
        ("2026-10-25T03:59+01:00", "2026-10-24"),
        ("2026-10-25T04:00+01:00", "2026-10-25"),
    ],
)
def test_a_study_day_ends_at_four_in_the_night(at: str, day: str) -> None:
    assert study_day(moment(at), BERLIN) == date(day)


@given(
    st.integers(moment("2000-01-01T00:00+00:00"), moment("2040-01-01T00:00+00:00")),
    st.sampled_from([BERLIN, KYIV, LORD_HOWE, ZoneInfo("America/New_York"), dt.UTC]),
)
def test_study_days_follow_one_another(at: int, zone: dt.tzinfo) -> None:
    hours = [study_day(at + hour * 3_600_000, zone) for hour in range(48)]
    assert hours == sorted(hours)
    assert hours[-1] - hours[0] in {1, 2}


def test_the_systems_time_zone_is_the_learners() -> None:
    at = moment("2026-03-10T18:00+00:00")
    code = f"from quizgen.study.schedule import study_day; print(study_day({at}))"
    days = []
    for zone in ("UTC0", "XXX-12"):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, env={"TZ": zone}
        )
        days.append(int(done.stdout))
    assert days == [date("2026-03-10"), date("2026-03-11")]


@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(Grade)), min_size=1, max_size=12))
def test_memory_grows_as_fsrs_says(steps: list[tuple[int, Grade]]) -> None:
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    theirs, now, day = fsrs.Card(card_id=1), dt.datetime(2024, 1, 1, 9, 30, tzinfo=dt.UTC), DAY
    reviews = []
    for gap, grade in steps:
        now, day = now + dt.timedelta(days=gap), day + gap
        theirs, _ = scheduler.review_card(theirs, fsrs.Rating(grade), now)
        reviews.append((day, grade, stamp()))
    ours = replay(KEY, reviews)
    assert ours is not None
    assert (ours.stability, ours.difficulty) == (theirs.stability, theirs.difficulty)
    assert ours.last == day
    assert ours.due == day + spread((theirs.due - now).days, KEY, len(steps))
    assert ours.due > day


def test_ten_minutes_earlier_the_next_morning_is_a_day_later() -> None:
    first = review(KEY, None, DAY, Grade.AGAIN, stamp())
    same, next_day = review(KEY, first, DAY, Grade.GOOD, stamp()), review(KEY, first, DAY + 1, Grade.GOOD, stamp())
    assert next_day.stability > 2 * same.stability


def test_a_day_before_the_last_one_counts_as_the_last() -> None:
    first = review(KEY, None, DAY, Grade.GOOD, stamp())
    assert review(KEY, first, DAY - 3, Grade.GOOD, stamp()) == review(KEY, first, DAY, Grade.GOOD, stamp())


def test_a_card_is_forgotten_once_a_day_however_often_it_is_asked() -> None:
    grades = [(0, 1), (0, 1), (0, 3), (5, 1), (5, 1), (5, 3), (9, 3), (30, 1)]
    card = replay(KEY, [(DAY + day, Grade(grade), None) for day, grade in grades])
    assert card is not None
    assert (card.reps, card.lapses) == (8, 2)
    assert replay(KEY, []) is None


def test_hard_is_a_pass_and_easy_lasts_longer() -> None:
    first = review(KEY, None, DAY, Grade.GOOD, stamp())
    again, hard, good, easy = (review(KEY, first, DAY + 2, grade, stamp()).stability for grade in Grade)
    assert again < first.stability < hard < good < easy


@pytest.mark.parametrize("retention", [0.7, 0.9, 0.99])
def test_a_higher_retention_asks_sooner(retention: float) -> None:
    usual = review(KEY, None, DAY, Grade.EASY, stamp())
    card = review(KEY, None, DAY, Grade.EASY, stamp(retention))
    assert card.stability == usual.stability
    assert (card.due - usual.due > 0) == (retention < 0.9)
    assert (card.due - usual.due < 0) == (retention > 0.9)


@pytest.mark.parametrize("retention", [0.0, 0.69, 0.995, 1.0, 90.0, -1.0, float("nan"), float("inf")])
def test_a_senseless_retention_is_refused_in_a_sentence(retention: float) -> None:
    with pytest.raises(ValueError, match=r"^A retention of .* cannot be aimed at; .* from 0\.70 to 0\.99 .*\.$"):
        stamp(retention)


def test_a_stamp_says_what_planned_the_review() -> None:
    assert json.loads(stamp()) == {"fsrs": version("fsrs"), "retention": 0.9, "parameters": "default"}
    own = (*fsrs.Scheduler().parameters[:-1], 0.2)
    assert schedule.read_stamp(stamp(0.85, own)) == (version("fsrs"), 0.85, own)
    assert " " not in stamp(0.85, own)


def test_a_review_follows_the_stamp_it_was_made_with() -> None:
    own = (9.0, 9.0, 9.0, 9.0, *fsrs.Scheduler().parameters[4:])
    assert review(KEY, None, DAY, Grade.AGAIN, stamp(0.9, own)).stability == 9.0
    assert review(KEY, None, DAY, Grade.AGAIN, stamp()).stability < 1.0


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"fsrs":"6","retention":0.5,"parameters":"default"}'],
)
def test_a_stamp_that_cannot_be_read_does_not_cost_the_review(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        schedule.read_stamp(text)
    assert review(KEY, None, DAY, Grade.GOOD, text) == review(KEY, None, DAY, Grade.GOOD, stamp())


@pytest.mark.parametrize("parameters", [[1.0], [1.0] * 35, ["x"] * 21, [-1.0] * 21, "usual", None, {}])
def test_parameters_that_fsrs_does_not_take_are_refused(parameters: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        schedule.read_stamp(json.dumps({"fsrs": "6.3.2", "retention": 0.9, "parameters": parameters}))


@given(st.integers(1, schedule.LONGEST_INTERVAL), st.text(), st.integers(1, 500))
def test_the_spread_is_small_and_never_before_tomorrow(interval: int, fact: str, reps: int) -> None:
    moved = spread(interval, CardKey("lib", fact, "typed"), reps)
    assert moved == spread(interval, CardKey("lib", fact, "typed"), reps)
    assert 1 <= moved <= schedule.LONGEST_INTERVAL
    allowed = 0 if interval < 2.5 else max(1, 0.15 * interval if interval < 20 else 0.1 * interval)
    assert abs(moved - interval) <= allowed
    if interval >= 1000:
        assert abs(moved - interval) <= 0.053 * interval


@pytest.mark.parametrize(
    ("interval", "reached"), [(3, {2, 3, 4}), (20, {18, 19, 20, 21, 22}), (100, set(range(94, 107)))]
)
def test_the_spread_uses_all_its_room(interval: int, reached: set[int]) -> None:
    assert {spread(interval, CardKey("lib", f"fact.{number}", "typed"), 1) for number in range(2000)} == reached


def test_the_spread_is_the_same_on_every_computer() -> None:
    facts = [f"fact.{number}" for number in range(6)]
    assert [spread(100, CardKey("lib", fact, "typed"), 3) for fact in facts] == [101, 103, 105, 97, 98, 104]
    assert len({place(CardKey("lib", fact, way)) for fact in facts for way in ("typed", "choice")}) == 12


def test_the_longest_interval_is_a_hundred_years() -> None:
    card = Card("f", "w", stability=1e9, difficulty=1.0, last=DAY, due=DAY, reps=9, lapses=0)
    assert review(KEY, card, DAY + 100, Grade.EASY, stamp(0.7)).due <= DAY + 100 + 36500


def test_loading_the_schedule_does_not_load_fsrs() -> None:
    slow = {"fsrs", "platformdirs", "importlib.metadata"}
    code = f"import sys; import quizgen.study.log; print(sorted({slow} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "[]\n"
