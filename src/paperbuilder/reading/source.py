"""A YAML file as text with places.

In: a file. Out: `Source`: nested dicts, lists and text (every value stays text), each with line and column.
Fails with `FilesError` (missing, too big, not UTF-8) or `SpecError` (not YAML we take: twice the same key,
aliases, tags), all problems of one kind at once.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import yaml

from paperbuilder.files import read_start, real, why
from paperbuilder.problems import FilesError, Problem, SpecError
from paperbuilder.reading.events import BAD as BAD
from paperbuilder.reading.events import EventReader
from paperbuilder.reading.languages import of_language
from paperbuilder.reading.other_files import other_kind
from paperbuilder.reading.seen import seen
from paperbuilder.reading.signs import POSSIBLE
from paperbuilder.reading.yaml_faults import explain, last_line, lost_comments

if TYPE_CHECKING:
    from paperbuilder.reading.slips import Slip

MAX_BYTES = 1_000_000
MOST_SLIPS = 50  # after so many the reader gives up
Path_ = tuple[str | int, ...]


class Source:
    """The data of one file, and where each value stands (from 1)."""

    def __init__(self, file: Path, text: str):
        self.file, self.lines = file, text.split("\n")
        self.data: Any = None
        self.named: Callable[[Path_], str] = lambda _: ""  # what a reader calls a place, beside its path
        self.language = ""  # of texts that are there in several, the one that is looked at
        self.warnings: list[Problem] = []
        self.keys: dict[Path_, tuple[int, int]] = {}
        self.values: dict[Path_, tuple[int, int]] = {}

    @property
    def shown(self) -> str:
        return shown(self.file)

    def place(self, path: Path_, key: bool = False) -> tuple[int, int]:
        """Line and column of a value (or its key); of the nearest parent if it is not there."""
        while path and path not in self.values:
            path, key = path[:-1], True
        return (self.keys if key else self.values).get(path) or self.values.get(path, (1, 1))

    def problem(
        self,
        path: Path_,
        message: str,
        hint: str = "",
        severity: Literal["error", "warning"] = "error",
        key: bool = False,
        within: int | None = None,
    ) -> Problem:
        """A problem of a value or its key, or of the letter `within` a text (from 0)."""
        path = path if key else self._in_language(path)
        line, column = self.place(path, key) if within is None else self.letter(path, within)
        name = self.named(path)
        return self.at(line, column, message, hint, severity, where(path) + (f" ({name})" if name else ""))

    def _in_language(self, path: Path_) -> Path_:
        """The place of a text in the language that is looked at, if it is there in several."""
        value = self.data
        for step in path if self.language else ():
            value = value[step] if path in self.values and not isinstance(value, str) else None
        name = of_language(self.language, value) if isinstance(value, dict) else ""
        return (*path, name) if name else path

    def at(
        self,
        line: int,
        column: int,
        message: str,
        hint: str = "",
        severity: Literal["error", "warning"] = "error",
        where: str = "",
    ) -> Problem:
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Problem(
            message=message,
            severity=severity,
            file=self.shown,
            line=line,
            column=column,
            where=where,
            hint=hint,
            source=text.rstrip("\r"),
        )

    def texts(self, path: Path_ = ()) -> Iterator[tuple[Path_, str]]:
        """Every value at or below `path`, in order, with its path."""
        value = self.data
        for step in path:
            value = value[step]
        return leaves(value, path)

    def letter(self, path: Path_, index: int) -> tuple[int, int]:
        """Line and column of a letter of a text; of the text itself if that cannot be told."""
        from paperbuilder.reading.letters import letter_place

        start = self.place(path)
        value = self.data
        for step in path:
            value = value[step]
        return letter_place(self.lines, start, value, index) or start

    def spot(self, path: Path_, text: str) -> tuple[int, int]:
        """Line and column where `text` (NFC) stands in a value; of the value itself if it is written as an escape."""
        start = self.place(path)
        places = [p for places in (self.keys, self.values) for p in places.values() if p > start]
        last, end = min(places, default=(len(self.lines), None))
        for number, line in enumerate(self.lines[start[0] - 1 : last], start[0]):
            first = start[1] - 1 if number == start[0] else 0
            piece = line[first : end - 1 if end and number == last else None]
            if text in (piece := unicodedata.normalize("NFC", piece)):
                return number, first + piece.index(text) + 1
        return start


def leaves(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    """Every text in nested data, in order, with its path."""
    found: list[tuple[Path_, str]] = []
    _collect(value, path, found)
    return iter(found)


def _collect(value: Any, path: Path_, found: list[tuple[Path_, str]]) -> None:
    if isinstance(value, str):
        found.append((path, value))
    elif isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            _collect(item, (*path, key), found)


def where(path: Path_) -> str:
    """The place in the spec's own words: ``sections[0].questions[2].marks``."""
    text = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path)
    return text.removeprefix(".")


