"""Canvas, and others that read its dialect of QTI 1.2 (https://www.imsglobal.org/question/qtiv1p2/), in a package.

Canvas has two importers: the older turns each item into QTI 2 and reads that (instructure/QTIMigrationTool, and
gems/plugins/qti_exporter in instructure/canvas-lms), New Quizzes reads the item itself (instructure/qti). What is
written here means the same to both, and to whoever goes by the specification: each form of a short answer has a
condition of its own, as several in one would all have to hold.
"""

from __future__ import annotations

import re
from html import escape as html_escape
from html import unescape
from typing import TYPE_CHECKING

from quizgen.domain.library import digest
from quizgen.domain.markup import plain
from quizgen.domain.question import Choice, Gaps, Match, Open, Order
from quizgen.exporting.home import IN_OWN_WORDS
from quizgen.exporting.item import short_id
from quizgen.exporting.moodle import prompt
from quizgen.exporting.text import html_attribute, html_extract, html_paragraphs, html_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.fact import Picture
    from quizgen.exporting.home import Bank
    from quizgen.exporting.item import Item, Number

#: Why what is to be put in order is left out: the older importer has no such type, and drops it without a word.
_NO_ORDER = "Canvas drops what is to be put in order"
_HTML = ' texttype="text/html"'
_PLAIN = ' texttype="text/plain"'
_ONLY = "response1"
#: Feedback that all see; by this name Canvas knows it.
_GENERAL = "general_fb"
#: What HTML reads as the begin of a tag.
_TAG = re.compile(r"<[A-Za-z!/?]")
#: All points, in hundredths of those that an item is worth.
_FULL = 100


def refuses(item: Item) -> str:
    """Return why Canvas cannot carry a question, or nothing."""
    shape = item.shape
    if isinstance(shape, Order):
        return _NO_ORDER
    return IN_OWN_WORDS if isinstance(shape, (Open, Gaps)) and not shape.is_typed else ""


def render(bank: Bank) -> bytes:
    """Return the package: a manifest, one assessment with all questions, and their pictures."""
    title = plain(f"{bank.name} ({bank.correction[0]})" if bank.correction else bank.name)
    ident = f"quizgen-{digest((bank.namespace, bank.name, *bank.correction))}"
    pictures = {_path(one): one for one in (item.picture for item in bank.items) if one is not None}
    members = {
        "imsmanifest.xml": _manifest(ident, pictures).encode(),
        f"{ident}.xml": _assessment(bank, ident, title).encode(),
        **{path: pictures[path].data for path in sorted(pictures)},
    }
    from quizgen.rendering.archive import zip_of  # noqa: PLC0415  other exports need none

    return zip_of(members)


def _path(picture: Picture) -> str:
    """Return the path of a picture in the package, in characters that are themselves in addresses."""
    return f"media/{digest((str(picture.file),))}.{picture.kind}"


def _manifest(ident: str, pictures: Iterable[str]) -> str:
    paths = sorted(pictures)
    files = "".join(_resource(f"file-{number}", "webcontent", path) for number, path in enumerate(paths, 1))
    needs = "".join(f'<dependency identifierref="file-{number}"/>\n' for number in range(1, len(paths) + 1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<manifest identifier="{ident}-package" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1">\n'
        "<metadata><schema>IMS Content</schema><schemaversion>1.1.3</schemaversion></metadata>\n"
        "<organizations/>\n"
        f"<resources>\n{_resource(ident, 'imsqti_xmlv1p2', f'{ident}.xml', needs)}{files}</resources>\n"
        "</manifest>\n"
    )


def _resource(ident: str, kind: str, path: str, needs: str = "") -> str:
    file = f'<file href="{path}"/>\n'
    return f'<resource identifier="{ident}" type="{kind}" href="{path}">\n{file}{needs}</resource>\n'


def _assessment(bank: Bank, ident: str, title: str) -> str:
    items = "".join(_item(item, bank.language) for item in bank.items)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">\n'
        f'<assessment ident="{ident}" title="{_line(title)}">\n'
        f'<section ident="root_section">\n{items}</section>\n'
        "</assessment>\n</questestinterop>\n"
    )


def _item(item: Item, language: str) -> str:
    kind, answers, conditions = _body(item, language)
    notes = {_note_of(place): (why,) for place, why in enumerate(item.whys, 1) if why}
    feedback = "".join(_feedback(name, _block(texts, language)) for name, texts in notes.items())
    told = "".join(
        _condition(_equal(_option(place)), shows=_note_of(place)) for place, why in enumerate(item.whys, 1) if why
    )
    return (
        f'<item ident="{_ident(item)}" title="{_line(item.title)}">\n'
        f"<itemmetadata><qtimetadata>\n{_field('question_type', kind)}{_field('points_possible', str(item.points))}"
        "</qtimetadata></itemmetadata>\n"
        f"<presentation>\n{_material(_asked(item, language))}{answers}</presentation>\n"
        f'<resprocessing>\n<outcomes><decvar maxvalue="{_FULL}" minvalue="0" varname="SCORE" vartype="Decimal"/>'
        f"</outcomes>\n{_condition('<other/>', shows=_GENERAL)}{told}{conditions}</resprocessing>\n"
        f"{_feedback(_GENERAL, _block(item.proof, language))}{feedback}"
        "</item>\n"
    )


def _ident(item: Item) -> str:
    """Return the ident of a question: its id in characters that every importer keeps, and a digest that tells it.

    Canvas replaces a question by another one of the same ident where its importer is asked to.
    """
    kept = re.sub(r"[^A-Za-z0-9]+", "-", short_id(item)).strip("-")
    return f"q-{kept}-{digest((item.id,))}"


