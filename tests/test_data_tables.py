"""Tables of figures: printed as they are typed, aligned on the point, tagged, from the spec or a file."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pdfplumber
import pikepdf
import pytest

from paperbuilder import PaperbuilderError, check, make
from paperbuilder.outputs.typesetter import layouts
from paperbuilder.paper.checked import check_spec
from paperbuilder.paper.numerals import interval, number
from tests.test_ua import ua_problems

OUTPUT = {
    "title": "Soviet output",
    "columns": ["Year", {"name": "Coal", "unit": "million tonnes"}, "Note"],
    "rows": [["1928", "35.5", "a"], ["1929", "1,040.10", "b"], ["1930", "–", "c"], ["1931", "-0.300", "d"]],
    "source": "Soviet yearbooks",
}
CSV = "Year,Coal,Steel\n1928,35.50,4.3\n1929,40.10,4.9\n"


def spec(folder: Path, table: dict[str, Any], **more: Any) -> Path:
    (folder / "worksheets").mkdir(exist_ok=True)
    (folder / "worksheets" / "output.csv").write_text(CSV, encoding="utf-8")
    question = {"type": "short", "stem": "{table output}\nWhat grew?", "marks": 1, "mark-scheme": {"key": ["coal"]}}
    data = {"kind": "worksheet", "title": "Output", "tables": {"output": table}, "questions": [question]}
    (folder / "worksheets" / "output.yaml").write_text(json.dumps(data | more), encoding="utf-8")
    return folder / "worksheets" / "output.yaml"


def sheet(file: Path) -> Path:
    return next(path for path in make(file).paths if path.stem == "output-worksheet")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.50", 1234.5),
        ("12 000", 12000),
        ("\u22127", -7),
        ("-7.5", -7.5),
        ("35%", 35),
        ("£1,200", 1200),
        ("0", 0),
        ("–", None),
        ("", None),
        ("n/a", None),
    ],
)
def test_a_number_is_read_as_it_is_typed(text: str, value: float | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["about 40", "4,5", "1.2.3", "1e9", "١٢", "40 or so", "9" * 16, "--3"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        number(text)


@pytest.mark.parametrize("text", ["10–20", "10-20", "10 to 20", "10 ≤ t < 20", "10 < t ≤ 20"])
def test_a_class_is_read(text: str) -> None:
    assert interval(text) == (10, 20)


def test_figures_are_printed_as_they_are_typed(tmp_path: Path) -> None:
    xml = layouts(check_spec(spec(tmp_path, OUTPUT)))["worksheet"]
    cells = re.findall(r"<td>(.*?)</td>", xml)
    assert cells == ["35.5", "a", "1,040.10", "b", "–", "c", "\u22120.300", "d"]
    assert 'align="left decimal left"' in xml and "Source: Soviet yearbooks" in xml


def test_points_stand_one_below_another(tmp_path: Path) -> None:
    with pdfplumber.open(sheet(spec(tmp_path, OUTPUT))) as opened:
        chars = opened.pages[0].chars
    text = "".join(char["text"] for char in chars)
    ends = [chars[text.index(number) + number.index(".")]["x0"] for number in ("35.5", "1,040.10", "\u22120.300")]
    assert ends == pytest.approx([ends[0]] * 3, abs=0.01)


def test_the_table_is_tagged_with_its_heads(tmp_path: Path) -> None:
    made = sheet(spec(tmp_path, OUTPUT))
    with pikepdf.open(made) as opened:
        heads = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/TH"]
        scopes = sorted(str(head.A.Scope) for head in heads)
    assert scopes == ["/Column"] * 3 + ["/Row"] * 4
    assert not any(ua_problems([made]).values())


def test_a_long_table_breaks_between_rows_and_repeats_its_head(tmp_path: Path) -> None:
    rows = [[str(year), f"{year}.5", "x"] for year in range(1900, 1980)]
    with pdfplumber.open(sheet(spec(tmp_path, OUTPUT | {"rows": rows}))) as opened:
        texts = [page.extract_text() for page in opened.pages]
    holding = [text for text in texts if re.search(r"^19\d\d 19\d\d\.5", text, re.MULTILINE)]
    assert len(holding) > 1 and all("(million tonnes)" in text for text in holding)
    assert sum(len(re.findall(r"19\d\d\.5", text)) for text in texts) == 80
    assert "Soviet output" in holding[0] and "Source: Soviet yearbooks" in holding[-1]


def test_a_table_comes_from_a_file_with_the_columns_that_are_named(tmp_path: Path) -> None:
    columns = ["Year", {"name": "Steel", "unit": "Mt"}]
    xml = layouts(check_spec(spec(tmp_path, {"file": "output.csv", "columns": columns})))["worksheet"]
    assert "<th>Steel (Mt)</th>" in xml and "Coal" not in xml and "<td>4.3</td>" in xml
    xml = layouts(check_spec(spec(tmp_path, {"file": "output.csv"})))["worksheet"]
    assert "<td>35.50</td>" in xml and "<th>Coal</th>" in xml


def test_a_workbook_keeps_the_noughts_that_it_shows(tmp_path: Path) -> None:
    file = spec(tmp_path, {"file": "output.xlsx"})
    book = openpyxl.Workbook()
    for row in (["Year", "Coal", "Note"], [1928, 35.5, "*first*"], [1929, 0.1 + 0.2, None]):
        book.active.append(row)
    for cell in ("B2", "B3"):
        book.active[cell].number_format = "0.00"
    book.save(tmp_path / "worksheets" / "output.xlsx")
    xml = layouts(check_spec(file))["worksheet"]
    assert "<td>35.50</td>" in xml and "<td>0.30</td>" in xml and "<td>*first*</td>" in xml


def test_a_table_is_made_anew_when_its_file_changes(tmp_path: Path) -> None:
    file = spec(tmp_path, {"file": "output.csv"})
    sheet(file)
    (tmp_path / "worksheets" / "output.csv").write_text(CSV.replace("35.50", "99.90"), encoding="utf-8")
    with pdfplumber.open(sheet(file)) as opened:
        assert "99.90" in opened.pages[0].extract_text()


def test_a_table_is_a_source(tmp_path: Path) -> None:
    extracts = {"A": {"table": "output", "label": "Source", "provenance": "From Soviet yearbooks."}}
    questions = [{"type": "short", "stem": "Use Source A.", "marks": 1, "mark-scheme": {"key": ["x"]}}]
    xml = layouts(check_spec(spec(tmp_path, OUTPUT, extracts=extracts, questions=questions)))["worksheet"]
    assert xml.index("Source A") < xml.index("Soviet output") < xml.index("Use Source A")


def test_links_and_letters_of_files_are_looked_at(tmp_path: Path) -> None:
    file = spec(tmp_path, {"file": "away.csv"})
    (tmp_path / "worksheets" / "away.csv").symlink_to("/etc/hostname")
    assert "lies outside the project folder" in check(file)[0].message
    file = spec(tmp_path, {"file": "output.csv"})
    (tmp_path / "worksheets" / "output.csv").write_text("Year,Coal\n1928,\U00013000\n", encoding="utf-8")
    with pytest.raises(PaperbuilderError) as error:
        make(file)
    assert error.value.problems[0].line == 2 and "U+13000" in error.value.problems[0].message


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (OUTPUT | {"rows": [["1928", "1", "x"]] * 1001}, "1001 rows"),
        (OUTPUT | {"columns": [str(n) for n in range(21)], "rows": [["x"] * 21]}, "21 columns"),
        (OUTPUT | {"rows": [["1928", "1", "x" * 501]]}, "more than 500 letters"),
    ],
)
def test_a_table_has_bounds(table: dict[str, Any], words: str, tmp_path: Path) -> None:
    assert any(words in problem.message for problem in check(spec(tmp_path, table)))


def test_what_a_workbook_hides_or_has_no_value_for_is_told(tmp_path: Path) -> None:
    file = spec(tmp_path, {"file": "output.xlsx"})
    book = openpyxl.Workbook()
    for row in (["Year", "Coal"], [1928, 35.5], [1929, 40.1]):
        book.active.append(row)
    book.active.row_dimensions[2].hidden = True
    book.save(tmp_path / "worksheets" / "output.xlsx")
    assert [(p.severity, p.message) for p in check(file)] == [("warning", "1 hidden row of the workbook left out")]
    book.active["B3"] = "=40+0.1"
    book.save(tmp_path / "worksheets" / "output.xlsx")
    assert "the formula in column 2 has no value saved with it" in [p.message for p in check(file)]
