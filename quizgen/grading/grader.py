"""Grading a typed answer as a fair teacher would: what is meant counts, and what merely looks alike does not.

An answer is exact, another accepted form, nearly right (a slip of the finger, for the learner to own
up to), wrong, or unclear, when it can be read in two ways of which one is right. Whoever types what is
as near to another known answer as to the right one has given that other answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.domain.answer import PartialDate, Quantity
from quizgen.domain.fact import Kind
from quizgen.domain.question import Gaps
from quizgen.domain.text import Ref
from quizgen.domain.verdict import LONGEST_ANSWER, Fit, Verdict
from quizgen.grading.dates import Named, overlap, read_date, read_vague, resolved, same, unlike
from quizgen.grading.names import Names
from quizgen.grading.normalise import loosely, plainly, spelled, strictly, without_article
from quizgen.grading.other_answers import KnownAnswers
from quizgen.grading.quantities import accepted_amounts, amount_of, compare, lacking, read_amounts, read_clock
from quizgen.grading.reasons import missing_part, missing_unit
from quizgen.grading.typos import near

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Entity
    from quizgen.domain.question import Question
    from quizgen.grading.dates import Reading
    from quizgen.grading.quantities import Amount
    from quizgen.language import Language

#: How many words of the sentence beside a gap may be typed with the answer.
_NEIGHBOURS = 3

_WRONG = Verdict(Fit.WRONG)


class Grader:
    """Grades typed answers to the questions of one knowledge base; it remembers only indexes."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.language = kb.language
        self._known = KnownAnswers(kb)
        self._names = Names(kb)

    def grade(self, question: Question, given: str) -> Verdict:
        """Return how `given` meets the right answer to `question`. Nothing is raised, whatever the text."""
        typed = plainly(given) if len(given) <= LONGEST_ANSWER else ""
        if not strictly(self.language, typed) or len(typed) > LONGEST_ANSWER:
            return _WRONG
        texts = self._texts(question, typed)
        return (
            self._exactly(question, texts[0][1], typed)
            or next(filter(None, (self._in_words(question, forms, text) for text, forms in texts)), None)
            or self._in_meaning(question, typed)
            or next(filter(None, (self._near(question, forms, text) for text, forms in texts)), None)
            or self._in_part(texts[0][1], typed)
        )

    def _texts(self, question: Question, typed: str) -> list[tuple[str, dict[str, str]]]:
        """Return what `typed` may say, as it stands first, then as somebody's name, each with the forms it may meet."""
        forms, entities, names = self._forms(question), self._entities(question), self._names
        texts = [(typed, forms)]
        # The whole name of something else is no variant of a right one.
        is_other = any(other not in entities for other in self._known.named(typed))
        for entity in () if is_other else entities:
            for said in dict.fromkeys(names.said(typed, entity)):
                theirs = {names.without_title(form): forms[form] for form in said.forms if form in forms}
                texts.append((said.name, theirs))
        if not any(map(names.is_named, entities)):
            return texts
        return [
            (text, {form: shown for form, shown in theirs.items() if not names.has_other_initial(text, form)})
            for text, theirs in texts
        ]

    def _entities(self, question: Question) -> list[Entity]:
        """Return the entities whose names are right answers."""
        if question.asks_subject:
            subject = self._known.subject(question.fact)
            return [subject] if subject is not None else []
        answers = (*question.fact.answers, *question.fact.also_right)
        found = (self.kb.entities.get(answer) for answer in answers if isinstance(answer, Ref))
        return [entity for entity in found if entity is not None]

    def _forms(self, question: Question) -> dict[str, str]:
        """Return each right answer as people may write it, with the form to show where it is met."""
        fact, forms = question.fact, dict.fromkeys(question.shape.accepted, "")
        if question.asks_subject:
            subject = self._known.subject(fact)
            forms |= dict.fromkeys(map(str, subject.forms if subject else ()), "")
        else:
            own = self.kb.forms(fact.answer)
            for answer in (*(account.answer for account in fact.accounts), *fact.also_right):
                forms |= {form: self.kb.text(answer) for form in self.kb.forms(answer) if form not in own}
        return {form: shown or form for form, shown in forms.items()}

    def _in_meaning(self, question: Question, typed: str) -> Verdict | None:
        """Return the verdict on a date or a quantity, where the answer is one and `typed` can be read as one."""
        fact, language = question.fact, self.language
        if question.asks_subject:
            return None
        answers = (*fact.answers, *fact.also_right)
        if isinstance(fact.answer, PartialDate):
            readings = read_date(language, typed)
            dates = [answer for answer in answers if isinstance(answer, PartialDate)]
            return self._as_date(question, readings, dates) if readings else self._as_vague(question, typed, dates)
        if isinstance(fact.answer, Quantity):
            right = [(amount_of(language, answer), str(answer)) for answer in answers if isinstance(answer, Quantity)]
            for form in fact.accept:
                right += [(amount, str(form)) for amount in accepted_amounts(language, form, fact.answer)]
            return self._as_quantity(question.shape.prompt, typed, right)
        return None

    def _near(self, question: Question, forms: dict[str, str], typed: str) -> Verdict | None:
        """Return NEAR for slips of the finger that do not lead as near to another known answer, or None."""
        found = [
            (slips, shown, words, right)
            for form, shown in forms.items()
            for right in loosely(self.language, form)
            for words in self._meant(question, typed)
            if (slips := near(self.language, words, right)) is not None
        ]
        if not found:
            return None
        slips, shown, words, right = min(found)
        if any(self._known.named(word) for word in set(words) - set(right)):
            return None  # a word that is the whole name of something else is no slip
        return None if self._is_other(question, " ".join(words), slips) else Verdict(Fit.NEAR, shown)

    def _is_other(self, question: Question, words: str, slips: int) -> bool:
        """Say whether another known answer than the right one lies at most so many slips from the typed words."""
        fact, known = question.fact, self._known
        entities = [entity for form in self._forms(question) for entity in known.named(form)]
        right: set[Hashable] = {("entity", str(entity.id)) for entity in entities}
        if question.asks_subject:
            right.add(spelled(self.language, fact.label or ""))
            pools = [known.pool(None)]
        else:
            right.update(map(self.kb.key_of, (*fact.answers, *fact.also_right)))
            pools = [known.pool(fact.kind), known.options(fact.wrong)]
        pools += [known.pool(sort) for sort in {entity.sort for entity in entities}]
        return any(pool.holds_near(words, slips, right) for pool in pools)

    def _exactly(self, question: Question, forms: dict[str, str], typed: str) -> Verdict | None:
        """Return EXACT where `typed` is the printed answer, being one of the forms that it may meet, or None."""
        answer = question.shape.answer
        is_same = any(read(self.language, typed) == read(self.language, answer) for read in (spelled, strictly))
        return Verdict(Fit.EXACT, answer) if is_same and answer in forms else None

    def _in_words(self, question: Question, forms: dict[str, str], typed: str) -> Verdict | None:
        """Return ALIAS where `typed` is one of the right answers word for word, or None."""
        for read in (spelled, strictly):
            for form, shown in forms.items():
                if read(self.language, typed) == read(self.language, form):
                    return Verdict(Fit.ALIAS, shown)
        meant = set(self._meant(question, typed))
        for form, shown in forms.items():
            if not meant.isdisjoint(loosely(self.language, form)):
                return Verdict(Fit.ALIAS, shown)
        return None

    def _meant(self, question: Question, typed: str) -> Iterator[tuple[str, ...]]:
        """Yield the typed words, also without 'in' before a place, and without what stands beside the gap anyway."""
        language = self.language
        for words in loosely(language, typed):
            yield words
            if question.fact.kind is Kind.WHERE and words and words[0] in language.place_prepositions:
                yield without_article(language, words[1:])
            if isinstance(question.shape, Gaps):
                before, after = (loosely(language, text)[0] for text in (question.shape.before, question.shape.after))
                for count in range(1, min(_NEIGHBOURS, len(words) - 1) + 1):
                    if words[:count] == before[-count:]:
                        yield without_article(language, words[count:])
                    if words[-count:] == after[:count]:
                        yield words[:-count]

    def _in_part(self, forms: dict[str, str], typed: str) -> Verdict:
        """Return WRONG, and why where `typed` is one of the things that a right answer names together."""
        language = self.language
        words = set(loosely(language, typed))
        for form in forms:
            parts = _things_together(language, form)
            if len(parts) > 1 and any(not words.isdisjoint(loosely(language, part)) for part in parts):
                return Verdict(Fit.WRONG, why=missing_part(language))
        return _WRONG

    def _as_quantity(self, prompt: str, typed: str, right: list[tuple[Amount, str]]) -> Verdict | None:
        """Return the verdict on a quantity, where `typed` can be read as one; `right` are the right ones as printed."""
        language = self.language
        amounts = read_amounts(language, typed)
        tried = amounts or read_clock(language, typed)
        found = [(compare(language, one, other, prompt), form) for one in tried for other, form in right]
        best = next((one for fit in (Fit.ALIAS, Fit.NEAR) for one in found if one[0] is fit), None)
        if not amounts:
            return Verdict(Fit.WRONG, why=missing_unit(language)) if best else None
        if best:
            return Verdict(*best)
        whys = (lacking(language, one, other, prompt) for one in amounts for other, _ in right)
        return Verdict(Fit.WRONG, why=next(filter(None, whys), ""))

    def _as_date(self, question: Question, readings: tuple[Reading, ...], dates: list[PartialDate]) -> Verdict:
        """Return the verdict on what can be read as a date."""
        named = Named(self.language, question.shape.prompt)
        met: dict[Reading, PartialDate] = {}
        others: list[Reading] = []
        parts: list[tuple[Reading, PartialDate]] = []
        for reading in map(named.filled, readings):
            whole = [(resolved(reading, date), date) for date in dates]
            right = next((pair for pair in whole if same(*pair)), None)
            if right is not None:
                met |= (right,)
            else:
                others.append(whole[0][0])
                parts += [pair for pair in whole if overlap(*pair)]
        for form in () if met else question.fact.accept:
            known = {one.parts for one in read_date(self.language, form)}
            if any(one.parts in known and not one.slips for one in readings):
                return Verdict(Fit.ALIAS, str(form))
        if not met:
            return self._without(*parts[0]) if parts else _WRONG
        reading, date = next(iter(met.items()))
        rivals = [one for one in others if one.precision == date.precision and one.year is not None]
        if rivals:
            both = sorted((reading, *rivals), key=lambda one: one.parts)
            return Verdict(Fit.UNCLEAR, readings=tuple(self.language.date(*one.parts) for one in both))
        return Verdict(Fit.NEAR if reading.slips else Fit.ALIAS, self.kb.text(date))

    def _without(self, reading: Reading, date: PartialDate) -> Verdict:
        """Return the verdict on a date that is wrong for a part which it lacks, or has too much."""
        return Verdict(Fit.WRONG, self.kb.text(date), why=unlike(self.language, reading, date))

    def _as_vague(self, question: Question, typed: str, dates: list[PartialDate]) -> Verdict | None:
        """Return the verdict on 'early January 2022' or 'about 1963': wrong, and why if that may well be the date."""
        named = Named(self.language, question.shape.prompt)
        for why, readings in read_vague(self.language, typed):
            for reading in map(named.filled, readings):
                for date in dates:
                    one = resolved(reading, date)
                    if same(one, date):
                        return Verdict(Fit.WRONG, self.kb.text(date), why=why)
                    if overlap(one, date):
                        return self._without(one, date)
        return None


def _things_together(language: Language, form: str) -> list[str]:
    """Return the things that an answer names together; of what lies between two things neither is a part."""
    if language.between in spelled(language, form).split():
        return []
    return re.split(rf", (?:{language.conjunction} )?| {language.conjunction} ", form)
