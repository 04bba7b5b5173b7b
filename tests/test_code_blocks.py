"""Code of several lines: every output keeps its lines, nothing of it is run, and what it cannot be is told."""

from __future__ import annotations

import json
import shutil
from html.parser import HTMLParser
from pathlib import Path
from textwrap import dedent, indent
from typing import TYPE_CHECKING

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from quizgen import pipeline
from quizgen.domain.markup import plain, read_markup, spans, written
from quizgen.rendering.anki.escape import escape as anki_escape
from quizgen.rendering.sheets import templating
from quizgen.rendering.sheets.markdown import escape as markdown_escape
from tests.support.anki import Learner
from tests.support.library import write_library

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    Program = Callable[..., Result]

PROGRAMMING = Path(__file__).with_name("libraries") / "programming"
#: The most hostile block of that library, as it is to be read everywhere.
NESTED = """\
for row in range(2):

    for column in range(3):
        print(f"{row} < {column} && \\(x\\) {{c1::y}} ]]> #$_")"""


@pytest.fixture(scope="module")
def programming() -> pipeline.Library:
    library = pipeline.open_library(PROGRAMMING)
    assert library.problems == ()
    return library


def problems_of(tmp_path: Path, fact: str) -> list[tuple[int, int, str, str]]:
    """Return what `check` says of a fact: the line within it from 1, the column, the rule and the message."""
    library = pipeline.open_library(write_library(tmp_path, fact))
    text = (library.root / "questions" / "meetings.yaml").read_text("utf-8")
    first = text[: text.index(fact.strip().splitlines()[0].strip())].count("\n")
    return [(one.line - first, one.col, one.rule, one.message) for one in library.problems]


def fact_of(key: str, value: str, form: str = "|") -> str:
    texts = {"what": "tea", "ask": "Which is it?"} | {key: f"{form}\n{indent(dedent(value), '    ')}".rstrip()}
    lines = "\n".join(f"  {name}: {text}" for name, text in texts.items())
    return f"- id: a.x\n{lines}\n  evidence: {{wire: met on 12 January 2022}}\n"


CODES = st.lists(
    st.text(
        st.sampled_from("ab #$`*_<>&{}[]\\|~-+\"'():;") | st.characters(codec="ascii", categories=["L"]), max_size=20
    ),
    min_size=1,
    max_size=5,
).filter(lambda lines: lines[0].strip() and lines[-1].strip())


