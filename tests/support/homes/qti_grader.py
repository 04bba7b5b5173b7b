"""A package of QTI 1.2 as Canvas imports it, and what share of the points a response earns there, graded in three ways.

Written from the importer of Canvas' older quizzes (gems/plugins/qti_exporter and app/models/quizzes/quiz_question in
instructure/canvas-lms, behind instructure/QTIMigrationTool), from that of New Quizzes (instructure/qti), and from the
specification ("IMS Question & Test Interoperability: ASI Information Model", version 1.2, response processing).
"""

from __future__ import annotations

import html
import re
import zipfile
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from urllib.parse import unquote_plus
from xml.etree.ElementTree import fromstring

from tests.support.homes.shown import Page, page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from xml.etree.ElementTree import Element

ASI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
PACKAGE = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
#: What Canvas takes for feedback to a right or a wrong answer, or for a solution, by its name.
_OTHER_FEEDBACK = re.compile(r"wrong|correct|(_I?C$)|solution", re.IGNORECASE)

#: The text of an option, what is typed, or the text of a name beside that of each row.
Response: TypeAlias = "str | Mapping[str, str]"


class Text(NamedTuple):
    """A text of the package, and whether it is HTML."""

    source: str
    is_html: bool

    @property
    def shown(self) -> str:
        """Return what is shown where the type is heeded: both importers do, but for a name to match."""
        return page(self.source).text if self.is_html else self.source

    @property
    def as_line(self) -> str:
        """Return what Canvas shows as a name to match: the source of HTML, too."""
        return self.source.strip()

    @property
    def as_html(self) -> str:
        """Return what New Quizzes shows as a name to match: it takes text for HTML, too."""
        return page(self.source).text


@dataclass(frozen=True)
class Item:
    """An item of an assessment; `element` is its XML, whose parts are read when they are first asked for."""

    element: Element
    ident: str
    title: str
    kind: str
    points: float

    @cached_property
    def question(self) -> Page:
        """Return what is asked, as it is shown."""
        text = _text(_one(self.element, "presentation/material/mattext"))
        assert text.is_html
        return page(text.source)

    @cached_property
    def options(self) -> dict[str, str]:
        """Return the options as they are shown, by their idents."""
        return {ident: text.shown for ident, text in _labels(_one(self.element, "presentation/response_lid"))}

    @property
    def is_shuffled(self) -> bool:
        """Say whether New Quizzes shuffles the options; the older quizzes go by a setting of the whole quiz."""
        return _one(self.element, "presentation/response_lid/render_choice").attrib["shuffle"] == "Yes"

    @cached_property
    def rows(self) -> dict[str, str]:
        """Return the rows to match as they are shown, by their idents."""
        rows = self.element.iterfind(_path("presentation/response_lid"))
        return {row.attrib["ident"]: _text(_one(row, "material/mattext")).shown for row in rows}

    @cached_property
    def names(self) -> dict[str, Text]:
        """Return the names that can be picked for the first row, and thus for each, by their idents."""
        return dict(_labels(_one(self.element, "presentation/response_lid")))

    @cached_property
    def forms(self) -> list[str]:
        """Return the right answers to be typed, as Canvas lists them."""
        return list(dict.fromkeys(_scoring(self.element)))

    @property
    def feedback(self) -> str:
        """Return what everybody is told, as it is shown."""
        (ident,) = (one for one in self._notes if re.search(r"general_|_all", one, re.IGNORECASE))
        return self._notes[ident]

    @property
    def notes(self) -> dict[str, str]:
        """Return what is told to who picks an option, by the text of that."""
        found = {}
        for ident, note in self._notes.items():
            option = self.options.get(ident.removesuffix("_fb"))
            if option is not None:
                found[option] = note
        return found

    @cached_property
    def _notes(self) -> dict[str, str]:
        """Return the feedback that is shown at all, by its name."""
        shown = {one.attrib["linkrefid"] for one in self.element.iter(f"{ASI}displayfeedback")}
        notes = {
            one.attrib["ident"]: _text(_one(one, "flow_mat/material/mattext"))
            for one in self.element.iterfind(_path("itemfeedback"))
        }
        assert shown == set(notes), "what is shown is there, and what is there is shown"
        assert not any(map(_OTHER_FEEDBACK.search, notes)), "none is taken for another kind"
        # The older importer shows the entities of a bare line as such: it has to have a tag that stays.
        assert all(re.match(r"<\w+ \w", note.source) for note in notes.values())
        return {ident: note.shown for ident, note in notes.items()}


