"""Terms, lists, steps and claims: what each kind of answer makes of its fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizgen.domain.knowledge import KnowledgeBase
from quizgen.domain.question import Choice, Match, Open, Order
from quizgen.domain.verdict import Fit
from quizgen.grading.grader import Grader
from quizgen.pipeline import Library, build, open_library
from tests.support.bare import asked, bare_library, write_bare
from tests.support.library import topic

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from quizgen.domain.answer import Answer

CELLS = """\
- {id: nucleus, term: nucleus, accept: [nuclei], means: the part that holds the DNA}
- {id: ribosome, term: ribosome, means: the part that builds proteins}
- {id: vacuole, term: vacuole, means: the sac that stores water}
- {id: wall, term: cell wall, means: the stiff layer around a plant cell}
- {id: membrane, term: cell membrane, means: the thin layer that lets some things through}
"""
WORDS = """\
topic: home
language: fr
ask: What is the French for “{means}”?
facts:
  - {id: house, term: la maison, means: house}
  - {id: table, term: la table, means: table}
  - {id: room, term: la pièce, means: [room, chamber]}
  - {id: key, term: la clé, accept: [la clef], means: key}
"""
OTHERS = """\
- {id: tea, steps: [boil the water, warm the pot, add the leaves], ask: In which order is tea made?}
- {id: gases, list: [helium, neon, argon, krypton], name: 2, ask: Name two noble gases.}
- {id: spider, true_false: false, ask: Spiders are insects., truth: Spiders are arachnids.}
- {id: bat, true_false: true, ask: Bats are mammals.}
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return bare_library(tmp_path, CELLS, "Kitchen", home=WORDS, others=topic(OTHERS, "others", "Other things"))


def test_a_term_is_asked_for_and_so_is_what_it_means(library: Library) -> None:
    cards = [question.shape for question in library.asker.cards(library.kb.facts["nucleus"]).values()]
    assert [(type(shape), shape.prompt, shape.answer) for shape in cards] == [
        (Choice, "Which term means “the part that holds the DNA”?", "nucleus"),
        (Open, "Which term means “the part that holds the DNA”?", "nucleus"),
        (Open, "What does “nucleus” mean?", "the part that holds the DNA"),
    ]


def test_words_of_another_language_are_read_aloud_in_it(library: Library) -> None:
    built = build(library)
    names = [field["name"] for field in built.note_type.fields()]
    notes = {str(packed.note.fact.id): dict(zip(names, packed.note.fields, strict=True)) for packed in built.notes}
    assert notes["room"]["Answer"] == '<span lang="fr">la pièce</span>'
    assert notes["room"]["Options"].count('<span lang="fr">') == 4
    assert notes["room"]["Subject"] == "room"
    assert notes["nucleus"]["Answer"] == "nucleus"
    assert "lang=" not in notes["nucleus"]["Options"]


def test_words_of_another_language_are_asked_for_as_their_topic_says(library: Library) -> None:
    cards = library.asker.cards(library.kb.facts["room"]).values()
    assert [card.shape.prompt for card in cards] == [
        "What is the French for “room”?",
        "What is the French for “room”?",
        "What does “la pièce” mean?",
    ]


def test_wrong_options_are_the_other_terms_of_the_topic(library: Library) -> None:
    for fact in library.facts():
        question = library.asker.exercise(fact, "choice", "")
        if question is None or not isinstance(question.shape, Choice):
            # That 'la table' means 'table' could be seen without any French.
            assert fact.topic == "others" or fact.id == "table"
            continue
        others = {library.kb.text(other.answer) for other in library.facts() if other.topic == fact.topic}
        assert {option.text for option in question.shape.options} <= others
        assert all(option.right or option.fact for option in question.shape.options)


def test_a_new_term_leaves_the_options_of_most_others_alone(tmp_path: Path) -> None:
    many = "".join(
        f"- {{id: t{n}, term: word {chr(97 + n)}x, means: the meaning of {chr(97 + n)}}}\n" for n in range(20)
    )
    more = f"{many}- {{id: new, term: newcomer, means: what the last is}}\n"
    before, after = (bare_library(tmp_path / str(len(facts)), facts, "Kitchen") for facts in (many, more))
    same = 0
    for id_ in before.kb.facts:
        shown = [library.asker.exercise(library.kb.facts[id_], "choice", "") for library in (before, after)]
        same += {str(one and one.shape) for one in shown} == {str(shown[0] and shown[0].shape)}
    assert same >= 15


