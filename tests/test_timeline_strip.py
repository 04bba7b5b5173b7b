"""The strip that shows behind an answer where its day stands in the story: what it says, what it shows, and where."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from quizgen import pipeline
from quizgen.domain.timeline_strip import Strip, story_of, strip_of
from quizgen.language import ENGLISH
from quizgen.rendering.anki.diff import difference_lines
from quizgen.rendering.anki.note_type import note_type_of
from quizgen.rendering.anki.notes import Note, NoteMaker
from quizgen.rendering.drawings.drawing import Drawing, drawing_of
from quizgen.rendering.sheets.cards_pdf import flashcards_pdf, make_flashcards
from quizgen.rendering.sheets.flashcard import CardOptions
from quizgen.rendering.sheets.layout import Layout
from quizgen.rendering.sheets.press import Press
from quizgen.rendering.terminal.feedback import feedback_page, sources_page
from quizgen.rendering.terminal.page import Size
from quizgen.rendering.terminal.plain import rows
from quizgen.rendering.terminal.strip_lines import strip_row
from tests.conftest import NOW
from tests.support import engine
from tests.support.anki import Learner
from tests.support.bare import write_bare
from tests.support.browser import CHROMIUM
from tests.support.foreign import foreign_library, untranslated
from tests.support.pdf import failures, read
from tests.support.web_page import Pupil, web_page

if TYPE_CHECKING:
    from quizgen.domain.question import Question
    from tests.support.browser import Browser

PEOPLE = "people: [{id: doe, name: Jane Doe, about: chair}]"
#: Events of two months, as a curator writes them; the tests ask for facts among them.
EVENTS = """\
- {id: opens, when: 2022-01-01, ask: When does the fair open?, label: The fair opens}
- {id: rains, when: 2022-01-04, ask: When does it rain?, label: It rains}
- {id: closes, when: 2022-02-20, ask: When does the fair close?, label: The fair closes}
"""


def of(facts: str, id_: str, *hidden: str) -> Strip | None:
    """Return the strip of a fact among facts that stand in YAML, of which some must not be named."""
    with TemporaryDirectory() as folder:
        kb = pipeline.open_library(write_bare(Path(folder), facts, "Fair", entities=PEOPLE)).kb
    return strip_of(kb, story_of(kb), kb.facts[id_], frozenset(hidden))


def told(facts: str, id_: str, *hidden: str) -> list[str]:
    strip = of(facts, id_, *hidden)
    assert strip is not None
    return list(strip.sentences)


def drawn(facts: str, id_: str) -> Drawing:
    with TemporaryDirectory() as folder:
        kb = pipeline.open_library(write_bare(Path(folder), facts, "Fair", entities=PEOPLE)).kb
    drawing = drawing_of(kb, kb.facts[id_])
    assert drawing is not None
    return drawing


def said(when: str, more: str = "") -> str:
    """Return a fact that Jane Doe said something then."""
    return f"- {{id: words, said: it is cold, by: doe, on: {when}, ask: What did Jane Doe say of the hall?{more}}}\n"


def dated(*dates: str) -> str:
    """Return events with these dates, which are named A, B, C ..."""
    named = zip("abcd", dates, strict=False)
    return "".join(
        f"- {{id: {id_}, when: {date}, ask: When was {id_.upper()}?, label: {id_.upper()}}}\n" for id_, date in named
    )


# What is said


@pytest.mark.parametrize(
    ("facts", "id_", "sentences"),
    [
        (EVENTS, "opens", ["3 days later: It rains"]),
        (EVENTS, "rains", ["3 days earlier: The fair opens", "47 days later: The fair closes"]),
        (EVENTS, "closes", ["47 days earlier: It rains"]),
        (
            EVENTS + said("2022-01-04"),
            "words",
            [
                "On 4 January 2022",
                "3 days earlier: The fair opens",
                "On the same day: It rains",
                "47 days later: The fair closes",
            ],
        ),
        (EVENTS + said("2022-02"), "words", ["In February 2022", "At least 28 days earlier: It rains"]),
        (
            EVENTS + said("after 2022-01-04"),
            "words",
            ["Not before 4 January 2022", "At least 3 days earlier: The fair opens", "On that day: It rains"],
        ),
        (
            EVENTS + said("after 2022-01-06"),
            "words",
            ["Not before 6 January 2022", "At least 2 days earlier: It rains"],
        ),
        (
            EVENTS + said("by 2022-01-03"),
            "words",
            ["By 3 January 2022 at the latest", "At least 1 day later: It rains"],
        ),
        (
            EVENTS + said("by 2022-02-20"),
            "words",
            ["By 20 February 2022 at the latest", "On that day: The fair closes"],
        ),
        (
            EVENTS + "- {id: month, when: 2022-03, ask: In which month does it snow?}\n",
            "month",
            ["At least 9 days earlier: The fair closes"],
        ),
        (
            dated("2021-11", "2022-02", "2022-02"),
            "b",
            ["3 months earlier: A", "In the same month: C"],
        ),
        (
            dated("44 BC", "1", "476", "476"),
            "c",
            ["475 years earlier: B", "In the same year: D"],
        ),
        (
            dated("1 BC", "1"),
            "a",
            ["1 year later: B"],
        ),
        (
            dated("2010-03-01", "2012", "2022-03-01"),
            "b",
            ["At least 21 months earlier: A", "At least 9 years later: C"],
        ),
    ],
)
def test_the_events_next_to_a_day_are_told_with_the_time_between(facts: str, id_: str, sentences: list[str]) -> None:
    assert told(facts, id_) == sentences


def test_a_day_that_the_question_tells_is_not_told_again() -> None:
    asked = "- {id: words, said: it is cold, by: doe, on: 2022-01-04, ask: 'What did Doe say on 4 January 2022?'}\n"
    assert told(EVENTS + asked, "words", "rains") == [
        "3 days earlier: The fair opens",
        "47 days later: The fair closes",
    ]


def test_a_bound_with_nothing_beyond_it_is_not_drawn() -> None:
    assert of(EVENTS + said("by 2021-12-24"), "words") is not None
    assert of(EVENTS + said("by 2022-02-23"), "words") is None


def test_the_event_that_a_topic_is_about_is_not_told_beside_its_own_facts() -> None:
    rain = EVENTS.splitlines(keepends=True)[1]
    assert "On the same day: It rains" in told(EVENTS + said("2022-01-04"), "words"), "one of several days of its topic"
    with TemporaryDirectory() as folder:
        root = write_bare(Path(folder), EVENTS.replace(rain, ""), "Fair", entities=PEOPLE)
        own = f"topic: rain\ntitle: Rain\nfacts:\n{rain}{said('2022-01-04')}"
        (root / "questions" / "rain.yaml").write_text(own, "utf-8")
        kb = pipeline.open_library(root).kb
    strip = strip_of(kb, story_of(kb), kb.facts["words"])
    assert strip is not None
    assert strip.sentences == ("On 4 January 2022", "3 days earlier: The fair opens", "47 days later: The fair closes")


def test_of_several_events_on_a_day_the_one_that_is_no_statement_and_is_core_comes_first() -> None:
    more = (
        said("2022-01-03", ", label: Doe speaks")
        + "- {id: snows, when: 2022-01-03, ask: When does it snow?, label: It snows}\n"
        + "- {id: halves, when: 2022-01-03, ask: When is half of it over?, label: Half is over, level: core}\n"
    )
    assert told(EVENTS + more, "rains")[0] == "1 day earlier: Half is over"
    assert told(EVENTS + more, "rains", "halves")[0] == "1 day earlier: It snows"
    assert told(EVENTS + more, "rains", "halves", "snows")[0] == "1 day earlier: Doe speaks"
    assert told(EVENTS + more, "opens")[0] == "2 days later: Half is over"


def test_what_is_still_to_be_asked_is_not_named_and_the_next_one_steps_in() -> None:
    assert told(EVENTS, "closes", "rains") == ["50 days earlier: The fair opens"]
    assert told(EVENTS, "closes", "rains", "opens") == []


@pytest.mark.parametrize("when", ["2022-01-04", "after 2022-01-04", "by 2022-01-04"])
def test_its_own_day_is_not_told_while_that_answers_what_is_still_to_be_asked(when: str) -> None:
    own_day = next(sentence for sentence in told(EVENTS + said(when), "words") if "4 January 2022" in sentence)
    assert own_day in told(EVENTS + said(when), "words", "opens")
    assert "4 January 2022" not in " ".join(told(EVENTS + said(when), "words", "rains"))


@pytest.mark.parametrize(
    "more",
    [
        "- {id: none, when: 2022-01-03, ask: When is that?}",
        "- {id: none, when: 2022-01-03, ask: When is that?, label: Something, draft: true}",
        "- {id: none, when: 2022-01-03, ask: When is that?, label: Something, plan: 2021-12-01}",
        "- {id: none, when: 2022-01-03, ask: When?, label: Something, retired: {on: 2022-02-01, why: It was not.}}",
        "- {id: none, when: 2022-01-03, ask: When is that?, label: Something, matter: rain}",
        "- {id: none, when: --01-03, ask: On which day of every year is that?, label: Something}",
    ],
)
def test_no_event_is_told_that_has_no_name_or_is_a_draft_a_plan_withdrawn_or_the_same_matter(more: str) -> None:
    events = EVENTS.replace("label: It rains", "label: It rains, matter: rain")
    assert told(f"{events}{more}\n", "rains")[0] == "3 days earlier: The fair opens"


@pytest.mark.parametrize(
    ("facts", "id_"),
    [
        (dated("2022-01-01"), "a"),
        (dated("2022-01-01", "2022-01-01"), "a"),
        (EVENTS + "- {id: who, what: a fair, ask: What is it?}\n", "who"),
        (EVENTS + "- {id: yearly, when: --05-01, ask: On which day is it every year?, label: It}\n", "yearly"),
        (EVENTS.replace("label: It rains", "label: R, retired: {on: 2022-02-01, why: It was not.}"), "rains"),
    ],
)
def test_without_a_day_or_without_another_day_there_is_no_strip(facts: str, id_: str) -> None:
    assert of(facts, id_) is None


def test_where_sources_differ_every_date_counts() -> None:
    differ = (
        "- {id: two, when: 2022-01-10, ask: When was it?, accounts: [{answer: 2022-01-14, evidence: {wire: x y z}}]}\n"
    )
    assert told(EVENTS + differ, "two") == [
        "At least 6 days earlier: It rains",
        "At least 37 days later: The fair closes",
    ]
    strip = of(EVENTS + differ, "two")
    assert strip is not None
    assert strip_row(strip, 54).count("◆") == 2


# What is shown


def parts(drawing: Drawing, name: str) -> list[ET.Element]:
    """Return the elements of a drawing that have this name."""
    return list(ET.fromstring(drawing.svg).iter(f"{{http://www.w3.org/2000/svg}}{name}"))  # noqa: S314  which is ours


def places(drawing: Drawing) -> tuple[list[float], list[float]]:
    """Return where the dots of events and the dots of the fact itself begin, in units from the left edge."""
    paths = parts(drawing, "path")
    by_width = {one.get("stroke-width"): one.get("d") or "" for one in paths}
    starts = [re.findall(r"M(\d+) ", by_width.get(width, "")) for width in ("8", "11")]
    return [float(x) for x in starts[0]], [float(x) for x in starts[1]]


def test_dots_lie_as_far_apart_as_days_do_and_the_fact_is_marked() -> None:
    dots, (own,) = places(drawn(EVENTS, "rains"))
    assert dots == [16, own, 304]
    assert own == pytest.approx(16 + 288 * 3 / 50, abs=0.5)


def test_its_text_counts_the_events_and_says_none_of_the_words_beside_it() -> None:
    assert drawn(EVENTS, "rains").alt == "Timeline: 1 event before this one, 1 event after it."
    assert drawn(EVENTS + said("2022-01-04"), "words").alt == (
        "Timeline: 1 event before this one, 1 event around the same time, 1 event after it."
    )
    assert drawn(EVENTS + said("by 2022-01-04"), "words").alt == (
        "Timeline: 2 events before it or after it, 1 event after it."
    )


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        ("2022-01-03", "2022-01-20", ["January 2022"]),
        ("2021-12-15", "2022-01-21", ["January 2022", "December 2021"]),
        ("2021-12-28", "2022-01-21", ["January 2022"]),
        ("2021-11-15", "2022-03-02", ["December 2021", "March 2022"]),
        ("2021-02-01", "2021-12-20", ["2021"]),
        ("1957-10-04", "1969-07-20", ["1960", "1965"]),
        ("44 BC", "14", ["40 BC", "20 BC"]),
        ("300 BC", "2020", ["500", "1500"]),
    ],
)
def test_the_axis_names_one_or_two_months_or_years(first: str, last: str, names: list[str]) -> None:
    shown = [one.text for one in parts(drawn(dated(first, last), "a"), "text")]
    assert shown[: len(names)] == names[: len(shown)]
    assert set(shown) <= set(names)
    assert shown


def test_in_a_terminal_it_is_a_row_of_signs() -> None:
    strips = [of(EVENTS + more, id_) for more, id_ in (("", "rains"), (said("by 2022-01-20"), "words"))]
    month = "- {id: month, when: 2022-01, ask: In which month is it cold?}\n"
    strips += [of(EVENTS + said("after 2022-01-20"), "words"), of(EVENTS + month, "month")]
    assert [strip_row(strip, 24) for strip in strips if strip] == [
        "─•◆───────────────────•─",
        "◂••━━━━━━┃────────────•─",
        "─••──────┃━━━━━━━━━━━━•▸",
        "─◆•━━━━━━━━━━━◆───────•─",
    ]


def test_a_story_of_two_thousand_events_is_no_larger_a_drawing() -> None:
    facts = "".join(
        f"- {{id: e{n}, when: {1000 + n // 12}-{n % 12 + 1:02}-01, ask: When {n}?, label: E{n}}}\n" for n in range(2000)
    )
    assert len(drawn(facts, "e1000").svg) < 3000


# The same everywhere


_DIGEST = (
    "import sys, hashlib; from pathlib import Path; from quizgen.pipeline import open_library;"
    "from quizgen.rendering.drawings.drawing import Drawer;"
    "kb = open_library(Path(sys.argv[1])).kb; drawer = Drawer(kb);"
    "print(hashlib.sha256(repr([drawer.drawing(fact) for fact in kb.facts.values()]).encode()).hexdigest())"
)


def test_the_same_facts_are_drawn_in_the_same_bytes(shipped: pipeline.Library) -> None:
    seen = {
        subprocess.run(
            [sys.executable, "-c", _DIGEST, str(shipped.root)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_it_speaks_the_language_of_the_library() -> None:
    kb = foreign_library().kb
    drawings = list(filter(None, (drawing_of(kb, fact) for fact in kb.facts.values())))
    assert drawings
    for drawing in drawings:
        names = re.findall("<text[^>]*>([^<]*)", drawing.svg)
        assert untranslated(" ".join([drawing.alt, *drawing.caption, *names])) == set()


# In Anki


@cache
def notes(label: str) -> dict[str, Note]:
    with TemporaryDirectory() as folder:
        facts = EVENTS.replace("It rains", label)
        library = pipeline.open_library(write_bare(Path(folder), facts, "Fair", entities=PEOPLE))
        maker = NoteMaker(library.kb)
        return {str(fact.id): maker.note(fact, library.asker.cards(fact)) for fact in library.kb.facts.values()}


def test_a_neighbours_new_name_reaches_the_learner_and_is_no_correction_of_the_card() -> None:
    before, after = notes("It rains")["closes"], notes("It pours")["closes"]
    assert before.digest() != after.digest()
    assert before.cards == after.cards


def test_no_front_of_the_shipped_library_shows_a_strip_or_what_it_says(
    shipped: pipeline.Library, everything: Learner
) -> None:
    for template in note_type_of(shipped.kb).templates():
        assert "{{Drawing}}" not in template["qfmt"]
    story = story_of(shipped.kb)
    strips = {id_: strip_of(shipped.kb, story, fact) for id_, fact in shipped.kb.facts.items()}
    assert sum(strip is not None for strip in strips.values()) > 80
    for card in everything.cards():
        front, back = card.question(), card.answer()
        assert 'class="strip"' not in front
        strip = strips[card.note()["Fact id"]]
        for sentence in strip.sentences if strip is not None else ():
            assert sentence not in front
            assert sentence.replace("'", "&#x27;") in back or sentence in back


def test_a_learner_gets_the_strip_and_its_corrections(tmp_path: Path) -> None:
    root = write_bare(tmp_path / "fair", EVENTS, "Fair", entities=PEOPLE)
    learner = Learner(tmp_path / "anki")
    for number, label in enumerate(("It rains", "It pours")):
        (root / "questions" / "meetings.yaml").write_text(
            (root / "questions" / "meetings.yaml").read_text().replace("It rains", label)
        )
        built = pipeline.build(pipeline.open_library(root), now=NOW + number)
        built.write_lock()
        built.write_package(built.library.kb.recipes["all"], tmp_path / "fair.apkg")
        if number:
            made = built.difference_to(tmp_path / "old.apkg")
        imported = learner.imports(tmp_path / "fair.apkg")
        (tmp_path / "fair.apkg").rename(tmp_path / "old.apkg")
        assert f"47 days earlier: {label}" in learner.note("closes")["Drawing"]
    assert (imported.new, imported.conflicting) == (0, 0)
    assert imported.updated == 2  # the neighbours on both sides; the event itself says on its card what it said before
    assert difference_lines(made)[1:6] == [
        "Changed:    2 notes; reviews stay",
        "  opens",
        "    Drawing (choice, answer)",
        "      - Timeline: 2 events after it. | 3 days later: It rains",
        "      + Timeline: 2 events after it. | 3 days later: It pours",
    ]
    learner.checks_the_database()
    assert 'aria-label="Timeline: 2 events before this one."' in learner.card("closes", "Choice").answer()
    learner.close()


# On paper, on a page, in a round


def test_on_a_printed_back_it_is_heard_between_the_answer_and_its_proof(tmp_path: Path) -> None:
    kb = pipeline.open_library(write_bare(tmp_path, EVENTS, "Fair", entities=PEOPLE)).kb
    pdf = flashcards_pdf(Press(), make_flashcards(kb, [kb.facts["rains"]], "Fair"), CardOptions(), Layout())
    assert failures(pdf) == []
    heard = [words for _, words in read(pdf).leaves]
    back = heard.index("4 January 2022")
    assert heard[back : back + 4] == [
        "4 January 2022",
        "Timeline: 1 event before this one, 1 event after it.",
        "3 days earlier: The fair opens",
        "47 days later: The fair closes",
    ]


def test_a_card_that_is_full_has_none(tmp_path: Path) -> None:
    noted = EVENTS.replace("label: It rains", f"label: It rains, note: {'And it rained and rained. ' * 22}")
    kb = pipeline.open_library(write_bare(tmp_path, noted, "Fair", entities=PEOPLE)).kb
    pdf = flashcards_pdf(Press(), make_flashcards(kb, [kb.facts["rains"]], "Fair"), CardOptions(), Layout())
    assert "Timeline" not in " ".join(words for _, words in read(pdf).leaves)


@pytest.mark.skipif(CHROMIUM is None and "CI" not in os.environ, reason="needs Chromium; CI installs it")
def test_the_page_tells_it_with_an_answer_and_names_no_event_that_is_still_to_be_asked(browser: Browser) -> None:
    alone = Pupil(browser, web_page(engine.library(), [engine.question("pick a date")])).opens("#practise", anew=True)
    assert "later:" not in alone.sees()
    assert "About 16 months later: The hall burns" in alone.taps("12 January 2022").sees()
    dates = {
        "The hall is painted": "15 June 2010",
        "The council meets": "12 January 2022",
        "The hall burns": "9 May 2023",
    }
    asked = [asked_of("hall.painted"), engine.question("pick a date"), asked_of("hall.burns")]
    pupil = Pupil(browser, web_page(engine.library(), asked)).opens("#practise", anew=True)
    question = pupil.sees()
    (first,) = (event for event in dates if f"was this: {event[0].lower()}{event[1:]}" in question)
    shown = pupil.taps(dates[first]).sees()
    assert "years earlier: The hall is built" in shown
    assert [event for event in dates if event in shown] == []


def asked_of(id_: str) -> Question:
    made = engine.library().asker.exercise_by_id(f"{id_}/choice", "1")
    assert made is not None
    return made


def test_a_round_tells_it_below_the_answer_and_names_no_event_that_is_still_to_be_asked() -> None:
    alone = engine.learner("pick a date")
    together = engine.Learner((engine.question("pick a date"), asked_of("hall.burns"), asked_of("hall.painted")))
    pages = []
    for learner in (alone, together):
        learner.does("right")
        screen, text = Size(80, 24, spare=True), Size(spare=True)
        pages.append(feedback_page(learner.round, learner.state, screen))
        assert "─" not in "\n".join(rows(ENGLISH, feedback_page(learner.round, learner.state, text)))
    assert [(line.mark, line.text) for line in pages[0] if line.mark.strip() == "Story" or line.mark == " "] == [
        ("Story", "─•────────────────────•─────────────────────◆─•─"),
        (" ", "About 12 years earlier: The hall is painted"),
        (" ", "About 16 months later: The hall burns"),
    ]
    assert [line.text for line in pages[1] if line.mark == " "] == ["About 23 years earlier: The hall is built"]
    assert [line.mark for line in feedback_page(alone.round, alone.state, Size(80, 24))].count("Story") == 0
    sources = sources_page(alone.round, alone.state, Size(80, 24))
    assert [line.mark for line in sources].count("Story") == 1


def test_the_name_of_an_event_that_answers_what_is_still_to_be_asked_is_not_told(
    shipped: pipeline.Library,
) -> None:
    source, body = (shipped.asker.exercise_by_id(f"{id_}/choice", "1") for id_ in ("source.date", "council.body"))
    assert source is not None
    assert body is not None
    alone, together = (engine.Learner(asked, kb=shipped.kb) for asked in ((source,), (source, body)))
    told = []
    for learner in (alone, together):
        learner.does("right")
        told.append([line.text for line in sources_page(learner.round, learner.state, Size())])
    assert "1 day later: Russia-NATO Council meets" in told[0]
    assert "2 days later: OSCE Permanent Council discusses Russia's proposals" in told[1]
    assert "Russia-NATO Council meets" not in " ".join(told[1])
