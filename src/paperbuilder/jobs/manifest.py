"""What the last make of a spec read and wrote, kept in the output folder, and the lock that lets one make it at a time.

In: a `Job` and what was made of it. Out: a `Manifest`, read back only if it is whole. Cannot fail: a manifest that is
not there, damaged, or of another version is none, and one that cannot be written is left out.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from glob import escape
from pathlib import Path
from typing import Any

from paperbuilder.files import read_start
from paperbuilder.jobs.fingerprints import Fingerprint, digest
from paperbuilder.jobs.job import FOLDER, Job

MAX_BYTES = 20_000_000
PATIENCE = 30  # s to wait for another process that makes the same spec


@dataclass(frozen=True)
class Manifest:
    """Fingerprints and digests; names are relative to the project's root. `here` is where warnings name files from."""

    program: str
    asked: list[str]
    here: str
    inputs: dict[str, Fingerprint]
    folders: dict[str, str]
    outputs: dict[str, Fingerprint]
    warnings: list[dict[str, Any]]


def read_manifest(job: Job) -> Manifest | None:
    """The manifest of a job, if it is whole."""
    return _read(job.manifest)


def made_by_others(job: Job) -> Iterator[tuple[str, Manifest]]:
    """Manifests of other specs or classes whose files go to the same folder under such names, with the spec of each."""
    ours = [job.file, *([job.class_set.file] if job.class_set else [])]
    named = {os.path.relpath(file, job.root) for file in ours}
    for file in sorted(job.manifest.parent.glob(f"{escape(job.file.stem)}.*.json")):
        found = _read(file)
        if found and found.asked and not named <= set(found.inputs) and (job.root / found.asked[0]).is_file():
            yield found.asked[0], found


def _read(file: Path) -> Manifest | None:
    try:
        checksum, _, text = read_start(file, MAX_BYTES).decode("utf-8").partition("\n")
        return Manifest(**json.loads(text)) if checksum == _checksum(text) else None
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def write_manifest(job: Job, manifest: Manifest) -> None:
    """Put a manifest in place whole, or leave none."""
    text, part = json.dumps(asdict(manifest)), job.aside("part")
    with suppress(OSError), ExitStack() as stack:
        part.unlink(missing_ok=True)
        stack.callback(part.unlink, missing_ok=True)
        _write_new(part, f"{_checksum(text)}\n{text}")
        part.replace(job.manifest)


def _write_new(file: Path, text: str) -> None:
    """Raises OSError if there is anything already: a link is not followed."""
    with file.open("x", encoding="utf-8") as new:
        new.write(text)


def _checksum(text: str) -> str:
    return "// " + digest(text.encode())


@contextmanager
def alone(job: Job) -> Iterator[bool]:
    """Wait until no other process or thread makes this job; whether that is so.

    The lock ends with its process. Where none can be had (a disk without locks, a stopped process that has it), the
    work goes on: each file is put in place whole anyway.
    """
    from filelock import FileLock

    locked = False
    with ExitStack() as stack:
        if job.file.is_file():
            with suppress(OSError, NotImplementedError):
                job.lock.parent.mkdir(parents=True, exist_ok=True)
                with suppress(FileExistsError):
                    _write_new(job.base / FOLDER / ".gitignore", "*\n")
                stack.enter_context(FileLock(job.lock, timeout=PATIENCE, poll_interval=0.01))
                locked = True
        yield locked
