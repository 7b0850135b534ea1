"""Tables.

In: an element and its context. Out: blocks. Fails with `LayoutProblem`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from paperbuilder.typeset.blocks import Block
from paperbuilder.typeset.context import Context
from paperbuilder.typeset.decimals import align_points, figures
from paperbuilder.typeset.paragraphs import Paragraph, plain_words
from paperbuilder.typeset.registry import (
    LENGTH_KIND,
    SHARES,
    STYLE,
    YES_NO,
    Attribute,
    Kind,
    choice,
    element,
    read_attribute,
)
from paperbuilder.typeset.table import Row, Rules, Table, TableStyle
from paperbuilder.typeset.xml import Element, LayoutProblem

ALIGN = ("left", "centre", "right", "decimal")


APART = 14.0  # pt between a table and further columns of it


def _aligns(text: str) -> list[str]:
    if not set(text.split()) <= {*ALIGN}:
        raise ValueError(text)
    return text.split()


ALIGNS = Kind("for each column one of " + ", ".join(ALIGN), _aligns)
BLOCKS = ("p", "ul", "ol", "option", "answer-lines", "space", "box", "bar", "figure", "chart", "table")


@element(
    "table",
    "A table; its first row of <th> repeats on the next page. If its words have no room side by side, some of its "
    "columns stand below, beside the first one again.",
    "tr",
    widths=Attribute(SHARES, "Relative widths of the columns."),
    rules=Attribute(
        choice("grid", "rows", "head", "none"), "Which rules are drawn; those of the head, and one at the foot.", "grid"
    ),
    pad=Attribute(LENGTH_KIND, "Space inside a cell, left and right.", 5.0),
    pad_y=Attribute(LENGTH_KIND, "Space above and below in it, if not two thirds of that.", None),
    whole=Attribute(YES_NO, "Stay on one page.", False),
    fit=Attribute(YES_NO, "Be no wider than the words need.", False),
    align=Attribute(
        ALIGNS, "How the cells of each column stand; if it is not said, figures stand below each other.", []
    ),
)
def table(
    e: Element,
    context: Context,
    widths: list[float],
    rules: Rules,
    pad: float,
    pad_y: float | None,
    whole: bool,
    fit: bool,
    align: list[str],
) -> list[Block]:
    if align and len(align) != len(widths):
        raise LayoutProblem(e.line, f"there are {len(widths)} columns, but align is said of {len(align)}")
    inner = context.within(context.tag("Table"), left=0, write_left=0, in_item=False)
    rule, ground = context.design.table_rule, context.ink("tint", e.line)
    size = context.style_named("cell-head", e.line).size
    style = TableStyle(
        rules=rules, thickness=rule, pad_x=pad, pad_y=pad * 2 / 3 if pad_y is None else pad_y, head=ground, size=size
    )
    rows = [_row(tr, inner, len(widths)) for tr in e.elements]
    for column, wanted in enumerate(align or _found(rows)):
        _align([block for row in rows for block in row.cells[column] if isinstance(block, Paragraph)], wanted, rows)
    made = Table(rows, widths, style, fit).parts(context.width - context.left)
    for part in made:
        part.left, part.before, part.after = context.left, 4, 6
        part.stick, part.whole = context.in_item and part is made[-1], whole
        part.after = APART if part is not made[-1] else part.after
    return list(made)


def _found(rows: list[Row]) -> list[str]:
    """How each column stands if nothing is said: below its head if it has only figures, but for the first."""
    columns = list(zip(*(row.cells for row in rows if not row.head), strict=True))
    return ["", *(_of_figures(column) for column in columns[1:])]


def _of_figures(cells: Sequence[Sequence[Block]]) -> str:
    blocks = [block for cell in cells for block in cell]
    texts = [plain_words(b.inlines) for b in blocks if isinstance(b, Paragraph) and b.is_plain]
    return figures(texts) if len(texts) == len(blocks) else ""


def _align(cells: list[Paragraph], align: str, rows: list[Row]) -> None:
    """Let the cells of a column stand as is wanted; the head of numbers in the middle."""
    if not align:
        return
    decimal = align == "decimal"
    for cell in cells:
        cell.style = replace(cell.style, align="centre" if decimal else align)  # type: ignore[arg-type]
    if decimal:
        heads = {block for row in rows if row.head for cell in row.cells for block in cell}
        align_points([cell for cell in cells if cell not in heads])


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
    if any(child.tag in BLOCKS for child in e.elements):
        return here.blocks(e)
    return [here.paragraph(e, style, node)] if e.children else []
