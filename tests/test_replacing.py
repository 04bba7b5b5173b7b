"""What is replaced: what quizgen made, and nothing that somebody made or changed; and no key of an old draw stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizgen import pipeline
from quizgen.rendering.files import Edition
from quizgen.rendering.manifest import MANIFEST, InTheWayError, Origin
from tests.conftest import ROOT
from tests.support.effort import few
from tests.support.library import FACT, write_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The folder for the files, which is not there yet."""
    return tmp_path / "out"


@pytest.fixture
def prints(quizgen: Callable[..., Result], out: Path) -> Callable[..., Result]:
    """Run a command that prints, on the shipped library and into `out`, as Markdown unless it says otherwise."""

    def run(command: str, *args: str) -> Result:
        form = ("--format", "md") if command == "sheet" and "--format" not in args else ()
        return quizgen(command, "core", "--library", ROOT, "--out", out, *form, *args)

    return run


def files(folder: Path) -> list[str]:
    """Return the names of all files in a folder, sorted, but for the record that is kept there."""
    return sorted(path.name for path in folder.iterdir() if path.name != MANIFEST)


def test_what_quizgen_made_is_replaced(prints: Callable[..., Result], out: Path) -> None:
    prints("sheet", "-n", "3")
    before = (out / "core-sheet.md").read_text("utf-8")
    done = prints("sheet", "-n", "4")
    assert (done.exit_code, done.stderr) == (0, "")
    assert (out / "core-sheet.md").read_text("utf-8") != before


@pytest.mark.parametrize(
    ("command", "name"),
    few(
        [
            ("sheet", "core-key.md"),
            ("timeline", "core-timeline.pdf"),
            ("sheet", "core-sheet.md"),
            ("cards", "core-cards.pdf"),
            ("deck", "core.apkg"),
        ],
    ),
)
def test_what_somebody_changed_or_made_is_replaced_only_by_force(
    prints: Callable[..., Result], out: Path, command: str, name: str
) -> None:
    out.mkdir()
    (out / name).write_text("mine", "utf-8")
    for why in ("not made by quizgen", "changed since quizgen made it"):
        before = {path.name: path.read_bytes() for path in out.iterdir()}
        done = prints(command)
        assert done.exit_code == 1
        assert done.stderr.splitlines() == [
            f"{out / name}: {why}",
            "Move them away, choose another --out, or replace them with --force; nothing was made.",
        ]
        assert {path.name: path.read_bytes() for path in out.iterdir()} == before
        assert prints(command, "--force").exit_code == 0
        assert (out / name).read_bytes() != b"mine"
        (out / name).write_text("mine", "utf-8")


def test_all_that_is_in_the_way_is_told_at_once(prints: Callable[..., Result], out: Path) -> None:
    prints("sheet", "-n", "3")
    for name in ("core-sheet.md", "core-key.md"):
        (out / name).write_text("mine", "utf-8")
    assert prints("sheet", "-n", "4").stderr.count("changed since quizgen made it") == 2


def test_the_same_file_is_in_nobodys_way_even_without_a_record(prints: Callable[..., Result], out: Path) -> None:
    prints("sheet", "-n", "3")
    (out / MANIFEST).unlink()
    assert prints("sheet", "-n", "3").exit_code == 0
    assert prints("sheet", "-n", "4").exit_code == 0, "and so it is known again"


@pytest.mark.parametrize(
    "record", ["", "{", "[]", '{"made": 3}', '{"made": {"core-sheet.md": {"digest": 3}}}', "\x00", "[" * 99_999]
)
def test_by_a_damaged_record_nothing_is_taken_for_quizgens(
    prints: Callable[..., Result], out: Path, record: str
) -> None:
    prints("sheet", "-n", "3")
    (out / MANIFEST).write_text(record, "utf-8")
    done = prints("sheet", "-n", "4")
    assert (done.exit_code, done.stderr.count("not made by quizgen")) == (1, 2)