def test_the_work_of_checking_grows_as_the_number_of_terms_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[object] = []
    text = KnowledgeBase.text

    def counted(kb: KnowledgeBase, answer: Answer) -> str:
        shown.append(answer)
        return text(kb, answer)

    monkeypatch.setattr(KnowledgeBase, "text", counted)
    works = []
    for number in (50, 100):
        shown.clear()
        words = [f"w{'abcdefghij'[n // 10]}{'klmnopqrst'[n % 10]}" for n in range(number)]
        terms = "".join(f"- {{id: t-{word}, term: {word}, means: what {word[::-1]} is}}\n" for word in words)
        bare_library(tmp_path / str(number), terms, "Kitchen")
        works.append(len(shown))
    assert works[1] < 2.5 * works[0]


@pytest.mark.parametrize(
    ("id_", "way", "given", "fit"),
    [
        ("nucleus", "typed", "Nucleus", Fit.EXACT),
        ("nucleus", "typed", "the nucleus", Fit.EXACT),
        ("nucleus", "typed", "nuclei", Fit.ALIAS),
        ("nucleus", "typed", "nucleuss", Fit.NEAR),
        ("nucleus", "typed", "ribosome", Fit.WRONG),
        ("key", "typed", "la cle", Fit.ALIAS),
        ("key", "typed", "la clef", Fit.ALIAS),
        ("key", "typed", "la pièce", Fit.WRONG),
        ("room", "reverse", "room", Fit.EXACT),
        ("room", "reverse", "chamber", Fit.ALIAS),
        ("room", "reverse", "house", Fit.WRONG),
    ],
)
def test_what_is_typed_for_a_term(library: Library, id_: str, way: str, given: str, fit: Fit) -> None:
    question = asked(library, id_, way)
    assert isinstance(question.shape, Open)
    assert question.shape.is_typed
    assert Grader(library.kb).grade(question, given).fit is fit


def test_meanings_are_matched_with_terms_of_one_topic(library: Library) -> None:
    (question, *_) = library.round_of(library.facts(), ["match"], number=1)
    shape = question.shape
    assert isinstance(shape, Match)
    assert len({library.kb.facts[row.fact].topic for row in shape.rows}) == 1
    for row in shape.rows:
        assert shape.names[row.name] == library.kb.text(library.kb.facts[row.fact].answer)
        assert row.text == library.kb.facts[row.fact].means[0]
    assert len(shape.names) > len(shape.rows)


def test_steps_are_put_in_order(library: Library) -> None:
    for seed in range(10):
        question = library.asker.exercise(library.kb.facts["tea"], "steps", str(seed))
        assert question is not None
        assert isinstance(question.shape, Order)
        rows = [row.text for row in question.shape.rows]
        assert rows != ["boil the water", "warm the pot", "add the leaves"]
        assert [rows[place] for place in question.shape.order] == ["boil the water", "warm the pot", "add the leaves"]


def test_a_list_and_a_claim_say_what_is_right(library: Library) -> None:
    answers = {id_: library.kb.text(library.kb.facts[id_].answer) for id_ in ("tea", "gases", "spider", "bat")}
    assert answers == {
        "tea": "1. boil the water; 2. warm the pot; 3. add the leaves",
        "gases": "2 of these: helium; neon; argon; krypton",
        "spider": "False: Spiders are arachnids.",
        "bat": "True",
    }
    for id_, is_true in (("spider", False), ("bat", True)):
        question = asked(library, id_, "true-false")
        assert isinstance(question.shape, Choice)
        assert question.shape.statement is not None
        assert question.shape.statement.is_true is is_true


def test_all_of_them_stand_on_a_sheet_with_what_is_to_be_done(
    library: Library, tmp_path: Path, quizgen: Callable[..., Result]
) -> None:
    ways = ("steps=1", "true-false=2", "recall=1", "match=1", "choice=3")
    sections = [part for way in ways for part in ("--section", way)]
    told = quizgen("sheet", *sections, "--format", "md", "--out", tmp_path / "out", "--library", library.root)
    assert told.exit_code == 0, told.output
    sheet, key = ((tmp_path / "out" / f"all-{name}.md").read_text() for name in ("sheet", "key"))
    assert "In which order is tea made?" in sheet
    assert "Spiders are insects." in sheet
    assert "Is the sentence true?" in sheet
    assert "articles" not in sheet
    assert "speaker" not in sheet
    assert "arachnids" not in sheet
    assert "False: Spiders are arachnids." in key
    assert "Also right: 1. boil" not in key


