"""Emphasis, code, links and formulas: every output shows them, and nothing of them is ever run or breaks out."""

from __future__ import annotations

import json
import zipfile
from html.parser import HTMLParser
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from quizgen import pipeline
from quizgen.domain.markup import plain, read_markup, spans, written
from quizgen.rendering.anki.escape import escape as anki_escape
from quizgen.rendering.outputs import SHEET_FORMATS
from quizgen.rendering.sheets import templating
from quizgen.rendering.sheets.layout import Layout
from quizgen.rendering.sheets.markdown import escape as markdown_escape
from quizgen.rendering.sheets.press import Press
from quizgen.rendering.sheets.sheet import Item, Part
from tests.support.effort import times
from tests.support.library import FACT, topic, write_library
from tests.support.pdf import failures
from tests.support.sheets import made_up

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Program = Callable[..., Result]

PRESS = Press()
#: Texts as they are written, and as a terminal shows them.
SHOWN = {
    "the *chemical* formula": "the chemical formula",
    "write `x = 1` there": "write x = 1 there",
    "see [Water](https://en.wikipedia.org/wiki/Water_(molecule)).": "see Water.",
    "$`H_2O`$ and $`\\mathrm{SO_4^{2-}}`$": "H₂O and SO₄²⁻",
    "$`\\frac{a+b}{2} \\leq \\sqrt{2}`$": "(a+b)/2 ≤ √2",
    "$`E = mc^2`$, $`10^{-3}`$, $`x^{n+1}`$": "E = mc², 10⁻³, xⁿ⁺¹",
    "$`x^{2y} + x_{AB}`$": "x^(2y)+x_(AB)",
    "$`\\alpha \\cdot \\Omega \\rightarrow \\infty`$ at $`37\\degree`$": "α·Ω → ∞ at 37°",
    "*the $`y^2`$ of it*": "the y² of it",
}
#: Texts that only look as if they had markup.
TEXT = (
    "2 * 3 * 4 = 24",
    "5*3*2",
    "$5 million and $10 million",
    "*nix and *BSD",
    "the `one' and `two'",
    "[sic] (https://example.org)",
    "[click](javascript:alert(1))",
    "[click](ftp://example.org)",
    "snake_case_word and x^2",
    "\\frac{1}{2}",
)
#: What is none of our formulas, and what the message says.
BROKEN = {
    r"$`\ce{H2O}`$": r"there is no '\ce'",
    r"$`\inft`$": r"did you mean 'infty'",
    r"$`\frac{1}`$": "a '{' is missing",
    r"$`x^`$": "something is missing",
    r"$`_2`$": "stands nothing",
    r"$`x_1_2`$": "two '_'",
    r"$`{a`$": "is not closed",
    r"$`a}`$": "closes no",
    r"$`{}`$": "empty braces",
    r"$` `$": "the formula is empty",
    r"$`a & b`$": "'&' cannot stand",
    r"$`\text{<b>}`$": "words in braces",
    r"$`x": "does not end",
    "$`" + "{" * 20 + "a" + "}" * 20 + "`$": "nested",
}
FACTS = r"""
- id: water.formula
  what: $`\mathrm{H_2O}`$
  ask: What is the *chemical* formula of [water](https://example.org/a?b=1&c=2)?
  says: The formula of *pure* water is [$`\mathrm{H_2O}`$], not that of $`\mathrm{O_3}`$.
  wrong: ["$`\\mathrm{H_2O_2}`$", "$`\\mathrm{HO_2}`$", "$`\\mathrm{H_3O^+}`$"]
  note: "Write `print(\"H2O\")` where nothing can be lowered."
  ways: [choice, cloze]
  evidence: {wire: met on 12 January 2022}
- id: root.solution
  what: $`\frac{-b \pm \sqrt{b^2 - 4ac}}{2a}`$
  ask: What solves $`ax^2 + bx + c = 0`$, where $`a \neq 0`$?
  wrong: ["$`\\frac{b \\pm \\sqrt{b^2 - 4ac}}{2a}`$", "$`\\frac{-b \\pm \\sqrt{b^2 + 4ac}}{2a}`$", "$`\\frac{-b}{a}`$"]
  evidence: {wire: met on 12 January 2022}
"""


