"""The key: what stands for what, in columns above the figures.

In: names, each with what draws its sample. Out: `Key`, and its shapes. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from paperbuilder.charts import fills
from paperbuilder.charts.lettering import Face
from paperbuilder.pictures.sketch import Path, Words, open_line

SAMPLE = 2.4  # the width of a sample, of the size of the words
BESIDE = 0.5
BETWEEN = 1.6
BELOW = 0.6
Sample = Callable[[float, float], list[Path]]  # its left end and its middle


@dataclass(frozen=True)
class Key:
    """Samples with their names; `width` is that of the whole chart (pt)."""

    face: Face
    entries: Sequence[tuple[str, Sample]]
    width: float

    @property
    def _column(self) -> float:
        names = self.face.widest([name for name, _ in self.entries])
        return names + (SAMPLE + BESIDE + BETWEEN) * self.face.size

    @property
    def _columns(self) -> int:
        free = self.width + BETWEEN * self.face.size
        return max(1, min(len(self.entries), int(free // self._column)))

    @property
    def height(self) -> float:
        rows = -(-len(self.entries) // self._columns) if self.entries else 0
        return rows * self.face.leading * 1.15 + BELOW * self.face.size if rows else 0.0

    def shapes(self, left: float, top: float) -> list[Path | Words]:
        found: list[Path | Words] = []
        for i, (name, sample) in enumerate(self.entries):
            row, column = divmod(i, self._columns)
            x, middle = left + column * self._column, top + (row + 0.5) * self.face.leading * 1.15
            found += sample(x, middle)
            found += self.face.beside([name], x + (SAMPLE + BESIDE) * self.face.size, middle, "start")
        return found


def area_sample(face: Face, fill: fills.Fill) -> Sample:
    """A box in a fill."""
    width, height = SAMPLE * face.size, 0.95 * face.size
    return lambda x, middle: fills.bar(x, middle - height / 2, width, height, fill, 0.6 * face.scale)


def line_sample(face: Face, number: int, marked: bool, lined: bool) -> Sample:
    """A piece of a line with its marker."""

    def draw(x: float, middle: float) -> list[Path]:
        length = SAMPLE * face.size
        line = Path(open_line([(x, middle), (x + length, middle)]), line=1.1 * face.scale, dash=fills.DASHES[number])
        name = fills.MARKERS[number]
        point = fills.marker(name, (x + length / 2, middle), 0.25 * face.size, 0.8 * face.scale) if marked else []
        return [line] * lined + point

    return draw
