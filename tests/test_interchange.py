"""The log as text: nothing is lost on the way out and in, and nothing wrong gets in."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import fsrs
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from quizgen.checking.pages import rule_pages
from quizgen.cli.app import cli
from quizgen.domain.study import Entry, EntryKind, Grade, Mode, Parameters, Session
from quizgen.domain.verdict import Fit
from quizgen.study.interchange import Imported, export_lines, import_lines
from quizgen.study.log import Log
from quizgen.study.rows import add_records
from quizgen.study.schedule import stamp
from tests.support.study import LIBRARY, NOON, STAMP, answer, log_with, rows_of, session, take_back
from tests.test_rules import examples

if TYPE_CHECKING:
    from pathlib import Path

USUAL = fsrs.Scheduler().parameters
HEADER = '{"quizgen":"reviews","version":1}'


def encoded(lines: list[str]) -> list[bytes]:
    """Lines as they stand in a file."""
    return [f"{line}\n".encode() for line in lines]


def copied(log: Log) -> Log:
    """A new log with what an export of this one says."""
    other = Log.open(":memory:")
    import_lines(other, encoded(export_lines(log)), "export.jsonl")
    return other


texts = st.text(max_size=8)
names = st.text(min_size=1, max_size=4)
LATEST = 253_402_300_799_999
moments = st.integers(0, LATEST)
sessions = st.builds(
    Session,
    id=st.sampled_from(["s1", "s2", "s3"]),
    library=names,
    mode=st.sampled_from(Mode),
    started=moments,
    questions=st.lists(texts, max_size=3).map(tuple),
    options=st.lists(texts, max_size=3).map(tuple),
)
entries = st.builds(
    Entry,
    id=names,
    at=moments,
    day=st.integers(1, 3_600_000),
    session=names,
    library=names,
    mode=st.sampled_from(Mode),
    kind=st.sampled_from(EntryKind),
    voids=st.none(),
    question=st.none() | texts,
    fact=st.none() | texts,
    way=st.none() | texts,
    grade=st.none() | st.sampled_from(Grade),
    fit=st.none() | st.sampled_from(Fit),
    given=st.none() | texts,
    offered=st.lists(texts, max_size=3).map(tuple),
    parts=st.lists(st.tuples(names, st.booleans()), max_size=3).map(tuple),
    hinted=st.booleans(),
    took=st.none() | st.integers(0, 2**53),
    says=st.none() | texts,
    scheduler=st.sampled_from([None, STAMP, stamp(0.8, USUAL)]),
)


@given(st.lists(sessions, min_size=1, max_size=3), st.lists(entries, max_size=8), st.data())
def test_an_export_of_an_import_of_an_export_is_the_same(
    begun: list[Session], given_: list[Entry], data: st.DataObject
) -> None:
    with Log.open(":memory:") as log:
        for one in begun:
            log.begin(one)
        kept = list({one.id: one for one in reversed(begun)}.values())  # of two with one id the first stays
        ids: list[str] = []
        taken: set[str] = set()  # of two entries with one id the first stays, too
        for entry in sorted(given_, key=lambda entry: entry.at):  # as a clock that runs dates them
            of = data.draw(st.sampled_from(kept))
            voids = data.draw(st.none() | st.sampled_from(ids)) if ids and of.library == begun[0].library else None
            belonging = entry._replace(session=of.id, library=of.library, mode=of.mode)
            log.append(belonging._replace(voids=voids) if of == begun[0] else belonging)
            ids += [entry.id] if of == begun[0] and entry.id not in taken else []
            taken.add(entry.id)
        exported = export_lines(log)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("quizgen.study.interchange.now", lambda: LATEST)  # no answer is dated ahead
            other = copied(log)
        with other:
            assert export_lines(other) == exported
            cards = "SELECT * FROM cards ORDER BY library, fact, way"
            assert rows_of(other, cards) == rows_of(log, cards)


def test_an_export_can_be_read_by_a_person() -> None:
    with log_with(answer("a1", given="“Ü”", hinted=True, parts=(("meeting.date", True),))) as log:
        log.begin(session("s0", started=NOON - 1, options=("review",)))
        lines = export_lines(log)
    assert lines == [
        HEADER,
        f'{{"session":{{"id":"s0","library":"{LIBRARY}","mode":"review","started":{NOON - 1},"options":["review"]}}}}',
        f'{{"session":{{"id":"p1","library":"{LIBRARY}","mode":"practice","started":{NOON}}}}}',
        f'{{"session":{{"id":"s1","library":"{LIBRARY}","mode":"review","started":{NOON}}}}}',
        (
            f'{{"entry":{{"id":"a1","at":{NOON},"day":738000,"session":"s1","library":"{LIBRARY}","mode":"review",'
            '"kind":"answer","question":"meeting.date/typed","fact":"meeting.date","way":"typed","grade":3,'
            f'"fit":"exact","given":"“Ü”","parts":[["meeting.date",true]],"hinted":true,'
            f'"scheduler":{json.dumps(STAMP)}}}}}'
        ),
    ]


def test_parameters_travel_with_the_log() -> None:
    found = Parameters("p", NOON, LIBRARY, "fsrs-rs-python 0.9", USUAL, 400)
    with log_with() as log:
        add_records(log.store.connection, [found])
        with copied(log) as other:
            assert other.cards(LIBRARY).parameters() == USUAL


def test_two_computers_logs_become_one() -> None:
    with log_with(answer("a1"), answer("a3", 9)) as one, log_with(answer("a1"), answer("a2", 4)) as other:
        other.begin(session("s2", started=NOON + 1))
        other.append(answer("b1", 2, fact="meeting.place", session="s2"))
        take_back(other, answer("b1", session="s2"))
        added = import_lines(one, encoded(export_lines(other)), "laptop.jsonl")
        assert added == Imported(sessions=1, entries=3, parameters=0, unchanged=3)
        assert [entry.id for entry in one.history(LIBRARY)] == ["a1", "a2", "a3"]
        assert [(card.fact, card.reps) for card in one.cards(LIBRARY).all()] == [("meeting.date", 3)]
        again = import_lines(one, encoded(export_lines(other)), "laptop.jsonl")
        assert again == Imported(0, 0, 0, 7)
        import_lines(other, encoded(export_lines(one)), "desk.jsonl")
        assert export_lines(one) == export_lines(other)


def test_what_is_there_already_stays_as_it_is() -> None:
    with log_with(answer("a1", grade=Grade.AGAIN)) as log, log_with(answer("a1", grade=Grade.EASY)) as other:
        import_lines(log, encoded(export_lines(other)), "other.jsonl")
        assert [entry.grade for entry in log.entries("s1")] == [Grade.AGAIN]


def test_lines_may_come_from_another_system() -> None:
    with log_with(answer("a1")) as log:
        lines = export_lines(log)
    with Log.open(":memory:") as other:
        import_lines(other, [b"\xef\xbb\xbf" + lines[0].encode() + b"\r\n", b"\r\n", *encoded(lines[1:])], "x")
        assert export_lines(other) == lines


SESSION: dict[str, Any] = {"id": "s1", "library": LIBRARY, "mode": "review", "started": NOON}
ENTRY: dict[str, Any] = {
    "id": "a1",
    "at": NOON,
    "day": 738000,
    "session": "s1",
    "library": LIBRARY,
    "mode": "review",
    "kind": "answer",
}
WRONG: list[tuple[str | bytes, str]] = [
    ("{", "this is not JSON"),
    ("[" * 100_000, "this is not JSON"),
    (b'{"entry":"\xff"}', "this is not UTF-8"),
    ("[]", "a line is an object with one of 'session', 'entry', 'parameters'"),
    ("{}", "a line is an object with one of"),
    ('{"card":{}}', "a line is an object with one of"),
    ('{"entry":[]}', "'entry' is not an object"),
    ('{"entry":{}}', "'entry' has no 'id'"),
]
BAD_FIELDS: list[tuple[dict[str, Any], str]] = [
    ({"mood": "good"}, "'entry' has no field 'mood'"),
    ({"id": ""}, "'id' is empty"),
    ({"id": 4}, "'id' is not a text"),
    ({"at": -1}, "'at' is not a whole number from 0"),
    ({"at": True}, "'at' is not a whole number"),
    ({"at": 1.5}, "'at' is not a whole number"),
    ({"at": 10**20}, "'at' is not a whole number"),
    ({"day": 0}, "'day' is not a whole number from 1"),
    ({"mode": "exam"}, "'mode' is none of practice, review"),
    ({"mode": ["review"]}, "'mode' is none of"),
    ({"kind": None}, "'kind' is none of answer, skip, undo, end"),
    ({"grade": 5}, "'grade' is not a whole number from 1 to 4"),
    ({"fit": "good"}, "'fit' is none of"),
    ({"given": None}, "'given' is not a text"),
    ({"offered": "x"}, "'offered' is not a list"),
    ({"offered": [1]}, "'offered' is not a text"),
    ({"parts": [["f", 1]]}, "'parts' is neither true nor false"),
    ({"parts": [["f"]]}, "'parts' has a part that is not a fact and whether it was right"),
    ({"hinted": 1}, "'hinted' is neither true nor false"),
    ({"took": -5}, "'took' is not a whole number"),
    ({"scheduler": stamp().replace("0.9", "0.1")}, "'scheduler' plans nothing: A retention of 0.1"),
    ({"scheduler": "{}"}, "'scheduler' plans nothing: a scheduler has 'fsrs', 'retention'"),
    ({"session": "s9"}, "there is no session 's9', here or in the log"),
    ({"mode": "practice"}, "the session 's1' is of another library or mode"),
    ({"library": "another"}, "the session 's1' is of another library or mode"),
    ({"voids": "a9"}, "there is no entry 'a9' of this library, here or in the log"),
]
WRONG += [(json.dumps({"entry": ENTRY | fields}), reason) for fields, reason in BAD_FIELDS]


@pytest.mark.parametrize(("line", "reason"), WRONG)
def test_a_wrong_line_is_named_and_nothing_is_imported(line: str | bytes, reason: str) -> None:
    good = [HEADER, json.dumps({"session": SESSION}), json.dumps({"entry": ENTRY | {"id": "a0"}})]
    raw = line if isinstance(line, bytes) else line.encode()
    with Log.open(":memory:") as log:
        imported = import_lines(log, [*encoded(good), raw], "mine.jsonl")
        (problem,) = imported.problems
        assert str(problem).startswith(f"mine.jsonl:4:1: {reason}")
        assert problem.rule == ("log-reference" if "session '" in reason or "entry 'a9'" in reason else "log-line")
        assert imported == Imported(problems=(problem,))
        assert export_lines(log) == [HEADER]


def test_all_wrong_lines_are_named_at_once() -> None:
    lines = [HEADER, "{", json.dumps({"session": SESSION}), json.dumps({"entry": ENTRY | {"session": "s9"}}), "[]"]
    with Log.open(":memory:") as log:
        problems = import_lines(log, encoded(lines), "mine.jsonl").problems
    assert [str(problem).split(" ")[0] for problem in problems] == [
        "mine.jsonl:2:1:",
        "mine.jsonl:4:1:",
        "mine.jsonl:5:1:",
    ]


def refusal(*lines: str) -> str:
    """What is said of an export that is refused as a whole."""
    with Log.open(":memory:") as log:
        (problem,) = import_lines(log, encoded([*lines]), "mine.jsonl").problems
        assert export_lines(log) == [HEADER]
    return str(problem)


@pytest.mark.parametrize(
    "header", ["", "{}", "[]", '{"quizgen":"deck","version":1}', '{"quizgen":"reviews","version":"1"}']
)
def test_what_is_no_export_is_refused(header: str) -> None:
    told = refusal(header, "{")
    assert told.startswith("mine.jsonl:1:1: this is not an export of a review log, which begins with {")
    assert told.endswith("[log-header]")


def test_an_empty_file_is_no_export() -> None:
    assert "not an export" in refusal()


def test_an_export_of_a_newer_version_is_refused() -> None:
    told = refusal('{"quizgen":"reviews","version":2}', '{"mystery":1}')
    assert re.fullmatch(r"mine\.jsonl:1:1: .*newer quizgen \(it has version 2.*Update quizgen \[log-header\]", told)


@pytest.mark.parametrize("rule", ["log-conflict", "log-header", "log-line", "log-reference"])
def test_the_examples_of_a_rules_page_are_imported_or_refused(rule: str) -> None:
    found = examples(rule_pages()[rule])
    with Log.open(":memory:") as log:
        done = import_lines(log, found["Passes"].encode().splitlines(), "mine.jsonl")
        assert (done.problems, done.conflicts) == ((), ())
        done = import_lines(log, found["Fails"].encode().splitlines(), "mine.jsonl")
    assert [problem.rule for problem in (*done.problems, *done.conflicts)] == [rule]


def test_the_command_names_each_wrong_line_and_imports_nothing(db: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text("\n".join([HEADER, "{", json.dumps({"session": SESSION}), "[]"]), "utf-8")
    Log.open(db).close()
    done = CliRunner().invoke(cli, ["log", "import", str(path), "--db", str(db)])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        f"{path}:2:1: this is not JSON [log-line]",
        f"{path}:4:1: a line is an object with one of 'session', 'entry', 'parameters' [log-line]",
        f"Nothing was imported from {path}; correct it and try again.",
    ]
    with Log.open(db) as log:
        assert export_lines(log) == [HEADER]
