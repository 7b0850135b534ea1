"""A spec's file, read and checked for its form.

In: a file, or its text. Out: the spec, where everything in it is, and what is wrong with its form. Fails with
`FilesError`, or with `SpecError` for what is no YAML.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from paperbuilder.problems import Problem
from paperbuilder.reading.schema import read
from paperbuilder.reading.source import Source, read_yaml_text, source_of
from paperbuilder.spec.models import AnySpec, Exam, Spec, Worksheet
from paperbuilder.spec.question_names import question_at


def load_spec(file: Path, text: str | None = None) -> tuple[Exam | Worksheet | None, Source, list[Problem]]:
    """Read a spec, or `text` in its place; with problems, the parts of it that are right, if there are any.

    Raises FilesError or SpecError.
    """
    source = source_of(file, read_yaml_text(file) if text is None else text)
    source.named = partial(question_at, source.data)
    spec, problems = read(AnySpec, source)
    return spec if isinstance(spec, Spec) else None, source, problems  # type: ignore[return-value]
