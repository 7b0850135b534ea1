"""The contact sheet of a school: every document, in standard and in large print, and as a copier prints it."""

from __future__ import annotations

import builtins
import re
import shutil
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest
from PIL import Image, ImageStat

from paperbuilder.problems import FilesError, PaperbuilderError
from paperbuilder.schools.contact_sheet import Pair, Strip, sheet_pdf
from paperbuilder.schools.preview import preview, strips_of
from paperbuilder.schools.raster import page_pictures
from paperbuilder.schools.shown_pages import MOST, shown_documents, telling
from paperbuilder.templating.documents import DOCUMENTS
from paperbuilder.typeset.blocks import Block, Space
from paperbuilder.typeset.pages import Page
from paperbuilder.units import MM
from tests.conftest import HERE
from tests.test_bad_specs import run
from tests.test_ua import ua_problems


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("sheets")
    return preview(HERE, "northgate/history", folder)


def test_the_sheet_has_every_document_with_what_is_left_out(sheets: list[Path]) -> None:
    with pdfplumber.open(sheets[0]) as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
        assert all((page.width / MM, page.height / MM) == pytest.approx((420, 297)) for page in pdf.pages)
        pictures = sum(len(page.images) for page in pdf.pages)
    assert [sheet.relative_to(sheets[0].parents[2]).as_posix() for sheet in sheets] == [
        "schools/northgate/history.pdf",
        "schools/northgate/history.png",
    ]
    for document in DOCUMENTS:
        assert f"\n{document.name.replace('-', ' ').capitalize()}\nStandard:" in text
    counts = re.findall(r"(Standard|Large print): (?:(\d+) of )?(\d+) pages?\.", text)
    assert len(counts) == len(DOCUMENTS) + 5
    most = {"Standard": MOST[""], "Large print": MOST["large-print-18"]}
    assert all(int(shown or count) <= most[edition] and shown != count for edition, shown, count in counts)
    assert any(shown for _, shown, _ in counts)
    assert pictures == 2 * sum(int(shown or count) for _, shown, count in counts) == 2 * text.count(", page ")


def test_pictures_stand_in_an_even_grid_and_within_the_margins(sheets: list[Path]) -> None:
    with pdfplumber.open(sheets[0]) as pdf:
        for page in pdf.pages:
            lefts = {round(image["x0"]) for image in page.images}
            widths = {round(image["x1"] - image["x0"]) for image in page.images}
            assert len(lefts) <= 8 and len(widths) == 1
            rows = sorted({round(image["top"]) for image in page.images})
            assert len(rows) <= 3 and all(b - a > 61 * MM for a, b in zip(rows, rows[1:], strict=False))
            assert all(image["x0"] > 13 * MM and image["x1"] < (420 - 13) * MM for image in page.images)
            assert all(image["bottom"] < (297 - 16) * MM for image in page.images)


def test_each_picture_says_what_it_is(sheets: list[Path]) -> None:
    with pikepdf.open(sheets[0]) as pdf:
        alts = [str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
    assert len(alts) == len(set(alts)) and "Question paper: large print, page 1, as copied" in alts
    assert ua_problems(sheets[:1]) == {str(sheets[0]): []}


def test_the_copy_is_grey_and_the_page_is_not() -> None:
    shown = {(one.document, one.edition): one for one in shown_documents(HERE, "northgate")}
    for edition in ("", "large-print-18"):
        page, copy = shown["question-paper", edition].pages[1]
        assert page.mode == "RGB" and copy.mode == "L" and page.size == copy.size
        assert ImageStat.Stat(copy).mean[0] < 254
    assert shown["worksheet", "large-print-18"].count > shown["worksheet", ""].count


def test_the_picture_holds_every_sheet(sheets: list[Path]) -> None:
    with pikepdf.open(sheets[0]) as pdf, Image.open(sheets[1]) as picture:
        rows = -(-len(pdf.pages) // 2)
        assert picture.width > 4000 and picture.height == pytest.approx(rows * 1414, rel=0.05)
    assert all(sheet.stat().st_size < 8_000_000 for sheet in sheets)
    first = page_pictures(sheets[0].read_bytes(), [0], 2000)[0].convert("RGB")
    with Image.open(sheets[1]) as picture:
        assert picture.crop((24, 24, 24 + first.width, 24 + first.height)).tobytes() == first.tobytes()


def test_the_pages_shown_are_those_that_differ() -> None:
    class Other(Block):
        def height(self, width: float) -> float:
            return 0

    kinds = [Space, Space, Space, Space, Other, Space, Space]
    pages = [Page(n, [(0, kind(0) if kind is Space else kind())]) for n, kind in enumerate(kinds, 1)]
    assert telling(pages, 3) == [0, 1, 4] and telling(pages, 2) == [0, 4] and telling(pages[:2], 4) == [0, 1]


def test_a_name_without_letters_in_the_standard_font_is_printed_all_the_same() -> None:
    page = Image.new("L", (64, 90), 255)
    data = sheet_pdf(
        "مدرسة & Co", [Strip("名 <b>", "Standard: 1 page.", [[Pair(page, page.copy(), "standard, page 1")]])]
    )
    assert data.startswith(b"%PDF")


def test_a_broken_school_has_no_preview_and_keeps_its_last(tmp_path: Path) -> None:
    shutil.copytree(HERE / "templates" / "riverside", tmp_path / "templates" / "ours")
    (tmp_path / "templates" / "ours" / "batch-slip.xml").write_text("<pp/>")
    last = tmp_path / "output" / "schools" / "ours.pdf"
    last.parent.mkdir(parents=True)
    last.write_bytes(b"last")
    with pytest.raises(PaperbuilderError, match="a layout begins with <paper>, not <pp>"):
        preview(tmp_path, "ours")
    assert [file.name for file in last.parent.iterdir()] == ["ours.pdf"] and last.read_bytes() == b"last"


def test_without_the_library_the_command_to_install_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = builtins.__import__

    def without(name: str, *more: Any) -> Any:
        if name == "pypdfium2":
            raise ImportError(name)
        return usual(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(FilesError) as caught:
        preview(HERE, "northgate", tmp_path)
    assert caught.value.problems[0].hint == 'pip install "paperbuilder[preview]"'
    assert not list(tmp_path.iterdir())


def test_an_unknown_school_has_no_preview(tmp_path: Path) -> None:
    done = run(tmp_path, "schools", "preview", "nowhere")
    assert done.returncode == 5 and "there is no school nowhere" in done.stderr and not list(tmp_path.iterdir())


def test_of_many_documents_only_some_have_pictures(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "ours" / "documents"
    own.mkdir(parents=True)
    (own.parent / "theme.yaml").write_text("schema: 1\nname: Ours\n")
    for number in range(30):
        (own / f"letter-{number}.xml").write_text('<paper title="Letter" lang="en-GB"><p>Hello.</p></paper>')
    shown = shown_documents(tmp_path, "ours")
    assert [one.pages != {} for one in shown if one.document.startswith("letter")].count(True) == 2 * 12
    assert all(one.pages for one in shown if not one.document.startswith("letter"))
    strips = strips_of([one for one in shown if one.document in ("letter-0", "letter-9")])
    assert [strip.about for strip in strips] == [
        "Standard: 1 page. Large print: 1 page.",
        "Standard: 1 page, not shown. Large print: 1 page, not shown.",
    ]
    assert sheet_pdf("Ours", strips).startswith(b"%PDF")
