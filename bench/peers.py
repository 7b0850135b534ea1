"""paperbuilder, Typst, LaTeX (exam class) and WeasyPrint on the same paper, in one run.

    python bench/peers.py FOLDER [--runs N] [--longest S] [--write FILE]

FOLDER holds the peers' sources (`common`, `typst`, `latex`, `html`), and `venv` with the PyPI packages typst and
weasyprint; it is not changed. Rounds are interleaved: every command once, then every command again. One that takes
longer than `--longest` is run once. Prints a Markdown table: median wall time, largest process in MB, and the ratio to
Typst. A figure is only printed if the files are there, with their pages and, on a late copy, the pupil's name.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from peers_project import write_projects
from peers_tools import CORES, REFERENCE, ROWS, TOOLS, Command, commands
from written import write_between

Runs = dict[tuple[str, str], list[tuple[float, float]]]


def prepare(folder: Path, work: Path) -> None:
    """The peers' sources in a folder of their own, with all that they make of the data; paperbuilder's projects."""
    shutil.copytree(folder, work, dirs_exist_ok=True, ignore=shutil.ignore_patterns("venv"))
    if (folder / "venv").exists():
        (work / "venv").symlink_to((folder / "venv").resolve())
    if not (work / "common" / "bank").exists():
        subprocess.run([sys.executable, "paperdata.py"], cwd=work / "common", stdout=subprocess.DEVNULL, check=True)
    for tool in ("typst", "latex", "html"):
        subprocess.run(["sh", "run.sh", "gen"], cwd=work / tool, capture_output=True, check=False)
    write_projects(work, work)


def run(command: Command) -> tuple[float, float]:
    """Wall time (s; for edits the median of them) and the memory of the largest process (MB)."""
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        process = subprocess.Popen(command.words, cwd=command.folder, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        out.seek(0)
        text = out.read().decode(errors="replace")
    if status:
        raise SystemExit(f"{' '.join(command.words)} failed")
    if command.prints:
        wall = float(re.search(command.prints, text)[1]) / 1000
    return wall, usage.ru_maxrss / 1024


def check(command: Command, names: list[str]) -> None:
    """The files are there, with their pages; the last copy of a class bears its pupil's name."""
    files = sorted(command.folder.glob(command.made)) if command.made else []
    assert len(files) == (command.files if command.made else 0), f"{len(files)} files of {command}"
    for file in files[-1:]:
        copies = command.files if command.files in (30, 300) else command.pages // 8
        name = names[copies - 1].split()[0] if copies > 1 else ""
        words = (sys.executable, Path(__file__).with_name("peers_check.py"), file, str(command.pages), name)
        subprocess.run(words, check=True)


def measure(work: Path, runs: int, longest: float) -> Runs:
    names = [pupil["name"] for pupil in json.loads((work / "common" / "class300.json").read_text(encoding="utf-8"))]
    table, found = commands(work), Runs()
    for number in range(runs):
        for row, tools in table.items():
            for tool, command in tools.items():
                earlier = found.setdefault((row, tool), [])
                if number and earlier[0][0] > longest:
                    continue
                earlier.append(run(command))
                if not number:
                    check(command, names)
                print(f"{number + 1}/{runs} {row}, {tool}: {earlier[-1][0]:.3f} s", file=sys.stderr)
    return found


def shown(found: Runs, measured_with: str) -> str:
    """The table, what it was measured with, and which tools were not found."""
    tools = [tool for tool in TOOLS if any(t == tool for _, t in found)]
    lines = ["| | " + " | ".join(tools) + " |", "|---|" + "---|" * len(tools)]
    for row in ROWS:
        lines.append(f"| {row} | " + " | ".join(_cell(found, row, tool) for tool in tools) + " |")
    missing = [tool for tool in TOOLS if tool not in tools]
    lines += ["", f"{measured_with}."]
    return "\n".join([*lines, f"Not found here: {', '.join(missing)}."] if missing else lines)


def _cell(found: Runs, row: str, tool: str) -> str:
    if not found.get((row, tool)):
        return "–"
    wall = statistics.median(wall for wall, _ in found[row, tool])
    memory = max(memory for _, memory in found[row, tool])
    time_shown = f"{wall * 1000:.0f} ms" if wall < 1 else f"{wall:.2f} s"
    once = " once" if len(found[row, tool]) == 1 else ""
    of = found.get((row, REFERENCE))
    ratio = f", ×{wall / statistics.median(w for w, _ in of):.2f}" if of and tool != REFERENCE else ""
    return f"{time_shown}{ratio}{once}, {memory:.0f} MB"


def versions(work: Path) -> str:
    """What was measured, on what."""
    ask = "import importlib.metadata as m; print(*(f'{d.name} {d.version}' for d in m.distributions() if d.name in %r))"
    words = [
        [sys.executable, "-c", ask % ({"paperbuilder", "reportlab"},)],
        [work / "venv" / "bin" / "python", "-c", ask % ({"typst", "weasyprint"},)],
        ["pdflatex", "--version"],
    ]
    found = (subprocess.run(one, capture_output=True, text=True, check=False).stdout for one in words if _is(one[0]))
    return "; ".join([f"Python {platform.python_version()}, {CORES} cores", *(t.split("\n")[0] for t in found if t)])


def _is(program: str | Path) -> bool:
    return shutil.which(program) is not None


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("folder", type=Path)
    reader.add_argument("--runs", type=int, default=5)
    reader.add_argument("--longest", type=float, default=30)
    reader.add_argument("--write", type=Path, help="a file that the table is put into, between its two marks")
    wanted = reader.parse_args()
    with tempfile.TemporaryDirectory() as work:
        prepare(wanted.folder, Path(work))
        table = shown(measure(Path(work), wanted.runs, wanted.longest), versions(Path(work)))
    print(table)
    if wanted.write:
        write_between(wanted.write, table)


if __name__ == "__main__":
    main()
