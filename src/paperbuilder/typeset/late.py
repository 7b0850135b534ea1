"""HarfBuzz, put off until a letter needs it.

ReportLab imports it at once wherever it is installed, which takes a tenth of a short make; Python's own lazy loader
loads at the second import. In: nothing. Out: a module in its place, which becomes it when first used. Cannot fail.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from threading import RLock
from types import ModuleType
from typing import Any

NAME = "uharfbuzz"
_lock = RLock()


class _Later(ModuleType):
    """Stands for a module until something of it is wanted."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        with _lock:
            if sys.modules.get(self.__name__) is self:
                del sys.modules[self.__name__]
                vars(self).update(vars(import_module(self.__name__)))
        if name not in vars(self):
            raise AttributeError(name)
        return vars(self)[name]


def put_off() -> None:
    """Let an import find what loads itself later."""
    spec = find_spec(NAME) if NAME not in sys.modules else None
    if spec:
        module = _Later(NAME)
        module.__spec__, module.__path__ = spec, spec.submodule_search_locations or []
        sys.modules[NAME] = module