def test_steps_stand_on_a_usual_sheet_with_what_is_to_be_put_in_order(
    tmp_path: Path, quizgen: Callable[..., Result]
) -> None:
    root = bare_library(tmp_path, CELLS, "Kitchen", others=topic(OTHERS, "others", "Other things")).root
    for seed in range(8):
        out = tmp_path / f"out{seed}"
        told = quizgen("sheet", "--seed", seed, "--format", "md", "--out", out, "--library", root)
        assert told.exit_code == 0, told.output
        (sheet,) = (path.read_text() for path in out.glob("*-sheet.md"))
        assert (sheet.count("In which order is tea made?"), sheet.count("warm the pot")) == (1, 1)


def test_steps_are_not_asked_without_what_is_to_be_put_in_order(tmp_path: Path, quizgen: Callable[..., Result]) -> None:
    root = write_bare(tmp_path, OTHERS, "Kitchen")
    told = quizgen("sheet", "--way", "recall", "--format", "md", "--out", tmp_path / "out", "--library", root)
    assert told.exit_code == 0, told.output
    sheet = (tmp_path / "out" / "all-sheet.md").read_text()
    assert "In which order is tea made?" not in sheet
    assert "Name two noble gases." in sheet


@pytest.mark.parametrize(
    ("claim", "truth"), [("2 > 3", "2 < 3"), ("It is written paris.", "It is written Paris."), ("It is.", "It is not.")]
)
def test_a_truth_may_differ_by_a_sign_or_a_letter(tmp_path: Path, claim: str, truth: str) -> None:
    bare_library(tmp_path, f"- {{id: a.x, true_false: false, ask: '{claim}', truth: '{truth}'}}\n", "Kitchen")


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        (
            "term: x",
            "4:3: a fact with 'term' lacks 'means': what the term means, so that both are asked for each other; add it",
        ),
        ("what: x, ask: Why?, means: y", "4:33: 'means' belongs to an answer with 'term', not 'what' [unknown-key]"),
        ("list: [alpha, Alpha, beta], ask: Which?", "4:27: 'Alpha' stands there already; write each part once"),
        ("list: [alpha, beta], ask: Which?, name: 5", "4:20: 'name: 5' asks for more than there are; without"),
        ("what: x, ask: Why?, wrong: [{why: so}, y]", "4:41: a wrong option with its reason lacks 'text'; add it"),
        ("what: x, ask: Why?, name: 2", "4:33: 'name' belongs to an answer with 'list', not 'what' [unknown-key]"),
        ("true_false: false, ask: It is.", "4:25: a claim that is false lacks 'truth': a sentence that says how it is"),
        ("true_false: maybe, ask: It is.", "4:25: 'maybe' does not fit; write true or false [wrong-type]"),
        ("true_false: false, ask: It is., truth: It is", "4:52: 'truth' says what the claim says; write how it is"),
        ("true_false: true, ask: It is., truth: It was.", "4:51: what is true needs no 'truth'; delete it"),
        ("true_false: true, ask: Is it?", "4:36: a question is neither true nor false; write what is claimed"),
        ("true_false: true, ask: It is., accept: [Yes]", "4:44: a claim is true or false and nothing else; delete"),
        (
            "true_false: true, ask: It is., wrong: [It was.]",
            "4:44: a claim has no options but 'True' and 'False'; delete",
        ),
        ("true_false: true, ask: It is., also_right: [Yes]", "4:44: a claim is true or false and nothing else; delete"),
        (
            "true_false: true, ask: It is., accounts: [{answer: false, evidence: {book: {at: p. 1}}}]",
            "4:44: where sources differ nobody can say what is true; ask what one of them claims, with 'said' and 'by'",
        ),
        (
            "what: x, ask: It?, accounts: [{answer: [a, b], evidence: {book: {at: p. 1}}}]",
            "4:53: here stands a list; wri",
        ),
        ("list: [a, b], ask: It?, accounts: [{answer: c, evidence: {book: {at: p. 1}}}]", "4:57: here stands a single"),
        ("steps: [one, two], ask: How?", "4:20: only 2; write at least 3 here"),
        ("list: helium, ask: Which?", "4:19: here stands a single value; write a list"),
    ],
)
def test_what_does_not_fit_its_kind_is_told(tmp_path: Path, fact: str, told: str) -> None:
    root = write_bare(tmp_path, f"- {{id: a.x, {fact}}}\n", "Kitchen")
    assert any(f"questions/meetings.yaml:{told}" in str(problem) for problem in open_library(root).problems), [
        str(problem) for problem in open_library(root).problems
    ]
