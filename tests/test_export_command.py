"""`quizgen export --to HOME`: what goes out, what is told of it, and files that are written whole or not at all."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from typing import TYPE_CHECKING

import pytest

from quizgen.exporting import HOMES
from quizgen.rendering.manifest import MANIFEST
from quizgen.rendering.outputs import EXPORTS
from tests.conftest import ROOT
from tests.support.effort import few
from tests.support.engine import FACTS
from tests.support.homes import gift, moodle, qti_grader
from tests.support.library import topic, write_library
from tests.support.limits import no_file_over

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Quizgen = Callable[..., Result]

TEST = """\
test: What the council did
questions:
- meeting.chair/typed
- {ask: meeting.date/choice, points: 3}
- {ask: mayor/choice, on: note}
extracts:
- {id: note, text: Our mayor likes hats.}
own:
- id: mayor
  what: a blue hat
  ask: What does our mayor wear on Sundays?
  wrong: [a red coat, green shoes, a white scarf]
"""
EACH = pytest.mark.parametrize("home", HOMES)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A small library that can be asked in every way."""
    return write_library(tmp_path / "library", FACTS)


@pytest.fixture
def export(quizgen: Quizgen, library: Path, tmp_path: Path) -> Quizgen:
    """Export something of the small library into the folder `out`."""

    def run(*args: str | Path) -> Result:
        return quizgen("export", *args, "--library", library, "--out", tmp_path / "out")

    return run


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A test with a question of its own."""
    path = tmp_path / "autumn.test.yaml"
    path.write_text(TEST, "utf-8")
    return path


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table."""
    return [*csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""))]


@EACH
def test_a_file_is_named_and_counted_and_is_the_same_twice(export: Quizgen, tmp_path: Path, home: str) -> None:
    done = export("--to", home)
    assert done.exit_code == 0, done.output
    path = tmp_path / "out" / f"all{HOMES[home].suffix}"
    assert done.stdout == f"{path}\n"
    assert f" for {HOMES[home].name}" in done.stderr.splitlines()[0]
    first = path.read_bytes()
    path.unlink()
    assert export("--to", home).exit_code == 0
    assert path.read_bytes() == first
    assert {one.name for one in path.parent.iterdir()} == {path.name, MANIFEST}


def test_the_suffix_of_each_home_tells_which_it_is() -> None:
    suffixes = [home.suffix for home in HOMES.values()]
    assert len(set(suffixes)) == len(suffixes)
    assert HOMES.keys().isdisjoint(EXPORTS)


def test_a_deck_sends_its_facts_and_the_library_all(export: Quizgen, library: Path, tmp_path: Path) -> None:
    recipe = "deck: one\ntitle: One\nabout: One.\nselect: {levels: [core]}\n"
    (library / "decks" / "one.yaml").write_text(recipe, "utf-8")
    assert export("--to", "csv").exit_code == export("one", "--to", "csv").exit_code == 0
    whole, deck = (rows(tmp_path / "out" / name) for name in ("all.csv", "one.csv"))
    assert deck == [row for row in whole if row["id"].startswith("meeting.chair/")]
    assert {row["id"].partition("/")[0] for row in whole if "+" not in row["id"]} >= {"hall.reason", "meeting.place"}


@pytest.mark.parametrize("is_named", [True, False])
def test_a_test_sends_what_it_asks_in_its_order(export: Quizgen, kept: Path, tmp_path: Path, is_named: bool) -> None:
    done = export(*(("--test", kept) if is_named else (kept,)), "--to", "moodle")
    assert done.exit_code == 0, done.output
    assert "did not go along" not in done.stderr
    text = (tmp_path / "out" / "autumn.moodle.xml").read_text("utf-8")
    ids = ["meeting.chair/typed", "meeting.date/choice", "mayor/choice"]
    places = [text.index(f"<idnumber>{id_}<") for id_ in ids]
    grades = [text[:place].rpartition("<defaultgrade>")[2].partition("<")[0] for place in places]
    assert grades == ["1", "3", "1"]
    assert "$course$/top/What the council did/" in text


EXTRACT = "%5% of [us] -> {like} *hats* = ~ # : \\(x\\) <b>&amp;</b>"


