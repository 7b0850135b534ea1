"""Verse, plays and code on the page; extracts over pages, and beside each other."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperbuilder import check, make
from paperbuilder.outputs.typesetter import layouts
from paperbuilder.paper.checked import check_spec
from paperbuilder.typeset.blocks import Block
from paperbuilder.typeset.compose import Composition, compose
from paperbuilder.typeset.containers import Box, Columns, count_marks
from paperbuilder.typeset.kept_lines import KeptLines
from tests.shapes import SHAPES, WRAPPED
from tests.test_layout import DESIGN, paper
from tests.test_ua import ua_problems

LONG = "O who will tell me, now that the light burns by itself, unwatched, unhonoured and unpaid, above an empty room,"


def worksheet(folder: Path, *texts: tuple[str, str, str], more: str = "", names: str = "txt") -> Path:
    """A worksheet with an extract of each text, of all its words; texts have keys, and extracts have."""
    letters = "ABCDEFGH"[: len(texts)]
    spec = ["kind: worksheet", "title: T", "texts:"]
    for letter, (text, keys, _) in zip(letters, texts, strict=True):
        (folder / f"{letter}.{names}").write_text(text, encoding="utf-8")
        about = f"file: {letter}.{names}, title: The Work, author: An Author, rights: {{basis: own work}}"
        spec.append(f"  {letter}: {{{about}{keys}}}")
    spec.append("extracts:")
    for letter, (text, _, keys) in zip(letters, texts, strict=True):
        words = text.replace("'", "''").split()
        start, end = " ".join(words[:8]), " ".join(words[-8:])
        spec.append(f"  {letter}: {{text: {letter}, start: '{start}', end: '{end}'{keys}}}")
    cited = ", ".join(f"Extract {letter}" for letter in letters)
    question = f"type: short, stem: 'Read {cited}. {more}', marks: 1, mark-scheme: {{points: [a, b]}}"
    spec += ["questions:", f"  - {{{question}}}"]
    (folder / "s.yaml").write_text("\n".join(spec) + "\n", encoding="utf-8")
    return folder / "s.yaml"


def layout(spec: Path) -> str:
    return layouts(check_spec(spec))["worksheet"]


def rows(spec: Path, edition: str = "") -> list[list[tuple[float, str, str]]]:
    """The lines of the worksheet as they stand on the page: x, word, font; each page's from top to bottom."""
    made = make(spec, only="worksheet", output=spec.parent / f"out{edition}", edition=edition).paths[0]
    found: dict[tuple[int, int], list[tuple[float, str, str]]] = {}
    with pdfplumber.open(made) as pdf:
        for page in pdf.pages:
            for word in page.extract_words(extra_attrs=["fontname"], keep_blank_chars=False):
                place = (page.page_number, round(word["bottom"] / 3))
                found.setdefault(place, []).append((word["x0"], word["text"], word["fontname"]))
    return [found[place] for place in sorted(found)]


def test_a_verse_line_that_is_turned_over_is_indented_and_counts_once(tmp_path: Path) -> None:
    lines = ["The first is short,", LONG, "    the third is in,", "The fourth is mute,", "The fifth is last of all."]
    spec = worksheet(
        tmp_path, ("\n".join(lines) + "\n", ", form: verse", ", line-numbers: 1"), more='{lines A "an empty room"}'
    )
    found = rows(spec)
    at = {word: x for row in found for x, word, _ in row}
    assert [row[0][1] for row in found if row[0][1].isdigit()][:5] == ["1", "2", "3", "4", "5"]
    turned = next(row[0][0] for row in found if row[-1][1] == "room,")
    assert turned - at["O"] == pytest.approx(33, abs=0.1) and at["the"] - at["O"] == pytest.approx(22, abs=0.1)
    words = " ".join(word for row in found for _, word, _ in row).replace("\xa0", " ")
    assert "Read Extract A. line 2 [1 mark]" in words