class Package(NamedTuple):
    """What a package holds: an assessment and files beside it, by their paths."""

    ident: str
    title: str
    items: tuple[Item, ...]
    files: Mapping[str, bytes]

    def picture(self, address: str) -> bytes:
        """Return the picture that the address in a question leads to, as Canvas finds it (sanitize_html!)."""
        path = re.sub(r"\$[A-Z_]*\$", "", unquote_plus(address))
        return self.files[path]


def read(data: bytes) -> Package:
    """Return what is in a package."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = fromstring(members["imsmanifest.xml"])  # noqa: S314  quizgen wrote it
    listed = {one.attrib["href"]: one for one in manifest.iterfind(f"{PACKAGE}resources/{PACKAGE}resource")}
    assert set(listed) == set(members) - {"imsmanifest.xml"}, "each file is listed"
    (path,) = (path for path, one in listed.items() if one.attrib["type"] == "imsqti_xmlv1p2")
    pictures = {path for path, one in listed.items() if one.attrib["type"] == "webcontent"}
    needs = {one.attrib["identifierref"] for one in listed[path].iterfind(f"{PACKAGE}dependency")}
    assert needs == {listed[one].attrib["identifier"] for one in pictures}, "the assessment needs each other file"
    (assessment,) = fromstring(members[path])  # noqa: S314
    items = tuple(map(_item, assessment.iterfind(_path("section/item"))))
    files = {one: members[one] for one in pictures}
    return Package(assessment.attrib["ident"], assessment.attrib["title"], items, files)


def _item(element: Element) -> Item:
    fields = {
        _one(field, "fieldlabel").text: _one(field, "fieldentry").text or ""
        for field in element.iterfind(_path("itemmetadata/qtimetadata/qtimetadatafield"))
    }
    points = float(fields["points_possible"])
    return Item(element, element.attrib["ident"], element.attrib["title"], fields["question_type"], points)


@cache
def _path(names: str) -> str:
    return "/".join(f"{ASI}{name}" for name in names.split("/"))


def _one(element: Element, names: str) -> Element:
    found = element.find(_path(names))
    assert found is not None, f"{names} is there"
    return found


def _text(mattext: Element) -> Text:
    assert mattext.attrib["texttype"] in ("text/html", "text/plain")
    return Text(mattext.text or "", mattext.attrib["texttype"] == "text/html")


def _labels(response: Element) -> Iterator[tuple[str, Text]]:
    for label in response.iterfind(_path("render_choice/response_label")):
        yield label.attrib["ident"], _text(_one(label, "material/mattext"))


def _scoring(item: Element) -> list[str]:
    """Return the answers for which points are given, where New Quizzes looks for them."""
    found = []
    for condition in item.iter(f"{ASI}respcondition"):
        if condition.find(_path("setvar")) is not None:
            found += [one.text or "" for one in condition.iterfind(_path("conditionvar/varequal"))]
    return found


def canvas(item: Item, response: Response) -> float:
    """Return the share that a response earns in Canvas' older quizzes."""
    match item.kind:
        case "multiple_choice_question" | "true_false_question":
            assert isinstance(response, str)
            return _canvas_choice(item, response)
        case "short_answer_question":
            assert isinstance(response, str)
            typed = html.escape(response).strip().lower()
            return float(any(html.escape(form.strip().lower()) == typed for form in item.forms if form.strip()))
        case "numerical_question":
            assert isinstance(response, str)
            return _in_range(item, response)
        case "matching_question":
            assert not isinstance(response, str)
            return _canvas_matching(item, response)
    raise AssertionError(item.kind)


def _canvas_choice(item: Item, response: str) -> float:
    weights = dict.fromkeys(item.options, 0)
    for condition in item.element.iter(f"{ASI}respcondition"):
        for one in condition.iter(f"{ASI}varequal"):
            score = condition.find(_path("setvar"))
            weights[one.text or ""] = 100 if score is not None and float(score.text or 0) > 0 else 0
    (ident,) = (ident for ident, text in item.options.items() if text == response)
    return weights[ident] / 100


