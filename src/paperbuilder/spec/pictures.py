"""Pictures of a spec: drawings, photographs, maps.

In: nothing. Out: models. Cannot fail.
"""

from __future__ import annotations

from paperbuilder.questions.figures import Label
from paperbuilder.reading.models import field, model
from paperbuilder.reading.translations import Words
from paperbuilder.spec.works import Work
from paperbuilder.units import Length


@model
class Alternative:
    """What an edition has in place of a picture: another picture, or words."""

    picture: str = field("Another of the `pictures`.", "mill-large", default="")
    description: Words = field("Words that are printed in its place.", "The cartoon shows a mill…", default="")


@model
class Picture(Work):
    """A picture: PNG, JPEG, WebP or SVG."""

    file: str = field("The file, from the folder of the spec.", "pictures/mill.jpg")
    alt: Words = field("What it shows, for those who cannot see it.", "A steel mill with four chimneys", default="")
    decorative: bool = field("Yes if it says nothing, and nobody needs to be told of it.", "yes", default=False)
    caption: Words = field("Words below it.", "The mill at Magnitogorsk, 1932", default="")
    credit: Words = field("Whose it is, in small type below it.", "Photograph: the author", default="")
    width: Length | None = field("How wide it is printed; as large as is usual if left out.", "80 mm", default=None)
    labels: list[Label] = field("Words around it.", [{"at": [40, 25], "text": "nucleus"}], default=[])
    access: dict[str, Alternative] = field(
        "What editions have in its place, by their names.", {"large-print-18": {"picture": "mill-large"}}, default={}
    )
