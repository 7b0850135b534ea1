"""What a page of formulas costs: `python bench/formulas.py`.

In: nothing. Out: printed times of a worksheet with 100 different formulas, cold and again, beside one without any.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

ROUNDS = 5
FORMS = (
    r"x^{{{n}}} + {n}x - 5 = 0",
    r"\frac{{-b \pm \sqrt{{b^2 - {n}ac}}}}{{2a}}",
    r"\sum_{{i=1}}^{{{n}}} \frac{{1}}{{i^2}}",
    r"\begin{{pmatrix}} {n} & 2 \\ 3 & 4 \end{{pmatrix}}",
    r"\ce{{{n}H2 + O2 -> 2H2O}}",
    r"\qty{{{n}e8}}{{m/s^2}}",
    r"\int_0^{{{n}}} x^2 \, \mathrm{{d}}x",
    r"\vec{{a}} \cdot \vec{{b}} = {n}",
    r"0.\dot{{{n}}}",
    r"\left( \frac{{{n}}}{{x}} \right)^2",
)


def main() -> None:
    """Print the times."""
    with TemporaryDirectory() as folder:
        for name, count in (("without formulas", 0), ("with 100 formulas", 100)):
            spec = Path(folder) / f"{count}.yaml"
            spec.write_text(_sheet(count), encoding="utf-8")
            print(f"{name}, a process of its own: {_cold(spec):.2f} s")
        print(f"100 formulas drawn, the library loaded: {_drawn():.2f} s")


def _formulas(count: int) -> Iterator[str]:
    return (FORMS[n % len(FORMS)].format(n=n // len(FORMS) + 2) for n in range(count))


def _sheet(count: int) -> str:
    words = " and ".join(f"${tex}$" for tex in _formulas(count)) or "Words alone. " * 100
    question = "  - {type: short, stem: Why?, marks: 1, mark-scheme: {points: [one, two]}}\n"
    return f"kind: worksheet\ntitle: T\nquestions:\n  - type: information\n    text: '{words}'\n{question}"


def _cold(spec: Path) -> float:
    """Each time into another folder, where nothing is up to date."""
    command = [sys.executable, "-m", "paperbuilder", "make", str(spec), "--output"]
    outputs = (str(spec.with_name(f"{spec.stem}-{n}")) for n in range(ROUNDS))
    return median(_timed(partial(subprocess.run, [*command, o], check=True, capture_output=True)) for o in outputs)


def _drawn() -> float:
    from paperbuilder.maths.drawn import draw

    draw("x", False)
    return _timed(lambda: [draw(tex, False) for tex in _formulas(100)])


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


if __name__ == "__main__":
    main()
