"""Figures of a spec, found in their files.

In: the spec, its source, the project's root. Out: `PaperFigure`s, and a problem for each that fails.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from paperbuilder.files import real
from paperbuilder.paper.model import PaperFigure
from paperbuilder.problems import Problem, did_you_mean
from paperbuilder.questions.figures import label_faults
from paperbuilder.reading.source import Path_, Source
from paperbuilder.spec.charts import Chart
from paperbuilder.spec.models import Exam, Worksheet
from paperbuilder.spec.pictures import Alternative, Picture
from paperbuilder.units import MM

NAME = re.compile(r"[^\s{}]{1,60}")
USUAL = 120 * MM  # how wide a picture is looked at that does not say it


def find_figures(spec: Exam | Worksheet, source: Source, root: Path) -> tuple[dict[str, PaperFigure], list[Problem]]:
    """Every figure that can be found, by its kind and name, and every problem."""
    found: dict[str, PaperFigure] = {}
    problems: list[Problem] = []
    for name, picture in spec.pictures.items():
        file = source.file.parent / picture.file
        wrong = [*_wrong_name(name, ("pictures", name), source), *_wrong(name, picture, file, root, source)]
        wrong += _wrong_access(picture, spec.pictures, ("pictures", name, "access"), source)
        if not any(problem.severity == "error" for problem in wrong):
            found[f"picture {name}"] = PaperFigure(kind="picture", name=name, work=picture, file=file)
        problems += wrong
    if spec.tables or spec.charts:
        made, wrong = _of_figures(spec, source, root)
        found, problems = found | made, problems + wrong
    return found, problems


def _of_figures(spec: Exam | Worksheet, source: Source, root: Path) -> tuple[dict[str, PaperFigure], list[Problem]]:
    """The tables and the charts made from them."""
    from paperbuilder.paper.charts import find_charts
    from paperbuilder.paper.tables import find_tables

    tables, problems = find_tables(spec, source, root)
    charts, wrong = find_charts(spec, source, tables)
    names = [("tables", name) for name in spec.tables] + [("charts", name) for name in spec.charts]
    wrong += [problem for path in names for problem in _wrong_name(path[1], path, source)]
    return {figure.key: figure for figure in (*tables.values(), *charts.values())}, problems + wrong


def no_figure(name: str, source: Source, path: Path_) -> Problem | None:
    """A problem if the spec has no figure such as “picture mill”, right or wrong."""
    kind, _, name = name.partition(" ")
    written = source.data.get(f"{kind}s")
    known = written if isinstance(written, dict) else {}
    if name in known:
        return None
    hint = did_you_mean(name, known, f"the {kind}s are " + ", ".join(known) if known else f"add it under {kind}s:")
    return source.problem(path, f"there is no {kind} {name}", hint)


def unknown_editions(spec: Exam | Worksheet, source: Source, editions: Collection[str]) -> Iterator[Problem]:
    """An error for each edition that something is meant for and that the school does not have."""
    for name, picture in spec.pictures.items():
        for edition in picture.access:
            if edition not in editions:
                hint = did_you_mean(edition, editions, "there are " + ", ".join(editions))
                path = ("pictures", name, "access", edition)
                yield source.problem(path, f"there is no edition {edition}", hint, key=True)


def _wrong_name(name: str, path: Path_, source: Source) -> Iterator[Problem]:
    if not NAME.fullmatch(name):
        yield source.problem(path, f"“{name}” cannot be the name of a figure", "use one word, such as mill", key=True)


def _wrong(name: str, picture: Picture, file: Path, root: Path, source: Source) -> Iterator[Problem]:
    path = ("pictures", name)
    yield from _wrong_file(picture, file, root, (*path, "file"), source)
    if not picture.alt and not picture.decorative:
        hint = "add alt: what it shows, in a sentence; or decorative: yes, if it says nothing"
        yield source.problem(path, f"the picture {name} has no words for those who cannot see it", hint, key=True)
    if picture.alt and picture.decorative:
        message = f"the picture {name} is decorative, and has words for those who cannot see it"
        yield source.problem((*path, "decorative"), message, "delete decorative or alt", key=True)
    if picture.rights is None:
        hint = "add rights: {holder: …, basis: …}"
        yield source.problem(path, f"nobody is named as holder of the rights in {name}", hint, "warning", key=True)
    yield from _wrong_labels(picture, (*path, "labels"), source)


def _wrong_file(picture: Picture, file: Path, root: Path, path: Path_, source: Source) -> Iterator[Problem]:
    from paperbuilder.pictures import LEAST_DPI, look_at, open_picture

    if not real(file).is_relative_to(real(root)):
        hint = "copy it into a folder beside the spec"
        yield source.problem(path, "the picture lies outside the project folder", hint)
        return
    width = picture.width or USUAL
    try:
        open_picture(file, width)
        look = look_at(file)
    except ValueError as error:
        yield source.problem(path, str(error), "look for a spelling mistake" if not file.exists() else "")
        return
    if (dpi := look.dpi(width)) < LEAST_DPI:
        message = f"{file.name} has {dpi:.0f} dots to an inch at a width of {width / MM:.0f} mm; it will look coarse"
        yield source.problem(path, message, "use a larger picture, or make width smaller", "warning")
    for sentence in look.merges if not picture.decorative else ():
        hint = "use other colours, or patterns; make --mono-preview shows it"
        yield source.problem(path, sentence, hint, "warning")


def _wrong_labels(picture: Picture, path: Path_, source: Source) -> Iterator[Problem]:
    if picture.labels and picture.decorative:
        yield source.problem(path, "a decorative picture has no labels", "delete decorative or the labels", key=True)
    for fault in label_faults(picture.labels, path):
        yield source.problem(fault.path, fault.message, fault.hint)


def _wrong_access(picture: Picture, known: Collection[str], path: Path_, source: Source) -> Iterator[Problem]:
    for edition, instead in picture.access.items():
        at = (*path, edition)
        if not (instead.picture or instead.description):
            hint = "write picture: or description: below it"
            yield source.problem(at, f"nothing is said of what {edition} has in place of the picture", hint, key=True)
        elif instead.picture and instead.picture not in known:
            hint = did_you_mean(instead.picture, known, "the pictures are " + ", ".join(known))
            yield source.problem((*at, "picture"), f"there is no picture {instead.picture}", hint)


def other_names(figure: PaperFigure) -> list[str]:
    """The figures that go with one: those that editions have in its place, the table of a chart."""
    if isinstance(figure.work, Chart):
        return [f"table {figure.work.table}"]
    access = figure.work.access if isinstance(figure.work, Picture) else {}
    return [f"picture {instead.picture}" for instead in access.values() if instead.picture]


def instead_of(figure: PaperFigure, edition: str) -> Alternative | None:
    """What an edition has in place of a figure."""
    return figure.work.access.get(edition) if isinstance(figure.work, Picture) else None
