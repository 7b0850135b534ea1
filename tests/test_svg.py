"""SVG: drawn as it looks, its words as words; what cannot be drawn right is refused by its name."""

from __future__ import annotations

import random
import time
from functools import partial
from io import BytesIO
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from PIL.Image import Image

from paperbuilder import pictures
from paperbuilder.pdf.backend import Canvas, finish_pages
from paperbuilder.pdf.content import Pen
from paperbuilder.pdf.embedding import embed_fonts
from paperbuilder.pictures import open_picture
from paperbuilder.pictures.sketch import Group, Shape, Words
from paperbuilder.pictures.sketch import Path as Line
from paperbuilder.themes.folders import STANDARD
from paperbuilder.themes.resolve import theme_of
from paperbuilder.typeset.design import Design, design_of
from paperbuilder.typeset.sketching import Drawing, Lettering, drawn_picture

HERE = Path(__file__).parent
SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG = f'<svg {SPACES} width="100" height="100">{{}}</svg>'
RED, GREEN, BLUE, BLACK, WHITE = (255, 0, 0), (0, 128, 0), (0, 0, 255), (0, 0, 0), (255, 255, 255)


@pytest.fixture(scope="module")
def design() -> Design:
    return design_of(theme_of((STANDARD,)), (STANDARD,))


def pdf_of(path: Path, design: Design, width: float = 100) -> bytes:
    """A page that is nothing but the drawing."""
    picture, out = open_picture(path, width), BytesIO()
    canvas = Canvas(out, pagesize=(width, picture.height), invariant=1, pageCompression=1)
    pen = Pen(canvas, picture.height)
    drawn = drawn_picture(partial(open_picture, path), design, width)
    assert isinstance(drawn, Drawing)
    pen.drawing(drawn.shapes, 0, 0)
    canvas.showPage()
    finish_pages(canvas.document)
    embed_fonts(canvas.document)
    canvas.save()
    return out.getvalue()


def seen(svg: str, folder: Path, design: Design) -> Image:
    """The drawing as a printer shows it, four pixels to a unit."""
    (folder / "a.svg").write_text(svg if "xmlns" in svg else SVG.format(svg), encoding="utf-8")
    page = pypdfium2.PdfDocument(pdf_of(folder / "a.svg", design))[0]
    return page.render(scale=4).to_pil().convert("RGB")


def shapes(svg: str, folder: Path) -> list[Shape]:
    (folder / "a.svg").write_text(SVG.format(svg), encoding="utf-8")
    sketch = open_picture(folder / "a.svg", 100).sketch
    assert sketch
    return [one for shape in sketch.shapes for one in (shape.shapes if isinstance(shape, Group) else (shape,))]