def verse(*lengths: int) -> str:
    """A stanza whose lines have so many words."""
    lines = "".join(f"<l>{'word ' * words}</l>" for words in lengths)
    return f'<lines style="verse">{lines}</lines>'


@given(stanzas=st.lists(st.lists(st.integers(1, 30), min_size=1, max_size=9), min_size=1, max_size=40))
def test_as_many_lines_are_numbered_as_a_poem_has_and_they_flow_over_pages(stanzas: list[list[int]]) -> None:
    xml = "".join(verse(*stanza) for stanza in stanzas)
    made = compose(paper(f'<keep><h2>A</h2><extract letter="A" number-every="1">{xml}</extract></keep>'), DESIGN)
    count = sum(map(len, stanzas))
    assert max(number for number, _ in made.context.index.lines["A"]) == count
    boxes = [block for page in made.pages for _, block in page.placed if isinstance(block, Box)]
    labels = [label for box in boxes for block in box.blocks for label in block.labels]
    assert len(labels) == count
    assert [box.open_foot for box in boxes] == [True] * (len(boxes) - 1) + [False]
    assert [box.open_top for box in boxes] == [False] + [True] * (len(boxes) - 1)
    for box in boxes if len(boxes) > 1 else ():
        assert sum(len(stanza.lines(0)) for stanza in kept(box)) >= 3
    for above, below in zip(boxes, boxes[1:], strict=False):
        end, begin = kept(above)[-1], kept(below)[0]
        assert not begin.lines(0)[0].turned
        if end.resumed or begin.resumed:
            assert min(len(end.lines(0)), len(begin.lines(0))) >= 2


def kept(box: Box) -> list[KeptLines]:
    return [block for block in box.blocks if isinstance(block, KeptLines)]


def blocks_of(made: Composition, number: int) -> list[Block]:
    return [block for _, block in made.pages[number - 1].placed]


@pytest.mark.parametrize("above", range(0, 720, 60))
def test_the_heading_of_a_long_extract_has_some_of_its_lines_below_it(above: int) -> None:
    text = "".join(f'<p style="extract">{"many words " * 40}</p>' for _ in range(14))
    body = f'<keep><h2>A</h2><p style="provenance">From</p><extract letter="A" number-every="5">{text}</extract></keep>'
    made = compose(paper(f'<space height="{above}pt"/>{body}'), DESIGN)
    for number, page in enumerate(made.pages, 1):
        boxes = [block for block in blocks_of(made, number) if isinstance(block, Box)]
        heads = [block for _, block in page.placed if block.stick]
        assert not heads or boxes
        assert all(box.height(DESIGN.width) > 4 * 15.5 for box in boxes)


def test_code_keeps_its_spaces_and_quotes_in_a_face_of_one_width(tmp_path: Path) -> None:
    code = SHAPES["Python"][1] + "\n\nprint(" + ", ".join(f"'number {n}'" for n in range(12)) + ")\n"
    spec = worksheet(tmp_path, (code, "", ", line-numbers: 1"), names="py")
    made = make(spec, only="worksheet", output=tmp_path / "out")
    lines: dict[int, str] = {}
    with pdfplumber.open(made.paths[0]) as pdf:
        for char in sorted(pdf.pages[0].chars, key=lambda c: c["x0"]):
            if "Mono" in char["fontname"]:
                lines[round(char["top"])] = lines.get(round(char["top"]), "") + char["text"]
    printed = [lines[top].rstrip() for top in sorted(lines)]
    written = [line for line in code.split("\n") if line.strip()]
    assert printed[: len(written) - 1] == written[:-1]
    turned = printed[len(written) :]
    assert turned and all(line.startswith("↪") for line in turned)
    joined = printed[len(written) - 1] + "".join(line.removeprefix("↪") for line in turned)
    assert joined.replace(" ", "") == written[-1].replace(" ", "")


