"""The copier in black and white: what it makes the same is said, and can be seen before."""

from __future__ import annotations

import re
import time
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw
from PIL.Image import Image as Pixel

from paperbuilder import make
from paperbuilder.pictures import look_at
from paperbuilder.pictures.copier import tone
from tests.conftest import EXAM
from tests.test_bad_specs import run
from tests.test_overrides import school
from tests.test_pixels import drawing, photo


def bars(*colours: str) -> Pixel:
    """A chart of bars beside each other."""
    image = Image.new("RGB", (800, 500), "white")
    draw = ImageDraw.Draw(image)
    for i, colour in enumerate(colours):
        draw.rectangle((80 + i * 150, 60 + 70 * i, 180 + i * 150, 450), colour, "black", 2)
    return image


def test_the_copier_loses_pale_and_dark_tones_and_keeps_the_order_of_the_others() -> None:
    assert tone((0.95, 0.95, 0.95)) == 1 and tone((0.1, 0.1, 0.1)) == 0
    greys = [tone((v / 20, v / 20, v / 20)) for v in range(21)]
    assert all(a <= b for a, b in pairwise(greys)) and 0.4 < greys[10] < 0.6
    assert tone((0, 0, 1)) < tone((1, 0, 0)) < tone((0, 1, 0))


MERGE = {
    "red and green": (("#e41a1c", "#2b7a2f", "#0b1e8a"), "^the red and the green of .* print as the same grey"),
    "navy and maroon": (("#00003c", "#3c0000"), "print as black"),
    "yellow on white": (("#ffff00", "#000000"), r"the yellow \(left\) of bars\.\w+ vanishes"),
    "orange and turquoise": (("#ff9933", "#44d8ca"), "the orange and the turquoise"),
}


@pytest.mark.parametrize("ending", ["png", "jpg", "webp"])
@pytest.mark.parametrize("case", MERGE)
def test_colours_that_print_as_one_grey_are_named(case: str, ending: str, tmp_path: Path) -> None:
    colours, words = MERGE[case]
    bars(*colours).save(tmp_path / f"bars.{ending}")
    (told,) = look_at(tmp_path / f"bars.{ending}").merges
    assert re.search(words, told), told
    assert f"of bars.{ending} " in told


@pytest.mark.parametrize("colours", [("#111111", "#777777", "#cccccc"), ("#e41a1c", "#f5b3b3"), ("#003366", "#66aadd")])
def test_colours_that_stay_apart_are_not_named(colours: tuple[str, ...], tmp_path: Path) -> None:
    bars(*colours).save(tmp_path / "bars.png")
    assert look_at(tmp_path / "bars.png").merges == ()