@pytest.mark.parametrize("home", [home.id for home in HOMES.values() if home.shows_extracts])
def test_an_extract_stands_before_what_is_asked_of_it(export: Quizgen, kept: Path, tmp_path: Path, home: str) -> None:
    extract = f"text: |\n    {EXTRACT}\n  from: 'The <City> Star'"
    kept.write_text(TEST.replace("{id: note, text: Our mayor likes hats.}", f"id: note\n  {extract}"), "utf-8")
    assert export(kept, "--to", home).exit_code == 0
    shown = asked_in(home, (tmp_path / "out" / f"autumn{HOMES[home].suffix}").read_bytes())
    assert shown["mayor/choice"].splitlines() == [EXTRACT, "The <City> Star", "What does our mayor wear on Sundays?"]
    assert not any("hats" in text for id_, text in shown.items() if id_ != "mayor/choice")


def asked_in(home: str, data: bytes) -> dict[str, str]:
    """Return what pupils read there before they answer, by the ids of the questions."""
    if home == "web":
        script = data.decode().partition('id="data">')[2].partition("</script>")[0]
        asked = {
            one["id"]: one["extract"].replace("</p>", "\n") + one["prompt"] for one in json.loads(script)["questions"]
        }
        return {id_: html.unescape(re.sub("<[^>]*>", "", text)) for id_, text in asked.items()}
    if home == "qti":
        return {
            re.sub("-(?=typed|choice)", "/", item.ident[2:-17]): item.question.text
            for item in qti_grader.read(data).items
        }
    return {asked.id: asked.text for asked in {"moodle": moodle, "gift": gift}[home].read(data)}


@pytest.mark.parametrize("home", [home.id for home in HOMES.values() if not home.shows_extracts])
def test_an_extract_that_a_program_cannot_show_is_told(export: Quizgen, kept: Path, home: str) -> None:
    told = "1 extract of the test did not go along; question 3 (mayor/choice) is about what it says: put it before"
    assert told in export(kept, "--to", home).stderr


def test_an_extract_that_no_question_is_about_is_told(export: Quizgen, kept: Path) -> None:
    kept.write_text(TEST.replace(", on: note", ""), "utf-8")
    assert "1 extract of the test did not go along." in export(kept, "--to", "moodle").stderr


def test_what_a_test_says_otherwise_than_when_it_was_saved_is_told(export: Quizgen, kept: Path) -> None:
    kept.write_text(TEST.replace("points: 3", "points: 3, says: '0123456789abcdef'"), "utf-8")
    told = "What 'meeting.date/choice' is about says something else than when the test was saved; read it again."
    assert told in export(kept, "--to", "csv").stderr


def test_data_of_a_test_are_those_of_the_librarys_facts(export: Quizgen, quizgen: Quizgen, kept: Path) -> None:
    done = quizgen("export", kept, "--to", "json", "--library", kept.parent / "library")
    assert {fact["id"] for fact in json.loads(done.stdout)["facts"]} == {"meeting.chair", "meeting.date"}
    refused = export("--to", "json")
    assert (refused.exit_code, "With --to json leave out --out" in refused.stderr) == (2, True)


def test_what_is_left_out_is_counted_and_named_on_demand(export: Quizgen) -> None:
    told = export("--to", "gift").stderr
    assert "Left out: 5 questions, as GIFT cannot grade an answer in words of one's own (--verbose names them)." in told
    assert "hall.reason/recall" not in told
    assert "hall.reason/recall, " in export("--to", "gift", "--verbose").stderr


def test_facts_that_do_not_arrive_are_named(export: Quizgen, kept: Path) -> None:
    told = export(kept, "--to", "h5p").stderr
    assert "2 questions for H5P." in told
    assert "In no question that went along: meeting.chair." in told


def test_a_tests_choice_is_a_card_for_quizlet(export: Quizgen, kept: Path, tmp_path: Path) -> None:
    assert "3 questions for Quizlet" in export(kept, "--to", "quizlet").stderr
    cards = (tmp_path / "out" / "autumn.quizlet.tsv").read_text("utf-8").splitlines()
    assert cards[2] == "What does our mayor wear on Sundays?\ta blue hat"


