"""What may not stand in front of an answer: what tells it in the words of a question, by the answer's form."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.checking.initials import told_by_initials
from quizgen.checking.kinship import called_after, kin
from quizgen.domain.term_words import telling_words
from quizgen.language.foreign import ALL_ARTICLES
from quizgen.language.word_families import lemmas, relatives

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizgen.language import Language

#: So many letters of a name stand at the beginning of a word that is made of it; of the name of somebody after whom
#: something is called, so many.
_SHORTEST, _SHORTEST_EPONYM = 4, 3
_PAIR = 2
_WORD = re.compile(r"[^\W_]+")
#: A word as it is written, with what is joined to it.
_WRITTEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class Secret:
    """The answer to a question, none of whose forms may be shown."""

    def __init__(self, language: Language, forms: Iterable[str]) -> None:
        self.language = language
        self.forms = [(language.spaced(form), form) for form in forms]

    def leak(self, text: str, *, is_heading: bool = False) -> str | None:  # noqa: ARG002  only a phrase looks
        """Return the words of `text` that give the secret away, or None. A heading may hold some words of a phrase."""
        shown = self.language.spaced(text)
        return next((form for plain, form in self.forms if plain in shown and plain != "  "), None)


class Name(Secret):
    """The name of a place, an organisation or a thing; nothing made of it may be shown, nor may its initials.

    A name is written with capitals: 'reading' does not tell of Reading.
    """

    def __init__(self, language: Language, forms: Iterable[str], names: Iterable[str]) -> None:
        super().__init__(language, forms)
        self.names = tuple(names)
        self.capitals = {plain: _capitals(form) for plain, form in self.forms}

    def leak(self, text: str, *, is_heading: bool = False) -> str | None:  # noqa: ARG002
        capitals, shown = _capitals(text), self.language.spaced(text)
        told = [form for plain, form in self.forms if plain in shown and self.capitals[plain] <= capitals]
        if told:
            return told[0]
        for name in self.names:
            made = self._made(name, shown, capitals) or told_by_initials(self.language, name, text)
            if (told_by := made or self._in_parts(name, text)) is not None:
                return told_by
        return None

    def _in_parts(self, name: str, text: str) -> str | None:
        """Return the words of a text that tell all words of a name one by one: 'southern', 'Africa' of South Africa.

        Of a name of one word, that of somebody after whom it is called tells it: 'Penn' of Pennsylvania.
        """
        words = [word for word in self.language.words(name) if word not in self.language.stop_words]
        if len(words) > 1:
            told = [self._telling(word, text) for word in words]
            return ", ".join(filter(None, told)) if all(told) else None
        is_asked = re.search(self.language.questions.eponym, text, re.IGNORECASE)
        return called_after(self.language, words[0], text) if words and is_asked else None

    def _telling(self, word: str, text: str) -> str | None:
        """Return a word of a text that is a word of a name in another form, or of one root with it."""
        single, stems = self.language.singular, self.language.stems
        same = (other for other in self.language.words(text) if single(other) == single(word))
        return next(same, None) or kin(self.language, word, text, stems([single(word)]))

    def _made(self, name: str, shown: str, capitals: set[str]) -> str | None:
        """Return what is made of a name in a text: 'New Zealanders' of 'New Zealand', 'Danish' of 'Denmark'."""
        *others, last = self.language.words(_without_article(self.language, name)) or [""]
        origin = self.language.singular(last)
        beginning = " ".join(("", *others, origin))
        goes_on = re.search(rf"{beginning}\w+ ", shown) if len(origin) >= _SHORTEST else None
        if goes_on is not None:
            return goes_on.group().strip()
        family = frozenset[str]() if others else relatives(self.language.tag, last)
        return next((word for word in sorted(capitals) if not family.isdisjoint(lemmas(self.language, word))), None)


class Person(Secret):
    """The name of a person, of which no word may be shown and from which none may be made: 'Keplerian'.

    It is written with capitals, but where the question is after whom something is called: the unit 'newton'. The month
    in a date does not tell of Ms May.
    """

    def __init__(self, language: Language, forms: Iterable[str], names: Sequence[str]) -> None:
        super().__init__(language, forms)
        particles = {*language.names.particles, *language.articles}
        self.names = [name for name in names if name.istitle()]
        self.words = {word for name in names for word in _capitals(name)} - particles
        self.origins = {word[:-1] if word[-1] in language.names.lost_letters else word for word in self.words}

    def leak(self, text: str, *, is_heading: bool = False) -> str | None:  # noqa: ARG002
        text = self._without_dates(text)
        if re.search(self.language.questions.eponym, text, re.IGNORECASE):
            told = [word for word in self.language.words(text) if self._begins(word)]
        else:
            told = sorted(word for word in _capitals(text) if word in self.words or self._is_made(word))
        initials = (told_by_initials(self.language, name, text) for name in self.names)
        return ", ".join(told) or next(filter(None, initials), None)

    def _begins(self, word: str) -> bool:
        return any(word.startswith(origin) for origin in self.origins if len(origin) >= _SHORTEST_EPONYM) or (
            len(word) >= _SHORTEST and any(name.startswith(word) for name in self.words)
        )

    def _is_made(self, word: str) -> bool:
        endings = self.language.names.endings
        return any(word in relatives(self.language.tag, name) for name in self.words) or any(
            word.startswith(origin) and word[len(origin) :] in endings
            for origin in self.origins
            if len(origin) >= _SHORTEST
        )

    def _without_dates(self, text: str) -> str:
        month = f"(?:{'|'.join(self.language.months)})"
        suffixes = "|".join(self.language.ordinal_suffixes)
        return re.sub(rf"\b\d+(?:{suffixes})? (?:of )?{month}\b|\b{month},? \d+", "", text)


def _capitals(text: str) -> set[str]:
    """Return the words of a text that begin with a capital, in small letters."""
    return {word.lower() for word in _WORD.findall(text) if word[0].isupper()}


class Phrase(Secret):
    """A phrase, of which less than half of the words may be shown that are in no `context`."""

    def __init__(self, language: Language, forms: Iterable[str], names: Iterable[str], context: frozenset[str]) -> None:
        super().__init__(language, forms)
        self.context = context
        plain = (_without_article(language, name) for name in names)
        self.words = [(name, words) for name in plain if (words := telling_words(language, name))]

    def leak(self, text: str, *, is_heading: bool = False) -> str | None:
        told = super().leak(text)
        if told is not None:
            return told
        shown, idle = telling_words(self.language, text), self.context | self._asked_for(text)
        for name, words in self.words:
            if (verb := self._verb(name, text)) is not None:
                shown |= self._stems(_WRITTEN.findall(name)[0])
            if (letters := told_by_initials(self.language, name, text)) is not None:
                return letters
            telling = frozenset[str]() if is_heading else self._telling(name, words - idle, shown, text)
            if (words <= shown and not words <= self.context) or (telling and len(telling & shown) * 2 >= len(telling)):
                return self._as_written((telling or words) & shown, text) or verb
            if not is_heading and (akin := self._akin(name, words, shown, text)) is not None:
                return akin
        return None

    def _telling(self, name: str, words: frozenset[str], shown: frozenset[str], text: str) -> frozenset[str]:
        """Return those of the words of an answer, as stems, that tell it from others."""
        if words.isdisjoint(shown):
            return words
        telling = words - (self._whole(name, shown) & shown)
        if len(self._stems(name)) == _PAIR:
            telling -= self._modifier(name, text) | self._matter(name, shown)
            telling -= self._kind(name, text) & shown if len(words) == _PAIR else frozenset()
        else:
            telling -= self._kinds(name, shown, text)
        return telling - self._owner(name) or telling

    def _akin(self, name: str, words: frozenset[str], shown: frozenset[str], text: str) -> str | None:
        """Return the words of a text that tell all those of an answer which do not stand there, by their roots."""
        if self.language.foreign:
            return None
        asked_for, told = self._asked_for(text), list[str]()
        for word in self.language.words(name):
            stems = self._stems(word)
            if not stems or (len(words) > 1 and stems <= shown):
                continue
            akin = kin(self.language, word, text, asked_for) or called_after(self.language, word, text)
            if akin is None:
                return None
            told.append(akin)
        return ", ".join(told) or None

    def _whole(self, name: str, shown: frozenset[str]) -> frozenset[str]:
        """Return the stems of what an answer is a part of, unless the part is told: 'egg' of the white of an egg."""
        part, of, whole = name.partition(f" {self.language.partitive} ")
        return self._stems(whole) if of and not self._stems(part) <= shown else frozenset()

    def _kind(self, name: str, text: str) -> frozenset[str]:
        """Return the stem of the last word of an answer, which says what kind of thing it is: 'angle' of a right angle.

        In small letters it also says so of a name: 'ocean' of the Pacific Ocean.
        """
        last = _WRITTEN.findall(name)[-1]
        is_kind = last.islower() or re.search(rf"\b{last}", text) is None
        return self._stems(last) if is_kind else frozenset()

    def _kinds(self, name: str, shown: frozenset[str], text: str) -> frozenset[str]:
        """Return the stems of all words of an answer but the first, where a text says them as what kind of thing it is.

        'Blood cells' and 'cells of the blood' say so of the red blood cells.
        """
        first, *others = [word for word in self.language.words(name) if self._stems(word)]
        kinds, phrase = self._stems(" ".join(others)), self.language.partitive
        if self._stems(first) <= shown or not kinds <= shown:
            return frozenset()
        apart = [word for word in self.language.words(text) if word not in (phrase, *self.language.articles)]
        runs = (apart[start : start + len(others)] for start in range(len(apart)))
        return (
            kinds
            if any(self.language.stems(map(self.language.singular, run)) == kinds for run in runs)
            else frozenset()
        )

    def _owner(self, name: str) -> frozenset[str]:
        """Return the stem of whose an answer is: 'Jupiter' of Jupiter's moon Europa."""
        owner = re.match(r"[^\W_]+(?=['’])", name)
        return self._stems(owner.group()) if owner else frozenset()

    def _modifier(self, name: str, text: str) -> frozenset[str]:
        """Return the stem of the first of two words of an answer, where in a text it says something of another thing.

        Neither the city's mayor nor a city map tells of a city hall. A name with a capital does.
        """
        first, _ = self._pair(name)
        behind = rf"\b{re.escape(first)}(?:['’]s)? ([^\W\d_]+)"
        others = re.findall(behind, text, re.IGNORECASE) if first.islower() else []
        return self._stems(first) if any(map(self._stems, others)) else frozenset()

    def _pair(self, name: str) -> tuple[str, str]:
        """Return the first two words of an answer that say something and stand beside each other, or empty ones."""
        pairs = pairwise(_WRITTEN.findall(name))
        return next(((first, last) for first, last in pairs if self._stems(first) and self._stems(last)), ("", ""))

    def _stems(self, text: str) -> frozenset[str]:
        return telling_words(self.language, text)

    def _as_written(self, told: frozenset[str], text: str) -> str:
        """Return the words of a text that are meant by those told, in their order there."""
        written = dict.fromkeys(_WRITTEN.findall(text))
        return ", ".join(word for word in written if not told.isdisjoint(telling_words(self.language, word)))

    def _verb(self, name: str, text: str) -> str | None:
        """Return the verb in a text of which the first word of an answer is made: 'swim' for a swimming pool."""
        first = _WRITTEN.findall(name)[0].lower()
        if not first.endswith(self.language.questions.verbal) or self.language.foreign:
            return None
        verbs = lemmas(self.language, first)
        words = (word for word in self.language.words(text) if word not in self.language.stop_words)
        return next((word for word in words if verbs & lemmas(self.language, word)), None)

    def _matter(self, name: str, shown: frozenset[str]) -> frozenset[str]:
        """Return the stem of the first of two words of an answer, where it only says to what the other belongs.

        Who asks about the web does not tell of a web browser, as long as nothing tells of a browser. A name tells, and
        so does what is made of a verb: 'boils' of the boiling point.
        """
        first, last = self._pair(name)
        is_verbal = first.endswith(self.language.questions.verbal)
        return frozenset() if is_verbal or not first.islower() or self._stems(last) <= shown else self._stems(first)

    def _asked_for(self, text: str) -> frozenset[str]:
        """Return the words that say what is asked for: 'ocean' in 'Which ocean ...?'."""
        behind = re.findall(rf"(?i:{self.language.questions.asking})(?: (?:much|many|kind of))? ([^\W\d]+)", text)
        return telling_words(self.language, " ".join(behind))


def _without_article(language: Language, name: str) -> str:
    """Return an answer without the article of whatever language that it begins with."""
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in {*ALL_ARTICLES, *language.articles} else name
