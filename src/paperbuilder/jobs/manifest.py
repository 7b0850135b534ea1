"""What the last make of a spec read and wrote, kept in the output folder.

In: a `Job` and what was made of it. Out: a `Record`, read back only if it is whole. Cannot fail: a record that is not
there, damaged, or of another version is no record, and one that cannot be written is left out.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, astuple, dataclass, replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any

from paperbuilder.jobs.fingerprints import Stamp, digest
from paperbuilder.outputs.pipeline import project_root, within_output
from paperbuilder.problems import FilesError, Problem

FOLDER = ".paperbuilder"
LISTS = (".csv", ".xlsx")
PATIENCE = 30  # s to wait for another process that makes the same spec


@dataclass(frozen=True)
class ClassSet:
    """A class list, and how its copies are printed: spare ones, a file for each pupil, tags, a QR code on each page."""

    file: Path
    spares: int = 0
    each: bool = False
    tagged: bool = False
    qr: bool = False


def class_sets(path: Path, *how: Any) -> list[ClassSet]:
    """The set of a class list, or one for each list in a folder. Raises FilesError if there is none."""
    lists = sorted(f for f in path.iterdir() if f.suffix.lower() in LISTS) if path.is_dir() else [path]
    if not lists:
        raise FilesError([Problem(message="no class list (CSV or XLSX) is in this folder", file=path.name)])
    return [ClassSet(file, *how) for file in lists]


@dataclass(frozen=True)
class Job:
    """A spec to make, and how. `output` is the project's own if None."""

    file: Path
    school: str = ""
    only: str = ""
    output: Path | None = None
    ways: tuple[str, ...] = ()
    edition: str = ""
    class_set: ClassSet | None = None
    version: str = ""

    @cached_property
    def root(self) -> Path:
        return project_root(self.file)

    @cached_property
    def base(self) -> Path:
        return (self.output or self.root / "output").resolve()

    def from_anywhere(self) -> Job:
        """The same job, with whole paths."""
        output = self.output and self.output.resolve()
        class_set = self.class_set and replace(self.class_set, file=self.class_set.file.resolve())
        return replace(self, file=self.file.absolute(), output=output, class_set=class_set)

    @cached_property
    def folder(self) -> Path:
        """Where its PDFs go."""
        return self.base / within_output(self.file, self.root)

    def aside(self, suffix: str) -> Path:
        """A file of ours about this job."""
        return self.base / FOLDER / self.folder.relative_to(self.base) / f"{self.file.stem}.{suffix}"

    @cached_property
    def record(self) -> Path:
        """Where its record stands: one for each wish."""
        return self.aside(f"{blake2b(repr(self.wish).encode(), digest_size=4).hexdigest()}.json")

    @property
    def lock(self) -> Path:
        """One for a spec, and one for each of its classes, whose files are others."""
        return self.aside(f"{self.class_set.file.stem}.lock" if self.class_set else "lock")

    @cached_property
    def wish(self) -> list[str]:
        """What decides over the outputs besides the files read."""
        spec = os.path.relpath(self.file.resolve(), self.root)
        wish = [spec, self.school, self.only, *self.ways, self.edition, self.version]
        if self.class_set:
            wish += [os.path.relpath(self.class_set.file.resolve(), self.root), *map(str, astuple(self.class_set)[1:])]
        return wish


@dataclass(frozen=True)
class Record:
    """Stamps and digests; names are relative to the project's root. `here` is where warnings name files from."""

    program: str
    wish: list[str]
    here: str
    inputs: dict[str, Stamp]
    folders: dict[str, str]
    outputs: dict[str, Stamp]
    warnings: list[dict[str, Any]]


def read_record(job: Job) -> Record | None:
    """The record of a job, if it is whole."""
    try:
        checksum, _, text = job.record.read_text(encoding="utf-8").partition("\n")
        return Record(**json.loads(text)) if checksum == _checksum(text) else None
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def write_record(job: Job, record: Record) -> None:
    """Put a record in place whole, or leave none."""
    text, part = json.dumps(asdict(record)), job.aside("part")
    with suppress(OSError), ExitStack() as stack:
        part.unlink(missing_ok=True)
        stack.callback(part.unlink, missing_ok=True)
        _write_new(part, f"{_checksum(text)}\n{text}")
        part.replace(job.record)


def _write_new(file: Path, text: str) -> None:
    """Raises OSError if anything stands there: a link is not followed."""
    with file.open("x", encoding="utf-8") as new:
        new.write(text)


def _checksum(text: str) -> str:
    return "// " + digest(text.encode())


@contextmanager
def alone(job: Job) -> Iterator[bool]:
    """Wait until no other process makes this job; whether that is so.

    The lock ends with its process. Where none can be had (a disk without locks, a stopped process that has it), the
    work goes on: each file is put in place whole anyway.
    """
    locked = False
    with ExitStack() as stack:
        if job.file.is_file():
            with suppress(OSError):
                job.lock.parent.mkdir(parents=True, exist_ok=True)
                with suppress(FileExistsError):
                    _write_new(job.base / FOLDER / ".gitignore", "*\n")
                locked = _lock(stack.enter_context(job.lock.open("a")))
        yield locked


def _lock(file: IO[str]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(BlockingIOError, PermissionError):
            _try_lock(file)
            return True
        time.sleep(0.01)
    return False


def _try_lock(file: IO[str]) -> None:
    """Raises OSError if another process has it, or there are no locks."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
