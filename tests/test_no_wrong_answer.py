"""Answers that are near to right ones and wrong: somebody's deputy, another scale, the day before.

The wrong answers are made of the right ones by what a reader knows to change them; nothing of grading makes them.
"""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizgen import pipeline
from quizgen.domain.answer import PartialDate, Quantity
from quizgen.domain.library import Sort
from quizgen.domain.text import Ref
from quizgen.domain.verdict import Fit
from quizgen.grading.grader import Grader
from tests.support.effort import IS_GATE
from tests.support.library import write_library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.answer import Answer
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Entity
    from quizgen.domain.question import Question

#: In the gate all are tried.
STEP = 1 if IS_GATE else 4
SECOND = Path(__file__).parent / "cases" / "second"
#: Who is named so is not he who is named.
OF_SOMEBODY = """
deputy {}|{}'s deputy|the deputy of {}|deputy to {}|former {}|acting {}|vice {}|assistant to {}|an aide to {}
{}'s aide|{}'s spokesman|spokeswoman for {}|not {}|anyone but {}|it was not {}|it was {}'s deputy
that was a deputy of {}|{} junior|ambassador to {}|{}'s predecessor|{}'s successor|the wife of {}|she was {}'s assistant
{} or somebody else|before {}
""".replace("\n", "|").strip("|")
ELSEWHERE = "near {}|outside {}|New {}|not in {}|{} Road|North {}|the road to {}|it was near {}|{} or Oslo|Lower {}"
CITIES = "Wien|Genf|Kiew|Peking|Bombay|Den Haag|Bruxelles|Roma|Praha|Moskva|Lisboa|Siena|Sienna|Bonn|Basel|Kiel|Pskov"
ROLES = "President|Prime Minister|Foreign Minister|Deputy Minister|Secretary General|Ambassador|Judge|General|PM|FM"
OTHER_UNITS = "years|months|weeks|days|hours|minutes|tonnes|kilograms|metres|miles|feet|dollars|euros|%|ships|people"
SAME_UNITS = ({"minutes", "hours", "days", "weeks"}, {"months", "years"}, {"tonnes", "kilograms"})


def wrong_answers(kb: KnowledgeBase, answer: Answer) -> Iterator[str]:
    """Yield answers that are wrong where this one is right."""
    match answer:
        case PartialDate():
            yield from other_dates(answer)
        case Quantity():
            yield from other_quantities(answer)
        case Ref():
            entity = kb.entities[answer]
            others = [one for one in kb.entities.values() if one.sort is entity.sort and one.id != entity.id]
            yield from (str(one.name) for one in others)
            yield from other_persons(entity, others) if entity.sort is Sort.PERSON else other_things(entity)


def other_persons(person: Entity, others: list[Entity]) -> Iterator[str]:
    first, _, last = person.name.partition(" ")
    for name in (str(person.name), *filter(None, (last,))):
        yield from (form.format(name) for form in OF_SOMEBODY.split("|"))
    about = f" {person.about or ''} ".lower()
    for role in ROLES.split("|"):
        # Nobody is anything that the library does not say, and nobody's deputy is promoted.
        in_full = {"PM": "prime minister", "FM": "foreign minister"}.get(role, role.lower())
        is_said = all(f" {word} " in about for word in in_full.split())
        if not is_said or ("deputy" in about and "deputy" not in in_full):
            yield f"{role} {last or first}"
    for other in others:
        theirs = other.name.partition(" ")
        if last and theirs[2] and theirs[0] not in ("a", "US", first) and theirs[2] != last:
            yield from (f"{theirs[0]} {last}", f"{first} {theirs[2]}")


def other_things(thing: Entity) -> Iterator[str]:
    forms = ELSEWHERE if thing.sort is Sort.PLACE else "anti-{}|not {}|{} Junior League|outside {}|Friends of the {}"
    yield from (form.format(thing.name) for form in forms.split("|"))
    if thing.sort is Sort.PLACE:
        own = {"Vienna": "Wien", "Geneva": "Genf", "Kyiv": "Kiew", "Beijing": "Peking", "Mumbai": "Bombay"}
        own |= {"The Hague": "Den Haag", "Brussels": "Bruxelles"}
        yield from (city for city in CITIES.split("|") if city != own.get(str(thing.name)))


