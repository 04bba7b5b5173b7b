"""The plain programs that quizgen is compared with, each written as one would by hand, with no checks at all.

- `load_plain`: PyYAML's C loader over all files of a library, into dicts.
- `write_rows`: rows that are ready, with `executemany` on genanki's schema, and a deflated zip.
- `write_genanki`: the same notes through genanki, used as its README shows.
- `plain_script`: a library to an .apkg with two cards a fact and nothing else; also a program of
  its own, `python baselines.py script LIBRARY OUT`. It reads genanki's schema from genanki's files
  but doesn't import genanki, which would cost it 0.1 s.

- `plain_table`: a library to a CSV of questions, two a fact; `python baselines.py table LIBRARY OUT`.

This module imports nothing of quizgen, and nothing heavy before it is needed.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
import zipfile
from html import escape
from importlib.util import find_spec
from pathlib import Path
from random import Random
from runpy import run_path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = ("who", "where", "when", "what", "said", "demanded", "how_long", "how_many")
_NOW = 1_700_000_000
_DECK, _MODEL = 1_700_000_000_001, 1_700_000_000_002


class Rows(NamedTuple):
    """All that an .apkg holds: rows of notes and cards, and the note type and decks as JSON."""

    notes: list[tuple[Any, ...]]
    cards: list[tuple[Any, ...]]
    models: str
    decks: str


def load_plain(root: Path) -> list[Any]:
    """Return every YAML file of the library at `root` as PyYAML's C loader makes it."""
    paths = [*sorted((root / "questions").glob("*.yaml")), *sorted((root / "decks").glob("*.yaml"))]
    return [yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader) for path in paths]


def read_rows(package: Path) -> Rows:
    """Return what the .apkg file `package` holds."""
    with TemporaryDirectory() as folder:
        with zipfile.ZipFile(package) as archive:
            archive.extract("collection.anki2", folder)
        connection = sqlite3.connect(Path(folder, "collection.anki2"))
        notes = connection.execute("SELECT * FROM notes").fetchall()
        cards = connection.execute("SELECT * FROM cards").fetchall()
        models, decks = connection.execute("SELECT models, decks FROM col").fetchone()
        connection.close()
    return Rows(notes, cards, models, decks)


