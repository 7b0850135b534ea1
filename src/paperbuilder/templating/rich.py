"""Authors' text as layout XML: the small Markdown becomes elements, everything else is escaped.

In: text of a spec, or an extract's passage. Out: `Markup` that templates print. Cannot fail: references were
checked in the paper room.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import lru_cache
from itertools import count
from typing import Any

from markupsafe import Markup, escape

from paperbuilder.templating.said import Said
from paperbuilder.texts import Passage, Run, bilingual, lines_of, markup, nodes, pieces
from paperbuilder.texts.passage import LINE

TAGS = {
    nodes.Strong: "b",
    nodes.Emphasis: "i",
    nodes.Highlight: "mark",
    nodes.Underline: "u",
    nodes.Super: "sup",
    nodes.Sub: "sub",
}
NO_LINES = "\ufffc"  # stands for line numbers, which short words leave out with what led up to them
LINES = re.compile(rf"[\s,]*\(?{NO_LINES}\)?")
BULLET, NUMBER = Markup("<li>{}</li>"), Markup('<li number="{}">{}</li>')
FORMULA, DISPLAYED = Markup('<formula tex="{}"/>'), Markup('<formula tex="{}" displayed="yes"/>')
EXACT = Markup("<exact>{}</exact>")
QUOTE, CODE = Markup("<quote>{}</quote>"), Markup("<code>{}</code>")
CODE_BLOCK, LINE_OF_CODE = Markup('<lines style="code-block" code="yes">{}</lines>'), Markup("<l>{}</l>")
KEPT = Markup('<keep with-next="yes">{}</keep>')
P = Markup('<p style="{}">{}</p>')
ANSWER, ANSWERS = Markup("<answer>{}</answer>"), "answer"  # and the style of what is nothing else
LINES_OF = {
    "verse": Markup('<lines style="verse">{}</lines>'),
    "code": Markup('<lines style="code" code="yes">{}</lines>'),
}
SPEECH = Markup('<lines style="speech" prose="{}">{}</lines>')
MARKED = {"speaker": Markup("<b>{}</b>"), "direction": Markup("<i>{}</i>")}
POINT = "\u00a0\u00a0•\u00a0 "
LONG = 180  # letters of a paragraph that is not printed as a line below another
BESIDE, MOST_INDENT = 4, 100  # spaces


class Rich:
    """Prints text; `names` gives the printed name of an extract or question, `say` the phrases, `show` a figure.

    A gap prints as its `answer`, or, without that, as a rule `gap` pt wide; its lines stand `pitch` pt apart.
    """

    def __init__(
        self,
        names: Any,
        say: Any,
        show: Any,
        answer: Callable[[nodes.Gap], str | Markup] | None = None,
        gap: float = 72,
        between: str = " / ",
        pitch: float = 0,
    ):
        self._names, self._say, self._show, self._answer = names, say, show, answer
        self._gap, self._pitch, self._between, self._language = gap, pitch, between, ""

    def _in(self, language: str) -> Rich:
        """The same for the words in one of the languages of a text that is there in several."""
        made = copy(self)
        made._language = language
        return made

    def _in_each(self, text: str, printed: Callable[[Rich, str], Markup]) -> Markup:
        """A text that is there in several languages, in each of them."""
        texts = {name: printed(self._in(name), own) for name, own in bilingual.by_language(text).items()}
        return Said.of(texts, self._between)

    def line(self, text: str) -> Markup:
        """Text that stands in one paragraph; what is layout already stays as it is.

        A formula that is all of it is as large as one on a line of its own: small fractions are hard to read.
        """
        if isinstance(text, Markup):
            return text
        if bilingual.is_held(text):
            return self._in_each(text, Rich.line)
        found = markup.inline(text)
        if len(found) == 1 and isinstance(found[0], nodes.Formula):
            return _formula(replace(found[0], displayed=True))
        figure = markup.figure_of(found)
        return self._show(figure, small=True) if figure else self._inlines(found)

    def rows(self, texts: Sequence[str]) -> list[Markup]:
        """The texts one after another with a point between them: one row, or one for each language."""
        row = POINT.join(texts)
        return [_spoken(self._in(name).line(own), name) for name, own in bilingual.by_language(row).items()]

    def answer(self, text: str) -> Markup:
        """A line as an answer, unless it is a figure."""
        return self.line(text) if markup.figure_of(markup.inline(text)) else ANSWER.format(self.line(text))

    @staticmethod
    def pictured(texts: Sequence[str]) -> int:
        """How many of the texts are figures."""
        return sum(1 for text in texts if markup.figure_of(markup.inline(text)))

    def brief(self, text: str, most: int) -> str:
        """The first words of a text, without markup, in at most so many letters."""
        if bilingual.is_held(text):
            texts = bilingual.by_language(text)
            return self._between.join(self._in(name).brief(own, most // len(texts)) for name, own in texts.items())
        words = "".join(map(self._plain, markup.leaves(markup.inline(text))))
        words = " ".join(LINES.sub("", words).split())
        return words if len(words) <= most else words[:most].rsplit(" ", 1)[0].rstrip(" ,;:.–—(“‘") + "…"

    def _plain(self, node: Any) -> str:
        if isinstance(node, nodes.Ref):
            return NO_LINES if node.kind == "lines" else self._named(node)
        return node.text if isinstance(node, nodes.Plain | nodes.Formula | nodes.Code) else ""

    def passage(self, text: str, filled: bool, width: float) -> Markup:
        """Blocks with gaps: the first right answer of each, or a gap `width` pt wide."""
        return self._with_gaps(filled, width).blocks(text)

    def gapped_line(self, text: str, filled: bool, width: float) -> Markup:
        """A line with gaps, each as in a passage; in several languages there is one gap, if it is the only one."""
        printer, each = self._with_gaps(filled, width), bilingual.by_language(text)
        parts = {name: markup.around_gap(own) for name, own in each.items()}
        split = {name: part for name, part in parts.items() if part}
        gaps = {part[1] for part in split.values()}
        if len(each) == 1 or len(split) < len(each) or (filled and len(gaps) > 1):
            return printer.line(text)
        before, after = (bilingual.held({name: part[i].strip() for name, part in split.items()}) for i in (0, 2))
        return Markup(" ").join(filter(None, (printer.line(before), printer.line(gaps.pop()), printer.line(after))))

    def cell(self, text: str, filled: bool, width: float) -> Markup:
        """A cell of a table with gaps; one that is nothing but a gap is left empty."""
        texts = [own.strip() for own in bilingual.by_language(text).values()]
        empty = all(isinstance(node, nodes.Gap) for own in texts for node in markup.inline(own))
        return Markup("") if empty and not filled else self.gapped_line(text, filled, width)

    def _with_gaps(self, filled: bool, width: float) -> Rich:
        made = copy(self)
        made._gap = width
        made._answer = made._right if filled else None
        return made

    def _right(self, gap: nodes.Gap) -> str | Markup:
        """The first right answer of a gap; of one that has none, that it is a pupil's own."""
        return gap.answers[0] or Markup("<i>{}</i>").format(self._say("own-answer", self._language))

    def blocks(self, text: str, style: str = "", figures: bool = True) -> Markup:
        """Text that may hold paragraphs and lists; and the figures in it, if they are wanted."""
        if bilingual.is_held(text):
            return self._blocks_in_each(bilingual.by_language(text), style, figures)
        return self._pieces(pieces.parse(text), style, figures)

    def _blocks_in_each(self, texts: Mapping[str, str], style: str, figures: bool) -> Markup:
        """Paragraph by paragraph in each language, if they have the same; else all of them in one, then in the next."""
        found = {name: pieces.parse(text) for name, text in texts.items()}
        if len({tuple(map(_shape, own)) for own in found.values()}) > 1:
            printed = [
                self._in(name)._pieces(own, style, figures and name == next(iter(found)), name)
                for name, own in found.items()
            ]
            return Markup("").join(printed)
        rows = (dict(zip(found, row, strict=True)) for row in zip(*found.values(), strict=True))
        return Markup("").join(self._piece_in_each(row, style, figures) for row in rows)

    def _piece_in_each(self, found: Mapping[str, pieces.Piece], style: str, figures: bool) -> Markup:
        first = next(iter(found.values()))
        if all(piece == first for piece in found.values()):
            return self._piece(first, style, figures)
        if isinstance(first, pieces.Para) and not any(map(_is_long, found.values())):
            lines = {name: self._in(name)._inlines(piece.inlines) for name, piece in found.items()}  # type: ignore[union-attr]
            pair = Said.of(lines, self._between)
            return P.format(style, pair) if style else Markup("<p>{}</p>").format(pair)
        return Markup("").join(
            self._in(name)._pieces([piece], style, figures and piece is first, name) for name, piece in found.items()
        )

    def _pieces(self, found: Sequence[pieces.Piece], style: str, figures: bool, lang: str = "") -> Markup:
        printed = [self._piece(piece, style, figures, lang) for piece in found]
        for i, after in enumerate(found[1:]):
            if isinstance(after, pieces.Display):  # it stays with what leads up to it
                printed[i] = KEPT.format(printed[i])
        return Markup("").join(printed)

    def _piece(self, piece: pieces.Piece, style: str, figures: bool, lang: str = "") -> Markup:
        if isinstance(piece, pieces.Display):
            formula = _formula(piece.formula) + escape(piece.after)
            return P.format("formula", ANSWER.format(formula) if style == ANSWERS else formula)
        if isinstance(piece, pieces.Items):
            return self._list(piece, style, lang)
        if isinstance(piece, pieces.Quote):
            return QUOTE.format(self._pieces(piece.pieces, style, figures, lang))
        if isinstance(piece, pieces.CodeBlock):
            return CODE_BLOCK.format(Markup("").join(map(LINE_OF_CODE.format, piece.lines)))
        if figure := markup.figure_of(piece.inlines):
            return Markup(self._show(figure) if figures else "")
        text = _spoken(self._inlines(piece.inlines), lang)
        return P.format(style, text) if style else Markup("<p>{}</p>").format(text)

    def _list(self, found: pieces.Items, style: str, lang: str) -> Markup:
        items = [
            _spoken(self._inlines(item.inlines), lang) + self._pieces(item.inner, style, False, lang)
            for item in found.items
        ]
        look = Markup(' style="{}"').format(style) if style == ANSWERS else ""
        if not found.numbers:
            return Markup("<ul{}>{}</ul>").format(look, Markup("").join(map(BULLET.format, items)))
        return Markup("<ol{}>{}</ol>").format(look, Markup("").join(map(NUMBER.format, found.numbers, items)))

    def _inlines(self, found: Sequence[Any]) -> Markup:
        return Markup("").join(map(self._inline, found))

    def _inline(self, node: Any) -> Markup:
        if isinstance(node, nodes.Exact):
            return EXACT.format(node.text)
        if isinstance(node, nodes.Plain):
            return Markup("<br/>").join(map(escape, node.text.split("\n")))
        if isinstance(node, nodes.Ref):
            return self._reference(node)
        if isinstance(node, nodes.Gap):
            return self._gap_of(node)
        if isinstance(node, nodes.Foreign):
            return Markup('<lang of="{}">{}</lang>').format(node.lang, self._inlines(node.children))
        if isinstance(node, nodes.Formula):
            return _formula(node)
        if isinstance(node, nodes.Code):
            return CODE.format(Markup("<br/>").join(map(escape, node.text.split("\n"))))
        tag = TAGS[type(node)]
        return Markup(f"<{tag}>{{}}</{tag}>").format(self._inlines(node.children))

    def _gap_of(self, gap: nodes.Gap) -> Markup:
        if self._answer:
            return ANSWER.format(self.line(self._answer(gap)))
        return Markup('<gap width="{}" pitch="{}"/>').format(points(self._gap), points(self._pitch))

    def _named(self, ref: nodes.Ref) -> str:
        """What a reference is called, in the language of the words around it."""
        name = str(self._names(ref.kind, ref.target, self._language))
        return bilingual.in_language(name, self._language) if self._language else bilingual.joined(name, self._between)

    def _reference(self, ref: nodes.Ref) -> Markup:
        if ref.kind != "lines":
            return escape(self._named(ref).replace(" ", "\u00a0"))
        form = Markup('<lines-ref extract="{}" words="{}" one="{}" many="{}"/>')
        return form.format(
            ref.target,
            self._names("words", (ref.target, ref.words)),
            self._say("lines-one", self._language),
            self._say("lines-many", self._language),
        )


