"""Only what has changed is made: each spec against the manifest of its last make.

In: `Job`s. Out: a `MakeResult` for each, in their order. Cannot fail: problems are in the result. A manifest is
believed only if it is whole and of this program, and if every file read and every PDF written is as it was.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from paperbuilder.files import Made, why, write_files
from paperbuilder.jobs.fingerprints import Fingerprint, SharedFiles, State, fingerprint, same, state_in, state_of
from paperbuilder.jobs.job import Job
from paperbuilder.jobs.manifest import Manifest, alone, made_by_others, read_manifest, write_manifest
from paperbuilder.problems import Exit, FilesError, PaperbuilderError, Problem, refuse_warnings
from paperbuilder.spec.project import SETTINGS
from paperbuilder.themes.folders import STANDARD, template_folders

if TYPE_CHECKING:
    from paperbuilder.outputs.pdf import Memory
    from paperbuilder.paper.checked import CheckedSpec


@dataclass
class MakeResult:
    """What came of a job. `made` is false if all was up to date; `read` has the state of each file before that."""

    paths: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    code: Exit = Exit.OK
    made: bool = False
    read: dict[Path, State | None] = field(default_factory=dict)


@dataclass
class Remembered:
    """A job's documents as last made in this process, and the files (but the spec) that they were made from."""

    basis: object = None
    documents: Memory = field(default_factory=dict)


def make_job(job: Job, shared: SharedFiles, force: bool = False, memory: Remembered | None = None) -> MakeResult:
    """Make a spec's PDFs if they are not up to date, alone."""
    result = None if force else up_to_date(job, shared)
    if result:
        return result
    read: dict[Path, Fingerprint] = {}
    result = MakeResult(made=True)
    try:
        with alone(job) as locked:
            return (None if force else up_to_date(job, shared)) or _make(
                job, shared, read, memory or Remembered(), locked
            )
    except PaperbuilderError as error:
        result.problems, result.code = error.problems, error.code
    except OSError as error:
        result.problems = [Problem(message=f"the file cannot be used ({why(error)})", file=str(job.file))]
        result.code = FilesError.code
    result.read = _states(read)
    return result


def up_to_date(job: Job, shared: SharedFiles) -> MakeResult | None:
    """The result of the last make, if making it again would change nothing."""
    manifest = read_manifest(job)
    if not manifest or (manifest.program, manifest.asked) != (shared.program, job.asked):
        return None
    read = {job.root / name: state_of(job.root / name) for name in manifest.inputs}
    if not (
        (manifest.here == str(Path.cwd()) or not manifest.warnings)
        and all(same(job.root / name, old) for name, old in manifest.inputs.items())
        and all(shared.folder(job.root / name) == old for name, old in manifest.folders.items())
        and all(same(job.folder / name, old) for name, old in manifest.outputs.items())
    ):
        return None
    warnings = [Problem(**w) for w in manifest.warnings]
    if warnings and job.options.strict:
        return None
    return MakeResult([job.folder / name for name in manifest.outputs], warnings, read=read)


def _make(job: Job, shared: SharedFiles, read: dict[Path, Fingerprint], memory: Remembered, locked: bool) -> MakeResult:
    """Raises PaperbuilderError; `read` holds then what was read till then."""
    before = read_manifest(job)
    made = produce(job, shared, read, memory)
    if job.options.strict:
        refuse_warnings(made.warnings)
    _refuse_overwriting(job, made)
    paths = write_files(job.folder, made.files, locked)
    gone = _clear_away(job, before, made)
    states = _states(read)
    folders = _folders(job)
    if all(state_of(path) == seen for path, seen in states.items()) and all(map(shared.unmoved, folders)):
        manifest = Manifest(
            program=shared.program,
            asked=job.asked,
            here=str(Path.cwd()),
            inputs={os.path.relpath(path, job.root): found for path, found in read.items()},
            folders={os.path.relpath(folder, job.root): shared.folder(folder) for folder in folders},
            outputs={path.relative_to(job.folder).as_posix(): fingerprint(path, settled=True) for path in paths},
            warnings=[vars(warning) for warning in made.warnings],
        )
        write_manifest(job, manifest)
    return MakeResult(paths, [*made.warnings, *gone], Exit.OK, True, states)


def _refuse_overwriting(job: Job, made: Made) -> None:
    """Raises FilesError if a file would take the place of one that another spec or class made before."""
    problems = []
    for spec, other in made_by_others(job):
        for name in sorted(set(made.files) & set(other.outputs)):
            if same(job.folder / name, other.outputs[name]):
                message = f"{name} would be overwritten: it was made of {spec}" + (
                    " for another class" * bool(job.class_set)
                )
                hint = "give one of the two another name, or another folder with --output; or delete the file"
                problems.append(Problem(message=message, file=str(job.file), hint=hint))
    if problems:
        raise FilesError(problems)


def _clear_away(job: Job, before: Manifest | None, made: Made) -> list[Problem]:
    """Delete what the last make wrote and this one did not, unless somebody has changed it; a warning for each."""
    found = []
    for name, old in before.outputs.items() if before else ():
        path = job.folder / name
        if name not in made.files and path.is_file() and same(path, old):
            with suppress(OSError):
                path.unlink()
                message = "the spec no longer makes this file; it was deleted"
                found.append(Problem(message=message, file=name, severity="warning"))
    return found


def produce(job: Job, shared: SharedFiles, read: dict[Path, Fingerprint], memory: Remembered) -> Made:
    """What a job makes; the fingerprint of each file is taken before it is read. Raises PaperbuilderError."""

    def note(path: Path) -> None:
        read.setdefault(path, fingerprint(path))

    for path in (job.file, job.root / SETTINGS, *([job.class_set.file] if job.class_set else [])):
        note(path)
    from paperbuilder.paper.checked import check_spec

    folders = _folders(job)
    _read_templates_anew(shared, folders)
    try:
        checked = check_spec(job.file, job.options.school, job.root, note, languages=job.options.languages)
        others = {path: found[5:] for path, found in read.items() if path != job.file}
        basis = (shared.program, list(map(shared.folder, folders)), others)
        if memory.basis != basis:
            memory.basis, memory.documents = basis, {}
        return _made(job, checked, memory)
    finally:
        if not all(map(shared.unmoved, folders)):
            with _loading:
                _loaded.clear()
            memory.basis = None


def _made(job: Job, checked: CheckedSpec, memory: Remembered) -> Made:
    if job.class_set:
        from paperbuilder.class_sets.named_copies import make_set

        return make_set(checked, job.class_set, job.options)
    from paperbuilder.outputs.formats import write_paper

    return write_paper(checked, job.options, memory.documents)


_loaded: dict[tuple[Path, ...], tuple[str, ...]] = {}  # digests of the templates that this process has in memory
_loading = Lock()


def _read_templates_anew(shared: SharedFiles, folders: Sequence[Path]) -> None:
    """Unless those in memory are those on disk."""
    from paperbuilder.outputs.typesetter import forget_templates

    now = (shared.program, *map(shared.folder, folders))
    with _loading:
        if _loaded.get(tuple(folders)) != now:
            forget_templates()
            _loaded.clear()
        _loaded[tuple(folders)] = now


def _folders(job: Job) -> list[Path]:
    """The template folders of the project that a job uses."""
    return [folder for folder in template_folders(job.root, job.options.school) if folder != STANDARD]


def _states(read: dict[Path, Fingerprint]) -> dict[Path, State | None]:
    return {path: state_in(found) for path, found in read.items()}
