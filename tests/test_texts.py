"""A text means one thing, however it is written, and no two that look alike are taken for different ones."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import anki.collection  # noqa: F401  anki.decks cannot be the first of its modules
import pytest
import regex
from anki.decks import DeckId
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen import pipeline
from quizgen.domain.text import plain
from quizgen.domain.unseen import refused
from quizgen.language.characters import composed, folded
from quizgen.printing.pupils import read_class
from tests.support.anki import Learner
from tests.support.effort import times
from tests.support.library import FACT, INFO, RECIPE, topic, write_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Checked = Callable[..., list[str]]

WHEN = "questions/meetings.yaml"
UNSEEN = regex.compile(r"\p{Default_Ignorable_Code_Point}")
#: Where a script needs them: Persian, Hindi, Bengali, Sinhala, Mongolian, Japanese; and pictures.
NEEDED = (
    "می\u200cخواهم",
    "क\u094d\u200dष",
    "র\u200d\u09cdযাব",
    "ශ\u0dca\u200dරී",
    "ᠠ\u180b",
    "葛\U000e0100",
    "❤\ufe0f 👩\u200d🚀",
)


def test_what_is_ignorable_is_what_unicode_calls_so() -> None:
    signs = [chr(code) for code in range(sys.maxunicode + 1)]
    unseen = {signs[place // 2] for place in refused("".join(f"{sign}a" for sign in signs))}
    ignorable = set(UNSEEN.findall("".join(signs)))
    assert ignorable <= unseen
    others = {unicodedata.category(sign) for sign in unseen - ignorable}
    assert others <= {"Cc", "Cs", "Zl", "Zp", "Cn"}


@pytest.mark.parametrize(
    "sign", ["\u034f", "\u115f", "\u180b", "\u2062", "\u3164", "\ufe0f", "\U000e0041", "\u200d", "\u200c"]
)
def test_what_nobody_sees_is_told_by_name_in_every_text(checked: Checked, sign: str) -> None:
    line, *others = checked(files={WHEN: topic(FACT).replace("council", f"coun{sign}cil")})
    assert line.startswith(f"{WHEN}:6:25: the character U+{ord(sign):04X} ({unicodedata.name(sign)}) is invisible and ")
    assert others == []
    (line,) = checked(FACT + f'  note: "as \\U{ord(sign):08X} it was"\n')
    assert line.startswith(f"{WHEN}:8:9: the character U+{ord(sign):04X} ({unicodedata.name(sign)}) is invisible and ")


@pytest.mark.parametrize("word", NEEDED)
def test_what_a_script_needs_may_stand_and_makes_no_other_word(checked: Checked, tmp_path: Path, word: str) -> None:
    facts = "".join(
        f"- {{id: a.{id_}, what: bread, ask: What of {one}?, evidence: {{wire: the talks will go on}}}}\n"
        for id_, one in (("x", word), ("y", UNSEEN.sub("", word)))
    )
    (line,) = checked(facts)
    assert line.startswith(f"{WHEN}:5:")
    assert line.endswith("[duplicate-question]")
    assert plain(word) == word
    (tmp_path / "names.csv").write_text(word, "utf-8")
    assert [pupil.name for pupil in read_class(tmp_path / "names.csv").pupils] == [word]


def test_a_name_with_a_joiner_that_no_script_needs_is_told(tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text("Ann\u200dOther\nAnn\u2062Lee\n", "utf-8")
    assert [problem.message for problem in read_class(tmp_path / "names.csv").problems] == [
        "the character U+200D (ZERO WIDTH JOINER) is invisible and no script needs it there; delete it",
        "the character U+2062 (INVISIBLE TIMES) is invisible and changes the text around it; delete it",
    ]


def test_only_the_line_ends_that_all_programs_count_alike_are_read(checked: Checked) -> None:
    (line,) = checked(files={WHEN: topic(FACT).replace("  ask", "\r  ask", 1)})
    assert line == (
        f"{WHEN}:6:1: a line ends with a lone carriage return (U+000D); save the file with the line ends of Unix or "
        "Windows [control-character]"
    )
    assert checked(files={WHEN: topic(FACT).replace("\n", "\r\n")}) == []


WAYS_TO_WRITE = {
    "over lines": "The third\n\n  meeting  of\tall",
    "in quotes": "'The third\n\n  meeting  of\tall '",
    "in double quotes": '" The third\\n\\tmeeting\\rof   all"',
    "as a block": "|-\n  The third\n\n    meeting of\tall",
    "folded": ">+\n  The third\n  meeting   of\n\n\n  all\n\n",
}


@pytest.mark.parametrize("written", WAYS_TO_WRITE.values(), ids=WAYS_TO_WRITE)
def test_a_text_is_the_same_however_it_is_written(tmp_path: Path, written: str) -> None:
    indented = written.replace("\n", "\n    ")
    facts = f"- id: a.x\n  what: {indented}\n  ask: Which?\n  note: {indented}\n  accept:\n    - {indented}\n"
    facts += "  evidence: {wire: the talks will go on}\n"
    library = pipeline.open_library(write_library(tmp_path, files={WHEN: topic(facts, title=written)}))
    (fact,) = library.kb.facts.values()
    texts = (fact.answer, fact.note, *fact.accept, *(one.title for one in library.kb.topics.values()))
    assert {str(text) for text in texts} == {"The third meeting of all"}


def test_a_key_over_two_lines_is_a_key(checked: Checked) -> None:
    assert checked(FACT.replace("  ask:", "  ? as\n    k\n  :"))[-1].endswith(
        "a fact has no key 'as k'; did you mean 'ask'? [unknown-key]"
    )


def test_a_wrong_option_that_looks_like_the_answer_is_told_even_if_it_could_be_read(checked: Checked) -> None:
    fact = (
        "- {{id: a.x, what: {}, ask: What of it?, wrong: [{}, two, three], evidence: {{wire: the talks will go on}}}}\n"
    )
    (line,) = checked(fact.format("an agenda for spring", "an agen\u2062da for spring"))
    assert "(INVISIBLE TIMES)" in line
    for right, wrong in (
        ("a café menu for two", "a CAFE menu for two"),
        ("क\u094d\u200cष menu here", "क\u094dष menu here"),
    ):
        assert any(line.endswith("[wrong-is-right]") for line in checked(fact.format(right, wrong)))


@pytest.mark.parametrize(
    "other", ["TWO MEETINGS", "Two meétings", "Two mee\u0301tings", "Two: meetings", "Ｔwo meetings"]
)
def test_no_two_topics_or_decks_have_titles_that_look_alike(checked: Checked, other: str) -> None:
    facts = "- {id: a.x, what: bread, ask: What of it?, evidence: {wire: the talks will go on}}\n"
    quoted = f'"{other}"'
    decks = {"decks/b.yaml": RECIPE.replace("all", "b", 1).replace("Everything", quoted)}
    decks["decks/all.yaml"] = RECIPE.replace("Everything", "Two meetings")
    lines = checked(files={"questions/other.yaml": topic(facts, "other", quoted), **decks})
    assert [line.partition(" has the same title, but perhaps for case")[0] for line in lines] == [
        "decks/b.yaml:2:8: 'all'",
        "questions/other.yaml:2:8: 'meetings'",
    ]


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Learner]:
    """A learner with an empty collection."""
    started = Learner(tmp_path_factory.mktemp("anki"))
    yield started
    started.close()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that gets one name after another."""
    return write_library(tmp_path_factory.mktemp("library"))


