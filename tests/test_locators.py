"""Where the place lies that answers a fact: drawn behind the answer, and said in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from quizgen.cli.legible import plain
from quizgen.domain.whereabouts import Locator, Spot, locator_of
from quizgen.pipeline import open_library
from quizgen.rendering.drawings.drawing import drawing_of
from quizgen.rendering.sheets.cards_pdf import flashcards_pdf, make_flashcards
from quizgen.rendering.sheets.flashcard import CardOptions
from quizgen.rendering.sheets.layout import Layout
from quizgen.rendering.sheets.press import Press
from quizgen.rendering.terminal.map_lines import map_lines, map_rows
from quizgen.rendering.terminal.page import Line, Size
from tests.conftest import ROOT
from tests.support.library import ENTITIES, write_library
from tests.support.pdf import failures, read

if TYPE_CHECKING:
    from pathlib import Path

FACT = """\
- id: meeting.place
  where: springfield
  ask: Where did the council meet?
  evidence: {wire: in Springfield}
"""


def places(*lines: str) -> dict[str, str | bytes]:
    """Return the file of entities with these places."""
    people = ENTITIES.partition("places:")[0]
    return {"questions/entities.yaml": people + "places:\n" + "".join(f"  - {{{line}}}\n" for line in lines)}


def locator(root: Path, *lines: str) -> Locator | None:
    kb = open_library(write_library(root, FACT, places(*lines))).kb
    return locator_of(kb, kb.facts["meeting.place"])


def test_a_place_is_told_by_the_nearest_other_place_of_the_library(tmp_path: Path) -> None:
    found = locator(
        tmp_path,
        "id: springfield, name: Springfield, coordinates: [48.21, 16.37]",
        "id: far, name: Far, coordinates: [-33.9, 151.2]",
        "id: next, name: Next Town, in_sentence: the Next Town, coordinates: [48.15, 17.11]",
        "id: around, name: Around, coordinates: [46.2, 6.15]",
        "id: unknown, name: Unknown",
    )
    assert found is not None
    assert [(spot.text, spot.is_marked) for spot in found.spots] == [
        ("Springfield", True),
        ("Next Town", False),
        ("Around", False),
    ]
    assert found.sentence == "Springfield lies 55 km west of the Next Town."


def test_the_sentence_begins_with_a_capital(tmp_path: Path) -> None:
    found = locator(
        tmp_path,
        "id: springfield, name: Springfield, in_sentence: the town of Springfield, coordinates: [48.21, 16.37]",
        "id: next, name: Next Town, coordinates: [48.15, 17.11]",
    )
    assert found is not None
    assert found.sentence == "The town of Springfield lies 55 km west of Next Town."


def test_a_lone_place_has_a_map_and_no_sentence(tmp_path: Path) -> None:
    found = locator(tmp_path, "id: springfield, name: Springfield, coordinates: [48.21, 16.37]")
    assert found is not None
    assert found.sentence == ""


def test_of_a_place_whose_coordinates_nobody_gave_there_is_no_map(tmp_path: Path) -> None:
    assert locator(tmp_path, "id: springfield, name: Springfield", "id: a, name: A, coordinates: [1, 1]") is None


def test_a_map_says_in_words_what_the_sentence_does_not(tmp_path: Path) -> None:
    kb = open_library(ROOT).kb
    drawing = drawing_of(kb, kb.facts["geneva.city"])
    assert drawing is not None
    assert drawing.caption == ("Geneva lies 530 km south of Brussels.",)
    assert drawing.alt == "Map of the land around Geneva. It also shows: Vienna, Kiev, Moscow."
    assert len(drawing.svg) < 8_000


def test_on_a_printed_back_the_map_is_heard_between_the_answer_and_its_proof() -> None:
    kb = open_library(ROOT).kb
    facts = [kb.facts["osce.city"], kb.facts["geneva.city"]]
    pdf = flashcards_pdf(Press(), make_flashcards(kb, facts, "Cities"), CardOptions(), Layout())
    assert failures(pdf) == []
    heard = [words for _, words in read(pdf).leaves]
    back = heard.index("Vienna")
    shown = "Map of the land around Vienna. It also shows: Brussels, Kiev, Moscow."
    assert heard[back : back + 3] == ["Vienna", shown, "Vienna lies 800 km east of Geneva."]
    back = heard.index("Geneva")
    assert heard[back + 1] == "Geneva lies 530 km south of Brussels.", "its sources leave no room for the map"


def test_coordinates_lie_on_the_globe(tmp_path: Path) -> None:
    library = write_library(
        tmp_path,
        FACT,
        places(
            "id: springfield, name: Springfield, coordinates: [116.4, 39.9]",
            "id: beyond, name: Beyond, coordinates: [10, 181]",
            "id: pole, name: Pole, coordinates: [-90, 180]",
        ),
    )
    latitude, longitude = (one for one in open_library(library).problems if "degrees" in one.message)
    assert str(latitude).startswith("questions/entities.yaml:10:56: 116.4 degrees is no latitude; write how far north")
    assert str(longitude).startswith("questions/entities.yaml:11:50: '181' does not fit; write degrees as a decimal")


def test_a_terminal_shows_the_map_where_it_has_room_and_the_sentence_anywhere(tmp_path: Path) -> None:
    kb = open_library(ROOT).kb
    found = locator_of(kb, kb.facts["geneva.city"])
    assert found is not None
    sentence = Line("Geneva lies 530 km south of Brussels.", mark="Map")
    for size in (Size(), Size(40, 24), Size(80, 10)):
        assert map_lines(kb.language, found, size, in_full=True) == [sentence]
    assert map_lines(kb.language, found, Size(120, 50), in_full=False) == [sentence]
    first, *rows = map_lines(kb.language, found, Size(80, 24), in_full=True)
    assert first == sentence
    drawn = "\n".join(row.text for row in rows)
    assert all(name in drawn for name in ("◆ Geneva", "• Vienna", "• Brussels", "• Kiev", "Moscow •"))
    assert plain(drawn).isascii()
    assert max(len(row.text) for row in rows) <= 48


def test_names_on_a_terminal_take_as_many_columns_as_they_need() -> None:
    columns = []
    for one, other in (("西安", "徐州"), ("Xian", "Xuzhou")):
        rows = map_rows([Spot(34.3, 108.9, one, is_marked=True), Spot(34.3, 117.2, other)], 48)
        (row,) = (row for row in rows if "◆" in row)
        assert f"◆ {one} " in row
        assert f" • {other}" in row
        columns.append(cell_len(row.partition("•")[0]))
    assert columns[0] == columns[1]


@given(
    st.lists(
        st.builds(
            Spot,
            st.floats(-90, 90),
            st.floats(-180, 180),
            st.text(st.characters(categories=("L", "Mn", "Zs")), min_size=2, max_size=40),
            st.just(value=False),
        ),
        min_size=1,
        max_size=12,
    ),
    st.integers(32, 48),
)
def test_a_map_on_a_terminal_is_as_wide_as_it_may_be(spots: list[Spot], width: int) -> None:
    rows = map_rows([spots[0]._replace(is_marked=True), *spots[1:]], width)
    assert sum(row.count("◆") for row in rows) == 1
    assert all(cell_len(row) <= width + 1 for row in rows)
