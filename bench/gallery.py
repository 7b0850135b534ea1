"""Pictures of every document of the exam spec in every example school: `docs/gallery`.

    python bench/gallery.py

One picture a school: the first three pages of the question paper, the insert and the first two of the mark scheme.
"""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from paperbuilder import build

HERE = Path(__file__).parent.parent
EXAM = HERE / "worksheets" / "stalin-industrialisation.yaml"
PAGES = {"question-paper": 3, "insert": 1, "mark-scheme": 2}
SCHOOLS = {"standard": "", "riverside": "riverside", "northgate": "northgate", "ysgol-glan-y-mor": "ysgol-glan-y-mor"}


def picture(school: str, scale: float = 0.6) -> Image.Image:
    """The pages side by side, in grey as a copier prints them."""
    made = build.pdfs(build.check(EXAM, school), school)
    pages = []
    for name, count in PAGES.items():
        pdf = pypdfium2.PdfDocument(io.BytesIO(made[name]))
        pages += [pdf[i].render(scale=scale).to_pil().convert("L") for i in range(min(count, len(pdf)))]
    framed = [ImageOps.expand(page, 1, 160) for page in pages]
    sheet = Image.new("L", (sum(p.width + 8 for p in framed) - 8, framed[0].height), 255)
    x = 0
    for page in framed:
        sheet.paste(page, (x, 0))
        x += page.width + 8
    return sheet


def main() -> None:
    folder = HERE / "docs" / "gallery"
    folder.mkdir(exist_ok=True)
    lines = ["# The same paper in every example school", "", "Printed in grey, as a mono copier prints it.", ""]
    for name, school in SCHOOLS.items():
        picture(school).quantize(16).save(folder / f"{name}.png", optimize=True)
        lines += [f"## {name}", "", f"![{name}]({name}.png)", ""]
    (folder / "README.md").write_text("\n".join(lines))


if __name__ == "__main__":
    main()
