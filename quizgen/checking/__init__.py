"""Facts -> a knowledge base and all its problems.

A rule is a function that yields a finding for each place where it is broken; rules know nothing of one another.
To add a check:

1. Write the function. Its name, with hyphens, is its id; its docstring is its manual page, with an example each way.
2. Add it to a tuple below: `FACT_RULES` look at one fact, `RULES` at the library, `ARTICLE_RULES` at the articles too.
3. Give it a case that passes and one that fails, in a file named for its id in tests/cases/.
4. Where a fact may have good reason to break it, add it to `STYLE`, so that the fact can waive it.
5. Rule id, path, `quizgen explain` and the tests of its examples follow from these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from quizgen.checking import (
    accepted,
    carried,
    claims,
    dates,
    evidence,
    fronts,
    identity,
    languages,
    leaks,
    neighbours,
    options,
    questions,
    roles,
    short_questions,
    structure,
)
from quizgen.checking.short_questions import in_both_lengths
from quizgen.checking.waivers import UNFIT_WAIVER, unfit_waivers
from quizgen.domain.knowledge import KnowledgeBase
from quizgen.domain.problem import Problem, problem_at
from quizgen.domain.progress import silent
from quizgen.domain.tongue import reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quizgen.domain.fact import Fact
    from quizgen.domain.library import Article, Documents
    from quizgen.domain.problem import Finding, LibraryFinding
    from quizgen.domain.progress import Steps

    class Rule(Protocol):
        """A rule on the library as a whole. It has a name and a docstring because it is a function."""

        __name__: str

        def __call__(self, kb: KnowledgeBase, /) -> Iterator[LibraryFinding]: ...

    class FactRule(Protocol):
        """A rule on one fact."""

        __name__: str

        def __call__(self, kb: KnowledgeBase, fact: Fact, /) -> Iterator[Finding]: ...

    class ArticleRule(Protocol):
        """A rule that needs the articles too, by source id."""

        __name__: str

        def __call__(self, kb: KnowledgeBase, articles: Mapping[str, Article], /) -> Iterator[LibraryFinding]: ...


RULES: tuple[Rule, ...] = (
    languages.unknown_language,
    languages.language_not_named,
    structure.duplicate_id,
    structure.unknown_reference,
    structure.shared_name,
    structure.shared_title,
    structure.matter_of_one,
    structure.empty_deck,
    evidence.article_without_hash,
    questions.duplicate_question,
    questions.shared_label,
    questions.reverse_answer,
    options.wrong_is_right,
    accepted.accept_means_another,
    accepted.cut_at_comma,
    neighbours.front_answers_other,
    neighbours.told_by_nothing,
    identity.lost_from_lock,
    identity.deck_renamed,
)
#: Rules on one fact; all of them look at it before the next fact's turn.
FACT_RULES: tuple[FactRule, ...] = (
    structure.wrong_sort,
    structure.retired_instead,
    claims.claim_without_claimant,
    claims.act_of_another_kind,
    claims.claim_of_nobody,
    claims.via_repeats,
    claims.reported_after_all,
    claims.account_of_another_claim,
    claims.claimant_not_named,
    claims.asserted_claim,
    questions.text_is_blank,
    short_questions.unfit_short_question,
    leaks.answer_leaks,
    questions.sentence_gap,
    fronts.front_gives_answer,
    roles.role_also_answers,
    options.wrong_of_another_kind,
    options.unfit_other_answer,
    options.too_few_wrong,
    options.option_gives_away,
    options.option_about_options,
    options.account_is_the_same,
    evidence.fact_without_evidence,
    evidence.evidence_length,
    evidence.place_without_words,
    dates.weekday_of_another_day,
    dates.later_than_its_source,
)
#: Rules that need the articles at hand.
ARTICLE_RULES: tuple[ArticleRule, ...] = (
    evidence.article_changed,
    evidence.fragment_not_in_article,
    evidence.copied_from_article,
    carried.answer_not_in_evidence,
)
ALL_RULES: tuple[Rule | FactRule | ArticleRule, ...] = (*RULES, *FACT_RULES, *ARTICLE_RULES)
#: Rules of style: a fact may waive them, with a reason. All others are rules of truth.
STYLE: frozenset[Rule | FactRule | ArticleRule] = frozenset(
    (
        leaks.answer_leaks,
        options.option_gives_away,
        options.option_about_options,
        options.too_few_wrong,
        carried.answer_not_in_evidence,
        dates.weekday_of_another_day,
        dates.later_than_its_source,
        fronts.front_gives_answer,
        roles.role_also_answers,
        neighbours.front_answers_other,
    )
)


def check(
    documents: Documents,
    articles: Mapping[str, Article] | None = None,
    progress: Steps = silent,
) -> tuple[KnowledgeBase, list[Problem]]:
    """Return the knowledge base that `documents` make, and every problem that a rule finds in it.

    With `articles`, by source id, the fragments are looked up in them too. `progress` is called every
    few hundred facts with the number of facts that are checked and the number of all.
    """
    kb = KnowledgeBase(documents._replace(evidence_found=articles is not None))
    findings = [found for rule in RULES for found in _findings(rule, rule(kb))]
    for number, fact in enumerate(kb.facts.values()):
        read = reading(kb, fact)
        for fact_rule in FACT_RULES:
            for mark, message in in_both_lengths(fact_rule, read, fact):
                problem = problem_at(fact.path, mark, rule_id(fact_rule), message)
                findings.append((problem, fact.id))
        if number % 500 == 0:
            progress(number, len(kb.facts))
    if articles is not None:
        findings += [found for rule in ARTICLE_RULES for found in _findings(rule, rule(kb, articles))]
    # Some rules are silent where names could not be read.
    unknown = ALL_RULES if not kb.documents.is_whole else ARTICLE_RULES if articles is None else ()
    problems = _without_waived(kb, findings, set(map(rule_id, unknown)))
    if articles is not None and not _finds_evidence(kb, articles, problems):
        kb = KnowledgeBase(documents._replace(evidence_found=False))
    return kb, problems


def _finds_evidence(kb: KnowledgeBase, articles: Mapping[str, Article], problems: Iterable[Problem]) -> bool:
    """Say whether all articles are at hand, and hold what facts take from them."""
    of_articles = set(map(rule_id, ARTICLE_RULES))
    return articles.keys() >= kb.articles.keys() and all(problem.rule not in of_articles for problem in problems)


def _findings(rule: Rule | ArticleRule, findings: Iterable[LibraryFinding]) -> Iterator[tuple[Problem, str | None]]:
    """Yield each finding of a rule as a problem, with the id of the fact that could waive it."""
    return ((problem_at(path, mark, rule_id(rule), message), fact) for path, mark, message, fact in findings)


def _without_waived(
    kb: KnowledgeBase, findings: Iterable[tuple[Problem, str | None]], unknown: set[str]
) -> list[Problem]:
    """Return the problems without those that a fact waives, and with those of the waivers themselves.

    Whether a fact breaks one of the rules whose ids are `unknown` is not known, so that its waiver may stand.
    """
    style = set(map(rule_id, STYLE))
    waived = {(str(fact.id), str(waiver.rule)) for fact in kb.facts.values() for waiver in fact.waive}
    problems = []
    broken: set[tuple[str, str]] = set()
    for problem, fact_id in findings:
        key = (str(fact_id), problem.rule)
        if key in waived and problem.rule in style:
            broken.add(key)
        else:
            problems.append(problem)
    for fact in kb.facts.values():
        if fact.waive:
            own = {rule for id_, rule in broken if id_ == fact.id} | unknown
            found = unfit_waivers(fact, own, style)
            problems += [problem_at(fact.path, mark, UNFIT_WAIVER, message) for mark, message in found]
    return problems


def rule_id(rule: Rule | FactRule | ArticleRule) -> str:
    """Return the id of a rule, which stands behind its problems in brackets."""
    return rule.__name__.replace("_", "-")
