"""Words that stand out: how, by their role in the theme, and what is drawn around them.

In: an element, the look of the words around it. Out: inlines that wear a `Dress`, or are set in another face or in
capitals. Cannot fail but as the words themselves do.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperbuilder.typeset.inline import Dress, Inline, Shape
from paperbuilder.typeset.style import Ink

if TYPE_CHECKING:
    from paperbuilder.typeset.context import Context, InlineStyle
    from paperbuilder.typeset.xml import Element

AT_LEAST = ("underline", "box", "ground")  # for what no mark of the theme shows on, such as italics on Arabic
PAD = 0.28  # of the size: between the words in a box and those beside it


def emphasised(e: Element, context: Context, look: InlineStyle, role: str) -> list[Inline]:
    """The content of an element, so that it differs from the words around it."""
    if role in look.roles:
        return context.inlines(e, look)
    mark = mark_for(role, e, context, look)
    return marked(e, context, replace(look, roles=(*look.roles, role)), mark) if mark else context.inlines(e, look)


def mark_for(role: str, e: Element, context: Context, look: InlineStyle) -> str:
    """The first mark of a role that shows on the words of an element; "" if none can."""
    text = e.text().strip()
    marks = (*context.design.emphasis[role], *AT_LEAST)
    return next((mark for mark in marks if _shows(mark, text, context, look)), "")


def _shows(mark: str, text: str, context: Context, look: InlineStyle) -> bool:
    if mark in ("bold", "italic"):
        return context.differs(text, look, _faced(look, mark))
    if mark == "capitals":
        return text != text.upper() and not look.capitals
    return mark not in look.worn and (mark != "ground" or look.style.on_paper)


def marked(e: Element, context: Context, look: InlineStyle, mark: str) -> list[Inline]:
    """The content of an element with a mark."""
    if mark in ("bold", "italic", "capitals"):
        return context.inlines(e, _faced(look, mark))
    ink = context.ink("highlight", e.line) if mark == "ground" else look.style.ink
    return dressed(e, context, look, mark, ink)


def _faced(look: InlineStyle, mark: str) -> InlineStyle:
    """A look in another face, or in capitals."""
    bold, italic = look.bold or mark == "bold", look.italic or mark == "italic"
    return replace(look, bold=bold, italic=italic, capitals=look.capitals or mark == "capitals")


def dressed(e: Element, context: Context, look: InlineStyle, kind: str, ink: Ink) -> list[Inline]:
    """The content of an element with a rule under it, a box around it, or on a ground."""
    dress = (*look.dress, Dress(kind, ink))
    found = context.inlines(e, replace(look, dress=dress, worn=(*look.worn, kind)))
    if kind != "box" or not found:
        return found
    pad = Shape("pad", PAD * look.style.size, look.style.size, dress=dress)
    return [pad, *found, pad]


def whole(e: Element, context: Context, look: InlineStyle, role: str) -> tuple[list[Inline], bool]:
    """The words of a paragraph that has a role, and whether a frame around them all is what makes it stand out."""
    body = context.style_named("body", e.line)
    plain = replace(look, style=body, bold=body.bold, italic=body.italic)
    text = e.text().strip()
    if not (text or e.elements) or context.differs(text, plain, look):
        return context.inlines(e, look), False
    mark = mark_for(role, e, context, look)
    here = replace(look, roles=(*look.roles, role))
    if mark == "box":
        return context.inlines(e, replace(here, worn=(*look.worn, "box"))), True
    return marked(e, context, here, mark), False
