"""Tests that a teacher keeps: what is saved prints the same again, can be changed, and says what has changed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from docx import Document

from quizgen.rendering.sheets.fonts import sans_folder
from tests.conftest import ROOT
from tests.support.effort import few
from tests.support.engine import FACTS
from tests.support.library import write_library
from tests.support.pdf import failures, read
from tests.support.pictures import png

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
"""
OWN = """\
own:
- id: mayor
  what: a blue hat
  ask: What does our mayor wear on Sundays?
  wrong: [a red coat, green shoes, a white scarf]
"""


def text_of(path: Path) -> str:
    """Return the text of a file as somebody reads it, in one line."""
    if path.suffix == ".pdf":
        words = " ".join(row.text for page in read(path.read_bytes()).pages for row in page.rows)
    elif path.suffix == ".docx":
        document = Document(str(path))
        words = " ".join(paragraph.text for paragraph in document.paragraphs)
    else:
        words = re.sub(r"<[^>]*>|[*>]", " ", path.read_text("utf-8"))
    return " ".join(words.split())


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A small library in a folder."""
    return write_library(tmp_path / "library", FACTS)


@pytest.fixture
def printed(quizgen: Quizgen, library: Path, tmp_path: Path) -> Callable[..., str]:
    """Print a test of this text, and return what the command said and what stands in its sheet and its key."""

    def run(text: str, *args: str, code: int = 0) -> str:
        file = tmp_path / "autumn.test.yaml"
        file.write_text(text, "utf-8")
        done = quizgen("test", file, "--library", library, "--format", "md", "--out", tmp_path / "out", *args)
        assert done.exit_code == code, done.output
        files = sorted((tmp_path / "out").glob("*.md"), reverse=True) if code == 0 else []
        return "\n".join([done.stderr.replace(str(tmp_path), "."), *(path.read_text("utf-8") for path in files)])

    return run


@pytest.mark.parametrize(
    "args", [(), ("--variants", "2"), ("--way", "order", "--way", "choice", "--way", "true-false")]
)
@pytest.mark.parametrize("form", few(["md", "pdf"]))
def test_a_sheet_that_is_kept_prints_the_same_again(
    quizgen: Quizgen, tmp_path: Path, args: tuple[str, ...], form: str
) -> None:
    file = tmp_path / "core.test.yaml"
    places = ("--library", ROOT, "--format", form)
    assert quizgen("sheet", "core", "--save", file, "--out", tmp_path / "a", *places, *args).exit_code == 0
    done = quizgen("test", file, "--out", tmp_path / "b", *places)
    assert done.exit_code == 0, done.output
    assert done.stderr == ""
    first, second = ({path.name: path.read_bytes() for path in (tmp_path / out).iterdir()} for out in "ab")
    assert first == second
    assert len(first) == (5 if args == ("--variants", "2") else 3), "papers, keys and the record of them"


def test_questions_stand_in_the_order_of_the_file_and_have_its_points(printed: Callable[..., str]) -> None:
    told = printed(TEST + "- roe.hall/recall\n- meeting.place/choice\n- meeting.length/choice\n")
    questions = ("the council meets its guests", "In which town did", "How long did the council", "Who led", "Roe")
    places = [told.index(question) for question in questions]
    assert places == sorted(places), "in the order of the file within each section"
    assert "(3\xa0points)" in told
    assert "# What the council did" in told


def test_a_question_of_ones_own_has_a_key_without_proof(printed: Callable[..., str], library: Path) -> None:
    told = printed(TEST + "- mayor/choice\n" + OWN)
    assert "What does our mayor wear on Sundays?" in told
    key = told[told.index("Key") :]
    own = next(line for line in key.splitlines() if "a blue hat" in line)
    assert "Reported" not in own
    assert "wire" not in own
    assert "mayor" not in "".join(path.read_text("utf-8") for path in library.rglob("*.yaml"))


def test_a_test_is_changed_and_kept_under_a_new_name(printed: Callable[..., str], tmp_path: Path) -> None:
    new = tmp_path / "spring.test.yaml"
    changes = (
        "--without",
        "meeting.date",
        "--with",
        "meeting.length/typed",
        "--with",
        "mayor/recall",
        "--save",
        str(new),
    )
    told = printed(TEST + OWN, *changes)
    assert "Print it with: quizgen test ./spring.test.yaml" in told
    lines = new.read_text("utf-8").splitlines()
    asked = [line.removeprefix("- {ask: ").partition(",")[0] for line in lines if line.startswith("- {ask")]
    assert asked == ["meeting.chair/typed", "meeting.length/typed", "mayor/recall"]
    assert new.read_text("utf-8").endswith(OWN)
    assert "blue hat" in printed(new.read_text("utf-8"))
    assert "is there already" in printed(TEST, "--save", str(new), code=2)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("test: T\nquestions: [meeting.chiar/typed]\n", "2:13: there is no fact 'meeting.chiar'; did you mean"),
        (
            "test: T\nquestions:\n- meeting.chair/tiped\n",
            "3:3: 'tiped' is no way of asking on paper; did you mean 'typed'?",
        ),
        ("test: T\nquestions: [meeting.chair]\n", "2:13: 'meeting.chair' does not fit; write a fact and a way"),
        (
            "test: T\nquestions: [doe.go-on/cloze]\n",
            "2:13: 'doe.go-on' cannot be asked as cloze, which needs 'says'; choose another way",
        ),
        (TEST + "- meeting.chair/typed\n", "5:3: 'meeting.chair/typed' is asked already; delete one of the two"),
        (TEST.replace("points: 3", "points: 0"), "4:38: '0' does not fit; write a whole number from 1 to 100"),
        (TEST.replace("points: 3", "point: 3"), "4:30: a question has no key 'point'; did you mean 'points'?"),
        (TEST + OWN.replace("id: mayor", "id: meeting.chair"), "the id 'meeting.chair' stands at"),
        (TEST + OWN + "  evidence: {wire: a blue hat}\n", "10:3: a fact has no key 'evidence'"),
        (TEST + "- mayor/choice\n" + OWN.replace("[a red coat, ", "[a blue hat, "), "[wrong-is-right]"),
        (TEST + "own: []\n", "5:6: an empty list"),
        ("", "the file holds nothing"),
    ],
)
def test_each_mistake_is_told_by_its_place(printed: Callable[..., str], text: str, told: str) -> None:
    said = printed(text, code=1)
    assert told in said
    assert "nothing was made" in said


def test_a_withdrawn_fact_is_told_and_can_be_left_out(printed: Callable[..., str], library: Path) -> None:
    path = library / "questions" / "meetings.yaml"
    text = path.read_text("utf-8")
    retired = "  retired: {on: 2023-01-01, why: it was somebody else}\n"
    path.write_text(text.replace("  who: jane-doe\n", f"  who: jane-doe\n{retired}", 1), "utf-8")
    assert "3:3: 'meeting.chair' was withdrawn (it was somebody else); delete it here" in printed(TEST, code=1)
    assert "12 January 2022" in printed(TEST, "--without", "meeting.chair")


def test_what_has_changed_since_is_told(printed: Callable[..., str], library: Path, tmp_path: Path) -> None:
    new = tmp_path / "kept.test.yaml"
    printed(TEST, "--save", str(new))
    kept = new.read_text("utf-8")
    assert printed(kept).startswith("\n"), "nothing is told"
    path = library / "questions" / "meetings.yaml"
    path.write_text(path.read_text("utf-8").replace("Who led the town", "Who, then, led the town"), "utf-8")
    told = printed(kept.replace('made_with: "', 'made_with: "0.0.'))
    assert "What 'meeting.chair/typed' is about says something else than when the test was saved" in told
    assert "'meeting.date/choice'" not in told.partition("\n#")[0]
    assert "The test was saved by quizgen 0.0." in told


def test_questions_that_answer_others_are_told(printed: Callable[..., str]) -> None:
    text = TEST + "- mayor/choice\n- hat/recall\n" + OWN
    text += "  matter: hat\n- {id: hat, what: on Sundays, ask: When does the mayor wear a blue hat?, matter: hat}\n"
    told = printed(text)
    assert "Question 4 of the file answers question 3: 'hat/recall' and 'mayor/choice'." in told
    assert "Questions 3 and 4 of the file are about one matter: 'mayor/choice' and 'hat/recall'." in told


def test_check_reads_the_tests_of_a_library_and_no_other_command_minds_them(quizgen: Quizgen, library: Path) -> None:
    (library / "decks" / "autumn.test.yaml").write_text(TEST.replace("chair", "chiar"), "utf-8")
    done = quizgen("check", "--library", library)
    assert done.exit_code == 1
    assert "decks/autumn.test.yaml:3:3: there is no fact 'meeting.chiar'" in done.stdout
    assert quizgen("list", "--library", library).exit_code == 0


def test_a_test_with_another_name_is_sent_to_its_place(quizgen: Quizgen, library: Path) -> None:
    (library / "questions" / "autumn.yaml").write_text(TEST, "utf-8")
    done = quizgen("check", "--library", library)
    assert "a test's file lies in decks/, and its name ends in .test.yaml; move or rename it" in done.stdout


def test_the_same_questions_are_a_round_in_the_same_order(quizgen: Quizgen, library: Path, tmp_path: Path) -> None:
    file = tmp_path / "autumn.test.yaml"
    file.write_text(TEST + "- mayor/choice\n- meeting.place/typed\n" + OWN, "utf-8")
    answers = tmp_path / "answers.txt"
    answers.write_text("Jane Doe\n\nd\n\nSpringfield\n\n", "utf-8")
    places = ("--library", library, "--db", tmp_path / "log.db", "--answers", answers)
    done = quizgen("quiz", "--test", file, "--json", *places)
    told = json.loads(done.stdout)
    asked = ["meeting.chair/typed", "meeting.date/choice", "meeting.place/typed"]
    assert [one["question"] for one in told["answers"]] == asked


def test_its_facts_are_a_deck_a_list_and_an_export(quizgen: Quizgen, library: Path, tmp_path: Path) -> None:
    file = tmp_path / "autumn.test.yaml"
    file.write_text(TEST, "utf-8")
    done = quizgen("deck", "--test", file, "--library", library, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == [str(tmp_path / "out" / "autumn.apkg")]
    assert "2 notes" in done.stderr
    exported = json.loads(quizgen("export", "--test", file, "--to", "json", "--library", library).stdout)
    assert {fact["id"] for fact in exported["facts"]} == {"meeting.chair", "meeting.date"}
    listed = quizgen("list", "--test", file, "--library", library).stdout
    assert ("meeting.chair" in listed, "meeting.place" in listed) == (True, False)


def test_a_test_of_ones_own_questions_alone_is_no_deck(quizgen: Quizgen, library: Path, tmp_path: Path) -> None:
    file = tmp_path / "own.test.yaml"
    file.write_text("test: Ours\nquestions: [mayor/choice]\n" + OWN, "utf-8")
    done = quizgen("deck", "--test", file, "--library", library, "--out", tmp_path / "out")
    assert (done.exit_code, "asks nothing that the library knows" in done.stderr) == (2, True)


AROUND = """\
header:
  school: Springfield Grammar School
  class: 10b
  date: 12 March 2027
  time: 45 minutes
  instructions: Read the extract first.
