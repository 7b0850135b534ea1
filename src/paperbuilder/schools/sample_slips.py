"""The slips of a sample paper, for two made-up pupils: feedback with its summary, and what the office prints.

In: a `Typesetter`. Out: `Composition`s by document. Fails with `PaperbuilderError`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperbuilder.class_sets.batch_slip import Batch, person, row
from paperbuilder.class_sets.pupil import Pupil
from paperbuilder.marking.columns import columns, score
from paperbuilder.marking.feedback import compose_feedback
from paperbuilder.marking.read_marks import Script
from paperbuilder.marks import halves_in, of_halves
from paperbuilder.outputs.typesetter import Typesetter
from paperbuilder.paper.choices import on_route

if TYPE_CHECKING:
    from paperbuilder.typeset.compose import Composition

PUPILS = (
    Pupil(name="A. Sample", form="10X", number="1001", seat="1", version="A", extra_time="25%"),
    Pupil(name="B. Sample", form="10X", number="1002", seat="2", version="B"),
)


def sample_slips(setter: Typesetter) -> dict[str, Composition]:
    """Feedback and summary, one pupil with all the marks and one with half, and the batch slip.

    Raises PaperbuilderError.
    """
    paper = setter.checked.paper
    found = columns(paper, setter.theme.numbering)
    route = on_route(paper)
    scripts = []
    for part, pupil in enumerate(PUPILS, 1):
        marks = tuple(of_halves(halves_in(c.most) // part) if c.item.number in route else None for c in found)
        scripts.append(Script(pupil, marks, score(marks, found, paper)))
    return compose_feedback(setter, scripts, found) | {"batch-slip": _batch_slip(setter)}


def _batch_slip(setter: Typesetter) -> Composition:
    page, spec = setter.theme.page, setter.checked.paper.spec
    rows = tuple(row(f"sample-{name}.pdf", [4, 4], "", page.size, page.colour) for name in ("question-paper", "insert"))
    people = tuple(person(pupil, spec, setter.design.can_print) for pupil in PUPILS)
    return setter.compose("batch-slip", setter.layout("batch-slip", batch=Batch("10X", rows, people, 0)))
