"""The press room: pages of blocks become a tagged PDF.

In: a `Composition` and a `Geometry`. Out: bytes. Cannot fail.
"""

from paperbuilder.press.pdf import Geometry, print_pdf

__all__ = ["Geometry", "print_pdf"]
