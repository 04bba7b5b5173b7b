"""A variant -> one HTML file, ready to print: nothing is fetched, no script runs, and each blank has a name."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.domain.lettering import NUMERALS
from quizgen.domain.sheet import Part
from quizgen.domain.text import plain
from quizgen.rendering.sheets.layout import PAPERS
from quizgen.rendering.sheets.running import cut, width_of
from quizgen.rendering.sheets.shared import (
    BLANK,
    GAP,
    LINES,
    NARROW_BLANK,
    advice,
    blank_name,
    box_name,
    copy_of,
    entries,
    instruction,
    is_serif,
    line_name,
    points,
    title_of,
    worth,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.sheet import Cite, Item, Section, Sheet, Variant
    from quizgen.rendering.sheets.shared import Entry, Look

#: Nothing may be loaded and nothing may run, whatever a text says; the style sheet stands in the file.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
#: How wide a line is on the narrowest paper, in points; what stands over and below is set in this part of its size.
_LINE = (min(paper.width for paper in PAPERS.values()) - 40) * 72 // 25.4
_SMALL = 0.8
#: Room for the number of the page, and between two texts, in em.
_COUNT, _BETWEEN = 9.0, 2.0
_BLOCKS = set("body div footer h1 h2 head header html li main ol p section table tbody td th thead title tr ul".split())
#: Languages written from right to left.
_LEFTWARDS = {"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"}


class Html(str):
    """Text that is HTML already. Any other text is escaped where it enters an element."""

    __slots__ = ()


def element(name: str, *inside: str, **attributes: str | int) -> Html:
    """Return an element; of its attributes `class_` is written class, and `aria_label` aria-label."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(plain(str(value)))}"' for key, value in attributes.items()
    )
    body = "".join(one if isinstance(one, Html) else escape(plain(one)) for one in inside)
    return Html(f"<{name}{written}>{body}</{name}>" + ("\n" if name in _BLOCKS else ""))


def paper_html(sheet: Sheet, look: Look) -> str:
    """Return the question paper as one HTML file."""
    ours = _english(sheet)
    sections = (_section(section, ours) for section in sheet.sections)
    body = element("main", _head(sheet), element("div", *sections, class_="sections"))
    return _page(sheet, look, "", sheet.name or f"Name {BLANK}", body)


def key_html(variant: Variant, look: Look) -> str:
    """Return the key as one HTML file: a table for each section, and the list of sources."""
    sheet, key = variant.sheet, variant.key
    ours = _english(sheet)
    about = " · ".join((copy_of(sheet), points(sheet.points)))
    name = [element("p", "Name: ", element("bdi", sheet.name))] if sheet.name else []
    report = element("p", element("strong", "To report an error:", **ours), f" {key.report}")
    body = element(
        "main",
        element("header", element("h1", f"Key: {sheet.title}"), *name, element("p", about, class_="copy", **ours)),
        *(_table(place, title, found, ours) for place, (title, found) in enumerate(entries(variant), 1)),
        *([_sources(key.sources, ours)] if key.sources else []),
        *([element("footer", report)] if key.report else []),
    )
    return _page(sheet, look, "Key: ", sheet.name, body)


def _page(sheet: Sheet, look: Look, kind: str, running: str, body: Html) -> str:
    """Return the whole file. On every page but the first stand the title, `kind` before it, and `running`."""
    policy = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
    view = '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    style = f"<style>\n{_paged(sheet, look, kind + sheet.title, running)}\n{_style()}</style>\n"
    head = element(
        "head",
        Html('\n<meta charset="utf-8">\n'),
        Html(policy),
        Html(view),
        element("title", title_of(sheet, kind)),
        Html(style),
    )
    layout = " ".join(name for name, on in (("large", look.is_large), ("columns", look.columns > 1)) if on)
    whole = element("body", body, class_=layout) if layout else element("body", body)
    direction = "rtl" if _tongue(sheet) in _LEFTWARDS else "ltr"
    return f"<!doctype html>\n{element('html', head, whole, lang=sheet.language, dir=direction)}"


def _tongue(sheet: Sheet) -> str:
    """Return the language without its country and script."""
    return sheet.language.partition("-")[0].lower()


def _paged(sheet: Sheet, look: Look, title: str, running: str) -> str:
    """Return the rules that are this document's own: paper, font, and what stands on every page."""
    fallback = "Georgia, serif" if is_serif(look.family) else "Arial, sans-serif"
    margin = "20mm 18mm 24mm" if look.is_large else "20mm"
    room = _LINE / (look.size * _SMALL)
    running = cut(running, room)
    # The title is said again only where there is room for it too.
    title = title if width_of(title) + (_BETWEEN + width_of(running) if running else 0) <= room else ""
    return (
        f":root {{ --font: {_quoted(look.family)}, {fallback}; --size: {int(look.size)}pt; }}\n"
        f"@page {{ size: {PAPERS[look.paper].css}; margin: {margin}; white-space: nowrap;\n"
        f"  font: {look.size * _SMALL:g}pt {_quoted(look.family)}, {fallback};\n"
        f"  @top-left {{ content: {_quoted(title)} }} @top-right {{ content: {_quoted(running)} }}\n"
        f"  @bottom-left {{ content: {_quoted(cut(copy_of(sheet), room - _COUNT))} }}\n"
        '  @bottom-right { content: "Page " counter(page) " of " counter(pages) }\n}\n'
        "@page :first { @top-left { content: none } @top-right { content: none } }"
    )


def _quoted(text: str) -> str:
    """Return `text` as a string of CSS; whatever could end it, or the style sheet, is written as a number."""
    return '"' + re.sub(r"[^\w .,:;()·–—-]", lambda found: f"\\{ord(found[0]):x} ", plain(text)) + '"'