class _Code(HTMLParser):
    """The text of HTML, and of what stands in code there."""

    def __init__(self) -> None:
        super().__init__()
        self.depth, self.code, self.tags = 0, "", set[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.tags.add(tag)
        self.depth += tag == "code"

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "code"

    def handle_data(self, data: str) -> None:
        self.code += data if self.depth else ""


@given(CODES)
def test_any_code_comes_out_as_it_went_in(lines: list[str]) -> None:
    code = "\n".join(line.rstrip() for line in lines)
    text = f"What is this?\n`````python\n{code}\n`````\nAnd why?"
    marked, mistakes = read_markup(text)
    assert mistakes == []
    assert [span.text for span in spans(marked) if span.look == "block"] == [code]
    assert read_markup(written(marked))[0] == marked
    assert plain(marked).split("\n")[1:-1] == [f"    {line}" if line else "" for line in code.split("\n")]
    for html in (anki_escape(marked), str(templating.as_html(marked)), MarkdownIt().render(markdown_escape(marked))):
        page = _Code()
        page.feed(html)
        assert page.code.rstrip("\n") == code
        assert page.tags <= {"pre", "code", "p", "span"}
    assert not {"{{", "\\(", "[["} & {anki_escape(marked)[at : at + 2] for at in range(len(anki_escape(marked)))}


@pytest.mark.parametrize(
    ("key", "value", "place", "told"),
    [
        ("ask", "What?\n```python\nprint(1)\n", (5, 5), "write ``` on a line of its own below its last line"),
        ("ask", "What?\n```\na\n```\nand\n```\nb\n", (9, 5), "the code that begins here does not end"),
        ("hint", "It is\n```\na\n```\n", (4, 9), "code of several lines cannot stand here"),
        ("says", "It is [tea]\n```\na\n```\n", (4, 9), "code of several lines cannot stand here"),
        ("accept", "It is [tea]\n```\na\n```\n", (4, 11), "code of several lines cannot stand here"),
        ("ask", "What?\n```\n" + "a\n" * 13 + "```\n", (3, 8), "13 lines of code"),
        ("ask", "What?\n```\n" + "a" * 81 + "\n```\n", (3, 8), "the longest of 81 characters"),
        ("ask", "What?\n```\n```\n", (3, 8), "code is written"),
        ("ask", "What?\n~~~\na\n~~~\n", (3, 8), "code is written"),
    ],
)
def test_code_that_cannot_stand_there_is_told(
    tmp_path: Path, key: str, value: str, place: tuple[int, int], told: str
) -> None:
    fact = fact_of(key, value)
    if key == "accept":
        fact = fact.replace("accept: |", "accept:\n  - |").replace("\n    ", "\n      ")
        place = (5, 5)
    found = problems_of(tmp_path, fact)
    assert [(one[0], one[1]) for one in found if told in one[3]] == [place], found
    assert {one[2] for one in found} <= {"code-block", "foreign-markup"}


def test_check_foresees_that_code_has_no_room_on_a_flashcard(tmp_path: Path, quizgen: Program) -> None:
    line = " + ".join("a" * 20)
    for lines, rules in ((4, []), (12, ["too-long"])):
        fact = fact_of("ask", "What?\n```\n" + f"{line}\n" * lines + "```\n")
        root = write_library(tmp_path / str(lines), fact)
        told = quizgen("check", "--library", root)
        assert [rule for rule in ("too-long", "code-block") if f"[{rule}]" in told.output] == rules, told.output
        assert (quizgen("cards", "--library", root, "--out", tmp_path).exit_code == 0) is not bool(rules)


def test_a_folded_text_has_lost_the_lines_of_its_code(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, fact_of("ask", "What?\n```\na\n```\n", ">"))
    assert problem[2] == "foreign-markup"
    assert "in a text that begins with |" in problem[3]


def test_prose_around_code_is_one_paragraph_and_a_tab_goes_to_its_column(tmp_path: Path) -> None:
    value = "What do these\nlines do?\n\n```\nif x:\n\ty =  1\n\n\n```\nTell\n  it.\n"
    library = pipeline.open_library(write_library(tmp_path, fact_of("ask", value)))
    assert library.problems == ()
    assert library.kb.facts["a.x"].ask == "What do these lines do?\n    if x:\n        y =  1\nTell it."


def test_code_is_never_typed_or_matched(programming: pipeline.Library) -> None:
    kb, asker = programming.kb, programming.asker
    assert asker.exercise(kb.facts["p.endless"], "typed", "1") is None
    assert asker.exercise(kb.facts["p.endless"], "choice", "1") is not None
    for way, is_typed in (("typed", True), ("reverse", False)):
        question = asker.exercise(kb.facts["p.comprehension"], way, "1")
        assert question is not None
        assert getattr(question.shape, "is_typed", False) is is_typed
    matches = [question for seed in range(9) for question in programming.round_of(seed=str(seed), number=8, facts=())]
    assert not any("\n" in row.text for one in matches for row in getattr(one.shape, "rows", ()))


def test_options_of_code_differ_by_every_sign(tmp_path: Path) -> None:
    wrong = "".join(
        f"  - |\n    ```\n{indent(code, '    ')}\n    ```\n" for code in ("x = 1\n  y = 2", "x = 1\ny = -2")
    )
    fact = f"- id: a.x\n  what: |\n    ```\n    x = 1\n    y = 2\n    ```\n  ask: Which?\n  wrong:\n{wrong}"
    fact += "  - |\n    ```\n    x = 1\n    y = 2\n    ```\n  evidence: {wire: met on 12 January 2022}\n"
    found = problems_of(tmp_path, fact)
    assert [(line, rule) for line, _, rule, _ in found] == [(19, "wrong-is-right")], found


def test_json_has_its_lines_and_how_it_was_written(programming: pipeline.Library) -> None:
    data = json.loads(pipeline.export(programming, "json"))
    fact = next(fact for fact in data["facts"] if fact["id"] == "p.nested")
    assert fact["ask"] == f"How much does this print?\n{indent(NESTED, '    ')}"
    assert fact["markup"]["ask"] == f"How much does this print?\n```python\n{NESTED}\n```"


def test_cards_of_anki_show_it(tmp_path: Path, quizgen: Program) -> None:
    copy = shutil.copytree(PROGRAMMING, tmp_path / "library")
    assert quizgen("deck", "all", "--library", copy, "--out", tmp_path / "all.apkg").exit_code == 0
    learner = Learner(tmp_path / "anki")
    learner.imports(tmp_path / "all.apkg")
    seen = 0
    for card in learner.cards():
        if card.note()["Fact id"] == "p.nested":
            page = _Code()
            page.feed(card.question())
            assert page.code.rstrip("\n") == NESTED
            assert "<pre" in card.question()
            seen += 1
    learner.close()
    assert seen


def test_paper_pages_and_word_keep_its_lines(tmp_path: Path, quizgen: Program) -> None:
    for form in ("pdf", "pdf --large-print 24", "html", "md", "docx"):
        told = quizgen("sheet", "--library", PROGRAMMING, "--out", tmp_path, "--format", *form.split())
        assert told.exit_code == 0, told.output
    page, text = _Code(), _Code()
    page.feed(next(tmp_path.glob("*-sheet.html")).read_text("utf-8"))
    text.feed(MarkdownIt().render(next(tmp_path.glob("*-sheet.md")).read_text("utf-8")))
    assert NESTED in page.code
    assert NESTED in text.code
    document = Document(str(next(tmp_path.glob("*-sheet.docx"))))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if run.style.name == "Code"]
    assert NESTED in [run.text for run in runs]


