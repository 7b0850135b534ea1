"""Letters that no font has, and where they were written.

In: a checked spec, the fonts it is printed in. Out: `Problem`s, one for letters that stand together. Cannot fail.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from paperbuilder.problems import Problem
from paperbuilder.reading.source import Path_, Source, shown
from paperbuilder.texts.markup import without_formulas

if TYPE_CHECKING:
    from paperbuilder.paper.checked import CheckedSpec
    from paperbuilder.typeset.design import Design

SHOWN = 12  # letters of a run
Place = Callable[[str], Problem]  # the place of some letters, in a problem that says nothing yet


def unprintable(checked: CheckedSpec, design: Design) -> list[Problem]:
    """A problem for each run of letters of the spec or its extracts that no font has, unless all were named before."""
    seen: set[str] = set()
    found = []
    for text, place in _texts(checked):
        for run in _runs(text, design):
            if not seen.issuperset(run):
                found.append(_problem(run, place(run.split()[0])))
            seen.update(run)
    return sorted(found, key=lambda p: (p.file, p.line, p.column))


def missing_letter(letter: str, checked: CheckedSpec, folders: Sequence[Path]) -> Problem:
    """A letter that the face it is set in lacks: from the spec, its extracts, the theme or a template."""
    files = (file for folder in folders[:-1] for end in ("yaml", "xml") for file in sorted(folder.rglob(f"*.{end}")))
    written = (place(letter) for text, place in _texts(checked) if letter in unicodedata.normalize("NFC", text))
    places = chain(written, (_in_file(file, shown(file), letter) for file in files))
    return _problem(letter, next((place for place in places if place.line), Problem(message="", file="templates")))


def _texts(checked: CheckedSpec) -> Iterator[tuple[str, Place]]:
    """Every text that is printed, and what tells the place of a letter in it."""
    for path, text in checked.source.texts():
        yield without_formulas(text), partial(_in_spec, checked.source, path)
    for figure in checked.paper.figures.values():
        if figure.kind == "table" and figure.file:
            cells = (cell for row in figure.rows for cell in row)  # type: ignore[attr-defined]
            yield without_formulas("\n".join(cells)), partial(_in_file, figure.file, shown(figure.file))
    texts = checked.paper.spec.texts
    for extract in checked.paper.extracts.values():
        file = texts[extract.extract.text].file if extract.extract.text else ""
        yield extract.passage.plain, partial(_in_file, checked.file.parent / file, file)
    yield from _drawn(checked) if checked.paper.spec.pictures else ()


def _drawn(checked: CheckedSpec) -> Iterator[tuple[str, Place]]:
    """The words in the drawings of the spec; their place is that of the drawing's file."""
    from paperbuilder.paper.figures import USUAL
    from paperbuilder.pictures import open_picture
    from paperbuilder.pictures.sketch import words_in

    for name, picture in checked.paper.spec.pictures.items():
        sketch = open_picture(checked.file.parent / picture.file, picture.width or USUAL).sketch
        place = partial(_of_picture, checked.source, ("pictures", name, "file"))
        yield from ((text, place) for text in (words_in(sketch.shapes) if sketch else ()))


def _of_picture(source: Source, path: Path_, _run: str) -> Problem:
    return source.problem(path, "")


def _in_spec(source: Source, path: Path_, run: str) -> Problem:
    return source.at(*source.spot(path, run), "")


def _in_file(file: Path, name: str, run: str) -> Problem:
    lines = unicodedata.normalize("NFC", file.read_text(encoding="utf-8", errors="replace")).split("\n")
    line, column = next(((n, text.index(run) + 1) for n, text in enumerate(lines, 1) if run in text), (0, 0))
    return Problem(message="", file=name, line=line, column=column)


def _runs(text: str, design: Design) -> Iterable[str]:
    """Letters beside each other, also of several words, that no font has; writing from right to left by itself."""
    from paperbuilder.typeset.fonts import is_right_to_left

    text = unicodedata.normalize("NFC", text)
    missing = [c for c in dict.fromkeys(text) if not c.isspace() and not design.can_print(c)]
    kinds = (re.escape("".join(c for c in missing if is_right_to_left(c) is wanted)) for wanted in (True, False))
    return [run for kind in kinds if kind for run in re.findall(rf"[{kind}]+(?:\s+[{kind}]+)*", text)]


def _problem(run: str, place: Problem) -> Problem:
    """What is to be said of some letters, at their place."""
    from paperbuilder.typeset.fonts import is_right_to_left

    one = len(run) == 1
    letters = run if len(run) <= SHOWN else f"{run[:SHOWN]}…"
    named = f"the character {run} (U+{ord(run):04X})" if one else f"the letters {letters}"
    it = "it" if one else "them"
    if is_right_to_left(run[0]):
        message = f"{named} {'belongs' if one else 'belong'} to writing from right to left"
        return replace(place, message=message, hint=f"write {it} in another way")
    hint = f"write {it} in another way, or add a font that has {it} to the school's theme"
    return replace(place, message=f"no font has {named}", hint=hint)
