"""Only what has changed is made: each spec against the record of its last make.

In: `Job`s. Out: a `Result` for each, in their order. Cannot fail: problems are in the result. A record is believed only
if it is whole and of this program, and if every file read and every PDF written is as it was.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from paperbuilder.files import Made, write_files
from paperbuilder.jobs.fingerprints import Look, Shared, Stamp, look, look_of, same, stamp
from paperbuilder.jobs.manifest import Job, Record, alone, read_record, write_record
from paperbuilder.outputs import pipeline
from paperbuilder.problems import Exit, FilesError, PaperbuilderError, Problem
from paperbuilder.themes.folders import STANDARD, template_folders
from paperbuilder.themes.resolve import forget_templates


@dataclass
class Result:
    """What came of a job. `made` is false if the PDFs were up to date; `read` has a look at each file before it was."""

    paths: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    code: Exit = Exit.OK
    made: bool = False
    read: dict[Path, Look | None] = field(default_factory=dict)


@dataclass
class Warm:
    """A job's documents as last made in this process, and the files (but the spec) that they were made from."""

    basis: object = None
    documents: dict[str, pipeline.Kept] = field(default_factory=dict)


def make(job: Job, shared: Shared, force: bool = False, warm: Warm | None = None) -> Result:
    """Make a spec's PDFs if they are not up to date, alone."""
    result = None if force else up_to_date(job, shared)
    if result:
        return result
    stamps: dict[Path, Stamp] = {}
    result = Result(made=True)
    try:
        with alone(job) as locked:
            return (None if force else up_to_date(job, shared)) or _make(job, shared, stamps, warm or Warm(), locked)
    except PaperbuilderError as error:
        result.problems, result.code = error.problems, error.code
    except OSError as error:
        result.problems = [Problem(message=f"the file cannot be used ({error.strerror})", file=str(job.file))]
        result.code = FilesError.code
    result.read = _looks(stamps)
    return result


def up_to_date(job: Job, shared: Shared) -> Result | None:
    """The result of the last make, if making it again would change nothing."""
    record = read_record(job)
    if not record or (record.program, record.wish) != (shared.program, job.wish):
        return None
    read = {job.root / name: look(job.root / name) for name in record.inputs}
    if not (
        (record.here == str(Path.cwd()) or not record.warnings)
        and all(same(job.root / name, old) for name, old in record.inputs.items())
        and all(shared.folder(job.root / name) == old for name, old in record.folders.items())
        and all(same(job.folder / name, old) for name, old in record.outputs.items())
    ):
        return None
    return Result([job.folder / name for name in record.outputs], [Problem(**w) for w in record.warnings], read=read)


def _make(job: Job, shared: Shared, stamps: dict[Path, Stamp], warm: Warm, locked: bool) -> Result:
    """Raises PaperbuilderError; `stamps` holds then what was read till then."""
    before = read_record(job)
    made = documents(job, shared, stamps, warm)
    paths = write_files(job.folder, made.files, locked)
    gone = _clear_away(job, before, made)
    looks = _looks(stamps)
    folders = _folders(job)
    if all(look(path) == seen for path, seen in looks.items()) and all(map(shared.unmoved, folders)):
        record = Record(
            program=shared.program,
            wish=job.wish,
            here=str(Path.cwd()),
            inputs={os.path.relpath(path, job.root): found for path, found in stamps.items()},
            folders={os.path.relpath(folder, job.root): shared.folder(folder) for folder in folders},
            outputs={path.relative_to(job.folder).as_posix(): stamp(path, settled=True) for path in paths},
            warnings=[vars(warning) for warning in made.warnings],
        )
        write_record(job, record)
    return Result(paths, [*made.warnings, *gone], Exit.OK, True, looks)


def _clear_away(job: Job, before: Record | None, made: Made) -> list[Problem]:
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


def documents(job: Job, shared: Shared, stamps: dict[Path, Stamp], warm: Warm) -> Made:
    """What a job makes; each file is stamped before it is read. Raises PaperbuilderError."""

    def note(path: Path) -> None:
        stamps.setdefault(path, stamp(path))

    for path in (job.file, job.root / "paperbuilder.yaml", *([job.class_set.file] if job.class_set else [])):
        note(path)
    folders = _folders(job)
    _read_templates_anew(shared, folders)
    try:
        checked = pipeline.check(job.file, job.school, job.root, note)
        others = {path: found[5:] for path, found in stamps.items() if path != job.file}
        basis = (shared.program, list(map(shared.folder, folders)), others)
        if warm.basis != basis:
            warm.basis, warm.documents = basis, {}
        return _made(job, checked, warm)
    finally:
        if not all(map(shared.unmoved, folders)):
            _loaded.clear()
            warm.basis = None


def _made(job: Job, checked: pipeline.Checked, warm: Warm) -> Made:
    wish = (job.school, job.only, job.ways, job.edition)
    if job.class_set:
        from paperbuilder.class_sets.named_copies import make_set

        return make_set(checked, job.class_set, *wish)
    pdfs = pipeline.pdfs(checked, *wish, warm.documents, job.version)
    return Made(pipeline.named(checked, pdfs), list(checked.paper.warnings))


_loaded: dict[tuple[Path, ...], tuple[str, ...]] = {}  # digests of the templates that this process has in memory


def _read_templates_anew(shared: Shared, folders: Sequence[Path]) -> None:
    """Unless those in memory are those on disk."""
    now = (shared.program, *map(shared.folder, folders))
    if _loaded.get(tuple(folders)) != now:
        forget_templates()
        _loaded.clear()
    _loaded[tuple(folders)] = now


def _folders(job: Job) -> list[Path]:
    """The template folders of the project that a job uses."""
    return [folder for folder in template_folders(job.root, job.school) if folder != STANDARD]


def _looks(stamps: dict[Path, Stamp]) -> dict[Path, Look | None]:
    return {path: look_of(found) for path, found in stamps.items()}
