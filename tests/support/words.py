"""Libraries of words: what they are called in other languages, one of them written from right to left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.pipeline import open_library
from tests.support.library import RECIPE

if TYPE_CHECKING:
    from pathlib import Path

    from quizgen.pipeline import Library

INFO = "library: Words\nnamespace: example.words\nabout: Words of two languages.\n"
FRENCH = """\
topic: home
language: fr
ask: What is the French for “{means}”?
facts:
  - {id: fr.house, term: la maison, means: house}
  - {id: fr.door, term: la porte, means: door}
  - {id: fr.key, term: la clé, accept: [la clef], means: key}
  - {id: fr.roof, term: le toit, means: roof}
  - {id: fr.plate, term: l’assiette, means: plate}
"""
GERMAN = """\
topic: plants
language: de
ask: What is the German for “{means}”?
facts:
  - {id: de.xylem, term: das Xylem, means: "das Gewebe, das Wasser leitet"}
  - {id: de.leaf, term: das Blatt, means: leaf}
  - {id: de.root, term: die Wurzel, means: root}
  - {id: de.street, term: die Straße, means: street}
  - {id: de.door, term: die Tür, means: door}
  - {id: de.go, term: gehen, means: to go}
"""
ARABIC = """\
topic: tea
language: ar
ask: What is the Arabic for “{means}”?
facts:
  - {id: ar.tea, term: "الشاي (أخضر)!", means: "tea (green)!"}
  - {id: ar.water, term: الماء, means: water}
  - {id: ar.milk, term: الحليب, means: milk}
  - {id: ar.bread, term: الخبز, means: bread}
"""


def words(root: Path, **files: str) -> Library:
    """Open a library of these topics."""
    texts = {"questions/library.yaml": INFO, "decks/all.yaml": RECIPE}
    texts |= {f"questions/{name}.yaml": text for name, text in files.items()}
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return open_library(root)