def _spoken(text: Markup, language: str) -> Markup:
    return Markup('<lang of="{}">{}</lang>').format(language, text) if language else text


def _is_long(piece: pieces.Piece) -> bool:
    """Whether a paragraph has gaps or so many words that it is better by itself than a line below another's."""
    inlines = piece.inlines if isinstance(piece, pieces.Para) else ()
    found = list(markup.leaves(inlines))
    return any(isinstance(n, nodes.Gap) for n in found) or sum(len(getattr(n, "text", "")) for n in found) > LONG


def _shape(piece: pieces.Piece) -> tuple[type, int]:
    """What a piece must have in common with the same in another language to be printed beside it."""
    return type(piece), len(piece.items) if isinstance(piece, pieces.Items) else 0


def _formula(formula: nodes.Formula) -> Markup:
    return (DISPLAYED if formula.displayed else FORMULA).format(" ".join(formula.tex.split()))


def points(length: float) -> str:
    """A length in pt as layout XML writes it."""
    return f"{length:.2f}".rstrip("0").rstrip(".") + "pt"


@lru_cache(maxsize=1024)
def phrase(text: str) -> Markup:
    """A phrase of the theme, which refers to nothing."""
    return Rich(None, None, None).line(text)


def passage(found: Passage, style: str = "extract") -> Markup:
    """An extract as printed: omissions, insertions, [sic] and gloss marks are the only differences.

    `style` is that of paragraphs of prose.
    """
    numbers = count(1)
    if found.form == "prose":
        return Markup("").join(P.format(style, _runs(runs, numbers)) for runs in found.paragraphs)
    paragraphs = [lines_of(runs) for runs in found.paragraphs]
    if found.form == "drama":
        prose = all(len(_said(lines)) < 2 for lines in paragraphs)
        return Markup("").join(_speech(lines, numbers, prose) for lines in paragraphs)
    least = min((indent for lines in paragraphs for indent, line in lines if line), default=0)
    kept = _line_of_code if found.form == "code" else _line
    made = [[kept(line, numbers, indent - least) for indent, line in lines] for lines in paragraphs]
    return Markup("").join(LINES_OF[found.form].format(Markup("").join(lines)) for lines in made)


