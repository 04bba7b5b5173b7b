"""The articles that the facts rest on, where someone has them: their text and their hash."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from quizgen.domain.library import Article
from quizgen.reading.files import read_bytes
from quizgen.reading.nodes import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from quizgen.domain.library import Source
    from quizgen.domain.problem import Problem


def read_articles(folder: Path, sources: Iterable[Source]) -> tuple[dict[str, Article], list[Problem]]:
    """Return the article of each source by the source's id, and a problem for each that cannot be read."""
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    for source in sources:
        reader = Reader(source.path)
        on_disk = Reader(str(folder / source.file))
        data = read_bytes(folder / source.file, on_disk)
        if data is None:
            why = on_disk.problems[0].message
            reader.problem(source.file, "article-unreadable", f"{on_disk.path}: {why}")
        else:
            articles[source.id] = Article(hashlib.sha256(data).hexdigest(), data.decode("utf-8", "replace"))
            if "\ufffd" in articles[source.id].text:
                message = f"{on_disk.path} is not UTF-8; fragments are looked for in what could be read of it"
                reader.problem(source.file, "article-unreadable", message)
        problems += reader.problems
    return articles, problems
