"""Draw what `docs/writing.md` shows: `python bench/writing_page.py` writes `docs/pictures/writing.png`.

The picture is the worksheet that the page's own examples make, as a copier prints it.
"""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image, ImageChops, ImageOps

from paperbuilder import make

DOCS = Path(__file__).parent.parent / "docs"
SCALE = 1.3
MARGIN = 16  # pixels


def spec() -> str:
    """A worksheet of the examples of the page."""
    page = (DOCS / "writing.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```yaml\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    return "kind: worksheet\ntitle: Signs\nquestions:\n" + "".join(reversed(examples))


def picture() -> Image.Image:
    """The page without its margins."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "writing.yaml"
        file.write_text(spec(), encoding="utf-8")
        with pypdfium2.PdfDocument(make(file, only="worksheet", output=folder).paths[0]) as pdf:
            sheet = pdf[0].render(scale=SCALE).to_pil().convert("L")
    left, top, right, bottom = ImageChops.invert(sheet.crop((0, 0, sheet.width, int(sheet.height * 0.95)))).getbbox()
    return ImageOps.expand(sheet.crop((left, top, right, bottom)), MARGIN, 255)


if __name__ == "__main__":
    picture().quantize(16).save(DOCS / "pictures" / "writing.png", optimize=True)
