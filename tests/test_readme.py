"""Nothing in the README that is not true."""

from __future__ import annotations

import re
import shlex
import tomllib
from typing import TYPE_CHECKING

from click.testing import CliRunner

import quizgen
from quizgen import pipeline
from quizgen.cli.app import COMMANDS, cli
from quizgen.exporting import HOMES, anki_text
from quizgen.exporting.home import pack
from tests.conftest import ROOT
from tests.support.exports import bank_at
from tests.support.inbox import import_into
from tests.support.library import FACT, SOURCES, write_library

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

README = (ROOT / "README.md").read_text("utf-8")


def block(mark: str) -> str:
    """Return the fenced block below a mark."""
    found = re.search(rf"<!-- {mark} -->\n```\w+\n(.*?)```", README, re.DOTALL)
    assert found, mark
    return found[1]


def test_the_two_commands_are_one_line_each() -> None:
    for name in ("build", "test"):
        assert block(f"command: {name}").count("\n") == 1


def test_the_contents_are_its_sections_in_their_order() -> None:
    contents = re.search(r"^\*\*Contents:\*\* (.*?)\n\n", README, re.DOTALL | re.MULTILINE)
    assert contents
    links = re.findall(r"\[([^\]]+)\]\(#([\w-]+)\)", " ".join(contents[1].split()))
    assert [title for title, _ in links] == re.findall(r"^## (.+)$", README, re.MULTILINE)
    assert all(anchor == title.lower().replace(" ", "-") for title, anchor in links)


def test_the_command_is_installed_with_all_that_it_can_use_before_a_library_is_started() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    wanted = ",".join(sorted(extras.keys() - {"test"}))
    section = README.partition("\n## Install the command")[2].partition("\n## ")[0]
    assert block("example: install").count("\n") == 1
    assert section.count(f"'.[{wanted}]'") == 3
    assert README.index("<!-- example: install -->") < README.index("<!-- example: new -->")
    assert (
        "(#install-the-command)" in README.partition("## Start your own library")[2].partition("<!-- example: new")[0]
    )


def test_every_command_is_named_and_no_other() -> None:
    assert set(re.findall(r"^    quizgen (\w+)", README, re.MULTILINE)) == set(COMMANDS)


def test_the_files_it_speaks_of_are_there() -> None:
    for name in re.findall(r"\((\.github/[\w.]+)\)", README):
        assert (ROOT / name).exists()
    decks = set(re.findall(r"`build/(\w+)\.apkg`", README))
    assert decks == {path.stem for path in (ROOT / "decks").glob("*.yaml")}
    for name in ("questions/quizgen.schema.json", "decks/quizgen.lock", ".ci/run", "quizgen/__init__.py"):
        assert f"`{name}`" in README
        assert (ROOT / name).exists()


def test_the_example_of_a_test_is_printed(tmp_path: Path) -> None:
    file = tmp_path / "example.test.yaml"
    file.write_text(block("example: test"), "utf-8")
    args = ["test", str(file), "--library", str(ROOT), "--format", "md", "--out", str(tmp_path)]
    done = CliRunner().invoke(cli, args)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "What kind of newspaper" in (tmp_path / "example-sheet.md").read_text("utf-8")


def test_of_each_other_program_it_tells_how_many_questions_arrive(shipped: pipeline.Library) -> None:
    section = README.partition("\n## Into other programs")[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in section.splitlines() if line.startswith("|")]
    bank = bank_at(ROOT)
    assert rows[0][-1] == f"of {len(bank.items)}"
    assert f"Of the {len(bank.items)} questions about the {len(shipped.facts())} facts of the library" in section
    told = {row[0].strip("`"): int(row[-1]) for row in rows[2:]}
    assert told == {home.id: len(pack(home, bank).sent) for home in HOMES.values()}
    columns = re.search(r"In Anki the columns are (.*?)\. A note type", section, re.DOTALL)
    assert columns
    assert re.findall("`([^`]+)`", columns[1]) == [*anki_text.FIELDS]


def test_the_example_of_an_import_makes_drafts(tmp_path: Path) -> None:
    inbox = import_into(tmp_path, "sea.txt", block("example: import"))
    assert inbox.values("term", "ask") == [("la mer", None), (None, "Which sea lies between Italy and Greece?")]


def test_the_example_of_a_class_list_is_read(tmp_path: Path) -> None:
    (tmp_path / "class.csv").write_text(block("example: names"), "utf-8")
    pupils = quizgen.read_class(tmp_path / "class.csv").pupils
    assert [(pupil.name, pupil.need.size) for pupil in pupils] == [("Anna Lee", 0), ("Çağla Özdemir", 18)]


def test_the_example_fact_passes_every_check(tmp_path: Path) -> None:
    for folder in ("questions", "decks"):
        (tmp_path / folder).mkdir()
        for path in (ROOT / folder).glob("*.yaml"):
            (tmp_path / folder / path.name).write_bytes(path.read_bytes())
    with (tmp_path / "questions" / "95-ministers-meet.yaml").open("a", encoding="utf-8") as file:
        file.write(block("example: fact"))
    library = pipeline.open_library(tmp_path)
    assert [str(problem) for problem in library.problems] == []
    assert "ministers.duration-again" in library.kb.facts


