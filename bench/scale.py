"""What many scripts take: class sets on one core, on all cores, and on a Dask cluster on this computer.

    python bench/scale.py [LISTS] [--write FILE]        (40 lists of 300 if not said; needs paperbuilder[cluster])

The classes of 30 are as many scripts; a file for each pupil is made for a tenth of them. Prints two Markdown tables:
what was measured, and what a trust and a national series come to at those rates.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from written import write_between

HERE = Path(__file__).parent.parent
EXAM = HERE / "worksheets" / "stalin-industrialisation.yaml"
TRUST, NATION = 50_000, 5_000_000
CORES = os.cpu_count() or 1


def class_lists(folder: Path, count: int, pupils: int) -> None:
    """A folder of so many lists of so many pupils."""
    folder.mkdir()
    for n in range(count):
        rows = (f"Pupil Çelik {n}-{i},10B,{i:04}\n" for i in range(pupils))
        (folder / f"{n:04}.csv").write_text("Name,Form,Candidate number\n" + "".join(rows), encoding="utf-8")


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


@dataclass(frozen=True)
class Way:
    """What a way of printing took; `memory` (MB) of the largest process, `size` of all question papers in bytes."""

    name: str
    scripts: int
    seconds: float
    cores: int
    size: int
    memory: float

    @property
    def rate(self) -> float:
        """Scripts a second on a core."""
        return self.scripts / self.seconds / self.cores

    def measured(self) -> str:
        each = f"{self.size / self.scripts / 1000:.1f} KB"
        return (
            f"| {self.name} | {self.scripts} | {self.seconds:.1f} s | {self.rate:.0f} | {each} | {self.memory:.0f} MB |"
        )

    def reckoned(self) -> str:
        cells = (f"{_time(n / self.rate)}, {_size(self.size * n / self.scripts)}" for n in (TRUST, NATION))
        return f"| {self.name} | " + " | ".join(cells) + " |"


def _time(seconds: float) -> str:
    return (
        f"{seconds:.0f} s"
        if seconds < 100
        else f"{seconds / 60:.0f} min"
        if seconds < 6000
        else f"{seconds / 3600:.1f} h"
    )


def _size(size: float) -> str:
    return f"{size / 1e6:.0f} MB" if size < 1e9 else f"{size / 1e9:.1f} GB"


def measure(name: str, folder: Path, lists: str, cores: int, *options: str) -> Way:
    """Print one way."""
    command = [sys.executable, "-m", "paperbuilder", "make", f"worksheets/{EXAM.name}", "--force", "--class", lists]
    shutil.rmtree(folder / "output", ignore_errors=True)
    start = time.perf_counter()
    process = subprocess.Popen([*command, *options], cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - start
    assert status == 0
    scripts = sum(len(path.read_text(encoding="utf-8").splitlines()) - 1 for path in (folder / lists).iterdir())
    size = sum(path.stat().st_size for path in folder.rglob("*.pdf") if "question-paper" in path.as_posix())
    return Way(name, scripts, took, cores, size, usage.ru_maxrss / 1024)


def ways(folder: Path, count: int) -> Iterator[Way]:
    shutil.copytree(HERE / "worksheets", folder / "worksheets")
    class_lists(folder / "lists", count, 300)
    class_lists(folder / "classes", count * 10, 30)
    class_lists(folder / "tenth", count, 30)
    yield measure("a file for each list of 300", folder, "lists", 1)
    yield measure("a file for each class of 30", folder, "classes", 1)
    yield measure("300 in a file, every copy tagged", folder, "lists", 1, "--tagged")
    yield measure("a file for each pupil", folder, "tenth", 1, "--each")
    yield measure(f"300 in a file, `--jobs {CORES}`", folder, "lists", CORES, "--jobs", str(CORES))
    with cluster(folder) as address:
        yield measure(f"300 in a file, `--cluster`, {CORES} workers", folder, "lists", CORES, "--cluster", address)


def tables(found: Sequence[Way]) -> str:
    """What was measured, and what it comes to."""
    measured = ["| | scripts | time | scripts a second and core | a script | memory |", "|---|---|---|---|---|---|"]
    reckoned = [f"| one core's time, and bytes | {TRUST:,} scripts | {NATION:,} scripts |", "|---|---|---|"]
    measured += [way.measured() for way in found]
    reckoned += [way.reckoned() for way in found]
    return "\n".join([*measured, "", f"Python {platform.python_version()}, {CORES} cores.", "", *reckoned])


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("lists", type=int, nargs="?", default=40)
    reader.add_argument("--write", type=Path, help="a file that the tables are put into, between its two marks")
    wanted = reader.parse_args()
    with tempfile.TemporaryDirectory() as name:
        text = tables(list(ways(Path(name), wanted.lists)))
    print(text)
    if wanted.write:
        write_between(wanted.write, text)


if __name__ == "__main__":
    main()
