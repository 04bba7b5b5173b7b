"""XML -> elements that know their line. A document type, which could define texts that grow without end, is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterator

#: No format that is read here nests deeper than a dozen elements.
_MOST_DEPTH = 100


class XmlError(Exception):
    """XML that cannot be read: a sentence, and the place, line and column from 1."""

    def __init__(self, message: str, line: int, col: int) -> None:
        super().__init__(message)
        self.line = line
        self.col = col


class Element:
    """An element: its name, attributes, and the texts and elements in it."""

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name = name
        self.attributes = attributes
        self.line = line
        self.parts: list[str | Element] = []

    @property
    def text(self) -> str:
        """Return all text in the element; elements in it, as of HTML that was not written as text, are written so."""
        return "".join(
            part if isinstance(part, str) else f"<{part.name}>{part.text}</{part.name}>" for part in self.parts
        )

    @property
    def children(self) -> list[Element]:
        """Return the elements directly in this one."""
        return [part for part in self.parts if isinstance(part, Element)]

    def all(self, name: str) -> Iterator[Element]:
        """Yield the children of a name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Element | None:
        """Return the first child of a name, or None."""
        return next(self.all(name), None)


def parse(text: str) -> Element:
    """Return the root of an XML document. Raises XmlError."""
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    top = Element("", {}, 1)
    stack = [top]

    def refuse(message: str) -> NoReturn:
        raise XmlError(message, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(stack) > _MOST_DEPTH:
            refuse(f"nested more than {_MOST_DEPTH} elements deep")
        element = Element(name, attributes, parser.CurrentLineNumber)
        stack[-1].parts.append(element)
        stack.append(element)

    def write(data: str) -> None:
        stack[-1].parts.append(data)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: stack.pop()
    parser.CharacterDataHandler = write
    parser.StartDoctypeDeclHandler = lambda *_: refuse(
        "a document type stands here, and no question needs one; delete it"
    )
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)  # noqa: FBT003  its only form
    except expat.ExpatError as error:
        message = expat.errors.messages[error.code]
        raise XmlError(f"this is not XML ({message}); export it again", error.lineno, error.offset + 1) from error
    return top.children[0]
