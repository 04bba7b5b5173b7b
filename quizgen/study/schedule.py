"""When to ask again: FSRS over whole study days, with a little spread that is the same on every computer.

The package `fsrs` is loaded only when a card is reviewed. It counts whole days between exact moments, so it is given
one moment a study day; its own spread draws from the global random generator, so it is switched off.
"""

from __future__ import annotations

import datetime as dt
import json
from functools import cache, lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.study import Card, Grade

if TYPE_CHECKING:
    from collections.abc import Iterable

    import fsrs

#: A study day begins at this hour of the learner's clock, so that an evening's work is one day's.
ROLLOVER = dt.timedelta(hours=4)
RETENTION = 0.9
LOWEST_RETENTION, HIGHEST_RETENTION = 0.70, 0.99
LONGEST_INTERVAL = 36500
#: So early that a review can still be planned before the calendar ends.
LAST_DAY = 3_600_000
#: Of an interval's days from the first to the second number, this share is spread to either side.
_SPREAD = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, LONGEST_INTERVAL, 0.05))


#: So many milliseconds may two clocks differ: what is dated later than that after the present was dated by a wrong one.
CLOCKS_DIFFER = 24 * 3_600_000


class CardKey(NamedTuple):
    """Which card: a fact of a library asked in one way."""

    library: str
    fact: str
    way: str


class Stamp(NamedTuple):
    """How a review was scheduled: the version of fsrs, the desired retention, and the parameters, None if usual."""

    version: str
    retention: float
    parameters: tuple[float, ...] | None


def study_day(at: int, zone: dt.tzinfo | None = None) -> int:
    """Return the study day of a moment in milliseconds since 1970-01-01 UTC, as a proleptic ordinal.

    It is the date on the learner's clock four hours earlier; the system's time zone unless `zone` is given. The four
    hours are taken from what the clock shows, so in the nights when the clocks change a day still ends when
    they show four; it has 23 or 25 hours then.
    """
    return (dt.datetime.fromtimestamp(at / 1000, zone) - ROLLOVER).toordinal()


def is_day(value: object) -> bool:
    """Say whether a value is a study day on which a card may be due."""
    return isinstance(value, int) and 0 < value <= dt.date.max.toordinal()


def checked_retention(retention: float) -> float:
    """Return `retention`, a share of what is asked. Raises ValueError with a sentence where it is senseless."""
    if not LOWEST_RETENTION <= retention <= HIGHEST_RETENTION:
        raise ValueError(
            f"A retention of {retention:g} cannot be aimed at; it is a share from {LOWEST_RETENTION:.2f} to "
            f"{HIGHEST_RETENTION:.2f} of what is asked, and {RETENTION:.2f} suits most."
        )
    return retention


def stamp(retention: float = RETENTION, parameters: tuple[float, ...] | None = None) -> str:
    """Return the compact JSON that is kept with each review. Raises ValueError with a sentence."""
    fields = {"fsrs": fsrs_version(), "retention": checked_retention(retention), "parameters": parameters or "default"}
    return json.dumps(fields, separators=(",", ":"))


@cache
def fsrs_version() -> str:
    """Return the version of the package `fsrs`; asking takes some milliseconds the first time."""
    from importlib.metadata import version  # noqa: PLC0415  slow, and needed only with the first review

    return version("fsrs")


@lru_cache(maxsize=64)  # thousands of reviews share a few
def stamp_of(text: str) -> Stamp:
    """Return the stamp that a text holds, whatever version of fsrs it is for. Raises ValueError with the reason."""
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict) or set(fields) != {"fsrs", "retention", "parameters"}:
        raise ValueError("a scheduler has 'fsrs', 'retention' and 'parameters'")
    version, retention, parameters = fields["fsrs"], fields["retention"], fields["parameters"]
    if not isinstance(version, str) or not isinstance(retention, float):
        raise ValueError("a scheduler's version is a text, its retention a number")  # noqa: TRY004  a wrong value
    if parameters == "default":
        return Stamp(version, checked_retention(retention), None)
    if not isinstance(parameters, list) or not all(type(number) in {int, float} for number in parameters):
        raise ValueError("a scheduler's parameters are numbers, or 'default'")
    return Stamp(version, checked_retention(retention), tuple(parameters))