def sky() -> Pixel:
    """A bright sky over a meadow: even tones, but gradual ones."""
    image = Image.new("RGB", (600, 400))
    for y in range(400):
        shade = (90 + y // 4, 140 + y // 5, 255 - y // 30) if y < 220 else (60 + y % 50, 120 + y % 40, 40)
        ImageDraw.Draw(image).line((0, y, 600, y), shade)
    return image


PHOTOS = {
    "grain": photo((800, 600)),
    "noise": Image.merge("RGB", [Image.effect_noise((640, 480), sigma) for sigma in (40, 80, 120)]),
    "gradients": Image.merge(
        "RGB", [Image.linear_gradient("L"), Image.linear_gradient("L").rotate(90), Image.radial_gradient("L")]
    ),
    "sky": sky(),
    "blurred": photo((60, 40)).resize((900, 600), Image.Resampling.BICUBIC),
}


@pytest.mark.parametrize("ending", ["png", "jpg"])
@pytest.mark.parametrize("name", PHOTOS)
def test_a_photograph_raises_no_false_alarm(name: str, ending: str, tmp_path: Path) -> None:
    PHOTOS[name].save(tmp_path / f"photo.{ending}")
    assert look_at(tmp_path / f"photo.{ending}").merges == ()


def test_lines_and_words_are_no_areas(tmp_path: Path) -> None:
    drawing().save(tmp_path / "lines.png")
    assert look_at(tmp_path / "lines.png").merges == ()


MAP = """<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200">
<path d="M10 10H140V190H10Z" fill="{}"/><path d="M140 10H290V190H140Z" fill="{}"/>
<text x="20" y="50">North</text></svg>"""


@pytest.mark.parametrize(("left", "right", "count"), [("#e41a1c", "#2b7a2f", 1), ("#e41a1c", "#fbd0d0", 0)])
def test_areas_of_a_drawing_are_looked_at_too(left: str, right: str, count: int, tmp_path: Path) -> None:
    (tmp_path / "map.svg").write_text(MAP.format(left, right))
    told = look_at(tmp_path / "map.svg").merges
    assert len(told) == count and all("the red (left) and the green (right) of map.svg" in one for one in told)


def test_a_look_takes_no_time(tmp_path: Path) -> None:
    bars("#e41a1c", "#2b7a2f").resize((1600, 1000)).save(tmp_path / "bars.jpg")
    look_at(tmp_path / "bars.jpg")
    bars("#e41a1c", "#2b7a2f").resize((1600, 1000)).save(tmp_path / "again.jpg")
    start = time.process_time()
    assert look_at(tmp_path / "again.jpg").merges
    assert time.process_time() - start < 1


def inks(path: Path) -> set[str]:
    """The operators of colour of all pages."""
    with pikepdf.open(path) as pdf:
        used = {str(op) for page in pdf.pages for _, op in pikepdf.parse_content_stream(page)}
    return used & {"g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "scn", "SC", "SCN", "sh"}


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_the_preview_has_the_same_pages_in_greys(ending: str, tmp_path: Path) -> None:
    colours = "print: colour\ncolours: {accent: '#c81e1e'}\nstyles: {stem: {colour: accent}}\n"
    theme = f"schema: 1\n{colours}logo: {{file: logo.{ending}, alt: Our gate, width: 30 mm}}\n"
    spec = school(tmp_path, {"theme.yaml": theme})
    logo = tmp_path / "templates" / "ours" / f"logo.{ending}"
    if ending == "svg":
        logo.write_text(MAP.format("#e41a1c", "#2b7a2f"))
    else:
        bars("#e41a1c", "#2b7a2f").save(logo)
    made = make(spec, school="ours", only="worksheet", version="A", mono_preview=True)
    paths = {path.stem.replace("-version-A", ""): path for path in made.paths}
    assert list(paths) == ["sample-worksheet", "sample-worksheet-mono-preview"]
    assert "rg" in inks(paths["sample-worksheet"]) and inks(paths["sample-worksheet-mono-preview"]) <= {"g", "G"}
    with pikepdf.open(paths["sample-worksheet"]) as usual, pikepdf.open(paths["sample-worksheet-mono-preview"]) as copy:
        assert len(usual.pages) == len(copy.pages)
        assert str(copy.docinfo["/Title"]) == f"{usual.docinfo['/Title']} (mono preview)"
        shown = [image for page in copy.pages for image in page.get_images().values()]
        assert len(shown) == (ending == "png") and all(image.ColorSpace == "/DeviceGray" for image in shown)


def test_a_preview_is_made_on_the_command_line_of_a_paper_but_of_no_class(project: Path) -> None:
    done = run(project, "make", f"worksheets/{EXAM.name}", "--only", "insert", "--mono-preview")
    assert done.stdout.split() == [f"output/stalin-industrialisation-insert{way}.pdf" for way in ("", "-mono-preview")]
    (project / "10B.csv").write_text("Surname,Forename\nJones,Ann\n")
    refused = run(project, "make", f"worksheets/{EXAM.name}", "--class", "10B.csv", "--mono-preview")
    assert refused.returncode == 2 and "does not go with --class" in refused.stderr