NAMES = st.text(
    st.sampled_from("ab:: \"'\té\u00a0\u0301\u2003\u3000\u212b\u1100\u1161:DEFAULTdefault\\*_"), min_size=1, max_size=8
)


@settings(max_examples=times(500), deadline=None)
@given(name=NAMES | st.sampled_from(["Default", "default", "Two:", ":Two", "A::B", "::"]))
def test_anki_writes_the_librarys_name_as_it_is_read_or_it_is_refused(learner: Learner, root: Path, name: str) -> None:
    written = name.replace("\\", "\\\\").replace('"', '\\"')
    (root / "questions/library.yaml").write_text(INFO.replace("library: Meetings", f'library: "{written}"'), "utf-8")
    library = pipeline.open_library(root)
    if not library.problems:
        made = learner.col.decks.add_normal_deck_with_name(library.name)
        assert learner.col.decks.name(DeckId(made.id)) == library.name
        learner.col.decks.remove([DeckId(made.id)])


@given(st.text(st.sampled_from("aeiЖй\u0301\u0327\u0316\u0345éﬁⅣ한\u1100"), max_size=200))
def test_texts_are_folded_alike_in_every_normal_form(text: str) -> None:
    assert composed(text) == unicodedata.normalize("NFC", text) or regex.search(r"\p{M}{30}", text)
    if not regex.search(r"\p{M}{30}", text):
        assert len({folded(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")}) == 1
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("ask: When did council # 2 meet?", "8:30"),
        ("level: core # the first", "8:14"),
        ("note: The meeting\n    of council # 2 met", "9:15"),
        ("accept: [12 January # or so\n    ]", "8:22"),
    ],
)
def test_text_that_a_comment_cuts_off_is_told(checked: Checked, written: str, place: str) -> None:
    line = checked(FACT.replace("  ask: When did the council meet?\n", "") + f"  {written}\n")[-1]
    assert line.endswith("[cut-by-comment]")


def test_what_only_looks_like_a_comment_is_text(checked: Checked) -> None:
    more = "  note: \"Hall # 2\" # here\n  accept: ['12 January'] # one\n  # own line\n  tags: # all\n    - a#b"
    assert checked(FACT + more.replace("a#b", "one") + "\n  label: Hall#2\n") == []