extracts:
- id: minutes
  text: |
    The council met in its hall.
    Nobody spoke for an hour.
  from: The minutes, page 3
"""


@pytest.mark.parametrize("form", ["md", "html", "pdf", "docx"])
def test_header_and_extracts_stand_on_every_form(quizgen: Quizgen, library: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / "autumn.test.yaml"
    file.write_text(TEST.replace("points: 3", "points: 3, on: minutes") + AROUND, "utf-8")
    done = quizgen("test", file, "--library", library, "--format", form, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    said = text_of(tmp_path / "out" / f"autumn-sheet.{form}")
    header = (
        "Springfield Grammar School",
        "10b",
        "12 March 2027",
        "Time allowed: 45 minutes.",
        "Read the extract first.",
    )
    extract = ("Extract A", "The council met in its hall.", "Nobody spoke for an hour.", "The minutes, page 3")
    places = [said.index(text) for text in (*header, *extract, "Extract A. On what date")]
    assert places[5:] == sorted(places[5:])
    assert "from memory" not in said


def test_an_extract_that_is_not_there_is_told(printed: Callable[..., str]) -> None:
    told = printed(TEST.replace("points: 3", "on: minute") + AROUND, code=1)
    assert "4:9: there is no extract 'minute'; did you mean 'minutes'?" in told


def test_header_and_extracts_are_kept_with_the_test(printed: Callable[..., str], tmp_path: Path) -> None:
    new = tmp_path / "spring.test.yaml"
    first = printed(TEST.replace("points: 3", "points: 3, on: minutes") + AROUND + OWN, "--save", str(new))
    assert AROUND.rstrip("\n") in new.read_text("utf-8")
    again = printed(new.read_text("utf-8"))
    assert again.partition("# What")[2] == first.partition("# What")[2]


HEADER = ("--header", "school=Oakfield", "--header", "date=12 March 2027", "--header", "time=45 minutes")


@pytest.mark.parametrize("form", ["md", "pdf"])
def test_a_sheet_has_a_header_without_a_file_and_keeps_it_in_one(quizgen: Quizgen, tmp_path: Path, form: str) -> None:
    file = tmp_path / "core.test.yaml"
    places = ("--library", ROOT, "--format", form)
    done = quizgen("sheet", "core", "-n", "4", *HEADER, "--save", file, "--out", tmp_path / "a", *places)
    assert done.exit_code == 0, done.output
    said = text_of(tmp_path / "a" / f"core-sheet.{form}")
    assert [text for text in ("Oakfield", "12 March 2027", "Time allowed: 45 minutes.") if text not in said] == []
    assert quizgen("test", file, "--out", tmp_path / "b", *places).exit_code == 0
    first, second = (sorted(path.read_bytes() for path in (tmp_path / out).glob(f"*.{form}")) for out in "ab")
    assert first == second


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["logo=crest.png"], "'logo=crest.png' is no KEY=TEXT; the keys are school, class, date, time, instructions"),
        (["school="], "is no KEY=TEXT"),
        (["date=" + "x" * 41], "date has 41 characters, and 40 at most"),
        (["date=1 May", "date=2 May"], "date is given twice; say it once"),
    ],
)
def test_a_text_that_no_header_has_is_refused(quizgen: Quizgen, tmp_path: Path, args: list[str], said: str) -> None:
    given = [word for text in args for word in ("--header", text)]
    done = quizgen("sheet", "core", "--library", ROOT, "--out", tmp_path / "out", *given)
    assert (done.exit_code, said in done.stderr, (tmp_path / "out").exists()) == (2, True, False), done.stderr


def test_a_character_of_the_header_that_no_font_has_is_told_by_its_option(quizgen: Quizgen, tmp_path: Path) -> None:
    done = quizgen("sheet", "core", "--library", ROOT, "--out", tmp_path / "out", "--header", "school=Oak 😀")
    assert (done.exit_code, "In --header school 'Oak" in done.stderr) == (1, True), done.stderr


JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300281c1e231e19282321232d2b28303c64413c37373c7b585d4964918099968f80"
    "8c8aa0b4e6c3a0aadaad8a8cc8ffcbdaeef5ffffff9bc1fffffffaffe6fdfff8ffc0000b080001000201011100ffc400140001000000000000"
    "00000000000000000000ffc40014100100000000000000000000000000000000ffda0008010100003f003fffd9"
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"><rect width="60" height="40"/></svg>'
LOGO = "header: {logo: {file: crest.png, alt: An oak}}\n"


@pytest.mark.parametrize("kind", few(["svg", "png", "jpg"], 2))
@pytest.mark.parametrize("form", ["md", "html", "pdf", "docx"])
def test_a_logo_is_shown_or_said_in_words(
    quizgen: Quizgen, library: Path, tmp_path: Path, kind: str, form: str
) -> None:
    file = tmp_path / "autumn.test.yaml"
    file.write_text(TEST + LOGO.replace("png", kind), "utf-8")
    (tmp_path / f"crest.{kind}").write_bytes({"png": png(9, 4), "jpg": JPEG, "svg": SVG}[kind])
    done = quizgen("test", file, "--library", library, "--format", form, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    path = tmp_path / "out" / f"autumn-sheet.{form}"
    in_words = form == "md"
    assert ("words say in its place what it shows" in done.stderr) == in_words
    if form == "pdf":
        assert failures(path.read_bytes()) == []
        assert next(node.alt for node in read(path.read_bytes()).tree.all("Figure")) == "An oak"
    elif form == "html":
        text = path.read_text("utf-8")
        assert re.search(r'<img class="logo" src="data:image/[a-z+]+;base64,[\w/+=]+" alt="An oak">', text)
        assert "img-src data:;" in text
    elif in_words:
        assert "An oak" in text_of(path)
    else:
        (picture,) = Document(str(path)).inline_shapes
        assert picture._inline.docPr.get("descr") == "An oak"  # noqa: SLF001  python-docx offers no other way


@pytest.mark.parametrize(
    ("header", "data", "told"),
    [
        ("{file: crest.png}", png(1, 1), "alt"),
        ("{file: other.png, alt: An oak}", png(1, 1), "1:23: 'other.png': the file cannot be read"),
        ("{file: crest.png, alt: An oak}", png(9, 9)[:-9], "1:23: 'crest.png': the picture is broken; save it again"),
        ("{file: crest.png, alt: An oak}", JPEG[:-20], "1:23: 'crest.png': the picture is broken; save it again"),
        ("{file: crest.png, alt: An oak}", b"<svg>", "1:23: 'crest.png': the picture is broken; save it again"),
        ("{file: crest.png, alt: An oak}", b"GIF89a", "1:23: 'crest.png': the file is no PNG, JPEG or SVG"),
        ("{file: crest.png, alt: An oak}", b"\xff\xd8\xff" * 200_000, "the file has 600 kB, and at most 500 kB"),
        ("{file: ., alt: An oak}", b"", "1:23: '.': this is no ordinary file"),
    ],
)
def test_a_logo_that_cannot_be_shown_is_told_by_its_place(
    printed: Callable[..., str], tmp_path: Path, header: str, data: bytes, told: str
) -> None:
    (tmp_path / "crest.png").write_bytes(data)
    assert told in printed("header: {logo: " + header + "}\n" + TEST, code=1)
    assert not (tmp_path / "out").exists()


def test_a_test_with_a_logo_is_kept_beside_it(printed: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "crest.png").write_bytes(png(9, 4))
    (tmp_path / "other").mkdir()
    told = printed(TEST + LOGO, "--save", str(tmp_path / "other" / "new.test.yaml"), code=2)
    assert "keep it there" in told
    printed(TEST + LOGO, "--save", str(tmp_path / "new.test.yaml"))
    assert LOGO in (tmp_path / "new.test.yaml").read_text("utf-8")


def test_the_font_is_kept_with_a_test_and_found_from_its_folder(
    quizgen: Quizgen, library: Path, tmp_path: Path
) -> None:
    file, out = tmp_path / "autumn.test.yaml", tmp_path / "out"
    (tmp_path / "ours").symlink_to(sans_folder())
    (bold,) = sans_folder().glob("*Bold.*")

    def fonts_of(name: str) -> set[str]:
        return {font for page in read((out / name).read_bytes()).pages for font in page.fonts}

    printing = ("--library", library, "--out", out)
    done = quizgen("sheet", *printing, "-n", "2", "--font", f"{tmp_path}/ours/{bold.name}", "--save", file)
    assert done.exit_code == 0, done.output
    assert f'font: "{tmp_path}/ours/{bold.name}"' in file.read_text("utf-8")
    for font in (f"{tmp_path}/ours/{bold.name}", f"ours/{bold.name}", "atkinson hyperlegible"):
        file.write_text(TEST + f"font: {font}\n", "utf-8")
        done = quizgen("test", file, *printing)
        assert done.exit_code == 0, done.output
        assert any("Atkinson" in name for name in fonts_of("autumn-atkinson-hyperlegible-sheet.pdf"))
    done = quizgen("test", file, *printing, "--font", "Libertinus Serif")
    assert not any("Atkinson" in name for name in fonts_of("autumn-libertinus-serif-sheet.pdf"))
    file.write_text(TEST + "font: Atkinson Hyperlegibel\n", "utf-8")
    done = quizgen("test", file, *printing)
    assert f"{file}:5:7: There is no font 'Atkinson Hyperlegibel'; did you mean" in done.stderr
    assert done.exit_code == 1


def test_a_character_that_no_font_has_is_told_by_its_place(
    quizgen: Quizgen, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (
        TEST
        + "- mayor/choice\n"
        + OWN.replace("a blue hat", "a blue hat \U0001f600")
        + AROUND.replace("School", "\u660e")
    )
    (tmp_path / "autumn.test.yaml").write_text(text, "utf-8")
    done = quizgen("test", "autumn.test.yaml", "--library", library, "--out", "out")
    assert done.exit_code == 1
    assert "autumn.test.yaml:8:9: no font has the character '\U0001f600'" in done.stderr.splitlines()[0]
    assert "In header, school 'Springfield Grammar \u660e': no font has the character" in done.stderr
    assert not (tmp_path / "out").exists()
