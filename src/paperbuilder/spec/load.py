"""A spec's file, read and checked for its form.

In: a file, or its text. Out: the spec and where everything in it is. Fails with `FilesError` or `SpecError`.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from paperbuilder.problems import SpecError
from paperbuilder.reading.schema import read
from paperbuilder.reading.source import Source, read_yaml_text, source_of
from paperbuilder.spec.models import AnySpec, Exam, Worksheet
from paperbuilder.spec.question_names import question_at


def load_spec(file: Path, text: str | None = None) -> tuple[Exam | Worksheet, Source]:
    """Read a spec, or `text` in its place. Raises FilesError or SpecError with all problems."""
    source = source_of(file, read_yaml_text(file) if text is None else text)
    source.named = partial(question_at, source.data)
    spec, problems = read(AnySpec, source)
    if problems:
        problems += source.warnings
        raise SpecError(sorted(problems, key=lambda p: (p.line, p.column)))
    return spec, source
