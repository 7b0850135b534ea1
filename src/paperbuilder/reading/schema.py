"""Models filled from YAML: converted and checked as their fields say.

In: model classes and a `Source`. Out: frozen instances, or every problem with its place. Cannot fail except
by returning problems.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Literal, Protocol, get_args, get_origin

from paperbuilder.marks import Half, halves_in
from paperbuilder.problems import Problem, closest, did_you_mean
from paperbuilder.reading.languages import is_tag, meant, named, of_language
from paperbuilder.reading.models import MISSING, Field, field, is_model, model_fields
from paperbuilder.reading.source import Path_
from paperbuilder.reading.translations import InLanguages, Wording, is_in_languages

FEW = 6  # choices; all of them are named unless one is very like what was written
NAME_IN_HINT = re.compile(r"""Literal\[["']([\w-]+)["']\]""")


@cache
def fields_of(cls: type) -> dict[str, tuple[Field, Any]]:
    """Fields of a model by their YAML names, with their types."""
    hints = typing.get_type_hints(cls, include_extras=True)
    return {name.replace("_", "-"): (about, hints[name]) for name, about in model_fields(cls).items()}


@cache
def options_of(kind: Any) -> tuple[str, dict[str, type]]:
    """The key that tells the models of a union or a family apart, and the models by its value.

    A family is a model that names the key (`family`); its members are all models derived from it that have it.
    """
    if is_family(kind):
        named = {name: model for model in _derived(kind) if (name := _own_name(model, kind.family))}
        return kind.family, dict(sorted(named.items()))
    members = get_args(kind)
    tag = next(key for key in ("type", "kind") if key in fields_of(members[0]))
    return tag, {get_args(fields_of(m)[tag][1])[0]: m for m in members}


def _own_name(model: type, tag: str) -> str:
    """What a model of a family is called in its tag, without reading its other fields; empty for a base of others."""
    hint = vars(model).get("__annotations__", {}).get(tag, "")
    if not isinstance(hint, str):
        return str(get_args(hint)[0])
    match = NAME_IN_HINT.fullmatch(hint)
    return match[1] if match else ""


def is_family(kind: Any) -> bool:
    return isinstance(kind, type) and "family" in vars(kind)


def _derived(kind: type) -> list[type]:
    subclasses: list[type] = kind.__subclasses__()
    return [model for sub in subclasses for model in (sub, *_derived(sub))]


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


def read(kind: Any, source: Places, languages: Sequence[str] | None = ()) -> tuple[Any, list[Problem]]:
    """An instance of a model (or union of models) from the data of `source`, and all problems.

    Of texts in several languages it has the first of `languages`; those in the others must be there too. With None,
    whatever languages there are will do.

    `Any` takes the data as it is. With problems, a model that is `in_parts` has the parts that are right, and `INVALID`
    in its lists for the others, so that these can be checked too.
    """
    reader = _ModelReader(source, languages)
    value = reader.value(kind, source.data, ())
    return value, reader.problems


INVALID = object()
EMPTY_KEY = "this key has no value", "write one, or delete the key"
EMPTY_ENTRY = "this entry of the list is empty", "write something, or delete its line"


@cache
def _way(kind: Any) -> tuple[Callable[[_ModelReader, Any, Any, Path_], Any] | None, Any]:
    """What reads a kind, and the kind (or that of its items) as it takes it; nothing reads `Any`."""
    kind = without_none(kind)
    if kind is Any:
        return None, kind
    if get_origin(kind) is Annotated:
        reader = kind.__metadata__[0]
        return (_ModelReader._wording, str) if reader is InLanguages else (_ModelReader._text, reader)
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
    def __init__(self, source: Places, languages: Sequence[str] | None):
        self.source, self.languages, self.told = source, languages or (), False
        self.any_language = languages is None
        self.problems: list[Problem] = []
        self.shape = field("", "").shape

    def wrong(self, path: Path_, message: str, hint: str = "", key: bool = False) -> Any:
        self.problems.append(self.source.problem(path, message, hint, key=key))
        return INVALID

    def value(self, kind: Any, data: Any, path: Path_) -> Any:
        way, kind = _way(kind)
        return data if way is None else way(self, kind, data, path)

    def _text(self, kind: Any, data: Any, path: Path_) -> Any:
        if data is None:
            entry = isinstance(path[-1], int) if path else False
            return self.wrong(path, *(EMPTY_ENTRY if entry else EMPTY_KEY), key=True)
        if not isinstance(data, str):
            if pair := _torn_at_colon(data):
                return self._with_colon(*pair, path)
            return self.wrong(path, "this must be plain text, not a list or keys", self.shape, key=True)
        text = data.strip()
        if kind is str:
            return text
        if kind is int:
            whole = text.isascii() and text.isdigit() and len(text) < 10
            return int(text) if whole else self.wrong(path, f"must be a whole number (you wrote {text})", "such as 4")
        if kind is bool:
            known = {"yes": True, "true": True, "no": False, "false": False}
            return known[text.lower()] if text.lower() in known else self.wrong(path, "must be yes or no")
        if get_origin(kind) is Literal:
            options = get_args(kind)
            if text not in options:
                return self.wrong(
                    path, f"{text} is not one of the choices", _near(text, options, 0.8 if len(options) < FEW else 0.6)
                )
            return text
        return self._own(kind, data, path)

    def _wording(self, kind: Any, data: Any, path: Path_) -> Any:
        """A text, or a text in several languages: that in the first of those asked for."""
        if not is_in_languages(data, self.languages):
            return self._text(kind, data, path)
        texts = {key: self._text(str, text, (*path, key)) for key, text in data.items() if self._is_language(key, path)}
        known = [of_language(language, texts) for language in self.languages]
        if INVALID in texts.values() or len(texts) < len(data):
            return INVALID
        if self.any_language:
            return Wording(next(iter(texts.values())), texts)
        if not self.languages:
            return self._of_no_language(path, texts)
        for language in (language for language, own in zip(self.languages, known, strict=True) if not own):
            hint = f"add {language}: with the same in that language, or write one plain text for all"
            self.wrong(path, f"this text is not there in {named(language)}", hint, key=True)
        return Wording(texts[known[0]], texts) if all(known) else INVALID

    def _of_no_language(self, path: Path_, texts: Collection[str]) -> Any:
        """A text in languages where no one has said which are printed: one problem for all such texts."""
        if not self.told:
            hint = f"add lang: [{', '.join(texts)}] at the top of the spec, or the one of them that is printed"
            self.wrong(path, "this text is in several languages, but the spec does not say its own", hint, key=True)
        self.told = True
        return INVALID

    def _is_language(self, key: str, path: Path_) -> bool:
        if is_tag(key):
            return True
        near = meant(key) or closest(key, sorted(self.languages), 0.5)
        hint = f"write {near}" if near else "the languages here are " + ", ".join(sorted(self.languages))
        self.wrong((*path, key), f"{key} is not the tag of a language", hint, key=True)
        return False

    def _with_colon(self, before: str, after: str | None, path: Path_) -> Any:
        """A text that YAML took for a key and its value."""
        quoted = f"{before}: {after}" if after else f"{before}:"
        where = "with a colon and a space in it" if after else "that ends in a colon"
        hint = "put it in 'single quotes': '" + quoted.replace("'", "''") + "'"
        return self.wrong((*path, before), f"a text {where} needs quotation marks", hint, key=True)

    def _own(self, kind: Any, data: Any, path: Path_) -> Any:
        """A type with a `read` of its own."""
        try:
            of_language = getattr(kind, "of_language", False)
            return kind.read(data, next(iter(self.languages), "")) if of_language else kind.read(data)
        except ValueError:
            hint = kind.hint(data) if hasattr(kind, "hint") else f"write {kind.words}"
            return self.wrong(path, f"cannot be “{data}”", hint)

    def _list(self, kind: Any, data: Any, path: Path_) -> Any:
        if not isinstance(data, list):
            return self.wrong(path, "this must be a list", "start each item on its own line with “- ”", key=True)
        return [self.value(kind, item, (*path, i)) for i, item in enumerate(data)]

    def _dict(self, kind: Any, data: Any, path: Path_) -> Any:
        if not isinstance(data, dict):
            return self.wrong(
                path, "this must be names, each with a value", "write a line “name: value” for each", key=True
            )
        return {key: self.value(kind, item, (*path, key)) for key, item in data.items()}

    def _one_of(self, kind: Any, data: Any, path: Path_) -> Any:
        tag, options = options_of(kind)
        if data is None and not path:
            return self.wrong(path, "the file is empty", f"begin with {tag}: {next(iter(options))}")
        if not isinstance(data, dict):
            return self.wrong(path, f"this must have keys, such as {tag}:", f"begin with {tag}: {next(iter(options))}")
        implied = (name for name, model in options.items() if getattr(model, "implied_by", "") in data)
        written = _written(data, (tag,)).get(tag, tag)
        name = data.get(written) or next(implied, None)
        if written in data and not isinstance(name, str):
            return self._text(str, name, (*path, written))
        if name is None:
            return self.wrong(path, f"the key {tag} is missing", f"{tag} is one of " + ", ".join(options))
        name = name.strip()
        if name.lower() not in options:
            return self.wrong((*path, written), f"there is no {tag} {name}", _near(name, tuple(options)))
        return self._model(options[name.lower()], data, path)

    def _model(self, kind: Any, data: Any, path: Path_) -> Any:
        short = getattr(kind, "shorthand", None)
        in_languages = short and is_in_languages(data, self.languages) and not _written(data, fields_of(kind))
        if short and (in_languages or not isinstance(data, dict)):
            many = get_origin(fields_of(kind)[short][1]) is list and isinstance(data, str | dict)
            return self._fill(kind, {short: [data] if many else data}, path, bare=True)
        if not isinstance(data, dict):
            return self.wrong(path, "this must be keys, each on a line of its own", "it takes " + _keys(kind), key=True)
        pair = _torn_at_colon(data) if short else None
        if pair and not _written(data, fields_of(kind)) and not closest(pair[0], fields_of(kind)):
            return self._with_colon(*pair, path)
        return self._fill(kind, data, path)

    def _fill(self, kind: Any, data: Mapping[str, Any], path: Path_, bare: bool = False) -> Any:
        known, values, before = fields_of(kind), {}, len(self.problems)
        written = _written(data, known)
        for key in data:
            if key not in known:
                right = key.lower().replace("_", "-")
                hint = f"did you mean {right}?" if right in known else _near(key, tuple(known))
                self.wrong((*path, key), f"there is no key {key} here", hint, key=True)
        for key, (f, hint) in known.items():
            here = path if bare else (*path, written.get(key, key))
            if key in written:
                self.shape = f.shape
                given = data[written[key]]
                given = [given] if f.single and isinstance(given, str | dict) else given
                values[key.replace("-", "_")] = value = self.value(hint, given, here)
                self._check(f, value, here)
            elif f.default is MISSING and get_origin(hint) is not Literal:
                self.wrong(path, f"the key {key} is missing", f"{f.doc} Example: {f.example}")
            elif f.default is MISSING:
                values[key.replace("-", "_")] = get_args(hint)[0]
        if len(self.problems) == before:
            return kind(**values)
        return kind(**_right(values, known)) if getattr(kind, "in_parts", False) else INVALID

    def _check(self, about: Field, value: Any, path: Path_) -> None:
        """Numbers within bounds and texts that say something, in lists and under names too."""
        least, most = about.least, about.most
        if isinstance(value, list | dict):
            for key, item in value.items() if isinstance(value, dict) else enumerate(value):
                self._check(about, item, (*path, key))
        elif (
            isinstance(value, int | Half)
            and not isinstance(value, bool)
            and not least <= (halves_in(value) + 1) // 2 <= most
        ):
            self.wrong(path, f"must be from {least} to {most} (you wrote {value})")
        elif isinstance(value, str) and not value.strip() and not about.blank:
            of_key = isinstance(path[-1], str)
            self.wrong(path, *(EMPTY_KEY if of_key else EMPTY_ENTRY), key=of_key)


def _right(values: Mapping[str, Any], known: Mapping[str, tuple[Field, Any]]) -> dict[str, Any]:
    """The values of a model that are right; others as if left out, or empty where they are needed."""
    needed = {key.replace("-", "_"): hint for key, (f, hint) in known.items() if f.default is MISSING}
    empty = {key: [] if get_origin(hint) is list else "" for key, hint in needed.items()}
    return empty | {key: _without_invalid(value) for key, value in values.items() if value is not INVALID}


def _without_invalid(value: Any) -> Any:
    return {k: v for k, v in value.items() if v is not INVALID} if isinstance(value, dict) else value


def _torn_at_colon(data: Any) -> tuple[str, str | None] | None:
    """The two sides of the colon, if what must be a text is one key with at most a text."""
    pairs = list(data.items()) if isinstance(data, dict) else []
    return pairs[0] if len(pairs) == 1 and not isinstance(pairs[0][1], dict | list) else None


def _written(data: Mapping[str, Any], known: Collection[str]) -> dict[str, str]:
    """The keys that are known, as they are written in the data: with capitals, or _ in place of -."""
    spelled = {key.lower().replace("_", "-"): key for key in data}
    return {key: key if key in data else spelled[key] for key in known if key in data or key in spelled}


def _near(word: str, known: tuple[str, ...], least: float = 0.6) -> str:
    return did_you_mean(word, known, "it can be " + ", ".join(known), least)


def _keys(kind: Any) -> str:
    return ", ".join(fields_of(kind))
