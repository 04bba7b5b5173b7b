"""Fair marking: what earns points, what a key says of it, and that no answer is for nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from quizgen.asking.paper import draw_paper, shares
from quizgen.asking.several import draw_several
from quizgen.domain.proof import accepted_forms, also_right
from quizgen.domain.question import Match, Order
from quizgen.grading.grader import Grader
from quizgen.grading.written_forms import FormWriter
from quizgen.language import ENGLISH
from quizgen.pipeline import open_library
from quizgen.rendering.outputs import SHEET_FORMATS
from quizgen.rendering.sheets import pdf
from quizgen.rendering.sheets.compose import Labels, answered_apart, compose
from quizgen.rendering.sheets.layout import Layout
from quizgen.rendering.sheets.press import Press
from quizgen.rendering.sheets.sheet import Part, Spelling
from quizgen.rendering.sheets.tasks import marking_rule, right_in_part
from tests.support.effort import few, times
from tests.support.library import ENTITIES, FACT, write_library
from tests.support.pdf import read
from tests.support.sheets import A_BIT_OF_EACH, drawn, heard, name_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from quizgen.pipeline import Library
    from quizgen.rendering.sheets.sheet import Variant

PRINTS = [Layout(), Layout("letter", 24), Layout("letter"), Layout(size=18)]


#: Three people who each said something, asked for by name.
CLAIMS = """\
- id: doe.bread
  said: that bread is dear
  by: jane-doe
  ask: What did Jane Doe complain of?
  reverse: Who complained that bread is dear?
  evidence: {wire: the talks will go on}
- id: roe.hall
  said: that the hall is small
  by: john-roe
  ask: What did John Roe complain of?
  reverse: Who complained that the hall is small?
  evidence: {wire: the talks will go on}
- id: major.roof
  said: that the roof leaks
  by: mary-major
  ask: What did Mary Major complain of?
  reverse: Who complained that the roof leaks?
  evidence: {wire: the talks will go on}
"""
SOURCE = "  - {id: an-aide, name: a town aide, about: somebody unnamed}\n"
OFFICES = """\
organisations:
  - {id: the-council, name: Town Council, side: council, group: office}
  - {id: the-guild, name: Guild of Guests, side: guests, group: office}
"""


def matches(library: Library) -> list[Match]:
    """All questions on several claimants that are drawn with some seeds."""
    way, facts = library.asker.ways["match"], library.kb.facts.values()
    drawn = (question for seed in map(str, range(8)) for question in draw_several(library.kb, facts, way, seed))
    shapes = [question.shape for question in drawn]
    assert all(isinstance(shape, Match) for shape in shapes)
    return [shape for shape in shapes if isinstance(shape, Match)]


def left_over(shape: Match) -> set[str]:
    """The names that answer no question."""
    return {*shape.names} - {shape.names[row.name] for row in shape.rows}


def a_library(root: Path, facts: str = CLAIMS, people: str = "", organisations: str = "") -> Library:
    """A library with these facts, more people, and organisations of its own."""
    head, offices, rest = ENTITIES.partition("organisations:\n")
    rest = rest[rest.index("places:") :]
    entities = head + people + (organisations or f"{offices}  - {{id: the-council, name: Town Council}}\n") + rest
    library = open_library(write_library(root, facts, {"questions/entities.yaml": entities}))
    assert library.problems == ()
    return library


def test_the_last_name_of_a_match_is_not_free(tmp_path: Path) -> None:
    for shape in matches(a_library(tmp_path)):
        assert left_over(shape) == {"Ann Other", "Sam Hill"}
        assert shape.prompt.endswith("some names fit nowhere.")


def test_names_to_match_are_of_one_kind(tmp_path: Path) -> None:
    described = CLAIMS.replace("by: mary-major", "by: an-aide").replace("Mary Major complain", "a town aide complain")
    assert matches(a_library(tmp_path / "described", described, people=SOURCE)) == []
    office = CLAIMS.replace("by: mary-major", "by: the-guild").replace("Mary Major", "the Guild of Guests")
    assert matches(a_library(tmp_path / "office", office, organisations=OFFICES)) == []
    for shape in matches(a_library(tmp_path / "both", people=SOURCE, organisations=OFFICES)):
        assert left_over(shape) == {"Ann Other", "Sam Hill"}


def test_who_claims_the_same_matter_is_not_offered_as_wrong(tmp_path: Path) -> None:
    facts = CLAIMS.replace("  by: jane-doe\n", "  by: jane-doe\n  matter: bread\n", 1)
    more = """\
- id: hill.bread
  said: that bread costs much
  by: sam-hill
  matter: bread
  ask: What did Sam Hill complain of?
  evidence: {wire: the talks will go on}
