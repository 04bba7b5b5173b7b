"""How a fact stands: reported by so many sources, somebody's claim, a plan; in words that say no more than they do.

The forms are few. Wherever a fact's standing is printed, it is printed in the words of this module.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.fact import Kind, SpeechAct
from quizgen.domain.library import LockSubject, Sort, digest
from quizgen.domain.markup import plain

if TYPE_CHECKING:
    from quizgen.domain.answer import PartialDate
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.text import Ref
    from quizgen.language import Language


class StandingForm(StrEnum):
    """What a fact can be."""

    REPORTED = "reported as fact"
    CLAIM = "claim"
    PLAN = "plan"
    OWN_WORDS = "own words of an article"
    UNREPORTED = "not reported"
    CITED = "cited"


class Standing(NamedTuple):
    """The standing of a fact.

    Somebody's claim has a claimant, an act where it is known, and the chain through which we know of it, from the
    claimant's end. `plan` is the day as of which it was planned. `number` of all `articles` that facts name report it;
    where they `differ`, others give it otherwise. Only a source with a text to be looked up counts as an article, and
    only once the words have been found there; until then a fact is cited from its sources, and nothing is counted.
    """

    form: StandingForm
    number: int
    articles: int
    act: SpeechAct | None = None
    by: Ref | None = None
    via: tuple[Ref, ...] = ()
    plan: PartialDate | None = None
    differ: bool = False


def standing_of(kb: KnowledgeBase, fact: Fact) -> Standing:
    """Return how a fact stands."""
    voices = {str(kb.sources[id_].voice) for id_ in {str(one.source) for one in fact.evidence} if id_ in kb.sources}
    articles = kb.articles.keys() & kb.sources_used.keys()
    cited = {str(one.source) for one in fact.evidence if one.words is not None}
    reporting = cited & articles if is_looked_up(kb, fact) else set()
    if not reporting and fact.by is None and fact.plan is None:
        form = StandingForm.CITED
    elif fact.unreported:
        form = StandingForm.UNREPORTED
    elif fact.by is not None and str(fact.by) in voices:
        form = StandingForm.OWN_WORDS
    elif fact.plan is not None:
        form = StandingForm.PLAN
    else:
        form = StandingForm.REPORTED if fact.by is None else StandingForm.CLAIM
    return Standing(
        form,
        number=len(reporting),
        articles=len(articles),
        act=_act(kb, fact),
        by=fact.by,
        via=fact.via,
        plan=fact.plan,
        differ=bool(fact.accounts),
    )


def is_looked_up(kb: KnowledgeBase, fact: Fact) -> bool:
    """Say whether the words that a fact rests on were found in its articles: just now, or as the lock remembers."""
    entry = kb.documents.lock.entries.get((LockSubject.EVIDENCE, str(fact.id)))
    is_remembered = entry is not None and entry.digest == evidence_digest(kb, fact)
    return is_remembered or (kb.documents.evidence_found and rests_on_article(kb, fact))


def rests_on_article(kb: KnowledgeBase, fact: Fact) -> bool:
    """Say whether a fact names words that can be looked up."""
    return any(one.words is not None and str(one.source) in kb.articles for one in fact.all_evidence)


def evidence_digest(kb: KnowledgeBase, fact: Fact) -> str:
    """Return 16 hexadecimal digits that change when the answers of a fact, their words of articles or those texts do.

    Markup in them changes nothing, nor does the order of the words.
    """
    parts = []
    for answer, evidence in ((fact.answer, fact.evidence), *((one.answer, one.evidence) for one in fact.accounts)):
        words = {
            (str(one.source), str(kb.articles[str(one.source)].sha256), plain(one.words))
            for one in evidence
            if one.words is not None and str(one.source) in kb.articles
        }
        parts += [plain(str(answer)), *(part for found in sorted(words) for part in found)]
    return digest(parts)


def _act(kb: KnowledgeBase, fact: Fact) -> SpeechAct | None:
    """Return what the claimant does with words: a document demands nothing, it provides for it."""
    claimant = kb.entities.get(fact.by) if fact.by is not None else None
    is_document = claimant is not None and claimant.sort is Sort.DOCUMENT
    return SpeechAct.PROVISION if is_document and fact.kind is Kind.DEMANDED else fact.speech_act


def standing_text(kb: KnowledgeBase, fact: Fact) -> str:
    """Return the standing of a fact as a sentence or two.

    A fact that rests on no source has none, nor one whose sources say all that is known of it.
    """
    if not fact.evidence:
        return ""
    standing, language = standing_of(kb, fact), kb.language
    text = _head(kb, standing)
    if not text:
        return language.gettext("The sources differ.") if standing.differ else ""
    if standing.number and standing.form in (StandingForm.CLAIM, StandingForm.PLAN):
        text = language.gettext("{claim}, as {articles}", claim=text, articles=_reporting(language, standing))
    if standing.differ:
        return language.gettext("{standing}. The sources differ.", standing=text)
    if standing.form is StandingForm.REPORTED:
        return language.gettext("{standing}; none contradicts it.", standing=text)
    return f"{text}."


def standing_head(kb: KnowledgeBase, fact: Fact) -> str:
    """Return the words with which the standing of a fact begins, enough for a line in a list; or nothing, as above."""
    return _head(kb, standing_of(kb, fact)) if fact.evidence else ""


def _head(kb: KnowledgeBase, standing: Standing) -> str:
    language = kb.language
    if standing.form is StandingForm.UNREPORTED:
        return language.gettext("None of the {articles} articles reports any", articles=_articles(language, standing))
    if standing.form is StandingForm.OWN_WORDS and standing.by is not None:
        return language.gettext("In the words of {who}", who=kb.in_sentence(standing.by))
    if standing.form is StandingForm.REPORTED:
        return _reported(language, standing)
    if standing.form is StandingForm.CITED:
        return ""
    claim = _claim(kb, standing)
    if standing.via:
        return language.gettext("{claim}, known through {chain}", claim=claim, chain=_chain(kb, standing.via))
    return claim


def _claim(kb: KnowledgeBase, standing: Standing) -> str:
    """Return whose claim or plan it is."""
    gettext = kb.language.gettext
    who = kb.in_sentence(standing.by) if standing.by is not None else ""
    if standing.plan is not None:
        date = kb.text(standing.plan)
        if who:
            return gettext("A plan as of {date}, stated by {who}", date=date, who=who)
        return gettext("A plan as of {date}", date=date)
    return {
        None: gettext("A claim of {who}", who=who),
        SpeechAct.STATEMENT: gettext("A statement of {who}", who=who),
        SpeechAct.DENIAL: gettext("A denial of {who}", who=who),
        SpeechAct.PROMISE: gettext("A promise of {who}", who=who),
        SpeechAct.DEMAND: gettext("A demand of {who}", who=who),
        SpeechAct.REQUEST: gettext("A request of {who}", who=who),
        SpeechAct.PROVISION: gettext("A provision of {who}", who=who),
    }[standing.act]


def _reported(language: Language, standing: Standing) -> str:
    if standing.articles == 1:
        return language.gettext("Reported as fact by the only article")
    count = language.count_word(standing.number)
    articles = _articles(language, standing)
    return language.gettext("Reported as fact by {count} of the {articles} articles", count=count, articles=articles)


def _reporting(language: Language, standing: Standing) -> str:
    """Return which articles report something, as the end of a sentence."""
    if standing.articles == 1:
        return language.gettext("the only article reports it")
    return language.ngettext(
        "{count} of the {articles} articles reports it",
        "{count} of the {articles} articles report it",
        standing.number,
        count=language.count_word(standing.number),
        articles=_articles(language, standing),
    )


def _articles(language: Language, standing: Standing) -> str:
    return language.count_word(standing.articles)


def _chain(kb: KnowledgeBase, via: tuple[Ref, ...]) -> str:
    *others, last = map(kb.in_sentence, via)
    return kb.language.gettext("{first} and {last}", first=", ".join(others), last=last) if others else last
