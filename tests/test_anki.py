"""What a learner sees and keeps, with the real Anki."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from anki.consts import QUEUE_TYPE_SUSPENDED
from anki.scheduler.v3 import CardAnswer, Scheduler

from quizgen import pipeline
from quizgen.language import ENGLISH
from quizgen.rendering.anki.note_types import CLOZE, FACT, NOTE_TYPES
from tests.conftest import NOW, ROOT
from tests.support.anki import ALWAYS, Imported, Learner, without_style
from tests.support.library import ENTITIES, INFO, RECIPE, write_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: After everything that a learner does in a test.
LATER = 4_000_000_000
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
"""
CORE = "deck: core\ntitle: Core\nabout: The core.\nways: [recall]\nselect: {levels: [core]}\n"
FILES: dict[str, str | bytes] = {"decks/core.yaml": CORE}


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
def learner(tmp_path: Path) -> Iterator[Learner]:
    learner = Learner(tmp_path / "anki")
    yield learner
    learner.close()


def study(learner: Learner) -> None:
    """Answer each card as easy, which makes it due in some days, suspend one, and leave an edit and a tag behind."""
    scheduler = learner.col.sched
    assert isinstance(scheduler, Scheduler)
    for card in learner.cards():
        card.start_timer()
        states = learner.col._backend.get_scheduling_states(card.id)  # noqa: SLF001  what the reviewer calls
        scheduler.answer_card(scheduler.build_answer(card=card, states=states, rating=CardAnswer.EASY))
    scheduler.suspend_cards([learner.card("meeting.date", "Recall").id])
    note = learner.note("meeting.host")
    note.tags.append("mine")
    note["Note"] = "my own words"
    learner.col.update_note(note)


def memory(learner: Learner) -> dict[int, tuple[object, ...]]:
    """Return of each card all that learning has left on it."""
    return {card.id: (card.queue, card.due, card.ivl, card.reps, card.did) for card in learner.cards()}


def test_a_first_import_brings_all_cards_into_the_topics_deck(author: Author, learner: Learner) -> None:
    assert learner.imports(author.publish()) == Imported(new=4, updated=0, duplicate=0, conflicting=0)
    assert {deck.name for deck in learner.col.decks.all_names_and_ids()} >= {"Meetings", "Meetings::Two meetings"}
    assert {learner.col.decks.name(card.did) for card in learner.cards()} == {"Meetings::Two meetings"}
    assert learner.note_types() == ["quizgen cloze", "quizgen fact"]


def test_the_same_package_again_changes_nothing(author: Author, learner: Learner) -> None:
    learner.imports(author.publish())
    study(learner)
    before = memory(learner)
    assert learner.imports(author.publish()) == Imported(new=0, updated=0, duplicate=4, conflicting=0)
    assert memory(learner) == before
    assert learner.note("meeting.host")["Note"] == "my own words"


def test_updating_always_puts_back_only_what_the_learner_edited(author: Author, learner: Learner) -> None:
    learner.imports(author.publish())
    study(learner)
    before = memory(learner)
    assert learner.imports(author.publish(), ALWAYS) == Imported(new=0, updated=1, duplicate=3, conflicting=0)
    assert memory(learner) == before
    assert learner.note("meeting.host")["Note"] == ""


def test_a_correction_arrives_and_costs_no_review(author: Author, learner: Learner) -> None:
    learner.imports(author.publish())
    study(learner)
    before, log = memory(learner), learner.col.db.all("select * from revlog order by id")  # type: ignore[union-attr]
    corrected = FACTS.replace("When did they come together?", "On what day did they come together?")
    assert learner.imports(author.publish(corrected)) == Imported(new=0, updated=1, duplicate=3, conflicting=0)
    assert learner.note("meeting.date")["Ask"] == "On what day did they come together?"
    assert memory(learner) == before
    assert learner.card("meeting.date", "Recall").queue == QUEUE_TYPE_SUSPENDED
    assert learner.col.db.all("select * from revlog order by id") == log  # type: ignore[union-attr]
    other = learner.note("meeting.host")
    assert (other["Note"], "mine" in other.tags) == ("my own words", True)


def test_a_learner_who_moved_cards_keeps_them_there(author: Author, learner: Learner) -> None:
    learner.imports(author.publish())
    own = learner.col.decks.id("My exam")
    assert own is not None
    learner.col.set_deck([card.id for card in learner.cards()], own)
    learner.imports(author.publish(FACTS.replace("come together?", "assemble?")))
    assert {card.did for card in learner.cards()} == {own}


