"""What a learner keeps, with the real Anki: after imports, corrections, edits, and what Anki does by itself."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from anki import import_export_pb2
from anki.consts import QUEUE_TYPE_SUSPENDED

from quizgen import pipeline
from quizgen.rendering.anki import note_type
from tests.conftest import NOW
from tests.support.anki import ALWAYS, LATER, Imported, Learner, without_style
from tests.support.library import ENTITIES, INFO, write_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from anki.notes import Note

FACTS = """\
- id: meeting.date
  when: 2022-01-12
  ask: When did they come together?
  says: They came together on [12 January 2022].
  level: core
  evidence: {wire: met on 12 January 2022}
- id: meeting.host
  who: jane-doe
  ask: Who received the delegations?
  reverse: What did the chair do?
  label: received the delegations
  evidence: {wire: received by the chair}
- id: meeting.length
  how_long: about 7.5 hours
  ask: How much time did it take?
  level: core
  evidence: {wire: lasted for seven and a half hours}
  accounts: [{answer: nearly 8 hours, by: john-roe, evidence: {paper: went on for nearly eight hours}}]
- id: meeting.aim
  what: a new bridge
  ask: What did they talk about?
  says: They talked about [a new bridge].
  wrong: [an old road, a small house]
  evidence: {wire: talks will go on}
"""
CORE = "deck: core\ntitle: Core\nabout: The core.\nselect: {levels: [core]}\n"
FILES: dict[str, str | bytes] = {"decks/core.yaml": CORE}
TOWNS = """\
- id: meeting.towns
  how_many: 30 towns
  ask: How many towns were there?
  evidence: {wire: there were thirty towns}
