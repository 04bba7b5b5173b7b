"""Files of articles -> the text and the hash of each source's article."""

from __future__ import annotations

import codecs
import errno
import hashlib
import os
from typing import TYPE_CHECKING

from quizgen.domain.library import Article
from quizgen.domain.problem import problem_at
from quizgen.reading.files import read_bytes
from quizgen.reading.nodes import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from quizgen.domain.library import Source
    from quizgen.domain.problem import Problem

_NOT_THERE = f"({os.strerror(errno.ENOENT)})"


def text_hash(data: bytes) -> str:
    """Return the SHA-256 of a text in hexadecimal digits; neither its line ends nor a byte order mark count."""
    return hashlib.sha256(data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n")).hexdigest()


def read_article(path: Path, shown: str) -> tuple[bytes | None, list[Problem]]:
    """Return the bytes of an article's file, or None with the problem why not; `shown` is what the path is called."""
    reader = Reader(shown)
    return read_bytes(path, reader), reader.problems


def read_articles(folder: Path, sources: Iterable[Source]) -> tuple[dict[str, Article], list[Problem]]:
    """Return the article of each source by the source's id, and a problem for each article that cannot be read."""
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    for source in sources:
        if source.file is None:
            continue
        path = folder / source.file
        data, unreadable = read_article(path, str(path))
        if data is None:
            message = f"{path}: {unreadable[0].message}"
            if _NOT_THERE in message:
                message = (
                    f"{path} is not there; put the text there, or delete this source and the evidence that names it"
                )
        else:
            article = articles[source.id] = Article(text_hash(data), data.decode("utf-8-sig", "replace"))
            if "\ufffd" not in article.text:
                continue
            message = f"{path} is not UTF-8; fragments are looked for in what could be read of it"
        problems.append(problem_at(source.path, source.file, "article-unreadable", message))
    return articles, problems
