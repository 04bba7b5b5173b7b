"""Printing from the command line: which files come of it, for whom, and what is told where it cannot be."""

from __future__ import annotations

import csv
import json
import re
import shlex
import subprocess
import sys
from itertools import product
from typing import TYPE_CHECKING

import pytest

from quizgen.domain.fact import Kind, Level
from quizgen.printing import paper
from quizgen.printing.content import content_of
from quizgen.printing.sheet import SheetRequest, plan_sheet
from quizgen.printing.shortfalls import missing, unequal
from tests.conftest import ROOT
from tests.support.effort import IS_GATE, few
from tests.support.library import FACT, write_library
from tests.support.pdf import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from quizgen.domain.question import Question
    from quizgen.pipeline import Library

    Quizgen = Callable[..., Result]


def text_of(path: Path) -> str:
    """Return the text of a PDF, its rows joined."""
    return " ".join(row.text for page in read(path.read_bytes()).pages for row in page.rows)


def names(folder: Path) -> list[str]:
    """Return the names of all files in a folder, sorted, but for the record that is kept there."""
    return sorted(path.name for path in folder.iterdir() if path.name != ".quizgen.json")


@pytest.fixture
def prints(quizgen: Quizgen, tmp_path: Path) -> Callable[..., Result]:
    """Run a command that prints, on the shipped library and into a folder 'out'."""
    return lambda command, *args: quizgen(command, "--library", ROOT, "--out", tmp_path / "out", *args)


@pytest.fixture
def sheet(prints: Quizgen) -> Callable[..., Result]:
    """Print sheets of the shipped library into a folder 'out'."""
    return lambda *args: prints("sheet", *args)


def test_a_sheet_has_its_key_in_a_file_of_its_own(sheet: Quizgen, tmp_path: Path) -> None:
    done = sheet("core", "-n", "6")
    assert done.exit_code == 0, done.output
    out = tmp_path / "out"
    assert done.stdout.splitlines() == [str(out / "core-sheet.pdf"), str(out / "core-key.pdf")]
    assert "The security guarantees dispute" in text_of(out / "core-sheet.pdf")
    assert "The sources" in text_of(out / "core-key.pdf")
    assert "The sources" not in text_of(out / "core-sheet.pdf")


@pytest.mark.parametrize(
    ("args", "files"),
    [
        (["--key", "none"], ["core-sheet.pdf"]),
        (["--key", "with"], ["core-with-key.pdf"]),
        (["--answer-sheet"], ["core-answers.pdf", "core-key-answers.pdf", "core-key.pdf", "core-sheet.pdf"]),
        (["--variants", "2"], ["core-key-A.pdf", "core-key-B.pdf", "core-sheet-A.pdf", "core-sheet-B.pdf"]),
        (["--format", "md"], ["core-key.md", "core-sheet.md"]),
        (["--format", "html"], ["core-key.html", "core-sheet.html"]),
        (["--format", "docx"], ["core-key.docx", "core-sheet.docx"]),
        (["--seed", "7", "--large-print"], ["core-seed-7-18pt-key.pdf", "core-seed-7-18pt-sheet.pdf"]),
        (["--seed", "7 B", "--format", "md"], ["core-seed-7-b-92e761-key.md", "core-seed-7-b-92e761-sheet.md"]),
        (["--paper", "letter", "--columns", "2", "--key", "none"], ["core-letter-2-columns-sheet.pdf"]),
        (["--font", "dejavu sans mono", "--key", "none"], ["core-dejavu-sans-mono-sheet.pdf"]),
        (["--key-data"], ["core-key.csv", "core-key.json", "core-key.pdf", "core-sheet.pdf"]),
    ],
    ids=" ".join,
)
def test_each_option_makes_its_files(sheet: Quizgen, tmp_path: Path, args: list[str], files: list[str]) -> None:
    done = sheet("core", "-n", "4", *args)
    assert done.exit_code == 0, done.output
    assert names(tmp_path / "out") == files
    assert sorted(line.rpartition("/")[2] for line in done.stdout.splitlines()) == files


