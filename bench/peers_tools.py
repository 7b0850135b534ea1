"""The commands of each tool for each row of `peers.py`, and what they must have made.

In: the folder that holds the peers and paperbuilder's projects. Out: `Command`s. Cannot fail.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

CORES = os.cpu_count() or 1
EDITS = 9
TOOLS = ("paperbuilder", "Typst", "LaTeX", "WeasyPrint")
REFERENCE = "Typst"
ROWS = (
    "paper and mark scheme, cold",
    "class of 30, one file",
    "class of 300, one file",
    "a file for each of 30",
    "a file for each of 300",
    "bank of 200 papers, one process",
    "bank of 200 papers, all cores",
    "nothing changed: paper",
    "nothing changed: bank, all cores",
    "a word of a question changed, warm",
    "a word of Source A changed, warm",
    "a word of Source A changed, watched",
)
COLD, CLASS_30, CLASS_300, EACH_30, EACH_300, BANK, BANK_CORES, SAME, SAME_BANK, QUESTION, SOURCE, WATCHED = ROWS


@dataclass(frozen=True)
class Command:
    """What is run, and where. `made` are the files it must leave, of `pages` each; `prints` finds a median of edits."""

    words: tuple[str, ...]
    folder: Path
    made: str = ""
    files: int = 1
    pages: int = 8
    prints: str = ""


def commands(work: Path) -> dict[str, dict[str, Command]]:
    """By row and tool; a tool that is not found has none."""
    python = work / "venv" / "bin" / "python"
    found = {"paperbuilder": paperbuilder(work), "Typst": {}, "LaTeX": {}, "WeasyPrint": {}}
    if _works(python, "-c", "import typst"):
        found["Typst"] = typst(work / "typst", str(python))
    if _works("kpsewhich", "exam.cls", "lmodern.sty", "mylatexformat.ltx"):
        found["LaTeX"] = latex(work / "latex")
    if _works(python, "-c", "import weasyprint"):
        found["WeasyPrint"] = weasyprint(work / "html")
    return {row: {tool: made[row] for tool, made in found.items() if row in made} for row in ROWS}


def _works(*words: str | Path) -> bool:
    try:
        return subprocess.run(words, capture_output=True).returncode == 0
    except OSError:
        return False


def paperbuilder(work: Path) -> dict[str, Command]:
    paper, bank, out = work / "paper", work / "bank", "output/paper-question-paper"
    make = (sys.executable, "-m", "paperbuilder", "make")
    only = (*make, "--only", "question-paper")
    force, jobs = (*only, "--force"), ("--jobs", str(CORES))
    edit = (sys.executable, str(Path(__file__).with_name("peers_edit.py")), str(EDITS))
    pdfs = "output/*-question-paper.pdf"
    return {
        COLD: Command((*make, "--force"), paper, f"{out}.pdf"),
        CLASS_30: Command((*force, "--class", "class30.csv"), paper, f"{out}-class30.pdf", pages=240),
        CLASS_300: Command((*force, "--class", "class300.csv"), paper, f"{out}-class300.pdf", pages=2400),
        EACH_30: Command((*force, "--class", "class30.csv", "--each"), paper, f"{out}-class30/*.pdf", 30),
        EACH_300: Command((*force, "--class", "class300.csv", "--each"), paper, f"{out}-class300/*.pdf", 300),
        BANK: Command(force, bank, pdfs, 200),
        BANK_CORES: Command((*force, *jobs), bank, pdfs, 200),
        SAME: Command(make, paper, f"{out}.pdf"),
        SAME_BANK: Command((*only, *jobs), bank, pdfs, 200),
        QUESTION: Command((*edit, "question"), paper, prints=r"median ms ([\d.]+)"),
        SOURCE: Command((*edit, "source"), paper, prints=r"median ms ([\d.]+)"),
        WATCHED: Command((*edit, "watch"), paper, prints=r"median ms ([\d.]+)"),
    }


def typst(folder: Path, python: str) -> dict[str, Command]:
    run = ("env", f"PY={python}", "sh", "run.sh")
    return {
        COLD: Command((*run, "both"), folder, "out/paper.pdf"),
        CLASS_30: Command((*run, "class", "30"), folder, "out/class30.pdf", pages=240),
        CLASS_300: Command((*run, "class", "300"), folder, "out/class300.pdf", pages=2400),
        EACH_30: Command((*run, "each", "30", str(CORES)), folder, "out/each/*.pdf", 30),
        EACH_300: Command((*run, "each", "300", str(CORES)), folder, "out/each/*.pdf", 300),
        BANK: Command((*run, "bank", "1"), folder, "out/bank/*.pdf", 200),
        BANK_CORES: Command((*run, "bank", str(CORES)), folder, "out/bank/*.pdf", 200),
        SAME: Command((*run, "both"), folder, "out/paper.pdf"),
        SAME_BANK: Command((*run, "bank", str(CORES)), folder, "out/bank/*.pdf", 200),
        QUESTION: Command((*run, "edit", str(EDITS)), folder, prints=r"late-page edits median ms ([\d.]+)"),
        SOURCE: Command((*run, "edit", str(EDITS)), folder, prints=r"\] median ms ([\d.]+)"),
        WATCHED: Command((*run, "watch", str(EDITS)), folder, prints=r"median ms ([\d.]+)"),
    }


def latex(folder: Path) -> dict[str, Command]:
    run = ("sh", "run.sh")
    return {
        COLD: Command((*run, "both"), folder, "paper.pdf"),
        CLASS_30: Command((*run, "class", "30"), folder, "class30.pdf", pages=240),
        CLASS_300: Command((*run, "class", "300"), folder, "class300.pdf", pages=2400),
        BANK_CORES: Command((*run, "bank"), folder, "bank/*.pdf", 200),
        SAME: Command((*run, "latexmk-edit"), folder, "paper.pdf"),
    }


def weasyprint(folder: Path) -> dict[str, Command]:
    run = ("sh", "run.sh")
    return {
        COLD: Command((*run, "both"), folder, "out/paper.pdf"),
        CLASS_30: Command((*run, "class", "30"), folder, "out/class30.pdf", pages=240),
        CLASS_300: Command((*run, "class", "300"), folder, "out/class300.pdf", pages=2400),
        EACH_30: Command((*run, "each", "30", str(CORES)), folder, "out/each/*.pdf", 30),
        EACH_300: Command((*run, "each", "300", str(CORES)), folder, "out/each/*.pdf", 300),
        BANK_CORES: Command((*run, "bank", str(CORES)), folder, "out/bank/*.pdf", 200),
        SOURCE: Command((*run, "edit", str(EDITS)), folder, prints=r"median ms ([\d.]+)"),
    }
