"""What quizgen has to know of a language: a record of its words, and what follows from those tables alone."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from gettext import NullTranslations
from string import ascii_lowercase, ascii_uppercase, punctuation
from typing import TYPE_CHECKING

from quizgen.language.characters import composed, folded, without_ignorables
from quizgen.language.measures import Bound, Measure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from quizgen.language.answers import AnswerTables
    from quizgen.language.names import NameTables
    from quizgen.language.questions import QuestionPatterns
    from quizgen.language.times import TimeTables

#: Texts whose words are remembered; the rules look at one fact after another, so the last few hundred matter.
_REMEMBERED = 4096
#: So many letters at its beginning are a word's root; fewer would make 'president' of 'press'.
_ROOT = 5
_NOTHING = frozenset(("",))
#: In a language that quizgen does not speak, words of so many letters say nothing: most of them are articles and such.
_SHORT = 3
#: Numbers are written as words up to this one.
_LAST_IN_WORDS = 10

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_NUMBER = re.compile(r"\d[.,]\d")
#: ASCII text in small letters, its marks as spaces.
_PLAIN = bytes.maketrans((ascii_uppercase + punctuation).encode(), (ascii_lowercase + " " * len(punctuation)).encode())


class _Remembered(dict[str, str]):
    """Remembers what a function makes of each word met."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> str:
        made = self[word] = self._make(word)
        return made


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Language:
    """The words of one language, in small letters but for the names of months and weekdays.

    Every stage that looks at words is handed the language of the library (see `KnowledgeBase.language`). There is
    one value a language, so it is compared by identity.
    """

    #: The language's tag (BCP 47), and what it calls itself.
    tag: str
    name: str
    #: The texts that quizgen itself prints, by what they are in English (see `catalogue`).
    texts: NullTranslations = field(default_factory=NullTranslations)
    #: Where its words are read as those of a language that quizgen does not speak, the tag of that (see `foreign`).
    foreign: str = ""

    # --- any text ---
    #: Words that say nothing about the matter.
    stop_words: frozenset[str]
    #: Words that decide what a statement says, however alike the rest: texts that differ in them differ in meaning.
    decisive: frozenset[str]
    #: Those of them with which a sentence denies something.
    negations: frozenset[str]
    #: 'the', and 'a' or 'an', which stand for one as well.
    definite_articles: tuple[str, ...]
    indefinite_articles: tuple[str, ...]
    #: What may stand before an infinitive: 'to go' and 'go' answer alike.
    infinitive_sign: str
    #: The articles with which its nouns are learnt, so that one without is a part of the answer, each with the genders
    #: that it may have (see `foreign`).
    learnt_articles: Mapping[str, str] = field(default_factory=dict)
    #: What stands behind an apostrophe and says nothing, and what is read for the apostrophe.
    possessives: tuple[str, ...]
    apostrophe: str = ""
    #: Letters that people without them on their keyboard write as others: 'ae' for 'ä'.
    spelt_out: Mapping[str, str] = field(default_factory=dict)
    #: The commonest endings, the longest first; without them 'demands' is 'demanded'.
    stem_endings: tuple[str, ...]
    #: Endings that a root lacks, and how its last letter changes: 'invade' and 'invasion' have one root.
    root_endings: tuple[str, ...]
    root_letters: Mapping[str, str]
    #: Nouns with a plural of their own, and their singular; then endings of the plural, what stands there in the
    #: singular, and how many letters such a word has at least. The first that fits counts.
    irregular_plurals: Mapping[str, str]
    plural_endings: tuple[tuple[str, str, int], ...]

    # --- how people write ---
    #: Signs that say something, as words, and the sign - before a number; all other marks are dropped.
    signs: Mapping[str, str]
    minus: str
    #: Regular expressions for what is written in several ways, and how it is written here; used in this order.
    rewritings: tuple[tuple[str, str], ...]
    #: Words that are written apart as well as together, and how they are written here.
    compounds: Mapping[str, str]
    #: A regular expression for what may stand before the name of a unit and says nothing.
    silent_prefix: str
    #: Regular expressions for words that are spelt in two ways, British and American, and how they are spelt here.
    spellings: tuple[tuple[str, str], ...]
    #: Prefixes that need the hyphen after them: 're-sign' is not 'resign'.
    hyphened_prefixes: tuple[str, ...]
    #: Small amounts, which say the contrary without their article: 'a few' and 'few'.
    small_amounts: tuple[str, ...]
    #: What joins two things ('and'), and what stands before two that only together answer ('between').
    conjunction: str
    between: str
    #: What goes on with a text behind a comma: 'which', 'but'.
    continuing: frozenset[str]
    #: How it asks, and puts words down to somebody.
    questions: QuestionPatterns
    #: What may stand before a place.
    place_prepositions: tuple[str, ...]

    # --- dates ---
    months: tuple[str, ...]
    #: How each month is cut short, with spaces between the ways; nothing for one that never is.
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    #: How a month with its year, a day with both and a day without its year are written, the printed form first.
    month_formats: tuple[str, ...]
    date_formats: tuple[str, ...]
    day_formats: tuple[str, ...]
    times: TimeTables
    #: Words that belong to the writing of a date and say nothing.
    date_fillers: frozenset[str]
    #: What may stand before a whole date, as 'in' before a year.
    date_preposition: str
    #: Regular expressions for what stands for a part of a month or a year, and beside a date that is not certain.
    part_of_date: str
    rough_date: str
    #: Words that tell a date by the day on which they are written, beside the weekdays: 'yesterday', 'next week'.
    relative_dates: frozenset[str]
    #: What follows the digits of an ordinal; the first makes one of any number.
    ordinal_suffixes: tuple[str, ...]

    # --- numbers ---
    cardinals: Mapping[str, int]
    #: Words for so many things together.
    sets: Mapping[str, int]
    #: Powers of a thousand, and what else a number may be counted in.
    thousands: Mapping[str, int]
    multiples: Mapping[str, int]
    #: How what a number is counted in is cut short right behind its digits: anywhere, and of money only.
    short_scales: Mapping[str, int]
    short_money_scales: Mapping[str, int]
    ordinals: Mapping[str, int]
    #: Parts of one, as numerator and denominator.
    shares: Mapping[str, tuple[int, int]]

    # --- quantities ---
    #: What says how a number is meant, before it or after it.
    qualifiers: Mapping[Bound, tuple[str, ...]]
    #: Those of them that a quantity may be written with in a fact.
    written_qualifiers: tuple[str, ...]
    #: Those that stand behind a quantity.
    trailing_qualifiers: tuple[str, ...]
    #: What may stand before a quantity and says nothing, taken away in this order.
    quantity_fillers: tuple[str, ...]
    #: Words that are often written for another one in a quantity.
    confused_words: Mapping[str, str]
    #: The sign + as a word; between number and unit it means 'or more'.
    plus: str
    #: What may stand between a part and its whole: 'half of an hour', and between two units: 'km per hour'.
    partitive: str
    per: str
    #: How the exponents 2 and 3 are said behind a unit and before it.
    powers: Mapping[str, tuple[str, str]]
    #: The two words with which a question asks for a number.
    count_question: tuple[str, str]
    #: What units measure, by the names of each, spaces between them: of one, of several, then all others.
    units: Mapping[str, Measure]
    #: Units whose sign stands before the number.
    currencies: tuple[str, ...]
    #: The unit of what is written as 7:30.
    clock_unit: str

    # --- names ---
    answers: AnswerTables
    names: NameTables
    #: Titles that say nothing.
    titles: tuple[str, ...]
    #: Those of the titles that people of this language read but do not write.
    foreign_titles: frozenset[str]
    #: How a role is written otherwise, replaced in this order.
    role_words: Mapping[str, str]
    #: Words that make another role of a role.
    lesser_roles: frozenset[str]
    #: Words that only link those of a role; the one that says to whom somebody is sent; and those around a place.
    role_links: frozenset[str]
    role_target: str
    place_links: frozenset[str]

    # --- options ---
    #: The pattern of an option that speaks of the others by their place, as 'none of the above' does; or empty.
    about_options: str

    # --- typos ---
    #: Words in which a typo would change what is said, beside numbers, weekdays, directions and decisive words.
    fixed_words: frozenset[str]
    #: Where something lies, and the endings that such a word may have.
    directions: tuple[str, ...]
    direction_endings: tuple[str, ...]
    #: Syllables that turn what a word says: with one of them, without it and with another it is another word. Of the
    #: first ones, one for another is a typo; the second ones may also be lost with the first letter.
    denying_prefixes: tuple[str, ...]
    lone_prefixes: tuple[str, ...]
    turning_prefixes: tuple[str, ...]
    #: Pairs of endings that make two persons of one verb: 'employer' and 'employee'.
    person_endings: tuple[tuple[str, str], ...]
    #: Words that are a typo or two apart from another word of this list, and the endings that they may have: whoever
    #: types one of them means it.
    lookalikes: tuple[str, ...]
    inflections: tuple[str, ...]

    # --- what a learner tells a round ---
    #: The words that do as well as a key, for whoever types lines; only = has none.
    key_words: Mapping[str, str]

    def gettext(self, text: str, /, **values: object) -> str:
        """Return one of quizgen's own texts in this language, with `values` in the places that stand in braces."""
        translated = self.texts.gettext(text)
        return translated.format(**values) if values else translated

    def ngettext(self, singular: str, plural: str, number: int, /, **values: object) -> str:
        """Return a text as it is for this `number`, which stands at {number}, with further `values` in their places."""
        return self.texts.ngettext(singular, plural, number).format(number=number, **values)

    @cached_property
    def articles(self) -> tuple[str, ...]:
        """Return all articles."""
        return (*self.indefinite_articles, *self.definite_articles)

    @cached_property
    def scales(self) -> dict[str, int]:
        """Return all that a number may be counted in, with its value."""
        return {**self.thousands, **self.multiples}

    @cached_property
    def unit_names(self) -> frozenset[str]:
        """Return all names of units."""
        return frozenset(name for names in self.units for name in names.split())

    @cached_property
    def number_words(self) -> frozenset[str]:
        """Return the words for numbers and ordinals."""
        return frozenset((*self.cardinals, *self.ordinals, *self.scales))

    @cached_property
    def signed_units(self) -> dict[str, str]:
        """Return all names of money and of shares in a hundred, each with the one that stands behind a number."""
        signed = {*self.currencies, *self.signs.values()}
        tables = [names.split() for names, measure in self.units.items() if measure.dimension in signed]
        return {name: names[1] for names in tables for name in names}

    @cached_property
    def currencies_counted(self) -> frozenset[str]:
        """Return the names of money that stand behind a number."""
        return frozenset(self.signed_units.get(name, name) for name in self.currencies)

    def with_signs_as_words(self, text: str) -> str:
        """Return `text` with a word for each sign that says something: '5 percent' for '5%'."""
        return text.translate(self._sign_words)

    @cached_property
    def _sign_words(self) -> dict[int, str]:
        return str.maketrans({sign: f" {word} " for sign, word in self.signs.items()})

    @cached_property
    def _apostrophe(self) -> re.Pattern[str]:
        return re.compile(rf"['’](?:(?:{'|'.join(self.possessives)})\b)?")

    def words(self, text: str) -> list[str]:
        """Return the words of `text` in small letters; an apostrophe and a possessive s are dropped."""
        return self.normal(text).split()

    @lru_cache(maxsize=_REMEMBERED)  # noqa: B019  there is one value a language, for as long as the program runs
    def normal(self, text: str) -> str:
        """Return the words of `text` joined by single spaces: equal for texts that look alike but for case or marks."""
        if "'" in text or "’" in text:
            text = self._apostrophe.sub(self.apostrophe, text)
        if not text.isascii():
            return " ".join(_WORD.findall(composed(without_ignorables(text)).lower()))
        if ("." in text or "," in text) and _NUMBER.search(text):
            return " ".join(_WORD.findall(text.lower()))
        return b" ".join(text.encode().translate(_PLAIN).split()).decode()  # the same, at a third of the cost

    def likeness(self, text: str) -> str:
        """Return what two texts share that a reader takes for the same: their words without accents."""
        return self.normal(folded(text))

    def spaced(self, text: str) -> str:
        """Return the words of `text` between spaces: so one text is found in another only as whole words."""
        return f" {self.normal(text)} "

    def contains(self, text: str, part: str) -> bool:
        """Say whether the words of `part` stand in `text` one after another."""
        return bool(self.normal(part)) and self.spaced(part) in self.spaced(text)

    def asks(self, text: str) -> bool:
        """Say whether a text begins with a word that asks."""
        return re.match(self.questions.asking, text, re.IGNORECASE) is not None

    def stem(self, word: str) -> str:
        """Return `word` without the commonest endings, enough to match 'demands' with 'demanded'."""
        for ending in self.stem_endings:
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                return word[: -len(ending)]
        return word

    def singular(self, word: str) -> str:
        """Return the singular of a noun, well enough to match 'countries' with 'country'."""
        return self._singulars[word]

    @cached_property
    def _singulars(self) -> _Remembered:
        """Remember the singular of each word met."""
        return _Remembered(self._singular)

    def _singular(self, word: str) -> str:
        if word in self.irregular_plurals:
            return self.irregular_plurals[word]
        for ending, instead, shortest in self.plural_endings:
            if word.endswith(ending) and len(word) >= shortest:
                return word.removesuffix(ending) + instead
        return word

    @lru_cache(maxsize=_REMEMBERED)  # noqa: B019
    def content_words(self, text: str) -> frozenset[str]:
        """Return the stems of the words of `text` that carry meaning."""
        return self.stems(self.normal(text).split())

    def stems(self, words: Iterable[str]) -> frozenset[str]:
        """Return the stems of those of `words`, in small letters, that carry meaning."""
        return frozenset(map(self._stems.__getitem__, words)) - _NOTHING

    @lru_cache(maxsize=_REMEMBERED)  # noqa: B019
    def roots(self, text: str) -> frozenset[str]:
        """Return how the words of `text` with meaning begin: alike for 'east', 'eastern', or 'invade', 'invasion'."""
        return frozenset(map(self._roots.__getitem__, self.normal(text).split())) - _NOTHING

    @cached_property
    def _stems(self) -> _Remembered:
        """Remember the stem of each word met; that of a stop word is nothing."""
        return _Remembered(lambda word: "" if self._says_nothing(word) else self.stem(word))

    def _says_nothing(self, word: str) -> bool:
        return word in self.stop_words or (self.foreign != "" and len(word) <= _SHORT)

    @cached_property
    def _roots(self) -> _Remembered:
        """Remember the root of each word met; that of a stop word is nothing."""
        return _Remembered(lambda word: self._root(self._stems[word]))

    def _root(self, word: str) -> str:
        if (number := self.cardinals.get(word, self.sets.get(word))) is not None:
            return str(number)
        for ending in self.root_endings:
            word = word.removesuffix(ending) or word
        root = word[:_ROOT]
        last = root[-1:]
        return root[:-1] + self.root_letters.get(last, last) if len(root) == _ROOT else root

    def date(self, year: int, month: int | None = None, day: int | None = None) -> str:
        """Return a date as it is printed: 2021, 'May 2021', '5 May 2021'. A part that is 0 or None is not known."""
        return self.date_forms(year, month, day)[0]

    def date_forms(self, year: int, month: int | None = None, day: int | None = None) -> tuple[str, ...]:
        """Return the usual ways of writing a date in words, the printed one first."""
        name = self.months[month - 1] if month else ""
        if not year and month:
            return self.day_forms(month, day) if day else (name,)
        formats = ("{year}",) if not month else self.date_formats if day else self.month_formats
        return tuple(one.format(year=self.times.year(year), month=name, day=day) for one in formats)

    def day_forms(self, month: int, day: int) -> tuple[str, ...]:
        """Return the usual ways of writing a day without its year."""
        return tuple(one.format(month=self.months[month - 1], day=day) for one in self.day_formats)

    def date_of(self, day: int) -> str:
        """Return the day with this proleptic ordinal as it is printed: 5 May 2021."""
        return self.date(*dt.date.fromordinal(day).timetuple()[:3])

    def count_word(self, number: int) -> str:
        """Return a number up to ten as a word, a greater one in digits."""
        words = (word for word, value in self.cardinals.items() if value == number <= _LAST_IN_WORDS)
        return next(words, str(number))

    def bound_of(self, qualifier: str) -> Bound:
        """Return how a number with this qualifier is meant."""
        return next((bound for bound, said in self.qualifiers.items() if qualifier in said), Bound.NONE)
