"""True or false: the fact's sentence with its answer, or with a wrong option in the answer's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.asking.series import draw
from quizgen.domain.question import Choice, Option

if TYPE_CHECKING:
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase

TRUE, FALSE = "True", "False"


def true_false(kb: KnowledgeBase, fact: Fact, choice: Choice | None, seed: str) -> Choice | None:
    """Return the fact's sentence as true or false, as `seed` decides; `choice` has the wrong options.

    None where there is no sentence, or where the words in its gap are another form of the answer: a wrong
    option would show there by its grammar.
    """
    parts = kb.sentence(fact)
    if choice is None or parts is None or parts.gap != choice.answer:
        return None
    is_true = draw(seed, fact.id, "truth") % 2 == 0
    wrong = sorted((one.text for one in choice.options if not one.right), key=lambda text: draw(seed, fact.id, text))
    statement = f"{parts.before}{parts.gap if is_true else wrong[0]}{parts.after}"
    options = (Option(TRUE, right=is_true), Option(FALSE, right=not is_true))
    answer = TRUE if is_true else FALSE
    return Choice(f"True or false? {statement}", answer, (answer,), options)
