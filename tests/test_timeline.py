"""Timelines: what happened when, drawn; and as an exercise that gives nothing away."""

from __future__ import annotations

import json
from importlib.resources import files
from itertools import pairwise, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from quizgen import pipeline
from quizgen.domain.answer import parse_date
from quizgen.domain.text import Text
from quizgen.language import ENGLISH
from quizgen.rendering.sheets.layout import Layout
from quizgen.rendering.sheets.press import Press
from quizgen.rendering.sheets.sheet import Cite, Differing
from quizgen.rendering.sheets.timeline import Event, Timeline
from quizgen.rendering.sheets.timeline_pdf import exercise, letters_of, make_timeline, moments, timeline_pdf
from quizgen.rendering.sheets.unprintable import TooLongError
from tests.support.effort import few
from tests.support.library import looked_up, write_library
from tests.support.pdf import failures, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.language import Language

SIZES = (11, 18, 24)
CITE = Cite("wire", "The Wire", "Council meets", "12 January 2022", "An agency of the council.")


@pytest.fixture(scope="module")
def press() -> Press:
    """The press, with the fonts that quizgen brings along."""
    return Press([Path(str(files("fontpkg_atkinson_hyperlegible") / "files"))])


def event(written: str, label: str, *accounts: Differing) -> Event:
    date = parse_date(Text(written))
    assert date is not None
    status = "Not settled: the sources differ." if accounts else ""
    return Event(
        ENGLISH.date(*date.key), date.key, date.precision, label, f"f.{label.lower()}", status, accounts, ("wire",)
    )


def line_of(*events: Event) -> Timeline:
    return Timeline(
        "Talks", ENGLISH, "en", tuple(sorted(events, key=lambda one: one.key)), (CITE,), "Tell your teacher."
    )


MIXED = line_of(
    event("2021", "Plan"),
    event("2022-01", "Round"),
    event("2022-01-10", "Talks"),
    event("2022-01-12", "Council", Differing("12 January 2022", "The Wire"), Differing("13 January 2022", "The Paper")),
    event("2022-01-12", "Speech"),
    event("2024-05-01", "Treaty"),
)


def test_a_timeline_holds_dated_facts_with_a_label_in_the_order_of_time(tmp_path: Path) -> None:
    facts = """\
        - id: m.second
          when: 2022-01-12
          ask: When did the council meet?
          label: The council meets
          evidence: {wire: met on 12 January 2022}
        - id: m.unnamed
          when: 2022-01-11
          ask: On which day was nothing?
          evidence: {wire: met on 12 January 2022}
        - id: m.claim
          when: 2022-01
          ask: In which month was the round, as Jane Doe said?
          label: A round
          by: jane-doe
          evidence: {wire: met on 12 January 2022}
        - id: m.plan
          when: 2022-01-14
          ask: When in January 2022 was the fair to be?
          label: The fair
          plan: 2022-01-10
          evidence: {wire: met on 12 January 2022}
        - id: m.gone
          when: 2022-01-13
          ask: When was the thing withdrawn?
          label: A mistake
          evidence: {wire: met on 12 January 2022}
          retired: {on: 2023-01-01, why: Wrong.}
        - id: m.city
          where: springfield
          ask: Where did the council meet?
          label: The city
          evidence: {paper: behind closed doors in Springfield}
        """
    kb = looked_up(pipeline.open_library(write_library(tmp_path, facts))).kb
    made = make_timeline(kb, kb.facts.values(), "Meetings")
    assert [(one.date, one.precision, one.label, one.fact) for one in made.events] == [
        ("January 2022", "month", "A round", "m.claim"),
        ("12 January 2022", "day", "The council meets", "m.second"),
        ("14 January 2022", "day", "The fair", "m.plan"),
    ]
    assert [one.status for one in made.events] == [
        "A claim of Jane Doe, as one of the two articles reports it.",
        "",
        "A plan as of 10 January 2022, as one of the two articles reports it.",
    ]
    assert [source.id for source in made.sources] == ["wire"]
    assert made.report == "Tell your teacher."


