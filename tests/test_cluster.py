"""A real Dask cluster on this computer: a scheduler, two workers; one dies in the middle."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from paperbuilder.class_sets.plan import ClassSetPlan
from paperbuilder.jobs import cluster
from paperbuilder.jobs.fingerprints import SharedFiles
from paperbuilder.jobs.job import Job
from paperbuilder.jobs.parallel import make_all
from paperbuilder.problems import Exit, FilesError
from tests.conftest import HERE, SHEET
from tests.test_bad_specs import run

DASK = [sys.executable, "-m", "dask"]
SPECS = 24


def wait_for(text: str, file: Path) -> str:
    """The first match of a pattern in a growing file."""
    for _ in range(600):
        if found := re.search(text, file.read_text()):
            return found[1]
        time.sleep(0.05)
    raise TimeoutError(file.read_text())


def begin(folder: Path, name: str, *arguments: str) -> subprocess.Popen[bytes]:
    with (folder / f"{name}.log").open("w") as log:
        return subprocess.Popen([*DASK, *arguments], cwd=folder, stdout=log, stderr=log)


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("scheduler")
    process = begin(folder, "log", "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    yield wait_for(r"Scheduler at:\s+(tcp://127\.0\.0\.1:\d+)", folder / "log.log")
    process.kill()
    process.wait()


def worker(folder: Path, name: str, scheduler: str) -> subprocess.Popen[bytes]:
    """A worker that nobody starts again when it dies."""
    options = ("--no-nanny", "--nthreads", "2", "--no-dashboard", "--host", "127.0.0.1", "--death-timeout", "60")
    process = begin(folder, name, "worker", scheduler, *options, "--local-directory", str(folder))
    wait_for(r"(Registered to)", folder / f"{name}.log")
    return process


@pytest.fixture
def workers(scheduler: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[subprocess.Popen[bytes]]]:
    folder = tmp_path_factory.mktemp("workers")
    processes = [worker(folder, name, scheduler) for name in ("one", "two")]
    yield processes
    for process in processes:
        process.kill()
        process.wait()


@pytest.fixture
def many(project: Path) -> Path:
    shutil.copytree(HERE / "templates", project / "templates")
    for number in range(SPECS):
        shutil.copy(SHEET, project / "worksheets" / f"copy-{number:02}.yaml")
    (project / "worksheets" / "copy-07.yaml").write_text("kind: worksheet\ntitle: T\nquestions: []\n")
    return project


def pdfs(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*.pdf"))}


def test_a_worker_killed_in_the_middle_loses_nothing(
    many: Path, scheduler: str, workers: list[subprocess.Popen[bytes]]
) -> None:
    command = [sys.executable, "-m", "paperbuilder", "make", "--cluster", scheduler, "--school", "riverside"]
    process = subprocess.Popen(command, cwd=many, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while len(pdfs(many)) < 5:
        assert process.poll() is None, process.communicate()
        time.sleep(0.005)
    assert len(pdfs(many)) < 3 * SPECS
    os.kill(workers[0].pid, signal.SIGKILL)
    out, errors = process.communicate(timeout=120)
    here = run(many, "make", "--school", "riverside", "--output", "here")
    assert process.returncode == here.returncode == 3 and errors == here.stderr
    assert out.replace("output/", "here/") == here.stdout and len(out.split()) == 3 * (SPECS + 1)
    assert pdfs(many / "output") == pdfs(many / "here")
    assert run(many, "make", "--school", "riverside").stdout == out
    assert not list(many.rglob("*.part"))


def test_class_sets_on_a_cluster(
    project: Path, scheduler: str, workers: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    (project / "10B.csv").write_text("Name,Number\nAnn,1\nBen,2\n")
    job = Job(Path("worksheets") / SHEET.name, class_set=ClassSetPlan(file=Path("10B.csv")))
    far = list(make_all([job], cluster=scheduler))
    assert far[0].made and far[0].code == Exit.OK and len(far[0].paths) == 2
    data = pdfs(project)
    assert not list(make_all([job]))[0].made
    assert list(make_all([job], force=True))[0].made and pdfs(project) == data


def test_a_cluster_that_is_not_there_is_said_plainly(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    job = Job(project / "worksheets" / SHEET.name)
    with pytest.raises(FilesError, match=r"tcp://127\.0\.0\.1:9: error: no scheduler answers there"):
        list(make_all([job], cluster="tcp://127.0.0.1:9"))
    with pytest.raises(FilesError, match="no scheduler answers there"):
        list(make_all([job], cluster="nonsense://"))
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(FilesError, match=r"pip install 'paperbuilder\[cluster\]'"):
        list(make_all([job], cluster="tcp://127.0.0.1:9"))


def test_a_cluster_without_workers_is_said_plainly(
    project: Path, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(FilesError, match="the cluster has no workers"):
        list(make_all([Job(project / "worksheets" / SHEET.name)], cluster=scheduler))


def test_a_worker_of_another_version_or_without_the_folder_makes_nothing(project: Path) -> None:
    job = Job(project / "worksheets" / SHEET.name)
    old = cluster._make(job, SharedFiles(), False, str(project), "0.0")
    assert old.code == Exit.FILES and "this computer 0.0" in str(old.problems[0])
    blind = cluster._make(job, SharedFiles(), False, str(project / "not-there"), cluster.__version__)
    assert blind.code == Exit.FILES and "the worker does not see the folder" in str(blind.problems[0])
    assert not pdfs(project)
