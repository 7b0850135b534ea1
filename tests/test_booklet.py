"""Booklets, two-up and two copies, measured in the PDFs: order, places, creep, blanks, tags, viewer preferences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperbuilder.outputs.options import MakeOptions
from paperbuilder.outputs.pdf import pdfs
from paperbuilder.paper.checked import check_spec
from paperbuilder.pdf.imposition import Side, impose, saddle, side_by_side, signatures, twice
from paperbuilder.schools.samples import sample_exam
from tests.conftest import EXAM, SHEET
from tests.test_bad_specs import run
from tests.test_ua import ua_problems

MM = 72 / 25.4
WAYS = ("booklet", "two-up", "two-copies")
NOTICE = "There are no questions printed on this page."
Chars = list[tuple[str, float, float]]


@pytest.fixture(scope="module")
def imposed() -> dict[str, bytes]:
    """The documents of the example exam, single and imposed, by name."""
    return pdfs(check_spec(EXAM), MakeOptions(imposed=WAYS))


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A worksheet too thick for one signature, on A5, and its booklet."""
    folder = tmp_path_factory.mktemp("long")
    spec = folder / "spec.yaml"
    question = "  - {type: short, stem: Why?, marks: 1, lines: 300, mark-scheme: {points: [a, b]}}\n"
    theme = "theme: {page: {size: A5, inner: 20 mm, outer: 15 mm}}\n"
    spec.write_text(f"kind: worksheet\ntitle: Long\n{theme}questions:\n{question * 5}")
    return pdfs(check_spec(spec), MakeOptions(only="worksheet", imposed=("booklet",)))


def halves(data: bytes) -> Iterator[tuple[Chars, Chars]]:
    """The characters on the left and right half of each sheet, x measured from the middle, y from the top."""
    with pdfplumber.open(BytesIO(data)) as pdf:
        for sheet in pdf.pages:
            middle = sheet.width / 2
            chars = [(c["text"], c["x0"] - middle, c["top"]) for c in sheet.chars]
            yield [c for c in chars if c[1] < 0], [c for c in chars if c[1] >= 0]


def pages(data: bytes) -> list[Chars]:
    """The characters of each page, x measured from the left edge."""
    with pdfplumber.open(BytesIO(data)) as pdf:
        return [[(c["text"], c["x0"], c["top"]) for c in page.chars] for page in pdf.pages]


def words(chars: Chars) -> str:
    return "".join(c[0] for c in chars)


def folio(chars: Chars) -> int:
    """The page number that is printed; 0 for nothing."""
    found = re.search(r"Page ?(\d+) ?of", words(chars))
    return int(found[1]) if found else 0


def folded(sides: list[tuple[int, int]]) -> list[int]:
    """The pages of one signature as they follow when its sheets are laid in one another and folded."""
    sheets = [(sides[i], sides[i + 1]) for i in range(0, len(sides), 2)]
    front = [(outside[1], inside[0]) for outside, inside in sheets]
    back = [(inside[1], outside[0]) for outside, inside in reversed(sheets)]
    return [*chain(*front), *chain(*back)]


def numbers(sides: list[Side]) -> list[tuple[int, int]]:
    return [(left.page, right.page) for left, right in sides if right]


