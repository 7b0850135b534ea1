"""Words in a chart: how wide they are, and how they are broken.

In: the measure of a face, a size (pt). Out: `Face`, which makes `Words`. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from paperbuilder.pictures.sketch import Measure, Words

Anchor = Literal["start", "middle", "end"]
HALF_HIGH = 0.36  # from the baseline to the middle of a figure, of the size
LEADING = 1.15


@dataclass(frozen=True)
class Face:
    """What the words of a chart are set in; everything else is drawn in proportion to its size."""

    measure: Measure
    size: float

    @property
    def leading(self) -> float:
        return self.size * LEADING

    @property
    def scale(self) -> float:
        """How much heavier lines are than beside words of 9 pt."""
        return float(max(1.0, self.size / 9) ** 0.5)

    def width(self, text: str, bold: bool = False) -> float:
        return self.measure(text, self.size, bold)

    def widest(self, texts: Sequence[str], bold: bool = False) -> float:
        return max((self.width(text, bold) for text in texts), default=0.0)

    def wrapped(self, text: str, width: float, bold: bool = False) -> list[str]:
        """Lines no wider than `width`, unless a word alone is; one ends at a no-break space if it must."""
        lines: list[str] = []
        kept = filter(None, text.split(" "))
        for word in (part for one in kept for part in ([one] if self.width(one, bold) <= width else one.split())):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, bold) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def title(self, text: str, width: float) -> list[str]:
        """The lines of a title, its unit in a line of its own if it must be broken."""
        lines, (name, bracket, unit) = self.wrapped(text, width), text.rpartition(" (")
        apart = [name, f"({unit}"] if bracket and len(lines) > 1 else lines
        return apart if self.widest(apart) <= width else lines

    def stack(
        self, lines: Sequence[str], x: float, top: float, anchor: Anchor = "middle", bold: bool = False
    ) -> list[Words]:
        """Lines one below another from `top` down."""
        first = top + self.leading / 2 + HALF_HIGH * self.size
        return [
            Words(text, x, first + i * self.leading, self.size, bold=bold, anchor=anchor)
            for i, text in enumerate(lines)
        ]

    def beside(self, lines: Sequence[str], x: float, middle: float, anchor: Anchor = "end") -> list[Words]:
        """Lines around the height `middle`."""
        return self.stack(lines, x, middle - len(lines) * self.leading / 2, anchor)

    def upright(self, lines: Sequence[str], left: float, middle: float, anchor: Anchor = "middle") -> list[Words]:
        """Lines that are read from below, the first at the left; `middle` is the height at which they are anchored."""
        first = left + self.leading / 2 + HALF_HIGH * self.size
        return [
            Words(text, first + i * self.leading, middle, self.size, anchor=anchor, angle=90)
            for i, text in enumerate(lines)
        ]
