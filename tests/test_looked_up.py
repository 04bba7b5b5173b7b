"""A card claims no more evidence than was looked up, and counts the articles that facts rest on."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from quizgen.domain.standing import is_looked_up, rests_on_article, standing_text
from quizgen.pipeline import build, export, open_library
from quizgen.rendering.anki.description import description

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from quizgen.pipeline import Library

    Quizgen = Callable[..., Result]

COUNTED = "Reported as fact by one of the two articles; none contradicts it."
CLAIMED = "A demand of Mara Oduya"


@pytest.fixture
def news(tmp_path: Path, quizgen: Quizgen) -> Path:
    """A library of two articles, whose texts lie in it."""
    assert quizgen("new", tmp_path / "news", "--kind", "articles").exit_code == 0
    return tmp_path / "news"


def packages(quizgen: Quizgen, root: Path, *options: str | Path) -> dict[str, bytes]:
    """Build a library and return its packages by name."""
    out = root.parent / "built"
    told = quizgen("build", "--no-paper", "--force", "--library", root, "--out", out, *options)
    assert told.exit_code == 0, told.output
    return {path.name: path.read_bytes() for path in out.glob("*.apkg")}


def standings(root: Path) -> dict[str, str]:
    """Return how each fact of a library stands, as it is told now."""
    kb = open_library(root).kb
    return {id_: standing_text(kb, fact) for id_, fact in kb.facts.items()}


def edit(path: Path, before: str, after: str) -> None:
    """Write something else into a file."""
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))


def evidence_lines(root: Path) -> list[str]:
    """Return the ids of the facts whose evidence the lock knows to be found."""
    return re.findall(r"^evidence (\S+) ", (root / "decks/quizgen.lock").read_text(), re.MULTILINE)


def test_what_was_not_looked_up_is_cited_and_counted_nowhere(news: Path, tmp_path: Path, quizgen: Quizgen) -> None:
    (news / "articles").rename(tmp_path / "articles")
    library = open_library(news)
    built = build(library)
    names = [field["name"] for field in built.note_type.fields()]
    fields = {str(one.note.fact.id): dict(zip(names, one.note.fields, strict=True)) for one in built.notes}
    assert fields["strike.began"]["Standing"] == ""
    assert "crews walked out" in fields["strike.began"]["Sources"]
    assert fields["strike.wages"]["Standing"] == f"{CLAIMED}."
    data = json.loads(export(library, "json"))
    assert {one["standing"]["form"] for one in data["facts"]} == {"cited", "claim"}
    quizgen("sheet", "--format", "md", "--library", news, "--out", tmp_path / "sheets")
    papers = [path.read_text() for path in (tmp_path / "sheets").glob("*.md")]
    shown = quizgen("show", "strike.began", "--library", news).stdout
    quizgen("preview", "--library", news, "--out", tmp_path / "preview.html")
    pages = (tmp_path / "preview.html").read_text()
    assert papers
    assert not [text for text in (*papers, shown, pages) if "Reported as fact" in text or "two articles" in text]


def test_what_is_at_hand_is_looked_up_and_the_lock_remembers_it(news: Path, tmp_path: Path, quizgen: Quizgen) -> None:
    assert standings(news)["strike.began"] == COUNTED
    before = packages(quizgen, news)
    assert evidence_lines(news) == sorted(open_library(news).kb.facts)
    (news / "articles").rename(tmp_path / "articles")
    assert standings(news)["strike.began"] == COUNTED
    assert standings(news)["strike.wages"] == f"{CLAIMED}, as one of the two articles reports it."
    assert packages(quizgen, news, "--locked") == before
    assert packages(quizgen, news, "--locked", "--articles", tmp_path / "articles") == before


def test_articles_that_lie_elsewhere_are_named_to_the_build(news: Path, tmp_path: Path, quizgen: Quizgen) -> None:
    (news / "articles").rename(tmp_path / "articles")
    packages(quizgen, news, "--articles", tmp_path / "articles")
    assert standings(news)["strike.began"] == COUNTED
    (tmp_path / "articles/wire.txt").write_text("Nothing is left.")
    told = quizgen("build", "--library", news, "--articles", tmp_path / "articles", "--out", tmp_path / "other")
    assert (told.exit_code, (tmp_path / "other").exists()) == (1, False)
    assert "[fragment-not-in-article]" in told.output


@pytest.mark.parametrize(
    "change",
    [
        ("strike.began", "10-strike.yaml", "crews walked out on Thursday 2 March", "on Thursday 2 March crews"),
        ("strike.cost", "10-strike.yaml", "said: the company could not", "said: the company would not"),
        ("strike.began", "sources.yaml", "sha256: ", "sha256: 1"),
    ],
    ids=["the words", "the answer", "the article"],
)
def test_what_changed_since_is_not_known_to_be_found(
    news: Path, quizgen: Quizgen, change: tuple[str, str, str, str]
) -> None:
    fact, file, before, after = change
    packages(quizgen, news)
    shutil.rmtree(news / "articles")
    edit(news / "questions" / file, before, after)
    if file == "sources.yaml":
        text = (news / "questions" / file).read_text()
        (news / "questions" / file).write_text(re.sub("(sha256: 1[0-9a-f]{63}).", r"\1", text))
    assert "article" not in standings(news)[fact]
    assert standings(news)["strike.ended"] == COUNTED
    told = quizgen("build", "--no-paper", "--locked", "--library", news, "--out", news / "build")
    assert told.exit_code == 1
    assert f"evidence {fact} has changed" in told.output
    told = quizgen("build", "--no-paper", "--library", news, "--out", news / "build")
    assert re.search(r"The evidence of \d facts? was not looked up", told.stderr)
    assert fact not in evidence_lines(news)
    assert "strike.ended" in evidence_lines(news)


def test_another_order_of_the_words_is_no_other_evidence(news: Path, quizgen: Quizgen) -> None:
    facts = news / "questions/10-strike.yaml"
    first, second = "crews walked out on Thursday 2 March", "until there is an offer"
    (news / "articles/gazette.txt").write_text(f"{(news / 'articles/gazette.txt').read_text()}\n{second}\n")
    assert quizgen("check", "--fix-hashes", "--library", news).exit_code == 0
    edit(facts, f"{{gazette: {first}}}", f"{{gazette: [{first}, {second}]}}")
    packages(quizgen, news)
    shutil.rmtree(news / "articles")
    edit(facts, f"{first}, {second}", f"{second}, {first}")
    assert standings(news)["strike.began"] == COUNTED


def test_words_that_stand_nowhere_are_not_counted_in_what_is_shown_of_them(news: Path, quizgen: Quizgen) -> None:
    edit(news / "questions/10-strike.yaml", "crews walked out on Thursday 2 March", "nobody said so on 2 March")
    assert "Reported as fact" not in quizgen("show", "strike.began", "--library", news).stdout
    (news / "articles/wire.txt").unlink()
    assert "Reported as fact" not in quizgen("show", "strike.began", "--library", news).stdout


def test_a_new_name_is_no_other_evidence(news: Path, quizgen: Quizgen) -> None:
    packages(quizgen, news)
    shutil.rmtree(news / "articles")
    assert quizgen("rename", "strike.began", "strike.start", "--library", news).exit_code == 0
    assert standings(news)["strike.start"] == COUNTED


# What is counted


def test_an_article_that_no_fact_names_is_neither_counted_nor_listed(news: Path, quizgen: Quizgen) -> None:
    facts = news / "questions/10-strike.yaml"
    text = facts.read_text()
    facts.write_text(text[: text.index("  - id: strike.length")])
    library = open_library(news)
    assert library.problems == ()
    assert standings(news)["strike.began"] == "Reported as fact by the only article; none contradicts it."
    assert "Sources: The Lindow Gazette." in description(library.kb, build(library).lock)
    data = json.loads(export(library, "json"))
    assert [source["id"] for source in data["sources"]] == ["gazette"]
    account = "accounts: [{answer: the talks held in Marrow, evidence: {wire: the talks held in Marrow}}]"
    edit(facts, "evidence: {gazette: Hallam", f"{account}\n    evidence: {{gazette: Hallam")
    assert standings(news)["strike.began"] == COUNTED, "an account rests on the other"


def test_the_lock_that_comes_with_quizgen_knows_all_its_evidence_to_be_found(shipped: Library) -> None:
    kb = shipped.kb
    assert not kb.documents.evidence_found
    assert not [id_ for id_, fact in kb.facts.items() if rests_on_article(kb, fact) and not is_looked_up(kb, fact)]
    assert kb.sources_used == kb.sources