"""
    for shape in matches(a_library(tmp_path, facts + more)):
        assert left_over(shape) == {"Ann Other"}


def test_a_name_in_a_question_is_not_offered_as_wrong(tmp_path: Path) -> None:
    named = CLAIMS.replace("reverse: Who complained that the roof leaks?", "reverse: Who told Sam Hill of the roof?")
    for shape in matches(a_library(tmp_path, named)):
        assert left_over(shape) == {"Ann Other"}


def test_where_nobody_else_is_known_each_name_fits_once(tmp_path: Path) -> None:
    both = CLAIMS.replace("reverse: Who complained that the roof leaks?", "reverse: Who told Sam Hill and Ann Other?")
    for shape in matches(a_library(tmp_path, both)):
        assert left_over(shape) == set()
        assert shape.prompt.endswith("each name fits once.")


def test_events_are_never_shown_in_their_right_order(shipped: Library) -> None:
    way, facts = shipped.asker.ways["order"], shipped.kb.facts.values()
    drawn_ = [one.shape for seed in map(str, range(30)) for one in draw_several(shipped.kb, facts, way, seed)]
    for shape in drawn_:
        assert isinstance(shape, Order)
        assert [row.rank for row in shape.rows] != list(range(1, len(shape.rows) + 1))
    assert len(drawn_) > 30


# What a question is worth


@pytest.fixture(scope="module")
def press() -> Press:
    """One press for all tests."""
    return Press()


@pytest.fixture(scope="module")
def variant(shipped: Library) -> Variant:
    """Questions of every kind from the shipped library."""
    return drawn(shipped, A_BIT_OF_EACH)


def usual(shipped: Library, seed: str) -> Variant:
    """The sheet that is printed where nobody asks for anything else."""
    facts = [*shipped.kb.facts.values()]
    asked = draw_paper(shipped.asker, facts, shares(shipped.asker, (), 20), seed)
    return compose(shipped.kb, asked, Labels("Core facts", "A", seed))


def test_two_questions_are_no_quarter_of_a_sheet(shipped: Library) -> None:
    for seed in map(str, range(1, 1 + times(20))):
        sheet = usual(shipped, seed).sheet
        several = sum(section.points for section in sheet.sections if section.part in (Part.ORDER, Part.MATCH))
        assert several <= 0.25 * sheet.points, seed


def test_what_is_said_in_ones_own_words_is_worth_more_than_a_name_or_a_date(shipped: Library) -> None:
    facts = shipped.kb.facts
    worth = {}
    for id_ in ("geneva.date", "people.stoltenberg", "demands.denies-invasion", "council.military-means"):
        asked = shipped.asker.exercise(facts[id_], "recall", "1")
        assert asked is not None
        worth[id_] = compose(shipped.kb, [asked], Labels("", "", "1")).sheet.points
    assert worth["geneva.date"] == worth["people.stoltenberg"] == 1
    assert worth["council.military-means"] == 2


@pytest.mark.parametrize(
    ("part", "worth", "rows", "said"),
    [
        (Part.ORDER, 3, 4, "1 point for each line that comes directly after the right one."),
        (Part.ORDER, 4, 3, "2 points for each line that comes directly after the right one."),
        (Part.ORDER, 4, 4, "Lines directly after the right one, and their points: 1 → 1, 2 → 2, 3 → 4."),
        (Part.ORDER, 1, 4, "Lines directly after the right one, and their points: 1 → 0, 2 → 0, 3 → 1."),
        (Part.MATCH, 3, 3, "1 point for each right letter."),
        (Part.MATCH, 2, 3, "Right letters, and their points: 1 → 0, 2 → 1, 3 → 2."),
        (Part.SHORT, 2, 0, "An incomplete answer earns 1 of 2 points."),
        (Part.SHORT, 4, 0, "An incomplete answer earns half of its points."),
        (Part.SHORT, 1, 0, ""),
        (Part.GAP, 1, 0, ""),
        (Part.CHOICE, 2, 4, ""),
    ],
)
def test_each_kind_of_question_has_a_rule_for_what_is_right_in_part(
    part: Part, worth: int, rows: int, said: str
) -> None:
    assert right_in_part(ENGLISH, part, worth, rows).replace("\xa0", " ") == said


def test_the_rule_stands_on_the_sheet_and_on_the_key_in_every_format(variant: Variant) -> None:
    rules = ("1 point for each line that comes directly after the right one.", "1 point for each right letter.")
    for form in SHEET_FORMATS.values():
        if form.embeds_fonts or form.id == "docx":
            continue
        for made in (form.paper(Press(), variant.sheet, Layout()), form.key(Press(), variant, Layout())):
            text = made.decode().replace("\xa0", " ")
            assert all(rule in text for rule in rules)


# The key


def test_what_a_key_accepts_grading_accepts(shipped: Library) -> None:
    kb = shipped.kb
    grader, writer = Grader(kb), FormWriter(kb)
    listed = 0
    for fact in [*kb.facts.values()][:: max(1, 10 // times(10))]:
        for way in ("recall", "cloze", "typed", "reverse"):
            asked = shipped.asker.exercise(fact, way, "1")
            if asked is None:
                continue
            answer, *others = accepted_forms(kb, asked)
            assert answer == asked.shape.answer
            for form in also_right(kb.language, answer, others):
                listed += 1
                assert grader.grade(asked, form).fit.is_right, (asked.id, form)
            if len(writer.forms(asked)) < 40:
                assert {*map(kb.language.normal, others)} <= {*map(kb.language.normal, writer.forms(asked))} | {
                    kb.language.normal(form)
                    for form in others
                    if any(
                        kb.language.content_words(form) == kb.language.content_words(more)
                        for more in writer.forms(asked)
                    )
                }, asked.id
    assert listed > 20


@pytest.mark.parametrize(
    ("answer", "forms", "told"),
    [
        ("Ukraine", ["mainly Ukraine", "Kiev"], ["Kiev"]),
        ("long-term security guarantees", ["legal guarantees of security", "guarantees"], ["guarantees"]),
        ("12 January 2022", [], []),
        ("about 7.5 hours", ["7.5 hours", "nearly 8 hours", "8 hours"], ["7.5 hours", "8 hours"]),
        ("the West", ["to the West", "Western states"], ["Western states"]),
    ],
)
def test_only_what_says_more_than_the_answer_is_told_beside_it(answer: str, forms: list[str], told: list[str]) -> None:
    assert list(also_right(ENGLISH, answer, forms)) == told


def test_a_date_is_told_once(tmp_path: Path) -> None:
    library = open_library(write_library(tmp_path, FACT))
    (fact,) = library.kb.facts.values()
    asked = library.asker.exercise(fact, "recall", "1")
    assert asked is not None
    assert accepted_forms(library.kb, asked)[0] == "12 January 2022"
    assert "2022-01-12" not in accepted_forms(library.kb, asked)


@pytest.mark.parametrize("layout", few(PRINTS, 2), ids=name_of)
def test_all_marks_of_a_sheet_are_on_one_page_in_eleven_points(press: Press, shipped: Library, layout: Layout) -> None:
    for seed in few([str(number) for number in range(1, 11)]):
        made = usual(shipped, seed)
        key = read(pdf.key(press, made, layout))
        first = " ".join(" ".join(row.text for row in key.pages[0].rows).split())
        assert first.startswith(f"Key: Core facts Variant A, seed {seed}. 20 questions, {made.sheet.points} points.")
        for answer in made.key.answers:
            if not answer.marks:
                assert answer.answer.replace(" ", "") in first.replace(" ", ""), answer.answer
        assert "90%" in first
        assert "What proves the answers" not in first
        assert any("What proves the answers" in row.text for row in key.pages[1].rows)
        assert key.pages == read(pdf.key(press, made, Layout(layout.paper))).pages or layout.font


def test_the_points_for_a_percentage_reach_it(variant: Variant, press: Press) -> None:
    total = variant.sheet.points
    text = read(pdf.key(press, variant, Layout())).text
    told = re.search(r"Points needed for a percentage 90% 80% 70% 60% 50% ([\d ]+) What", text)
    assert told is not None
    for share, points in zip((90, 80, 70, 60, 50), map(int, told[1].split()), strict=True):
        assert 100 * (points - 1) < share * total <= 100 * points


def test_the_key_says_what_counts_and_what_earns_nothing() -> None:
    spelling = "Spelling does not count; a wrong answer beside a right one earns nothing."
    assert marking_rule(ENGLISH, Part.GAP, 1, 0) == f"Any words count that say the same. {spelling}"
    assert marking_rule(ENGLISH, Part.SHORT, 1, 0) == spelling
    assert marking_rule(ENGLISH, Part.SHORT, 1, 0, Spelling.EXACT).startswith("Spelling counts; a wrong")
    assert "the article does;" in marking_rule(ENGLISH, Part.SHORT, 1, 0, Spelling.ARTICLE)
    assert marking_rule(ENGLISH, Part.CHOICE, 1, 0) == "Two marks for one question earn nothing."
    assert marking_rule(ENGLISH, Part.MATCH, 3, 3).endswith("Two letters in one box earn nothing.")
    assert marking_rule(ENGLISH, Part.ORDER, 3, 4).endswith("An empty box breaks the order.")


def test_own_questions_of_a_teacher_have_no_standing_and_no_sources_on_the_key(tmp_path: Path, press: Press) -> None:
    library = open_library(write_library(tmp_path, FACT))
    (fact,) = library.kb.facts.values()
    own = fact._replace(evidence=())
    asked = library.asker.exercise(own, "recall", "1")
    assert asked is not None
    text = read(pdf.key(press, compose(library.kb, [asked], Labels("Own", "", "1")), Layout())).text
    assert "12 January 2022 meeting.date" in text
    assert "The sources" not in text
    assert "source" not in text.lower()
    assert "article" not in text


# The answer sheet


@pytest.mark.parametrize("layout", few(PRINTS, 2), ids=name_of)
def test_with_an_answer_sheet_the_questions_say_where_to_answer(press: Press, variant: Variant, layout: Layout) -> None:
    sheet = answered_apart(variant).sheet
    text = read(pdf.paper(press, sheet, layout)).text
    assert text == heard(sheet)
    assert "[Line" not in text
    assert "[Box" not in text
    assert "Tick" not in text
    assert text.count("answer sheet") == len(sheet.sections)


@pytest.mark.parametrize("layout", few(PRINTS, 2), ids=name_of)
def test_the_key_to_the_answer_sheet_lies_over_it(press: Press, variant: Variant, layout: Layout) -> None:
    apart = answered_apart(variant)
    sheet, key = read(pdf.answer_sheet(press, apart.sheet, layout)), read(pdf.answer_overlay(press, apart, layout))
    assert len(sheet.pages) == len(key.pages)
    for empty, marked in zip(sheet.pages, key.pages, strict=True):
        # Each letter of a bubble stands where it stands on the pupil's.
        there = {(run.text, round(run.x), round(run.y)) for run in empty.runs if re.fullmatch("[A-HTF1-4]", run.text)}
        assert len(there) >= 8
        assert there <= {(run.text, round(run.x), round(run.y)) for run in marked.runs}
    for number, page in enumerate(key.pages, 1):
        said = f"Key to Variant A · seed 1 · print of {layout.size} pointsPage {number} of"
        assert said in page.decoration, "of several prints each page says which it lies over"
    for answer in variant.key.answers:
        if not answer.marks:
            assert answer.answer[:20] in key.text
            assert answer.answer not in sheet.text


def test_the_key_to_an_answer_sheet_in_another_font_says_which(press: Press, variant: Variant) -> None:
    layout = Layout(size=14, font="Atkinson Hyperlegible")
    key = read(pdf.answer_overlay(press, answered_apart(variant), layout))
    assert "print of 14 points · Atkinson Hyperlegible" in key.pages[0].decoration


def test_an_answer_sheet_in_larger_print_has_lines_as_long_as_in_the_usual(press: Press, variant: Variant) -> None:
    for size in (11, 14):
        made = read(pdf.answer_sheet(press, answered_apart(variant).sheet, Layout(size=size)))
        lines = [node.box for node in made.tree.walk() if node.alt.startswith("Line for the answer")]
        assert len(made.pages) == 1
        assert lines
        assert min(right - left for left, _, right, _ in lines) > 200, "seven centimetres for a hand"


def test_only_the_key_to_the_answer_sheet_is_given_the_answers(press: Press, variant: Variant) -> None:
    assert "right" not in pdf.answers_piece(variant.sheet, Layout()).data
    given = pdf.overlay_piece(variant, Layout()).data["right"]
    assert {int(number): tuple(one["marks"]) for number, one in given.items()} == {
        answer.number: answer.marks for answer in variant.key.answers
    }


ARTICLE = "A slip in a letter or an accent does not count, the article does;"
FREE = "Spelling does not count;"
EXACT = "Spelling counts;"


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ("term: la clé, means: key, ask: What is the French for 'key'?", [ARTICLE]),
        ("term: gehen, means: to go, ask: What is the German for 'to go'?", [FREE]),
        ("what: necessary, accept: [needed], wrong: [neccessary, tea, ink], ask: Which word is spelt well?", [EXACT]),
    ],
)
def test_the_key_says_of_spelling_what_grading_does(
    tmp_path: Path, quizgen: Callable[..., Result], facts: str, told: list[str]
) -> None:
    root = tmp_path / "words"
    topic = f"topic: words\ntitle: At home\nlanguage: fr\nfacts:\n  - {{id: words.one, {facts}}}\n"
    for name, text in {"library": "library: Words\nnamespace: example.words\n", "10": topic}.items():
        (root / "questions").mkdir(parents=True, exist_ok=True)
        (root / f"questions/{name}.yaml").write_text(text, "utf-8")
    (root / "decks").mkdir()
    (root / "decks/all.yaml").write_text("deck: all\ntitle: All\nabout: All words.\n", "utf-8")
    done = quizgen("sheet", "--library", root, "--section", "recall=1", "--format", "html", "--out", tmp_path)
    assert done.exit_code == 0, done.output
    key = (tmp_path / "all-key.html").read_text("utf-8")
    assert [rule for rule in (ARTICLE, FREE, EXACT) if rule in key] == told
    assert "The answers in full" in key
    assert "What proves the answers" not in key
