"""Measured tables stand in the documents between two marks."""

from __future__ import annotations

from pathlib import Path

BEGIN, END = "<!-- measured -->", "<!-- end -->"


def write_between(file: Path, text: str) -> None:
    """Put a text between the marks of a file."""
    before, _, rest = file.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    file.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