def write_rows(rows: Rows, out: Path) -> None:
    """Write `rows` as an .apkg file: genanki's schema, two `executemany`, a deflated zip."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "collection.anki2")
        connection = sqlite3.connect(path)
        connection.executescript(_schema())
        connection.executemany("INSERT INTO notes VALUES (?,?,?,?,?,?,?,?,?,?,?)", rows.notes)
        connection.executemany("INSERT INTO cards VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", rows.cards)
        connection.execute("UPDATE col SET models = ?, decks = ?", (rows.models, rows.decks))
        connection.commit()
        connection.close()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(path, "collection.anki2")
            archive.writestr("media", "{}")


def _schema() -> str:
    spec = find_spec("genanki")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent
    schema: str = run_path(str(folder / "apkg_schema.py"))["APKG_SCHEMA"]
    return schema + str(run_path(str(folder / "apkg_col.py"))["APKG_COL"])


def write_genanki(rows: Rows, out: Path) -> None:
    """Write the notes of `rows`, with the same note type and decks, through genanki."""
    import genanki

    models = {int(id_): _genanki_model(model) for id_, model in json.loads(rows.models).items()}
    decks = {int(id_): genanki.Deck(int(id_), deck["name"]) for id_, deck in json.loads(rows.decks).items()}
    deck_of = {card[1]: card[2] for card in rows.cards}
    for id_, guid, model, _mod, _usn, tags, fields, *_ in rows.notes:
        note = genanki.Note(model=models[model], fields=fields.split("\x1f"), tags=tags.split(), guid=guid)
        decks[deck_of[id_]].add_note(note)
    genanki.Package(list(decks.values())).write_to_file(out)


def _genanki_model(model: dict[str, Any]) -> Any:
    import genanki

    return genanki.Model(
        int(model["id"]),
        model["name"],
        fields=[{"name": field["name"]} for field in model["flds"]],
        templates=[{key: template[key] for key in ("name", "qfmt", "afmt")} for template in model["tmpls"]],
        css=model["css"],
        model_type=model["type"],
    )


def plain_script(root: Path, out: Path) -> None:
    """Turn the library at `root` into an .apkg: each fact is a note with two cards, recall and choice."""
    notes, cards = [], []
    for number, fields in enumerate(_all_fields(root)):
        note = _NOW * 1000 + number
        row = "\x1f".join(fields)
        notes.append((note, fields[0], _MODEL, _NOW, -1, "", row, fields[0], 0, 0, ""))
        cards += [(note * 2 + ord_, note, _DECK, ord_, _NOW, -1, 0, 0, number, *[0] * 8, "") for ord_ in (0, 1)]
    write_rows(Rows(notes, cards, _plain_model(), _plain_deck()), out)


def plain_table(root: Path, out: Path) -> None:
    """Turn the library at `root` into a table with two questions a fact, recall and choice."""
    with out.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            (f"{fields[0]}/{way}", *fields[1:]) for fields in _all_fields(root) for way in ("recall", "choice")
        )


def _all_fields(root: Path) -> Iterator[tuple[str, ...]]:
    """Yield the fields of each fact of the library at `root`."""
    names, sources, topics = {}, {}, []
    for document in load_plain(root):
        for key in ("people", "organisations", "places", "documents"):
            names.update({entity["id"]: entity["name"] for entity in document.get(key, ())})
        sources.update({source["id"]: source for source in document.get("sources", ())})
        if "facts" in document:
            topics.append(document)
    return _fields(topics, names, sources, _answers(topics, names))


def _answer(fact: dict[str, Any], names: dict[str, str]) -> tuple[str, str]:
    kind = next(kind for kind in KINDS if kind in fact)
    answer = str(fact[kind])
    return kind, names.get(answer, answer)


def _answers(topics: list[Any], names: dict[str, str]) -> dict[str, list[str]]:
    """Return the answers of each kind, for wrong options where nobody wrote some."""
    found: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for topic in topics:
        for fact in topic["facts"]:
            kind, answer = _answer(fact, names)
            found[kind].append(answer)
    return found


def _fields(
    topics: list[Any], names: dict[str, str], sources: dict[str, Any], others: dict[str, list[str]]
) -> Iterator[tuple[str, ...]]:
    random = Random(1)
    for topic in topics:
        for fact in topic["facts"]:
            kind, answer = _answer(fact, names)
            wrong = [names.get(str(one), str(one)) for one in fact.get("wrong", ())] or random.choices(
                others[kind], k=3
            )
            options = [answer, *wrong]
            random.shuffle(options)
            quotes = [
                f"<li>{escape(sources[id_]['outlet'])}, {escape(sources[id_]['title'])}: {escape(str(words))}</li>"
                for id_, words in fact["evidence"].items()
            ]
            yield (
                fact["id"],
                escape(topic["title"]),
                escape(fact["ask"]),
                escape(answer),
                f"<ol>{''.join(f'<li>{escape(option)}</li>' for option in options)}</ol>",
                f"<ul>{''.join(quotes)}</ul>",
                escape(fact.get("note", "")),
                escape("; ".join(map(str, fact.get("accept", ())))),
            )


def _plain_model() -> str:
    names = ("Id", "Topic", "Ask", "Answer", "Options", "Sources", "Note", "Also")
    back = "{{FrontSide}}<hr>{{Answer}}<p>{{Also}}</p>{{Sources}}{{Note}}"
    fronts = {"Recall": "{{Topic}}<p>{{Ask}}</p>", "Choice": "{{Topic}}<p>{{Ask}}</p>{{Options}}"}
    model = {
        "id": _MODEL,
        "name": "Plain",
        "type": 0,
        "mod": _NOW,
        "usn": -1,
        "sortf": 0,
        "did": _DECK,
        "css": ".card { font-family: sans-serif; }",
        "latexPre": "",
        "latexPost": "",
        "tags": [],
        "vers": [],
        "req": [[0, "any", [2]], [1, "any", [2]]],
        "flds": [
            {"name": name, "ord": ord_, "font": "Arial", "size": 20, "rtl": False, "sticky": False, "media": []}
            for ord_, name in enumerate(names)
        ],
        "tmpls": [
            {"name": name, "ord": ord_, "qfmt": front, "afmt": back, "bqfmt": "", "bafmt": "", "did": None}
            for ord_, (name, front) in enumerate(fronts.items())
        ],
    }
    return json.dumps({str(_MODEL): model})


def _plain_deck() -> str:
    today = {key: [0, 0] for key in ("newToday", "revToday", "lrnToday", "timeToday")}
    common = {
        "mod": _NOW,
        "usn": -1,
        "desc": "",
        "dyn": 0,
        "collapsed": False,
        "conf": 1,
        "extendNew": 0,
        "extendRev": 0,
        **today,
    }
    decks = {1: "Default", _DECK: "Plain"}
    return json.dumps({str(id_): {"id": id_, "name": name, **common} for id_, name in decks.items()})


if __name__ == "__main__":
    programs = {"script": plain_script, "table": plain_table}
    if sys.argv[1:2] == [] or sys.argv[1] not in programs:
        sys.exit("usage: python baselines.py script|table LIBRARY OUT")
    programs[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