def test_poems_stand_beside_each_other_if_no_line_is_turned_over_for_it() -> None:
    def made(words: int) -> list[Block]:
        poem = verse(*[words] * 12)
        column = '<column><keep><h2>{0}</h2><extract letter="{0}">' + poem + "</extract></keep></column>"
        columns = column.format("A") + column.format("B")
        return blocks_of(compose(paper(f"<beside>{columns}</beside>"), DESIGN), 1)

    assert isinstance(made(6)[0], Columns)
    assert not any(isinstance(block, Columns) for block in made(12))
    assert [block.letter for block in made(12) if isinstance(block, Box)] == ["A", "B"]


@pytest.mark.parametrize("before", ["<p>Title</p>", "<p>Title</p><page-break/>"])
def test_poems_that_take_a_page_each_face_each_other(before: str) -> None:
    poem = verse(*[12] * 30)
    column = '<column><keep><h2>{0}</h2><extract letter="{0}">' + poem + "</extract></keep></column>"
    made = compose(paper(f"{before}<beside>{column.format('A')}{column.format('B')}</beside>"), DESIGN)
    found = [page.number for page in made.pages for _, block in page.placed if isinstance(block, Box)]
    assert found == [2, 3]


def test_a_wider_poem_gets_the_wider_column_and_large_print_has_one_below_the_other(tmp_path: Path) -> None:
    wide = "\n".join(f"Line {n} of the wider of the two is longer, number {n}," for n in range(8)) + "\n"
    slim = "\n".join(f"A narrow line, {n}," for n in range(8)) + "\n"
    spec = worksheet(tmp_path, (wide, ", form: verse", ""), (slim, ", form: verse", ", beside: A"))
    assert layout(spec).count("<column>") == 2 + 3
    top = {row[i + 1][1]: row for row in rows(spec) for i, (_, word, _) in enumerate(row[:-1]) if word == "Extract"}
    assert top["A"] is top["B"]
    tall = {
        row[i + 1][1]: row for row in rows(spec, "large-print-18") for i, w in enumerate(row[:-1]) if w[1] == "Extract"
    }
    assert tall["A"] is not tall["B"]


@pytest.mark.parametrize(
    ("shape", "keys", "told"),
    [
        ("a ballad", "", "this text is set as verse"),
        ("a play", "", "this text is set as a play"),
        ("pseudo-code", "", "this text is set as code"),
        ("wrapped prose", "", "joined to paragraphs"),
        ("a ballad", ", form: verse", ""),
        ("a ballad", ", form: prose", ""),
        ("wrapped prose", ", form: prose", ""),
        ("a line a paragraph", "", ""),
    ],
)
def test_a_form_that_was_guessed_is_told_until_it_is_said(shape: str, keys: str, told: str, tmp_path: Path) -> None:
    spec = worksheet(tmp_path, (SHAPES[shape][1], keys, ""))
    found = [problem.message for problem in check(spec) if problem.where.startswith("texts")]
    assert [told in message for message in found] == [True] * bool(told)


def test_an_extract_may_have_another_form_than_its_text(tmp_path: Path) -> None:
    spec = worksheet(tmp_path, (SHAPES["a ballad"][1], ", form: prose", ", form: verse"))
    assert "<lines" in layout(spec)
    assert "<lines" not in layout(worksheet(tmp_path, (SHAPES["a ballad"][1], ", form: prose", "")))


def test_the_title_stands_above_the_words_and_the_author_below_a_poem(tmp_path: Path) -> None:
    xml = layout(worksheet(tmp_path, (SHAPES["blank verse"][1], "", ", title-line: yes")))
    assert (
        xml.index("<extract ")
        < xml.index('"work-title">The Work<')
        < xml.index("Five years")
        < xml.index('"work-author">An Author<')
    )
    prose = layout(worksheet(tmp_path, (SHAPES["wrapped prose"][1], "", ", title-line: yes")))
    assert '"work-title">The Work<' in prose and "work-author" not in prose


