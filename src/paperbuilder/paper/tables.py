"""Tables of a spec, read and checked.

In: the spec, its source, the project's root. Out: `PaperTable`s, and a problem for each that fails.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from paperbuilder.paper.model import PaperFigure
from paperbuilder.paper.numerals import number, with_minus
from paperbuilder.problems import MOST_TOLD, Problem
from paperbuilder.reading.source import Path_, Source
from paperbuilder.spec.models import Exam, Worksheet
from paperbuilder.spec.tables import LONGEST, MOST_COLUMNS, MOST_ROWS, Align, Column, DataTable
from paperbuilder.texts.markup import plain


@dataclass(frozen=True, kw_only=True)
class PaperTable(PaperFigure):
    """A table whose cells can be printed; `numbers` are those of its rows in its file, if it has one.

    Numbers are read as `language` writes them.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    labelled: bool = True
    language: str = ""

    @property
    def aligned(self) -> list[Align]:
        """How the cells of each column stand: numbers by their points, texts at the left."""
        return [column.align or self._usual(j) for j, column in enumerate(self.columns)]

    def _usual(self, column: int) -> Align:
        if column == 0 and self.labelled:
            return "left"
        try:
            values = [number(plain(row[column]), self.language) for row in self.rows]
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
        read = reader.read(root)
        problems += reader.problems
        if read:
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

    def read(self, root: Path) -> PaperTable | None:
        """The table, unless something is wrong in it."""
        self._names_once()
        made = self._from_file(root) if self.table.file else self._typed()
        if made:
            self._too_many(len(made.rows), len(made.columns))
        return None if any(problem.severity == "error" for problem in self.problems) else made

    def _typed(self) -> PaperTable | None:
        columns, rows = self.table.columns, self.table.rows
        if not columns:
            self.error((), "this table has no columns", "write columns: [Year, Coal]", key=True)
        elif not rows:
            hint = "write rows:, and below it a line such as - [1928, 35.5] for each; or file: output.csv"
            self.error((), "this table has no rows", hint, key=True)
        for i, row in enumerate(rows):
            if columns and len(row) != len(columns):
                self.error(("rows", i), f"this row has {len(row)} cells, but there are {len(columns)} columns")
            for j, cell in enumerate(row):
                if len(cell) > LONGEST:
                    self.error(("rows", i, j), f"this cell has more than {LONGEST} letters", "say it in fewer words")
        return self._made(columns, rows)

    def _from_file(self, root: Path) -> PaperTable | None:
        from paperbuilder.paper.table_files import FileReader

        if self.table.rows:
            message = "a table is typed here or read from a file, not both"
            self.error(("rows",), message, "delete rows or file", key=True)
        reader = FileReader(self.name, self.table, self.source)
        found = reader.read(root)
        self.problems += reader.problems
        return self._made(found.columns, found.rows, found.file, found.numbers) if found else None

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
            language=self.source.language,
        )
