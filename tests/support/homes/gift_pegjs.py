"""GIFT -> the questions that gift-pegjs reads in it, which other editors and converters build on.

It is stricter than Moodle: one sign that is not escaped, and it takes nothing of the file. Graded as Moodle does.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
from functools import cache
from typing import Any

from tests.support.homes import engine
from tests.support.homes.moodle import category_path, name_of_question
from tests.support.homes.shown import format_string, page

_PARSE = """
const { parse } = require("gift-pegjs");
require("readline").createInterface({ input: process.stdin }).on("line", line => {
  try { console.log(JSON.stringify(parse(JSON.parse(line)))); }
  catch (error) { console.log(JSON.stringify({ error: String(error), at: error.location })); }
});
"""
#: It leaves its own signs for escaped ones in the names of pairs.
_MEANT = {"&&092;": "\\", "&&058;": ":", "&&035;": "#", "&&061;": "=", "&&123;": "{", "&&125;": "}", "&&126;": "~"}


@cache
def _environment() -> dict[str, str] | None:
    """Return an environment in which node finds the package, or None."""
    npm = shutil.which("npm")
    if shutil.which("node") is None or npm is None:
        return None
    places = subprocess.run([npm, "root", "-g"], capture_output=True, text=True, check=False).stdout.strip()
    found = {**os.environ, "NODE_PATH": os.pathsep.join(filter(None, (os.environ.get("NODE_PATH"), places)))}
    told = subprocess.run(["node", "-e", "require('gift-pegjs')"], capture_output=True, env=found, check=False)
    return None if told.returncode else found


def is_there() -> bool:
    """Say whether node and the package are installed."""
    return _environment() is not None


@cache
def _parser() -> subprocess.Popen[str]:
    """Return a process that answers each file, JSON on a line, with such a line; it ends when this one does."""
    command = ["node", "-e", _PARSE]
    parser = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_environment(), encoding="utf-8"
    )
    atexit.register(parser.communicate)
    return parser


def parse(data: bytes) -> list[dict[str, Any]]:
    """Return what the package makes of a file. Raises RefusedError."""
    parser = _parser()
    assert parser.stdin is not None
    assert parser.stdout is not None
    print(json.dumps(data.decode()), file=parser.stdin, flush=True)
    found = json.loads(parser.stdout.readline())
    if isinstance(found, dict):
        raise engine.RefusedError(str(found))
    questions: list[dict[str, Any]] = found
    return questions


def read(data: bytes) -> list[engine.Asked]:
    """Return the questions of a file. Raises RefusedError."""
    category: tuple[str, ...] = ()
    asked = []
    for one in parse(data):
        if one["type"] == "Category":
            category = category_path(one["title"].strip())
            continue
        asked.append(
            engine.Asked(
                title=name_of_question(one["title"] or ""),
                category=category,
                id=one["id"] or "",
                tags=tuple(one["tags"] or ()),
                points=1.0,
                text=_shown(one["stem"]),
                pictures=tuple((b"", alt) for _, alt in page(one["stem"]["text"]).pictures),
                feedback=_shown(one["globalFeedback"]),
                task=_task(one),
            )
        )
    return asked


def _shown(text: dict[str, str] | None) -> str:
    if text is None:
        return ""
    if text["format"] != "html":
        raise engine.RefusedError(f"a text in the format '{text['format']}': {text['text']}")
    return page(text["text"]).text


def _task(one: dict[str, Any]) -> engine.Task:
    match one["type"]:
        case "MC":
            return engine.MultiChoice(
                tuple(engine.Answer(_shown(c["text"]), _share(c), _shown(c["feedback"])) for c in one["choices"]),
            )
        case "TF":
            wrong, right = _shown(one["trueFeedback"]), _shown(one["falseFeedback"])
            return engine.TrueFalse(one["isTrue"], *((right, wrong) if one["isTrue"] else (wrong, right)))
        case "Short":
            return engine.ShortAnswer(tuple(engine.Answer(c["text"]["text"], _share(c)) for c in one["choices"]))
        case "Numerical":
            choices = one["choices"] if isinstance(one["choices"], list) else [{"text": one["choices"]}]
            return engine.Numerical(tuple(_number(c["text"]) for c in choices), {})
        case "Matching":
            pairs = tuple((_shown(pair["subquestion"]), _meant(pair["subanswer"])) for pair in one["matchPairs"])
            return engine.Matching(pairs, {name: format_string(name) for _, name in pairs})
    raise engine.RefusedError(f"a question of the type '{one['type']}'")


def _share(choice: dict[str, Any]) -> float:
    """Return the share of an answer: its weight, or all where it is right; short answers need no sign for that."""
    return float(choice["isCorrect"]) if choice["weight"] is None else choice["weight"] / 100


def _number(text: dict[str, Any]) -> engine.Answer:
    match text["type"]:
        case "range":
            return engine.Answer(repr(float(text["number"])), 1.0, tolerance=float(text["range"]))
        case "simple":
            return engine.Answer(repr(float(text["number"])), 1.0)
    middle = (text["numberLow"] + text["numberHigh"]) / 2
    return engine.Answer(repr(middle), 1.0, tolerance=text["numberHigh"] - middle)


def _meant(name: str) -> str:
    for placeholder, sign in _MEANT.items():
        name = name.replace(placeholder, sign)
    return name