def test_a_record_names_no_file_outside_its_folder(prints: Callable[..., Result], out: Path) -> None:
    outside = out.parent / "outside.md"
    outside.write_text("precious", "utf-8")
    prints("sheet", "-n", "3")
    text = (out / MANIFEST).read_text("utf-8")
    (out / MANIFEST).write_text(text.replace("core-key.md", "../outside.md"), "utf-8")
    prints("sheet", "-n", "4", "--key", "none", "--force")
    assert outside.read_text("utf-8") == "precious"


# Keys of an earlier draw


def test_a_key_of_an_earlier_draw_goes_with_its_sheet_and_is_told(prints: Callable[..., Result], out: Path) -> None:
    prints("sheet", "-n", "3", "--variants", "2")
    done = prints("sheet", "-n", "4", "--key", "none", "--variants", "2")
    assert files(out) == ["core-sheet-A.md", "core-sheet-B.md"]
    gone = [
        f"Removed {out / name}, which belonged to an earlier draw or class."
        for name in ("core-key-A.md", "core-key-B.md")
    ]
    assert done.stderr.splitlines() == gone


def test_a_key_of_the_same_draw_stays(prints: Callable[..., Result], out: Path) -> None:
    prints("sheet", "-n", "3")
    assert prints("sheet", "-n", "3", "--key", "none").stderr == ""
    assert prints("sheet", "-n", "3", "--format", "html", "--variants", "2").stderr == ""
    kept = ["core-key.md", "core-sheet.md"]
    assert files(out) == sorted([*kept, *(f"core-{kind}-{label}.html" for kind in ("key", "sheet") for label in "AB")])


def test_copies_for_another_class_go_and_what_is_for_none_stays(
    prints: Callable[..., Result], out: Path, tmp_path: Path
) -> None:
    roll = tmp_path / "class.csv"
    roll.write_text("Anna Berg\nBo Lind\n", "utf-8")
    prints("sheet", "-n", "3")
    assert "Removed" not in prints("sheet", "-n", "3", "--names", str(roll)).stderr
    assert "Removed" not in prints("sheet", "-n", "3", "--names", str(roll), "--format", "html", "--key", "none").stderr
    roll.write_text("Bo Lind\n", "utf-8")
    done = prints("sheet", "-n", "3", "--names", str(roll))
    gone = ["core-key-B.md", "core-sheet-1-anna-berg.html", "core-sheet-1-anna-berg.md", "core-sheet-2-bo-lind.html",
            "core-sheet-2-bo-lind.md"]  # fmt: skip
    removed = [line for line in done.stderr.splitlines() if line.startswith("Removed")]
    assert removed == [f"Removed {out / name}, which belonged to an earlier draw or class." for name in gone]
    assert files(out) == ["core-key-A.md", "core-key.md", "core-sheet-1-bo-lind.md", "core-sheet.md"]


def test_papers_of_another_seed_lie_beside_those_of_the_first(prints: Callable[..., Result], out: Path) -> None:
    prints("sheet", "-n", "3")
    assert prints("sheet", "-n", "3", "--seed", "2", "--key", "none").stderr == ""
    assert files(out) == ["core-key.md", "core-seed-2-sheet.md", "core-sheet.md"]


def test_a_changed_key_of_an_earlier_draw_is_in_the_way_and_goes_by_force(
    prints: Callable[..., Result], out: Path
) -> None:
    prints("sheet", "-n", "3")
    (out / "core-key.md").write_text("mine", "utf-8")
    done = prints("sheet", "-n", "4", "--key", "none")
    assert (done.exit_code, done.stderr.splitlines()[0]) == (
        1, f"{out / 'core-key.md'}: made from another draw or for another class, and changed since",
    )  # fmt: skip
    assert (out / "core-key.md").read_text("utf-8") == "mine"
    assert prints("sheet", "-n", "4", "--key", "none", "--force").exit_code == 0
    assert files(out) == ["core-sheet.md"]


