"""Rules on who says what: a claim is never printed as a fact."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.answer import mark_of
from quizgen.domain.fact import SPEECH_ACTS
from quizgen.domain.problem import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.text import Ref
    from quizgen.language import Language

#: Where a clause ends, for the words before a name.
_CLAUSE_END = re.compile(r"[,;:.?!()–—]")
#: How many claimants' names are remembered as a pattern.
_REMEMBERED = 1024


def claim_without_claimant(_kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """What was said or demanded has somebody who said or demanded it.

    Add 'by' with the id of the person, organisation or document whose claim it is. If nobody is
    known, describe the unnamed source as an entity ('an unnamed source quoted by the agency').

    Passes:

        - id: doe.talks
          said: talks will go on
          by: jane-doe
          ask: What did Jane Doe say of the future of the negotiations?
          evidence: {wire: the talks will go on}

    Fails:

        - id: doe.talks
          said: talks will go on
          ask: What was said of the future of the negotiations?
          evidence: {wire: the talks will go on}
    """
    if fact.kind in SPEECH_ACTS and fact.by is None:
        message = f"'{fact.kind.value}' needs a claimant; add 'by: ID' of the one whose claim it is"
        yield Finding(fact.id, message)


def act_of_another_kind(_kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """The act of a claim fits its kind: a statement may be a denial or a promise, a demand may be a request.

    Delete 'act', which says only what goes beyond the kind, or answer with 'said' or 'demanded'.

    Passes:

        - id: doe.talks
          said: that there was a quarrel
          act: denial
          by: jane-doe
          ask: What did Jane Doe deny about the negotiations?
          evidence: {wire: the talks will go on}

    Fails:

        - id: doe.talks
          said: that there was a quarrel
          act: request
          by: jane-doe
          ask: What did Jane Doe deny about the negotiations?
          evidence: {wire: the talks will go on}
    """
    fitting = SPEECH_ACTS.get(fact.kind, ())[1:]
    if fact.act is not None and fact.act not in fitting:
        advice = f"'{fact.kind.value}' goes with {' or '.join(fitting)}" if fitting else "delete it"
        yield Finding(fact.id, f"a fact of the kind '{fact.kind.value}' is no {fact.act.value}; {advice}")


def claim_of_nobody(_kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """What belongs to a claim stands beside its claimant.

    'of' says to whom somebody's words went, 'via' through whom we know of them, and 'on' when they came, so all need
    'by'.

    Passes:

        - id: doe.talks
          said: talks will go on
          by: jane-doe
          via: john-roe
          ask: What did Jane Doe say of the future of the negotiations?
          evidence: {wire: the talks will go on}

    Fails:

        - id: talks.end
          what: an agenda
          via: john-roe
          ask: What did the negotiations bring?
          evidence: {wire: the talks will go on}
    """
    if fact.by is not None or fact.kind in SPEECH_ACTS:
        return  # another rule reports what was said and has no claimant
    on = fact.on.date.written if fact.on is not None else None
    for key, mark in (("of", fact.of), ("via", next(iter(fact.via), None)), ("on", on)):
        if mark is not None:
            yield Finding(mark, f"'{key}' belongs to somebody's claim; add 'by', or delete it")


def via_repeats(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """The chain through which a claim is known names everybody once, and not the claimant.

    'via' begins with who heard the claimant: "a statement of Jane Doe, known through John Roe". Delete what is too
    much.

    Passes:

        - id: doe.talks
          said: talks will go on
          by: jane-doe
          via: john-roe
          ask: What did Jane Doe say of the future of the negotiations?
          evidence: {wire: the talks will go on}

    Fails:

        - id: doe.talks
          said: talks will go on
          by: jane-doe
          via: [john-roe, john-roe]
          ask: What did Jane Doe say of the future of the negotiations?
          evidence: {wire: the talks will go on}
    """
    for number, ref in enumerate(fact.via):
        if ref in (fact.by, *fact.via[:number]):
            yield Finding(ref, f"'{kb.text(ref)}' is named as claimant or in 'via' already; delete it here")


def reported_after_all(_kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """What no source reports is nobody's claim, nobody's plan, and has no accounts.

    A card with 'unreported' says that none of the articles reports any. Delete 'unreported', or what speaks against it.

    Passes:

        - id: talks.paper
          what: none
          unreported: true
          ask: Which agreement did the negotiations bring?
          evidence: {wire: the talks will go on}

    Fails:

        - id: talks.paper
          what: none
          unreported: true
          by: jane-doe
          ask: Which agreement did Jane Doe bring?
          evidence: {wire: the talks will go on}
    """
    if fact.unreported:
        plan = fact.plan.written if fact.plan is not None else None
        account = mark_of(fact.accounts[0].answer) if fact.accounts else None
        for key, mark in (("by", fact.by), ("plan", plan), ("accounts", account)):
            if mark is not None:
                yield Finding(mark, f"'{key}' tells of a report, and 'unreported' of none; delete one of the two")


def account_of_another_claim(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """Accounts differ about one thing: an event, a document, or what one speaker said on one occasion.

    What two people say are two statements, each a fact with a question of its own; a question that may be answered
    with either has two answers. Make a second fact of it.

    Passes:

        - id: meeting.length
          how_long: about 7.5 hours
          ask: How much time did the council take?
          evidence: {wire: lasted for seven and a half hours}
          accounts: [{answer: nearly 8 hours, by: jane-doe, evidence: {paper: went on for nearly eight hours}}]

    Fails:

        - id: doe.talks
          said: talks will go on
          by: jane-doe
          ask: What did Jane Doe say of the future of the negotiations?
          evidence: {wire: the talks will go on}
          accounts: [{answer: a pause, by: john-roe, evidence: {paper: went on for nearly eight hours}}]
    """
    for account in fact.accounts:
        if fact.by is not None and account.by is not None and account.by != fact.by:
            message = (
                f"this is a claim of {kb.text(account.by)}, the fact one of {kb.text(fact.by)}; make two facts of it"
            )
            yield Finding(account.by, message)


def claimant_not_named(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """A claim names its claimant in the question and in the sentence, not only behind them.

    A learner who sees only the front must know whose claim it is. Name the claimant, by the name or
    an alias of the entity in 'by', in 'ask' and in 'says'. The sentence may have the claimant as
    its gap.

    Passes:

        - id: doe.talks
          said: talks will go on
          by: jane-doe
          ask: What did Jane Doe say of the future of the negotiations?
          evidence: {wire: the talks will go on}

    Fails:

        - id: doe.talks
          said: talks will go on
          by: jane-doe
          ask: What will become of the negotiations?
          evidence: {wire: the talks will go on}
    """
    if fact.by is None or fact.by not in kb.entities or fact.by == fact.answer:
        return
    names = kb.plain_names[fact.by]
    for part, text in (("question", fact.ask), ("sentence", fact.says)):
        if text is None:
            continue
        shown = kb.language.spaced(text)
        if not any(f" {name} " in shown for name in names):
            message = f"this {part} does not name whose claim it is; name {kb.text(fact.by)} in it"
            yield Finding(text, message)


def asserted_claim(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """A question asks what somebody said, and does not assert it: not "What was the main problem, as Jane Doe said?".

    The claimant stands in the sentence that asks, and not only in words hung on to it: ", as ... said", "according
    to ...", "in ...'s opinion". Whoever reads such a question learns that there was a main problem. Ask "What did Jane
    Doe call the main problem?", with the occasion first where it gets long: "After the meeting, what did Jane Doe ...".
    The source through which a claim is known may be hung on. A question with two claimants ("as Doe said, or as Roe
    did") has two answers; make two facts of it.

    Passes:

        - id: doe.talks
          said: talks will go on
          by: jane-doe
          ask: What did Jane Doe say of the future of the negotiations, as the paper reports?
          evidence: {wire: the talks will go on}

    Fails:

        - id: doe.talks
          said: talks will go on
          by: jane-doe
          ask: What will become of the negotiations, as Jane Doe said?
          evidence: {wire: the talks will go on}
    """
    if _claim_patterns(kb.language).either.search(fact.ask):
        yield Finding(fact.ask, "this question has two claimants, so two answers; make two facts of it")
    elif fact.by is not None and fact.by in kb.entities and fact.by != fact.answer:
        hung_on = [_is_hung_on(kb.language, fact.ask, place) for place in _mentions(kb, fact.by, fact.ask)]
        if hung_on and all(hung_on):
            message = f"the question asserts what it puts down to {kb.text(fact.by)}; ask 'What did ... say ...?'"
            yield Finding(fact.ask, message)


class _ClaimPatterns(NamedTuple):
    """How a language puts words down to somebody, as patterns."""

    attribution: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    either: re.Pattern[str]
    asking: re.Pattern[str]


@cache
def _claim_patterns(language: Language) -> _ClaimPatterns:
    of = language.questions
    patterns = (of.attribution, *of.own_words, of.either_attribution, of.asking)
    return _ClaimPatterns(*(re.compile(pattern, re.IGNORECASE) for pattern in patterns))


def _mentions(kb: KnowledgeBase, ref: Ref, text: str) -> Iterator[re.Match[str]]:
    """Yield the places at which a text names an entity; of two names at one place, the longer."""
    return _any_name(kb.entities[ref].forms).finditer(text)


@lru_cache(maxsize=_REMEMBERED)
def _any_name(forms: tuple[str, ...]) -> re.Pattern[str]:
    names = sorted(forms, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names), re.IGNORECASE)


def _is_hung_on(language: Language, text: str, place: re.Match[str]) -> bool:
    """Say whether a name stands in words that put the rest of the sentence down to it."""
    patterns = _claim_patterns(language)
    before = _CLAUSE_END.split(text[: place.start()])[-1]
    attributions = list(patterns.attribution.finditer(before))
    if attributions:
        return patterns.asking.search(before[attributions[-1].end() :]) is None
    return patterns.before.search(before) is not None and patterns.behind.match(text, place.end()) is not None
