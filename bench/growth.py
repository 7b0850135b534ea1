"""How the time and memory of a make grow with what is in it.

    python bench/growth.py [--write FILE]

Makes (or checks) a paper of each kind in two sizes, one four times the other, as whole processes, and prints a Markdown
table: seconds, MB, and the exponent of time (1 is in line with the size, 2 is its square).
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

from written import write_between

HEAD = {"kind": "worksheet", "title": "Growth"}
SHORT = {"type": "short", "marks": 2, "mark-scheme": {"points": ["steel", "coal", "fear of attack"]}}
RUN = """import resource, sys, time
from paperbuilder.__main__ import main
try:
    main()
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    print("\\n", used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def questions(folder: Path, size: int) -> list[str]:
    """A bank of short questions and choices in one file."""
    choice = {"type": "multiple-choice", "options": ["coal", "steel", "oil", "wood"], "answer": "steel", "marks": 1}
    asked = [{**(choice if i % 2 else SHORT), "stem": f"What happened in year {i}, and why?"} for i in range(size)]
    return _spec(folder, HEAD | {"questions": asked})


def items(folder: Path, size: int) -> list[str]:
    """A list of so many items in one stem."""
    stem = "Which of these?\n\n" + "\n".join(f"- item {i}" for i in range(size))
    return _spec(folder, HEAD | {"questions": [SHORT | {"stem": stem}]})


def quotation(folder: Path, size: int) -> list[str]:
    """A quotation of so many KB with a wrong word in every hundred."""
    random = Random(1)
    words = ["".join(random.choices("aeiostrnl", k=random.randint(2, 8))) for _ in range(size * 1000 // 6)]
    (folder / "worksheets" / "text.txt").write_text(" ".join(words), encoding="utf-8")
    text = {"file": "text.txt", "title": "T", "rights": {"holder": "us", "basis": "own work"}}
    wrong = " ".join("wrong" if i % 100 == 99 else word for i, word in enumerate(words))
    extracts = {"A": {"text": "t", "quote": wrong}}
    asked = [SHORT | {"stem": "What does {extract A} say?"}]
    return ["check", *_spec(folder, HEAD | {"texts": {"t": text}, "extracts": extracts, "questions": asked})[1:2]]


def pupils(folder: Path, size: int) -> list[str]:
    """Named copies of a page for a class of so many."""
    rows = "".join(f"Pupil Number {i},10B,{i:05}\n" for i in range(size))
    (folder / "class.csv").write_text("Name,Form,Candidate number\n" + rows, encoding="utf-8")
    return [*_spec(folder, HEAD | {"questions": [SHORT | {"stem": "Why?"}]}), "--class", str(folder / "class.csv")]


CASES: dict[Callable[[Path, int], list[str]], tuple[int, int]] = {
    questions: (500, 2000),
    items: (2500, 10_000),
    quotation: (100, 400),
    pupils: (2500, 10_000),
}


def _spec(folder: Path, spec: dict[str, object]) -> list[str]:
    file = folder / "worksheets" / "growth.yaml"
    file.write_text(json.dumps(spec, indent=1), encoding="utf-8")
    return ["make", str(file), "--force"]


def measured(case: Callable[[Path, int], list[str]], size: int) -> tuple[float, float]:
    """Seconds of work and MB of one run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "worksheets").mkdir()
        (folder / "templates").mkdir()
        done = subprocess.run(
            [sys.executable, "-c", RUN, *case(folder, size)], cwd=folder, capture_output=True, text=True, check=False
        )
        seconds, kilobytes = done.stdout.split()[-2:]
        if done.returncode != (3 if case is quotation else 0):
            raise SystemExit(done.stderr)
    return float(seconds), int(kilobytes) / 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    rows = ["| what | size | s | MB | exponent |", "| --- | --- | --- | --- | --- |"]
    for case, sizes in CASES.items():
        (small, _), (large, memory) = (measured(case, size) for size in sizes)
        exponent = math.log(large / small, sizes[1] / sizes[0])
        rows.append(f"| {case.__doc__} | {sizes[1]} | {large:.1f} | {memory:.0f} | {exponent:.2f} |")
    table = "\n".join(rows)
    print(table)
    if options.write:
        write_between(options.write, table)


if __name__ == "__main__":
    main()
