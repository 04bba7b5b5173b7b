"""A small library that has nothing to prove: facts are an answer and a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.pipeline import Library, open_library
from tests.support.library import write_library

if TYPE_CHECKING:
    from pathlib import Path

    from quizgen.domain.question import Question


def description(name: str) -> str:
    """Return the file that describes a library of this name."""
    return f"library: {name}\nnamespace: example.{name.lower()}\nsides: [{{id: council, name: Council}}]\n"


def bare_library(root: Path, facts: str, name: str) -> Library:
    """Return the library of these facts, without problems."""
    library = open_library(write_library(root, facts, {"questions/library.yaml": description(name)}))
    assert library.problems == ()
    return library


def ids_of(facts: str) -> list[str]:
    """Return the ids of facts that stand in a line each."""
    return [line.split(",")[0].split(": ")[1] for line in facts.splitlines()]


def asked(library: Library, id_: str, way: str) -> Question:
    """Return a fact asked in one way, which it can be."""
    question = library.asker.exercise(library.kb.facts[id_], way, "")
    assert question is not None
    return question
