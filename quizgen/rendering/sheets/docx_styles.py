"""The XML of a DOCX that says how it looks: styles, lists, fonts. Nothing else in the document does.

Whoever edits it changes a style and not each paragraph. Lengths are in em of the body text, so that all sizes of
print keep the proportions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import quoteattr

from quizgen.domain.text import plain
from quizgen.rendering.sheets.shared import BOX, is_serif

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.rendering.sheets.shared import Look

_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_GREY = "444444"
_RULE = "888888"
#: How the names of those styles begin that Word knows itself.
_OF_WORD = ("heading", "header", "footer", "List")
#: Where the text of a question begins.
_HANG = 2.0


class Form(NamedTuple):
    """How the paragraphs of a style look; lengths in em of the body text, `size` as a factor."""

    size: float = 1
    before: float = 0
    after: float = 0
    bold: bool = False
    italic: bool = False
    faint: bool = False
    stays: bool = False  # on one page with what follows
    indent: float = 0
    listed: tuple[int, int] | None = None  # in which list, counted from 1, and on which level, from 0
    outline: int | None = None  # the level of a heading, from 0
    rule: int | None = None  # where a tab ends that draws a rule, in twentieths of a point
    tab: int | None = None  # where one ends that does not


class _Level(NamedTuple):
    """A level of a list: its style, how it counts, what it shows, where its text begins and how far its mark hangs."""

    style: str
    counts: str
    shows: str
    indent: float
    hangs: float
    stop: float = 0  # where its text would begin if something, as a box, did not stand before it


#: The numbers go through the whole document; letters begin anew below each number, as Word counts by itself.
_LISTS = (
    (
        _Level("ListNumber", "decimal", "%1.", _HANG, _HANG),
        _Level("ListNumber2", "upperLetter", f"%2. {BOX}", _HANG + 2.6, 2.6),
        _Level("ListNumber3", "upperLetter", "%3.", _HANG + 1.6, 1.6),
        _Level("ListNumber4", "lowerRoman", "%4", _HANG + 4.2, 4.2, _HANG + 1.6),
    ),
    (
        _Level("ListBullet", "bullet", "•", 1.2, 1.2),
        _Level("ListBullet2", "bullet", BOX, _HANG + 1.6, 1.6),
    ),
)


def _forms(look: Look, column: int, line: int) -> dict[str, Form]:
    """Return all styles of a sheet by name. In large print nothing is small, slanted or faint."""
    large = look.is_large
    small = Form(size=1 if large else 0.85, faint=not large)
    gap = 0.35 if large else 0.25
    return {
        "heading 1": Form(1.3 if large else 1.6, after=0.2, bold=True, stays=True, outline=0),
        "heading 2": Form(1.15, before=1.5, after=0.2, bold=True, stays=True, outline=1),
        "Copy": small._replace(after=0.9),
        "Fields": Form(after=0.8),
        "Advice": Form(after=0.6),
        "Instruction": Form(after=0.3, bold=large, italic=not large, stays=True),
        "List Number": Form(before=1.1, after=gap + 0.1, stays=True, listed=(1, 0)),
        "List Number 2": Form(after=gap, stays=True, listed=(1, 1)),
        "List Number 3": Form(after=gap, stays=True, listed=(1, 2)),
        "List Number 4": Form(before=gap, after=gap, stays=True, listed=(1, 3)),
        "List Bullet": Form(after=0.3, listed=(2, 0)),
        "List Bullet 2": Form(after=gap, stays=True, listed=(2, 1)),
        "Answer Line": Form(before=0.6, stays=True, indent=_HANG, rule=column),
        "Table Head": Form(before=0.2, after=0.2, bold=True, stays=True),
        "Table Text": Form(before=0.2, after=0.1),
        "Table Proof": small._replace(after=0.2),
        "header": Form(size=0.8, faint=not large, tab=line),
        "footer": Form(size=0.8, faint=not large, tab=line),
    }


def styles_xml(language: str, look: Look, column: int, line: int) -> str:
    """Return the styles of a document; a column and a line of the page are so many twentieths of a point wide."""
    leading = 300 if look.is_large else 276  # in 240ths of a line
    size = _half_points(look.size)
    small = "" if look.is_large else f'<w:color w:val="{_GREY}"/><w:sz w:val="{_half_points(look.size * 0.85)}"/>'
    made = (_paragraph_style(name, form, look.size) for name, form in _forms(look, column, line).items())
    return (
        f"<w:styles {_SPACE}><w:docDefaults><w:rPrDefault><w:rPr>{_fonts(look.family)}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val={_attribute(language)}/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:spacing w:after="0" w:line="{leading}" w:lineRule="auto"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
        f'{"".join(made)}<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/>'
        "<w:rPr><w:b/><w:bCs/></w:rPr></w:style>"
        '<w:style w:type="character" w:customStyle="1" w:styleId="Points"><w:name w:val="Points"/><w:qFormat/>'
        f"<w:rPr>{small}</w:rPr></w:style>{_table_styles(look.size)}</w:styles>"
    )


def _paragraph_style(name: str, form: Form, size: int) -> str:
    id_ = "".join(word[0].upper() + word[1:] for word in name.split())
    own = "" if name.startswith(_OF_WORD) else ' w:customStyle="1"'
    paragraph = "".join(_paragraph_properties(form, size))
    run = "".join(
        (
            "<w:b/><w:bCs/>" if form.bold else "",
            "<w:i/><w:iCs/>" if form.italic else "",
            f'<w:color w:val="{_GREY}"/>' if form.faint else "",
            "" if form.size == 1 else f'<w:sz w:val="{_half_points(form.size * size)}"/>',
            "" if form.size == 1 else f'<w:szCs w:val="{_half_points(form.size * size)}"/>',
        )
    )
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{id_}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _paragraph_properties(form: Form, size: int) -> Iterator[str]:
    """Yield the properties in the order in which the format wants them."""
    if form.stays:
        yield "<w:keepNext/>"
    yield "<w:keepLines/>"
    if form.listed:
        number, level = form.listed
        yield f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    if form.rule is not None:
        yield f'<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="{form.rule}"/></w:tabs>'
    if form.tab is not None:
        yield f'<w:tabs><w:tab w:val="right" w:pos="{form.tab}"/></w:tabs>'
    yield f'<w:spacing w:before="{_em(form.before, size)}" w:after="{_em(form.after, size)}"/>'
    if form.indent:
        yield f'<w:ind w:left="{_em(form.indent, size)}"/>'
    if form.outline is not None:
        yield f'<w:outlineLvl w:val="{form.outline}"/>'


def _table_styles(size: int) -> str:
    """Return the style of all tables, and that of the key: rules between the rows, a stronger one below the head."""
    sides = f'<w:left w:w="0" w:type="dxa"/><w:bottom w:w="{_em(0.15, size)}" w:type="dxa"/>'
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="KeyTable"><w:name w:val="Key Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
        f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{_RULE}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{_RULE}"/></w:tblBorders>'
        f'<w:tblCellMar>{sides}<w:right w:w="{_em(0.6, size)}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
        '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/></w:tcBorders></w:tcPr></w:tblStylePr>'
        "</w:style>"
    )


def numbering_xml(size: int, start: int) -> str:
    """Return the lists of a document whose questions are numbered from `start`."""
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        + "".join(_level(place, level, size, start) for place, level in enumerate(levels))
        + "</w:abstractNum>"
        for number, levels in enumerate(_LISTS, 1)
    )
    used = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in range(1, len(_LISTS) + 1)
    )
    return f"<w:numbering {_SPACE}>{lists}{used}</w:numbering>"


def _level(place: int, level: _Level, size: int, start: int) -> str:
    stop = f'<w:tabs><w:tab w:val="num" w:pos="{_em(level.stop, size)}"/></w:tabs>' if level.stop else ""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{1 if place else start}"/><w:numFmt w:val="{level.counts}"/>'
        f'<w:pStyle w:val="{level.style}"/><w:lvlText w:val="{level.shows}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr>{stop}<w:ind w:left="{_em(level.indent, size)}" w:hanging="{_em(level.hangs, size)}"/></w:pPr></w:lvl>'
    )


def fonts_xml(font: str) -> str:
    """Return the table of fonts: what to take where the font of the sheet is not installed."""
    other, family = ("Georgia", "roman") if is_serif(font) else ("Arial", "swiss")
    return (
        f'<w:fonts {_SPACE}><w:font w:name={_attribute(font)}><w:altName w:val="{other}"/><w:family w:val="{family}"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _fonts(font: str) -> str:
    name = _attribute(font)
    return f"<w:rFonts w:ascii={name} w:hAnsi={name} w:eastAsia={name} w:cs={name}/>"


def _attribute(text: str) -> str:
    return quoteattr(plain(text))


def _em(length: float, size: int) -> int:
    """Return a length in em as twentieths of a point."""
    return round(length * size * 20)


def _half_points(size: float) -> int:
    return round(size * 2)
