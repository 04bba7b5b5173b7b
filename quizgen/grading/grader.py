"""Grading a typed answer as a fair teacher would: its meaning counts, and likeness alone does not.

An answer is exact, another accepted form, nearly right (a typo, for the learner to own up to), wrong, or
unclear, when it can be read in two ways of which one is right. A text that is as near to another answer
of the library as to the right one is that other answer.
"""

from __future__ import annotations

from itertools import chain, product, starmap
from typing import TYPE_CHECKING

from quizgen.domain.answer import ClockTime, PartialDate, Quantity, has_definite_form
from quizgen.domain.fact import Kind
from quizgen.domain.question import Gaps
from quizgen.domain.text import Ref
from quizgen.domain.tongue import read_for_answer
from quizgen.domain.verdict import LONGEST_ANSWER, Fit, Verdict
from quizgen.grading.clock_times import read_times
from quizgen.grading.dates import (
    NamedDates,
    agrees_in_part,
    date_reason,
    is_same_date,
    lacks_era,
    read_date,
    read_vague,
    which_part,
    with_century,
)
from quizgen.grading.formulas import grade_formula
from quizgen.grading.learnt_articles import article_verdict
from quizgen.grading.lists import grade_list
from quizgen.grading.meanings import NEIGHBOURS
from quizgen.grading.names import Names
from quizgen.grading.normalise import clean_text, loose_words, spelling, strict_words, without_article
from quizgen.grading.other_answers import AnswerIndex
from quizgen.grading.phrases import as_meant, phrases_of, things_together
from quizgen.grading.quantities import (
    accepted_amounts,
    amount_of,
    compare,
    lacks_bound,
    quantity_reason,
    read_amounts,
    read_clock,
)
from quizgen.grading.reasons import (
    missing_era,
    missing_part,
    missing_unit,
    which_bound,
    which_name,
    which_post,
    which_unit,
)
from quizgen.grading.sentences import in_brackets, without_frame
from quizgen.grading.typos import count_typos_in_words, is_another_name

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Entity
    from quizgen.domain.question import Question
    from quizgen.grading.dates import DateReading
    from quizgen.grading.quantities import Amount

_WRONG = Verdict(Fit.WRONG)


