"""A round that was stopped goes on after a correction of its facts: each question that is asked is one that holds."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen import pipeline
from quizgen.domain.question import Choice, Order
from quizgen.domain.study import Mode, Session
from quizgen.playing.practice import Practice
from quizgen.study.log import Log
from tests.support.library import topic, write_library
from tests.support.rounds import FACTS, NAMESPACE, event, kept

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Program

#: The four events of the library, and a fifth and a sixth.
EVENTS = {
    "hall.built": "1999-03-01",
    "hall.painted": "2010-06-15",
    "meeting.date": "2022-01-12",
    "hall.burns": "2023-05-09",
    "hall.sold": "2024-02-01",
    "hall.gone": "2025-07-30",
}
LABELS = {id_: f"Event {number} of the hall" for number, id_ in enumerate(EVENTS)}
ALL = "hall.built+hall.burns+hall.painted+meeting.date/order"
BURNS = event("hall.burns", "2023-05-09", "The hall burns")
LEFT_OUT = "1 question of this round no longer fits after a correction and is left out."
SHORTER = "1 question of this round has fewer parts after a correction."


def asked(program: Program, db: Path, library: Path, given: str) -> str:
    """Go on with the round r1 and its answers, and return what it says."""
    done = program("quiz", "--round", "r1", "--library", library, "--db", db, given=given)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def begin(db: Path, *questions: str) -> None:
    """Keep a round r1 that was stopped before its first answer."""
    with Log.open(db) as log:
        log.begin(Session("r1", NAMESPACE, Mode.PRACTICE, 1_700_000_000_000, questions, (), "1"))


@pytest.mark.parametrize(
    ("corrected", "rows"),
    [
        pytest.param("- {id: hall.burns, when: 2023-05-09, ask: 'When did it burn?', EVIDENCE}\n", 3, id="no label"),
        pytest.param("- {id: hall.burns, what: a fire, label: The fire, ask: 'What came?', EVIDENCE}\n", 3, id="kind"),
        pytest.param(BURNS.replace("2023-05-09", "2010-06-15"), 3, id="two equal dates"),
        pytest.param(BURNS.replace("2023-05-09", "2022-01"), 3, id="a month that holds another date"),
        pytest.param(BURNS.replace("label", "retired: {on: 2024-01-01, why: It did not.}, label"), 3, id="withdrawn"),
        pytest.param("", 3, id="gone"),
        pytest.param(BURNS.replace("2023-05-09", "1990-01-01"), 4, id="another date"),
    ],
)
def test_what_no_longer_stands_beside_the_others_is_left_out(
    db: Path, tmp_path: Path, program: Program, corrected: str, rows: int
) -> None:
    corrected = corrected.replace("EVIDENCE", "evidence: {wire: met on 12 January 2022}")
    library = write_library(tmp_path / "lib", FACTS.replace(BURNS, corrected))
    begin(db, ALL)
    page = asked(program, db, library, "q\n")
    assert (SHORTER in page) is (rows < 4)
    shown = re.findall(r"^ *\d[.)]? +(The .*)$", page, re.MULTILINE)
    assert len(shown) == rows
    burns = re.search(r"when: ([\d-]+)", corrected)
    dates = {"The hall is b": "1999-03-01", "The hall is p": "2010-06-15", "The council m": "2022-01-12"}
    dates["The hall burn"] = burns[1] if burns else ""
    key = "".join(sorted("1234"[:rows], key=lambda place: dates[shown[int(place) - 1][:13]]))
    assert "1 of 1 right." in asked(program, db, library, f"{key}\n\n")
    (entry,) = (one for one in kept(db) if one.question)
    assert (entry.question, len(entry.parts), entry.is_right) == (ALL, rows, True)


@pytest.mark.parametrize("session", [(ALL, "meeting.chair/choice"), ("meeting.chair/choice", "hall.burns/typed")])
def test_a_question_that_can_no_longer_be_asked_is_told_of(
    db: Path, tmp_path: Path, program: Program, session: tuple[str, ...]
) -> None:
    facts = FACTS.replace(BURNS, "").replace(event("hall.built", "1999-03-01", "The hall is built"), "")
    begin(db, *session)
    told = asked(program, db, write_library(tmp_path / "lib", facts), "1\n\n")
    assert LEFT_OUT in told
    assert "Question 1 of 1" in told
    assert "of 1 right." in told


def test_a_new_round_says_nothing_of_corrections(db: Path, rounds: Path, program: Program) -> None:
    done = program("quiz", "-n", "8", "--library", rounds, "--db", db, given="a\n" * 3)
    assert "correction" not in done.stdout + done.stderr


#: What may become of an event: a new date, another event's date or month, another's label, or what it lacks then.
CHANGES = st.one_of(
    st.just(("when", None)),
    st.sampled_from(sorted(EVENTS.values())).map(lambda date: ("when", date)),
    st.sampled_from(sorted({date[:7] for date in EVENTS.values()})).map(lambda date: ("when", date)),
    st.sampled_from(sorted(LABELS.values())).map(lambda label: ("label", label)),
    st.sampled_from(["no label", "what", "retired", "gone", "matter", "accounts"]).map(lambda what: (what, None)),
)


def written(id_: str, change: tuple[str, str | None]) -> tuple[str, str | None, str | None]:
    """A fact as it is written after a change; and its label and date, if it may still stand among events."""
    what, value = change
    date = value if what == "when" and value else EVENTS[id_]
    label = value if what == "label" and value else LABELS[id_]
    fields = {"id": id_, "when": date, "label": label, "ask": f"When was {id_} heard of?"}
    if what == "no label":
        del fields["label"]
    if what == "what":
        fields["what"] = f"a thing of {id_}"
        del fields["when"]
    more = {
        "retired": ", retired: {on: 2024-01-01, why: It was wrong.}",
        "matter": ", matter: one-matter",
        "accounts": ", accounts: [{answer: 1980-01-01, evidence: {paper: held in the hall}}]",
    }.get(what, "")
    text = ", ".join(f"{name}: '{text}'" if name == "ask" else f"{name}: {text}" for name, text in fields.items())
    stands = what in {"when", "label", "matter"}
    fact = f"- {{{text}{more}, evidence: {{wire: met on 12 January 2022}}}}\n"
    return ("" if what == "gone" else fact, *((label, date) if stands else (None, None)))


def surely_differ(one: str, other: str) -> bool:
    """Whether one of two dates is earlier, whatever day of a month is meant."""
    length = min(len(one), len(other))
    return one[:length] != other[:length]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a library is written again and again."""
    return tmp_path_factory.mktemp("corrected")


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(changes=st.fixed_dictionaries(dict.fromkeys(EVENTS, CHANGES)), seed=st.sampled_from("123"), data=st.data())
def test_whatever_is_corrected_every_question_that_is_asked_holds(
    folder: Path, changes: dict[str, tuple[str, str | None]], seed: str, data: st.DataObject
) -> None:
    ids = sorted(data.draw(st.sets(st.sampled_from(sorted(EVENTS)), min_size=3, max_size=4)))
    facts = {id_: written(id_, change) for id_, change in changes.items()}
    other = "- {id: a.b, what: tea, ask: What was served?, evidence: {wire: received by the chair}}\n"
    text = "".join(fact for fact, _, _ in facts.values()) + other
    write_library(folder, files={"questions/meetings.yaml": topic(text)})
    name = f"{'+'.join(ids)}/order"
    singles = [f"{id_}/{way}" for id_ in ids for way in ("typed", "choice", "recall", "gap", "true-false")]
    session = Session("r1", NAMESPACE, Mode.PRACTICE, 1, (name, *singles), (), seed)
    with Log.open(":memory:") as log:
        practice = Practice(pipeline.open_library(folder), log)
        questions = practice.questions(session)
        told = practice.correction(session)
    lost = [one for one in session.questions if one not in questions]
    assert (" left out" in told) is bool(lost)
    for one in questions.values():
        assert all(changes[str(fact.id)][0] not in {"retired", "gone"} for fact in one.facts)
        if isinstance(one.shape, Choice):
            assert len({option.text for option in one.shape.options}) == len(one.shape.options)
    question = questions.get(name)
    able = [(facts[id_][1], facts[id_][2], changes[id_][0] == "matter") for id_ in ids if facts[id_][1]]
    if question is None:
        assert len(able) < 3 or len({label for label, _, _ in able}) < 3 or clashes(able)
        return
    assert isinstance(question.shape, Order)
    assert ("fewer parts" in told) is (len(question.facts) < len(ids))
    shown = [str(question.shape.rows[place].fact) for place in question.shape.order]
    assert set(shown) <= set(ids)
    assert len(shown) >= 3
    dates = [str(facts[id_][2]) for id_ in shown]
    assert dates == sorted(dates)
    assert all(surely_differ(one, after) for place, one in enumerate(dates) for after in dates[place + 1 :])
    assert max(Counter(facts[id_][1] for id_ in shown).values()) == 1
    assert sum(changes[id_][0] == "matter" for id_ in shown) <= 1


def clashes(able: list[tuple[str | None, str | None, bool]]) -> bool:
    """Whether any two of the events cannot stand beside each other."""
    return any(
        one[0] == other[0] or (one[2] and other[2]) or not surely_differ(str(one[1]), str(other[1]))
        for place, one in enumerate(able)
        for other in able[place + 1 :]
    )
