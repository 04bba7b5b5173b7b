"""Places -> a map as SVG: land, a sign at each place, and their names. No border is ever drawn.

A map takes no side, so it shows where land is and nothing of whose it is.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.domain.whereabouts import Locator, Spot, ways_between
from quizgen.rendering.drawings.layout import WIDTH, Layout, ground_of, land_of
from quizgen.rendering.drawings.names import Dot, placed_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.language import Language
    from quizgen.rendering.drawings.ink import Ink
    from quizgen.rendering.drawings.names import Name
    from quizgen.rendering.drawings.projection import Point

#: Coasts are drawn to this part of a unit, as whole numbers; points closer than so many parts are drawn as one.
_PARTS, _CLOSE = 4, 5
#: The radius of a dot, of the sign of a marked place and of a letter's.
_DOT, _SIGN, _BADGE = 3, 8, 11
#: The size of names, of the marked one, and of letters.
_SIZE, _MARKED_SIZE, _LETTER_SIZE = 14, 15, 15


def draw_map(spots: Sequence[Spot], alt: str, ink: Ink, width: int = WIDTH) -> str:
    """Return a map with all `spots`, one at least, as SVG so many units wide; `alt` is its alternative text.

    A text of one letter stands in a sign upon its place, any other one beside a dot. The name of the marked spot is
    always there, or else of the first; others are left out where there is no room for them.
    """
    layout = ground_of(spots, width).layout
    ordered = sorted(zip(spots, layout.places, strict=True), key=lambda one: not one[0].is_marked)
    dots = [_dot(spot, place) for spot, place in ordered]
    font = f' font-family="{escape(ink.font)}"' if ink.font else ""
    names = placed_names(dots, width, layout.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {layout.height}" role="img" '
        f'aria-label="{escape(alt)}"><rect class="sea" width="100%" height="100%" fill="{ink.sea}"/>'
        f'<path class="land" transform="scale({1 / _PARTS:g})" fill="{ink.land}" '
        f'stroke="{ink.text}" stroke-opacity=".5" stroke-width="{_PARTS * 3 // 4}" stroke-linejoin="round" '
        f'd="{_coast(layout._replace(places=()))}"/>'
        f'<g fill="{ink.text}"{font} direction="ltr">{"".join(_signs(ordered, ink))}'
        f'<g class="halo" stroke="{ink.land}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">'
        f"{''.join(_text(name) for name in names if any(name.lines))}</g></g>"
        f'<path fill="none" stroke="{ink.text}" stroke-opacity=".4" '
        f'd="M.5 .5H{width - 1}.5V{layout.height - 1}.5H.5z"/></svg>'
    )


def describe(language: Language, spots: Sequence[Spot]) -> str:
    """Return in words where the spots of a map lie, each as seen from the nearest one before it."""
    return " ".join(ways_between(language, spots))


def locator_alt(language: Language, locator: Locator) -> str:
    """Return what a map shows beyond the sentence on its place: which other places there are."""
    place, *others = (spot.text for spot in locator.spots)
    told = language.gettext("Map of the land around {place}.", place=place)
    if len(others) <= 1:
        return told
    return f"{told} {language.gettext('It also shows: {places}.', places=', '.join(others[1:]))}"


@lru_cache
def _coast(layout: Layout) -> str:
    """Return the outlines of the land on a map without its places as the data of a path."""
    return "".join(_outline(layout, points) for points in land_of(layout))


def _outline(layout: Layout, points: list[Point]) -> str:
    """Return an outline as part of a path; nothing of an island that is smaller than a dot of the coast."""
    kept: list[tuple[int, int]] = []
    for point in points:
        x, y = layout.units(point, _PARTS)
        if not kept or abs(x - kept[-1][0]) >= _CLOSE or abs(y - kept[-1][1]) >= _CLOSE:
            kept.append((x, y))
    if len(kept) < 3:
        return ""
    (x, y), steps = kept[0], ""
    for before, here in pairwise(kept):
        steps += f"{_joined(here[0] - before[0])}{_joined(here[1] - before[1])}"
    return f"M{x} {y}l{steps.lstrip()}z"


def _joined(number: int) -> str:
    return f" {number}" if number >= 0 else str(number)


def _dot(spot: Spot, place: tuple[int, int]) -> Dot:
    size = _MARKED_SIZE if spot.is_marked else _SIZE
    return Dot(*place, _radius(spot), "" if spot.is_letter else spot.text, size)


def _radius(spot: Spot) -> int:
    if spot.is_letter:
        return _BADGE
    return _SIGN if spot.is_marked else _DOT


def _signs(placed: Sequence[tuple[Spot, tuple[int, int]]], ink: Ink) -> Iterator[str]:
    """Yield the signs of places: the marked ones last, so that nothing lies upon them."""
    for spot, (x, y) in reversed(placed):
        if spot.is_letter:
            yield from _badge(spot, x, y, ink)
        elif spot.is_marked:
            yield (
                f'<g class="mark" fill="{ink.mark}" stroke="{ink.mark}"><circle cx="{x}" cy="{y}" r="4" stroke="none"/>'
                f'<circle cx="{x}" cy="{y}" r="{_SIGN - 1}" fill="none" stroke-width="1.5"/></g>'
            )
        else:
            yield f'<circle cx="{x}" cy="{y}" r="{_DOT}"/>'


def _badge(spot: Spot, x: int, y: int, ink: Ink) -> Iterator[str]:
    """Yield a letter in a circle; that of a marked place has a second one around it."""
    mark = ("mark", ink.mark, 3) if spot.is_marked else ("badge", ink.text, 1)
    yield (
        f'<circle class="{mark[0]} land" cx="{x}" cy="{y}" r="{_BADGE - 1}" fill="{ink.land}" stroke="{mark[1]}" '
        f'stroke-width="{mark[2]}"/><text x="{x}" y="{y + 5}" font-size="{_LETTER_SIZE}" font-weight="700" '
        f'text-anchor="middle">{escape(spot.text)}</text>'
    )


def _text(name: Name) -> str:
    """Return a name as text; that of the marked place, which is larger, is bold."""
    weight = ' font-weight="700"' if name.size == _MARKED_SIZE else ""
    first, *others = name.lines
    lines = escape(first) + "".join(f'<tspan x="{name.x}" dy="1.2em">{escape(line)}</tspan>' for line in others)
    return f'<text x="{name.x}" y="{name.y}" font-size="{name.size}"{weight} text-anchor="{name.anchor}">{lines}</text>'
