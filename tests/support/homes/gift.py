"""GIFT -> the questions that Moodle makes of it.

Written from Moodle's question/format.php and question/format/gift/format.php. What stands in the names of functions
there stands in the same order here, as the order of its replacements decides what an escape means.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tests.support.homes import engine
from tests.support.homes.moodle import LONGEST_ID, category_path, name_of_question, sound
from tests.support.homes.shown import format_string, page

_ESCAPED = {r"\:": "&&058;", r"\#": "&&035;", r"\=": "&&061;", r"\{": "&&123;", r"\}": "&&125;", r"\~": "&&126;"}
_ESCAPED[r"\n"] = "&&010"
_MEANT = dict(zip(_ESCAPED.values(), (":", "#", "=", "{", "}", "~", "\n"), strict=True))
_WEIGHT = re.compile(r"%-*(?:[0-9]{1,2})\.?(?:[0-9]*)%")
_FORMATS = frozenset(("moodle", "html", "plain", "markdown"))


class _Text(NamedTuple):
    text: str
    format: str

    @property
    def shown(self) -> str:
        if self.format != "html" and self.text:
            raise engine.RefusedError(f"a text in the format '{self.format}': {self.text}")
        return page(self.text).text


def read(data: bytes) -> list[engine.Asked]:
    """Return the questions of a file. Raises RefusedError."""
    category: tuple[str, ...] = ()
    asked = []
    for lines in _blocks(data.decode("utf-8-sig")):
        comment = "\n".join(line for line in lines if line.startswith("//"))
        text = "\n".join(" " if line.startswith("//") else line for line in lines).strip()
        if not text:
            continue
        text = _escaped(text)
        if text.startswith("$CATEGORY:"):
            category = category_path(text[10:].strip())
        else:
            asked.append(_question(text, comment, category))
    return asked


def _blocks(text: str) -> list[list[str]]:
    """Return the lines between empty ones; PHP says that '0' is empty, too."""
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip() in ("", "0"):
            blocks.append([])
        else:
            blocks[-1].append(line.strip())
    return blocks


def _escaped(text: str) -> str:
    text = text.replace("\\\\", "&&092;")
    for escape, placeholder in _ESCAPED.items():
        text = text.replace(escape, placeholder)
    return text.replace("&&092;", "\\")


def _unescaped(text: str) -> str:
    for placeholder, sign in _MEANT.items():
        text = text.replace(placeholder, sign)
    return text


def _formatted(text: str, default: str) -> _Text:
    if text.startswith("[") and "]" in text and text[1 : text.index("]")] in _FORMATS:
        end = text.index("]")
        return _Text(_unescaped(text[end + 1 :]).strip(), text[1:end])
    return _Text(_unescaped(text).strip(), default)


def _question(text: str, comment: str, category: tuple[str, ...]) -> engine.Asked:
    if not text.startswith("::") or "::" not in text[2:]:
        raise engine.RefusedError(f"a question without a name: {text}")
    name, _, text = text[2:].partition("::")
    text = text.strip()
    start, end = text.find("{"), text.find("}")
    if start < 0 or end < start:
        raise engine.RefusedError(f"braces: {text}")
    answers = text[start + 1 : end].strip()
    stem = text[:start] + ("" if text.endswith("}") else "_____") + text[end + 1 :]
    general = ""
    if "####" in answers:
        answers, _, general = answers.rpartition("####")
        answers = answers.strip()
    asked = _formatted(stem, "moodle")
    id_ = re.search(r"\[id:((?:\\]|[^]\x00-\x1f])+)]", comment)
    found = id_[1].strip().replace(r"\]", "]") if id_ else ""
    if len(found) > LONGEST_ID:
        raise engine.RefusedError(found)
    shown = page(asked.text)
    return engine.Asked(
        title=name_of_question(_unescaped(name)),
        category=category,
        id=found,
        tags=tuple(
            tag.strip().replace(r"\]", "]") for tag in re.findall(r"\[tag:((?:\\]|[^]<>`\x00-\x1f])+)]", comment)
        ),
        points=1.0,
        text=asked.shown,
        pictures=tuple((b"", alt) for _, alt in shown.pictures),
        feedback=_formatted(general, asked.format).shown,
        task=sound(_task(answers, asked.format)),
    )


def _task(answers: str, form: str) -> engine.Task:
    if not answers:
        raise engine.RefusedError("an essay")
    if answers.startswith("#"):
        return _numerical(answers[1:], form)
    if "~" in answers:
        return _multi_choice(answers, form)
    if "=" in answers and "->" in answers:
        return _matching(answers, form)
    word, *feedback = answers.split("#", 2)
    if word.strip() in ("T", "TRUE", "F", "FALSE"):
        wrong, right = (_formatted(one.strip(), form).shown for one in (*feedback, "", "")[:2])
        is_true = word.strip() in ("T", "TRUE")
        return engine.TrueFalse(is_true, *((right, wrong) if is_true else (wrong, right)))
    return engine.ShortAnswer(tuple(_weighed(one, form) for one in _parts(answers, "=")))


def _parts(answers: str, sign: str) -> list[str]:
    first, *others = answers.split(sign)
    return [one.strip() for one in ((first, *others) if first.strip() not in ("", "0") else others)]


def _multi_choice(answers: str, form: str) -> engine.MultiChoice:
    options = []
    for part in _parts(answers.replace("=", "~="), "~"):
        share, rest = (1.0, part[1:]) if part.startswith("=") else _weight(part, 0.0)
        text, _, feedback = rest.partition("#")
        shown = _formatted(text.strip(), form).shown
        options.append(engine.Answer(shown, share, _formatted(feedback.strip(), form).shown))
    return engine.MultiChoice(tuple(options), "=" in answers)


def _weight(part: str, default: float) -> tuple[float, str]:
    """Return the share that is written ahead of an answer, or the default one, and the rest."""
    found = _WEIGHT.match(part)
    return (float(found[0][1:-1]) / 100, part[found.end() :]) if found else (default, part)


def _weighed(part: str, form: str) -> engine.Answer:
    share, rest = _weight(part, 1.0)
    text, _, feedback = rest.partition("#")
    return engine.Answer(_formatted(text.strip(), form).text, share, _formatted(feedback.strip(), form).shown)


def _numerical(answers: str, form: str) -> engine.Numerical:
    found = []
    for part in _parts(answers.partition("~")[0], "="):
        answer = _weighed(part, form)
        low, is_range, high = answer.text.partition("..")
        if is_range:
            middle = (float(low) + float(high)) / 2
            found.append(answer._replace(text=repr(middle), tolerance=float(high) - middle))
        else:
            number, _, tolerance = answer.text.partition(":")
            found.append(answer._replace(text=number.strip(), tolerance=float(tolerance or 0)))
    return engine.Numerical(tuple(found), {})


def _matching(answers: str, form: str) -> engine.Matching:
    pairs = []
    for part in _parts(answers, "="):
        stem, arrow, name = part.partition("->")
        if not arrow:
            raise engine.RefusedError(f"a pair without an arrow: {part}")
        pairs.append((_formatted(stem, form).shown, _unescaped(name).strip()))
    return engine.Matching(tuple(pairs), {name: format_string(name) for _, name in pairs})
