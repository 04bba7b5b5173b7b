"""Proof where there is something to prove: libraries without evidence, sources of all sorts, hashes, citing."""

from __future__ import annotations

import hashlib
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from quizgen.domain.proof import citation
from quizgen.domain.standing import standing_text
from quizgen.pipeline import build, open_library
from tests.support.bare import write_bare
from tests.support.library import FACT, INFO, WIRE, looked_up, write_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Quizgen = Callable[..., Result]

TERMS = """\
- {id: nucleus, term: nucleus, means: the part that holds the DNA}
- {id: ribosome, term: ribosome, means: the part that builds proteins}
- {id: vacuole, term: vacuole, means: the sac that stores water}
- {id: golgi, term: Golgi apparatus, means: the stack of membranes that packs proteins}
"""
SORTS = """\
sources:
  - {id: page, title: Cells, outlet: Open School, url: 'https://example.org/cells', read: 2024-03-01}
  - {id: book, title: Biology, author: Ann Lee, published: 2017, pages: 200-230}
  - {id: person, title: An interview, author: Bo Roe, published: 2024-05-02}
"""
MIXED = """\
- {id: a.page, what: the nucleus, ask: Where is the DNA of a cell?, evidence: {page: holds the DNA}}
- {id: a.book, what: proteins, ask: What do ribosomes build?, evidence: {book: {at: p. 206}}}
- id: a.both
  what: water
  ask: What is in a vacuole?
  evidence: {book: {at: p. 208, words: stores water}, page: a sac}
"""


def bare(root: Path, facts: str = TERMS, sources: str = SORTS) -> Path:
    """Write a library that needs no evidence into `root`."""
    return write_bare(root, facts, "Cells", sources=sources)


def test_a_first_card_takes_six_values(tmp_path: Path) -> None:
    values = [
        "library: Tea",
        "namespace: me.tea",
        "topic: tea",
        "id: green",
        "term: sencha",
        "ask: Which tea is green?",
    ]
    root = bare(tmp_path, TERMS)
    (root / "questions/library.yaml").write_text("\n".join(values[:2]))
    (root / "questions/entities.yaml").unlink()
    (root / "questions/meetings.yaml").write_text(f"{values[2]}\nfacts:\n  - {{{', '.join(values[3:])}}}\n")
    library = open_library(root)
    assert library.problems == ()
    assert [str(topic.title) for topic in library.kb.topics.values()] == ["Tea"]
    assert len(build(library).notes) == 1


def test_without_evidence_nothing_is_said_of_any(tmp_path: Path, quizgen: Quizgen) -> None:
    root = bare(tmp_path)
    library = open_library(root)
    assert library.problems == ()
    names = [field["name"] for field in build(library).note_type.fields()]
    for packed in build(library).notes:
        fields = dict(zip(names, packed.note.fields, strict=True))
        assert fields["Standing"] == fields["Sources"] == ""
    assert quizgen("show", "nucleus", "--library", root).exit_code == 0
    assert "Sources" not in quizgen("show", "nucleus", "--library", root).stdout


def test_a_library_that_asks_for_evidence_gets_it_for_each_fact(tmp_path: Path) -> None:
    root = write_library(tmp_path, "- {id: a.date, when: 2022-01-12, ask: When did the council meet?}\n")
    (found,) = open_library(root).problems
    assert str(found).startswith("questions/meetings.yaml:4:8: no words of a source show this")
    (root / "questions/library.yaml").write_text(INFO.replace("evidence: required\n", ""))
    assert open_library(root).problems == ()


def test_each_sort_of_source_is_named_as_what_it_is(tmp_path: Path) -> None:
    kb = open_library(bare(tmp_path, MIXED)).kb
    assert [citation(kb, source).text for source in kb.sources.values()] == [
        "Open School, “Cells”, https://example.org/cells, read on 1 March 2024.",
        "Ann Lee, “Biology”, 2017, pages 200-230.",
        "Bo Roe, “An interview”, 2 May 2024.",
    ]


