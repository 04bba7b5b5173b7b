"""Small complete libraries to start from, each a folder of files in `starters/`."""

from __future__ import annotations

import re
from pathlib import Path

from quizgen.reading.articles import text_hash
from quizgen.reading.edits import quoted
from quizgen.reading.layout import QUESTIONS, SCHEMA

_STARTERS = Path(__file__).parent.parent / "starters"
#: The kinds of libraries, each with what its facts are.
KINDS = {
    "articles": "facts from articles, each with the words it rests on",
    "terms": "terms and what they mean, with other questions beside them",
    "vocabulary": "words of another language and what they mean",
}
_EDITOR_CONFIG = """\
root = true

[*.yaml]
charset = utf-8
end_of_line = lf
indent_style = space
indent_size = 2
insert_final_newline = true
max_line_length = 120
"""


def starter_files(kind: str, name: str, namespace: str, schema: str) -> dict[str, str]:
    """Return the files of a new library, the text of each by its path in the library's folder.

    `name` and `namespace` are the library's own, `schema` is the JSON Schema of its files. Raises KeyError for a kind
    that is not there.
    """
    about = {"NAME": quoted(name), "NAMESPACE": namespace}
    root = _STARTERS / {kind: kind for kind in KINDS}[kind]
    texts = {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in sorted(root.rglob("*.*"))}
    for path, text in texts.items():
        if path.endswith(".txt"):
            about[f"HASH-OF-{Path(path).stem.upper()}"] = text_hash(text.encode())
    words = re.compile("|".join(rf"\b{word}\b" for word in sorted(about, key=len, reverse=True)))
    return {
        **{path: words.sub(lambda match: about[match[0]], text) for path, text in texts.items()},
        f"{QUESTIONS}/{SCHEMA}": schema,
        ".editorconfig": _EDITOR_CONFIG,
        ".gitignore": "build/\n",
    }
