"""Facts without end for a generated library: ten to a meeting, one function a kind, in the form that curators write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.benchmarks.vocabulary import ENDS, MEETINGS, QUALITIES, ROUNDS, TAGS, THINGS, VERBS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

#: All meetings are held in these days, so that what is published from the last on can report of each.
FIRST_DAY, DAYS = date(1990, 1, 1), 12_000


@dataclass(frozen=True)
class Named:
    """An entity: its id and its name."""

    id: str
    name: str


@dataclass(frozen=True)
class World:
    """What the facts of one library speak of, and the source of all chance."""

    random: Random
    people: list[Named]
    bodies: list[Named]
    places: list[Named]
    sources: list[str]
    phrases: Iterator[str]


@dataclass(frozen=True)
class Meeting:
    """What ten facts are about. No two meetings have one name, and none is held in the place of its name."""

    number: int
    name: str
    place: Named
    day: date

    @property
    def on(self) -> str:
        """Return its name with its day, as most questions say it."""
        return f"the {self.name} of {_written(self.day)}"


def endless_facts(world: World) -> Iterator[str]:
    """Yield facts as YAML without end, in the order of the meetings."""
    number = 0
    while True:
        number += 1
        name = world.places[number % len(world.places)]
        place = world.random.choice([other for other in world.places if other is not name])
        kind = MEETINGS[number // len(world.places) % len(MEETINGS)]
        round_ = ROUNDS[number // (len(world.places) * len(MEETINGS))]
        day = FIRST_DAY + timedelta(days=world.random.randrange(DAYS))
        meeting = Meeting(number, f"{round_} {name.name} {kind}", place, day)
        for make in _KINDS:
            yield make(world, meeting)


def _fact(world: World, meeting: Meeting, slug: str, *lines: str) -> str:
    """Return one fact as YAML: its id, `lines`, and what every fact has."""
    random = world.random
    id_ = f"m{meeting.number}.{slug}"
    more = [f"level: {'core' if random.random() < 0.3 else 'more'}"]
    if random.random() < 0.5:
        more.append(f"tags: [{', '.join(random.sample(TAGS, 2))}]")
    if random.random() < 0.4:
        thing, other = random.sample(THINGS, 2)
        more += [
            "note: >-",
            f"  The {random.choice(QUALITIES)} {thing} is not to be confused with the {random.choice(QUALITIES)} one;",
        ]
        more += [f"  the minutes speak of both, and of the {random.choice(QUALITIES)} {other} besides."]
    more.append("evidence:")
    for source in random.sample(world.sources, 1 + (random.random() < 0.4)):
        more.append(
            f"  {source}: heard of the {random.choice(QUALITIES)} {random.choice(THINGS)} {random.choice(ENDS)} as well"
        )
    body = "".join(f"    {line}\n" for line in (*lines, *more))
    return f"  - id: {id_}\n{body}"


def _who(world: World, meeting: Meeting) -> str:
    several = world.people if meeting.number % 2 else world.bodies
    right, *wrong = world.random.sample(several, 4)
    ask = "Who chaired" if several is world.people else "Which body convened"
    verb = "chaired" if several is world.people else "convened"
    hand = [f"wrong: [{', '.join(one.id for one in wrong)}]"] if world.random.random() < 0.5 else []
    says = f"says: As all records agree, [{right.name}] {verb} {meeting.on}."
    return _fact(world, meeting, "chair", f"who: {right.id}", f"ask: {ask} {meeting.on}?", says, *hand)


def _where(world: World, meeting: Meeting) -> str:
    ask = f"ask: In which city did the delegates to {meeting.on} come together?"
    says = f"says: The delegates to {meeting.on} came together in [{meeting.place.name}]."
    return _fact(world, meeting, "city", f"where: {meeting.place.id}", ask, says)


def _when(world: World, meeting: Meeting) -> str:
    days = [meeting.day + timedelta(days=days) for days in world.random.sample((-9, -6, -4, -2, 3, 5, 7, 8), 3)]
    hand = [f"wrong: [{', '.join(map(str, days))}]"] if world.random.random() < 0.5 else []
    return _fact(
        world,
        meeting,
        "date",
        f"when: {meeting.day}",
        f"ask: On what date did the {meeting.name} begin?",
        f"says: The {meeting.name} began on [{_written(meeting.day)}].",
        f"label: {meeting.name}",
        *hand,
    )


def _how_long(world: World, meeting: Meeting) -> str:
    hours = world.random.randrange(4, 60)
    qualifier = world.random.choice(("", "", "about ", "nearly ", "more than "))
    answer = f"{qualifier}{hours / 2:g} hours"
    accounts = []
    if world.random.random() < 0.1:
        source = world.random.choice(world.sources)
        accounts = [
            "accounts:",
            f"  - answer: {hours / 2 + 2:g} hours",
            "    evidence:",
            f"      {source}: went on for rather longer",
        ]
    ask, says = f"ask: How long did {meeting.on} last?", f"says: Without its breaks {meeting.on} lasted [{answer}]."
    return _fact(world, meeting, "length", f"how_long: {answer}", ask, says, f"accept: ['{hours / 2:g} h']", *accounts)


def _how_many(world: World, meeting: Meeting) -> str:
    count = world.random.randrange(32, 400)
    wrong = ", ".join(f"{count + step} delegates" for step in (-7, 11, 30))
    ask, says = f"ask: How many delegates came to {meeting.on}?", f"says: To {meeting.on} came [{count} delegates]."
    return _fact(
        world,
        meeting,
        "size",
        f"how_many: {count} delegates",
        ask,
        says,
        f"accept: [{count} persons]",
        f"wrong: [{wrong}]",
    )


def _what(slug: str, ask: str, says: str) -> Callable[[World, Meeting], str]:
    def make(world: World, meeting: Meeting) -> str:
        right = next(world.phrases)
        lines = (f"ask: {ask} {meeting.on}?", f"says: {says} {meeting.on} was to [{right}].")
        return _fact(world, meeting, slug, f"what: {right}", *lines, *_wrong(world, right))

    return make


def _claim(kind: str, slug: str, verb: str) -> Callable[[World, Meeting], str]:
    """Return what makes facts of claims; every third has a reverse question."""

    def make(world: World, meeting: Meeting) -> str:
        by, right = world.random.choice(world.people), next(world.phrases)
        lines = [f"{kind}: {right}", f"by: {by.id}"]
        if kind == "demanded":
            lines.append(f"of: {world.random.choice(world.bodies).id}")
        lines.append(f"ask: What did {by.name} {verb} as the next step, speaking at {meeting.on}?")
        lines.append(f"says: Speaking at {meeting.on}, {by.name} did {verb}, as the next step, to [{right}].")
        if world.random.random() < 1 / 3:
            lines.append(f"reverse: Who, speaking at {meeting.on}, did {verb} to {right}?")
        return _fact(world, meeting, slug, *lines, *_wrong(world, right))

    return make


def _wrong(world: World, right: str) -> list[str]:
    """Return three hand-written wrong options in the form of `right`, each with another thing in it."""
    things = world.random.sample([thing for thing in THINGS if thing not in right], 3)
    verbs = world.random.sample([verb for verb in VERBS if verb not in right], 3)
    options = zip(verbs, things, world.random.sample(QUALITIES, 3), world.random.sample(ENDS, 3), strict=True)
    return ["wrong:", *(f"  - {verb} the {quality} {thing} {end}" for verb, thing, quality, end in options)]


_KINDS: tuple[Callable[[World, Meeting], str], ...] = (
    _who,
    _where,
    _when,
    _how_long,
    _how_many,
    _what("result", "What was agreed at the close of", "What was agreed at the close of"),
    _what("motion", "Which motion failed on the first day of", "The motion that failed on the first day of"),
    _claim("said", "promise", "promise"),
    _claim("said", "warning", "advise"),
    _claim("demanded", "demand", "demand"),
)


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
