"""Notes as text, in the real Anki: they come into a note type of one's own, and a later import corrects them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from anki import import_export_pb2

from quizgen import pipeline
from quizgen.domain.formula import parse_formula
from quizgen.domain.markup import spans
from quizgen.domain.question import Gaps, Open
from quizgen.exporting import HOMES, bank_of
from quizgen.exporting.home import pack
from quizgen.exporting.questions import questions_of
from quizgen.rendering.formulas import latex
from tests.conftest import ROOT
from tests.support.anki import Learner, without_style
from tests.support.homes.hostile import write_hostile
from tests.support.homes.shown import formula, page
from tests.support.library import write_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any

    from click.testing import Result

    Quizgen = Callable[..., Result]

if not hasattr(import_export_pb2, "ImportCsvRequest"):  # pragma: no cover
    pytest.skip("this Anki reads no heads", allow_module_level=True)

FIELDS = ["Fact id", "Answer", "Question", "Options", "Standing", "Sources", "My own", "Also right", "Accounts"]
FACTS = """\
- id: meeting.length
  how_long: 7.5 hours
  ask: How long did the council and its guests talk in January 2022?
  wrong: [2.5 hours, 4.5 hours, 10.5 hours]
  accounts:
    - answer: 8 hours
      by: john-roe
      evidence: {paper: they talked for eight hours}
  evidence: {wire: it lasted for seven and a half hours}
- id: hall.reason
  what: the roof leaked
  ask: Why did the council leave its old hall?
  label: The council leaves its old hall
  reverse: What happened as the roof leaked?
  accept: [water came in]
  wrong: [the rent rose, the walls were damp, the street was too loud]
  evidence: {paper: the roof leaked}
