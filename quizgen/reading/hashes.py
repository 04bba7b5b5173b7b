"""The hashes of articles' texts: which may be written, and how they come into the file that names the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.fragments import stands_in
from quizgen.domain.text import plain_quotes
from quizgen.reading.edits import NewKey, NewValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Article, Source
    from quizgen.reading.edits import Edit


class NewHash(NamedTuple):
    """A hash that may be written for a source, and the ids of the facts that rest on words of its text."""

    source: Source
    sha256: str
    facts: tuple[str, ...]


def new_hashes(kb: KnowledgeBase, articles: Mapping[str, Article]) -> Iterator[NewHash]:
    """Yield the hash of each article, by source id, that is not known yet and still holds every fragment of evidence.

    Of any other article a rule says which fragments do not stand there.
    """
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
        if all(stands_in(plain_quotes(words), text) for _, words in resting):
            yield NewHash(source, article.sha256, tuple(dict.fromkeys(fact for fact, _ in resting)))


def edit_of(source: Source, sha256: str) -> Edit:
    """Return the change that puts this hash into the record of a source with a text.

    A hash that is there is replaced; else it comes behind the name of the file, or, where none is written, behind the
    id. Raises ValueError for a source that has no text.
    """
    old, file = source.sha256, source.file
    if old is not None:
        return NewValue(old, sha256)
    if file is None:
        raise ValueError(f"'{source.id}' has no file")
    written = file if (file.line, file.col) != (source.id.line, source.id.col) else source.id
    return NewKey(written, "sha256", sha256)
