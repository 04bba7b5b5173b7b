"""Whatever a file holds, the answer is a sentence with its place, never a traceback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen import pipeline
from tests.conftest import ROOT
from tests.soak import fuzz
from tests.support.effort import IS_GATE, times
from tests.support.library import FACT, INFO, RECIPE, topic, write_library

if TYPE_CHECKING:
    from collections.abc import Callable

    Checked = Callable[..., list[str]]

WHEN = "questions/meetings.yaml"


@pytest.mark.parametrize(
    ("content", "places"),
    [
        pytest.param(topic(FACT, title="Caf\xe9").encode("cp1252"), [f"{WHEN}:2:11 not-utf-8"], id="not UTF-8"),
        pytest.param(topic(FACT).encode("utf-16"), [f"{WHEN}:1:1 not-utf-8"], id="UTF-16"),
        pytest.param(b"\xef\xbb\xbf" + topic(FACT).encode(), [], id="a BOM"),
        pytest.param(topic(FACT).replace("  ask", "\task"), [f"{WHEN}:6:1 yaml-syntax"], id="a tab"),
        pytest.param(topic(FACT) + "  ask: Again?\n", [f"{WHEN}:8:3 repeated-key"], id="a repeated key"),
        pytest.param(topic(FACT + "  aks: When?\n"), [f"{WHEN}:8:3 unknown-key"], id="an unknown key"),
        pytest.param(topic(FACT + "  level: [core]\n"), [f"{WHEN}:8:10 wrong-type"], id="a list for a word"),
        pytest.param(topic(FACT + "  accept: 12 January\n"), [f"{WHEN}:8:11 wrong-type"], id="a word for a list"),
        pytest.param(
            "topic: meetings\ntitle: T\nfacts: {a: b}\n", [f"{WHEN}:3:8 wrong-type"], id="a mapping for a list"
        ),
        pytest.param(topic(FACT.replace("When did", "&a When did")), [f"{WHEN}:6:8 yaml-alias"], id="an anchor"),
        pytest.param(topic(FACT + "  note: *a\n"), [f"{WHEN}:8:9 yaml-alias"], id="an alias"),
        pytest.param(topic(FACT + "  note: !!python/object:os.system x\n"), [f"{WHEN}:8:9 yaml-tag"], id="a tag"),
        pytest.param("[" * 10_000, [f"{WHEN}:1:21 too-deep"], id="10,000 brackets"),
        pytest.param("topic: x\nfacts: " + "[" * 10_000, [f"{WHEN}:2:27 too-deep"], id="10,000 brackets in a value"),
        pytest.param("[" * 20 + "]" * 20 + ' "x', [f"{WHEN}:1:42 yaml-syntax"], id="as deep as allowed, and broken"),
        pytest.param("- " * 10_000, [f"{WHEN}:1:41 too-deep"], id="10,000 dashes"),
        pytest.param("{a: " * 10_000, [f"{WHEN}:1:81 too-deep"], id="10,000 braces"),
        pytest.param(topic(FACT) + "---\ntopic: x\n", [f"{WHEN}:8:1 one-document"], id="two documents"),
        pytest.param("", [f"{WHEN}:1:1 empty-file"], id="an empty file"),
        pytest.param("# only a comment\n", [f"{WHEN}:1:1 empty-file"], id="a comment"),
        pytest.param("just text\n", [f"{WHEN}:1:1 wrong-type"], id="a word"),
        pytest.param("- a\n- b\n", [f"{WHEN}:1:1 wrong-type"], id="a list"),
        pytest.param("colour: red\n", [f"{WHEN}:1:1 unknown-key"], id="another kind of file"),
        pytest.param(topic(FACT.replace("2022-01-12", "2022-02-30")), [f"{WHEN}:5:9 no-such-date"], id="30 February"),
        pytest.param(topic(FACT.replace("2022-01-12", "0000-01-01")), [f"{WHEN}:5:9 no-such-date"], id="the year 0"),
        pytest.param(
            topic(FACT.replace("wire", "wier")), [f"{WHEN}:7:14 unknown-reference"], id="a reference to nothing"
        ),
        pytest.param(topic(FACT).replace("council", "coun\x07cil"), [f"{WHEN}:6:25 control-character"], id="a bell"),
        pytest.param(topic(FACT).replace("council", "coun\x00cil"), [f"{WHEN}:6:25 control-character"], id="a NUL"),
        pytest.param(
            topic(FACT).replace("council", "coun\u202ecil"), [f"{WHEN}:6:25 control-character"], id="a bidi override"
        ),
        pytest.param(topic(FACT + '  note: "\\x1b[31m"\n'), [f"{WHEN}:8:9 control-character"], id="an escaped escape"),
        pytest.param(topic(FACT) + "!!int ", [f"{WHEN}:8:7 yaml-syntax"], id="a tag at the end"),
        pytest.param(topic(FACT + "  note: 'open\n"), [f"{WHEN}:8:9 yaml-syntax"], id="an open quote"),
        pytest.param(topic(FACT + "  note: ~\n"), [f"{WHEN}:8:9 empty-value"], id="nothing"),
        pytest.param(topic(FACT + "  note:\n"), [f"{WHEN}:8:8 empty-value"], id="nothing at all"),
        pytest.param("topic: meetings\ntitle: T\nfacts:\n", [f"{WHEN}:3:7 empty-value"], id="no facts"),
        pytest.param(RECIPE, [f"{WHEN}:1:1 unknown-key"], id="a deck among the questions"),
        pytest.param("select: {levels: [core]}\n", [f"{WHEN}:1:1 unknown-key"], id="a part of a deck among them"),
        pytest.param(
            topic(FACT).replace("when: 2022-01-12", f"how_many: {'9' * 31} men"),
            [f"{WHEN}:5:13 no-quantity"],
            id="a number beyond all counting",
        ),
        pytest.param(
            topic(FACT + f"  accept: [{', '.join('abcdefghij'[n % 10] * n for n in range(1, 60))}]\n"),
            [f"{WHEN}:8:11 too-long"],
            id="sixty accepted answers",
        ),
        pytest.param("%YAML 9.9\n---\na: b\n", [f"{WHEN}:1:1 yaml-syntax"], id="a YAML of the future"),
        pytest.param(
            "? {a: b}\n: c\n", [f"{WHEN}:1:3 wrong-type", f"{WHEN}:1:1 unknown-key"], id="a mapping for a key"
        ),
    ],
)
def test_each_mistake_has_its_place_and_its_rule(checked: Checked, content: str | bytes, places: list[str]) -> None:
    lines = [line for line in checked(files={WHEN: content}) if "[empty-deck]" not in line]
    found = [f"{line.split(': ')[0]} {line.rpartition('[')[2].rstrip(']')}" for line in lines]
    assert sorted(found) == sorted(places), lines


def test_a_misspelt_key_is_answered_with_the_nearest_one(checked: Checked) -> None:
    (line,) = checked(FACT + "  aks: When?\n")
    assert line == "questions/meetings.yaml:8:3: a fact has no key 'aks'; did you mean 'ask'? [unknown-key]"


def test_only_the_librarys_name_which_an_anki_deck_has_must_do_without_what_anki_forbids(checked: Checked) -> None:
    (line,) = checked(files={"questions/library.yaml": INFO.replace("library: Meetings", "library: Our::Meetings")})
    assert line == (
        "questions/library.yaml:1:10: 'Our::Meetings' does not fit; write a name without '::', quotation marks and a "
        "colon at either end, and not 'Default' [wrong-type]"
    )
    assert (
        checked(files={WHEN: topic(FACT, title="'The \"long\" talks :: 2022'"), "questions/library.yaml": INFO}) == []
    )


def test_all_problems_come_at_once_and_in_order(checked: Checked) -> None:
    lines = checked(
        FACT.replace("2022-01-12\n", "2022-13-01\n"),
        {"questions/a.yaml": "topic: [", "questions/sources.yaml": b"\xff\x81", "decks/z.yaml": "deck: z\n"},
    )
    assert [line.split(":")[0] for line in lines] == [
        *["decks/z.yaml"] * 2,
        "questions/a.yaml",
        "questions/meetings.yaml",
        "questions/sources.yaml",
    ]


def test_a_file_of_50_megabytes_is_refused_without_reading_it(checked: Checked) -> None:
    (line,) = checked(files={"questions/big.yaml": b"# " + b"x" * 50_000_000})
    assert line.startswith("questions/big.yaml:1:1: 50 MB; at most 10 MB are read, so split the file")


def test_what_is_no_ordinary_file_is_named(tmp_path: Path) -> None:
    questions = write_library(tmp_path) / "questions"
    (questions / "folder.yaml").mkdir()
    (questions / "link.yaml").symlink_to("nowhere")
    (questions / "loop.yaml").symlink_to("loop.yaml")
    (questions / "wrong.yml").write_text("topic: x")
    os.mkfifo(questions / "pipe.yaml")
    lines = [str(problem) for problem in pipeline.open_library(tmp_path).problems]
    assert [line.partition(": ")[2] for line in lines] == [
        "this is a folder; rename it or move it away [unreadable-file]",
        "cannot be read (the link leads nowhere); mend it or move it away [unreadable-file]",
        "cannot be read (the link leads nowhere); mend it or move it away [unreadable-file]",
        "this is no ordinary file; rename it or move it away [unreadable-file]",
        "not read: its name ends in .yml; rename it to end in .yaml [unreadable-file]",
    ]


def test_an_unreadable_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Permissions do not bind the superuser, whom CI often is, so the refusal is played.
    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    write_library(tmp_path)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    lines = [str(problem) for problem in pipeline.open_library(tmp_path).problems]
    assert "decks/all.yaml:1:1: cannot be read (Permission denied); mend it or move it away [unreadable-file]" in lines


@pytest.mark.parametrize("folder", ["questions", "decks"])
def test_a_library_without_one_of_its_folders_says_so(tmp_path: Path, folder: str) -> None:
    write_library(tmp_path)
    (tmp_path / folder).rename(tmp_path / "elsewhere")
    lines = [str(problem) for problem in pipeline.open_library(tmp_path).problems]
    assert any(line.endswith(f"[no-{folder}]") for line in lines)


def test_a_byte_order_mark_before_a_lock_is_no_part_of_it(checked: Checked) -> None:
    assert checked(files={"decks/quizgen.lock": "\ufeff# head\n"}) == []


def test_a_broken_lock_is_named_by_its_line(checked: Checked) -> None:
    (line,) = checked(files={"decks/quizgen.lock": "# head\n<<<<<<< ours\n"})
    assert line.startswith("decks/quizgen.lock:2:1: '<<<<<<< ours' is no line of a lock")


def test_what_depends_on_a_broken_record_is_not_reported_again(checked: Checked) -> None:
    facts = "- id: a.host\n  who: new-face\n  ask: Who came?\n  evidence: {wire: received by the chair}\n"
    lines = checked(facts, {"questions/people.yaml": "people:\n  - {id: new-face, nmae: New Face}\n"})
    assert [line.rpartition("[")[2] for line in lines] == ["unknown-key]"]


def test_a_waiver_stands_while_nobody_knows_whether_its_rule_is_broken(checked: Checked) -> None:
    facts = (
        "- id: a.clerk\n  who: sam-hill\n  ask: Who kept the books?\n  evidence: {wire: received by the chair}\n"
        "  waive: {role-also-answers: He was called by his name alone.}\n"
    )
    assert checked(facts) == []
    (line,) = checked(facts, {"questions/more.yaml": "people: ["})
    assert line.endswith("[yaml-syntax]")


SHIPPED_FILES = sorted(path for folder in ("questions", "decks") for path in (ROOT / folder).glob("*.yaml"))
DAMAGES = {"no YAML": "x: [", "another file": "colour: red\n", "nothing": ""}
BROKEN = [(path, name) for path in SHIPPED_FILES for name in DAMAGES]
#: Outside the gate each damage is done to a file.
BROKEN = BROKEN if IS_GATE else BROKEN[:: 5 * len(DAMAGES) + 2]


@pytest.mark.parametrize(("path", "damage"), BROKEN, ids=lambda value: getattr(value, "name", value))
def test_one_broken_file_makes_one_problem(tmp_path: Path, path: Path, damage: str) -> None:
    for folder in ("questions", "decks"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / path.relative_to(ROOT)).write_text(DAMAGES[damage])
    problems = pipeline.open_library(tmp_path).problems
    assert [problem.path for problem in problems] == [path.relative_to(ROOT).as_posix()], problems


@pytest.mark.parametrize(("name", "rule"), [("library", "no-library-file"), ("sources", "unknown-reference")])
def test_a_missing_file_makes_few_problems(tmp_path: Path, name: str, rule: str) -> None:
    for folder in ("questions", "decks"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "questions" / f"{name}.yaml").unlink()
    assert [problem.rule for problem in pipeline.open_library(tmp_path).problems] == [rule]


def test_a_misspelt_key_of_a_published_fact_is_all_that_is_said(tmp_path: Path) -> None:
    for folder in ("questions", "decks"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    path = tmp_path / "questions" / "70-third-meeting.yaml"
    path.write_text(path.read_text("utf-8").replace("    says:", "    syas:", 1), "utf-8")
    assert [problem.rule for problem in pipeline.open_library(tmp_path).problems] == ["unknown-key"]


def test_a_file_full_of_control_characters_is_told_in_a_few_lines(checked: Checked) -> None:
    lines = checked(files={WHEN: "a\x07\n" * 100_000})
    assert len(lines) == 21
    assert lines[1].startswith(f"{WHEN}:2:2: ")
    assert "99980 more such places follow" in lines[-1]


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("level: Core", "did you mean 'core'?"),
        ("by: Jane Doe", "perhaps 'jane-doe'"),
        ("retired: {on: 2022-02-30, why: x}", "'2022-02-30' does not exist"),
    ],
)
def test_the_message_says_what_to_do(checked: Checked, written: str, advice: str) -> None:
    (line,) = checked(FACT + f"  {written}\n")
    assert advice in line


def test_accents_written_in_two_ways_are_the_same(checked: Checked) -> None:
    facts = "- {id: a.x, what: one, ask: What of the café?, evidence: {wire: met on that day}}\n"
    other = facts.replace("a.x", "a.y").replace("café", "cafe\u0301")
    assert [line.rpartition("[")[2] for line in checked(facts + other)] == ["duplicate-question]"]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library whose files are written anew for each of many texts."""
    return tmp_path_factory.mktemp("library")


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(alphabet=st.sampled_from("topic:facts -id\n\t[]{}&*!|>'\"#%@,?\\~x0é"), max_size=80))
def test_no_text_at_all_raises(root: Path, text: str) -> None:
    pipeline.open_library(write_library(root, files={WHEN: text, "decks/all.yaml": text}))


@given(data=st.data())
def test_no_damage_to_a_good_file_raises(root: Path, data: st.DataObject) -> None:
    text = topic(FACT) + RECIPE
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 9)))
    damaged = text[:start] + data.draw(st.text(max_size=4)) + text[end:]
    pipeline.open_library(write_library(root, files={WHEN: damaged}))


def test_damage_to_shipped_files_is_told_in_sound_sentences_with_their_places(tmp_path: Path) -> None:
    for path, data, told in fuzz.mutants(tmp_path, times(60), seed=3):
        assert not told, (path.name, data, told)


def test_the_program_itself_shows_no_traceback(tmp_path: Path) -> None:
    write_library(tmp_path, files={WHEN: b"\xff\x00[[["})
    command = [sys.executable, "-m", "quizgen", "check", "--library", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr + done.stdout
