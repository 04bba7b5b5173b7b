"""The file of a test for a class -> a ClassTest, and its problems."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizgen.domain.class_test import HEADER_TEXTS, Asked, ClassTest, Extract, Header, Logo, header_of
from quizgen.reading.answer_forms import asked_both_ways
from quizgen.reading.fact_forms import fact_form
from quizgen.reading.files import read_text
from quizgen.reading.form import Field, Form, ListOf, TextOr
from quizgen.reading.layout import TEST_SUFFIX
from quizgen.reading.nodes import Reader
from quizgen.reading.pictures import PictureError, read_picture
from quizgen.reading.syntax import parse
from quizgen.reading.types import ID, Identifier, OneOf, String, Whole

if TYPE_CHECKING:
    from collections.abc import Collection

    from quizgen.domain.card import WayId
    from quizgen.domain.problem import Problem
    from quizgen.domain.text import Text
    from quizgen.language import Language
    from quizgen.reading.nodes import Record

    Values = dict[str, Any]

#: The most questions that a test has, and the most points of one.
MOST_QUESTIONS, MOST_POINTS = 200, 100
_QUESTION = String(
    longest=400,
    pattern=rf"{ID}(?:\+{ID})*/[a-z]+(?:-[a-z]+)*",
    wanted="a fact and a way, as in 'geneva.date/choice'; several facts are joined by '+'",
)
_ASKED: Form[Asked] = Form(
    "a question",
    (
        Field("ask", _QUESTION, "The fact and the way: 'geneva.date/choice'.", required=True),
        Field("points", Whole(1, MOST_POINTS), "How many points it is worth, where not as many as usual."),
        Field(
            "says",
            String(pattern="[0-9a-f]{16}", wanted="16 hexadecimal digits, as quizgen saved them"),
            "A digest of what the fact said when the test was saved.",
        ),
        Field("on", Identifier(reference=True), "The id of the extract that it is about."),
    ),
    lambda values, _node, _reader: Asked(values.pop("ask"), **values),
)


def _logo(values: Values, _node: Record, reader: Reader) -> Logo | None:
    try:
        kind, data = read_picture(Path(reader.path).parent / values["file"])
    except PictureError as error:
        reader.problem(values["file"], "unreadable-file", f"'{values['file']}': {error}")
        return None
    return Logo(kind, data, str(values["alt"]))


_LOGO: Form[Logo | None] = Form(
    "a logo",
    (
        Field("file", String(longest=400), "A PNG, JPEG or SVG, found from the folder of the test.", required=True),
        Field("alt", String(longest=200), "What it shows, in words: 'Coat of arms with an oak'.", required=True),
    ),
    _logo,
)
_HEADER: Form[Header] = Form(
    "a header",
    (
        *(Field(key, String(longest=longest), about) for key, (longest, about) in HEADER_TEXTS.items()),
        Field("logo", _LOGO, "The school's picture, which stands beside the title."),
    ),
    lambda values, _node, _reader: header_of(values, values.pop("logo", None)),
)
_EXTRACT: Form[Extract] = Form(
    "an extract",
    (
        Field("id", Identifier(), "By this id questions name it, as 'on: ID'.", required=True),
        Field("text", String(longest=3000), "The text that is printed before the questions.", required=True),
        Field("from", String(longest=200), "Where it is from."),
    ),
    lambda values, _node, _reader: Extract(values["id"], values["text"], values.get("from")),
)
#: What belongs to a fact that is published: it has proof, cards and a history.
_OF_PUBLISHED = ("evidence", "accounts", "ways", "withdrawn", "retired", "draft")


def _asked(question: Asked | Text) -> Asked:
    return question if isinstance(question, Asked) else Asked(question)


def _test(values: Values, _node: Record, reader: Reader) -> ClassTest:
    questions = tuple(map(_asked, values.pop("questions")))
    own = (fact._replace(topic=reader.path) for fact in values.pop("own", ()))
    return ClassTest(reader.path, values.pop("test"), questions, asked_both_ways(own, {}, reader.language), **values)


def class_test_form(ways: Collection[WayId], papers: Collection[str], sizes: tuple[int, int]) -> Form[ClassTest]:
    """Return the form of a test; its own facts may name these `ways`, and print has the least and the most points."""
    return Form(
        "a test",
        (
            Field("test", String(longest=120), "What stands at the top of it.", required=True),
            Field("seed", String(longest=120), "The same seed gives the same order of options and rows."),
            Field("variants", Whole(1, 702), "Variants A, B, C ...: the same questions in another order."),
            Field("paper", OneOf(papers), "The size of the paper."),
            Field("size", Whole(*sizes), "The size of print in points."),
            Field("columns", Whole(1, 2), "The number of columns."),
            Field("font", String(longest=400), "A font that comes with quizgen or is installed, or its file."),
            Field("header", _HEADER, "What stands at the top beside the title."),
            Field("extracts", ListOf(_EXTRACT, most=9), "Texts that questions are about."),
            Field("made_with", String(longest=40), "The version of quizgen that saved the test."),
            Field(
                "questions",
                ListOf(TextOr(_QUESTION, _ASKED), most=MOST_QUESTIONS),
                "The questions in their order, each a fact and a way.",
                required=True,
            ),
            Field(
                "own",
                ListOf(fact_form(ways, _OF_PUBLISHED), most=MOST_QUESTIONS),
                "Facts of your own beside the library's, without evidence; their pictures lie beside the test.",
            ),
        ),
        _test,
    )


def read_class_test(
    path: Path, shown: str, form: Form[ClassTest], language: Language
) -> tuple[ClassTest | None, list[Problem]]:
    """Return the test in the file at `path`, or None where it has none, and all problems of the file.

    `shown` is what the path is called in places. Amounts are read in the `language` of the library.
    """
    reader = Reader(shown, language, media=path.parent)
    if not path.name.endswith(TEST_SUFFIX):
        reader.problem_at(1, 1, "unreadable-file", f"the name of a test's file ends in {TEST_SUFFIX}; rename it")
        return None, reader.problems
    text = read_text(path, reader)
    node = None if text is None else parse(text, reader)
    return (None if node is None else form.read(node, reader)), reader.problems
