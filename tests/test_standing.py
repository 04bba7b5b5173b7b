"""The line about how a fact stands says no more than its sources do, in the same words wherever it is printed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from quizgen import pipeline
from quizgen.domain.standing import standing_head, standing_text
from tests.support.library import SOURCES, looked_up, write_library

if TYPE_CHECKING:
    from pathlib import Path

ONE_SOURCE = SOURCES[: SOURCES.index("  - id: paper")]
VOICES = SOURCES.replace("file: wire.txt", "voice: the-wire\n    file: wire.txt")
ENTITIES = """\
people:
  - {id: jane-doe, name: Jane Doe, about: chair}
  - {id: a-source, name: an unnamed source}
organisations:
  - {id: the-states, name: United States, in_sentence: the United States}
  - {id: the-wire, name: The Wire}
documents:
  - {id: a-draft, name: the draft of the council}
"""
#: A fact that rests on the other article, which would not be counted else.
OTHER = "- {id: meeting.two, when: 2022-01-13, ask: When did Mary leave?, evidence: {paper: seven eight nine}}\n"


def standing(tmp_path: Path, facts: str, sources: str = VOICES, *, is_found: bool = True) -> str:
    """Return the standing of the first of the `facts`, whose evidence was found in its articles or was not."""
    files = {"questions/sources.yaml": sources, "questions/entities.yaml": ENTITIES}
    root = write_library(tmp_path, f"{facts}{OTHER if 'paper' in sources else ''}", {**files})
    library = pipeline.open_library(root)
    assert library.problems == ()
    library = looked_up(library) if is_found else library
    return standing_text(library.kb, next(iter(library.kb.facts.values())))


def fact(answer: str, ask: str = "What happened there?", evidence: str = "{wire: one two three}") -> str:
    """Return a fact with these lines beside its id."""
    return f"- id: meeting.one\n  {answer}\n  ask: {ask}\n  evidence: {evidence}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (fact("what: a quarrel"), "Reported as fact by one of the two articles; none contradicts it."),
        (
            fact("what: a quarrel", evidence="{wire: [one two three, four five six], paper: one two three}"),
            "Reported as fact by two of the two articles; none contradicts it.",
        ),
        (
            fact("how_long: 2 days") + "  accounts: [{answer: 3 days, evidence: {paper: one two three}}]\n",
            "Reported as fact by one of the two articles. The sources differ.",
        ),
        (
            fact("said: a quarrel\n  by: jane-doe", "What did Jane Doe speak of?"),
            "A statement of Jane Doe, as one of the two articles reports it.",
        ),
        (
            fact("said: a quarrel\n  act: denial\n  by: jane-doe", "What did Jane Doe deny?"),
            "A denial of Jane Doe, as one of the two articles reports it.",
        ),
        (
            fact("demanded: a pause\n  by: the-states", "What did the United States demand?"),
            "A demand of the United States, as one of the two articles reports it.",
        ),
        (
            fact("demanded: a pause\n  by: a-draft", "What would the draft of the council have?"),
            "A provision of the draft of the council, as one of the two articles reports it.",
        ),
        (
            fact(
                "demanded: a pause\n  act: request\n  by: the-states\n  via: [a-source, the-wire]",
                "What did the United States ask for?",
            ),
            (
                "A request of the United States, known through an unnamed source and The Wire, "
                "as one of the two articles reports it."
            ),
        ),
        (
            fact("what: a quarrel\n  plan: 2022-01-10"),
            "A plan as of 10 January 2022, as one of the two articles reports it.",
        ),
        (
            fact("what: a quarrel\n  plan: 2022-01\n  by: jane-doe", "What did Jane Doe plan?"),
            "A plan as of January 2022, stated by Jane Doe, as one of the two articles reports it.",
        ),
        (fact("said: a quarrel\n  by: the-wire", "What does The Wire call it?"), "In the words of The Wire."),
        (fact("what: none\n  unreported: true"), "None of the two articles reports any."),
    ],
)
def test_each_form_says_what_the_articles_do_and_no_more(tmp_path: Path, text: str, said: str) -> None:
    assert standing(tmp_path, text) == said


def test_an_only_article_is_not_counted(tmp_path: Path) -> None:
    assert standing(tmp_path, fact("what: a quarrel"), ONE_SOURCE) == (
        "Reported as fact by the only article; none contradicts it."
    )


def test_no_standing_of_the_library_says_that_something_is_so(shipped: pipeline.Library) -> None:
    said = {standing_text(shipped.kb, one) for one in shipped.kb.facts.values()}
    assert not [text for text in said if "stablished" in text or "of United" in text]


def test_the_json_and_the_line_of_a_list_begin_alike(shipped: pipeline.Library) -> None:
    data = json.loads(pipeline.export(shipped, "json"))
    for told in data["facts"]:
        one = shipped.kb.facts[told["id"]]
        assert told["standing"]["text"] == standing_text(shipped.kb, one)
        assert told["standing"]["text"].startswith(standing_head(shipped.kb, one))
        is_reported = told["standing"]["form"] == "reported as fact"
        assert is_reported == told["standing"]["text"].startswith("Reported as fact")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (fact("what: a quarrel"), ""),
        (fact("what: none\n  unreported: true"), ""),
        (
            fact("how_long: 2 days") + "  accounts: [{answer: 3 days, evidence: {paper: one two three}}]\n",
            "The sources differ.",
        ),
        (fact("said: a quarrel\n  by: jane-doe", "What did Jane Doe speak of?"), "A statement of Jane Doe."),
        (fact("what: a quarrel\n  plan: 2022-01-10"), "A plan as of 10 January 2022."),
        (fact("said: a quarrel\n  by: the-wire", "What does The Wire call it?"), "In the words of The Wire."),
    ],
)
def test_what_was_not_looked_up_is_not_reported_by_anybody(tmp_path: Path, text: str, said: str) -> None:
    assert standing(tmp_path, text, is_found=False) == said
