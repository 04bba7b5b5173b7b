"""Printed sheets: tagged and whole on every paper, without an answer before a pupil, any text as it is or refused."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pikepdf import Dictionary

from quizgen.domain.question import Choice, Gaps, Open, Option, Question
from quizgen.domain.text import Text
from quizgen.printing.content import content_of
from quizgen.printing.sheet import SheetRequest, plan_sheet
from quizgen.rendering.sheets.compose import Labels, compose
from quizgen.rendering.sheets.fonts import FontError, find_font, sans_folder
from quizgen.rendering.sheets.layout import Layout, LayoutError
from quizgen.rendering.sheets.pdf import answer_sheet, paper_with_key
from quizgen.rendering.sheets.pdf import key as key_pdf
from quizgen.rendering.sheets.pdf import paper as question_paper
from quizgen.rendering.sheets.press import Press
from quizgen.rendering.sheets.sheet import Item, Part
from quizgen.rendering.sheets.unprintable import (
    UnprintableError,
    name_problems,
    unprintable_message,
    unprintable_problems,
)
from tests.support.effort import IS_GATE, few, times
from tests.support.library import FACT, INFO, SOURCES, write_library
from tests.support.pdf import Document, Node, failures, read
from tests.support.sheets import A_BIT_OF_EACH, LAYOUTS, SEVERAL_OF_EACH, drawn, heard, made_up, name_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizgen.pipeline import Library
    from quizgen.rendering.sheets.sheet import Sheet, Variant

TEMPLATES = Path(__file__).parent.parent / "quizgen" / "rendering" / "sheets" / "templates"
PLAIN = Layout()
DOCUMENTS: dict[str, Callable[[Press, Variant, Layout], bytes]] = {
    "question paper": lambda press, variant, layout: question_paper(press, variant.sheet, layout),
    "answer sheet": lambda press, variant, layout: answer_sheet(press, variant.sheet, layout),
    "key": key_pdf,
    "paper with key": paper_with_key,
}
#: Each size and number of columns on one paper or the other.
_MIXED = [LAYOUTS[place] for place in (7, 0, 5, 2)]
layouts = pytest.mark.parametrize("layout", few([LAYOUTS[1], LAYOUTS[7], *LAYOUTS[2:7], LAYOUTS[0]], 2), ids=name_of)
some_layouts = pytest.mark.parametrize("layout", few(_MIXED), ids=name_of)


@pytest.fixture(scope="module")
def press() -> Press:
    """One press for all tests, as one prints all the copies for a class."""
    return Press()


@pytest.fixture(scope="module")
def variant(shipped: Library) -> Variant:
    """Questions of every kind from the shipped library."""
    return drawn(shipped, A_BIT_OF_EACH)


class Printer:
    """Prints and reads back documents, each but once for all tests that look at it."""

    def __init__(self, press: Press, variant: Variant) -> None:
        self.press, self.variant = press, variant
        self.made: dict[tuple[str, Layout], tuple[bytes, Document]] = {}

    def __call__(self, document: str, layout: Layout) -> tuple[bytes, Document]:
        """Return a document of the usual variant as bytes and as read back."""
        if (document, layout) not in self.made:
            pdf = DOCUMENTS[document](self.press, self.variant, layout)
            self.made[document, layout] = (pdf, read(pdf))
        return self.made[document, layout]


@pytest.fixture(scope="module")
def printed(press: Press, variant: Variant) -> Printer:
    """What prints the usual variant."""
    return Printer(press, variant)


def questions(paper: Node) -> dict[int, list[Node]]:
    """Return the elements of each question: its item in the list, and lists of options that follow it."""
    found: dict[int, list[Node]] = {}
    number = 0
    for part in paper.all("Document")[0].nodes:
        for kid in part.nodes if part.role == "L" else []:
            if kid.role == "LI":
                number = int(kid.all("Lbl")[0].text)
            found.setdefault(number, []).append(kid)
    return found


# Every document


@layouts
def test_no_line_is_printed_over_another(printed: Printer, press: Press, shipped: Library, layout: Layout) -> None:
    short = read(key_pdf(press, drawn(shipped, {"choice": 3}), layout))  # its sources follow on the same page
    key_size = layout.of_key.size
    for made, size in (
        (printed("question paper", layout)[1], layout.size),
        (printed("key", layout)[1], key_size),
        (short, key_size),
    ):
        for rows in (page.rows for page in made.pages):
            for number, row in enumerate(rows):
                below = next((other for other in rows[number + 1 :] if other.x < row.end and row.x < other.end), None)
                assert below is None or below.y - row.y > size, (row, below)


@layouts
@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_document_is_pdf_ua_and_stays_on_its_paper(printed: Printer, document: str, layout: Layout) -> None:
    pdf, made = printed(document, layout)
    assert failures(pdf) == []
    paper = {"a4": (595.28, 841.89), "letter": (612, 792)}[layout.paper]
    for page in made.pages:
        assert (page.width, page.height) == pytest.approx(paper, abs=0.1)
    assert_within_margins(made, layout.of_key if document == "key" else layout)


def assert_within_margins(made: Document, layout: Layout) -> None:
    """Fail where text runs into a margin or below the page, but for the space after the last word of a line."""
    width = {"a4": 595.28, "letter": 612}[layout.paper]
    margin, foot = (36, 51) if layout.size >= 20 else (48, 56) if layout.size >= 16 else (59, 56)
    for page in made.pages:
        assert page.runs or page.number % 2 == 0, "only the back of a leaf may be empty"
        assert all(run.y <= page.height - foot for run in page.runs if run.mark is not None)
        assert all(margin <= run.x and run.end <= width - margin + 0.55 * layout.size for run in page.runs)


@some_layouts
def test_pages_are_numbered_and_later_ones_say_whose_they_are(press: Press, printed: Printer, layout: Layout) -> None:
    pages = printed("question paper", layout)[1].pages
    for number, page in enumerate(pages, 1):
        assert f"Variant A · seed 1Page {number} of {len(pages)}" in page.decoration
        assert ("Name" in page.decoration) is (number > 1)
    named = read(question_paper(press, printed.variant.sheet._replace(name="Zoë Ó Briain"), layout))
    assert all("Zoë Ó Briain" in page.decoration for page in named.pages[1:])


def test_paper_and_key_in_one_file_have_page_numbers_of_their_own(printed: Printer) -> None:
    paper, key, both = (printed(name, PLAIN)[1] for name in ("question paper", "key", "paper with key"))
    padding = [""] * (len(paper.pages) % 2)  # or the key would stand on the back of the pupil's last page
    told = [page.decoration for page in both.pages]
    assert told == [*(page.decoration for page in paper.pages), *padding, *(page.decoration for page in key.pages)]
    assert both.text == f"{paper.text} {key.text}"
    assert [node.text for node in both.tree.all("H1")] == ["Core facts", "Key: Core facts"]


@pytest.mark.skipif(not IS_GATE, reason="the print of a class is held to it outside the gate")
def test_two_processes_make_the_same_bytes(printed: Printer, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from quizgen.pipeline import open_library; "
        "from tests.support.sheets import *; from quizgen.rendering.sheets import pdf; "
        "from quizgen.rendering.sheets.press import Press\n"
        "made = drawn(open_library(Path('.')), A_BIT_OF_EACH); press = Press()\n"
        "out = [pdf.paper(press, made.sheet, Layout()), pdf.answer_sheet(press, made.sheet, Layout()), "
        "pdf.paper_with_key(press, made, Layout(size=18))]\n"
        "Path(sys.argv[1]).write_bytes(b''.join(out))"
    )
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script, str(tmp_path / "other")],
        cwd=Path(__file__).parent.parent,
        env=os.environ | {"PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1", "TZ": "UTC1"},
        check=True,
    )
    here = [
        printed("question paper", PLAIN),
        printed("answer sheet", PLAIN),
        printed("paper with key", Layout(size=18)),
    ]
    assert (tmp_path / "other").read_bytes() == b"".join(pdf for pdf, _ in here)


# The question paper


@layouts
def test_a_paper_is_heard_from_its_title_to_its_last_option_in_order(printed: Printer, layout: Layout) -> None:
    variant, tree = printed.variant, printed("question paper", layout)[1].tree
    assert tree.text == heard(variant.sheet)
    assert [node.text for node in tree.all("H1", "H2")] == [
        variant.sheet.title,
        *(section.title for section in variant.sheet.sections),
    ]
    assert list(questions(tree)) == [item.number for item in variant.sheet.items]
    options = [item.options for item in variant.sheet.items if len(item.options) > 2]
    lists = [[one.all("LBody")[0].text for one in node.all("LI")] for node in tree.all("L")]
    assert all(list(some) in lists for some in options)
    assert all(figure.alt for figure in tree.all("Figure"))


@some_layouts
def test_blanks_have_one_width_whatever_is_missing(press: Press, shipped: Library, layout: Layout) -> None:
    tree = read(question_paper(press, drawn(shipped, {"cloze": 40}).sheet, layout)).tree
    blanks = [node.box for node in tree.all("Figure") if node.alt.startswith("Blank in")]
    assert len(blanks) == 40
    wide = layout.columns == 1 and not layout.is_large
    assert blanks[0][2] - blanks[0][0] == pytest.approx((16 if wide else 12) * layout.size, abs=0.5)  # for a pen
    assert {round(right - left, 2) for left, _, right, _ in blanks} == {round(blanks[0][2] - blanks[0][0], 2)}


@some_layouts
def test_no_question_is_torn_and_no_heading_left_alone(press: Press, shipped: Library, layout: Layout) -> None:
    for seed in few("123"):
        sheet = drawn(shipped, SEVERAL_OF_EACH, seed).sheet
        tree = read(question_paper(press, sheet, layout)).tree
        for number, parts in questions(tree).items():
            pages = set(chain.from_iterable(part.pages for part in parts))
            # Only what no page can hold may go on overleaf: a match of long claims in large print.
            if not layout.is_large or sheet.items[number - 1].names == ():
                assert len(pages) == 1, f"question {number} of seed {seed} stands on pages {pages}"
        _no_heading_is_alone(tree)


@pytest.mark.parametrize(
    "layout", [*LAYOUTS, Layout(size=14), Layout("letter", 14)] if IS_GATE else _MIXED[1:2], ids=name_of
)
def test_no_page_looks_empty_that_could_be_full(press: Press, shipped: Library, layout: Layout) -> None:
    for seed in map(str, range(1, times(10) + 1)):
        made = read(question_paper(press, drawn(shipped, A_BIT_OF_EACH, seed).sheet, layout))
        first: dict[int, list[int]] = {}
        for number, parts in questions(made.tree).items():
            first.setdefault(min(chain.from_iterable(part.pages for part in parts)), []).append(number)
        last = made.pages[-1]
        depth = max(run.y for run in last.runs if run.mark is not None) / last.height
        # The match stands alone where it fills half a page or goes on overleaf.
        assert len(first.get(last.number, ())) != 1 or depth > 0.45, f"seed {seed}: one lone question at the end"
        if layout.size < 24:  # very large print may have no room for the first question beside the head
            assert 1 in first, f"seed {seed}: the head alone"


@some_layouts
def test_headings_go_overleaf_with_their_first_question(press: Press, layout: Layout) -> None:
    for lines in range(8, 30, 2 if IS_GATE else 7):
        sheet = made_up(
            {
                Part.TRUE_FALSE: [Item(1, 1, "word " * 5 * lines, options=("True", "False"))],
                Part.SHORT: [Item(n, 2, f"Number {n}?") for n in range(2, 9)],
                Part.ORDER: [Item(9, 4, "", options=("one", "two", "three", "four"))],
            }
        )
        _no_heading_is_alone(read(question_paper(press, sheet, layout)).tree)


def test_the_articles_that_pupils_are_told_of_are_named_once_and_in_short(shipped: Library) -> None:
    sections = drawn(shipped, A_BIT_OF_EACH).sheet.sections
    (named,) = (section for section in sections if section.articles)
    assert "what the articles say" in named.instruction
    assert re.fullmatch(r"The articles?: [^;:]+(; [^;:]+)*\.", named.articles), named.articles
    for source in shipped.kb.sources.values():  # a headline or a date may answer a question
        assert str(source.title) not in named.articles
    assert not re.search(r"\d", named.articles)


def _no_heading_is_alone(tree: Node) -> None:
    """Fail where a heading stands on another page than what follows it."""
    parts = tree.all("Document")[0].nodes
    for place, heading in enumerate(parts):
        if heading.role == "H2":
            after = parts[place + 1 :]
            items = next(part for part in after if part.role == "L")
            over = (heading, *after[: after.index(items)])
            assert {page for part in over for page in part.pages} == {next(items.pieces()).page}, heading.text


def test_points_are_told_once_where_they_are_the_same_and_beside_each_question_where_not(press: Press) -> None:
    same = made_up({Part.SHORT: [Item(1, 2, "One?"), Item(2, 2, "Two?")]})
    other = made_up({Part.SHORT: [Item(1, 2, "One?"), Item(2, 1, "Two?")]})
    one = made_up({Part.SHORT: [Item(1, 1, "One?")]})
    texts = [read(question_paper(press, sheet, PLAIN)).text for sheet in (same, other, one)]
    incomplete, reached = "An incomplete answer earns 1 of 2 points.", "[Points reached in The part short] /"
    assert f"Do short. 2 points each. {incomplete} {reached} 4 1 One? [Line" in texts[0]
    assert f"Do short. {incomplete} {reached} 3 1 One? 2 points [Line" in texts[1]
    assert "2 Two? 1 point [Line" in texts[1]
    assert f"Do short. 1 point. {reached} 1 1 One? [Line" in texts[2]
    assert "Answer the question from memory." in texts[2]


@some_layouts
def test_sheets_of_any_length_are_whole(press: Press, layout: Layout) -> None:
    sheet = made_up(
        {
            Part.CHOICE: [
                Item(1, 1, "No?", options=tuple(f"Option {n}" for n in range(8))),
                Item(
                    2, 1, ("All " + "work and no play " * 590)[:10_000].strip() + "?", options=("yes", "no", "perhaps")
                ),
                Item(3, 1, "Long ones?", options=tuple(f"{n} " + "a long option " * 40 for n in range(8))),
                *(Item(n, 1, f"Number {n}?", options=("this", "that", "the other")) for n in range(4, 59)),
            ],
            Part.GAP: [Item(59, 1, "The " + "un" * 90 + " ", "."), Item(60, 1, "", " is " + "x" * 300)],
            Part.MATCH: [Item(61, 8, "", options=("Who? " * 20,) * 8, names=tuple("ABCDEFGH"))],
        },
        title="On " + "and on " * 30,
    )
    made = read(question_paper(press, sheet, layout))
    assert made.text == heard(sheet)
    assert_within_margins(made, layout)


@some_layouts
def test_names_to_match_are_printed_again_over_the_rows_that_go_overleaf(press: Press, layout: Layout) -> None:
    names = ("Ann", "Bob", "Cid", "Dee")
    sheet = made_up({Part.MATCH: [Item(1, 4, "", options=("Who was it? " * 25,) * 4, names=names)]})
    made = read(question_paper(press, sheet, layout))
    assert made.text == heard(sheet)
    (item,) = questions(made.tree).values()
    _, *overleaf = sorted(set(chain.from_iterable(part.pages for part in item)))
    assert overleaf or layout.size < 18
    for number in overleaf:
        assert "Names to choose from:AAnnBBobCCidDDee" in made.pages[number - 1].decoration


@pytest.mark.parametrize("layout", [Layout(), Layout(size=14), Layout(font="DejaVu Sans Mono")], ids=str)
def test_names_to_match_stay_whole_and_clear_of_what_the_question_is_worth(press: Press, layout: Layout) -> None:
    names = ("Wendy Sherman", "Sergei Lavrov", "Sergei Ryabkov", "Jen Psaki", "Vladimir Putin")
    sheet = made_up({Part.MATCH: [Item(1, 3, "", options=("Who was it?",) * 3, names=names)]})
    (page,) = read(question_paper(press, sheet, layout)).pages
    words = {run.text.strip(): run for run in page.runs}
    worth = next(run for text, run in words.items() if text.endswith("points"))
    start = min(run.x for run in page.runs if abs(run.y - worth.y) < 1 and run.x > page.width * 0.7)
    assert layout.font or [name for name in names if name not in words] == []
    parts = [run for text, run in words.items() if text and text in " ".join(names)]
    assert all(run.end < start or run.y > worth.y + layout.size for run in parts)
    assert worth.end <= page.width - 58


@layouts
def test_true_and_false_are_a_list_on_one_line(press: Press, layout: Layout) -> None:
    sheet = made_up({Part.TRUE_FALSE: [Item(1, 1, "It is so.", options=("True", "False"))]})
    made = read(question_paper(press, sheet, layout))
    assert [item.text for item in made.tree.all("LI")][1:] == ["True", "False"]
    (page,) = made.pages
    assert [row.text for row in page.rows if "True" in row.text and "False" in row.text]


def test_the_first_question_of_very_large_print_stands_on_the_first_page(press: Press) -> None:
    names = ("Wendy Sherman", "Anthony Blinken", "Jens Stoltenberg", "Jen Psaki")
    sheet = made_up({Part.CHOICE: [Item(1, 1, "Which official of theirs commented on the talks? " * 2, options=names)]})
    assert len(read(question_paper(press, sheet, LAYOUTS[7])).pages) == 1


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("deck", few(["core", "demands", "everything"]))
def test_very_large_print_begins_on_the_page_of_its_head(press: Press, shipped: Library, deck: str, paper: str) -> None:
    alone = []
    for seed in few([str(number) for number in range(1, 13)]):
        run = plan_sheet(content_of(shipped, deck, seed=seed), SheetRequest())
        ((_, variant),) = run.paper.variants(run.draws, run.copies)
        made = read(question_paper(press, variant.sheet, Layout(paper, 24)))
        if 1 not in set(chain.from_iterable(part.pages for part in questions(made.tree)[1])):
            alone.append(seed)
    # A first question of ten lines and more has no room beside a head on the shorter paper: of 72 sheets, 49 once.
    assert len(alone) <= {"core": 0, "demands": 2, "everything": 4}[deck] / (1 if paper == "letter" else 4), alone


@some_layouts
def test_options_of_several_lines_are_parted_by_more_than_lines_are(press: Press, layout: Layout) -> None:
    options = tuple(" ".join([letter * 4] * 40) for letter in "xyz")
    sheet = made_up({Part.CHOICE: [Item(1, 1, "Which?", options=options)]})
    page = read(question_paper(press, sheet, layout)).pages[-1]
    first, second, _ = ([row.y for row in page.rows if letter * 4 in row.text] for letter in "xyz")
    assert second[0] - first[-1] > 1.25 * (second[1] - second[0])


@pytest.mark.parametrize("layout", few([LAYOUTS[7], LAYOUTS[2], LAYOUTS[1]]), ids=name_of)
def test_a_day_stays_with_its_month_and_a_number_with_its_points(press: Press, layout: Layout) -> None:
    items = [Item(n, n, f"{'x' * n} it was on 21 January 2022?") for n in range(1, 41)]
    pdf = question_paper(press, made_up({Part.SHORT: items}), layout)
    rows = [row.text for page in read(pdf).pages for row in page.rows]
    assert sum(text.count("21 January") for text in rows) == 40
    assert sum(len(re.findall(r"\d points?", text.replace("of 2 points", ""))) for text in rows) == 40


@pytest.mark.parametrize("layout", few([LAYOUTS[0], LAYOUTS[7], LAYOUTS[2]], 2), ids=name_of)
def test_the_widest_name_stays_in_its_place(press: Press, layout: Layout) -> None:
    items = [Item(n, 2, f"Number {n}?") for n in range(1, 20)]
    sheet = made_up({Part.SHORT: items}, name="W" * 80)
    for document in (question_paper, answer_sheet):
        pdf = document(press, sheet, layout)
        assert "W" * 80 in read(pdf).text
        first, *later = read(pdf).pages
        edge = next(run.x for run in first.runs if "Class" in run.text) if not layout.is_large else 612 - 48
        wide = [run for run in first.runs if "WW" in run.text or run.text == "W"]
        assert len({run.y for run in wide}) > 1
        assert all(run.end < edge for run in wide)
        for page in later:
            (over,) = [row for row in page.rows if "W" in row.text]
            assert "W…" in over.text
            assert over.y > 30


@some_layouts
def test_a_name_is_broken_at_its_hyphens_before_anywhere_else(press: Press, shipped: Library, layout: Layout) -> None:
    parts = ("Hohenlohe-", "Waldenburg-", "Schillingsfuerst")
    short = drawn(shipped, {"choice": 1})
    named = short._replace(sheet=short.sheet._replace(name="".join(parts) + " st jun."))
    for make in DOCUMENTS.values():
        rows = read(make(press, named, layout)).pages[0].rows
        assert all(any(part in row.text for row in rows) for part in parts)


@pytest.mark.parametrize("text", ["x" * 300, "1-2" * 100, "-" * 300, "é-" * 150, f"{'x' * 20}-{'y' * 200}"])
def test_a_word_that_no_line_holds_stays_on_the_paper(press: Press, text: str) -> None:
    sheet = made_up({Part.SHORT: [Item(1, 1, text)]})
    for layout in few([Layout(size=24), PLAIN]):
        assert_within_margins(read(question_paper(press, sheet, layout)), layout)


def test_the_title_of_a_document_tells_the_copies_apart(press: Press, shipped: Library) -> None:
    short = drawn(shipped, {"choice": 1})
    named = short._replace(sheet=short.sheet._replace(name="Zoë"))
    titles = [read(make(press, named, PLAIN)).information["/Title"] for make in DOCUMENTS.values()]
    assert [title.replace(" · Variant A · Zoë", "!") for title in titles] == [
        *("Core facts!", "Answer sheet: Core facts!", "Key: Core facts!", "Core facts, with key!")
    ]


# What a pupil must not see


@pytest.mark.parametrize("way", few(["cloze", "choice", "recall", "typed", "reverse", "true-false"]))
def test_a_pupils_pages_hold_no_answer_to_any_shipped_fact(press: Press, shipped: Library, way: str) -> None:
    asked = [shipped.asker.exercise(fact, way, "1") for fact in shipped.kb.facts.values()]
    made = compose(shipped.kb, [one for one in asked if one], Labels("A test", "A", "1"))
    assert len(made.sheet.items) > 20
    for part in made.sheet.sections:
        if part.part in (Part.SHORT, Part.GAP):
            for item in part.items:
                answer = made.key.answers[item.number - 1].answer
                assert f" {answer} " not in f" {item.prompt} {item.after} ", made.key.answers[item.number - 1]
    paper, bubbles = (read(document(press, made.sheet, PLAIN)) for document in (question_paper, answer_sheet))
    # What is heard is the sheet and nothing more, and a sheet has no answers.
    assert paper.text == heard(made.sheet)
    words = set(re.findall(r"[A-Za-z]{2,}", bubbles.text))
    titles = " ".join(section.title for section in made.sheet.sections)
    known = "Answer sheet test Variant Name Class Date Fill one bubble in each row and write words on the lines letter"
    assert words <= set(
        f"{known} {titles} the missing a few Line for answer to question true false Points reached in of".split()
    )
    for printed_ in (paper, bubbles):
        _nothing_is_hidden_in(printed_, made)


def _nothing_is_hidden_in(printed: Document, made: Variant) -> None:
    """Fail where anything besides the pages and their structure could hold an answer."""
    pdf = printed.pdf
    form = re.compile(r"(A test)?(Answer sheet: A test)?(Name )?[A-H]*Variant A · seed 1Page \d+ of \d+")
    for page in printed.pages:
        assert form.fullmatch(page.decoration), page.decoration
    assert set(printed.information) == {"/Title", "/Creator"}
    assert list(pdf.attachments) == []
    known = {"/Type", "/Pages", "/Metadata", "/Lang", "/StructTreeRoot", "/MarkInfo", "/ViewerPreferences", "/Outlines"}
    assert set(pdf.Root) <= known
    assert all("/Annots" not in page for page in pdf.pages)
    described = pdf.Root.Metadata.read_bytes().decode()
    titles = " ".join(str(one.Title) for one in pdf.objects if isinstance(one, Dictionary) and "/Title" in one)
    alts = " ".join(node.alt for node in printed.tree.walk())
    for answer in {one.answer for one in made.key.answers if len(one.answer) > 5}:
        assert answer not in described + titles + alts


def test_which_option_is_right_leaves_no_trace_on_the_paper(press: Press, shipped: Library) -> None:
    fact = shipped.kb.facts["geneva.city"]
    made = []
    for right in range(3):
        options = tuple(Option(text, right=place == right) for place, text in enumerate(("Rome", "Oslo", "Bern")))
        answer = options[right].text
        questions_ = [Question(fact, "choice", Choice("Where?", answer, (answer,), options))]
        made.append(compose(shipped.kb, questions_, Labels("A test", "", "1")))
    assert [one.key.answers[0].marks for one in made] == [("A",), ("B",), ("C",)]
    assert len({question_paper(press, one.sheet, PLAIN) for one in made}) == 1
    assert len({answer_sheet(press, one.sheet, PLAIN) for one in made}) == 1


def test_the_length_of_an_answer_leaves_no_trace_on_the_paper(press: Press, shipped: Library) -> None:
    fact = shipped.kb.facts["geneva.city"]
    made = set()
    for answer in ("a", "a very long answer indeed, which would need three lines at least"):
        recall = Question(fact, "recall", Open("What?", answer, (answer,)))
        cloze = Question(fact, "cloze", Gaps("It is ", answer, ".", (answer,)))
        asked = [recall, cloze]
        sheet = compose(shipped.kb, asked, Labels("A test", "", "1")).sheet
        made |= {question_paper(press, sheet, PLAIN) + answer_sheet(press, sheet, PLAIN)}
    assert len(made) == 1


# The key


@layouts
def test_a_key_has_every_answer_with_its_facts_and_sources(printed: Printer, layout: Layout) -> None:
    made, tree = printed.variant, printed("key", layout)[1].tree
    headings = [node.text for node in tree.all("H1", "H2")]
    titles = [one.title for one in made.sheet.sections]
    after = ["Points needed for a percentage", "What proves the answers", "The sources"]
    assert headings == ["Key: Core facts", *titles, *after]
    assert [node.text for node in tree.all("H3")] == titles
    place = tree.text.index("What proves the answers")
    for answer in made.key.answers:
        for text in (*([row.text for row in answer.rows] or [answer.answer]), *answer.facts):
            assert _tight(text) in _tight(tree.text[place:]), text
        for text in (*(f"{one.answer} ({one.who})" for one in answer.accounts), answer.note):
            assert text in tree.text
    sources = tree.text[tree.text.index("The sources") :]
    for source in made.key.sources:
        assert f'{source.id} {source.who}, "{source.title}", {source.where}. {source.standing}' in sources
    assert sources.endswith(f"To report an error: {made.key.report}")


def _tight(text: str) -> str:
    return "".join(text.split())


def test_a_key_tells_all_marks_first_in_tables_with_headers(printed: Printer) -> None:
    variant, tree = printed.variant, printed("key", PLAIN)[1].tree
    strips, tables = tree.all("Table")[:2], tree.all("Table")[2:6]
    letters: dict[int, str] = {}
    for table in strips:
        letters |= {int(a.text): b.text for a, b in zip(table.all("TH"), table.all("TD"), strict=True)}
    answers = {one.number: one for one in variant.key.answers}
    assert letters == {number: one.marks[0] for number, one in answers.items() if one.marks and not one.rows}
    told: dict[int, list[Node]] = {}
    for table in tables:
        assert [head.text for head in table.all("TH")] == ["No.", "Answer", "Points"]
        told |= {int(row.all("TD")[0].text): row.all("TD")[1:] for row in table.all("TBody")[0].all("TR")}
    assert told.keys() | letters.keys() == answers.keys()
    for number, (words, points) in told.items():
        answer = answers[number]
        assert points.text == str(answer.points)
        rows = re.findall(r"[iv]+ (\d|[A-H])", words.text)
        assert tuple(rows) == answer.marks if answer.rows else words.text.startswith(answer.answer)


def test_a_row_of_a_key_is_not_torn(press: Press, shipped: Library) -> None:
    for layout in few([LAYOUTS[6], PLAIN]):
        tree = read(key_pdf(press, drawn(shipped, SEVERAL_OF_EACH), layout)).tree
        rows = [row for table in tree.all("Table") for row in table.all("TBody")[0].all("TR")]
        assert len(rows) > 20
        assert all(len(row.pages) == 1 for row in rows)


@pytest.mark.parametrize("layout", few([LAYOUTS[7], LAYOUTS[0]]), ids=name_of)
def test_a_key_of_any_length_is_whole(press: Press, variant: Variant, layout: Layout) -> None:
    long = ("a very long answer " * 530)[:10_000]
    some = [variant.sheet.sections[place] for place in (0, 3)]
    sections = tuple(section._replace(items=section.items[:2]) for section in some)
    numbers = [item.number for section in sections for item in section.items]
    answers = tuple(
        one._replace(answer=long, accepted=(long, "x" * 200), facts=("a" * 80, "b.c-" * 20))
        for one in variant.key.answers
        if one.number in numbers
    )
    whole = variant._replace(key=variant.key._replace(answers=answers), sheet=variant.sheet._replace(sections=sections))
    made = read(key_pdf(press, whole, layout))
    assert_within_margins(made, layout.of_key)
    # Two are chosen, so their words stand with what proves them; two are written, and stand among the marks, too.
    assert made.text.count("very long answer") == (2 + 2 * 2) * long.count("very long answer")


@pytest.mark.parametrize("layout", [LAYOUTS[0], LAYOUTS[7]], ids=name_of)
def test_each_row_of_a_key_has_its_own_fact_and_sources(shipped: Library, printed: Printer, layout: Layout) -> None:
    heard_ = printed("key", layout)[1].text
    rows = [row for answer in printed.variant.key.answers for row in answer.rows]
    assert len(rows) == 7
    for row in rows:
        fact = shipped.kb.facts[row.fact]
        assert str(fact.label) in row.text or str(fact.reverse) in row.text
        assert _tight(f"{row.mark}{row.text}{row.fact}·{','.join(row.sources)}") in _tight(heard_)


def test_an_entry_of_a_key_is_not_torn(press: Press, shipped: Library) -> None:
    for seed in few("12"):
        variant = drawn(shipped, SEVERAL_OF_EACH, seed)
        tree = read(key_pdf(press, variant, LAYOUTS[6])).tree
        *_, sources = (one for one in tree.all("L") if one.all("LI"))
        assert all(len(one.pages) == 1 for one in sources.all("LI"))
        assert len(sources.all("LI")) > 4
        rows = [one for one in tree.all("LI") if re.match("[iv]+ ", one.all("Lbl")[0].text)]
        assert len(rows) == sum(len(answer.rows) for answer in variant.key.answers) > 10
        assert all(len(row.pages) == 1 for row in rows)


def test_the_head_of_a_key_is_as_wide_as_its_font(press: Press, variant: Variant) -> None:
    pdf = key_pdf(press, variant, Layout(font="DejaVu Sans Mono"))
    heads = [row for page in read(pdf).pages for row in page.rows if row.text.endswith(" Points")]
    assert heads
    assert all(row.end < 595.28 - 59 for row in heads)


def test_a_named_copy_has_a_key_that_says_whose(press: Press, shipped: Library) -> None:
    short = drawn(shipped, {"choice": 2})
    for name, said in (("Ann Other", "for Ann Other. 2 "), ("Al Other Jr.", "for Al Other Jr. 2 "), ("", "seed 1. 2 ")):
        named = short._replace(sheet=short.sheet._replace(name=name))
        assert said in read(key_pdf(press, named, PLAIN)).text


# The answer sheet


@layouts
def test_an_answer_sheet_has_a_bubble_for_every_mark_and_a_line_for_every_word(
    printed: Printer, layout: Layout
) -> None:
    variant, text = printed.variant, printed("answer sheet", layout)[1].text
    for section in variant.sheet.sections:
        for item in section.items:
            rows = ("i", "ii", "iii", "iv")[: len(item.options)]
            expected = {
                Part.CHOICE: " ".join("ABCDEFGH"[: len(item.options)]),
                Part.TRUE_FALSE: "T F",
                Part.GAP: f"[Line for the answer to question {item.number}]",
                Part.SHORT: f"[Line for the answer to question {item.number}]",
                Part.ORDER: " ".join(f"{row} 1 2 3 4" for row in rows),
                Part.MATCH: " ".join(f"{row} A B C D E" for row in rows),
            }[section.part]
            assert f" {item.number} {expected} " in f"{text} "


@pytest.mark.parametrize("seed", few(["1", "2", "3", "8"]))
def test_fifty_questions_fit_on_one_answer_sheet(press: Press, shipped: Library, seed: str) -> None:
    asked = shipped.round_of(shipped.kb.facts.values(), (), seed, 50)
    sheet = compose(shipped.kb, asked, Labels("The security guarantees dispute", "C", seed)).sheet
    assert len(sheet.items) == 50
    for paper in ("a4", "letter"):
        made = read(answer_sheet(press, sheet, Layout(paper)))
        assert len(made.pages) == 1
        assert "dispute Variant C Name" in made.text


def test_a_label_that_is_no_letter_is_said_in_words(press: Press, variant: Variant) -> None:
    for label, said in (
        ("K", "Core facts Variant K Name"),
        ("12", "Core facts Variant 12 Name"),
        ("", "Core facts Name"),
    ):
        sheet = variant.sheet._replace(label=label)
        assert f"Answer sheet: {said}" in read(answer_sheet(press, sheet, PLAIN)).text


# Any text


HOSTILE = {
    "code": '#read("/etc/passwd") #import "x.typ" #eval("1")',
    "maths": "$x^2$ and $ sum $",
    "markup": "*b* _i_ `raw` = h - item + item / term: x",
    "reference": "@ref <label> [content] {block} //comment /* c */",
    "escapes": r"\ \n \u{41} \\ \" ~ -- --- ... '\"",
    "URL": "https://example.org/a?b=c&d=%20#e javascript:alert(1)",
    "Cyrillic": "Привет, мир",
    "Greek": "Καλημέρα κόσμε",
    "combined": "Ångström, e\u0301 and q\u0308",
    "signs": "½ → ✓ ≤ € № … «quoted» ‹too›",
}


@pytest.mark.parametrize("layout", few([LAYOUTS[0], LAYOUTS[3]]), ids=name_of)
def test_any_text_is_printed_as_it_is(press: Press, layout: Layout) -> None:
    sheet = _everywhere(*HOSTILE.values())
    assert read(question_paper(press, sheet, layout)).text == heard(sheet)
    bubbles = read(answer_sheet(press, sheet, layout)).text
    assert [text for text in HOSTILE.values() if bubbles.count(text) < 2] == []  # in the title and in the name


def _everywhere(*texts: str) -> Sheet:
    """Return a sheet that holds each text in each of its places."""
    rows = [(text, f"1 {text}", f"2 {text}") for text in texts]
    count = len(texts)
    return made_up(
        {
            Part.CHOICE: [
                Item(n, 1, text, options=row) for n, (text, row) in enumerate(zip(texts, rows, strict=True), 1)
            ],
            Part.GAP: [Item(n, 1, f"{text} ", f" {text}") for n, text in enumerate(texts, 1 + count)],
            Part.MATCH: [Item(n, 1, "", options=row, names=row) for n, row in enumerate(rows, 1 + 2 * count)],
        },
        title=" ".join(texts),
        name=" ".join(texts),
    )


@pytest.mark.parametrize("text", ["مرحبا بكم", "שלום עולם"], ids=["Arabic", "Hebrew"])
def test_letters_that_run_from_right_to_left_are_printed(press: Press, text: str) -> None:
    for sheet in (_everywhere(text), _everywhere(text)._replace(tag="he")):
        made = read(question_paper(press, sheet, PLAIN)).text
        assert [made.count(word) for word in text.split()] == [14, 14]


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("a 😀 and a 漢", "😀漢"),
        ("a \u202eright-to-left override", "\u202e"),
        ("a \x00 and a \x1b", "\x00\x1b"),
        ("a \ufeff mark", "\ufeff"),
        ("an 😀\u0301 with a mark of its own", "😀"),
        ("\ue000 of one's own", None),
    ],
)
def test_a_character_that_cannot_be_printed_is_refused_by_name(press: Press, text: str, characters: str | None) -> None:
    items = {Part.SHORT: [Item(1, 1, "What?")]}
    for sheet in (made_up(items, title=text), made_up(items, name=text)):
        if characters is None:  # some font has it, for whatever reason
            question_paper(press, sheet, PLAIN)
            continue
        for document in (question_paper, answer_sheet):
            with pytest.raises(UnprintableError) as caught:
                document(press, sheet, PLAIN)
            assert "".join(sorted(caught.value.characters)) == "".join(sorted(characters))


def test_templates_take_no_text_for_code_and_read_no_file() -> None:
    templates = {path.name: path.read_text("utf-8") for path in TEMPLATES.glob("*.typ")}
    assert {"common.typ", "sheet.typ", "key.typ", "bubbles.typ"} <= set(templates)
    for name, text in templates.items():
        code = re.sub(r"//.*", "", text)
        assert not re.search(r"#(import|include)\b|\b(eval|plugin|read|csv|yaml|toml|xml|cbor)\(", code), name
        assert len(re.findall(r"\blink\(", code)) == (1 if name == "common.typ" else 0), name  # to a page on the web
        # What is data: the document's own, the parts of a formula and the lines of code.
        assert len(re.findall(r"\bjson\b", code)) == {"data.typ": 2, "common.typ": 2}.get(name, 0), name


# Where an unprintable character stands


def test_each_text_with_an_unprintable_character_is_told_by_its_place(tmp_path: Path) -> None:
    from quizgen.pipeline import open_library

    facts = FACT + "  note: Look at the 🗺\n  accept: [the 🗺 and the 漢]\n"
    files: dict[str, str | bytes] = {
        "questions/library.yaml": INFO.replace("Meetings", "Meetings 漢"),
        "questions/sources.yaml": SOURCES.replace("Long talks", "Long 🗺"),
    }
    library = open_library(write_library(tmp_path, facts, files))
    found = unprintable_problems(library.kb, ["🗺", "漢"])
    assert [(one.path, one.line, one.col) for one in found] == [
        ("questions/library.yaml", 1, 10),
        ("questions/meetings.yaml", 8, 9),
        ("questions/meetings.yaml", 9, 12),
        ("questions/sources.yaml", 12, 12),
    ]
    assert str(found[1]) == (
        "questions/meetings.yaml:8:9: no font has the character '🗺' U+1F5FA (WORLD MAP); "
        "name a font that has it with --font, or write it otherwise [unprintable-character]"
    )


def test_a_pupils_name_with_an_unprintable_character_is_told_by_its_row() -> None:
    (problem,) = name_problems("pupils.csv", [Text.at("Ann", 2, 1), Text.at("Bob 😀", 3, 1)], ["😀"])
    assert str(problem).startswith(
        "pupils.csv:3:1: in 'Bob 😀': no font has the character '😀' U+1F600 (GRINNING FACE)"
    )
    assert unprintable_message("\u202e") == "the character U+202E (RIGHT-TO-LEFT OVERRIDE) cannot be printed; delete it"


# Layouts and fonts


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"paper": "a5"}, "There is no paper 'a5'; choose a4 or letter."),
        ({"size": 90}, "A size of 90 points cannot be; choose one from 9 to 28."),
        ({"columns": 3}, "3 columns cannot be; choose 1 or 2."),
        ({"size": 18, "columns": 2}, "Large print (16 points and more) has one column; choose 1, or a smaller size."),
    ],
)
def test_a_layout_that_cannot_be_is_refused_with_what_can(asked: dict[str, object], said: str) -> None:
    with pytest.raises(LayoutError) as caught:
        Layout(**asked)  # type: ignore[arg-type]  # as a user would ask
    assert str(caught.value) == said


def test_a_font_is_found_by_its_family_its_file_or_its_folder(press: Press, variant: Variant) -> None:
    assert find_font("libertinus serif") == ("Libertinus Serif", (), None)
    folder = sans_folder()
    bold = folder / "AtkinsonHyperlegible-Bold.ttf"
    assert find_font(str(bold)) == ("Atkinson Hyperlegible", (folder,), bold)
    assert find_font(str(folder)) == ("Atkinson Hyperlegible", (folder,), folder)
    made = read(question_paper(press, variant.sheet, Layout(font=find_font("New Computer Modern").family)))
    assert made.pages[0].fonts
    assert all("NewCM" in font for font in made.pages[0].fonts)


def test_a_font_that_is_not_there_is_refused_with_what_is(tmp_path: Path) -> None:
    with pytest.raises(FontError, match="There is no font 'Libertine Serif'; did you mean 'Libertinus Serif'"):
        find_font("Libertine Serif")
    with pytest.raises(FontError, match="holds no font that can be used"):
        find_font(str(tmp_path))
    text = tmp_path / "font.ttf"
    text.write_text("no font")
    with pytest.raises(FontError, match=r"font\.ttf is no font that can be used"):
        find_font(str(text))


def test_a_font_of_ones_own_is_used_unless_its_licence_forbids_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, licence in (("free", 0), ("closed", 2)):
        (tmp_path / name).mkdir()
        own = (sans_folder() / "AtkinsonHyperlegible-Regular.ttf").read_bytes()
        own = own.replace("Atkinson".encode("utf-16-be"), "Ownfonts".encode("utf-16-be"))
        place = int.from_bytes(own[own.index(b"OS/2") + 8 :][:4]) + 8  # of fsType, which says what the licence allows
        (tmp_path / name / "own.ttf").write_bytes(own[:place] + licence.to_bytes(2) + own[place + 2 :])
    sheet = made_up({Part.SHORT: [Item(1, 1, "What?")]})
    monkeypatch.chdir(tmp_path)
    free, closed = find_font("free/own.ttf"), find_font("closed")
    assert free.family == closed.family == "Ownfonts Hyperlegible"
    made = read(question_paper(Press(free.folders), sheet, Layout(font=free.family)))
    assert all("Ownfonts" in font for font in made.pages[0].fonts)
    with pytest.raises(FontError, match="The licence of the font Ownfonts Hyperlegible forbids to put it into a PDF"):
        question_paper(Press(closed.folders), sheet, Layout(font=closed.family))
