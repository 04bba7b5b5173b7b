"""A package for Canvas: what its two importers and the specification make of it, and what IMS demands of its form."""

from __future__ import annotations

import unicodedata
import zipfile
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.domain.fact import Picture
from quizgen.domain.markup import plain, spans
from quizgen.domain.question import Choice, Gaps, Match, MatchRow, Open, Option, Order
from quizgen.domain.text import Text
from quizgen.exporting import HOMES
from quizgen.exporting.home import Bank, Parcel, pack
from quizgen.pipeline import open_library
from tests.conftest import ROOT
from tests.support.effort import times
from tests.support.exports import bank_at, exported
from tests.support.homes import qti_grader, qti_schema
from tests.support.homes.hostile import write_hostile
from tests.support.homes.qti_grader import canvas, new_quizzes, specification
from tests.support.homes.shown import lines
from tests.support.library import INFO, write_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from click.testing import Result

    from quizgen.exporting.item import Item, Number
    from tests.support.homes.qti_grader import Package

QTI = HOMES["qti"]
LIBRARIES = sorted((Path(__file__).parent / "libraries").iterdir())
GRADERS = (canvas, new_quizzes, specification)
NUMBERS = """\
    - id: way.length
      how_many: 12 kilometres
      tolerance: 0.5
      ask: How long is the way?
    - id: well.heat
      how_many: -273.15 °C
      tolerance: 1
      ask: How cold is it there?
    - id: cake.half
      how_many: 0.5
      tolerance: 0.1
      ask: What is a half?
"""
#: A library that needs no evidence.
PLAIN = INFO.replace("evidence: required\n", "")


def read(parcel: Parcel) -> tuple[Package, list[tuple[Item, qti_grader.Item]]]:
    """Return a package, and what was sent beside what arrived."""
    package = qti_grader.read(parcel.data)
    return package, list(zip(parcel.sent, package.items, strict=True))


@cache
def packed(path: Path) -> Parcel:
    """Return what Canvas gets of the library in a folder."""
    return pack(QTI, bank_at(path))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Parcel:
    """The library whose texts look like syntax."""
    return packed(write_hostile(tmp_path_factory.mktemp("hostile")))


def by_shape(pairs: list[tuple[Item, qti_grader.Item]], shape: type) -> Iterator[tuple[Item, qti_grader.Item]]:
    """Yield the questions of a shape."""
    return (pair for pair in pairs if isinstance(pair[0].shape, shape))


def check_choice(sent: Item, item: qti_grader.Item) -> None:
    shape = sent.shape
    assert isinstance(shape, Choice)
    assert item.kind == ("multiple_choice_question" if shape.statement is None else "true_false_question")
    shown = dict(zip(item.options.values(), shape.options, strict=True))
    for text, option in shown.items():
        assert {grade(item, text) for grade in GRADERS} == {float(option.right)}
    whys = {text: why for text, why in zip(shown, sent.whys, strict=True) if why}
    assert list(item.notes) == list(whys)


def check_typed(sent: Item, item: qti_grader.Item) -> None:
    assert item.kind == "short_answer_question"
    assert item.forms == list(sent.forms)
    for form in (*sent.forms, sent.shape.answer):
        assert {grade(item, plain(form)) for grade in GRADERS} == {1.0}
    assert {grade(item, f"{plain(sent.shape.answer)} not") for grade in GRADERS} == {0.0}


def check_number(item: qti_grader.Item, number: Number) -> None:
    assert item.kind == "numerical_question"
    least, most, step = number.value - number.tolerance, number.value + number.tolerance, number.tolerance / 100
    for right in (number.value, least, most):
        assert {grade(item, f"{right:f}") for grade in GRADERS} == {1.0}
    for wrong in (least - step, most + step):
        assert {grade(item, f"{wrong:f}") for grade in GRADERS} == {0.0}


def check_match(sent: Item, item: qti_grader.Item) -> None:
    shape = sent.shape
    assert isinstance(shape, Match)
    assert item.kind == "matching_question"
    for grade, shown in zip(GRADERS, ("as_line", "as_html", "shown"), strict=True):
        names = [getattr(text, shown) for text in item.names.values()]
        right = {text: names[row.name] for text, row in zip(item.rows.values(), shape.rows, strict=True)}
        assert grade(item, right) == 1.0
        for text, name in right.items():
            for other in names:
                if other != name:
                    assert grade(item, right | {text: other}) < 1.0
        moved = names[1:] + names[:1]
        assert grade(item, {text: moved[names.index(name)] for text, name in right.items()}) == 0.0


def check(parcel: Parcel) -> None:
    """Each right answer earns all points, and each wrong one none, or less where there are parts."""
    for sent, item in read(parcel)[1]:
        assert item.points == sent.points
        match sent.shape:
            case Choice():
                check_choice(sent, item)
            case Match():
                check_match(sent, item)
            case _ if sent.number is not None:
                check_number(item, sent.number)
            case _:
                check_typed(sent, item)


def test_right_answers_are_right_and_each_wrong_one_wrong(hostile: Parcel) -> None:
    check(hostile)


