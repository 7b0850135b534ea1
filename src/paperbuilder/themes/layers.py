"""Theme data in layers: the spec's over the department's over the school's over the standard one.

In: sources, the uppermost first. Out: `Layers`: the merged data, which knows where each value came from.
Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from paperbuilder.problems import Problem
from paperbuilder.reading.source import Path_, Source, leaves


@dataclass(frozen=True)
class Layer:
    """One source of theme data; `within` is the place of the theme in it."""

    source: Source
    within: Path_ = ()

    @property
    def data(self) -> Any:
        return self.value(())

    def value(self, path: Path_) -> Any:
        found = self.source.data
        for key in (*self.within, *path):
            found = found.get(key) if isinstance(found, Mapping) else None
        return found

    def has(self, path: Path_) -> bool:
        return (*self.within, *path) in self.source.values


class Layers:
    """Merged data of several layers, mapping by mapping; the first layer counts most."""

    def __init__(self, layers: Sequence[Layer]):
        self._layers = layers
        self.data: Any = {}
        for layer in reversed(layers):
            self.data = _over(self.data, layer.data)

    def layer(self, path: Path_) -> Layer:
        """The layer that a value comes from: the uppermost that has it, or else the last."""
        return next((layer for layer in self._layers if layer.has(path)), self._layers[-1])

    def hiding(self, path: Path_) -> Problem:
        """The value that stands where the names of the layers below it were, and so hides them."""
        layer = next(one for one in self._layers if not isinstance(one.value(path), Mapping | None))
        message = "this must be names, each with a value"
        return layer.source.problem((*layer.within, *path), message, "write a line “name: value” for each")

    def leaves(self) -> Iterator[tuple[Path_, str]]:
        """Every value with its path, in order."""
        return leaves(self.data)

    def problem(
        self,
        path: Path_,
        message: str,
        hint: str = "",
        severity: Literal["error", "warning"] = "error",
        key: bool = False,
    ) -> Problem:
        layer = self.layer(path)
        return layer.source.problem((*layer.within, *path), message, hint, severity, key)


def _over(below: Any, above: Any) -> Any:
    if above is None:
        return below
    if isinstance(below, Mapping) and isinstance(above, Mapping):
        return {**below, **{key: _over(below.get(key), value) for key, value in above.items()}}
    return above
