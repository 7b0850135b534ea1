"""Works that a paper prints from: what is known of them, and whose they are.

In: nothing. Out: models. Cannot fail.
"""

from __future__ import annotations

from paperbuilder.reading.models import field, model
from paperbuilder.reading.translations import Words


@model
class Rights:
    """Who holds the rights in a work, and on what basis the school may print from it."""

    holder: Words = field("Who holds the rights; leave it out if nobody does.", "the author", default="")
    basis: Words = field("Why the school may use it: own work, public domain, licence…", "own work")
    note: Words = field("Anything the acknowledgements should add.", "do not post online", default="")


@model
class Work:
    """What the provenance line and the acknowledgements say of a work."""

    title: Words = field("Title of the work, as the provenance line prints it.", "The Five-Year Plans", default="")
    author: Words = field("Who made it; say unknown if nobody knows.", "a student", default="")
    role: Words = field("What the author was, if that matters.", "a trade-union official", default="")
    date: Words = field("When it was made; say unknown if nobody knows.", "1931", default="")
    rights: Rights | None = field(
        "Holder and basis, for the acknowledgements.", {"holder": "the author", "basis": "own work"}, default=None
    )
