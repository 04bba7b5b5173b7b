"""Rules on evidence: every fact rests on short words that its article really has."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.domain.answer import mark_of
from quizgen.domain.fragments import MOST_WORDS, difference, length_of, stands_in
from quizgen.domain.problem import Finding, LibraryFinding
from quizgen.domain.text import plain_quotes
from quizgen.domain.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quizgen.domain.fact import Evidence, Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Article


def fact_without_evidence(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """Every fact of a library with 'evidence: required' names words of a source that show its answer.

    Add 'evidence' with the id of a source and a fragment of it. A library of terms or vocabulary, which has nothing to
    prove, leaves 'evidence: required' out.

    Passes:

        - id: meeting.date
          when: 2022-01-12
          ask: When did the council meet?
          evidence: {wire: met on 12 January 2022}

    Fails:

        - id: meeting.date
          when: 2022-01-12
          ask: When did the council meet?
    """
    info = kb.documents.info
    if info is not None and info.needs_evidence and not fact.evidence:
        yield Finding(fact.id, "no words of a source show this; add 'evidence: {SOURCE: WORDS}'")


def evidence_length(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """A fragment of evidence has 3 to 12 words; of a source whose text is not at hand, 12 at most.

    Where words have no spaces between them, as in Chinese, it has 4 to 36 characters. Fewer show nothing, more are a
    copy of the article. Take the words that show the answer.

    Passes:

        - id: meeting.date
          when: 2022-01-12
          ask: When did the council meet?
          evidence: {wire: met on 12 January 2022}

    Fails:

        - id: meeting.date
          when: 2022-01-12
          ask: When did the council meet?
          evidence: {wire: 12 January}
    """
    for evidence in fact.all_evidence:
        if evidence.words is None:
            continue
        number, unit, fewest, most = length_of(evidence.words)
        fewest = fewest if str(evidence.source) in kb.articles else 1
        if not fewest <= number <= most:
            message = f"a fragment of {count(number, unit)}; take {fewest} to {most} that show the answer"
            yield Finding(evidence.words, message)


def place_without_words(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """Evidence in an article is its words: a place says where to look, and nobody has looked.

    Write the words beside the place, or leave the place out.

    Passes:

        - id: meeting.date
          when: 2022-01-12
          ask: When did the council meet?
          evidence: {wire: {at: first line, words: met on 12 January 2022}}

    Fails:

        - id: meeting.date
          when: 2022-01-12
          ask: When did the council meet?
          evidence: {wire: {at: first line}}
    """
    for evidence in fact.all_evidence:
        if evidence.words is None and evidence.place is not None and str(evidence.source) in kb.articles:
            yield Finding(evidence.place, "the text of this source can be looked up; add its 'words'")


def article_without_hash(kb: KnowledgeBase) -> Iterator[LibraryFinding]:
    """A source with a text has the hash by which that text is known again.

    `quizgen check --fix-hashes` writes it, where the text lies in articles/ or in the folder of --articles. The text of
    a source is its 'file', or articles/ID.txt. A web page, a book or a person asked needs none.

    Passes:

        sources:
          - {id: book, title: Cells, author: Ann Lee, published: 2019}

    Fails:

        sources:
          - {id: book, title: Cells, author: Ann Lee, published: 2019, file: cells.txt}
    """
    for source in kb.sources.values():
        if source.file is not None and source.sha256 is None and source.no_hash is None:
            advice = "run `quizgen check --fix-hashes`, which finds the text in articles/ or with --articles DIR"
            yield LibraryFinding(source.path, source.file, f"the hash of {source.file} is not known; {advice}")


def article_changed(kb: KnowledgeBase, articles: Mapping[str, Article]) -> Iterator[LibraryFinding]:
    """The article is the one that the facts were drawn from: its file has the SHA-256 that the source names.

    Read the listed facts again beside the new text, then write the new hash into the source.

    Passes:

        sources:
          - id: wire
            sha256: (what `sha256sum` prints for the article's file)

    Fails:

        sources:
          - id: wire
            sha256: (what it printed before the article was edited)
    """
    resting: dict[str, dict[str, None]] = defaultdict(dict)
    for fact, evidence in _evidence(kb):
        resting[evidence.source][str(fact.id)] = None
    for id_, article in articles.items():
        source, facts = kb.sources[id_], resting[id_]
        if source.sha256 is None or article.sha256 == source.sha256:
            continue
        message = f"{source.file} has changed (now {article.sha256}); read again: {', '.join(facts) or 'no fact'}"
        yield LibraryFinding(source.path, source.sha256, message)


def fragment_not_in_article(kb: KnowledgeBase, articles: Mapping[str, Article]) -> Iterator[LibraryFinding]:
    """A fragment stands in its article word for word; only white space and the form of quote marks may differ.

    Copy the words anew. Known only where the articles are at hand: in the library's folder articles/, or with
    `quizgen check --articles DIR`.

    Passes:

        - id: meeting.date
          when: 2022-01-12
          ask: When did the council meet?
          evidence: {wire: met on 12 January 2022}

    Fails:

        - id: meeting.date
          when: 2022-01-12
          ask: When did the council meet?
          evidence: {wire: met on the 12th of January 2022}
    """
    texts = {id_: plain_quotes(article.text) for id_, article in articles.items()}
    for fact, evidence in _evidence(kb):
        text = texts.get(str(evidence.source))
        if text is None or evidence.words is None or stands_in(plain_quotes(evidence.words), text):
            continue
        message = f"not in {kb.sources[str(evidence.source)].file}{difference(evidence.words, text)}"
        yield LibraryFinding(fact.path, evidence.words, message)


def copied_from_article(kb: KnowledgeBase, articles: Mapping[str, Article]) -> Iterator[LibraryFinding]:
    """No text of a fact repeats more than 12 words of an article one after another, nor do its fragments together.

    Facts are free, sentences are not. Say it in your own words; put fragments that follow one another in another order.

    Passes:

        - id: meeting.future
          what: talks
          ask: What is to go on?
          note: The report speaks of relief among the delegates.
          evidence: {wire: the talks will go on}

    Fails:

        - id: meeting.future
          what: talks
          ask: What is to go on?
          note: After a long day the chair said that the talks will go on and that everybody was glad.
          evidence: {wire: the talks will go on}
    """
    runs: set[tuple[str, ...]] = set()
    for article in articles.values():
        runs.update(_runs(kb.language.words(article.text)))
    for fact in kb.facts.values():
        for text in (fact.ask, fact.ask_short, fact.says, fact.reverse, fact.note, mark_of(fact.answer), *fact.accept):
            if text is None:
                continue
            run = next((run for run in _runs(kb.language.words(text)) if run in runs), None)
            if run is not None:
                message = f"more than {MOST_WORDS} words of an article: '{' '.join(run)}'; use your own"
                yield LibraryFinding(fact.path, text, message)
        for first, second in pairwise(fact.all_evidence):
            if first.source != second.source or first.words is None or second.words is None:
                continue
            if any(run in runs for run in _runs(kb.language.words(f"{first.words} {second.words}"))):
                message = f"with the fragment before it more than {MOST_WORDS} words of the article; put it first"
                yield LibraryFinding(fact.path, second.words, message)


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Return all runs of words that are a word longer than evidence may be."""
    return (tuple(words[start : start + MOST_WORDS + 1]) for start in range(len(words) - MOST_WORDS))


def _evidence(kb: KnowledgeBase) -> Iterator[tuple[Fact, Evidence]]:
    """Return each fragment of evidence with its fact."""
    return ((fact, evidence) for fact in kb.facts.values() for evidence in fact.all_evidence)
