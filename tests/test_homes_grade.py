"""What arrives in other homes is what was sent: graders that never saw the writers read each file and grade it.

A right answer earns all points there and a wrong one none, a pupil sees the words of the question, and no more of the
answer than that: for a library of nothing but traps, for the shipped one, and for those about other subjects.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest

from quizgen.domain.answer import Quantity
from quizgen.domain.formula import parse_formula
from quizgen.domain.markup import plain, spans
from quizgen.domain.proof import cited, short_citation
from quizgen.domain.question import Choice, Gaps, Match, Open, Order
from quizgen.exporting import HOMES
from quizgen.exporting.home import pack
from quizgen.grading.grader import Grader
from quizgen.grading.written_forms import FormWriter
from quizgen.rendering.formulas import latex
from tests.conftest import ROOT
from tests.support.exports import bank_at
from tests.support.homes import gift, gift_pegjs, h5p, moodle
from tests.support.homes.engine import Matching, MultiChoice, Numerical, ShortAnswer, TrueFalse
from tests.support.homes.game_files import read_blooket, read_gimkit, read_kahoot
from tests.support.homes.hostile import write_hostile
from tests.support.homes.shown import formula, lines
from tests.support.library import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from quizgen.exporting.item import Item
    from quizgen.pipeline import Library
    from tests.support.homes.engine import Asked, Task
    from tests.support.homes.game_files import Played

OTHERS = ROOT / "tests" / "libraries"
NAMES = ("hostile", "shipped", *sorted(path.name for path in OTHERS.iterdir()))
GAMES = {"kahoot": read_kahoot, "blooket": read_blooket, "gimkit": read_gimkit}
READERS = {"moodle": moodle.read, "gift": gift.read, "gift-pegjs": gift_pegjs.read}
NO_PEGJS = pytest.mark.skipif(not gift_pegjs.is_there(), reason="node or its package gift-pegjs is not installed")


class Sent(NamedTuple):
    """A library in another home: what was sent, what was left out, and the file."""

    library: Library
    sent: tuple[Item, ...]
    left_out: tuple[tuple[Item, str], ...]
    data: bytes


class Arrived(NamedTuple):
    """A library in another home: each question that was sent with what became of it there."""

    home: str
    library: Library
    pairs: list[tuple[Item, Asked]]
    writer: FormWriter
    grader: Grader

    def forms(self, item: Item) -> list[str]:
        """Return the forms in which a typed answer is right, but for those that the home has no sign for."""
        typed = {form.lower() for form in item.forms}
        forms = [form for form in map(plain, self.writer.forms(item.question)) if form.lower() in typed]
        return [form for form in dict.fromkeys((*forms, *item.forms)) if self.home != "gift" or "->" not in form]

    @property
    def answers(self) -> frozenset[str]:
        """Return the answers to all questions with typed ones: most are wrong elsewhere."""
        shapes = (item.shape for item, _ in self.pairs)
        return frozenset(plain(one.answer) for one in shapes if isinstance(one, (Open, Gaps)))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the library of traps."""
    return write_hostile(tmp_path_factory.mktemp("hostile"))


@cache
def _sent(root: Path, home: str) -> Sent:
    bank = bank_at(root)
    parcel = pack(HOMES[home], bank)
    asked = [*parcel.sent, *(item for item, _ in parcel.left_out)]
    if not HOMES[home].one_a_fact:
        assert sorted(item.id for item in asked) == sorted(item.id for item in bank.items)
    return Sent(opened(root).marked, parcel.sent, parcel.left_out, parcel.data)


@cache
def _read(reader: str, data: bytes) -> list[Asked]:
    return READERS[reader](data)


@cache
def _graders(root: Path) -> tuple[FormWriter, Grader]:
    kb = opened(root).marked.kb
    return FormWriter(kb), Grader(kb)


def _root(name: str, hostile: Path) -> Path:
    return {"hostile": hostile, "shipped": ROOT}.get(name, OTHERS / name)