def test_what_nobody_looked_up_is_not_counted(tmp_path: Path) -> None:
    library = open_library(bare(tmp_path, MIXED))
    assert library.problems == ()
    assert [standing_text(library.kb, fact) for fact in library.facts()] == ["", "", ""]
    names = [field["name"] for field in build(library).note_type.fields()]
    page, book, both = (packed.note.fields[names.index("Sources")] for packed in build(library).notes)
    assert "<q>holds the DNA</q>" in page
    assert ">p. 206<" in book
    assert "<q>stores water</q>" in both
    assert ">p. 208<" in both


def test_a_text_on_disk_is_counted_beside_a_book_that_is_not(tmp_path: Path) -> None:
    source = "  - {id: wire, title: Council meets, file: wire.txt, sha256: " + "1" * 64 + "}\n"
    facts = "- {id: a.date, when: 2022-01-12, ask: When?, evidence: {wire: met on 12 January 2022, book: {at: p. 1}}}\n"
    kb = looked_up(open_library(bare(tmp_path, facts, sources=SORTS + source))).kb
    assert standing_text(kb, kb.facts["a.date"]) == "Reported as fact by the only article; none contradicts it."


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("file: wire.txt", "the hash of wire.txt is not known"),
        ("file: wire.txt, sha256: " + "0" * 64, "does not fit; write what `quizgen check --fix-hashes`"),
        ("url: example.org", "write an address that begins with https://"),
    ],
)
def test_a_source_that_proves_nothing_is_told(tmp_path: Path, source: str, told: str) -> None:
    sources = f"sources:\n  - {{id: wire, title: Council meets, {source}}}\n"
    assert told in " ".join(map(str, open_library(bare(tmp_path, TERMS, sources=sources)).problems))


# Hashes


def hashed(text: bytes) -> str:
    """The hash that a source names."""
    return hashlib.sha256(text).hexdigest()


@pytest.mark.parametrize("change", ["crlf", "bom"])
def test_line_ends_and_a_mark_at_the_start_are_no_change_of_an_article(
    tmp_path: Path, change: str, quizgen: Quizgen
) -> None:
    text = WIRE.encode()
    changed = text.replace(b"\n", b"\r\n") if change == "crlf" else b"\xef\xbb\xbf" + text
    root = write_library(tmp_path / "library", FACT)
    sources = root / "questions/sources.yaml"
    whole = sources.read_text()
    whole = re.sub("[0-9a-f]{64}", hashed(text), whole[: whole.index("  - id: paper")])
    sources.write_text(whole)
    (tmp_path / "wire.txt").write_bytes(changed)
    told = quizgen("check", "--library", root, "--articles", tmp_path)
    assert (told.exit_code, told.stdout) == (0, "")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- id: wire|  title: T|  file: wire.txt|", "- id: wire|  title: T|  file: wire.txt|  sha256: HASH|"),
        ("- file: 'wire.txt'|  id: wire|  title: T|", "- file: 'wire.txt'|  sha256: HASH|  id: wire|  title: T|"),
        ("- {id: wire, title: T, file: wire.txt}|", "- {id: wire, title: T, file: wire.txt, sha256: HASH}|"),
        ("- {id: wire, file: wire.txt, title: T}|", "- {id: wire, file: wire.txt, sha256: HASH, title: T}|"),
        (
            "- {id: wire, title: T, file: wire.txt, sha256: OLD}  #|",
            "- {id: wire, title: T, file: wire.txt, sha256: HASH}  #|",
        ),
    ],
    ids=["block", "first, in quotes", "braces", "in the middle", "another"],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["Unix", "Windows"])
def test_hashes_are_computed_and_nothing_else_is_touched(
    tmp_path: Path, before: str, after: str, ending: str, quizgen: Quizgen
) -> None:
    root = bare(tmp_path / "library")
    path = root / "questions/sources.yaml"
    path.write_bytes(f"sources:|{before}".replace("|", ending).replace("OLD", "1" * 64).encode())
    (tmp_path / "wire.txt").write_text(WIRE)
    told = quizgen("check", "--library", root, "--articles", tmp_path, "--fix-hashes")
    assert told.exit_code == 0, told.output
    text = f"sources:|{after}".replace("|", ending).replace("HASH", hashed(WIRE.encode()))
    assert path.read_bytes().decode() == text
    assert "the hash of wire.txt is written" in told.stderr
    assert open_library(root, tmp_path).problems == ()


