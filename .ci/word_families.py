"""Writes quizgen/language/families/en.txt, English words with those of the same root, from WordNet 3.0.

Run it with the folder of WordNet's files `data.noun`, `data.verb` and so on (https://wordnet.princeton.edu, or Debian's
package wordnet-base): `python .ci/word_families.py /usr/share/wordnet`.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from itertools import permutations, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGET = Path(__file__).parents[1] / "quizgen" / "language" / "families" / "en.txt"
NOTICE = """\
# Words and others of the same root that do not simply go on from them, made by .ci/word_families.py from:
# WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved.
# This software and database is being provided to you, the LICENSEE, by Princeton University under the following
# license. By obtaining, using and/or copying this software and database, you agree that you have read, understood, and
# will comply with these terms and conditions.: Permission to use, copy, modify and distribute this software and
# database and its documentation for any purpose and without fee or royalty is hereby granted, provided that you agree
# to comply with the following copyright notice and statements, including the disclaimer, and that the same appear on
# ALL copies of the software, database and documentation, including modifications that you make for internal use or for
# distribution. THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR
# WARRANTIES, EXPRESS OR IMPLIED. BY WAY OF EXAMPLE, BUT NOT LIMITATION, PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS
# OR WARRANTIES OF MERCHANT- ABILITY OR FITNESS FOR ANY PARTICULAR PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE,
# DATABASE OR DOCUMENTATION WILL NOT INFRINGE ANY THIRD PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS. The name
# of Princeton University or Princeton may not be used in advertising or publicity pertaining to distribution of the
# software and/or database. Title to copyright in this software, database and any associated documentation shall at all
# times remain with Princeton University and LICENSEE agrees to preserve same.
"""
#: The parts of speech, by the signs that stand for them; adverbs are told by their adjectives.
PARTS = {"n": "noun", "v": "verb", "a": "adj", "s": "adj"}
#: The pointers that join words of one root: 'derivationally related form', and 'pertains to noun'.
POINTERS = {"+", "\\"}
#: The number of the file of nouns for persons, and of that for groups of them.
PERSONS = ("14", "18")
#: How WordNet describes the people of a place: 'a native or inhabitant of Denmark', 'the people of the Netherlands'.
PEOPLE = re.compile(
    r"(?:the people|an? (?:native|inhabitant|resident)(?: or (?:native|inhabitant|resident))?)"
    r" of (?:the )?([A-Z][a-z]+)\b(?! [A-Z])"
)
#: Words of one root begin with so many letters alike, unless both are names ('Danish', 'Denmark', but not 'Dutch').
ALIKE = 2
#: A word is joined to those that a relative of it is joined to if so many letters are alike, or fewer where the
#: relative all but stands in one of them: 'pollen' and 'pollination' by 'pollinate'.
FAR, NEAR = 5, 4
#: So many where that relative was itself joined so: 'gravity' and 'gravitational' by 'gravitation'.
FARTHER = 6
#: Endings that take turns in words of one root which WordNet does not always join, and how long the rest is at least.
TURNS = (
    ("ion", "ive", 5),
    ("ism", "ist", 5),
    ("y", "ist", 5),
    ("y", "ic", 5),
    ("y", "ical", 5),
    ("e", "ism", 3),
    ("e", "ist", 3),
    ("er", "ery", 3),
    ("y", "er", 6),
    ("logy", "logian", 2),
    ("e", "ian", 5),
    ("ysis", "yse", 4),
    ("ation", "ise", 4),
    ("isation", "ise", 4),
    ("osis", "ose", 5),
)
#: Endings of words that are made of one with three letters, which could be another word's beginning by chance.
LONGER, SHORT = ("ful", "less"), 3
#: What English forms by changing the word itself, of which WordNet joins only a part.
CHANGED = """
strong strength, long length, wide width, deep depth, broad breadth, high height, poor poverty, young youth,
warm warmth, true truth, dead death, die death, live life, alive life, breathe breath, bathe bath, hot heat,
proud pride, hungry hunger, angry anger, choose choice, lose loss, fly flight, sell sale, see sight, think thought,
speak speech, give gift, bear birth, born birth, steal theft, weigh weight, feed food, bleed blood, sing song,
sit seat, do deed, grow growth, heal health, wise wisdom, marry marriage, bury burial, freeze frost, tell tale,
shoot shot, drive drift, merry mirth, slow sloth, foul filth, poet poem, poet poetry, poem poetry, thief theft,
predator predatory, prove proof, repel repulsion, vary variety, anxious anxiety, beauty beautiful, liberty liberal,
empire imperial, empire emperor, senate senator, minister ministry, burglar burglary, heretic heresy, nun nunnery,
surgeon surgery, dentist dental, cylinder cylindrical, leper leprosy, plumber plumbing, library librarian,
merchant merchandise, debtor debt, salary salaried, dissolve solution, lead led, actor acted, actress act,
britain british, britain briton, british briton, england englishman, france frenchman, saxon saxony, czech czechia,
burma burmese, cube cubic, nomad nomadic, history historian
"""
#: Verb forms with these endings are told without a list.
REGULAR = ("ing", "ed", "s")


def families(folder: Path) -> dict[str, set[str]]:
    """Return with each word those of its root, all in small letters."""
    found, words = related(folder)
    names = {name.lower() for name in words if name[:1].isupper()}
    for one, others in found.items():
        found[one] = {other for other in others if alike(one, other) >= ALIKE or {one, other} <= names}
    for one, other in formed(words):
        join(found, one, other)
    for middle, one, other in neighbours(found):
        is_within = alike(middle, one) >= len(middle) - 1
        if alike(one, other) >= (NEAR if is_within else FAR):
            join(found, one, other)
    for _, one, other in neighbours(found):
        if alike(one, other) >= FARTHER:
            join(found, one, other)
    for changed in CHANGED.split(","):
        join(found, *changed.split())
    for form, other in irregular(folder, found):
        join(found, form, other)
    return found


def neighbours(found: dict[str, set[str]]) -> list[tuple[str, str, str]]:
    """Return each two words to which a third one is joined, behind that one."""
    return [(middle, *both) for middle, others in found.items() for both in permutations(sorted(others), 2)]


def irregular(folder: Path, found: dict[str, set[str]]) -> list[tuple[str, str]]:
    """Return the forms of verbs that no rule tells, each with its verb and the words found of its root: 'drove'."""
    lines = (folder / "verb.exc").read_text("utf-8").splitlines()
    pairs = [(form, verb) for form, verb, *_ in map(str.split, lines) if is_plain(form) and is_plain(verb)]
    forms = [(form, verb) for form, verb in pairs if not form.endswith(REGULAR)]
    related = [(form, other) for form, verb in forms for other in found[verb] if alike(verb, other) >= ALIKE]
    return forms + [(form, other) for form, other in related if form[0] == other[0]]


def formed(words: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the words of one root that are told by their endings."""
    for one in words:
        for first, second, shortest in TURNS:
            rest = one.removesuffix(first)
            if rest != one and len(rest) >= shortest and rest + second in words:
                yield one, rest + second
        if len(one) == SHORT:
            yield from ((one, one + ending) for ending in LONGER if one + ending in words)


