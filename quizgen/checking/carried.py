"""The rule that evidence shows the answer, all of it, and what it takes to see that in the words of an article."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from quizgen.domain.answer import ClockTime, PartialDate, Quantity
from quizgen.domain.formula import LOWERED, RAISED
from quizgen.domain.numbers import write_digits
from quizgen.domain.problem import LibraryFinding
from quizgen.domain.text import Ref, Text
from quizgen.domain.tongue import fragment_tongue, reading, tongue
from quizgen.grading.clock_times import clock_forms
from quizgen.grading.normalise import join_compounds, write_out_signs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from quizgen.domain.answer import Answer
    from quizgen.domain.fact import Evidence, Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Article

#: Each raised or lowered sign, and the one it is.
_ON_THE_LINE = {sign: letter for table in (LOWERED, RAISED) for letter, sign in table.items()}


def answer_not_in_evidence(kb: KnowledgeBase, _articles: Mapping[str, Article]) -> Iterator[LibraryFinding]:
    """The fragments of a fact together carry the words of its answer, and those of an account the words of its own.

    Whoever doubts a card sees from its fragments that the answer stands in the article: not only "deploy weapons" but
    also "where they may be a threat". Words are compared by their roots, numbers whether in digits or in words, and a
    name may stand there in another of its forms. A date may be worked out: its day and month stand there, or a weekday,
    or a word such as 'yesterday'. Take further words from the article, in a second fragment if they stand apart. What
    no source reports ('unreported') has no words to show. Of 'true_false' the claim is looked for where it is true,
    else its 'truth'. Where the fact and the words are in two languages (see 'language' of a topic and of a source), and
    for names, dates and numbers in a language that quizgen does not speak, nobody but you can tell. Looked at where the
    articles are at hand: in the library's folder articles/, or with `quizgen check --articles DIR`.

    Passes:

        - id: doe.talks
          said: talks will go on
          by: jane-doe
          ask: What did Jane Doe say of the future of the negotiations?
          evidence: {wire: the talks will go on}

    Fails:

        - id: doe.talks
          said: talks will go on in spring
          by: jane-doe
          ask: What did Jane Doe say of the future of the negotiations?
          evidence: {wire: the talks will go on}
    """
    for fact in kb.facts.values():
        for answer, evidence in (
            (fact.answer, fact.evidence),
            *((account.answer, account.evidence) for account in fact.accounts),
        ):
            looked_up = [one for one in evidence if one.words is not None and str(one.source) in kb.articles]
            fragments = [one.words for one in looked_up if one.words is not None]
            can_tell = not fact.unreported and all(_are_alike(kb, fact, answer, one) for one in looked_up)
            if not fragments or not can_tell:
                continue
            words, known = " ".join(fragments), reading(kb, fact)
            lacking = [word for part in _to_show(fact, answer) for word in _lacking(known, part, words)]
            if lacking:
                told = ", ".join(f"'{word}'" for word in dict.fromkeys(lacking))
                message = f"the fragments don't show {told} of {_whole(kb, fact, answer)}; {_advice(kb, fragments)}"
                yield LibraryFinding(fact.path, fragments[0], message, str(fact.id))


def _to_show(fact: Fact, answer: Answer) -> tuple[Answer, ...]:
    """Return what fragments have to show of an answer: its parts, or the sentence that is true of a claim."""
    if fact.claim is not None:
        return (fact.truth or fact.claim,)
    items = (fact.items, *(account.items for account in fact.accounts))
    return next(parts for one, parts in zip(fact.answers, items, strict=True) if one is answer) or (answer,)


def _whole(kb: KnowledgeBase, fact: Fact, answer: Answer) -> str:
    """Return what is held against the fragments, as a message names it."""
    if fact.claim is None:
        return f"the answer '{kb.text(answer)}'"
    return f"the {'truth' if fact.truth else 'claim'} '{_to_show(fact, answer)[0]}'"


def _advice(kb: KnowledgeBase, fragments: list[Text]) -> str:
    """Return what to do where words do not show an answer: they may be of another language than they are read in."""
    told, language = "add the article's words", kb.language
    of_its_own = language.stop_words | language.cardinals.keys() | language.unit_names
    if not of_its_own.isdisjoint(language.words(" ".join(fragments))):
        return told
    return f"{told}, or name their 'language' in the source if they are not {kb.language.name}"


def _are_alike(kb: KnowledgeBase, fact: Fact, answer: Answer, evidence: Evidence) -> bool:
    """Say whether an answer and a fragment are in one language, so that their words can be compared.

    Names, dates and numbers are the library's.
    """
    is_phrase = isinstance(answer, Text) and not isinstance(answer, Ref)
    return fragment_tongue(kb, fact, evidence) == (tongue(kb, fact) if is_phrase else "")


def _lacking(kb: KnowledgeBase, answer: Answer, text: str) -> list[str]:
    """Return what of an answer a text does not show: words of a phrase, or the whole of any other answer."""
    match answer:
        case PartialDate():
            is_shown = _shows_date(kb, answer, text)
        case ClockTime():
            is_shown = any(kb.language.contains(text, form) for form in clock_forms(kb.language, answer))
        case Quantity():
            is_shown = any(_shows_number(kb, number, text) for number in (answer.number, answer.value))
            number = [] if is_shown else [str(answer.number)]
            if answer.end is not None and not _shows_number(kb, answer.end, text):
                number.append(str(answer.end))
            return number + _lacking_words(kb, answer.unit, text)
        case Ref():
            is_shown = not _is_known(kb, answer) or any(not _lacking_words(kb, form, text) for form in kb.forms(answer))
        case _:
            return _lacking_words(kb, answer, text)
    return [] if is_shown else [kb.text(answer)]


def _shows_date(kb: KnowledgeBase, date: PartialDate, text: str) -> bool:
    """Say whether a text gives a date: its day and month, its month, or its year, or words to reckon it from."""
    words = set(_in_digits(kb, text))
    if _tells_by_today(kb, words):
        return True
    if date.month is None:
        return str(abs(date.year)) in words
    names = {kb.language.months[date.month - 1], *kb.language.short_months[date.month - 1].split(), str(date.month)}
    suffix = kb.language.ordinal_suffixes[0]
    is_day = date.day is None or not words.isdisjoint((str(date.day), f"{date.day}{suffix}"))
    return is_day and not words.isdisjoint(map(str.lower, names))


def _tells_by_today(kb: KnowledgeBase, words: set[str]) -> bool:
    """Say whether words tell a date by the day on which they were written."""
    language = kb.language
    return not words.isdisjoint(language.relative_dates | frozenset(map(str.lower, language.weekdays)))


def _shows_number(kb: KnowledgeBase, number: Decimal, text: str) -> bool:
    """Say whether a text gives a number, in digits or in words: 'an hour and a half' is 1.5 hours."""
    language, words, number = kb.language, set(_in_digits(kb, text)), abs(number)
    if f"{number.normalize():f}" in words:
        return True
    whole, rest = int(number), Fraction(number) % 1
    parts = {word for word, share in language.shares.items() if Fraction(*share) == rest}
    has_whole = whole == 0 or str(whole) in words or (whole == 1 and not words.isdisjoint(language.indefinite_articles))
    return has_whole and not parts.isdisjoint(words)


def _lacking_words(kb: KnowledgeBase, phrase: str, text: str) -> list[str]:
    """Return the words of a phrase that carry meaning and that a text lacks."""
    roots = kb.language.roots
    shown = roots(" ".join(_in_digits(kb, text)))
    lacking = [word for word in _in_digits(kb, phrase) if not roots(word) <= shown]
    if not lacking:
        return []
    carried = {word for name in _names_shown(kb, phrase, text) for word in name.split()}
    if not kb.language.negations.isdisjoint(kb.language.words(text)):
        carried |= kb.language.negations  # 'nobody would' and 'not anyone would' are the same
    if not _are_names_known(kb):
        carried |= {kb.language.normal(word) for word in phrase.split() if word[0].isupper()}
    return [word for word in lacking if word not in carried and not _is_worked_out(kb, word, text)]


def _are_names_known(kb: KnowledgeBase) -> bool:
    """Say whether all was read that could be an entity; else nobody knows how a thing is named otherwise."""
    return kb.documents.is_whole and kb.documents.incomplete <= kb.facts.keys()


def _is_known(kb: KnowledgeBase, ref: Ref) -> bool:
    """Say whether an entity is described, and its record was read whole."""
    return ref in kb.entities and ref not in kb.documents.incomplete


def _in_digits(kb: KnowledgeBase, text: str) -> tuple[str, ...]:
    """Return the words of a text, its numbers in digits, raised and lowered signs as others: CO2 for CO₂."""
    written_out = join_compounds(kb.language, write_out_signs(kb.language, text.translate(_ON_THE_LINE)))
    return write_digits(kb.language, kb.language.words(written_out))


def _names_shown(kb: KnowledgeBase, phrase: str, text: str) -> Iterator[str]:
    """Yield the names in a phrase, in plain words, whose entities a text names too, in whatever form."""
    here, there = kb.language.spaced(phrase), kb.language.spaced(text)
    for id_, entity in kb.entities.items():
        names = (*kb.plain_names[id_], *map(kb.language.normal, entity.in_roles))
        if any(f" {name} " in there for name in names):
            yield from (name for name in names if f" {name} " in here)


def _is_worked_out(kb: KnowledgeBase, word: str, text: str) -> bool:
    """Say whether a word is part of a date that is reckoned from words of the text."""
    language = kb.language
    is_of_date = word.isdecimal() or word in map(str.lower, (*language.months, *language.weekdays))
    return is_of_date and _tells_by_today(kb, set(language.words(text)))
