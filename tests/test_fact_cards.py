"""What cards a fact has, and what a curator is told of a card that was published and is no longer made."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from quizgen import pipeline
from quizgen.rendering.anki.note_type import note_type_of
from tests.conftest import NOW
from tests.support.library import ENTITIES, INFO, RECIPE, topic, write_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Quizgen = Callable[..., Result]
    Files = dict[str, str | bytes]

DATE = """\
- id: meeting.date
  when: 2022-01-12
  ask: When did the council meet?
  says: The council met on [12 January 2022].
  evidence: {wire: met on 12 January 2022}
"""
PLACE = """\
- id: meeting.place
  where: springfield
  ask: In which town were the guests received?
  evidence: {wire: held behind closed doors in Springfield}
"""
CLAIM = """\
- id: doe.future
  said: the talks will go on
  by: jane-doe
  ask: What did Jane Doe say of the future?
  says: Of the future Jane Doe said that [the talks will go on].
  reverse: Who said that the talks will go on?
  wrong: [nobody will come again, the doors stay shut, a vote decides]
  evidence: {wire: the talks will go on}
"""
RESULT = """\
- id: meeting.result
  what: an agenda
  ask: What was adopted?
  evidence: {wire: the talks will go on}
"""
FACTS = DATE + PLACE + CLAIM + RESULT
#: The card of each fact, and the way that fills it, where neither the fact nor the library says anything of ways.
USUAL = {
    "meeting.date": {"choice": "choice", "answer": "typed"},
    "meeting.place": {"choice": "choice", "answer": "typed"},
    "doe.future": {"choice": "choice", "answer": "cloze", "reverse": "reverse"},
    "meeting.result": {"answer": "recall"},
}
#: The ways that a fact and the library may name.
WAYS = "recall, choice, cloze, reverse, typed, map"
#: The entities with names of places that are too long to be typed.
LONG_NAMES = "places:".join(
    (
        ENTITIES.partition("places:")[0],
        ENTITIES.partition("places:")[2].replace("}", " on the Great River of the North}"),
    )
)


def with_line(facts: str, id_: str, line: str) -> str:
    """Return `facts` with a line more in one of them."""
    assert f"- id: {id_}\n" in facts
    return facts.replace(f"- id: {id_}\n", f"- id: {id_}\n  {line}\n")


def cards(root: Path) -> dict[str, dict[str, str]]:
    """Return for each fact of a library without problems which way fills each of its cards, in their order."""
    library = pipeline.open_library(root)
    assert library.problems == ()
    return {
        str(fact.id): {card.value: question.way for card, question in library.asker.cards(fact).items()}
        for fact in library.facts()
    }


def publish(root: Path) -> None:
    """Build what learners are given, as far as the lock keeps it."""
    library = pipeline.open_library(root)
    assert library.problems == ()
    pipeline.build(library, NOW).write_lock()


def told(root: Path) -> list[str]:
    """Return the problems of a library as a curator reads them."""
    return [str(problem) for problem in pipeline.open_library(root).problems]


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A library that learners have."""
    root = write_library(tmp_path / "library", FACTS)
    publish(root)
    return root


# Which way fills which card


def test_a_fact_is_recognised_produced_and_turned_round_once_each(tmp_path: Path) -> None:
    found = cards(write_library(tmp_path, FACTS))
    assert found == USUAL
    assert [list(one) for one in found.values()] == [list(one) for one in USUAL.values()], "recognised before produced"


@pytest.mark.parametrize(
    ("answer", "way"),
    [
        ("what: 12 March 2023", "typed"),
        ("what: about 30 countries", "typed"),
        ("what: the 30 countries of the north", "recall"),
        ("demanded: no missiles", "recall"),
        ("who: jane-doe", "typed"),
        ("how_long: 7.5 hours", "typed"),
    ],
)
def test_an_answer_with_a_definite_form_is_typed_whatever_the_kind(tmp_path: Path, answer: str, way: str) -> None:
    by = "\n  by: john-roe" if answer.startswith("demanded") else ""
    fact = f"- id: a.x\n  {answer}{by}\n  ask: Which did John Roe name?\n  evidence: {{wire: met on 12 January 2022}}\n"
    assert cards(write_library(tmp_path, fact))["a.x"]["answer"] == way


