"""Fair marking: what earns points, what a key says of it, and that no answer is for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.asking.several import draw_several
from quizgen.domain.question import Match
from quizgen.pipeline import open_library
from tests.support.library import ENTITIES, write_library

if TYPE_CHECKING:
    from pathlib import Path

    from quizgen.pipeline import Library

#: Three people who each said something, asked for by name.
CLAIMS = """\
- id: doe.bread
  said: that bread is dear
  by: jane-doe
  ask: What did Jane Doe complain of?
  reverse: Who complained that bread is dear?
  evidence: {wire: the talks will go on}
- id: roe.hall
  said: that the hall is small
  by: john-roe
  ask: What did John Roe complain of?
  reverse: Who complained that the hall is small?
  evidence: {wire: the talks will go on}
- id: major.roof
  said: that the roof leaks
  by: mary-major
  ask: What did Mary Major complain of?
  reverse: Who complained that the roof leaks?
  evidence: {wire: the talks will go on}
"""
SOURCE = "  - {id: an-aide, name: a town aide, about: somebody unnamed}\n"
OFFICES = """\
organisations:
  - {id: the-council, name: Town Council, side: council, group: office}
  - {id: the-guild, name: Guild of Guests, side: guests, group: office}
"""


def matches(library: Library) -> list[Match]:
    """All questions on several claimants that are drawn with some seeds."""
    way, facts = library.asker.ways["match"], library.kb.facts.values()
    drawn = (question for seed in map(str, range(8)) for question in draw_several(library.kb, facts, way, seed))
    shapes = [question.shape for question in drawn]
    assert all(isinstance(shape, Match) for shape in shapes)
    return [shape for shape in shapes if isinstance(shape, Match)]


def left_over(shape: Match) -> set[str]:
    """The names that answer no question."""
    return {*shape.names} - {shape.names[row.name] for row in shape.rows}


def a_library(root: Path, facts: str = CLAIMS, people: str = "", organisations: str = "") -> Library:
    """A library with these facts, more people, and organisations of its own."""
    head, offices, rest = ENTITIES.partition("organisations:\n")
    rest = rest[rest.index("places:") :]
    entities = head + people + (organisations or f"{offices}  - {{id: the-council, name: Town Council}}\n") + rest
    library = open_library(write_library(root, facts, {"questions/entities.yaml": entities}))
    assert library.problems == ()
    return library


def test_the_last_name_of_a_match_is_not_free(tmp_path: Path) -> None:
    for shape in matches(a_library(tmp_path)):
        assert left_over(shape) == {"Ann Other", "Sam Hill"}
        assert shape.prompt.endswith("some names fit nowhere.")


def test_names_to_match_are_of_one_kind(tmp_path: Path) -> None:
    described = CLAIMS.replace("by: mary-major", "by: an-aide").replace("Mary Major complain", "a town aide complain")
    assert matches(a_library(tmp_path / "described", described, people=SOURCE)) == []
    office = CLAIMS.replace("by: mary-major", "by: the-guild").replace("Mary Major", "the Guild of Guests")
    assert matches(a_library(tmp_path / "office", office, organisations=OFFICES)) == []
    for shape in matches(a_library(tmp_path / "both", people=SOURCE, organisations=OFFICES)):
        assert left_over(shape) == {"Ann Other", "Sam Hill"}


def test_who_claims_the_same_matter_is_not_offered_as_wrong(tmp_path: Path) -> None:
    facts = CLAIMS.replace("  by: jane-doe\n", "  by: jane-doe\n  matter: bread\n", 1)
    more = """\
- id: hill.bread
  said: that bread costs much
  by: sam-hill
  matter: bread
  ask: What did Sam Hill complain of?
  evidence: {wire: the talks will go on}
"""
    for shape in matches(a_library(tmp_path, facts + more)):
        assert left_over(shape) == {"Ann Other"}


def test_a_name_in_a_question_is_not_offered_as_wrong(tmp_path: Path) -> None:
    named = CLAIMS.replace("reverse: Who complained that the roof leaks?", "reverse: Who told Sam Hill of the roof?")
    for shape in matches(a_library(tmp_path, named)):
        assert left_over(shape) == {"Ann Other"}


def test_where_nobody_else_is_known_each_name_fits_once(tmp_path: Path) -> None:
    both = CLAIMS.replace("reverse: Who complained that the roof leaks?", "reverse: Who told Sam Hill and Ann Other?")
    for shape in matches(a_library(tmp_path, both)):
        assert left_over(shape) == set()
        assert shape.prompt.endswith("each name fits once.")
