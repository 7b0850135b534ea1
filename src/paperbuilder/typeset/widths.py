"""Whether a thing of a stated width has room.

In: an element, its width. Out: nothing. Fails with `LayoutProblem` if it has none.
"""

from __future__ import annotations

from paperbuilder.typeset.context import Context
from paperbuilder.typeset.xml import Element, LayoutProblem
from paperbuilder.units import MM


def check_width(e: Element, context: Context, what: str, width: float, left: float | None = None) -> None:
    """Raises LayoutProblem for what is wider (pt) than the text right of `left`."""
    room = context.design.width - (context.left if left is None else left)
    if width > room + 0.01:
        message = f"{what} is {width / MM:.0f} mm wide, but the text only {room / MM:.0f} mm"
        raise LayoutProblem(e.line, message, "make it narrower")