def _in_range(item: Item, response: str) -> float:
    """Return the share of a number; the field takes no other text (range_answer, compared as decimals)."""
    (least,), (most,) = ([one.text or "" for one in item.element.iter(f"{ASI}{name}")] for name in ("vargte", "varlte"))
    assert not list(item.element.iter(f"{ASI}varequal")), "New Quizzes would take it for a margin, from floats"
    return float(Decimal(least) <= Decimal(response) <= Decimal(most))


def _canvas_matching(item: Item, response: Mapping[str, str]) -> float:
    numbers = {ident: int(re.findall(r"\d+", ident)[0]) for ident in item.names}
    assert len(set(numbers.values())) == len(numbers), "Canvas knows names by their numbers"
    right = {}
    for condition in item.element.iter(f"{ASI}respcondition"):
        for one in condition.iterfind(_path("conditionvar/varequal")):
            assert _one(condition, "setvar").attrib["action"] == "Add"
            right[one.attrib["respident"]] = numbers[one.text or ""]
    given = {text.as_line: numbers[ident] for ident, text in item.names.items()}
    return sum(given[response[text]] == right[row] for row, text in item.rows.items()) / len(item.rows)


def new_quizzes(item: Item, response: Response) -> float:
    """Return the share that a response earns in New Quizzes."""
    lists = len(list(item.element.iter(f"{ASI}response_lid")))
    others = [
        one
        for one in item.element.iter(f"{ASI}respcondition")
        if one.find(_path("conditionvar/other")) is not None and one.attrib["continue"] != "Yes"
    ]
    assert not others, "it would be an essay"
    if lists > 1:
        assert not isinstance(response, str)
        return _new_matching(item, response)
    assert isinstance(response, str)
    if lists == 1:
        (right,) = _scoring(item.element)
        return float(item.options[right] == response)
    if next(item.element.iter(f"{ASI}render_fib")).attrib.get("fibtype") == "Decimal":
        return _in_range(item, response)
    assert item.forms
    return float(response.strip().lower() in [form.strip().lower() for form in item.forms])


def _new_matching(item: Item, response: Mapping[str, str]) -> float:
    right = {
        one.attrib["respident"]: item.names[one.text or ""].as_html
        for condition in item.element.iter(f"{ASI}respcondition")
        for one in condition.iterfind(_path("conditionvar/varequal"))
    }
    return sum(response[text] == right[row] for row, text in item.rows.items()) / len(item.rows)


def specification(item: Item, response: Response) -> float:
    """Return the share that a response earns by the specification: conditions in their order, until one stops."""
    given = _values(item, response)
    score, full = Decimal(0), Decimal(_one(item.element, "resprocessing/outcomes/decvar").attrib["maxvalue"])
    for condition in item.element.iterfind(_path("resprocessing/respcondition")):
        if not all(_holds(one, given) for one in _one(condition, "conditionvar")):
            continue
        change = condition.find(_path("setvar"))
        if change is not None:
            points = Decimal(change.text or "")
            score = points if change.attrib["action"] == "Set" else score + points
        if condition.attrib.get("continue", "No") == "No":
            break
    return float(min(score, full) / full)


def _values(item: Item, response: Response) -> dict[str, str]:
    if isinstance(response, str):
        ident = next(iter(item.element.iter(f"{ASI}response_lid")), None)
        picked = {text: one for one, text in item.options.items()} if ident is not None else {}
        return {"response1": picked.get(response, response)}
    names = {text.shown: ident for ident, text in item.names.items()}
    return {row: names[response[text]] for row, text in item.rows.items()}


def _holds(test: Element, given: Mapping[str, str]) -> bool:
    """Say whether a test of a response holds; letters are compared without their case if nothing else is said."""
    name = test.tag.removeprefix(ASI)
    if name == "other":
        return True
    response, wanted = given[test.attrib["respident"]], test.text or ""
    if name == "varequal":
        return response.lower() == wanted.lower()
    compare: Callable[[Decimal, Decimal], bool] = {"vargte": Decimal.__ge__, "varlte": Decimal.__le__}[name]
    return compare(Decimal(response), Decimal(wanted))
