"""Class lists as schools export them: whom they name, in which print, and that nobody is lost or made up in silence."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.language import class_lists
from quizgen.language.class_lists import words_of
from quizgen.printing.heads import Role, role_of
from quizgen.printing.needs import PrintNeed
from quizgen.printing.pupils import HEAD_OPTION, NO_HEAD_OPTION, read_class
from quizgen.rendering.sheets.fonts import find_font

if TYPE_CHECKING:
    from click.testing import Result

    from quizgen.printing.copies import ClassList


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for class lists."""
    return tmp_path


def read(folder: Path, content: str | bytes, has_head: bool | None = None) -> ClassList:
    """Return the class of a list with this content."""
    path = folder / "class.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_class(path, has_head=has_head)


def names(folder: Path, content: str | bytes) -> list[str]:
    """Return the names in a list that has no problems."""
    made = read(folder, content)
    assert not made.problems, [*map(str, made.problems)]
    return [str(pupil.name) for pupil in made.pupils]


# What schools export


EXPORTS: dict[str, tuple[str | bytes, list[str], str]] = {
    "Excel, German": (
        "Name;Vorname;Klasse\nMüller;Anna;8b\nÖzdemir;Çağla;8b\n",
        ["Anna Müller", "Çağla Özdemir"],
        "Vorname",
    ),
    "surname and name": (
        "Surname,Name,Form\nRossi,Anna,3B\nBianchi,Luca,3B\n",
        ["Anna Rossi", "Luca Bianchi"],
        "Surname",
    ),
    "first and last": ("First name,Last name\nAnna,Lee\nBen,Ray\n", ["Anna Lee", "Ben Ray"], "Last name"),
    "French": ("Nom;Prénom\nDupont;Léa\n", ["Léa Dupont"], "Prénom"),
    "Spanish": (
        '"Nombre","Apellido(s)","Dirección de correo"\nAna,García López,a@x.org\n',
        ["Ana García López"],
        "Apellido",
    ),
    "Moodle": (
        '"First name","Last name","ID number","Email address"\nAnna,Berg,1001,a@x.org\n',
        ["Anna Berg"],
        "Last name",
    ),
    "Moodle, British": ("First name,Surname,Email address\nAnna,Berg,a@x.org\n", ["Anna Berg"], "Surname"),
    "Google Classroom": ("Last Name,First Name,Email Address\nLee,Anna,a@x.org\n", ["Anna Lee"], "First Name"),
    "Google Classroom, marks": (
        "Last Name,First Name,Email Address,Essay\n,,Date,1 May\n,,Points,9\nLee,Anna,a@x.org,9\nDate,Bo,b@x.org,1\n",
        ["Anna Lee", "Bo Date"],
        "First Name",
    ),
    "Canvas": (
        """\
Student,ID,SIS User ID,SIS Login ID,Section,Quiz 1 (12)
,,,,,Manual Posting
    Points Possible,,,,,10
"Berg, Anna",11,a1,anna,Sec,8
"Student, Test",99,,,Sec,
""",
        ["Berg, Anna"],
        "Student",
    ),
    "SIMS": ("Legal Surname,Legal Forename,Reg\nLee,Anna,8B\n", ["Anna Lee"], "Legal Forename"),
    "SIMS, both": (
        "Legal Surname,Legal Forename,Preferred Forename,Reg\nLee,Annabel,Anna,8B\n",
        ["Anna Lee"],
        "Preferred Forename",
    ),
    "Excel, numbered": (
        "Nr;Name;Klasse\n1;Müller, Anna;8b\n2;Schmidt, Ben;8b\n",
        ["Müller, Anna", "Schmidt, Ben"],
        "Name",
    ),
    "Excel, told what parts": ("sep=;\r\nName;Klasse\r\nAnna;8b\r\n", ["Anna"], "Name"),
    "Excel, with a mark": ("\ufeffname\r\nJürgen Müller\r\n", ["Jürgen Müller"], "name"),
    "Excel, Unicode text": ("Name\tClass\r\nJürgen\t8b\r\n".encode("utf-16"), ["Jürgen"], "Name"),
    "Excel, big-endian": (b"\xfe\xff" + "name\r\nZoë\r\n".encode("utf-16-be"), ["Zoë"], "name"),
    "old Mac": ("name\rAnna\rBen\r", ["Anna", "Ben"], "name"),
    "blank rows": ("\n\nname\n\nAnna\n\nBen\n", ["Anna", "Ben"], "name"),
    "a title above": (
        "Klasse 8b, Schuljahr 2026;;\n\nName;Vorname;Klasse\nMüller;Anna;8b\n",
        ["Anna Müller"],
        "Vorname",
    ),
    "tabs": ("Name\tClass\nAnna\t8b\n", ["Anna"], "Name"),
    "e-mail": ("Name;E-Mail\nNodira;a@b\n", ["Nodira"], "Name"),
    "head in German": ("Schüler\nAnna Berg\nBo Lind\n", ["Anna Berg", "Bo Lind"], "Schüler"),
    "head in Uzbek": ("Ism\nNodira Karimova\n", ["Nodira Karimova"], "Ism"),
    "whole name beside its first": ("Vorname;Name\nAnna;Anna Berg\nBo;Bo Lind\n", ["Anna Berg", "Bo Lind"], "Name"),
    "whole name at once": ("Nr;Vor- und Nachname\n1;Anna Berg\n", ["Anna Berg"], "Vor- und Nachname"),
    "one with a single name": ("First name,Last name\nAnna,Lee\nSuharto,\n", ["Anna Lee", "Suharto"], "First name"),
    "Russian": ("Фамилия;Имя;Отчество\nПетров;Иван;Ильич\n", ["Иван Петров"], "Фамилия"),
    "Turkish": ("ADI;SOYADI\nÇağla;Özdemir\n", ["Çağla Özdemir"], "SOYADI"),
    "Polish": ("Imię;Nazwisko;Klasa\nŁukasz;Żółć;8b\n", ["Łukasz Żółć"], "Nazwisko"),
    "Hungarian": ("Vezetéknév;Keresztnév\nNagy;Éva\n", ["Nagy Éva"], "Keresztnév"),
    "Chinese": ("学号,姓,名\n1,李,小龙\n", ["李小龙"], "姓"),
    "Korean": ("성,이름\n김,철수\n", ["김철수"], "성"),
    "Arabic": ("الاسم الأول,اسم العائلة\nمحمد,علي\n", ["محمد علي"], "اسم العائلة"),
    "Hebrew": ("שם פרטי,שם משפחה\nיעל,כהן\n", ["יעל כהן"], "שם פרטי"),
    "Greek": ("Επώνυμο;Όνομα\nΠαππάς;Νίκος\n", ["Νίκος Παππάς"], "Επώνυμο"),
    "Japanese": ("番号,氏名\n1,山田太郎\n", ["山田太郎"], "氏名"),
}


