"""Font files: found in the folders of a school, and looked at before they are used.

In: names and folders. Out: paths. Fails with `FontProblem` for a file that cannot be embedded whole.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

MAX_BYTES = 50_000_000
NEEDED = {b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"name", b"post"}
TRUETYPE = (b"\0\1\0\0", b"true")
OTF = ("{} has PostScript outlines (OTF)", "use the TrueType (TTF) files of the family")
OTHERS = {
    b"OTTO": OTF,
    b"ttcf": ("{} holds several fonts (TTC)", "use TTF files, one for each style"),
    b"wOFF": ("{} is a font for web pages (WOFF)", "use the TTF files of the family"),
    b"wOF2": ("{} is a font for web pages (WOFF2)", "use the TTF files of the family"),
}
AGAIN = "copy the TTF file there again"


class FontProblem(Exception):
    """A font file that cannot be used: why, and what to do."""

    def __init__(self, message: str, hint: str = ""):
        super().__init__(message)
        self.hint = hint


def damaged(name: str) -> FontProblem:
    """What is to be said of a file with wrong data in it."""
    return FontProblem(f"the font {name} cannot be used: the file is damaged", AGAIN)


def find_font(name: str, folders: Sequence[Path]) -> Path:
    """The file in the first of the template folders whose `fonts` has it. Raises FontProblem."""
    for folder in (folder / "fonts" for folder in folders):
        path = folder / name
        if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
            return path
    raise FontProblem(f"there is no font file {name} in the folder fonts", "look for a spelling mistake in its name")


def _size_of(path: Path) -> int:
    """In bytes. Raises FontProblem for a file that is empty or too large."""
    size = path.stat().st_size
    if not 0 < size <= MAX_BYTES:
        wrong = f"larger than {MAX_BYTES // 1_000_000} MB" if size else "empty"
        raise FontProblem(f"the font file {path.name} is {wrong}", AGAIN)
    return size


def check_font(path: Path) -> None:
    """Only static TrueType outlines can be embedded whole. Raises FontProblem with what to do."""
    size = _size_of(path)
    with path.open("rb") as file:
        head = file.read(12)
        rows = [file.read(16) for _ in range(int.from_bytes(head[4:6], "big"))]
        tables = {row[:4]: row for row in rows if len(row) == 16}
        _check_kind(path.name, head, tables)
        if not tables.keys() >= NEEDED or any(_end(row) > size for row in tables.values()):
            raise FontProblem(f"the font {path.name} cannot be used: a part of the file is missing", AGAIN)
        if not _is_whole(file, tables[b"cmap"]):
            raise damaged(path.name)
        if _restricted(file, tables):
            raise FontProblem(f"the licence of {path.name} forbids embedding", "choose another font")


def check_script_font(path: Path) -> None:
    """One whose letters HarfBuzz sets may be variable, or have PostScript outlines. Raises FontProblem."""
    size = _size_of(path)
    with path.open("rb") as file:
        head = file.read(12)
        if head[:4] not in (*TRUETYPE, b"OTTO"):
            raise FontProblem(f"{path.name} is not a font that can be used", "use a TTF or OTF file")
        rows = [file.read(16) for _ in range(int.from_bytes(head[4:6], "big"))]
        tables = {row[:4]: row for row in rows if len(row) == 16}
        if b"cmap" not in tables or any(_end(row) > size for row in tables.values()):
            raise FontProblem(f"the font {path.name} cannot be used: a part of the file is missing", AGAIN)
        if _restricted(file, tables):
            raise FontProblem(f"the licence of {path.name} forbids embedding", "choose another font")


def _check_kind(name: str, head: bytes, tables: Mapping[bytes, bytes]) -> None:
    if b"fvar" in tables:
        raise FontProblem(f"{name} is a variable font", "use its static files, one for each style")
    kind = OTF if b"CFF " in tables or b"CFF2" in tables else OTHERS.get(head[:4])
    if kind:
        raise FontProblem(kind[0].format(name), kind[1])
    if head[:4] not in TRUETYPE:
        raise FontProblem(f"{name} is not a font that can be used", "use a TrueType (TTF) file")


def _end(row: bytes) -> int:
    """Where a table ends in its file."""
    return int.from_bytes(row[8:12], "big") + int.from_bytes(row[12:16], "big")


def _is_whole(file: BinaryIO, row: bytes) -> bool:
    """Whether a table has the sum it says; to work through a wrong table of characters could take minutes."""
    file.seek(int.from_bytes(row[8:12], "big"))
    data = file.read(int.from_bytes(row[12:16], "big"))
    words = struct.iter_unpack(">I", data + bytes(-len(data) % 4))
    total: int = sum(word for (word,) in words) & 0xFFFFFFFF
    return total == int.from_bytes(row[4:8], "big")


def _restricted(file: BinaryIO, tables: Mapping[bytes, bytes]) -> bool:
    """Whether fsType in OS/2 forbids embedding (OpenType, OS/2, fsType bit 1)."""
    if b"OS/2" not in tables:
        return False
    file.seek(int.from_bytes(tables[b"OS/2"][8:12], "big") + 8)
    return bool(int.from_bytes(file.read(2), "big") & 2)
