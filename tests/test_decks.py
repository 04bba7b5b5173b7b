"""The shipped decks in the real Anki: every card, the order in which they come, what the browser and overview show."""

from __future__ import annotations

import html
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from quizgen import pipeline
from quizgen.domain.card import CardType
from quizgen.rendering.anki.note_type import note_type_of
from tests.conftest import ROOT
from tests.support.anki import Learner, without_style
from tests.support.effort import few
from tests.test_anki import shown, the_type

if TYPE_CHECKING:
    from pathlib import Path

DECK = "The security guarantees dispute"
NEW_A_DAY = 20


def test_every_card_has_two_full_sides(everything: Learner, shipped: pipeline.Library) -> None:
    cards = everything.cards()
    assert len(cards) == sum(len(shipped.asker.cards(fact)) for fact in shipped.facts())
    for card in cards:
        front, back = card.question(), card.answer()
        for side in (front, back):
            body = without_style(side)
            assert "{{" not in body
            assert 'lang="en"' in body
            assert len(shown(side).split()) > 4
        note = card.note()
        for part in (html.unescape(note["Standing"]), "sources", note["Fact id"]):
            assert part in shown(back)


def test_every_fact_is_recognised_at_most_once_and_produced_once(everything: Learner) -> None:
    for id_ in everything.col.find_notes(""):
        names = Counter(card.template()["name"] for card in everything.col.get_note(id_).cards())
        assert names["Answer"] == 1
        assert set(names.values()) == {1}


def test_no_front_gives_its_answer_away(everything: Learner, shipped: pipeline.Library) -> None:
    for card in everything.cards():
        note, name = card.note(), card.template()["name"]
        fact = shipped.kb.facts[note["Fact id"]]
        front = f" {' '.join(re.findall(r'[a-z0-9]+', shown(card.question()).lower()))} "
        answers = shipped.kb.subject_forms(fact) if name == "Reverse" else shipped.kb.accepted(fact)
        if name != "Choice":
            for answer in answers:
                assert f" {' '.join(re.findall('[a-z0-9]+', answer.lower()))} " not in front, (fact.id, name)
        for hidden in ("sources", "evidence", note["Sources"]):
            assert hidden not in shown(card.question())


def test_the_front_of_a_choice_does_not_hold_the_right_letter(everything: Learner) -> None:
    for card in everything.cards("card:Choice"):
        front = without_style(card.question()).partition("<script>")[0]
        assert not re.search(r"right|data-r", re.sub(r"<li>.*?</li>", "", front))
        letter = card.note()["Right option"]
        options = [html.unescape(option) for option in re.findall(r"<li><span>(.*?)</span>", front)]
        assert options["ABCD".index(letter)] == html.unescape(card.note()["Answer"])


def test_options_stay_in_order_only_where_they_are_dates_or_numbers(
    everything: Learner, shipped: pipeline.Library
) -> None:
    in_order = set()
    for card in everything.cards("card:Choice"):
        choice = shipped.asker.cards(shipped.kb.facts[card.note()["Fact id"]])[CardType.CHOICE].shape
        assert ("qg-in-order" in without_style(card.question()).partition("<script>")[0]) is choice.is_in_order  # type: ignore[union-attr]
        in_order.add(choice.is_in_order)  # type: ignore[union-attr]
    assert in_order == {True, False}


def test_a_definite_answer_is_typed_in_ankis_own_box_whatever_the_kind(
    everything: Learner, shipped: pipeline.Library
) -> None:
    typed = set()
    for card in everything.cards("card:Answer"):
        fact = shipped.kb.facts[card.note()["Fact id"]]
        if "[[type:Typed]]" in card.question():
            typed.add(str(fact.id))
            assert html.unescape(card.note()["Typed"]) == shipped.kb.text(fact.answer)
            assert "typeBad" not in everything.col.compare_answer(card.note()["Typed"], card.note()["Typed"])
    definite = {
        str(fact.id) for fact in shipped.facts() if not fact.kind.is_phrase and len(shipped.kb.text(fact.answer)) <= 40
    }
    assert definite <= typed


def test_every_back_says_whose_claim_it_is(everything: Learner, shipped: pipeline.Library) -> None:
    for card in everything.cards():
        fact = shipped.kb.facts[card.note()["Fact id"]]
        standing = html.unescape(card.note()["Standing"])
        if fact.by is not None:
            assert shipped.kb.text(fact.by) in standing
        for one in fact.evidence:
            assert str(one.words) in html.unescape(card.note()["Sources"])


# The first days


def in_order(library: pipeline.Library) -> list[str]:
    """Return the ids of the facts that Anki asks in the order of the story; those of one matter are moved apart."""
    return [id_ for id_, fact in library.kb.facts.items() if fact.matter is None]


def test_core_first_and_everything_later_go_on_in_one_order(shipped: pipeline.Library, tmp_path: Path) -> None:
    story, built = in_order(shipped), pipeline.build(shipped)
    learner = Learner(tmp_path / "anki")
    begun: list[int] = []
    for deck, days in (("core", 3), ("everything", 7)):
        built.write_package(shipped.kb.recipes[deck], tmp_path / f"{deck}.apkg")
        learner.imports(tmp_path / f"{deck}.apkg")
        for day in learner.studies(DECK, days):
            new = {(one.fact, one.template) for one in day if one.is_new}
            facts = {fact for fact, _ in new}
            assert len(facts) == len(new), "no two new cards of a fact come on one day"
            if deck == "everything":
                begun += sorted(story.index(fact) for fact, name in new if name == "Choice" and fact in story)
    assert begun == sorted(begun), "what core has not brought comes in the order of the story"
    learner.close()