@pytest.fixture(scope="module")
def chemistry(tmp_path_factory: pytest.TempPathFactory) -> pipeline.Library:
    library = pipeline.open_library(write_library(tmp_path_factory.mktemp("chemistry"), FACTS))
    assert library.problems == ()
    return library


@pytest.mark.parametrize(("text", "shown"), SHOWN.items())
def test_markup_is_plain_where_nothing_can_show_it(text: str, shown: str) -> None:
    marked, mistakes = read_markup(text)
    assert mistakes == []
    assert plain(marked) == shown
    assert written(marked) == text


@pytest.mark.parametrize("text", TEXT)
def test_what_only_looks_like_markup_is_text(text: str) -> None:
    assert read_markup(text) == (text, [])


@pytest.mark.parametrize(("text", "told"), BROKEN.items())
def test_a_formula_that_is_none_is_told_with_what_there_is(text: str, told: str) -> None:
    marked, (mistake, *_) = read_markup(text)
    assert told in mistake
    assert plain(marked) == text


def test_a_broken_formula_is_a_problem_with_its_place(tmp_path: Path) -> None:
    facts = "- id: a.b\n  what: $`\\foo`$\n  ask: Which?\n  evidence: {wire: met on 12 January 2022}\n"
    library = pipeline.open_library(write_library(tmp_path, facts))
    (problem,) = [problem for problem in library.problems if problem.rule == "no-formula"]
    assert problem.path == "questions/meetings.yaml"
    assert (problem.line - library.kb.facts["a.b"].id.line, problem.col) == (1, 9)


#: Texts with all the signs that mean something somewhere.
NASTY = st.text(st.sampled_from("*`$[]()<>&\"'\\{}_^#@ab1 \n{}%|~\ufdd0") | st.characters(codec="utf-8"), max_size=40)
LIVELY = st.lists(
    st.sampled_from(
        [
            "*",
            "`",
            "$`",
            "`$",
            "[",
            "](https://a.b/",
            ")",
            "<script>",
            "&lt;",
            "\\frac{",
            "}",
            "x",
            "^2",
            '"',
            "'",
            "{{",
            "\\(",
        ]
    ),
    max_size=12,
).map("".join)


@given(st.text(st.characters(codec="utf-8", exclude_characters="*`]\ufdd0\ufdd1"), max_size=60))
def test_a_text_without_signs_is_unchanged(text: str) -> None:
    assert read_markup(text) == (text, [])


@given(NASTY.filter(lambda text: "\ufdd0" not in text) | LIVELY)
def test_what_was_written_can_be_told_from_what_was_read(text: str) -> None:
    marked, _ = read_markup(text)
    assert written(marked) == text


