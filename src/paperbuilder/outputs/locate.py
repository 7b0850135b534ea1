"""Where a fault came from: the template that printed a line.

In: a fault of the layout or of the fonts. Out: `Problem`s. Cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from paperbuilder.problems import Problem
from paperbuilder.texts.markup import formulas
from paperbuilder.units import MM

if TYPE_CHECKING:
    from paperbuilder.paper.checked import CheckedSpec
    from paperbuilder.themes.font_files import FontProblem
    from paperbuilder.typeset.inline import TooWide
    from paperbuilder.typeset.xml import LayoutProblem


def layout_problem(problem: LayoutProblem, name: str, xml: str, folders: Sequence[Path]) -> Problem:
    """A fault of the layout, at the line of the template that printed it where that can be told."""
    from paperbuilder.templating.template_files import template_file, template_problem

    lines = xml.split("\n")
    template = template_at(lines, problem.line)
    tag = re.search(r"</?[\w-]+", problem.message)
    file = template_file(template, folders) if template else None
    if file and tag:
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
            if tag[0] in line:
                return template_problem(problem.message, template, number, folders, problem.hint)
    source = lines[problem.line - 1] if 0 < problem.line <= len(lines) else ""
    where = f"layout of {name}" + (f", from {template}" if template else "")
    return Problem(message=problem.message, file=where, line=problem.line, hint=problem.hint, source=source, column=1)


def font_problem(problem: FontProblem) -> Problem:
    """A fault of a font file that only shows when it is used."""
    return Problem(message=str(problem), file="theme.yaml", hint=problem.hint)


def cut_extracts(cut: Mapping[str, int], edition: str, checked: CheckedSpec) -> Iterator[Problem]:
    """A warning for each extract that no page takes whole; `cut` has the pages that each goes over."""
    of_edition = f" in the edition {edition}" if edition else ""
    for letter, pages in cut.items():
        name = checked.paper.extracts[letter].called
        message = f"{name} is longer than a page{of_edition}, so it is cut and goes over {pages} pages"
        hint = "leave passages out with omit:, or make two extracts of it"
        yield checked.source.problem(("extracts", letter), message, hint, "warning", key=True)


def wide_formula(wide: TooWide, edition: str, checked: CheckedSpec) -> Problem:
    """A formula that its column has no room for, at its place in the spec."""
    of_edition = f" in the edition {edition}" if edition else ""
    room = f"{wide.room / MM:.0f} mm{of_edition}"
    message = f"this formula is {wide.width / MM:.0f} mm wide, but there is only room for {room}"
    hint = r"set it on several lines: $$\begin{aligned} x &= 1 \\ &= 2 \end{aligned}$$"
    for path, text in checked.source.texts():
        for formula, at in formulas(text):
            if " ".join(formula.tex.split()) == wide.tex:
                return checked.source.problem(path, message, hint, within=at)
    return Problem(message=f"{message}: {wide.tex}", file="templates", hint=hint)


def template_at(lines: Sequence[str], line: int) -> str:
    """The template that printed a line of a layout."""
    stack: list[str] = []
    for number, text in enumerate(lines[:line], 1):
        for mark in re.finditer(r"<\?(?:from ([^?]+)|end)\?>", text):
            if mark[1]:
                stack.append(mark[1])
            elif stack and number < line:
                stack.pop()
    return stack[-1] if stack else ""