def test_a_terminal_shows_it_below_its_question(quizgen: Program, tmp_path: Path) -> None:
    (tmp_path / "answers").write_text("a\n" * 40)
    where = ("--library", PROGRAMMING, "--db", tmp_path / "db", "--answers", tmp_path / "answers")
    told = quizgen("quiz", *where, "-n", "11", "--plain")
    assert f"How much does this print?\n{indent(NESTED, '    ')}\n" in told.output
    assert "\\n" not in told.output


def test_show_has_its_lines_and_list_has_one(quizgen: Program) -> None:
    told = quizgen("show", "p.nested", "--library", PROGRAMMING).output
    assert f"Question:    How much does this print?\n{indent(NESTED, ' ' * 17)}\n" in told
    told = quizgen("list", "--topic", "reading", "--library", PROGRAMMING).output
    assert "How much does this print? for row in range(2): for column" in told


MOODLE = """\
<quiz><question type="multichoice"><name><text>a</text></name><questiontext format="html"><text><![CDATA[
<p>What does <b>this</b> print?</p><pre><code class="language-python">for row in range(2):

    for column in range(3):
        print(f"{row} &lt; {column} &amp;&amp; \\(x\\) {{c1::y}} ]]&gt; #$_")</code></pre><p>Say it.</p>]]></text>
</questiontext><answer fraction="100"><text>6 and more</text></answer>
<answer fraction="0"><text><![CDATA[<pre>1<br>  2</pre>]]></text></answer>
<answer fraction="0"><text>3</text></answer></question></quiz>
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.xml", MOODLE),
        ("a.md", f"Q: What does *this* print?\n\n```python\n{NESTED}\n```\nSay it.\n\nA: 6 and more\n"),
        (
            "a.txt",
            "#separator:tab\n#html:true\nWhat does <i>this</i> print?<pre>"
            + NESTED.replace("&", "&amp;").replace("<", "&lt;").replace("{", "&#123;").replace("\n", "<br>")
            + "</pre>Say it.\t6 and more\n",
        ),
    ],
)
def test_code_comes_in_with_its_lines(tmp_path: Path, quizgen: Program, name: str, text: str) -> None:
    root = write_library(tmp_path / "library")
    (tmp_path / name).write_text(text, "utf-8")
    told = quizgen("import", tmp_path / name, "--library", root)
    assert told.exit_code == 0, told.output
    library = pipeline.open_library(root, with_drafts=True)
    assert "Did not come along" not in told.output
    (fact,) = [fact for id_, fact in library.kb.facts.items() if fact.draft]
    assert fact.ask == f"What does this print?\n{indent(NESTED, '    ')}\nSay it."
    assert fact.wrong == (("    1\n      2", "3") if name == "a.xml" else ())
