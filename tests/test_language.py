"""Every stage is handed the language of the library: with other words, all of them speak those."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from quizgen import language, pipeline
from quizgen.asking.hints import hint
from quizgen.domain.answer import parse_date
from quizgen.domain.card import CardType
from quizgen.domain.question import Choice
from quizgen.domain.round import KeyCommand, Round
from quizgen.domain.study import Mode, Session
from quizgen.domain.text import Text
from quizgen.domain.verdict import Fit
from quizgen.grading.grader import Grader
from quizgen.grading.written_forms import FormWriter
from quizgen.language import ENGLISH, HOUR, MINUTE, Bound, Language
from quizgen.playing.engine import Engine
from tests.support.library import INFO, write_library

if TYPE_CHECKING:
    from pathlib import Path

GERMAN = replace(
    ENGLISH,
    tag="de",
    name="Deutsch",
    stop_words=frozenset("wann wie war am der die das ein eine von".split()),
    definite_articles=("der", "die", "das"),
    indefinite_articles=("ein", "eine", "einer", "einen"),
    infinitive_sign="",
    possessives=(),
    months=tuple("Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()),
    short_months=("Jan", "Feb", "Mär", "Apr", "", "Jun", "Jul", "Aug", "Sep Sept", "Okt", "Nov", "Dez"),
    weekdays=tuple("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()),
    date_formats=("{day}. {month} {year}",),
    day_formats=("{day}. {month}",),
    times=ENGLISH.times._replace(eras_before=("v. Chr.",), eras_after=("n. Chr.",)),
    date_fillers=frozenset(("am", "der", "den", "im")),
    ordinal_suffixes=("ter", "te"),
    cardinals={"sieben": 7, "acht": 8},
    shares={},
    qualifiers={Bound.ABOUT: ("etwa", "rund"), Bound.ABOVE: ("mehr als",)},
    written_qualifiers=("etwa", "mehr als"),
    conjunction="und",
    continuing=frozenset(),
    trailing_qualifiers=(),
    units={"stunde stunden h std": HOUR, "minute minuten min": MINUTE},
    irregular_plurals={"stunden": "stunde", "minuten": "minute"},
    plural_endings=(),
    clock_unit="Stunden",
    key_words={"hilfe": "?", "weiter": "s", "ja": "y", "nein": "n"},
)
FACTS = """\
- id: strike.date
  when: 2023-03-02
  ask: Wann begann der Streik?
  says: Der Streik begann am [2. März 2023].
  evidence: {wire: met on 12 January 2022}
- id: strike.length
  how_long: etwa 7.5 Stunden
  ask: Wie lange dauerte der Streik?
  evidence: {wire: it lasted for seven and a half hours}
- id: strike.place
  where: springfield
  ask: Wo begann der Streik?
  evidence: {wire: held behind closed doors in Springfield}
- id: strike.reason
  what: der Lohn
  ask: Warum wurde gestreikt?
  wrong: [der Lärm, die Zeit]
  evidence: {wire: held behind closed doors in Springfield}
