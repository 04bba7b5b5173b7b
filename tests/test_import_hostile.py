"""Broken, hostile, huge and wrongly encoded files: told with their place, nothing written, and any text comes back."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.asking.ways import WAYS, card_ways
from quizgen.domain.answer import mark_of
from quizgen.domain.text import single_spaced
from quizgen.domain.unseen import refused
from quizgen.importing import FORMATS, import_file
from quizgen.importing.facts import inbox_text
from quizgen.importing.records import Contents, Item, LeftOut, Loss
from quizgen.reading.library import read_library
from tests.support.inbox import BARE, import_into
from tests.support.library import write_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess


def zipped(**members: bytes) -> bytes:
    """Return a zip archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return data.getvalue()


def database(*statements: str) -> bytes:
    """Return a database of SQLite."""
    connection = sqlite3.connect(":memory:")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    data = connection.serialize()
    connection.close()
    return data


@cache
def bomb() -> bytes:
    """Return a small archive of more than is read, made only where it is needed."""
    return zipped(collection_anki2=b"\0" * 200_000_001)


LAUGHS = '<!DOCTYPE q [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><quiz><question type="x"/></quiz>'
ENDLESS = "CREATE VIEW notes AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id FROM n"
BROKEN: dict[str, tuple[str, str | bytes | Callable[[], bytes], str]] = {
    "an XML file that ends": ("a.xml", "<quiz>\n<question>", "a.xml:2:11: this is not XML (no element found)"),
    "entities that grow": ("a.xml", LAUGHS, "a.xml:1:13: a document type stands here, and no question needs one"),
    "XML of something else": ("a.xml", "<html></html>", "a.xml:1:1: a Moodle export begins with <quiz>, and this with"),
    "XML that nests": ("a.xml", "<quiz>" + "<a>" * 9000, "a.xml:1:304: nested more than 100 elements deep"),
    "an open brace": (
        "a.gift",
        "\n\nWho?{=me\n\nYou?{=u}\n",
        "a.gift:3:1: a brace opens in this question that none closes",
    ),
    "a closed brace": ("a.gift", "Who? =me}\n", "a.gift:1:1: a brace closes in this question that none opens"),
    "no answer": ("a.aiken", "Who?\nA. me\nB. you\n", "a.aiken:1:1: this question has no answer; after its options"),
    "no such option": (
        "a.aiken",
        "Who?\nA. me\nANSWER: D\n",
        "a.aiken:3:1: no option of this question has the letter D",
    ),
    "an open quote": ("a.csv", 'Front,Back\n"la mer,sea\n', "a.csv:2:1: a quote opens here that nothing closes"),
    "columns of nobody": ("a.csv", "a,b,c\nd,e,f\n", "a.csv:1:1: nothing says which column holds what; write over"),
    "no tab": ("a.tsv", "la mer - sea\n", "a.tsv:1:1: no tab stands in this line; export the set with 'Tab'"),
    "nothing": ("a.tsv", "", "a.tsv:1:1: nothing in it makes a fact"),
    "prose": ("a.txt", "Some words.\n", "a.txt:1:1: its format is not known; say it with --as (anki, "),
    "Latin-1": (
        "a.tsv",
        "caf\xe9\tcoffee".encode("latin-1"),
        "a.tsv:1:4: not UTF-8; save the file with the encoding UTF-8",
    ),
    "Latin-1 in a table": (
        "a.csv",
        "caf\xe9,coffee".encode("latin-1"),
        "a.csv:1:4: not UTF-8; save the file as 'CSV UTF-8'",
    ),
    "half of UTF-16": ("a.tsv", b"\xff\xfea", "a.tsv:1:1: not UTF-8; save the file with the encoding UTF-8"),
    "no text": ("a.txt", b"\x00\x01\x02", "a.txt:1:1: this is no text; say with --as which format it has"),
    "no zip": ("a.apkg", b"PK\x03\x04", "a.apkg:1:1: this is no package of Anki; export it"),
    "an empty zip": ("a.apkg", zipped(x=b""), "a.apkg:1:1: this is no package of Anki; export it"),
    "no database": (
        "a.apkg",
        zipped(collection_anki2=b"x" * 99),
        "a.apkg:1:1: the collection in the package is damaged",
    ),
    "no notes": (
        "a.apkg",
        zipped(collection_anki2=database("CREATE TABLE x (y)")),
        "a.apkg:1:1: the collection in the",
    ),
    "an endless view": (
        "a.apkg",
        zipped(collection_anki2=database("CREATE TABLE cards (nid, did)", ENDLESS)),
        "a.apkg:1:1: the collection in the package is damaged (it has no notes)",
    ),
    "no zstd": ("a.apkg", zipped(collection_anki21b=b"x" * 99), "a.apkg:1:1: the package cannot be unpacked"),
    "a bomb": ("a.apkg", bomb, "a.apkg:1:1: the package cannot be unpacked (it"),
    "no workbook": ("a.xlsx", zipped(x=b""), "a.xlsx:1:1: this workbook cannot be read (KeyError"),
    "no zip for a workbook": ("a.xlsx", b"x", "a.xlsx:1:1: this workbook cannot be read (BadZipFile"),
    "a bomb of a workbook": ("a.xlsx", bomb, "a.xlsx:1:1: this workbook cannot be read (it holds more than"),
    "an old workbook": ("a.xls", b"x", "a.xls:1:1: no .xls file is read; save the sheet as .xlsx or as CSV UTF-8"),
    "a document": ("a.docx", zipped(x=b""), "a.docx:1:1: no .docx file is read; save it as text (.txt, UTF-8), with"),
    "a huge text": ("a.tsv", b"a\tb\n" * 3_000_000, "a.tsv:1:1: 12 MB; at most 10 MB are read, so split it"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_told_with_its_place_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    file, data, told = BROKEN[name]
    inbox = import_into(tmp_path, file, data() if callable(data) else data)
    assert inbox.done.exit_code == 1
    first, *_, last = inbox.said
    assert first.removeprefix(f"{tmp_path}/").startswith(told)
    assert first.endswith(("[import-file]", "[not-utf-8]"))
    assert last == f"Nothing was imported from {file}."
    assert not inbox.path.exists()


def test_all_that_is_broken_is_told_at_once(tmp_path: Path) -> None:
    inbox = import_into(tmp_path, "a.gift", "Who?{=me\n\nWho? =me}\n\nWho?{=me\n")
    assert [line.split(":")[1] for line in inbox.said[:-1]] == ["1", "3", "5"]


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    first = import_into(tmp_path, "a.tsv", "la mer\tsea\n")
    before = first.path.read_bytes()
    second = import_into(tmp_path, "a.tsv", "le lac\tlake\n")
    assert second.done.exit_code == 2
    assert f"is there already; choose another name: --out {first.path.with_stem('inbox-a-2')}\n" in second.done.stderr
    assert first.path.read_bytes() == before
    third = import_into(tmp_path, "a.tsv", "le lac\tlake\n", "--out", str(tmp_path / "library/questions/inbox-b.yaml"))
    assert third.done.exit_code == 0
    assert "topic: b\n" in (tmp_path / "library/questions/inbox-b.yaml").read_text()


def test_a_pipe_is_written_into(tmp_path: Path, program: Callable[..., CompletedProcess[str]]) -> None:
    (tmp_path / "a.tsv").write_text("la mer\tsea\n")
    done = program("import", tmp_path / "a.tsv", "--out", "/dev/stdout")
    assert "    term: la mer\n" in done.stdout


def test_without_a_library_or_a_place_nothing_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from quizgen.cli.app import cli

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QUIZGEN_LIBRARY", raising=False)
    (tmp_path / "a.tsv").write_text("la mer\tsea\n")
    done = CliRunner().invoke(cli, ["import", "a.tsv"])
    assert done.exit_code == 2
    assert "There is no library here; make one with `quizgen new DIR`, or name a file with --out" in done.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encodings_that_say_what_they_are_are_read(tmp_path: Path, encoding: str) -> None:
    inbox = import_into(tmp_path, "a.tsv", "été\tsummer\r\n水\twater\r\n".encode(encoding))
    assert inbox.values("term", "means") == [("été", "summer"), ("水", "water")]


def test_ids_come_of_the_text_and_two_of_the_same_differ(tmp_path: Path) -> None:
    inbox = import_into(
        tmp_path, "Été 1.tsv", "Wörter & Sätze!\tx\nWORTER, SATZE\ty\n水\tz\n水\tw\n" + "very " * 50 + "\tlong\n"
    )
    ids = [draft["id"] for draft in inbox.drafts]
    assert ids[:2] == ["ete-1.worter-satze", "ete-1.worter-satze-2"]
    assert ids[3] == f"{ids[2]}-2"
    assert len(set(ids)) == 5
    assert max(map(len, ids)) <= 80


#: Signs that mean something to YAML, to HTML and to quizgen's reader, and any others.
TEXTS = st.text(
    st.one_of(st.sampled_from(" #:,-'\"[]{}&*!|>%@`?~\\=\t\n<>nulltrue0é水"), st.characters()), min_size=1, max_size=30
)


def kept(text: str) -> str:
    """Return what of a text a library may hold: on one line, and without what nobody sees."""
    line = single_spaced(text)
    while places := set(refused(line)):
        line = "".join(sign for place, sign in enumerate(line) if place not in places)
    return single_spaced(line)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library whose inbox is written anew for each of many texts."""
    return write_library(tmp_path_factory.mktemp("library"), files=BARE)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(TEXTS, min_size=8, max_size=8), comment=TEXTS)
def test_any_text_is_read_back_as_it_was_meant(root: Path, texts: list[str], comment: str) -> None:
    term, means, ask, what, accept, wrong, note, title = (kept(text) or "x" for text in texts)
    items = (
        Item(1, term, means, losses=(Loss("link", comment),), group=comment),
        Item(2, f"{ask}?", what, accept=(f"{accept}1",), wrong=(f"{wrong}2", f"{wrong}3"), notes=(note,), tags=(note,)),
    )
    contents = Contents(items, (LeftOut(3, "essay question", comment),))
    (root / "questions" / "inbox.yaml").write_text(inbox_text(contents, "x", title, (comment,), "line"), "utf-8")
    documents, problems = read_library(root, card_ways(WAYS))
    assert [problem for problem in problems if problem.rule != "empty-value"] == []
    topic = next(topic for topic in documents.topics if topic.id == "x")
    one, two = topic.facts
    assert topic.title == title
    first = (str(mark_of(one.answer)), one.means[0]) if one.means else (one.ask, str(mark_of(one.answer)))
    assert first == (term, means)
    assert (two.ask, two.answer, two.accept, two.wrong, two.note) == (
        f"{ask}?", what, (f"{accept}1",), (f"{wrong}2", f"{wrong}3"), note
    )  # fmt: skip


@given(
    text=st.text(st.sampled_from("ab ?=~#{}[]:->T\n\t\"'%50&<>/\\.)A.NSWER: |;,*!"), max_size=200),
    form=st.sampled_from([*FORMATS]),
)
def test_no_text_at_all_raises(root: Path, text: str, form: str) -> None:
    path = root / "any.txt"
    path.write_text(text, "utf-8")
    inbox = import_file(path, form, "any")
    assert bool(inbox.text) != bool(inbox.contents.problems)


def damaged(data: st.DataObject, whole: bytes) -> bytes:
    """Return bytes of which a few are others."""
    changed = bytearray(whole)
    for _ in range(data.draw(st.integers(0, 4))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    return bytes(changed)


@cache  # its bytes depend on the time
def package() -> bytes:
    """Return a small package of Anki in its old form."""
    tables = (
        "CREATE TABLE notes (id, mid, tags, flds)",
        "CREATE TABLE cards (nid, did)",
        "CREATE TABLE col (models, decks)",
        "INSERT INTO notes VALUES (1, 1, 'a', 'one' || char(31) || 'two')",
        """INSERT INTO col VALUES ('{"1": {"flds": [{"name": "Front", "ord": 0}]}}', '{"1": {"name": "D"}}')""",
    )
    return zipped(collection_anki2=database(*tables))


@cache
def workbook() -> bytes:
    """Return a small workbook."""
    openpyxl = pytest.importorskip("openpyxl")
    book, data = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Front", "Back"])
    book.active.append(["la mer", "sea"])
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize(("name", "make"), [("any.apkg", package), ("any.xlsx", workbook)])
@given(data=st.data())
def test_no_damage_to_an_archive_raises(root: Path, name: str, make: Callable[[], bytes], data: st.DataObject) -> None:
    path = root / name
    path.write_bytes(damaged(data, make()))
    inbox = import_file(path, None, "any")
    assert bool(inbox.text) != bool(inbox.contents.problems)
