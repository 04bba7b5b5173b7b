"""Units of quantities: what their plural and their abbreviations are, and which are multiples of which."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Measure(NamedTuple):
    """What a unit measures, and how many of the smallest unit of that it is."""

    dimension: str
    factor: int


HOUR, MINUTE = Measure("time", 3600), Measure("time", 60)
_KNOWN = {
    "second s sec": Measure("time", 1),
    "minute m min": MINUTE,
    "hour h hr": HOUR,
    "day d": Measure("time", 86_400),
    "week wk": Measure("time", 7 * 86_400),
    "fortnight": Measure("time", 14 * 86_400),
    "month mo": Measure("calendar", 1),
    "year yr y": Measure("calendar", 12),
    "decade": Measure("calendar", 120),
    "century": Measure("calendar", 1200),
    "millimetre millimeter mm": Measure("length", 1),
    "centimetre centimeter cm": Measure("length", 10),
    "metre meter m": Measure("length", 1000),
    "kilometre kilometer km": Measure("length", 1_000_000),
    "gram gramme g": Measure("mass", 1),
    "kilogram kilogramme kilo kg": Measure("mass", 1000),
    "tonne t": Measure("mass", 1_000_000),
    "percent pct": Measure("percent", 1),
    "dollar usd": Measure("dollar", 1),
    "euro eur": Measure("euro", 1),
    "pound gbp": Measure("pound", 1),
}
_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "people": "person",
    "children": "child",
    "feet": "foot",
    "lives": "life",
    "countrymen": "countryman",
}
#: Endings of words that are no plurals.
_NO_PLURAL = ("ss", "us", "is")


def singular(word: str) -> str:
    """Return the singular of an English noun, well enough to match 'countries' with 'country'."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men"):
        return f"{word[:-3]}man"
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and len(word) > 1 and not word.endswith(_NO_PLURAL):
        return word[:-1]
    return word


def measures(unit: Sequence[str]) -> tuple[Measure, ...]:
    """Return what the unit of these words may measure; 'm' are metres or minutes. An unknown unit measures itself."""
    name = " ".join(map(singular, unit))
    found = tuple(measure for names, measure in _KNOWN.items() if name in names.split())
    return found or (Measure(name, 1),)
