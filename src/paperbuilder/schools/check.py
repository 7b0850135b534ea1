"""Does a school's look hold? Every document of two sample specs is built in it, and what it must print is looked for;
so are the slips of pupils and of the office.

In: the project's folder and a school. Out: problems. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from paperbuilder.outputs.options import MakeOptions
from paperbuilder.outputs.pdf import pdfs
from paperbuilder.outputs.typesetter import Typesetter
from paperbuilder.problems import PaperbuilderError, Problem
from paperbuilder.schools.sample_slips import sample_slips
from paperbuilder.schools.samples import sample_exam, sample_worksheet
from paperbuilder.templating.documents import document_named


def check_school(root: Path, school: str) -> list[Problem]:
    """Every problem of a school's theme and templates; none if the school is in order."""
    found: list[Problem] = []
    for sample in (sample_exam, sample_worksheet):
        try:
            setter = Typesetter(sample(school, root), school)
            for document, xml in setter.layouts().items():
                found += _dropped(setter, document, xml, school)
            pdfs(setter.checked, MakeOptions(school=school))
            sample_slips(setter)
        except PaperbuilderError as error:
            found += [p for p in error.problems if p not in found]
    return found


def _dropped(setter: Typesetter, document: str, xml: str, school: str) -> Iterator[Problem]:
    """What a template must not leave out: marks, the version, labels and provenance of extracts."""
    from paperbuilder.templating.tools import Tools
    from paperbuilder.typeset.xml import parse

    checked, root = setter.checked, parse(xml)
    tools = Tools(checked.paper, setter.theme)
    tells_marks = document_named(document).tells_marks
    texts = [" ".join(e.text().split()) for tag in ("h1", "h2", "h3", "p") for e in root.walk(tag)]
    marks = sum(1 for _ in root.walk("marks"))
    wanted = sum(1 for item in checked.paper.every if not item.parts)
    if tells_marks and marks < wanted:
        message = f"{document} prints marks {marks} times, but {wanted} questions have marks"
        yield _problem(school, message, "every question needs its <marks>")
    version = tools.say("version", name=checked.paper.version)
    if tells_marks and not any(text.striptags() in root.text() for text in version.each.values()):
        hint = "furniture.xml prints {{ document }} at the foot of every page, which says it"
        yield _problem(school, f"{document} does not say which version it is", hint)
    prints_extracts = document == "insert" or (document == "worksheet" and checked.paper.extracts)
    for extract in checked.paper.extracts.values() if prints_extracts else ():
        label = Markup(tools.labelled(extract)).striptags()
        if not any(text.startswith(label) for text in texts):
            yield _problem(school, f"{document} does not print the label {label}", "extract.xml prints it")
        if not any(tools.provenance(extract).striptags() in text for text in texts):
            yield _problem(school, f"{document} does not print the provenance of {label}", "extract.xml prints it")


def _problem(school: str, message: str, hint: str) -> Problem:
    return Problem(message=message, file=f"templates/{school}", hint=hint)