@given(st.integers(1, 200))
def test_every_signature_folds_to_pages_in_order(fours: int) -> None:
    sizes, start = signatures(4 * fours), 0
    assert sum(sizes) == 4 * fours and max(sizes) <= 60 and max(sizes) - min(sizes) <= 4
    assert len(sizes) == -(-fours // 15)
    sides = saddle(4 * fours)
    for size in sizes:
        assert folded(numbers(sides)[start // 2 : (start + size) // 2]) == list(range(start, start + size))
        start += size


def test_pages_that_are_no_multiple_of_four_make_no_booklet() -> None:
    for number in (0, 1, 6, 7):
        with pytest.raises(ValueError):
            saddle(number)


def test_the_halves_of_the_sheets_hold_the_pages_in_order_of_folding(imposed: dict[str, bytes]) -> None:
    order = [(folio(left), folio(right)) for left, right in halves(imposed["question-paper-booklet"])]
    assert order == [(8, 1), (2, 7), (6, 3), (4, 5)]
    assert folded(order) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_a_thick_booklet_on_a4_is_cut_into_signatures(long: dict[str, bytes]) -> None:
    with pikepdf.open(BytesIO(long["worksheet"])) as pdf:
        number = len(pdf.pages)
    assert number > 60 and number % 4 == 0
    order = [(folio(left), folio(right)) for left, right in halves(long["worksheet-booklet"])]
    first = signatures(number)[0]
    assert folded(order[: first // 2]) == list(range(1, first + 1))
    assert folded(order[first // 2 :]) == list(range(first + 1, number + 1))


def test_sheets_are_a3_and_a4(imposed: dict[str, bytes], long: dict[str, bytes]) -> None:
    for data, size in ((imposed["question-paper-booklet"], (420, 297)), (long["worksheet-booklet"], (297, 210))):
        with pdfplumber.open(BytesIO(data)) as pdf:
            for page in pdf.pages:
                assert (page.width / MM, page.height / MM) == pytest.approx(size, abs=0.1)


@pytest.mark.parametrize("document", ["question-paper", "insert"])
def test_the_booklet_has_the_pages_of_the_single_file_in_their_places(imposed: dict[str, bytes], document: str) -> None:
    single = pages(imposed[document])
    found = dict(_found(halves(imposed[f"{document}-booklet"]), 210 * MM))
    assert len(single) % 4 == 0 and sorted(found) == list(range(1, len(single) + 1))
    for number, (chars, sheet) in found.items():
        left = number % 2 == 0
        shift = sheet * 1 * MM * (1 if left else -1)  # inner sheets come nearer the fold
        assert words(chars) == words(single[number - 1])
        for (_, x, y), (_, x_single, y_single) in zip(chars, single[number - 1], strict=True):
            assert x == pytest.approx(x_single + shift, abs=0.05) and y == pytest.approx(y_single, abs=0.05)


def _found(sheets: Iterator[tuple[Chars, Chars]], width: float) -> Iterator[tuple[int, tuple[Chars, int]]]:
    """Number of each page: its characters, x measured from its own left edge, and the sheet from outside in."""
    for i, (left, right) in enumerate(sheets):
        yield folio(left), ([(c, x + width, y) for c, x, y in left], i // 2)
        yield folio(right), (right, i // 2)


def test_creep_starts_anew_with_each_signature(long: dict[str, bytes]) -> None:
    inks = [min(x for _, x, _ in right) for _, right in halves(long["worksheet-booklet"])]
    first = signatures(2 * len(inks))[0] // 2
    assert inks[0] == pytest.approx(20 * MM, abs=0.6) and inks[first] == pytest.approx(inks[0], abs=0.6)
    outer, inner = inks[0], inks[first - 2]
    assert outer - inner == pytest.approx((first // 2 - 1) * MM, abs=0.6)


def test_blank_pages_are_stated_and_stand_at_the_end(imposed: dict[str, bytes]) -> None:
    single = [words(page) for page in pages(imposed["question-paper"])]
    blank = [i for i, text in enumerate(single) if NOTICE.replace(" ", "") in text.replace(" ", "")]
    assert blank == [6, 7]
    assert all(folio(half) for sheet in halves(imposed["insert-booklet"]) for half in sheet)
    turn = [i + 1 for i, text in enumerate(single) if "Turn" in text]
    assert turn == [1, 3]  # what follows page 5 is answer lines


def test_nothing_is_printed_within_5_mm_of_an_edge_of_a_sheet(imposed: dict[str, bytes]) -> None:
    for way in WAYS:
        with pdfplumber.open(BytesIO(imposed[f"question-paper-{way}"])) as pdf:
            for page in pdf.pages:
                things = [*page.chars, *page.lines, *page.rects]
                assert min(t["x0"] for t in things) > 5 * MM and max(t["x1"] for t in things) < page.width - 5 * MM
                assert min(t["top"] for t in things) > 5 * MM
                assert max(t["bottom"] for t in things) < page.height - 5 * MM


def test_two_up_is_in_reading_order_and_two_copies_are_alike(imposed: dict[str, bytes]) -> None:
    order = [folio(half) for sheet in halves(imposed["question-paper-two-up"]) for half in sheet]
    assert order == list(range(1, 9))
    sheets = list(halves(imposed["question-paper-two-copies"]))
    assert [folio(left) for left, _ in sheets] == list(range(1, 9))
    for left, right in sheets:
        assert [(c, round(x + 210 * MM, 1), y) for c, x, y in left] == [(c, round(x, 1), y) for c, x, y in right]
    assert numbers(twice(1)) == [(0, 0)] and side_by_side(3)[1][1] is None


def content(data: bytes) -> list[tuple[str, int, int]]:
    """Structure type, page by its key in the parent tree, and MCID of all content in the order of reading."""
    with pikepdf.open(BytesIO(data)) as pdf:
        tree = pdf.Root.StructTreeRoot
        numbers: Any = tree.ParentTree.Nums
        parents = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
        return list(_content(tree.K, parents))


def _content(element: Any, parents: dict[int, Any]) -> Iterator[tuple[str, int, int]]:
    for kid in element.get("/K", []):
        if kid.get("/Type") == "/MCR":
            holder = kid.get("/Stm", kid.Pg)
            if "/Stm" in kid:
                assert holder.objgen in [form.objgen for form in kid.Pg.Resources.XObject.values()]
            key, mcid = int(holder.StructParents), int(kid.MCID)
            assert parents[key][mcid].objgen == element.objgen
            yield str(element.S), key, mcid
        else:
            yield from _content(kid, parents)


@pytest.mark.parametrize("way", WAYS)
def test_the_tags_and_their_order_are_those_of_the_single_pages(imposed: dict[str, bytes], way: str) -> None:
    for document in ("question-paper", "insert"):
        order = content(imposed[document])
        assert len(order) > 10 and content(imposed[f"{document}-{way}"]) == order
    with pikepdf.open(BytesIO(imposed[f"question-paper-{way}"])) as pdf:
        forms = [form for page in pdf.pages for form in page.Resources.XObject.values()]
        assert sum(form.read_bytes().count(b"MCID") for form in forms) == len(content(imposed["question-paper"]))
        keys = sorted(int(form.StructParents) for form in forms if "/StructParents" in form)
        assert keys == list(range(8)) and len(forms) == (16 if way == "two-copies" else 8)
        assert all(page.Tabs == "/S" and "/StructParents" not in page for page in pdf.pages)


def test_imposed_documents_pass_pdf_ua(imposed: dict[str, bytes], long: dict[str, bytes], tmp_path: Path) -> None:
    files = []
    for name, data in {**imposed, **long}.items():
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(data)
    found = ua_problems(files)
    assert len(found) == 11 and not any(found.values()), found


def test_the_pdf_ua_check_sees_a_lost_tag(imposed: dict[str, bytes], tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(imposed["question-paper-booklet"])) as pdf:
        for page in pdf.pages:
            for form in page.Resources.XObject.values():
                del form.StructParents
        pdf.save(tmp_path / "lost.pdf")
    assert any(ua_problems([tmp_path / "lost.pdf"]).values())


def test_viewer_preferences_ask_for_real_size_the_right_tray_and_both_sides(imposed: dict[str, bytes]) -> None:
    sides = {"question-paper": "LongEdge", "mark-scheme": "LongEdge"} | {f"insert-{way}": "ShortEdge" for way in WAYS}
    for name, edge in sides.items():
        with pikepdf.open(BytesIO(imposed[name])) as pdf:
            asked = pdf.Root.ViewerPreferences
            assert asked.PrintScaling == "/None" and asked.Duplex == f"/DuplexFlip{edge}"
            assert asked.PickTrayByPDFSize is True and asked.DisplayDocTitle is True
            assert pdf.Root.Lang == "en-GB" and pdf.Root.MarkInfo.Marked is True and "/Metadata" in pdf.Root
            assert pdf.docinfo.Title
    one_page = pdfs(sample_exam(), MakeOptions(only="insert", imposed=("two-copies",)))
    for data in one_page.values():
        with pikepdf.open(BytesIO(data)) as pdf:
            assert len(pdf.pages) == 1 and pdf.Root.ViewerPreferences.Duplex == "/Simplex"


def test_holes_can_be_punched_at_the_inner_margin(made: dict[str, Path]) -> None:
    """ISO 838: holes of 6 mm, 80 mm apart, their centres 12 mm from the edge; four of them where four are punched."""
    for name in ("question-paper", "mark-scheme", "five-year-plans-worksheet"):
        with pdfplumber.open(made[name]) as pdf:
            for page in pdf.pages:
                x = 12 * MM if page.page_number % 2 else page.width - 12 * MM
                for y in (page.height / 2 + n * 40 * MM for n in (-3, -1, 1, 3)):
                    hole = page.crop((x - 4 * MM, y - 4 * MM, x + 4 * MM, y + 4 * MM))
                    assert not hole.chars and not hole.lines and not hole.rects and not hole.images


def test_the_same_bytes_every_time(imposed: dict[str, bytes]) -> None:
    for way in WAYS:
        assert impose(imposed["question-paper"], way) == imposed[f"question-paper-{way}"]


def test_make_writes_them_beside_the_single_pages(project: Path) -> None:
    done = run(project, "make", f"worksheets/{SHEET.name}", "--booklet", "--two-up")
    names = [Path(line).stem.removeprefix("five-year-plans-") for line in done.stdout.split()]
    assert names == ["worksheet", "worksheet-booklet", "worksheet-two-up", "answers", "mark-scheme"]
    output = project / "output"
    single = pages((output / "five-year-plans-worksheet.pdf").read_bytes())
    both = chain(*halves((output / "five-year-plans-worksheet-booklet.pdf").read_bytes()))
    assert len(single) == 4 and sorted(map(words, both)) == sorted(map(words, single))


def test_any_document_that_is_named_is_imposed(project: Path) -> None:
    done = run(project, "make", f"worksheets/{EXAM.name}", "--only", "mark-scheme", "--booklet")
    assert [Path(line).stem[-19:] for line in done.stdout.split()] == ["isation-mark-scheme", "mark-scheme-booklet"]
