"""Figures that say how wide they are, and have no room on the page.

In: a checked spec, a theme, its design. Out: `Problem`s. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from paperbuilder.problems import Problem
from paperbuilder.units import MM

if TYPE_CHECKING:
    from paperbuilder.paper.checked import CheckedSpec
    from paperbuilder.themes.model import Theme
    from paperbuilder.typeset.design import Design


def misfits(checked: CheckedSpec, theme: Theme, design: Design) -> Iterator[Problem]:
    """An error for each picture or chart that is wider than the text of a question, or higher than a page."""
    if theme.pictures.scale != 100:  # these are made to fit
        return
    room = design.width - theme.numbering.indent
    spec = checked.paper.spec
    for kind, name, work in (*_named("picture", spec.pictures), *_named("chart", spec.charts)):
        if work.width and work.width > room:
            message = f"the {kind} {name} is {work.width / MM:.0f} mm wide, a question only {room / MM:.0f} mm"
            yield checked.source.problem((f"{kind}s", name, "width"), message, "make it narrower")
        else:
            yield from _too_high(kind, name, work, checked, design)


def _named(kind: str, works: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    return ((kind, name, work) for name, work in works.items())


def _too_high(kind: str, name: str, work: Any, checked: CheckedSpec, design: Design) -> Iterator[Problem]:
    from paperbuilder.pictures import open_picture
    from paperbuilder.typeset.elements.picture import HIGHEST

    page, key = HIGHEST * design.height, "height" if kind == "chart" else "width"
    if kind == "chart":
        height = work.height or 0.0
    else:
        height = open_picture(design.pictures[name], work.width).height if work.width else 0.0
    if height > page:
        message = f"the {kind} {name} is {height / MM:.0f} mm high, a page has room for {page / MM:.0f} mm"
        hint = "make it lower" if kind == "chart" else "make it narrower"
        yield checked.source.problem((f"{kind}s", name, key), message, hint)