@pytest.mark.parametrize("path", [ROOT, *LIBRARIES], ids=lambda path: path.name)
def test_so_they_are_in_every_library(path: Path) -> None:
    check(packed(path))


def test_options_are_shuffled_unless_they_are_in_order_or_true_and_false() -> None:
    found = {
        (shape.statement is not None, shape.is_in_order): item.is_shuffled
        for sent, item in read(packed(ROOT))[1]
        if isinstance(shape := sent.shape, Choice)
    }
    assert found == {(False, False): True, (False, True): False, (True, False): False}


def is_plain(text: str) -> bool:
    """Say whether a text has no formula, which Canvas sets, and no block of code."""
    return not any(span.look in ("formula", "block") for span in spans(text))


def test_pupils_see_the_words_of_the_question(hostile: Parcel) -> None:
    for sent, item in read(hostile)[1]:
        shape = sent.shape
        asked = shape.statement.text if isinstance(shape, Choice) and shape.statement else shape.prompt
        if is_plain(asked):
            assert item.question.text.startswith(lines(plain(asked)))
        if isinstance(shape, Choice):
            pairs = zip(shape.options, item.options.values(), strict=True)
            assert all(lines(plain(one.text)) == shown for one, shown in pairs if is_plain(one.text))
            told = dict(zip(item.options.values(), sent.whys, strict=True))
            assert all(lines(plain(told[text])) == note for text, note in item.notes.items() if is_plain(told[text]))
        if isinstance(shape, Match):
            rows = zip(shape.rows, item.rows.values(), strict=True)
            assert all(lines(plain(row.text)) == shown for row, shown in rows if is_plain(row.text))
            assert [plain(name) for name in shape.names] == [name.as_html for name in item.names.values()]


def test_a_name_to_match_is_text_unless_new_quizzes_would_lose_it(hostile: Parcel) -> None:
    names = {name for _, item in by_shape(read(hostile)[1], Match) for name in item.names.values()}
    shown = {name.as_html: name.as_line for name in names}
    assert shown["Dora & Söhne ~ AG"] == "Dora & Söhne ~ AG"
    assert shown["x² < y"] == "x² < y"
    assert shown["<p>"] == "&lt;p&gt;"
    assert {name.as_html for name in names if name.is_html} == {"<p>", "Carl <C> #1"}


def test_feedback_holds_the_answer_the_sources_and_the_id(hostile: Parcel) -> None:
    for sent, item in read(hostile)[1]:
        for part in sent.proof:
            if is_plain(part):
                assert lines(plain(part)) in item.feedback
        assert all(str(fact.id) in item.feedback.splitlines()[-1] for fact in sent.question.facts)


def test_titles_tell_no_answer_and_idents_are_one_each(hostile: Parcel) -> None:
    package, pairs = read(hostile)
    assert package.title == "Signs / <i>marks</i> & {braces} ~ 100% #1"
    assert len({item.ident for _, item in pairs}) == len(pairs)
    for sent, item in pairs:
        assert item.title == plain(sent.title)
        assert all(str(fact.id) not in item.title for fact in sent.question.facts)
        assert item.ident.isascii()
        assert set(item.ident) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")
        assert len(item.ident) <= 120


def test_a_question_keeps_its_ident_when_its_words_change() -> None:
    before = packed(ROOT)
    items = tuple(item._replace(title=f"{item.title} new", proof=("Changed.",)) for item in before.sent)
    after = QTI.render(Bank("Another name", "x", "en", items))
    assert [one.ident for one in qti_grader.read(after).items] == [one.ident for _, one in read(before)[1]]


def test_pictures_are_files_with_their_words(hostile: Parcel) -> None:
    package, pairs = read(hostile)
    shown = [(sent.picture, item.question.pictures) for sent, item in pairs if item.question.pictures]
    assert shown
    for picture, ((address, alt),) in shown:
        assert isinstance(picture, Picture)
        assert (package.picture(address), alt) == (picture.data, str(picture.alt))
    assert all(sent.picture is None for sent, item in pairs if not item.question.pictures)


def test_a_number_is_asked_with_its_unit_and_typed_without(tmp_path: Path) -> None:
    pairs = read(packed(write_library(tmp_path, NUMBERS, {"questions/library.yaml": PLAIN})))[1]
    asked = {str(sent.question.fact.id): item.question.text for sent, item in pairs if sent.number is not None}
    assert asked == {
        "way.length": "How long is the way?\nType it as a number. (kilometres)",
        "well.heat": "How cold is it there?\nType it as a number. (°C)",
        "cake.half": "What is a half?\nType it as a number.",
    }
    check(packed(tmp_path))


def test_what_is_put_in_order_and_what_is_recalled_is_left_out(hostile: Parcel) -> None:
    assert list(hostile.reasons) == [
        "it cannot grade an answer in words of one's own",
        "Canvas drops what is to be put in order",
    ]
    left = {item.id for item, _ in hostile.left_out}
    orders = [item for item, _ in hostile.left_out if isinstance(item.shape, Order)]
    assert orders
    assert not left & {item.id for item in hostile.sent}
    assert all(item.forms == () for item, _ in hostile.left_out if isinstance(item.shape, (Open, Gaps)))


