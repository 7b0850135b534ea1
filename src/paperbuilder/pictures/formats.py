"""What kind of picture a file is, by what stands in it, whatever its name ends with.

In: the first bytes of a file. Out: `PNG`, `JPEG`, `WEBP` or `SVG`. Fails with `ValueError` that says what to do.
"""

from __future__ import annotations

import re

START = 4096  # bytes that tell what a file is
TAKEN = "PNG, JPEG, WebP or SVG"
AS_JPEG = "open it on the computer, export it as JPEG, and name that file"
AS_PNG = "save it again as PNG"
SIGNS = {
    r"\x89PNG\r\n\x1a\n": "PNG",
    r"\xff\xd8\xff": "JPEG",
    r"RIFF....WEBP": "WEBP",
    r"(\xef\xbb\xbf)?\s*<(\?xml|!--|!DOCTYPE|svg|[\w:]+[\s/>])": "SVG",
    r"(\xff\xfe|\xfe\xff)": "SVG",
}
OTHERS = {
    r"....ftyp(hei[cxms]|hev[cx]|mif1|msf1)": ("an iPhone photo (HEIC)", AS_JPEG),
    r"....ftypavi[fs]": ("an AVIF picture", AS_JPEG),
    r"....ftyp": ("a film", "take a still picture of it, as JPEG"),
    r"%PDF": ("a PDF", "export the page as PNG of 300 dpi, or the drawing as SVG"),
    r"GIF8": ("a GIF", AS_PNG),
    r"BM": ("a BMP picture", AS_PNG),
    r"(II\*\0|MM\0\*)": ("a TIFF picture", f"{AS_PNG}, or a photograph as JPEG"),
    r"(%!PS|\xc5\xd0\xd3\xc6)": ("an EPS drawing", "export it as SVG"),
    r"8BPS": ("a Photoshop file", AS_PNG),
    r"gimp xcf": ("a GIMP file", AS_PNG),
    r"\x1f\x8b": ("a packed file", "save a drawing as plain SVG, not as SVGZ"),
    r"\xd7\xcd\xc6\x9a|\x01\0\0\0....................................  EMF": ("a Windows metafile", "export it as SVG"),
    r"PK\x03\x04": ("a packed file or a Word, PowerPoint or LibreOffice file", "save the picture in it as PNG"),
    r"\xd0\xcf\x11\xe0": ("a Word or PowerPoint file", "save the picture in it as PNG"),
}


def kind_of(name: str, start: bytes) -> str:
    """Raises ValueError for a file that is none of the four."""
    text = start.decode("latin-1")
    for sign, kind in SIGNS.items():
        if re.match(sign, text, re.DOTALL):
            return kind
    for sign, (kind, instead) in OTHERS.items():
        if re.match(sign, text, re.DOTALL):
            raise ValueError(f"{name} is {kind}, which cannot be printed; {instead}")
    raise ValueError(f"{name} is {'empty' if not start else f'not a {TAKEN} file'}")
