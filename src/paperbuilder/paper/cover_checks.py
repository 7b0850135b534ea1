"""What the cover of an exam says: its subject, date and materials, and whether its time fits the paper.

In: a paper. Out: problems, each at its place with a fix. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperbuilder.paper.model import Paper
from paperbuilder.problems import Problem, listed
from paperbuilder.reading.source import Source
from paperbuilder.spec.models import Exam
from paperbuilder.texts.times import minutes

EXPECTED = {  # what every cover has: what it is called, and how it is written
    "subject": ("subject", "subject: History"),
    "date": ("date", "date: Monday 14 June"),
    "materials": ("list of materials", "materials: [a black pen]"),
}


def check_cover(paper: Paper, source: Source) -> list[Problem]:
    """Every problem of an exam's cover; a worksheet has none."""
    if not isinstance(paper.spec, Exam):
        return []
    return [*_missing(paper.spec, source), *_time(paper.spec, paper, source)]


def _missing(spec: Exam, source: Source) -> Iterator[Problem]:
    missing = [words for key, words in EXPECTED.items() if not getattr(spec, key)]
    if missing:
        message = f"the paper has {listed([f'no {name}' for name, _ in missing])}"
        yield source.problem((), message, f"add {listed([example for _, example in missing])}", "warning")


def _alternatives(paper: Paper, source: Source) -> Iterator[Problem]:
    first = paper.optional[0].section.minutes if paper.optional else None
    for i, section in enumerate(paper.sections):
        if section in paper.optional and section.section.minutes != first:
            message = "sections to choose from must have equal minutes: "
            message += f"this has {section.section.minutes or 'none'}, the first {first or 'none'}"
            yield source.problem(("sections", i, "minutes"), message, "make them equal")


def _time(spec: Exam, paper: Paper, source: Source) -> Iterator[Problem]:
    allowed = minutes(spec.time)
    if allowed is None:
        return
    writing = allowed - (minutes(spec.reading_time) or 0)
    if spec.reading_time and minutes(spec.reading_time) is None:
        message = f"the reading time cannot be “{spec.reading_time}”"
        yield source.problem(("reading-time",), message, "write for example 5 minutes")
    yield from _alternatives(paper, source)
    advised = [s.section.minutes for s in paper.route]
    if all(advised) and sum(m for m in advised if m) != writing:
        message = f"the sections are advised {sum(m for m in advised if m)} minutes, but {writing} are allowed"
        yield source.problem(("time",), message, "change the minutes of the sections, or the time")
    if paper.total and not 1.0 <= allowed / paper.total <= 2.6:
        rate = allowed / paper.total
        yield source.problem(("time",), f"{rate:.1f} minutes a mark is unusual", "1.2 to 2.2 is usual", "warning")
