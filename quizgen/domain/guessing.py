"""How guessable a library's multiple choice is: what a guesser would score, and what gives the wrong options away."""

from __future__ import annotations

from typing import NamedTuple

#: The fewest wrong options of a claim that are to be other facts' answers.
FEWEST_BORROWED = 2


class GuessScores(NamedTuple):
    """What a guesser would score on some questions, as shares from 0 to 1.

    `chance` is the share of one who picks at random, and `by_strategy` that of each other way to pick.
    """

    questions: int
    chance: float
    by_strategy: dict[str, float]


class Guessability(NamedTuple):
    """The figures of a whole library.

    `scores` are those on all choices and on the choices of claims alone, by the name of the group. `wrong` is the
    number of wrong options of claims, and `borrowed` of how many of them are taken from another fact's answer;
    `few_borrowed` are the ids of the claims with fewer than `FEWEST_BORROWED` such options. `never_right` are the words
    that stand in wrong options of several facts and in no right one, each with the ids of those facts.
    """

    scores: dict[str, GuessScores]
    wrong: int
    borrowed: int
    few_borrowed: tuple[str, ...]
    never_right: dict[str, tuple[str, ...]]
