"""Models: frozen classes whose fields say what they mean, and what they may hold.

In: a class whose annotations have `field`s. Out: the same class, to be made with its fields as keywords. Cannot fail.
They are made as they stand, without code written for each as for dataclasses: that took a tenth of a cold start.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import FrozenInstanceError, dataclass
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")
MISSING: Any = object()


@dataclass(frozen=True, eq=False)
class Field:
    """A field of a model: its meaning, an example, a default (needed without one), the numbers and texts allowed.

    `shape` is the hint for a value of another shape, a list in place of a text. With `single`, one value alone stands
    for a list of one.
    """

    doc: str
    example: Any
    default: Any
    least: int
    most: int
    blank: bool
    shape: str
    single: bool = False

    @property
    def value(self) -> Any:
        """The default for one instance."""
        return copy(self.default) if isinstance(self.default, list | dict) else self.default


def field(
    doc: str,
    example: Any,
    *,
    default: Any = MISSING,
    least: int = 0,
    most: int = 1000,
    blank: bool = False,
    shape: str = "write the text after the colon",
    single: bool = False,
) -> Any:
    """Declare a field of a model."""
    return Field(doc, example, default, least, most, blank or default == "", shape, single)


class _Model:
    """What models do: be filled once."""

    def __init__(self, **values: Any):
        own = self.__dict__
        for name, about in model_fields(type(self)).items():
            own[name] = values.pop(name) if name in values else about.value
            if own[name] is MISSING:
                raise TypeError(f"{type(self).__name__} needs {name}")
        if values:
            raise TypeError(f"{type(self).__name__} has no {', '.join(values)}")

    def __setattr__(self, name: str, _value: Any) -> None:
        raise FrozenInstanceError(f"cannot assign to {name}")


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
def model(cls: type[T]) -> type[T]:
    """Make a class a model; its fields come after those of the model it is derived from."""
    inherited: dict[str, Field] = getattr(cls, "__fields__", {})
    own = {name: value for name, value in vars(cls).items() if isinstance(value, Field)}
    for name in own:
        delattr(cls, name)
    cls.__fields__ = {**inherited, **own}  # type: ignore[attr-defined]
    if "__fields__" not in vars(cls.__bases__[0]):
        cls.__init__, cls.__setattr__ = _Model.__init__, _Model.__setattr__  # type: ignore[assignment, method-assign]
    return cls


def is_model(kind: Any) -> bool:
    return isinstance(kind, type) and hasattr(kind, "__fields__")


def model_fields(cls: type) -> Mapping[str, Field]:
    """The fields of a model by their names, those of the model it is derived from first."""
    return cls.__fields__  # type: ignore[attr-defined, no-any-return]