def test_an_answer_too_long_to_type_is_asked_in_its_sentence_or_else_recalled(tmp_path: Path) -> None:
    for says, way in (("", "recall"), ("  says: It was in [Springfield on the Great River of the North].\n", "cloze")):
        root = write_library(tmp_path, PLACE + says, {"questions/entities.yaml": LONG_NAMES})
        assert cards(root)["meeting.place"]["answer"] == way


@pytest.mark.parametrize(
    ("ways", "left"),
    [
        ("[recall]", {"answer": "recall"}),
        ("[cloze]", {"answer": "cloze"}),
        ("[choice]", {"choice": "choice", "answer": "recall"}),
        ("[reverse, cloze]", {"answer": "cloze", "reverse": "reverse"}),
        ("[choice, reverse, cloze, typed, recall]", USUAL["doe.future"]),
    ],
)
def test_the_ways_of_a_fact_fill_its_cards_and_its_answer_is_always_asked_for(
    tmp_path: Path, ways: str, left: dict[str, str]
) -> None:
    found = cards(write_library(tmp_path, with_line(FACTS, "doe.future", f"ways: {ways}")))
    assert found == USUAL | {"doe.future": left}, "and those of other facts are filled as before"


def test_the_ways_of_the_library_hold_for_all_facts_without_their_own(tmp_path: Path) -> None:
    facts = with_line(FACTS, "meeting.date", "ways: [choice, typed]")
    root = write_library(tmp_path, facts, {"questions/library.yaml": f"{INFO}ways: [cloze, reverse]\n"})
    assert cards(root) == {
        "meeting.date": {"choice": "choice", "answer": "typed"},
        "meeting.place": {"answer": "recall"},
        "doe.future": {"answer": "cloze", "reverse": "reverse"},
        "meeting.result": {"answer": "recall"},
    }


def test_ways_restrict_cards_and_leave_rounds_and_papers_as_they_are(tmp_path: Path) -> None:
    library = pipeline.open_library(write_library(tmp_path, with_line(FACTS, "doe.future", "ways: [recall]")))
    fact = library.kb.facts["doe.future"]
    assert [question.way for question in library.round_of([fact], ["choice"])] == ["choice"]


# How ways and withdrawn cards are written


@pytest.mark.parametrize(
    ("ways", "column", "message"),
    [
        ("[guess]", 1, f"'guess' is none of {WAYS} [unknown-value]"),
        ("[choice, choise]", 9, f"'choise' is none of {WAYS}; did you mean 'choice'? [unknown-value]"),
        ("[order]", 1, f"'order' is none of {WAYS} [unknown-value]"),
        ("[]", 0, "an empty list; write something into it or delete the key [empty-value]"),
        ("choice", 0, "here stands a single value; write a list: [choice] [wrong-type]"),
    ],
)
def test_ways_that_cannot_be_read_are_told_by_their_place(tmp_path: Path, ways: str, column: int, message: str) -> None:
    root = write_library(tmp_path, with_line(DATE, "meeting.date", f"ways: {ways}"))
    assert told(root) == [f"questions/meetings.yaml:5:{9 + column}: {message}"]
    root = write_library(tmp_path, DATE, {"questions/library.yaml": f"{INFO}ways: {ways}\n"})
    assert told(root) == [f"questions/library.yaml:11:{7 + column}: {message}"]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("{card: answer, on: 2022-03-01, why: Wrong.}", "'answer' is none of choice, reverse"),
        ("{card: typed, on: 2022-03-01, why: Wrong.}", "'typed' is none of choice, reverse"),
        ("{on: 2022-03-01, why: Wrong.}", "a withdrawn card lacks 'card'; add it"),
        ("{card: choice, why: Wrong.}", "a withdrawn card lacks 'on'; add it"),
        ("{card: choice, on: 2022-03-01}", "a withdrawn card lacks 'why'; add it"),
        ("{card: choice, on: 2022-03-32, why: Wrong.}", "'2022-03-32' does not exist; write YYYY-MM-DD, YYYY-MM"),
        ("{card: choice, on: 2022-03-01, why: ''}", "nothing stands here; write text or delete the key"),
        ("{card: choice, on: 2022-03-01, why: Wrong., instead: a.b}", "a withdrawn card has no key 'instead'"),
        ("choice", "here stands 'choice'; write {card: choice, on: DATE, why: TEXT}"),
    ],
)
def test_a_withdrawn_card_that_cannot_be_read_is_told(published: Path, entry: str, problem: str) -> None:
    write_library(published, with_line(FACTS, "doe.future", f"withdrawn: [{entry}]"))
    assert any(line.startswith("questions/meetings.yaml:") and problem in line for line in told(published))


