"""Files put in place whole, all of them or none.

In: names and contents. Out: the paths written. Fails with `FilesError`; then the last good files are as they were. Also
how files of the teacher's are read: only what is a file, and no more of it than is wanted.
"""

from __future__ import annotations

import errno
import os
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO

from paperbuilder.problems import FilesError, Problem

Content = bytes | Callable[[BinaryIO], None]  # the bytes of a file, or what writes them
WORDS = {
    errno.ENOENT: "there is no such file",
    errno.ENOTDIR: "there is a file where a folder should be",
    errno.EEXIST: "there is something else of this name",
    errno.EISDIR: "it is a folder",
    errno.ELOOP: "its links lead round in a circle",
    errno.ENOSPC: "the disk is full",
    errno.ENXIO: "it is not an ordinary file",
}


@dataclass(frozen=True)
class Made:
    """Files by their names in the output folder, and what to warn of."""

    files: Mapping[str, Content]
    warnings: list[Problem]


def on_disk(name: str) -> str:
    """A name as Windows and macOS tell names apart: neither by case nor by how accents are composed."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def apart(names: Iterable[str]) -> list[str]:
    """The names, with “(2)” and so on after those that are on a disk the same as one before."""
    taken: dict[str, int] = {}
    found = []
    for name in names:
        own, number = name, taken.get(on_disk(name), 0)
        while on_disk(own) in taken:
            number += 1
            own = f"{name} ({number})"
        taken[on_disk(name)], taken[on_disk(own)] = max(number, 1), 1
        found.append(own)
    return found


def refuse_doubles(named: Iterable[tuple[str, str]], place: str) -> None:
    """Names, each with what it stands for. Raises FilesError for every two things that would be one file."""
    first: dict[str, str] = {}
    problems = []
    for name, what in named:
        other = first.setdefault(on_disk(name), what)
        if other != what:
            message = f"two files would both be called {name}: {other}, and {what}"
            problems.append(Problem(message=message, file=place, hint="call one of the two something else"))
    if problems:
        raise FilesError(problems)


def why(error: OSError) -> str:
    """What the system has against a file, in plain words."""
    return WORDS.get(error.errno or 0) or error.strerror or type(error).__name__


def real(path: Path) -> Path:
    """The whole path with its links followed; links that lead nowhere, or round in a circle, are left as they are."""
    return Path(os.path.realpath(path))


def read_start(file: Path, most: int) -> bytes:
    """The first bytes of a file, at most so many. Raises OSError, also for what is no file, such as a device."""
    mode = file.stat().st_mode
    if not S_ISREG(mode):
        raise OSError(errno.EISDIR if S_ISDIR(mode) else errno.ENXIO, "", str(file))
    with file.open("rb") as opened:
        return opened.read(most)


def write_files(folder: Path, files: Mapping[str, Content], alone: bool = False) -> list[Path]:
    """Put files in a folder. Raises FilesError."""
    return write_whole({folder / name: data for name, data in files.items()}, alone)


def write_whole(files: Mapping[Path, Content], alone: bool = False) -> list[Path]:
    """Write every file aside, then put all in place. Raises FilesError and leaves nothing half-written.

    Who is `alone` deletes what a killed process left aside; a link that stands there is not followed.
    """
    refuse_doubles(((str(path), str(path)) for path in files), "output")
    aside: list[tuple[Path, Path]] = []
    ending = "part" if alone else f"{os.urandom(4).hex()}.part"
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(f".{path.name}.{ending}")
            aside.append((temporary, path))
            temporary.unlink(missing_ok=True)
            with temporary.open("xb") as file:
                if isinstance(data, bytes):
                    file.write(data)
                else:
                    data(file)
                file.flush()
                os.fsync(file.fileno())
        for path in files:
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, "a folder has this name", str(path))
        for temporary, path in aside:
            temporary.replace(path)
    except OSError as error:
        message = f"the file cannot be written ({why(error)})"
        raise FilesError([Problem(message=message, file=aside[-1][1].name if aside else "output")]) from None
    finally:
        for temporary, _ in aside:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
    return [path for _, path in aside]
