"""The elements of the layout language, a few of a kind in each module. What is put here registers itself.

In: an element and its context. Out: blocks, or what stands in a line. Fails with `LayoutProblem`.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
