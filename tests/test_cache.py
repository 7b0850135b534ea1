"""`make` is incremental: all that a spec is made from decides, and nothing else; only whole records are believed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from paperbuilder.jobs import fingerprints
from paperbuilder.jobs.fingerprints import SharedFiles
from paperbuilder.jobs.incremental import MakeResult, make_job
from paperbuilder.jobs.job import Job
from paperbuilder.jobs.manifest import alone
from paperbuilder.jobs.parallel import make_all
from paperbuilder.outputs import pdf
from paperbuilder.outputs.options import MakeOptions
from paperbuilder.problems import Exit
from paperbuilder.themes.folders import STANDARD
from tests.conftest import HERE, SHEET
from tests.test_bad_specs import run


@pytest.fixture
def school(project: Path) -> Path:
    """A project of one spec that uses a department's look."""
    shutil.copytree(HERE / "templates", project / "templates")
    (project / "paperbuilder.yaml").write_text("school: northgate/history\n")
    (project / "worksheets" / "stalin-industrialisation.yaml").unlink()
    return project


def job(project: Path, **wish: str) -> Job:
    return Job(project / "worksheets" / SHEET.name, MakeOptions(**wish))


def again(project: Path, **wish: str) -> MakeResult:
    return make_job(job(project, **wish), SharedFiles())


def spoil(path: Path, old: str, new: str) -> None:
    """Change a file, but neither its size nor its time."""
    before, text = path.stat(), path.read_text(encoding="utf-8")
    assert old in text and len(old) == len(new)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_what_is_up_to_date_is_not_made_again(school: Path) -> None:
    first = again(school)
    before = {path: path.stat().st_mtime_ns for path in first.paths}
    second = again(school)
    assert first.made and not second.made and first.code == second.code == Exit.OK
    assert second.paths == first.paths and len(first.paths) == 3
    assert before == {path: path.stat().st_mtime_ns for path in second.paths}