def test_ways_in_a_recipe_are_told_where_they_belong(tmp_path: Path) -> None:
    root = write_library(tmp_path, FACTS, {"decks/all.yaml": f"{RECIPE}ways: [recall, choice]\n"})
    (problem,) = told(root)
    assert problem == (
        "decks/all.yaml:4:1: a deck has no key 'ways'; which ways a fact is asked in is said by the fact or the "
        "library, so delete it here [unknown-key]"
    )


# Cards that were published and are no longer made


def without(text: str, line: str) -> str:
    """Return a text without the line that starts so."""
    kept = [one for one in text.splitlines(keepends=True) if not one.strip().startswith(line)]
    assert len(kept) == text.count("\n") - 1
    return "".join(kept)


def losing(facts: str = FACTS, entities: str = ENTITIES, info: str = INFO) -> tuple[str, Files]:
    """Return the facts and files of a library after an edit."""
    return facts, {"questions/entities.yaml": entities, "questions/library.yaml": info}


NO_OPTIONS = "its options are too few, or show by their form which is right, or its ways leave the choice out"
NO_REVERSE = "it has no 'reverse' with an answer, or its ways leave that out"
LOSSES: dict[str, tuple[tuple[str, Files], list[tuple[str, str, str]]]] = {
    "its options deleted": (losing(without(FACTS, "wrong:")), [("doe.future", "choice", NO_OPTIONS)]),
    "its reverse deleted": (losing(without(FACTS, "reverse:")), [("doe.future", "reverse", NO_REVERSE)]),
    "entities deleted that were its options": (
        losing(entities=without(without(ENTITIES, "- {id: brockway"), "- {id: ogdenville")),
        [("meeting.place", "choice", NO_OPTIONS)],
    ),
    "an answer that may be right, too": (
        losing(with_line(FACTS, "meeting.place", "also_right: [shelbyville, ogdenville]")),
        [("meeting.place", "choice", NO_OPTIONS)],
    ),
    "a name that makes the right option stand out": (
        losing(entities=ENTITIES.replace("name: Springfield}", f"name: Springfield {'on the Great River ' * 3}}}")),
        [("meeting.place", "choice", NO_OPTIONS)],
    ),
    "a way switched off in the fact": (
        losing(with_line(FACTS, "doe.future", "ways: [choice]")),
        [("doe.future", "reverse", NO_REVERSE)],
    ),
    "a way switched off in the library": (
        losing(info=f"{INFO}ways: [typed, cloze, reverse]\n"),
        [
            ("meeting.date", "choice", NO_OPTIONS),
            ("meeting.place", "choice", NO_OPTIONS),
            ("doe.future", "choice", NO_OPTIONS),
        ],
    ),
    "all ways but one switched off": (
        losing(with_line(FACTS, "doe.future", "ways: [recall]")),
        [("doe.future", "choice", NO_OPTIONS), ("doe.future", "reverse", NO_REVERSE)],
    ),
}


def place_of(facts: str, id_: str) -> str:
    """Return the place at which a fact's id stands in its file."""
    return f"{topic(facts).splitlines().index(f'- id: {id_}') + 1}:7"


@pytest.mark.parametrize("loss", LOSSES)
def test_an_edit_that_blanks_a_card_of_learners_names_it_and_says_what_to_do(published: Path, loss: str) -> None:
    (facts, files), lost = LOSSES[loss]
    write_library(published, facts, files)
    assert told(published) == [
        f"questions/meetings.yaml:{place_of(facts, id_)}: the card '{card}' of '{id_}' was published and is no longer "
        f"made: {reason}; bring that back, or write withdrawn: [{{card: {card}, on: DATE, why: TEXT}}]; "
        "or, if nobody ever got it, delete its line from decks/quizgen.lock [lost-card]"
        for id_, card, reason in lost
    ]


