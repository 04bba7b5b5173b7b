"""`quizgen export --changed-since`: what a correction touches goes along, all of it and nothing else."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from quizgen import pipeline
from quizgen.exporting import HOMES
from quizgen.exporting.home import pack
from quizgen.exporting.questions import questions_of
from tests.conftest import ROOT
from tests.support.effort import few
from tests.support.engine import FACTS
from tests.support.exports import bank_at, whole_bank
from tests.support.library import topic, write_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Quizgen = Callable[..., Result]

FIRST, SECOND = "2022-02-02", "2022-03-03"
#: What asks several facts, and is drawn anew after each correction.
SEVERAL = {"doe.go-on+major.bread+roe.hall/match", "hall.built+hall.burns+hall.painted+meeting.date/order"}
OWN = """\
test: What the council did
questions: [mayor/choice, meeting.chair/typed, meeting.place/choice]
own:
- id: mayor
  what: a blue hat
  ask: What does our mayor wear on Sundays?
  wrong: [a red coat, green shoes, a white scarf]
"""


class Curator:
    """Keeps a library that learners have in its edition of `FIRST`, and teachers in their programs."""

    def __init__(self, quizgen: Quizgen, root: Path) -> None:
        self.quizgen, self.root = quizgen, root
        self.facts = FACTS
        self.path = root / "library" / "questions" / "meetings.yaml"
        self.lock = root / "library" / "decks" / "quizgen.lock"
        self.out = root / "out"
        write_library(root / "library", FACTS)
        self.builds(FIRST)
        self.old = root / "old.lock"
        self.old.write_bytes(self.lock.read_bytes())

    def builds(self, day: str, hour: int = 12) -> None:
        """Bring the lock up to date, on this day."""
        before = self.lock.read_text("utf-8").splitlines() if self.lock.exists() else []
        done = self.quizgen("build", "--no-paper", "--library", self.root / "library", "--out", self.root / "build")
        assert done.exit_code == 0, done.output
        lines = self.lock.read_text("utf-8").splitlines()
        new = [re.sub(r"\S+$", f"{day}T{hour}:00:00Z", line) for line in lines]
        dated = [old if old in before or old.startswith("#") else line for old, line in zip(lines, new, strict=True)]
        self.lock.write_text("\n".join([*dated, ""]), "utf-8")

    def corrects(self, *changes: tuple[str, str], day: str = SECOND) -> None:
        """Change words of the facts, and build."""
        for before, after in changes:
            assert before in self.facts
            self.facts = self.facts.replace(before, after)
        self.path.write_text(topic(self.facts), "utf-8")
        self.builds(day)

    def sends(self, since: str | Path, *args: str | Path, to: str = "csv") -> Result:
        """Export what has changed."""
        places = ("--library", self.root / "library", "--out", self.out)
        return self.quizgen("export", *args, "--to", to, *places, "--changed-since", since)

    def sent(self, since: str | Path = FIRST, *args: str | Path) -> set[str]:
        """Return the ids of the questions that are exported, as a table."""
        done = self.sends(since, *args)
        assert done.exit_code == 0, done.output
        paths = done.stdout.split()
        if not paths:
            assert "has changed since" in done.stderr
            return set()
        (path,) = paths
        table = io.StringIO((self.out / path).read_text("utf-8-sig"), newline="")
        return {row["id"] for row in csv.DictReader(table)}


@pytest.fixture
def curator(quizgen: Quizgen, tmp_path: Path) -> Curator:
    """Somebody who corrects the small library."""
    return Curator(quizgen, tmp_path)


def test_a_correction_of_one_answer_sends_what_asks_this_fact(curator: Curator) -> None:
    curator.corrects(("how_long: 7.5 hours", "how_long: 7.6 hours"))
    assert curator.sent() == {"meeting.length/choice", "meeting.length/typed", *SEVERAL}
    assert curator.sent(curator.old) == curator.sent(), "the lock of then says the same as its day"


def test_a_corrected_question_goes_along_in_all_ways(curator: Curator) -> None:
    curator.corrects(("Who led the town council at its meeting", "Who chaired the town council at its meeting"))
    assert curator.sent() == {f"meeting.chair/{way}" for way in ("choice", "typed", "true-false")} | SEVERAL


def test_a_correction_of_options_alone_sends_the_choice(curator: Curator) -> None:
    curator.corrects(("[2.5 hours, 4.5 hours, 10.5 hours]", "[2.5 hours, 4.5 hours, 11.5 hours]"))
    assert curator.sent() == {"meeting.length/choice", *SEVERAL}


def test_a_false_statement_goes_along_with_the_options_one_of_which_it_shows(curator: Curator) -> None:
    facts = "".join(
        f"- {{id: {id_}, what: fresh bread, ask: What did guest {id_[-1]} of the council eat?, "
        f"says: 'Guest {id_[-1]} of the council ate [fresh bread].', wrong: [old cheese, ripe plums, cold soup], "
        "ways: [choice], evidence: {paper: ate fresh bread}}\n"
        for id_ in ("guest.a", "guest.b", "guest.c", "guest.d")
    )
    curator.corrects(("- id: hall.reason", f"{facts}- id: hall.reason"))
    questions = questions_of(pipeline.open_library(curator.root / "library"))
    asked = {one.id: one.shape.prompt for one in questions if one.id.startswith("guest") and one.way == "true-false"}
    false = {id_ for id_, prompt in asked.items() if "fresh bread" not in prompt}
    assert 0 < len(false) < 4, "there are some of both"
    curator.corrects(("[old cheese, ripe plums, cold soup]", "[hard cheese, sweet plums, thin soup]"), day="2022-03-04")
    assert curator.sent(SECOND) == false | {f"guest.{letter}/choice" for letter in "abcd"} | SEVERAL


def test_what_no_card_shows_is_known_to_have_changed(curator: Curator) -> None:
    curator.corrects(("In January 2022 the council received its", "The council received its"))
    assert "meeting.place/true-false" in curator.sent(), "its card is typed and has no sentence"
    curator.corrects(("label: The hall is painted", "label: The hall is painted red"), day="2022-03-04")
    ways = ("choice", "typed", "true-false")
    assert SEVERAL <= curator.sent(SECOND) <= SEVERAL | {f"hall.painted/{way}" for way in ways}


def test_a_new_fact_goes_along_in_all_ways(curator: Curator) -> None:
    new = "- {id: hall.sold, when: 2024-05-06, ask: On what date was the hall sold?, evidence: {wire: met on 12 January"
    curator.corrects(("- id: hall.reason", f"{new} 2022}}}}\n- id: hall.reason"))
    sent = curator.sent()
    assert {id_ for id_ in sent if "+" not in id_} == {"hall.sold/choice", "hall.sold/typed"}
    assert sent > {"hall.sold/choice", "hall.sold/typed"}, "what asks several facts is drawn anew"


def test_a_fact_that_comes_into_a_deck_goes_along_in_all_ways(curator: Curator) -> None:
    recipe = "deck: one\ntitle: One\nabout: One.\nselect: {levels: [core]}\n"
    (curator.root / "library/decks/one.yaml").write_text(recipe, "utf-8")
    curator.corrects(("- id: meeting.place\n", "- id: meeting.place\n  level: core\n"))
    assert curator.sent(FIRST, "one") == {f"meeting.place/{way}" for way in ("choice", "typed", "true-false")}


def test_a_withdrawn_fact_is_named_with_what_to_do(curator: Curator) -> None:
    retired = "  retired: {on: 2022-01-01, why: Nobody knows.}\n- id: hall.reason"
    curator.corrects(("- id: hall.reason", retired))
    done = curator.sends(FIRST)
    assert done.exit_code == 0
    told = "Withdrawn: meeting.length. Delete there what has these ids, as no import does."
    assert told in done.stderr, "whatever day its curator gave it"
    assert curator.sent() == SEVERAL, "which may be drawn without it"
    assert "Withdrawn" not in curator.sends(SECOND).stderr, "whoever has that edition was told"
    assert "Withdrawn: meeting.length." in curator.sends(curator.old).stderr


def test_a_withdrawn_card_is_named(curator: Curator) -> None:
    card = "  withdrawn: [{card: reverse, on: 2022-03-01, why: It was unclear.}]\n- {id: hall.built"
    curator.corrects(("- {id: hall.built", card))
    assert "Withdrawn: hall.reason/reverse. Delete" in curator.sends(FIRST).stderr


def test_a_deck_is_told_of_its_own_facts_alone(curator: Curator) -> None:
    recipe = "deck: one\ntitle: One\nabout: One.\nselect: {levels: [core]}\n"
    (curator.root / "library/decks/one.yaml").write_text(recipe, "utf-8")
    curator.corrects(
        ("how_long: 7.5 hours", "how_long: 7.6 hours"),
        ("- id: hall.reason", "  retired: {on: 2022-03-01, why: Nobody knows.}\n- id: hall.reason"),
        ("level: core\n", "level: core\n  note: She stood down in spring.\n"),
    )
    done = curator.sends(FIRST, "one")
    assert "Withdrawn" not in done.stderr
    assert curator.sent(FIRST, "one") == {f"meeting.chair/{way}" for way in ("choice", "typed", "true-false")}


def test_since_the_beginning_is_everything_and_since_now_is_nothing(curator: Curator) -> None:
    curator.corrects(("how_long: 7.5 hours", "how_long: 7.6 hours"))
    places = ("--library", curator.root / "library", "--out", curator.out)
    whole = curator.quizgen("export", "--to", "csv", *places)
    assert f"Edition of {SECOND}; after corrections, `--changed-since {SECOND}` sends" in whole.stderr
    part = curator.sends("1000-01-01")
    assert part.stdout.split() == [str(curator.out / f"all-corrections-{SECOND}.csv")]
    first, second = ((curator.out / name).read_bytes() for name in ("all.csv", f"all-corrections-{SECOND}.csv"))
    assert first == second
    for since in (SECOND, "2999-12-31", curator.lock):
        done = curator.sends(since)
        assert (done.exit_code, done.stdout) == (0, "")
        assert done.stderr == f"Nothing that a table has of 'Meetings' has changed since {since}; nothing was made.\n"


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("name", ["biology", "programming", "vocabulary"])
def test_a_correction_of_everything_is_all_that_a_home_has(home: str, name: str) -> None:
    bank = bank_at(ROOT / "tests" / "libraries" / name)._replace(changed=SECOND)
    whole = pack(HOMES[home], bank._replace(changed=""))
    touched = frozenset(item.id for item in bank.items)
    part = pack(HOMES[home], bank._replace(touched=touched))
    assert part[1:] == whole[1:]
    each = [pack(HOMES[home], bank._replace(touched=frozenset({id_}))).sent for id_ in sorted(touched)[::7]]
    assert all(item in whole.sent for items in each for item in items), "the same question, with its number"


def test_the_numbers_of_questions_stay_and_their_category_tells_the_edition(curator: Curator) -> None:
    curator.corrects(("how_long: 7.5 hours", "how_long: 7.6 hours"))
    places = ("--library", curator.root / "library", "--out", curator.out)
    whole = curator.quizgen("export", "--to", "moodle", *places)
    part = curator.sends(FIRST, to="moodle")
    texts = [(curator.out / done.stdout.split()[0].rpartition("/")[2]).read_text("utf-8") for done in (whole, part)]
    questions = [re.findall(r'<question type="[^c].*?</question>', text, re.DOTALL) for text in texts]
    of_length = [one for one in questions[0] if "meeting.length/" in one]
    assert len(of_length) == 2
    assert [one for one in questions[1] if "+" not in one] == of_length
    assert f"/Meetings/corrections {SECOND}/" in texts[1]
    assert "New or corrected: meeting.length/choice, meeting.length/typed, " in part.stderr
    assert ". Delete the old ones there before you import." in part.stderr
    assert "Questions about several facts are drawn anew: delete there all whose id has a '+'" in part.stderr


def test_of_a_set_that_has_no_ids_nothing_is_to_be_deleted(curator: Curator) -> None:
    places = ("--library", curator.root / "library", "--out", curator.out)
    curator.corrects(("how_long: 7.5 hours", "how_long: 7.6 hours"))
    for game in ("quizlet", "kahoot", "blooket", "gimkit"):
        whole, part = curator.quizgen("export", "--to", game, *places), curator.sends(FIRST, to=game)
        assert f"Edition of {SECOND}; after corrections, make the set anew." in whole.stderr
        assert "New or corrected: meeting.length/" in part.stderr
        assert "Questions have no ids there; correct these by hand, or make the set anew" in part.stderr
        assert "elete" not in whole.stderr + part.stderr


SHORT = """\
- id: hall.long
  what: fresh bread
  ask: After the long and tiring meeting in its new hall, what did the town council have for its supper before all of
    its members went home to their families?
  ask_short: What did the council eat?
  wrong: [old cheese, ripe plums, cold soup]
  evidence: {paper: ate fresh bread}
