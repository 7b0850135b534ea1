"""Tables of figures in files: their headings, the columns wanted, their rows.

In: a table of the spec, its source, the project's root. Out: `FileRows`, and a problem for each fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from paperbuilder.files import read_start, real
from paperbuilder.problems import MOST_TOLD, FilesError, Problem, counted, did_you_mean
from paperbuilder.reading.seen import seen
from paperbuilder.reading.source import Path_, Source
from paperbuilder.spec.tables import LONGEST, Column, DataTable
from paperbuilder.tables.rows import OLE, ZIP, Table, read_table, row_problem
from paperbuilder.texts.markup import escape

NumberedRow = tuple[int, list[str]]


@dataclass(frozen=True)
class FileRows:
    """The cells of a file under the columns wanted, as texts that print just so, with the numbers of its rows."""

    file: Path
    columns: list[Column]
    rows: list[list[str]]
    numbers: list[int]


class FileReader:
    """Reads the file of one table; `problems` are those found."""

    def __init__(self, name: str, table: DataTable, source: Source):
        self.name, self.table, self.source = name, table, source
        self.file = source.file.parent / table.file
        self.problems: list[Problem] = []

    def read(self, root: Path) -> FileRows | None:
        """The rows, unless something is wrong."""
        if not real(self.file).is_relative_to(real(root)):
            self._error(("file",), "the table lies outside the project folder", "copy it into a folder beside the spec")
            return None
        try:
            table = read_table(self.file, "table", rounded=True)
        except FilesError as error:
            for problem in error.problems:
                self._error(("file",), f"{self.table.file}: {problem.message}", problem.hint)
            return None
        self.problems += [*table.warnings, *self._left_out(table)]
        rows = [(n, row) for n, row in enumerate(table.rows, 1) if any(row) and n not in table.hidden]
        return self._under_heads([(n, [seen(cell) for cell in row]) for n, row in rows])

    def _error(self, path: Path_, message: str, hint: str = "") -> None:
        self.problems.append(self.source.problem(("tables", self.name, *path), message, hint))

    def _in_row(self, row: int, message: str, hint: str = "") -> None:
        if len(self.problems) < MOST_TOLD:
            self.problems.append(row_problem(self.file, row, message, hint, f"tables.{self.name}"))

    def _left_out(self, table: Table) -> Iterator[Problem]:
        """What is in a workbook and cannot, or should not, be seen."""
        for row, column in sorted(table.blank)[:MOST_TOLD]:
            message = f"the formula in column {column} has no value saved with it"
            yield row_problem(self.file, row, message, "open the workbook, save it, and try again")
        if table.hidden:
            message = f"{counted(len(table.hidden), 'hidden row')} of the workbook left out"
            told = row_problem(self.file, min(table.hidden), message, "show them in the workbook if they are wanted")
            yield replace(told, severity="warning")

    def _under_heads(self, rows: Sequence[NumberedRow]) -> FileRows | None:
        if len(rows) < 2:
            hint = "its first row has the headings, those below it the figures"
            self._error(("file",), f"{self.table.file} has no rows of figures", hint)
            return None
        (first, head), *body = rows
        self._wrong_heads(first, head)
        places = list(self._chosen(head))
        even = [(n, [*row, *[""] * (len(head) - len(row))]) for n, row in body] if self._is_workbook() else body
        self._wrong_rows(even, head)
        if any(problem.severity == "error" for problem in self.problems):
            return None
        columns = self.table.columns or [Column(name=escape(name)) for name in head]
        cells = [[escape(row[j]) for j in places] for _, row in even]
        return FileRows(self.file, columns, cells, [n for n, _ in even])

    def _is_workbook(self) -> bool:
        """Whether cells at the end of a row are left out where they are empty."""
        return read_start(self.file, 4).startswith((ZIP, OLE))

    def _wrong_heads(self, row: int, head: Sequence[str]) -> None:
        for j, name in enumerate(head):
            if not name:
                self._in_row(row, f"column {j + 1} has no heading", "give every column a heading, or delete it")
            elif name in head[:j]:
                self._in_row(row, f"two columns are called {name}", "give one another name")

    def _chosen(self, head: Sequence[str]) -> Iterator[int]:
        """Where the columns to print stand in the file."""
        for j, column in enumerate(self.table.columns):
            if column.name in head:
                yield head.index(column.name)
            else:
                hint = did_you_mean(column.name, head, "its columns are " + ", ".join(head))
                self._error(("columns", j), f"{self.table.file} has no column {column.name}", hint)
        if not self.table.columns:
            yield from range(len(head))

    def _wrong_rows(self, rows: Sequence[NumberedRow], head: Sequence[str]) -> None:
        for n, row in rows:
            if len(row) < len(head) or any(row[len(head) :]):
                hint = "put a cell that has a comma in it in quotation marks" if len(row) > len(head) else ""
                self._in_row(n, f"this row has {len(row)} cells, but there are {len(head)} headings", hint)
            if any(len(cell) > LONGEST for cell in row):
                self._in_row(n, f"a cell has more than {LONGEST} letters", "say it in fewer words")
