"""The answers of facts, each kind in its form, and what follows from it for the question."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from quizgen.domain.answer import Quantity, mark_of
from quizgen.domain.fact import Kind
from quizgen.domain.markup import has_block, plain
from quizgen.domain.text import Text
from quizgen.reading.form import ListOf
from quizgen.reading.types import Date, EntityId, Measure, String, Type, is_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quizgen.domain.answer import Answer
    from quizgen.domain.fact import Fact
    from quizgen.language import Language
    from quizgen.reading.nodes import Reader

    Values = dict[str, Any]

#: A phrase that is right, or wrong; and one that may be code.
PHRASE = String(wanted="the answer", may_be_marked=True)
PHRASE_OR_CODE = String(wanted="the answer", may_be_marked=True, may_have_code=True)
#: How the answer of each kind is written.
ANSWER_TYPES: dict[Kind, Type] = {
    Kind.WHO: EntityId(),
    Kind.WHERE: EntityId(named="a place", key="where", group="places"),
    Kind.WHEN: Date(answer=True),
    Kind.WHAT: PHRASE_OR_CODE,
    Kind.DEMANDED: PHRASE,
    Kind.SAID: PHRASE,
    Kind.HOW_LONG: Measure(),
    Kind.HOW_MANY: Measure(),
    Kind.TERM: PHRASE,
    Kind.LIST: ListOf(String(longest=100, may_be_marked=True), least=2, most=20),
    Kind.STEPS: ListOf(String(longest=100, may_be_marked=True), least=3, most=8),
    Kind.TRUE_FALSE: String(pattern="true|false", wanted="true or false"),
}
#: The kinds whose answers have parts.
_OF_PARTS = (Kind.LIST, Kind.STEPS)
#: What an editor says of the answer of each kind.
KIND_ABOUT = {
    Kind.WHO: "The answer: the id of a person or an organisation.",
    Kind.WHERE: "The answer: the id of a place.",
    Kind.WHEN: "The answer: YYYY-MM-DD, YYYY-MM, YYYY, '44-03-15 BC', --MM-DD (a day of every year), or a time: 14:30.",
    Kind.WHAT: "The answer: a short phrase.",
    Kind.DEMANDED: "The answer: what was demanded; 'by' says by whom, 'of' of whom.",
    Kind.SAID: "The answer: what was said; 'by' says by whom.",
    Kind.HOW_LONG: "The answer: a duration, as in 'about 7.5 hours'.",
    Kind.HOW_MANY: "The answer: a number, with its unit if it has one: '30 countries', '-40 °C', '118'.",
    Kind.LIST: "The answer: several things, in any order; 'name' says how many of them are asked for.",
    Kind.STEPS: "The answer: what comes one after another, in that order.",
    Kind.TRUE_FALSE: "The answer: true or false, of the sentence under 'ask'; 'truth' says how it is if it is false.",
    Kind.TERM: "The answer: a word, which is typed; wrong options are the other terms of the topic.",
}
#: The answer of an account: a phrase, or several things as the fact's own answer has.
PARTS = ListOf(String(longest=100, may_be_marked=True), least=1, most=20)
#: Keys that only facts of one kind have.
OF_KIND = {"means": Kind.TERM, "name": Kind.LIST, "truth": Kind.TRUE_FALSE}
_NOTHING_ELSE = "a claim is true or false and nothing else; delete '{key}'"
#: Keys that facts of a kind cannot have, each with what to do.
NOT_OF_KIND = {
    Kind.TRUE_FALSE: {
        "accept": _NOTHING_ELSE,
        "also_right": _NOTHING_ELSE,
        "wrong": "a claim has no options but 'True' and 'False'; delete '{key}', or ask for the answer with 'what'",
        "accounts": "where sources differ nobody can say what is true; ask what one of them claims, with 'said' and "
        "'by', or ask with 'what' for the answer that each gives",
    }
}
#: Signs that end a question.
_ENDS_OF_QUESTIONS = ("?", "？", "؟")
#: Stands for the question about a term until its topic asks all of them.
TO_BE_ASKED = Text.at("?", 1, 1)


def read_answer(kind: Kind, text: Text, reader: Reader) -> Answer | None:
    """Return `text` as an answer of `kind`. A text without the form of an id is a name that no entity has."""
    if kind.is_entity and not is_id(text):
        return text
    answer: Answer | None = ANSWER_TYPES[kind].read(text, reader)
    return answer


def read_account(
    kind: Kind, written: Text | tuple[Text, ...], name: int | None, reader: Reader
) -> tuple[Answer | None, tuple[Text, ...]]:
    """Return what a source says instead as an answer of `kind`, or None, and its parts if it has parts."""
    if kind in _OF_PARTS:
        items: tuple[Text, ...] | None = written if isinstance(written, tuple) else PARTS.read(written, reader)
        if not items:
            return None, ()
        _tell_unfit_parts(items, None, reader)
        return _listed(kind, items, name, reader.language), items
    if isinstance(written, tuple):
        reader.problem(written[0], "wrong-type", "here stands a list; write the answer, in quotes if it starts with [")
        return None, ()
    return read_answer(kind, written, reader), ()


def with_tolerance(answer: Any, tolerance: Text | None, reader: Reader) -> Any:
    """Return an answer with its tolerance, a number or a share in percent, if it has one; any other as it is."""
    if tolerance is None:
        return answer
    if not isinstance(answer, Quantity) or answer.end is not None or answer.bound.is_limit:
        reader.problem(tolerance, "unknown-key", "'tolerance' belongs to a number that is no range and no limit")
        return answer
    number = Decimal(tolerance.rstrip("% "))
    return answer._replace(tolerance=abs(answer.number) * number / 100 if tolerance.endswith("%") else number)


def with_parts(kind: Kind, values: Values, answer: Any, reader: Reader) -> Any:
    """Return the answer of a fact as one text, where it has parts or judges what is asked; any other as it is.

    The parts, or the claim, are put into the `values` of the fact.
    """
    if kind in _OF_PARTS:
        values["items"] = answer
        _tell_unfit_parts(answer, values.get("name"), reader)
        return _listed(kind, answer, values.get("name"), reader.language)
    return _judged(answer, values, reader) if kind is Kind.TRUE_FALSE else answer


def _tell_unfit_parts(items: tuple[Text, ...], number: int | None, reader: Reader) -> None:
    """Note a part that stands there twice, and a number of parts that are asked for and not there."""
    seen: set[str] = set()
    for item in items:
        key = reader.language.likeness(item) or item
        if key in seen:
            reader.problem(item, "wrong-type", f"'{item:.40}' stands there already; write each part once")
        seen.add(key)
    if number is not None and number > len(items):
        message = f"'name: {number}' asks for more than there are; without 'name' all {len(items)} are asked for"
        reader.problem(items[0], "wrong-type", message)


def _listed(kind: Kind, items: tuple[Text, ...], number: int | None, language: Language) -> Text:
    """Return the parts of an answer as one text, at the place of the first."""
    if kind is Kind.STEPS:
        text = "; ".join(f"{place}. {item}" for place, item in enumerate(items, 1))
    else:
        text = "; ".join(items)
        if number is not None and number < len(items):
            text = language.gettext("{number} of these: {answers}", number=number, answers=text)
    return Text.at(text, items[0].line, items[0].col)


def _judged(answer: Text, values: Values, reader: Reader) -> Text:
    """Return whether a claim is true, in words, and put the claim into the values; a false one says how it truly is."""
    gettext, claim = reader.language.gettext, values["ask"]
    is_true, truth = answer == "true", values.get("truth")
    _tell_unfit_claim(answer, claim, truth, reader)
    values["claim"] = claim
    values["ask"] = Text.at(gettext("True or false? {statement}", statement=claim), claim.line, claim.col)
    text = gettext("True") if is_true else gettext("False")
    if truth is not None:
        text = gettext("{judgement}: {truth}", judgement=text, truth=truth)
    return Text.at(text, answer.line, answer.col)


def _tell_unfit_claim(answer: Text, claim: Text, truth: Text | None, reader: Reader) -> None:
    """Note a claim that nobody can judge, and a truth that is missing, says nothing new, or is not needed."""
    if claim.endswith(_ENDS_OF_QUESTIONS):
        message = "a question is neither true nor false; write what is claimed as a sentence, or ask with 'what'"
        reader.problem(claim, "wrong-type", message)
    if answer == "true":
        if truth is not None:
            reader.problem(truth, "wrong-type", "what is true needs no 'truth'; delete it, or write it as a 'note'")
    elif truth is None:
        reader.problem(answer, "missing-key", "a claim that is false lacks 'truth': a sentence that says how it is")
    elif plain(truth).rstrip(".!") == plain(claim).rstrip(".!"):  # a letter or a sign may be what is false
        reader.problem(truth, "wrong-type", "'truth' says what the claim says; write how it is instead")


def asked_both_ways(facts: Iterable[Fact], topic: Values, language: Language) -> tuple[Fact, ...]:
    """Return facts of which each that says what a term means asks for it, and for its meaning.

    What a fact does not ask itself is asked in the words of the `topic`, or else of the language.
    """

    def asked(fact: Fact) -> Fact:
        ask = topic.get("ask") or language.gettext("Which term means “{means}”?")
        if has_block(fact.means[0]) and "ask" not in topic:
            ask = f"{language.gettext('Which term means this?')} {{means}}"
        reverse = topic.get("reverse") or language.gettext("What does “{term}” mean?")
        words = {"term": mark_of(fact.answer), "means": fact.means[0]}
        own = _filled(ask, words, words["means"]) if fact.ask is TO_BE_ASKED else fact.ask
        return fact._replace(ask=own, reverse=fact.reverse or _filled(reverse, words, words["term"]))

    return tuple(asked(fact) if fact.means else fact for fact in facts)


def _filled(template: str, words: Mapping[str, Text], mark: Text) -> Text:
    """Return a template with words in their places, as if it were written at the place of `mark`."""
    text = re.sub(r"\{(term|means)\}", lambda match: words[match[1]], template)
    return Text.at(text, mark.line, mark.col)
