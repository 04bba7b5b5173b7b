"""The ways with options: multiple choice, and true or false."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.asking.ways.way import Way
from quizgen.domain.card import CardType
from quizgen.domain.chance import draw
from quizgen.domain.question import Choice, Option, Statement

if TYPE_CHECKING:
    from quizgen.asking.choice import OptionMaker
    from quizgen.domain.fact import Fact
    from quizgen.language import Language


def choice(options: OptionMaker, fact: Fact, seed: str = "") -> Choice | None:
    """Ask the fact's question with wrong options beside its answer, where there are enough."""
    return options.choice(fact, seed)


def true_false(options: OptionMaker, fact: Fact, seed: str) -> Choice | None:
    """Return a claim that is true or false by itself; or a fact's sentence, true or false as `seed` decides.

    The sentence stands there as it is, or with a wrong option in the answer's place.
    None where there is no sentence or no wrong option; where sources differ, as then nobody can say; or where the words
    in the gap are another form of the answer: a wrong option would show there by its grammar.
    """
    if fact.claim is not None:
        return _judge(options.kb.language, Statement(str(fact.claim), str(fact.truth or fact.claim)))
    choice = options.choice(fact)
    parts = options.kb.sentence(fact)
    if choice is None or parts is None or fact.accounts or parts.gap != choice.answer:
        return None
    is_true = draw(seed, fact.id, "truth") % 2 == 0
    texts = (option.text for option in choice.options if not option.right)
    wrong = sorted(texts, key=lambda text: draw(seed, fact.id, text))
    statement = Statement(
        text=f"{parts.before}{parts.gap if is_true else wrong[0]}{parts.after}",
        truth=f"{parts.before}{parts.gap}{parts.after}",
    )
    return _judge(options.kb.language, statement)


def _judge(language: Language, statement: Statement) -> Choice:
    """Ask whether a statement is true."""
    gettext, is_true = language.gettext, statement.is_true
    both = (Option(gettext("True"), right=is_true), Option(gettext("False"), right=not is_true))
    answer = next(option.text for option in both if option.right)
    prompt = gettext("True or false? {statement}", statement=statement.text)
    return Choice(prompt, answer, (answer,), both, statement)


CHOICE = Way(
    id="choice",
    ask=choice,
    card=CardType.CHOICE,
    paper_share=40,
    in_rounds=True,
    needs="wrong options, or for a term two others in its topic",
)
#: A statement stays as true in all variants as it was in the first.
TRUE_FALSE = Way(
    id="true-false", ask=true_false, paper_share=20, in_rounds=True, is_reshuffled=False, needs="'says' or 'true_false'"
)
