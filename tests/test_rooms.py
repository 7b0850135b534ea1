"""Arrows between rooms go one way: importing a room must not load what it must not know."""

from __future__ import annotations

import subprocess
import sys

import pytest

ROOMS = {
    "problems": ("paperbuilder.spec", "yaml", "jinja2", "reportlab"),
    "spec": ("paperbuilder.texts.essay", "jinja2", "reportlab"),
    "texts": ("paperbuilder.paper", "jinja2", "reportlab"),
    "paper": ("paperbuilder.layout", "jinja2", "reportlab"),
    "layout.render": ("paperbuilder.typeset", "reportlab"),
    "flow": ("paperbuilder.paper", "paperbuilder.spec.models", "jinja2", "paperbuilder.pdf"),
    "press": ("paperbuilder.paper", "jinja2", "reportlab.platypus"),
    "looks": ("yaml", "jinja2", "reportlab", "paperbuilder.outputs.pipeline"),
    "cache": ("yaml", "jinja2", "reportlab", "paperbuilder.jobs.watch", "typer"),
    "class_set": ("jinja2", "segno", "openpyxl", "paperbuilder.jobs.incremental"),
    "many": ("yaml", "jinja2", "reportlab", "distributed", "paperbuilder.jobs.cluster", "typer"),
    "cluster": ("yaml", "jinja2", "reportlab", "distributed", "typer"),
    "marks": ("reportlab", "paperbuilder.typeset", "openpyxl", "paperbuilder.marking.feedback"),
    "feedback": ("reportlab", "paperbuilder.typeset", "openpyxl", "paperbuilder.cli"),
    "watch": ("yaml", "jinja2", "reportlab", "paperbuilder.cli", "typer"),
    "cli": ("yaml", "jinja2", "reportlab", "paperbuilder.outputs.pipeline", "paperbuilder.jobs.incremental"),
}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_loads_only_what_stands_to_its_left(room: str) -> None:
    code = f"import sys, paperbuilder.{room} as room; assert room.__doc__; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert f"paperbuilder.{room}" in loaded
    assert not [name for name in ROOMS[room] if name in loaded]
