"""What is printed about a text says only what the teacher wrote."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from paperbuilder.outputs.typesetter import layouts
from paperbuilder.paper.checked import check_spec

SPEC = """kind: worksheet
title: T
texts:
  letter: {{file: letter.txt, title: A *Letter*, {about}}}
extracts:
  A: {{text: letter, quote: Dear Sir, adapted: {adapted}}}
questions:
  - {{type: short, stem: To whom is Extract A?, marks: 1, mark-scheme: {{points: [a, b]}}}}
"""


def printed(folder: Path, about: str, adapted: str = "no") -> str:
    """The worksheet's words, without markup but for italics."""
    (folder / "letter.txt").write_text("Dear Sir, I am glad.", encoding="utf-8")
    (folder / "spec.yaml").write_text(SPEC.format(about=about, adapted=adapted), encoding="utf-8")
    return re.sub(r"<(?!/?i>)[^>]*>", "", layouts(check_spec(folder / "spec.yaml"))["worksheet"])


@pytest.mark.parametrize(
    ("about", "line"),
    [
        ("rights: {basis: x}", "From <i>A *Letter*</i>.\n"),
        ("date: '1931'", "From <i>A *Letter*</i>, 1931.\n"),
        ("author: a clerk", "From <i>A *Letter*</i>, by a clerk.\n"),
        ("author: Ann, role: a clerk, date: May 1931", "From <i>A *Letter*</i>, by Ann, a clerk, May 1931.\n"),
        ("role: a clerk", "From <i>A *Letter*</i>, by a clerk.\n"),
        ("author: unknown, date: unknown", "From <i>A *Letter*</i>, by an unknown author, date unknown.\n"),
        ("date: 1931-05-02", "From <i>A *Letter*</i>, 2 May 1931.\n"),
    ],
)
def test_the_provenance_leaves_out_what_is_not_known(about: str, line: str, tmp_path: Path) -> None:
    assert line in printed(tmp_path, about)
    assert line.replace("From", "Adapted from") in printed(tmp_path, about, "yes")


@pytest.mark.parametrize("holder", ["", "holder: none, ", "holder: Nobody, "])
def test_rights_that_nobody_holds_name_nobody(holder: str, tmp_path: Path) -> None:
    assert "<i>A *Letter*</i> (public domain)." in printed(tmp_path, f"rights: {{{holder}basis: public domain}}")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("2026-11-24", "24 November 2026"), ("2026-1-4", "4 January 2026"), ("Monday 14 June", "Monday 14 June")],
)
def test_the_day_of_a_paper_is_printed_in_words(typed: str, shown: str, tmp_path: Path) -> None:
    spec = tmp_path / "spec.yaml"
    questions = "questions: [{type: short, stem: Who?, marks: 1, mark-scheme: {points: [a, b]}}]"
    for kind in ("kind: worksheet", "kind: exam\ntime: 2 minutes"):
        spec.write_text(f"{kind}\ntitle: T\ndate: {typed}\n{questions}", encoding="utf-8")
        documents = layouts(check_spec(spec))
        assert shown in documents.get("question-paper", documents.get("worksheet", ""))
        assert shown in documents["mark-scheme"]


CHART = """kind: worksheet
title: T
tables:
  steel: {{columns: [Year, Steel], rows: [['1928', '4.3'], ['1932', '5.9']]}}
charts:
  steel: {{type: bar, table: steel{work}}}
extracts:
  B: {{chart: steel, label: Source{about}}}
questions:
  - {{type: short, stem: What does Source B show?, marks: 1, mark-scheme: {{points: [x]}}}}
"""


@pytest.mark.parametrize(
    ("about", "work", "line"),
    [
        ("", "", ""),
        (", provenance: Made in 1933.", "", "Made in 1933."),
        (", circumstance: Shown at a meeting.", "", "Shown at a meeting."),
        ("", ", author: a clerk, date: '1933'", "By a clerk, 1933."),
        ("", ", date: 1933-05-01", "Date: 1 May 1933."),
    ],
)
def test_a_figure_without_a_title_says_what_is_known(about: str, work: str, line: str, tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(CHART.format(about=about, work=work), encoding="utf-8")
    made = layouts(check_spec(tmp_path / "spec.yaml"))["worksheet"]
    assert re.findall(r'<p style="provenance">(.*?)</p>', made) == ([line] if line else [])
    assert re.search(r'<keep with-next="yes">\s*<h2 style="extract-title">Source', made)
