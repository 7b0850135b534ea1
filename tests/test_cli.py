"""The command line: paths on stdout, problems on stderr, exit codes, nothing half-written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from paperbuilder import files
from paperbuilder.problems import FilesError
from tests.conftest import EXAM, SHEET
from tests.test_bad_specs import run


def test_make_prints_only_paths_and_makes_everything(project: Path) -> None:
    done = run(project, "make")
    assert done.returncode == 0 and done.stderr == ""
    paths = done.stdout.split()
    assert len(paths) == 6 and all((project / path).read_bytes().startswith(b"%PDF") for path in paths)


def test_a_failing_spec_does_not_stop_the_others_and_keeps_the_last_good_file(project: Path) -> None:
    assert run(project, "make").returncode == 0
    sheet = project / "worksheets" / SHEET.name
    good = project / "output" / "five-year-plans-worksheet.pdf"
    before = good.read_bytes()
    sheet.write_text(sheet.read_text().replace("total: 34", "total: 35"))
    exam = project / "output" / "stalin-industrialisation-insert.pdf"
    exam.unlink()
    done = run(project, "make")
    assert done.returncode == 3
    assert "worksheets/five-year-plans.yaml" in done.stderr and "add up to 34" in done.stderr
    assert exam.exists() and good.read_bytes() == before


def test_only_one_document(project: Path) -> None:
    done = run(project, "make", f"worksheets/{EXAM.name}", "--only", "mark-scheme")
    assert done.stdout.split() == ["output/stalin-industrialisation-mark-scheme.pdf"]
    wrong = run(project, "make", f"worksheets/{EXAM.name}", "--only", "mark-shceme")
    assert wrong.returncode == 3 and "did you mean mark-scheme?" in wrong.stderr


def test_check_layout_schema_version_help(project: Path) -> None:
    assert run(project, "check").stdout == ""
    assert run(project, "layout", f"worksheets/{EXAM.name}", "--only", "insert").stdout.startswith(
        "<?from insert.xml?>"
    )
    assert '"$schema"' in run(project, "schema").stdout
    assert run(project, "--version").stdout.startswith("paperbuilder ")
    assert "make" in run(project, "--help").stdout
    assert run(project, "mkae").returncode == 2


def test_a_missing_spec_and_an_empty_folder_are_explained(tmp_path: Path) -> None:
    missing = run(tmp_path, "make", "nothing.yaml")
    assert missing.returncode == 5 and "there is no such file" in missing.stderr
    assert run(tmp_path, "make").returncode == 5


def test_nothing_is_left_half_written(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").mkdir()
    with pytest.raises(FilesError):
        files.write_whole({tmp_path / "a.pdf": b"new", tmp_path / "b.pdf": b"new"})
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--class", "a.csv", "--two-copies"], "--two-copies does not go with --class"),
        (["--class", "a.csv", "--each", "--booklet"], "--booklet goes neither with --each nor with --tagged"),
        (["--spares", "3"], "--spares goes with --class only"),
        (["--qr"], "--qr goes with --class only"),
    ],
)
def test_an_option_without_effect_is_refused(options: list[str], words: str, tmp_path: Path) -> None:
    done = run(tmp_path, "make", *options)
    assert done.returncode == 2 and words in done.stderr


SPEC = (
    "kind: worksheet\ntitle: “A” → б\nquestions: [{type: short, stem: Who?, marks: 1, mark-scheme: {points: [a, b]}}]\n"
)
THEME = "schema: 1\nname: → б\n"


def command(folder: Path, *arguments: str, **more: Any) -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "paperbuilder", *arguments], cwd=folder, **{"stdout": subprocess.PIPE, **more}
    )
    assert b"Traceback" not in done.stderr and b"Exception" not in done.stderr
    return done


@pytest.fixture
def abroad(tmp_path: Path) -> Path:
    """A project whose names and words are not of western Europe."""
    for name, text in (("worksheets/名.yaml", SPEC), ("templates/x/theme.yaml", THEME)):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


ASKED = (["make"], ["layout", "worksheets/名.yaml"], ["schools", "show", "x"], ["schema"], ["schools"], ["--help"])


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_a_console_without_the_letters_gets_words(abroad: Path, asked: list[str]) -> None:
    there = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = command(abroad, *asked, stderr=subprocess.PIPE, env=there)
    assert done.returncode == 0 and done.stdout.decode("cp1252")
    if asked[0] == "layout":
        assert "A” &#8594; &#1073;" in done.stdout.decode("cp1252")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's full disk")
@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_a_full_disk_on_standard_output_is_said(abroad: Path, asked: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = command(abroad, *asked, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 5
    assert done.stderr == b"standard output: error: no more can be printed (the disk is full)\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be removed there")
@pytest.mark.parametrize("asked", [["make"], ["check"], ["schools", "show", "x"], ["watch"]], ids=" ".join)
def test_a_working_folder_that_is_gone_is_said(tmp_path: Path, asked: list[str]) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    done = command(gone, *asked, stderr=subprocess.PIPE, preexec_fn=gone.rmdir)
    assert done.returncode == 5 and b"not there any more" in done.stderr
