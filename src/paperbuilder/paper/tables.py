"""Tables of a spec, read and checked.

In: the spec, its source, the project's root. Out: `PaperTable`s, and a problem for each that fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from paperbuilder.files import real
from paperbuilder.paper.model import PaperFigure
from paperbuilder.paper.numerals import number, with_minus
from paperbuilder.problems import FilesError, Problem, did_you_mean
from paperbuilder.reading.seen import seen
from paperbuilder.reading.source import Path_, Source
from paperbuilder.spec.models import Exam, Worksheet
from paperbuilder.spec.tables import Align, Column, DataTable
from paperbuilder.texts.markup import escape, plain

MOST_ROWS, MOST_COLUMNS, LONGEST = 1_000, 20, 500
MOST_TOLD = 10  # problems of one table


@dataclass(frozen=True, kw_only=True)
class PaperTable(PaperFigure):
    """A table whose cells can be printed; `numbers` are those of its rows in its file, if it has one."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    labelled: bool = True

    @property
    def aligned(self) -> list[Align]:
        """How the cells of each column stand: numbers by their points, texts at the left."""
        return [column.align or self._usual(j) for j, column in enumerate(self.columns)]

    def _usual(self, column: int) -> Align:
        if column == 0 and self.labelled:
            return "left"
        try:
            values = [number(plain(row[column])) for row in self.rows]
        except ValueError:
            return "left"
        return "left" if all(value is None for value in values) else "decimal"

    def problem(
        self, source: Source, place: tuple[int, int], message: str, hint: str = "", severity: Severity = "error"
    ) -> Problem:
        """Something wrong in a cell, at its row and column."""
        row, column = place
        if not self.file:
            return source.problem(("tables", self.name, "rows", row, column), message, hint, severity)
        from paperbuilder.tables.rows import row_problem

        told = f"column {plain(self.columns[column].name)}: {message}"
        return replace(row_problem(self.file, self.numbers[row], told, hint, f"tables.{self.name}"), severity=severity)


Severity = Literal["error", "warning"]


def find_tables(spec: Exam | Worksheet, source: Source, root: Path) -> tuple[dict[str, PaperTable], list[Problem]]:
    """Every table that can be printed, by its name, and every problem."""
    found: dict[str, PaperTable] = {}
    problems: list[Problem] = []
    for name, table in spec.tables.items():
        reader = _Reader(name, table, source)
        read = reader.from_file(root) if table.file else reader.typed()
        problems += reader.problems
        if read and not any(problem.severity == "error" for problem in reader.problems):
            found[name] = read
    return found, problems