@pytest.mark.parametrize("export", EXPORTS)
def test_an_export_names_its_pupils_and_it_is_said_what_was_taken(folder: Path, export: str) -> None:
    content, pupils, head = EXPORTS[export]
    assert names(folder, content) == pupils
    told = " ".join(read(folder, content).told)
    assert f"{len(pupils)} pupil{'s'[: len(pupils) > 1]} from column" in told
    assert f"'{head}" in told
    assert all(name in told for name in pupils)


def test_rows_that_are_no_pupils_are_told_with_their_lines(folder: Path) -> None:
    content, _, _ = EXPORTS["Canvas"]
    assert read(folder, content).told[0] == (
        "Left out, as no pupils: 'Manual Posting' (line 2), 'Points Possible' (line 3), 'Student, Test' (line 5)."
    )


def test_a_title_above_the_head_is_told_and_one_name_above_many_is_no_title(folder: Path) -> None:
    content, _, _ = EXPORTS["a title above"]
    assert read(folder, content).told[0] == "Left out, as no pupils: 'Klasse 8b, Schuljahr 2026' (line 1)."
    assert "more cells than the first row" in read(folder, "Anna\nBrown, Ben\n").problems[0].message


def test_a_pupil_who_is_called_as_such_a_row_is_one_anywhere_else(folder: Path) -> None:
    assert names(folder, "name\nTest Student\nDate\n") == ["Test Student", "Date"]