def test_speakers_and_directions_have_no_number(tmp_path: Path) -> None:
    xml = layout(worksheet(tmp_path, (SHAPES["a play in verse"][1], "", ", line-numbers: 1")))
    made = compose(xml, DESIGN)
    assert max(number for number, _ in made.context.index.lines["A"]) == 6
    assert xml.count('counts="no"><b>') == 3


def test_a_gloss_in_a_direction_leaves_it_one(tmp_path: Path) -> None:
    xml = layout(worksheet(tmp_path, (SHAPES["a play"][1], "", ", gloss: {hall: a large room, Exit: goes out}")))
    assert '<l counts="no"><i>SCENE II. The </i><i>hall<note><sup>1</sup></note></i><i>.</i></l>' in xml
    assert '<l counts="no"><i>[</i><i>Exit<note>' in xml


def test_a_gloss_may_go_over_the_end_of_a_line(tmp_path: Path) -> None:
    text = f"14 Mill Lane,\nNorwich.\n\n{WRAPPED}"
    spec = worksheet(tmp_path, (text, "", ", gloss: {'Mill Lane, Norwich': an address}"))
    assert "14 Mill Lane,<br/>Norwich<note><sup>1</sup></note>.</p>" in layout(spec)
    assert make(spec, only="worksheet", output=tmp_path / "out").paths
    verse = worksheet(tmp_path, (SHAPES["a ballad"][1], "", ", gloss: {'tower, And': a height}"))
    assert "tower,</l><l>And<note><sup>1</sup></note>" in layout(verse) and "<b>tower, And</b>" in layout(verse)


@pytest.mark.parametrize("above", [0, 130, 300, 500])
@pytest.mark.parametrize("marked", [(0, 5, 11), (2, 3, 4), (11,), (5, 6, 7, 8)])
def test_a_gloss_is_on_the_page_of_its_word(marked: tuple[int, ...], above: int) -> None:
    sup = {n: f"<note><sup>{i}</sup></note>" for i, n in enumerate(marked, 1)}
    text = "".join(f'<p style="extract">{"many words " * 45}{sup.get(n, "")}</p>' for n in range(12))
    notes = "".join(f'<p style="gloss"><sup>{i}</sup> word: meaning</p>' for i in range(1, len(marked) + 1))
    body = f'<keep><h2>A</h2><extract letter="A">{text}{notes}</extract></keep>'
    made = compose(paper(f'<space height="{above}pt"/>{body}'), DESIGN)
    boxes = [block for page in made.pages for _, block in page.placed if isinstance(block, Box)]
    assert len(boxes) > 1 and sum(box.notes for box in boxes) == len(marked)
    for box in boxes:
        words = box.blocks[: len(box.blocks) - box.notes]
        assert count_marks(words, 400) == box.notes
        assert all(block.style is DESIGN.styles["gloss"] for block in box.blocks[len(words) :])
    for page in made.pages:
        assert all(y + block.total(DESIGN.width) <= DESIGN.height + 0.1 for y, block in page.placed)


def test_boxes_beside_each_other_begin_and_end_at_the_same_height(tmp_path: Path) -> None:
    short, long = (
        "".join(f"Word{n} and more of it. " for n in range(60)),
        "".join(f"Thing{n}, too. " for n in range(40)),
    )
    spec = worksheet(
        tmp_path, (short, ", role: a writer with a long description of himself", ""), (long, "", ", beside: A")
    )
    made = make(spec, only="worksheet", output=tmp_path / "out").paths[0]
    with pdfplumber.open(made) as pdf:
        frames = {(round(r["top"]), round(r["bottom"])) for r in pdf.pages[0].rects if r["height"] > 100}
    assert len(frames) == 1


def test_every_form_passes_the_check_of_ua(tmp_path: Path) -> None:
    texts = [
        (SHAPES[name][1], "", ", line-numbers: 2") for name in ("a ballad", "a play", "pseudo-code", "a wrapped letter")
    ]
    spec = worksheet(tmp_path, *texts)
    files = list(make(spec, output=tmp_path / "out").paths)
    found = ua_problems(files)
    assert len(found) == len(files) and not any(found.values()), found
