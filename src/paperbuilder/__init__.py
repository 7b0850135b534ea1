"""paperbuilder: printable worksheets and exam papers from one YAML spec.

`make` and `check` are the library; `Problem` and `PaperbuilderError` say what is wrong (docs/api.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["PaperbuilderError", "Problem", "__version__", "check", "make"]

if TYPE_CHECKING:
    from paperbuilder.library import check, make
    from paperbuilder.problems import PaperbuilderError, Problem


def __getattr__(name: str) -> Any:
    """The library is loaded when it is asked for, so that the command line starts without it."""
    if name in ("make", "check"):
        from paperbuilder import library

        return getattr(library, name)
    if name in ("PaperbuilderError", "Problem"):
        from paperbuilder import problems

        return getattr(problems, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
