"""The rule on a question in fewer words, and how all the others are held against it, too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.domain.fact import LONGEST_SHORT
from quizgen.domain.markup import plain
from quizgen.domain.problem import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.text import Text
    from quizgen.language import Language

    FactRule = Callable[[KnowledgeBase, Fact], Iterator[Finding]]


def unfit_short_question(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """A short question asks for the same as the long one, where that has no room in games.

    'ask_short' asks in at most 120 characters what 'ask' asks in more, as Kahoot and its like have no room for more; no
    card and no sheet shows it. It begins to ask with one of the words with which the long one asks: who, what or which,
    when. It is held to all rules on questions, so that it names whose claim it is and does not give the answer away.
    Delete it where the long one fits, and where a sentence is to be judged as true or false: there shorten 'ask'.

    Passes:

        - id: doe.talks
          said: talks will go on
          by: jane-doe
          ask: When the two delegations had met in the old town hall and nobody had signed anything in the course of a
            long day, what did Jane Doe say of the future?
          ask_short: After a day without a result, what did Jane Doe say of the future?
          evidence: {wire: the talks will go on}

    Fails:

        - id: doe.talks
          said: talks will go on
          by: jane-doe
          ask: What did Jane Doe say of the future of the negotiations?
          ask_short: What did Doe say of them?
          evidence: {wire: the talks will go on}
    """
    if fact.ask_short is None:
        return
    length = len(plain(fact.ask))
    if fact.claim is not None:
        yield Finding(fact.ask_short, "a sentence that is true or false has no other form; delete this, shorten 'ask'")
    elif length <= LONGEST_SHORT:
        message = f"'ask' has {length} characters, which fit everywhere up to {LONGEST_SHORT}; delete 'ask_short'"
        yield Finding(fact.ask_short, message)
    else:
        short, long = _asked_with(kb.language, fact.ask_short)[:1], _asked_with(kb.language, fact.ask)
        if short and long and short[0] not in long:
            asked = " or ".join(f"'{word}'" for word in dict.fromkeys(long))
            yield Finding(fact.ask_short, f"this asks with '{short[0]}', and 'ask' with {asked}; ask for the same")


def _asked_with(language: Language, text: str) -> list[str]:
    """Return the words with which a text asks, one for all that ask for the same kind of answer."""
    alike = {word: words[0] for words in language.questions.alike for word in words}
    asking = (word.lower() for word in re.findall(language.questions.asking, text, re.IGNORECASE))
    return [alike.get(word, word) for word in asking]


def in_both_lengths(rule: FactRule, kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """Return what a rule finds in a fact, and what it finds besides where the fact is asked in short."""
    return rule(kb, fact) if fact.ask_short is None else _in_both_lengths(rule, kb, fact, fact.ask_short)


def _in_both_lengths(rule: FactRule, kb: KnowledgeBase, fact: Fact, short: Text) -> Iterator[Finding]:
    found = [*rule(kb, fact)]
    yield from found
    asked = fact._replace(ask=short, ask_short=None)
    yield from (Finding(short, one.message) for one in rule(kb, asked) if one not in found)
