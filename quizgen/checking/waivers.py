"""Waivers: a rule of style need not hold for a fact that says why; a rule of truth always does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.problem import Finding
from quizgen.domain.words import hint

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from quizgen.domain.fact import Fact

#: The id of this rule; its page stands in rules.md, as it looks at what the others found.
UNFIT_WAIVER = "unfit-waiver"


def unfit_waivers(fact: Fact, broken: Collection[str], style: Collection[str]) -> Iterator[Finding]:
    """Yield a finding for each waiver of a rule that is none of `style`, or is not among those that `fact` has broken.

    All rules are given by their ids.
    """
    for waiver in fact.waive:
        if waiver.rule not in style:
            advice = hint(waiver.rule, style) or f"; mend what it finds: only {', '.join(sorted(style))} can be waived"
            yield Finding(waiver.rule, f"'{waiver.rule}' is no rule of style{advice}")
        elif waiver.rule not in broken:
            yield Finding(waiver.rule, f"the fact keeps the rule '{waiver.rule}'; delete its waiver")
