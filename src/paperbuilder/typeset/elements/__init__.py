"""The elements of the layout language, a few of a kind in each module. What is put here registers itself.

In: an element and its context. Out: blocks, or what stands in a line. Fails with `LayoutProblem`.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

FOLDER = Path(__file__).parent

for _file in sorted(FOLDER.glob("[a-z]*.py")):
    import_module(f"{__name__}.{_file.stem}")
