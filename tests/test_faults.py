"""Faults of the machine: killed processes, full disks, folders that cannot be written, specs that cannot be read.

Each time there is a clear report, everything else is done, and the last good files are intact.
"""

from __future__ import annotations

import ctypes
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from paperbuilder import make
from paperbuilder.jobs import incremental, manifest
from paperbuilder.jobs.fingerprints import SharedFiles
from paperbuilder.jobs.job import Job
from paperbuilder.jobs.parallel import make_all
from paperbuilder.outputs.options import MakeOptions
from paperbuilder.problems import Exit
from tests.conftest import EXAM, SHEET
from tests.test_bad_specs import run

MAKE = [sys.executable, "-m", "paperbuilder", "make"]
linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux's limits")


def without_rights() -> None:
    """In the child: even root must heed the rights of files (Linux, PR_CAPBSET_DROP of the two that override them)."""
    for capability in (1, 2):
        ctypes.CDLL(None).prctl(24, capability)


def small_files() -> None:
    """In the child: a file that grows beyond 120 000 bytes cannot be written further."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (120_000, 120_000))


def limited(project: Path, limit: Callable[[], None], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*MAKE, *arguments], cwd=project, preexec_fn=limit, capture_output=True, text=True)


def pdfs(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((project / "output").glob("*.pdf"))}


def new_word(project: Path, spec: Path = SHEET) -> None:
    """A change that alters every document of a spec."""
    path = project / "worksheets" / spec.name
    path.write_text(path.read_text(encoding="utf-8").replace("\ntitle: ", "\ntitle: New ", 1), encoding="utf-8")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_killed_at_any_moment(project: Path, jobs: str) -> None:
    """Every PDF is always a whole one, old or new; the next make ends with what a first make ends with."""
    assert run(project, "make").returncode == 0
    chance = random.Random(int(jobs))
    for _ in range(8):
        new_word(project)
        new_word(project, EXAM)
        with subprocess.Popen(
            [*MAKE, "--jobs", jobs], cwd=project, start_new_session=True, stdout=subprocess.PIPE
        ) as process:
            time.sleep(chance.uniform(0.1, 0.9))
            os.killpg(process.pid, signal.SIGKILL)
        assert len(pdfs(project)) == 6
        assert all(data[:5] == b"%PDF-" and data.endswith(b"%%EOF\n") for data in pdfs(project).values())
    assert run(project, "make").returncode == 0
    assert run(project, "make", "--force", "--output", "fresh").returncode == 0
    assert pdfs(project) == {path.name: path.read_bytes() for path in sorted((project / "fresh").glob("*.pdf"))}


@pytest.mark.parametrize("after", range(4))
def test_killed_between_two_files(project: Path, after: int) -> None:
    """Killed when so many files are in place: the next make does the rest and clears what lies about."""
    assert run(project, "make").returncode == 0
    new_word(project)
    code = f"""
import os, pathlib
from paperbuilder.cli import app
real, count = pathlib.Path.replace, 0
def replace(self, target):
    global count
    if count == {after}: os.kill(os.getpid(), 9)
    count += 1
    return real(self, target)
pathlib.Path.replace = replace
app(['make', 'worksheets/{SHEET.name}'])
"""
    assert subprocess.run([sys.executable, "-c", code], cwd=project).returncode == -signal.SIGKILL
    assert all(data.endswith(b"%%EOF\n") for data in pdfs(project).values())
    made = incremental.make_job(Job(project / "worksheets" / SHEET.name), SharedFiles())
    assert made.made and made.code == Exit.OK and not list(project.rglob("*.part"))
    assert (
        made.paths[0].read_bytes()
        == make(project / "worksheets" / SHEET.name, output=project / "x").paths[0].read_bytes()
    )


def test_a_killed_worker_loses_nothing(project: Path) -> None:
    """The first worker that makes the second spec dies; its specs are done again."""
    for number in range(5):
        shutil.copy(SHEET, project / "worksheets" / f"copy-{number}.yaml")
    code = """
import os
from paperbuilder.cli import app
from paperbuilder.outputs import pdf
real, parent = pdf.made_documents, os.getpid()
def pdfs(checked, *more):
    if checked.file.stem == 'copy-1' and os.getpid() != parent: os.kill(os.getpid(), 9)
    return real(checked, *more)
pdf.made_documents = pdfs
import multiprocessing; multiprocessing.set_start_method('fork')
app(['make', '--jobs', '2'])
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True)
    assert done.returncode == 0 and done.stderr == "" and len(done.stdout.split()) == 21
    assert done.stdout.split() == run(project, "make").stdout.split() and len(pdfs(project)) == 21


@linux
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_full_disk(project: Path, jobs: str) -> None:
    """The exam's files are too large for what is left: they stay as they were; the worksheet is made."""
    assert run(project, "make").returncode == 0
    before = pdfs(project)
    new_word(project, EXAM)
    shutil.copy(SHEET, project / "worksheets" / "zebra.yaml")
    done = limited(project, small_files, "--jobs", jobs, "--only", "mark-scheme", "--output", "output")
    assert (
        done.returncode == 5
        and "stalin-industrialisation-mark-scheme.pdf: error: the file cannot be written" in done.stderr
    )
    assert "Traceback" not in done.stderr and "output/zebra-mark-scheme.pdf" in done.stdout
    after = pdfs(project)
    assert {name: after[name] for name in before} == before and not list(project.rglob("*.part"))
    assert (
        run(project, "make").returncode == 0
        and pdfs(project)["stalin-industrialisation-insert.pdf"] != before["stalin-industrialisation-insert.pdf"]
    )


