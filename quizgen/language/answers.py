"""What people type around an answer: the form of the tables of a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class AnswerTables(NamedTuple):
    """Words that stand around an answer and say nothing, and others that stand for a number, all in small letters."""

    #: What a sentence with the answer begins with, what may follow there, and what may stand before an answer.
    subjects: frozenset[str]
    verbs: frozenset[str]
    prepositions: frozenset[str]
    #: What may stand behind a quantity, as phrases.
    behind_quantity: tuple[str, ...]
    #: What a name in brackets may begin with: 'Mumbai (formerly Bombay)'.
    other_name: frozenset[str]
    #: What stands between the ends of a range, and of those the word with which facts write one.
    range_links: frozenset[str]
    range_link: str
    #: Words for no such thing at all, and the word for a decimal point.
    nothing: frozenset[str]
    point: str
    #: How a number is meant, as it is told where that is asked, and how it is written before a number.
    bounds: Mapping[str, str]
    #: Names of months in other languages, and the month (1 to 12).
    foreign_months: Mapping[str, int]
