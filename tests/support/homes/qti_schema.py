"""What IMS demands of the elements of QTI 1.2 and of a content package, as far as quizgen writes them.

Put down from the content models of ims_qtiasiv1p2.dtd and of imscp_v1p1.xsd (1.1.4), whose licence lets nobody hand out
a part of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_ANY_TEST = "(not|and|or|unanswered|other|varequal|varlte?|vargte?|varsubset|varinside|varsubstring) "
_YES_NO = "Yes|No"
_IDENTIFIER = r"[A-Za-z_][\w.-]*"
_TEXT = None  # holds text and no elements
#: For each element: the elements in it, each with a space behind, and its attributes, those that have to be there
#: first, with what they may say.
QTI: dict[str, tuple[str | None, dict[str, str], dict[str, str]]] = {
    "questestinterop": (r"(qticomment )?(objectbank |assessment |(section |item )+)", {}, {}),
    "assessment": (r"(qtimetadata )*(sectionref |section )+", {"ident": ".+"}, {"title": ".*"}),
    "section": (r"(qtimetadata )*(selection_ordering )?(itemref |item |section )*", {"ident": ".+"}, {"title": ".*"}),
    "item": (
        r"(itemmetadata )?(presentation )?(resprocessing )*(itemfeedback )*",
        {"ident": ".+"},
        {"title": ".*", "label": ".*"},
    ),
    "itemmetadata": (r"(qtimetadata )*", {}, {}),
    "qtimetadata": (r"(vocabulary )?(qtimetadatafield )+", {}, {}),
    "qtimetadatafield": (r"fieldlabel fieldentry ", {}, {}),
    "fieldlabel": (_TEXT, {}, {}),
    "fieldentry": (_TEXT, {}, {}),
    "presentation": (r"(flow |(material |response_lid |response_str |response_num |response_grp )+)", {}, {}),
    "material": (r"(mattext |matimage |matbreak )+", {}, {}),
    "mattext": (_TEXT, {}, {"texttype": "text/plain|text/html"}),
    "response_lid": (
        r"(material )?(render_choice |render_fib )(material )?",
        {"ident": ".+"},
        {"rcardinality": "Single|Multiple|Ordered"},
    ),
    "response_str": (
        r"(material )?(render_choice |render_fib )(material )?",
        {"ident": ".+"},
        {"rcardinality": "Single|Multiple|Ordered"},
    ),
    "render_choice": (r"(material |response_label |flow_label )*", {}, {"shuffle": _YES_NO}),
    "render_fib": (
        r"(material |response_label |flow_label )*",
        {},
        {"fibtype": "String|Integer|Decimal|Scientific"},
    ),
    "response_label": (r"(material |flow_mat )*", {"ident": ".+"}, {"rshuffle": _YES_NO}),
    "resprocessing": (r"outcomes (respcondition )+", {}, {}),
    "outcomes": (r"(decvar )+", {}, {}),
    "decvar": (
        _TEXT,
        {},
        {"varname": ".+", "vartype": "Integer|Decimal|Scientific", "minvalue": r"\d+", "maxvalue": r"\d+"},
    ),
    "respcondition": (r"conditionvar (setvar )*(displayfeedback )*", {}, {"continue": _YES_NO, "title": ".*"}),
    "conditionvar": (f"({_ANY_TEST})+", {}, {}),
    "other": (_TEXT, {}, {}),
    "varequal": (_TEXT, {"respident": ".+"}, {"case": _YES_NO}),
    "vargte": (_TEXT, {"respident": ".+"}, {}),
    "varlte": (_TEXT, {"respident": ".+"}, {}),
    "setvar": (_TEXT, {}, {"varname": ".+", "action": "Set|Add|Subtract|Multiply|Divide"}),
    "displayfeedback": (_TEXT, {"linkrefid": ".+"}, {"feedbacktype": "Response|Solution|Hint"}),
    "itemfeedback": (r"((flow_mat |material )|solution |hint )+", {"ident": ".+"}, {"view": ".+", "title": ".*"}),
    "flow_mat": (r"(flow_mat |material )+", {}, {"class": ".*"}),
}
PACKAGE: dict[str, tuple[str | None, dict[str, str], dict[str, str]]] = {
    "manifest": (r"(metadata )?organizations resources (manifest )*", {"identifier": _IDENTIFIER}, {"version": ".*"}),
    "metadata": (r"(schema )?(schemaversion )?", {}, {}),
    "schema": (_TEXT, {}, {}),
    "schemaversion": (_TEXT, {}, {}),
    "organizations": (r"(organization )*", {}, {"default": _IDENTIFIER}),
    "resources": (r"(resource )*", {}, {}),
    "resource": (
        r"(metadata )?(file )*(dependency )*",
        {"identifier": _IDENTIFIER, "type": ".+"},
        {"href": r"[\w./-]+"},
    ),
    "file": (r"(metadata )?", {"href": r"[\w./-]+"}, {}),
    "dependency": ("", {"identifierref": _IDENTIFIER}, {}),
}


def faults(
    root: Element, namespace: str, models: dict[str, tuple[str | None, dict[str, str], dict[str, str]]]
) -> list[str]:
    """Return what a document does against these models."""
    return [fault for element in root.iter() for fault in _faults(element, namespace, models)]


def _faults(
    element: Element, namespace: str, models: dict[str, tuple[str | None, dict[str, str], dict[str, str]]]
) -> Iterator[str]:
    name = element.tag.removeprefix(namespace)
    if name not in models:
        yield f"{element.tag} is no element"
        return
    content, needed, allowed = models[name]
    children = "".join(f"{child.tag.removeprefix(namespace)} " for child in element)
    if not re.fullmatch(content or "", children):
        yield f"{name} holds {children}"
    if content is not None and any((text or "").strip() for text in (element.text, *(one.tail for one in element))):
        yield f"{name} holds text"
    yield from (f"{name} has no {one}" for one in needed if one not in element.attrib)
    both = needed | allowed
    for one, said in element.attrib.items():
        if one not in both or not re.fullmatch(both[one], said):
            yield f"{name} has {one}={said}"