def test_where_nothing_can_go_nothing_is_made(export: Quizgen, tmp_path: Path) -> None:
    path = tmp_path / "typed.test.yaml"
    path.write_text("test: Typed\nquestions: [meeting.chair/typed]\n", "utf-8")
    done = export(path, "--to", "h5p")
    assert (done.exit_code, done.stdout, (tmp_path / "out").exists()) == (1, "", False)
    assert "No question of 'Typed' can go to H5P; nothing was made." in done.stderr
    assert "meeting.chair/typed" in done.stderr


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("nope",), "There is no deck 'nope'; there are all"),
        (("al",), "did you mean 'all'?"),
        (("nope.test.yaml",), "There is no file nope.test.yaml"),
        (("--test", "nope.test.yaml"), "does not exist"),
        (("all", "--test", "KEPT"), "leave out the deck, or --test"),
        (("KEPT", "--test", "KEPT"), "leave out the deck, or --test"),
        (("x" * 300 + ".test.yaml",), "File name too long"),
        (("--to", "canvas"), "'canvas' is not one of"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, tuple) else "",
)
def test_what_is_misused_is_told(export: Quizgen, kept: Path, tmp_path: Path, args: tuple[str, ...], told: str) -> None:
    done = export("--to", "csv", *(str(kept) if arg == "KEPT" else arg for arg in args))
    assert told in (done.stderr or str(done.exception))
    assert done.exit_code == (1 if isinstance(done.exception, OSError) else 2)
    assert not (tmp_path / "out").exists()


def test_a_folder_is_not_stdout(quizgen: Quizgen, library: Path) -> None:
    done = quizgen("export", "--to", "csv", "--library", library, "--out", "-")
    assert (done.exit_code, "--out takes a folder, and '-' is none" in done.stderr) == (2, True)


def test_a_test_that_asks_what_is_not_there_is_told_with_its_line(export: Quizgen, tmp_path: Path) -> None:
    path = tmp_path / "autumn.test.yaml"
    path.write_text(TEST.replace("chair", "chiar"), "utf-8")
    done = export(path, "--to", "csv")
    assert done.exit_code == 1
    assert f"{path}:3:3: there is no fact 'meeting.chiar'" in done.stderr


def test_a_library_with_problems_exports_nothing(export: Quizgen, library: Path, tmp_path: Path) -> None:
    (library / "questions" / "meetings.yaml").write_text(topic(FACTS.replace("jane-doe", "jane-deo")), "utf-8")
    done = export("--to", "moodle")
    assert (done.exit_code, (tmp_path / "out").exists()) == (1, False)
    assert "meetings.yaml:5:" in done.stderr


def test_a_file_that_somebody_changed_is_replaced_by_force_alone(export: Quizgen, tmp_path: Path) -> None:
    assert export("--to", "csv").exit_code == 0
    path = tmp_path / "out" / "all.csv"
    made = path.read_bytes()
    assert export("--to", "csv").exit_code == 0, "what quizgen made"
    path.write_bytes(made + b"mine\r\n")
    done = export("--to", "csv")
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"{path}: changed since quizgen made it" in done.stderr
    assert path.read_bytes() == made + b"mine\r\n"
    assert export("--to", "csv", "--force").exit_code == 0
    assert path.read_bytes() == made


def test_exports_and_decks_lie_side_by_side(export: Quizgen, quizgen: Quizgen, library: Path, tmp_path: Path) -> None:
    for home in HOMES:
        assert export("--to", home).exit_code == 0
    build = ("build", "--no-paper", "--library", library, "--out", tmp_path / "out")
    assert quizgen(*build).exit_code == 0
    assert export("--to", "csv").exit_code == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {*(f"all{home.suffix}" for home in HOMES.values()), "all.apkg", MANIFEST}


@pytest.mark.parametrize("home", few([*HOMES]))
def test_on_a_full_disk_the_old_file_stays(export: Quizgen, tmp_path: Path, home: str) -> None:
    assert export("--to", home).exit_code == 0
    path = tmp_path / "out" / f"all{HOMES[home].suffix}"
    before = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    with no_file_over(300):
        done = export("all", "--to", home, "--force")
    assert isinstance(done.exception, OSError)
    assert done.exception.filename == str(path)
    assert {one.name: one.read_bytes() for one in path.parent.iterdir()} == before


def test_the_help_tells_how_to_replace_what_was_corrected(quizgen: Quizgen) -> None:
    told = " ".join(quizgen("export", "--help").stdout.split())
    for words in ("--changed-since and the edition", "delete these questions", "the ID number of a question"):
        assert words in told


def test_the_shipped_library_arrives_with_its_claimants_and_sources(quizgen: Quizgen, tmp_path: Path) -> None:
    done = quizgen("export", "core", "--to", "csv", "--library", ROOT, "--out", tmp_path)
    assert done.exit_code == 0, done.output
    for row in rows(tmp_path / "core.csv"):
        assert row["sources"], row["id"]
        assert row["standing"] or "+" in row["id"], row["id"]