BOX = '<rect width="100" height="100" {}/>'
LOOKS: dict[str, tuple[str, dict[tuple[int, int], tuple[int, int, int]]]] = {
    "a colour by name": (BOX.format('fill="red"'), {(50, 50): RED}),
    "a colour in per cent": (BOX.format('fill="rgb(100%, 0%, 0%)"'), {(50, 50): RED}),
    "a colour of the text": ('<g color="red">' + BOX.format('fill="currentColor"') + "</g>", {(50, 50): RED}),
    "black if nothing is said": (BOX.format(""), {(50, 50): BLACK}),
    "a pale shape": (BOX.format('fill="black" opacity="0.4"'), {(50, 50): (153, 153, 153)}),
    "a pale fill": (BOX.format('fill="rgba(0,0,0,.4)"'), {(50, 50): (153, 153, 153)}),
    "a pale group": (f'<g opacity=".4">{BOX.format("")}</g>', {(50, 50): (153, 153, 153)}),
    "a class": ("<style>.a {fill: red}</style>" + BOX.format('class="b a"'), {(50, 50): RED}),
    "a style before a class before an attribute": (
        "<style>rect {fill: blue; stroke: red; stroke-width: 60}</style>" + BOX.format('fill="green" style="fill:red"'),
        {(50, 50): RED},
    ),
    "the more exact rule": (
        "<style>#x {fill: red} .a {fill: blue} rect {fill: green}</style>" + BOX.format('id="x" class="a"'),
        {(50, 50): RED},
    ),
    "rules of what stands around": (
        f"<style>g > rect {{fill: blue}} .m .n rect {{fill: red}}</style>"
        f'<g class="m"><g><g class="n">{BOX.format("")}</g></g></g>',
        {(50, 50): RED},
    ),
    "something urgent": (
        "<style>rect {fill: red !important}</style>" + BOX.format('style="fill:blue"'),
        {(50, 50): RED},
    ),
    "what is not displayed": (f'<g display="none">{BOX.format("")}</g>', {(50, 50): WHITE}),
    "what is hidden, and shown in it": (
        f'<g visibility="hidden">{BOX.format("")}<circle visibility="visible" r="30" cx="50" cy="50" fill="red"/></g>',
        {(5, 5): WHITE, (50, 50): RED},
    ),
    "turns, one in another": (
        '<g transform="translate(50 50)">'
        '<rect transform="rotate(90) scale(2,1)" width="20" height="40" fill="red"/></g>',
        {(20, 60): RED, (40, 80): RED, (60, 60): WHITE},
    ),
    "holes": ('<path fill-rule="evenodd" d="M0 0H100V100H0zM30 30H70V70H30z"/>', {(50, 50): WHITE, (10, 10): BLACK}),
    "an arc round the long way": (
        '<path d="M50 50V10A40 40 0 1 1 10 50z" fill="red"/>',
        {(75, 30): RED, (70, 70): RED, (30, 30): WHITE, (30, 70): RED},
    ),
    "arcs written without blanks": ('<path d="M10 50a40 40 0 1180 0a40 40 0 11-80 0" fill="red"/>', {(50, 50): RED}),
    "curves that go on smoothly": ('<path d="M0 50Q25 0 50 50T100 50V100H0z"/>', {(25, 40): BLACK, (75, 60): WHITE}),
    "round corners": ('<rect width="100" height="100" rx="50"/>', {(3, 3): WHITE, (50, 50): BLACK}),
    "a gradient along a line": (
        '<linearGradient id="g"><stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient>'
        + BOX.format('fill="url(#g)"'),
        {(1, 50): RED, (50, 50): (128, 0, 128), (98, 50): BLUE},
    ),
    "a gradient round a point": (
        '<radialGradient id="g"><stop stop-color="red"/><stop offset="1" stop-color="blue"/></radialGradient>'
        + BOX.format('fill="url(#g)"'),
        {(50, 50): RED, (75, 50): (128, 0, 128), (3, 3): BLUE},
    ),
    "a gradient that is derived, and fades": (
        '<linearGradient id="a"><stop stop-color="#000"/><stop offset="1" style="stop-color:#000;stop-opacity:0"/>'
        '</linearGradient><linearGradient id="b" xlink:href="#a" x1="0" x2="0" y1="0" y2="100"'
        ' gradientUnits="userSpaceOnUse"/>' + BOX.format('fill="url(#b)"'),
        {(50, 1): (2, 2, 2), (50, 50): (128, 128, 128), (50, 98): (252, 252, 252)},
    ),
    "a line of a gradient, in its mean": (
        '<linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1" stop-color="red"/></linearGradient>'
        '<path d="M0 50H100" stroke="url(#g)" stroke-width="20"/>',
        {(50, 50): RED},
    ),
    "a pattern": (
        '<pattern id="p" width="20" height="20" patternUnits="userSpaceOnUse"><rect width="10" height="20" fill="red"/>'
        "</pattern>" + BOX.format('fill="url(#p)"'),
        {(5, 50): RED, (15, 50): WHITE, (85, 10): RED, (95, 95): WHITE},
    ),
    "a pattern in parts of the shape, turned": (
        '<pattern id="p" width=".2" height=".2" patternTransform="rotate(90)"><rect width="10" height="20" fill="red"/>'
        "</pattern>" + BOX.format('fill="url(#p)"'),
        {(50, 5): RED, (50, 15): WHITE},
    ),
    "an arrowhead in the colour of its line": (
        '<marker id="m" viewBox="0 0 10 10" refX="0" refY="5" markerWidth="4" markerHeight="4" orient="auto">'
        '<path d="M0 0L10 5L0 10z" fill="context-stroke"/></marker>'
        '<path d="M50 5V50" stroke="red" stroke-width="10" marker-end="url(#m)"/>',
        {(36, 53): RED, (64, 53): RED, (50, 85): RED, (36, 80): WHITE},
    ),
    "something used again": (
        '<defs><circle id="c" r="10" fill="red"/></defs><use href="#c" x="20" y="20"/>'
        '<use xlink:href="#c" transform="translate(70 70)"/>',
        {(20, 20): RED, (70, 70): RED, (45, 45): WHITE},
    ),
    "a symbol in its own box": (
        '<symbol id="s" viewBox="0 0 10 10"><rect width="20" height="10" fill="red"/></symbol>'
        '<use href="#s" x="25" y="25" width="50" height="50"/>',
        {(50, 50): RED, (80, 50): WHITE, (20, 50): WHITE},
    ),
    "a clip": (
        '<clipPath id="c"><circle cx="50" cy="50" r="30"/></clipPath>' + BOX.format('fill="red" clip-path="url(#c)"'),
        {(50, 50): RED, (5, 5): WHITE, (50, 15): WHITE},
    ),
    "clips of clips": (
        '<clipPath id="d"><path d="M0 0H50V100H0z"/></clipPath>'
        '<clipPath id="c" clip-path="url(#d)"><circle cx="50" cy="50" r="30"/></clipPath>'
        '<g clip-path="url(#c)">' + BOX.format('fill="red"') + "</g>",
        {(40, 50): RED, (60, 50): WHITE, (5, 50): WHITE},
    ),
    "dashes": (
        '<path d="M0 50H100" stroke="red" stroke-width="20" stroke-dasharray="20"/>',
        {(10, 50): RED, (30, 50): WHITE, (50, 50): RED},
    ),
    "the end of a line": (
        '<path d="M20 50H80" stroke="red" stroke-width="20" stroke-linecap="square"/>'
        '<path d="M20 10H80" stroke="red"/>',
        {(13, 43): RED, (87, 57): RED, (18, 10): WHITE},
    ),
    "a drawing in the drawing": (
        '<svg x="50" y="50" width="50" height="50" viewBox="0 0 10 10"><rect width="99" height="99" fill="red"/></svg>',
        {(40, 40): WHITE, (75, 75): RED},
    ),
    "what HTML cannot be drawn has instead": (
        "<switch><foreignObject><p/></foreignObject>" + BOX.format('fill="red"') + "</switch>",
        {(50, 50): RED},
    ),
    "a view that is not as large as the page": (
        '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="10 10 20 10"><rect x="10" y="10" '
        'width="20" height="10" fill="red"/></svg>',
        {(50, 50): RED, (50, 10): WHITE, (50, 90): WHITE},
    ),
    "a document type without entities": (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
        + SVG.format(BOX.format('fill="red"')),
        {(50, 50): RED},
    ),
}


