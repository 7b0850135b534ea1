"""Words in two languages and more.

In: an element and its context. Out: spans, or blocks in columns. Fails with `LayoutProblem`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from paperbuilder.typeset.blocks import Block
from paperbuilder.typeset.containers import Columns
from paperbuilder.typeset.context import Context, InlineStyle
from paperbuilder.typeset.inline import Between, Inline, Span
from paperbuilder.typeset.pairs import Child, frame, in_language, languages
from paperbuilder.typeset.registry import YES_NO, Attribute, element
from paperbuilder.typeset.xml import Element, LayoutProblem

GUTTER = 18.0  # pt between the columns of two languages


@element(
    "pair",
    "The same phrase in several languages, each in a <lang>, with what is printed between them. What they share is "
    "printed once: [16 marc / marks]. One that is all of a paragraph stands on one line if it has room there, else "
    "each language begins a line; the second is lighter.",
    "lang",
    inline=True,
)
def pair(e: Element, context: Context, look: InlineStyle) -> list[Inline]:
    _check(e)
    between = next((child for child in e.children if isinstance(child, str) and child), " ")
    if found := frame([one.children for one in e.elements]):
        inner = _beside(e, found.differing, context.spans(between, look), context, look)
        return [*_plain(found.before, e, context, look), *inner, *_plain(found.after, e, context, look)]
    if not context.paired:
        return _beside(e, [one.children for one in e.elements], context.spans(between, look), context, look)
    second = lighter(look)
    spans = tuple(span for span in context.spans(between, second) if isinstance(span, Span))
    return _beside(e, [one.children for one in e.elements], [Between(spans)], context, look, second)


def _check(pair: Element) -> None:
    if not pair.elements or any(one.tag != "lang" or "of" not in one.attributes for one in pair.elements):
        raise LayoutProblem(pair.line, "in a <pair> there are only <lang of=…>", "write <lang> around each language")


def lighter(look: InlineStyle) -> InlineStyle:
    """How the second language is told from the first: not bold beside bold, else italic beside upright."""
    return replace(look, bold=False) if look.bold else replace(look, italic=not look.italic)


def _beside(
    e: Element,
    texts: Sequence[Sequence[Child]],
    between: Sequence[Inline],
    context: Context,
    look: InlineStyle,
    second: InlineStyle | None = None,
) -> list[Inline]:
    found: list[Inline] = []
    for i, (one, text) in enumerate(zip(e.elements, texts, strict=True)):
        here = replace(second if i and second else look, lang=one.attributes["of"])
        found += [*(between if i else ()), *_plain(text, one, context, here)]
    return found


def _plain(children: Sequence[Child], e: Element, context: Context, look: InlineStyle) -> list[Inline]:
    return context.inlines(replace(e, children=list(children)), look)


@element(
    "languages",
    "Blocks with phrases in several languages: all of them in the first language, and beside them, or below if they "
    "may not stand side by side, all of them in the next.",
    "blocks",
    side_by_side=Attribute(YES_NO, "Whether they stand in columns.", True),
)
def in_languages(e: Element, context: Context, side_by_side: bool) -> list[Block]:
    for one in e.walk("pair"):
        _check(one)
    each = [in_language(e, name).children for name in languages(e)]
    if len(each) < 2:
        return context.blocks(e)
    if not side_by_side:
        return [block for children in each for block in context.blocks(replace(e, children=children))]
    stacks = [context.within(context.node, left=0, in_item=False).blocks(replace(e, children=c)) for c in each]
    made = Columns(stacks, [1] * len(stacks), GUTTER)
    made.left, made.stick = context.left, context.in_item
    made.before = max((stack[0].before for stack in stacks if stack), default=0)
    made.after = max((stack[-1].after for stack in stacks if stack), default=0)
    return [made]
