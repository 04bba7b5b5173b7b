"""Moodle XML -> the questions that Moodle makes of it.

Written from Moodle's question/format.php and question/format/xml/format.php, lib/db/install.xml for what its database
takes, and clean_param for names (PARAM_TEXT) and files (PARAM_FILE).
"""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from tests.support.homes import engine
from tests.support.homes.shown import format_string, page, strip_tags

if TYPE_CHECKING:
    from collections.abc import Iterator


#: Lengths of columns of Moodle's database.
LONGEST_ID, LONGEST_NAME, LONGEST_UNIT = 100, 255, 50
_PLUGIN_FILE = "@@PLUGINFILE@@/"
_BASE = "/pluginfile.php/1/question/questiontext/1/"


def read(data: bytes) -> list[engine.Asked]:
    """Return the questions of a file. Raises RefusedError."""
    root = ET.fromstring(data)  # noqa: S314  this repository wrote it
    if root.tag != "quiz":
        raise engine.RefusedError(root.tag)
    category: tuple[str, ...] = ()
    asked, ids = [], set()
    for node in root:
        if node.tag != "question":
            raise engine.RefusedError(node.tag)
        if node.get("type") == "category":
            category = category_path(_text(node.find("category")))
            continue
        one = _question(node, category)
        if (category, one.id) in ids:  # Moodle drops the second one's id
            one = one._replace(id="")
        ids.add((category, one.id))
        asked.append(one)
    return asked


def category_path(path: str) -> tuple[str, ...]:
    """Return the names of the categories below the top as they are shown (split_category_path)."""
    raw = re.split(r"(?<!/)/(?!/)", path)
    names = [strip_tags(name.replace("//", "/").strip()) for name in raw]
    if re.fullmatch(r"\$[a-z]+\$", names[0]):
        names = names[1:]
    if names[0] == "top":
        names = names[1:]
    if any(not name or len(name) > LONGEST_NAME for name in names):
        raise engine.RefusedError(path)
    return tuple(map(format_string, names))


def name_of_question(name: str) -> str:
    """Return a question's name as it is shown (clean_question_name, format_string)."""
    cleaned = strip_tags(name).strip()
    if not cleaned or len(cleaned) > LONGEST_NAME:
        raise engine.RefusedError(name)
    return format_string(cleaned)


def _question(node: ET.Element, category: tuple[str, ...]) -> engine.Asked:
    source, pictures = _html(node.find("questiontext"))
    feedback, _ = _html(node.find("generalfeedback"))
    id_ = node.findtext("idnumber") or ""
    if len(id_) > LONGEST_ID:
        raise engine.RefusedError(id_)
    return engine.Asked(
        title=name_of_question(_text(node.find("name"))),
        category=category,
        id=id_,
        tags=tuple(_text(tag) for tag in node.findall("tags/tag")),
        points=float(node.findtext("defaultgrade") or 1),
        text=source,
        pictures=pictures,
        feedback=feedback,
        task=_task(node),
    )


def _task(node: ET.Element) -> engine.Task:
    match node.get("type"):
        case "multichoice":
            single = (node.findtext("single") or "true").strip() not in ("", "0", "false")
            shuffle = (node.findtext("shuffleanswers") or "false").strip() not in ("", "0", "false")
            return sound(engine.MultiChoice(tuple(_answers(node, is_html=True)), single, shuffle))
        case "truefalse":
            by_text = {answer.text: answer for answer in _answers(node)}
            return engine.TrueFalse(by_text["true"].share == 1.0, by_text["true"].feedback, by_text["false"].feedback)
        case "shortanswer":
            return sound(engine.ShortAnswer(tuple(_answers(node)), (node.findtext("usecase") or "0").strip() == "1"))
        case "numerical":
            return sound(engine.Numerical(tuple(_answers(node)), dict(_units(node))))
        case "matching":
            pairs = []
            for sub in node.findall("subquestion"):
                stem, _ = _html(sub)
                pairs.append((stem, _text(sub.find("answer"))))
            return sound(engine.Matching(tuple(pairs), {answer: format_string(answer) for _, answer in pairs}))
        case other:
            raise engine.RefusedError(str(other))


def sound(task: engine.Task) -> engine.Task:
    """Return a task that Moodle stores without a word. Raises RefusedError."""
    match task:
        case engine.MultiChoice(options=options):
            fine = len(options) > 1 and all(option.text for option in options)
            fine = fine and max(option.share for option in options) == 1.0
        case engine.ShortAnswer(answers=answers) | engine.Numerical(answers=answers):
            fine = all(answer.text for answer in answers) and any(answer.share == 1.0 for answer in answers)
            if isinstance(task, engine.Numerical):
                fine = fine and all(engine.read_number(answer.text)[0] is not None for answer in answers)
                fine = fine and all(len(unit) <= LONGEST_UNIT for unit in task.units)
        case engine.Matching(pairs=pairs):
            fine = len(task.stems) > 1 and len(pairs) > 2
            fine = fine and all(0 < len(answer) <= LONGEST_NAME for _, answer in pairs)
        case _:
            fine = True
    if not fine:
        raise engine.RefusedError(str(task))
    return task


def _answers(node: ET.Element, *, is_html: bool = False) -> Iterator[engine.Answer]:
    for answer in node.findall("answer"):
        text = _html(answer)[0] if is_html else _text(answer)
        share = float(answer.get("fraction") or 0) / 100
        yield engine.Answer(text, share, _html(answer.find("feedback"))[0], float(answer.findtext("tolerance") or 0))


def _units(node: ET.Element) -> Iterator[tuple[str, float]]:
    for unit in node.findall("units/unit"):
        name = (unit.findtext("unit_name") or "").strip()
        if name:
            yield name, float(unit.findtext("multiplier") or 1)


def _text(node: ET.Element | None) -> str:
    """Return the text of a node with a text in it, trimmed. Raises RefusedError where something else is in it."""
    text = None if node is None else node.find("text")
    if text is None:
        return ""
    if len(text):
        raise engine.RefusedError(f"<{text[0].tag}> in a text")
    return (text.text or "").strip()


def _html(node: ET.Element | None) -> tuple[str, tuple[tuple[bytes, str], ...]]:
    """Return what a text shows, with the bytes and the words of each picture in it."""
    text = _text(node)
    if node is None or not text:
        return "", ()
    if node.get("format", "html") != "html":
        raise engine.RefusedError(f"a text in the format '{node.get('format')}'")
    files = {
        re.sub(r"[\x00-\x1f&<>\"`|':\\/]", "", file.get("name") or ""): base64.b64decode(file.text or "")
        for file in node.findall("file")
    }
    shown = page(text.replace(_PLUGIN_FILE, _BASE))
    pictures = tuple((files.get(unquote(src.removeprefix(_BASE)), b""), alt) for src, alt in shown.pictures)
    return shown.text, pictures