def test_a_month_and_a_year_are_spans_over_the_days_in_them() -> None:
    found = moments(MIXED)
    assert [(one.date, one.events, one.year, one.month) for one in found] == [
        ("2021", 1, "only", ""),
        ("January 2022", 1, "", "start"),
        ("10 January 2022", 1, "", "through"),
        ("12 January 2022 or 13 January 2022", 2, "", "end"),
        ("1 May 2024", 1, "", ""),
    ]


def test_a_year_spans_its_months_and_they_their_days() -> None:
    found = moments(line_of(event("1912", "A"), event("1912-03", "B"), event("1912-03-04", "C"), event("1912-07", "D")))
    assert [(one.year, one.month) for one in found] == [
        ("start", ""),
        ("through", "start"),
        ("through", "end"),
        ("end", "only"),
    ]


@pytest.mark.parametrize(
    ("dates", "pauses"),
    [
        (("2022-01-01", "2022-01-02", "2022-01-03", "2022-01-30"), ["", "", "27 days later"]),
        (("2022-01-01", "2022-01-02", "2022-01-03", "2022-12-30"), ["", "", "about 12 months later"]),
        (("2022-01-01", "2022-01-02", "2022-01-03", "2032-01-03"), ["", "", "about 10 years later"]),
        (("2022-01-01", "2022-01-02", "2022-01-03", "2022-02"), ["", "", "at least 29 days later"]),
        (("2022-01", "2022-01-02", "2022-01-03", "2026"), ["", "", "at least 3 years later"]),
        (("2020", "2022-03-02", "2022-03-03", "2022-03-04"), ["at least 13 months later", "", ""]),
        (("2022-01", "2022-04-01", "2022-04-02", "2022-04-03"), ["at least 1 month later", "", ""]),
        (("2022-01-01", "2022-01-02", "2022-01-06", "2022-01-07"), ["", "", ""]),
        (("2020", "2021"), [""]),
    ],
)
def test_a_long_gap_is_named_and_never_more_exactly_than_it_is_known(dates: tuple[str, ...], pauses: list[str]) -> None:
    found = moments(line_of(*(event(date, date) for date in dates)))
    assert [one.pause for one in found] == [*pauses, ""]


def test_more_time_is_a_longer_line_up_to_a_limit() -> None:
    dates = ("2022-01-01", "2022-01-02", "2022-01-03", "2022-01-05", "2022-01-09", "2023-01-09")
    tails = [one.tail for one in moments(line_of(*(event(date, date) for date in dates)))]
    assert tails == [0.5, 0.5, 1, 2, 5, 0]  # 1 is the usual time


def test_the_exercise_holds_no_pairing_and_its_order_is_the_seeds() -> None:
    many = line_of(*(event(f"2022-01-{day:02}", f"Event {day}") for day in range(1, 21)))
    made = exercise(many, "7")
    assert sorted(made.labels) == sorted(one.label for one in many.events)
    assert made.labels != tuple(one.label for one in many.events)
    assert made == exercise(many, "7")
    assert made.labels != exercise(many, "8").labels
    fewer = exercise(line_of(*many.events[:-1]), "7")
    assert fewer.labels == tuple(label for label in made.labels if label != "Event 20")
    for letter, label in zip("ABCDEFGHIJKLMNOPQRST", made.labels, strict=True):
        assert letters_of(many, "7")[f"f.{label.lower()}"] == letter


def test_letters_go_on_after_z() -> None:
    many = line_of(*(event(f"19{year:02}", f"E{year}") for year in range(30)))
    assert sorted(letters_of(many, "1").values(), key=lambda one: (len(one), one))[25:] == ["Z", "AA", "AB", "AC", "AD"]


