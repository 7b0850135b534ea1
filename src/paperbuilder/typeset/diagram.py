"""Labels around a picture: where they stand, and the lines to what they name.

In: labels with places on a picture, the look of their words. Out: where the picture stands, and a `Sketch` of the
labels; a block of both. Lengths in pt. A picture becomes narrower where its labels need the room. Fails with
`MissingGlyph`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from paperbuilder.pictures.sketch import WHITE, Measure, Path, Sketch, Words, circle, open_line
from paperbuilder.typeset.blocks import Block, Image, Pen
from paperbuilder.typeset.design import Design
from paperbuilder.typeset.sketching import drawing_of, measure_in
from paperbuilder.typeset.style import Style

WIDEST = 0.3  # of the room, that the labels of one side take
BESIDE, APART = 8.0, 5.0  # between a label and its line, and from label to label
LEAST = 0.25  # of the room, that the picture keeps
DOT = 1.3  # radius


@dataclass(frozen=True)
class Label:
    """Words for the place at (x, y), in hundredths of the picture; with a `blank`, a rule so long after its letter,
    `pitch` below what is above it.
    """

    x: float
    y: float
    letter: str
    blank: float
    text: str
    pitch: float = 0


@dataclass(frozen=True)
class Diagram:
    """A picture among its labels: its left edge, top and width, and what is drawn over and around it."""

    left: float
    top: float
    width: float
    sketch: Sketch


@dataclass
class _Set:
    """A label set in lines: its middle is to be at `y`."""

    label: Label
    lines: list[str]
    width: float
    height: float
    y: float = 0


class _Setter:
    def __init__(self, measure: Measure, size: float, leading: float, rule: float):
        self.measure, self.size, self.leading, self.rule = measure, size, leading, rule

    def set(self, label: Label, room: float) -> _Set:
        lead = self.lead(label)
        lines = [""] if label.blank else self.wrapped(label.text, bool(label.letter), room - lead)
        width = max(self.measure(line, self.size, bool(label.letter)) for line in lines)
        width = lead + (min(label.blank, room - lead) if label.blank else width)
        return _Set(label, lines, width, max(label.pitch if label.blank else 0, self.leading * len(lines)))

    def lead(self, label: Label) -> float:
        """What the letter before a label takes."""
        return self.measure(f"{label.letter}  ", self.size, True) if label.letter else 0

    def wrapped(self, text: str, bold: bool, room: float) -> list[str]:
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.measure(longer, self.size, bold) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def shapes(self, one: _Set, x: float, point: tuple[float, float], right: bool) -> list[Path | Words]:
        """A label whose left edge is at x, and its line."""
        top, lead, bold = one.y - one.height / 2, self.lead(one.label), bool(one.label.letter)
        base = [top + (i + 0.75) * self.leading for i in range(len(one.lines))]
        if one.label.blank:
            base = [top + one.height - 0.35 * self.leading]
        height = base[0] + 2 if one.label.blank else one.y
        found: list[Path | Words] = _leader((x - 2 if right else x + one.width + 2, height), point)
        if one.label.blank:
            found.append(Path(open_line([(x + lead, base[0] + 2), (x + one.width, base[0] + 2)]), line=self.rule))
        texts = [f"{one.label.letter}  {one.lines[0]}".strip(), *one.lines[1:]]
        starts = [x, *(x + lead for _ in one.lines[1:])]
        return found + [Words(*words, self.size, bold=bold) for words in zip(texts, starts, base, strict=True)]


def _leader(start: tuple[float, float], end: tuple[float, float]) -> list[Path | Words]:
    """A line to a dot, both with a white edge that shows on dark pictures."""
    line = open_line([start, end])
    return [
        Path(line, line=2, ink=WHITE),
        Path(circle(*end, DOT + 0.7), line=0, fill=WHITE),
        Path(line, line=0.6),
        Path(circle(*end, DOT), line=0, fill=(0, 0, 0)),
    ]


def diagram(
    labels: Sequence[Label],
    width: float,
    ratio: float,
    room: float,
    measure: Measure,
    size: float,
    leading: float,
    rule: float,
) -> Diagram:
    """A picture as wide as asked, or as `room` leaves it; its height is `ratio` times its width."""
    setter = _Setter(measure, size, leading, rule)
    sides = [
        [setter.set(label, WIDEST * room) for label in labels if (label.x > 50) is right] for right in (False, True)
    ]
    left, right = (max((one.width for one in side), default=-BESIDE) + BESIDE for side in sides)
    width = max(min(width, room - left - right), LEAST * room)
    height = width * ratio
    for side in sides:
        _spread(side, height)
    top = max([0.0, *(one.height / 2 - one.y for side in sides for one in side)])
    bottom = max([height, *(one.y + one.height / 2 for side in sides for one in side)])
    shapes: list[Path | Words] = []
    for is_right, side in enumerate(sides):
        for one in side:
            one.y += top
            x = left + width + BESIDE if is_right else left - BESIDE - one.width
            point = (left + one.label.x / 100 * width, top + one.label.y / 100 * height)
            shapes += setter.shapes(one, x, point, bool(is_right))
    return Diagram(left, top, width, Sketch(left + width + right, top + bottom, tuple(shapes)))


def _spread(side: list[_Set], height: float) -> None:
    """Put labels at the height of what they name, moved as little as keeps them apart, and beside the picture."""
    side.sort(key=lambda one: one.label.y)
    for i, one in enumerate(side):
        least = side[i - 1].y + side[i - 1].height / 2 + APART + one.height / 2 if i else one.height / 2
        one.y = max(one.label.y / 100 * height, least)
    edge = max(height, sum(one.height + APART for one in side) - APART)
    for one in reversed(side):
        one.y = min(one.y, edge - one.height / 2)
        edge = one.y - one.height / 2 - APART


@dataclass(frozen=True)
class Lettered:
    """The look of labels."""

    design: Design
    style: Style


class LabelledImage(Block):
    """A picture in the middle of the column, with its labels at its sides."""

    def __init__(self, image: Image, labels: Sequence[Label], look: Lettered):
        self.image, self.labels_around, self.look = image, labels, look
        self._measure = measure_in(look.design)
        self._made: dict[float, Diagram] = {}

    def diagram(self, room: float) -> Diagram:
        if room not in self._made:
            style, image = self.look.style, self.image
            look = (self._measure, style.size, style.leading, self.look.design.write_rule)
            self._made[room] = diagram(self.labels_around, image.widest, image.ratio, room, *look)
        return self._made[room]

    def height(self, width: float) -> float:
        return self.diagram(width).sketch.height

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        made = self.diagram(width)
        left = x + max(0, (width - made.sketch.width) / 2)
        with pen.mark(self.image.node):
            self.image.paint(pen, left + made.left, y + made.top, made.width)
            pen.drawing(drawing_of(made.sketch, self.look.design).shapes, left, y)
