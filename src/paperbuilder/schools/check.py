"""Does a school's look hold? Every document of two sample specs is built in it, and what it must print is looked for;
so are feedback slips.

In: the project's folder and a school. Out: problems. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from paperbuilder.class_sets.class_list import Pupil
from paperbuilder.marking.columns import columns
from paperbuilder.marking.feedback import documents
from paperbuilder.marking.read_marks import Script
from paperbuilder.outputs import pipeline
from paperbuilder.problems import PaperbuilderError, Problem
from paperbuilder.themes.folders import STANDARD

WITH_MARKS = ("question-paper", "worksheet", "answers", "mark-scheme")
SAMPLE = STANDARD.parent / "sample"


def check_school(root: Path, school: str) -> list[Problem]:
    """Every problem of a school's theme and templates; none if the school is in order."""
    found: list[Problem] = []
    for name in ("exam.yaml", "worksheet.yaml"):
        try:
            workshop = pipeline.Workshop(pipeline.check(SAMPLE / name, school, root), school)
            for document, xml in workshop.layouts().items():
                found += _dropped(workshop, document, xml, school)
            pipeline.pdfs(workshop.checked, school)
            _try_feedback(workshop)
        except PaperbuilderError as error:
            found += [p for p in error.problems if p not in found]
    return found


def _try_feedback(workshop: pipeline.Workshop) -> None:
    """The slips and the summary of two pupils, with half the marks and with all. Raises PaperbuilderError."""
    paper = workshop.checked.paper
    found = columns(paper, workshop.theme.numbering)
    route = {item.number[0] for section in paper.sections for item in section.items[: section.choose]}
    marks = (tuple(c.most // n if c.question in route else None for c in found) for n in (1, 2))
    documents(workshop, [Script(Pupil(name="Pupil"), some) for some in marks], found)


def _dropped(workshop: pipeline.Workshop, document: str, xml: str, school: str) -> Iterator[Problem]:
    """What a template must not leave out: marks, the version, labels and provenance of extracts."""
    from paperbuilder.templating.render import Phrases
    from paperbuilder.texts.markup import plain
    from paperbuilder.typeset import parse

    checked, root = workshop.checked, parse(xml)
    texts = [" ".join(e.text().split()) for tag in ("h1", "h2", "h3", "p") for e in root.walk(tag)]
    marks = sum(1 for _ in root.walk("marks"))
    wanted = sum(1 for item in checked.paper.every if not item.parts)
    if document in WITH_MARKS and marks < wanted:
        message = f"{document} prints marks {marks} times, but {wanted} questions carry marks"
        yield _problem(school, message, "every question needs its <marks>")
    version = Phrases(workshop.theme).plain("version", name=checked.paper.version)
    if document in WITH_MARKS and version not in root.text():
        hint = "furniture.xml prints {{ document }} at the foot of every page, which says it"
        yield _problem(school, f"{document} does not say which version it is", hint)
    prints_extracts = document == "insert" or (document == "worksheet" and checked.paper.extracts)
    for extract in checked.paper.extracts.values() if prints_extracts else ():
        label = f"{extract.extract.label} {extract.letter}"
        if not any(text.startswith(label) for text in texts):
            yield _problem(school, f"{document} does not print the label {label}", "extract.xml prints it")
        if not any(plain(extract.provenance) in text for text in texts):
            yield _problem(school, f"{document} does not print the provenance of {label}", "extract.xml prints it")


def _problem(school: str, message: str, hint: str) -> Problem:
    return Problem(message=message, file=f"templates/{school}", hint=hint)
