"""What is asked for when a paper is printed for a class.

In: a class list, or a folder of them. Out: `ClassSetPlan`s. Fails with `FilesError` for a folder without any.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from paperbuilder.problems import FilesError, Problem

LISTS = (".csv", ".xlsx")


@dataclass(frozen=True, kw_only=True)
class ClassSetPlan:
    """A class list, and how its copies are printed: spare ones, a file for each pupil, tags, a QR code on each page."""

    file: Path
    spares: int = 0
    each: bool = False
    tagged: bool = False
    qr: bool = False


def plans_for(plan: ClassSetPlan) -> list[ClassSetPlan]:
    """The plan itself, or one for each list if its file is a folder. Raises FilesError if there is none."""
    path = plan.file
    lists = sorted(f for f in path.iterdir() if f.suffix.lower() in LISTS) if path.is_dir() else [path]
    if not lists:
        raise FilesError([Problem(message="no class list (CSV or XLSX) is in this folder", file=path.name)])
    return [replace(plan, file=file) for file in lists]
