"""Each rule keeps its promise: its manual page's examples, and the cases in tests/cases/."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from quizgen import pipeline
from quizgen.checking import FACT_RULES, RULES, rule_id
from quizgen.checking.pages import rule_pages
from tests.support.library import FACT, INFO, SOURCES, WIRE, topic, write_library

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = rule_pages()
CASES = Path(__file__).parent / "cases"
#: Rules whose examples are not the text of a file; other tests show them.
NOT_YAML = {
    "article-changed",
    "article-unreadable",
    "file-too-big",
    "import-file",
    "lock-behind",
    "log-conflict",
    "log-header",
    "log-line",
    "log-reference",
    "names-file",
    "no-decks",
    "no-library-file",
    "no-questions",
    "not-utf-8",
    "test-question",
    "unprintable-character",
    "unreadable-file",
}
NEED_ARTICLES = {"fragment-not-in-article", "copied-from-article", "answer-not-in-evidence"}


def examples(page: str) -> dict[str, str]:
    """Return the examples of a manual page under 'Passes' and 'Fails'."""
    found = re.findall(r"^(Passes|Fails):\n\n((?:    .*\n|\n)+)", page + "\n", re.MULTILINE)
    return {name: dedent(text) for name, text in found}


def files_of(example: str) -> tuple[str, dict[str, str | bytes]]:
    """Return the facts and the files that an example stands for."""
    if example.startswith("# decks/"):
        name, _, text = example[2:].partition("\n")
        return FACT, {name.strip(): text}
    if example.startswith(("people:", "sources:", "deck:", "[[")):
        folder = "decks/all.yaml" if example.startswith("deck:") else "questions/example.yaml"
        return FACT, {folder: example}
    if example.startswith("topic:"):
        info = INFO.replace("evidence: required\n", "")
        return FACT, {"questions/example.yaml": example, "questions/library.yaml": info}
    if example.startswith("library:"):
        return FACT, {"questions/library.yaml": example}
    return example, {}


def test_every_rule_has_a_page_with_two_examples() -> None:
    for rule, page in PAGES.items():
        first, _, rest = page.partition("\n")
        assert first.endswith("."), f"{rule}: the first line is the rule, as a sentence"
        assert rest.startswith("\n"), rule
        assert set(examples(page)) == {"Passes", "Fails"}, rule


@pytest.mark.parametrize("rule", sorted(set(PAGES) - NOT_YAML))
@pytest.mark.parametrize("which", ["Passes", "Fails"])
def test_the_examples_do_what_their_page_says(tmp_path: Path, rule: str, which: str) -> None:
    facts, files = files_of(examples(PAGES[rule])[which])
    if rule == "shared-name":
        files["questions/entities.yaml"] = str(files.pop("questions/example.yaml"))
    root = write_library(tmp_path / "library", facts, files)
    (tmp_path / "wire.txt").write_text(WIRE)
    (tmp_path / "paper.txt").write_text("Talks went on for nearly eight hours.")
    library = pipeline.open_library(root, tmp_path if rule in NEED_ARTICLES else None)
    found = {problem.rule for problem in library.problems} - {"article-changed"}
    if which == "Fails":
        assert rule in found
    else:
        assert rule not in found
        assert found <= {"lost-from-lock", "wrong-type", "unknown-key"} or rule in ("too-deep", "shared-name"), found


def test_the_readers_pages_and_the_rules_it_uses_are_the_same() -> None:
    package = Path(pipeline.__file__).parent
    used = set()
    files = (
        "domain/problem.py",
        "checking/waivers.py",
        "asking/idle_ways.py",
        "asking/published_cards.py",
        "asking/class_tests.py",
        "study/interchange.py",
    )
    for path in (*package.glob("reading/*.py"), *(package / name for name in files)):
        used |= set(re.findall(r'"([a-z]+(?:-[a-z0-9]+)+)"', path.read_text("utf-8")))
    used -= {"utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"}
    checks = {rule_id(rule) for rule in RULES} | {rule_id(rule) for rule in FACT_RULES}
    used -= checks
    elsewhere = {"article-changed", *NEED_ARTICLES, "lock-behind", "no-questions", "no-decks"}
    elsewhere |= {"names-file", "import-file", "unprintable-character"}
    pages = set(PAGES) - checks - elsewhere
    assert pages == used


def cases() -> Iterator[object]:
    """Yield each case of each file in tests/cases/: rule, whether and where it fails, and the facts."""
    for path in sorted(CASES.glob("*.yaml")):
        for case in re.split(r"^---\n", path.read_text("utf-8"), flags=re.MULTILINE):
            head, _, facts = case.partition("\n")
            match = re.fullmatch(r"# (passes|fails (\d+):(\d+)): (.*)", head)
            assert match, f"{path}: {head}"
            place = (int(match[2]), int(match[3])) if match[2] else None
            yield pytest.param(path.stem, place, facts, id=f"{path.stem}: {match[4]}")


@pytest.mark.parametrize(("rule", "place", "facts"), list(cases()))
def test_cases(tmp_path: Path, rule: str, place: tuple[int, int] | None, facts: str) -> None:
    above = topic("").count("\n")
    found = pipeline.open_library(write_library(tmp_path, facts)).problems
    assert [(one.rule, one.line - above, one.col) for one in found] == ([(rule, *place)] if place else [])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("act: [denial]", "here stands a list; write one of denial, promise, request"),
        ("on: yesterday", "'yesterday' is no day; write a date as YYYY-MM-DD, 'after YYYY-MM-DD' or 'by YYYY-MM-DD'"),
        ("on: after", "'after' is no day; write a date as YYYY-MM-DD, 'after YYYY-MM-DD' or 'by YYYY-MM-DD'"),
        ("on: by 2022-02-30", "'2022-02-30' does not exist; write YYYY-MM-DD, YYYY-MM or YYYY"),
        ("waive: {answer-leaks: }", "nothing stands here; write the reason or delete the key"),
        (
            "waive: {evidence-length: no}",
            "'evidence-length' is no rule of style; mend what it finds: only answer-leaks, ",
        ),
    ],
)
def test_a_message_names_what_may_stand_there(tmp_path: Path, line: str, told: str) -> None:
    facts = FACT.replace("when: 2022-01-12", f"said: talks\n  by: jane-doe\n  {line}").replace("the council", "Doe")
    messages = [one.message for one in pipeline.open_library(write_library(tmp_path, facts)).problems]
    assert [message[: len(told)] for message in messages] == [told]


def test_a_text_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    (problem,) = pipeline.open_library(write_library(tmp_path / "library", FACT), tmp_path).problems[-1:]
    advice = "is not there; put the text there, or delete this source and the evidence that names it"
    assert problem.message == f"{tmp_path / 'paper.txt'} {advice}"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("sources:\n  - {id: post, title: Rain}\n", "put what stands under this one there, and delete this line"),
        ("library: Other\n", "keep one of the two"),
    ],
)
def test_a_key_that_stands_there_already_says_where_its_records_go(tmp_path: Path, more: str, told: str) -> None:
    name = "library" if "library" in more else "sources"
    text = {"library": INFO, "sources": SOURCES}[name]
    root = write_library(tmp_path, FACT, {f"questions/{name}.yaml": text + more})
    assert [one.message for one in pipeline.open_library(root).problems if one.rule == "repeated-key"] == [
        f"the key '{name}' stands at line 1 already; {told}"
    ]


def test_articles_are_compared_word_for_word(tmp_path: Path) -> None:
    root = write_library(tmp_path / "library", FACT.replace("met on 12", "met at noon on 12"))
    (tmp_path / "wire.txt").write_text(WIRE)
    lines = [str(problem) for problem in pipeline.open_library(root, tmp_path).problems]
    assert "questions/sources.yaml:16:11" in lines[2]
    assert lines[2].endswith("[article-unreadable]")
    assert lines[0].startswith("questions/meetings.yaml:7:20: not in wire.txt")
    assert lines[0].endswith("[fragment-not-in-article]")
    assert "has changed (now" in lines[1]
    assert lines[1].endswith("read again: meeting.date [article-changed]")


def test_fragments_one_after_the_other_are_no_sentence_of_an_article(tmp_path: Path) -> None:
    together = "[After a long day the chair said, that the talks will go on and that everybody was glad]"
    root = write_library(tmp_path / "library", FACT.replace("met on 12 January 2022", together))
    (tmp_path / "wire.txt").write_text(WIRE)
    (tmp_path / "paper.txt").write_text("Talks went on for nearly eight hours.")
    lines = [str(problem) for problem in pipeline.open_library(root, tmp_path).problems]
    (found,) = [line for line in lines if "copied-from-article" in line]
    assert found.startswith("questions/meetings.yaml:7:54: with the fragment before it more than 12 words")


@pytest.mark.parametrize(
    ("fragment", "found"),
    [
        ("the council’s “final” word", True),
        ('the  council\'s\n  "final" word', True),
        ("the council's final word", False),
        ('council\'s "final" wor', False),
        ('The council\'s "final" word', False),
    ],
)
def test_only_white_space_and_quote_marks_may_differ(tmp_path: Path, fragment: str, found: bool) -> None:
    quoted = "'" + fragment.replace("'", "''") + "'"
    facts = f"- id: a.x\n  what: peace\n  ask: What came?\n  evidence: {{wire: {quoted}}}\n"
    root = write_library(tmp_path / "library", facts)
    (tmp_path / "wire.txt").write_text("So ended the council's “final”\xa0word.")
    (tmp_path / "paper.txt").write_text("Nothing.")
    rules = [problem.rule for problem in pipeline.open_library(root, tmp_path).problems]
    assert ("fragment-not-in-article" not in rules) is found


@pytest.mark.parametrize(("id_", "sort"), [("jane-doe", "a person"), ("the-council", "an organisation")])
def test_an_entity_of_the_wrong_sort_is_told_in_good_english(tmp_path: Path, id_: str, sort: str) -> None:
    facts = f"- id: a.x\n  where: {id_}\n  ask: Where was it?\n  evidence: {{wire: closed doors in Springfield}}\n"
    (problem,) = pipeline.open_library(write_library(tmp_path, facts)).problems
    assert problem.message == f"'{id_}' is {sort}; 'where' needs another sort of entity"
