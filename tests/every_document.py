"""The layout of every document that there is of a spec, those of a class set and of a mark sheet too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from paperbuilder.class_sets.batch_slip import Batch, Person, Row
from paperbuilder.class_sets.pupil import Pupil
from paperbuilder.marking.columns import columns, score
from paperbuilder.marking.feedback import compose_feedback
from paperbuilder.marking.read_marks import Script
from paperbuilder.marks import halves_in, of_halves
from paperbuilder.outputs.typesetter import Typesetter
from paperbuilder.paper.checked import CheckedSpec
from paperbuilder.paper.choices import on_route

ROWS = tuple(
    Row("ll", 3, "4", 6, "A4", "white", both, bound)  # type: ignore[arg-type]
    for both in (True, False)
    for bound in ("", "corner", "fold")
)
BATCH = Batch("10X", ROWS, (Person("1", "Ll", "2", "B", "large-print-18", "A3", "25%", 75),), 1)


def every_document(checked: CheckedSpec, school: str = "", edition: str = "") -> dict[str, str]:
    """Layout XML by the name of the document."""
    setter = Typesetter(checked, school, edition)
    found = setter.layouts()
    found["batch-slip"] = setter.layout("batch-slip", batch=BATCH)
    if checked.paper.spec.versions:
        found["version-key"] = setter.version_key()
    if checked.paper.total and not edition:
        with noted(setter) as layouts:
            _marked(setter)
        found |= layouts
    return found


@contextmanager
def noted(setter: Typesetter) -> Iterator[dict[str, str]]:
    """The layouts that are asked of a typesetter."""
    found: dict[str, str] = {}
    usual = setter.layout

    def layout(name: str, **more: Any) -> str:
        found[name] = usual(name, **more)
        return found[name]

    setter.layout = layout  # type: ignore[method-assign]
    yield found


def _marked(setter: Typesetter) -> None:
    """The feedback of pupils with all marks, with half of them and with nothing written."""
    paper = setter.checked.paper
    found = columns(paper, setter.theme.numbering)
    route = on_route(paper)

    def marks(n: int) -> Any:
        own = (of_halves(halves_in(c.most) // n) if n and c.item.number in route else None for c in found)
        return tuple(own)

    scripts = [Script(Pupil(name="Ll"), marks(n), score(marks(n), found, paper)) for n in (1, 2, 3, 0)]
    compose_feedback(setter, scripts, found)
