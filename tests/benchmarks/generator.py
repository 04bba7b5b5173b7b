"""Writes libraries of any size that pass `quizgen check`.

Run it as `python -m tests.benchmarks.generator FOLDER COUNT [A_TOPIC]`.

Everything is invented and depends on the seed alone. Facts come ten to a meeting, in the mix that a
curated library has: who, where, when, how long, how many, what (twice), said (twice), demanded;
about twelve lines of YAML each. Names, questions and phrases are made of separate vocabularies, so
that no answer leaks. The entities grow slowly. The words suffice for 700,000 facts.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random

from tests.benchmarks.facts import DAYS, FIRST_DAY, Named, World, endless_facts
from tests.benchmarks.vocabulary import BODY_ENDINGS, FIRST_NAMES, PEOPLE_ENDINGS, PLACE_ENDINGS, invented, phrases

#: Facts in one file, where nothing else is asked for.
FACTS_A_TOPIC = 10_000
SIDES = ("northern-bloc", "southern-bloc", "coastal-league", "press")
#: The only deck, which takes all facts.
DECK = "two"
GROUPS = ("northern", "southern", "coastal", "inland", "overseas")


def write_library(folder: Path, facts: int, a_topic: int = FACTS_A_TOPIC, seed: int = 1) -> None:
    """Write a library of `facts` facts, `a_topic` in each file, into `folder`; the same call gives the same files."""
    random = Random(seed)
    questions, decks = folder / "questions", folder / "decks"
    questions.mkdir(parents=True, exist_ok=True)
    decks.mkdir(parents=True, exist_ok=True)
    world = _world(random, 200 + facts // 50, 20 + facts // 250)
    (questions / "library.yaml").write_text(_library(), "utf-8")
    (questions / "sources.yaml").write_text(_sources(world), "utf-8")
    (questions / "entities.yaml").write_text(_entities(world), "utf-8")
    recipe = f"deck: {DECK}\ntitle: The records\nabout: Every fact of the library.\n"
    (decks / f"{DECK}.yaml").write_text(recipe, "utf-8")
    made = islice(endless_facts(world), facts)
    for number in range(1, -(-facts // a_topic) + 1):
        head = f"topic: part-{number}\ntitle: Part {number} of the records\nfacts:\n"
        text = head + "".join(islice(made, a_topic))
        (questions / f"topic-{number:05}.yaml").write_text(text, "utf-8")


def _world(random: Random, entities: int, sources: int) -> World:
    people = [
        Named(word, f"{random.choice(FIRST_NAMES)} {word.capitalize()}")
        for word in invented(random, PEOPLE_ENDINGS, entities // 2)
    ]
    bodies = [Named(word, f"{word.capitalize()} Institute") for word in invented(random, BODY_ENDINGS, entities // 4)]
    places = [Named(word, word.capitalize()) for word in invented(random, PLACE_ENDINGS, entities // 4)]
    wires = [f"wire-{number}" for number in range(1, sources + 1)]
    return World(random, people, bodies, places, wires, phrases(random))


def _library() -> str:
    """Return the description of the library. A fact makes up to two cards, as with the plain script."""
    sides = "".join(f"  - {{id: {side}, name: {side.replace('-', ' ').capitalize()}}}\n" for side in SIDES)
    return f"""\
library: Records of the assembly
namespace: quizgen.benchmark
language: en
about: Invented facts about invented people, made to measure how fast quizgen is. Nobody should learn them.
report: There is nothing to report, as nothing here is meant to be right.
ways: [recall, choice]
sides:
{sides}"""


def _sources(world: World) -> str:
    records = [
        f"""\
  - id: {id_}
    outlet: Wire service {id_.removeprefix("wire-")}
    title: What was reported from the assembly rooms in this week
    published: {FIRST_DAY + timedelta(days=DAYS + number)}
    dated: printed
    standing: A news agency that belongs to its subscribers.
    file: {id_}.txt
    sha256: {sha256(id_.encode()).hexdigest()}
"""
        for number, id_ in enumerate(world.sources)
    ]
    return "sources:\n" + "".join(records)


def _entities(world: World) -> str:
    parts = []
    for key, about, entities in (
        ("people", "Delegate to the assembly", world.people),
        ("organisations", "Member body of the assembly", world.bodies),
        ("places", "City of the assembly", world.places),
    ):
        records = [
            f"""\
  - id: {entity.id}
    name: {entity.name}
    aliases: [{entity.id.capitalize() if " " in entity.name else f"City of {entity.name}"}]
    about: {about}
    side: {SIDES[number % len(SIDES)]}
    group: {GROUPS[number % len(GROUPS)]}
"""
            for number, entity in enumerate(entities)
        ]
        parts.append(f"{key}:\n{''.join(records)}")
    return "".join(parts)


def main() -> None:
    """Write a library as the command line says."""
    folder, count, *a_topic = sys.argv[1:]
    write_library(Path(folder), int(count), *map(int, a_topic))


if __name__ == "__main__":
    main()
