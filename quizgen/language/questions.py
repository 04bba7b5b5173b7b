"""How a language asks, and how it puts words down to somebody: patterns by which a question is judged."""

from __future__ import annotations

from typing import NamedTuple


class QuestionPatterns(NamedTuple):
    """Regular expressions for parts of a question; case does not matter.

    - `attribution` stands before a name to which a sentence is put down from outside: 'as', 'according to'.
    - `own_words` are what stands before and behind the name where only both tell: 'in ...'s words'.
    - `either_attribution` are two attributions joined by 'or'.
    - `asking` are the words that ask; behind an attribution they ask of the name itself: 'as what did ...'.
    - `alike` are those of the words that ask of which several ask for the same kind of answer.
    - `eponym` asks after whom something is called.
    - `abbreviation` asks for letters that stand for something, or what they stand for; `expansion` only the latter.
    - `definition` is a question for how many a word stands: 'How many eggs are in a dozen?'; its end from that word is
      the group `what`, and {nouns} and {numbers} are put in.
    - `shares` find parts of a whole in small letters and digits, '2 5th', 'every 10th'; a group is how many there are
      of the part, unless it is one, and a group of what number.
    - `verbal` are endings of an adjective that is made of a verb: 'boiling'.
    - `person` asks for a person, and `name` for somebody's name and not for a role.
    """

    attribution: str
    own_words: tuple[str, str]
    either_attribution: str
    asking: str
    alike: tuple[tuple[str, ...], ...]
    eponym: str
    abbreviation: str
    expansion: str
    definition: str
    shares: tuple[str, ...]
    verbal: tuple[str, ...]
    person: str
    name: str