@pytest.mark.parametrize("case", LOOKS)
def test_a_drawing_prints_as_it_looks(case: str, tmp_path: Path, design: Design) -> None:
    svg, spots = LOOKS[case]
    image = seen(svg, tmp_path, design)
    for (x, y), colour in spots.items():
        shown = image.getpixel((4 * x + 2, 4 * y + 2))
        assert isinstance(shown, tuple)
        assert max(abs(a - b) for a, b in zip(shown, colour, strict=True)) < 8, f"{shown} at {x}, {y}"


def words(svg: str, folder: Path) -> list[Words]:
    return [shape for shape in shapes(svg, folder) if isinstance(shape, Words)]


def test_words_are_words_with_their_looks(tmp_path: Path) -> None:
    (line,) = words(
        '<g font-size="10"><text x="50" y="20" text-anchor="middle" font-weight="700" fill="red">Water  is\n '
        'H<tspan dy="3" style="font-size:60%">2</tspan><tspan dy="-3">O</tspan></text></g>',
        tmp_path,
    )
    assert (line.text, line.x, line.y, line.size, line.bold, line.anchor) == ("Water is H", 50, 20, 10, True, "middle")
    assert line.ink == (1, 0, 0)
    assert [(one.text, one.y, round(one.size, 3)) for one in line.then] == [("2", 3, 6), ("O", -3, 10)]


