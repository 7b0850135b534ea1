"""The cells of a workbook as its program shows them.

In: the bytes of an XLSX file. Out: a `Sheet`. Fails with `TooMuch`, or one of `BROKEN`. Of formulas, the values saved
with them are read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from paperbuilder.tables.number_formats import BUILT_IN, rounded_as, shown_as
from paperbuilder.tables.parts import Parts, TooMuch, bounded, pass_over

MAX_ROWS, MAX_COLUMNS = 20_000, 400


@dataclass
class Sheet:
    """Rows from the first on, and the numbers (from 1) of hidden ones; `blank` are formulas without a value, by row and
    column. `others` are further sheets that hold something."""

    name: str = ""
    rows: list[list[str]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    blank: set[tuple[int, int]] = field(default_factory=set)
    others: list[str] = field(default_factory=list)


def read_workbook(data: bytes, wanted: str = "", rounded: bool = False) -> Sheet:
    """The sheet called `wanted`, or the first that is shown; numbers `rounded` as they are shown, or whole."""
    parts = Parts(data)
    book = next(path for kind, path in parts.related("").values() if kind == "officeDocument")
    related = parts.related(book)
    sheets, since_1904 = _sheets(parts, book)
    shown = [s for s in sheets if s.get("state", "visible") == "visible"] or sheets
    chosen = next((s for s in sheets if s["name"] == wanted), shown[0])
    others = [s for s in shown if s is not chosen and chosen["name"] != wanted]
    strings = next((_strings(parts, path) for kind, path in related.values() if kind == "sharedStrings"), [])
    formats = next((_formats(parts, path) for kind, path in related.values() if kind == "styles"), [])
    sheet = _Reader(strings, formats, since_1904, rounded).read(parts, related[chosen["id"]][1])
    sheet.name = chosen["name"]
    sheet.others = [s["name"] for s in others if parts.holds_cells(related[s["id"]][1])]
    return sheet


def _sheets(parts: Parts, book: str) -> tuple[list[dict[str, str]], bool]:
    """The sheets that hold cells, and whether days count from 1904."""
    tags, related = parts.tags(book), parts.related(book)
    sheets = [given for tag, given in tags if tag == "sheet" and related[given["id"]][0] == "worksheet"]
    return sheets, any(tag == "workbookPr" and given.get("date1904") in ("1", "true") for tag, given in tags)


def _strings(parts: Parts, path: str) -> list[str]:
    """The texts that cells share, each put together from its runs; a guide to pronunciation is none of them."""
    found: list[str] = []
    open_tags: list[str] = []

    def start(name: str, _: Mapping[str, str]) -> None:
        open_tags.append(name)
        if name == "si":
            found.append("")

    def text(data: str) -> None:
        if open_tags and open_tags[-1] == "t" and "rPh" not in open_tags and found:
            found[-1] = bounded(found[-1] + data)

    parts.walk(path, start, lambda _: open_tags.pop(), text)
    return found


def _formats(parts: Parts, path: str) -> list[str]:
    """The number format of each style of a cell."""
    own: dict[str, str] = {}
    styles: list[str] = []
    within = [""]

    def start(name: str, given: Mapping[str, str]) -> None:
        if name == "numFmt" and within[-1] == "numFmts":
            own[given["numFmtId"]] = given["formatCode"]
        elif name == "xf" and within[-1] == "cellXfs":
            styles.append(given.get("numFmtId", "0"))
        within.append(name)

    parts.walk(path, start, lambda _: within.pop(), pass_over)
    return [own.get(number, BUILT_IN.get(number, "General")) for number in styles]


class _Reader:
    """Reads one sheet; a cell or a row without its place stands after the one before."""

    def __init__(self, strings: list[str], formats: list[str], since_1904: bool, rounded: bool):
        self.strings, self.formats, self.since_1904 = strings, formats, since_1904
        self.shown_as = rounded_as if rounded else shown_as
        self.sheet = Sheet()
        self.row = self.column = 0
        self.open: list[str] = []
        self.cell: dict[str, str] = {}
        self.value = self.formula = ""

    def read(self, parts: Parts, path: str) -> Sheet:
        parts.walk(path, self._start, self._end, self._text)
        return self.sheet

    def _start(self, name: str, given: dict[str, str]) -> None:
        self.open.append(name)
        if name == "row":
            self.row, self.column = int(given.get("r", self.row + 1)), 0
            if given.get("hidden") in ("1", "true"):
                self.sheet.hidden.add(self.row)
        elif name == "c":
            letters = re.match("[A-Z]{1,3}", given.get("r", ""))
            self.column = _column(letters[0]) if letters else self.column + 1
            self.cell, self.value, self.formula = given, "", ""

    def _text(self, data: str) -> None:
        inside = self.open[-1] if self.open else ""
        if inside == "v" or (inside == "t" and "rPh" not in self.open):
            self.value = bounded(self.value + data)
        elif inside == "f":
            self.formula = bounded(self.formula + data)

    def _end(self, name: str) -> None:
        self.open.pop()
        if name != "c":
            return
        constant = re.fullmatch(r'"((?:[^"]|"")*)"', self.formula)
        if self.formula and not self.value and constant:
            self.value, self.cell = constant[1].replace('""', '"'), {"t": "str"}
        elif self.formula and not self.value and self.cell.get("t") != "str":
            self.sheet.blank.add((self.row, self.column))
        if self.value and self.column <= MAX_COLUMNS:
            self._put(self._shown())

    def _put(self, text: str) -> None:
        if self.row > MAX_ROWS:
            raise TooMuch
        rows = self.sheet.rows
        rows += [[] for _ in range(self.row - len(rows))]
        rows[self.row - 1] += [""] * (self.column - len(rows[self.row - 1]))
        rows[self.row - 1][self.column - 1] = text

    def _shown(self) -> str:
        kind = self.cell.get("t", "n")
        if kind == "s":
            return self.strings[int(self.value)]
        if kind == "b":
            return "TRUE" if self.value == "1" else "FALSE"
        if kind != "n":
            return self.value
        style = int(self.cell.get("s", "0"))
        return self.shown_as(self.value, self.formats[style] if style < len(self.formats) else "", self.since_1904)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
