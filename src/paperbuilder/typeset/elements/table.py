"""Tables.

In: an element and its context. Out: blocks. Fails with `LayoutProblem`.
"""

from __future__ import annotations

from paperbuilder.typeset.blocks import Block
from paperbuilder.typeset.context import Context
from paperbuilder.typeset.registry import (
    LENGTH_KIND,
    SHARES,
    STYLE,
    YES_NO,
    Attribute,
    choice,
    element,
    read_attribute,
)
from paperbuilder.typeset.table import Row, Rules, Table, TableStyle
from paperbuilder.typeset.xml import Element, LayoutProblem

BLOCKS = ("p", "ul", "ol", "option", "answer-lines", "space", "box", "bar", "figure")


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
    if any(
        child.tag in ("p", "ul", "ol", "option", "answer-lines", "space", "box", "bar", "figure")
        for child in e.elements
    ):
        return here.blocks(e)
    return [here.paragraph(e, style, node)] if e.children else []
