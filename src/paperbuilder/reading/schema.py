"""Models filled from YAML: conversion, checking and description from one declaration.

In: model classes and a `Source`. Out: frozen instances, or every problem with its place; JSON Schema.
Cannot fail except by returning problems. A model is a frozen dataclass whose fields carry their meaning.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from copy import copy
from functools import cache
from typing import Any, Literal, Protocol, TypeVar, dataclass_transform, get_args, get_origin

from paperbuilder.problems import Problem, did_you_mean
from paperbuilder.reading.source import Path_

T = TypeVar("T")


def field(
    doc: str,
    example: Any,
    *,
    default: Any = dataclasses.MISSING,
    least: int = 0,
    most: int = 1000,
    blank: bool = False,
) -> Any:
    """A field of a model: its meaning, an example, a default (needed without one), the numbers and texts allowed."""
    about = {"doc": doc, "example": example, "least": least, "most": most, "default": default}
    about["blank"] = blank or default == ""
    if isinstance(default, (list, dict)):
        return dataclasses.field(default_factory=lambda: copy(default), metadata=about)
    return dataclasses.field(default=default, metadata=about)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
def model(cls: type[T]) -> type[T]:
    """Make a class a model."""
    return dataclasses.dataclass(frozen=True, kw_only=True, eq=False, repr=False)(cls)


@cache
def fields_of(cls: type) -> dict[str, tuple[dataclasses.Field[Any], Any]]:
    """Fields of a model by their YAML names, with their types."""
    hints = typing.get_type_hints(cls)
    return {
        f.name.replace("_", "-"): (f, hints[f.name])
        for f in dataclasses.fields(cls)
        if f.metadata.get("doc") is not None
    }


@cache
def options_of(kind: Any) -> tuple[str, dict[str, type]]:
    """The key that tells the models of a union or a family apart, and the models by its value.

    A family is a model that names the key (`family`); its members are all models derived from it that have it.
    """
    if is_family(kind):
        tag, members = kind.family, [m for m in _derived(kind) if kind.family in fields_of(m)]
    else:
        members = list(get_args(kind))
        tag = next(key for key in ("type", "kind") if key in fields_of(members[0]))
    found = {get_args(fields_of(m)[tag][1])[0]: m for m in members}
    return tag, dict(sorted(found.items())) if is_family(kind) else found


def is_family(kind: Any) -> bool:
    return isinstance(kind, type) and "family" in vars(kind)


def _derived(kind: type) -> list[type]:
    subclasses: list[type] = kind.__subclasses__()
    return [model for sub in subclasses for model in (sub, *_derived(sub))]


def is_model(kind: Any) -> bool:
    return dataclasses.is_dataclass(kind)


def is_union(kind: Any) -> bool:
    return get_origin(kind) in (typing.Union, types.UnionType)


def without_none(kind: Any) -> Any:
    """X for X | None, else the type itself."""
    left = [k for k in get_args(kind) if k is not types.NoneType] if is_union(kind) else []
    return left[0] if len(left) == 1 else kind


class Places(Protocol):
    """Data, and a problem at any place in it."""

    data: Any

    def problem(
        self,
        path: Path_,
        message: str,
        hint: str = "",
        severity: Literal["error", "warning"] = "error",
        key: bool = False,
    ) -> Problem: ...


def read(kind: Any, source: Places) -> tuple[Any, list[Problem]]:
    """An instance of a model (or union of models) from the data of `source`, and all problems.

    `Any` takes the data as it is.
    """
    reader = _ModelReader(source)
    value = reader.value(kind, source.data, ())
    return value, reader.problems


INVALID = object()


@cache
def _way(kind: Any) -> tuple[Callable[[_ModelReader, Any, Any, Path_], Any] | None, Any]:
    """What reads a kind, and the kind (or that of its items) as it takes it; nothing reads `Any`."""
    kind = without_none(kind)
    if kind is Any:
        return None, kind
    if is_union(kind) or is_family(kind):
        return _ModelReader._one_of, kind
    if isinstance(kind, type) and issubclass(kind, dict):
        return _ModelReader._own, kind
    if is_model(kind):
        return _ModelReader._model, kind
    if get_origin(kind) is list:
        return _ModelReader._list, get_args(kind)[0]
    if get_origin(kind) is dict:
        return _ModelReader._dict, get_args(kind)[1]
    return _ModelReader._text, kind


class _ModelReader:
    def __init__(self, source: Places):
        self.source = source
        self.problems: list[Problem] = []

    def wrong(self, path: Path_, message: str, hint: str = "", key: bool = False) -> Any:
        self.problems.append(self.source.problem(path, message, hint, key=key))
        return INVALID

    def value(self, kind: Any, data: Any, path: Path_) -> Any:
        way, kind = _way(kind)
        return data if way is None else way(self, kind, data, path)

    def _text(self, kind: Any, data: Any, path: Path_) -> Any:
        if data is None:
            return self.wrong(path, "nothing stands here", "write a value, or delete the key", key=True)
        if not isinstance(data, str):
            return self.wrong(
                path, "a plain text is wanted here, not a list or keys", "a text after the colon", key=True
            )
        if kind is str:
            return data.strip("\n")
        if kind is int:
            whole = data.isascii() and data.isdigit() and len(data) < 10
            return int(data) if whole else self.wrong(path, f"must be a whole number (you wrote {data})", "such as 4")
        if kind is bool:
            known = {"yes": True, "true": True, "no": False, "false": False}
            return known[data.lower()] if data.lower() in known else self.wrong(path, "must be yes or no")
        if get_origin(kind) is Literal:
            options = get_args(kind)
            if data not in options:
                return self.wrong(path, f"{data} is not one of the choices", _near(data, options))
            return data
        return self._own(kind, data, path)

    def _own(self, kind: Any, data: Any, path: Path_) -> Any:
        """A type with a `read` of its own."""
        try:
            return kind.read(data)
        except ValueError:
            return self.wrong(path, f"cannot be “{data}”", f"write {kind.words}")

    def _list(self, kind: Any, data: Any, path: Path_) -> Any:
        if not isinstance(data, list):
            return self.wrong(path, "a list is wanted here", "start each item on its own line with “- ”", key=True)
        return [self.value(kind, item, (*path, i)) for i, item in enumerate(data)]

    def _dict(self, kind: Any, data: Any, path: Path_) -> Any:
        if not isinstance(data, dict):
            return self.wrong(path, "names and values are wanted here", "write “name: value” lines", key=True)
        return {key: self.value(kind, item, (*path, key)) for key, item in data.items()}

    def _one_of(self, kind: Any, data: Any, path: Path_) -> Any:
        tag, options = options_of(kind)
        if data is None and not path:
            return self.wrong(path, "the file is empty", f"begin with {tag}: {next(iter(options))}")
        if not isinstance(data, dict):
            return self.wrong(path, f"keys such as {tag}: are wanted here", f"begin with {tag}: {next(iter(options))}")
        implied = (name for name, model in options.items() if getattr(model, "implied_by", "") in data)
        name = data.get(tag) or next(implied, None)
        if tag in data and not isinstance(name, str):
            return self._text(str, name, (*path, tag))
        if name is None:
            return self.wrong(path, f"the key {tag} is missing", f"{tag} is one of " + ", ".join(options))
        if name not in options:
            return self.wrong((*path, tag), f"there is no {tag} {name}", _near(name, tuple(options)))
        return self._model(options[name], data, path)

    def _model(self, kind: Any, data: Any, path: Path_) -> Any:
        short = getattr(kind, "shorthand", None)
        if short and not isinstance(data, dict):
            many = get_origin(fields_of(kind)[short][1]) is list and isinstance(data, str)
            return self._fill(kind, {short: [data] if many else data}, path, bare=True)
        if not isinstance(data, dict):
            return self.wrong(
                path, "keys are wanted here, each on a line of its own", "it takes " + _keys(kind), key=True
            )
        return self._fill(kind, data, path)

    def _fill(self, kind: Any, data: Mapping[str, Any], path: Path_, bare: bool = False) -> Any:
        known, values, before = fields_of(kind), {}, len(self.problems)
        for key in data:
            if key not in known:
                self.wrong((*path, key), f"there is no key {key} here", _near(key, tuple(known)), key=True)
        for key, (f, hint) in known.items():
            here = path if bare else (*path, key)
            if key in data:
                values[f.name] = value = self.value(hint, data[key], here)
                self._check(f.metadata, value, here)
            elif f.metadata["default"] is dataclasses.MISSING and get_origin(hint) is not Literal:
                self.wrong(path, f"the key {key} is missing", f"{f.metadata['doc']} Example: {f.metadata['example']}")
            elif f.metadata["default"] is dataclasses.MISSING:
                values[f.name] = get_args(hint)[0]
        return kind(**values) if len(self.problems) == before else INVALID

    def _check(self, about: Mapping[str, Any], value: Any, path: Path_) -> None:
        """Numbers within bounds and texts that say something, in lists and under names too."""
        least, most = about["least"], about["most"]
        if isinstance(value, list | dict):
            for key, item in value.items() if isinstance(value, dict) else enumerate(value):
                self._check(about, item, (*path, key))
        elif isinstance(value, int) and not isinstance(value, bool) and not least <= value <= most:
            self.wrong(path, f"must be from {least} to {most} (you wrote {value})")
        elif isinstance(value, str) and not value.strip() and not about["blank"]:
            self.wrong(path, "nothing stands here", "write a value, or delete the key", key=isinstance(path[-1], str))


def _near(word: str, known: tuple[str, ...]) -> str:
    return did_you_mean(word, known, "it can be " + ", ".join(known))


def _keys(kind: Any) -> str:
    return ", ".join(fields_of(kind))