class _Elements(HTMLParser):
    """The elements and addresses of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.addresses: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name == "href"]


@given(NASTY | LIVELY)
@example("*:`0`:*")
def test_nothing_breaks_out_of_html_anki_and_markdown(text: str) -> None:
    marked, _ = read_markup(text)
    for html in (str(templating.as_html(marked)), anki_escape(marked)):
        page = _Elements()
        page.feed(html)
        shown = {
            "em",
            "code",
            "a",
            "span",
            "math",
            "mrow",
            "mi",
            "mn",
            "mo",
            "mtext",
            "msub",
            "msup",
            "msubsup",
            "mfrac",
            "msqrt",
        }
        assert shown >= {*page.seen}
        assert all(address.startswith(("https://", "http://")) for address in page.addresses)
        assert page.attributes <= {"href", "rel", "mathvariant", "displaystyle", "aria-label"}
    assert "{{" not in anki_escape(marked)
    page = _Elements()
    page.feed(MarkdownIt("commonmark").render(f"Text: {markdown_escape(marked)}"))
    assert {*page.seen} <= {"p", "em", "code", "a"}
    assert all(address.startswith(("https://", "http://")) for address in page.addresses)


@given(NASTY)
def test_hidden_runs_from_elsewhere_do_nothing(text: str) -> None:
    forged = (
        f"\ufdd0link javascript:alert(1)\ufdd1{text}\ufdd0/link\ufdd1\ufdd0formula \\foo\ufdd1x\ufdd0/formula\ufdd1"
    )
    assert {span.look for span in spans(forged)} <= {"", "code"}
    assert "javascript" not in anki_escape(forged)


def test_a_card_of_anki_shows_it(chemistry: pipeline.Library) -> None:
    built = pipeline.build(chemistry, now=0)
    names = [field["name"] for field in built.note_type.fields()]
    first, second = (dict(zip(names, packed.note.fields, strict=True)) for packed in built.notes)
    assert "<em>chemical</em>" in first["Question"]
    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer">water</a>' in first["Question"]
    assert r"\(\mathrm{ H_{ 2 }O }\)" in first["Answer"]
    assert r"<code>print(&#34;H2O&#34;)</code>" in first["Note"] or '<code>print("H2O")</code>' in first["Note"]
    assert '<b class="qg-gap">[…]'.replace("[…]", "&#91;…&#93;") in first["Gap"]
    assert r"\frac{ -b\pm \sqrt{ b^{ 2 }-4ac } }{ 2a }" in second["Answer"]
    assert not any("\ufdd0" in field for packed in built.notes for field in packed.note.fields)


def test_the_terminal_and_json_have_plain_text(chemistry: pipeline.Library) -> None:
    fact = chemistry.kb.facts["water.formula"]
    assert (str(fact.answer), str(fact.ask)) == ("H₂O", "What is the chemical formula of water?")
    data = json.loads(pipeline.export(chemistry, "json"))
    (exported, _) = data["facts"]
    assert exported["answer_text"] == "H₂O"
    assert exported["markup"]["answer"] == r"$`\mathrm{H_2O}`$"
    assert "\ufdd0" not in json.dumps(data, ensure_ascii=False)


def test_paper_and_pages_show_it(chemistry: pipeline.Library, tmp_path: Path, quizgen: Program) -> None:
    for form in ("pdf", "html", "docx", "md"):
        quizgen("sheet", "--library", str(chemistry.root), "--format", form, "--out", str(tmp_path))
    page = (tmp_path / "all-sheet.html").read_text("utf-8")
    assert "<mfrac>" in page
    assert "<mo>≠</mo>" in page
    assert "<em>pure</em>" in page or "<em>chemical</em>" in page
    with zipfile.ZipFile(tmp_path / "all-sheet.docx") as archive:
        assert b"<m:rad>" in archive.read("word/document.xml")
    assert "H₂O" in (tmp_path / "all-key.md").read_text("utf-8")
    for path in tmp_path.iterdir():
        assert "\ufdd0".encode() not in path.read_bytes()


def test_a_question_of_a_kept_test_shows_it_too(chemistry: pipeline.Library, tmp_path: Path, quizgen: Program) -> None:
    own = "id: own.ozone\n    what: $`\\mathrm{O_3}`$\n    ask: What is the *formula* of ozone?"
    file = tmp_path / "own.test.yaml"
    file.write_text(f"test: Own\nquestions: [own.ozone/recall, water.formula/recall]\nown:\n  - {own}\n", "utf-8")
    quizgen("test", str(file), "--library", str(chemistry.root), "--format", "html", "--out", str(tmp_path))
    assert "<em>formula</em>" in (tmp_path / "own-sheet.html").read_text("utf-8")
    quizgen("test", str(file), "--library", str(chemistry.root), "--key-data", "--out", str(tmp_path), "--force")
    told = (tmp_path / "own-key.json").read_text("utf-8")
    assert "O₃" in told
    assert "\ufdd0" not in told


@settings(max_examples=times(25), deadline=None)
@given(st.lists(LIVELY.map(lambda text: f"a{text}"), min_size=4, max_size=4))
def test_paper_and_word_take_any_of_it(texts: list[str]) -> None:
    one, two, three, four = (read_markup(text)[0] for text in texts)
    items = {Part.CHOICE: [Item(1, 1, one, options=(two, three, four))], Part.GAP: [Item(2, 1, two, three)]}
    assert failures(SHEET_FORMATS["pdf"].paper(PRESS, made_up(items), Layout())) == []
    with zipfile.ZipFile(BytesIO(SHEET_FORMATS["docx"].paper(PRESS, made_up(items), Layout()))) as archive:
        assert b"\xef\xb7\x90" not in archive.read("word/document.xml")


FOREIGN = {
    r"the root \\(x\\) of it": "a formula is written",
    r"the root \\[x^2\\] of it": "a formula is written",
    "the root $x$ of it": "a formula is written",
    "so $E = mc^2$ holds": "a formula is written",
    "so $2x + 1 = y$ holds": "a formula is written",
    "so $$x$$ holds": "a formula is written",
    r"write \\frac{1}{2} there": "a formula is written",
    "a **bold** word": "emphasis is written *...*",
    "a <b>bold</b> word": "write *...*",
    "a <span class='red'>red</span> word": "write *...*",
    "one line<br>and another": "a text is one line",
    "tea&nbsp;and milk": "write the character itself",
    "```print(1)```": "code is written",
    "~~no~~ yes": "nothing is struck out",
    "see ![a cell](cell.png)": "a picture stands under 'picture'",
    "{{c1::Paris}} is the capital": "in [brackets]",
}


@pytest.mark.parametrize("text", FOREIGN)
def test_the_markup_of_other_programs_is_told_with_ours(tmp_path: Path, text: str) -> None:
    fact = f'- {{id: a.x, what: bread, ask: "{text}?", evidence: {{wire: met on 12 January 2022}}}}\n'
    (problem,) = pipeline.open_library(write_library(tmp_path, fact)).problems
    assert problem.rule == "foreign-markup"
    assert FOREIGN[text] in problem.message


@pytest.mark.parametrize(
    "text",
    [
        *TEXT,
        "from $5 to $10, or A$5 and NZ$6",
        "between US$ and A$ there",
        "$5m-$6m, $5/$6, 5$ or 6$",
        "2**3**4 is 2 ** 81, and f(**a, **b) a call",
        "a < b and c > d; x<y>z",
        "AT&T, R&D; and &c.",
        "what `<b>x</b>`, `$x$`, `**a**` and `\\\\frac{1}{2}` mean",
        "a C:\\\\text file and __init__",
        "the ~~ of a dash",
        "$HOME and $PATH",
        "$`x`$ and $5 or $`y`$",
    ],
)
def test_what_only_looks_like_markup_is_let_pass(tmp_path: Path, text: str) -> None:
    fact = f'- {{id: a.x, what: bread, ask: "{text}", evidence: {{wire: met on 12 January 2022}}}}\n'
    problems = pipeline.open_library(write_library(tmp_path, fact)).problems
    assert "foreign-markup" not in [problem.rule for problem in problems]


def test_code_in_lines_is_told_and_prose_in_lines_is_joined(tmp_path: Path) -> None:
    fact = "- id: a.x\n  what: 3\n  ask: |\n    {}\n    {}\n  evidence: {{wire: met on 12 January 2022}}\n"
    for first, second, rules in (
        ("`for x in y:`", "`    print(x)`", {"foreign-markup"}),
        ("What does this do: for x in y", "    print(x)", {"foreign-markup"}),
        ("What comes of two", "and one more?", set()),
    ):
        problems = pipeline.open_library(write_library(tmp_path, fact.format(first, second))).problems
        assert {problem.rule for problem in problems} & {"foreign-markup"} == rules


def test_the_title_of_a_topic_is_read_without_its_markup(tmp_path: Path) -> None:
    facts = topic(FACT).replace("title: Two meetings", 'title: "Sum $`x^2`$ and *it*"')
    library = pipeline.open_library(write_library(tmp_path, files={"questions/meetings.yaml": facts}))
    assert library.problems == ()
    assert str(library.kb.topics["meetings"].title) == "Sum x² and it"


def test_a_formula_is_as_long_as_it_is_shown_where_options_are_compared(tmp_path: Path) -> None:
    terms = {"x": "$`\\mathrm{SO_4^{2-}}`$", "a": "up", "b": "down", "c": "left"}
    facts = "".join(f"- {{id: t.{id_}, term: '{term}', means: the sign {id_}}}\n" for id_, term in terms.items())
    library = pipeline.open_library(write_library(tmp_path, facts))
    asked = [
        {str(fact.id) for fact in one.facts() if "choice" in one.asker.cards(fact)} for one in (library, library.marked)
    ]
    assert asked == [{f"t.{id_}" for id_ in terms}] * 2
