"""Room to write, measured on the pages of every worksheet, in every look and edition.

    python bench/room.py [FOLDER] [--write FILE]        (worksheets/ of this project if not said)

Prints a Markdown table, lengths in mm: from the last baseline above to the first rule and from the last rule to the top
of the next words (on the same page); from line to line where there is a gap; gaps, for each letter of the longest
answer; boxes to tick, boxes for a letter or a digit; rows of tables to be filled; pages.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from statistics import median
from typing import Any
from xml.etree import ElementTree

from written import write_between

from paperbuilder.outputs.typesetter import Typesetter
from paperbuilder.paper.checked import check_spec
from paperbuilder.problems import PaperbuilderError
from paperbuilder.texts.markup import gaps, plain
from paperbuilder.typeset.answer_lines import AnswerLines
from paperbuilder.typeset.elements.writing import Digits
from paperbuilder.typeset.inline import Span
from paperbuilder.typeset.paragraphs import Paragraph
from paperbuilder.typeset.table import Table
from paperbuilder.units import MM

HERE = Path(__file__).parent.parent
SCHOOLS = ("", *sorted(folder.name for folder in (HERE / "templates").iterdir()))
EDITIONS = ("", "large-print-18")
CAPITAL = 0.72  # how high a capital is, of the size of the type
HEAD = (
    "| Edition | School | Pages | Before | After | Not less | Gap pitch | Gap / letter | Tick | Letter box | Row |\n"
    "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
)
Found = dict[str, list[float]]


class Recorder:
    """A pen that notes where lines of text and shapes are drawn."""

    def __init__(self) -> None:
        self.baselines: list[tuple[float, float, float, float]] = []  # baseline, top, left, right
        self.shapes: list[tuple[float, float, Any]] = []

    def lines(self, x: float, placed: Sequence[tuple[float, float, Any]]) -> None:
        for shift, baseline, line in placed:
            spans = [(at, piece) for at, piece in line.pieces if isinstance(piece, Span) and piece.text.strip()]
            if spans:
                top = min(baseline - CAPITAL * span.size for _, span in spans)
                left = x + shift + spans[0][0]
                self.baselines.append((baseline, top, left, x + shift + line.width))
            self.shapes += [(x + shift + at, baseline, p) for at, p in line.pieces if hasattr(p, "kind")]

    def __getattr__(self, name: str) -> Any:
        return (lambda *_, **__: nullcontext()) if name == "mark" else (lambda *_, **__: None)


def measure(setter: Typesetter, name: str, found: Found) -> None:
    """Add the lengths (pt) of one document."""
    for before, xml in setter.layouts(name).items():
        made = setter.compose(before, xml)
    found["pages"].append(len(made.pages))
    for page in made.pages:
        pen, width = Recorder(), setter.design.width
        for y, block in page.placed:
            block.place(pen, 0, y, width)  # type: ignore[arg-type]
        for i, (y, block) in enumerate(page.placed):
            if isinstance(block, AnswerLines):
                _ruled(pen, page.placed[i - 1][1] if i else None, y, block, width, found)
            if isinstance(block, Table):
                heights = block.heights(block.inner(width))
                found["row"] += [h for row, h in zip(block.rows, heights, strict=True) if row.least]
            if isinstance(block, Digits):
                found["box"].append(block.size)
        _shapes(pen, found)
    found["letter"] += _for_each_letter(setter, xml)


def _ruled(pen: Recorder, above: Any, y: float, block: AnswerLines, width: float, found: Found) -> None:
    end = y + block.height(block.inner(width))
    first = end - (block.count - 1) * block.pitch
    over = [base for base, *_ in pen.baselines if base < y + 0.1]
    under = [top for base, top, *_ in pen.baselines if base > end + 1]
    if isinstance(above, Paragraph) and over and not block.resumed:
        found["before"].append(first - max(over))
    if under:
        found["after"].append(min(under) - end)
    if isinstance(above, Paragraph) and over and under and first - max(over) >= min(under) - end - 0.01:
        found["not-less"].append(1)


def _shapes(pen: Recorder, found: Found) -> None:
    for x, baseline, shape in pen.shapes:
        if shape.kind == "gap":
            over = [
                b for b, _, left, right in pen.baselines if b < baseline - 2 and left < x + shape.width and right > x
            ]
            found["pitch"] += [baseline - max(over)] if over else []
        else:
            found["tick" if shape.kind == "tick" else "box"].append(shape.width)


def _for_each_letter(setter: Typesetter, xml: str) -> Iterator[float]:
    """How wide the gaps of each question are, for a letter of the longest answer in them."""
    items = list(ElementTree.fromstring(xml).iter("item"))
    for e, item in zip(items, setter.checked.paper.every, strict=False):
        inner = {gap for part in e.iter("item") if part is not e for gap in part.iter("gap")}
        widths = [float(gap.get("width", "72pt")[:-2]) for gap in e.iter("gap") if gap not in inner]
        letters = [len(plain(gap.answers[0])) for text in _texts(item) for gap in gaps(text) if any(gap.answers)]
        if widths and letters:
            yield min(widths) / max(letters)


def _texts(item: Any) -> list[str]:
    cells = [text for row in getattr(item.solution, "cells", ()) for text in row]
    spots = item.solution.spots if item.solution else ()
    return [getattr(item.question, "passage", ""), *cells, *(spot.text for spot in spots)]


def row(edition: str, school: str, specs: Sequence[Path]) -> str:
    """A row of the table."""
    found: Found = defaultdict(list)
    for spec in specs:
        try:
            setter = Typesetter(check_spec(spec), school, edition)
        except PaperbuilderError as error:
            print(spec.name, school, edition, error)
            continue
        measure(setter, "question-paper" if setter.checked.paper.spec.kind == "exam" else "worksheet", found)
    cells = [_range(found[key]) for key in ("before", "after")]
    cells += [str(len(found["not-less"])), *(_range(found[key]) for key in ("pitch", "letter", "tick", "box", "row"))]
    return f"| {edition or 'standard'} | {school or '–'} | {sum(found['pages'])} | " + " | ".join(cells) + " |"


def _range(lengths: Sequence[float]) -> str:
    """The least, the median and the greatest in mm."""
    if not lengths:
        return "–"
    return " / ".join(f"{length / MM:.1f}" for length in (min(lengths), median(lengths), max(lengths)))


def main() -> None:
    """Measure everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=HERE / "worksheets")
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    specs = sorted(given.folder.glob("*.yaml"))
    rows = [row(edition, school, specs) for edition in EDITIONS for school in SCHOOLS]
    table = "\n".join([HEAD, *rows])
    print(table)
    if given.write:
        write_between(given.write, table)


if __name__ == "__main__":
    main()
