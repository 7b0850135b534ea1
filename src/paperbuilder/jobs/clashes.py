"""Jobs of one run that would write the same file: none of them is made.

In: `Job`s. Out: a `MakeResult` for each that is refused. Cannot fail: a job that cannot be read clashes with none.
Every name begins with that of its spec and a hyphen, so that only few specs must be read to know: those of one folder
of which one is called as another begins (`quiz.yaml` for two classes, or `quiz.yaml` and `quiz-2.yaml`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from paperbuilder.files import on_disk
from paperbuilder.jobs.fingerprints import SharedFiles, state_of
from paperbuilder.jobs.incremental import MakeResult, up_to_date
from paperbuilder.jobs.job import Job
from paperbuilder.jobs.manifest import read_manifest
from paperbuilder.problems import FilesError, PaperbuilderError, Problem

if TYPE_CHECKING:
    from paperbuilder.paper.checked import CheckedSpec


def clashes(jobs: Sequence[Job], shared: SharedFiles, force: bool = False) -> dict[Job, MakeResult]:
    """Those that must not be made."""
    refused: dict[Job, MakeResult] = {}
    for kin in _kin(jobs):
        known = {job: not force and up_to_date(job, shared) is not None for job in kin}
        if not all(known.values()):
            refused |= _clashing(kin, known)
    return refused


def _kin(jobs: Sequence[Job]) -> Iterator[list[Job]]:
    """Jobs of one folder that could make files of one name."""
    stems = {job: f"{on_disk(str(job.folder / job.file.stem))}-" for job in jobs}
    known, groups = set(stems.values()), dict[str, list[Job]]()
    for job, stem in stems.items():
        starts = (stem[: at + 1] for at, letter in enumerate(stem) if letter == "-")
        groups.setdefault(next(start for start in starts if start in known), []).append(job)
    return (group for group in groups.values() if len({_of(job) for job in group}) > 1)


def _of(job: Job) -> tuple[Path, Path | None]:
    """The spec and the class list: a spec named twice does not clash with itself."""
    return job.file.resolve(), job.class_set.file.resolve() if job.class_set else None


def _clashing(kin: Iterable[Job], known: dict[Job, bool]) -> dict[Job, MakeResult]:
    """Every job that would write what another one writes."""
    from paperbuilder.paper.checked import check_spec

    check = cache(check_spec)  # one spec may be made for many classes
    makers: dict[str, dict[Job, str]] = {}
    for job in kin:
        for name in _made_before(job) if known[job] else _to_make(job, check):
            makers.setdefault(on_disk(str(job.folder / name)), {})[job] = f"{name}.pdf"
    found: dict[Job, MakeResult] = {}
    for several in makers.values():
        if len({_of(job) for job in several}) > 1:
            read = {job.file: state_of(job.file) for job in several}
            for job, name in several.items():
                problem = _problem(name, job, list(several))
                found.setdefault(job, MakeResult(problems=[problem], code=FilesError.code, made=True, read=read))
    return found


def _made_before(job: Job) -> list[str]:
    manifest = read_manifest(job)
    return [name.partition("/")[0].removesuffix(".pdf") for name in manifest.outputs] if manifest else []


def _to_make(job: Job, check: Callable[..., CheckedSpec]) -> list[str]:
    from paperbuilder.class_sets.titles import titles
    from paperbuilder.outputs.pdf import names

    try:
        checked = check(job.file, job.options.school, job.root, languages=job.options.languages)
        if job.class_set:
            return titles(checked, job.class_set, job.options)
        return [name for name, _ in names(checked, job.options)]
    except (PaperbuilderError, OSError):
        return []


def _problem(name: str, job: Job, several: Sequence[Job]) -> Problem:
    other = next(other for other in several if _of(other) != _of(job))
    differ = [kind for kind, a, b in zip(("specs", "class lists"), _of(job), _of(other), strict=True) if a != b]
    message = f"{_said(other)} would make the same file, {name}; neither was made"
    hint = f"give one of the two {' or '.join(differ)} another name, or make them in two runs with another --output"
    return Problem(message=message, file=_said(job), hint=hint)


def _said(job: Job) -> str:
    """A job as a message names it."""
    file, here = job.file.absolute(), Path.cwd()
    path = file.relative_to(here) if file.is_relative_to(here) else file
    return path.as_posix() + (f", class {job.class_set.file.name}" if job.class_set else "")