def test_every_place_begins_words_anew(tmp_path: Path) -> None:
    found = words('<text x="10 20" y="30">abc<tspan x="40" y="50" font-style="italic">d</tspan></text>', tmp_path)
    assert [(one.text, one.x, one.y, one.italic) for one in found] == [
        ("a", 10, 30, False),
        ("bc", 20, 30, False),
        ("d", 40, 50, True),
    ]


def test_words_are_turned_scaled_and_stretched(tmp_path: Path) -> None:
    (up,) = words('<text transform="translate(50 80) rotate(-90) scale(2)" font-size="5">up</text>', tmp_path)
    assert (round(up.x), round(up.y), round(up.angle), round(up.size)) == (50, 80, 90, 10)
    (narrow,) = words('<text transform="scale(.8 1)" x="50" y="9" font-size="10">narrow</text>', tmp_path)
    assert (narrow.x, narrow.size, narrow.stretch) == (40, 10, 0.8)


@pytest.mark.parametrize(
    ("style", "shift"), [("dominant-baseline:middle", 3.5), ("dominant-baseline:hanging", 7.5), ("", 0)]
)
def test_words_stand_on_middle_or_top_if_they_should(style: str, shift: float, tmp_path: Path) -> None:
    (found,) = words(f'<text y="20" font-size="10" style="{style}">a</text>', tmp_path)
    assert found.y == pytest.approx(20 + shift)


def test_words_can_be_selected_and_stand_where_they_should(tmp_path: Path, design: Design) -> None:
    data = pdf_of(HERE / "drawings" / "cell.svg", design, 400)
    with pdfplumber.open(BytesIO(data)) as pdf:
        page = pdf.pages[0]
        found = {word["text"]: word for word in page.extract_words()}
        chars = page.chars
    assert {"nucleus", "mitochondria,", "two", "lines"} <= found.keys()
    unit = 400 / 120
    assert found["nucleus"]["x0"] == pytest.approx(10 * unit, abs=0.5)
    assert found["2"]["x1"] == pytest.approx(118 * unit, abs=0.5)
    formula = "".join(c["text"] for c in chars if c["matrix"][0] and abs(c["bottom"] - 78 * unit) < 2.5 * unit)
    assert "C6H12O6" in formula
    assert {c["fontname"].split("+")[-1] for c in chars if c["text"] in "nucleus"} <= {
        "LiberationSans-Bold",
        "LiberationSans",
        "LiberationSans-Italic",
    }


@pytest.mark.parametrize("name", ["cell", "circuit", "map"])
def test_a_drawing_comes_out_the_same_every_time(name: str, design: Design) -> None:
    path = HERE / "drawings" / f"{name}.svg"
    first = pdf_of(path, design, 300)
    pictures._opened.cache_clear()
    assert pdf_of(path, design, 300) == first and len(first) < 150_000


REFUSED = {
    '<image href="a.png"/>': "has a <image>.*put the picture in as PNG or JPEG",
    "<blob/>": "has a <blob>",
    "<animate/>": "stands still",
    "<switch><foreignObject/><text>[Not supported by viewer]</text></switch>": "labels that only a browser can show",
    '<text><textPath href="#gone">a</textPath></text>': "text along a path that cannot be drawn",
    '<rect width="9" height="9" filter="url(#f)"/>': "with a filter",
    '<g mask="url(#m)"/>': "with a mask",
    '<g style="mix-blend-mode:multiply"/>': "mixed with those below",
    '<g opacity=".5"><rect width="9" height="9"/><rect width="5" height="5"/></g>': "lie over each other",
    '<rect width="9" height="9" fill="url(#gone)"/>': "which is not in the file",
    '<rect width="9" height="9" clip-path="url(#gone)"/>': "which is not in the file",
    '<linearGradient id="g" spreadMethod="reflect"><stop/><stop/></linearGradient>'
    '<rect width="9" height="9" fill="url(#g)"/>': "gradient that is repeated",
    '<text transform="scale(-1 1)">a</text>': "mirrored text; turn that text into paths",
    '<text transform="skewX(30)">a</text>': "slanted text",
    '<text font-family="Wingdings">a</text>': "a font of signs",
    '<text rotate="30">a</text>': "turned one by one",
    '<text writing-mode="tb">a</text>': "from top to bottom",
    "<style>@media print {rect {fill:red}}</style>": "a style sheet that cannot be read",
    "<style>rect[x] {fill:red}</style>": "a style sheet that cannot be read",
    '<use id="a" href="#a"/>': "uses itself",
    '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>': "uses itself",
    '<pattern id="p" width="9" height="9" patternUnits="userSpaceOnUse"><rect width="9" height="9" fill="url(#p)"/>'
    '</pattern><rect width="9" height="9" fill="url(#p)"/>': "uses itself",
    '<pattern id="p" width=".01" height=".01" patternUnits="userSpaceOnUse"><rect width="9" height="9"/></pattern>'
    '<rect width="99" height="99" fill="url(#p)"/>': "too many tiles",
    "".join(f'<g id="n{i}">' + f'<use href="#n{i + 1}"/>' * 10 + "</g>" for i in range(9)) + '<g id="n9"/>': "too much",
}


