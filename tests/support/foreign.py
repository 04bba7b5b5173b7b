"""A library without an ASCII letter in its texts, in a language that marks whatever quizgen itself says.

So a word of ASCII letters that is not marked went past the catalogue.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from string import ascii_letters
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from quizgen.language import ENGLISH, LANGUAGES
from quizgen.pipeline import Library, open_library
from tests.support import engine
from tests.support.catalogue import PIECEWISE
from tests.support.library import topic, write_library

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Facts of every kind and standing, one that is withdrawn, one with a card that is, and dates of every precision; those
#: of another topic; and what was published before.
_FACTS = f"""{engine.FACTS}\
- id: bridge.opened
  when: 1950-06
  ask: In which month did the bridge open?
  label: The bridge opens
  note: It was closed again in the autumn.
  evidence: {{wire: opened that June day}}
- id: bridge.closed
  when: 1950-10
  ask: In which month did the bridge close?
  label: The bridge closes
  accounts: [{{answer: 1950-11, evidence: {{paper: closed that November day}}}}]
  evidence: {{wire: closed that October day}}
- id: town.founded
  when: 1873
  ask: In which year was the town founded?
  label: The town is founded
  evidence: {{wire: founded in 1873, paper: in its books since 1873}}
- id: guests.number
  how_many: 12 guests
  ask: How many guests came?
  evidence: {{wire: there came twelve guests}}
- id: guests.hosts
  who: jane-doe
  accept: [Jane Doe and John Roe]
  ask: Who received the guests?
  evidence: {{wire: received by the chair}}
- id: roe.demand
  demanded: a warmer hall
  by: john-roe
  ask: What did John Roe demand of the council?
  reverse: Who demanded a warmer hall?
  wrong: [{{fact: doe.reason}}, {{fact: hall.reason}}, a longer talk]
  withdrawn: [{{card: reverse, on: 2023-04-01, why: Everybody had demanded that.}}]
  accounts:
    - {{answer: a larger hall, evidence: {{wire: demanded a larger hall}}}}
  evidence: {{paper: demanded a warmer hall}}
- id: doe.reason
  what: the rain
  by: jane-doe
  ask: Why was the meeting so short, as Jane Doe says?
  says: As Jane Doe says, the meeting was so short for [the rain].
  wrong: [the cold, the noise, the dark]
  evidence: {{paper: because of the rain}}
- id: guests.harbour
  where: ogdenville
  ask: In which harbour did the guests land?
  evidence: {{wire: landed at Ogdenville}}
  retired: {{on: 2023-05-01, why: It was an error., instead: meeting.place}}
"""
_FAIR = """\
- id: fair.began
  when: 2019-08-03
  ask: On what date did the fair begin?
  evidence: {wire: began on 3 August 2019}
- id: fair.ended
  when: 2019-08-29
  ask: On what date did the fair end?
  evidence: {wire: ended on 29 August 2019}
"""
_LOCK = "card roe.demand/reverse 0123456789abcdef 2022-02-01T12:00:00Z\n"
#: Letters of another script instead of ours, small and capital ones alike.
_LETTERS = str.maketrans(ascii_letters, "".join(chr(code + step) for code in (0x430, 0x410) for step in range(26)))
#: The keys of a library's files below which texts stand.
_TEXTS = frozenset(
    "library about report name aliases outlet title standing ask says label reverse note evidence why "
    "what said demanded how_long how_many answer accept wrong".split()
)
#: What stays as it is in every language: commands, the ids of facts and sources, places in files and their keys,
#: letters for names, and what counts rows on paper.
_COMMAND = r"\bquizgen (?:quiz|review) [^\n]*"
_PLACE = r"\S*\bquestions/\w+\.yaml:\d+|\b(?:accept|aliases)\b"
_FACT = rf"\b(?:{'|'.join(map(re.escape, re.findall('id: ([a-z.-]+)', _FACTS + _FAIR)))})(?![\w-])"
_SOURCE = r"\b(?:wire|paper)\b"
_MARKS = r"\b[a-d]{3,4}\b|\b(?:ii|iii|iv|vi|vii|viii)\b"
_SAME = re.compile(f"{_COMMAND}|{_PLACE}|{_FACT}|{_SOURCE}|{_MARKS}")
_OURS = re.compile("⟦[^⟦⟧]*⟧")


def veiled(text: str) -> str:
    """Return a text with letters that quizgen has none of."""
    return text.translate(_LETTERS)


FOREIGN = replace(
    PIECEWISE,
    months=tuple(map(veiled, ENGLISH.months)),
    short_months=tuple(map(veiled, ENGLISH.short_months)),
    weekdays=tuple(map(veiled, ENGLISH.weekdays)),
    cardinals={veiled(word): number for word, number in ENGLISH.cardinals.items()},
    shares={veiled(word): share for word, share in ENGLISH.shares.items()},
    indefinite_articles=tuple(map(veiled, ENGLISH.indefinite_articles)),
    ordinals={veiled(word): number for word, number in ENGLISH.ordinals.items()},
    titles=tuple(map(veiled, ENGLISH.titles)),
    place_prepositions=tuple(map(veiled, ENGLISH.place_prepositions)),
    quantity_fillers=tuple(map(veiled, ENGLISH.quantity_fillers)),
    date_fillers=frozenset(map(veiled, ENGLISH.date_fillers)),
    date_preposition=veiled(ENGLISH.date_preposition),
    definite_articles=tuple(map(veiled, ENGLISH.definite_articles)),
    partitive=veiled(ENGLISH.partitive),
    stop_words=frozenset(map(veiled, ENGLISH.stop_words)),
    conjunction=veiled(ENGLISH.conjunction),
    rough_date=f"{veiled('about')} ",
    key_words={veiled(word): key for word, key in ENGLISH.key_words.items()},
)


@contextmanager
def spoken() -> Iterator[None]:
    """Have libraries that name English speak the foreign language instead."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(LANGUAGES, "en", FOREIGN)
        yield


def write_foreign(root: Path) -> Path:
    """Write the small library with veiled texts into `root`, and return `root`."""
    files: dict[str, str | bytes] = {
        "questions/fair.yaml": topic(_FAIR, "fair", "The fair"),
        "decks/quizgen.lock": _LOCK,
    }
    for path in write_library(root, _FACTS, files).rglob("*.yaml"):
        read = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506  it makes nothing but texts
        path.write_text(yaml.safe_dump(_veiled(read), allow_unicode=True, sort_keys=False, width=1000), "utf-8")
    return root


def _veiled(node: Any, *, is_text: bool = False) -> Any:
    match node:
        case dict():
            return {
                key: _veiled(value, is_text=key in _TEXTS or (is_text and key != "fact")) for key, value in node.items()
            }
        case list():
            return [_veiled(one, is_text=is_text) for one in node]
        case _:
            return veiled(node) if is_text and node != "required" else node  # evidence: required


@cache
def foreign_library() -> Library:
    """The small library with veiled texts, read and checked once."""
    with spoken(), TemporaryDirectory() as folder:
        library = open_library(write_foreign(Path(folder)))
        assert library.kb.language is FOREIGN
    return library


def untranslated(text: str) -> set[str]:
    """The words that went past the catalogue; a single letter is a key. Each bracket has to have its other one."""
    while text != (text := _OURS.sub(" ", text)):
        pass
    assert not set("⟦⟧") & set(text), text
    return set(re.findall("[A-Za-z]{2,}", _SAME.sub(" ", text)))
