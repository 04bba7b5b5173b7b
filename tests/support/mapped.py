"""A small library whose places lie on a map, and some words on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen import pipeline
from tests.support.library import ENTITIES, write_library

if TYPE_CHECKING:
    from pathlib import Path

    from quizgen.domain.question import Choice

PEOPLE = ENTITIES.partition("places:\n")[0]
#: Where places lie that are no real ones, in degrees north and east.
PLACES = {
    "springfield": (50, 10),
    "shelbyville": (50, 16),
    "ogdenville": (45, 10),
    "brockway": (54, 10),
    "haverbrook": (54, 18),
}
WHERE = """\
- id: meeting.place
  where: springfield
  ask: Where did the council meet?
  says: The council met in [Springfield].
  evidence: {wire: held behind closed doors in Springfield}
"""


def placed(**places: tuple[float, float] | None) -> str:
    """Return the entities of the library with these places besides; without a position, one is on no map."""
    lines = []
    for id_, where in (PLACES | places).items():
        at = f", coordinates: [{where[0]}, {where[1]}]" if where else ""
        lines.append(f"  - {{id: {id_}, name: {id_.capitalize()}, group: town{at}}}\n")
    return f"{PEOPLE}places:\n{''.join(lines)}"


def mapped(root: Path, facts: str = WHERE, entities: str = "", **files: str) -> pipeline.Library:
    """Return the library with these facts; its places are those of `placed`, or others."""
    written: dict[str, str | bytes] = {"questions/entities.yaml": entities or placed(), **files}
    library = pipeline.open_library(write_library(root, facts, written))
    assert [str(problem) for problem in library.problems] == []
    return library


def on_map(library: pipeline.Library, seed: str = "", fact: str = "meeting.place") -> Choice | None:
    """Return a fact as it is asked on a map, or None."""
    question = library.asker.exercise(library.kb.facts[fact], "map", seed)
    return None if question is None else question.shape  # type: ignore[return-value]


def names(library: pipeline.Library, seed: str = "", fact: str = "meeting.place") -> list[str]:
    """Return the places on the map of a fact, sorted by name; none where it is not asked so."""
    shape = on_map(library, seed, fact)
    return [] if shape is None else sorted(option.text for option in shape.options)