@pytest.mark.parametrize("loss", LOSSES)
def test_it_is_sound_again_when_the_card_is_withdrawn_or_what_it_needs_comes_back(published: Path, loss: str) -> None:
    (facts, files), lost = LOSSES[loss]
    for id_ in {id_ for id_, _, _ in lost}:
        entries = [f"{{card: {card}, on: 2022-03-01, why: Unclear.}}" for one, card, _ in lost if one == id_]
        facts = with_line(facts, id_, f"withdrawn: [{', '.join(entries)}]")
    write_library(published, facts, files)
    assert told(published) == []
    publish(published)
    assert told(published) == [], "what was withdrawn stays in the lock"
    write_library(published, FACTS, losing()[1])
    assert told(published) == []
    assert cards(published) == USUAL


@pytest.mark.parametrize(
    "edit",
    [
        losing(without(DATE, "says:") + PLACE + without(CLAIM, "says:") + RESULT),
        losing(entities=LONG_NAMES),
        losing(with_line(FACTS, "meeting.date", "ways: [choice, recall]")),
        losing(with_line(FACTS, "meeting.date", "ways: [choice, cloze]")),
        losing(FACTS.replace("a vote decides", "a war decides")),
        losing(without(FACTS, "wrong:").replace("- id: doe", "- retired: {on: 2022-03-01, why: Unclear.}\n  id: doe")),
        losing(FACTS + RESULT.replace("meeting.result", "a.new").replace("adopted?", "drunk?")),
    ],
    ids=[
        *("a sentence deleted", "an answer grown too long to type", "no longer typed", "asked in its sentence"),
        *("another option", "a retired fact", "a new fact with fewer cards"),
    ],
)
def test_an_edit_that_leaves_each_card_something_to_ask_loses_none(published: Path, edit: tuple[str, Files]) -> None:
    write_library(published, *edit)
    assert told(published) == []
    for id_, ways in cards(published).items():
        assert ways.keys() == USUAL.get(id_, {"answer": ""}).keys()


def test_a_card_that_was_never_published_is_not_missed(tmp_path: Path) -> None:
    root = write_library(tmp_path, without(without(FACTS, "wrong:"), "reverse:"))
    publish(root)
    assert told(write_library(tmp_path, FACTS)) == [], "it may come"
    assert told(write_library(tmp_path, without(without(FACTS, "wrong:"), "reverse:"))) == [], "and go before a build"


def test_what_nobody_has_is_not_withdrawn(tmp_path: Path) -> None:
    facts = with_line(FACTS, "doe.future", "withdrawn: [{card: choice, on: 2022-03-01, why: Unclear.}]")
    root = write_library(tmp_path, facts)
    (problem,) = told(root)
    assert problem.startswith(f"questions/meetings.yaml:{int(place_of(facts, 'doe.future').partition(':')[0]) + 1}:")
    assert problem.endswith(
        "the card 'choice' of 'doe.future' was never published, so nobody has it; delete this entry [lost-card]"
    )
    write_library(root, FACTS)
    publish(root)
    assert told(write_library(root, facts)) == []


def test_cards_are_looked_at_when_all_else_is_mended(published: Path) -> None:
    facts = without(FACTS, "reverse:").replace("level", "levle")
    write_library(published, with_line(facts, "meeting.date", "levle: core"))
    assert [line.rpartition("[")[2] for line in told(published)] == ["unknown-key]"]
    write_library(published, facts)
    assert [line.rpartition("[")[2] for line in told(published)] == ["lost-card]"]


def test_check_and_build_tell_of_a_lost_card_and_nothing_is_built(
    quizgen: Quizgen, published: Path, tmp_path: Path
) -> None:
    lock = (published / "decks" / "quizgen.lock").read_bytes()
    write_library(published, without(FACTS, "reverse:"))
    for args in (("check",), ("build", "--out", tmp_path / "out"), ("deck", "--out", tmp_path / "out")):
        done = quizgen(*args, "--library", published)
        assert done.exit_code == 1
        assert "the card 'reverse' of 'doe.future' was published" in done.output
    assert not (tmp_path / "out").exists()
    assert (published / "decks" / "quizgen.lock").read_bytes() == lock
    assert "withdrawn: [{card: choice, on: DATE, why: TEXT}]" in quizgen("explain", "lost-card").output


