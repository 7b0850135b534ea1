"""Texts that an author gives in several languages: {en: Plan, cy: Cynllun}, or lists of such texts.

In: the data of a file. Out: a `Wording`: the text in one language, which knows the others. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from paperbuilder.problems import Problem
from paperbuilder.reading.languages import NAMES, is_tag, meant, of_language
from paperbuilder.reading.source import Path_, Source


class Wording(str):
    """A text in one of the languages that its author gave it in. `every` has it in all, in the order written."""

    every: Mapping[str, str]

    def __new__(cls, text: str, every: Mapping[str, str]) -> Wording:
        made = super().__new__(cls, text)
        made.every = every
        return made

    def __reduce__(self) -> tuple[type[Wording], tuple[str, Mapping[str, str]]]:
        return Wording, (str(self), self.every)


class InLanguages:
    """A text of the author's, or the same in each language of the paper."""

    words = "text"


Words = Annotated[str, InLanguages]


def canonical(text: str) -> str:
    """The same text whatever language it is read in: whatever is ordered by it has one order in all of them."""
    return next(iter(text.every.values())) if isinstance(text, Wording) else text


def text_in(text: str, language: str) -> str:
    """A text in a language; as it is if it is not there in that one."""
    name = of_language(language, text.every) if isinstance(text, Wording) else ""
    return text.every[name] if isinstance(text, Wording) and name else text


def called(text: str, things: Sequence[str]) -> str:
    """The one of `things` that a text names, in whichever of its languages; the text itself if there is none."""
    if text in things:
        return text
    return next((thing for thing in things if isinstance(thing, Wording) and text in thing.every.values()), text)


def is_in_languages(data: Any, languages: Sequence[str]) -> bool:
    """Whether data are one thing in several languages: one of those asked for, or two of any.

    Where languages are asked for, one of those that are often taught will do: else a colon in a text makes a key.
    """
    if not isinstance(data, dict) or not data:
        return False
    if any(of_language(name, data) for name in languages):
        return True
    least = 1 if languages and set(data) <= set(NAMES.values()) else 2
    return len(data) >= least and all(is_tag(key) or meant(key) for key in data)


def spread(source: Source, languages: Sequence[str]) -> list[Problem]:
    """Make of every list in several languages one list of texts in several; problems where they are of unequal length.

    The places of what is moved move with it.
    """
    problems: list[Problem] = []
    _spread(source, source.data, (), languages, problems)
    return problems


def _spread(source: Source, data: Any, path: Path_, languages: Sequence[str], problems: list[Problem]) -> None:
    for key, value in list(data.items() if isinstance(data, dict) else enumerate(data)):
        here = (*path, key)
        if is_in_languages(value, languages) and all(isinstance(each, list) for each in value.values()):
            problems += _unequal(source, value, here)
            data[key] = value = _joined(source, value, here, [(*here, name) for name in value], problems)
        if isinstance(value, dict | list):
            _spread(source, value, here, languages, problems)


def _unequal(source: Source, lists: Mapping[str, Sequence[Any]], path: Path_) -> list[Problem]:
    """A problem if not all lists are of one length, at the shortest."""
    short = min(lists, key=lambda name: len(lists[name]))
    long = max(lists, key=lambda name: len(lists[name]))
    if len(lists[short]) == len(lists[long]):
        return []
    message = f"there are {len(lists[short])} entries in {short}, but {len(lists[long])} in {long}"
    return [source.problem((*path, short), message, "give both the same entries, in the same order", key=True)]


def _joined(
    source: Source, values: Mapping[str, Any], path: Path_, places: Sequence[Path_], problems: list[Problem]
) -> Any:
    """One value of those in several languages: lists entry by entry, keys one by one, texts as a text in each."""
    each = list(values.values())
    if all(isinstance(value, list) for value in each):
        return [
            _moved(source, dict(zip(values, entries, strict=True)), path, places, i, problems)
            for i, entries in enumerate(zip(*each, strict=False))
        ]
    if all(isinstance(value, dict) for value in each):
        keys = list(dict.fromkeys(key for value in each for key in value))
        return {
            key: _moved(
                source,
                {name: value[key] for name, value in values.items() if key in value},
                path,
                [place for place, value in zip(places, each, strict=True) if key in value],
                key,
                problems,
            )
            for key in keys
        }
    for name, place in zip(values, places, strict=True):
        _place(source, place, (*path, name))
    return each[0] if all(value == each[0] for value in each) else dict(values)


def _moved(
    source: Source,
    values: Mapping[str, Any],
    path: Path_,
    places: Sequence[Path_],
    step: str | int,
    problems: list[Problem],
) -> Any:
    """The value at one step below, and its place."""
    here, before = (*path, step), [(*place, step) for place in places]
    _place(source, before[0], here)
    lists = [value for value in values.values() if isinstance(value, list)]
    problems += _unequal(source, values, here) if len(lists) == len(values) and len(lists) > 1 else []
    return _joined(source, values, here, before, problems)


def _place(source: Source, before: Path_, after: Path_) -> None:
    for places in (source.keys, source.values):
        if before in places:
            places[after] = places[before]
