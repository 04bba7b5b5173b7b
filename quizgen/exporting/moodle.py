"""Moodle: its own XML (https://docs.moodle.org/en/Moodle_XML_format), as its importer and question engine read it.

Questions, options and feedback are HTML; short answers and names to match are compared or shown as text. What is put in
order goes as a match of places, 1 for the first: every version of Moodle has that, and gives full marks for it. A
number with a tolerance may have its unit behind it, which is not graded.
"""

from __future__ import annotations

import re
from base64 import b64encode
from html import escape as html_escape
from typing import TYPE_CHECKING

from quizgen.domain.markup import plain
from quizgen.domain.question import Choice, Gaps, Match, Open, Order, Statement
from quizgen.exporting.home import IN_OWN_WORDS
from quizgen.exporting.item import short_id
from quizgen.exporting.text import html_attribute, html_extract, html_paragraphs, html_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.exporting.home import Bank
    from quizgen.exporting.item import Item, Number

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
#: Under each course, at the top of its categories.
_TOP = "$course$/top"
#: What Moodle does not show as it stands in names of any kind: tags, and what it takes for an entity.
_NOT_TEXT = re.compile("[<>]|&(?=[a-zA-Z0-9#]{1,8};)")
#: A name that PHP reads as a number (https://www.php.net/manual/en/language.types.numeric-strings.php).
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
#: Moodle's database takes no longer name to be matched, and one import fails as a whole.
_LONGEST_NAME = 255


def refuses(item: Item) -> str:
    """Return why Moodle cannot carry a question, or nothing."""
    shape = item.shape
    if isinstance(shape, (Open, Gaps)) and not shape.is_typed:
        return IN_OWN_WORDS
    if isinstance(shape, Match) and any(len(name_text(name)) > _LONGEST_NAME for name in shape.names):
        return f"a name to be matched has more than {_LONGEST_NAME} characters"
    return ""


def render(bank: Bank) -> bytes:
    """Return the file: the questions of each topic behind the category that they go into."""
    parts = [_HEAD]
    for path, items in by_category(bank):
        parts.append(f'<question type="category"><category>{_text(path)}</category></question>\n')
        parts += map(_question, items)
    return "".join((*parts, "</quiz>\n")).encode()


def by_category(bank: Bank) -> Iterator[tuple[str, list[Item]]]:
    """Yield the questions of each topic with the path of the category that they go into."""
    by_topic: dict[str, list[Item]] = {}
    for item in bank.items:
        by_topic.setdefault(item.topic, []).append(item)
    for topic, items in by_topic.items():
        yield _category_path((bank.name, *bank.correction, topic)), items


def _category_path(names: Iterable[str]) -> str:
    """Return the path of the category of these names, the outermost first; a slash in a name is written twice.

    Where it is first or last, a space, which Moodle takes away, keeps it from the slash between the names.
    """
    doubled = (name_text(name).replace("/", "//") for name in names)
    spaced = (f"{' ' * name.startswith('/')}{name}{' ' * name.endswith('/')}" for name in doubled)
    return "/".join((_TOP, *spaced))


def name_text(text: str) -> str:
    """Return a text for a name or a list of choices, from which Moodle takes tags, and in which it shows entities."""
    return _NOT_TEXT.sub(lambda found: html_escape(found[0]), plain(text))


def prompt(item: Item) -> str:
    """Return what is asked, or the statement that is judged."""
    shape = item.shape
    statement = shape.statement if isinstance(shape, Choice) else None
    return statement.text if statement is not None else shape.prompt


def pairs(shape: Match | Order) -> list[tuple[str, str]]:
    """Return rows, with the name that goes with each as Moodle takes it, and behind them names that go with no row.

    In an order, places from 1 go with the rows.
    """
    if isinstance(shape, Order):
        return [(row.text, str(row.rank)) for row in shape.rows]
    names = [*map(name_text, shape.names)]
    numbers = [float(name) if _NUMBER.fullmatch(name) else None for name in names]
    for place, number in enumerate(numbers):
        if number is not None and numbers.count(number) > 1:  # PHP compares '10' and '1e1' as numbers, not as text
            names[place] = f"&#{ord(names[place][0])};{names[place][1:]}"
    used = {row.name for row in shape.rows}
    others = (name for place, name in enumerate(names) if place not in used)
    return [*((row.text, names[row.name]) for row in shape.rows), *(("", name) for name in others)]


def wildcards_escaped(form: str) -> str:
    """Return a form that is right for a short answer, in which Moodle takes a bare asterisk for any characters."""
    return form.replace("*", r"\*")


