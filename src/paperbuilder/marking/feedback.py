"""From marks to feedback: a slip for every pupil, and a summary for the teacher.

In: a spec and its filled mark sheet. Out: two PDFs. Fails with `PaperbuilderError`; then the last good files are as
they were. A slip is a pupil's own: it knows nothing of anybody else's marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from paperbuilder.class_sets.recipients import printable
from paperbuilder.files import write_whole
from paperbuilder.marking.columns import Column, chosen_columns, columns, form, objectives, refuse_unmarked
from paperbuilder.marking.read_marks import Script, read_marks
from paperbuilder.marking.summary import Objective, percent, reckoned, summarise
from paperbuilder.marks import Half
from paperbuilder.outputs.typesetter import Typesetter
from paperbuilder.paper.boundaries import grade_of
from paperbuilder.paper.checked import check_spec
from paperbuilder.paper.item import Item, Level, LevelTable
from paperbuilder.paper.model import Paper
from paperbuilder.paper.versions import in_version
from paperbuilder.problems import Problem, SpecError
from paperbuilder.questions.mark_scheme import Feedback

if TYPE_CHECKING:
    from paperbuilder.typeset.compose import Composition

NAMED = 2  # questions named as going well, and as many as losing marks


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A part as a pupil answered it: `mark` is None for no answer. Without an `item`, it is a choice not made."""

    label: str
    most: int | Half
    mark: int | Half | None = None
    item: Item | None = None
    spag: bool = False
    bonus: bool = False
    table: LevelTable | None = None

    @property
    def got(self) -> int | Half:
        return self.mark or 0

    @property
    def lost(self) -> int | Half:
        """Marks of the maximum that it did not get."""
        return 0 if self.bonus else self.most - self.got

    @property
    def loses(self) -> bool:
        """Whether a wrong answer loses marks."""
        return self.item is not None and bool(self.item.penalty)

    @property
    def percent(self) -> int:
        return percent(self.got, self.most)

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels it is marked by, lowest first; none if points or a key give some of its marks."""
        if self.item is None or (self.bonus and self.item.marks):
            return ()
        if self.table:
            return self.table.levels
        return self.item.grid if self.spag else () if self.item.keyed else self.item.levels

    @property
    def said(self) -> Feedback:
        """The teacher's own words on it."""
        return Feedback() if self.item is None or self.spag else self.item.question.feedback

    @property
    def level(self) -> int:
        """The level reached, from 1; 0 below the lowest."""
        return sum(self.got >= level.low for level in self.levels)


@dataclass(frozen=True, kw_only=True)
class Slip:
    """What one pupil is told."""

    name: str
    form: str
    number: str
    answers: tuple[Answer, ...]
    total: int | Half
    percent: int
    grade: str
    version: str
    objectives: tuple[Objective, ...]

    @property
    def well(self) -> list[Answer]:
        """The answers with the highest share of their marks, half at least."""
        good = [answer for answer in self.answers if 2 * answer.got >= answer.most]
        return sorted(good, key=lambda a: (-a.got / a.most, -a.most))[:NAMED]

    @property
    def best(self) -> Answer | None:
        """The strongest answer of a pupil who did not get half the marks of any."""
        answered = [answer for answer in self.answers if answer.got > 0]
        return max(answered, key=lambda a: (a.got / a.most, a.most), default=None)

    @property
    def improve(self) -> list[Answer]:
        """The answers that lost most marks."""
        lossy = [answer for answer in self.answers if answer.lost]
        return sorted(lossy, key=lambda a: (-a.lost, a.got / a.most))[:NAMED]


