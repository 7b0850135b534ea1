"""The layout XML of every kind of question, as text: `PAPERBUILDER_UPDATE=1` writes it anew, to be read."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from paperbuilder.outputs.typesetter import layouts
from paperbuilder.schools.samples import sample_worksheet

GOLDEN = Path(__file__).parent / "golden"


SHEET = sample_worksheet()


@pytest.mark.parametrize("document", ["worksheet", "answers"])
def test_the_layout_of_every_kind(document: str) -> None:
    assert_golden(f"all-types-{document}", layouts(SHEET)[document])


def test_the_layout_of_another_version_and_of_the_key() -> None:
    found = layouts(SHEET.in_version("B"))
    assert_golden("all-types-worksheet-version-B", found["worksheet"])
    assert_golden("all-types-version-key", found["version-key"])


def assert_golden(name: str, xml: str) -> None:
    text = "\n".join(line for line in (re.sub(r"\s+", " ", part).strip() for part in xml.split("\n")) if line) + "\n"
    expected = GOLDEN / f"{name}.xml"
    if os.environ.get("PAPERBUILDER_UPDATE"):
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")
