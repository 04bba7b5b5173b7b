"""An answer that stands in a sentence: 'it lasted 7 days', 'by 4.5%', 'Mumbai (formerly Bombay)'.

Only what says nothing is taken away: the words of a table, and those of the question itself. Whatever decides, counts,
limits or makes another role stays, so that 'it was not Lavrov' and 'his deputy' do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.grading.normalise import clean_text
from quizgen.language.foreign import without_any_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.language import Language

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_BRACKETS = re.compile(r"([^()]+) \(([^()]+)\)")
#: The most words before an answer that are looked at.
_MOST = 6


def without_frame(language: Language, prompt: str, typed: str) -> Iterator[str]:
    """Yield what may be the answer in `typed`, from the fewest words taken away to the most."""
    text, tables = clean_text(typed), language.answers
    places = [(place.group().lower(), place.end()) for place in _WORD.finditer(text)]
    if not places:
        return
    first = places[0][0]
    asked = language.normal(prompt).split()
    if first in tables.subjects:
        for word, end in places[:_MOST]:
            if word != first and not _says_nothing(language, word, prompt):
                break
            yield from _tails(language, prompt, text[end:])
    elif first in tables.prepositions and (first in language.place_prepositions or first == "by" or first in asked[:1]):
        yield from _tails(language, prompt, text[places[0][1] :])
    else:
        yield from _tails(language, prompt, text, is_whole=True)


def _tails(language: Language, prompt: str, text: str, *, is_whole: bool = False) -> Iterator[str]:
    """Yield a text, and the same without what says nothing behind a quantity."""
    text = text.strip(" ,:;.")
    if not is_whole:
        yield text
    for phrase in language.answers.behind_quantity:
        if text.lower().endswith(f" {phrase}"):
            yield text[: -len(phrase)].rstrip()
    before, of, behind = text.partition(f" {language.partitive} ")
    said = {*language.normal(prompt).split(), *language.articles}
    if of and any(map(str.isdigit, before)) and said.issuperset(language.normal(behind).split()):
        yield before  # '12,000 tonnes of steel'


def _says_nothing(language: Language, word: str, prompt: str) -> bool:
    """Say whether a word before an answer says nothing: it stands in a table, or in the question."""
    tables = language.answers
    if word in tables.verbs or word in tables.prepositions or word in language.definite_articles:
        return True
    says = (language.decisive, language.lesser_roles, language.number_words, language.stop_words, language.unit_names)
    if any(word in words for words in says) or "'" in word or not word.isalpha():
        return False
    return language.stem(word) in {language.stem(asked) for asked in language.normal(prompt).split()}


def in_brackets(language: Language, typed: str) -> tuple[str, str] | None:
    """Return a name and another one in brackets behind it, or None."""
    match = _BRACKETS.fullmatch(clean_text(typed))
    if match is None:
        return None
    name, other = match.groups()
    words = other.split()
    while len(words) > 1 and words[0].lower() in language.answers.other_name:
        words = words[1:]
    return name, " ".join(words)


def put_together(language: Language, first: str, rest: str) -> tuple[str, ...]:
    """Return the answers that the first half of one and its rest make: '10 January' and '2022', 'une clé' and 'la'."""
    rest = language.answers.bounds.get(rest.lower(), rest)
    return (f"{first} {rest}", f"{rest} {first}", f"{rest} {without_any_article(first)}")
