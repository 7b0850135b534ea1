"""Whole-process times and memory of the common commands: medians over several runs.

    python bench/run.py            (from an environment with paperbuilder installed)

Prints one line a command: median wall time in ms and largest memory in MB. Warm times are those of one process
that makes the same documents again.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent.parent
EXAM = HERE / "worksheets" / "stalin-industrialisation.yaml"
RUNS = 11


def measure(*arguments: str) -> tuple[float, float]:
    """Median wall time (ms) and peak memory (MB) of a command."""
    times, memory = [], 0.0
    for _ in range(RUNS):
        start = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-m", "paperbuilder", *arguments], stdout=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        times.append((time.perf_counter() - start) * 1000)
        memory = max(memory, usage.ru_maxrss / 1024)
    return statistics.median(times), memory


def warm(only: str = "") -> float:
    """Median time (ms) for the exam's documents in a warm process, or for one of them."""
    from paperbuilder import build

    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        build.pdfs(build.check(EXAM), only=only)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "make (three tagged PDFs, cold)": ("make", str(EXAM), "--output", folder),
            "check": ("check", str(EXAM)),
            "--help": ("--help",),
        }
        for name, arguments in commands.items():
            milliseconds, memory = measure(*arguments)
            print(f"{name:34} {milliseconds:6.0f} ms {memory:5.0f} MB")
    print(f"{'three documents, warm process':34} {warm():6.0f} ms")
    print(f"{'question paper alone, warm':34} {warm('question-paper'):6.0f} ms")


if __name__ == "__main__":
    main()
