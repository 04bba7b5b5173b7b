"""The hashes of articles' texts: which may be written, and how they come into the file that names the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.fragments import stands_in
from quizgen.domain.text import plain_quotes
from quizgen.reading.edits import NewKey, NewValue, UnsafeEditError, edited

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Article, Source
    from quizgen.reading.edits import Edit


class NewHash(NamedTuple):
    """The hash of a source's text where another is known, or none, and the ids of the facts that rest on its words.

    It may be written where none is `unfounded`: those are the facts of which a fragment does not stand in the text.
    """

    source: Source
    sha256: str
    facts: tuple[str, ...]
    unfounded: tuple[str, ...]


def new_hashes(kb: KnowledgeBase, articles: Mapping[str, Article]) -> Iterator[NewHash]:
    """Yield the hash of each article, by source id, that is not known yet."""
    for id_, article in articles.items():
        source, text = kb.articles[id_], plain_quotes(article.text)
        if source.sha256 == article.sha256:
            continue
        resting = [
            (str(fact.id), one.words)
            for fact in kb.facts.values()
            for one in fact.all_evidence
            if one.source == id_ and one.words is not None
        ]
        unfounded = [fact for fact, words in resting if not stands_in(plain_quotes(words), text)]
        facts = dict.fromkeys(fact for fact, _ in resting)
        yield NewHash(source, article.sha256, tuple(facts), tuple(dict.fromkeys(unfounded)))


def edit_of(source: Source, sha256: str) -> Edit:
    """Return the change that puts this hash into the record of a source with a text.

    A hash that is there is replaced, as is what stands in its place; else it comes behind the name of the file, or,
    where none is written, behind the id. Raises ValueError for a source that has no text.
    """
    old, file = source.sha256 if source.sha256 is not None else source.no_hash, source.file
    if old is not None:
        return NewValue(old, sha256)
    if file is None:
        raise ValueError(f"'{source.id}' has no file")
    written = file if (file.line, file.col) != (source.id.line, source.id.col) else source.id
    return NewKey(written, "sha256", sha256)


def with_hashes(text: str, hashes: Sequence[NewHash]) -> tuple[str, list[NewHash]]:
    """Return the text of a file with the hashes of its sources, and those by which more of it would change."""
    try:
        return edited(text, [edit_of(one.source, one.sha256) for one in hashes]), []
    except UnsafeEditError:
        if len(hashes) == 1:
            return text, list(hashes)
    refused = [one for one in hashes if with_hashes(text, [one])[1]]
    fit = [one for one in hashes if one not in refused]
    if not refused or not fit:
        return text, list(hashes)
    new, others = with_hashes(text, fit)
    return new, [*refused, *others]
