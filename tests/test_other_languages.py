"""Texts in a language that quizgen does not speak: read by whole words, kept apart, graded with their articles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from quizgen.asking.hints import Hint, hint
from quizgen.domain.card import CardType
from quizgen.domain.question import Choice
from quizgen.domain.round import Stage
from quizgen.domain.study import Grade
from quizgen.domain.verdict import Fit, Verdict
from quizgen.grading.grader import Grader
from quizgen.grading.written_forms import FormWriter
from quizgen.pipeline import Library, build_decks
from tests.support.anki import Learner
from tests.support.engine import Learner as Round
from tests.support.pdf import read
from tests.support.words import ARABIC, FRENCH, GERMAN, words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

MISSING = Verdict(Fit.WRONG, why="The article is missing.", asks="Right so far. With which article?")
ANOTHER = Verdict(Fit.WRONG, why="The article is wrong.")
#: It may have the same gender, as 'une clé' for 'la clé'.
ALIKE = ANOTHER._replace(asks=MISSING.asks)


def told(library: Library) -> list[str]:
    return [f"{problem.rule}: {problem.message}" for problem in library.problems]


@pytest.mark.parametrize(
    "fact",
    [
        'term: das Xylem, means: "das Gewebe, das Wasser leitet"',
        'term: das Xylem, ask: "Wie heißt das Gewebe, das Wasser leitet?"',
        'what: die Wurzel, ask: "Was hält die Pflanze in der Erde und saugt Wasser auf?"',
        'what: eine Zelle, ask: "Was ist für eine Pflanze der kleinste Teil?", wrong: [ein Blatt, das Moos]',
        'how_many: 4 Blätter, ask: "Wie viele Blätter hat der Vierer im Bild?"',
    ],
)
def test_no_english_rule_is_applied_to_words_of_another_language(tmp_path: Path, fact: str) -> None:
    topic = f"topic: bio\nlanguage: de\nask: 'Was heißt „{{means}}“?'\nfacts:\n  - {{id: de.one, {fact}}}\n"
    assert told(words(tmp_path, bio=topic)) == []


def test_an_answer_that_stands_in_its_question_is_seen_in_any_language(tmp_path: Path) -> None:
    facts = '  - {id: de.one, what: die Wurzel, ask: "Wie heißt die Wurzel der Eiche?"}\n'
    (problem,) = told(words(tmp_path, bio=f"topic: bio\nlanguage: de\nfacts:\n{facts}"))
    assert problem.startswith("answer-leaks: the question gives the answer away with 'die Wurzel'")


def test_german_without_a_language_is_not_blamed_for_its_articles(tmp_path: Path) -> None:
    facts = "  - {id: de.one, term: das Xylem, means: 'das Gewebe, das Wasser leitet'}\n"
    assert told(words(tmp_path, bio=f"topic: bio\nfacts:\n{facts}")) == []


def test_a_leak_is_told_in_words_that_somebody_wrote(tmp_path: Path) -> None:
    facts = "  - {id: en.one, what: the carved boxes of wood, ask: What is in the box that was being carved?}\n"
    (problem,) = told(words(tmp_path, bio=f"topic: odds\nfacts:\n{facts}"))
    assert "with 'box, carved'" in problem


def test_options_never_come_from_another_language_or_topic(tmp_path: Path) -> None:
    few = "".join(GERMAN.splitlines(keepends=True)[:6])
    library = words(
        tmp_path, home=FRENCH, plants=few, more="topic: terms\nfacts:\n- {id: t.a, term: sap, means: juice}\n"
    )
    assert told(library) == []
    for fact in library.facts():
        question = library.asker.exercise(fact, "choice", "")
        own = {library.kb.text(one.answer) for one in library.facts() if one.topic == fact.topic}
        if fact.topic != "home":
            assert question is None, fact.id  # there are too few others
        else:
            assert question is not None
            assert isinstance(question.shape, Choice)
            assert {option.text for option in question.shape.options} <= own


def test_a_topic_in_another_language_says_how_its_words_are_asked_for(tmp_path: Path) -> None:
    lines = GERMAN.splitlines(keepends=True)
    (problem,) = words(tmp_path, plants="".join(line for line in lines if not line.startswith("ask"))).problems
    assert (problem.rule, problem.line) == ("missing-key", 2)
    assert "'ask: What is the French for “{means}”?'" in problem.message


GREEK_LETTERS = """\
topic: tea
facts:
  - {id: g.a, term: α, means: the angle at A}
  - {id: g.b, term: β, means: the angle at B}
  - {id: g.c, term: γ, means: the angle at C}
