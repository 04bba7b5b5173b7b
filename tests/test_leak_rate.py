"""How often the rules on what a front gives away are right, on English questions labelled before the rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizgen.pipeline import open_library
from tests.support.library import RECIPE

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parent / "cases"
#: Sets of facts, each with the names around it: 1 before a fact whose front gives its answer away, 0 before any other,
#: and often the reason. The rules were made with the first in view; the others were labelled before the rules looked at
#: them, and behind each stands how often they were right then. What it showed was mended before the next.
SETS = (
    "leaks.json",
    "leaks-fresh.json",  # 86%; they missed words of the same root ('compete', 'competition')
    "leaks-fresh-2.json",  # 70%; the same, initials, the kind of thing that is asked for
    "leaks-fresh-3.json",  # 88%
    "leaks-fresh-4.json",  # 97%
    "leaks-fresh-5.json",  # 95%; this and the next ones were labelled by somebody who knew the rules
    "leaks-fresh-6.json",  # 92%; as the one before, after the questions of public collections
    "leaks-fresh-7.json",  # 97%
    "leaks-independent.json",  # 79%; by an author who had seen neither the rules nor the other sets
    "leaks-neighbours.json",  # 55%; kinds like those that the one before showed, labelled before they were mended
    "leaks-neighbours-2.json",  # 94%; more of them, by the same hand
    "leaks-independent-2.json",  # 96%; by a second author who had seen none of this, with the kinds of the first set
)
#: The cases in which the rules are still wrong: a name of which a thing's name is made, a number told as that of
#: other things, a people called by a name of its own, a word made of its letters, a word within a longer one or as one
#: of two; and a part of a word or of a phrase that tells of something else.
KNOWN = {
    "what: Ohm's law, ask: What did Ohm find out about current and voltage?",
    "what: the Zeeman effect, ask: For what did Pieter Zeeman get the Nobel Prize?",
    "what: the saxophone, ask: What did Sax invent?",
    "how_many: 12 people, ask: How many people sat on the dozen seats of the jury?",
    "how_many: 7 continents, ask: How many continents have the seven parts of the land that we call so?",
    "what: HTML, ask: What is the Hypertext Markup Language called for short?",
    "how_many: 50 states, ask: How many states stand for the fifty stars of the flag?",
    "where: holland, ask: In which land did the Dutch break their dykes against Spain?",
    "what: a passport, ask: What is shown when one passes a border?",
    "how_many: 101 dogs, ask: How many dogs are in the film about a hundred and one Dalmatians?",
    "what: War and Peace, ask: Which novel by Tolstoy tells of the war with Napoleon?",
    "what: deforestation, ask: What is it called when forests are cut down?",
    "what: a search engine, ask: With what do you search the web?",
    "who: curie, ask: Who found polonium in the Curies' laboratory?",
    "what: supply and demand, ask: Which two forces set the price when goods are demanded and supplied?",
    "who: lovelace, ask: Which mathematician gave the language Ada its name?",
    "what: Port Said, ask: Which port lies at the other end of the canal of Suez?",
}
RULES = {"answer-leaks", "front-gives-answer"}
#: The share of cases in which the rules have to be right.
RATE = 0.95
#: Pairs of facts of one topic: 1 before two of which the second's question answers the first, 0 before any other.
PAIRS: list[tuple[int, tuple[str, str]]] = json.loads((CASES / "leaks-between.json").read_text("utf-8"))
NAMES = """\
people: [{id: cook, name: James Cook}]
places: [{id: nile, name: the Nile}, {id: egypt, name: Egypt}]
"""
#: Of pairs a part may be missed, where a verb stands in another form; none may be a false alarm.
MISSED = 2


def rules_broken(root: Path, library: str, title: str, entities: str, *facts: str) -> set[str]:
    """Return the ids of the rules that a small library with these facts breaks."""
    listed = "".join(f"- {{id: a.n{number}, {fact}}}\n" for number, fact in enumerate(facts))
    texts = {
        "questions/library.yaml": f"library: {library}\nnamespace: x.y\nabout: A few facts.\n",
        "questions/facts.yaml": f"topic: facts\ntitle: {title}\nfacts:\n{listed}",
        "decks/all.yaml": RECIPE,
    } | ({"questions/names.yaml": entities} if entities else {})
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    broken = {problem.rule for problem in open_library(root).problems}
    assert broken.isdisjoint({"yaml-syntax", "unknown-key", "missing-key", "wrong-type"}), facts
    return broken


def cases() -> Iterator[tuple[dict[str, Any], bool, str]]:
    """Yield each case: the set that it stands in, whether its front gives its answer away, and the fact."""
    for name in SETS:
        for each in json.loads((CASES / name).read_text("utf-8")):
            yield from ((each, bool(leaks), fact) for leaks, fact, *_ in each["facts"])


def test_the_rules_are_right_but_in_known_cases(tmp_path: Path) -> None:
    wrong, number = set(), 0
    for number, (each, leaks, fact) in enumerate(cases(), 1):
        broken = rules_broken(tmp_path / str(number), each["library"], each["title"], each["entities"], fact)
        if leaks == broken.isdisjoint(RULES):
            wrong.add(fact)
    assert wrong == KNOWN
    assert len(wrong) <= (1 - RATE) * number


def test_a_question_that_answers_another_is_seen_and_no_other(tmp_path: Path) -> None:
    missed = []
    for number, (tells, facts) in enumerate(PAIRS):
        broken = rules_broken(tmp_path / str(number), "Biology", "The parts of a cell", NAMES, *facts)
        assert tells or "front-answers-other" not in broken, facts
        if tells and "front-answers-other" not in broken:
            missed.append(facts)
    assert len(missed) <= MISSED, missed
