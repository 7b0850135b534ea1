"""Whether files are as they were.

In: paths. Out: fingerprints of files, digests of folders, and one of the program itself. Cannot fail: a file that is
not there, or cannot be read, has an empty fingerprint.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from stat import S_ISREG

from paperbuilder import __version__

Fingerprint = list[int | str]
State = tuple[int, int, int, int]
RECENT = 2_000_000_000  # ns; coarse file systems count in 2 s, so a younger file may change and keep its time
LARGEST = 200_000_000  # bytes
LIBRARIES = ("reportlab", "jinja2", "yaml", "PIL", "pikepdf", "openpyxl", "segno")


def state_of(path: Path) -> State | None:
    """Size (bytes), times of change (ns) and number of a file; None if there is none, or it is a folder or device."""
    try:
        found = path.stat()
    except OSError:
        return None
    if not S_ISREG(found.st_mode):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def fingerprint(path: Path, settled: bool = False) -> Fingerprint:
    """The state, the time of looking (ns) and the digest of the content. `settled`: nobody else is writing it now."""
    seen, found = time.time_ns(), state_of(path)
    try:
        return [*found, seen + settled * RECENT, _content(path, found)] if found else []
    except OSError:
        return []


def _content(path: Path, state: State) -> str:
    """A digest of what a file holds; of its size and time if it is larger than anything that is read here."""
    return digest(path.read_bytes() if state[0] <= LARGEST else repr(state[:2]).encode())


def state_in(fingerprint: Fingerprint) -> State | None:
    size, changed, status, number = map(int, fingerprint[:4]) if fingerprint else (0, 0, 0, 0)
    return (size, changed, status, number) if fingerprint else None


def same(path: Path, old: Fingerprint) -> bool:
    """Whether a file has the content it had. It is only read if its state differs or says too little."""
    found = state_of(path)
    if not found or not old:
        return found is None and not old
    if list(found) == old[:4] and max(found[1:3]) < int(old[4]) - RECENT:
        return True
    return found[0] == old[0] and fingerprint(path)[5:] == old[5:]


def digest(data: bytes) -> str:
    return blake2b(data, digest_size=20).hexdigest()


def listing(folder: Path) -> dict[Path, State | None]:
    """The state of every file below a folder; of a link to another folder, what stands right in that."""
    return {path: state_of(path) for path in _paths(folder)}


def _paths(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        yield from (Path(parent, name) for name in names)
        for link in (path for path in map(Path(parent).joinpath, folders) if path.is_symlink()):
            with suppress(OSError):
                yield from link.iterdir()


class SharedFiles:
    """What many specs have in common, read once: template folders and the program."""

    def __init__(self) -> None:
        self._folders: dict[Path, tuple[dict[Path, State | None], str]] = {}
        self.program = _program()

    def folder(self, folder: Path) -> str:
        """A digest of the names and contents of all files below a folder."""
        if folder not in self._folders:
            found = listing(folder)
            rows = sorted((path.relative_to(folder).as_posix(), *fingerprint(path)[5:]) for path in found)
            self._folders[folder] = found, digest(repr(rows).encode())
        return self._folders[folder][1]

    def unmoved(self, folder: Path) -> bool:
        """Whether nothing in a folder was written since it was read here."""
        return self._folders[folder][0] == listing(folder)


def _program() -> str:
    """The versions of paperbuilder and Python, and the state of its own files, the standard templates and libraries."""
    own = {path: seen for path, seen in listing(Path(__file__).parents[1]).items() if path.parent.name != "__pycache__"}
    libraries = [Path(found.origin) for found in map(find_spec, LIBRARIES) if found and found.origin]
    return digest(repr((__version__, sys.version, sorted(own.items()), list(map(state_of, libraries)))).encode())
