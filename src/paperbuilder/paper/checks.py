"""The arithmetic of a paper and its mark scheme (domain.md §11, statements 1–8 and 20–30).

In: a paper. Out: problems, each at its place with a fix. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from paperbuilder.paper import code_checks, scheme_checks
from paperbuilder.paper.boundaries import check_boundaries
from paperbuilder.paper.choice_checks import check_choices
from paperbuilder.paper.item import Item, flat
from paperbuilder.paper.model import Paper
from paperbuilder.problems import Problem, counted
from paperbuilder.questions.bonus import ALL
from paperbuilder.reading.source import Source
from paperbuilder.spec.models import Exam


def check_marks(paper: Paper, source: Source) -> list[Problem]:
    """Every problem of marks, totals and mark schemes."""
    found = [*_totals(paper, source), *check_boundaries(paper, source)]
    found += check_choices(paper, source)
    for section in paper.sections:
        found += check_questions(section.items, source)
    return found


def check_questions(items: Sequence[Item], source: Source) -> list[Problem]:
    """Every problem of questions and their parts, each by itself."""
    found: list[Problem] = []
    for item in flat(items):
        found += _item(item, source)
        if not item.parts and (item.worth or item.solution):
            found += _scheme(item, source) if item.worth else _ways(item, source)
    return found


def _totals(paper: Paper, source: Source) -> Iterator[Problem]:
    stated = paper.spec.total
    if stated is not None and stated != paper.total:
        sums = " + ".join(str(s.marks + s.spag) for s in paper.route)
        hint = f"the sections make {sums}" if len(paper.route) > 1 else f"change total to {paper.total}"
        hint = hint if paper.total else "delete total, or give the questions their marks"
        yield source.problem(("total",), f"the questions add up to {paper.total}, but total says {stated}", hint)


def _item(item: Item, source: Source) -> Iterator[Problem]:
    stated, total = item.question.marks, item.bonus if item.question.bonus == ALL else item.marks
    if item.parts and stated is not None and stated != total:
        sums = " + ".join(str(part.worth if total is item.bonus else part.marks) for part in item.route)
        hint = f"change marks to {total}, or the parts ({sums}) to make {stated}"
        if not total:
            hint = "give each part its marks, or delete marks here"
        message = f"the parts add up to {total}, but marks says {stated}"
        yield source.problem((*item.path, "marks"), message, hint)
    yield from _objectives(item, source)
    for key in ("spag", "lines", "feedback") if item.parts else ():
        if (*item.path, key) in source.values:
            hint = f"move {key} to one of the parts"
            yield source.problem((*item.path, key), f"a question with parts has no {key} of its own", hint, key=True)
    yield from scheme_checks.of_whole(item, source)
    if item.question.needs_stem and not (item.question.stem or item.question.title):
        yield source.problem(item.path, "the question has no stem", "say what pupils must do")


def _objectives(item: Item, source: Source) -> Iterator[Problem]:
    own, path = item.question.ao, (*item.path, "ao")
    split = " + ".join(f"{name} {n}" for name, n in item.ao.items())
    if own and own != item.ao:
        message = f"the assessment objectives of the parts make {split}, but ao says otherwise"
        yield source.problem(path, message, "delete ao here; that of the parts is added up")
    elif item.ao and item.marks and sum(item.ao.values()) != item.marks:
        total = sum(item.ao.values())
        message = f"the assessment objectives add up to {total} ({split}), but the marks to {item.marks}"
        yield source.problem(path, message, "leave SPaG out of the split")


def _ways(item: Item, source: Source) -> Iterator[Problem]:
    """Marks are given in one way, and not in another beside a key that gives all of them."""
    scheme, path = item.question.mark_scheme, (*item.path, "mark-scheme")
    kinds = [k for k in ("points", "levels", "ladders", "bands", "key") if getattr(scheme, k)]
    if len(kinds) > 1:
        yield source.problem(path, f"marks are given in {len(kinds)} ways: {', '.join(kinds)}", "keep one of them")
    if kinds and item.solution and not item.is_judged:
        hint = f"delete {kinds[0]}; note: is for whatever else the marker should know"
        yield source.problem((*path, kinds[0]), f"the answers of a {item.type} question are its mark scheme", hint)


def check_drafts(paper: Paper, source: Source) -> Iterator[Problem]:
    """An exam's mark schemes that are not written yet: its pupils can have it all the same."""
    for item in paper.drafts if isinstance(paper.spec, Exam) else ():
        if item.unwritten == item.judged and item.solution:
            hint = "add points:, levels: or key: below mark-scheme:; until then the mark scheme says that it is a draft"
            yield source.problem(item.path, "the question has no mark scheme yet", hint, "warning")


def _scheme(item: Item, source: Source) -> Iterator[Problem]:
    scheme, path = item.question.mark_scheme, (*item.path, "mark-scheme")
    yield from _ways(item, source)
    yield from scheme_checks.apart(item, source)
    if scheme.closed and not scheme.points:
        yield source.problem((*path, "closed"), "closed says that the points are all there are, but there are none")
    if item.question.lines is not None and item.solution and not item.judged and not item.question.has_room:
        hint = "delete it; lines are for short and extended answers"
        yield source.problem((*item.path, "lines"), f"a {item.type} question has no answer lines", hint, key=True)
    if scheme.points and item.solution and not item.coded:
        yield from _points(item, source)
    if item.question.key_marks is not None and item.solution and not item.solution.key:
        message = f"a {item.type} question has no answers of its own, so key-marks has no effect"
        yield source.problem((*item.path, "key-marks"), message, "delete it", key=True)
    yield from code_checks.check(item, source)
    if scheme.key and not item.coded and sum(p.marks for p in scheme.key) != item.judged:
        total = sum(p.marks for p in scheme.key)
        message = f"the key gives {counted(total, 'mark')}, {code_checks.has(item)}"
        hint = "the marks of a key make those of the question"
        yield source.problem((*path, "key"), message, hint, "warning" if total < item.judged else "error")
    yield from _levels(item, source)
    if not scheme.caps and (len(item.cites) > 1 or item.question.stimulus) and (item.levels or item.tables):
        hint = "add caps:, such as {text: Uses only one extract, most: 4}"
        yield source.problem(path, "nothing limits an answer that uses only part of what is given", hint, "warning")


def _points(item: Item, source: Source) -> Iterator[Problem]:
    scheme, path = item.question.mark_scheme, (*item.path, "mark-scheme", "points")
    total = sum(point.marks for point in scheme.points)
    if total < item.judged:
        message = f"the points give {counted(total, 'mark')}, {code_checks.has(item)}"
        yield source.problem(path, message, "add points, or lower the marks", "warning")
    elif total == item.judged and not scheme.closed and not item.keyed:
        message = "there are only as many points as marks"
        yield source.problem(path, message, "add more, or say closed: yes if these are all there are", "warning")


def _levels(item: Item, source: Source) -> Iterator[Problem]:
    if not item.levels:
        return
    scheme, path = item.question.mark_scheme, (*item.path, "mark-scheme")
    strands = {len(level.descriptors) for level in item.levels}
    if item.ao and strands != {len(item.ao)}:
        message = (
            f"the split has {len(item.ao)} objectives ({', '.join(item.ao)}), the descriptors {max(strands)} strands"
        )
        yield source.problem(path, message, "give each level one descriptor for each objective")
    points = {text for group in scheme.indicative for text in group.points}
    if item.judged >= 8 and len(points) < 6:
        message = f"there are {len(points)} points of indicative content for {item.judged} marks"
        yield source.problem(path, message, "six at least help the marker", "warning")
