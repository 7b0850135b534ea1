"""`print`: the command for `lp`, what `lp` is told and answers, and a real CUPS where there is one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pdfplumber
import pytest
from reportlab.pdfgen.canvas import Canvas

from paperbuilder import make
from paperbuilder.class_sets.plan import ClassSetPlan
from paperbuilder.jobs import incremental
from paperbuilder.jobs.fingerprints import SharedFiles
from paperbuilder.jobs.job import Job
from paperbuilder.outputs.options import MakeOptions
from paperbuilder.printing import lp
from paperbuilder.printing.lp import PrintRequest
from paperbuilder.problems import FilesError
from tests.conftest import EXAM

SPOOLS = (Path.home() / "PDF", Path("/var/spool/cups-pdf/ANONYMOUS"))  # where cups-pdf puts what it prints


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The example exam, single, folded and two-up, by document."""
    folder = tmp_path_factory.mktemp("papers")
    paths = make(EXAM, output=folder, imposed=["booklet", "two-up"]).paths
    return {path.stem.removeprefix("stalin-industrialisation-"): path for path in paths}


def fake(folder: Path, script: str) -> Path:
    """A folder that holds an `lp` and an `lpstat` of ours: it notes its words, one a line, in `said`."""
    folder.mkdir()
    for name, body in (
        ("lp", f'printf "%s\\n" "$@" > "{folder}/said"\n{script}'),
        ("lpstat", "echo Office; echo Library"),
    ):
        (folder / name).write_text(f"#!/bin/sh\n{body}\n")
        (folder / name).chmod(0o755)
    return folder


