"""Arrows between rooms go one way: every module imports what its room may, and no modules import each other.

`ROOMS` is the order of `docs/architecture.md`, and what each room may import: no more, and no less than it does.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import HERE, committed

SOURCE = HERE / "src" / "paperbuilder"
ROOMS = {
    "units": "",
    "marks": "",
    "problems": "marks",
    "files": "problems",
    "pictures": "units",
    "charts": "units pictures",
    "reading": "marks problems files",
    "tables": "problems files reading",
    "maths": "problems pictures",
    "texts": "problems files reading maths",
    "questions": "marks units problems reading texts",
    "spec": "marks units problems files reading questions",
    "themes": "units problems files pictures reading questions spec",
    "paper": "marks units problems files pictures charts reading tables maths texts questions spec themes",
    "templating": "marks units problems charts reading texts questions themes paper",
    "typeset": "units problems pictures charts maths themes",
    "pdf": "units pictures themes typeset",
    "outputs": "units problems files pictures reading texts themes paper templating typeset pdf",
    "class_sets": "units problems files reading tables texts spec themes paper templating typeset pdf outputs",
    "marking": "marks problems files tables questions spec themes paper templating typeset outputs class_sets",
    "jobs": "problems files spec themes paper outputs class_sets",
    "library": "problems paper outputs jobs",
    "printing": "units problems",
    "schools": "marks units problems files reading questions themes paper templating typeset pdf outputs class_sets "
    "marking",
    "cli": "problems files spec themes paper outputs class_sets marking jobs printing schools",
}
MODULES = {
    ".".join(f.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"): f
    for f in sorted(SOURCE.rglob("*.py"))
    if f.parent != SOURCE or not f.name.startswith("__")
}
LIGHT = {  # what is loaded before there is anything to do
    "cli": "yaml jinja2 reportlab paperbuilder.jobs paperbuilder.outputs",
    "library": "yaml jinja2 reportlab",
    "jobs.incremental": "yaml jinja2 reportlab filelock",
    "jobs.parallel": "yaml jinja2 reportlab distributed concurrent.futures",
    "jobs.cluster": "yaml jinja2 reportlab distributed",
    "jobs.watch": "yaml jinja2 reportlab typer",
    "class_sets.named_copies": "jinja2 segno openpyxl reportlab",
    "marking.feedback": "reportlab openpyxl",
    "paper.assembling": "jinja2 reportlab paperbuilder.charts paperbuilder.tables paperbuilder.maths",
    "templating.render": "jinja2 reportlab",
    "typeset.compose": "jinja2 reportlab.pdfgen paperbuilder.paper paperbuilder.templating paperbuilder.charts "
    "paperbuilder.maths",
    "pdf.document": "jinja2 reportlab.platypus paperbuilder.paper paperbuilder.maths",
}


def imports(file: Path) -> Iterator[tuple[str, bool]]:
    """Every module of ours that a file imports, wherever it does; False if for types only."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    types = {
        node
        for test in ast.walk(tree)
        if isinstance(test, ast.If) and isinstance(test.test, ast.Name) and test.test.id == "TYPE_CHECKING"
        for node in ast.walk(test)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("paperbuilder."):
            base = node.module.removeprefix("paperbuilder.")
            for alias in node.names:
                yield f"{base}.{alias.name}" if f"{base}.{alias.name}" in MODULES else base, node not in types


def room(module: str) -> str:
    return module.split(".")[0]


def test_every_module_has_a_room_with_a_place_in_the_order() -> None:
    assert {room(module) for module in MODULES} == set(ROOMS)
    order = list(ROOMS)
    assert all(order.index(other) < order.index(name) for name, others in ROOMS.items() for other in others.split())


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_its_room_may(module: str) -> None:
    assert ast.get_docstring(ast.parse(MODULES[module].read_text(encoding="utf-8")))
    strange = {room(other) for other, _ in imports(MODULES[module])} - {room(module), *ROOMS[room(module)].split()}
    assert not strange, f"{module} imports {strange}"


def test_no_room_may_import_what_it_does_not_need() -> None:
    used = {name: {room(o) for m in MODULES if room(m) == name for o, _ in imports(MODULES[m])} for name in ROOMS}
    assert {name: found - {name} for name, found in used.items()} == {n: set(o.split()) for n, o in ROOMS.items()}


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {m: {other for other, runs in imports(file) if runs and other != m} for m, file in MODULES.items()}
    while leaves := {m for m, others in graph.items() if not others & graph.keys()}:
        graph = {m: others for m, others in graph.items() if m not in leaves}
    assert not graph, f"a circle among {sorted(graph)}"


def test_the_order_in_the_docs_is_this_one() -> None:
    page = (HERE / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert re.findall(r"^## ([a-z_]+)\b", page, re.MULTILINE) == list(ROOMS)


def test_the_picture_of_the_rooms_is_current() -> None:
    from bench.rooms import picture

    assert committed("pictures/rooms.svg", picture()) == picture()


@pytest.mark.parametrize("module", LIGHT)
def test_nothing_heavy_is_loaded_before_it_is_needed(module: str) -> None:
    code = f"import sys, paperbuilder.{module}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert f"paperbuilder.{module}" in loaded
    assert not [name for name in LIGHT[module].split() if name in loaded]