def _option(place: int) -> str:
    """Return the ident of an option or a name; Canvas knows names by the first number in it, others want a letter."""
    return f"option_{place}"


def _note_of(place: int) -> str:
    return f"{_option(place)}_fb"


def _asked(item: Item, language: str) -> str:
    """Return what is asked and what it is about, as HTML, with the picture and the form in which it is to be typed."""
    picture = item.picture
    parts = [html_extract(item.extract), html_paragraphs((prompt(item),))]
    if picture is not None:
        parts.append(f'<p><img src="{_path(picture)}" alt="{html_attribute(str(picture.alt))}"></p>')
    form = item.form if item.number is None else item.number.form
    parts.append(html_paragraphs(filter(None, (form,))))
    return _language("".join(parts), language)


def _body(item: Item, language: str) -> tuple[str, str, str]:
    """Return the type of a question as Canvas calls it, what is answered, and which answers are right."""
    shape = item.shape
    match shape:
        case Choice():
            kind = "multiple_choice" if shape.statement is None else "true_false"
            return f"{kind}_question", *_choice(shape)
        case Match():
            return "matching_question", *_match(shape, language)
        case Open() | Gaps() if item.number is not None:
            return "numerical_question", _blank(' fibtype="Decimal"'), _range(item.number)
        case _:
            right = "".join(_condition(_equal(form), points=f"{_FULL}") for form in item.forms)
            return "short_answer_question", _blank(), right


def _choice(shape: Choice) -> tuple[str, str]:
    options = "".join(_label(place, html_text(one.text)) for place, one in enumerate(shape.options, 1))
    right = "".join(
        _condition(_equal(_option(place)), points=f"{_FULL}") for place, one in enumerate(shape.options, 1) if one.right
    )
    keeps = shape.is_in_order or shape.statement is not None
    return _list(_ONLY, options, shuffle="No" if keeps else "Yes"), right


def _match(shape: Match, language: str) -> tuple[str, str]:
    """Return a list of all names for each row, and a part of the points for the name that goes with it."""
    names = "".join(_label(place, *_name(name)) for place, name in enumerate(shape.names, 1))
    lists, right, left = [], [], _FULL * 100
    for place, row in enumerate(shape.rows, 1):
        ident = f"response_{place}"
        lists.append(_list(ident, names, _material(_block((row.text,), language))))
        share = left // (len(shape.rows) - place + 1)
        left -= share
        points = f"{share / 100:.2f}"
        right.append(_condition(_equal(_option(row.name + 1), ident), points=points, action="Add", goes_on=True))
    return "".join(lists), "".join(right)


def _name(name: str) -> tuple[str, str]:
    """Return a name to match, and its type.

    Canvas shows it as a line of text; New Quizzes takes it for HTML, so that a tag in it would be gone. What means the
    same as both is text.
    """
    line = " ".join(plain(name).split())
    is_both = not _TAG.search(line) and unescape(line) == line
    return (line, _PLAIN) if is_both else (html_escape(line, quote=False), _HTML)


def _list(ident: str, labels: str, before: str = "", shuffle: str = "") -> str:
    how = f' shuffle="{shuffle}"' if shuffle else ""
    return (
        f'<response_lid ident="{ident}" rcardinality="Single">\n'
        f"{before}<render_choice{how}>\n{labels}</render_choice>\n</response_lid>\n"
    )


def _label(place: int, text: str, kind: str = _HTML) -> str:
    return f'<response_label ident="{_option(place)}">{_material(text, kind).rstrip()}</response_label>\n'


def _blank(kind: str = "") -> str:
    return (
        f'<response_str ident="{_ONLY}" rcardinality="Single">'
        f'<render_fib{kind}><response_label ident="answer1"/></render_fib></response_str>\n'
    )


def _range(number: Number) -> str:
    least, most = number.value - number.tolerance, number.value + number.tolerance
    limits = f'<vargte respident="{_ONLY}">{least:f}</vargte><varlte respident="{_ONLY}">{most:f}</varlte>'
    return _condition(limits, points=f"{_FULL}")


def _equal(answer: str, ident: str = _ONLY) -> str:
    return f'<varequal respident="{ident}">{_escape(answer)}</varequal>'


def _condition(holds: str, *, shows: str = "", points: str = "", action: str = "Set", goes_on: bool = False) -> str:
    """Return what happens where something holds: feedback is shown, or points are given, and maybe looked further."""
    score = f'<setvar action="{action}" varname="SCORE">{points}</setvar>' if points else ""
    note = f'<displayfeedback feedbacktype="Response" linkrefid="{shows}"/>' if shows else ""
    further = "Yes" if shows or goes_on else "No"
    return f'<respcondition continue="{further}"><conditionvar>{holds}</conditionvar>{score}{note}</respcondition>\n'


def _feedback(ident: str, html: str) -> str:
    return f'<itemfeedback ident="{ident}"><flow_mat>{_material(html).rstrip()}</flow_mat></itemfeedback>\n'


def _field(label: str, entry: str) -> str:
    return f"<qtimetadatafield><fieldlabel>{label}</fieldlabel><fieldentry>{entry}</fieldentry></qtimetadatafield>\n"


def _block(texts: Iterable[str], language: str) -> str:
    return _language(html_paragraphs(texts), language)


def _language(html: str, language: str) -> str:
    """Return HTML that says its language; Canvas takes a bare line for text, and would show its entities as such."""
    return f'<div lang="{language}">{html}</div>'


def _material(text: str, kind: str = _HTML) -> str:
    return f"<material><mattext{kind}>{_escape(text)}</mattext></material>\n"


def _escape(text: str) -> str:
    return html_escape(text, quote=False)


def _line(text: str) -> str:
    """Return a text for an attribute, in one line."""
    return html_escape(" ".join(plain(text).split()))