def related(folder: Path) -> tuple[dict[str, set[str]], set[str]]:
    """Return the words that WordNet relates to each word, in small letters, and all its words as they are written."""
    found: dict[str, set[str]] = defaultdict(set)
    words: set[str] = set()
    sets = synsets(folder)
    for fields, gloss in sets.values():
        last = 4 + 2 * int(fields[3], 16)
        words.update(name.partition("(")[0] for name in fields[4:last:2])
        for start in range(last + 1, last + 1 + 4 * int(fields[last]), 4):
            pointer, place, part, ends = fields[start : start + 4]
            if pointer in POINTERS and ends != "0000" and part in PARTS:
                one, other = word(fields, ends[:2]), word(sets[part, place][0], ends[2:])
                if is_plain(one) and is_plain(other):
                    join(found, one, other)
        if fields[1] in PERSONS and (place := PEOPLE.match(gloss)) is not None:
            for name in filter(is_plain, fields[4:last:2]):
                if name[0].isupper():
                    join(found, name, place[1])
    return found, words


def is_plain(word: str) -> bool:
    """Say whether a word is one, of letters only."""
    return re.fullmatch("[A-Za-z]{2,}", word) is not None


def synsets(folder: Path) -> dict[tuple[str, str], tuple[list[str], str]]:
    """Return the fields and the gloss of each set of synonyms (see wndb(5WN)), by its part of speech and its place."""
    found = {}
    for sign, part in PARTS.items():
        for line in (folder / f"data.{part}").read_text("utf-8").splitlines():
            if not line.startswith(" "):
                data, _, gloss = line.partition(" | ")
                found[sign, line.split()[0]] = data.split(), gloss
    return found


def word(fields: list[str], number: str) -> str:
    """Return a word of a set by its number, hexadecimal and from 1, without the mark of where an adjective stands."""
    return fields[2 + 2 * int(number, 16)].partition("(")[0]


def join(found: dict[str, set[str]], one: str, other: str) -> None:
    """Note two words as of one root."""
    one, other = one.lower(), other.lower()
    if one != other:
        found[one].add(other)
        found[other].add(one)


def alike(one: str, other: str) -> int:
    """Return with how many letters alike two words begin."""
    return sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(one, other, strict=False)))


def is_evident(one: str, other: str) -> bool:
    """Say whether a word so simply goes on from the other that nobody needs a list: 'novelist' from 'novel'."""
    short, long = sorted((one, other), key=len)
    rest = len(long) - len(short)
    return len(short) >= 4 and long.startswith(short) and rest >= (3 if len(short) < 6 else 2)


def main() -> None:
    """Write the file."""
    found = families(Path(sys.argv[1]))
    listed = {one: [other for other in sorted(others) if not is_evident(one, other)] for one, others in found.items()}
    lines = [" ".join((one, *others)) + "\n" for one, others in sorted(listed.items()) if others]
    TARGET.write_text(NOTICE + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