"""


def test_a_corrected_short_question_goes_along(curator: Curator) -> None:
    curator.corrects(("- id: hall.reason", f"{SHORT}- id: hall.reason"))
    curator.corrects(("ask_short: What did the council eat?", "ask_short: What did it eat?"), day="2022-03-04")
    done = curator.sends(SECOND, to="kahoot")
    assert "1 question for Kahoot" in done.stderr


def test_another_accepted_form_of_a_recalled_answer_goes_along(curator: Curator) -> None:
    curator.corrects(("what: the roof leaked\n", "what: the roof leaked\n  accept: [water came in]\n"))
    assert {id_.partition("/")[0] for id_ in curator.sent() if "+" not in id_} == {"hall.reason"}


def test_what_was_corrected_today_is_told_from_the_lock(curator: Curator, quizgen: Quizgen) -> None:
    today = datetime.now(UTC).date().isoformat()
    curator.corrects(("how_long: 7.5 hours", "how_long: 7.6 hours"), day=today)
    whole = quizgen("export", "--to", "csv", "--library", curator.root / "library", "--out", curator.out)
    assert "Edition of today; keep a copy of decks/quizgen.lock: `--changed-since COPY` sends what" in whole.stderr


def test_a_web_page_is_never_sent_in_part(curator: Curator, quizgen: Quizgen) -> None:
    curator.corrects(("how_long: 7.5 hours", "how_long: 7.6 hours"))
    done = curator.sends(FIRST, to="web")
    assert (done.exit_code, curator.out.exists()) == (2, False)
    assert "what pupils have answered stays, so export all of it again" in " ".join(done.stderr.split())
    whole = quizgen("export", "--to", "web", "--library", curator.root / "library", "--out", curator.out)
    assert f"Edition of {SECOND}; after corrections, put a new one in its place: what pupils" in whole.stderr


def test_a_correction_that_a_home_does_not_carry_is_told_and_makes_nothing(curator: Curator) -> None:
    curator.corrects(("[2.5 hours, 4.5 hours, 10.5 hours]", "[2.5 hours, 4.5 hours, 11.5 hours]"))
    done = curator.sends(FIRST, to="quizlet")
    assert (done.exit_code, done.stdout, curator.out.exists()) == (0, "", False)
    assert "Nothing that Quizlet has of 'Meetings' has changed" in done.stderr
    assert "In no question" not in done.stderr


def test_several_editions_of_one_day_are_told(curator: Curator) -> None:
    curator.corrects(("how_long: 7.5 hours", "how_long: 7.6 hours"))
    curator.corrects(("how_long: 7.6 hours", "how_long: 7.7 hours"), day=SECOND)
    assert "several editions" not in curator.sends(SECOND).stderr, "there is one of that hour"
    curator.path.write_text(topic(curator.facts.replace("Who led the town", "Who headed the town")), "utf-8")
    curator.builds(SECOND, 13)
    told = f"{SECOND} had several editions: what changed on that day counts as known (5 questions);"
    assert f"{told} for an earlier one name its lock file" in curator.sends(SECOND).stderr


def test_a_tests_own_questions_always_go_along(curator: Curator) -> None:
    path = curator.root / "unit.test.yaml"
    path.write_text(OWN, "utf-8")
    curator.corrects(("Who led the town council at its meeting", "Who chaired the town council at its meeting"))
    done = curator.sends(FIRST, path)
    assert "Of the test's own questions (1) no lock tells whether they changed: all go along." in done.stderr
    assert curator.sent(FIRST, path) == {"mayor/choice", "meeting.chair/typed"}, (
        "what asks several facts in a test stays"
    )


def test_a_lock_that_is_behind_is_told(curator: Curator) -> None:
    curator.path.write_text(topic(FACTS.replace("7.5 hours", "7.6 hours")), "utf-8")
    done = curator.sends(FIRST)
    assert (done.exit_code, done.stdout, curator.out.exists()) == (1, "", False)
    assert "The lock is behind" in done.stderr
    assert "run `quizgen build` first" in done.stderr


NO_EDITION = {
    "2022-02-31": "there is no day 2022-02-31",
    "": "takes a day, as 2026-03-01, or a lock file; there is no file '.'",
    "yesterday": "there is no file 'yesterday'",
    "x" * 300: "File name too long",
    "nul\0": "there is no file",
    "{root}": "there is no file",
    "{root}/library/questions/meetings.yaml": "is no lock file of a library that was built",
    "{root}/empty": "is no lock file of a library that was built",
    "{root}/binary": "is no lock file of a library that was built",
    "{root}/other.lock": "is the lock of another library, example.other",
    "{root}/merged.lock": "is no line of a lock; take the file from version control, or resolve the merge",
}


@pytest.mark.parametrize("since", NO_EDITION, ids=lambda since: since[:20].replace("\0", "0") or "nothing")
def test_what_is_no_edition_is_told(curator: Curator, since: str) -> None:
    root = curator.root
    (root / "empty").write_bytes(b"")
    (root / "binary").write_bytes(bytes(range(256)))
    lock = curator.lock.read_text("utf-8")
    (root / "other.lock").write_text(lock.replace("example.meetings", "example.other"), "utf-8")
    (root / "merged.lock").write_text(f"{lock}<<<<<<< ours\n", "utf-8")
    done = curator.sends(since.format(root=root))
    assert done.exit_code in (1, 2)
    assert done.exception is None or isinstance(done.exception, (SystemExit, OSError)), done.exception
    said = done.stderr or str(done.exception)
    assert NO_EDITION[since] in said
    assert (done.stdout, curator.out.exists()) == ("", False)


#: What a curator may change, each in the facts or in another file: no question that is another one then stays behind.
EDITS: dict[str, tuple[str, str, str]] = {
    "an answer": ("", "what: the roof leaked", "what: the roof sagged"),
    "another form": ("", "what: the roof leaked\n", "what: the roof leaked\n  accept: [water came in]\n"),
    "a label": ("", "label: The hall burns", "label: The hall burns down"),
    "a date": ("", "2010-06-15", "2010-06-16"),
    "a sentence": ("", "was led by [Jane Doe]", "was chaired by [Jane Doe]"),
    "a question": ("", "Why did the council leave its old hall?", "Why did the council give up its old hall?"),
    "a reverse question": ("", "What happened as the roof leaked?", "What followed as the roof leaked?"),
    "an option": ("", "the rent rose", "the rent doubled"),
    "an option of a claim": ("", "there was no bread", "there was no tea"),
    "why an option is wrong": ("", "[the rent rose,", "[{text: the rent rose, why: It fell.},"),
    "words of a claim": ("", "the talks will go on", "the talks will be held"),
    "an account": ("", "answer: 8 hours", "answer: 9 hours"),
    "who gives an account": ("", "by: john-roe\n      evidence", "by: mary-major\n      evidence"),
    "evidence": ("", "{paper: the roof leaked}", "{wire: the roof leaked}"),
    "a note": ("", "  label: The council leaves", "  note: Nobody mended it.\n  label: The council leaves"),
    "tags": ("", "  label: The council leaves", "  tags: [weather]\n  label: The council leaves"),
    "a level": ("", "- id: hall.reason\n", "- id: hall.reason\n  level: core\n"),
    "the title of a topic": ("", "title: Two meetings", "title: Three meetings"),
    "a name": ("entities", "name: Springfield}", "name: Springville}"),
    "a name of an option": ("entities", "name: Ogdenville}", "name: Ogdenborough}"),
    "a claimant": ("entities", "name: Mary Major", "name: Mary Meyer"),
    "an outlet": ("sources", "outlet: The Wire", "outlet: The New Wire"),
    "the date of a source": ("sources", "published: 2022-01-13", "published: 2022-01-14"),
}


def questions_in(curator: Curator) -> dict[str, str]:
    """Return what Moodle and a table have of each question, by its id and without its number."""
    bank = whole_bank(pipeline.open_library(curator.root / "library"))
    table, xml = (pack(HOMES[home], bank).data.decode("utf-8-sig") for home in ("csv", "moodle"))
    found = {row["id"]: repr(row) for row in csv.DictReader(io.StringIO(table, newline=""))}
    for question in re.findall(r'<question type="[^c].*?</question>', xml, re.DOTALL):
        id_ = re.findall("<idnumber>(.*?)</idnumber>", question)[0]
        found[id_] += re.sub("<name>.*?</name>", "", question, flags=re.DOTALL)
    return found


@pytest.mark.parametrize("edit", few([*EDITS], 8))
def test_nothing_that_has_changed_stays_behind(curator: Curator, edit: str) -> None:
    file, before, after = EDITS[edit]
    first = questions_in(curator)
    path = curator.root / "library" / "questions" / f"{file or 'meetings'}.yaml"
    text = path.read_text("utf-8")
    assert before in text
    text = text.replace(before, after)
    path.write_text(text, "utf-8")
    if file == "entities":  # what names them says so, too
        old, new = (name.removeprefix("name: ").rstrip("}") for name in (before, after))
        curator.path.write_text(curator.path.read_text("utf-8").replace(old, new), "utf-8")
    curator.builds(SECOND)
    second = questions_in(curator)
    changed = {id_ for id_, text in second.items() if first.get(id_) != text}
    assert changed, "an edit that somebody sees"
    sent = curator.sent()
    assert sent >= changed
    facts = {fact for id_ in changed for fact in id_.partition("/")[0].split("+")}
    more = {id_.partition("/")[0] for id_ in sent - changed if "+" not in id_}
    assert more <= facts, "and nothing of another fact"
