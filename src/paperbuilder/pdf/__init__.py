"""The pdf room: pages of blocks become a tagged PDF.

In: a `Composition` and a `Geometry`. Out: bytes. Cannot fail.
"""

from paperbuilder.pdf.document import Geometry, print_pdf

__all__ = ["Geometry", "print_pdf"]
