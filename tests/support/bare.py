"""A small library that has nothing to prove: facts are an answer and a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.pipeline import Library, open_library
from tests.support.library import write_library

if TYPE_CHECKING:
    from pathlib import Path

    from quizgen.domain.question import Question


def write_bare(root: Path, facts: str, name: str, **files: str) -> Path:
    """Write a library of this name with these facts, and with other files in questions/ by their names."""
    description = f"library: {name}\nnamespace: example.{name.lower()}\nsides: [{{id: council, name: Council}}]\n"
    texts = {"library": description, **files}
    return write_library(root, facts, {f"questions/{file}.yaml": text for file, text in texts.items()})


def bare_library(root: Path, facts: str, name: str, **files: str) -> Library:
    """Return the library that `write_bare` writes, which has no problems."""
    library = open_library(write_bare(root, facts, name, **files))
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