"""


class Notes(NamedTuple):
    """What Anki said of an import of text."""

    new: int
    updated: int
    duplicate: int


class Reader(Learner):
    """A learner who keeps a note type, and imports text with what the heads of the file say."""

    def keeps(self, name: str) -> None:
        """Make a note type of this name, with a card that shows what it asks."""
        models = self.col.models
        kind = models.new(name)
        for field in FIELDS:
            models.add_field(kind, models.new_field(field))
        template = models.new_template("Card")
        template["qfmt"], template["afmt"] = "{{Question}}", "{{Answer}}"
        models.add_template(kind, template)
        models.add(kind)

    def reads(self, path: Path) -> Notes:
        """Import a file of text as the window proposes it."""
        heads = self.col.get_csv_metadata(str(path), None)
        log: Any = self.col.import_csv(import_export_pb2.ImportCsvRequest(path=str(path), metadata=heads)).log
        assert not [*log.conflicting, *log.first_field_match, *log.empty_first_field, *log.missing_notetype]
        return Notes(len(log.new), len(log.updated), len(log.duplicate))

    def fields(self, fact: str, question: str = "") -> dict[str, str]:
        """Return what the only note of a fact that begins so says, by the names of its fields."""
        notes = map(self.col.get_note, self.col.find_notes(f'"Fact id:{fact}"'))
        (note,) = [dict(note.items()) for note in notes if note["Question"].startswith(question)]
        return note


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    """A learner who keeps a note type that is called as the file says."""
    learner = Reader(tmp_path / "anki")
    learner.keeps("Meetings (text)")
    yield learner
    learner.close()


@pytest.fixture
def exported(quizgen: Quizgen, tmp_path: Path) -> Callable[..., Path]:
    """Export facts, and return the file."""

    def run(facts: str = FACTS, *args: str) -> Path:
        root = write_library(tmp_path / "library", facts)
        if args:
            assert quizgen("build", "--no-paper", "--library", root, "--out", tmp_path / "out").exit_code == 0
        done = quizgen("export", "--to", "anki-text", "--library", root, "--out", tmp_path / "out", *args)
        assert done.exit_code == 0, done.output
        return tmp_path / "out" / done.stdout.strip().rpartition("/")[2]

    return run


def test_columns_go_into_the_fields_of_their_names(reader: Reader, exported: Callable[..., Path]) -> None:
    assert reader.reads(exported()) == Notes(new=3, updated=0, duplicate=0)
    assert reader.fields("meeting.length") == {
        "Fact id": "meeting.length",
        "Answer": "7.5 hours",
        "Question": "How long did the council and its guests talk in January 2022?",
        "Options": "<ol><li>2.5 hours</li><li>4.5 hours</li><li>7.5 hours</li><li>10.5 hours</li></ol>",
        "Standing": "The sources differ.",
        "Sources": "<ul><li>The Wire, “Council meets”, 12 January 2022. An agency of the council. “it lasted for seven"
        " and a half hours”</li><li>The Paper, “Long talks”, 13 January 2022 (date inferred). A daily of the"
        " opposition. “they talked for eight hours”</li></ul>",
        "My own": "",
        "Also right": "8 hours",
        "Accounts": "<ul><li>7.5 hours (The Wire)</li><li>8 hours (John Roe · The Paper)</li></ul>",
    }
    assert reader.fields("hall.reason", "Why")["Also right"] == "water came in"
    assert reader.fields("hall.reason", "What")["Answer"] == "The council leaves its old hall"
    (note,) = reader.col.find_notes('"Fact id:meeting.length"')
    assert reader.col.get_note(note).tags == ["example.meetings::how_long", "example.meetings::more"]


def test_a_type_of_another_name_gets_the_question_first(tmp_path: Path, exported: Callable[..., Path]) -> None:
    learner = Reader(tmp_path / "other")
    try:
        assert learner.reads(exported()).new == 3
        notes = map(learner.col.get_note, learner.col.find_notes(""))
        assert {note.fields[0].split()[0] for note in notes} == {"How", "Why", "What"}
    finally:
        learner.close()


def test_a_second_import_corrects_and_keeps_what_is_the_learners(reader: Reader, exported: Callable[..., Path]) -> None:
    path = exported()
    reader.reads(path)
    assert reader.reads(path) == Notes(new=0, updated=0, duplicate=3)
    (card,) = (card for card in reader.cards() if card.note()["Fact id"] == "meeting.length")
    mine = reader.col.decks.id("Mine")
    reader.col.set_deck([card.id], mine)  # type: ignore[arg-type]
    reader.answers(card)
    before = reader.col.get_card(card.id)
    note = before.note()
    note["My own"] = "A donkey helps me remember."
    reader.col.update_note(note)
    assert reader.reads(exported(FACTS.replace("7.5 hours", "7.6 hours"))) == Notes(new=0, updated=1, duplicate=2)
    after = reader.col.get_card(card.id)
    assert after.note()["Answer"] == "7.6 hours"
    assert after.note()["My own"] == "A donkey helps me remember."
    assert (after.did, after.ivl, after.due, after.reps) == (mine, before.ivl, before.due, 1)
    assert len(reader.cards()) == 3


def test_a_correction_brings_the_whole_note(reader: Reader, exported: Callable[..., Path]) -> None:
    reader.reads(exported(FACTS, "--verbose"))
    changed = FACTS.replace("10.5 hours", "11.5 hours")
    path = exported(changed, "--changed-since", "2020-01-01")
    assert "corrections" in path.name
    reader.reads(path)
    after = reader.fields("meeting.length")
    assert "11.5 hours" in after["Options"]
    assert after["Also right"] == "8 hours", "what other questions of the fact bring"


def test_the_notes_are_others_than_those_of_a_deck(
    reader: Reader, exported: Callable[..., Path], quizgen: Quizgen, tmp_path: Path
) -> None:
    path = exported()
    build = ("build", "--no-paper", "--library", tmp_path / "library", "--out", tmp_path / "out")
    assert quizgen(*build).exit_code == 0
    assert reader.imports(tmp_path / "out" / "all.apkg").new == 2
    assert reader.reads(path) == Notes(new=3, updated=0, duplicate=0)
    assert reader.imports(tmp_path / "out" / "all.apkg").duplicate == 2
    assert reader.reads(path) == Notes(new=0, updated=0, duplicate=3)


def test_own_questions_of_two_tests_are_two_notes(
    reader: Reader, exported: Callable[..., Path], quizgen: Quizgen, tmp_path: Path
) -> None:
    exported()
    for number in (1, 2, 1):
        path = tmp_path / f"t{number}.test.yaml"
        own = f"{{id: hat, what: hat {number}, ask: What do we wear in week {number}?}}"
        path.write_text(f"test: Week {number}\nquestions: [hat/recall]\nown: [{own}]\n", "utf-8")
        done = quizgen(
            "export", path, "--to", "anki-text", "--library", tmp_path / "library", "--out", tmp_path / "out"
        )
        assert done.exit_code == 0, done.output
        reader.reads(tmp_path / "out" / f"t{number}.anki.txt")
    assert len(reader.cards()) == 2


@pytest.mark.parametrize("name", ["hostile", "programming", "chemistry", "vocabulary"])
def test_any_text_arrives_as_it_is(tmp_path: Path, name: str) -> None:
    root = write_hostile(tmp_path / "library") if name == "hostile" else ROOT / "tests" / "libraries" / name
    library = pipeline.open_library(root).marked
    assert library.problems == ()
    questions = [*questions_of(library)]
    parcel = pack(HOMES["anki-text"], bank_of(library.kb, library.name, questions))
    path = tmp_path / "all.anki.txt"
    path.write_bytes(parcel.data)
    learner = Reader(tmp_path / "anki")
    learner.keeps(f"{library.name} (text)")
    try:
        made = learner.reads(path)
        assert (made.updated, made.duplicate) == (0, 0)
        shown = [(card.note(), _words(card.question()), _words(card.note()["Answer"])) for card in learner.cards()]
        asked = [one for one in questions if not one.picture and isinstance(one.shape, (Open, Gaps))]
        for question in asked:
            cards = [words for note, *words in shown if note["Fact id"] == str(question.fact.id)]
            assert [_words_of(question.shape.prompt), _words_of(question.shape.answer)] in cards, question.id
        assert made.new == len(shown) == len(asked)
        for note, *_ in shown:
            for sign in ("{{", "[sound", "[$]", "[latex]", "<script", "</question"):
                assert not any(sign in field for field in note.fields), note.fields
        assert not learner.col.media.check().missing
    finally:
        learner.close()


def _words(html: str) -> str:
    """Return what HTML shows, in one line; a formula as Anki's MathJax is given it."""
    return " ".join(page(without_style(html)).text.split())


def _words_of(text: str) -> str:
    """Return what is to be shown of a text that was read."""
    shown = (
        formula(latex(parse_formula(span.data)))
        if span.look == "formula"
        else f"\n{span.text}\n" * (span.look == "block") or span.text
        for span in spans(text)
    )
    return " ".join("".join(shown).split())


def test_quizgen_reads_it_back(exported: Callable[..., Path], quizgen: Quizgen, tmp_path: Path) -> None:
    path = exported()
    assert path.read_text("utf-8").startswith(
        "#separator:tab\n#html:true\n#notetype:Meetings (text)\n#columns:Question"
    )
    made = tmp_path / "inbox.yaml"
    done = quizgen("import", path, "--as", "anki-text", "--library", tmp_path / "library", "--out", made)
    assert done.exit_code == 0, done.output
    assert "How long did the council and its guests talk in January 2022?" in made.read_text("utf-8")