"""


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pipeline.Library:
    """A library in German, which quizgen is taught for the time of a test."""
    # Into the table that every stage holds, for whichever of them is loaded first.
    monkeypatch.setitem(language.LANGUAGES, GERMAN.tag, GERMAN)
    files: dict[str, str | bytes] = {"questions/library.yaml": INFO.replace("language: en", "language: de-AT")}
    return pipeline.open_library(write_library(tmp_path, FACTS, files))


def test_a_library_is_read_and_checked_in_its_own_language(library: pipeline.Library) -> None:
    assert not library.problems
    assert library.kb.language is GERMAN
    assert library.kb.facts["strike.length"].answer.bound is Bound.ABOUT  # type: ignore[union-attr]


def test_the_language_counts_whichever_file_names_it(library: pipeline.Library) -> None:
    own = library.root / "questions" / "library.yaml"
    own.rename(own.with_name("zoo.yaml"))
    again = pipeline.open_library(library.root)
    assert not again.problems
    assert list(again.kb.facts) == list(library.kb.facts)


def test_what_belongs_to_another_language_is_a_problem(tmp_path: Path) -> None:
    problems = pipeline.open_library(write_library(tmp_path, FACTS)).problems
    assert [(one.line, one.rule) for one in problems] == [(7, "sentence-gap"), (10, "no-quantity")]


def test_questions_and_hints_speak_the_language(library: pipeline.Library) -> None:
    cards = library.asker.cards(library.kb.facts["strike.date"])
    choice = cards[CardType.CHOICE]
    assert isinstance(choice.shape, Choice)
    assert choice.shape.accepted == ("2. März 2023", "2023-03-02")
    assert {option.text.split()[-1] for option in choice.shape.options} == {"2023"}
    assert all(option.text.split()[1] in GERMAN.months for option in choice.shape.options)
    found = hint(
        library.kb.language,
        cards[CardType.ANSWER],
    )
    assert found is not None
    assert found.text.endswith("März 2023.")


@pytest.mark.parametrize(
    ("fact", "typed", "fit"),
    [
        ("strike.date", "2. März 2023", Fit.EXACT),
        ("strike.date", "der 2. März 2023", Fit.EXACT),
        ("strike.date", "Donnerstag, den 2. mär 2023", Fit.ALIAS),
        ("strike.date", "2 March 2023", Fit.WRONG),
        ("strike.date", "März 2023", Fit.WRONG),
        ("strike.length", "7,5 Stunden", Fit.ALIAS),
        ("strike.length", "rund 450 min", Fit.ALIAS),
        ("strike.length", "sieben Stunden und 30 Minuten", Fit.ALIAS),
        ("strike.length", "acht Stunden", Fit.WRONG),
        ("strike.length", "7.5 Stuunden", Fit.NEAR),
        ("strike.length", "7.5 hours", Fit.WRONG),
        ("strike.place", "das Springfield", Fit.EXACT),
        ("strike.place", "the Springfield", Fit.WRONG),
    ],
)
def test_what_is_typed_is_read_in_the_language(library: pipeline.Library, fact: str, typed: str, fit: Fit) -> None:
    question = library.asker.cards(library.kb.facts[fact])[CardType.ANSWER]
    assert Grader(library.kb).grade(question, typed).fit is fit


def test_what_may_be_typed_is_written_in_the_language(library: pipeline.Library) -> None:
    grader, written = Grader(library.kb), {}
    for fact in ("strike.date", "strike.length"):
        question = library.asker.exercise(library.kb.facts[fact], "typed", "")
        assert question is not None
        written[fact] = FormWriter(library.kb).forms(question)
        assert {grader.grade(question, form).fit for form in written[fact]} <= {Fit.EXACT, Fit.ALIAS}
    assert {"2. Mär 2023", "2.3.2023", "Donnerstag 2. März 2023", "Don 2. Mär 2023"} <= set(written["strike.date"])
    assert {"7.5 Stunden", "rund 7.5 Stunden", "7.5 std", "450 minuten"} <= set(written["strike.length"])


def test_a_round_takes_the_words_of_the_language_for_its_keys(library: pipeline.Library) -> None:
    asked = library.asker.exercise(library.kb.facts["strike.reason"], "recall", "")
    assert asked is not None
    round_ = Round(library.kb, Session("s", "x", Mode.PRACTICE, 0, (asked.id,)), {asked.id: asked})
    engine = Engine(round_, Grader(library.kb).grade, lambda: 0, lambda: "id", lambda _: 1, lambda _: "")
    start = engine.start()
    assert engine.step(start, "weiter").notice == "Skipped."
    revealed = engine.step(start, "").state
    assert engine.step(revealed, "nein").entries[0].grade == 1
    assert not engine.step(revealed, "yes").entries


@pytest.mark.parametrize(
    ("written", "forms"),
    [
        ("2022", ("2022",)),
        ("2022-01", ("January 2022",)),
        ("2022-01-10", ("10 January 2022", "January 10, 2022")),
    ],
)
def test_a_date_is_printed_in_words_and_keeps_its_form_for_machines(written: str, forms: tuple[str, ...]) -> None:
    date = parse_date(Text.at(written, 1, 1))
    assert date is not None
    assert str(date) == written
    assert ENGLISH.date_forms(*date.key) == forms


def test_a_tag_names_its_language_wherever_it_is_spoken() -> None:
    assert [language.language_of(tag) for tag in ("en", "EN", "en-GB", "eno", "de")] == [ENGLISH] * 3 + [None] * 2


def test_a_library_in_another_language_is_told_so_in_its_own_file(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"questions/library.yaml": INFO.replace("language: en", "language: de")}
    (problem,) = pipeline.open_library(write_library(tmp_path, files=files)).problems
    assert str(problem) == (
        "questions/library.yaml:3:11: quizgen's own words are in English only, yet; delete this line, and write "
        "'language: de' with 'ask' and 'reverse' in your language into each topic [unknown-language]"
    )


def test_every_table_of_a_language_is_in_small_letters_but_for_the_names_in_a_calendar() -> None:
    """Texts are made small before they are looked up; patterns of questions are regular expressions."""
    for name in Language.__dataclass_fields__.keys() - {
        "name",
        "questions",
        "texts",
        "months",
        "short_months",
        "weekdays",
        "units",
        "times",
    }:
        table = getattr(ENGLISH, name)
        for word in () if isinstance(table, str) else table:  # what is one text may be a regular expression
            assert not isinstance(word, str) or word == word.lower(), name


def test_every_language_has_a_word_for_each_key_that_is_no_sign_of_its_own() -> None:
    for one in language.LANGUAGES.values():
        assert set(one.key_words.values()) == {*KeyCommand} - {KeyCommand.APPEAL}


def test_what_a_fact_may_say_of_a_number_is_known_to_grading() -> None:
    assert all(ENGLISH.bound_of(word) for word in ENGLISH.written_qualifiers)
