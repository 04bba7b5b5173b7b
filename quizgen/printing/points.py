"""Sheets whose points add up to a number that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.asking.paper import shares
from quizgen.printing.errors import NothingToPrintError
from quizgen.printing.paper import Paper
from quizgen.rendering.sheets.compose import usual_points

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quizgen.asking import Asker
    from quizgen.domain.card import WayId
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question
    from quizgen.printing.content import Content

#: The ways whose questions are always worth one point, and how often their number is changed until all is right.
_ONE_POINT, _TRIES = ("choice", "cloze"), 8


def sheet_worth(content: Content, mixes: Iterable[Mapping[WayId, int]], points: int, *, is_fixed: bool) -> Paper:
    """Return the first paper of these mixes whose questions are all there and worth exactly so many points.

    Unless the mix `is_fixed`, questions worth one point are added or left out. Raises NothingToPrintError where there
    is none; it says how many points are possible.
    """
    possible = set()
    kb = content.library.kb
    for mix in mixes:
        wanted = dict(mix)
        tried = [wanted]
        for _ in range(_TRIES):
            paper = Paper(content, wanted, exactly=True)
            questions = paper.questions()
            worth = _worth(kb, questions)
            if worth == points and len(questions) == sum(wanted.values()):
                return paper
            possible.add(worth)
            # What a short answer is worth depends on its fact, so the last points are known only from the draw.
            other = next((one for one in _filled_anew(wanted, points - worth) if one not in tried), None)
            if is_fixed or other is None or worth == points:
                break
            wanted = other
            tried.append(wanted)
    near = sorted(sorted(possible, key=lambda worth: abs(worth - points))[:3])
    raise NothingToPrintError(
        f"No sheet of these choices has exactly {points} points; "
        f"possible: {', '.join(map(str, near)) or 'none'}. Ask for as many, or for other ways or facts"
    )


def _filled_anew(mix: Mapping[WayId, int], points: int) -> Iterator[dict[WayId, int]]:
    """Yield a mix with so many points more or less, in questions worth one point of one way or another."""
    for way, number in mix.items():
        if way in _ONE_POINT and number + points > 0:
            yield {**mix, way: number + points}


def mixes_worth(content: Content, ways: Sequence[WayId], points: int) -> Iterator[dict[WayId, int]]:
    """Yield mixes of ways worth so many points, as near to the usual mix as may be; the last have fewer ways.

    What a question of a way is worth is seen from one; the rest is made up of ways whose questions are worth one point.
    """
    asker = content.library.asker
    one_each = Paper(content, dict.fromkeys(shares(asker, ways, 1, content.facts), 1)).questions()
    worth = {question.way: usual_points(content.library.kb, question) for question in one_each}
    alone = [way for way in worth if not asker.ways[way].asks_several]
    dear = [way for way in alone if worth[way] > 1]
    for choice in (list(worth), alone, dear, [way for way in alone if way not in dear]):
        for number in range(points, 0, -1):
            mix = _filled_up(asker, choice, number, worth, points)
            if mix:
                yield mix
                break


def _filled_up(
    asker: Asker, ways: Sequence[WayId], number: int, worth: Mapping[WayId, int], points: int
) -> dict[WayId, int] | None:
    """Return a mix of so many questions, and more of one point each; None where it is worth more, or ways lack."""
    if not ways:
        return None
    mix = shares(asker, ways, number)
    rest = points - sum(many * worth[way] for way, many in mix.items())
    small = next((way for way in ways if worth[way] == 1), None)
    if rest < 0 or (rest and small is None and number > 1):
        return None if rest < 0 else mix
    if small is not None:
        mix[small] += rest
    return mix


def refuse_other_points(kb: KnowledgeBase, draws: Mapping[str, Sequence[Question]], points: int) -> None:
    """Raise NothingToPrintError where a variant is not worth exactly so many points."""
    worth = {label: _worth(kb, questions) for label, questions in draws.items()}
    others = [f"{label} would have {many}" for label, many in worth.items() if many != points]
    if others:
        raise NothingToPrintError(
            f"Not every variant can have exactly {points} points with questions of its own: {', '.join(others[:12])}. "
            "Leave out --draw, ask for fewer points, or take more facts"
        )


def _worth(kb: KnowledgeBase, questions: Iterable[Question]) -> int:
    return sum(usual_points(kb, question) for question in questions)
