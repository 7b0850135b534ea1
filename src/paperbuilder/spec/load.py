"""A spec's file, read and checked for its form.

In: a file, or its text. Out: the spec in each of its languages, and what is wrong with its form. Fails with
`FilesError`, or with `SpecError` for what is no YAML.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from paperbuilder.problems import Problem
from paperbuilder.reading.languages import is_tag
from paperbuilder.reading.schema import read
from paperbuilder.reading.source import Source, read_yaml_text, source_of
from paperbuilder.reading.translations import spread
from paperbuilder.spec.models import AnySpec, Exam, Spec, Worksheet
from paperbuilder.spec.question_names import question_at


@dataclass(frozen=True)
class LoadedSpec:
    """A spec as read, where everything in it is, and what is wrong with its form.

    `languages` are those that its paper is printed in, none if the spec does not say; `each` is the spec in each of
    them, `each[0]` alone if there are none. With problems, it has the parts that are right, if there are any.
    """

    each: Sequence[Exam | Worksheet | None]
    source: Source
    problems: list[Problem]
    languages: tuple[str, ...] = ()


def load_spec(file: Path, text: str | None = None, languages: Sequence[str] = ()) -> LoadedSpec:
    """Read a spec, or `text` in its place, in its own languages if no others are asked for.

    Raises FilesError or SpecError.
    """
    source = source_of(file, read_yaml_text(file) if text is None else text)
    source.named = partial(question_at, source.data)
    asked = tuple(languages) or languages_of(source.data)
    problems = spread(source, asked) if isinstance(source.data, dict | list) else []
    each: list[Exam | Worksheet | None] = []
    for language in asked or ("",):
        order = [language, *(other for other in asked if other != language)] if language else []
        spec, found = read(AnySpec, source, order)
        each.append(spec if isinstance(spec, Spec) else None)  # type: ignore[arg-type]
        problems += [problem for problem in found if problem not in problems]
    return LoadedSpec(each, source, problems, asked)


def languages_of(data: Any) -> tuple[str, ...]:
    """The languages that a spec says its paper is printed in, as far as they are known ones."""
    said = data.get("lang") if isinstance(data, dict) else None
    given = said if isinstance(said, list) else [said]
    return tuple(dict.fromkeys(tag.strip() for tag in given if isinstance(tag, str) and is_tag(tag.strip())))
