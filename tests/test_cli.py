"""The command line: paths on stdout, problems on stderr, exit codes, nothing half-written."""

from __future__ import annotations

from pathlib import Path

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
