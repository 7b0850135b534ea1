"""The pdf room: pages of blocks become a tagged PDF, copies of it, sheets of it.

In: a `Composition` and a `Geometry`. Out: bytes. Cannot fail.
"""

import paperbuilder.typeset  # noqa: F401  (it puts off what ReportLab would load)