def test_every_word_over_a_column_has_one_meaning() -> None:
    """A word of two tables would be read by the order of the tables, which nobody sees."""
    homes: dict[str, set[Role]] = {}
    for role in Role:
        for word in words_of(role.value):
            homes.setdefault(word.casefold(), set()).add(role)
            assert role_of(word) is not None
    assert {word: roles for word, roles in homes.items() if len(roles) > 1} == {}
    assert {role_of(word) for word in words_of(class_lists.BEFORE)} == {Role.LAST}


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("Student's first name", Role.FIRST), ("PUPIL SURNAME", Role.LAST), ("E-Mail", Role.OTHER),
        ("Prenom", Role.FIRST), ("Name des Schülers", Role.NAME), ("Nom de l’élève", Role.NAME),
        ("Students", Role.PUPIL), ("Student ID", Role.OTHER),
        ("Name of the parents", None), ("Kurt Student", None), ("Namesh Rao", None), ("Anna", None), ("", None),
    ],
)  # fmt: skip
def test_a_head_means_the_same_however_it_is_written(head: str, role: Role | None) -> None:
    assert role_of(head) is role


# A first row that may be a head or a pupil


def test_a_first_pupil_is_not_taken_for_a_head(folder: Path) -> None:
    made = read(folder, "Kurt Student\nNamesh Rao\n")
    assert [(pupil.name.line, pupil.name) for pupil in made.pupils] == [(1, "Kurt Student"), (2, "Namesh Rao")]  # type: ignore[attr-defined]
    assert made.told == ("2 pupils from the first row on: Kurt Student, Namesh Rao.",)


class _Teacher:
    """Somebody who always gives the same answer, and remembers what was asked."""

    def __init__(self, answer: bool) -> None:
        self.answer = answer
        self.asked: list[tuple[str, bool]] = []

    def answers(self, text: str, likely: bool) -> bool:
        """Answer a question."""
        self.asked.append((text, likely))
        return self.answer


UNCLEAR = {
    "Schüler\nAnna\nBen\n": (True, "--no-names-head"),
    "Student\nMeyer\nKlein\n": (True, "--no-names-head"),
    "Talaba\nAnna Berg\nBo Lind\n": (False, "--names-head"),
    "Klasse 8b\nAnna Berg\nBo Lind\n": (False, "--names-head"),
}


@pytest.mark.parametrize("content", UNCLEAR)
def test_a_first_row_that_may_be_either_is_asked_about_or_told_with_what_to_say(folder: Path, content: str) -> None:
    is_head, option = UNCLEAR[content]
    first, *others = content.split("\n")[:-1]
    made = read(folder, content)
    assert [pupil.name for pupil in made.pupils] == (others if is_head else [first, *others])
    taken = "a head" if is_head else "a pupil"
    assert made.told[0] == f"The first row, '{first}', was taken for {taken}; if that is wrong, say so with {option}."
    for answer in (True, False):
        teacher = _Teacher(answer)
        made = read_class(folder / "class.csv", ask=teacher.answers)
        assert teacher.asked == [(first, is_head)]
        assert [pupil.name for pupil in made.pupils] == (others if answer else [first, *others])
        assert [pupil.name for pupil in read(folder, content, has_head=answer).pupils] == (
            others if answer else [first, *others]
        )
        assert len(made.told) == 1, "what somebody has said is not told again"


@pytest.mark.parametrize(
    "content", ["Anna Lee\nBen Ray\n", "name\nAnna\n", "Anna\nBen\n", "Pupil 1\nPupil 2\n", "Anna\n"]
)
def test_where_it_is_clear_nobody_is_asked(folder: Path, content: str) -> None:
    (folder / "class.csv").write_text(content, "utf-8")
    made = read_class(folder / "class.csv", ask=lambda _text, _likely: pytest.fail("nothing is unclear"))
    assert len(made.told) == 1


def test_the_options_that_are_advised_are_there_and_need_a_list(quizgen: Callable[..., Result]) -> None:
    for command in (("sheet",), ("test", "pyproject.toml")):
        for option in (HEAD_OPTION, NO_HEAD_OPTION):
            done = quizgen(*command, option)
            assert (done.exit_code, "need a list; give it with --names" in done.stderr) == (2, True), done.output


# The same as spreadsheets write it


