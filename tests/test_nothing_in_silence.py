"""Nothing is lost in silence: what is cut off, left out or not understood is told, and what is meant is read."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest

from tests.support.library import ENTITIES, FACT, INFO, SOURCES, WIRE, topic, write_library
from tests.support.pictures import png

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Quizgen = Callable[..., Result]
    Checked = Callable[..., list[str]]

EVIDENCE = "  evidence: {wire: met on 12 January 2022}\n"
PHRASE = "- id: a.pier\n  what: the old pier\n  ask: Where did they land?\n" + EVIDENCE


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("the old pier", "pier #3", "questions/meetings.yaml:5:13"),
        ("did they land", "did the #1 ferry land", "questions/meetings.yaml:6:21"),
        ("met on 12 January 2022}", "met on 12 January 2022} # see", None),
    ],
)
def test_a_comment_that_cuts_a_text_is_told(checked: Checked, old: str, new: str, place: str | None) -> None:
    found = checked(PHRASE.replace(old, new))
    assert [line.split(": ")[0] for line in found] == ([place] if place else [])
    assert all("on nothing is read; put the text into quotes" in line for line in found)


@pytest.mark.parametrize(
    ("answer", "accept", "rules"),
    [
        ("when: 2023-03-14", "[March 14, 2023]", ["cut-at-comma"]),
        ("how_many: 12500 tickets", "[12,500 tickets]", ["cut-at-comma"]),
        ("when: 2023-03-15", "[16 March 2023]", ["accept-means-another"]),
        ("who: jane-doe", "[John Roe]", ["accept-means-another"]),
        ("when: 2023-03-14", '["March 14, 2023"]', []),
        ("how_many: 12500 tickets", '["12,500 tickets"]', []),
    ],
)
def test_an_accepted_form_that_a_comma_cuts_or_that_means_another_is_told(
    checked: Checked, answer: str, accept: str, rules: list[str]
) -> None:
    found = checked(f"- id: a.b\n  {answer}\n  accept: {accept}\n  ask: What was it?\n{EVIDENCE}")
    assert [line.rpartition("[")[2].rstrip("]") for line in found] == rules


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        ("what: six, wrong: [1,000 dogs, two cats, three cows]", "'1,000 dogs'"),
        ("what: six, wrong: [two cats, about 12,500, three cows]", "'about 12,500'"),
        ("what: six, wrong: [1,000,000 dogs, two cats, three cows]", "'1,000,000 dogs'"),
        ("what: six, accept: [1,000]", "'1,000'"),
        ("term: six, means: [1,000 dogs]", "'1,000 dogs'"),
        ("list: [1,000 dogs, two cats]", "'1,000 dogs'"),
        ('what: six, wrong: ["1,000 dogs", two cats, three cows]', ""),
        ("what: six, wrong: [1, 000 dogs, three cows]", ""),
        ("what: six, wrong: [100, 200, 300]", ""),
        ("what: six, wrong: [100,200,300]", "'100,200,300'"),
        ("what: six, wrong: [1999,2000,2001]", ""),
        ("what: six, wrong: [5,1000,7]", ""),
        ("what: six, wrong: [1,'000',7]", ""),
    ],
)
def test_a_number_that_a_comma_cuts_is_told(checked: Checked, fact: str, told: str) -> None:
    found = [
        line for line in checked(f"- {{id: a.b, {fact}, ask: What?, evidence: {{wire: a b c}}}}") if "cut-at" in line
    ]
    assert len(found) == bool(told), found
    assert all(f": {told} is cut at its comma; put it into quotes" in line for line in found)


def test_a_name_that_a_comma_cuts_is_told(checked: Checked) -> None:
    entities = ENTITIES.replace("name: Sam Hill,", 'name: "Sam Hill, Jr.", aliases: [Sam Hill, Jr.],')
    (line,) = checked(files={"questions/entities.yaml": entities})
    assert "'Sam Hill, Jr.' is cut in two at its comma; put it into quotes [cut-at-comma]" in line


@pytest.mark.parametrize("folder", ["questions/march", "questions/march/first"])
def test_facts_in_a_subfolder_are_read(quizgen: Quizgen, tmp_path: Path, folder: str) -> None:
    more = topic(FACT.replace("meeting.", "march.").replace("the council", "the guests"), "march")
    root = write_library(tmp_path, FACT, {f"{folder}/20.yaml": more})
    assert "2 facts, 0 problems" in quizgen("check", "--library", root).stderr
    assert "march" in quizgen("list", "--library", root).stdout


def test_a_deck_in_a_subfolder_is_read(quizgen: Quizgen, tmp_path: Path) -> None:
    root = write_library(tmp_path, FACT, {"decks/old/one.yaml": "deck: one\ntitle: One\nabout: The first.\n"})
    assert "one" in quizgen("list", "--library", root).stdout


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("command", ["quiz", "review"])
def test_answers_that_are_not_utf_8_are_refused_before_one_is_graded(
    quizgen: Quizgen, tmp_path: Path, command: str, encoding: str
) -> None:
    root = write_library(tmp_path / "library")
    answers, log = tmp_path / "answers.txt", tmp_path / "log.db"
    answers.write_bytes("12 January 2022\r\n\r\nZürich\r\n".encode(encoding))
    done = quizgen(command, "--library", root, "--answers", answers, "--db", log)
    assert done.exit_code == 1
    assert "not-utf-8" in done.stderr
    assert ("UTF-16" in done.stderr) == encoding.startswith("utf-16")
    assert not log.exists()


def test_a_log_that_is_not_utf_8_is_refused_for_that(quizgen: Quizgen, tmp_path: Path) -> None:
    export = tmp_path / "reviews.jsonl"
    export.write_bytes('{"export": "quizgen"}\n'.encode("utf-16"))
    done = quizgen("log", "import", export, "--db", tmp_path / "log.db")
    assert done.exit_code == 1
    assert "UTF-8" in done.stderr


@pytest.mark.parametrize("tag", ["de", "ja", "xx"])
def test_a_language_that_is_not_spoken_is_told(checked: Checked, tag: str) -> None:
    (line,) = checked(files={"questions/library.yaml": INFO.replace("language: en", f"language: {tag}")})
    assert line.startswith("questions/library.yaml:3:11: quizgen's own words are in English only")
    assert line.endswith("[unknown-language]")


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_an_article_is_the_same_with_other_line_ends(quizgen: Quizgen, tmp_path: Path, ends: str) -> None:
    digest = hashlib.sha256(WIRE.encode()).hexdigest()
    sources = re.sub("sha256: [0-9a-f]+", f"sha256: {digest}", SOURCES, count=1)
    root = write_library(tmp_path / "library", FACT, {"questions/sources.yaml": sources})
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "wire.txt").write_bytes(WIRE.replace("\n", ends).encode())
    done = quizgen("check", "--library", root, "--articles", articles)
    assert "wire.txt" not in done.stdout


@pytest.mark.parametrize(
    ("way", "needs"),
    [("cloze", "'says'"), ("reverse", "'reverse'"), ("order", "several facts with 'label' and a date")],
)
@pytest.mark.parametrize("command", ["quiz", "sheet"])
def test_a_way_that_yields_nothing_says_for_which_facts_and_why(
    quizgen: Quizgen, tmp_path: Path, command: str, way: str, needs: str
) -> None:
    root = write_library(tmp_path / "library")
    options = ("--db", tmp_path / "log.db") if command == "quiz" else ("--out", tmp_path / "out")
    done = quizgen(command, "--library", root, "--way", way, *options)
    assert done.exit_code == 1
    assert f"meeting.date cannot be asked so ({way} needs {needs})" in done.stderr


def test_a_deck_that_selects_nothing_is_told(checked: Checked) -> None:
    deck = "deck: none\ntitle: None\nabout: Nothing.\nselect: {kinds: [who]}\n"
    (line,) = checked(files={"decks/none.yaml": deck})
    assert "the deck 'none' selects no fact; widen 'select' [empty-deck]" in line


@pytest.mark.parametrize("topics", ["", "topic: a\nfacts: []\n"])
def test_a_library_without_a_fact_is_a_problem(tmp_path: Path, quizgen: Quizgen, topics: str) -> None:
    root = write_library(tmp_path / "library")
    (root / "questions" / "meetings.yaml").unlink()
    if topics:
        (root / "questions" / "a.yaml").write_text(topics)
    done = quizgen("check", "--library", root)
    assert done.exit_code == 1
    assert (
        topics
        or "questions/library.yaml:1:10: the library has no fact, so nothing can be made of it; write" in done.stdout
    )
    done = quizgen("build", "--library", root, "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert not (tmp_path / "out").exists()


def test_a_library_of_drafts_alone_says_what_to_do(tmp_path: Path, quizgen: Quizgen) -> None:
    root = write_library(tmp_path / "library", FACT.replace("  when:", "  draft: true\n  when:"))
    done = quizgen("check", "--library", root)
    assert done.exit_code == 1
    assert "the deck 'all' selects no fact, as each is a draft; delete 'draft: true' where one is ready" in done.stdout
    assert "1 draft, 0 problems" in done.stderr


# Ways that yield nothing


@pytest.mark.parametrize(
    ("fact", "library", "told"),
    [
        ("  ways: [typed]\n", "", "'a.x' cannot be asked in its ways: typed needs a name, a date, a number"),
        ("  ways: [cloze]\n", "", "'a.x' cannot be asked in its ways: cloze needs 'says'; add that"),
        ("  ways: [recall, cloze]\n", "", ""),
        ("", "ways: [choice]\n", "no fact can be asked in these ways: choice needs wrong options, or for a term"),
        ("  accept: [fiddle]\n  ways: [typed]\n", "", ""),
        ("", "ways: [recall]\n", ""),
    ],
)
def test_a_way_that_yields_nothing_is_told_at_its_place(
    tmp_path: Path, quizgen: Quizgen, fact: str, library: str, told: str
) -> None:
    facts = f"- id: a.x\n  what: violin\n  ask: What has four strings?\n{fact}"
    files = {"questions/library.yaml": f"library: Music\nnamespace: example.music\n{library}"}
    files["questions/entities.yaml"] = "people:\n  - {id: jane-doe, name: Jane Doe}\n"
    done = quizgen("check", "--library", write_library(tmp_path, facts, {**files}), "--no-paper")
    assert done.exit_code == bool(told), done.output
    assert told in done.stdout
    assert not told or ("library.yaml:1:" if library else "meetings.yaml:4:") in done.stdout


def test_a_round_without_questions_says_what_each_way_needs(tmp_path: Path, quizgen: Quizgen) -> None:
    files: dict[str, str | bytes] = {"questions/library.yaml": "library: Music\nnamespace: example.music\n"}
    files["questions/entities.yaml"] = "people:\n  - {id: jane-doe, name: Jane Doe}\n"
    facts = "- {id: v.a, what: a violin, ask: What has four strings?}\n"
    done = quizgen("quiz", "--library", write_library(tmp_path, facts, files))
    assert done.exit_code == 1
    assert (
        "v.a cannot be asked so (choice needs wrong options, or for a term two others in its topic, cloze needs 'says'"
        in " ".join(done.stderr.split())
    )


PICTURED = FACT.replace("  ask:", "  picture: {file: hall.png, alt: A hall.}\n  ask:")
STRAY: dict[str, str | bytes] = {
    "questions/notes.md": "Ask Ann.",
    "questions/march/old.docx": b"PK",
    "questions/media/hall.png": png(),
    "questions/media/pier.png": png(),
    "questions/media/.hidden": "",
    "questions/quizgen.schema.json": "{}",
    "questions/meetings.yaml~": "",
    "articles/wire.txt": WIRE,
    "articles/paper.txt": "Long talks",
    "articles/other.txt": "Somebody else's.",
}


def test_files_that_nothing_uses_are_named_once(quizgen: Quizgen, tmp_path: Path) -> None:
    root = write_library(tmp_path, PICTURED, STRAY)
    told = quizgen("check", "--no-paper", "--library", root)
    unused = ("march/old.docx", "notes.md", "media/pier.png")
    paths = ", ".join(
        [*(f"{root}/questions/{name}" for name in unused), f"{root}/articles/other.txt", "the source 'paper'"]
    )
    assert f"\nNothing in the library uses {paths}.\n" in told.stderr
    for number in range(4):
        (root / f"questions/media/{number}.png").write_bytes(png())
    assert told.stdout == quizgen("check", "--no-paper", "--library", root).stdout, "it is no problem"
    assert "and 4 more.\n" in quizgen("check", "--no-paper", "--library", root).stderr


def test_a_picture_of_a_draft_is_used_and_of_what_cannot_be_read_nobody_knows(quizgen: Quizgen, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"questions/media/hall.png": png()}
    for facts in (PICTURED.replace("  when", "  draft: true\n  when"), PICTURED.replace("picture", "pictur")):
        root = write_library(tmp_path, facts, files)
        assert "Nothing in the library uses" not in quizgen("check", "--no-paper", "--library", root).stderr


def test_sources_that_no_fact_names_are_named_once(quizgen: Quizgen, tmp_path: Path) -> None:
    root = write_library(tmp_path, FACT)
    told = quizgen("check", "--no-paper", "--library", root).stderr
    assert "\nNothing in the library uses the source 'paper'.\n" in told
    (root / "questions/meetings.yaml").write_text(topic(FACT.replace("  when", "  draft: true\n  when")))
    told = quizgen("check", "--no-paper", "--library", root).stderr
    assert "Nothing in the library uses" not in told, "drafts may name it"