@pytest.mark.parametrize(
    ("args", "files"),
    [
        (["cards"], ["core-cards.pdf"]),
        (["cards", "--alignment-test", "--offset", "1,1"], ["alignment-test.pdf", "core-cards.pdf"]),
        (["timeline"], ["core-timeline-exercise.pdf", "core-timeline-key.pdf", "core-timeline.pdf"]),
        (["timeline", "--key", "none"], ["core-timeline-exercise.pdf", "core-timeline.pdf"]),
    ][:: 1 if IS_GATE else 2],
    ids=" ".join,
)
def test_cards_and_timelines_make_their_files(
    prints: Quizgen, tmp_path: Path, args: list[str], files: list[str]
) -> None:
    done = prints(*args, "core")
    assert done.exit_code == 0, done.output
    assert names(tmp_path / "out") == files
    assert sorted(line.rpartition("/")[2] for line in done.stdout.splitlines()) == files


def test_a_key_behind_its_sheet_is_in_the_same_file(sheet: Quizgen, tmp_path: Path) -> None:
    sheet("core", "-n", "4", "--key", "with")
    assert "The sources" in text_of(tmp_path / "out" / "core-with-key.pdf")


def test_sections_ways_and_title_are_the_teachers_choice(sheet: Quizgen, tmp_path: Path) -> None:
    sheet("--section", "choice=3", "--section", "cloze=2", "--title", "Test on the talks", "--key-data")
    key = json.loads((tmp_path / "out" / "all-key.json").read_text("utf-8"))
    ways = [answer["question"].rpartition("/")[2] for answer in _answers(key)]
    assert ways == ["choice"] * 3 + ["cloze"] * 2
    assert "Test on the talks" in text_of(tmp_path / "out" / "all-sheet.pdf")


def _answers(key: object) -> list[dict[str, str]]:
    """Return the objects of the answers, wherever in the key they stand."""
    if isinstance(key, dict):
        return [key] if "question" in key else [one for value in key.values() for one in _answers(value)]
    return [one for value in key for one in _answers(value)] if isinstance(key, list) else []


def test_a_name_that_no_font_has_is_told(sheet: Quizgen, tmp_path: Path) -> None:
    roll = tmp_path / "class.csv"
    roll.write_text("Anna\n明\n", encoding="utf-8")
    done = sheet("core", "-n", "2", "--names", roll)
    assert done.exit_code == 1
    assert f"{roll}:2:1: in '明': no font has the character '明' U+660E" in done.stderr
    assert "--font" in done.stderr


@pytest.mark.parametrize("more", [[], ["--jobs", "2"], ["--format", "md", "--answer-sheet"]], ids=" ".join)
def test_nothing_is_written_where_a_later_copy_cannot_be(prints: Quizgen, tmp_path: Path, more: list[str]) -> None:
    roll = tmp_path / "class.csv"
    roll.write_text("Anna\nĐặng Thị Ánh\n明 \U0001f600\n漢\u0301\n", encoding="utf-8")
    done = prints("sheet", "core", "-n", "2", "--names", roll, *more)
    assert done.exit_code == 1
    assert not (tmp_path / "out").exists()
    told = [line.partition(" in '")[0] for line in done.stderr.splitlines()[1:-1]]
    assert told == [f"{roll}:3:1:", f"{roll}:3:1:", f"{roll}:4:1:"]
    titled = prints("cards", "core", "--alignment-test", "--title", "Test 明")
    assert (titled.exit_code, "U+660E" in titled.stderr) == (1, True)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "args", [["sheet", "-n", "2"], ["timeline"], ["sheet", "-n", "2", "--variants", "2", "--draw"]], ids=" ".join
)
def test_a_title_and_a_seed_that_no_font_has_are_told(prints: Quizgen, tmp_path: Path, args: list[str]) -> None:
    done = prints(*args, "core", "--title", "Tïtle \U0001f600", "--seed", "明")
    assert done.exit_code == 1
    advice = "name a font that has it with --font, or write it otherwise"
    assert [line for line in done.stderr.splitlines() if not line.startswith("A and B share ")] == [
        f"In --title 'Tïtle \U0001f600': no font has the character '\U0001f600' U+1F600 (GRINNING FACE); {advice}",
        f"In --seed '明': no font has the character '明' U+660E (CJK UNIFIED IDEOGRAPH-660E); {advice}",
        "These cannot be printed; nothing was made.",
    ]
    unseen = prints(*args, "core", "--seed", "1\x1b")
    assert "In --seed '1': the character U+001B (a character without a name) cannot be printed" in unseen.stderr
    assert not (tmp_path / "out").exists()


