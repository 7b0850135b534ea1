"""Whether a PDF is what it should be: python bench/peers_check.py FILE PAGES NAME, who stands on the last copy, or "".

In a process of its own, because the memory of the one that measures counts in what it starts.
"""

from __future__ import annotations

import sys

import pdfplumber


def main() -> None:
    file, pages, name = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    with pdfplumber.open(file) as pdf:
        assert len(pdf.pages) == pages, f"{file} has {len(pdf.pages)} pages, not {pages}"
        assert name in (pdf.pages[-8].extract_text() if name else ""), f"{file}: no {name} on the last copy"


if __name__ == "__main__":
    main()
