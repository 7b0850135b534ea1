"""What a builder knows while it turns elements into blocks.

In: a `Design`, the structure tree, an extract's lines. Out: `Context`,
and paragraphs made from elements. Fails with `LayoutProblem` for a style the theme does not have.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from operator import ne
from typing import Any

from paperbuilder.typeset import emphasis, registry
from paperbuilder.typeset.answer_lines import AnswerLines
from paperbuilder.typeset.blocks import Block, Rule, Space
from paperbuilder.typeset.design import Design
from paperbuilder.typeset.inline import Dress, Inline, Line, Span
from paperbuilder.typeset.pairs import is_pair, merged
from paperbuilder.typeset.paragraphs import Marks, Paragraph
from paperbuilder.typeset.style import Ink, Style
from paperbuilder.typeset.tree import Node
from paperbuilder.typeset.xml import Element, LayoutProblem

MARK_SIZE = 0.65  # superscripts and subscripts, of the size of the text
MARK_RISE = 0.33


@dataclass(frozen=True, kw_only=True)
class InlineStyle:
    """How inline text is set just now: `roles` are those of emphasis, `worn` what makes them stand out."""

    style: Style
    bold: bool
    italic: bool
    scale: float = 1
    rise: float = 0
    quiet: bool = False
    lang: str = ""
    family: str = ""
    capitals: bool = False
    roles: tuple[str, ...] = ()
    worn: tuple[str, ...] = ()
    dress: tuple[Dress, ...] = ()


@dataclass
class LineIndex:
    """The lines of each extract as they were laid out, each with its number, by its letter."""

    lines: dict[str, list[tuple[int, Line]]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Context:
    """Where in the document a builder stands. `left` is the indent of blocks, `write_left` that of answer lines.

    `lang` is the language there, `own_lang` that of the document; `node` is that of the paragraph while its inlines are
    built; `column` the width of a column narrower than the page. `paired` if a pair is all that a paragraph has.
    """

    design: Design
    node: Node | None
    index: LineIndex
    left: float = 0
    write_left: float = 0
    style: str = "body"
    in_item: bool = False
    in_lists: int = 0
    lang: str = ""
    own_lang: str = ""
    page: Mapping[str, str] = field(default_factory=dict)
    column: float = 0
    paired: bool = False

    @property
    def width(self) -> float:
        """How wide blocks can be, their indents counted."""
        return self.column or self.design.width

    def within(self, node: Node | None, **changes: Any) -> Context:
        """The same place with another node and some other attributes (without `replace`, which is ten times slower)."""
        made = object.__new__(Context)
        made.__dict__.update(self.__dict__, node=node, **changes)
        return made

    def tag(self, type: str, **attributes: Any) -> Node | None:
        """A new child of this node; None where everything is an artifact."""
        return self.node.add(type, **attributes) if self.node else None

    def style_named(self, name: str, line: int) -> Style:
        style = self.design.styles.get(name)
        if style is None:
            raise LayoutProblem(line, f"the theme has no style {name}", "there are " + ", ".join(self.design.styles))
        return style

    def ink(self, name: str, line: int) -> Ink:
        colour = self.design.colours.get(name)
        if colour is None:
            raise LayoutProblem(line, f"the theme has no colour {name}", "there are " + ", ".join(self.design.colours))
        return colour

    def paragraph(self, e: Element, style_name: str, node: Node | None, bold: bool = False) -> Paragraph:
        """The text of `e` as a paragraph in a style, all of it `bold` if that is wanted."""
        style = self.style_named(style_name, e.line)
        style = replace(style, bold=True) if bold else style
        look = InlineStyle(style=style, bold=style.bold, italic=style.italic)
        face = self.design.fonts.face(style.family, style.bold, style.italic)
        e = merged(e)
        here = self.within(node, paired=is_pair(e)) if e.elements else self
        role = style.emphasis if e.tag != "label" else ""
        found, framed = emphasis.whole(e, here, look, role) if role else (here.inlines(e, look), False)
        inlines, leftward = self.directed(found)
        block = Paragraph(inlines, style, node, (face.ascent, face.descent))
        block.leftward, block.framed, block.lang = leftward, framed, self.lang
        block.left, block.whole = self.left, self.in_item or here.paired
        block.stick = block.stick or self.in_item
        return block

    def directed(self, inlines: list[Inline]) -> tuple[list[Inline], bool]:
        """The inlines with the direction of each, and whether the paragraph runs from right to left."""
        if not any(isinstance(inline, Span) and inline.face.shaping for inline in inlines):
            return inlines, False
        from paperbuilder.typeset.directions import directed

        langs = {inline.lang for inline in inlines if isinstance(inline, Span) and not inline.text.isspace()}
        return directed(inlines, next(iter(langs)) or self.lang if len(langs) == 1 else self.lang)

    def inlines(self, e: Element, look: InlineStyle) -> list[Inline]:
        """The content of `e` as spans and shapes."""
        found: list[Inline] = []
        for child in e.children:
            if isinstance(child, str):
                found += self.spans(child, look)
            else:
                found += registry.build(child, self, look, inline=True)
        return found

    def spans(self, text: str, look: InlineStyle) -> list[Inline]:
        """Plain text as it looks just now, each piece in a face that has its characters."""
        style, size = look.style, look.style.size * look.scale
        family, lang = look.family or style.family, look.lang or self.lang
        text = text.upper() if look.capitals else text
        runs = self.design.fonts.runs(text, family, look.bold, look.italic, lang)
        more = (look.rise, style.ink, look.quiet, look.lang, 0, look.dress)
        return [Span(t, face, size, *more) for face, t in runs]

    def differs(self, text: str, one: InlineStyle, other: InlineStyle) -> bool:
        """Whether every letter of a text is of another face in another look; of no text, whether formulas are."""
        faces, others = (self._faces(text, look) for look in (one, other))
        return all(map(ne, faces, others))

    def _faces(self, text: str, look: InlineStyle) -> list[Any]:
        """What each letter of a text is set in."""
        family, fonts = look.family or look.style.family, self.design.fonts
        if not text:
            return [look.bold or fonts.face(family, look.bold, look.italic).heavy]
        runs = fonts.runs(text, family, look.bold, look.italic, look.lang or self.lang)
        return [face.look for face, piece in runs for letter in piece if not letter.isspace()]

    def line_of(self, text: str) -> Line:
        """A text on one line, in the style of the body."""
        style = self.style_named("body", 0)
        look = InlineStyle(style=style, bold=False, italic=False)
        inlines, _ = self.directed(self.spans(text, look))
        return Paragraph(inlines, style, None, (0, 0)).lines(float("inf"))[0]

    def blocks(self, e: Element) -> list[Block]:
        """The children of `e` as blocks."""
        found: list[Block] = []
        for child in e.children:
            if isinstance(child, str):
                if child.strip():
                    raise LayoutProblem(e.line, f"there is bare text in <{e.tag}>", "put it in <p>")
                continue
            made: list[Block] = registry.build(child, self)
            if found and made:
                meet(found[-1], made[0], child.tag == "item")
            found += made
        return found


def meet(above: Block, below: Block, apart: bool = False) -> None:
    """What two neighbours do to each other, which may be `apart` as questions are."""
    if below.clings or (below.heads and isinstance(above, Rule)):
        above.stick = True
    if isinstance(below, Marks) and isinstance(above, Paragraph):
        below.join(above)
    elif above.writing and isinstance(below, Space) and not apart:
        above.after = 0
    elif below.writing and above.writing and not apart:
        above.after = above.style.after if isinstance(above, Paragraph) else above.writing / 2
        if isinstance(above, AnswerLines) and isinstance(below, AnswerLines):
            above.stick = above.is_short and below.is_short
    elif below.writing and isinstance(above, Paragraph) and not above.writing:
        above.after = below.before = 0
        if isinstance(below, AnswerLines):
            below.follow(above)
