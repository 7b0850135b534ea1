"""Who of a class gets what: the edition, the version and the name of each copy.

In: a class list and a checked spec. Out: the pupils in the order of printing, each with an edition and a version that
there are. Fails with `SpecError` holding every wrong row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from paperbuilder.class_sets.class_list import in_order, read_class_list
from paperbuilder.class_sets.pupil import Pupil
from paperbuilder.class_sets.seating import assign
from paperbuilder.problems import Problem, SpecError
from paperbuilder.themes.editions import STANDARD_EDITION, editions

if TYPE_CHECKING:
    from paperbuilder.paper.checked import CheckedSpec
    from paperbuilder.typeset.design import Design


def pupils_of(file: Path, checked: CheckedSpec, school: str, edition: str) -> tuple[list[Pupil], list[Problem]]:
    """The pupils of a list, and warnings; those for whom it names no edition get `edition`. Raises SpecError."""
    listed, problems = read_class_list(file)
    versions = checked.paper.spec.versions
    if versions:
        listed, found = assign(listed, versions, file)
        problems += found
    else:
        problems += _without_versions(listed, file)
        listed = [replace(pupil, version="") for pupil in listed]
    pupils = [replace(pupil, edition=_edition(pupil.edition or edition)) for pupil in listed]
    problems += _unknown_editions(pupils, editions(checked.root, school), file)
    if errors := [problem for problem in problems if problem.severity == "error"]:
        raise SpecError(errors)
    return in_order(pupils), problems


def _edition(name: str) -> str:
    return "" if name == STANDARD_EDITION else name


def _without_versions(pupils: Sequence[Pupil], file: Path) -> Iterator[Problem]:
    stated = next((pupil for pupil in pupils if pupil.version), None)
    if stated:
        hint = "add versions: [A, B] to the spec if neighbours should get different ones"
        place, message = f"{file.name}, row {stated.row}", "the paper has but one version; the list names others"
        yield Problem(message=message, file=place, hint=hint, severity="warning")


def _unknown_editions(pupils: Sequence[Pupil], known: Sequence[str], file: Path) -> Iterator[Problem]:
    for pupil in pupils:
        if pupil.edition and pupil.edition not in known:
            hint = "there are standard, " + ", ".join(known)
            place = f"{file.name}, row {pupil.row}"
            yield Problem(message=f"there is no edition {pupil.edition}", file=place, hint=hint)


def printable(pupils: Sequence[Pupil], design: Design, file: Path) -> tuple[list[Pupil], list[Problem]]:
    """The pupils with what the fonts can print; a copy whose name they cannot print bears its number alone.

    Raises SpecError for a pupil who has no number either.
    """
    can_print = cache(design.can_print)  # a school has few letters
    found: list[Pupil] = []
    warnings, errors = [], []
    for pupil in pupils:
        missing = next((c for c in pupil.name + pupil.form + pupil.number if not can_print(c)), "")
        if not missing:
            found.append(pupil)
            continue
        message = f"no font has the character {missing} (U+{ord(missing):04X}) of {pupil.name}"
        place = f"{file.name}, row {pupil.row}"
        if pupil.number and all(map(can_print, pupil.number + pupil.form)):
            hint = "the copy has the candidate number alone on it" + _fonts_for(missing)
            warnings.append(Problem(message=message, file=place, hint=hint, severity="warning"))
            found.append(replace(pupil, name=""))
        else:
            hint = "write the name in other letters, or give the pupil a candidate number" + _fonts_for(missing)
            errors.append(Problem(message=message, file=place, hint=hint))
    if errors:
        raise SpecError(errors)
    return found, warnings


def _fonts_for(character: str) -> str:
    """What would bring a font for it, if anything does."""
    from paperbuilder.themes.scripts import EXTRA, SCRIPTS, script_of

    known = SCRIPTS.get(script_of(character))
    return f'; pip install "{EXTRA}" brings fonts for {known.name}' if known and known.file else ""