@pytest.mark.parametrize(
    "content",
    [
        '"Müller, Anna"\n',
        'Pupils\n"Müller, Anna"\n',
        "Class;STUDENT;Name of the parents\n7b;Müller, Anna;Müller\n",
        'student,names\n1,"Müller, Anna"\n',
        'class, name\n7b, "Müller, Anna"\n',
        "sep=;\r\nName;Class\r\nMüller, Anna;7b\r\n",
        "sep=\t\nMüller, Anna\n",
        '"Class\nof 7";Name;;\n7b;  Müller,  Anna;;\n',
        "\n\n;;\nName;\nMüller, Anna;\n",
        'Name\r"Müller, Anna"\r',
        'Full Name\n"Müller, Anna"\n',
        'Students names\n"Müller, Anna"\n',
        'Pupil’s name\n"Müller, Anna"\n',
        "Class;PUPIL'S_NAME\n7b;Müller, Anna\n",
        'Student name,Class\n"Müller, Anna",7b\n',
        'Student ID,Student full name\n1,"Müller, Anna"\n',
    ],
)
def test_names_are_read_as_spreadsheets_write_them(folder: Path, content: str) -> None:
    assert names(folder, content) == ["Müller, Anna"]


@pytest.mark.parametrize(
    "name",
    [
        "محمد علي", "李小龙", "김철수", "अनिता शर्मा", "יעל כהן", "Nguyễn Thị Hồng", "Nguye\u0302\u0303n", "نرگس‌سادات",
        "=1+1", "@SUM(A1)", "-2", "<script>alert(1)</script>", '#read("/etc/passwd")', "**Anna** [x](http://y)",
        "../../etc/passwd", "CON", "O'Brien, Seán", 'Anna "Ann" Lee', "W" * 80,
    ],
)  # fmt: skip
def test_any_name_is_taken_as_it_is(folder: Path, name: str) -> None:
    file = io.StringIO()
    csv.writer(file).writerows([["name"], [name], ["Other"]])
    assert names(folder, file.getvalue()) == [name, "Other"]


def test_two_of_one_name_are_two(folder: Path) -> None:
    assert names(folder, "name\nAnna\nAnna\nanna\n") == ["Anna", "Anna", "anna"]


def test_of_a_long_list_the_first_names_are_told_and_how_many_more(folder: Path) -> None:
    (told,) = read(folder, "name\n" + "".join(f"Pupil Number {number}\n" for number in range(500))).told
    assert told.startswith("500 pupils from column 'name': Pupil Number 0, ")
    assert told.endswith(", Pupil Number 39 and 460 more.")


# What cannot be used


READ_FAULTS: list[tuple[bytes, str]] = [
    (b"", "1:1: no name in it"),
    (b"Name\n\n", "1:1: no name in it"),
    ("Name\nJürgen\n".encode("latin-1"), "2:2: not UTF-8"),
    ("Name;Vorname;Klasse\nMüller;Anna;8b\n".encode("cp1252"), "2:2: not UTF-8"),
    (b"\xff\xfen\x00a", "1:1: no name in it")
    if False
    else (b"\xff\xfen\x00a", "1:1: begins as UTF-16, and is cut off"),
    (b"Name,Class\nAnna,7a\n,7b\n", "3:1: no name in column 1"),
    (b"First name,Last name,Class\nAnna,Lee,7a\n,,7b\n", "3:1: no name in column 1 and 2"),
    (f"{'x' * 81}\n".encode(), "1:1: 81 characters"),
    ("Anna\u202eBert\n".encode(), "1:1: the character U+202E (RIGHT-TO-LEFT OVERRIDE) is invisible"),
    (b"An\x00na\n", "1:1: "),
    (b"Anna,7a\nBert,7b\n", "1:1: several columns; head the one with the names 'name'"),
    (b"Lee, Anna\nRay, Ben\n", "1:1: several columns; head the one with the names 'name'"),
    (b'"Brown, Anna";7b\n"Smith, Ben";7b\n', "1:1: several columns; head the one"),
    (b"Smith, Anna\n", "or put quotes round each name with a comma"),
    (b"Class;Group\n7b;2\n", "1:1: no column says that it holds the names; head it 'name'"),
    (b"Surname,Called,Form\nRossi,Anna,3B\n", "1:1: 'Surname' holds only a part of the names; head the other"),
    (b"Name,Name\nAnna,Lee\n", "1:1: 'Name' and 'Name' may head the same"),
    (b"email\nanna@school.example\n", "1:1: the only column is headed 'email', which holds no names"),
    (b"anna@school.example\nbo@school.example\n", "1:1: 'anna@school.example' is an address"),
    (b"Name\n\nSmith, Anna\n", "3:1: more cells than the header; put quotes round a name with a comma"),
    (b"Name;\nSmith; Anna;\n", "2:1: more cells than the header; put quotes round a name with a semicol"),
    (b"Anna\nBrown, Ben\n", "2:1: more cells than the first row"),
    (b'"Anna\nBert\n', "1:1: a quote opens here that nothing closes"),
    (b'"Anna\n"Bert"\n', "1:1: a quote opens here that nothing closes"),
    (b'Name,Class\nAnna,7a\nBert,"7b\nCem,7b\n', "3:6: a quote opens here that nothing closes"),
    (b'Class,Name\n"7\na","Anna\n', "3:4: a quote opens here that nothing closes"),
    (b'Name\n"Anna "Ann" Lee"\n', "2:1: text stands behind a closing quote; write a quote within a cell"),
    (b'name\n=HYPERLINK("http://x","a")\n', "2:23: text stands behind a closing quote"),
]


