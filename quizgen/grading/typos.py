"""Slips of the finger: when a typed word is nearly the right one, and when it is another word.

Whole texts are never measured against each other: 'not ratified' is near to 'ratified' and says the
contrary. Words are, one by one, and only long ones; whatever carries the meaning has to stand exactly.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from quizgen.domain.words import DECISIVE, stem
from quizgen.grading.numbers import ARTICLES, CARDINALS, ORDINALS, SCALES, SHARES, roman

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Words of at least so many letters may have one slip, or two.
_ONE_SLIP, _TWO_SLIPS = 5, 9
_SIDES = ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
#: Words in which a slip would change what is said: decisive words, numbers, directions, what may or must be.
_FROZEN = (
    DECISIVE
    | frozenset((*CARDINALS, *ORDINALS, *SCALES, *SHARES))
    | frozenset(side + ending for side in _SIDES for ending in ("", "ern", "erner", "erners", "erly", "ward", "wards"))
    | frozenset(
        """
        afew alittle above below over under least fewer beyond within outside inside left right upper lower inner
        outer first last always hardly scarcely seldom would could should might must shall
        monday tuesday wednesday thursday friday saturday sunday dozens hundreds thousands millions billions
        """.split()
    )
)
#: Syllables that turn what a word says: with one, without one and with another one it is another word.
_NEGATING = ("un", "in", "im", "il", "ir")
_TURNING = """
    non dis de mis anti ante counter co ex re pre post pro over under super sub inter intra intro extro hyper hypo
    out macro micro maxi mini homo hetero endo exo ac bi tri uni multi mono poly semi
""".split()
_PREFIXES = ("", "a", *_NEGATING, *_TURNING)
#: What makes no other word of it: a word that lacks its first letter has a slip, and 'un' for 'in' is one.
_HARMLESS = ({"", "a"}, set(_NEGATING))
#: Words that are a slip or two apart from another word of this list: whoever types one of them means it.
_LOOKALIKES = frozenset(
    stem(word + ending)
    for word in """
        adapt adopt accept except affect effect allusion illusion ally alloy advice advise ascent assent
        assure ensure insure causal casual collision collusion complement compliment conservation conversation
        contract contrast contact council counsel country county defer deter refer desert dessert detain regain
        remain retain device devise elicit illicit emigrate immigrate emigration immigration emigrant immigrant
        eminent imminent employee employer evolution revolution evolve involve revolve expand expend extend
        formally formerly marital martial moral morale peace piece perpetrate perpetuate persecute prosecute
        personal personnel perspective prospective police policy praise raise precede proceed principal principle
        respectfully respectively stage stake state slate statue status statute trail trial treatise treaty
        veracity voracity weather whether
        australia australian austria austrian dublin lublin gambia zambia granada grenada hungary hungry
        iberia iberian liberia liberian siberia siberian iceland ireland minsk pinsk poland roland
        prussia prussian russia russian serbia serbian syria syrian styria styrian assyria assyrian
    """.split()
    for ending in ("", "s", "ed", "ing")
)


def distance(first: str, second: str, most: int) -> int | None:
    """Return how many slips lie between two texts, or None where there are more than `most`.

    A slip is a letter too many, too few or wrong, or two neighbours that changed places.
    """
    if abs(len(first) - len(second)) > most:
        return None
    far = most + 1
    before: list[int] = []
    row = [min(column, far) for column in range(len(second) + 1)]
    for at, letter in enumerate(first, 1):
        start, end = max(1, at - most), min(len(second), at + most)
        after = [far] * (len(second) + 1)
        after[0] = min(at, far)
        for column in range(start, end + 1):
            other = second[column - 1]
            after[column] = min(row[column] + 1, after[column - 1] + 1, row[column - 1] + (letter != other), far)
            if before and column > 1 and letter == second[column - 2] and first[at - 2] == other:
                after[column] = min(after[column], before[column - 2] + 1)
        if min(after) > most:
            return None
        before, row = row, after
    return row[-1] if row[-1] <= most else None


def allowed(word: str) -> int:
    """Return how many slips the right word `word` may have been typed with."""
    if len(word) < _ONE_SLIP or is_frozen(word):
        return 0
    return 1 if len(word) < _TWO_SLIPS else 2


def is_frozen(word: str) -> bool:
    """Say whether a slip in `word` would change what is said: it decides, counts or points somewhere."""
    return word in _FROZEN or any(map(str.isdigit, word)) or roman(word) is not None


def slips(typed: str, right: str) -> int | None:
    """Return how many slips `typed` has as the word `right`, or None where it is not that word."""
    if typed == right:
        return 0
    most = allowed(right)
    if not most or is_frozen(typed):
        return None
    found = distance(typed, right, most)
    return None if found is None or is_another_word(typed, right) else found


def is_another_word(typed: str, right: str) -> bool:
    """Say whether `typed`, near as it is to `right`, is a word of its own: 'unratified', 'employee', 'Prussia'."""
    if stem(typed) in _LOOKALIKES and not (typed.startswith(right) or right.startswith(typed)):
        return True
    if {typed[-2:], right[-2:]} in ({"er", "ee"}, {"or", "ee"}) and typed[:-2] == right[:-2]:
        return True
    others = dict(_parted(right))
    for rest, prefix in _parted(typed):
        other = others.get(rest, prefix)
        if other != prefix and not any({other, prefix} <= alike for alike in _HARMLESS):
            return True
    return typed == f"a{right}"


@lru_cache(maxsize=256)
def _parted(word: str) -> tuple[tuple[str, str], ...]:
    """Return the ways to part `word` into a prefix and a rest, as pairs of rest and prefix."""
    return tuple((word[len(one) :], one) for one in _PREFIXES if word.startswith(one) and len(word) - len(one) >= 3)


def near(typed: Sequence[str], right: Sequence[str]) -> int | None:
    """Return how many slips lie between two texts, given as words, or None where they are not near.

    The words have to be the same in number and order. An article within the text may be missing, and a
    compound may be parted or joined; each counts as one slip.
    """
    total = _word_by_word(typed, right)
    if total is not None:
        return total
    bare, right_bare = tuple(_without_articles(typed)), tuple(_without_articles(right))
    total = _word_by_word(bare, right_bare)
    if bare and total is not None:
        return total + 1
    joined = "".join(bare)
    parted = len(joined) >= _TWO_SLIPS and joined == "".join(right_bare)
    return 1 if parted and _frozen_words(bare) == _frozen_words(right_bare) else None


def _word_by_word(typed: Sequence[str], right: Sequence[str]) -> int | None:
    if len(typed) != len(right):
        return None
    total = 0
    for one, other in zip(typed, right, strict=True):
        found = slips(one, other)
        if found is None:
            return None
        total += found
    return total


def _without_articles(words: Sequence[str]) -> Iterator[str]:
    return (word for word in words if word not in ARTICLES)


def _frozen_words(words: Sequence[str]) -> list[str]:
    return [word for word in words if is_frozen(word)]