def test_core_first_and_everything_later(author: Author, learner: Learner) -> None:
    first = learner.imports(author.publish(deck="core"))
    assert first == Imported(new=2, updated=0, duplicate=0, conflicting=0)
    assert len(learner.cards()) == 2
    learner.col.sched.set_due_date([card.id for card in learner.cards()], "9")
    before = memory(learner)
    later = learner.imports(author.publish(deck="all"))
    assert later == Imported(new=2, updated=0, duplicate=2, conflicting=0)
    assert {id_: state for id_, state in memory(learner).items() if id_ in before} == before
    everything = Learner(author.root.parent / "other")
    everything.imports(author.publish(deck="all"))
    assert len(learner.cards()) == len(everything.cards())
    everything.close()


def test_a_retired_fact_shows_why_and_new_learners_never_meet_it(author: Author, learner: Learner) -> None:
    learner.imports(author.publish())
    study(learner)
    before = memory(learner)
    retired = FACTS.replace(
        "  label: received the delegations\n",
        "  label: received the delegations\n"
        "  retired: {on: 2022-02-01, why: The source was withdrawn., instead: meeting.date}\n",
    )
    author.now = LATER
    package = author.publish(retired)
    assert learner.imports(package) == Imported(new=0, updated=1, duplicate=3, conflicting=0)
    assert memory(learner) == before
    note = learner.note("meeting.host")
    assert "quizgen::retired" in note.tags
    for side in (note.cards()[0].question(), note.cards()[0].answer()):
        assert "Withdrawn on 1 February 2022." in side
        assert "The source was withdrawn." in side
    newcomer = Learner(author.root.parent / "newcomer")
    newcomer.imports(package)
    assert newcomer.cards("tag:quizgen::retired") == []  # suspended cards would come as new ones
    assert newcomer.imports(author.publish(retired)).conflicting == 0
    assert len(newcomer.cards()) == len(before) - 4
    assert newcomer.col.fix_integrity()[1]
    newcomer.close()


def test_a_deleted_fact_is_refused(author: Author) -> None:
    author.publish()
    write_library(author.root, FACTS.partition("- id: meeting.host")[0], FILES)
    problems = [str(problem) for problem in pipeline.open_library(author.root).problems]
    assert len(problems) == 2
    assert all("bring it back" in line and line.endswith("[lost-from-lock]") for line in problems)


def test_a_renamed_topic_is_refused(author: Author) -> None:
    author.publish()
    meetings = author.root / "questions" / "meetings.yaml"
    meetings.write_text(meetings.read_text().replace("Two meetings", "Three meetings"))
    (line,) = [str(problem) for problem in pipeline.open_library(author.root).problems]
    assert line.startswith("questions/meetings.yaml:2:8: ")
    assert line.endswith("[deck-renamed]")


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
    assert learner.imports(author.publish(new + FACTS)) == Imported(new=1, updated=0, duplicate=4, conflicting=0)
    assert {id_: state for id_, state in memory(learner).items() if id_ in before} == before
    assert len(learner.note("meeting.place").cards()) == 3


def test_a_new_way_of_asking_adds_a_card_to_the_old_note(author: Author, learner: Learner) -> None:
    without = RECIPE.replace("recall, choice, typed, reverse, cloze", "recall")
    learner.imports(author.publish(files={"decks/all.yaml": without}))
    assert len(learner.cards()) == 3
    done = learner.imports(author.publish(files={"decks/all.yaml": RECIPE}))
    assert (done.new, done.updated, done.conflicting) == (1, 3, 0)
    assert len(learner.cards()) == 11
    assert learner.note_types() == ["quizgen cloze", "quizgen fact"]


