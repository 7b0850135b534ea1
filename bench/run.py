"""Whole-process times and memory of the common commands: medians over several runs.

    python bench/run.py            (from an environment with paperbuilder installed)

Prints one line a command: median wall time in ms and largest memory in MB. Warm times are those of one process
that makes the same documents again.
"""

from __future__ import annotations

import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from paperbuilder.outputs.options import MakeOptions
from paperbuilder.outputs.pdf import pdfs
from paperbuilder.paper.checked import check_spec

HERE = Path(__file__).parent.parent
SHEET = HERE / "worksheets" / "five-year-plans.yaml"
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

    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        pdfs(check_spec(EXAM), MakeOptions(only=only))
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def many(folder: Path) -> tuple[float, float]:
    """Median wall time (ms) and peak memory (MB) of `make` for 200 specs that are up to date."""
    shutil.copytree(HERE / "worksheets" / "texts", folder / "worksheets" / "texts")
    for number in range(200):
        source = SHEET if number % 2 else EXAM
        shutil.copy(source, folder / "worksheets" / f"{source.stem}-{number}.yaml")
    make = [sys.executable, "-m", "paperbuilder", "make", "--jobs", str(os.cpu_count())]
    subprocess.run(make, cwd=folder, stdout=subprocess.DEVNULL, check=True)
    os.chdir(folder)
    return measure("make")


def edit_loop(folder: Path) -> float:
    """Median time (ms) from the saving of a changed word of the exam to its new question paper, with `watch`."""
    shutil.copytree(HERE / "worksheets", folder / "worksheets")
    spec = folder / "worksheets" / EXAM.name
    pdf = folder / "output" / f"{EXAM.stem}-question-paper.pdf"
    watch = [sys.executable, "-m", "paperbuilder", "watch"]
    process = subprocess.Popen(watch, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert process.stderr and "watching" in process.stderr.readline()
    text, times = spec.read_text(encoding="utf-8"), []
    for number in range(RUNS):
        time.sleep(0.5)
        before = pdf.read_bytes()
        start = time.perf_counter()
        spec.write_text(text.replace("Read all three extracts", f"Read {number} extracts"), encoding="utf-8")
        while pdf.read_bytes() == before:
            time.sleep(0.001)
        times.append((time.perf_counter() - start) * 1000)
    process.send_signal(signal.SIGINT)
    process.wait()
    return statistics.median(times)


def class_of(count: int, folder: str) -> str:
    """A class list of so many pupils."""
    file = Path(folder) / f"{count}.csv"
    file.write_text("Name,Form,Candidate number\n" + "".join(f"Pupil Çelik {n},10B,{n:04}\n" for n in range(count)))
    return str(file)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        make = ("make", str(EXAM), "--output", folder, "--force")
        commands = {
            "make (three tagged PDFs, cold)": make,
            "class of 300, one file": (*make, "--class", class_of(300, folder)),
            "class of 3000, one file": (*make, "--class", class_of(3000, folder)),
            "class of 300, QR codes": (*make, "--class", class_of(300, folder), "--qr"),
            "class of 300, booklets": (*make, "--class", class_of(300, folder), "--booklet"),
            "class of 300, tagged": (*make, "--class", class_of(300, folder), "--tagged"),
            "class of 300, a file each": (*make, "--class", class_of(300, folder), "--each"),
            "check": ("check", str(EXAM)),
            "--help": ("--help",),
        }
        for name, arguments in commands.items():
            milliseconds, memory = measure(*arguments)
            print(f"{name:34} {milliseconds:6.0f} ms {memory:5.0f} MB")
    print(f"{'three documents, warm process':34} {warm():6.0f} ms")
    print(f"{'question paper alone, warm':34} {warm('question-paper'):6.0f} ms")
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        milliseconds, memory = many(Path(first))
        print(f"{'make, 200 specs up to date':34} {milliseconds:6.0f} ms {memory:5.0f} MB")
        print(f"{'watch: a word saved, a new PDF':34} {edit_loop(Path(second)):6.0f} ms")
        os.chdir(HERE)


if __name__ == "__main__":
    main()
