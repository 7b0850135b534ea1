"""How marks are given: points, levels of response, indicative content, caps.

In: nothing. Out: models. Cannot fail.
"""

from __future__ import annotations

from typing import ClassVar

from paperbuilder.marks import Mark
from paperbuilder.reading.models import field, model
from paperbuilder.reading.translations import Words


@model
class Point:
    """One creditable point."""

    shorthand: ClassVar[str] = "text"
    text: Words = field("What earns the mark.", "The raid on the Soviet trade mission in London")
    code: str = field(
        "Its code, which gives its marks; in short, begin every point with one: M1 substitutes.", "A1 ft", default=""
    )
    marks: Mark = field("Marks for it.", 1, default=1, least=1)
    accept: list[Words] = field("Other wordings that earn it.", ["the London raid"], default=[])
    reject: list[Words] = field("Wordings that do not earn it.", ["an attack on Moscow"], default=[])


@model
class Band:
    """One level of response: its marks and one descriptor for each strand."""

    marks: str = field("The marks of the level, lowest to highest.", "5-8")
    descriptor: list[Words] = field(
        "What the work is like, one sentence for each strand (assessment objective).",
        ["One side explained with some relevant knowledge."],
    )
    name: Words = field("A name for the level, if it has one.", "Developed", default="")


@model
class Indicative:
    """A group of indicative content."""

    shorthand: ClassVar[str] = "points"
    points: list[Words] = field("What answers may say.", ["Steel output rose fourfold, 1928–40"])
    heading: Words = field("What these points argue.", "Successes", default="")


@model
class Cap:
    """A limit on the marks of an answer that misses something the question asks for."""

    shorthand: ClassVar[str] = "text"
    text: Words = field("The answer it applies to.", "Uses only one of the two extracts")
    most: Mark | None = field("The most marks such an answer can have.", 4, default=None)


@model
class MarkScheme:
    """How the marks of a question are given: by points, by levels or by a key."""

    points: list[Point] = field("Creditable points.", ["Fear of attack"], default=[])
    closed: bool = field("Yes if the points are all there can be.", "yes", default=False)
    codes: bool = field("No if what all the points begin with only looks like codes.", "no", default=True)
    worked: Words = field("A worked solution, beside the points and in the answers.", "6 × 4 = 24", default="")
    bonus: list[Point] = field("What earns the bonus marks.", ["A second method"], default=[])
    levels: str | None = field(
        "The name of a ladder of levels.", "essay-16", default=None, shape="levels of your own go under bands:"
    )
    ladders: dict[str, str] = field(
        "A ladder for each assessment objective, whose marks are given apart and added.",
        {"AO1": "knowledge-8", "AO2": "analysis-8"},
        default={},
    )
    credit: dict[str, Mark] = field(
        "Marks by how many answers of a key are right, if each is not worth the same.",
        {"4": 2, "2-3": 1},
        default={},
    )
    bands: list[Band] = field(
        "A ladder of your own instead, lowest level first.",
        [{"marks": "1-2", "descriptor": ["General statements."]}],
        default=[],
    )
    key: list[Point] = field("The exact answers of a closed question.", ["1928"], default=[])
    indicative: list[Indicative] = field(
        "What answers may say; a guide, not a checklist.", [{"heading": "For", "points": ["…"]}], default=[]
    )
    caps: list[Cap] = field("Limits on incomplete answers.", [{"text": "One extract only", "most": 4}], default=[])
    misreadings: list[Words] = field(
        "Common mistakes to watch for.", ["Confuses the N.E.P. with the plans"], default=[]
    )
    note: Words = field("Anything else the marker should know.", "Credit any valid example.", default="")

    @property
    def says(self) -> bool:
        """Whether anything is written in it."""
        return any(value for name, value in vars(self).items() if name not in ("closed", "codes"))


@model
class Feedback:
    """What a pupil's feedback slip says of a question, in the teacher's own words."""

    well: Words = field("When it went well.", "You named people and places.", default="")
    improve: Words = field("When marks were lost.", "Say why your detail matters.", default="")
    next: Words = field("What to do next.", "Write one paragraph again, with a date in it.", default="")