def test_a_changed_template_arrives_and_makes_no_second_note_type(
    author: Author, learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    learner.imports(author.publish())
    study(learner)
    before = memory(learner)
    for one in NOTE_TYPES:
        css = one.css(ENGLISH) + "\n.qg { color: #123456 }"
        templates = [
            template | {"afmt": template["afmt"] + "<!-- second edition -->"} for template in one.templates(ENGLISH)
        ]
        monkeypatch.setitem(one.__dict__, "css", lambda _, css=css: css)
        monkeypatch.setitem(one.__dict__, "templates", lambda _, templates=templates: templates)
    done = learner.imports(author.publish())
    assert done == Imported(new=0, updated=0, duplicate=4, conflicting=0)
    assert learner.note_types() == ["quizgen cloze", "quizgen fact"]
    assert "#123456" in learner.cards()[0].question()
    assert "second edition" in learner.cards()[0].answer()
    assert memory(learner) == before


def test_a_renamed_field_makes_no_second_note_type(
    author: Author, learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    learner.imports(author.publish())
    fields = tuple("Extra" if name == "Spare 1" else name for name in FACT.fields)
    monkeypatch.setitem(FACT.__dict__, "fields", fields)
    done = learner.imports(author.publish(FACTS.replace("come together?", "assemble?")))
    assert (done.updated, done.conflicting) == (1, 0)
    assert learner.note_types() == ["quizgen cloze", "quizgen fact"]


def test_two_builds_give_the_same_bytes(author: Author) -> None:
    first = author.publish().read_bytes()
    assert author.publish().read_bytes() == first


def test_a_moment_never_goes_back(author: Author) -> None:
    author.publish()
    author.now -= 100_000
    author.publish(FACTS.replace("come together?", "assemble?"))
    lines = (author.root / "decks" / "quizgen.lock").read_text().splitlines()
    (line,) = [line for line in lines if line.startswith("note meeting.date ")]
    assert line.endswith("2023-11-14T22:14:21Z")  # one second after the first build's moment
    assert [line for line in lines if not line.startswith("#")] == sorted(lines[2:])


HOSTILE = "<script>alert(1)</script> & {{Front}} {{c1::x}} [sound:x.mp3] [latex]x[/latex] $5 billion"
WORSE = rf"{HOSTILE} \(x\) \[y\] }}}} :: AT&T 5 < 6 [$]z[/$] [anki:tts lang=en_US]q[/anki:tts] &amp; <!-- c --> “q”"


def shown(side: str) -> str:
    """Return the text that a browser shows of a card's side."""
    body = re.sub(r"<(script|style)>.*?</\1>", "", without_style(side), flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", "", body))


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
    write_library(
        author.root,
        facts,
        FILES | {"questions/entities.yaml": entities, "decks/core.yaml": RECIPE.replace("deck: all", "deck: core")},
    )
    library = pipeline.open_library(author.root)
    assert {problem.rule for problem in library.problems} <= {"answer-leaks", "evidence-length", "duplicate-question"}
    built = pipeline.build(library, NOW)
    built.write_package(library.kb.recipes["all"], author.root / "x.apkg")
    assert learner.imports(author.root / "x.apkg").new == 2
    cards = learner.cards()
    assert len(cards) == 4
    for card in cards:
        for side in (card.question(), card.answer()):
            body = without_style(side)
            assert "<script>alert" not in body
            assert not re.search(r"\[(sound|latex|\$|anki)", body)
            assert "\\(" not in body
            assert "\\[" not in body
        assert shown(card.answer()).count(text) >= 5
        assert card.question_av_tags() == card.answer_av_tags() == []
    assert "no deletion" not in learner.cards('"note:quizgen cloze"')[0].question()
    assert (
        shown(learner.cards('"note:quizgen cloze"')[0].question()).count(text) == 1
    )  # the sentence, and not the answer
    assert learner.col.media.check().missing == []


def test_every_shipped_card_has_two_full_sides(everything: Learner, shipped: pipeline.Library) -> None:
    wanted = sum(len(shipped.asker.ask(fact, shipped.ways_of(fact))) for fact in shipped.kb.facts.values())
    cards = everything.cards()
    assert len(cards) == wanted
    for card in cards:
        front, back = card.question(), card.answer()
        for side in (front, back):
            body = without_style(side)
            assert "{{" not in body
            assert "Field" not in shown(side)
            assert 'lang="en"' in body
            assert len(shown(side).split()) > 4
        note = card.note()
        for part in ("Status", "Sources", note["Id"]):
            assert part in shown(back)


def test_no_front_gives_its_answer_away(everything: Learner, shipped: pipeline.Library) -> None:
    for card in everything.cards():
        note, name = card.note(), card.template()["name"]
        fact = shipped.kb.facts[note["Id"]]
        front = f" {' '.join(re.findall(r'[a-z0-9]+', shown(card.question()).lower()))} "
        answers = shipped.kb.subject_forms(fact) if name == "Reverse" else shipped.kb.accepted(fact)
        if name != "Choice":
            for answer in answers:
                assert f" {' '.join(re.findall('[a-z0-9]+', answer.lower()))} " not in front, (note["Id"], name)
        for hidden in ("Status", "Sources", "evidence", note["Sources"]):
            assert hidden not in shown(card.question())


def test_the_front_of_a_choice_does_not_hold_the_right_letter(everything: Learner) -> None:
    for card in everything.cards("card:Choice"):
        body = without_style(card.question())
        assert "data-right" not in body.partition("<script>")[0]
        assert "qg-right" not in body.partition("<script>")[0]
        back = without_style(card.answer())
        letter = card.note()["Right"]
        assert f'class="qg-choice qg-checked qg-right-{letter}"' in back
        options = re.findall(r"<li><span>(.*?)</span>", body)
        assert options == re.findall(r"<li><span>(.*?)</span>", back)
        assert options["ABCD".index(letter)] == card.note()["Answer"]


def test_typed_cards_use_ankis_own_comparison(everything: Learner) -> None:
    cards = everything.cards("card:Typed")
    assert cards
    for card in cards:
        assert "[[type:Typed]]" in card.question()
        compared = everything.col.compare_answer(
            html.unescape(card.note()["Typed"]), html.unescape(card.note()["Typed"])
        )
        assert "typeBad" not in compared


def test_every_back_says_whose_claim_it_is(everything: Learner, shipped: pipeline.Library) -> None:
    for card in everything.cards():
        fact = shipped.kb.facts[card.note()["Id"]]
        status = card.note()["Status"]
        if fact.by is not None:
            assert html.escape(shipped.kb.text(fact.by), quote=False) in status
        elif fact.accounts:
            assert status.startswith("Not settled")
        else:
            assert status.startswith("Established")
        for one in fact.evidence:
            assert html.escape(str(one.words), quote=False) in html.unescape(card.note()["Sources"])


def test_a_source_that_differs_is_tagged_like_the_others(everything: Learner) -> None:
    tags = everything.note("geneva.duration").tags
    assert {tag for tag in tags if "source" in tag} == {"quizgen::source::review", "quizgen::source::a-news"}


def test_new_cards_follow_the_story(everything: Learner, shipped: pipeline.Library) -> None:
    story = list(shipped.kb.facts)
    cards = sorted(everything.cards(), key=lambda card: card.due)
    assert list(dict.fromkeys(card.note()["Id"] for card in cards)) == story
    for template in ("Recall", "Choice", "Typed", "Reverse"):
        ranks = [story.index(card.note()["Id"]) for card in cards if card.template()["name"] == template]
        assert ranks == sorted(ranks)


def test_the_description_says_what_a_learner_must_know(everything: Learner, shipped: pipeline.Library) -> None:
    deck = everything.col.decks.by_name("The security guarantees dispute")
    assert deck is not None
    said = html.unescape(deck["desc"])
    for source in shipped.kb.sources.values():
        assert source.standing in said
    assert "No voice in these articles: NATO, OSCE." in said
    assert "quote the fact id" in said


def test_no_picture_is_missing_and_nothing_conflicts(everything: Learner) -> None:
    assert everything.col.media.check().missing == []
    assert everything.note_types() == ["quizgen cloze", "quizgen fact"]


def test_the_note_types_are_frozen() -> None:
    # Changing any of this makes a second note type in every learner's collection: use a spare field instead.
    assert (FACT.id, FACT.name, CLOZE.id, CLOZE.name) == (1763800000000, "quizgen fact", 1763800001000, "quizgen cloze")
    proof = "Also Status Accounts Note Sources Banner Lang"
    names = "Id Topic Ask Answer Recall Choice Right Typed Typed_hint Reverse Subject " + proof
    assert FACT.fields == (*(name.replace("_", " ") for name in names.split()), "Spare 1", "Spare 2", "Spare 3")
    assert CLOZE.fields == ("Id", "Topic", "Text", *proof.split(), "Spare 1", "Spare 2", "Spare 3")
    assert [(one["name"], one["id"]) for one in FACT.templates(ENGLISH)] == [
        ("Recall", 1763800000101),
        ("Choice", 1763800000102),
        ("Typed", 1763800000103),
        ("Reverse", 1763800000104),
    ]


def test_the_lock_of_the_shipped_library_is_up_to_date(shipped: pipeline.Library) -> None:
    assert pipeline.build(shipped).changed == ()
    assert (ROOT / "decks" / "quizgen.lock").exists()


def test_the_library_name_is_part_of_a_notes_identity(author: Author, learner: Learner) -> None:
    learner.imports(author.publish())
    other = Author(author.root.parent / "another")
    info = INFO.replace("example.meetings", "example.other").replace("library: Meetings", "library: Other")
    assert learner.imports(other.publish(files={"questions/library.yaml": info})).new == 4
