"""What people type right is not taken for a slip, and names of specs are found as people type them."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperbuilder.paper.checked import check_spec
from paperbuilder.problems import FilesError
from paperbuilder.reading.source import source_of
from paperbuilder.spec.project import find_specs, named_or_all


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  -x\n  b:c\n  – d\n  \u00a0 e\n",
        "a: >-\n  b:c\n\n  -x\nd: e",
        "a: 'x\n  b:c\n  -x'",
        'a: "x\n\n  – b:\n  b:c"',
        "a: [b:c,\n  d:e,\n  – f]",
        "a: {b: 'x',\n  c: d:e}",
        "a:\n  - b:c\n  - 2:1\n  - http://x.org\n  - – \n  - -5\n  - - -6",
        "a: what is\n  -5 + 3?",
        "a: x\n  – y",
        "a: it was late\n  – very late – and\n  -12 degrees",
        "a:\n  Note:this\nb:\n    c: d\ne: f\n    c:d",
        "a: see\n  http://x.org",
        "# b:c\n   # – d\n#-e\na: b # c:d",
        "a: Il a dit, puis:\u00a0oui\nb:\n  - Question\u00a0: oui\n  - Question:\u00a0oui",
        "---\na : b\n",
        "- a\n- b\n",
        'a: "\\u4e2d \\" \\\\ \\/ \\x41"',
        "a: 'C:\\new'\nb: C:\\new",
        "a: [“b”, ‘c’, “d” and “e, f, “g]",
        "a: [“b” or so, the “c”, “d]",
        "a: “b, c”\nd:\n  - “e, f”",
        'a: ["“b, c”", ‘tis, ’twas]',
    ],
)
def test_what_is_right_is_no_slip(text: str, tmp_path: Path) -> None:
    assert source_of(tmp_path / "x.yaml", text).data


def test_names_may_lack_their_ending_or_be_torn_at_spaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("one.yaml", "two.yml", "my big exam.yaml", "big.yaml"):
        Path(name).write_text("kind: worksheet", encoding="utf-8")
    typed = ["one", "two.yml", "two", "my", "big", "exam.yaml", "big", "not", "there"]
    names = [str(file) for file in named_or_all([Path(name) for name in typed], Path())]
    assert names == ["one.yaml", "two.yml", "two.yml", "my big exam.yaml", "big.yaml", "not", "there"]
    for name in (".github/ci.yml", ".hidden.yml", "templates/theme.yml"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("on: push", encoding="utf-8")
    assert [file.name for file in find_specs(tmp_path)] == ["big.yaml", "my big exam.yaml", "one.yaml", "two.yml"]


def test_two_specs_that_make_the_same_pdfs_are_refused(tmp_path: Path) -> None:
    for name in ("one.yaml", "one.yml"):
        (tmp_path / name).write_text("kind: worksheet", encoding="utf-8")
    with pytest.raises(FilesError, match=r"one.yaml is beside one.yml, and both make the same PDFs"):
        check_spec(tmp_path / "one.yml")
