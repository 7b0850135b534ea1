"""Spoilt specs, class lists, themes and templates: paperbuilder must make them or say what is wrong, in good time.

    python bench/fuzz.py --seconds 60 [--seed N] [--strict]
    python bench/fuzz.py --seed N --case K        (one case again, with its traceback)

A fault is an exception that is no PaperbuilderError, a case that takes more than `LIMIT` seconds or `MEMORY` more
bytes, a report that cannot be printed, or a PDF that cannot be opened; with `--strict`, also an error of the spec that
`make` finds and `check` does not. Prints each once, by its place, with the number of the case and a copy of its
project, and ends with 1 then.
"""

from __future__ import annotations

import argparse
import faulthandler
import multiprocessing
import re
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

import pypdfium2
from fuzz_cases import Case, new_case

import paperbuilder
from paperbuilder.class_sets.plan import ClassSetPlan
from paperbuilder.jobs.fingerprints import SharedFiles
from paperbuilder.jobs.incremental import make_job
from paperbuilder.jobs.job import Job
from paperbuilder.outputs.options import MakeOptions
from paperbuilder.problems import Exit, PaperbuilderError, Problem

LIMIT = 20  # s
MEMORY = 1_500_000_000
FRAME = re.compile(r'File ".*?paperbuilder/(\S+\.py)", line \d+ in (\w+)')


class Fault(Exception):
    """Something that is wrong though nothing was raised."""


def run(seed: int, number: int, work: Path, strict: bool) -> None:
    """One case in an empty folder. Raises whatever goes wrong."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    case = new_case(Random(f"{seed}:{number}"), work)
    problems = paperbuilder.check(case.spec, school=case.options.school)
    _printable(problems)
    made = _make(case)
    _printable(made)
    plain = case.options == MakeOptions(school=case.options.school) and not case.classes
    accepted = not any(problem.severity == "error" for problem in problems)
    if strict and plain and accepted and isinstance(made, PaperbuilderError) and made.code == Exit.SPEC:
        raise Fault(f"check accepts it, make does not: {made.problems[0].message}")


def _make(case: Case) -> list[Problem] | PaperbuilderError:
    plan = ClassSetPlan(file=case.classes, spares=1) if case.classes else None
    result = make_job(Job(case.spec, case.options, class_set=plan), SharedFiles())
    if result.code:
        return PaperbuilderError.with_code(result.code)(result.problems)
    for path in result.paths:
        with pypdfium2.PdfDocument(path) as pdf:
            if not len(pdf):
                raise Fault("a PDF without pages")
    return result.problems


def _printable(found: list[Problem] | PaperbuilderError) -> None:
    problems = found.problems if isinstance(found, PaperbuilderError) else found
    for problem in problems:
        str(problem).encode()
        if not problem.message or not problem.file:
            raise Fault(f"a problem without words or place: {problem!r}")
    if isinstance(found, PaperbuilderError) and not problems:
        raise Fault("make refuses it and does not say why")


def place(error: BaseException) -> str:
    """The type of an exception and the innermost function of ours that it passed."""
    ours = [f for f in traceback.extract_tb(error.__traceback__) if "paperbuilder/" in f.filename and "<" not in f.name]
    at = f"{ours[-1].filename.split('paperbuilder/')[-1]}:{ours[-1].name}" if ours else "?"
    return f"{type(error).__name__}: {error}" if isinstance(error, Fault) else f"{type(error).__name__} in {at}"


def work_on(pipe: Connection, seed: int, first: int, folder: Path, strict: bool) -> None:
    """Cases from the first on, in a process of its own, which ends itself when one takes too long."""
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_address_space() + MEMORY,) * 2)
    with (folder / "trace").open("w") as trace:
        number = first
        while True:
            faulthandler.dump_traceback_later(LIMIT, exit=True, file=trace)
            try:
                run(seed, number, folder / "case", strict)
                found = ""
            except Exception as error:
                found = place(error)
            faulthandler.cancel_dump_traceback_later()
            pipe.send((number, found))
            number = pipe.recv()


def _address_space() -> int:
    """Bytes of addresses that this process has already."""
    status = Path("/proc/self/statm")
    return int(status.read_text().split()[0]) * 4096 if status.exists() else 2_000_000_000


def results(seed: int, seconds: float, folder: Path, strict: bool) -> Iterator[tuple[int, str]]:
    """Each case's number and fault ("" if there is none), until the time is up."""
    context, end, number = multiprocessing.get_context("spawn"), time.monotonic() + seconds, 0
    while time.monotonic() < end:
        ours, theirs = context.Pipe()
        worker = context.Process(target=work_on, args=(theirs, seed, number, folder, strict), daemon=True)
        worker.start()
        theirs.close()
        try:
            while time.monotonic() < end:
                if not ours.poll(2 * LIMIT):
                    raise EOFError
                yield ours.recv()
                number += 1
                ours.send(number)
        except (EOFError, ConnectionError):
            yield number, _ended(folder / "trace")
            number += 1
        worker.kill()
        worker.join()


def _ended(trace: Path) -> str:
    """Why a worker ended: where it was when its time was up."""
    found = FRAME.search(trace.read_text())
    return f"more than {LIMIT} s in {found[1]}:{found[2]}" if found else "the process died"


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--seconds", type=float, default=60)
    reader.add_argument("--seed", type=int, default=0)
    reader.add_argument("--case", type=int)
    reader.add_argument("--strict", action="store_true")
    reader.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "paperbuilder-fuzz")
    wanted = reader.parse_args()
    if wanted.case is not None:
        run(wanted.seed, wanted.case, wanted.keep / f"{wanted.seed}-{wanted.case}", wanted.strict)
        print("no fault")
        return
    faults: dict[str, list[int]] = {}
    count = 0
    with tempfile.TemporaryDirectory() as work:
        for number, fault in results(wanted.seed, wanted.seconds, Path(work), wanted.strict):
            count += 1
            if fault and fault not in faults:
                kept = wanted.keep / f"{wanted.seed}-{number}"
                shutil.copytree(Path(work) / "case", kept, dirs_exist_ok=True)
                print(f"{fault}\n    --seed {wanted.seed} --case {number}, in {kept}", flush=True)
            if fault:
                faults.setdefault(fault, []).append(number)
    for fault, numbers in sorted(faults.items(), key=lambda one: -len(one[1])):
        print(f"{len(numbers):5} × {fault}: cases {', '.join(map(str, numbers[:8]))}")
    print(f"{count} cases, {len(faults)} faults")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
