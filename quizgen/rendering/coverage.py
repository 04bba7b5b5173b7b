"""The coverage report: facts per article, kind, level and topic, claims per side, and how guessable the choices are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from quizgen.domain.answer import PartialDate
from quizgen.domain.fact import LONGEST_SHORT
from quizgen.domain.guessing import FEWEST_BORROWED
from quizgen.domain.markup import plain
from quizgen.domain.sides import claims_per_side
from quizgen.domain.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.guessing import Guessability
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.language import Language


def coverage_record(kb: KnowledgeBase, figures: Guessability) -> dict[str, Any]:
    """Return the coverage as JSON can hold it, shares to three decimals."""
    return {
        **_counts(kb),
        "dates_without_year": _dates_without_year(kb),
        "without_short_question": _without_short_question(kb),
        "guessing": _guessing_record(figures),
    }


def coverage_lines(kb: KnowledgeBase, figures: Guessability) -> list[str]:
    """Return the coverage as small tables, each under a heading; a row without a fact is marked."""
    titles = {"source": "Facts per article", "side": "Claims per side"}
    lines = []
    for about, rows in _counts(kb).items():
        lines.append(titles.get(about, f"Facts per {about}"))
        lines += [f"  {number:>5}  {name}{'' if number else '   <- none'}" for name, number in rows.items()]
    undated = _dates_without_year(kb)
    if undated:
        lines += [
            "Questions for a day or a month that don't name its year",
            f"  {len(undated):>5}  {', '.join(undated)}",
        ]
    long = _without_short_question(kb)
    if long:
        lines += [
            f"Questions of more than {LONGEST_SHORT} characters, too long for Kahoot, without 'ask_short'",
            f"  {len(long):>5}  {', '.join(long)}",
        ]
    return [*lines, *_guessing_lines(kb.language, figures)]


def _counts(kb: KnowledgeBase) -> dict[str, dict[str, int]]:
    """Return counts of facts in force: per source, kind, level and topic, and claims per side."""
    facts = [fact for fact in kb.facts.values() if fact.retired is None]
    sources = Counter(source for fact in facts for source in {str(evidence.source) for evidence in fact.all_evidence})
    return {
        "source": {str(id_): sources[str(id_)] for id_ in kb.sources},
        "kind": dict(Counter(fact.kind.value for fact in facts)),
        "level": dict(Counter(fact.level.value for fact in facts)),
        "topic": dict(Counter(fact.topic for fact in facts)),
        "side": claims_per_side(kb),
    }


def _dates_without_year(kb: KnowledgeBase) -> list[str]:
    """Return the ids of facts whose question asks for a day or a month and leaves the year to the answer, too.

    Where every date is of the same few years, the year is a trap and no knowledge; where it is what is to be learnt,
    as in a history of a century, these are well asked. So it is a figure and no rule.
    """
    return [
        str(fact.id)
        for fact in kb.facts.values()
        if fact.retired is None
        and isinstance(fact.answer, PartialDate)
        and fact.answer.month is not None
        and fact.answer.year != 0
        and not kb.language.contains(fact.ask, kb.language.times.year(fact.answer.year))
    ]


def _without_short_question(kb: KnowledgeBase) -> list[str]:
    """Return the ids of facts whose question is too long for a game and has no short form.

    Of a sentence that is true or false only the sentence counts, as it can stand there alone.
    """
    return [
        str(fact.id)
        for fact in kb.facts.values()
        if fact.retired is None and fact.ask_short is None and len(plain(fact.claim or fact.ask)) > LONGEST_SHORT
    ]


def _guessing_record(figures: Guessability) -> dict[str, Any]:
    return {
        "scores": {
            group: {
                "questions": scores.questions,
                "chance": round(scores.chance, 3),
                "by_strategy": {name: round(share, 3) for name, share in scores.by_strategy.items()},
            }
            for group, scores in figures.scores.items()
        },
        "wrong": figures.wrong,
        "borrowed": figures.borrowed,
        "few_borrowed": list(figures.few_borrowed),
        "never_right": {word: list(ids) for word, ids in figures.never_right.items()},
    }


def _guessing_lines(language: Language, figures: Guessability) -> Iterator[str]:
    yield "Multiple choice: what a guesser scores who has not read the articles"
    groups = figures.scores.items()
    yield "  " + "".join(f"{group:>16}" for group, _ in groups) + "  who picks"
    yield "  " + "".join(f"{scores.chance:>16.0%}" for _, scores in groups) + "  at random"
    for name in next(iter(figures.scores.values())).by_strategy:
        yield "  " + "".join(f"{scores.by_strategy[name]:>16.0%}" for _, scores in groups) + f"  {name}"
    yield "  " + "".join(f"{scores.questions:>16}" for _, scores in groups) + "  questions"
    yield "Wrong options of what was said or demanded"
    share = figures.borrowed / max(1, figures.wrong)
    yield f"  {figures.borrowed:>5}  of {figures.wrong} ({share:.0%}) are other facts' answers"
    if figures.few_borrowed:
        few = ", ".join(figures.few_borrowed)
        fewest = language.count_word(FEWEST_BORROWED)
        yield f"  {len(figures.few_borrowed):>5}  facts have fewer than {fewest} such: {few}"
    if figures.never_right:
        yield f"Words in wrong options of several facts and in no right one: {count(len(figures.never_right), 'word')}"
        for word, ids in figures.never_right.items():
            yield f"  {len(ids):>5}  {word}: {', '.join(ids)}"
