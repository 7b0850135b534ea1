"""Figures and room for answers that say how large they are, and have no room on the page.

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


def misfits(checked: CheckedSpec, theme: Theme, design: Design) -> list[Problem]:
    """An error for each thing with a size that is wider than the text of a question, or higher than a page."""
    found = [*_pictures(checked, theme, design)] if design.pictures and theme.pictures.scale == 100 else []
    return found + ([*_rooms(checked, theme, design)] if theme.answers.enlarge == 100 else [])


def _pictures(checked: CheckedSpec, theme: Theme, design: Design) -> Iterator[Problem]:
    from paperbuilder.pictures import open_picture

    room, page = design.width - theme.numbering.indent, design.tallest
    for name, picture in checked.paper.spec.pictures.items():
        path, hint = ("pictures", name, "width"), "make it narrower"
        if picture.width and picture.width > room:
            message = f"the picture {name} is {picture.width / MM:.0f} mm wide, a question only {room / MM:.0f} mm"
            yield checked.source.problem(path, message, hint)
        elif picture.width and (height := open_picture(design.pictures[name], picture.width).height) > page:
            message = f"the picture {name} is {height / MM:.0f} mm high, a page has room for {page / MM:.0f} mm"
            yield checked.source.problem(path, message, hint)


def _rooms(checked: CheckedSpec, theme: Theme, design: Design) -> Iterator[Problem]:
    """Room to answer in: working space begins where the question does, a place for an answer where its part does."""
    for item in checked.paper.every:
        for path, length in item.question.sizes:
            depth = len(item.number) - 1 if path[0] == "answers" else 0
            room = design.width - theme.numbering.indent - depth * theme.numbering.part_indent
            if path[-1] == "width" and length > room:
                message = f"this is {length / MM:.0f} mm wide, but the question only {int(room / MM)} mm"
                yield checked.source.problem((*item.path, *path), message, "make it narrower")
            elif path[-1] != "width" and length > design.tallest:
                message = f"this is {length / MM:.0f} mm high, but a page has room for {int(design.tallest / MM)} mm"
                yield checked.source.problem((*item.path, *path), message, "make it lower")