@pytest.mark.parametrize("svg", REFUSED)
def test_what_cannot_be_drawn_right_is_named(svg: str, tmp_path: Path) -> None:
    start = time.process_time()
    with pytest.raises(ValueError, match=f"^a.svg .*{REFUSED[svg]}"):
        shapes(svg, tmp_path)
    assert time.process_time() - start < 5


def test_what_is_defined_and_not_used_does_no_harm(tmp_path: Path) -> None:
    svg = '<defs><filter id="f"><feBlend/></filter><mask id="m"/><image/></defs><rect width="9" height="9" fill="red"/>'
    (found,) = shapes(svg, tmp_path)
    assert isinstance(found, Line) and found.fill == (1, 0, 0)


@pytest.mark.parametrize("name", ["cell", "circuit", "map"])
def test_a_damaged_drawing_is_refused_in_plain_words_or_printed(name: str, tmp_path: Path, design: Design) -> None:
    whole = (HERE / "drawings" / f"{name}.svg").read_bytes()
    chance, refused = random.Random(7), 0
    start = time.process_time()
    for i in range(200):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 4)):
            at = chance.randrange(150, len(data))
            data[at : at + chance.randrange(3)] = chance.choice(
                [b"", b"9", b"-", b"e9", b"<g>", b'"', b"#", b" ", b"\xff"]
            )
        path = tmp_path / f"{i}.svg"
        path.write_bytes(data)
        try:
            assert open_picture(path, 200).height > 0
        except ValueError as fault:
            refused += 1
            assert str(fault).startswith(("the picture", f"{i}.svg")) and "Error" not in str(fault)
    assert refused > 30 and time.process_time() - start < 60


@pytest.mark.parametrize(("family", "narrower"), [("Times New Roman", True), ("Arial", False), ("Verdana", False)])
def test_words_are_no_wider_than_in_the_face_they_were_drawn_with(
    family: str, narrower: bool, tmp_path: Path, design: Design
) -> None:
    (tmp_path / "a.svg").write_text(SVG.format(f'<text y="50" font-size="10" font-family="{family}">capacity</text>'))
    drawn = drawn_picture(partial(open_picture, tmp_path / "a.svg"), design, 100)
    assert isinstance(drawn, Drawing)
    (found,) = drawn.shapes
    assert isinstance(found, Lettering)
    assert (found.stretch < 1) is narrower and found.stretch > 0.8


def test_words_follow_a_line(tmp_path: Path, design: Design) -> None:
    svg = (
        '<path id="p" d="M50 90V10" fill="none"/><text font-size="10" text-anchor="middle">'
        '<textPath href="#p" startOffset="50%">up</textPath></text>'
    )
    (tmp_path / "a.svg").write_text(SVG.format(svg))
    drawn = drawn_picture(partial(open_picture, tmp_path / "a.svg"), design, 100)
    assert isinstance(drawn, Drawing)
    u, p = (one for one in drawn.shapes if isinstance(one, Lettering))
    assert (round(u.angle), round(p.angle), round(u.x), round(p.x)) == (90, 90, 50, 50)
    assert u.y - p.y == pytest.approx(u.width) and (u.y + p.y - p.width) / 2 == pytest.approx(50)
