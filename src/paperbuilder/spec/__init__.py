"""The spec room: a YAML file becomes a checked, frozen spec.

In: a file. Out: `Spec` (an `Exam` or a `Worksheet`) and its `Source`, which knows where everything stands.
Fails with `FilesError` or `SpecError`, all problems at once. It knows no layout and no PDF.
"""

from pathlib import Path

from paperbuilder.problems import SpecError
from paperbuilder.reading.schema import read
from paperbuilder.reading.source import Source, read_source
from paperbuilder.spec.models import AnySpec, Exam, Spec, Worksheet

__all__ = ["Exam", "Source", "Spec", "Worksheet", "load_spec"]


def load_spec(file: Path) -> tuple[Exam | Worksheet, Source]:
    """Read a spec. Raises FilesError or SpecError with all problems."""
    source = read_source(file)
    spec, problems = read(AnySpec, source)
    if problems:
        problems += source.warnings
        raise SpecError(sorted(problems, key=lambda p: (p.line, p.column)))
    return spec, source
