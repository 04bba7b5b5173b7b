"""Each usual mistake in a file is told with its cause at its place, by itself, and hides nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizgen.pipeline import open_library
from tests.support.library import RECIPE

if TYPE_CHECKING:
    from pathlib import Path

INFO = "library: Drinks\nnamespace: x.drinks\nabout: What they drank.\n"
TOPIC = """\
topic: t
title: Drinks
facts:
  - id: a.one
    what: green tea
    ask: What did they have?
    level: core
  - id: a.two
    when: 2022-01-12
    ask: When did they meet?
    tags: [day]
    evidence: {s: they met in the hall}
"""
SOURCES = "sources:\n  - {id: s, title: A book, pages: 40-62}\n"
#: A fact further down with a mistake of its own, which has to be told as well.
LATER = "  - id: a.three\n    what: milk\n    ask: What did the cat have?\n    level: cor\n"
TOLD_LATER = "'cor' is none of core, more; did you mean 'core'?"
ONE = TOPIC[TOPIC.index("- id: a.one") : TOPIC.index("  - id: a.two")]
START = "a text cannot start with"
#: The name of each mistake: what is replaced in the topic, what is put there, and the place and the start of each
#: problem. Nothing else may be said. Where there is no problem, what was written is what is meant.
MISTAKES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "a tab": ("    ask: What", "\task: What", ("6:1: a tab stands before the text; indent with spaces",)),
    "a tab and spaces": ("    tags:", "\t  tags:", ("11:1: a tab stands before the text",)),
    "a tab below a key": (
        "{s: they met in the hall}",
        "\n\t  s: they met in the hall",
        ("13:1: a tab stands before the text",),
    ),
    "no colon": ("what: green", "what green", ("5:5: a colon is missing behind 'what'",)),
    "no space behind the colon": ("what: green", "what:green", ("5:5: a space is missing behind 'what:'",)),
    "too little indentation": (
        "    ask: What",
        "   ask: What",
        ("6:4: 'ask' is indented less than the lines above it",),
    ),
    "too much indentation": ("    ask: What", "     ask: What", ("6:6: 'ask' is indented deeper",)),
    "no space behind the dash": ("- id: a.two", "-id: a.two", ("8:3: a space is missing behind the dash",)),
    "a colon in a text": ("What did", "Second round: what did", ("6:22: a colon with a space behind it",)),
    "quotes around a part": ("green tea", '"Green" tea', ("5:17: the text goes on behind the quote",)),
    "an open quote": ("green tea", '"green tea', ("5:11: the text that a quote opens here is not closed",)),
    "an apostrophe first": ("green tea", "'twas tea", ("5:11: the text that a quote opens here is not closed",)),
    "an apostrophe inside": ("green tea", "'it''s' green'", ("5:17: the text goes on behind the quote",)),
    "it's in single quotes": ("green tea", "'it's green'", ("5:14: the text goes on behind the quote",)),
    "a number sign in a text": ("green tea", "tea #1 of the list", ("5:14: from '#1 of the list' on nothing is read",)),
    "a number sign first": ("green tea", "#1", ("5:10: from '#1' on nothing is read",)),
    "no": ("green tea", "no", ()),
    "null": ("green tea", "null", ("5:11: 'null' means nothing in YAML; put it into quotes",)),
    "a tilde": ("[day]", "[day, ~]", ("11:17: '~' means nothing in YAML; put it into quotes",)),
    "a date with strokes": (
        "2022-01-12",
        "12/01/2022",
        ("9:11: '12/01/2022' is no date; write 2022-01-12 for 12 January 2022, 2022-12-01 for 1 December 2022",),
    ),
    "a date with strokes of one meaning": (
        "2022-01-12",
        "01/13/2022",
        ("9:11: '01/13/2022' is no date; write 2022-01-13",),
    ),
    "a date with dots": ("2022-01-12", "12.1.2022", ("9:11: '12.1.2022' is no date; write 2022-01-12",)),
    "a date in words": ("2022-01-12", "January 12, 2022", ("9:11: 'January 12, 2022' is no date; write 2022-01-12",)),
    "a month in words": ("2022-01-12", "January 2022", ("9:11: 'January 2022' is no date; write 2022-01",)),
    "a date without zeros": ("2022-01-12", "2022-1-2", ("9:11: '2022-1-2' is no date; write 2022-01-02",)),
    "a day that is not": ("2022-01-12", "2022-02-30", ("9:11: '2022-02-30' does not exist",)),
    "no date at all": ("2022-01-12", "in spring", ("9:11: 'in spring' is no date; write YYYY-MM-DD",)),
    "a time": ("green tea", "14:30", ()),
    "zeros first": ("green tea", "007", ()),
    "zeros before a number": (
        "what: green tea",
        "how_many: 007 cups",
        ("5:15: '007 cups' is no quantity; write '7 cups'",),
    ),
    "a long text": ("they have?", f"they have {'and ' * 80}drink?", ("6:10: 3",)),
    "an id again": ("a.two", "a.one", ("8:9: the id 'a.one' stands at questions/t.yaml:4 already",)),
    "a mistyped key": ("ask: What", "aks: What", ("6:5: a fact has no key 'aks'; did you mean 'ask'?",)),
    "another word for ask": (
        "ask: What",
        "question: What",
        ("6:5: a fact has no key 'question'; did you mean 'ask'?",),
    ),
    "another word for the answer": (
        "what: green",
        "answer: green",
        ("5:5: a fact has no key 'answer'; did you mean 'what'? The key says what kind of answer it is: who, where, ",),
    ),
    "why": ("what: green", "why: green", ("5:5: a fact has no key 'why'; did you mean 'what'?",)),
    "why beside an answer": (
        "what: green",
        "what: green\n    why: of its leaves",
        ("6:5: a fact has no key 'why'; write 'note' for what is shown with the answer, or {text: ..., why: ...}",),
    ),
    "a German key": ("when: 2022", "wann: 2022", ("9:5: a fact has no key 'wann'; did you mean 'when'?",)),
    "a Spanish key": ("ask: What", "pregunta: What", ("6:5: a fact has no key 'pregunta'; did you mean 'ask'?",)),
    "a French key": ("ask: What", "demande: What", ("6:5: a fact has no key 'demande'; did you mean 'ask'?",)),
    "a key with a capital": ("what: green", "What: green", ("5:5: a fact has no key 'What'; did you mean 'what'?",)),
    "facts with a capital": ("facts:", "Facts:", ("3:1: a topic has no key 'Facts'; did you mean 'facts'?",)),
    "topic with a capital": ("topic:", "Topic:", ("1:1: a topic has no key 'Topic'; did you mean 'topic'?",)),
    "a list for a text": (
        "green tea",
        "[green, tea]",
        ("5:11: here stands a list; write the answer, in quotes if it",),
    ),
    "braces for a text": ("green tea", "{tea}", ("5:11: here stands a mapping; write the answer, in quotes if it",)),
    "a text for a list": (
        "level: core",
        "wrong: black tea, milk, water",
        ("7:12: here stands a single value; write a list: [black tea, milk, water]",),
    ),
    "a word for a list": ("[day]", "day", ("11:11: here stands a single value; write a list: [day]",)),
    "a text for evidence": (
        "{s: they met in the hall}",
        "they met in the hall",
        ("12:15: here stands no mapping; write a source's id and a fragment of it",),
    ),
    "a percent sign first": ("green tea", "%5 tea", (f"5:11: {START} '%'; put it into quotes",)),
    "an at sign first": ("green tea", "@home", (f"5:11: {START} '@'; put it into quotes",)),
    "a backtick first": ("green tea", "`tea`", (f"5:11: {START} '`'; put it into quotes",)),
    "a star first": ("green tea", "*tea*", (f"5:11: {START} '*'; put it into quotes",)),
    "a star before a word": (
        "green tea",
        "*tea",
        ("5:11: *tea stands for text elsewhere; write the text out, or put",),
    ),
    "an ampersand": ("green tea", "&tea", ("5:11: &tea names this text for use elsewhere; delete the anchor, or put",)),
    "an exclamation mark first": (
        "green tea",
        "!green tea",
        ("5:11: the tag !green changes how a value is read; delete",),
    ),
    "a bracket first": ("level: core", "says: [Green tea] was drunk.", ("7:21: the text goes on behind the bracket",)),
    "a dash first": ("green tea", "- tea", (f"5:11: {START} '- '; put it into quotes",)),
    "a question mark first": ("green tea", "? tea", (f"5:11: {START} '? '; put it into quotes",)),
    "a bar first": ("green tea", "| tea", ("5:11: | opens a text that starts on the next line",)),
    "a sign for greater first": ("green tea", "> tea", ("5:11: > opens a text that starts on the next line",)),
    "an open smart quote": ("green tea", "\u201cgreen tea", ("5:11: a quote opens here that nothing closes",)),
    "smart quotes": ("green tea", "\u201cgreen tea\u201d", ()),
    "no-break space before a key": (
        "    what",
        "\u00a0   what",
        ("5:1: a no-break space (U+00A0) stands before the text",),
    ),
    "no-break space behind a key": ("what: green", "what:\u00a0green", ("5:5: a space is missing behind 'what:'",)),
    "a comma in braces": (
        "{s: they met in the hall}",
        "{s: they met, all of them}",
        ("12:29: 'all of them' stands behind a comma in braces; put the text that has the comma into quotes",),
    ),
    "facts without their key": (
        "facts:\n",
        "",
        ("3:3: a list starts here, but 'title' has its value already; is a key missing",),
    ),
    "a capital in an id": ("a.two", "A_Two", ("8:9: 'A_Two' is no id",)),
    "a number for a level": ("core", "1", ("7:12: '1' is none of core, more",)),
    "no brackets in the sentence": (
        "level: core",
        "says: They had green tea.",
        ("7:11: not exactly one gap: write the answer in brackets",),
    ),
    "a comma missing in braces": (
        ONE,
        "- {id: a.one, what: green tea ask: What?}\n",
        ("4:36: a second colon stands in this part of the braces; put the text that has it into quotes, or a comma",),
    ),
    "a colon in a text in braces": (
        ONE,
        "- {id: a.one, term: stoma, means: a gap: it opens}\n",
        ("4:42: a second colon stands in this part of the braces; put the text that has it into quotes",),
    ),
    "a colon in evidence in braces": (
        "{s: they met in the hall}",
        "{s: they met: all}",
        ("12:27: a second colon stands in this part of the braces; put the text that has it into quotes",),
    ),
    "an apostrophe in single quotes in braces": (
        ONE,
        "- {id: a.one, what: 'a leaf's pore', ask: What?}\n",
        ("4:30: the text goes on behind the quote that closes here; put all of it into quotes of the other sort",),
    ),
    "quotes around a part in braces": (
        ONE,
        '- {id: a.one, what: tea, ask: What?, wrong: ["storing" water, milk, ink]}\n',
        ("4:56: the text goes on behind the quote that closes here; put all of it into quotes of the other sort",),
    ),
    "quotes inside a text in braces": (
        ONE,
        "- {id: a.one, what: tea 'of' it's kind, ask: What: did?}\n",
        ("4:52: a second colon stands in this part of the braces",),
    ),
    "a comma missing behind quotes": (
        ONE,
        '- {id: a.one, what: "green tea" ask: What?}\n',
        ("4:33: the text goes on behind the quote that closes here; put all of it into quotes of the other sort, or",),
    ),
    "a bracket in a text in braces": (
        ONE,
        "- {id: a.one, what: green tea, ask: What?, says: They had [green tea].}\n",
        ("4:61: the bracket [ stands within a text in braces; put the text into quotes",),
    ),
    "a percent sign first in braces": (
        ONE,
        "- {id: a.one, what: %5 tea, ask: What?}\n",
        (f"4:23: {START} '%'; put it",),
    ),
    "an at sign first in brackets": ("[day]", "[day, @home]", (f"11:17: {START} '@'; put it",)),
    "a colon in brackets": (
        "level: core",
        "wrong: [white: tea, milk, ink]",
        ("7:13: 'white: tea' is read as a key and its value; put it into quotes if it is one text",),
    ),
    "a colon in an item": (
        "[day]",
        "\n      - day: one",
        ("12:9: 'day: one' is read as a key and its value; put it into quotes if it is one text",),
    ),
    "a dash deeper than the others": (
        "  - id: a.two",
        "   - id: a.two",
        ("8:4: the dash is not below those of its list; move it to column 3",),
    ),
    "a dash less deep than the others": (
        "  - id: a.two",
        " - id: a.two",
        ("8:2: the dash is not below those of its list; move it to column 3",),
    ),
    "a record in the first column": (
        TOPIC[TOPIC.index("  - id: a.two") :],
        TOPIC[TOPIC.index("  - id: a.two") :].replace("\n  ", "\n").removeprefix("  "),
        ("8:1: the dash is not below those of its list; move it to column 3",),
    ),
    "a dash of a record in braces": (
        "  " + TOPIC[TOPIC.index("- id: a.two") :],
        "   - {id: a.two, what: tea, ask: What?}\n",
        ("8:4: the dash is not below those of its list; move it to column 3",),
    ),
    "several values in braces for a list": (
        ONE,
        "- {id: a.one, term: tea, means: a drink, accept: chai, teh , cha}\n",
        ("4:52: several values stand here; write accept: [chai, teh, cha]",),
    ),
    "a word behind a comma in braces": (
        ONE,
        "- {id: a.one, term: tea, means: hot, sweet}\n",
        ("4:40: 'sweet' stands behind a comma in braces; put the text that has the comma into quotes",),
    ),
    "a word behind a comma in evidence": (
        "{s: they met in the hall}",
        "{s: they met, spoke}",
        ("12:29: 'spoke' stands behind a comma in braces; put the text that has the comma into quotes",),
    ),
    "a comma in a name in braces": (
        ONE,
        "- {id: a.one, who: Smith, John, ask: Who had tea?}\n",
        ("4:22: 'Smith, John' is no id of a person or an organisation; write `who: smith-john`",),
    ),
    "a comma in a date in braces": (
        ONE,
        "- {id: a.one, when: 14 March, 2021, ask: When did they have tea?}\n",
        ("4:23: '14 March, 2021' is no date; write 2021-03-14",),
    ),
    "two commas in a number in braces": (
        ONE,
        "- {id: a.one, how_many: 1,250,000 cups, ask: How many cups?}\n",
        ("4:29: '250' stands behind a comma in braces; put the text that has the comma into quotes",),
    ),
    "a key without a value in braces": (
        ONE,
        "- {id: a.one, what: tea, ask: What?, aks: , note: }\n",
        ("4:40: a fact has no key 'aks'; did you mean 'ask'?", "4:53: nothing stands here; write text or delete"),
    ),
    "a term without what it means": (
        ONE,
        "- {id: a.one, term: tea}\n",
        ("4:5: a fact with 'term' lacks 'means': what the term means, so that both are asked for each other; add it",),
    ),
    "a name for a person": (
        ONE,
        "- {id: a.one, who: Robert O'Hara, ask: Who had tea?}\n",
        (
            (
                "4:22: 'Robert O'Hara' is no id of a person or an organisation; write `who: robert-ohara` and describe "
                "it in questions/entities.yaml, as in `people: [{id: robert-ohara, name: 'Robert O''Hara'}]`; or, as "
                "plain text, `what: 'Robert O''Hara'`"
            ),
        ),
    ),
    "a name for a place": (
        ONE,
        "- {id: a.one, where: 'Rome: Old', ask: Where did they have tea?}\n",
        ("4:24: 'Rome: Old' is no id of a place; write `where: rome-old` and describe it in questions/entities.yaml",),
    ),
    "a person who is not described": (
        ONE,
        "- {id: a.one, who: robert-hooke, ask: Who had tea?}\n",
        (
            (
                "4:22: there is no entity 'robert-hooke'; correct the id, or describe it in questions/entities.yaml, "
                "as in `people: [{id: robert-hooke, name: Robert Hooke}]`"
            ),
        ),
    ),
    "a person who is not described, and named in a question": (
        ONE,
        "- {id: a.one, who: robert-hooke, ask: Who like Robert Hooke had tea?}\n",
        (
            "4:22: there is no entity 'robert-hooke'; correct the id, or describe it in questions/entities.yaml",
            "4:41: the question gives the answer away with 'Robert Hooke'; say it in other words",
        ),
    ),
    "a place that is not described": (
        ONE,
        "- {id: a.one, where: rome, ask: Where did they have tea?}\n",
        (
            (
                "4:24: there is no entity 'rome'; correct the id, or describe it in questions/entities.yaml, as in "
                "`places: [{id: rome, name: Rome}]`"
            ),
        ),
    ),
    "a key that nobody knows": (
        "level: core",
        "xyzzy: 1",
        ("7:5: a fact has no key 'xyzzy'; `quizgen schema` lists those it has",),
    ),
    "an image": (
        "level: core",
        "image: leaf.png",
        ("7:5: a fact has no key 'image'; did you mean 'picture'?",),
    ),
    "a picture without words": (
        "level: core",
        "picture: leaf.png",
        ("7:14: here stands 'leaf.png'; write {file: leaf.png, alt: TEXT}",),
    ),
    "an option with a comma": (
        "level: core",
        "wrong: [water, which is cold, milk, kept in leaves]",
        (
            (
                "7:20: 'which is cold' goes on with 'water': a comma parts items; put the whole text into quotes, or "
                "this part where it is an option by itself"
            ),
        ),
    ),
    "an option with a comma in quotes": ("level: core", "wrong: ['water, which is cold', milk, ink]", ()),
    "an option in quotes that goes on": ("level: core", "wrong: [water, 'which is cold', milk]", ()),
    "options that all go on": ("level: core", "wrong: [which is cold, which is hot, where it was]", ()),
    "options on lines of their own": ("level: core", "wrong:\n    - milk\n    - which is cold\n    - ink", ()),
    "a decimal comma": (
        "what: green tea",
        "how_many: 2,5 litres",
        ("5:15: '2,5 litres' is no quantity; write '2.5 litres', with a point for decimals and no",),
    ),
    "points between thousands": (
        "what: green tea",
        "how_many: 1.000.000",
        ("5:15: '1.000.000' is no quantity; write '1000000', with a point for decimals and no",),
    ),
    "points and a comma": (
        "what: green tea",
        "how_many: 12.500,75 litres",
        ("5:15: '12.500,75 litres' is no quantity; write '12500.75 litres', with a point",),
    ),
    "a second colon": ("ask: When", "ask:: When", ("10:5: a fact has no key 'ask:'; did you mean 'ask'?",)),
    "an equals sign": ("what: green", "what = green", ("5:5: a colon is missing behind 'what'",)),
}


def told(root: Path, topic: bytes) -> list[str]:
    """Return the problems of a small library with this topic: those of the topic without path and rule."""
    files = {
        "questions/library.yaml": INFO.encode(),
        "questions/sources.yaml": SOURCES.encode(),
        "questions/t.yaml": topic,
        "decks/all.yaml": RECIPE.encode(),
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text)
    return [str(problem).removeprefix("questions/t.yaml:") for problem in open_library(root).problems]


def fits(found: list[str], wanted: tuple[str, ...]) -> bool:
    """Say whether the problems are the wanted ones and no others."""
    return len(found) == len(wanted) and all(map(str.startswith, found, wanted))


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_by_itself(tmp_path: Path, name: str) -> None:
    old, new, wanted = MISTAKES[name]
    assert old in TOPIC
    assert fits(told(tmp_path, TOPIC.replace(old, new, 1).encode()), wanted), told(
        tmp_path, TOPIC.replace(old, new, 1).encode()
    )


#: After these nobody can say what the rest of the file is.
HIDES = {"facts with a capital", "topic with a capital", "facts without their key"}


@pytest.mark.parametrize("name", sorted({*MISTAKES} - HIDES))
def test_a_mistake_hides_no_other(tmp_path: Path, name: str) -> None:
    old, new, wanted = MISTAKES[name]
    found = told(tmp_path, (TOPIC.replace(old, new, 1) + LATER).encode())
    assert len(found) == len(wanted) + 1, found
    assert TOLD_LATER in found[-1]


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        pytest.param(b"", ("1:1: the file holds nothing",), id="an empty file"),
        pytest.param(b"\xef\xbb\xbf" + TOPIC.encode(), (), id="a byte order mark"),
        pytest.param(TOPIC.replace("\n", "\r\n").encode(), (), id="line ends of Windows"),
        pytest.param(TOPIC.encode("utf-16"), ("1:1: the file is written in UTF-16; save it as UTF-8",), id="UTF-16"),
        pytest.param(
            TOPIC.encode("utf-16-be"), ("1:1: the file is written in UTF-16; save it as UTF-8",), id="UTF-16 BE"
        ),
        pytest.param(
            TOPIC.replace("green tea", "thé vert").encode("cp1252"),
            ("5:13: the byte 0xE9 is not UTF-8 (in Windows-1252 it is 'é'); save the file as UTF-8",),
            id="Windows-1252",
        ),
    ],
)
def test_a_file_in_another_encoding_is_read_or_says_which(tmp_path: Path, data: bytes, wanted: tuple[str, ...]) -> None:
    found = told(tmp_path, data)
    assert fits(found, wanted), found


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_another_encoding_hides_no_mistake(tmp_path: Path, encoding: str) -> None:
    first, second = told(tmp_path, (TOPIC.replace("green tea", "thé vert") + LATER).encode(encoding))
    assert first.endswith("[not-utf-8]")
    assert TOLD_LATER in second


def test_all_syntax_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    topic = TOPIC.replace("what: green", "what:green").replace("When did", '"When did').replace("{s", "[s")
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions/more.yaml").write_text(
        "topic: more\ntitle: More\nfacts:\n  - id: b\n    what @tea\n    ask: 'Why\n"
    )
    places = [line.split(": ")[0] for line in told(tmp_path, (topic + LATER).encode())]
    assert places == ["questions/more.yaml:5:5", "questions/more.yaml:6:10", "5:5", "10:10", "12:39", "16:12"]


def test_facts_as_a_mapping_are_told_how_a_list_is_written(tmp_path: Path) -> None:
    topic = (
        TOPIC.replace("- id: a.one", "a.one:")
        .replace("  - id: a.two", "  a.two:")
        .replace("evidence: {s: they met in the hall}", "level: more")
    )
    assert fits(told(tmp_path, topic.encode()), ("4:3: here stands a mapping; write a list, each item after '- '",))
