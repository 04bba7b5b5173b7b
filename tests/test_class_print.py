"""One print for a class: every pupil's paper in the print that pupil needs, each from a new leaf on, the keys apart."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pytest

from quizgen.printing import sheet_files
from quizgen.rendering.sheets import html, pdf
from quizgen.rendering.sheets.docx import paper as docx_paper
from quizgen.rendering.sheets.layout import Layout
from quizgen.rendering.sheets.press import Press
from quizgen.rendering.sheets.unprintable import UnprintableError
from tests.conftest import ROOT
from tests.support.effort import IS_GATE, few
from tests.support.pdf import Document, failures, read
from tests.support.sheets import A_BIT_OF_EACH, drawn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from quizgen.pipeline import Library
    from quizgen.rendering.sheets.sheet import Variant
    from tests.conftest import OpenTerminal

#: Four kinds of print.
PRINTS = few((Layout(), Layout(size=24, font="DejaVu Sans Mono"), Layout(size=14), Layout(size=18)), 2)


@pytest.fixture(scope="module")
def variant(shipped: Library) -> Variant:
    """Questions of every kind from the shipped library."""
    return drawn(shipped, A_BIT_OF_EACH if IS_GATE else dict.fromkeys(A_BIT_OF_EACH, 1))


def test_papers_bound_together_are_what_each_is_alone_and_begin_on_a_front(variant: Variant) -> None:
    press = Press()
    sheets = [variant.sheet._replace(name=f"Pupil {number}") for number in range(len(PRINTS))]
    pieces = [pdf.paper_piece(sheet, layout) for sheet, layout in zip(sheets, PRINTS, strict=True)]
    pieces += [pdf.answers_piece(sheets[1], PRINTS[1]), pdf.key_piece(variant, Layout())]
    made = pdf.bound(press, pieces, "A class")
    assert failures(made) == []
    alone = [pdf.paper(press, sheet, layout) for sheet, layout in zip(sheets, PRINTS, strict=True)]
    alone += [pdf.answer_sheet(press, sheets[1], PRINTS[1]), pdf.key(press, variant, Layout())]
    expected: list[str] = []
    for document in map(read, alone):
        expected += [""] * (len(expected) % 2)  # a back that stays empty
        expected += [page.text for page in document.pages]
    assert [page.text for page in read(made).pages] == expected
    assert read(made).text == " ".join(document.text for document in map(read, alone))


def test_what_no_font_has_is_refused_in_any_of_the_papers(variant: Variant) -> None:
    for name in ("\U0001f600", "漢\u0301"):
        sheets = [variant.sheet, variant.sheet._replace(name=name)]
        with pytest.raises(UnprintableError) as refused:
            pdf.bound(Press(), [pdf.paper_piece(sheet, Layout(size=14)) for sheet in sheets], "A class")
        assert name[0] in refused.value.characters


def test_print_of_12_to_15_points_has_one_and_a_half_lines_a_line(variant: Variant) -> None:
    section = variant.sheet.sections[0]
    press, sheet = Press(), variant.sheet._replace(sections=(section._replace(items=section.items[:2]),))
    for size in (11, 12, 14, 15, 16):
        page = read(pdf.paper(press, sheet, Layout(size=size))).pages[-1]
        near = [after.y - row.y for row, after in zip(page.rows, page.rows[1:], strict=False) if after.x == row.x]
        least = min(distance for distance in near if distance > 2) / size
        assert (least > 1.45) == (12 <= size < 16), (size, least)


@pytest.mark.parametrize("size", [11, 14, 18])
def test_documents_to_edit_and_pages_have_that_space_too(variant: Variant, size: int) -> None:
    document = docx.Document(BytesIO(docx_paper(Press(), variant.sheet, Layout(size=size))))
    spacing = document.styles["Normal"].paragraph_format.line_spacing
    page = html.paper(Press(), variant.sheet, Layout(size=size)).decode()
    assert spacing == (1.15 if size == 11 else 1.25)
    assert ('<body class="roomy">' in page) is (size == 14)


# The print of a class, from the command line


@pytest.fixture
def sheet(quizgen: Callable[..., Result], tmp_path: Path) -> Callable[..., Result]:
    """Print a sheet of the shipped library for a class list with this content, into a folder 'out'."""

    def prints(content: str, *args: str) -> Result:
        (tmp_path / "class.csv").write_text(content, "utf-8")
        out = ("--library", ROOT, "--out", tmp_path / "out", "--names", tmp_path / "class.csv")
        return quizgen("sheet", "core", *out, *args)

    return prints


def files(folder: Path) -> list[str]:
    """Return the names of all files in a folder, sorted, but for the record that is kept there."""
    return sorted(path.name for path in folder.iterdir() if path.name != ".quizgen.json")


def fronts(document: Document) -> list[int]:
    """Return the numbers of the pages, from 1, on which a paper begins."""
    return [page.number for page in document.pages if page.decoration.find("Page 1 of ") >= 0]


CLASS = (
    "Name;Vorname;Druck\nMüller;Anna;\nÖzdemir;Çağla;18\nSmith;Ben;html\nBerg;Jo;14 Atkinson Hyperlegible\n"
    "Lind;Bo;24\nLind;Bo;\nKaya;Eli;\n"
)


def test_a_class_is_one_file_in_the_order_of_the_list_with_the_keys_in_another(
    sheet: Callable[..., Result], tmp_path: Path
) -> None:
    done = sheet(CLASS, "-n", "2", "--variants", "2")
    assert done.exit_code == 0, done.output
    out = tmp_path / "out"
    assert files(out) == ["core-class.pdf", "core-keys.pdf", "core-sheet-3-ben-smith.html"]
    assert "7 pupils from columns 'Vorname' and 'Name': Anna Müller, " in done.stderr
    printed = read((out / "core-class.pdf").read_bytes())
    assert failures((out / "core-class.pdf").read_bytes()) == []
    begins = fronts(printed)
    assert all(number % 2 == 1 for number in begins), "each copy begins on a front"
    heads = [printed.pages[number - 1].rows for number in begins]
    told = [next(row.text for row in rows if row.text.startswith("Name ")) for rows in heads]
    pupils = ["Anna Müller", "Çağla Özdemir", "Jo Berg", "Bo Lind", "Bo Lind", "Eli Kaya"]
    assert [name.removeprefix("Name ").partition(" Class")[0] for name in told] == pupils
    variants = [printed.pages[number - 1].decoration[:9] for number in begins]
    assert variants == [f"Variant {variant}" for variant in "ABBABA"], "in turn of the list, the HTML form counted"
    assert "The sources" not in printed.text
    keys = read((out / "core-keys.pdf").read_bytes())
    assert failures((out / "core-keys.pdf").read_bytes()) == []
    assert [node.text for node in keys.tree.all("H1")] == ["Key: The security guarantees dispute"] * 2
    assert [keys.pages[number - 1].decoration[:16] for number in fronts(keys)] == [
        "Key to Variant A",
        "Key to Variant B",
    ]
    assert "Ben Smith" in (out / "core-sheet-3-ben-smith.html").read_text("utf-8")
    assert not any(name in keys.text for name in ("Anna", "Ben", "Bo"))


def test_the_class_of_each_pupil_stands_on_their_paper_and_answer_sheet(
    sheet: Callable[..., Result], tmp_path: Path
) -> None:
    done = sheet(
        "Legal Surname,Legal Forename,Reg\nLee,Anna,8B\nLee,Anna,8C\nRay,Bo,\n",
        "-n",
        "4",
        "--variants",
        "2",
        "--answer-sheet",
    )
    assert done.exit_code == 0, done.output
    assert "class from 'Reg' (8B, 8C): Anna Lee, Anna Lee, Bo Ray." in done.stderr
    assert "2 pupils are called 'Anna Lee' (lines 2, 3); their classes tell them apart." in done.stderr
    text = read((tmp_path / "out" / "core-class.pdf").read_bytes()).text
    assert "8B" not in read((tmp_path / "out" / "core-keys.pdf").read_bytes()).text, "a key is for all who have it"
    heads = ["Name Anna Lee Class 8B Date", "Name Anna Lee Class 8C Date", "Name Bo Ray Class [Class] Date"]
    assert [text.count(head) for head in heads] == [2, 2, 2]


def test_each_pupil_has_the_print_of_their_need(sheet: Callable[..., Result], tmp_path: Path) -> None:
    sheet(CLASS, "-n", "1", "--key", "none")
    printed = read((tmp_path / "out" / "core-class.pdf").read_bytes())
    heads = [printed.pages[number - 1] for number in fronts(printed)]
    names = [next(run for run in page.runs if run.text.startswith("Name")) for page in heads]
    usual, large, roomy, largest, again, _ = (run.end - run.x for run in names)
    assert usual == again < roomy
    assert (large / roomy, largest / roomy) == pytest.approx((18 / 14, 24 / 14), abs=0.01)
    assert [any("Libertinus" in font for font in page.fonts) for page in heads] == [
        True,
        False,
        False,
        False,
        True,
        True,
    ]


def test_copies_without_variants_are_all_different_and_each_has_its_key(
    sheet: Callable[..., Result], tmp_path: Path
) -> None:
    done = sheet('name\n"Müller, Jan"\n=1+1\n"Anna ""Ann"" Smith"\n', "-n", "5")
    assert done.exit_code == 0, done.output
    out = tmp_path / "out"
    assert files(out) == ["core-class.pdf", "core-keys.pdf"]
    printed, keys = (read((out / name).read_bytes()) for name in files(out))
    for name in ("Müller, Jan", "=1+1", 'Anna "Ann" Smith'):
        assert printed.text.count(name) == 1
        assert keys.text.count(f"for {name}.") == 1
    papers = printed.text.split("The security guarantees dispute Name")[1:]
    assert len({paper.partition("Multiple choice")[2] for paper in papers}) == len(papers) == 3


def test_a_large_class_comes_in_numbered_parts(
    sheet: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_files, "COPIES_A_FILE", 2)
    done = sheet("name\nAnna\nBo\nCem\nDora\nEli\n", "-n", "2")
    assert done.exit_code == 0, done.output
    parts = [f"core-{kind}-{part}-of-3.pdf" for kind in ("class", "keys") for part in (1, 2, 3)]
    assert files(tmp_path / "out") == parts
    assert done.stdout.splitlines() == [str(tmp_path / "out" / name) for name in parts]
    texts = [read((tmp_path / "out" / name).read_bytes()).text for name in parts]
    assert [[name for name in ("Anna", "Bo", "Cem", "Dora", "Eli") if name in text] for text in texts] == [
        ["Anna", "Bo"],
        ["Cem", "Dora"],
        ["Eli"],
    ] * 2


def test_answer_sheets_lie_behind_their_papers_each_on_a_leaf(sheet: Callable[..., Result], tmp_path: Path) -> None:
    sheet("name;print\nAnna;\nBen;html\nCem;18\n", "-n", "4", "--answer-sheet", "--key", "none")
    assert files(tmp_path / "out") == ["core-class.pdf", "core-sheet-2-ben.html"]
    printed = read((tmp_path / "out" / "core-class.pdf").read_bytes())
    assert [node.text for node in printed.tree.all("H1")] == [
        "The security guarantees dispute",
        "Answer sheet: The security guarantees dispute",
    ] * 2
    assert all(number % 2 == 1 for number in fronts(printed))


def test_keys_behind_their_sheets_are_in_no_file_that_is_named_as_the_pupils(
    sheet: Callable[..., Result], tmp_path: Path
) -> None:
    sheet("name;print\nAnna;\nBen;html\n", "-n", "2", "--key", "with")
    assert files(tmp_path / "out") == ["core-class-with-keys.pdf", "core-key-2-ben.html", "core-sheet-2-ben.html"]
    printed = read((tmp_path / "out" / "core-class-with-keys.pdf").read_bytes())
    assert [node.text for node in printed.tree.all("H1")] == [
        "The security guarantees dispute",
        "Key: The security guarantees dispute",
    ]
    assert all(number % 2 == 1 for number in fronts(printed)), "no key on the back of a pupil's last page"


@pytest.mark.parametrize("form", ["docx", "md", "html"])
def test_other_formats_are_a_file_a_pupil(sheet: Callable[..., Result], tmp_path: Path, form: str) -> None:
    done = sheet("name\nAnna\nAnna\nBert\n", "-n", "4", "--variants", "2", "--format", form)
    assert done.exit_code == 0, done.output
    keys = [f"core-key-{label}.{form}" for label in "AB"]
    assert files(tmp_path / "out") == [*keys, *(f"core-sheet-{name}.{form}" for name in ("1-anna", "2-anna", "3-bert"))]


def test_a_print_of_their_own_cannot_be_had_in_a_format_without_pages(
    sheet: Callable[..., Result], tmp_path: Path
) -> None:
    done = sheet("name;print\nAnna;\nBen;18\n", "-n", "2", "--format", "md")
    assert (done.exit_code, "Markdown has no pages" in done.stderr) == (2, True), done.stderr
    assert not (tmp_path / "out").exists()


def test_a_font_that_only_one_pupil_has_prints_that_pupils_name(sheet: Callable[..., Result], tmp_path: Path) -> None:
    done = sheet("name;print\nAnna;14 dejavu sans mono\nBen;24\n", "-n", "2", "--key", "none")
    assert done.exit_code == 0, done.output
    printed = read((tmp_path / "out" / "core-class.pdf").read_bytes())
    own, other = (printed.pages[number - 1].fonts for number in fronts(printed))
    assert any("DejaVu" in font for font in own)
    assert not any("DejaVu" in font for font in other)


def test_the_print_of_a_class_is_the_same_bytes_in_any_process(sheet: Callable[..., Result], tmp_path: Path) -> None:
    sheet(CLASS, "-n", "2")
    first = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    done = sheet(CLASS, "-n", "2", "--jobs", "2")
    assert done.exit_code == 0, done.output
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == first


def test_whether_a_first_row_is_a_head_is_asked_where_somebody_is_there(
    open_terminal: OpenTerminal, tmp_path: Path
) -> None:
    (tmp_path / "class.csv").write_text("Talaba\nAnna Berg\nBo Lind\n", "utf-8")
    where = ("--names", tmp_path / "class.csv", "--out", tmp_path / "out", "--library", ROOT)
    opened = open_terminal("sheet", "core", "-n", "2", "--format", "md", *where, bare=True)
    opened.expect("a head, and no pupil? [y/N]")
    opened.type_ahead("y\n")
    opened.expect("2 pupils from column 'Talaba'")
    assert opened.leaves() == 0
