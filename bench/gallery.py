"""Pictures of every document of the exam spec in every example school, and of papers of other subjects: `docs/gallery`.

    python bench/gallery.py

One picture a school or spec: every page of every document; and one with the first pages of all schools side by side.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from paperbuilder.outputs.options import MakeOptions
from paperbuilder.outputs.pdf import pdfs
from paperbuilder.paper.checked import check_spec

HERE = Path(__file__).parent.parent
EXAM = HERE / "worksheets" / "stalin-industrialisation.yaml"
ACROSS = 6
SUBJECTS = (
    "science-test",
    "maths-homework",
    "geography-climate",
    "english-unseen",
    "religious-studies",
    "computing-quiz",
)
SUBJECTS += ("vocabulary-arabic", "french-comprehension", "primary-retrieval")
SCHOOLS = {"standard": "", "riverside": "riverside", "northgate": "northgate", "ysgol-glan-y-mor": "ysgol-glan-y-mor"}


def pages(school: str, scale: float = 0.4, spec: Path = EXAM) -> dict[str, list[Image.Image]]:
    """Every page of every document in grey, as a copier prints it, with a thin frame."""
    found: dict[str, list[Image.Image]] = {}
    for name, data in pdfs(check_spec(spec, school), MakeOptions(school=school)).items():
        pdf = pypdfium2.PdfDocument(io.BytesIO(data))
        sheets = (page.render(scale=scale).to_pil().convert("L") for page in pdf)
        found[name] = [ImageOps.expand(sheet, 1, 160) for sheet in sheets]
    return found


def picture(name: str) -> Image.Image:
    """All pages in the look of a school or of another subject's spec, each document on lines of its own."""
    school, spec = SCHOOLS.get(name, ""), HERE / "worksheets" / f"{name}.yaml" if name in SUBJECTS else EXAM
    made = pages(school, spec=spec).values()
    lines = [sheets[i : i + ACROSS] for sheets in made for i in range(0, len(sheets), ACROSS)]
    return _below([_beside(line) for line in lines])


def side_by_side() -> Image.Image:
    """The first page of every document, one line a school."""
    firsts = ([sheets[0] for sheets in pages(school, 0.6).values()] for school in SCHOOLS.values())
    return _below([_beside(line) for line in firsts])


def _beside(line: list[Image.Image]) -> Image.Image:
    return _canvas(line, lambda x, y: (x, 0), sum(p.width + 8 for p in line), max(p.height for p in line))


def _below(lines: list[Image.Image]) -> Image.Image:
    return _canvas(lines, lambda x, y: (0, y), max(p.width for p in lines), sum(p.height + 8 for p in lines))


def _canvas(
    images: list[Image.Image], place: Callable[[int, int], tuple[int, int]], width: int, height: int
) -> Image.Image:
    canvas = Image.new("L", (width, height), 255)
    x = y = 0
    for image in images:
        canvas.paste(image, place(x, y))
        x, y = x + image.width + 8, y + image.height + 8
    return canvas


def main() -> None:
    folder = HERE / "docs" / "gallery"
    folder.mkdir(exist_ok=True)
    lines = ["# The same paper in every example school", "", "Printed in grey, as a mono copier prints it.", ""]
    for name, image in {"side-by-side": side_by_side(), **{n: picture(n) for n in (*SCHOOLS, *SUBJECTS)}}.items():
        image.quantize(8).save(folder / f"{name}.png", optimize=True)
        lines += ["# Papers of other subjects", ""] * (name == SUBJECTS[0])
        lines += [f"## {name.replace('-', ' ').capitalize()}", "", f"![{name}]({name}.png)", ""]
    (folder / "README.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
