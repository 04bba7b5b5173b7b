"""A first card of one's own from an article: few values, and what goes without saying is not asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from quizgen.pipeline import open_library
from tests.support.bare import write_bare
from tests.support.library import SOURCES, WIRE, write_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Quizgen = Callable[..., Result]

ARTICLE = "The bakery at Mill Street burned down in the night of 14 June 2021. Nobody was at home.\n"
SOURCE = "sources:\n  - id: bakery\n    title: The fire\n"
FACTS = """\
facts:
  - id: bakery.fire
    when: 2021-06-14
    ask: On what date did the bakery at Mill Street burn down?
    evidence: {bakery: in the night of 14 June 2021}
"""
RESTING_ON_WIRE = FACTS.replace("bakery: in", "wire: in")


def values(text: str) -> int:
    """Count the values of a YAML file that somebody has to write."""

    def count(node: object) -> int:
        parts = node.values() if isinstance(node, dict) else node if isinstance(node, list) else None
        return 1 if parts is None else sum(map(count, parts))

    return count(yaml.load(text, yaml.BaseLoader))  # noqa: S506  it makes nothing but texts


def test_an_article_and_a_card_of_ones_own_are_six_values(tmp_path: Path, quizgen: Quizgen) -> None:
    root = tmp_path / "town"
    quizgen("new", root, "--kind", "articles")
    for path in root.glob("questions/[0-9]*.yaml"):
        path.unlink()
    (root / "articles/bakery.txt").write_text(ARTICLE)
    (root / "questions/sources.yaml").write_text(SOURCE)
    (root / "questions/30-bakery.yaml").write_text(FACTS)
    assert values(SOURCE) + values(FACTS) <= 6
    told = quizgen("check", "--library", root)
    assert "sources.yaml:2:9: the hash of bakery.txt is not known; " in told.stdout, "its place is that of the id"
    assert quizgen("check", "--fix-hashes", "--library", root).stdout == ""
    assert quizgen("build", "--library", root, "--out", tmp_path / "out").exit_code == 0
    library = open_library(root)
    (source,) = library.kb.articles.values()
    assert (source.file, library.kb.topics["bakery"].title) == ("bakery.txt", "Bakery")


@pytest.mark.parametrize("line", ["  - {id: bakery, title: The fire}\n", '  - id: "bakery"\r\n    title: The fire\r\n'])
def test_its_hash_is_written_behind_its_id(tmp_path: Path, quizgen: Quizgen, line: str) -> None:
    root = write_library(tmp_path, FACTS.partition("\n")[2], {"articles/bakery.txt": ARTICLE})
    (root / "questions/sources.yaml").write_bytes(f"sources:\n{line}".encode())
    assert quizgen("check", "--fix-hashes", "--library", root).stdout == ""
    text = (root / "questions/sources.yaml").read_bytes().decode()
    assert yaml.load(text, yaml.BaseLoader)["sources"][0]["title"] == "The fire"  # noqa: S506
    assert text.count("\r\n") == text.count("\n") - 1 or "\r" not in text


def test_what_is_known_to_be_an_article_stays_one_where_its_text_is_not_at_hand(tmp_path: Path) -> None:
    root = write_library(tmp_path, files={"questions/sources.yaml": SOURCES.replace("    file: wire.txt\n", "")})
    library = open_library(root)
    assert library.problems == ()
    assert library.kb.sources["wire"].file == "wire.txt"


def test_a_book_beside_articles_is_none(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "articles/wire.txt": WIRE,
        "questions/sources.yaml": "sources: [{id: book, title: Cells}]\n",
    }
    assert open_library(write_library(tmp_path, "- {id: a.b, when: 1665, ask: When?}\n", files)).kb.articles == {}


@pytest.mark.parametrize(
    ("path", "id_", "title"),
    [
        ("30-bakery.yaml", "bakery", "Bakery"),
        ("bakery.yaml", "bakery", "Bakery"),
        ("05_The fire_brigade.yaml", "the-fire-brigade", "The fire brigade"),
        ("town/3. Bäckerei.yaml", "backerei", "Bäckerei"),
        ("12-USA.yaml", "usa", "USA"),
    ],
)
def test_a_topic_without_name_is_called_like_its_file(tmp_path: Path, path: str, id_: str, title: str) -> None:
    library = open_library(write_library(tmp_path, files={f"questions/{path}": RESTING_ON_WIRE}))
    found = library.kb.topics[id_]
    assert (found.title, [str(fact.id) for fact in found.facts]) == (title, ["bakery.fire"])


def test_a_file_whose_name_makes_no_id_needs_its_topic(checked: Callable[..., list[str]]) -> None:
    (line,) = checked(files={"questions/2022.yaml": RESTING_ON_WIRE})
    assert line.endswith(
        "2022.yaml:1:1: a topic lacks 'topic', and the file's name makes no id; add 'topic: ID' [missing-key]"
    )


def test_a_topic_that_another_file_is_named_like_is_told(checked: Callable[..., list[str]]) -> None:
    (line,) = checked(files={"questions/town/7-meetings.yaml": RESTING_ON_WIRE})
    assert "questions/town/7-meetings.yaml:1:1: the id 'meetings' stands at questions/meetings.yaml:1 already" in line


def test_a_file_may_be_renamed_when_learners_have_its_cards(tmp_path: Path, quizgen: Quizgen) -> None:
    root = write_library(tmp_path)
    path = root / "questions/meetings.yaml"
    path.write_text(path.read_text().partition("\n")[2])
    assert quizgen("build", "--no-paper", "--library", root, "--out", tmp_path / "out").exit_code == 0
    before = open_library(root)
    path.rename(path.with_name("20-councils.yaml"))
    after = open_library(root)
    assert after.problems == ()
    assert before.kb.facts.keys() == after.kb.facts.keys()
    assert "Changed:    1 note; reviews stay" in quizgen("diff", tmp_path / "out/all.apkg", "--library", root).stdout
    deck = "deck: some\ntitle: Some\nabout: Some facts.\nselect: {topics: [meetings]}\n"
    (root / "decks/some.yaml").write_text(deck)
    (problem,) = open_library(root).problems
    assert problem.message.endswith("correct the id, or write 'topic: meetings' into the file with its facts")


def test_words_are_found_in_an_article_of_the_library_by_its_name(tmp_path: Path, quizgen: Quizgen) -> None:
    root = write_library(tmp_path, files={"articles/wire.txt": WIRE, "articles/bakery.txt": ARTICLE})
    assert quizgen("cite", "wire.txt", "met on 12 january", "--library", root).stdout == (
        "evidence: {wire: met on 12 January}\n"
    )
    assert quizgen("cite", "wire", "met on 12 january", "--library", root).stdout == (
        "evidence: {wire: met on 12 January}\n"
    ), "by the id of its source too"
    told = quizgen("cite", "bakery.txt", "Nobody was at home", "--library", root)
    assert told.stdout == "evidence: {bakery: Nobody was at home}\n"
    (line,) = [line for line in told.stderr.splitlines() if "add one" in line]
    record = line.partition(": - ")[2].replace("TITLE", "The fire")
    pasted: dict[str, str | bytes] = {
        "questions/sources.yaml": f"sources:\n  - {record}\n",
        "questions/meetings.yaml": FACTS,
    }
    assert open_library(write_library(tmp_path / "pasted", files=pasted)).kb.articles.keys() == {"bakery"}
    (root / "articles/Bäcker & Co.txt").write_text(ARTICLE)
    told = quizgen("cite", "Bäcker & Co.txt", "Nobody was at home", "--library", root)
    assert told.stdout == "evidence: {backer-co: Nobody was at home}\n"
    assert "{id: backer-co, title: TITLE, file: 'Bäcker & Co.txt', sha256: " in told.stderr
    (root / "articles/wire.txt").write_text("They drank H₂O, some 10³ litres.\n")
    told = quizgen("cite", "wire.txt", "drank H2O, some 103 litres", "--library", root)
    assert told.stdout == 'evidence: {wire: "drank H₂O, some 10³ litres"}\n'
    assert quizgen("cite", "none.txt", "met on 12", "--library", root).exit_code == 2


def test_a_term_of_its_own_topic_says_that_it_has_no_choice(tmp_path: Path, quizgen: Quizgen) -> None:
    root = write_bare(tmp_path / "cells", "- {id: enzyme, term: enzyme, means: what speeds up a reaction}\n", "Cells")
    told = quizgen("build", "--no-paper", "--library", root, "--out", tmp_path / "out")
    assert told.exit_code == 0, told.output
    assert "No multiple choice of 1 fact, as too few others have an answer of that sort" in told.stderr
    assert told.stderr.count("'wrong': enzyme.") == 1


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("accounts", "'accounts' in 'facts': Sources that disagree, each with its answer."),
        ("accounts", "  answer: What this source says instead."),
        ("published", "'published' in 'sources': When it appeared."),
        ("evidence", "'evidence' in 'accounts': The words it rests on, by source."),
    ],
)
def test_keys_are_explained_as_rules_are(quizgen: Quizgen, key: str, told: str) -> None:
    done = quizgen("explain", key)
    assert done.exit_code == 0
    assert told in done.output.splitlines()