def make_feedback(
    file: Path, marks_file: Path, school: str = "", output: Path | None = None
) -> tuple[list[Path], list[Problem]]:
    """The slips and the summary of a marked paper, and warnings. Raises PaperbuilderError."""
    checked = check_spec(file, school)
    refuse_unmarked(checked.paper, checked.source.shown)
    setter = Typesetter(checked, school)
    sheet = form(checked.paper, setter.theme)
    scripts, warnings = read_marks(marks_file, sheet)
    pupils, unprintable = printable([script.pupil for script in scripts], setter.design, marks_file)
    scripts = [replace(script, pupil=pupil) for script, pupil in zip(scripts, pupils, strict=True)]
    folder, name = checked.output_folder(output), _class_of(marks_file, file)
    printed = {
        what: setter.print(pages).data for what, pages in compose_feedback(setter, scripts, sheet.columns).items()
    }
    made = {folder / f"{file.stem}-{what}{name}.pdf": data for what, data in printed.items()}
    return write_whole(made), [*checked.paper.warnings, *warnings, *unprintable]


def compose_feedback(setter: Typesetter, scripts: Sequence[Script], found: Sequence[Column]) -> dict[str, Composition]:
    """The summary and the slips of a class, laid out. Raises PaperbuilderError."""
    paper = setter.checked.paper
    papers = {paper.version: paper} | {name: in_version(paper, name) for name in paper.spec.versions}
    orders = {name: columns(one, setter.theme.numbering) for name, one in papers.items()}
    slips = []
    for script in (script for script in scripts if not script.absent):
        version = script.pupil.version or paper.version
        slips.append(slip(script.turned(found, orders[version]), orders[version], papers[version]))
    summary = setter.layout("summary", summary=summarise(scripts, found, paper))
    return {"summary": setter.compose("summary", summary), "feedback": _set_slips(setter, slips)}


def _class_of(marks_file: Path, file: Path) -> str:
    """How the name of the class ends names of files, if the sheet still has the name it was made with."""
    start = f"{file.stem}-marks-"
    return f"-{marks_file.stem.removeprefix(start)}" if marks_file.stem.startswith(start) else ""


def _set_slips(setter: Typesetter, slips: Sequence[Slip]) -> Composition:
    """Two slips to a sheet if all of them fit, else one. Raises SpecError if one takes more than a page."""
    for halves, sheets in ((True, -(-len(slips) // 2)), (False, len(slips))):
        made = setter.compose("feedback", setter.layout("feedback", slips=slips, halves=halves))
        if len(made.pages) <= sheets:
            return made
    hint = "shorten what feedback: says in the spec; a slip has room for about 75 parts"
    message = "a feedback slip takes more than a page"
    raise SpecError([Problem(message=message, file=setter.checked.source.shown, hint=hint)])


def slip(script: Script, found: Sequence[Column], paper: Paper) -> Slip:
    """What a pupil is told of a script."""
    return Slip(
        name=script.pupil.name or script.pupil.number,
        form=script.pupil.form,
        number=script.pupil.number if script.pupil.name else "",
        answers=tuple(_answers(script, found, paper)),
        total=script.total,
        percent=percent(script.total, paper.total),
        grade=grade_of(paper.spec.boundaries, script.total) if paper.spec.boundaries else "",
        version=paper.version,
        objectives=tuple(reckoned([script], objectives(found, paper), found, paper)),
    )


def _answers(script: Script, found: Sequence[Column], paper: Paper) -> Iterator[Answer]:
    """In the order of the paper; of a choice, the questions chosen, and one line for what was not chosen."""
    left_out = set[int]()
    after: dict[int, list[Answer]] = {}
    for choice, alternatives in chosen_columns(paper, found):
        missed = [n for n, own in enumerate(alternatives) if all(script.marks[at] is None for at in own)]
        last = alternatives[-1][-1]
        if not left_out.issuperset(alternatives[0]):
            left = "/".join(choice.named(n) for n in missed)
            more = choice.choose - len(alternatives) + len(missed)
            after.setdefault(last, [])[:0] = [Answer(label=left, most=choice.most)] * more
        left_out.update(at for n in missed for at in alternatives[n])
    for at, (c, mark) in enumerate(zip(found, script.marks, strict=True)):
        if at not in left_out:
            yield Answer(label=c.label, most=c.most, mark=mark, item=c.item, spag=c.spag, bonus=c.bonus, table=c.table)
        yield from after.get(at, ())
