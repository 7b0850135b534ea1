"""The forms that a paper is written in: one table, a module each.

In: a checked spec and options. Out: files in memory. Fails with `PaperbuilderError`. A further form (a Word file, a
Moodle quiz, a page for the web) is a module beside `pdf` with a function like its `write`, and one more row here.
"""

from __future__ import annotations

from collections.abc import Callable

from paperbuilder.files import Content, Made
from paperbuilder.outputs import pdf
from paperbuilder.outputs.options import MakeOptions
from paperbuilder.paper.checked import CheckedSpec

Write = Callable[[CheckedSpec, MakeOptions, pdf.Memory], Made]

FORMATS: dict[str, Write] = {"pdf": pdf.write}


def write_paper(checked: CheckedSpec, options: MakeOptions, memory: pdf.Memory) -> Made:
    """The files of a paper in every form. Raises PaperbuilderError."""
    files: dict[str, Content] = {}
    warnings = list(checked.paper.warnings)
    for write in FORMATS.values():
        made = write(checked, options, memory)
        files |= made.files
        warnings += made.warnings
    return Made(files, warnings)
