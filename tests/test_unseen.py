"""What nobody sees in pasted text (soft hyphens, joiners, byte order marks) is neither printed nor compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperbuilder.paper.checked import check_spec
from paperbuilder.paper.model import Paper

UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e"
SPEC = """kind: worksheet
title: The in{0}dustri{0}alisation
{0}texts:
  essay: {{file: essay.txt, title: T, rights: {{holder: me, basis: own work}}}}
extracts:
  A: {{text: essay, quote: began{0} in 19{0}28}}
questions:
  {0}- type: multiple-choice
    stem: 'When, by Extract A? See {{lines A "in{0} 1928"}}.'
    marks: 1
    options: [nine{0}teen, "twen\\u00adty"]
    answer: {0}nineteen
"""


def checked(folder: Path, spec: str, essay: str) -> Paper:
    (folder / "essay.txt").write_text(essay, encoding="utf-8")
    (folder / "spec.yaml").write_text(spec, encoding="utf-8")
    return check_spec(folder / "spec.yaml").paper


@pytest.mark.parametrize("sign", UNSEEN)
@pytest.mark.parametrize("in_essay", ["", "\u00ad", "\ufeff"])
def test_what_is_unseen_is_ignored(sign: str, in_essay: str, tmp_path: Path) -> None:
    paper = checked(tmp_path, SPEC.format(sign), f"The plan be{in_essay}gan{in_essay} in 1{in_essay}928. It ended.")
    assert paper.spec.title == "The industrialisation"
    assert paper.extracts["A"].passage.plain == "began in 1928"
    assert paper.every[0].question.options == ["nineteen", "twenty"]  # type: ignore[attr-defined]


def test_spaces_at_the_ends_of_a_value_do_not_count(tmp_path: Path) -> None:
    spec = SPEC.format("").replace("marks: 1", "marks: '1\u00a0'").replace("nineteen,", "' nineteen ',")
    spec = spec.replace("answer: nineteen", "answer: 'nineteen\u00a0'").replace("worksheet", "'worksheet '")
    paper = checked(tmp_path, spec.replace("multiple-choice", "multiple-choice\u00a0"), "It began in 1928.")
    assert paper.total == 1


def test_an_accent_is_one_character_with_its_letter_on_both_sides(tmp_path: Path) -> None:
    spec = SPEC.format("").replace("began in 1928", "cafe\u0301 in 1928").replace("nineteen,", "caf\u00e9,")
    paper = checked(tmp_path, spec.replace("answer: nineteen", "answer: cafe\u0301"), "The caf\u00e9 in 1928.")
    assert paper.extracts["A"].passage.plain == "caf\u00e9 in 1928"