def test_files_that_are_only_touched_or_copied_change_nothing(
    school: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    again(school)
    for path in school.rglob("*"):
        if path.is_file():
            os.utime(path)
    assert not again(school).made
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "project"
    shutil.copytree(school, elsewhere)
    copied = again(elsewhere)
    assert not copied.made and copied.paths[0].is_relative_to(elsewhere)


CHANGES: dict[str, Callable[[Path], object]] = {
    "spec": lambda p: spoil(p / "worksheets" / SHEET.name, "Key words", "Big words"),
    "text": lambda p: spoil(p / "worksheets/texts/stalins-industrialisation.txt", "In 1928", "In 1929"),
    "theme": lambda p: spoil(p / "templates/northgate/theme.yaml", "top: 20 mm", "top: 31 mm"),
    "template": lambda p: _append(p / "templates/northgate/section.xml"),
    "picture": lambda p: _append(p / "templates/northgate/logo.svg"),
    "a new template": lambda p: (p / "templates/northgate/history/new.xml").write_text("<x/>"),
    "a template gone": lambda p: (p / "templates/northgate/section.xml").unlink(),
    "a template renamed": lambda p: (p / "templates/northgate/section.xml").rename(p / "templates/northgate/old.xml"),
    "a font": lambda p: _font(p / "templates/northgate/fonts"),
    "ladders": lambda p: (p / "templates/northgate/ladders.yaml").write_text("{}\n"),
    "the school": lambda p: (p / "paperbuilder.yaml").write_text("school: northgate\n"),
    "no school": lambda p: (p / "paperbuilder.yaml").unlink(),
    "a PDF gone": lambda p: (p / "output/five-year-plans-answers.pdf").unlink(),
    "a PDF spoilt": lambda p: (p / "output/five-year-plans-answers.pdf").write_bytes(b"%PDF"),
    "a PDF cut": lambda p: os.truncate(p / "output/five-year-plans-answers.pdf", 1000),
}


def _append(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")


def _font(folder: Path) -> None:
    folder.mkdir()
    shutil.copy(STANDARD / "fonts" / "AtkinsonHyperlegible-Regular.ttf", folder / "LiberationSans-Regular.ttf")


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_anything_is_noticed(change: str, school: Path) -> None:
    assert again(school).made
    CHANGES[change](school)
    done = again(school)
    assert done.made and done.code == Exit.OK, done.problems
    assert all(path.read_bytes().endswith(b"%%EOF\n") for path in done.paths)
    assert not again(school).made


def test_what_is_made_after_a_change_is_what_a_fresh_process_makes(school: Path) -> None:
    """In one process: nothing of the old templates, themes and fonts is left in memory."""
    first = {path.name: path.read_bytes() for path in again(school).paths}
    _font(school / "templates/northgate/fonts")
    spoil(school / "templates/northgate/theme.yaml", "top: 20 mm", "top: 31 mm")
    usual = (STANDARD / "sheet.xml").read_text(encoding="utf-8")
    (school / "templates/northgate/history/sheet.xml").write_text(usual.replace('height="18pt"', 'height="25pt"'))
    warm = {path.name: path.read_bytes() for path in again(school).paths}
    assert run(school, "make", "--force", "--output", "fresh").returncode == 0
    assert all(warm[name] != first[name] for name in first)
    assert warm == {path.name: path.read_bytes() for path in (school / "fresh").glob("*.pdf")}


def test_options_decide_too(school: Path) -> None:
    again(school)
    assert len(again(school, only="answers").paths) == 1
    assert again(school, school="riverside").made and again(school).made


def test_force_makes_what_is_up_to_date(school: Path) -> None:
    assert run(school, "make").returncode == 0
    pdf = school / "output" / "five-year-plans-worksheet.pdf"
    before = pdf.stat().st_mtime_ns
    paths = run(school, "make").stdout
    assert paths.count(".pdf") == 3 and pdf.stat().st_mtime_ns == before
    assert run(school, "make", "--force").stdout == paths and pdf.stat().st_mtime_ns > before


def test_what_a_spec_no_longer_makes_is_deleted_with_a_word(school: Path) -> None:
    spec = school / "worksheets" / SHEET.name
    spec.write_text(spec.read_text().replace("kind: worksheet\n", "kind: worksheet\nversions: [A, B]\n"))
    first = again(school)
    changed, own = first.paths[0], school / "output" / "notes.pdf"
    changed.write_bytes(b"changed by hand")
    own.write_bytes(b"mine")
    spec.write_text(spec.read_text().replace("versions: [A, B]\n", ""))
    second = again(school)
    gone = {path.name for path in first.paths} - {path.name for path in second.paths} - {changed.name}
    said = [str(p) for p in second.problems if "no longer makes" in p.message]
    assert len(gone) == len(said) == 6 and all(any(text.startswith(name) for text in said) for name in gone)
    assert {p.name for p in (school / "output").glob("*.pdf")} == {
        changed.name,
        own.name,
        *(p.name for p in second.paths),
    }
    assert not again(school).problems


def manifest(project: Path) -> Path:
    return job(project).manifest


DAMAGES: dict[str, Callable[[str], str]] = {
    "empty": lambda text: "",
    "cut": lambda text: text[: len(text) // 2],
    "no JSON": lambda text: "\0" * 100,
    "another form": lambda text: text.partition("\n")[0] + "\n[]",
    "no PDFs": lambda text: re.sub(r'"outputs": {.*?}', '"outputs": {}', text),
    "deep": lambda text: "[" * 100_000,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_record_is_made_anew(damage: str, school: Path) -> None:
    again(school)
    whole = manifest(school).read_text(encoding="utf-8")
    manifest(school).write_text(DAMAGES[damage](whole), encoding="utf-8")
    assert again(school).made and not again(school).made


def test_a_record_of_another_version_is_not_believed(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    again(school)
    monkeypatch.setattr(fingerprints, "__version__", "0.0.1")
    assert again(school).made and not again(school).made


def test_a_failed_make_claims_nothing(school: Path) -> None:
    good = again(school).paths[0].read_bytes()
    spoil(job(school).file, "total: 34", "total: 35")
    assert again(school).code == again(school).code == Exit.SPEC
    spoil(job(school).file, "total: 35", "total: 34")
    assert again(school).paths[0].read_bytes() == good


def test_warnings_are_shown_again(school: Path) -> None:
    text = job(school).file.read_text(encoding="utf-8")
    start, end = text.index("    rights:"), text.index("extracts:")
    job(school).file.write_text(text[:start] + "\n" + text[end:], encoding="utf-8")
    first, second = run(school, "make"), run(school, "make")
    assert "nobody is named" in first.stderr and first.stderr == second.stderr and first.returncode == 0
    below = run(school / "worksheets", "make", f"../worksheets/{SHEET.name}")
    assert below.stderr.startswith("five-year-plans.yaml:")


FILES = {"worksheets/texts/stalins-industrialisation.txt": "1928", "templates/northgate/theme.yaml": "top: 20 mm"}


@pytest.mark.parametrize("name", FILES)
def test_a_file_changed_while_it_is_read_and_changed_back(
    name: str, school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was made in between is not taken for what the old file would give."""

    real, old, new = pdf.made_documents, FILES[name], FILES[name].replace("2", "3")

    def slow(*arguments: Any) -> list[pdf.MadeDocument]:
        spoil(school / name, old, new)
        return real(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(pdf, "made_documents", slow)
        assert again(school).made
    spoil(school / name, new, old)
    assert again(school).made and not again(school).made


def test_makes_at_the_same_time_do_not_tread_on_each_other(project: Path) -> None:
    command = [sys.executable, "-m", "paperbuilder", "make"]
    makes = [subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(5)]
    outputs = [process.communicate() for process in makes]
    assert [process.returncode for process in makes] == [0] * 5
    assert len(set(outputs)) == 1 and outputs[0][1] == b""
    assert not list(project.rglob("*.part"))
    pdfs = list((project / "output").glob("*.pdf"))
    once = [json.loads(path.read_text().partition("\n")[2]) for path in project.rglob("output/.paperbuilder/*.json")]
    assert (
        len(pdfs) == 6
        and len(once) == 2
        and all(not r.made for r in make_all([Job(project / r["asked"][0]) for r in once]))
    )


def test_one_waits_for_the_other_and_then_has_nothing_to_do(school: Path) -> None:
    with alone(job(school)) as first:
        assert first
        waiting = subprocess.Popen([sys.executable, "-m", "paperbuilder", "make"], cwd=school, stdout=subprocess.PIPE)
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(1.5)
        assert not (school / "output" / "five-year-plans-worksheet.pdf").exists()
    assert waiting.communicate()[0].count(b".pdf") == 3


def test_several_processes_print_what_one_prints(project: Path) -> None:
    for number in range(4):
        shutil.copy(SHEET, project / "worksheets" / f"copy-{number}.yaml")
    spoil(project / "worksheets" / "copy-1.yaml", "total: 34", "total: 35")
    one = run(project, "make", "--output", "one")
    two = run(project, "make", "--output", "two", "--jobs", "3")
    assert two.stdout == one.stdout.replace("one/", "two/") and two.stderr == one.stderr
    assert one.returncode == two.returncode == 3
    made = {path.name: path.read_bytes() for path in (project / "one").glob("*.pdf")}
    assert made == {path.name: path.read_bytes() for path in (project / "two").glob("*.pdf")} and len(made) == 15


def test_processes_that_start_afresh_work_too(project: Path) -> None:
    """As on Windows and macOS, where they import the command again."""
    code = (
        "import multiprocessing as m, runpy, sys; m.set_start_method('spawn'); sys.argv = ['p', 'make', '--jobs', '2']"
    )
    code += "; runpy.run_module('paperbuilder', run_name='__main__', alter_sys=True)"
    done = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout.count(".pdf") == 6 and done.stderr == ""


def test_nothing_heavy_is_loaded_if_there_is_nothing_to_do(school: Path) -> None:
    again(school)
    code = """
import sys
from paperbuilder.cli import app
app(["make"], standalone_mode=False)
print(*[name for name in ("yaml", "jinja2", "reportlab", "concurrent.futures") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=school, capture_output=True, text=True)
    assert done.stdout.count(".pdf") == 3 and done.stdout.splitlines()[-1] == ""