def _speech(lines: Sequence[tuple[int, list[Run]]], numbers: Iterator[int], prose: bool) -> Markup:
    """A speech: its lines stand below each other, to the right of the name; or a direction."""
    named = any(run.kind == "speaker" for run in lines[0][1])
    flush = named or not _said(lines)
    made = []
    for i, (indent, line) in enumerate(lines):
        beside = 0 if flush and i == 0 else BESIDE + indent
        made.append(_line(line, numbers, beside, counts=not _alone(line)))
    return SPEECH.format("yes" if prose else "no", Markup("").join(made))


def _said(lines: Sequence[tuple[int, list[Run]]]) -> list[list[Run]]:
    return [line for _, line in lines if not _alone(line)]


def _alone(line: Sequence[Run]) -> bool:
    """Whether a line has a name or a direction in it, and nothing that is said."""
    said = any(run.kind == "text" and run.text.strip() for run in line)
    return not said and any(run.kind in MARKED for run in line)


def _line(runs: Sequence[Run], numbers: Iterator[int], indent: int, counts: bool = True) -> Markup:
    attributes = f' indent="{min(indent, MOST_INDENT)}"' * (indent > 0) + ' counts="no"' * (not counts)
    return Markup(f"<l{attributes}>{{}}</l>").format(_runs(runs, numbers))


