"""The words that generated libraries are made of. Names, questions and phrases share none, so that no answer leaks."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

_ONSETS = "b br d dr f g gl h k kr l m n p pl r s sk t v z".split()
_MIDDLES = ("al", "am", "ar", "av", "el", "en", "er", "il", "im", "ir", "ol", "om", "or", "ov", "ul", "un", "ur", "yl")
PEOPLE_ENDINGS = ("anek", "idov", "essen", "uchin", "ardsky", "omenko")
PLACE_ENDINGS = ("agrad", "estad", "imora", "opolis", "uburg", "yvaara")
BODY_ENDINGS = ("axis", "exium", "itron", "oskop", "uvex", "ybank")
FIRST_NAMES = (
    "Ada Alma Anton Bela Boris Clara Dario Edda Elio Emil Fedor Gerda Greta Hanno Ida Igor Irma Jakob "
    "Jonas Karla Katja Lars Leon Lena Lotte Marek Mila Nadia Nils Olga Oskar Petra Rolf Rosa Sven Tilda Udo Vera "
    "Viktor Yara"
).split()
ROUNDS = ("first", "second", "third")
MEETINGS = ("consultations", "conference", "congress", "convention", "negotiations", "plenary", "session", "summit")

VERBS = (
    "abolish adopt audit broaden cancel copy defend delay double extend freeze fund halve inspect label lease merge "
    "move open postpone print publish ratify reform rename repair replace restore sell share simplify suspend transfer"
).split()
QUALITIES = (
    "annual bilateral central coastal digital emergency federal fiscal foreign industrial internal joint local "
    "maritime medical military national nuclear postal polar regional rural seasonal technical temporary "
    "urban voluntary"
).split()
THINGS = (
    "archive budget calendar charter corridor credit customs depot embargo fishery forecast grid harbour hotline index "
    "inventory ledger licence mandate monument observatory patrol pipeline quota railway register reserve satellite "
    "subsidy tariff treaty tunnel visa warehouse"
).split()
ENDS = (
    "by autumn,by spring,for farmers,for fishermen,for students,for veterans,in stages,near the border,"
    "under supervision,within a decade,with neighbours,with private money"
).split(",")
TAGS = ("aid", "borders", "energy", "fishing", "health", "money", "ports", "rail", "science", "trade")


def invented(random: Random, endings: Sequence[str], count: int) -> list[str]:
    """Return `count` words of two syllables and an ending, none of them twice."""
    words = ["".join(parts) for parts in product(_ONSETS, _MIDDLES, _MIDDLES, endings)]
    return random.sample(words, count)


def phrases(random: Random) -> Iterator[str]:
    """Yield every phrase once, in an order that jumps about."""
    number = len(VERBS) * len(QUALITIES) * len(THINGS) * len(ENDS)
    place, step = random.randrange(number), 100_003  # a prime that divides no count of words, so no phrase is missed
    for _ in range(number):
        place = (place + step) % number
        rest, verb = divmod(place, len(VERBS))
        rest, quality = divmod(rest, len(QUALITIES))
        end, thing = divmod(rest, len(THINGS))
        yield f"{VERBS[verb]} the {QUALITIES[quality]} {THINGS[thing]} {ENDS[end]}"
