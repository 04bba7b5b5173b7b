"""Rules on hand-written wrong options: each is wrong, of the right kind, and none gives the right one away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.domain.answer import ClockTime, PartialDate, Quantity, mark_of
from quizgen.domain.fact import OtherFact, mark_of_option
from quizgen.domain.markup import plain
from quizgen.domain.options import FEWEST_WRONG, giveaway
from quizgen.domain.problem import Finding, LibraryFinding
from quizgen.domain.text import Ref, Text
from quizgen.domain.words import hint
from quizgen.grading.minimal_pairs import is_pair_of_spelling
from quizgen.grading.wrong_options import OptionJudge, RightAnswers

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from quizgen.domain.answer import Answer
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase


def wrong_is_right(kb: KnowledgeBase) -> Iterator[LibraryFinding]:
    """A wrong option is wrong: grading would not take it for a right answer, nor is it a part or a paraphrase of one.

    Grading takes a right answer in any usual form, with a typo, by another name of whom it names, with a number in
    words, and in the gap of the fact's sentence with the words beside it. Every account that differs counts as right
    too, and so does what stands in 'also_right'. A part of a right answer, or more than it, is refused unless a word
    such as 'not', 'most' or 'deputy' makes it another answer. What is made for an exercise of spelling or of order is
    wrong enough: an option with the words in another order, or with one word in other letters, capitals or marks; who
    types just that is never taken to have meant the right answer. Write an option that all sources contradict.

    Passes:

        - id: meeting.result
          what: an agenda for the spring
          wrong: [a treaty on trade, a list of members]
          ask: What did the council adopt?
          evidence: {wire: the talks will go on}

    Fails:

        - id: meeting.result
          what: an agenda for the spring
          wrong: [an agenda, a list of members]
          ask: What did the council adopt?
          evidence: {wire: the talks will go on}
    """
    judge = OptionJudge(kb)
    for fact in kb.facts.values():
        if fact.wrong:
            right_answers = judge.right_answers(fact)
            findings = (*_right_options(kb, judge, fact, right_answers), *_right_forms(kb, fact, right_answers))
            # One that is right as it stands need not be reported for its other forms.
            first = {(finding.mark.line, finding.mark.col): finding for finding in reversed(findings)}
            yield from (LibraryFinding(fact.path, *finding) for finding in first.values())


def _right_options(kb: KnowledgeBase, judge: OptionJudge, fact: Fact, right_answers: RightAnswers) -> Iterator[Finding]:
    """Yield a finding for each option of a fact that is no wrong one."""
    also_right = {form for answer in fact.also_right for form in kb.forms(answer)}
    seen: dict[Hashable, list[str]] = {}
    for option in kb.wrong(fact):
        right, key = right_answers.repeated_by(option), judge.key_of(option)
        if right in also_right:
            message = f"'{kb.text(option)}' stands in 'also_right'; it cannot be offered as wrong"
        elif right is not None:
            message = f"'{kb.text(option)}' is no wrong option: it overlaps with the right answer '{right}'"
        elif key in seen and not any(is_pair_of_spelling(kb.text(option), other) for other in seen[key]):
            message = f"'{kb.text(option)}' is offered twice; write another one"
        else:
            seen.setdefault(key, []).append(kb.text(option))
            continue
        yield Finding(mark_of(option), message)


def _right_forms(kb: KnowledgeBase, fact: Fact, right_answers: RightAnswers) -> Iterator[Finding]:
    """Yield a finding for each answer of another fact that is graded as right here in one of its forms."""
    for option in fact.wrong:
        other = kb.facts.get(option.fact) if isinstance(option, OtherFact) else None
        forms = kb.accepted(other) if other is not None else ()
        pairs = ((form, right_answers.accepting(form)) for form in forms)
        form, right = next((pair for pair in pairs if pair[1] is not None), ("", None))
        if right is not None:
            message = f"its answer in the form '{form}' is graded here as '{right}'; offer another one"
            yield Finding(mark_of_option(option), message)


def wrong_of_another_kind(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """A wrong option is of the answer's own sort: a person beside persons, a day beside days, hours beside hours.

    Write an option of the same sort, precision or unit.

    Passes:

        - id: meeting.date
          when: 2022-01-12
          wrong: [2022-01-11, 2022-01-14]
          ask: When did the council meet?
          evidence: {wire: met on 12 January 2022}

    Fails:

        - id: meeting.date
          when: 2022-01-12
          wrong: [2022-01-11, 2022]
          ask: When did the council meet?
          evidence: {wire: met on 12 January 2022}
    """
    own = _sort(kb, fact.answer)
    for option in fact.wrong if own is not None else ():
        answer = _offered(kb, fact, option)
        other = _sort(kb, answer) if answer is not None else None
        if other is None and isinstance(answer, Text) and isinstance(fact.answer, (PartialDate, ClockTime, Quantity)):
            other = "a phrase"
        if answer is not None and other is not None and other != own:
            message = f"'{kb.text(answer)}' is {other}, the answer {own}; write an option of the same sort"
            yield Finding(mark_of_option(option), message)


def _offered(kb: KnowledgeBase, fact: Fact, option: Answer | OtherFact) -> Answer | None:
    """Return what an option offers: of another fact its answer, unless a form of it is to stand among dates or numbers.

    None where there is no such fact.
    """
    if not isinstance(option, OtherFact):
        return option
    if option.form is not None and not fact.kind.is_entity:
        return option.form
    other = kb.facts.get(option.fact)
    return other.answer if other is not None else None


def _sort(kb: KnowledgeBase, answer: Answer) -> str | None:
    """Return the sort of an answer as a message names it, or None for a phrase."""
    if isinstance(answer, PartialDate):
        return f"a {answer.precision}" if answer.year else "a day without a year"
    if isinstance(answer, ClockTime):
        return "a time of day"
    if isinstance(answer, Quantity):
        return f"in '{answer.unit}'" if answer.unit else "a number without a unit"
    entity = kb.entities.get(str(answer)) if isinstance(answer, Ref) else None
    return f"of sort {entity.sort.value}" if entity else None


def too_few_wrong(_kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """Hand-written wrong options of a phrase are at least two.

    Phrases take no options from elsewhere, so with one alone the question would never be asked as
    multiple choice. Write a second and a third, or none.

    Passes:

        - id: meeting.result
          what: an agenda for the spring
          wrong: [a treaty on trade, a list of members]
          ask: What did the council adopt?
          evidence: {wire: the talks will go on}

    Fails:

        - id: meeting.result
          what: an agenda for the spring
          wrong: [a treaty on trade]
          ask: What did the council adopt?
          evidence: {wire: the talks will go on}
    """
    if fact.kind.is_phrase and 0 < len(fact.wrong) < FEWEST_WRONG:
        message = f"one wrong option alone is never shown; write {FEWEST_WRONG} or 3 of them, or none"
        yield Finding(mark_of_option(fact.wrong[0]), message)


def option_gives_away(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """The right option cannot be told by its form.

    It is not the only long or short one, not the only one that repeats a word of the question, not
    the only one with an article, a full stop, a number or a quotation. Write the wrong options in
    the right one's form.

    Passes:

        - id: meeting.result
          what: an agenda for the spring
          wrong: [a treaty on trade, a list of members]
          ask: What did the council adopt?
          evidence: {wire: the talks will go on}

    Fails:

        - id: meeting.result
          what: an agenda for the spring
          wrong: [trade, members]
          ask: What did the council adopt?
          evidence: {wire: the talks will go on}
    """
    wrong = kb.wrong(fact)
    if len(wrong) < max(FEWEST_WRONG, len(fact.wrong)):
        return  # too few, or another fact is not there, which another rule reports
    marked = kb.marked.facts[str(fact.id)]  # a formula has letters and digits, and is no words
    right, *others = map(kb.text, (marked.answer, *kb.marked.wrong(marked)))
    asked = next((text for text in (marked.ask, marked.ask_short) if text and plain(text) == fact.ask), fact.ask)
    how = giveaway(kb.language, right, others, asked)
    if how is not None:
        message = f"the right option '{kb.text(fact.answer)}' {how}; write options that are alike in form"
        yield Finding(mark_of(wrong[0]), message)


def option_about_options(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """No option speaks of the others by their place, as 'all of the above' or 'both A and B' do.

    Options come in a new order each time, on cards, in rounds and on paper, so nothing stands above. Where several
    things are right ask for all with 'list'; in the place of 'none of the above' write another wrong option, or say
    what 'none' means: 'no country at all'.

    Passes:

        - id: meeting.result
          what: an agenda for the spring
          wrong: [a treaty on trade, no paper at all]
          ask: What did the council adopt?
          evidence: {wire: the talks will go on}

    Fails:

        - id: meeting.result
          what: an agenda for the spring
          wrong: [a treaty on trade, none of the above]
          ask: What did the council adopt?
          evidence: {wire: the talks will go on}
    """
    pattern = kb.language.about_options
    for option in (fact.answer, *kb.wrong(fact)) if fact.wrong and pattern else ():
        text = kb.text(option)
        if re.fullmatch(pattern, text.lower().rstrip(".!")):
            advice = "ask for several things with 'list', or write out what is meant"
            yield Finding(mark_of(option), f"options come in any order, so '{text}' misleads; {advice}")


def unfit_other_answer(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """Another fact's answer that is offered as wrong stands there, and would be wrong here in each of its forms.

    The other fact is in force and tells another matter. A form named with 'as' is its answer, or stands under its
    'accept', letter for letter: so the option follows when that is corrected. No form of it may be right here as well.

    Passes:

        - id: doe.talks
          said: that talks will go on
          by: jane-doe
          ask: What did Jane Doe say of the future of the negotiations?
          wrong: [{fact: roe.talks}, that nothing is settled]
          evidence: {wire: the talks will go on}
        - id: roe.talks
          said: that a pause is needed
          by: john-roe
          ask: What did John Roe say after the meeting?
          evidence: {wire: the talks will go on}

    Fails:

        - id: doe.talks
          said: that talks will go on
          by: jane-doe
          ask: What did Jane Doe say of the future of the negotiations?
          wrong: [{fact: roe.talks, as: a break}, that nothing is settled]
          evidence: {wire: the talks will go on}
        - id: roe.talks
          said: that a pause is needed
          by: john-roe
          ask: What did John Roe say after the meeting?
          accept: [a pause]
          evidence: {wire: the talks will go on}
    """
    for option in fact.wrong:
        other = kb.facts.get(option.fact) if isinstance(option, OtherFact) else None
        if not isinstance(option, OtherFact) or other is None:
            continue
        if other.retired is not None:
            message = f"'{other.id}' is withdrawn; offer the answer of a fact in force"
        elif fact.matter is not None and other.matter == fact.matter:
            message = f"'{other.id}' tells the same matter, so its answer may be right here; offer another one"
        elif kb.documents.is_whole and option.form is not None and option.form not in kb.accepted(other):
            advice = hint(option.form, kb.accepted(other)) or "; add it to its 'accept'"
            message = f"'{option.form}' is no form of the answer to '{other.id}'{advice}"
        else:
            continue
        yield Finding(mark_of_option(option), message)


def account_is_the_same(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """An account differs from the fact's own answer.

    A source that agrees is more evidence: put its words under 'evidence' of the fact.

    Passes:

        - id: meeting.length
          how_long: about 7.5 hours
          ask: How much time did the council take?
          evidence: {wire: lasted for seven and a half hours}
          accounts: [{answer: nearly 8 hours, evidence: {paper: went on for nearly eight hours}}]

    Fails:

        - id: meeting.length
          how_long: about 7.5 hours
          ask: How much time did the council take?
          evidence: {wire: lasted for seven and a half hours}
          accounts: [{answer: about 7.5 hours, evidence: {paper: went on for nearly eight hours}}]
    """
    for number, account in enumerate(fact.accounts):
        if kb.key_of(account.answer) in map(kb.key_of, fact.answers[: number + 1]):
            message = f"'{kb.text(account.answer)}' is an answer already; list its words under that one's evidence"
            yield Finding(mark_of(account.answer), message)
