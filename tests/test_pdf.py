"""Geometry and tags, measured in the made PDFs (acceptance statements 9–18)."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pdfplumber
import pikepdf
import pytest

from paperbuilder.outputs.options import MakeOptions
from paperbuilder.outputs.pdf import pdfs
from paperbuilder.paper.checked import check_spec
from tests.conftest import EXAM

MM = 72 / 25.4
EXAM_DOCUMENTS = ("insert", "question-paper", "mark-scheme")


def test_every_document_is_made(made: dict[str, Path]) -> None:
    assert sorted(made) == [
        "five-year-plans-answers",
        "five-year-plans-mark-scheme",
        "five-year-plans-worksheet",
        "insert",
        "mark-scheme",
        "question-paper",
    ]


def test_marks_stand_at_the_right_edge_on_the_page_of_their_stem(made: dict[str, Path]) -> None:
    with pdfplumber.open(made["question-paper"]) as pdf:
        found = 0
        for page in pdf.pages[1:]:
            right = 210 * MM - (15 if page.page_number % 2 else 20) * MM
            for line in page.extract_text_lines():
                if re.search(r"\[(1 mark|\d+ marks)\]", line["text"]):
                    found += 1
                    assert abs(line["x1"] - right) < 0.6
    assert found >= 8


def test_answer_lines_have_their_pitch_and_length(made: dict[str, Path]) -> None:
    with pdfplumber.open(made["question-paper"]) as pdf:
        page = max(pdf.pages, key=lambda p: len(p.lines))
        rules = sorted(line["top"] for line in page.lines if line["x1"] - line["x0"] > 150 * MM)
    gaps = [b - a for a, b in zip(rules, rules[1:], strict=False)]
    assert len(rules) > 15
    assert min(gaps) > 8.7 * MM
    assert sum(abs(gap - 9 * MM) < 0.3 * MM for gap in gaps) >= len(gaps) * 0.7


def test_nothing_prints_within_8_mm_of_an_edge(made: dict[str, Path]) -> None:
    for path in made.values():
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                things = [*page.chars, *page.lines, *page.rects]
                assert min(t["x0"] for t in things) > 8 * MM and max(t["x1"] for t in things) < page.width - 8 * MM
                assert (
                    min(t["top"] for t in things) > 8 * MM and max(t["bottom"] for t in things) < page.height - 8 * MM
                )


def test_turn_over_stands_on_odd_pages_until_the_last_question(made: dict[str, Path]) -> None:
    with pdfplumber.open(made["question-paper"]) as pdf:
        texts = [page.extract_text() for page in pdf.pages]
    assert sum("END OF QUESTIONS" in text for text in texts) == 1
    last = max(i for i, text in enumerate(texts, 1) if "marks]" in text)
    turning = [i for i, text in enumerate(texts, 1) if "Turn over" in text]
    assert turning == [i for i in range(1, last) if i % 2]


def test_blank_pages_say_so(made: dict[str, Path]) -> None:
    with pdfplumber.open(made["question-paper"]) as pdf:
        assert len(pdf.pages) % 2 == 0
        for page in pdf.pages:
            assert len(page.extract_text()) > 60 or "no questions printed" in page.extract_text() or page.lines


def test_line_references_name_the_lines_that_hold_the_words(made: dict[str, Path]) -> None:
    with pdfplumber.open(made["question-paper"]) as pdf:
        text = " ".join("\n".join(page.extract_text() for page in pdf.pages).split())
    reference = re.search(r"lines? (\d+)(?:–(\d+))?", text)
    assert reference and 1 <= int(reference[1]) <= 12


@pytest.mark.parametrize(
    "name", [*EXAM_DOCUMENTS, "five-year-plans-worksheet", "five-year-plans-answers", "five-year-plans-mark-scheme"]
)
def test_documents_are_tagged(made: dict[str, Path], name: str) -> None:
    with pikepdf.open(made[name]) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert b"<pdfuaid:part>1<" in pdf.Root.Metadata.read_bytes()
        parents = pdf.Root.StructTreeRoot.ParentTree.Nums
        for number, page in enumerate(pdf.pages):
            depth = marked = 0
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
                marked += operator == "BDC" and "/MCID" in instruction.operands[1]
                assert depth == 1 or operator not in ("Tj", "TJ", "S", "f", "B", "Do")
            assert depth == 0
            assert len(parents[2 * number + 1]) == marked


def test_fonts_are_embedded_and_no_answer_is_in_a_pupils_file(made: dict[str, Path]) -> None:
    with pikepdf.open(made["question-paper"]) as pdf:
        fonts = {str(f.BaseFont): f for page in pdf.pages for f in page.Resources.Font.values()}
        assert all("/FontFile2" in f.FontDescriptor for f in fonts.values())
    with pdfplumber.open(made["question-paper"]) as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
    assert "Gosplan" not in text


def test_the_same_spec_makes_the_same_bytes() -> None:
    from tests.conftest import SHEET

    checked = check_spec(SHEET)
    assert pdfs(checked) == pdfs(checked)


def test_inner_margins_are_20_mm_and_change_sides(made: dict[str, Path]) -> None:
    with pdfplumber.open(made["question-paper"]) as pdf:
        for page in pdf.pages:
            inner, outer = (20, 15) if page.page_number % 2 else (15, 20)
            things = [*page.chars, *page.lines, *page.rects]
            assert min(t["x0"] for t in things) >= inner * MM - 0.5
            assert max(t["x1"] for t in things) <= page.width - outer * MM + 0.5


def test_the_cover_says_what_a_candidate_must_know(made: dict[str, Path]) -> None:
    with pdfplumber.open(made["question-paper"]) as pdf:
        page = pdf.pages[0]
        text = page.extract_text()
        for words in ("GCSE History", "50 minutes", "Maximum mark: 40", "must have", "Instructions", "in brackets"):
            assert words in text
        assert "either Question 5 or Question 6" in text and "all questions in Section A" in text
        assert "SPaG" in text and "1 hour 3 minutes" in text
        name, group = page.search("Name")[0], page.search("Class")[0]
        assert group["bottom"] - name["bottom"] >= 9 * MM


def test_blank_pages_carry_the_notice(project: Path) -> None:
    spec = project / "worksheets" / "stalin-industrialisation.yaml"
    folder = project / "templates" / "ours"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text("schema: 1\npages-multiple-of: 4\n")
    data = pdfs(check_spec(spec), MakeOptions(school="ours", only="question-paper"))["question-paper"]
    (project / "paper.pdf").write_bytes(data)
    with pdfplumber.open(project / "paper.pdf") as pdf:
        texts = [page.extract_text() for page in pdf.pages]
    assert len(texts) % 4 == 0
    blank = [i for i, text in enumerate(texts) if "There are no questions printed on this page." in text]
    end = next(i for i, text in enumerate(texts) if "END OF QUESTIONS" in text)
    assert blank == list(range(end + 1, len(texts)))


def test_rules_are_thick_enough_and_text_is_black(made: dict[str, Path]) -> None:
    for path in made.values():
        with pdfplumber.open(path) as pdf:
            for whole in pdf.pages:
                page = whole.filter(lambda drawn: drawn.get("tag") != "Figure")
                assert all(line["linewidth"] >= 0.35 for line in page.lines)
                assert {c["non_stroking_color"] for c in page.chars} <= {(0,), (0.0,), 0}
                assert all(r["non_stroking_color"] in (0.902, (0.902,)) for r in page.rects if r["fill"])


def test_no_extract_splits_over_a_page(made: dict[str, Path]) -> None:
    with pdfplumber.open(made["insert"]) as pdf:
        pages = ["".join(page.extract_text().split()) for page in pdf.pages]
    for extract in check_spec(EXAM).paper.extracts.values():
        first, last = extract.passage.plain.split()[:4], extract.passage.plain.split()[-4:]
        assert any("".join(first) in page and "".join(last) in page for page in pages)


def test_rare_letters_print(tmp_path: Path) -> None:
    letters = "ŵ ŷ Ŵ Ŷ α β γ θ λ Ω → ← ☐ ✓ √ ≤ ≥ − ½ £ € ° é ñ ß č"
    spec = tmp_path / "spec.yaml"
    question = f"questions:\n  - {{type: short, stem: '{letters}', marks: 1, mark-scheme: {{points: [a, b]}}}}\n"
    spec.write_text("kind: worksheet\ntitle: Rare letters\n" + question, encoding="utf-8")
    for school in ("", "ours"):
        (tmp_path / "templates" / "ours").mkdir(parents=True, exist_ok=True)
        (tmp_path / "templates" / "ours" / "theme.yaml").write_text("schema: 1\nfonts: {text: Atkinson Hyperlegible}\n")
        (tmp_path / "paperbuilder.yaml").touch()
        data = pdfs(check_spec(spec, school), MakeOptions(school=school, only="worksheet"))["worksheet"]
        (tmp_path / "out.pdf").write_bytes(data)
        with pdfplumber.open(tmp_path / "out.pdf") as pdf:
            found = "".join(pdf.pages[0].extract_text().split())
        assert letters.replace(" ", "") in found


def test_a_word_too_long_for_a_line_is_broken_and_kept(tmp_path: Path) -> None:
    word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 4
    spec = tmp_path / "spec.yaml"
    question = f"questions:\n  - {{type: short, stem: {word}, marks: 1, mark-scheme: {{points: [a, b]}}}}\n"
    spec.write_text("kind: worksheet\ntitle: Long\n" + question)
    (tmp_path / "out.pdf").write_bytes(pdfs(check_spec(spec))["worksheet"])
    with pdfplumber.open(tmp_path / "out.pdf") as pdf:
        page = pdf.pages[0]
        assert word in page.extract_text().replace("\n", "")
        assert max(c["x1"] for c in page.chars if c["text"] != " ") <= page.width - 15 * MM + 0.5


def test_one_of_several_questions_is_asked_for_in_words(tmp_path: Path) -> None:
    question = "{type: short, stem: Why?, marks: 1, mark-scheme: {points: [a, b]}}"
    spec = tmp_path / "spec.yaml"
    section = f"  - {{title: Section A, answer: 1, questions: [{question}, {question}, {question}]}}\n"
    spec.write_text(f"kind: exam\ntitle: T\ntime: 2 minutes\nsections:\n{section}")
    with pdfplumber.open(BytesIO(pdfs(check_spec(spec))["question-paper"])) as pdf:
        texts = [page.extract_text() for page in pdf.pages]
    assert "In Section A, answer one of Questions 1, 2 and 3." in texts[0]
    assert "Answer one question from 1, 2 and 3." in texts[1]
