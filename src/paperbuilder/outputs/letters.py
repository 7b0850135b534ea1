"""Letters that no font has, and where they were written.

In: a checked spec, the fonts it is printed in. Out: `Problem`s, one for letters that stand together. Cannot fail.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from paperbuilder.problems import Problem
from paperbuilder.reading.source import Path_, Source, shown
from paperbuilder.texts.markup import without_formulas
from paperbuilder.themes.scripts import EXTRA, SCRIPTS, script_of

if TYPE_CHECKING:
    from paperbuilder.paper.checked import CheckedSpec
    from paperbuilder.typeset.design import Design

SHOWN = 12  # letters of a run
Place = Callable[[str], Problem]  # the place of some letters, in a problem that says nothing yet


def unprintable(checked: CheckedSpec, design: Design) -> list[Problem]:
    """A problem for each run of letters of the spec or its extracts that no font has, unless all were named before.

    One for each script without a font, at the first words in it.
    """
    seen: set[str] = set()
    found, can_print = [], cache(design.can_print)
    for text, place in _texts(checked):
        for script, run in _runs(text, design, can_print):
            if script not in seen and not seen.issuperset(run):
                found.append(_problem(run, place(run.split()[0]), script))
            seen.update([script] if script else run)
    return sorted(found, key=lambda p: (p.file, p.line, p.column))


def missing_letter(letter: str, checked: CheckedSpec, folders: Sequence[Path]) -> Problem:
    """A letter that the face it is set in lacks: from the spec, its extracts, the theme or a template."""
    files = (file for folder in folders[:-1] for end in ("yaml", "xml") for file in sorted(folder.rglob(f"*.{end}")))
    written = (place(letter) for text, place in _texts(checked) if letter in unicodedata.normalize("NFC", text))
    places = chain(written, (_in_file(file, shown(file), letter) for file in files))
    place = next((place for place in places if place.line), Problem(message="", file="templates"))
    script = script_of(letter)
    return _problem(letter, place, script if script and not SCRIPTS[script].font() else "")


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


def _runs(text: str, design: Design, can_print: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """Letters beside each other, also of several words, that no font has; each run with its script if that has none."""
    text = unicodedata.normalize("NFC", text)
    missing: dict[str, list[str]] = {}
    for c in dict.fromkeys(text):
        if not c.isspace() and not can_print(c):
            script = script_of(c)
            missing.setdefault("" if design.fonts.script_font(script) else script, []).append(c)
    for script, letters in missing.items():
        kind = re.escape("".join(letters))
        yield from ((script, run) for run in re.findall(rf"[{kind}]+(?:\s+[{kind}]+)*", text))


def _problem(run: str, place: Problem, script: str = "") -> Problem:
    """What is to be said of some letters, at their place."""
    if script:
        return _without_font(run if len(run) <= 2 * SHOWN else f"{run[: 2 * SHOWN]}…", place, script)
    letters = run if len(run) <= SHOWN else f"{run[:SHOWN]}…"
    one = len(run) == 1
    named = f"the character {run} (U+{ord(run):04X})" if one else f"the letters {letters}"
    it = "it" if one else "them"
    hint = f"write {it} in another way, or add a font that has {it} to the school's theme"
    return replace(place, message=f"no font has {named}", hint=hint)


def _without_font(letters: str, place: Problem, script: str) -> Problem:
    known = SCRIPTS[script]
    own = f"name one in the school's theme: fonts: {{scripts: {{{script}: FILE.ttf}}}}"
    hint = f'install the fonts with pip install "{EXTRA}", or {own}' if known.file else own
    return replace(place, message=f"there is no font for {known.name}, in which “{letters}” is written", hint=hint)
