"""Data built from YAML's events.

In: text, the `Source` that it is of. Out: nested dicts, lists and text, their places, what is wrong with them, and
which lines are inside a text or brackets. Fails with YAML's own error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import yaml

from paperbuilder.problems import Problem, SpecError
from paperbuilder.reading.quotes import code_in, torn
from paperbuilder.reading.seen import seen
from paperbuilder.reading.yaml_faults import MAX_DEPTH, MAX_VALUES, TOO_MUCH

if TYPE_CHECKING:
    from paperbuilder.reading.source import Path_, Source

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml reads eight times as fast
BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
NOTHING = ("~", "null", "Null", "NULL")


class EventReader:
    """Builds the data from YAML's events, so that aliases and tags never take effect."""

    def __init__(self, source: Source):
        self.source, self.problems, self.count = source, list[Problem](), 0
        self.inside: set[int] = set()
        self.bracket: int | None = None
        self.long: Any = None
        self.line = 0

    def read(self, text: str) -> Any:
        self.text = text
        self.events: Iterator[Any] = yaml.parse(text, Loader=LOADER)
        next(self.events)
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            return None
        data = self._value(next(self.events), ())
        next(self.events)
        if not isinstance(event := next(self.events), yaml.StreamEndEvent):
            self._refuse(event, "there are two documents in this file", "keep one; delete the line ---")
        return data

    def open_quote(self, error: yaml.YAMLError) -> tuple[int, int, str, str] | None:
        """Where the quotation mark stands that was closed by that of another text, if that led to an error."""
        mark, text = getattr(error, "problem_mark", None), self.long
        if mark is None or text is None or text.style not in ("'", '"') or text.end_mark.line != mark.line:
            return None
        message = f"this quotation mark is not closed before line {mark.line + 1}"
        hint = "; an apostrophe in it is typed twice: ''" if text.style == "'" else ""
        return *_place(text), message, "close it at the end of the text" + hint

    def _refuse(self, event: Any, message: str, hint: str) -> None:
        self.problems.append(self.source.at(*_place(event), message, hint))

    def _value(self, event: Any, path: Path_) -> Any:
        self.count += 1
        if self.count > MAX_VALUES or len(path) > MAX_DEPTH:
            self._refuse(event, *TOO_MUCH)
            raise SpecError(self.problems)
        self.source.values[path] = _place(event)
        if isinstance(event, yaml.AliasEvent):
            hint = "put the whole text in 'single quotes': a * at its start means something else to YAML"
            self._refuse(event, "a value cannot begin with *", hint)
            return None
        if event.anchor or (event.tag and event.tag != "!"):
            self._refuse(event, "a value cannot begin with & or !", "put the whole text in 'single quotes'")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._within(event, self._list, path)
        return self._within(event, self._mapping, path)

    def _within(self, event: Any, read: Callable[[Path_], Any], path: Path_) -> Any:
        """A list or keys; what is in brackets may be written over several lines as one likes."""
        if not event.flow_style:
            return read(path)
        outermost, self.bracket = self.bracket is None, self.bracket or event.start_mark.line
        found = read(path)
        self._torn(found, path)
        if outermost:
            self.inside.update(range(event.start_mark.line + 1, self.line + 1))
            self.bracket = None
        return found

    def _torn(self, found: list[Any] | dict[str, Any], path: Path_) -> None:
        """Refuse texts in brackets that curly quotation marks or dollar signs were to hold together."""
        steps = [*found] if isinstance(found, dict) else [*range(len(found))]
        items = [found[s] or s for s in steps] if isinstance(found, dict) else found
        for at, whole in torn(items):
            marks, hint = "curly quotation marks", f'use straight ones: "{whole[1:-1]}"'
            if whole[0] == "$":
                marks, hint = "dollar signs", f"put the whole text in single quotes: '{whole}'"
            message = f"a comma ends this text: {marks} do not hold it together"
            self.problems.append(self.source.problem((*path, steps[at]), message, hint))

    def _scalar(self, event: Any) -> str | None:
        """The text of a value; nothing if it is empty and has no quotes."""
        first, last = event.start_mark.line, event.end_mark.line
        if first != last and event.style:
            self.inside.update(range(first + 1, last + (event.end_mark.column > 0)))
            self.long = event
        if event.style != '"' or not self._code(event):
            self._printable(event, event.value)
        if not event.implicit[0]:
            return seen(event.value)
        if event.value in NOTHING:
            hint = f"delete it, or write '{event.value}' in quotes if it is to be printed"
            self._refuse(event, f"{event.value} means “nothing” here", hint)
        return event.value or None

    def _code(self, event: Any) -> bool:
        """Whether a text in double quotes has a code that is hardly meant; it is refused."""
        found = code_in(self.text, event.start_mark.index, event.end_mark.index)
        if found:
            line = self.text.count("\n", 0, found[0]) + 1
            self.problems.append(self.source.at(line, found[0] - self.text.rfind("\n", 0, found[0]), *found[1:]))
        return bool(found)

    def _printable(self, event: Any, text: str) -> None:
        """A quoted text can hold what no printer prints, written as an escape such as \\x01."""
        if bad := BAD.search(text):
            self._refuse(event, f"the character U+{ord(bad[0]):04X} cannot be printed", "delete it")

    def _list(self, path: Path_) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self._value(event, (*path, len(found))))
        self.line = _last(event)
        return found

    def _mapping(self, path: Path_) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(event, "a key must be plain words", "put text that begins with { or [ in 'single quotes'")
                raise SpecError(self.problems)
            self._printable(event, event.value)
            key = seen(event.value)
            here = (*path, key)
            place = _place(event)
            if key in found:
                first = self.source.keys[here][0]
                self._refuse(event, f"{key} is given twice, here and in line {first}", "delete one of the two")
            self.source.keys.setdefault(here, place)
            found[key] = self._value(next(self.events), here)
        self.line = _last(event)
        return found


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _last(event: Any) -> int:
    return int(event.end_mark.line)
