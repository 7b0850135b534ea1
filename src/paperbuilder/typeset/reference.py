"""`docs/layout.md`, made from the registry of elements.

In: the registry. Out: Markdown. Cannot fail.
"""

from __future__ import annotations

from paperbuilder.typeset import elements  # noqa: F401  (its import registers the elements)
from paperbuilder.typeset.registry import ELEMENTS, INLINES, Attribute, Entry

INTRO = """# The layout language

Templates print this small XML; `paperbuilder layout SPEC` shows it. Every element and attribute is listed here, made
from the code that reads them. Anything else is an error with its line. Lengths have units (pt, mm, cm, in); styles are
names from the theme.

A layout is one `<paper title="…" subject="…" author="…" lang="en-GB" pages-multiple-of="1" sides="both">`; with
`sides="one"` the backs of its sheets stay empty. First in it may stand `<header>` and `<footer>` (each with `<left>`,
`<centre>`, `<right>`; `from="2"` leaves the first page bare) and `<blank-page>` (the notice of a blank page); then come
the blocks. `<kept-header>` and `<kept-footer>` are not printed: they are what other copies of the document have there,
and their room is kept.
"""


def layout_reference() -> str:
    """The whole page."""
    blocks = "\n".join(_entry(entry) for _, entry in sorted(ELEMENTS.items()))
    inlines = "\n".join(_entry(entry) for _, entry in sorted(INLINES.items()))
    return f"{INTRO}\n## Blocks\n\n{blocks}\n## In a line of text\n\n{inlines}"


def _entry(entry: Entry) -> str:
    lines = [f"### `<{entry.tag}>`", "", f"{entry.doc} In it: {entry.inside}.", ""]
    if entry.attributes:
        lines += ["| attribute | value | if left out | meaning |", "|---|---|---|---|"]
        lines += [_row(name, attribute) for name, attribute in entry.attributes.items()]
        lines.append("")
    return "\n".join(lines)


def _row(name: str, attribute: Attribute) -> str:
    default = attribute.default
    if default is ...:
        shown = "must be given"
    elif isinstance(default, bool):
        shown = "yes" if default else "no"
    elif isinstance(default, float):
        share = attribute.kind.words.startswith("a share")
        shown = f"{default:.0%}" if share else f"{default:g}pt"
    else:
        shown = str(default)
    return f"| `{name}` | {attribute.kind.words} | {shown} | {attribute.doc} |"