@pytest.mark.parametrize("deck", few(["core", "demands", "everything"]))
def test_the_first_days_run_as_the_story_does(shipped: pipeline.Library, tmp_path: Path, deck: str) -> None:
    story = in_order(shipped)
    pipeline.build(shipped).write_package(shipped.kb.recipes[deck], tmp_path / "deck.apkg")
    learner = Learner(tmp_path / "anki")
    learner.imports(tmp_path / "deck.apkg")
    cards, seen = len(learner.cards()), dict[str, list[str]]()
    new_by_day = []
    for day in learner.studies(DECK, 10):
        new = list(dict.fromkeys((one.fact, one.template) for one in day if one.is_new))
        new_by_day.append(new)
        facts = [fact for fact, _ in new]
        assert len(set(facts)) == len(facts), "no two new cards of a fact come on one day"
        begun = [story.index(fact) for fact in facts if fact not in seen and fact in story]
        assert all(story.index(fact) < rank for rank in begun for fact in seen if fact in story)
        for fact, template in new:
            seen.setdefault(fact, []).append(template)
    learner.close()
    assert [len(new) for new in new_by_day] == [max(0, min(NEW_A_DAY, cards - NEW_A_DAY * day)) for day in range(10)]
    taken = [fact for fact in story if fact in {str(one.id) for one in shipped.facts(deck)}]
    first = [fact for fact, _ in new_by_day[0] if fact in story]
    assert first == taken[: len(first)]
    for fact, templates in seen.items():
        assert "Answer" not in templates or "Choice" not in templates[1:], f"{fact} is produced before it is recognised"


def test_topics_are_tags_that_a_learner_can_search_for(everything: Learner, shipped: pipeline.Library) -> None:
    for topic in shipped.kb.topics:
        found = everything.col.find_notes(f"tag:quizgen.security-guarantees::topic::{topic}")
        assert len(found) == sum(fact.topic == topic for fact in shipped.facts())
    roots = {"kind", "level", "source", "tag", "topic", "side"}
    assert {tag.split("::")[1] for tag in everything.col.tags.all()} == roots
    assert {tag.split("::")[0] for tag in everything.col.tags.all()} == {"quizgen.security-guarantees"}


def test_a_source_that_differs_is_tagged_like_the_others(everything: Learner) -> None:
    tags = everything.note("geneva.duration").tags
    assert {tag.rpartition("::")[2] for tag in tags if "::source::" in tag} == {"review", "a-news"}


# Browser and overview


def test_the_browser_shows_the_question_and_folds_what_is_rarely_used(everything: Learner) -> None:
    model = the_type(everything.note("geneva.date"))
    assert model["flds"][model["sortf"]]["name"] == "Question"
    assert all(one["description"] for one in model["flds"])
    folded = {one["name"] for one in model["flds"] if one["collapsed"]}
    assert {"Hint", "Explanation", "Picture", "More question", "More answer", "Drawing"} <= folded
    assert folded.isdisjoint({"Question", "Answer", "Options", "Standing", "Sources", "Fact id"})


def test_the_description_is_the_librarys_and_true_after_any_import(
    everything: Learner, shipped: pipeline.Library, tmp_path: Path
) -> None:
    pipeline.build(shipped).write_package(shipped.kb.recipes["core"], tmp_path / "core.apkg")
    learner = Learner(tmp_path / "anki")
    learner.imports(tmp_path / "core.apkg")
    said = [html.unescape(deck["desc"]) for one in (everything, learner) if (deck := one.col.decks.by_name(DECK))]
    learner.close()
    assert said[0] == said[1]
    assert f"{len(shipped.facts())} facts" in said[0]
    assert re.search(r"Edition of \d{1,2} \w+ 20\d\d\.", said[0])
    assert all(source.short_name in said[0] for source in shipped.kb.sources.values())
    assert "No voice in these articles: NATO, OSCE." in said[0]
    assert "quote the fact id" in said[0]


def test_no_picture_is_missing(everything: Learner) -> None:
    assert everything.col.media.check().missing == []
    assert everything.note_types() == [DECK]


def test_the_note_type_is_frozen(shipped: pipeline.Library) -> None:
    # Changing any of this makes a second note type in every learner's collection: there are fields for what may come.
    frozen = note_type_of(shipped.kb)
    model = frozen.model()
    assert (frozen.id, frozen.name) == (2424562395451, DECK)
    assert [(field["name"], field["id"] - frozen.id) for field in model.fields] == list(
        zip(
            (
                *("Question", "Answer", "Also right", "Options", "Choice question", "Right option"),
                *("Typed", "Typed hint", "Accepted", "Gap", "Sentence", "Reverse", "Subject"),
                *("Standing", "Accounts", "Note", "Sources", "Topic", "Fact id"),
                *("Hint", "Explanation", "Picture", "Map", "Map letters", "Drawing", "Map places", "Right letter"),
                *("More question", "More answer"),
            ),
            range(1, 30),
            strict=True,
        )
    )
    assert [(one["name"], one["id"] - frozen.id) for one in model.templates] == [
        ("Choice", 101),
        ("Answer", 102),
        ("Reverse", 103),
        ("Map", 104),
        ("More", 105),
    ]


def test_the_lock_of_the_shipped_library_is_up_to_date(shipped: pipeline.Library) -> None:
    assert pipeline.build(shipped).changed == ()
    assert (ROOT / "decks" / "quizgen.lock").exists()