def _line_of_code(runs: Sequence[Run], numbers: Iterator[int], indent: int) -> Markup:
    return Markup("<l>{}{}</l>").format(" " * indent, _runs(runs, numbers))


def _runs(runs: Sequence[Run], numbers: Iterator[int]) -> Markup:
    found = []
    for i, run in enumerate(runs):
        text = _run(run, next(numbers) if run.kind == "gloss" else 0)
        directed = run.kind in ("sic", "gloss") and "direction" in [
            beside.kind for beside in runs[max(0, i - 1) : i + 2]
        ]
        found.append(MARKED["direction"].format(text) if directed else text)
    return Markup("").join(found)


def _run(run: Run, number: int) -> Markup:
    text = Markup("<br/>").join(map(escape, run.text.split(LINE)))
    if run.kind == "insertion":
        return Markup("<note>[{}]</note>").format(text)
    if run.kind == "omission":
        return Markup("<note>…</note>")
    if run.kind == "sic":
        return Markup("{}<note> [sic]</note>").format(text)
    if run.kind == "gloss":
        return Markup("{}<note><sup>{}</sup></note>").format(text, number)
    return MARKED[run.kind].format(text) if run.kind in MARKED else text


def glosses(found: Passage) -> list[tuple[int, str, str]]:
    """Number, word and meaning of each gloss, in order."""
    runs = [run for paragraph in found.paragraphs for run in paragraph if run.kind == "gloss"]
    return [(n, " ".join(run.text.split()), run.note) for n, run in enumerate(runs, 1)]
