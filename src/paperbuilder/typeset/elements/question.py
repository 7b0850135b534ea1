"""Questions: their numbers and marks.

In: an element and its context. Out: blocks. Fails with `LayoutProblem`.
"""

from __future__ import annotations

from paperbuilder.typeset.blocks import Block, Label
from paperbuilder.typeset.context import Context
from paperbuilder.typeset.paragraphs import Marks
from paperbuilder.typeset.registry import (
    LENGTH_KIND,
    STYLE,
    WORDS,
    Attribute,
    element,
)
from paperbuilder.typeset.tree import Node
from paperbuilder.typeset.xml import Element


@element(
    "item",
    "A question or part: its number hangs in the margin. What is in it stays together up to its answer lines.",
    "blocks",
    label=Attribute(WORDS, "The number as printed."),
    indent=Attribute(LENGTH_KIND, "How far its content is indented."),
    style=Attribute(STYLE, "How its paragraphs look.", "stem"),
    lang=Attribute(WORDS, "The language of what is in it, if it is another.", ""),
)
def item(e: Element, context: Context, label: str, indent: float, style: str, lang: str) -> list[Block]:
    li = _list_node(context, lang)
    here = context.within(li)
    mark = here.paragraph(Element("label", {}, e.line, [label]), "label", li.add("Lbl") if li else None)
    body = context.within(
        li.add("LBody") if li else None,
        left=context.left + indent,
        write_left=context.write_left or context.left + indent,
        style=style,
        in_item=True,
        lang=lang or context.lang,
    )
    blocks = body.blocks(e)
    if blocks:
        blocks[0].labels = [Label(mark, context.left), *blocks[0].labels]
        blocks[0].faces = not context.in_item
        blocks[-1].stick = False
    return blocks


def _list_node(context: Context, lang: str) -> Node | None:
    """Items that follow one another are one list."""
    if context.node is None:
        return None
    return (context.node.last("L") or context.node.add("L")).add("LI", lang=lang)


@element(
    "marks",
    "Marks at the right edge: on the last line of the paragraph above if there is room.",
    "text",
    style=Attribute(STYLE, "How they look.", "marks"),
)
def marks(e: Element, context: Context, style: str) -> list[Block]:
    own = context.own_lang if context.lang != context.own_lang else ""
    return [Marks(context.paragraph(e, style, context.tag("P", lang=own)))]