def _question(item: Item) -> str:
    kind, body = _body(item)
    tags = "".join(f"<tag>{_text(tag)}</tag>" for tag in item.tags)
    return (
        f'<question type="{kind}">\n'
        f"<name>{_text(name_text(item.title))}</name>\n"
        f"<questiontext{_HTML}>{_text(_asked(item))}{_file(item)}</questiontext>\n"
        f"<generalfeedback{_HTML}>{_text(html_paragraphs(item.proof))}</generalfeedback>\n"
        f"<defaultgrade>{item.points}</defaultgrade>\n"
        f"<idnumber>{_escape(short_id(item))}</idnumber>\n"
        f"{body}"
        f"<tags>{tags}</tags>\n"
        "</question>\n"
    )


def _asked(item: Item) -> str:
    """Return what is asked and what it is about, as HTML, with the picture and the form in which it is to be typed."""
    parts = [html_extract(item.extract), html_paragraphs((prompt(item),))]
    if item.picture is not None:
        alt = html_attribute(item.picture.alt)
        parts.append(f'<p><img src="@@PLUGINFILE@@/{_file_name(item)}" alt="{alt}"></p>')
    parts.append(html_paragraphs(filter(None, (item.form,))))
    return "".join(parts)


def _file_name(item: Item) -> str:
    return f"picture.{item.picture.kind}" if item.picture is not None else ""


def _file(item: Item) -> str:
    picture = item.picture
    if picture is None:
        return ""
    return f'<file name="{_file_name(item)}" path="/" encoding="base64">{b64encode(picture.data).decode()}</file>'


def _body(item: Item) -> tuple[str, str]:
    """Return the type of a question as Moodle calls it, and what only this type has."""
    shape = item.shape
    match shape:
        case Choice(statement=Statement() as statement):
            why = why_wrong(item)
            truths = (("true", statement.is_true), ("false", not statement.is_true))
            answers = (_answer(word, "" if is_right else why, is_right=is_right) for word, is_right in truths)
            return "truefalse", "".join(answers)
        case Choice():
            return "multichoice", _choice(shape, item.whys)
        case Order() | Match():
            return "matching", _match(shape)
        case Open() | Gaps() if item.number is not None:
            return "numerical", _numerical(item.number)
        case _:
            return "shortanswer", "".join(("<usecase>0</usecase>\n", *map(_short_answer, item.forms)))


def _choice(shape: Choice, whys: Iterable[str]) -> str:
    options = zip(shape.options, whys, strict=True)
    return (
        "<single>true</single>\n"
        f"<shuffleanswers>{'false' if shape.is_in_order else 'true'}</shuffleanswers>\n"
        f"<answernumbering>{'none' if shape.spots else 'abc'}</answernumbering>\n"
        + "".join(_answer(html_text(one.text), why, is_right=one.right, form=_HTML) for one, why in options)
    )


def why_wrong(item: Item) -> str:
    """Return why the only wrong option of a statement is wrong, where that is known."""
    options = item.shape.options if isinstance(item.shape, Choice) else ()
    return next((why for option, why in zip(options, item.whys, strict=True) if not option.right), "")


def _match(shape: Match | Order) -> str:
    rows = "".join(
        f"<subquestion{_HTML}>{_text(html_text(text))}<answer>{_text(name)}</answer></subquestion>\n"
        for text, name in pairs(shape)
    )
    return f"<shuffleanswers>true</shuffleanswers>\n{rows}"


def _short_answer(form: str) -> str:
    return _answer(wildcards_escaped(form), is_right=True)


def _numerical(number: Number) -> str:
    """Return a number with its tolerance, and the unit that may stand behind it."""
    right = _answer(f"{number.value:f}", is_right=True, more=f"<tolerance>{number.tolerance:f}</tolerance>")
    if not number.unit:
        return right
    # 0 and 0: a unit may be typed behind the number, and is not graded.
    return (
        f"{right}<units><unit><multiplier>1</multiplier><unit_name>{_escape(number.unit)}</unit_name></unit></units>\n"
        "<unitgradingtype>0</unitgradingtype><unitpenalty>0</unitpenalty>"
        "<showunits>0</showunits><unitsleft>0</unitsleft>\n"
    )


def _answer(text: str, why: str = "", *, is_right: bool, form: str = "", more: str = "") -> str:
    feedback = f"<feedback{_HTML}>{_text(html_paragraphs((why,)))}</feedback>" if why else ""
    return f'<answer fraction="{100 if is_right else 0}"{form}>{_text(text)}{feedback}{more}</answer>\n'


_HTML = ' format="html"'


def _text(text: str) -> str:
    return f"<text>{_escape(text)}</text>"


def _escape(text: str) -> str:
    return html_escape(text, quote=False)
