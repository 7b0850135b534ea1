"""Every wrong spec in `tests/bad` gives just the problems written beside it: no traceback, nothing made.

A case is one YAML file; its expected report is the file of the same name ending in `.txt`.
`PAPERBUILDER_UPDATE=1` writes the reports anew, to be read before they are committed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from paperbuilder import check
from tests.conftest import HERE

BAD = Path(__file__).parent / "bad"
CASES = sorted(BAD.glob("*.yaml"))


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "paperbuilder", *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8"
    )


def test_there_are_forty_cases() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_bad_spec_is_reported(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "worksheets").mkdir()
    shutil.copytree(HERE / "worksheets" / "texts", tmp_path / "worksheets" / "texts")
    shutil.copytree(BAD / "texts", tmp_path / "worksheets" / "texts", dirs_exist_ok=True)
    for beside in ("pictures", "data"):
        shutil.copytree(BAD / beside, tmp_path / "worksheets" / beside)
    shutil.copy(case, tmp_path / "worksheets")
    done = run(tmp_path, "make", f"worksheets/{case.name}")
    expected = case.with_suffix(".txt")
    if os.environ.get("PAPERBUILDER_UPDATE"):
        expected.write_text(done.stderr, encoding="utf-8")
    assert done.stderr == expected.read_text(encoding="utf-8")
    assert "error:" in done.stderr and "Traceback" not in done.stderr
    assert done.returncode in (3, 4, 5)
    assert done.stdout == ""
    assert not list(tmp_path.rglob("*.pdf"))
    monkeypatch.chdir(tmp_path)
    assert "".join(f"{problem}\n" for problem in check(f"worksheets/{case.name}")) == done.stderr


def test_a_file_too_deep_for_the_yaml_reader_itself_is_reported(tmp_path: Path) -> None:
    """Some versions of libyaml give up by themselves at 1,000 levels, and read ahead to them."""
    (tmp_path / "deep.yaml").write_text("title: " + "[" * 2000)
    done = run(tmp_path, "check", "deep.yaml")
    assert "deep.yaml:1:" in done.stderr and "there is too much in this file" in done.stderr
    assert "30 levels deep at most" in done.stderr and done.returncode == 3
