"""HarfBuzz, put off until a letter needs it.

ReportLab imports it at once wherever it is installed, which would take a tenth of a short make. In: nothing. Out: the
module in its place, loaded when it is first used. Cannot fail.
"""

from __future__ import annotations

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec

NAME = "uharfbuzz"


def put_off() -> None:
    """Put a module that loads itself later where an import looks for it."""
    spec = find_spec(NAME) if NAME not in sys.modules else None
    if spec and spec.loader:
        spec.loader = LazyLoader(spec.loader)
        module = module_from_spec(spec)
        sys.modules[NAME] = module
        spec.loader.exec_module(module)