# What is withdrawn


def test_a_withdrawn_card_is_no_longer_asked_and_says_why(quizgen: Quizgen, published: Path) -> None:
    write_library(
        published, with_line(FACTS, "doe.future", "withdrawn: [{card: choice, on: 2022-03-01, why: Unclear.}]")
    )
    assert cards(published)["doe.future"] == {"answer": "cloze", "reverse": "reverse"}
    shown = quizgen("show", "doe.future", "--library", published).stdout
    assert "Withdrawn:   card choice, 1 March 2022: Unclear.\n" in shown
    assert [line.split()[1] for line in shown.splitlines() if line.startswith("Asked:")] == ["cloze", "reverse"]
    exported = json.loads(quizgen("export", "--to", "json", "--library", published).stdout)
    (fact,) = (one for one in exported["facts"] if one["id"] == "doe.future")
    assert fact["withdrawn"] == [{"card": "choice", "on": "2022-03-01", "why": "Unclear."}]
    asked = {question["id"] for question in exported["questions"] if question["fact"] == "doe.future"}
    assert asked == {"doe.future/cloze", "doe.future/reverse"}


def test_the_note_of_a_fact_keeps_its_withdrawn_card_with_the_reason_on_it(published: Path) -> None:
    write_library(
        published, with_line(FACTS, "doe.future", "withdrawn: [{card: reverse, on: 2022-03-01, why: Unclear.}]")
    )
    built = pipeline.build(pipeline.open_library(published), NOW + 60)
    (note,) = (packed.note for packed in built.notes if packed.note.fact.id == "doe.future")
    assert list(note.cards) == ["choice", "answer", "reverse"]
    assert "Withdrawn on 1 March 2022. Unclear." in " ".join(note.fields)
    assert "Who said that" not in " ".join(note.fields)
    assert {f"{entry.subject} {entry.id}" for entry in built.changed} >= {"card doe.future/reverse", "note doe.future"}
    assert "card doe.future/choice" not in {f"{entry.subject} {entry.id}" for entry in built.changed}


def test_a_fact_that_is_withdrawn_says_so_on_a_card_that_was_withdrawn_before(published: Path) -> None:
    withdrawn = with_line(FACTS, "doe.future", "withdrawn: [{card: choice, on: 2022-03-01, why: Unclear.}]")
    retired = with_line(withdrawn, "doe.future", "retired: {on: 2022-04-01, why: It was an error.}")
    for facts, selector, reason in (
        (withdrawn, '.qg[data-fact="doe.future"][data-card="choice"]', "Withdrawn on 1 March 2022. Unclear."),
        (retired, '.qg[data-fact="doe.future"]', "Withdrawn on 1 April 2022. It was an error."),
    ):
        library = pipeline.open_library(write_library(published, facts))
        assert library.problems == ()
        rules = [line for line in note_type_of(library.kb).css().splitlines() if "data-fact" in line]
        assert [line.partition("::before")[0] for line in rules if "::before" in line] == [selector]
        assert reason in " ".join(rules)


def test_the_export_says_in_which_ways_a_fact_is_to_be_asked(quizgen: Quizgen, tmp_path: Path) -> None:
    root = write_library(tmp_path, with_line(FACTS, "doe.future", "ways: [choice, cloze]"))
    exported = json.loads(quizgen("export", "--to", "json", "--library", root).stdout)
    assert {one["id"]: one["ways"] for one in exported["facts"] if one["ways"]} == {"doe.future": ["choice", "cloze"]}


def test_a_card_is_withdrawn_once(published: Path) -> None:
    twice = "withdrawn: [{card: choice, on: 2022-03-01, why: Unclear.}, {card: choice, on: 2022-03-02, why: Unfair.}]"
    (problem,) = told(write_library(published, with_line(FACTS, "doe.future", twice)))
    assert problem.endswith("the card 'choice' of 'doe.future' is withdrawn already; keep one of the two [lost-card]")
