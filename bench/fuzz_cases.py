"""Spoilt projects for `bench/fuzz.py`: the shipped specs, texts, themes and templates, and small class lists, mutated.

In: a random generator and an empty folder. Out: a project in the folder, and what is asked of it.
"""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml
from fuzz_spoil import spoil

from paperbuilder.outputs.options import MakeOptions
from paperbuilder.questions.kinds import FOLDER as KINDS
from paperbuilder.schools.samples import SAMPLE, worksheet_text
from paperbuilder.themes.folders import STANDARD

HERE = Path(__file__).parent.parent
SPECS = {file.name: file.read_text(encoding="utf-8") for file in sorted((HERE / "worksheets").glob("*.yaml"))}
SPECS |= {"exam.yaml": (SAMPLE / "exam.yaml").read_text(encoding="utf-8"), "sample.yaml": worksheet_text()}
HEADS = ["Name", "Forename", "Surname", "Form", "Candidate number", "Seat", "Edition", "Version", "Extra time", "Paper"]
CELLS = [
    "",
    "\x07",
    "x" * 300,
    "Anna",
    "O’Neill",
    "10B",
    "0012",
    "A1",
    "large-print-18",
    "B",
    "25%",
    "²",
    "=1+1",
    "#REF!",
    "🙂",
]
WHAT = ["spec", "spec", "spec", "spec", "text", "theme", "template", "template", "class", "logo", "settings"]
OPTIONS: dict[str, tuple[float, list[Any]]] = {  # how often each is given, and what
    "only": (0.6, ["worksheet", "answers", "mark-scheme", "question-paper"]),
    "edition": (0.1, ["large-print-18", "large-print-18", "nope"]),
    "version": (0.05, ["B", "nope"]),
    "imposed": (0.05, [("booklet",), ("two-up", "two-copies")]),
}


@dataclass(frozen=True)
class Case:
    """A spec to check and to make, for a class if there is a list."""

    spec: Path
    options: MakeOptions
    classes: Path | None


def new_case(random: Random, folder: Path) -> Case:
    """A project in which one file is spoilt."""
    spec = _project(random, folder)
    what = random.choice(WHAT)
    spoilt = FILES[what](random, folder) if what in FILES else spec
    for _ in range(random.choice([1, 1, 1, 2, 3, 6])):
        spoilt.write_bytes(spoil(random, spoilt))
    school = random.choice(["ours", "ours", "", "nope"] if what in ("spec", "settings") else ["ours"])
    chosen = {name: random.choice(some) for name, (often, some) in OPTIONS.items() if random.random() < often}
    return Case(spec, MakeOptions(school=school, **chosen), spoilt if what == "class" else None)


def _project(random: Random, folder: Path) -> Path:
    name, text = random.choice(list(SPECS.items()))
    spec = folder / "worksheets" / name
    shutil.copytree(HERE / "worksheets" / "texts", folder / "worksheets" / "texts")
    shutil.copy(SAMPLE / "text.txt", folder / "worksheets")
    spec.write_text(text, encoding="utf-8")
    shutil.copytree(HERE / "templates" / random.choice(["northgate", "riverside"]), folder / "templates" / "ours")
    (folder / "paperbuilder.yaml").write_text("school: ours\n", encoding="utf-8")
    return spec


def _text(random: Random, folder: Path) -> Path:
    return random.choice(sorted((folder / "worksheets" / "texts").iterdir()))


def _template(random: Random, folder: Path) -> Path:
    """A built-in template or partial, as the school's own."""
    source = random.choice([*sorted(STANDARD.glob("*.xml")), *sorted(KINDS.glob("*.xml"))])
    partial = source.parent == KINDS
    name = f"types/{source.name.replace('_', '-')}" if partial else source.name
    target = folder / "templates" / "ours" / name
    target.parent.mkdir(exist_ok=True)
    shutil.copy(source, target)
    return target


def _class(random: Random, folder: Path) -> Path:
    heads = random.sample(HEADS, random.randint(1, 6))
    rows = [heads] + [[random.choice(CELLS) for _ in heads] for _ in range(random.randint(0, 5))]
    file = folder / random.choice(["list.csv", "list.csv", "list.xlsx"])
    (_write_xlsx if file.suffix == ".xlsx" else _write_csv)(random, file, rows)
    return file


def _write_csv(random: Random, file: Path, rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=random.choice(",;\t")).writerows(rows)
    file.write_bytes(out.getvalue().encode(random.choice(["utf-8", "utf-8-sig", "cp1252", "utf-16"]), "replace"))


def _write_xlsx(random: Random, file: Path, rows: list[list[str]]) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([cell.replace("\x07", "") for cell in row])
    book.save(file)


def _logo(random: Random, folder: Path) -> Path:
    from PIL import Image

    school = folder / "templates" / "ours"
    file = school / random.choice(["logo.svg", "logo.png", "logo.jpg"])
    if file.suffix == ".svg":
        shutil.copy(HERE / "templates" / "northgate" / "logo.svg", file)
    else:
        Image.new(random.choice(["RGB", "L"]), (60, 40), 128).save(file)
    theme = yaml.load((school / "theme.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    theme["logo"] = {"file": file.name, "alt": "Logo", "width": "14 mm"}
    (school / "theme.yaml").write_text(yaml.safe_dump(theme, allow_unicode=True), encoding="utf-8")
    return file


FILES: dict[str, Callable[[Random, Path], Path]] = {
    "text": _text,
    "theme": lambda _, folder: folder / "templates" / "ours" / "theme.yaml",
    "template": _template,
    "class": _class,
    "logo": _logo,
    "settings": lambda _, folder: folder / "paperbuilder.yaml",
}
