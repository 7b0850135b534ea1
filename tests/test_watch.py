"""`watch`: what a change touches is made again, errors do not end it, Ctrl-C does."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from paperbuilder.jobs.incremental import MakeResult
from paperbuilder.jobs.job import Job
from paperbuilder.jobs.parallel import make_all
from paperbuilder.jobs.watch import Watch
from paperbuilder.outputs import pdf
from paperbuilder.problems import Exit
from paperbuilder.spec.project import find_specs
from tests.conftest import EXAM, HERE, SHEET


class Watched:
    """A watch that looks when it is told to, and the names of the PDFs that each look made."""

    def __init__(self, project: Path):
        self.shown: list[MakeResult] = []
        self._watch = Watch(lambda: [Job(s) for s in find_specs(project)], self.shown.append)
        self._watch.start()

    def look(self) -> list[MakeResult]:
        self.shown.clear()
        self._watch.look()
        return list(self.shown)

    def made(self) -> set[str]:
        results = self.look()
        assert all(result.code == Exit.OK for result in results)
        return {path.name.partition("-")[0] for result in results for path in result.paths}


@pytest.fixture
def school(project: Path) -> Path:
    shutil.copytree(HERE / "templates", project / "templates")
    (project / "paperbuilder.yaml").write_text("school: northgate\n")
    return project


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_only_what_a_change_touches_is_made(school: Path) -> None:
    shutil.copy(school / "worksheets/texts/stalins-industrialisation.txt", school / "worksheets/texts/own.txt")
    change(school / "worksheets" / SHEET.name, "texts/stalins-industrialisation.txt", "texts/own.txt")
    watched = Watched(school)
    assert watched.made() == set()
    change(school / "worksheets" / SHEET.name, "Key words", "Big words")
    assert watched.made() == {"five"} and watched.made() == set()
    (school / "worksheets/texts/own.txt").open("a").write("\nMore.\n")
    assert watched.made() == {"five"}
    change(school / "templates/northgate/section.xml", "", "\n")
    assert watched.made() == {"five", "stalin"}
    (school / "templates/northgate/logo.svg").open("a").write("\n")
    assert watched.made() == {"five", "stalin"}
    change(school / "paperbuilder.yaml", "northgate", "riverside")
    assert watched.made() == {"five", "stalin"}
    (school / "templates/northgate/logo.svg").open("a").write("\n")
    assert watched.made() == set()


def test_new_specs_are_found_and_deleted_ones_forgotten(project: Path) -> None:
    watched = Watched(project)
    shutil.copy(SHEET, project / "worksheets" / "new-sheet.yaml")
    assert watched.made() == {"new"}
    (project / "worksheets" / "new-sheet.yaml").unlink()
    assert watched.made() == set()


CHANGES: dict[str, Callable[[Path], object]] = {
    "a question": lambda p: change(p / "worksheets" / EXAM.name, "Read all three extracts", "Read all extracts"),
    "an extract": lambda p: change(
        p / "worksheets" / EXAM.name, "start: If the Soviet Union were", "start: the Soviet Union were"
    ),
    "the text": lambda p: change(
        p / "worksheets/texts/stalins-industrialisation.txt", "stronger industrial", "weaker industrial"
    ),
    "the theme of the spec": lambda p: change(
        p / "worksheets" / EXAM.name, "total: 40", "theme: {page: {top: 33 mm}}\ntotal: 40"
    ),
    "the theme": lambda p: change(p / "templates/northgate/theme.yaml", "top: 20 mm", "top: 31 mm"),
    "a template": lambda p: (p / "templates/northgate/school.xml").write_text('<p style="course">Another school</p>'),
    "a picture": lambda p: shutil.copy(_picture(p), p / "templates/northgate/logo.svg"),
}


def _picture(project: Path) -> Path:
    path = project / "other.svg"
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>')
    return path


@pytest.mark.parametrize("name", CHANGES)
def test_a_warm_process_makes_what_a_fresh_one_makes(name: str, school: Path) -> None:
    """Documents kept in memory are used only where nothing of theirs has changed."""
    watched = Watched(school)
    old = {path.name: path.read_bytes() for path in (school / "output").glob("*.pdf")}
    CHANGES[name](school)
    watched.look()
    warm = {path.name: path.read_bytes() for path in (school / "output").glob("*.pdf")}
    assert warm != old
    for spec in find_specs(school):
        list(make_all([Job(spec, output=school / "fresh")], force=True))
    assert warm == {path.name: path.read_bytes() for path in (school / "fresh").glob("*.pdf")}


def test_errors_are_shown_once_and_mended_specs_are_made(project: Path) -> None:
    watched, spec = Watched(project), project / "worksheets" / SHEET.name
    good = (project / "output/five-year-plans-worksheet.pdf").read_bytes()
    change(spec, "total: 34", "total: 35")
    (failed,) = watched.look()
    assert failed.code == Exit.SPEC and "add up to 34" in str(failed.problems[0])
    assert watched.look() == [] and (project / "output/five-year-plans-worksheet.pdf").read_bytes() == good
    change(spec, "total: 35", "total: 34")
    (mended,) = watched.look()
    assert mended.code == Exit.OK and len(mended.paths) == 3


def test_a_text_that_comes_later_is_noticed(project: Path) -> None:
    text = project / "worksheets/texts/stalins-industrialisation.txt"
    whole = text.read_bytes()
    text.unlink()
    watched = Watched(project)
    assert watched.look() == []
    text.write_bytes(whole)
    assert watched.made() == {"five", "stalin"}


def test_a_fault_of_our_own_does_not_end_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watched, spec = Watched(project), project / "worksheets" / SHEET.name
    with monkeypatch.context() as patch:
        patch.setattr(pdf, "made_documents", lambda *_: 1 / 0)
        change(spec, "Key words", "Big words")
        (failed,) = watched.look()
        assert "ZeroDivisionError" in failed.problems[0].message and watched.look() == []
    change(spec, "Big words", "Key terms")
    assert watched.made() == {"five"}


@pytest.fixture
def process(project: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "paperbuilder", "watch"]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr and process.stderr.readline() == "watching 2 specs; Ctrl-C ends it\n"
        yield process
        process.kill()


def test_the_command_runs_on_through_an_error_until_ctrl_c(process: subprocess.Popen[str], project: Path) -> None:
    spec, pdf = project / "worksheets" / SHEET.name, project / "output" / "five-year-plans-worksheet.pdf"
    before = pdf.read_bytes()
    change(spec, "total: 34", "total: 35")
    assert process.stderr and "add up to 34" in process.stderr.readline()
    change(spec, "total: 35", "total: 34")
    change(spec, "Key words", "Big words")
    end = time.monotonic() + 20
    while pdf.read_bytes() == before and time.monotonic() < end:
        time.sleep(0.01)
    assert pdf.read_bytes() != before
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert process.returncode == 0 and err.endswith("watching has ended\n") and "Traceback" not in err
    assert out.split()[:6] == sorted(out.split()[:6], key=lambda p: "stalin" in p) and out.count(".pdf") == 9