def shown(file: Path) -> str:
    """A file's name for messages: from the current folder if it is in it; a link keeps its own name."""
    try:
        return (real(file.parent) / file.name).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return file.name


def read_text_file(file: Path, most: int) -> str:
    """The text of a UTF-8 file (a byte order mark is dropped). Raises FilesError."""

    def fail(message: str, hint: str = "", line: int = 0, column: int = 0) -> FilesError:
        return FilesError([Problem(message=message, file=shown(file), line=line, column=column, hint=hint)])

    try:
        data = read_start(file, most + 1)
    except FileNotFoundError:
        raise fail("there is no such file", "look for a spelling mistake in its name") from None
    except OSError as error:
        raise fail(f"the file cannot be read ({why(error)})") from None
    if kind := other_kind(data, file.suffix):
        raise fail(f"this is {kind[0]}, not plain text", kind[1])
    if len(data) > most:
        raise fail(f"the file is larger than {most // 1_000_000} MB", "is it the right file?")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise fail("the file is saved as UTF-16", "save it again with the encoding UTF-8")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
        raise fail("the file is not saved as UTF-8", "save it again with the encoding UTF-8", line, column) from None


def read_source(file: Path) -> Source:
    """Read and check a YAML file. Raises FilesError or SpecError."""
    return source_of(file, read_yaml_text(file))


def read_yaml_text(file: Path) -> str:
    """The text of a YAML file. Raises FilesError."""
    return read_text_file(file, MAX_BYTES)


def source_of(file: Path, text: str) -> Source:
    """Check the text of a YAML file. Raises SpecError."""
    text = seen(text)
    source = Source(file, text)
    for row, line in enumerate(source.lines if BAD.search(text) else (), 1):
        if bad := BAD.search(line):
            message = f"the character U+{ord(bad[0]):04X} cannot be printed"
            raise SpecError([source.at(row, bad.start() + 1, message, "delete it")])
    if problems := _fill(source, text):
        raise SpecError(sorted(problems, key=lambda p: (p.line, p.column)))
    source.warnings = [source.at(*place, *words, severity="warning") for place, words in lost_comments(source.lines)]
    return source


def _slips(lines: Sequence[str], inside: Collection[int]) -> list[Slip]:
    from paperbuilder.reading.slips import slips

    return list(slips(lines, inside))


def _fill(source: Source, text: str) -> list[Problem]:
    """Read the data; what is wrong with it. After a slip the rest is read as if it had been typed right."""
    lines, found, rest = [*source.lines], dict[int, Problem](), list[Problem]()
    for _ in range(MOST_SLIPS):
        reader, fault, stop = EventReader(source), list[Problem](), len(lines)
        try:
            source.data = reader.read(text)
        except yaml.YAMLError as error:
            fault, stop = [source.at(*(reader.open_quote(error) or explain(error, lines)))], last_line(error) + 1
        inside = reader.inside if reader.bracket is None else {*reader.inside, *range(reader.bracket + 1, stop)}
        slipped = _slips(lines[:stop], inside) if POSSIBLE.search(text) else []
        for slip in slipped:
            lines[slip.line] = slip.meant
            found.setdefault(slip.line, source.at(slip.line + 1, slip.column + 1, slip.message, slip.hint))
        if not slipped:
            rest = [p for p in (*reader.problems, *fault) if p.line - 1 not in found]
            break
        text = "\n".join(lines)
    return [*found.values(), *rest]
