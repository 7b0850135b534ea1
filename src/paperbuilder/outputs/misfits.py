"""Figures that say how wide they are, and have no room on the page.

In: a checked spec, a theme, its design. Out: `Problem`s. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from paperbuilder.problems import Problem
from paperbuilder.units import MM

if TYPE_CHECKING:
    from paperbuilder.paper.checked import CheckedSpec
    from paperbuilder.themes.model import Theme
    from paperbuilder.typeset.design import Design


def misfits(checked: CheckedSpec, theme: Theme, design: Design) -> Iterator[Problem]:
    """An error for each picture that is wider than the text of a question, or higher than a page."""
    from paperbuilder.pictures import open_picture
    from paperbuilder.typeset.elements.picture import HIGHEST

    room, page = design.width - theme.numbering.indent, HIGHEST * design.height
    for name, picture in checked.paper.spec.pictures.items() if theme.pictures.scale == 100 else ():
        path, hint = ("pictures", name, "width"), "make it narrower"
        if picture.width and picture.width > room:
            message = f"the picture {name} is {picture.width / MM:.0f} mm wide, a question only {room / MM:.0f} mm"
            yield checked.source.problem(path, message, hint)
        elif picture.width and (height := open_picture(design.pictures[name], picture.width).height) > page:
            message = f"the picture {name} is {height / MM:.0f} mm high, a page has room for {page / MM:.0f} mm"
            yield checked.source.problem(path, message, hint)