@pytest.fixture(
    params=[
        pytest.param((reader, name), id=f"{reader} {name}", marks=[NO_PEGJS] if reader == "gift-pegjs" else [])
        for reader in READERS
        if reader.partition("-")[0] in HOMES
        for name in NAMES
    ]
)
def arrived(request: pytest.FixtureRequest, hostile: Path) -> Arrived:
    """A library in another home, read back."""
    reader, name = request.param
    home = reader.partition("-")[0]
    sent = _sent(_root(name, hostile), home)
    return Arrived(home, sent.library, _paired(sent, _read(reader, sent.data)), *_graders(_root(name, hostile)))


def _paired(sent: Sent, asked: list[Asked]) -> list[tuple[Item, Asked]]:
    """Return each question that was sent with that of the same id, of which a long one may have lost its end."""
    assert len(asked) == len(sent.sent)
    assert all(0 < len(one.id) <= moodle.LONGEST_ID for one in asked)
    assert len({one.id for one in asked}) == len(asked)
    ids = {item.id for item in sent.sent}
    by_begin = {one.id if one.id in ids else one.id[:70]: one for one in asked}
    return [(item, by_begin.get(item.id) or by_begin[item.id[:70]]) for item in sent.sent]


def shown(text: str) -> str:
    """Return what a page shows of a text of a fact."""
    return lines("".join(_shown_spans(text)))


def _shown_spans(text: str) -> Iterator[str]:
    for span in spans(text):
        if span.look == "block":
            yield "\n" + span.text.replace(" ", "\N{NO-BREAK SPACE}") + "\n"
        else:
            yield formula(latex(parse_formula(span.data))) if span.look == "formula" else span.text


def _flat(text: str) -> str:
    return " ".join(text.split())


def test_a_pupil_sees_the_words_of_the_question(arrived: Arrived) -> None:
    for item, asked in arrived.pairs:
        shape = item.shape
        statement = shape.statement if isinstance(shape, Choice) else None
        expected = shown(shape.prompt if statement is None else statement.text)
        assert asked.points == (item.points if arrived.home == "moodle" else 1), item.id
        forms = ("", item.form, item.number.form if item.number else "")
        assert _flat(asked.text) in {_flat(f"{expected} {form}") for form in forms}, item.id


def test_names_tell_no_answer_and_categories_are_those_of_the_topics(
    arrived: Arrived,
) -> None:
    pairs = arrived.pairs
    assert max(Counter(asked.title for _, asked in pairs).values()) == 1
    for item, asked in pairs:
        assert asked.title == plain(item.title)
        assert all(str(fact.id) not in asked.title for fact in item.question.facts)
        assert asked.category == (arrived.library.name, plain(item.topic))
        assert not {str(fact.id) for fact in item.question.facts} & {*asked.text.split()}


def test_right_answers_are_right_and_wrong_ones_wrong(arrived: Arrived) -> None:
    for item, asked in arrived.pairs:
        match item.shape:
            case Choice(statement=statement) if statement is not None:
                assert isinstance(asked.task, TrueFalse), item.id
                assert asked.task.grade(response=statement.is_true) == 1.0, item.id
                assert asked.task.grade(response=not statement.is_true) == 0.0, item.id
            case Choice() as shape:
                assert isinstance(asked.task, MultiChoice), item.id
                _check_choice(shape, asked.task, item)
                if arrived.home == "moodle":  # others have no such setting
                    assert asked.task.is_shuffled is not shape.is_in_order, item.id
            case Order() | Match():
                assert isinstance(asked.task, Matching), item.id
                _check_pairs(item, asked.task)
            case Open() | Gaps():
                _check_typed(arrived, item, asked.task)


def _check_choice(shape: Choice, task: MultiChoice, item: Item) -> None:
    assert task.single, item.id
    assert Counter(option.text for option in task.options) == Counter(shown(option.text) for option in shape.options), (
        item.id
    )
    for option, why in zip(shape.options, item.whys, strict=True):
        (told,) = (one for one in task.options if one.text == shown(option.text))
        assert task.grade(told.text) == float(option.right), (item.id, option.text)
        assert _flat(shown(why)) in _flat(told.feedback), (item.id, option.text)


