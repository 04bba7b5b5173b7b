"""The questions of a paper: drawn from its content, in variants, and realised copy by copy."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from quizgen.asking.paper import draw_anew, draw_paper, reshuffle, vary
from quizgen.domain.class_test import Frame
from quizgen.rendering.sheets.compose import Labels, compose
from quizgen.rendering.sheets.sheet import letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quizgen.domain.card import WayId
    from quizgen.domain.question import Question
    from quizgen.printing.content import Content
    from quizgen.printing.copies import Copy
    from quizgen.rendering.sheets.sheet import Variant

    #: The questions of each variant, by its label.
    Draws = dict[str, list[Question]]


#: The labels that the first variant may have.
_FIRST = ("", letter(0))


class Paper(NamedTuple):
    """What a sheet asks: so many questions of each way, drawn from the content, `anew` for each variant or once.

    `frame` is what a kept test has around its questions. With `exactly` a way that has too few questions is not made up
    for. The first variant has its questions in the order in which they are drawn.
    """

    content: Content
    wanted: Mapping[WayId, int]
    anew: bool = False
    frame: Frame = Frame()
    exactly: bool = False

    def questions(self) -> list[Question]:
        """Return the questions of the first variant, drawn by the seed."""
        content = self.content
        return draw_paper(content.library.asker, content.facts, self.wanted, content.seed, exactly=self.exactly)

    def draws(self, questions: list[Question], copies: Iterable[Copy]) -> Draws:
        """Return the questions of each variant by its label: the same, or others for all but the first."""
        content, asker = self.content, self.content.library.asker
        draws: Draws = {}
        used: Counter[str] = Counter()
        labels = dict.fromkeys(copy.label for copy in copies)
        for done, label in enumerate(labels, 1):
            content.library.progress("drawing", done, len(labels))
            anew = self.anew and label not in _FIRST
            draws[label] = draw_anew(asker, content.facts, questions, content.seed, label, used) if anew else questions
            used.update(str(fact.id) for question in draws[label] for fact in question.facts)
        return draws

    def variants(self, draws: Draws, copies: Iterable[Copy]) -> Iterator[tuple[Copy, Variant]]:
        """Yield each copy with its variant, one after another, so that thousands need no more memory than a few."""
        content, asker = self.content, self.content.library.asker
        for copy in copies:
            arrange = reshuffle if copy.label in _FIRST else vary
            own = arrange(asker, draws[copy.label], content.seed, copy.label)
            labels = Labels(content.title, copy.label, content.seed, copy.name)
            yield copy, compose(content.library.kb, own, labels, self.frame.for_class(copy.group))
