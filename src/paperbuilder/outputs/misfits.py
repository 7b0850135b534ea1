"""Figures and room for answers that say how large they are, and have no room on the page.

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

WIDTH = ("width", "make it narrower")


def misfits(checked: CheckedSpec, theme: Theme, design: Design) -> list[Problem]:
    """An error for each thing with a size that is wider than the text of a question, or higher than a page."""
    found = [*_figures(checked, theme, design)] if theme.pictures.scale == 100 else []
    return found + ([*_rooms(checked, theme, design)] if theme.answers.enlarge == 100 else [])


def _figures(checked: CheckedSpec, theme: Theme, design: Design) -> Iterator[Problem]:
    room, page, spec = design.width - theme.numbering.indent, design.tallest, checked.paper.spec
    for kind, name, work in (*_named("picture", spec.pictures), *_named("chart", spec.charts)):
        path, key, hint = (f"{kind}s", name), *(("height", "make it lower") if kind == "chart" else WIDTH)
        if work.width and work.width > room:
            message = f"the {kind} {name} is {work.width / MM:.0f} mm wide, a question only {room / MM:.0f} mm"
            yield checked.source.problem((*path, "width"), message, "make it narrower")
        elif (height := _height(kind, name, work, design)) > page:
            message = f"the {kind} {name} is {height / MM:.0f} mm high, a page has room for {page / MM:.0f} mm"
            yield checked.source.problem((*path, key), message, hint)


def _named(kind: str, works: Mapping[str, Any]) -> list[tuple[str, str, Any]]:
    return [(kind, name, work) for name, work in works.items()]


def _height(kind: str, name: str, work: Any, design: Design) -> float:
    """How high a figure is by what is said of it."""
    if kind == "chart":
        return float(work.height or 0)
    from paperbuilder.pictures import open_picture

    return open_picture(design.pictures[name], work.width).height if work.width else 0.0


def _rooms(checked: CheckedSpec, theme: Theme, design: Design) -> Iterator[Problem]:
    """Room to answer in: working space begins where the question does, a place for an answer where its part does."""
    from paperbuilder.templating.handwriting import hand_of

    hand = hand_of(checked.paper, theme.answers)
    for item in checked.paper.every:
        for path, stated in item.question.sizes:
            length = hand.stated(stated)
            depth = len(item.number) - 1 if path[0] == "answers" else 0
            room = design.width - theme.numbering.indent - depth * theme.numbering.part_indent
            if path[-1] == "width" and length > room:
                message = f"this is {length / MM:.0f} mm wide, but the question only {int(room / MM)} mm"
                yield checked.source.problem((*item.path, *path), message, "make it narrower")
            elif path[-1] != "width" and length > design.tallest:
                message = f"this is {length / MM:.0f} mm high, but a page has room for {int(design.tallest / MM)} mm"
                yield checked.source.problem((*item.path, *path), message, "make it lower")
