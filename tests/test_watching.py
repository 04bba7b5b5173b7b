"""What is kept between two checks of a library changes nothing: each says what a first check would say."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizgen.pipeline import open_library
from quizgen.printing.foresight import Foresight, paper_problems
from quizgen.reading.library import Memory
from tests.support.effort import times
from tests.support.library import ENTITIES, FACT, INFO, SOURCES, WIRE, topic, write_library
from tests.support.pictures import png

if TYPE_CHECKING:
    import pytest

    from quizgen.pipeline import Library
    from quizgen.reading.nodes import Node, Reader
MEETING, OTHER, THINGS = "questions/meetings.yaml", "questions/others.yaml", "questions/entities.yaml"
PICTURE = "questions/media/cell.png"
NAMELESS = re.sub(r"    (file|sha256): .*\n", "", SOURCES)
SECOND = FACT.replace("meeting", "other").replace("the council", "the other council")
SHOWN = "  picture: {file: cell.png, alt: A cell with two walls}\n"
TAGGED, SPOILT = topic(FACT + "  note: It was in a café.\n"), topic(FACT.replace("when: 2022-01-12", "when: 12.1.2022"))
#: What a file may hold next; nothing where it is deleted.
CONTENTS: dict[str, list[str | bytes | None]] = {
    MEETING: [
        topic(FACT),
        "\n" + topic(FACT),
        topic(FACT + SHOWN),
        topic(FACT + "  draft: true\n  level: 7\n"),
        TAGGED,
        TAGGED.encode("cp1252"),
        SPOILT,
        topic(FACT.replace("When did", "When in January 2022 did")),
        "- id: 'x\n",
    ],
    OTHER: [
        topic(SECOND, "others", "Other talks"),
        topic(SECOND + "  note: It was *late*.\n", "others", "Other talks"),
        topic(SECOND + "  wrong: [{fact: meeting.date}]\n", "others", "Other talks"),
        topic(FACT, "others", "Other talks"),
        None,
    ],
    THINGS: [ENTITIES, ENTITIES.replace("Jane Doe", "Jane Roe"), ENTITIES + "  colour: red\n"],
    "questions/library.yaml": [INFO, INFO.replace("language: en", "language: xx"), INFO.replace("library:", "libary:")],
    "questions/sources.yaml": [SOURCES, SOURCES.replace("    file: wire.txt\n    sha256", "    sha256"), NAMELESS],
    "articles/wire.txt": [WIRE, "Nothing of the kind.", None],
    PICTURE: [png(), png(5, 5), b"no picture", None],
}
EDITS = st.sampled_from([(name, content) for name, contents in CONTENTS.items() for content in contents])


def write(root: Path, name: str, content: str | bytes | None) -> None:
    """Save a file as an editor does, or delete it."""
    path = root / name
    path.parent.mkdir(exist_ok=True)
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def said(library: Library) -> object:
    """Return all that a check says of a library, and what it was read as, with the lines of its facts."""
    lines = [(fact.id, fact.id.line, fact.ask.line) for fact in library.kb.facts.values()]
    return list(map(str, (*library.problems, "and", *library.draft_problems))), library.kb.documents, lines


@given(st.lists(EDITS, min_size=1, max_size=6))
@example([("questions/sources.yaml", NAMELESS), ("articles/wire.txt", WIRE), ("articles/wire.txt", None)])
@example([(MEETING, topic(FACT + SHOWN)), (PICTURE, png()), (PICTURE, b"no picture"), (PICTURE, None)])
@example([(MEETING, text) for text in (TAGGED, TAGGED.encode("cp1252"), TAGGED)])
@example([(MEETING, text) for text in (SPOILT, "\n" + SPOILT, topic(FACT), SPOILT, SPOILT + "  level: 7\n")])
@example(
    [("questions/library.yaml", INFO.replace("language: en", "language: xx")), (OTHER, topic(FACT, "others", "O"))]
)
@settings(max_examples=times(300))
def test_any_edits_are_checked_as_if_for_the_first_time(edits: list[tuple[str, str | bytes | None]]) -> None:
    with TemporaryDirectory() as folder:
        root, memory = write_library(Path(folder)), Memory()
        for name, content in edits:
            write(root, name, content)
            assert said(open_library(root, memory=memory)) == said(open_library(root))


def test_a_file_that_is_the_same_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from quizgen.reading import library as reading
    from quizgen.reading import syntax

    root, memory = write_library(tmp_path), Memory()
    open_library(root, memory=memory)
    read: list[str] = []

    def parse(text: str, reader: Reader) -> Node | None:
        read.append(reader.path)
        return syntax.parse(text, reader)

    monkeypatch.setattr(reading, "parse", parse)
    write(root, MEETING, "\n" + topic(FACT))
    assert not open_library(root, memory=memory).problems
    assert read == ["questions/library.yaml", MEETING]  # the first names the language of all others


def test_paper_is_foreseen_as_if_for_the_first_time(tmp_path: Path) -> None:
    root, paper = write_library(tmp_path), Foresight()
    long = FACT + "  note: " + "so they went on and on; " * 12 + "\n"
    emoji = FACT.replace("When did", "\U0001f35c When did")
    counts = []
    for fact in (FACT, emoji, emoji, long, long.replace("on and on", "on \U0001f35c and on"), FACT):
        write(root, MEETING, topic(fact))
        library = open_library(root)
        found = paper.problems(library)
        assert found == paper_problems(library)
        counts.append(len(found))
    assert counts == [0, 1, 1, 0, 1, 0]
