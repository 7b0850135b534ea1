"""How long paperbuilder takes from a changed word to the new question paper.

    python bench/peers_edit.py EDITS question|source|watch        (in a project with worksheets/paper.yaml)

`question` changes a word of the spec and `source` one of its text, in a process that is warm, as `watch` is; `watch`
changes the text on disk and waits for the PDF of `paperbuilder watch`. Prints the median in ms. Works on a copy.
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
from collections.abc import Callable
from pathlib import Path

from paperbuilder.outputs.options import MakeOptions

SPEC, TEXT = Path("worksheets/paper.yaml"), Path("worksheets/texts/paper.txt")
PDF = Path("output/paper-question-paper.pdf")
WORD = {SPEC: "Outline the aims", TEXT: "ambitious industrialisation"}


def edits(file: Path, count: int, make: Callable[[], object], rest: float = 0) -> list[float]:
    """Time (ms) of each edit until there is another PDF; the first is left out."""
    text, times = file.read_text(encoding="utf-8"), []
    assert WORD[file] in text
    for number in range(count + 1):
        time.sleep(rest)
        before = PDF.read_bytes() if PDF.exists() else b""
        start = time.perf_counter()
        file.write_text(text.replace(WORD[file], f"{WORD[file][:9]}{number}{WORD[file][9:]}", 1), encoding="utf-8")
        make()
        while PDF.read_bytes() == before:
            time.sleep(0.001)
        times.append((time.perf_counter() - start) * 1000)
    return times[1:]


def warm(file: Path, count: int) -> list[float]:
    """In this process."""
    from paperbuilder.jobs.fingerprints import SharedFiles
    from paperbuilder.jobs.incremental import Remembered, make_job
    from paperbuilder.jobs.job import Job

    job, known = Job(SPEC, MakeOptions(only="question-paper")), Remembered()
    return edits(file, count, lambda: make_job(job, SharedFiles(), memory=known))


def watched(file: Path, count: int) -> list[float]:
    """With `paperbuilder watch` in a process of its own."""
    words = [sys.executable, "-m", "paperbuilder", "watch", "--only", "question-paper"]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert process.stderr and any("watching" in line for line in process.stderr)
    try:
        return edits(file, count, lambda: None, 0.4)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def main() -> None:
    count, kind = int(sys.argv[1]), sys.argv[2]
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(".", folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("output"))
        os.chdir(folder)
        times = watched(TEXT, count) if kind == "watch" else warm(TEXT if kind == "source" else SPEC, count)
        os.chdir("/")
    print("median ms", round(statistics.median(times), 1))


if __name__ == "__main__":
    main()
