"""A list that is typed in one line: each part is graded as an answer by itself, in any order.

What somebody names twice counts once. As many right parts as are asked for make a right answer, if none is wrong: who
writes down all that comes to mind has not answered.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.domain.fact import Account, Kind
from quizgen.domain.question import Open
from quizgen.domain.text import Ref
from quizgen.domain.verdict import Fit, Verdict
from quizgen.grading.normalise import strict_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question
    from quizgen.domain.text import Text
    from quizgen.language import Language

#: The marks that stand between the parts of a list, with those of Arabic, Chinese and Japanese; and signs for 'and'.
_MARKS = "[,;،؛、；]|(?<= )[&+](?= |$)"
#: A list with more parts is not read: no question asks for so many things.
_MOST = 40


def grade_list(
    kb: KnowledgeBase, question: Question, typed: str, grade: Callable[[Question, str], Verdict]
) -> Verdict | None:
    """Return the verdict on a list, typed as clean text; None where no list is asked for.

    `grade` judges one part of it as the answer to a question. Where sources differ, it is right by one of them.
    """
    shape, language = question.shape, kb.language
    if not isinstance(shape, Open) or not shape.parts:
        return None
    if strict_words(language, typed) in {strict_words(language, form) for form in shape.accepted}:
        return Verdict(Fit.EXACT, shape.answer)
    fact = question.fact
    accounts = (Account(fact.answer, fact.evidence, fact.by, fact.items), *fact.accounts)
    verdicts = [_grade_by(kb, question, account, typed, grade) for account in accounts]
    return next((one for fit in (Fit.EXACT, Fit.NEAR) for one in verdicts if one.fit is fit), verdicts[0])


def _grade_by(
    kb: KnowledgeBase, question: Question, account: Account, typed: str, grade: Callable[[Question, str], Verdict]
) -> Verdict:
    """Return the verdict on a list by what one source says."""
    language = kb.language
    parts = tuple(map(str, account.items))
    least = min(question.fact.name or len(parts), len(parts))
    named = _split(language, typed, parts)
    if len(named) > _MOST:
        return Verdict(Fit.WRONG)
    asked = [_asked_for(kb, question, part) for part in account.items]
    right: dict[int, Fit] = {}
    wrong: list[str] = []
    for text in named:
        fits = [(place, grade(one, text).fit) for place, one in enumerate(asked)]
        hits = [hit for hit in fits if hit[1].is_right] or [hit for hit in fits if hit[1] is Fit.NEAR]
        new = next((hit for hit in hits if hit[0] not in right), None)
        if new is not None:
            right |= (new,)
        elif not hits:
            wrong.append(text)
    told = ", ".join(parts[place] for place in sorted(right))
    if wrong or len(right) < least:
        return Verdict(Fit.WRONG, why=_why(language, told, least - len(right), wrong))
    return Verdict(Fit.NEAR, told) if Fit.NEAR in right.values() else Verdict(Fit.EXACT, kb.text(account.answer))


def _asked_for(kb: KnowledgeBase, question: Question, part: Text) -> Question:
    """Return the question for one part of a list alone: a term, or a name where only one entity has it."""
    bearers = kb.bearers(part)
    answer = Ref.at(bearers[0].id, part.line, part.col) if len(bearers) == 1 else part
    forms = tuple(dict.fromkeys((str(part), *kb.forms(answer))))
    fact = question.fact._replace(kind=Kind.TERM, answer=answer, accept=(), also_right=(), items=())
    return question._replace(fact=fact, shape=Open(question.shape.prompt, str(part), forms))


def _split(language: Language, typed: str, parts: tuple[str, ...]) -> list[str]:
    """Return the parts of a typed list. Marks within a part that is right, as in 'salt and pepper', divide nothing."""
    between = re.compile(rf"({_MARKS}|\b{re.escape(language.conjunction)}\b)", re.IGNORECASE)
    whole = {strict_words(language, part) for part in parts}
    longest = 1 + max(2 * len(between.findall(part)) for part in parts)
    pieces = between.split(typed)
    named: list[str] = []
    at = 0
    while at < len(pieces):
        together = (
            (length, text)
            for length in range(longest, 1, -2)
            if strict_words(language, text := "".join(pieces[at : at + length])) in whole
        )
        length, text = next(together, (1, pieces[at]))
        named.append(text.strip(" .:"))
        at += length + 1
    return [text for text in dict.fromkeys(named) if strict_words(language, text)]


def _why(language: Language, right: str, missing: int, wrong: list[str]) -> str:
    """Say which parts are right, how many are missing, and which are wrong."""
    said = [language.gettext("Right: {answers}.", answers=right)] if right else []
    if right and missing > 0:
        said.append(language.ngettext("{number} more is missing.", "{number} more are missing.", missing))
    if wrong and right:
        said.append(language.gettext("Wrong: {answers}.", answers=", ".join(wrong)))
    return " ".join(said)