def test_no_hash_is_written_for_a_text_that_has_lost_a_fragment(tmp_path: Path, quizgen: Quizgen) -> None:
    root = write_library(tmp_path / "library", FACT)
    before = (root / "questions/sources.yaml").read_bytes()
    (tmp_path / "wire.txt").write_text(WIRE.replace("12 January", "13 January"))
    (tmp_path / "paper.txt").write_text("Long talks")
    told = quizgen("check", "--library", root, "--articles", tmp_path, "--fix-hashes")
    assert told.exit_code == 1
    assert "[fragment-not-in-article]" in told.stdout
    assert (root / "questions/sources.yaml").read_bytes() == before


def test_a_hash_that_changes_says_what_to_read_again(tmp_path: Path, quizgen: Quizgen) -> None:
    root = write_library(tmp_path / "library", FACT)
    (tmp_path / "wire.txt").write_text(f"{WIRE}The end.\n")
    (tmp_path / "paper.txt").write_text("Long talks")
    told = quizgen("check", "--library", root, "--articles", tmp_path, "--fix-hashes")
    assert told.exit_code == 0, told.output
    assert "read again beside it: meeting.date" in told.stderr


def test_hashes_need_articles(tmp_path: Path, quizgen: Quizgen) -> None:
    told = quizgen("check", "--library", write_library(tmp_path), "--fix-hashes")
    assert told.exit_code == 2
    assert "--articles DIR" in told.stderr


# The library's own folder for articles


def test_where_the_texts_lie_with_the_library_evidence_is_looked_up_unasked(tmp_path: Path, quizgen: Quizgen) -> None:
    root = tmp_path / "news"
    quizgen("new", root)
    told = quizgen("check", "--library", root)
    assert told.exit_code == 0
    assert "0 problems (evidence compared with the articles)" in told.stderr
    facts = root / "questions/10-strike.yaml"
    first = re.search("wire: (.+)}", facts.read_text())
    assert first is not None
    facts.write_text(facts.read_text().replace(first[1], "words that stand nowhere", 1))
    assert "[fragment-not-in-article]" in quizgen("check", "--library", root).stdout
    told = quizgen("build", "--library", root, "--out", tmp_path / "build")
    assert (told.exit_code, (tmp_path / "build").exists()) == (1, False)
    assert "[fragment-not-in-article]" in told.output


def test_an_article_that_changes_is_noticed_at_the_next_start(tmp_path: Path, quizgen: Quizgen) -> None:
    root = tmp_path / "news"
    quizgen("new", root)
    assert quizgen("list", "--library", root).exit_code == quizgen("sheet", "--library", root).exit_code == 0
    (root / "articles/wire.txt").write_text("Nothing is left.")
    told = quizgen("sheet", "--library", root)
    assert told.exit_code == 1
    assert "[article-changed]" in told.output
    assert "[fragment-not-in-article]" in told.output


def test_where_they_do_not_lie_there_a_build_says_so_once(tmp_path: Path, quizgen: Quizgen) -> None:
    root = tmp_path / "news"
    quizgen("new", root)
    shutil.move(root / "articles", tmp_path / "elsewhere")
    told = quizgen("build", "--no-paper", "--library", root, "--out", tmp_path / "build")
    assert told.exit_code == 0
    assert told.stderr.count("The evidence of 7 facts was not looked up") == 1
    again = quizgen("build", "--no-paper", "--library", root, "--out", tmp_path / "build", "--force")
    assert again.exit_code == 0
    assert "looked up" not in again.stderr, "nothing has changed"
    assert quizgen("check", "--library", root, "--articles", tmp_path / "elsewhere").exit_code == 0
    told = quizgen("build", "--no-paper", "--library", bare(tmp_path / "bare"), "--out", tmp_path / "other")
    assert told.exit_code == 0
    assert "looked up" not in told.stderr


# Citing