def other_dates(date: PartialDate) -> Iterator[str]:
    year, month, day = date.key
    if day:
        whole = dt.date(year, month, day)
        moved = [whole + dt.timedelta(days) for days in (-11, -10, -7, -1, 1, 2, 7, 10, 20, 31, 365, -365, 3653)]
        yield from (f"{one.day} {one:%B} {one.year}" for one in moved)
        yield from (f"{one:%B} {one.day}, {one.year}" for one in moved)
        yield from (f"it was on {one.day} {one:%B} {one.year}" for one in moved[:6])
        yield from (f"{whole.day} {whole:%B} {other}" for other in (year - 100, year + 11, year - 9))
        yield from (
            f"before {day} {whole:%B} {year}",
            f"after {day} {whole:%B} {year}",
            f"not on {day} {whole:%B} {year}",
        )
    elif month:
        names = [f"{dt.date(2000, one, 1):%B}" for one in range(1, 13) if one != month]
        yield from (f"{name} {year}" for name in names)
        yield from (f"{dt.date(2000, month, 1):%B} {other}" for other in (year - 1, year + 1, year - 100))
    else:
        yield from map(str, (year - 1, year + 1, year - 100, year + 10, year - 10, year % 10))


def other_quantities(quantity: Quantity) -> Iterator[str]:
    number, unit = quantity.number, f" {quantity.unit}"
    before = f"{quantity.qualifier} ".lstrip()
    scale = {10**3: " thousand", 10**6: " million", 10**9: " billion"}.get(quantity.scale, "")
    digits = str(number).replace(".", "")
    mixed = {"".join(one) for one in permutations(digits[:4])} if len(digits) > 1 else set()
    others = {number * 10, number / 10, number * 100, number + 1, number * 2, number * 1000}
    others |= {Decimal(f"{one}{digits[4:]}") for one in mixed}
    for other in sorted(others - {number}):
        yield from (f"{before}{other:f}{scale}{unit}", f"it was {before}{other:f}{scale}{unit}")
    scales = {"", " thousand", " million", " billion", " hundred", " dozen"} - {scale}
    yield from (f"{before}{number}{one}{unit}" for one in sorted(scales))
    for one in OTHER_UNITS.split("|"):
        if one != quantity.unit and (one != "%" or quantity.unit != "percent"):
            yield f"{before}{number}{scale} {one}"
    opposite = ("less than", "at most", "under", "up to") if quantity.bound.is_limit else ("more than", "less than")
    yield from (f"{one} {number}{scale}{unit}" for one in opposite)
    yield from (f"{number}{scale} to {number + 5}{scale}{unit}", f"not {before}{number}{scale}{unit}")


@pytest.mark.parametrize("name", ["shipped", "second"])
def test_no_wrong_answer_that_is_made_of_a_right_one_is_accepted(name: str, shipped: pipeline.Library) -> None:
    library = shipped if name == "shipped" else pipeline.open_library(SECOND)
    grader, accepted, tried = Grader(library.kb), [], 0
    for question in typed_questions(library):
        right = {library.kb.key_of(one) for one in (*question.fact.answers, *question.fact.also_right)}
        made = dict.fromkeys(wrong_answers(library.kb, question.fact.answer))
        for text in list(made)[len(made) % STEP :: STEP]:
            tried += 1
            if len(right) == 1 and grader.grade(question, text).fit not in (Fit.WRONG, Fit.UNCLEAR):
                accepted.append((question.id, text))
    assert tried > 1500 / STEP
    assert accepted == []


@pytest.mark.parametrize(
    ("right", "wrong", "slips"),
    [
        ("necessary", ["neccessary", "necesary"], ["necessarry"]),
        ("Butter", ["butter", "Buter"], ["BUTTER"]),
        ("Its", ["It's", "Its'"], ["ITS"]),
        ("término", ["terminó", "termino"], ["TÉRMINO"]),
    ],
)
def test_what_is_offered_as_wrong_is_never_taken_for_a_slip(
    tmp_path: Path, right: str, wrong: list[str], slips: list[str]
) -> None:
    fact = {"id": "a.x", "what": right, "wrong": wrong, "accept": ["such a word"], "ask": "Which one is right?"}
    text = json.dumps({**fact, "evidence": {"wire": "the talks will go on"}}, ensure_ascii=False)
    library = pipeline.open_library(write_library(tmp_path, f"- {text}\n"))
    assert library.problems == ()
    (question,) = typed_questions(library)
    graded = Grader(library.kb).grade
    assert [graded(question, text).fit for text in wrong] == [Fit.WRONG] * len(wrong)
    assert Fit.WRONG not in [graded(question, text).fit for text in (right, *slips)]


def typed_questions(library: pipeline.Library) -> list[Question]:
    """All questions to which one answer is typed."""
    made = (library.asker.exercise(fact, "typed", "") for fact in library.kb.facts.values())
    return [question for question in made if question is not None]
