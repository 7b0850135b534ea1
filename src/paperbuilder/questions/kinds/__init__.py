"""The kinds of questions and blocks: one module and one partial each. What is put here is found by itself.

In: nothing. Out: models that know how to solve themselves. Cannot fail.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

FOLDER = Path(__file__).parent

for _file in sorted(FOLDER.glob("[a-z]*.py")):
    import_module(f"{__name__}.{_file.stem}")
