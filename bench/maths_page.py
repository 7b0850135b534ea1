"""Draw what `docs/maths.md` shows: `python bench/maths_page.py` writes `docs/pictures/maths.svg`.

In: the examples of the page. Out: a picture of all of them, each above its TeX.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from paperbuilder.maths.drawn import Outline, draw

DOCS = Path(__file__).parents[1] / "docs"
ROW = re.compile(r"^\| `\$(.+?)\$` \| (.*?) \| (.*?) \|$", re.MULTILINE)
COLUMNS, WIDE, SIZE, LETTER, LETTERS = 3, 330, 17, 9, 56


def examples(page: str) -> list[tuple[str, str, str]]:
    """The rows of the tables: TeX, one line, words. A | in a cell has a backslash before it."""
    bar = "\0"
    return [tuple(c.replace(bar, "|") for c in row) for row in ROW.findall(page.replace(r"\|", bar))]  # type: ignore[misc]


def picture() -> str:
    """The whole picture."""
    shown = [(tex, draw(tex, True)) for tex, _, _ in examples((DOCS / "maths.md").read_text(encoding="utf-8"))]
    shapes, y = [], 10.0
    for start in range(0, len(shown), COLUMNS):
        row = shown[start : start + COLUMNS]
        base = y + SIZE * max(drawn.ascent for _, drawn in row)
        y = base + SIZE * max(drawn.descent for _, drawn in row) + LETTER + 7
        for i, (tex, drawn) in enumerate(row):
            x = 10 + i * WIDE
            areas, strokes = ([o for o in drawn.outlines if bool(o.line) is line] for line in (False, True))
            shapes.append(f'<path transform="scale(.1)" d="{_path(areas, x, base)}"/>')
            if strokes:
                look = f'fill="none" stroke="#000" stroke-width="{strokes[0].line * SIZE * 10:.0f}"'
                shapes.append(f'<path transform="scale(.1)" {look} d="{_path(strokes, x, base)}"/>')
            cut = tex if len(tex) <= LETTERS else tex[: LETTERS - 1] + "…"
            shapes.append(f'<text x="{x}" y="{y:.1f}">{escape(cut)}</text>')
        y += 14
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {COLUMNS * WIDE} {y:.0f}">'
    look = f"<title>Every construct</title><style>text{{font:{LETTER}px monospace;fill:#666}}</style>"
    return "\n".join([head, look, '<rect width="100%" height="100%" fill="#fff"/>', *shapes, "</svg>\n"])


def _path(outlines: Sequence[Outline], x: float, y: float) -> str:
    """The outlines in tenths of a pixel, each point from the one before: that is shortest."""
    found, at = [], (0, 0)
    for outline in outlines:
        for operator, *numbers in outline.steps:
            points = [round(((y if i % 2 else x) + n * SIZE) * 10) for i, n in enumerate(numbers)]
            moved = (n - at[i % 2] for i, n in enumerate(points))
            found.append({"h": "z"}.get(operator, operator) + " ".join(map(str, moved)).replace(" -", "-"))
            at = (points[-2], points[-1]) if points else at
            if operator == "m":
                start = at
            elif operator == "h":
                at = start
    return "".join(found)


if __name__ == "__main__":
    (DOCS / "pictures" / "maths.svg").write_text(picture(), encoding="utf-8")