class _Reader:
    """Reads one table."""

    def __init__(self, name: str, table: DataTable, source: Source):
        self.name, self.table, self.source = name, table, source
        self.path: Path_ = ("tables", name)
        self.problems: list[Problem] = []

    def error(self, path: Path_, message: str, hint: str = "", key: bool = False) -> None:
        if len(self.problems) < MOST_TOLD:
            self.problems.append(self.source.problem((*self.path, *path), message, hint, key=key))

    def typed(self) -> PaperTable | None:
        columns, rows = self.table.columns, self.table.rows
        if not columns:
            self.error((), "this table has no columns", "write columns: [Year, Coal]", key=True)
        elif not rows:
            hint = "write rows:, and below it a line such as - [1928, 35.5] for each; or file: output.csv"
            self.error((), "this table has no rows", hint, key=True)
        self._too_many(len(rows), len(columns))
        self._names_once()
        for i, row in enumerate(rows):
            if columns and len(row) != len(columns):
                self.error(("rows", i), f"this row has {len(row)} cells, but there are {len(columns)} columns")
            for j, cell in enumerate(row):
                if len(cell) > LONGEST:
                    self.error(("rows", i, j), f"this cell has more than {LONGEST} letters", "say it in fewer words")
        return None if self.problems else self._made(columns, rows)

    def _names_once(self) -> None:
        names = [column.name for column in self.table.columns]
        for j, name in enumerate(names):
            if name in names[:j]:
                self.error(("columns", j), f"two columns are called {name}", "give one another name")

    def _too_many(self, rows: int, columns: int) -> None:
        if rows > MOST_ROWS:
            self.error((), f"this table has {rows} rows; {MOST_ROWS} at most can be printed", key=True)
        if columns > MOST_COLUMNS:
            self.error((), f"this table has {columns} columns; {MOST_COLUMNS} at most can be printed", key=True)

    def _made(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        file: Path | None = None,
        numbers: Sequence[int] = (),
    ) -> PaperTable:
        return PaperTable(
            kind="table",
            name=self.name,
            work=self.table,
            file=file,
            columns=tuple(columns),
            rows=tuple(tuple(map(with_minus, row)) for row in rows),
            numbers=tuple(numbers),
            labelled=self.table.header_column,
        )

    # ------------------------------------------------------------ files

    def from_file(self, root: Path) -> PaperTable | None:
        from paperbuilder.tables.rows import read_table

        file = self.source.file.parent / self.table.file
        if self.table.rows:
            self.error(
                ("rows",), "a table is typed here or read from a file, not both", "delete rows or file", key=True
            )
        self._names_once()
        if not real(file).is_relative_to(real(root)):
            self.error(("file",), "the table lies outside the project folder", "copy it into a folder beside the spec")
            return None
        try:
            read = read_table(file, "table", rounded=True)
        except FilesError as error:
            for problem in error.problems:
                self.error(("file",), f"{self.table.file}: {problem.message}", problem.hint)
            return None
        self.problems += read.warnings
        rows = [(n, row) for n, row in enumerate(read.rows, 1) if any(row) and n not in read.hidden]
        return self._from_rows(file, [(n, [seen(cell) for cell in row]) for n, row in rows])

    def _from_rows(self, file: Path, rows: Sequence[tuple[int, list[str]]]) -> PaperTable | None:
        if len(rows) < 2:
            hint = "its first row has the headings, those below it the figures"
            self.error(("file",), f"{self.table.file} has no rows of figures", hint)
            return None
        (_, head), *body = rows
        self._too_many(len(body), len(head))
        self._wrong_heads(file, rows[0])
        places = list(self._chosen(head))
        even = [(n, [*row, *[""] * (len(head) - len(row))] if _is_workbook(file) else row) for n, row in body]
        self._ragged(file, even, head)
        if any(problem.severity == "error" for problem in self.problems):
            return None
        columns = self.table.columns or [Column(name=escape(name)) for name in head]
        cells = [[escape(row[j]) for j in places] for _, row in even]
        return self._made(columns, cells, file, [n for n, _ in even])

    def _wrong_heads(self, file: Path, row: tuple[int, list[str]]) -> None:
        from paperbuilder.tables.rows import row_problem

        number, head = row
        for j, name in enumerate(head):
            if not name:
                hint = "give every column a heading, or delete it"
                self.problems.append(row_problem(file, number, f"column {j + 1} has no heading", hint))
            elif name in head[:j]:
                self.problems.append(
                    row_problem(file, number, f"two columns are called {name}", "give one another name")
                )

    def _chosen(self, head: Sequence[str]) -> Iterator[int]:
        """Where the columns to print stand in the file."""
        for j, column in enumerate(self.table.columns):
            if column.name in head:
                yield head.index(column.name)
            else:
                hint = did_you_mean(column.name, head, "its columns are " + ", ".join(head))
                self.error(("columns", j), f"{self.table.file} has no column {column.name}", hint)
        if not self.table.columns:
            yield from range(len(head))

    def _ragged(self, file: Path, rows: Sequence[tuple[int, list[str]]], head: Sequence[str]) -> None:
        from paperbuilder.tables.rows import row_problem

        for n, row in rows:
            if len(self.problems) < MOST_TOLD and (len(row) < len(head) or any(row[len(head) :])):
                message = f"this row has {len(row)} cells, but there are {len(head)} headings"
                hint = "put a cell that has a comma in it in quotation marks" if len(row) > len(head) else ""
                self.problems.append(row_problem(file, n, message, hint, f"tables.{self.name}"))
            for cell in row:
                if len(cell) > LONGEST:
                    self.problems.append(row_problem(file, n, f"a cell has more than {LONGEST} letters"))


def _is_workbook(file: Path) -> bool:
    """Whether cells at the end of a row are left out where they are empty."""
    from paperbuilder.files import read_start
    from paperbuilder.tables.rows import OLE, ZIP

    return read_start(file, 4).startswith((ZIP, OLE))
