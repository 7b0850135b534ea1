"""Layout XML to pages.

In: the XML of one document and a `Design`. Out: a `Composition`: pages of placed blocks, the structure tree,
head and foot. Fails with `LayoutProblem`, `MissingGlyph`, `TooWide` or `FontProblem`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import lcm

from paperbuilder.typeset import elements  # noqa: F401  (they register themselves)
from paperbuilder.typeset.context import Context, LineIndex
from paperbuilder.typeset.design import Design
from paperbuilder.typeset.filling import TooTall
from paperbuilder.typeset.fit_page import fit_pages
from paperbuilder.typeset.furniture import Running, excess, running
from paperbuilder.typeset.pages import Page, paginate
from paperbuilder.typeset.paragraphs import Paragraph
from paperbuilder.typeset.planning import MOST_PAGES, TooLong
from paperbuilder.typeset.registry import Attribute, choice, read_attribute
from paperbuilder.typeset.tree import Node
from paperbuilder.typeset.typographer import set_type
from paperbuilder.typeset.xml import Element, LayoutProblem, parse

FURNITURE = ("header", "footer", "kept-header", "kept-footer", "blank-page")
SIDES = Attribute(choice("one", "both"), "Which sides of the sheets are printed.", "both")
WITH_LINES = ("extract", "beside")
ROOT_ATTRIBUTES = ("title", "subject", "author", "lang", "pages-multiple-of", "sides")


@dataclass
class Composition:
    """One document, laid out. `last` is the last page with something to read, up to the END line if there is one.

    `root` has what is around the pages alone. `down` is how much lower than the margin (pt) the text begins, below a
    running head of several lines.
    """

    root: Element
    pages: list[Page]
    tree: Node
    context: Context
    last: int
    down: float = 0
    _running: dict[tuple[str, ...], Paragraph] = field(default_factory=dict)

    @property
    def cut_extracts(self) -> dict[str, int]:
        """The letters of extracts that are cut, and over how many pages each goes."""
        placed = (block for page in self.pages for _, block in page.placed)
        more = Counter(block.letter for block in placed if block.letter and block.resumed)
        return {letter: count + 1 for letter, count in more.items()}

    @property
    def one_sided(self) -> bool:
        """Whether the backs of its sheets must stay empty."""
        return self.root.attributes.get("sides") == "one"

    def furniture(self, part: str, page: Page) -> list[Running]:
        """What stands in the `header` or `footer` of a page."""
        e = self.root.find(part)
        if e is None or page.number < int(e.attributes.get("from", "1")):
            return []
        shown = {
            "page-number": str(page.number),
            "page-count": str(len(self.pages)),
            "turn-over": "yes" if page.number % 2 and page.number < self.last else "",
        }
        return running(e, self.context, shown, self._running)

    def notice(self) -> Paragraph | None:
        """The notice of a blank page."""
        e = self.root.find("blank-page")
        return self.context.within(None).paragraph(e, "blank-page", None) if e else None


def compose(xml: str, design: Design, index: LineIndex | None = None, multiple: int = 1) -> Composition:
    """Lay a document out. `index` holds the lines of extracts that stand in another document.

    Blank pages make its pages a multiple of `multiple` and of what the document itself says.
    """
    root = parse(xml)
    if root.tag != "paper":
        raise LayoutProblem(root.line, f"a layout begins with <paper>, not <{root.tag}>")
    for name in root.attributes:
        if name not in ROOT_ATTRIBUTES:
            raise LayoutProblem(root.line, f"<paper> has no attribute {name}")
    read_attribute(root, "sides", SIDES)
    set_type(root, design.can_print)
    body = Element("paper", {}, root.line, [c for c in root.children if isinstance(c, str) or c.tag not in FURNITURE])
    index = index or (line_index(body, design) if "<lines-ref" in xml else LineIndex())
    lang = root.attributes.get("lang", "")
    context = Context(design=design, node=Node("Document"), index=index, lang=lang, own_lang=lang)
    down = _excess(root, "header", context, design.head_room)
    height = design.height - down - _excess(root, "footer", context, design.foot_room)
    blocks = fit_pages(context.blocks(body), design.width, height)
    multiple = lcm(multiple, int(root.attributes.get("pages-multiple-of", "1")))
    try:
        pages = paginate(blocks, design.width, height, multiple)
    except TooTall as error:
        raise LayoutProblem(root.line, f"{type(error.block).__name__} is taller than a page") from None
    except TooLong:
        raise LayoutProblem(root.line, f"this <{root.tag}> has more than {MOST_PAGES} pages") from None
    around = Element(root.tag, root.attributes, root.line, [c for c in root.elements if c.tag in FURNITURE])
    return Composition(around, pages, context.node or Node("Document"), context, _last(pages), down)


def _excess(root: Element, part: str, context: Context, room: float) -> float:
    """How much of the text area a head or foot takes (pt): that of this copy, or that of others, whose room is kept."""
    return max(excess(root.find(name), context, room) for name in (part, f"kept-{part}"))


def line_index(body: Element, design: Design) -> LineIndex:
    """The lines of every extract in a document, found before the text that refers to them is set."""
    index = LineIndex()
    context = Context(design=design, node=None, index=index)
    for e in _extracts(body):
        context.blocks(Element("body", {}, e.line, [e]))
    return LineIndex(dict(index.lines))


def _extracts(e: Element) -> list[Element]:
    return [found for child in e.elements for found in ([child] if child.tag in WITH_LINES else _extracts(child))]


def _last(pages: list[Page]) -> int:
    last = 1
    for number, block in ((page.number, block) for page in pages for _, block in page.placed):
        if block.ends:
            break
        last = last if block.empty else number
    return last
