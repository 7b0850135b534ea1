"""Texts in the forms that their extracts want, and extracts that stand beside each other.

In: the spec, its source, the project's root. Out: `Essay`s, and problems: a warning for each form that was guessed and
changes what is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from paperbuilder.problems import FilesError, Problem, did_you_mean
from paperbuilder.reading.source import Path_, Source
from paperbuilder.spec.models import Exam, Extract, Worksheet
from paperbuilder.texts import Essay, Form, Passage, in_form, read_text

GUESSED: dict[Form, str] = {
    "verse": "this text is set as verse, with the lines and stanzas it has",
    "drama": "this text is set as a play, with its speakers in bold",
    "code": "this text is set as code, with the lines and spaces it has",
    "prose": "the lines of this text end at the same column, so they are joined to paragraphs",
}
OTHER: dict[Form, Form] = {"verse": "prose", "drama": "prose", "code": "prose", "prose": "verse"}


class Essays:
    """The texts of a spec, read and formed once each."""

    def __init__(self, spec: Exam | Worksheet, source: Source, root: Path):
        self._spec, self._source = spec, source
        self._formed: dict[tuple[str, Form], Essay] = {}
        self._guessed: dict[str, Form] = {}
        self._read: dict[str, Essay] = {}
        self.problems: list[Problem] = []
        for name, text in spec.texts.items():
            try:
                self._read[name] = read_text(source.file.parent / text.file, root)
            except FilesError as error:
                at = ("texts", name, "file")
                self.problems += [source.problem(at, f"{text.file}: {p.message}", p.hint) for p in error.problems]

    def of(self, extract: Extract) -> Essay | None:
        """The text of an extract in its form; None if it cannot be read."""
        essay = self._read.get(extract.text)
        if not essay:
            return None
        form = extract.form or self._spec.texts[extract.text].form or self._guess(extract.text, essay)
        known = (extract.text, form)
        if known not in self._formed:
            self._formed[known] = in_form(essay, form)
        return self._formed[known]

    def _guess(self, name: str, essay: Essay) -> Form:
        ending = Path(self._spec.texts[name].file).suffix
        if name not in self._guessed:
            form = self._guessed[name] = _form_of(essay, ending)
            if essay.text != in_form(essay, form).text or form != "prose":
                self.problems += self._told(name, form, ending)
        return self._guessed[name]

    def _told(self, name: str, form: Form, ending: str) -> Iterator[Problem]:
        """A warning of what a text was taken for, unless its file is called a program."""
        if form != "code" or ending in (".txt", ".md", ""):
            hint = f"say so with form: {form}; or write form: {OTHER[form]}, if it is that"
            yield self._source.problem(("texts", name), GUESSED[form], hint, "warning", key=True)


def _form_of(essay: Essay, ending: str) -> Form:
    if essay.has_long_lines:
        return "prose"
    from paperbuilder.texts.forms import form_of

    return form_of(essay.text, ending)


def silent_speakers(passage: Passage, source: Source, path: Path_) -> Iterator[Problem]:
    """A warning for each speaker of a play who says nothing."""
    for runs in passage.paragraphs:
        if runs[0].kind == "speaker" and not any(run.kind == "text" and run.text.strip() for run in runs):
            name = runs[0].text.strip(" .:")
            hint = "look at the text, and at the first and last words of the extract"
            yield source.problem(path, f"{name} is about to speak, but says nothing", hint, "warning", key=True)


def beside_faults(extracts: Mapping[str, Extract], letter: str, source: Source) -> Iterator[Problem]:
    """What is wrong with the extract that one is to stand beside: it is the one before, and stands beside no other."""
    letters, other = list(extracts), extracts[letter].beside
    place = letters.index(letter)
    path = ("extracts", letter, "beside")
    if not other:
        return
    if other not in extracts or other == letter:
        known = [known for known in letters if known != letter]
        hint = did_you_mean(other, known, "there are " + ", ".join(known) if known else "delete it")
        yield source.problem(path, f"there is no other extract {other}", hint)
    elif place == 0 or letters[place - 1] != other:
        hint = f"write beside: {letters[place - 1]}" if place else f"write beside: {letter} in {other} instead"
        yield source.problem(path, f"{letter} can only stand beside the extract before it", hint)
    elif extracts[other].beside not in ("", letter):
        message = f"{extracts[other].beside}, {other} and {letter} would stand beside one another"
        yield source.problem(path, message, "two have room on a page; delete this one")
