"""Layout XML as a tree that remembers its lines.

In: the text of a layout. Out: `Element`. Fails with `LayoutProblem` at the line of the fault;
document types and entities are refused, and depth is bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

MAX_DEPTH = 60


class LayoutProblem(Exception):
    """The layout cannot be built: what, where in the XML, and how to mend it."""

    def __init__(self, line: int, message: str, hint: str = ""):
        super().__init__(message)
        self.line, self.message, self.hint = line, message, hint


@dataclass
class Element:
    """One element: children are elements and text, in order."""

    tag: str
    attributes: dict[str, str]
    line: int
    children: list[Element | str] = field(default_factory=list)

    @property
    def elements(self) -> list[Element]:
        return [c for c in self.children if isinstance(c, Element)]

    def find(self, tag: str) -> Element | None:
        return next((e for e in self.elements if e.tag == tag), None)

    def walk(self, tag: str) -> Iterator[Element]:
        """Every element of this name, at any depth."""
        for child in self.elements:
            if child.tag == tag:
                yield child
            yield from child.walk(tag)

    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text() for c in self.children)


def parse(text: str) -> Element:
    """Raises LayoutProblem if `text` is not well-formed."""
    parser = expat.ParserCreate()
    root = Element("", {}, 0)
    stack = [root]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(stack) > MAX_DEPTH:
            raise LayoutProblem(parser.CurrentLineNumber, f"elements are nested more than {MAX_DEPTH} deep")
        element = Element(tag, attributes, parser.CurrentLineNumber)
        stack[-1].children.append(element)
        stack.append(element)

    def doctype(*_: object) -> None:
        raise LayoutProblem(parser.CurrentLineNumber, "a layout has no <!DOCTYPE>", "leave the line out")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _tag: stack.pop()
    parser.CharacterDataHandler = lambda data: stack[-1].children.append(data)
    parser.StartDoctypeDeclHandler = doctype
    parser.buffer_text = True
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise LayoutProblem(error.lineno, f"this is not well-formed XML: {expat.errors.messages[error.code]}") from None
    return root.elements[0]
