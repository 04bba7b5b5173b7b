"""Facts -> a knowledge base and all its problems.

A rule is a function that yields a finding for each place where it is broken; rules know nothing of one another.
To add a check:

1. Write the function. Its name, with hyphens, is its id; its docstring is its manual page, with an example each way.
2. Add it to a tuple below: `FACT_RULES` look at one fact, `RULES` at the library, `ARTICLE_RULES` at the articles too.
3. Give it a case that passes and one that fails, in a file named for its id in tests/cases/.
4. Rule id, path, `quizgen explain` and the tests of its examples follow from these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from quizgen.checking import claims, evidence, identity, options, questions, structure
from quizgen.domain.knowledge import KnowledgeBase
from quizgen.domain.problem import Problem, problem_at
from quizgen.domain.progress import silent

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
    structure.unknown_language,
    structure.duplicate_id,
    structure.unknown_reference,
    structure.shared_name,
    structure.empty_deck,
    questions.duplicate_question,
    questions.shared_label,
    questions.reverse_answer,
    identity.lost_from_lock,
    identity.deck_renamed,
)
#: Rules on one fact; all of them look at it before the next fact's turn.
FACT_RULES: tuple[FactRule, ...] = (
    structure.wrong_sort,
    structure.retired_instead,
    claims.claim_without_claimant,
    claims.claimant_not_named,
    questions.text_is_blank,
    questions.answer_leaks,
    questions.sentence_gap,
    options.wrong_is_right,
    options.wrong_of_another_kind,
    options.too_few_wrong,
    options.option_gives_away,
    options.account_is_the_same,
    evidence.evidence_length,
)
#: Rules that need the articles at hand.
ARTICLE_RULES: tuple[ArticleRule, ...] = (
    evidence.article_changed,
    evidence.fragment_not_in_article,
    evidence.copied_from_article,
)
ALL_RULES: tuple[Rule | FactRule | ArticleRule, ...] = (*RULES, *FACT_RULES, *ARTICLE_RULES)


def check(
    documents: Documents,
    articles: Mapping[str, Article] | None = None,
    progress: Steps = silent,
) -> tuple[KnowledgeBase, list[Problem]]:
    """Return the knowledge base that `documents` make, and every problem that a rule finds in it.

    With `articles`, by source id, the fragments are looked up in them too. `progress` is called every
    few hundred facts with the number of facts that are checked and the number of all.
    """
    kb = KnowledgeBase(documents)
    problems = [problem for rule in RULES for problem in _problems(rule, rule(kb))]
    for number, fact in enumerate(kb.facts.values()):
        for fact_rule in FACT_RULES:
            for mark, message in fact_rule(kb, fact):
                problems.append(problem_at(fact.path, mark, rule_id(fact_rule), message))
        if number % 500 == 0:
            progress(number, len(kb.facts))
    if articles is not None:
        problems += [p for article_rule in ARTICLE_RULES for p in _problems(article_rule, article_rule(kb, articles))]
    return kb, problems


def _problems(rule: Rule | ArticleRule, findings: Iterable[LibraryFinding]) -> Iterator[Problem]:
    return (problem_at(path, mark, rule_id(rule), message) for path, mark, message in findings)


def rule_id(rule: Rule | FactRule | ArticleRule) -> str:
    """Return the id of a rule, which stands behind its problems in brackets."""
    return rule.__name__.replace("_", "-")
