"""Elements that stand in a line of text.

In: an element, the context, the look of the text around it. Out: spans and shapes.
Fails with `LayoutProblem`, for example for words that an extract does not have.
"""

from __future__ import annotations

import re
from dataclasses import replace

from paperbuilder.typeset.context import MARK_RISE, MARK_SIZE, Context, InlineStyle
from paperbuilder.typeset.emphasis import dressed, emphasised
from paperbuilder.typeset.fonts import NO_BREAK_SPACE
from paperbuilder.typeset.inline import Break, Inline, Line, Shape, Span
from paperbuilder.typeset.paragraphs import plain_words
from paperbuilder.typeset.registry import LENGTH_KIND, WORDS, YES_NO, Attribute, element
from paperbuilder.typeset.xml import Element, LayoutProblem

CODE_SIZE = 0.9  # of the text around it: letters of one width are large
SPACES = re.compile("  +")
TICKED = "☑"
TYPED = str.maketrans(dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’‚", "'"))


def _role(tag: str, role: str, doc: str) -> None:
    @element(tag, doc, "text", inline=True)
    def words(e: Element, context: Context, look: InlineStyle) -> list[Inline]:
        return emphasised(e, context, look, role)


_role("b", "strong", "Strong text: bold, or what the theme has for it where that does not show.")
_role("i", "emphasis", "Emphasised text: italic, or what the theme has for it where that does not show.")
_role("answer", "answer", "An answer in its place: as the theme has it, different from the words around it.")


@element("u", "Underlined text.", "text", inline=True)
def underlined(e: Element, context: Context, look: InlineStyle) -> list[Inline]:
    return dressed(e, context, look, "underline", look.style.ink)


@element("mark", "Highlighted text: on a ground in the colour highlight of the theme.", "text", inline=True)
def highlighted(e: Element, context: Context, look: InlineStyle) -> list[Inline]:
    return dressed(e, context, look, "ground", context.ink("highlight", e.line))


@element("code", "Words of a program, in letters of one width.", "text", inline=True)
def code(e: Element, context: Context, look: InlineStyle) -> list[Inline]:
    style = context.style_named("code", e.line)
    here = replace(look, family=style.family, scale=look.scale * CODE_SIZE)
    found = context.inlines(e, here)
    for span in found:
        if isinstance(span, Span):
            span.text = SPACES.sub(lambda match: NO_BREAK_SPACE * len(match[0]), span.text)
    return found


@element("exact", "Text whose marks, dashes and spaces print as they are.", "text", inline=True)
def exact(e: Element, context: Context, look: InlineStyle) -> list[Inline]:
    return context.inlines(e, look)


@element("sup", "Text above the line.", "text", inline=True)
def superscript(e: Element, context: Context, look: InlineStyle) -> list[Inline]:
    return context.inlines(e, replace(look, scale=MARK_SIZE, rise=look.style.size * MARK_RISE))


@element("sub", "Text below the line.", "text", inline=True)
def subscript(e: Element, context: Context, look: InlineStyle) -> list[Inline]:
    return context.inlines(e, replace(look, scale=MARK_SIZE, rise=-look.style.size * MARK_RISE / 2))


@element("note", "An annotation in an extract, such as [sic]: printed, but not part of its words.", "text", inline=True)
def note(e: Element, context: Context, look: InlineStyle) -> list[Inline]:
    return context.inlines(e, replace(look, quiet=True))


@element("lang", "Text in another language.", "text", inline=True, of=Attribute(WORDS, "The language, such as cy."))
def language(e: Element, context: Context, look: InlineStyle, of: str) -> list[Inline]:
    return context.inlines(e, replace(look, lang=of))


@element("br", "A new line.", inline=True)
def line_break(e: Element, context: Context, look: InlineStyle) -> list[Inline]:
    return [Break()]


@element(
    "gap",
    "A ruled gap to write a word in.",
    inline=True,
    width=Attribute(LENGTH_KIND, "How wide it is.", 72.0),
    pitch=Attribute(LENGTH_KIND, "How far from line to line the paragraph is at least.", 25.5),
)
def write_gap(e: Element, context: Context, look: InlineStyle, width: float, pitch: float) -> list[Inline]:
    return [Shape("gap", width, look.style.size, context.design.write_rule, pitch)]


@element(
    "tick",
    "A box to tick, or one that is ticked.",
    inline=True,
    ticked=Attribute(YES_NO, "Whether it is ticked.", False),
    side=Attribute(LENGTH_KIND, "How wide and high it is.", 12.75),
)
def tick(e: Element, context: Context, look: InlineStyle, ticked: bool, side: float) -> list[Inline]:
    if ticked:
        return context.spans(TICKED, replace(look, bold=True))
    return [Shape("tick", side, look.style.size, context.design.frame_rule)]


@element(
    "digit",
    "A box to write a digit or a letter in.",
    inline=True,
    side=Attribute(LENGTH_KIND, "How wide and high it is.", 25.5),
)
def digit(e: Element, context: Context, look: InlineStyle, side: float) -> list[Inline]:
    return [Shape("digit", side, look.style.size, context.design.frame_rule)]


@element(
    "formula",
    "A formula: maths or chemistry in TeX, as authors type it between dollar signs.",
    inline=True,
    tex=Attribute(WORDS, "The TeX, such as x^2."),
    displayed=Attribute(YES_NO, "Set it as large as on a line of its own.", False),
)
def formula(e: Element, context: Context, look: InlineStyle, tex: str, displayed: bool) -> list[Inline]:
    from paperbuilder.typeset.formulas import inked

    return [inked(tex, displayed, look, context, e.line)]


@element(
    "lines-ref",
    "The numbers of the lines that hold some words of an extract, as they were really laid out.",
    inline=True,
    extract=Attribute(WORDS, "The letter of the extract."),
    words=Attribute(WORDS, "The words, as the extract prints them."),
    one=Attribute(WORDS, "What to print of one line, {n} for its number.", "line {n}"),
    many=Attribute(WORDS, "What to print of several.", "lines {first}–{last}"),
)
def lines_ref(
    e: Element, context: Context, look: InlineStyle, extract: str, words: str, one: str, many: str
) -> list[Inline]:
    lines = context.index.lines.get(extract)
    span = _find(lines, words) if lines else None
    if span is None:
        raise LayoutProblem(e.line, f"extract {extract} does not print the words “{words}”")
    first, last = span
    form = one if first == last else many
    text = form.replace("{n}", str(first)).replace("{first}", str(first)).replace("{last}", str(last))
    return context.spans(text.replace(" ", "\u00a0"), look)


def _find(lines: list[tuple[int, Line]], words: str) -> tuple[int, int] | None:
    """The numbers of the first and last line that hold the words."""
    letters, at = "", []
    for number, line in lines:
        text = _bare(plain_words([p for _, p in line.pieces]))
        letters += text
        at += [number] * len(text)
    wanted = _bare(words)
    start = letters.find(wanted)
    return (at[start], at[start + len(wanted) - 1]) if wanted and start >= 0 else None


def _bare(text: str) -> str:
    """Words in small letters, without spaces, with quotation marks as typed: a source has the printed ones."""
    return "".join(text.split()).translate(TYPED).casefold()


def _page_text(name: str, doc: str) -> None:
    @element(name, doc, inline=True)
    def show(e: Element, context: Context, look: InlineStyle) -> list[Inline]:
        return context.spans(context.page.get(name, ""), look)


_page_text("page-number", "The number of the page (running head and foot only).")
_page_text("page-count", "How many pages there are (running head and foot only).")


@element(
    "turn-over",
    "Words shown on a right-hand page when there is more to read on later ones (running foot only).",
    "text",
    inline=True,
)
def turn_over(e: Element, context: Context, look: InlineStyle) -> list[Inline]:
    return context.inlines(e, look) if context.page.get("turn-over") else []
