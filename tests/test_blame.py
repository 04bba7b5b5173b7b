"""A mistake in YAML is shown where it was made, with a sentence that names it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizgen.reading.blame import find_mistake
from tests.conftest import ROOT
from tests.soak.blame import distances
from tests.support.effort import times
from tests.support.library import FACT, topic
from tests.support.mistakes import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    Checked = Callable[..., list[str]]

WHEN = "questions/meetings.yaml"
#: Two facts, so that there is something below a mistake in the first.
FACTS = FACT + "  accept: [12 January]\n" + FACT.replace("meeting", "council").replace("the council", "they")


@pytest.mark.parametrize(
    ("right", "wrong", "place", "told"),
    [
        ("ask: When", 'ask: "When', "6:8", "the text that a quote opens here is not closed"),
        ("ask: When", "ask: 'When", "6:8", "the text that a quote opens here is not closed"),
        ("title: Two meetings", "title: 'Two meetings", "2:8", "the text that a quote opens here is not closed"),
        ("[12 January]", '["12 January]', "8:12", "the text that a quote opens here is not closed"),
        ("[12 January]", "[12 January", "8:11", "the bracket [ that opens here is not closed; write ] where it ends"),
        ("2022}", "2022", "7:13", "the bracket { that opens here is not closed; write } where it ends"),
        ("2022}", "2022 #4}", "7:43", "from '#4}' on nothing is read, not even the bracket that closes; put the text"),
        ("[12 January]", "[12 January, no #4]", "8:27", "from '#4]' on nothing is read, not even the bracket"),
        ("[12 January]", "[12 January  # his", "8:11", "the bracket [ that opens here is not closed"),
        ("ask: When", "ask When", "6:3", "a colon is missing behind 'ask'; write 'ask: ' and then its value"),
        ("ask: When", "ask:When", "6:3", "a space is missing behind 'ask:'; write one"),
        ("- id: meeting", "- id meeting", "4:3", "a colon is missing behind 'id'"),
        ("topic: meetings", "topic meetings", "1:1", "a colon is missing behind 'topic'"),
        ("- id: council", "-id: council", "9:1", "a space is missing behind the dash; write '- '"),
        ("  ask: When", "\task: When", "6:1", "a tab stands before the text; indent with spaces"),
        ("  ask: When", "      ask: When", "6:7", "'ask' is indented deeper than the line before it"),
        ("?\n", '?"\n', "6:34", "a quote closes here that none opens"),
    ],
)
def test_a_mistake_is_told_on_its_line(checked: Checked, right: str, wrong: str, place: str, told: str) -> None:
    (line, *_) = checked(files={WHEN: topic(FACTS).replace(right, wrong, 1)})
    assert line.startswith(f"{WHEN}:{place}: {told}")


@pytest.mark.parametrize(
    "sound",
    [
        'a: \'b\n  c\'\nd: "e \\" f"\n',
        "a: >-\n  b 'c\n  \"d [e\nf: g\n",
        "a: [b, 'c [d', \"e\n  f\", g's]\nh: {i: [j,\n  k], l: m}\n",
        "a:\n- b\n- c\n  d e\n- f: g\n  h: i\n- - j\n  - k\n",
        "a: b\n  c d\n  e\nf: # g 'h\n  i: j\n? k\n: l\n",
        "a: it's\nb: 5'\nc: ''\nd: 'e'  # f\n",
        "- |\n  a 'b\n- c\n",
        "a:\n  -\n    b: c\n  - d: e\n    f:\n    - g\n    - h\n  - i: j\n",
        "a:\n  'b':\n      - c\n  d: e\nf:\n  - \"g\" : # h\n      - i\n  - j\n",
        "a: text goes\n   - on here\nb:\n    - c\nd:\n  - e\n\n  # f\n  - g\n",
        'a: {"b":"c", "d" : [1, -2, {e: f}], g: it\'s, h: 5 \'i\' "j, k: l:m?}\n',
        "a: [b: c, 10:30, http://x.y/z#a]  # d: e: f\ng: {\n  h: i, # j: k: l\n  m: n,\n  }\n",
    ],
)
def test_nothing_is_suspected_in_sound_text(sound: str) -> None:
    assert find_mistake(sound) is None


@pytest.mark.parametrize(
    "path",
    sorted([*ROOT.glob("questions/*.yaml"), *ROOT.glob("decks/*.yaml"), *ROOT.glob("quizgen/starters/**/*.yaml")]),
    ids=lambda one: one.name,
)
def test_nothing_is_suspected_in_the_shipped_library(path: Path) -> None:
    assert find_mistake(path.read_text("utf-8")) is None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped library's files of questions that are quick to check."""
    copy = tmp_path_factory.mktemp("shipped")
    shutil.copytree(ROOT / "decks", copy / "decks")
    (copy / "questions").mkdir()
    for name in ("library", "sources", "entities", "05-people", "95-ministers-meet"):
        shutil.copy(ROOT / f"questions/{name}.yaml", copy / "questions")
    return copy


@pytest.mark.parametrize("kind", KINDS)
def test_mistakes_at_any_place_are_told_near_it(folder: Path, kind: str) -> None:
    for distance, path, mistake, problems in distances(folder, kind, times(5), seed=3):
        assert distance <= 2, (path, mistake.line, mistake.text.split("\n")[mistake.line - 1], problems)
