"""paperbuilder as a library: its page is true, threads do not mix, the host is left as it was."""

from __future__ import annotations

import csv
import gc
import io
import re
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

import pytest
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics

import paperbuilder
from paperbuilder import make
from paperbuilder.outputs.options import MakeOptions
from paperbuilder.outputs.pdf import pdfs
from paperbuilder.outputs.typesetter import forget_templates
from paperbuilder.paper.checked import check_spec
from paperbuilder.pdf.backend import missing_names
from tests.conftest import EXAM, HERE, QUIZ, SHEET

WRONG = (
    "kind: worksheet\ntitle: Wrong\n"
    "questions: [{type: short, stem: Why?, marks: 2, mark-scheme: {points: [a, b, c]}}]\ntotal: 3\n"
)


def test_the_page_is_true(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    (project / "worksheets" / "wrong.yaml").write_text(WRONG)
    page = (HERE / "docs" / "api.md").read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    found = re.findall(r"```python\n(.*?)```(?:\n\n```text\n(.*?)```)?", page, re.DOTALL)
    assert len(found) >= 5
    for code, expected in found:
        with redirect_stdout(io.StringIO()) as printed:
            exec(code, names)
        assert printed.getvalue() == expected


def test_the_names_are_those_promised() -> None:
    assert sorted(paperbuilder.__all__) == ["PaperbuilderError", "Problem", "__version__", "check", "make"]
    assert all(getattr(paperbuilder, name) for name in paperbuilder.__all__)
    with pytest.raises(AttributeError, match="has no attribute"):
        paperbuilder.pipeline  # noqa: B018


def test_threads_do_not_mix_papers_up() -> None:
    """Different specs, schools and editions at once: each gives the bytes that it gives alone."""
    jobs = [
        (spec, MakeOptions(school=school, edition=edition))
        for spec in (EXAM, SHEET, QUIZ)
        for school, edition in (("", ""), ("riverside", "large-print-18"), ("ysgol-glan-y-mor", ""))
    ]

    def made(job: tuple[Path, MakeOptions]) -> dict[str, bytes]:
        return pdfs(check_spec(job[0], job[1].school), job[1])

    alone = list(map(made, jobs))
    forget_templates()
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(made, jobs * 2))
    assert together == alone * 2


def test_threads_that_make_the_same_spec_wait_for_each_other(project: Path) -> None:
    spec = project / "worksheets" / SHEET.name
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: make(spec), range(4)))
    assert sum(result.made for result in results) == 1
    assert all(result.paths == results[0].paths for result in results)


def host() -> tuple[Any, ...]:
    settings = {name: value for name, value in vars(rl_config).items() if not name.startswith("_")}
    fonts = dict(pdfmetrics._fonts), dict(pdfmetrics._dynFaceNames)
    return gc.get_threshold(), csv.field_size_limit(), settings, fonts


def test_the_host_is_left_as_it_was(project: Path) -> None:
    shutil.copytree(HERE / "templates", project / "templates")
    (project / "10B.csv").write_text("Name\nAnn\n")
    from paperbuilder.class_sets.named_copies import make_set
    from paperbuilder.class_sets.plan import ClassSetPlan

    before = host()
    spec = project / "worksheets" / EXAM.name
    make(spec, school="riverside", imposed=["booklet"])
    make_set(check_spec(spec), ClassSetPlan(file=project / "10B.csv"))
    assert host() == before


def test_reportlab_has_the_undocumented_names_that_are_used() -> None:
    assert missing_names() == []


def test_only_one_module_uses_what_reportlab_does_not_document() -> None:
    private = re.compile(r"canvas\._|\._doc\b|import pdfdoc|pdfbase\.pdfdoc|idToObject|\.state\[|rl_config|pdfmetrics")
    source = HERE / "src" / "paperbuilder"
    found = {f.relative_to(source).as_posix() for f in source.rglob("*.py") if private.search(f.read_text())}
    assert found == {"pdf/backend.py"}


def caches() -> dict[str, Callable[..., Any]]:
    import sys

    return {
        f"{value.__wrapped__.__module__}.{value.__wrapped__.__qualname__}": value
        for module in list(sys.modules.values())
        if getattr(module, "__name__", "").startswith("paperbuilder")
        for name, value in vars(module).items()
        if isinstance(value, _lru_cache_wrapper)
    }


def test_caches_are_bounded() -> None:
    """But those whose keys are classes of ours."""
    unbounded = {name for name, cache in caches().items() if cache.cache_parameters()["maxsize"] is None}  # type: ignore[attr-defined]
    assert unbounded <= {f"paperbuilder.reading.schema.{name}" for name in ("fields_of", "options_of", "_way")}
