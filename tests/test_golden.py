"""The layout XML of every kind of question, as text: `PAPERBUILDER_UPDATE=1` writes it anew, to be read."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from paperbuilder import build
from paperbuilder.school_check import SAMPLE

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("document", ["worksheet", "answers"])
def test_the_layout_of_every_kind(document: str) -> None:
    xml = build.layouts(build.check(SAMPLE / "worksheet.yaml"))[document]
    text = "\n".join(line for line in (re.sub(r"\s+", " ", part).strip() for part in xml.split("\n")) if line) + "\n"
    expected = GOLDEN / f"all-types-{document}.xml"
    if os.environ.get("PAPERBUILDER_UPDATE"):
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")
