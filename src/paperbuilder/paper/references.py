"""What questions cite: extracts, lines, other questions.

In: a numbered paper. Out: the paper with citations and first uses, and a problem for each that fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from paperbuilder.paper import labels
from paperbuilder.paper.figures import no_figure, other_names
from paperbuilder.paper.item import Item, PlacedBlock
from paperbuilder.paper.model import Paper, PaperSection
from paperbuilder.problems import Problem
from paperbuilder.questions.figures import Shown
from paperbuilder.questions.kind import Kind
from paperbuilder.reading.source import Path_, Source
from paperbuilder.spec.models import Exam
from paperbuilder.texts import Mismatch, find_words
from paperbuilder.texts.markup import FIGURES, MarkupError, gaps, references
from paperbuilder.texts.nodes import Ref
from paperbuilder.texts.pieces import figures


def resolve(paper: Paper, source: Source) -> tuple[Paper, list[Problem]]:
    """The paper with `cites` on its items, `first_use` on its extracts, and the figures that are `shown`."""
    finder = _Finder(paper, source)
    sections = tuple(finder.section(section) for section in paper.sections)
    extracts = {
        k: replace(e, first_use=finder.first.get(k, 0), section=finder.labels.section_of(k))
        for k, e in paper.extracts.items()
    }
    finder.paper_texts()
    finder.extract_figures()
    finder.check_all_used()
    finder.check_all_shown()
    return replace(paper, sections=sections, extracts=extracts, shown=frozenset(finder.shown)), finder.problems


class _Finder:
    def __init__(self, paper: Paper, source: Source):
        self.paper, self.source = paper, source
        self.labels = labels.Labels(paper.spec)
        self.problems: list[Problem] = list(self.labels.wrong(source))
        self.first: dict[str, int] = {}
        self.ids: set[str] = set()
        self.shown = set[str]()
        self.known = {item.question.id for item in paper.every if item.question.id}

    def error(self, path: Path_, message: str, hint: str = "") -> None:
        self.problems.append(self.source.problem(path, message, hint))

    def section(self, section: PaperSection) -> PaperSection:
        items = tuple(self.item(item) for item in section.items)
        for placed in section.after:
            self._block(placed)
        return replace(section, items=items)

    def item(self, item: Item) -> Item:
        if item.question.id in self.ids:
            self.error((*item.path, "id"), f"two questions are called {item.question.id}", "give one another id")
        self.ids |= {item.question.id} - {""}
        cites: list[str] = []
        for placed in item.before:
            cites += [c for c in self._block(placed) if c not in cites]
        gapped = {(*item.path, key) for key in item.question.gapped}
        for path, text in own_texts(item.path, self.source):
            may_gap = path[: len(item.path) + 1] in gapped
            cites += [c for c in self._cited(path, text, may_gap) if c not in cites]
        self._pictured(item.question, item.path)
        for letter, place in item.question.cited:
            cites += [c for c in self._known(letter, (*item.path, *place)) if c not in cites]
        for letter in cites:
            self.first.setdefault(letter, item.number[0])
        parts = tuple(self.item(part) for part in item.parts)
        for placed in item.after:
            self._block(placed)
        return replace(item, cites=tuple(cites), parts=parts)

    def _block(self, placed: PlacedBlock) -> list[str]:
        """What a block cites; one that is there for a figure alone must have one."""
        if isinstance(placed.block, Shown) and len(placed.block.figures) != 1:
            hint = "write one of " + ", ".join(f"{kind}:" for kind in placed.block.FIGURES)
            self.error(placed.path, f"{len(placed.block.figures) or 'no'} figures are named here", hint)
        self._pictured(placed.block, placed.path)
        return [c for path, text in self.source.texts(placed.path) for c in self._cited(path, text)]

    def _pictured(self, kind: Kind, path: Path_) -> None:
        """Check the figures that a question or block shows."""
        for name in kind.figures:
            self._show(name, (*path, name.split()[0]))
        for place, text in own_texts(path, self.source):
            if place[len(path)] in kind.pictured:
                self._in_text(text, place)
            else:
                self._no_figure(text, place, "a figure is shown in " + " or ".join(f"{k}:" for k in kind.pictured))

    def _in_text(self, text: str, path: Path_) -> None:
        alone, within = figures(text)
        for ref in alone:
            self._show(f"{ref.kind} {ref.target}", path)
        for ref in within:
            name = f"{{{ref.kind} {ref.target}}}"
            hint = f"put {name} on a line of its own; write | after the key, and the lines below it"
            self.error(path, f"{name} is within words, where no figure can be shown", hint)

    def _no_figure(self, text: str, path: Path_, hint: str) -> None:
        for ref in (*figures(text)[0], *figures(text)[1]):
            self.error(path, f"{{{ref.kind} {ref.target}}} cannot be shown here", hint)

    def _show(self, name: str, path: Path_) -> None:
        if problem := no_figure(name, self.source, path):
            self.problems.append(problem)
        figure = self.paper.figures.get(name)
        self.shown |= {name, *(other_names(figure) if figure else ())}

    def extract_figures(self) -> None:
        for letter, extract in self.paper.extracts.items():
            if extract.figure:
                self._show(extract.figure.key, ("extracts", letter))

    def paper_texts(self) -> None:
        """Check what the rest of the paper refers to."""
        for path, text in _of_paper(self.source):
            self._cited(path, text)
            self._no_figure(text, path, "a figure is shown in a question, or in a block between questions")

    def _cited(self, path: Path_, text: str, may_gap: bool = False) -> list[str]:
        found: list[str] = []
        for label, name in self.labels.named(text):
            letter = self.labels.meant(label, name, labels.section_in(path))
            found += self._known(letter, path, label)
            extract = self.paper.spec.extracts.get(letter)
            if extract and extract.label != label:
                self.error(path, f"{label} {name} is called {extract.label} {name} in this paper")
        try:
            for ref in references(text):
                found += self._reference(ref, path)
        except MarkupError as error:
            hint = 'write {extract B}, {question raid} or {lines B "some words"}'
            self.error(path, str(error), hint)
            return list(dict.fromkeys(found))
        if gaps(text) and not may_gap:
            self.error(path, "a gap can only be in a passage or in the rows of a table", "print [[ as \\[[")
        return list(dict.fromkeys(found))

    def _reference(self, ref: Ref, path: Path_) -> list[str]:
        if ref.kind == "question":
            if ref.target not in self.known:
                hint = "the ids are " + ", ".join(sorted(self.known)) if self.known else "give that question an id"
                self.error(path, f"no question has the id {ref.target}", hint)
            return []
        if ref.kind in FIGURES:
            return []
        if ref.kind == "lines" and ref.target in self.paper.extracts:
            try:
                find_words(self.paper.extracts[ref.target].passage, ref.words)
            except Mismatch as error:
                self.error(path, f"extract {ref.target}: {error.message}", error.hint)
        return self._known(ref.target, path)

    def _known(self, letter: str, path: Path_, label: str = "") -> list[str]:
        own, here = self.labels.section_of(letter), labels.section_in(path)
        if own is not None and here not in (None, own):
            message = f"{self.labels.called(letter)} belongs to another section, {self.paper.sections[own].title}"
            self.error(path, message, "name one of this section, or delete section: of that extract")
        elif letter in self.paper.spec.extracts:
            return [letter]
        else:
            known = ", ".join(self.labels.listed()) or "no extracts"
            what = "extract" if label in labels.USUAL else label
            self.error(path, f"{what} {letter} is not in this paper", f"there are {known}")
        return []

    def check_all_used(self) -> None:
        """Every extract of an exam is cited, and letters follow the order of first use (acceptance statement 8)."""
        letters = list(self.paper.spec.extracts)
        strict = isinstance(self.paper.spec, Exam)  # a worksheet prints what nobody cites as a text to read
        for letter in letters:
            if strict and letter not in self.first:
                hint = "cite it in a question, or list it under that question's extracts"
                self.error(("extracts", letter), f"no question uses extract {letter}", hint)
        for series in self.labels.series():
            order = [letter for letter in self.first if letter in series]
            if order != sorted(order, key=letters.index):
                hint = "the order of first use is " + ", ".join(order)
                message = "the extracts are not lettered in the order in which questions use them"
                self.error(("extracts",), message, hint)

    def check_all_shown(self) -> None:
        """Every figure that can be printed is shown."""
        for key in self.paper.figures.keys() - self.shown:
            kind, _, name = key.partition(" ")
            hint = f"show it with {{{key}}} in a question, or delete it"
            message = f"the {kind} {name} is not shown anywhere"
            self.problems.append(self.source.problem((f"{kind}s", name), message, hint, "warning", key=True))


QUOTED = {"text", "label", "name", "section", "quote", "start", "end", "omit", "sic"}


def own_texts(path: Path_, source: Source) -> Iterator[tuple[Path_, str]]:
    """The author's texts of a question or block, without those of its parts."""
    return ((place, text) for place, text in source.texts(path) if place[len(path)] != "parts")


def _of_paper(source: Source) -> Iterator[tuple[Path_, str]]:
    """The author's texts outside the questions that are printed as written here."""
    for path, text in source.texts():
        quoted = path[0] == "extracts" and path[2] in QUOTED
        if "questions" not in path and path[0] not in ("theme", "texts") and not quoted:
            yield path, text