@pytest.mark.parametrize(("content", "said"), READ_FAULTS)
def test_a_list_that_cannot_be_used_is_told_by_place_and_rule(folder: Path, content: bytes, said: str) -> None:
    problems = [str(problem) for problem in read(folder, content).problems]
    assert any(said in problem for problem in problems), problems
    if not content.startswith((b"anna@", b"\xff")):
        assert len(problems) == 1
    assert all(problem.endswith(("[names-file]", "[not-utf-8]")) for problem in problems)
    assert read(folder, content).told == ()


def test_all_rows_that_cannot_be_used_are_told_at_once(folder: Path) -> None:
    problems = read(folder, 'name\nSmith, Anna\nCem\nBrown, Ben\n"Lee\n').problems
    assert [(problem.line, "more cells" in problem.message) for problem in problems] == [
        (2, True),
        (4, True),
        (5, False),
    ]


def test_a_list_said_to_have_no_head_is_refused_where_its_columns_would_be_a_guess(folder: Path) -> None:
    (problem,) = read(folder, "Anna,Lee\nBen,Ray\n", has_head=False).problems
    assert "several columns" in problem.message


_CELLS = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    [
        "Name",
        "Vorname",
        "Nachname",
        "print",
        "18",
        "html",
        "Anna",
        "Bo Lind",
        "Lee, Ann",
        '"',
        "Points Possible",
        "a@b.c",
    ]
)


@given(st.lists(st.lists(_CELLS, max_size=4), max_size=6), st.sampled_from(",;\t"), st.booleans())
def test_whatever_a_list_holds_each_row_is_a_pupil_or_told(rows: list[list[str]], mark: str, utf_16: bool) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=mark).writerows(rows)
    with TemporaryDirectory() as folder:
        made = read(Path(folder), file.getvalue().encode("utf-16" if utf_16 else "utf-8-sig"))
    assert bool(made.told) is not bool(made.problems)
    filled = sum(any(cell.split() for cell in row) for row in rows)
    left_out = " ".join(made.told).count(" (line ")
    if not made.problems:
        assert filled - 1 <= len(made.pupils) + left_out <= filled, "no more than the head goes untold"
        assert made.pupils


@given(st.binary(max_size=80), st.none() | st.booleans())
def test_no_bytes_are_too_strange_for_a_problem(content: bytes, has_head: bool | None) -> None:
    with TemporaryDirectory() as folder:
        made = read(Path(folder), content, has_head)
    assert bool(made.told) is not bool(made.problems)


# Classes, and pupils of one name


@pytest.mark.parametrize(
    ("content", "group", "head"),
    [
        ("Name;Vorname;Klasse\nMüller;Anna;8b\n", "8b", "Klasse"),
        ("Legal Surname,Legal Forename,Reg\nLee,Anna,8B\n", "8B", "Reg"),
        ("Surname,Name,Form\nRossi,Anna,3B\n", "3B", "Form"),
        ("Name\tClass\nAnna\t8b\n", "8b", "Class"),
        ("sep=;\nName;Klasse\nAnna;8b\n", "8b", "Klasse"),
        ("Imię;Nazwisko;Klasa;Grupa\nŁukasz;Żółć;8b;1\n", "8b", "Klasa"),
        ("Name;Reg;Form\nAnna;8B;8B/x\n", "8B", "Reg"),
        ("姓,名,班\n李,小龙,三班\n", "三班", "班"),
    ],
)
def test_the_class_of_a_pupil_is_taken_and_told(folder: Path, content: str, group: str, head: str) -> None:
    made = read(folder, content)
    assert [pupil.group for pupil in made.pupils] == [group]
    assert f", class from '{head}' ({group}): " in made.told[-1]


