"""A way of asking that quizgen does not have: the fact's sentence with a gap, and options for it. Module and record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.asking.ways.way import Way
from quizgen.domain.card import CardType
from quizgen.domain.question import BLANK

if TYPE_CHECKING:
    from quizgen.asking.choice import OptionMaker
    from quizgen.domain.fact import Fact
    from quizgen.domain.question import Choice


def gap_choice(options: OptionMaker, fact: Fact, seed: str) -> Choice | None:
    """Ask for the words in the gap among options, where the answer stands there as the options are written."""
    choice = options.choice(fact, seed)
    parts = options.kb.sentence(fact)
    if choice is None or parts is None or parts.gap != choice.answer:
        return None
    return choice._replace(prompt=f"{parts.before}{BLANK}{parts.after}")


GAP_CHOICE = Way(id="gap-choice", ask=gap_choice, card=CardType.CHOICE, paper_share=20, in_rounds=True)
