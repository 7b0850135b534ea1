"""Headings, paragraphs, lists, tables, boxes, columns, spaces, rules and page breaks.

In: an element and its context. Out: blocks. Fails with `LayoutProblem`.
"""

from __future__ import annotations

from paperbuilder.typeset.blocks import Block, Label, Paragraph, Rule, Space
from paperbuilder.typeset.containers import Box, Columns
from paperbuilder.typeset.context import Context
from paperbuilder.typeset.pages import PageBreak
from paperbuilder.typeset.registry import (
    LENGTH_KIND,
    PERCENT,
    SHARES,
    STYLE,
    WORDS,
    YES_NO,
    Attribute,
    choice,
    element,
    read_attribute,
)
from paperbuilder.typeset.table import Row, Rules, Table, TableStyle
from paperbuilder.typeset.xml import Element, LayoutProblem

BESIDE = 0.55  # between the label of an option and its text, of the size of the text: two spaces


def _heading(level: int) -> None:
    @element(f"h{level}", f"A heading of level {level}.", "text", style=Attribute(STYLE, "How it looks.", f"h{level}"))
    def heading(e: Element, context: Context, style: str) -> list[Block]:
        return [context.paragraph(e, style, context.tag(f"H{level}"))]


for _level in (1, 2, 3):
    _heading(_level)


@element("p", "A paragraph.", "text", style=Attribute(STYLE, "How it looks; that of its surroundings if left out.", ""))
def paragraph(e: Element, context: Context, style: str) -> list[Block]:
    return [context.paragraph(e, style or context.style, context.tag("P"))]


@element(
    "ul",
    "A list with bullets.",
    "li",
    style=Attribute(STYLE, "How its items look.", "list"),
    indent=Attribute(LENGTH_KIND, "How far its items stand in.", 14.0),
)
def bullets(e: Element, context: Context, style: str, indent: float) -> list[Block]:
    return _list(e, context, style, indent, lambda n: "•")


@element(
    "ol",
    "A numbered list.",
    "li",
    style=Attribute(STYLE, "How its items look.", "list"),
    indent=Attribute(LENGTH_KIND, "How far its items stand in.", 18.0),
)
def numbered(e: Element, context: Context, style: str, indent: float) -> list[Block]:
    return _list(e, context, style, indent, lambda n: f"{n}.")


def _list(e: Element, context: Context, style: str, indent: float, label: object) -> list[Block]:
    """The first item stays with the second, and the last with the one before."""
    inner = context.within(context.tag("L"))
    found: list[Block] = []
    for number, item in enumerate(e.elements, 1):
        if item.tag != "li":
            raise LayoutProblem(item.line, f"<{item.tag}> stands in a list", "only <li> can stand in a list")
        found.append(_item(item, inner, style, indent, label(number)))  # type: ignore[operator]
    if len(found) > 1:
        found[0].stick = found[-2].stick = True
    return found


def _item(e: Element, context: Context, style: str, indent: float, label: str) -> Block:
    node = context.tag("LI")
    here = context.within(node)
    mark = here.paragraph(Element("label", {}, e.line, [label]), style, here.tag("Lbl"))
    body = here.within(here.tag("LBody"), left=context.left + indent)
    text = body.paragraph(e, style, body.tag("P"))
    text.labels = [Label(mark, context.left)]
    return text


@element(
    "option",
    "What is ticked or numbered: its <label>, and a text whose lines all stand beside it.",
    "label, text",
    style=Attribute(STYLE, "How it looks.", "option"),
)
def option(e: Element, context: Context, style: str) -> list[Block]:
    label = e.find("label")
    if label is None:
        raise LayoutProblem(e.line, "<option> has no <label>", "begin it with <label>, such as <label><tick/></label>")
    node, beside = context.tag("P"), Element("option", {}, e.line, [c for c in e.children if c is not label])
    mark = context.paragraph(label, style, node)
    here = context.within(
        node, left=context.left + mark.lines(context.design.width)[0].width + BESIDE * mark.style.size
    )
    text = here.paragraph(beside, style, node)
    text.labels = [Label(mark, context.left)]
    return [text]


@element("li", "An item of a list.", "text")
def stray_item(e: Element, context: Context) -> list[Block]:
    raise LayoutProblem(e.line, "<li> stands outside a list", "put it in <ul> or <ol>")


