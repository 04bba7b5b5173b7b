"""Printing: what `sheet` and `build` share. Questions are drawn, realised copy by copy, and written as files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.asking.paper import draw_anew, draw_paper, vary
from quizgen.cli.copies import letters
from quizgen.rendering.sheets.compose import Labels, compose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quizgen.cli.copies import Copy
    from quizgen.domain.fact import Fact
    from quizgen.domain.library import Way
    from quizgen.domain.sheet import Variant
    from quizgen.pipeline import Library


@dataclass(frozen=True)
class Paper:
    """Which questions a sheet asks: so many of each way, drawn from `facts` by a seed; `anew` for each variant."""

    library: Library
    facts: tuple[Fact, ...]
    wanted: Mapping[Way, int]
    title: str
    seed: str
    anew: bool = False

    def variants(self, copies: Iterable[Copy]) -> Iterator[tuple[Copy, Variant]]:
        """Yield each copy with what is realised on it; nothing at all where nothing can be asked so.

        The first variant has the questions of the seed itself, whether the others are drawn anew or not.
        """
        asker = self.library.asker
        base = draw_paper(asker, self.facts, self.wanted, self.seed)
        for copy in copies if base else ():
            drawn = base
            if self.anew and copy.label not in ("", letters(0)):
                drawn = draw_anew(asker, self.facts, base, self.seed, copy.label)
            questions = vary(asker, drawn, self.seed, copy.label)
            yield copy, compose(self.library.kb, questions, Labels(self.title, copy.label, self.seed, copy.name))
