"""Pictures of facts: on cards, on paper and pages as they are, elsewhere in words; what is broken is refused."""

from __future__ import annotations

import base64
import json
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest

from quizgen import pipeline
from tests.support.anki import Learner
from tests.support.library import write_library
from tests.support.pdf import failures
from tests.support.pictures import png

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from tests.conftest import Program

    Quizgen = Callable[..., Result]

ALT = "A cell with a round dark body in it"
FACTS = f"""
- id: cell.body
  what: the core
  ask: What is the dark body in the picture?
  wrong: [the wall, the skin, the hull]
  picture: {{file: cell.png, alt: {ALT}}}
  evidence: {{wire: met on 12 January 2022}}
"""


def library(root: Path, picture: bytes | None, facts: str = FACTS, name: str = "cell.png") -> pipeline.Library:
    """A library with a picture."""
    return pipeline.open_library(
        write_library(root, facts, {} if picture is None else {f"questions/media/{name}": picture})
    )


def test_a_picture_lies_in_the_package_under_a_name_of_its_own(tmp_path: Path) -> None:
    seen = set()
    for turn, data in enumerate((png(), png(5, 5))):
        root = tmp_path / str(turn)
        (path,) = pipeline.build_decks(library(root, data), out=root)
        with zipfile.ZipFile(path) as package:
            media = json.loads(package.read("media"))
            assert package.read("0") == data
        built = pipeline.build(library(root, data), now=0)
        names = [field["name"] for field in built.note_type.fields()]
        shown = dict(zip(names, built.notes[0].note.fields, strict=True))["Picture"]
        assert shown == f'<img src="{media["0"]}" alt="{ALT}">'
        assert media["0"].startswith("example.meetings-")
        seen.add(media["0"])
    assert len(seen) == 2, "a picture that changed has another name, so that a client shows the new one"


def test_the_real_anki_takes_it_and_a_corrected_one(tmp_path: Path) -> None:
    learner = Learner(tmp_path / "anki")
    try:
        for now, data in ((1_700_000_000, png()), (1_700_000_100, png(5, 5))):
            made = library(tmp_path / "library", data)
            built = pipeline.build(made, now)
            built.write_lock()
            built.write_package(made.kb.recipes["all"], tmp_path / "all.apkg")
            learner.imports(tmp_path / "all.apkg")
            (note,) = learner.col.find_notes("")
            name = learner.col.get_note(note)["Picture"].split('"')[1]
            assert (learner.path.parent / "collection.media" / name).read_bytes() == data
            assert not learner.col.media.check().missing
            assert all(f'src="{name}"' in side for card in learner.cards() for side in (card.question(), card.answer()))
    finally:
        learner.close()


def test_paper_and_pages_show_it_with_its_words(tmp_path: Path, program: Program) -> None:
    root = library(tmp_path / "library", png()).root
    for form in ("pdf", "html", "docx", "md"):
        program("sheet", "--library", root, "--section", "choice=1", "--format", form, "--out", tmp_path)
    sheet = (tmp_path / "all-sheet.pdf").read_bytes()
    assert failures(sheet) == []
    assert f"data:image/png;base64,{base64.b64encode(png()).decode()}" in (tmp_path / "all-sheet.html").read_text()
    assert f'alt="{ALT}"' in (tmp_path / "all-sheet.html").read_text()
    assert f"Picture: {ALT}" in (tmp_path / "all-sheet.md").read_text()
    with zipfile.ZipFile(tmp_path / "all-sheet.docx") as archive:
        assert ALT.encode() in archive.read("word/document.xml")
        assert any(name.endswith(".png") for name in archive.namelist())
    program("cards", "--library", root, "--out", tmp_path)
    assert failures((tmp_path / "all-cards.pdf").read_bytes()) == []


def test_a_terminal_says_in_words_what_it_shows(tmp_path: Path, program: Program) -> None:
    root = library(tmp_path / "library", png()).root
    where = ("--library", root, "--db", tmp_path / "log.db", "--answers", "-")
    assert f"Picture: {ALT}" in program("quiz", *where, "--way", "choice", "-n", "1", given="1\n").stdout