def test_a_library_that_says_otherwise_makes_another_draw(
    quizgen: Callable[..., Result], tmp_path: Path, out: Path
) -> None:
    root = write_library(tmp_path / "library")
    args = ("--library", root, "--out", out, "-n", "1", "--format", "md")
    quizgen("sheet", *args)
    (root / "questions" / "meetings.yaml").write_text(
        (root / "questions" / "meetings.yaml").read_text("utf-8").replace("When did", "On what day did"), "utf-8"
    )
    done = quizgen("sheet", *args, "--key", "none")
    assert done.exit_code == 0, done.output
    assert files(out) == ["all-sheet.md"]


def test_a_timeline_leaves_no_key_of_another_exercise(
    quizgen: Callable[..., Result], tmp_path: Path, out: Path
) -> None:
    root = write_library(tmp_path / "library", FACT.replace("ask:", "label: The meeting\n  ask:"))
    quizgen("timeline", "--library", root, "--out", out)
    path = root / "questions" / "meetings.yaml"
    path.write_text(path.read_text("utf-8").replace("The meeting", "The council meets"), "utf-8")
    quizgen("timeline", "--library", root, "--out", out, "--key", "none")
    assert files(out) == ["all-timeline-exercise.pdf", "all-timeline.pdf"]


def test_build_replaces_what_it_made_and_a_changed_paper_only_by_force(
    quizgen: Callable[..., Result], tmp_path: Path, out: Path
) -> None:
    root = write_library(tmp_path / "library")
    assert quizgen("build", "--library", root, "--out", out).exit_code == 0
    assert quizgen("build", "--library", root, "--out", out).exit_code == 0
    (out / "all-key.pdf").write_bytes(b"mine")
    done = quizgen("build", "--library", root, "--out", out)
    assert (done.exit_code, "all-key.pdf: changed since" in done.stderr) == (1, True)
    assert quizgen("build", "--library", root, "--out", out, "--force").exit_code == 0


def test_build_tells_which_papers_of_another_draw_went(
    quizgen: Callable[..., Result], tmp_path: Path, out: Path
) -> None:
    facts = FACT + FACT.replace("meeting.date", "meeting.again").replace("the council", "the committee")
    root = write_library(tmp_path / "library", facts.replace("2022-01-12", "2022-01-13", 1))
    quizgen("sheet", "all", "--library", root, "--out", out, "-n", "1", "--format", "md")
    done = quizgen("build", "--library", root, "--out", out)
    assert f"Removed {out / 'all-key.md'}, which belonged to an earlier draw or class." in done.stderr
    assert files(out) == ["all-cards.pdf", "all-key.pdf", "all-sheet.pdf", "all.apkg"]


def test_a_deck_from_python_replaces_no_file_of_somebody_elses_unasked(tmp_path: Path, out: Path) -> None:
    library = pipeline.open_library(write_library(tmp_path / "library"))
    out.mkdir()
    (out / "all.apkg").write_text("mine", "utf-8")
    with pytest.raises(InTheWayError, match=r"all\.apkg: not made by quizgen"):
        pipeline.build_decks(library, out=out)
    assert not (library.root / "decks" / "quizgen.lock").exists()
    assert pipeline.build_decks(library, out=out, force=True) == [out / "all.apkg"]
    assert pipeline.build_decks(library, out=out) == [out / "all.apkg"]


def test_an_edition_refuses_before_it_has_touched_anything(tmp_path: Path) -> None:
    (tmp_path / "second").write_text("mine", "utf-8")
    edition = Edition()
    for name in ("first", "second"):
        edition.place(tmp_path / name, Origin()).write_text("new", "utf-8")
    with pytest.raises(InTheWayError):
        edition.__exit__(None, None, None)
    assert files(tmp_path) == ["second"]
    assert (tmp_path / "second").read_text("utf-8") == "mine"
