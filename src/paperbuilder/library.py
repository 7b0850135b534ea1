"""paperbuilder as a library: what `make` and `check` of the command line do, as functions.

In: a spec's file and options. Out: paths, problems. `make` fails with `PaperbuilderError`. Nothing is printed, and
nothing of the process that calls is changed. Several threads may call at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from paperbuilder.jobs.fingerprints import SharedFiles
from paperbuilder.jobs.incremental import MakeResult, make_job
from paperbuilder.jobs.job import Job
from paperbuilder.outputs.options import MakeOptions
from paperbuilder.problems import PaperbuilderError, Problem


def make(
    spec: str | Path,
    *,
    school: str = "",
    only: str = "",
    imposed: Sequence[str] = (),
    edition: str = "",
    version: str = "",
    mono_preview: bool = False,
    output: str | Path | None = None,
    force: bool = False,
    strict: bool = False,
    lang: str = "",
) -> MakeResult:
    """Make the PDFs of a spec, if they are not up to date.

    `imposed` may name `booklet`, `two-up` and `two-copies`; with `mono_preview` each document is also made as a copier
    in black and white prints it; `output` is the project's own folder if None; if it is `strict`, any warning is an
    error; `lang` is the language, or the languages (cy,en), that it is printed in, if not as the spec says. The result
    has `paths` (of every PDF, in the order of the documents), `problems` (warnings) and `made` (False
    if all was up to date). Raises PaperbuilderError with every problem; then the last good files are as they were.
    """
    options = MakeOptions(
        school=school,
        only=only,
        imposed=tuple(imposed),
        edition=edition,
        version=version,
        mono_preview=mono_preview,
        strict=strict,
        lang=lang,
    )
    result = make_job(Job(Path(spec), options, Path(output) if output is not None else None), SharedFiles(), force)
    if result.code:
        raise PaperbuilderError.with_code(result.code)(result.problems)
    return result


def check(spec: str | Path, *, school: str = "") -> list[Problem]:
    """Every problem of a spec, errors and warnings, in the order of the file; none if it is right. Never raises one."""
    from paperbuilder.outputs.typesetter import look_over
    from paperbuilder.paper.checked import check_spec

    try:
        return look_over(check_spec(Path(spec), school), school)
    except PaperbuilderError as error:
        return error.problems