def test_a_disk_that_is_full_for_the_record_only(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = Job(project / "worksheets" / SHEET.name)
    with monkeypatch.context() as patch:
        patch.setattr(manifest, "_write_new", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        first = incremental.make_job(job, SharedFiles())
    assert first.code == Exit.OK and len(first.paths) == 3 and not list(project.rglob("*.part"))
    assert incremental.make_job(job, SharedFiles()).made and not incremental.make_job(job, SharedFiles()).made


@linux
def test_a_folder_that_cannot_be_written(project: Path) -> None:
    assert run(project, "make").returncode == 0
    before = pdfs(project)
    new_word(project)
    (project / "output").chmod(0o555)
    done = limited(project, without_rights)
    (project / "output").chmod(0o755)
    assert done.returncode == 5 and "Traceback" not in done.stderr
    assert "five-year-plans-worksheet.pdf: error: the file cannot be written (Permission denied)" in done.stderr
    assert done.stdout.count("stalin") == 3 and pdfs(project) == before


@linux
def test_an_output_that_cannot_be_begun(project: Path) -> None:
    (project / "output").write_text("a file, not a folder")
    done = run(project, "make")
    assert done.returncode == 5 and done.stderr.count("error:") == 2 and "Traceback" not in done.stderr


@linux
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_specs_that_cannot_be_read_in_the_middle_of_many(project: Path, jobs: str) -> None:
    worksheets = project / "worksheets"
    for name in ("a", "b", "c", "d", "e", "g"):
        shutil.copy(SHEET, worksheets / f"{name}.yaml")
    (worksheets / "b.yaml").chmod(0)
    (worksheets / "c.yaml").write_bytes(b"title: \xff\xfe")
    (worksheets / "d.yaml").unlink()
    (worksheets / "d.yaml").mkdir()
    (worksheets / "e.yaml").unlink()
    (worksheets / "e.yaml").symlink_to("nowhere.yaml")
    done = limited(project, without_rights, "--jobs", jobs)
    assert done.returncode == 5 and "Traceback" not in done.stderr
    found = [line.partition(": error: ") for line in done.stderr.splitlines() if ": error: " in line]
    assert [name.partition(".yaml")[0] for name, _, _ in found] == [f"worksheets/{n}" for n in "bcde"]
    assert "cannot be read (Permission denied)" in found[0][2] and "not saved as UTF-8" in found[1][2]
    assert len(done.stdout.split()) == 12 and len(pdfs(project)) == 12


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_picture_that_cannot_be_read_in_the_middle_of_60_specs(tmp_path: Path, jobs: str) -> None:
    """The others are made, the last good PDF of that one stays, and the report names the spec and the picture."""
    school, worksheets = tmp_path / "templates" / "ours", tmp_path / "worksheets"
    for folder in (school, worksheets):
        folder.mkdir(parents=True)
    (school / "theme.yaml").write_text("schema: 1\n")
    logo = "theme: {logo: {file: logo.png, alt: A crest}}\n"
    question = "{type: short, stem: Why?, marks: 1, mark-scheme: {key: [a]}}"
    for n in range(60):
        text = f"kind: worksheet\ntitle: Sheet {n}\n{logo if n == 30 else ''}questions: [{question}]\n"
        (worksheets / f"sheet-{n:03}.yaml").write_text(text)
    Image.new("RGB", (40, 40), "black").save(school / "logo.png")
    make = ("make", "--school", "ours", "--jobs", jobs)
    assert run(tmp_path, *make).returncode == 0
    good = {path.name: path.read_bytes() for path in tmp_path.rglob("*.pdf")}
    (school / "logo.png").write_bytes((school / "logo.png").read_bytes()[:60])
    done = run(tmp_path, *make)
    assert done.returncode == 4 and done.stderr.count("error:") == 1 and "Traceback" not in done.stderr
    assert "logo.png is not a PNG picture that can be read" in done.stderr
    assert "worksheets/sheet-030.yaml" in done.stderr
    assert done.stdout.count(".pdf") == 59 * 3
    assert {path.name: path.read_bytes() for path in tmp_path.rglob("*.pdf")} == good


def test_ctrl_c_leaves_nothing_half_done(project: Path) -> None:
    process = subprocess.Popen(
        [*MAKE, "--jobs", "2"], cwd=project, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(0.35)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert b"Traceback" not in err and not list(project.rglob("*.part"))
    assert run(project, "make").stdout.count(".pdf") == 6


def test_ctrl_c_while_the_processes_end_is_not_passed_over(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutdown = ProcessPoolExecutor.shutdown

    def interrupted(pool: ProcessPoolExecutor, **how: bool) -> None:
        shutdown(pool, **how)
        raise KeyboardInterrupt

    monkeypatch.setattr(ProcessPoolExecutor, "shutdown", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(make_all([Job(project / "worksheets" / SHEET.name)], workers=2))


def test_links_that_stand_where_files_are_put_aside_are_not_followed(project: Path) -> None:
    """A project from elsewhere may bring an output folder with links in it."""
    job, own = Job(project / "worksheets" / SHEET.name, MakeOptions(only="worksheet")), project / "own.txt"
    own.write_text("mine")
    for link in (
        job.folder / f".{SHEET.stem}-worksheet.pdf.part",
        job.aside("part"),
        job.base / ".paperbuilder/.gitignore",
    ):
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(own)
    made = incremental.make_job(job, SharedFiles())
    assert made.code == Exit.OK and made.paths[0].read_bytes().startswith(b"%PDF-")
    assert own.read_text() == "mine" and not incremental.make_job(job, SharedFiles()).made