@lru_cache(maxsize=64)
def read_stamp(text: str) -> Stamp:
    """Return the stamp that a text holds. Raises ValueError with the reason where this fsrs could not plan by it."""
    stamp = stamp_of(text)
    if stamp.parameters is None:
        return stamp
    return stamp._replace(parameters=checked_parameters(stamp.parameters))


def checked_parameters(parameters: Iterable[float]) -> tuple[float, ...]:
    """Return parameters as fsrs takes them. Raises ValueError with the reason where it does not."""
    from fsrs import Scheduler  # noqa: PLC0415  slow

    try:
        return Scheduler(tuple(map(float, parameters))).parameters
    except (ValueError, OverflowError) as error:
        raise ValueError(" ".join(str(error).split())) from None


@lru_cache(maxsize=64)
def _scheduler(text: str | None) -> fsrs.Scheduler:
    """Return the scheduler of a stamp, or the usual one: a stamp that cannot be read must not cost the review."""
    from fsrs import Scheduler  # noqa: PLC0415  slow

    try:
        settings = Stamp("", RETENTION, None) if text is None else read_stamp(text)
    except ValueError:
        settings = Stamp("", RETENTION, None)
    usual = Scheduler(
        desired_retention=settings.retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_INTERVAL,
        enable_fuzzing=False,
    )
    if settings.parameters is None:
        return usual
    return Scheduler(settings.parameters, settings.retention, (), (), LONGEST_INTERVAL, enable_fuzzing=False)


def warm() -> None:
    """Load what the first review needs, some hundredths of a second, while the learner reads a question."""
    _scheduler(None)
    fsrs_version()


def review(key: CardKey, before: Card | None, day: int, grade: Grade, scheduler: str | None) -> Card:
    """Return the state of a card after it was graded on a study day; `before` is None for a new card.

    `scheduler` is the stamp. A day before the last review, as after a flight to the west, counts as that review's.
    """
    import fsrs  # noqa: PLC0415  slow

    day = day if before is None else max(day, before.last)
    now = _moment(day)
    card = fsrs.Card(card_id=0, due=now)
    if before is not None:
        last = _moment(before.last)
        card = fsrs.Card(0, fsrs.State.Review, None, before.stability, before.difficulty, now, last)
    after, _ = _scheduler(scheduler).review_card(card, fsrs.Rating(grade), now)
    assert after.stability is not None, "fsrs gives a reviewed card both"
    assert after.difficulty is not None, "fsrs gives a reviewed card both"
    reps = before.reps + 1 if before else 1
    forgotten = before is not None and grade is Grade.AGAIN and day > before.last
    return Card(
        key.fact,
        key.way,
        stability=after.stability,
        difficulty=after.difficulty,
        last=day,
        due=day + spread((after.due - now).days, key, reps),
        reps=reps,
        lapses=(before.lapses if before else 0) + forgotten,
    )


def replay(key: CardKey, reviews: Iterable[tuple[int, Grade, str | None]]) -> Card | None:
    """Return the state of a card after its reviews in order, each a study day, a grade and a stamp."""
    card = None
    for day, grade, scheduler in reviews:
        card = review(key, card, day, grade, scheduler)
    return card


def spread(interval: int, key: CardKey, reps: int) -> int:
    """Return an interval in days moved a little, so that the cards of a day do not stay together for ever.

    It depends on the card and the repetition alone. Up to two days stay as they are; longer ones are moved by a
    day at least to either side, and by ever smaller a share the longer they are. No card is due before tomorrow.
    """
    if interval < _SPREAD[0][0]:
        return interval
    most = max(1, round(sum(share * max(0.0, min(interval, end) - start) for start, end, share in _SPREAD)))
    moved = interval - most + _draw(*key, str(reps)) % (2 * most + 1)
    return max(1, min(moved, LONGEST_INTERVAL))


def place(key: CardKey) -> int:
    """Return where a card stands among the cards of a due day: by chance, but always the same."""
    return _draw(*key)


def _draw(*parts: str) -> int:
    """Return a number below 2**63 that depends on `parts` alone."""
    return int.from_bytes(sha256("\x1f".join(parts).encode()).digest()[:8], "big") >> 1


@lru_cache(maxsize=1024)
def _moment(day: int) -> dt.datetime:
    """Return the moment that stands for a study day; fsrs accepts UTC alone."""
    return dt.datetime.combine(dt.date.fromordinal(day), dt.time(12), dt.UTC)