"""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (FRENCH, "'language: fr or it' and"),
        (GERMAN, "'language: de' and"),
        (ARABIC, "'language: TAG' and"),
        (FRENCH.replace("la ", "el ").replace("le ", "la ").replace("l’", "la "), "'language: ca or es' and"),
        (FRENCH.replace("la ", "the ").replace("le ", "a ").replace("l’", "an "), None),
        (FRENCH.replace("language: fr", "language: en"), None),
        (GREEK_LETTERS, None),
    ],
)
def test_a_topic_of_another_language_that_does_not_name_it_is_told(
    tmp_path: Path, text: str, wanted: str | None
) -> None:
    lines = text.splitlines(keepends=True)
    unnamed = "".join(line for line in lines if not line.startswith("language: ") or line.endswith(" en\n"))
    found = [problem for problem in words(tmp_path, home=unnamed).problems if problem.rule == "language-not-named"]
    assert len(found) == (wanted is not None)
    assert all(str(wanted) in problem.message for problem in found)


def test_a_tag_of_a_language_is_short(tmp_path: Path) -> None:
    (problem,) = told(words(tmp_path, home=FRENCH.replace("language: fr", "language: klingon")))
    assert "two or three letters" in problem


@pytest.mark.parametrize(
    ("id_", "typed", "verdict"),
    [
        ("fr.key", "la clé", Verdict(Fit.EXACT)),
        ("fr.key", "la cle", Verdict(Fit.ALIAS)),
        ("fr.key", "la clef", Verdict(Fit.ALIAS)),
        ("fr.key", "clé", MISSING),
        ("fr.key", "clef", MISSING),
        ("fr.key", "le clé", ANOTHER),
        ("fr.key", "une clé", ALIKE),
        ("fr.key", "une clef", ALIKE),
        ("fr.key", "un clé", ANOTHER),
        ("fr.key", "les clé", ANOTHER),
        ("fr.plate", "une assiette", ALIKE),
        ("fr.plate", "un assiette", ALIKE),
        ("fr.key", "la porte", Verdict(Fit.WRONG)),
        ("fr.plate", "l'assiette", Verdict(Fit.EXACT)),
        ("fr.plate", "assiette", MISSING),
        ("de.leaf", "Blatt", MISSING),
        ("de.leaf", "der Blatt", ANOTHER),
        ("de.leaf", "ein Blatt", ALIKE),
        ("de.leaf", "eine Blatt", ANOTHER),
        ("de.street", "eine Strasse", ALIKE),
        ("de.leaf", "das blatt", Verdict(Fit.EXACT)),
        ("de.street", "Strasse", MISSING),
        ("de.street", "die Strasse", Verdict(Fit.ALIAS)),
        ("de.door", "die Tuer", Verdict(Fit.ALIAS)),
        ("de.door", "die Tur", Verdict(Fit.ALIAS)),
        ("de.door", "Tuer", MISSING),
        ("de.go", "gehen", Verdict(Fit.EXACT)),
        ("de.go", "das gehen", Verdict(Fit.WRONG)),
    ],
)
def test_a_word_is_graded_with_its_article(tmp_path: Path, id_: str, typed: str, verdict: Verdict) -> None:
    library = words(tmp_path, home=FRENCH, plants=GERMAN)
    question = library.asker.exercise(library.kb.facts[id_], "typed", "")
    assert question is not None
    assert Grader(library.kb).grade(question, typed)._replace(form="") == verdict


def test_terms_are_written_in_their_language_and_direction_and_none_has_that_of_another(tmp_path: Path) -> None:
    library = words(tmp_path, home=FRENCH, tea=ARABIC)
    build_decks(library, out=tmp_path / "build")
    learner = Learner(tmp_path / "anki")
    learner.imports(tmp_path / "build" / "all.apkg")
    notes = [dict(learner.col.get_note(id_).items()) for id_ in learner.col.find_notes("")]
    learner.close()
    arabic = {note["Fact id"]: note for note in notes if 'lang="ar"' in str(note)}
    french = {note["Fact id"]: note for note in notes if 'lang="fr"' in str(note)}
    assert (len(arabic), len(french), len(notes)) == (4, 5, 9)
    green = '<span lang="ar" dir="rtl">الشاي (أخضر)!</span>'
    assert arabic["ar.tea"]["Answer"] == green
    assert arabic["ar.tea"]["Reverse"] == f"What does “{green}” mean?"
    assert (
        arabic["ar.tea"]["Options"].count("<li>")
        == arabic["ar.tea"]["Options"].count('<li><span lang="ar" dir="rtl">')
        == 4
    )
    assert french["fr.key"]["Answer"] == '<span lang="fr">la clé</span>'
    assert french["fr.key"]["Also right"] == '<span lang="fr">la clef</span>'
    assert "dir=" not in str(french)


@pytest.mark.parametrize(
    ("id_", "typed", "given", "why"),
    [
        ("fr.plate", ("assiette", "l’"), "l’ assiette", ""),
        ("fr.key", ("une clé", "la"), "la clé", ""),
        ("de.leaf", ("ein Blatt", "das"), "das Blatt", ""),
        ("de.leaf", ("ein Blatt", "das Blatt"), "das Blatt", ""),
        ("fr.key", ("clé", "le"), "le clé", "The article is wrong."),
        ("fr.key", ("une clé", "une"), "une clé", "The article is wrong."),
        ("fr.key", ("clé", "clé"), "clé", "The article is missing."),
        ("fr.key", ("clé", ""), "clé", "The article is missing."),
        ("fr.key", ("une clé", ""), "une clé", "The article is wrong."),
    ],
)
def test_the_article_is_asked_for_once(tmp_path: Path, id_: str, typed: tuple[str, str], given: str, why: str) -> None:
    first, rest = typed
    library = words(tmp_path, home=FRENCH, plants=GERMAN)
    question = library.asker.exercise(library.kb.facts[id_], "typed", "")
    assert question is not None
    learner = Round((question,), kb=library.kb, grade=Grader(library.kb).grade)
    learner.engine = replace(learner.engine, asks_back=True)
    assert learner.does(first).stage is Stage.ASKING
    assert learner.said == "Right so far. With which article?"
    assert learner.does(rest).stage is Stage.FEEDBACK
    assert learner.last.grade is (Grade.AGAIN if why else Grade.GOOD)
    assert learner.last.given == given
    assert learner.state.verdict is not None
    assert learner.state.verdict.why == why


def test_a_card_and_a_screen_say_that_the_article_counts(tmp_path: Path) -> None:
    library = words(tmp_path, home=FRENCH, plants=GERMAN)
    forms = {}
    for id_ in ("fr.key", "fr.plate", "de.leaf", "de.go"):
        question = library.asker.cards(library.kb.facts[id_])[CardType.ANSWER]
        forms[id_] = question.shape.form  # type: ignore[union-attr]
    assert forms == {"fr.key": "with its article", "fr.plate": "with its article", "de.leaf": "with its article"} | {
        "de.go": ""
    }
    reverse = library.asker.cards(library.kb.facts["fr.key"])[CardType.REVERSE]
    assert not reverse.shape.form  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("id_", "told"),
    [("fr.key", "It begins with c."), ("fr.plate", "It begins with a."), ("de.leaf", "It begins with B.")],
)
def test_a_hint_is_of_the_noun_and_not_of_its_article(tmp_path: Path, id_: str, told: str) -> None:
    library = words(tmp_path, home=FRENCH, plants=GERMAN)
    question = library.asker.exercise(library.kb.facts[id_], "typed", "")
    assert question is not None
    assert hint(library.kb.language, question) == Hint(told)


def test_a_sheet_sets_each_term_by_its_own_direction(tmp_path: Path, quizgen: Callable[..., Result]) -> None:
    words(tmp_path, tea=ARABIC)
    for format_ in ("html", "pdf"):
        command = ("sheet", "--section", "match=1", "--format", format_, "--out", tmp_path / format_)
        told = quizgen(*command, "--library", tmp_path)
        assert told.exit_code == 0, told.output
    assert "<bdi>الشاي (أخضر)!</bdi>" in (tmp_path / "html/all-sheet.html").read_text("utf-8")
    runs = read((tmp_path / "pdf/all-sheet.pdf").read_bytes()).pages[0].runs
    first = next(run for run in runs if "الشاي" in run.text)
    (last,) = [run for run in runs if run.text.endswith("!") and run.y == first.y]
    assert last.x < first.x


@pytest.mark.parametrize(
    ("id_", "forms"),
    [("de.door", {"die Tür", "die Tuer"}), ("de.street", {"die Straße", "die Strasse"}), ("de.leaf", {"das Blatt"})],
)
def test_a_card_takes_what_german_keyboards_lack(tmp_path: Path, id_: str, forms: set[str]) -> None:
    library = words(tmp_path, plants=GERMAN)
    question = library.asker.exercise(library.kb.facts[id_], "typed", "")
    assert question is not None
    assert set(FormWriter(library.kb).forms(question)) == forms
