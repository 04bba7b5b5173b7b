"""How people write the names of persons, organisations and cities otherwise: the form of the tables of a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class NameTables(NamedTuple):
    """What is known of names, all in small letters and without accents but for the cities."""

    #: Regular expressions for what the usual ways to write a foreign name in Latin letters differ in, and what stands
    #: for all of them; used in this order. The second ones are for last names only.
    transliterations: tuple[tuple[str, str], ...]
    in_last_names: tuple[tuple[str, str], ...]
    #: The forms of one first name, short ones and those of other languages, with spaces between them.
    first_names: tuple[str, ...]
    #: Words that belong to the last name behind them and may be left out: 'van', 'de'.
    particles: frozenset[str]
    #: Last names that stand first where people write them so, and those that stand before a second one.
    leading_last_names: frozenset[str]
    double_last_names: frozenset[str]
    double_endings: tuple[str, ...]
    #: How a word goes on that is made of somebody's name ('Keplerian', 'Marxism'), and letters that the name loses at
    #: its end before that ('Gregorian', 'Victorian').
    endings: frozenset[str]
    lost_letters: str
    #: Words for somebody else beside a person, or for another one of that name; none of them is a middle name.
    relations: frozenset[str]
    #: Words one of which every post has.
    ranks: frozenset[str]
    #: Words of the name of an organisation that are written otherwise, replaced in this order.
    organisation_words: Mapping[str, str]
    #: The names of one city, with commas between them.
    cities: tuple[str, ...]