def test_a_correction_is_an_assessment_of_its_own() -> None:
    bank = Bank("Core", "example", "en", packed(ROOT).sent[:2])
    all_, corrected = (qti_grader.read(QTI.render(one)) for one in (bank, bank._replace(changed="2026-03-01")))
    assert (all_.title, corrected.title) == ("Core", "Core (corrections 2026-03-01)")
    assert all_.ident != corrected.ident
    assert [item.ident for item in all_.items] == [item.ident for item in corrected.items]


def test_the_form_is_what_ims_demands(hostile: Parcel) -> None:
    for parcel in (hostile, packed(ROOT)):
        with zipfile.ZipFile(BytesIO(parcel.data)) as archive:
            names = archive.namelist()
            manifest, assessment = (fromstring(archive.read(name)) for name in names[:2])  # noqa: S314  quizgen wrote it
        assert names[0] == "imsmanifest.xml"
        assert qti_schema.faults(manifest, qti_grader.PACKAGE, qti_schema.PACKAGE) == []
        assert qti_schema.faults(assessment, qti_grader.ASI, qti_schema.QTI) == []
        identifiers = [one.attrib["identifier"] for one in manifest.iter() if "identifier" in one.attrib]
        assert len(set(identifiers)) == len(identifiers)


def test_the_same_questions_are_the_same_bytes(hostile: Parcel, tmp_path: Path) -> None:
    again = exported(open_library(write_hostile(tmp_path)), "qti")
    assert again.data == hostile.data


def test_the_command_says_what_went_and_what_did_not(quizgen: Callable[..., Result], tmp_path: Path) -> None:
    result = quizgen("export", "core", "--library", ROOT, "--to", "qti", "--out", tmp_path)
    assert result.stdout == f"{tmp_path / 'core.qti.zip'}\n"
    sent = len(qti_grader.read((tmp_path / "core.qti.zip").read_bytes()).items)
    assert result.stderr.startswith(f"{sent} questions for Canvas.\n")


class _Words(HTMLParser):
    """Gathers the text of HTML as it stands."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def words(html: str) -> str:
    """Return the text of HTML, each sign as it stands."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return "".join(reader.words)


#: What a text of a library may hold: no control characters, and nothing that Unicode gives to programs.
ANY_TEXT = st.text(
    st.one_of(
        st.sampled_from("<>&\"'[]{}()\\$%#~=:;*/@-_` \n]]>abc1"),
        st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")),
    ),
    min_size=1,
).filter(lambda text: unicodedata.normalize("NFC", text).strip() != "")


def sources(item: qti_grader.Item) -> list[str]:
    """Return the texts of an item in the order of the file, each as it stands in the XML."""
    return [one.text or "" for one in item.element.iter(f"{qti_grader.ASI}mattext")]


@given(st.lists(ANY_TEXT, min_size=9, max_size=9))
@settings(max_examples=times(500), deadline=None)
def test_any_text_comes_back_as_it_is(texts: list[str]) -> None:
    ask, right, wrong, why, proof, title, name, row, form = texts
    base = packed(ROOT).sent[0]
    choice = Choice(ask, right, (right,), (Option(right, right=True), Option(wrong, right=False)))
    match = Match(ask, (MatchRow("a.b", row, 0), MatchRow("c.d", f"{row}2", 1)), (name, f"{name}2"))
    typed = Open(ask, form, (form,), is_typed=True)
    items = [
        base._replace(question=base.question._replace(shape=shape), title=title, whys=whys, proof=(proof,), forms=forms)
        for shape, whys, forms in ((choice, ("", why), ()), (match, (), ()), (typed, (), (form,)))
    ]
    package = qti_grader.read(QTI.render(Bank(title, "x", "en", tuple(items))))
    assert package.title == " ".join(title.split())
    first, second, third = package.items
    assert {item.title for item in package.items} == {" ".join(title.split())}
    assert list(map(words, sources(first))) == [ask, right, wrong, proof, why]
    shown = list(map(words, sources(second)))
    assert (shown[0], shown[1], shown[4], shown[-1]) == (ask, row, f"{row}2", proof)
    assert [text.shown if not text.is_html else words(text.source) for text in second.names.values()] == [
        " ".join(one.split()) for one in (name, f"{name}2")
    ]
    assert third.forms == [form]
    assert list(map(words, sources(third))) == [ask, proof]


def test_an_alternative_text_and_a_units_sign_come_back_too() -> None:
    base = packed(ROOT).sent[0]
    picture = Picture(Text.at("a & b.png", 1, 1), Text.at("\"Signs\" & <b> 'x'", 1, 1), "png", b"data")
    fact = base.question.fact._replace(picture=picture)
    item = base._replace(question=base.question._replace(fact=fact), picture=picture)
    package = qti_grader.read(QTI.render(Bank("x", "x", "en", (item, item._replace(title="again")))))
    for one in package.items:
        ((address, alt),) = one.question.pictures
        assert (package.picture(address), alt) == (b"data", "\"Signs\" & <b> 'x'")