@pytest.mark.parametrize(
    ("picture", "told"),
    [
        (None, "cannot be read"),
        (b"GIF89a", "no PNG, JPEG or SVG"),
        (png()[:-5], "is broken"),
        (png() + b"\0" * 2_000_000, "at most 2000 kB"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "'<script>'"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "onload"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><a href='https://example.org'/></svg>", "href"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><rect style='fill:url(http://example.org)'/></svg>", "style"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><style>@import 'x.css';</style></svg>", "style"),
    ],
)
def test_a_picture_that_is_missing_broken_or_alive_is_refused(tmp_path: Path, picture: bytes | None, told: str) -> None:
    (problem,) = library(tmp_path, picture).problems
    assert problem.rule == "unreadable-file"
    assert told in problem.message
    assert "questions/media/cell.png" in problem.message


def test_a_drawing_may_point_inside_itself(tmp_path: Path) -> None:
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><g id='a'/><use href='#a'/><rect fill='url(#a)'/></svg>"
    assert library(tmp_path, drawing).problems == ()


@pytest.mark.parametrize("name", ["../cell.png", "/etc/passwd", "a/b.png", ".hidden.png"])
def test_a_picture_lies_in_its_folder(tmp_path: Path, name: str) -> None:
    problems = library(tmp_path, png(), FACTS.replace("cell.png", name)).problems
    assert any(problem.rule == "wrong-type" for problem in problems)


def test_what_it_shows_has_to_be_said_and_not_to_tell_the_answer(tmp_path: Path) -> None:
    (problem,) = library(tmp_path, png(), FACTS.replace(f", alt: {ALT}", "")).problems
    assert problem.rule == "missing-key"
    (problem,) = library(tmp_path, png(), FACTS.replace(ALT, "A cell with the core")).problems
    assert problem.rule == "answer-leaks"


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="5" height="5"/></svg>'


@pytest.mark.parametrize(
    ("form", "name", "told"),
    [
        ("docx", "cell.svg", ""),
        ("md", "cell.png", "Markdown shows no PNG here (1 picture): words say"),
        ("docx", "cell.png", ""),
        ("html", "cell.svg", ""),
    ],
)
def test_what_a_format_does_not_show_is_told_once(
    tmp_path: Path, quizgen: Quizgen, form: str, name: str, told: str
) -> None:
    library(tmp_path / "library", SVG if name.endswith("svg") else png(), FACTS.replace("cell.png", name), name)
    args = ("--library", tmp_path / "library", "--out", tmp_path / "out", "--format", form, "--variants", 2)
    done = quizgen("sheet", *args)
    assert done.exit_code == 0, done.output
    assert " ".join(done.stderr.split()).count("words say") == bool(told)
    assert told in " ".join(done.stderr.split())


def test_word_gets_a_drawing_in_pixels_with_its_words(tmp_path: Path, quizgen: Quizgen) -> None:
    library(tmp_path / "library", SVG, FACTS.replace("cell.png", "cell.svg"), "cell.svg")
    done = quizgen("sheet", "--library", tmp_path / "library", "--out", tmp_path / "out", "--format", "docx")
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(tmp_path / "out" / "all-sheet.docx") as archive:
        (name,) = [name for name in archive.namelist() if name.startswith("word/media/")]
        data = archive.read(name)
        assert ALT.encode() in archive.read("word/document.xml")
    assert data.startswith(b"\x89PNG")
    assert min(struct.unpack(">II", data[16:24])) > 500
    # What is all of one colour packs to next to nothing; the square has edges.
    assert len(data) > 1000


def test_a_fact_of_a_test_has_a_picture_beside_the_test(tmp_path: Path, quizgen: Quizgen) -> None:
    root = write_library(tmp_path / "library")
    own = FACTS.replace("cell.body", "body").replace("  evidence: {wire: met on 12 January 2022}\n", "")
    test = tmp_path / "mine" / "cells.test.yaml"
    test.parent.mkdir()
    test.write_text(f"test: Cells\nquestions:\n- body/choice\nown:{own}")
    args = ("test", test, "--library", root, "--out", tmp_path / "out", "--format", "html")
    done = quizgen(*args)
    assert done.exit_code == 1
    assert f"'{test.parent}/cell.png': the file cannot be read" in " ".join(done.output.split())
    (test.parent / "cell.png").write_bytes(png())
    assert quizgen(*args).exit_code == 0
    (page,) = (tmp_path / "out").glob("*sheet.html")
    assert ALT in page.read_text()
    assert "data:image/png" in page.read_text()
    assert "keep it there" in quizgen(*args, "--save", tmp_path / "out.test.yaml").output
