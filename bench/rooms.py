"""The picture of the rooms, `docs/pictures/rooms.svg`, from the order that `tests/test_rooms.py` holds.

    python bench/rooms.py

A room is drawn below all that import it; an arrow that follows from others is left out, and so are those to the ground
floor, which any room may use.
"""

from __future__ import annotations

import ast
import sys
from html import escape
from pathlib import Path
from textwrap import wrap

HERE = Path(__file__).parent.parent
sys.path.insert(0, str(HERE))
WIDE, HIGH, GAP_X, GAP_Y, MARGIN = 196, 62, 24, 34, 16
GROUND = ["units", "problems", "files", "pictures", "tables"]


def rooms() -> dict[str, set[str]]:
    from tests.test_rooms import ROOMS

    return {name: set(others.split()) for name, others in ROOMS.items()}


def purpose(room: str) -> str:
    """What a room is for, from its docstring."""
    folder = HERE / "src" / "paperbuilder" / room
    file = folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")
    first = (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").split("\n\n")[0]
    return " ".join(first.split()).split(" room: ")[-1].split("Pictures: ")[-1].split(": the only")[0].rstrip(".")


def levels(graph: dict[str, set[str]]) -> list[list[str]]:
    """The rooms by how many are above each, the uppermost first."""
    level: dict[str, int] = {}
    for name in reversed(graph):
        level[name] = 1 + max((level[user] for user, others in graph.items() if name in others), default=-1)
    return [[n for n, at in level.items() if at == row] for row in range(max(level.values()) + 1)]


def needed(graph: dict[str, set[str]]) -> list[tuple[str, str]]:
    """The arrows that do not follow from others."""
    below: dict[str, set[str]] = {}
    for name, others in graph.items():
        below[name] = others.union(*(below[other] for other in others))
    return [(n, o) for n, others in graph.items() for o in others if not any(o in below[b] for b in others - {o})]


def picture() -> str:
    graph = {name: others - set(GROUND) for name, others in rooms().items() if name not in GROUND}
    rows = [*levels(graph), GROUND]
    width = max(map(len, rows)) * (WIDE + GAP_X) + 2 * MARGIN
    place: dict[str, tuple[float, float]] = {}
    for y, row in enumerate(rows):
        start = (width - len(row) * (WIDE + GAP_X) + GAP_X) / 2
        users = [place[user][0] for user, other in needed(graph) if [other] == row]
        start = sum(users) / len(users) if users else start
        for x, name in enumerate(row):
            place[name] = start + x * (WIDE + GAP_X), MARGIN + y * (HIGH + GAP_Y)
    height = MARGIN * 2 + len(rows) * (HIGH + GAP_Y) - GAP_Y
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
        "<style>text{font:11px sans-serif;fill:#222}.n{font-weight:bold;font-size:14px}</style>",
        '<defs><marker id="a" markerWidth="8" markerHeight="8" refX="6" refY="3" orient="auto">'
        '<path d="M0,0 L6,3 L0,6 z" fill="#777"/></marker></defs>',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for name, other in sorted(needed(graph)):
        (x0, y0), (x1, y1) = place[name], place[other]
        a, b = (x0 + WIDE / 2, y0 + HIGH), (x1 + WIDE / 2, y1 - 2)
        lines.append(f'<path d="M{a[0]},{a[1]} L{b[0]},{b[1]}" stroke="#999" fill="none" marker-end="url(#a)"/>')
    for name, (x, y) in place.items():
        lines.append(f'<rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" rx="5" fill="#f4f4f4" stroke="#555"/>')
        lines.append(f'<text class="n" x="{x + 8}" y="{y + 18}">{name}</text>')
        for i, text in enumerate(wrap(purpose(name), 28)[:3]):
            lines.append(f'<text x="{x + 8}" y="{y + 32 + 12 * i}">{escape(text)}</text>')
    return "\n".join([*lines, "</svg>", ""])


if __name__ == "__main__":
    (HERE / "docs" / "pictures" / "rooms.svg").write_text(picture(), encoding="utf-8")