def test_a_library_of_ones_own_comes_of_its_commands_and_its_term(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for line in block("example: new").splitlines():
        program, *args = shlex.split(line)
        if program == "cd":
            monkeypatch.chdir(args[0])
            continue
        told = CliRunner().invoke(cli, args)
        assert told.exit_code == 0, told.output
    assert (tmp_path / "cells/build/everything.apkg").stat().st_size > 1000
    with (tmp_path / "cells/questions/10-cell.yaml").open("a", encoding="utf-8") as file:
        file.write(block("example: term"))
    library = pipeline.open_library(tmp_path / "cells")
    assert library.problems == ()
    assert len(library.asker.cards(library.kb.facts["cell.enzyme"])) == 3


def test_a_first_card_from_an_article_comes_of_what_it_shows(tmp_path: Path) -> None:
    assert CliRunner().invoke(cli, ["new", str(tmp_path / "town")]).exit_code == 0
    for path in tmp_path.glob("town/questions/[0-9]*.yaml"):
        path.unlink()
    (tmp_path / "town/articles/bakery.txt").write_text("The bakery burned down on 14 June 2021.\n")
    with (tmp_path / "town/questions/sources.yaml").open("a", encoding="utf-8") as file:
        file.write(block("example: source"))
    (tmp_path / "town/questions/30-bakery.yaml").write_text(block("example: first card"))
    told = CliRunner().invoke(cli, ["check", "--fix-hashes", "--library", str(tmp_path / "town")])
    assert told.exit_code == 0, told.output
    assert pipeline.open_library(tmp_path / "town").kb.topics["bakery"].title == "Bakery"


def test_who_did_it_is_described_as_it_says(tmp_path: Path) -> None:
    described = re.search(r"`(people: \[.*?\])`", README)
    assert described
    id_ = re.findall(r"id: ([\w-]+)", described[1])[0]
    fact = f"- {{id: cells.seen, who: {id_}, ask: Who first saw cells in cork?}}\n"
    files = {"questions/library.yaml": "library: Cells\nnamespace: x.cells\n", "questions/entities.yaml": described[1]}
    assert pipeline.open_library(write_library(tmp_path, fact, files)).problems == ()


def test_the_program_it_shows_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = block("example: program")
    assert sum(bool(line) for line in program.splitlines()) == 9
    monkeypatch.chdir(tmp_path)
    exec(compile(program, "README.md", "exec"), {})  # noqa: S102  that is what a reader does
    *questions, first, second, third, fourth = capsys.readouterr().out.splitlines()
    assert len(questions) == 3
    assert all(" - " in question for question in questions)
    assert [first, second, third, fourth] == [
        *(f"build/core-seed-7-{name}.pdf" for name in ("sheet-A", "key-A", "sheet-B", "key-B"))
    ]
    for name in ("core.apkg", "core-seed-7-sheet-A.pdf", "core-seed-7-key-B.pdf"):
        assert (tmp_path / "build" / name).stat().st_size > 1000


def test_the_kinds_and_ways_it_lists_are_all_there_are() -> None:
    schema = pipeline.json_schema()["$defs"]
    facts = schema["topic"]["properties"]["facts"]["items"]
    kinds = [rule["required"][0] for rule in facts["oneOf"]]
    assert ", ".join(f"`{kind}`" for kind in kinds) in " ".join(README.split())
    ways = facts["properties"]["ways"]["items"]["enum"]
    listed = README.rpartition("restricts how its cards ask")[2].partition(")")[0]
    assert set(re.findall(r"`(\w+)`", listed)) == set(ways)


def test_the_message_it_shows_is_the_message_that_is_printed(tmp_path: Path) -> None:
    (problem,) = pipeline.open_library(write_library(tmp_path, FACT + "  aks: When?\n")).problems
    assert f"    {problem}\n" in README


def test_the_session_it_shows_is_a_session_as_it_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZGEN_LIBRARY", str(ROOT))
    monkeypatch.setenv("QUIZGEN_DB", ":memory:")
    shown = block("session: quiz")
    answers = "".join(f"{line[2:]}\n" for line in shown.splitlines() if line.startswith("> "))
    args = ["quiz", "-n", "2", "--seed", "7", "--answers", "-"]
    done = CliRunner().invoke(cli, args, input=answers)
    assert done.stdout.strip("\n") == shown.strip("\n")


def test_an_account_has_the_form_it_shows(tmp_path: Path) -> None:
    (shown,) = re.findall(r"^ +(accounts: .+)$", README, re.MULTILINE)
    sources = re.sub("id: paper", "id: letter", SOURCES)
    fact = f"- id: a.x\n  how_long: 1.5 hours\n  ask: How long?\n  evidence: {{wire: an hour and a half}}\n  {shown}\n"
    library = pipeline.open_library(write_library(tmp_path, fact, {"questions/sources.yaml": sources}))
    assert library.problems == ()
    assert library.kb.facts["a.x"].accounts[0].evidence[0].words == 'it was "two hours", no more'