@element(
    "table",
    "A table; its first row of <th> repeats on the next page.",
    "tr",
    widths=Attribute(SHARES, "Relative widths of the columns."),
    rules=Attribute(choice("grid", "rows", "none"), "Which rules are drawn.", "grid"),
    pad=Attribute(LENGTH_KIND, "Space inside a cell, left and right; two thirds of it above and below.", 5.0),
    whole=Attribute(YES_NO, "Stay on one page.", False),
)
def table(e: Element, context: Context, widths: list[float], rules: Rules, pad: float, whole: bool) -> list[Block]:
    inner = context.within(context.tag("Table"), left=0, in_item=False)
    rule, ground = context.design.table_rule, context.ink("tint", e.line)
    style = TableStyle(rules=rules, thickness=rule, pad_x=pad, pad_y=pad * 2 / 3, head=ground)
    made = Table([_row(tr, inner, len(widths)) for tr in e.elements], widths, style)
    made.left, made.before, made.after = context.left, 4, 6
    made.stick, made.whole = context.in_item, whole
    return [made]


def _row(e: Element, context: Context, columns: int) -> Row:
    if e.tag != "tr" or len(e.elements) != columns:
        raise LayoutProblem(e.line, f"a row has {len(e.elements)} cells, the table {columns} columns")
    node = context.tag("TR")
    head = all(cell.tag == "th" for cell in e.elements)
    height = read_attribute(e, "height", Attribute(LENGTH_KIND, "The least height.", 0.0))
    return Row([_cell(cell, context.within(node)) for cell in e.elements], height, head)


def _cell(e: Element, context: Context) -> list[Block]:
    if e.tag == "th":
        scope = "Row" if e.attributes.get("scope") == "row" else "Column"
        node, style = context.tag("TH", O="Table", Scope=scope), "cell-head"
    else:
        node, style = context.tag("TD"), "cell"
    style = read_attribute(e, "style", Attribute(STYLE, "How it looks.", style))
    here = context.within(node, style=style)
    if any(child.tag in ("p", "ul", "ol", "option", "answer-lines", "space", "box", "bar") for child in e.elements):
        return here.blocks(e)
    return [here.paragraph(e, style, node)] if e.children else []


@element(
    "box",
    "A frame around blocks; it does not split.",
    "blocks",
    padding=Attribute(LENGTH_KIND, "Space inside the frame.", 8.0),
    framed=Attribute(YES_NO, "Whether it has a rule around it.", True),
    fill=Attribute(WORDS, "A colour of the theme for its ground.", "paper"),
    height=Attribute(LENGTH_KIND, "The least height inside.", 0.0),
)
def box(e: Element, context: Context, padding: float, framed: bool, fill: str, height: float) -> list[Block]:
    inner = context.within(context.node, left=0, in_item=False)
    ground = None if fill == "paper" else context.ink(fill, e.line)
    made = Box(inner.blocks(e), padding, context.design.frame_rule * framed, ground, height)
    made.left, made.before, made.after, made.stick = context.left, 6, 8, context.in_item
    return [made]


@element(
    "columns",
    "Blocks side by side; each <column> is one.",
    "column",
    widths=Attribute(SHARES, "Relative widths."),
    gutter=Attribute(LENGTH_KIND, "Space between them.", 14.0),
)
def columns(e: Element, context: Context, widths: list[float], gutter: float) -> list[Block]:
    if len(e.elements) != len(widths):
        raise LayoutProblem(e.line, f"there are {len(e.elements)} columns, but {len(widths)} widths")
    inner = context.within(context.node, left=0, in_item=False)
    made = Columns([inner.blocks(column) for column in e.elements], widths, gutter)
    made.left, made.stick = context.left, context.in_item
    return [made]


@element("keep", "Blocks that stay on one page.", "blocks")
def keep(e: Element, context: Context) -> list[Block]:
    found = context.blocks(e)
    for block in found[:-1]:
        block.stick = True
    return found


@element("space", "Empty space.", height=Attribute(LENGTH_KIND, "How high."))
def space(e: Element, context: Context, height: float) -> list[Block]:
    made = Space(height)
    made.stick = context.in_item
    return [made]


@element(
    "rule",
    "A line across the column.",
    thickness=Attribute(LENGTH_KIND, "Of the line.", 0.6),
    ink=Attribute(WORDS, "A colour of the theme.", "ink"),
    dash=Attribute(LENGTH_KIND, "Length of dashes and gaps; 0pt for a solid line.", 0.0),
)
def rule(e: Element, context: Context, thickness: float, ink: str, dash: float) -> list[Block]:
    made = Rule(thickness, context.ink(ink, e.line), dash)
    made.left, made.before, made.after = context.left, 4, 6
    return [made]


@element(
    "page-break",
    "A new page.",
    if_less=Attribute(PERCENT, "Only if less than this share of the page is left.", 1.0),
    right=Attribute(YES_NO, "Go on to a right-hand page.", False),
)
def page_break(e: Element, context: Context, if_less: float, right: bool) -> list[Block]:
    return [PageBreak(if_less, right)]


@element("end", "The line that ends the questions; it stays with what is above.", "text")
def end(e: Element, context: Context) -> list[Block]:
    made: Paragraph = context.paragraph(e, "end", context.tag("P"))
    made.clings = made.ends = True
    return [made]
