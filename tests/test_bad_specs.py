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
from paperbuilder.cli import main
from tests.conftest import HERE

BAD = Path(__file__).parent / "bad"
CASES = sorted(BAD.glob("*.yaml"))


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "paperbuilder", *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8"
    )


def run_here(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str
) -> tuple[str, str, int]:
    """What the command prints on both channels, and its exit code, without a process of its own."""
    monkeypatch.setattr(sys, "argv", ["paperbuilder", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return *capsys.readouterr(), int(ended.value.code or 0)


def test_there_are_forty_cases() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_bad_spec_is_reported(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "worksheets").mkdir()
    shutil.copytree(HERE / "worksheets" / "texts", tmp_path / "worksheets" / "texts")
    shutil.copytree(BAD / "texts", tmp_path / "worksheets" / "texts", dirs_exist_ok=True)
    for beside in ("pictures", "data"):
        shutil.copytree(BAD / beside, tmp_path / "worksheets" / beside)
    shutil.copy(case, tmp_path / "worksheets")
    monkeypatch.chdir(tmp_path)
    printed, said, code = run_here(capsys, monkeypatch, "make", f"worksheets/{case.name}")
    expected = case.with_suffix(".txt")
    if os.environ.get("PAPERBUILDER_UPDATE"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")
    assert "error:" in said and "Traceback" not in said
    assert code in (3, 4, 5) and printed == ""
    assert not list(tmp_path.rglob("*.pdf"))
    assert "".join(f"{problem}\n" for problem in check(f"worksheets/{case.name}")) == said


def test_the_command_says_the_same_in_a_process_of_its_own(tmp_path: Path) -> None:
    shutil.copy(BAD / "bold-at-start.yaml", tmp_path)
    done = run(tmp_path, "make", "bold-at-start.yaml")
    expected = (BAD / "bold-at-start.txt").read_text(encoding="utf-8").replace("worksheets/", "")
    assert (done.stderr, done.stdout, done.returncode) == (expected, "", 3)


def test_a_file_too_deep_for_the_yaml_reader_itself_is_reported(tmp_path: Path) -> None:
    """Some versions of libyaml give up by themselves at 1,000 levels, and read ahead to them."""
    (tmp_path / "deep.yaml").write_text("title: " + "[" * 2000)
    done = run(tmp_path, "check", "deep.yaml")
    assert "deep.yaml:1:" in done.stderr and "there is too much in this file" in done.stderr
    assert "30 levels deep at most" in done.stderr and done.returncode == 3