def run(path: str | Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line, with `path` as the only place where programs are looked for."""
    command = [sys.executable, "-m", "paperbuilder", "print", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PATH": str(path)})


def options(command: list[str]) -> dict[str, str]:
    return dict(command[i + 1].split("=", 1) for i, word in enumerate(command) if word == "-o")


def test_paper_and_sides_are_those_the_file_asks_for(papers: dict[str, Path], tmp_path: Path) -> None:
    expected = {
        "question-paper": ("A4", "two-sided-long-edge"),
        "question-paper-booklet": ("A3", "two-sided-short-edge"),
        "question-paper-two-up": ("A3", "two-sided-short-edge"),
    }
    for name, (paper, sides) in expected.items():
        told = options(lp.plan(papers[name], PrintRequest()).commands[0])
        assert told == {"media": paper, "sides": sides, "print-scaling": "none", "number-up": "1"}
    canvas = Canvas(str(tmp_path / "card.pdf"), pagesize=(300, 200))
    canvas.showPage()
    canvas.save()
    told = options(lp.plan(tmp_path / "card.pdf", PrintRequest()).commands[0])
    assert told["media"] == "Custom.200x300" and told["sides"] == "one-sided"


def test_every_wish_is_told(papers: dict[str, Path]) -> None:
    wish = PrintRequest(printer="Office", copies=30, staple=True, tray="Tray2", one_sided=True)
    command = lp.plan(papers["question-paper"], wish).commands[0]
    assert command[:6] == ["lp", "-d", "Office", "-n", "30", "-t"] and command[-2] == "--"
    told = options(command)
    assert told["media"] == "A4,Tray2" and told["sides"] == "one-sided" and told["collate"] == "true"
    assert told["finishings"] == "4"
    assert options(lp.plan(papers["question-paper-booklet"], wish).commands[0])["finishings"] == "8"


def test_a_dry_run_shows_the_command_and_runs_nothing(papers: dict[str, Path], tmp_path: Path) -> None:
    folder = fake(tmp_path / "bin", "echo no")
    done = run(folder, str(papers["question-paper-booklet"]), "--dry-run", "--copies", "2", "--staple")
    assert done.returncode == 0 and done.stderr == "" and not (folder / "said").exists()
    assert (
        "2 copies, on A3, at actual size, on both sides, turned at the short edge, stapled in the fold" in done.stdout
    )
    assert "lp -n 2" in done.stdout and "-o sides=two-sided-short-edge" in done.stdout


@pytest.fixture(scope="module")
def class_set(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example exam for three pupils."""
    folder = tmp_path_factory.mktemp("class")
    (folder / "10B.csv").write_text("Name\nAnn\nBen\nCai\n")
    job = Job(EXAM, MakeOptions(only="question-paper"), output=folder, class_set=ClassSetPlan(file=folder / "10B.csv"))
    return next(path for path in incremental.make_job(job, SharedFiles()).paths if "question-paper" in path.name)


def test_named_copies_are_stapled_one_by_one(class_set: Path) -> None:
    one = lp.plan(class_set, PrintRequest())
    assert len(one.commands) == 1 and "-P" not in one.commands[0]
    stapled = lp.plan(class_set, PrintRequest(staple=True))
    with pdfplumber.open(class_set) as pdf:
        heads = [[name for name in ("Ann", "Ben", "Cai") if name in page.extract_text()] for page in pdf.pages]
    pages = [range(*map(int, command[command.index("-P") + 1].split("-"))) for command in stapled.commands]
    assert [{*heads[some.start - 1], *heads[some.stop - 1]} for some in pages] == [{"Ann"}, {"Ben"}, {"Cai"}]
    assert sum(some.stop - some.start + 1 for some in pages) == len(heads)
    assert "each of its 3 named copies stapled" in stapled.words


def test_a_printer_that_stops_among_the_copies(class_set: Path, tmp_path: Path) -> None:
    folder = fake(
        tmp_path / "bin", 'case "$*" in *"-P 7-"*) echo "lp: Out of toner" >&2; exit 1;; esac; echo "request id is A-1"'
    )
    done = run(folder, str(class_set), "--staple")
    assert done.returncode == 5 and "Out of toner" in done.stderr and "1 of its copies went before" in done.stderr


def test_lp_gets_just_these_words_and_its_answer_is_shown(papers: dict[str, Path], tmp_path: Path) -> None:
    folder = fake(tmp_path / "bin", 'echo "request id is Office-12 (1 file(s))"')
    odd = tmp_path / "a $(touch x); 'b'.pdf"
    shutil.copy(papers["insert"], odd)
    done = run(folder, str(odd), "--printer", "Office")
    assert done.returncode == 0 and "sent as Office-12" in done.stdout
    assert (folder / "said").read_text().splitlines() == lp.plan(odd, PrintRequest(printer="Office")).commands[0][1:]
    assert not Path("x").exists()


@pytest.mark.parametrize(
    ("script", "printer", "words"),
    [
        (
            "echo 'lp: The printer or class does not exist.' >&2; exit 1",
            "Offcie",
            "there is no printer Offcie\n   hint: there are Office, Library",
        ),
        ("echo 'lp: Error - no default destination available.' >&2; exit 1", "", "no printer is set as the usual one"),
        ("echo 'lp: No default destination.' >&2; exit 1", "", "name one with --printer; there are Office, Library"),
        ("echo 'lp: Out of toner' >&2; exit 1", "Office", "the printing system refused it: Out of toner"),
        ("exit 1", "Office", "it gave no reason"),
    ],
)
def test_what_goes_wrong_is_said_plainly(
    papers: dict[str, Path], tmp_path: Path, script: str, printer: str, words: str
) -> None:
    chosen = ["--printer", printer] if printer else []
    done = run(fake(tmp_path / "bin", script), str(papers["insert"]), *chosen)
    assert done.returncode == 5 and words in done.stderr and "Traceback" not in done.stderr


def test_without_lp_it_says_what_to_do(papers: dict[str, Path], tmp_path: Path) -> None:
    done = run(tmp_path, str(papers["insert"]))
    assert done.returncode == 5 and "has no lp" in done.stderr and "actual size" in done.stderr


def test_an_lp_that_hangs_is_given_up(papers: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{fake(tmp_path / 'bin', 'exec sleep 20')}:{os.environ['PATH']}")
    monkeypatch.setattr(lp, "TIMEOUT", 0.3)
    with pytest.raises(FilesError, match="did not answer"):
        lp.send(lp.plan(papers["insert"], PrintRequest()), papers["insert"])


def test_files_that_cannot_be_printed_do_not_stop_the_others(papers: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "notes.pdf").write_text("not a PDF")
    files = [str(tmp_path / "nothing.pdf"), str(tmp_path / "notes.pdf"), str(tmp_path), str(papers["insert"])]
    done = run(fake(tmp_path / "bin", 'echo "request id is A-1"'), *files)
    assert done.returncode == 5 and "sent as A-1" in done.stdout and "Traceback" not in done.stderr
    assert (
        "there is no such file" in done.stderr and "this is no PDF" in done.stderr and len(done.stdout.split("\n")) == 3
    )
    assert run(tmp_path, str(papers["insert"]), "--copies", "0").returncode == 2


def test_a_tray_is_one_word(papers: dict[str, Path]) -> None:
    with pytest.raises(FilesError, match="one word"):
        lp.plan(papers["insert"], PrintRequest(tray="Tray 2"))


@pytest.fixture
def pdf_printer() -> str:
    """The name of a CUPS printer that prints to PDF files."""
    if not shutil.which("lp") or not shutil.which("lpstat"):
        pytest.skip("CUPS is not installed here (no lp and lpstat)")
    devices = subprocess.run(["lpstat", "-v"], capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"})
    found = re.search(r"device for (\S+): cups-pdf:", devices.stdout)
    if not found:
        pytest.skip("CUPS runs no PDF printer here (none with a cups-pdf device; " + devices.stderr.strip() + ")")
    return found[1]


def test_a_real_printer_prints_a_booklet_at_its_size(pdf_printer: str, papers: dict[str, Path]) -> None:
    before = set(_printed())
    done = run(os.environ["PATH"], str(papers["question-paper-booklet"]), "--printer", pdf_printer, "--copies", "2")
    assert done.returncode == 0 and f"sent as {pdf_printer}-" in done.stdout
    printed = _wait(before)
    with pdfplumber.open(printed) as sheets, pdfplumber.open(papers["question-paper-booklet"]) as sent:
        assert len(sheets.pages) == 2 * len(sent.pages)
        for sheet, own in zip(sheets.pages, [*sent.pages] * 2, strict=True):
            assert abs(sheet.width - own.width) < 1 and abs(sheet.height - own.height) < 1
            for mine, theirs in zip(own.search("Page"), sheet.search("Page"), strict=True):
                assert abs(mine["x0"] - theirs["x0"]) < 1 and abs(mine["top"] - theirs["top"]) < 1
    printed.unlink()


def test_a_real_printer_gets_each_named_copy_by_itself(pdf_printer: str, class_set: Path) -> None:
    names = []
    for command in lp.plan(class_set, PrintRequest(printer=pdf_printer, staple=True)).commands:
        before = set(_printed())
        lp.send(lp.PrintJob([command], ""), class_set)
        printed = _wait(before)
        with pdfplumber.open(printed) as sheets:
            names.append([*{line.split()[0] for sheet in sheets.pages for line in [sheet.extract_text()]}])
            assert len(sheets.pages) == 6
        printed.unlink()
    assert names == [["Ann"], ["Ben"], ["Cai"]]


def _printed() -> list[Path]:
    return [file for folder in SPOOLS if folder.is_dir() for file in folder.glob("*.pdf")]


def _wait(before: set[Path]) -> Path:
    """The file that comes new to a spool, once it is whole."""
    for _ in range(150):
        time.sleep(0.2)
        for file in set(_printed()) - before:
            if b"%%EOF" in file.read_bytes()[-1024:]:
                return file
    raise AssertionError(f"nothing was printed to {', '.join(map(str, SPOOLS))} in 30 seconds")