def test_what_a_pupil_gets_says_no_more_than_the_dates_and_the_shuffled_events(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    print_it = press.pdf

    def watched(templates: Sequence[str], data: dict[str, Any], language: Language) -> bytes:
        seen.append(json.dumps(data))
        return print_it(templates, data, language)

    monkeypatch.setattr(press, "pdf", watched)
    many = line_of(*(event(f"2022-01-{day:02}", f"Event {chr(64 + day)}") for day in range(1, 13)))
    pdf = timeline_pdf(press, exercise(many, "3"), Layout())
    (data,) = seen
    assert "f.event" not in data
    told = [words for _, words in read(pdf).leaves]
    labels = [words for words in told if words.startswith("Event ") and "January" not in words]
    assert labels == list(exercise(many, "3").labels)
    before = told[: told.index("The events")]
    assert [words for words in before if words.startswith("Event of")] == [
        f"Event of {one.date}" for one in many.events
    ]
    assert not set(labels) & set(before)
    assert set(read(pdf).information) <= {"/Title", "/Creator", "/ModDate", "/CreationDate"}


def test_all_rules_for_events_are_named_and_of_one_width(press: Press) -> None:
    pdf = timeline_pdf(press, exercise(MIXED, "1"), Layout())
    assert [words for path, words in read(pdf).leaves if path.endswith("LBody/Figure")] == [
        "Event of 2021",
        "Event of January 2022",
        "Event of 10 January 2022",
        "Event of 12 January 2022 or 13 January 2022, line 1",
        "Event of 12 January 2022 or 13 January 2022, line 2",
        "Event of 1 May 2024",
    ]
    (page,) = read(pdf).pages
    rules = [line for line in page.lines if line.mark is not None and not line.is_upright and line.x > 150]
    assert len([rule for rule in rules if rule.length == pytest.approx(rules[-1].length)]) == 6


def test_the_handout_is_heard_date_by_date_with_accounts_and_sources(press: Press) -> None:
    told = read(timeline_pdf(press, MIXED, Layout())).leaves
    words = [one for _, one in told]
    assert words[:2] == ["Talks", "What happened when"]
    assert [one for path, one in told if path == "L/LI/LBody/Strong"] == [
        "2021",
        "January 2022",
        "10 January 2022",
        "12 January 2022",
        "1 May 2024",
    ]
    at = words.index("12 January 2022")
    assert words[at + 1 : at + 10] == [
        "Council",
        "f.council · source 1",
        "12 January 2022",
        ": The Wire",
        "13 January 2022",
        ": The Paper",
        "Not settled: the sources differ.",
        "Speech",
        "f.speech · source 1",
    ]
    assert "about 2 years later" in words
    sources = words[words.index("Sources") :]
    assert " ".join(sources).startswith(
        "Sources 1. The Wire, Council meets , 12 January 2022. An agency of the council."
    )
    assert sources[-2:] == ["To report an error:", "Tell your teacher."]


def test_events_do_not_run_into_one_another(press: Press, shipped: pipeline.Library) -> None:
    made = make_timeline(shipped.kb, shipped.kb.facts.values(), "Everything")
    for size in few(SIZES[::-1]):
        for timeline in (made, exercise(made, "1")):
            for page in read(timeline_pdf(press, timeline, Layout(size=size))).pages:
                runs = [run for run in page.runs if run.mark is not None]
                dates = sorted(run.y for run in runs if run.text.endswith(("2021", "2022")) and run.text[0].isdigit())
                assert all(later - one > size for one, later in pairwise(dates))


@pytest.mark.parametrize(("paper", "size"), few([*product(("a4", "letter"), SIZES)]))
def test_every_timeline_is_accessible(press: Press, shipped: pipeline.Library, paper: str, size: int) -> None:
    made = make_timeline(shipped.kb, shipped.kb.facts.values(), "Everything")
    for timeline in (made, exercise(made, "1"), MIXED, exercise(MIXED, "1")):
        pdf = timeline_pdf(press, timeline, Layout(paper, size))
        assert failures(pdf) == []
        assert [one for path, one in read(pdf).leaves if path == "H1"] == [timeline.title]


def test_handout_and_exercise_have_titles_of_their_own_and_the_key_its_own(press: Press) -> None:
    made = (
        timeline_pdf(press, MIXED, Layout()),
        timeline_pdf(press, exercise(MIXED, "1"), Layout()),
        timeline_pdf(press, MIXED._replace(title="Key: Talks"), Layout(), letters_of(MIXED, "1")),
    )
    assert [read(pdf).information["/Title"] for pdf in made] == [
        "Talks: timeline",
        "Talks: timeline to fill in",
        "Key: Talks",
    ]


def test_the_key_has_the_letters_of_the_exercise(press: Press) -> None:
    told = read(timeline_pdf(press, MIXED, Layout(), letters_of(MIXED, "5"))).leaves
    found = [one for path, one in told if path.endswith("P/Strong") and len(one) == 1]
    assert found == [letters_of(MIXED, "5")[one.fact] for one in MIXED.events]


HOSTILE = '#read("/etc/passwd") $x$ *b* _i_ `r` <a> @b \\ // [c] = h #panic("x")'


def test_hostile_text_is_printed_as_it_is_or_refused_by_name(press: Press) -> None:
    cite = Cite("wire", HOSTILE, HOSTILE, "2022", HOSTILE)
    made = Timeline(HOSTILE, ENGLISH, "en", (event("2022", HOSTILE, Differing("2022", HOSTILE)),), (cite,), HOSTILE)
    for timeline, count in ((made, 8), (exercise(made, "1"), 2)):
        pdf = timeline_pdf(press, timeline, Layout())
        assert failures(pdf) == []
        assert " ".join(one for _, one in read(pdf).leaves).count(HOSTILE) == count
    long = line_of(event("2022", "Fine"), event("2023", "x" * 100), event("2024", "word " * 2000))
    for size in SIZES:
        with pytest.raises(TooLongError) as refused:
            timeline_pdf(press, long, Layout(size=size))
        assert refused.value.ids == (f"f.{'word ' * 2000}",), "a long word is broken"
        with pytest.raises(TooLongError, match="word word"):
            timeline_pdf(press, exercise(long, "1"), Layout(size=size))


def test_a_long_timeline_runs_over_pages_and_loses_nothing(press: Press) -> None:
    made = line_of(*(event(f"{year}-01-01", f"Event {year}") for year in range(1900, 2000)))
    pdf = timeline_pdf(press, made, Layout(size=18))
    assert len(read(pdf).pages) > 5
    told = " ".join(one for _, one in read(pdf).leaves)
    assert all(f"Event {year}" in told for year in range(1900, 2000))
    for page in read(pdf).pages:
        assert all(run.y < page.height for run in page.runs)


@pytest.mark.parametrize("size", few(SIZES))
def test_over_later_pages_stands_one_line_with_the_title_if_it_fits_and_for_the_pupils_name(
    press: Press, size: int
) -> None:
    many = line_of(*(event(f"{year}-01-01", f"Event {year}") for year in range(1900, 1925)))
    for title in ("Talks", "On and on " * 11):
        whole = many._replace(title=title)
        for timeline in (whole, exercise(whole, "1")):
            _, *later = read(timeline_pdf(press, timeline, Layout("letter", size))).pages
            assert later
            for page in later:
                over = [run for run in page.runs if run.mark is None and run.y < 50]
                assert len({round(run.y) for run in over}) <= 1
                assert all(run.y > 30 for run in over)
                told = "".join(run.text for run in over)
                assert ("Talks" in told) is (title == "Talks" and (timeline is whole or size == 11))
                assert ("Name" in told) is (timeline is not whole)


def test_the_lines_for_name_class_and_date_are_named_in_paragraphs(press: Press) -> None:
    told = read(timeline_pdf(press, exercise(MIXED, "1"), Layout())).leaves
    for word in ("Name", "Class", "Date"):
        assert [path.rpartition("/")[2] for path, said in told if said == word] == ["P", "Figure"]


def test_the_same_timeline_is_the_same_bytes(press: Press) -> None:
    other = Press()
    for timeline in (MIXED, exercise(MIXED, "1")):
        assert timeline_pdf(press, timeline, Layout()) == timeline_pdf(other, timeline, Layout())