def _check_pairs(item: Item, task: Matching) -> None:
    right = _right_pairs(item)
    assert {*task.stems} == {*right}, item.id
    assert len(task.stems) == len(right), item.id
    assert len({*task.names}) == len(task.names), item.id
    if isinstance(item.shape, Match):
        assert sorted(task.names) == sorted(map(plain, item.shape.names)), item.id
    else:
        assert len(task.names) == len(right), item.id
        right = _places(right, task)
    assert task.grade(right) == pytest.approx(1.0), item.id
    for stem in right:
        for name in {*task.names} - {right[stem]}:
            assert task.grade({**right, stem: name}) == pytest.approx(1 - 1 / len(right)), (item.id, stem, name)


def _right_pairs(item: Item) -> dict[str, str]:
    """Return the right answer beside each stem; of an order, the place as a number."""
    shape = item.shape
    if isinstance(shape, Match):
        return {shown(row.text): plain(shape.names[row.name]) for row in shape.rows}
    assert isinstance(shape, Order)
    return {shown(shape.rows[at].text): str(place) for place, at in enumerate(shape.order, 1)}


def _places(right: dict[str, str], task: Matching) -> dict[str, str]:
    """Return the right answers as the places are called there: '1', or in a word."""
    words = dict(zip(("first", "second", "third", "fourth", "fifth", "sixth"), "123456", strict=True))
    called = {words.get(name.lower(), re.sub(r"\D", "", name)): name for name in task.names}
    return {stem: called[place] for stem, place in right.items()}


def _check_typed(arrived: Arrived, item: Item, task: Task) -> None:
    shape = item.shape
    assert isinstance(shape, (Open, Gaps)), item.id
    assert shape.is_typed, item.id
    assert isinstance(task, (ShortAnswer, Numerical)), item.id
    assert task.grade(plain(shape.answer)) == 1.0, (item.id, shape.answer)
    if isinstance(task, Numerical):
        _check_number(item, task)
    else:
        for form in arrived.forms(item):
            assert task.grade(form) == 1.0, (item.id, form)
            assert "*" not in form or task.grade(form.replace("*", "zq")) == 0.0, (item.id, form)
        for form in {*map(_on_a_keyboard, arrived.forms(item))} - {*arrived.forms(item)}:
            is_right = arrived.grader.grade(item.question, form).fit.is_right
            assert not is_right or task.grade(form) == 1.0, (item.id, form)
    for wrong in arrived.answers:
        if task.grade(wrong):
            assert arrived.grader.grade(item.question, wrong).fit.is_right, (item.id, wrong)


def _on_a_keyboard(form: str) -> str:
    """Return a form as most people type it, who have one kind of quotes, dashes and spaces."""
    return form.translate(str.maketrans("’‘“”–−\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}", "''\"\"--  "))


def _check_number(item: Item, task: Numerical) -> None:
    answer = item.question.asked_for
    assert isinstance(answer, Quantity), item.id
    assert answer.tolerance is not None, item.id
    number, tolerance = float(answer.number), float(answer.tolerance)
    for share, way in ((1.0, 0.0), (1.0, 0.99), (1.0, -0.99), (0.0, 1.02), (0.0, -1.02)):
        assert task.grade(f"{number + way * tolerance:.9f}") == share, (item.id, way)
    if answer.unit:
        assert task.grade(f"{number:.9f} {answer.unit}") == 1.0, item.id


def test_feedback_proves_the_answer(arrived: Arrived) -> None:
    kb = arrived.library.kb
    for item, asked in arrived.pairs:
        told = _flat(asked.feedback)
        shape = item.shape
        if isinstance(shape, (Open, Gaps, Choice)):
            assert _flat(shown(shape.answer)) in told, item.id
        for fact in item.question.facts:
            assert str(fact.id) in told, item.id
            if fact.by is not None:
                assert str(kb.entities[fact.by].name) in told or str(kb.entities[fact.by].name) in asked.text, item.id
            for source, _ in cited(kb, fact):
                names = [source.outlet or source.title, short_citation(kb, source)]
                assert any(_flat(shown(str(name))) in told for name in names), (item.id, source.id)
        if not item.question.others and item.question.fact.note:
            assert _flat(shown(item.question.fact.note)) in told, item.id


