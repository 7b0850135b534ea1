"""The wheel, installed alone in an empty environment, makes a paper in an empty folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

from tests.conftest import HERE, SHEET


def test_the_wheel_works_alone(tmp_path: Path) -> None:
    dist, environment, folder = tmp_path / "dist", tmp_path / "venv", tmp_path / "empty"
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(dist), str(HERE)]
    subprocess.run(build, check=True, capture_output=True)
    venv.create(environment, with_pip=True)
    python = environment / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    wheel = next(dist.glob("paperbuilder-*.whl"))
    with zipfile.ZipFile(wheel) as opened:
        ready_made = opened.read("paperbuilder/templating/ready_made.bin")
    assert len(ready_made) > 100_000 and str(HERE).encode() not in ready_made
    subprocess.run([python, "-m", "pip", "install", "-q", wheel], check=True, capture_output=True)
    folder.mkdir()
    shutil.copy(SHEET, folder / "sheet.yaml")
    shutil.copytree(HERE / "worksheets" / "texts", folder / "texts")
    command = [python, "-m", "paperbuilder", "make", "sheet.yaml"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [f"output/sheet-{name}.pdf" for name in ("worksheet", "answers", "mark-scheme")]
    assert (folder / "output" / "sheet-worksheet.pdf").read_bytes().startswith(b"%PDF")