def test_a_character_that_no_font_has_is_told_by_its_place(quizgen: Quizgen, tmp_path: Path) -> None:
    root = write_library(tmp_path / "library", FACT.replace("the council", "the \U0001f600 council"))
    done = quizgen("sheet", "--library", root, "--out", tmp_path / "out", "-n", "1")
    assert done.exit_code == 1
    assert f"{root}/questions/meetings.yaml:6:8: " in done.stderr
    assert "U+1F600" in done.stderr
    assert "[unprintable-character]" in done.stderr


def test_characters_that_no_font_has_are_told_in_the_order_of_their_places(quizgen: Quizgen, tmp_path: Path) -> None:
    root = write_library(tmp_path / "library", FACT.replace("the council", "the \U0001f600 council"))
    names = tmp_path / "class.csv"
    names.write_text("Anna \U0001f600\n", "utf-8")
    done = quizgen("sheet", "--library", root, "--out", tmp_path / "out", "-n", "1", "--names", names)
    told = [line.split(": ")[0] for line in done.stderr.splitlines() if "[unprintable-character]" in line]
    assert told == [f"{names}:1:1", f"{root}/questions/meetings.yaml:6:8"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_cannot_be_printed_is_told_of_all_copies_at_once(quizgen: Quizgen, tmp_path: Path, jobs: str) -> None:
    characters = ("\U0001f600", "\U0001f601", "")
    facts = "".join(
        FACT.replace("meeting.date", f"meeting.date{day}")
        .replace("the council", f"the {day}th {character} council")
        .replace("2022-01-12", f"2022-01-{day}")
        for day, character in enumerate(characters, 12)
    )
    root = write_library(tmp_path / "library", facts)
    options = "-n 1 --way recall --variants 3 --draw --seed 3 --key none --jobs".split()
    done = quizgen("sheet", "--library", root, "--out", tmp_path / "out", *options, jobs)
    assert done.exit_code == 1
    told = [line.split(": ")[0] for line in done.stderr.splitlines() if "[unprintable-character]" in line]
    assert told == [f"{root}/questions/meetings.yaml:{line}:8" for line in (6, 10)]
    assert not (tmp_path / "out").exists(), "neither has the copy that could be printed"


def test_characters_and_lengths_that_cannot_be_printed_are_told_at_once(quizgen: Quizgen, tmp_path: Path) -> None:
    note = " ".join(["W" * 27] * 21)
    facts = FACT.replace("evidence:", f"note: '{note}'\n  evidence:") + FACT.replace(
        "meeting.date", "meeting.b"
    ).replace("the council", "the \U0001f600 committee").replace("evidence", "tags: [second]\n  evidence")
    recipe = "deck: second\ntitle: Second\nabout: The second.\nselect: {tags: [second]}\n"
    root = write_library(tmp_path / "library", facts, {"decks/second.yaml": recipe})
    done = quizgen("build", "--library", root, "--out", tmp_path / "out")
    told = [line.split(": ")[0] for line in done.stderr.splitlines() if line.endswith("]")]
    assert told == [f"{root}/questions/meetings.yaml:{place}" for place in ("4:7", "11:8")]


def test_problems_of_the_library_and_of_a_class_list_are_told_at_once(quizgen: Quizgen, tmp_path: Path) -> None:
    root = write_library(tmp_path / "library", FACT.replace("wire", "wires"))
    roll = tmp_path / "class.csv"
    roll.write_text("name\nSmith, Anna\n", "utf-8")
    done = quizgen("sheet", "--library", root, "--names", roll)
    assert done.exit_code == 1
    *problems, ending = done.stderr.splitlines()
    assert [line.split(": ")[0] for line in problems] == [f"{roll}:2:1", f"{root}/questions/meetings.yaml:7:14"]
    assert ending == "2 problems; nothing was made."


def test_a_text_without_room_on_paper_is_told_by_its_place(quizgen: Quizgen, tmp_path: Path) -> None:
    noted = FACT.replace("evidence:", f"note: '{' '.join(['W' * 27] * 21)}'\n  evidence:")
    again = noted.replace("meeting.date", "committee.date").replace("the council", "the committee")
    root = write_library(tmp_path / "library", noted + again.replace("2022-01-12", "2022-01-13"))
    done = quizgen("cards", "--library", root, "--out", tmp_path / "out", "--large-print", "24")
    assert done.exit_code == 1
    advice = "there is no room for its text, not even in the smallest type; shorten it, or print it smaller [too-long]"
    assert done.stderr.splitlines() == [
        f"{root}/questions/meetings.yaml:4:7: 'meeting.date': {advice}",
        f"{root}/questions/meetings.yaml:9:7: 'committee.date': {advice}",
        "These cannot be printed; nothing was made.",
    ]
    assert not (tmp_path / "out").exists()


def test_what_cannot_be_asked_is_told(sheet: Quizgen) -> None:
    too_many = sheet("--topic", "draft-agreements", "--way", "order", "-n", "9", "--key", "none")
    assert too_many.exit_code == 1
    assert re.search("A sheet cannot have so many questions: order [0-9] of 9; ", too_many.stderr)
    none = sheet("--kind", "how_many", "--way", "order")
    assert none.exit_code == 1
    assert "No question fits these choices" in none.stderr


@pytest.mark.parametrize("selection", few(["--topic draft-agreements", "core"]))
def test_each_way_that_came_short_is_told(sheet: Quizgen, selection: str) -> None:
    many = sheet(*selection.split(), "-n", "150", "--format", "md", "--key", "none")
    there, facts = re.match(r"([0-9]+) questions instead of 150, from ([0-9]+) facts: ", many.stderr).groups()  # type: ignore[union-attr]
    assert int(there) < int(facts)
    assert re.search(r"choice [0-9]+ of 60, .*; others would give these away", many.stderr)


def test_only_what_came_short_is_told(shipped: Library) -> None:
    dated = [fact for fact in shipped.kb.facts.values() if fact.kind is Kind.WHEN and fact.level is Level.CORE]
    found = [shipped.asker.exercise(fact, "choice", "1") for fact in dated]
    choices = [question for question in found if question][:3]
    assert missing({"choice": 3}, choices, 3) == ""
    assert missing({"choice": 2, "cloze": 1}, choices, 3).startswith("The usual mix gives way: cloze 0 of 1; ")
    assert missing({"choice": 2, "cloze": 1}, choices[:1], 1).startswith(
        "1 question instead of 3, from 1 fact: choice 1 of 2, cloze 0 of 1; each fact is asked already."
    )


def test_exact_numbers_are_kept_or_refused(sheet: Quizgen) -> None:
    done = sheet("core", "--section", "choice=4", "--section", "match=1", "--format", "md")
    assert done.exit_code == 0
    assert done.stderr.count("of 1") == 0
    for options in (["--section", "order=10"], ["--way", "order", "-n", "10"]):
        done = sheet("core", *options, "--format", "md")
        assert done.exit_code == 1
        assert re.search(
            r"cannot have so many questions: order \d of 10; .* One with order \d is possible", done.stderr
        )
        assert "md" not in done.stdout


@pytest.mark.parametrize(
    ("deck", "points"),
    [*product(("core", "demands", "everything"), (10, 20, 25))][:: 1 if IS_GATE else 4],
)
def test_points_add_up(shipped: Library, deck: str, points: int) -> None:
    run = plan_sheet(content_of(shipped, deck), SheetRequest(points=points, variants=2, anew=deck != "demands"))
    for _, variant in run.paper.variants(run.draws, run.copies):
        assert sum(answer.points for answer in variant.key.answers) == points


def test_points_that_cannot_be_had_are_refused_with_those_that_can(
    sheet: Quizgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = sheet("core", "--way", "recall", "--points", "7", "--format", "md")
    assert done.exit_code == 1
    assert "has exactly 7 points; possible: 6" in " ".join(done.stderr.split())
    done = sheet("core", "--section", "choice=4", "--points", "5", "--format", "md")
    assert "has exactly 5 points; possible: 4" in " ".join(done.stderr.split())
    monkeypatch.setattr(paper, "draw_anew", lambda _asker, _facts, questions, *_: questions[1:])
    done = sheet("core", "--way", "choice", "--points", "4", "--variants", "2", "--draw", "--format", "md")
    assert done.exit_code == 1
    assert "Not every variant can have exactly 4 points with questions of its own: B would have 3" in done.stderr


@pytest.mark.skipif(not IS_GATE, reason="a sheet of which all draws are made, and each of its variants in as many")
def test_points_that_variants_cannot_have_are_refused(sheet: Quizgen) -> None:
    done = sheet("demands", "--points", "28", "--variants", "4", "--draw", "--format", "md")
    assert done.exit_code == 1
    assert "Not every variant can have exactly 28 points" in done.stderr


@pytest.mark.parametrize("selection", few(["--topic draft-agreements -n 6", "demands"]))
def test_how_many_facts_variants_share_is_told(sheet: Quizgen, selection: str) -> None:
    two, three = ([*selection.split(), "--variants", number, "--format", "md"] for number in "23")
    assert re.search(r"A and B share \d+ of \d+ facts", sheet(*two, "--draw").stderr)
    told = " ".join(sheet(*three, "--draw").stderr.split())
    assert re.search(r"Variants that follow each other share at most \d+ of \d+ facts", told)
    assert "share" not in sheet(*two).stderr


def test_variants_that_are_not_equal_are_told(
    sheet: Quizgen, shipped: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(kind: Kind, level: Level) -> list[Question]:
        facts = [fact for fact in shipped.kb.facts.values() if (fact.kind, fact.level) == (kind, level)]
        return [question for fact in facts if (question := shipped.asker.exercise(fact, "recall", "1"))]

    one, two, *_ = asked(Kind.WHEN, Level.CORE)
    more, other = asked(Kind.WHEN, Level.MORE)[0], asked(Kind.SAID, Level.CORE)[0]
    assert unequal({"": [one]}) == ""
    assert unequal({"A": [one, other], "B": [other, two]}) == ""
    assert unequal({"A": [one, two], "B": [one, more], "C": [more], "D": [one, other], "E": [two, more]}) == (
        "Not all variants are equal to A, as the library has too few questions like those on it. "
        "B, E: 1 question of another level; C: 1 question of another level, 1 question fewer."
    )
    many = {"A": [one]} | {f"B{number}": [more] for number in range(14)}
    assert " B0, B1, B2, B3, B4, B5, B6, B7, B8, B9, B10, B11 and 2 more: 1 question of" in unequal(many)
    monkeypatch.setattr(paper, "draw_anew", lambda _asker, _facts, questions, *_: questions[1:])
    done = sheet("core", "-n", "3", "--variants", "3", "--draw", "--format", "md", "--key", "none")
    assert done.stderr.count("B, C: 1 question fewer.") == 1


def test_misuse_is_told(prints: Quizgen) -> None:
    for command, args, said in (
        ("sheet", ["--section", "talk=3"], "no WAY=N"),
        ("cards", ["--offset", "1;2"], "no X,Y"),
        ("cards", ["--offset", "99,0"], "at most 8 mm"),
        ("cards", ["--fold", "--single-sided"], "either folded"),
        ("sheet", ["--large-print", "24", "--columns", "2"], "one column"),
        ("sheet", ["--font", "no such font"], "There is no font 'no such font'"),
        ("sheet", ["--key", "with", "--format", "md"], "A key behind its sheet is a PDF"),
        ("timeline", ["--key", "with"], "'with' is not one of 'own', 'none'"),
        ("sheet", ["--section", "choice=3", "--section", "cloze=1", "--section", "choice=5"], "choice is given twice"),
        ("sheet", ["--draw", "--variants", "1"], "--draw needs several variants"),
        ("timeline", ["--format", "md"], "No such option"),
        ("sheet", ["--draw"], "--draw needs several variants"),
        ("sheet", ["--title", "x" * 121], "1 to 120 characters"),
        ("sheet", ["--seed", ""], "1 to 120 characters"),
    ):
        done = prints(command, "core", *args)
        assert (done.exit_code, said in done.stderr) == (2, True), done.stderr


@pytest.mark.parametrize(
    "args",
    [
        *("sheet --fold", "sheet --single-sided", "sheet --flip long", "sheet --offset 1,1", "sheet --alignment-test"),
        *("cards --variants 2", "cards -n 20", "cards --section choice=3", "cards --key-data", "cards --way choice"),
        *("cards --answer-sheet", "cards --key none", "cards --seed 2", "cards --columns 2", "cards --draw"),
        *("timeline --fold", "timeline --names pyproject.toml", "timeline --columns 2", "timeline --draw"),
        *("sheet --flashcards", "sheet --timeline"),
    ],
)
def test_an_option_of_another_command_is_refused(prints: Quizgen, tmp_path: Path, args: str) -> None:
    done = prints(*args.split(), "core")
    assert (done.exit_code, "No such option" in done.stderr) == (2, True), done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ("sheet --format md --columns 2", "With --format md leave out --columns: Markdown has no pages"),
        (
            "sheet --format md --paper a4 --large-print 18 --font 'DejaVu Sans Mono'",
            "leave out --paper, --large-print and --font: ",
        ),
        ("sheet --format md --answer-sheet --columns 2 --paper letter", "With --format md leave out --columns: "),
        ("sheet --section choice=3 -n 20 --way cloze", "With --section leave out -n and --way: "),
        ("cards --fold --flip short", "With --fold leave out --flip: "),
        ("cards --single-sided --offset 1,1", "With --single-sided leave out --offset: "),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(prints: Quizgen, tmp_path: Path, args: str, said: str) -> None:
    done = prints(*shlex.split(args), "core")
    assert (done.exit_code, said in " ".join(done.stderr.split())) == (2, True), done.stderr
    assert not (tmp_path / "out").exists()


def test_an_option_for_the_answer_sheet_alone_is_taken(sheet: Quizgen, tmp_path: Path) -> None:
    done = sheet("core", "-n", "2", "--format", "md", "--key", "none", "--answer-sheet", "--paper", "letter")
    assert done.exit_code == 0, done.output
    page = read((tmp_path / "out" / "core-letter-answers.pdf").read_bytes()).pages[0]
    assert (page.width, page.height) == (612, 792)


@pytest.mark.skipif(not IS_GATE, reason="sheets, and the prints of a class, are held to it outside the gate")
def test_the_same_command_prints_the_same_bytes_in_any_process(prints: Callable[..., Result], tmp_path: Path) -> None:
    args = ["core", "-n", "4", "--variants", "2"]
    prints("sheet", *args)
    more = ["--jobs", "2", "--library", str(ROOT), "--out", str(tmp_path / "other")]
    subprocess.run([sys.executable, "-m", "quizgen", "sheet", *args, *more], check=True, capture_output=True, cwd=ROOT)
    here, other = ({path.name: path.read_bytes() for path in (tmp_path / out).iterdir()} for out in ("out", "other"))
    assert here == other
    assert len(here) == 5, "two sheets, their keys and the record of them"


def test_the_keys_of_all_copies_as_data(sheet: Quizgen, tmp_path: Path) -> None:
    sheet("core", "-n", "3", "--variants", "2", "--key-data")
    with (tmp_path / "out" / "core-key.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 6
    assert {row["variant"] for row in rows} == {"A", "B"}


def test_build_makes_decks_and_papers(quizgen: Quizgen, tmp_path: Path) -> None:
    root = write_library(tmp_path / "library")
    done = quizgen("build", "--library", root, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert names(tmp_path / "out") == ["all-cards.pdf", "all-key.pdf", "all-sheet.pdf", "all.apkg"]
    quizgen("build", "--library", root, "--out", tmp_path / "bare", "--no-paper")
    assert names(tmp_path / "bare") == ["all.apkg"]


def test_the_key_of_a_timeline_says_that_it_is_one_and_to_which_exercise(prints: Quizgen, tmp_path: Path) -> None:
    prints("timeline", "core", "--seed", "7")
    assert "Key to the exercise of seed 7" in text_of(tmp_path / "out" / "core-seed-7-timeline-key.pdf")
    assert "seed 7" in text_of(tmp_path / "out" / "core-seed-7-timeline-exercise.pdf")


@pytest.mark.parametrize(("terms", "number"), [(1, 1), (1, 3), (2, 1), (2, 3), (3, 2), (4, 1)])
def test_a_sheet_of_few_questions_asks_few_facts_too(quizgen: Quizgen, tmp_path: Path, terms: int, number: int) -> None:
    pairs = [("hydrogen", "the lightest gas"), ("iron", "the metal in steel"), ("gold", "what rings are made of")]
    pairs += [("neon", "what glows red in tubes")]
    files: dict[str, str | bytes] = {"questions/library.yaml": "library: Matter\nnamespace: example.matter\n"}
    files["questions/entities.yaml"] = "people:\n  - {id: jane-doe, name: Jane Doe}\n"
    facts = "".join(f"- {{id: m.{term}, term: {term}, means: {means}}}\n" for term, means in pairs[:terms])
    root = write_library(tmp_path / "library", facts, files)
    done = quizgen("sheet", "--library", root, "--out", tmp_path / "out", "-n", number)
    assert done.exit_code == 0, done.output
    text = text_of(tmp_path / "out" / "all-sheet.pdf")
    assert sum(means in text for _, means in pairs) == min(terms, number)
