"""A way of asking is a record, from which cards, papers, rounds, variants and the command line follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quizgen.asking.choice import OptionMaker
    from quizgen.domain.card import CardType, WayId
    from quizgen.domain.fact import Fact, Kind
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Shape

#: Makes the shape of a fact, or None where it cannot be asked so; all draws depend on the seed, empty for a card.
OneFact: TypeAlias = "Callable[[OptionMaker, Fact, str], Shape | None]"


class SeveralFacts(NamedTuple):
    """How several facts are asked in a single question.

    `suits` says whether a fact can be among them, `fits` whether two can stand beside each other. `make` makes the
    shape of facts that do, which are given in the order in which they are shown; its last argument is the seed. More
    facts than `most` would be a matter of patience.
    """

    suits: Callable[[Fact], bool]
    fits: Callable[[KnowledgeBase, Fact, Fact], bool]
    make: Callable[[KnowledgeBase, Sequence[Fact], str], Shape]
    most: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way of asking.

    - `id` is its name in a library's files, on the command line and in the log; it never changes.
    - `ask` makes its shape, of one fact or of several.
    - `card` is the card of a fact's note that it can fill; without one it is asked in exercises only. Of several ways
      that can fill a card, the one does that stands last in the tuple of ways.
    - `paper_share` is its share in a hundred questions of a sheet: 0 where it comes only when it is asked for, and
      None where it does not suit paper.
    - `in_rounds` says that a round has it where nobody asks for other ways.
    - `kind` is the kind of answer that it is made for, where that is a single one: it stands in the usual mix of a
      sheet only where there are such facts, and a sheet asks none of them from memory.
    - `is_reshuffled` says that each variant of a sheet shows its options or rows in another order.
    - `asks_subject` says that the answer is who claims the fact, or its label.
    - `needs` says what a fact has that can be asked so, behind "needs"; empty where each can.
    """

    id: WayId
    ask: OneFact | SeveralFacts
    card: CardType | None = None
    paper_share: int | None = None
    in_rounds: bool = False
    kind: Kind | None = None
    is_reshuffled: bool = True
    asks_subject: bool = False
    needs: str = ""

    @property
    def asks_several(self) -> bool:
        """Say whether a question asks several facts."""
        return isinstance(self.ask, SeveralFacts)
