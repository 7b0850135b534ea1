"""A paper in two languages: the same paper in each of them, put together text by text.

In: a paper in each language. Out: one `Paper`, whose texts hold both. Cannot fail: papers that differ in more than
words are refused before (`language_checks`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import zip_longest
from typing import Any

from paperbuilder.paper.model import Paper
from paperbuilder.reading.models import is_model
from paperbuilder.texts.bilingual import held, joined

BETWEEN = " / "  # of the two languages within a drawing
LEFT_OUT = object()


def side_by_side(papers: Sequence[Paper], languages: tuple[str, ...]) -> Paper:
    """One paper of those in each language, and the warnings of all."""
    if len(papers) == 1:
        return replace(papers[0], languages=languages) if languages else papers[0]
    warnings = dict.fromkeys(warning for paper in papers for warning in paper.warnings)
    bare = [replace(paper, warnings=()) for paper in papers]
    made: Paper = _Together(languages).one(bare)
    return replace(made, warnings=tuple(warnings), languages=languages, each=tuple(papers))


class _Together:
    def __init__(self, languages: Sequence[str]):
        self.languages = languages

    def one(self, values: Sequence[Any]) -> Any:
        """One value of those in each language."""
        first = values[0]
        if all(value is first or (type(value) is type(first) and value == first) for value in values):
            return first
        if isinstance(first, str):
            return held(dict(zip(self.languages, map(str, values), strict=True)))
        if isinstance(first, tuple | list):
            return self._entries(values)
        if isinstance(first, dict):
            keys, entries = self._entries([list(v) for v in values]), self._entries([list(v.values()) for v in values])
            return dict(zip(keys, entries, strict=True))
        if is_model(type(first)):
            return type(first)(**{name: self.one([vars(value)[name] for value in values]) for name in vars(first)})
        if is_dataclass(first) and not isinstance(first, type):
            return self._dataclass(values)
        return max(values) if isinstance(first, int) else first

    def _dataclass(self, values: Sequence[Any]) -> Any:
        first = values[0]
        found = {f.name: self.one([getattr(value, f.name) for value in values]) for f in fields(first)}
        drawn = found.get("drawn")
        return replace(first, **found | ({"drawn": _flat(drawn)} if drawn else {}))

    def _entries(self, values: Sequence[Any]) -> Any:
        """Entries one by one; where one language has more, as in the answers that fill a gap, those by themselves."""
        rows = zip_longest(*values, fillvalue=LEFT_OUT)
        made = [self.one(row) if LEFT_OUT not in row else next(v for v in row if v is not LEFT_OUT) for row in rows]
        kind = type(values[0])
        return kind(*made) if hasattr(kind, "_fields") else kind(made)


def _flat(value: Any) -> Any:
    """A drawing with its words in both languages, one after the other."""
    if isinstance(value, str):
        return joined(value, BETWEEN)
    if isinstance(value, tuple):
        return tuple(map(_flat, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _flat(getattr(value, f.name)) for f in fields(value)})
    return value