@pytest.mark.parametrize(
    ("words", "out", "said"),
    [
        ("met on 12 january 2022", "evidence: {wire: met on 12 January 2022}\n", "once, from line 1."),
        ("in Springfield, and it lasted", 'evidence: {wire: "in Springfield, and it lasted"}\n', "once, from line 1."),
        (
            "the",
            "evidence: {wire: the}\n",
            "3 times, from lines 1, 2, 2; with another word it is one place. A fragment",
        ),
    ],
)
def test_words_are_found_and_printed_to_be_pasted(
    tmp_path: Path, words: str, out: str, said: str, quizgen: Quizgen
) -> None:
    (tmp_path / "wire.txt").write_text(WIRE)
    root = write_library(tmp_path / "library", FACT)
    told = quizgen("cite", tmp_path / "wire.txt", *words.split(), "--library", root)
    assert (told.exit_code, told.stdout) == (0, out)
    assert said in told.stderr


def test_what_is_pasted_is_evidence(tmp_path: Path, quizgen: Quizgen) -> None:
    (tmp_path / "wire.txt").write_text(WIRE)
    (tmp_path / "paper.txt").write_text("Long talks")
    root = write_library(tmp_path / "library", FACT)
    line = quizgen("cite", tmp_path / "wire.txt", "the council MET on 12", "--library", root).stdout
    facts = f"- id: meeting.date\n  when: 2022-01-12\n  ask: When did they meet?\n  {line}"
    library = open_library(write_library(tmp_path / "library", facts), tmp_path)
    assert {problem.rule for problem in library.problems} <= {"answer-not-in-evidence", "article-changed"}


def test_words_that_are_not_there_are_told_with_what_is(tmp_path: Path, quizgen: Quizgen) -> None:
    (tmp_path / "wire.txt").write_text(WIRE)
    root = write_library(tmp_path / "library", FACT)
    told = quizgen("cite", tmp_path / "wire.txt", "The council met on 13 January", "--library", root)
    assert told.exit_code == 1
    assert "after 'The council met on' the article goes on '12 January 2022.'" in told.stderr


def test_an_article_that_no_source_names_comes_with_the_line_that_does(tmp_path: Path, quizgen: Quizgen) -> None:
    (tmp_path / "new.txt").write_text(WIRE)
    root = write_library(tmp_path / "library", FACT)
    told = quizgen("cite", tmp_path / "new.txt", "met on 12 January 2022", "--library", root)
    assert told.stdout == "evidence: {new: met on 12 January 2022}\n"
    assert f"{{id: new, title: TITLE, sha256: {hashed(WIRE.encode())}" in told.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("井戸が六つある", None),
        ("NATOの井戸が六", None),
        ("六つ", "a fragment of 2 characters; take 4 to 36 that show the answer"),
        ("井戸が七つある", "not in wire.txt; copy the words anew"),
        ("村には" + "古い井戸が六つある" * 4, "a fragment of 39 characters; take 4 to 36 that show the answer"),
    ],
)
def test_words_without_spaces_between_them_are_found_and_counted_by_characters(
    tmp_path: Path, quizgen: Quizgen, words: str, told: str | None
) -> None:
    article = "村にはNATOの井戸が六つある。村には" + "古い井戸が六つある" * 4 + "。\n"
    fact = f"- {{id: a.wells, what: 井戸, ask: What is there?, evidence: {{wire: {words}}}}}\n"
    root = write_library(tmp_path / "library", fact, {"articles/wire.txt": article, "articles/paper.txt": ""})
    of_evidence = [
        problem.message
        for problem in open_library(root).problems
        if problem.rule in ("evidence-length", "fragment-not-in-article")
    ]
    assert of_evidence == ([told] if told else [])
    found = quizgen("cite", "wire.txt", words, "--library", root)
    assert (found.exit_code == 0) is (words in article)
    assert found.exit_code or found.stdout == f"evidence: {{wire: {words}}}\n"


def test_a_fragment_of_one_word_is_told_as_one(tmp_path: Path) -> None:
    root = write_library(tmp_path, FACT.replace("met on 12 January 2022", "met"))
    (told,) = [problem.message for problem in open_library(root).problems if problem.rule == "evidence-length"]
    assert told == "a fragment of 1 word; take 3 to 12 that show the answer"