"""
RETIRED = "  retired: {on: 2022-02-01, why: The source was withdrawn., instead: meeting.date}\n"
HOST = "  label: received the delegations\n"
#: What the library above makes: a choice and an answer of each fact, and one reverse.
NOTES, CARDS = 4, 9

needs_options = pytest.mark.skipif(
    not hasattr(import_export_pb2, "ImportAnkiPackageOptions"), reason="Anki 2.1.66 imports without options"
)


@dataclass
class Author:
    """Somebody who edits a small library and gives packages away, a minute apart."""

    root: Path
    now: int = NOW

    def publish(self, facts: str = FACTS, deck: str = "all", files: dict[str, str | bytes] | None = None) -> Path:
        """Write the library, build one deck, and return its package."""
        write_library(self.root, facts, FILES | (files or {}))
        library = pipeline.open_library(self.root)
        assert [str(problem) for problem in library.problems] == []
        self.now += 60
        built = pipeline.build(library, self.now)
        built.write_lock()
        path = self.root.parent / f"{deck}-{self.now}.apkg"
        built.write_package(library.kb.recipes[deck], path)
        return path


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(tmp_path / "library")


@pytest.fixture
def learners(tmp_path: Path) -> Iterator[Callable[[], Learner]]:
    """Learners, each with a collection of their own."""
    opened: list[Learner] = []

    def another() -> Learner:
        opened.append(Learner(tmp_path / f"anki-{len(opened)}"))
        return opened[-1]

    yield another
    for learner in opened:
        learner.close()


@pytest.fixture
def learner(learners: Callable[[], Learner]) -> Learner:
    return learners()


def study(learner: Learner) -> None:
    """Answer each card as easy, which makes it due in some days, suspend one, and leave an edit and a tag behind."""
    for card in learner.cards():
        learner.answers(card)
    learner.col.sched.suspend_cards([learner.card("meeting.date", "Answer").id])
    note = learner.note("meeting.host")
    note.tags.append("mine")
    note["Note"] = "my own words"
    learner.col.update_note(note)


def memory(learner: Learner) -> dict[int, tuple[object, ...]]:
    """Return of each card all that learning has left on it."""
    return {card.id: (card.queue, card.due, card.ivl, card.reps, card.did) for card in learner.cards()}


def reviews(learner: Learner) -> list[Any]:
    """Return the history of all answers."""
    assert learner.col.db is not None
    return learner.col.db.all("select * from revlog order by id")


def shown(side: str) -> str:
    """Return the text that a browser shows of a card's side, leaving style aside."""
    body = re.sub(r"<(script|style)>.*?</\1>", "", without_style(side), flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", "", body))


# Imports


def test_a_first_import_brings_all_cards_into_the_librarys_deck(author: Author, learner: Learner) -> None:
    assert learner.imports(author.publish()) == Imported(new=NOTES, updated=0, duplicate=0, conflicting=0)
    assert {learner.col.decks.name(card.did) for card in learner.cards()} == {"Meetings"}
    assert len(learner.cards()) == CARDS
    assert learner.note_types() == ["Meetings"]


def test_the_same_package_again_changes_nothing(author: Author, learner: Learner) -> None:
    learner.imports(author.publish())
    study(learner)
    before = memory(learner)
    assert learner.imports(author.publish()) == Imported(new=0, updated=0, duplicate=NOTES, conflicting=0)
    assert memory(learner) == before
    assert learner.note("meeting.host")["Note"] == "my own words"


@needs_options
def test_updating_always_puts_back_only_what_the_learner_edited(author: Author, learner: Learner) -> None:
    learner.imports(author.publish())
    study(learner)
    before = memory(learner)
    assert learner.imports(author.publish(), ALWAYS) == Imported(new=0, updated=1, duplicate=NOTES - 1, conflicting=0)
    assert memory(learner) == before
    assert learner.note("meeting.host")["Note"] == ""


def test_a_correction_arrives_and_costs_no_review(author: Author, learner: Learner) -> None:
    learner.imports(author.publish())
    study(learner)
    before, log = memory(learner), reviews(learner)
    corrected = FACTS.replace("When did they come together?", "On what day did they come together?")
    assert learner.imports(author.publish(corrected)) == Imported(0, updated=1, duplicate=NOTES - 1, conflicting=0)
    assert learner.note("meeting.date")["Question"] == "On what day did they come together?"
    assert memory(learner) == before
    assert learner.card("meeting.date", "Answer").queue == QUEUE_TYPE_SUSPENDED
    assert reviews(learner) == log
    other = learner.note("meeting.host")
    assert (other["Note"], "mine" in other.tags) == ("my own words", True)


def test_a_learner_who_moved_cards_keeps_them_there(author: Author, learner: Learner) -> None:
    learner.imports(author.publish())
    own = learner.col.decks.id("My exam")
    assert own is not None
    learner.col.set_deck([card.id for card in learner.cards()], own)
    learner.imports(author.publish(FACTS.replace("come together?", "assemble?")))
    assert {card.did for card in learner.cards()} == {own}


def test_core_first_and_everything_later(author: Author, learner: Learner, learners: Callable[[], Learner]) -> None:
    assert learner.imports(author.publish(deck="core")) == Imported(new=2, updated=0, duplicate=0, conflicting=0)
    assert len(learner.cards()) == 4
    learner.col.sched.set_due_date([card.id for card in learner.cards()], "9")
    before = memory(learner)
    assert learner.imports(author.publish(deck="all")) == Imported(new=2, updated=0, duplicate=2, conflicting=0)
    assert {id_: state for id_, state in memory(learner).items() if id_ in before} == before
    at_once = learners()
    at_once.imports(author.publish(deck="all"))
    assert len(learner.cards()) == len(at_once.cards()) == CARDS


def test_an_added_fact_comes_alone(author: Author, learner: Learner) -> None:
    learner.imports(author.publish())
    study(learner)
    before = memory(learner)
    new = """\
- id: meeting.place
  where: springfield
  ask: In which city was it?
  evidence: {wire: doors in Springfield}
"""
    assert learner.imports(author.publish(new + FACTS)) == Imported(1, updated=0, duplicate=NOTES, conflicting=0)
    assert {id_: state for id_, state in memory(learner).items() if id_ in before} == before
    assert len(learner.note("meeting.place").cards()) == 2


def test_two_libraries_do_not_touch_each_other(author: Author, learner: Learner, tmp_path: Path) -> None:
    learner.imports(author.publish())
    study(learner)
    before, style = memory(learner), learner.cards()[0].question().partition("</style>")[0]
    info = INFO.replace("example.meetings", "example.other").replace("library: Meetings", "library: Other")
    other = Author(tmp_path / "another" / "library", LATER)
    other.root.parent.mkdir()
    assert learner.imports(other.publish(files={"questions/library.yaml": info})).new == NOTES
    assert learner.note_types() == ["Meetings", "Other"]
    learner.checks_the_database()
    assert {id_: state for id_, state in memory(learner).items() if id_ in before} == before
    assert len(learner.cards("deck:Other")) == CARDS
    assert learner.cards("deck:Meetings")[0].question().partition("</style>")[0] == style
    assert {tag.partition("::")[0] for tag in learner.col.tags.all()} == {"example.meetings", "example.other", "mine"}


# What Anki does by itself, and what learners do


def tag_each_note(learner: Learner) -> None:
    """Do what the editor does when a tag is added."""
    for id_ in learner.col.find_notes(""):
        note = learner.col.get_note(id_)
        note.tags.append("mine")
        learner.col.update_note(note)


def edit_each_note(learner: Learner) -> None:
    """Do what the editor does when a text is changed."""
    for id_ in learner.col.find_notes(""):
        note = learner.col.get_note(id_)
        note["Note"] = f"{note['Note']} and more"
        learner.col.update_note(note)


def change_each_template(learner: Learner) -> None:
    """Do what the window for card types does."""
    model = the_type(learner.note("meeting.date"))
    for template in model["tmpls"]:
        template["qfmt"] += "<hr>"
    learner.col.models.update_dict(model)


def the_type(note: Note) -> Any:
    """Return the note type of a note."""
    model = note.note_type()
    assert model is not None
    return model


def look_for_empty_cards(learner: Learner) -> None:
    """Do what Tools > Empty Cards does: none is found."""
    assert not learner.col.get_empty_cards().notes


AFTERWARDS = [
    Learner.checks_the_database,
    tag_each_note,
    edit_each_note,
    change_each_template,
    look_for_empty_cards,
]


@pytest.mark.parametrize("happens", AFTERWARDS, ids=lambda step: step.__name__)
@pytest.mark.parametrize("deck", ["core", "all"])
def test_no_card_appears_or_disappears_afterwards(
    author: Author, learner: Learner, deck: str, happens: Callable[[Learner], None]
) -> None:
    learner.imports(author.publish(deck=deck))
    study(learner) if deck == "all" else None
    before = memory(learner)
    happens(learner)
    learner.checks_the_database()
    assert memory(learner) == before


def test_a_week_of_the_scheduler_and_a_correction_in_between(author: Author, learner: Learner) -> None:
    learner.imports(author.publish())
    first = list(learner.studies("Meetings", 3))
    begun = {(shown.fact, shown.template) for day in first for shown in day if shown.is_new}
    assert len(begun) == CARDS
    answered = len(reviews(learner))
    assert learner.imports(author.publish(FACTS.replace("come together?", "assemble?"))).updated == 1
    later = list(learner.studies("Meetings", 4))
    assert len(reviews(learner)) > answered
    assert not any(shown.is_new for day in later for shown in day), "nothing begins anew"
    learner.checks_the_database()
    assert len(learner.cards()) == CARDS


def test_a_changed_template_arrives_and_makes_no_second_note_type(
    author: Author, learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    learner.imports(author.publish())
    study(learner)
    before = memory(learner)
    templates, css = note_type.NoteType.templates, note_type.NoteType.css
    monkeypatch.setattr(note_type.NoteType, "css", lambda self: css(self) + "\n.qg { color: #123456 }")
    monkeypatch.setattr(
        note_type.NoteType,
        "templates",
        lambda self: [template | {"afmt": template["afmt"] + "<!-- again -->"} for template in templates(self)],
    )
    assert learner.imports(author.publish()) == Imported(new=0, updated=0, duplicate=NOTES, conflicting=0)
    assert learner.note_types() == ["Meetings"]
    assert "#123456" in learner.cards()[0].question()
    assert "<!-- again -->" in learner.cards()[0].answer()
    assert memory(learner) == before


@needs_options  # and looks at the ids of fields
def test_a_renamed_field_makes_no_second_note_type(
    author: Author, learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    learner.imports(author.publish())
    fields = note_type.fields

    def renamed(*args: Any) -> tuple[note_type.NoteField, ...]:
        return tuple(one._replace(name="Clue") if one.name == "Hint" else one for one in fields(*args))

    monkeypatch.setattr(note_type, "fields", renamed)
    done = learner.imports(author.publish(FACTS.replace("come together?", "assemble?")))
    assert (done.updated, done.conflicting) == (1, 0)
    assert learner.note_types() == ["Meetings"]
    assert [one["name"] for one in the_type(learner.note("meeting.date"))["flds"]].count("Clue") == 1


# What is taken away


def test_a_retired_fact_tells_whoever_learnt_it_and_nobody_else(
    author: Author, learner: Learner, learners: Callable[[], Learner]
) -> None:
    learner.imports(author.publish())
    study(learner)
    before, log = memory(learner), reviews(learner)
    author.now = LATER
    package = author.publish(FACTS.replace(HOST, HOST + RETIRED))
    assert learner.imports(package) == Imported(new=0, updated=0, duplicate=NOTES - 1, conflicting=0)
    learner.checks_the_database()
    assert (memory(learner), reviews(learner)) == (before, log)
    told = "Withdrawn on 1 February 2022. The source was withdrawn. "
    told += "Learn instead: When did they come together\\3f  12 January 2022"
    for card in learner.note("meeting.host").cards():
        for side in (card.question(), card.answer()):
            assert f'.qg[data-fact="meeting.host"]::before {{ content: "{told}" }}' in side
            assert 'data-fact="meeting.host"' in without_style(side)
    newcomer = learners()
    assert newcomer.imports(package).new == NOTES - 1
    for happens in AFTERWARDS:
        happens(newcomer)
    newcomer.checks_the_database()
    assert newcomer.cards('"Fact id:meeting.host"') == []
    assert newcomer.imports(author.publish(FACTS.replace(HOST, HOST + RETIRED))).conflicting == 0


@needs_options
def test_a_learner_with_a_style_of_their_own_is_told_by_updating_always(author: Author, learner: Learner) -> None:
    learner.imports(author.publish())
    study(learner)
    before = memory(learner)
    package = author.publish(FACTS.replace(HOST, HOST + RETIRED))
    change_each_template(learner)
    learner.imports(package)
    assert "Withdrawn on" not in learner.card("meeting.host", "Answer").question()
    learner.imports(package, ALWAYS)
    assert "Withdrawn on" in learner.card("meeting.host", "Answer").question()
    assert memory(learner) == before


@needs_options
@pytest.mark.parametrize("change", ["field", "card type"])
def test_a_learner_with_a_field_or_card_type_of_their_own_is_cured_by_merging(
    author: Author, learner: Learner, change: str
) -> None:
    learner.imports(author.publish())
    study(learner)
    before, models = memory(learner), learner.col.models
    model = the_type(learner.note("meeting.date"))
    if change == "field":
        models.add_field(model, models.new_field("My own"))
    else:
        template = models.new_template("My own")
        template["qfmt"] = "{{#Hint}}{{Hint}}{{/Hint}}"
        models.add_template(model, template)
    models.update_dict(model)
    author.now = LATER
    corrected = author.publish(FACTS.replace("come together?", "assemble?"))
    assert learner.imports(corrected).conflicting == NOTES
    assert learner.imports(corrected, merge=True).conflicting == 0
    assert learner.note("meeting.date")["Question"] == "When did they assemble?"
    assert {id_: state for id_, state in memory(learner).items() if id_ in before} == before


WITHDRAWN = "  withdrawn: [{card: reverse, on: 2022-02-01, why: It could be read in two ways.}]\n"


def test_a_withdrawn_card_says_so_and_keeps_its_reviews(
    author: Author, learner: Learner, learners: Callable[[], Learner]
) -> None:
    learner.imports(author.publish())
    study(learner)
    before, log = memory(learner), reviews(learner)
    author.now = LATER
    package = author.publish(FACTS.replace("  reverse: What did the chair do?\n", WITHDRAWN))
    assert learner.imports(package) == Imported(new=0, updated=1, duplicate=NOTES - 1, conflicting=0)
    learner.checks_the_database()
    look_for_empty_cards(learner)
    assert (memory(learner), reviews(learner)) == (before, log)
    card = learner.card("meeting.host", "Reverse")
    told = "Withdrawn on 1 February 2022. It could be read in two ways."
    assert told in shown(card.question())
    assert f'[data-card="reverse"]::before {{ content: "{told}' in card.question()
    assert "Withdrawn" not in shown(learner.card("meeting.host", "Answer").question())
    newcomer = learners()
    newcomer.imports(package)
    cards = sorted(newcomer.cards(), key=lambda card: card.due)
    assert cards[-1].template()["name"] == "Reverse"


@pytest.mark.parametrize(
    ("before", "after", "card"),
    [
        ("  reverse: What did the chair do?\n", "", "'reverse' of 'meeting.host'"),
        ("  wrong: [an old road, a small house]\n", "", "'choice' of 'meeting.aim'"),
        ("  ask: Who received", "  ways: [recall, reverse]\n  ask: Who received", "'choice' of 'meeting.host'"),
    ],
    ids=["a reverse deleted", "options deleted", "a way switched off"],
)
def test_an_edit_that_would_leave_a_blank_front_is_refused(author: Author, before: str, after: str, card: str) -> None:
    author.publish()
    write_library(author.root, FACTS.replace(before, after), FILES)
    (problem,) = [str(problem) for problem in pipeline.open_library(author.root).problems]
    assert f"the card {card} was published and is no longer made" in problem
    assert problem.endswith("[lost-card]")


def test_a_person_who_is_gone_may_not_take_a_choice_along(author: Author) -> None:
    author.publish()
    few = "\n".join(line for line in ENTITIES.splitlines() if not any(name in line for name in ("mary", "ann", "sam")))
    write_library(author.root, FACTS, FILES | {"questions/entities.yaml": f"{few}\n"})
    (problem,) = [str(problem) for problem in pipeline.open_library(author.root).problems]
    assert "the card 'choice' of 'meeting.host' was published and is no longer made" in problem


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  says: They talked about [a new bridge].\n", ""),
        ("  how_many: 30 towns\n", "  how_many: 30 towns on both sides of the big river\n"),
    ],
    ids=["its sentence is gone", "too long to be typed"],
)
def test_an_answer_is_asked_otherwise_and_its_card_stays(
    author: Author, learner: Learner, before: str, after: str
) -> None:
    learner.imports(author.publish(FACTS + TOWNS))
    study(learner)
    kept, log = memory(learner), reviews(learner)
    done = learner.imports(author.publish((FACTS + TOWNS).replace(before, after)))
    assert done == Imported(new=0, updated=1, duplicate=NOTES, conflicting=0)
    learner.checks_the_database()
    assert (memory(learner), reviews(learner)) == (kept, log)


def test_a_deleted_fact_is_refused(author: Author) -> None:
    author.publish()
    write_library(author.root, FACTS.partition("- id: meeting.host")[0], FILES)
    problems = [str(problem) for problem in pipeline.open_library(author.root).problems]
    assert len(problems) == 3
    assert all("bring it back" in line and line.endswith("[lost-from-lock]") for line in problems)


def test_a_renamed_library_is_refused(author: Author) -> None:
    author.publish()
    write_library(author.root, FACTS, FILES | {"questions/library.yaml": INFO.replace("Meetings", "Gatherings")})
    (line,) = [str(problem) for problem in pipeline.open_library(author.root).problems]
    assert line.startswith("questions/library.yaml:1:10: ")
    assert line.endswith("[deck-renamed]")


def test_a_learner_of_long_standing_loses_nothing(author: Author, learner: Learner) -> None:
    """Core, then everything, then a correction, a retirement and a withdrawn card, with a learner's own doings."""
    learner.imports(author.publish(deck="core"))
    list(learner.studies("Meetings", 2))
    learner.imports(author.publish())
    study(learner)
    own = learner.col.decks.id("My exam")
    assert own is not None
    learner.col.set_deck([card.id for card in learner.note("meeting.aim").cards()], own)
    before, log = memory(learner), reviews(learner)
    corrected = FACTS.replace("What did they talk about?", "What was the talk about?")
    author.now = LATER
    withdrawn = corrected.replace("  reverse: What did the chair do?\n", WITHDRAWN)
    for facts in (corrected, withdrawn, withdrawn.replace(HOST, HOST + RETIRED)):
        done = learner.imports(author.publish(facts))
        assert (done.new, done.conflicting) == (0, 0)
        learner.checks_the_database()
        look_for_empty_cards(learner)
        assert (memory(learner), reviews(learner)) == (before, log)
    assert learner.note("meeting.aim")["Question"] == "What was the talk about?"
    assert {card.did for card in learner.note("meeting.aim").cards()} == {own}


# The lock, and the bytes


def test_two_builds_give_the_same_bytes(author: Author) -> None:
    first = author.publish().read_bytes()
    assert author.publish().read_bytes() == first


def test_a_moment_never_goes_back(author: Author) -> None:
    author.publish()
    author.now -= 100_000
    author.publish(FACTS.replace("come together?", "assemble?"))
    lock = (author.root / "decks" / "quizgen.lock").read_text().splitlines()
    lines = [line for line in lock if not line.startswith("#")]
    changed = {line.split()[1] for line in lines if line.endswith("2023-11-14T22:14:21Z")}  # a second after the first
    assert changed == {"meeting.date", "meeting.date/answer", "meeting.date/choice"}
    assert lines == sorted(lines)


HOSTILE = "<script>alert(1)</script> & {{Front}} {{c1::x}} [sound:x.mp3] [latex]x[/latex] $5 billion"
WORSE = rf"{HOSTILE} \(x\) \[y\] }}}} :: AT&T 5 < 6 [$]z[/$] [anki:tts lang=en_US]q[/anki:tts] &amp; <!-- c --> “q”"


@pytest.mark.parametrize("text", [HOSTILE, WORSE], ids=["as promised", "and worse"])
def test_hostile_text_is_shown_as_it_is_in_every_field(author: Author, learner: Learner, text: str) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    facts = f"""\
- id: a.x
  what: {quoted}
  by: jane-doe
  ask: 'Doe: {text}?'
  says: 'Doe: {text} [{text}]'
  reverse: 'What is {text}?'
  accept: ['{text} too']
  wrong: ['not {text}', 'never {text}']
  note: {quoted}
  evidence: {{wire: '{text}'}}
  accounts: [{{answer: 'no {text}', evidence: {{paper: '{text}'}}}}]
"""
    entities = ENTITIES.replace("about: chair", f"about: {quoted}")
    write_library(author.root, facts, FILES | {"questions/entities.yaml": entities})
    library = pipeline.open_library(author.root)
    assert {problem.rule for problem in library.problems} <= {
        *("answer-leaks", "evidence-length", "duplicate-question", "empty-deck", "foreign-markup")
    }
    built = pipeline.build(library, NOW)
    built.write_package(library.kb.recipes["all"], author.root / "x.apkg")
    assert learner.imports(author.root / "x.apkg").new == 1
    cards = learner.cards()
    assert [card.template()["name"] for card in cards] == ["Choice", "Answer", "Reverse"]
    for card in cards:
        for side in (card.question(), card.answer()):
            body = without_style(side)
            assert "<script>alert" not in body
            assert not re.search(r"\[(sound|latex|\$|anki)", body)
            assert "\\(" not in body
            assert "\\[" not in body
        assert shown(card.answer()).count(text) >= 5
        assert card.question_av_tags() == card.answer_av_tags() == []
    assert shown(learner.card("a.x", "Answer").question()).count(text) == 1  # the sentence, and not the answer
    assert learner.col.media.check().missing == []
