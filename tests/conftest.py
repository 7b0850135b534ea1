"""SharedFiles: the made examples, and a project to spoil."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest
from hypothesis import settings

from paperbuilder import make

settings.register_profile("CI", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("CI")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a shell's background job; what tests start must hear Ctrl-C
    signal.signal(signal.SIGINT, signal.default_int_handler)

HERE = Path(__file__).parent.parent
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # many tests start the program: it need not be compiled for each
os.environ["PYTHONPYCACHEPREFIX"] = str(HERE / ".pytest_cache" / "bytecode")
EXAM = HERE / "worksheets" / "stalin-industrialisation.yaml"
SHEET = HERE / "worksheets" / "five-year-plans.yaml"
QUIZ = HERE / "worksheets" / "retrieval-quiz.yaml"


def committed(name: str, current: str) -> str:
    """A page of `docs` that is made from the code; `PAPERBUILDER_UPDATE=1` writes it anew."""
    page = HERE / "docs" / name
    if os.environ.get("PAPERBUILDER_UPDATE"):
        page.write_text(current, encoding="utf-8")
    return page.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every document of both examples, by name."""
    folder = tmp_path_factory.mktemp("made")
    paths = [*make(EXAM, output=folder).paths, *make(SHEET, output=folder).paths]
    return {path.stem.split("-", 2)[-1] if path.stem.startswith("stalin") else path.stem: path for path in paths}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of two specs, an exam and a worksheet."""
    shutil.copytree(HERE / "worksheets" / "texts", tmp_path / "worksheets" / "texts")
    for spec in (EXAM, SHEET):
        shutil.copy(spec, tmp_path / "worksheets")
    return tmp_path
