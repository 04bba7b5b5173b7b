"""Words of one root: what `families/TAG.txt` lists for a language, for each word the others, one family a line."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.language.record import Language

#: Words whose forms are remembered: those of a few hundred facts.
_REMEMBERED = 8192
_FAMILIES = Path(__file__).parent / "families"


@lru_cache(maxsize=_REMEMBERED)
def relatives(tag: str, word: str) -> frozenset[str]:
    """Return the words of the same root as `word` that do not simply go on from it: 'slavery' for 'slave'.

    `tag` is that of the language; of one without a list no relatives are known. All words are in small letters.
    """
    lines = _lines(tag)
    at = bisect_left(lines, f"{word} ")
    first, *others = lines[at].split() if at < len(lines) else [""]
    return frozenset(others) if first == word else frozenset()


@cache
def _lines(tag: str) -> list[str]:
    path = _FAMILIES / f"{tag}.txt"
    return path.read_text("utf-8").splitlines() if path.exists() else []


@lru_cache(maxsize=_REMEMBERED)
def lemmas(language: Language, word: str) -> frozenset[str]:
    """Return what a word in small letters may be a form of, itself too: 'compile' for 'compiled'.

    What is no word is among them as well; they serve to look for one.
    """
    found = {word, language.singular(word)}
    for ending in language.stem_endings:
        rest = word.removesuffix(ending)
        if rest != word:
            found.update((rest, rest + "e"))
            if rest[-1:] == rest[-2:-1]:
                found.add(rest[:-1])
    return frozenset(found)
