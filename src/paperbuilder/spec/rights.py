"""Rights in what is printed.

In: nothing. Out: a model. Cannot fail.
"""

from __future__ import annotations

from paperbuilder.reading.models import field, model


@model
class Rights:
    """Who holds the rights in a text, and on what basis the school may print from it."""

    holder: str = field("Who holds the rights; leave it out if nobody does.", "the author", default="")
    basis: str = field("Why the school may use it: own work, public domain, licence…", "own work")
    note: str = field("Anything the acknowledgements should add.", "do not post online", default="")