def test_pictures_arrive_with_their_words(arrived: Arrived) -> None:
    for item, asked in arrived.pairs:
        picture = item.picture
        expected = () if picture is None else ((picture.data, str(picture.alt)),)
        assert asked.pictures == expected, item.id


@pytest.mark.parametrize("name", NAMES)
def test_h5p_asks_and_grades_choices_and_proves_them(name: str, hostile: Path) -> None:
    sent = _sent(_root(name, hostile), "h5p")
    told = h5p.read(sent.data)
    assert len(told) == len(sent.sent)
    for item, asked in zip(sent.sent, told, strict=True):
        shape = item.shape
        assert isinstance(shape, Choice), item.id
        prompt = shape.prompt if shape.statement is None else shape.statement.text
        assert h5p.meant(asked.text) in {h5p.meant(plain(text)) for text in (shape.prompt, prompt)}, item.id
        options = {h5p.meant(plain(option.text)): option for option in shape.options}
        assert [h5p.meant(option.text) for option in asked.task.options] == [*options], item.id
        assert len({option.text for option in asked.task.options}) == len(options), item.id
        for option in asked.task.options:
            right = options[h5p.meant(option.text)].right
            assert asked.task.grade(option.text) == float(right), (item.id, option.text)
            for fact in item.question.facts:
                assert not right or str(fact.id) in option.feedback, item.id


@pytest.mark.parametrize(("home", "read"), GAMES.items(), ids=GAMES)
def test_games_ask_and_grade_the_library_of_traps(
    home: str, read: Callable[[bytes], list[Played]], hostile: Path
) -> None:
    sent = _sent(hostile, home)
    told = read(sent.data)
    assert len(told) == len(sent.sent)
    assert len({item.question.fact.id for item in sent.sent}) == len(sent.sent) > 30
    for item, played in zip(sent.sent, told, strict=True):
        shape = item.shape
        assert isinstance(shape, Choice), item.id
        is_bare = shape.statement is not None and len(plain(shape.prompt)) > 120
        words = shape.statement.text if is_bare and shape.statement else shape.prompt
        assert played.text == _flat(plain(words)), item.id
        assert sorted(played.answers) == sorted(_flat(plain(option.text)) for option in shape.options), item.id
        for option in shape.options:
            assert played.points(_flat(plain(option.text))) == option.right, (item.id, option.text)


@pytest.mark.parametrize("reader", ["moodle", "gift"])
def test_a_correction_has_a_category_of_its_day_and_nothing_else(reader: str, hostile: Path) -> None:
    sent = _sent(hostile, reader)
    touched = frozenset(item.id for item in sent.sent[::3])
    part = bank_at(hostile)._replace(name="A / B", changed="2026-03-01", touched=touched)
    asked = READERS[reader](pack(HOMES[reader], part).data)
    assert {one.category[:2] for one in asked} == {("A / B", "corrections 2026-03-01")}
    assert {one.category[2] for one in asked} >= {"Typed", "Terms"}
    assert {one.id for one in asked} == touched
    whole = {one.id: one for one in _read(reader, sent.data)}
    assert all(one.title == whole[one.id].title for one in asked)


@pytest.mark.parametrize(("home", "least"), [("moodle", 100), ("gift", 95), ("h5p", 50)])
def test_few_traps_are_refused_and_nothing_that_the_shipped_library_asks(home: str, least: int, hostile: Path) -> None:
    assert len(_sent(hostile, home).sent) >= least
    reasons = {reason for item, reason in _sent(ROOT, home).left_out if item.question.way != "map"}
    assert len(reasons) == 1, "another program takes all questions of the kinds that it has"