def _style() -> str:
    return Path(__file__).with_name("templates").joinpath("sheet.css").read_text("utf-8")


def _blank(name: str, kind: str = "", width: str = BLANK) -> Html:
    """Return a rule to write on, with a name for those who hear the page; without style it is underscores still."""
    return element("span", width, class_=f"blank {kind}".strip(), role="img", aria_label=name)


def _field(name: str, kind: str = "") -> Html:
    return element("span", f"{name} ", _blank(name, kind), class_="field")


def _english(sheet: Sheet) -> dict[str, str]:
    """Return the attributes of what is not the library's words but ours, where the library is not in English."""
    return {} if _tongue(sheet) == "en" else {"lang": "en", "dir": "ltr"}


def _head(sheet: Sheet) -> Html:
    ours = _english(sheet)
    name = element("span", "Name: ", element("bdi", element("strong", sheet.name)), class_="field known")
    score = element("span", "Points: ", _blank("Points reached", "short"), f" of {sheet.points}", class_="field")
    fields = (name if sheet.name else _field("Name", "wide"), " ", _field("Class", "short"), " ", _field("Date"))
    return element(
        "header",
        element("h1", sheet.title),
        element("p", copy_of(sheet), class_="copy", **ours),
        element("p", *fields, class_="fields", **ours),
        element("p", f"{advice(sheet)} ", score, class_="advice", **ours),
    )


def _section(section: Section, ours: dict[str, str]) -> Html:
    title = f"{section.part.value}-title"
    start = section.items[0].number if section.items else 1
    return element(
        "section",
        element("h2", section.title, id=title, **ours),
        element("p", instruction(section), class_="instruction", **ours),
        element("ol", *(_item(section, item, title) for item in section.items), class_="questions", start=start),
        aria_labelledby=title,
    )


def _item(section: Section, item: Item, title: str) -> Html:
    """Return a question; what is below one that has no words is named by the title of its section."""
    id_ = f"question-{item.number}"
    gap = (_blank(blank_name(item), "gap", GAP), item.after) if section.part is Part.GAP else ()
    said = [element("span", item.prompt, *gap, id=id_)] if item.prompt or gap else []
    value = worth(section, item)
    beside = [" ", element("span", value, class_="points")] if value else []
    return element(
        "li", element("p", *said, *beside, class_="prompt"), *_task(section.part, item, id_ if said else title)
    )


def _task(part: Part, item: Item, id_: str) -> list[Html]:
    """Return what stands below a question: what to choose among, or where to write."""
    match part:
        case Part.CHOICE:
            return [_lettered(item.options, "options", id_)]
        case Part.TRUE_FALSE:
            return [_list(map(_entry, item.options), "ticks", id_)]
        case Part.GAP:
            return []
        case Part.SHORT:
            return [
                element("p", _blank(line_name(item, line), "line", BLANK * 3), class_="answer")
                for line in range(1, LINES + 1)
            ]
        case Part.ORDER | Part.MATCH:
            boxes = (
                element(
                    "li",
                    element("span", numeral, class_="numeral"),
                    " ",
                    _blank(box_name(item, place, part), "box", NARROW_BLANK),
                    " ",
                    element("span", one),
                )
                for place, (numeral, one) in enumerate(zip(NUMERALS, item.options, strict=False), 1)
            )
            names = [_lettered(item.names, "names", id_)] if item.names else []
            return [*names, _list(boxes, "boxes", id_)]


def _entry(text: str) -> Html:
    """Return an entry of a list."""
    return element("li", text)


def _lettered(texts: Iterable[str], kind: str, id_: str) -> Html:
    return element("ol", *map(_entry, texts), type="A", class_=kind, aria_labelledby=id_)


def _list(lines: Iterable[Html], kind: str, id_: str) -> Html:
    # Where a list shows no marks, a screen reader may take it for none unless it is told.
    return element("ul", *lines, role="list", class_=kind, aria_labelledby=id_)


def _table(place: int, title: str, found: Iterable[Entry], ours: dict[str, str]) -> Html:
    id_ = f"section-{place}"
    heads = element("tr", *(element("th", text, scope="col") for text in ("No.", "Answer", "Points")))
    rows = (_row(entry) for entry in found)
    table = element("table", element("thead", heads, **ours), element("tbody", *rows), aria_labelledby=id_)
    return element("section", element("h2", title, id=id_, **ours), table, aria_labelledby=id_)


def _row(entry: Entry) -> Html:
    lead = (element("strong", entry.mark), f" {entry.answer}") if entry.mark else (element("strong", entry.answer),)
    rows = (
        element("li", f"{one.numeral} ", element("strong", one.mark), f" {one.text} ", _proof(one.proof, "span"))
        for one in entry.rows
    )
    more = [element("p", remark) for remark in entry.remarks]
    return element(
        "tr",
        element("th", str(entry.number), scope="row"),
        element(
            "td",
            *([element("p", *lead)] if entry.answer else []),
            *([element("ul", *rows, role="list")] if entry.rows else []),
            *more,
            *([_proof(entry.proof, "p")] if entry.proof else []),
        ),
        element("td", str(entry.points)),
    )


def _proof(text: str, name: str) -> Html:
    return element(name, text, class_="proof")


def _sources(cites: Iterable[Cite], ours: dict[str, str]) -> Html:
    lines = (
        element(
            "li",
            element("strong", one.id),
            f" {one.outlet}: ",
            element("cite", one.title),
            f". {one.date}. {one.standing}",
        )
        for one in cites
    )
    return element(
        "section",
        element("h2", "The sources", id="sources", **ours),
        element("ul", *lines, class_="sources"),
        aria_labelledby="sources",
    )
