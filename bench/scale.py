"""What many scripts take: class sets of 300 on one core, on all cores, and on a Dask cluster on this computer.

    python bench/scale.py [LISTS]          (40 lists if not said; needs paperbuilder[cluster])

Prints a line for each way: scripts, seconds, scripts a second and core, bytes a script, largest memory of a process.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent.parent
EXAM = HERE / "worksheets" / "stalin-industrialisation.yaml"
PUPILS = 300
CORES = os.cpu_count() or 1


def project(folder: Path, lists: int) -> Path:
    """A folder with the example exam and so many class lists; the folder of the lists."""
    shutil.copytree(HERE / "worksheets", folder / "worksheets")
    classes = folder / "classes"
    classes.mkdir()
    for n in range(lists):
        rows = (f"Pupil Çelik {n}-{i},10B,{i:04}\n" for i in range(PUPILS))
        (classes / f"{n:04}.csv").write_text("Name,Form,Candidate number\n" + "".join(rows), encoding="utf-8")
    return classes


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """The address of a scheduler with a worker for each core."""
    dask, log = [sys.executable, "-m", "dask"], folder / "scheduler.log"
    with log.open("w") as out:
        quiet = {"stdout": out, "stderr": out, "cwd": folder}
        local = ("--host", "127.0.0.1", "--no-dashboard")
        scheduler = subprocess.Popen([*dask, "scheduler", *local, "--port", "0"], **quiet)
        while not (found := re.search(r"Scheduler at:\s+(tcp://\S+)", log.read_text())):
            time.sleep(0.05)
        workers = [
            subprocess.Popen([*dask, "worker", found[1], *local, "--nthreads", "1", "--no-nanny"], **quiet)
            for _ in range(CORES)
        ]
        while log.read_text().count("Registered to") < CORES:
            time.sleep(0.05)
        try:
            yield found[1]
        finally:
            for process in (*workers, scheduler):
                process.kill()
                process.wait()


def measure(name: str, folder: Path, scripts: int, cores: int, *options: str) -> None:
    """Run one way, and print its line."""
    command = [sys.executable, "-m", "paperbuilder", "make", f"worksheets/{EXAM.name}", "--force", *options]
    start = time.perf_counter()
    process = subprocess.Popen([*command, "--class", "classes"], cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - start
    assert status == 0
    sizes = sum(path.stat().st_size for path in (folder / "output").glob("*question-paper*.pdf"))
    rate = scripts / took / cores
    memory = usage.ru_maxrss / 1024
    print(f"{name:24} {scripts:7} {took:7.1f} s {rate:7.0f} scripts/s/core {sizes / scripts:7.0f} B {memory:5.0f} MB")


def main() -> None:
    lists = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    with tempfile.TemporaryDirectory() as name:
        folder, scripts = Path(name), lists * PUPILS
        project(folder, lists)
        measure("one process", folder, scripts, 1)
        measure("one process, tagged", folder, scripts, 1, "--tagged")
        measure(f"--jobs {CORES}", folder, scripts, CORES, "--jobs", str(CORES))
        with cluster(folder) as address:
            measure(f"--cluster, {CORES} workers", folder, scripts, CORES, "--cluster", address)


if __name__ == "__main__":
    main()