class Grader:
    """Grades typed answers to the questions of a knowledge base; it remembers only indexes."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.language = kb.language
        self._answers = AnswerIndex(kb)
        self._names = Names(kb)
        self._phrases = phrases_of(kb.language, kb.documents.entities)
        self._readers: dict[str, Grader] = {}

    def grade(self, question: Question, given: str) -> Verdict:
        """Return the verdict on `given` as an answer to `question`. Nothing is raised, whatever the text."""
        kb = read_for_answer(self.kb, question)
        if kb is not self.kb:
            reader = self._readers.get(kb.read_as) or self._readers.setdefault(kb.read_as, Grader(kb))
            return reader.grade(question, given)
        typed = clean_text(given) if len(given) <= LONGEST_ANSWER else ""
        if not strict_words(self.language, typed) or len(typed) > LONGEST_ANSWER:
            return _WRONG
        if special := grade_formula(question, given) or grade_list(self.kb, question, typed, self._grade):
            return special
        if self._answers.is_wrong_option(question, typed, self._forms(question)):
            return _WRONG
        verdict = self._grade(question, typed)
        if verdict.fit is Fit.WRONG and self._is_definite(question):
            verdict = next(self._in_sentence(question, typed), verdict)
        return self._incomplete(question, typed, verdict) if verdict.fit is Fit.WRONG and not verdict.asks else verdict

    def _is_definite(self, question: Question) -> bool:
        return question.asks_subject or has_definite_form(self.language, question.fact.answer)

    def _in_sentence(self, question: Question, typed: str) -> Iterator[Verdict]:
        """Yield the verdicts on what may be the answer in a sentence, as far as it is not wrong."""
        both = in_brackets(self.language, typed)
        if both is not None:
            name, other = (self._grade(question, text) for text in both)
            if other.fit.is_right and name.fit.is_right:
                yield name
        prompt = str(question.fact.ask)
        for text in without_frame(self.language, prompt, typed):
            verdict = self._grade(question, text) if strict_words(self.language, text) else _WRONG
            if verdict.fit is not Fit.WRONG or verdict.asks:
                yield verdict

    def _incomplete(self, question: Question, typed: str, verdict: Verdict) -> Verdict:
        """Return the verdict on a wrong answer with a question, where it is only a part of a right name or post."""
        article = article_verdict(self.language, self._forms(question), typed)
        if article is not None:
            return article
        if any(self._names.known.is_part_of_name(typed, entity) for entity in self._entities(question)):
            return verdict._replace(asks=which_name(self.language))
        if self._is_part_of_post(question, typed):
            return verdict._replace(asks=which_post(self.language))
        return verdict

    def _is_part_of_post(self, question: Question, typed: str) -> bool:
        """Say whether a text is a part of a right post, and not the whole of another one."""
        answer = str(question.fact.answer)
        if question.asks_subject or self.language.content_words(answer) not in self.kb.bearers_of_roles:
            return False
        pairs = product(loose_words(self.language, typed), loose_words(self.language, answer))
        return any(starmap(self._names.is_part_of_post, pairs)) and not self._is_other(question, typed, 0)

    def _grade(self, question: Question, typed: str) -> Verdict:
        """Return the verdict on a clean text as it stands."""
        texts = self._texts(question, typed)
        return (
            self._match_exactly(question, texts[0][1], typed)
            or next(filter(None, (self._match_words(question, forms, text) for text, forms in texts)), None)
            or self._match_known(question, typed)
            or self._match_meaning(question, typed)
            or next(filter(None, (self._match_nearly(question, forms, text) for text, forms in texts)), None)
            or self._match_part(texts[0][1], typed)
        )

    def _texts(self, question: Question, typed: str) -> list[tuple[str, dict[str, str]]]:
        """Return the readings of `typed`, as it stands first, then as a name, each with the forms that it may be."""
        forms, entities, names = self._forms(question), self._entities(question), self._names
        texts = [(typed, forms)]
        for entity in () if self._is_other_name(question, typed) else entities:
            for reading in dict.fromkeys(names.readings(typed, entity)):
                theirs = {names.without_title(form): forms.get(form, str(entity.name)) for form in reading.forms}
                texts.append((reading.name, theirs))
        if not any(map(names.has_name, entities)):
            return texts
        return [
            (text, {form: shown for form, shown in theirs.items() if not names.has_other_initial(text, form)})
            for text, theirs in texts
        ]

    def _is_other_name(self, question: Question, typed: str) -> bool:
        """Say whether a text is the whole name of something else, and so no variant of a right one."""
        entities = self._entities(question)
        return any(other not in entities for other in self._answers.entities_named(typed))

    def _match_known(self, question: Question, typed: str) -> Verdict | None:
        """Return ALIAS where `typed` is a name by which only a right answer is known, or None."""
        names = self._names
        for entity in () if self._is_other_name(question, typed) else self._entities(question):
            whole = (reading.name for reading in names.readings(typed, entity) if reading.is_whole)
            for name in dict.fromkeys((typed, *whole)):
                is_initial = names.has_name(entity) and names.has_other_initial(name, str(entity.name))
                variants = () if is_initial else self._variants(question, name)
                known = next((words for words in variants if names.known.is_name_of(words, entity)), None)
                if known and any(
                    self._is_other(question, " ".join(words), 0)
                    for words in (known, *loose_words(self.language, typed))
                ):
                    return None  # somebody else is written so
                if known:
                    return Verdict(Fit.ALIAS, str(entity.name))
        return None

    def _entities(self, question: Question) -> list[Entity]:
        """Return the entities whose names are right answers."""
        if question.asks_subject:
            subject = self._answers.subject(question.fact)
            return [subject] if subject is not None else []
        answers = (*question.fact.answers, *question.fact.also_right)
        entities = (self.kb.entities.get(answer) for answer in answers if isinstance(answer, Ref))
        return [entity for entity in entities if entity is not None]

    def _forms(self, question: Question) -> dict[str, str]:
        """Return all right forms, each with the form to show in its place."""
        fact, forms = question.fact, dict.fromkeys(question.shape.accepted, "")
        if question.asks_subject:
            subject = self._answers.subject(fact)
            forms |= dict.fromkeys(map(str, subject.forms if subject else ()), "")
        else:
            own = self.kb.forms(fact.answer)
            for answer in (*(account.answer for account in fact.accounts), *fact.also_right):
                forms |= {form: self.kb.text(answer) for form in self.kb.forms(answer) if form not in own}
        return {form: shown or form for form, shown in forms.items()}

    def _match_meaning(self, question: Question, typed: str) -> Verdict | None:
        """Return the verdict on `typed` read as a date or a quantity, where the answer is one and it can be read so."""
        fact, language = question.fact, self.language
        if question.asks_subject:
            return None
        own, *others = (as_meant(language, answer) for answer in (*fact.answers, *fact.also_right))
        verdict = None
        if isinstance(own, PartialDate):
            readings = read_date(language, typed)
            dates = [answer for answer in (own, *others) if isinstance(answer, PartialDate)]
            verdict = self._as_date(question, readings, dates) if readings else self._as_vague(question, typed, dates)
        elif isinstance(own, ClockTime):
            times = [answer for answer in (own, *others) if isinstance(answer, ClockTime)]
            verdict = self._as_time(typed, times)
        elif isinstance(own, Quantity):
            quantities = (answer for answer in (own, *others) if isinstance(answer, Quantity))
            right = [(amount_of(language, answer), str(answer)) for answer in quantities]
            for form in fact.accept:
                right += [(amount, str(form)) for amount in accepted_amounts(language, form, own)]
            verdict = self._as_quantity(question.shape.prompt, typed, right)
        # What is no such date or number may still be a phrase with a typo.
        is_phrase = own is not fact.answer
        return None if is_phrase and verdict is not None and verdict.fit is Fit.WRONG else verdict

    def _match_nearly(self, question: Question, forms: dict[str, str], typed: str) -> Verdict | None:
        """Return NEAR for an answer with typos that is not as near to another answer of the library, or None."""
        is_name = bool(self._entities(question))
        matches = [
            (typos, shown, words, right)
            for form, shown in forms.items()
            for right in loose_words(self.language, form)
            for words in self._variants(question, typed)
            if (typos := count_typos_in_words(self.language, words, right)) is not None
            and not (is_name and is_another_name(words, right))
        ]
        if not matches:
            return None
        typos, shown, words, right = min(matches)
        if any(self._answers.entities_named(word) for word in set(words) - set(right)):
            return None  # a word that is the whole name of something else is no typo
        if any(self._names.known.is_other_city(words, entity) for entity in self._entities(question)):
            return None
        return None if self._is_other(question, " ".join(words), typos) else Verdict(Fit.NEAR, shown)

    def _is_other(self, question: Question, words: str, typos: int) -> bool:
        """Say whether an answer of the library that is not right lies at most so many typos from the typed words."""
        fact, answers = question.fact, self._answers
        entities = [entity for form in self._forms(question) for entity in answers.entities_named(form)]
        right: set[Hashable] = {("entity", str(entity.id)) for entity in entities}
        if question.asks_subject:
            right.add(spelling(self.language, fact.label or ""))
            right.update(map(self.kb.key_of, fact.means))
            pools = [answers.pool(None)]
        else:
            right.update(map(self.kb.key_of, (*fact.answers, *fact.also_right)))
            pools = [answers.pool(fact.kind), answers.options(self.kb.wrong(fact))]
        pools += [answers.pool(sort) for sort in {entity.sort for entity in entities}]
        return any(pool.holds_near(words, typos, right) for pool in pools)

    def _match_exactly(self, question: Question, forms: dict[str, str], typed: str) -> Verdict | None:
        """Return EXACT where `typed` is the printed answer and that is among the right forms, or None."""
        answer = question.shape.answer
        is_same = any(read(self.language, typed) == read(self.language, answer) for read in (spelling, strict_words))
        return Verdict(Fit.EXACT, answer) if is_same and answer in forms else None

    def _match_words(self, question: Question, forms: dict[str, str], typed: str) -> Verdict | None:
        """Return ALIAS where `typed` is one of the right answers word for word, or None."""
        for read in (spelling, strict_words):
            for form, shown in forms.items():
                if read(self.language, typed) == read(self.language, form):
                    return Verdict(Fit.ALIAS, shown)
        variants = set(self._variants(question, typed))
        for form, shown in forms.items():
            if not variants.isdisjoint(loose_words(self.language, form)):
                return Verdict(Fit.ALIAS, shown)
        things = self._in_any_order(typed)
        for form, shown in forms.items() if things else ():
            if things == self._in_any_order(form):
                return Verdict(Fit.ALIAS, shown)
        if question.asks_subject or isinstance(question.fact.answer, Ref):
            return None
        named = set(map(self._phrases.named, variants))
        same = (shown for form, shown in forms.items() if not named.isdisjoint(self._phrases.meanings(form)))
        return next((Verdict(Fit.ALIAS, shown) for shown in chain(same, self._same_posts(variants, forms))), None)

    def _same_posts(self, variants: Iterable[Sequence[str]], forms: dict[str, str]) -> Iterator[str]:
        """Yield the right forms that are the post that was typed, written otherwise."""
        for form, shown in forms.items():
            pairs = product(variants, loose_words(self.language, form))
            if any(self._names.is_same_post(words, right) for words, right in pairs):
                yield shown

    def _in_any_order(self, text: str) -> frozenset[tuple[str, ...]]:
        """Return the words of each of the things that a text names together; nothing where it names one thing."""
        things = things_together(self.language, text)
        return frozenset(self._phrases.meanings(thing)[0] for thing in things) if len(things) > 1 else frozenset()

    def _variants(self, question: Question, typed: str) -> Iterator[tuple[str, ...]]:
        """Yield the typed words, also without 'in' before a place, and without words from beside the gap."""
        language = self.language
        for words in loose_words(language, typed):
            yield words
            if question.fact.kind is Kind.WHERE and words and words[0] in language.place_prepositions:
                yield without_article(language, words[1:])
            if isinstance(question.shape, Gaps):
                before, after = (
                    loose_words(language, text)[0] for text in (question.shape.before, question.shape.after)
                )
                for count in range(1, min(NEIGHBOURS, len(words) - 1) + 1):
                    if words[:count] == before[-count:]:
                        yield without_article(language, words[count:])
                    if words[-count:] == after[:count]:
                        yield words[:-count]

    def _match_part(self, forms: dict[str, str], typed: str) -> Verdict:
        """Return WRONG, with a reason where `typed` is one of the things that a right answer names together."""
        language = self.language
        words = set(loose_words(language, typed))
        for form in forms:
            parts = things_together(language, form)
            if len(parts) > 1 and any(not words.isdisjoint(loose_words(language, part)) for part in parts):
                return Verdict(Fit.WRONG, why=missing_part(language))
        return _WRONG

    def _as_quantity(self, prompt: str, typed: str, right: list[tuple[Amount, str]]) -> Verdict | None:
        """Return the verdict on `typed` read as a quantity, or None; `right` are right quantities with their forms."""
        language = self.language
        amounts = read_amounts(language, typed)
        tried = amounts or read_clock(language, typed)
        results = [(compare(language, given, amount, prompt), form) for given in tried for amount, form in right]
        best = next((result for fit in (Fit.ALIAS, Fit.NEAR) for result in results if result[0] is fit), None)
        if not amounts:
            return Verdict(Fit.WRONG, why=missing_unit(language), asks=which_unit(language)) if best else None
        is_bare = any(lacks_bound(language, given, amount, prompt) for given in amounts for amount, _ in right)
        asks = which_bound(language) if is_bare else ""
        if best:
            return Verdict(*best, asks=asks if best[0] is Fit.NEAR else "")
        reasons = (quantity_reason(language, given, amount, prompt) for given in amounts for amount, _ in right)
        why = next(filter(None, reasons), "")
        return Verdict(Fit.WRONG, why=why, asks=which_unit(language) if why == missing_unit(language) else asks)

    def _as_time(self, typed: str, right: list[ClockTime]) -> Verdict | None:
        """Return the verdict on `typed` read as a time of day, or None where it is none."""
        meant = read_times(self.language, typed)
        form = next((str(time) for time in right if time.minutes in meant), None)
        return (Verdict(Fit.ALIAS, form) if form else _WRONG) if meant else None

    def _as_date(self, question: Question, readings: tuple[DateReading, ...], dates: list[PartialDate]) -> Verdict:
        """Return the verdict on an answer with these readings as a date."""
        named = NamedDates(self.language, question.shape.prompt)
        matched: dict[DateReading, PartialDate] = {}
        others: list[DateReading] = []
        parts: list[tuple[DateReading, PartialDate]] = []
        for reading in readings:
            pairs = [(with_century(named.complete(reading, date), date), date) for date in dates]
            right = next((pair for pair in pairs if is_same_date(*pair)), None)
            if right is not None:
                matched |= (right,)
            else:
                others.append(pairs[0][0])
                parts += [pair for pair in pairs if agrees_in_part(*pair)]
        for form in () if matched else question.fact.accept:
            accepted = {reading.parts for reading in read_date(self.language, form)}
            if any(reading.parts in accepted and not reading.typos for reading in readings):
                return Verdict(Fit.ALIAS, str(form))
        if not matched and any(lacks_era(*pair) for pair in product(readings, dates)):
            return Verdict(Fit.WRONG, why=missing_era(self.language))
        if not matched:
            return self._wrong_date(*parts[0]) if parts else _WRONG
        reading, date = next(iter(matched.items()))
        rivals = [other for other in others if other.precision == date.precision and (other.year or not date.year)]
        if rivals:
            dates_meant = sorted(meaning.parts for meaning in (reading, *rivals))
            return Verdict(Fit.UNCLEAR, readings=tuple(self.language.date(*parts) for parts in dates_meant))
        return Verdict(Fit.NEAR if reading.typos else Fit.ALIAS, self.kb.text(date))

    def _wrong_date(self, reading: DateReading, date: PartialDate) -> Verdict:
        """Return the verdict on a date that is wrong because a part is missing or too much."""
        why, asks = date_reason(self.language, reading, date), which_part(self.language, reading, date)
        return Verdict(Fit.WRONG, self.kb.text(date), why=why, asks=asks)

    def _as_vague(self, question: Question, typed: str, dates: list[PartialDate]) -> Verdict | None:
        """Return the verdict on 'early January 2022' or 'about 1963': wrong, with a reason if that may be the date."""
        named = NamedDates(self.language, question.shape.prompt)
        for why, readings in read_vague(self.language, typed):
            for reading, date in product(readings, dates):
                meaning = with_century(named.complete(reading, date), date)
                if is_same_date(meaning, date):
                    return Verdict(Fit.WRONG, self.kb.text(date), why=why)
                if agrees_in_part(meaning, date):
                    return self._wrong_date(meaning, date)
        return None
