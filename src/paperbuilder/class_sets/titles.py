"""What the files of a class set are called, before any of them is made.

In: a checked spec, a plan, the pupils. Out: names without the ending. Fails with `FilesError` if two files would have
one name, or one would have that of the paper without names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from paperbuilder.class_sets.plan import ClassSetPlan
from paperbuilder.class_sets.pupil import Pupil
from paperbuilder.class_sets.recipients import pupils_of
from paperbuilder.files import on_disk, refuse_doubles
from paperbuilder.outputs.options import WAYS, MakeOptions
from paperbuilder.outputs.pdf import names as plain_names
from paperbuilder.paper.checked import CheckedSpec
from paperbuilder.problems import FilesError, Problem
from paperbuilder.themes.editions import STANDARD_EDITION, editions
from paperbuilder.themes.folders import template_folders

RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)")


def safe(name: str) -> str:
    """A name as part of a file's name that Windows and USB sticks take."""
    text = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "-", name).strip(" .")[:80].strip(" .")
    return f"{text}-" if RESERVED.fullmatch(text) else text or "class"


def title(checked: CheckedSpec, plan: ClassSetPlan, document: str, edition: str, paper: str = "", way: str = "") -> str:
    """What a document for a class is called, in an edition, on a paper of its own, imposed."""
    own = (
        checked.file.stem,
        document,
        safe(plan.file.stem),
        checked.ending,
        edition,
        safe(paper) if paper else "",
        way,
    )
    return "-".join(part for part in own if part)


def slip_title(checked: CheckedSpec, plan: ClassSetPlan) -> str:
    return "-".join(filter(None, (checked.file.stem, safe(plan.file.stem), checked.ending, "batch-slip")))


def usual_edition(options: MakeOptions) -> str:
    """The edition of pupils for whom the list names none."""
    return "" if options.edition == STANDARD_EDITION else options.edition


def titles(checked: CheckedSpec, plan: ClassSetPlan, options: MakeOptions) -> list[str]:
    """Raises PaperbuilderError."""
    pupils, _ = pupils_of(plan.file, checked, options.school, usual_edition(options))
    return [name for name, _ in _titles(checked, plan, options, pupils)]


def check_titles(checked: CheckedSpec, plan: ClassSetPlan, options: MakeOptions, pupils: Sequence[Pupil]) -> None:
    """Raises FilesError."""
    named = list(_titles(checked, plan, options, pupils))
    refuse_doubles(named, plan.file.name)
    every = ["", *editions(checked.root, options.school)]
    looks = [replace(options, only="", version="", imposed=WAYS, edition=edition) for edition in every]
    plain = {on_disk(name) for look in looks for name, _ in plain_names(checked, look)}
    if taken := next((name for name, _ in named if on_disk(name) in plain), ""):
        message = f"{taken}.pdf is the name of the paper without pupils’ names"
        raise FilesError([Problem(message=message, file=plan.file.name, hint="give the class list another name")])


def _titles(
    checked: CheckedSpec, plan: ClassSetPlan, options: MakeOptions, pupils: Sequence[Pupil]
) -> Iterator[tuple[str, str]]:
    """Each name, and which document for whom it is."""
    from paperbuilder.templating.documents import documents_of

    usual = usual_edition(options)
    sorts = {(pupil.edition, pupil.paper) for pupil in pupils} | ({(usual, "")} if plan.spares else set())
    for document in documents_of(checked.paper, template_folders(checked.root, options.school)):
        if not document.for_pupils or options.only not in ("", document.name):
            continue
        for edition, paper in sorted(sorts if document.per_version else {(edition, "") for edition, _ in sorts}):
            for way in ("", *options.imposed):
                what = f"the {document.name} in the {edition or STANDARD_EDITION} edition"
                what += (f" on {paper} paper" if paper else "") + (f" as {way}" if way else "")
                yield title(checked, plan, document.name, edition, paper, way), what
    yield slip_title(checked, plan), "the slip for the office"