def test_a_class_that_cannot_be_printed_is_told_by_its_line(folder: Path) -> None:
    made = read(folder, f"Name;Klasse\nAnna;8b\nBo;{'8' * 41}\nCem;8\u202eb\n")
    assert [(problem.line, problem.rule) for problem in made.problems] == [(3, "names-file"), (4, "names-file")]
    assert "41 characters; a class has 40 at most" in made.problems[0].message


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("name\nAnna\nAnna\nanna\n", "3 pupils are called 'Anna' (lines 2, 3, 4), and no class on their sheets tells"),
        ("Name;Klasse\nAnna;8a\nBo;8a\nAnna;8b\n", "2 pupils are called 'Anna' (lines 2, 4); their classes tell them"),
        ("Name;Klasse\nAnna;8a\nAnna;8a\n", "write more of their names."),
        ("Name;Klasse\nAnna;8a\nAnne;8a\n", ""),
    ],
)
def test_pupils_of_one_name_are_told_and_what_tells_them_apart(folder: Path, content: str, told: str) -> None:
    made = read(folder, content)
    assert (not made.problems, told in made.told[-1]) == (True, True), made
    assert ("are called" in made.told[-1]) is bool(told)


# The print that a pupil needs


@pytest.mark.parametrize("head", ["Print", "Druck", "needs", "Impression", "печать"])
def test_a_column_says_which_print_a_pupil_needs(folder: Path, head: str) -> None:
    needs = {
        "": PrintNeed(), "normal": PrintNeed(), "-": PrintNeed(), "18": PrintNeed(18), "24 pt": PrintNeed(24),
        "14 points": PrintNeed(14), "html": PrintNeed(form="html"), "HTML": PrintNeed(form="html"),
        "18 html": PrintNeed(18, form="html"), "dejavu sans mono": PrintNeed(font="DejaVu Sans Mono"),
        "14 Atkinson Hyperlegible": PrintNeed(14, "Atkinson Hyperlegible"),
    }  # fmt: skip
    rows = "".join(f"Pupil {number};{need}\n" for number, need in enumerate(needs))
    made = read(folder, f"Name;{head}\n{rows}")
    assert made.problems == ()
    assert [pupil.need for pupil in made.pupils] == [*needs.values()]
    assert [pupil.need for pupil in read(folder, f"Name;Klasse\n{rows}").pupils] == [PrintNeed()] * len(needs)


def test_a_font_may_lie_beside_the_list(folder: Path) -> None:
    from quizgen.rendering.sheets.fonts import sans_folder

    file = next(path for path in sorted(sans_folder().iterdir()) if "Regular" in path.name)
    (folder / "ours").mkdir()
    (folder / "ours" / file.name).write_bytes(file.read_bytes())
    (pupil,) = read(folder, f"name,print\nAnna,14 ours/{file.name}\n").pupils
    assert pupil.need == PrintNeed(14, "Atkinson Hyperlegible", (folder / "ours",))
    assert find_font(str(folder / "ours")).folders == (folder / "ours",)


@pytest.mark.parametrize(
    ("need", "said"),
    [
        ("huge", "There is no font 'huge'"),
        ("5", "A size of 5 points cannot be; choose one from 9 to 28."),
        ("14 Comic Sens", "There is no font 'Comic Sens'"),
        ("x" * 300, "is no print"),
    ],
)
def test_a_print_that_cannot_be_is_told_by_its_line(folder: Path, need: str, said: str) -> None:
    (problem,) = read(folder, f"name,print\nAnna,18\nBo,{need}\n").problems
    assert (problem.line, problem.rule, said in problem.message) == (3, "names-file", True), problem
    assert "Write 9 to 28 points, a font, both (14 Atkinson Hyperlegible), or html" in problem.message
