"""Facts -> a knowledge base and all that is wrong with it.

A rule is a function from the knowledge base, or one fact of it, to problems; its name, with hyphens, is its id, and
its docstring is its manual page with an example that passes and one that fails. To add one, write
the function, add it to the tuple here, and give it cases in tests/cases/. Rules know nothing of
one another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from quizgen.checking import claims, evidence, identity, options, questions, structure
from quizgen.domain.knowledge import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from quizgen.domain.fact import Fact
    from quizgen.domain.library import Article, Documents
    from quizgen.domain.problem import Problem

    class Rule(Protocol):
        """A rule on the library as a whole. It has a name and a docstring because it is a function."""

        __name__: str

        def __call__(self, kb: KnowledgeBase, /) -> Iterator[Problem]: ...

    class FactRule(Protocol):
        """A rule on one fact."""

        __name__: str

        def __call__(self, kb: KnowledgeBase, fact: Fact, /) -> Iterator[Problem]: ...

    class ArticleRule(Protocol):
        """A rule that needs the articles too, by source id."""

        __name__: str

        def __call__(self, kb: KnowledgeBase, articles: Mapping[str, Article], /) -> Iterator[Problem]: ...


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
#: Rules that look at one fact; all of them look at it before they go on to the next.
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
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> tuple[KnowledgeBase, list[Problem]]:
    """Return the knowledge base that `documents` make, and every problem that a rule finds in it.

    With `articles`, by source id, the fragments are looked up in them too. `progress` is told now and
    then how many facts of how many are done.
    """
    kb = KnowledgeBase(documents)
    problems = [problem for rule in RULES for problem in rule(kb)]
    for number, fact in enumerate(kb.facts.values()):
        for fact_rule in FACT_RULES:
            problems += fact_rule(kb, fact)
        if number % 500 == 0:
            progress(number, len(kb.facts))
    if articles is not None:
        problems += [problem for article_rule in ARTICLE_RULES for problem in article_rule(kb, articles)]
    return kb, problems


def rule_id(rule: Rule | FactRule | ArticleRule) -> str:
    """Return the id that stands behind the problems of `rule`."""
    return rule.__name__.replace("_", "-")
