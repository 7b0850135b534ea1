"""Formulas as MathML, with the room around signs that TeX leaves.

In: `Part`s. Out: MathML elements. Cannot fail. Every sign has its room made here, so nothing is left to tables of
operators; only brackets of `fence` and tables stretch.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from paperbuilder.maths.signs import ACCENTS, ENVIRONMENTS, UNDERS
from paperbuilder.maths.tree import EMPTY, Part

ROOM = {  # in eighteenths of an em, as in the TeXbook, chapter 18
    "ord": {"op": 3, "bin": 4, "rel": 5, "inner": 3},
    "op": {"ord": 3, "op": 3, "rel": 5, "inner": 3},
    "bin": {"ord": 4, "op": 4, "open": 4, "inner": 4},
    "rel": {"ord": 5, "op": 5, "open": 5, "inner": 5},
    "close": {"op": 3, "bin": 4, "rel": 5, "inner": 3},
    "punct": {"ord": 3, "op": 3, "rel": 3, "open": 3, "close": 3, "punct": 3, "inner": 3},
    "inner": {"ord": 3, "op": 3, "bin": 4, "rel": 5, "open": 3, "punct": 3, "inner": 3},
}
NO_BINARY_AFTER = ("", "bin", "op", "rel", "open", "punct")
NO_BINARY_BEFORE = ("", "rel", "close", "punct")
EM = 18 * 1.333  # ziamath reckons an em a third too wide
TALL = ("aligned", "align", "gathered", "gather", "split")
INTEGRALS = "∫∬∮"
STRUT = (12.6, 5.4)  # what a row of a table has above and below its baseline at least, in eighteenths of an em
JOINED = 0.62  # em by which each further piece makes an arrow longer
LETTER = 0.36  # em, the width of a letter above an arrow


def mathml(parts: Sequence[Part], displayed: bool, after: str = "") -> Element:
    """A formula, or a piece of one that is followed by a part of the sort `after`."""
    made = Element("math", displaystyle="true" if displayed else "false")
    _Builder(displayed).fill(made, parts, right=after)
    return made


def sort_of(part: Part) -> str:
    """What decides on the room around a part; nothing for room itself."""
    if part.kind == "sign":
        return part.sort
    if part.kind in ("scripts", "accent", "under", "strike") or (part.kind == "styled" and part.sort != "display"):
        return sort_of(part.kids[0]) if part.kids[0].kids or part.kids[0].kind == "sign" else _plain(part.kids[0])
    return _plain(part)


def _plain(part: Part) -> str:
    if part.kind == "name":
        return "op" if part.sort in ("function", "limits") else "ord"
    return {"arrow": "rel", "fence": "inner", "array": "inner", "space": ""}.get(part.kind, "ord")


def sorts(parts: Sequence[Part], left: str = "", right: str = "") -> list[str]:
    """The sort of each part where it stands: a plus or minus that joins nothing is an ordinary sign."""
    found = [sort_of(part) for part in parts]
    last = left
    for i, own in enumerate(found):
        following = next((s for s in found[i + 1 :] if s), right)
        if own == "bin" and (last in NO_BINARY_AFTER or following in NO_BINARY_BEFORE):
            found[i] = "ord"
        last = found[i] or last
    return found


def _signs(part: Part) -> str:
    """The signs that stand beside each other."""
    return part.text + "".join(map(_signs, part.kids))


def _mu(width: float) -> str:
    return f"{width / EM:.4f}em"


def _space(width: float) -> Element:
    return Element("mspace", width=_mu(width))


class _Builder:
    """Builds elements in display style or not, in scripts or not, in a style of letters."""

    def __init__(self, displayed: bool, script: bool = False, variant: str = ""):
        self.displayed, self.script, self.variant = displayed, script, variant

    def fill(self, into: Element, parts: Sequence[Part], left: str = "", right: str = "", lead: bool = False) -> None:
        """Put parts into an element with the room between them; `lead` leaves that before the first too."""
        found = sorts(parts, left, right)
        last = left if lead else ""
        for part, own in zip(parts, found, strict=True):
            self._room(into, last, own)
            into.append(self.one(part))
            last = own or last
        self._room(into, last, right)
        if not len(into):
            into.append(_space(0))

    def _room(self, into: Element, before: str, after: str) -> None:
        width = ROOM.get(before, {}).get(after, 0)
        if width and not (self.script and "op" not in (before, after)):
            into.append(_space(width))

    def row(self, part: Part) -> Element:
        """A part as one element."""
        if part.kind != "row":
            return self.one(part)
        made = Element("mrow")
        self.fill(made, part.kids)
        return made

    def one(self, part: Part) -> Element:
        return getattr(self, f"_{part.kind}")(part)  # type: ignore[no-any-return]

    def small(self) -> _Builder:
        return _Builder(False, True, self.variant)

    def _row(self, part: Part) -> Element:
        return self.row(part)

    def _sign(self, part: Part) -> Element:
        letter = part.sort == "ord" and part.text.isalpha()
        made = Element("mi" if letter else "mo")
        made.text = part.text
        if not letter:
            made.attrib |= {"form": "infix", "lspace": "0", "rspace": "0", "stretchy": "false"}
            if part.text in "∑∏⋃⋂" and part.sort == "op":
                made.set("movablelimits", "false")
        elif self.variant:
            made.set("mathvariant", self.variant)
        elif part.text.isupper() and not part.text.isascii():
            made.set("mathvariant", "normal")
        return made

    def _digits(self, part: Part) -> Element:
        return self._upright(part.text, "bold" if self.variant.startswith("bold") else "normal")

    def _name(self, part: Part) -> Element:
        return self._upright(part.text, "normal")

    def _upright(self, text: str, variant: str) -> Element:
        made = Element("mn", mathvariant=variant)
        made.text = text
        return made

    def _text(self, part: Part) -> Element:
        made = Element("mtext", mathvariant=part.sort or "normal")
        made.text = part.text
        return made

    def _space(self, part: Part) -> Element:
        return _space(int(part.text))

    def _fraction(self, part: Part) -> Element:
        big = part.sort in ("d", "c") or (self.displayed and part.sort != "t")
        made = Element("mfrac", displaystyle="true" if big else "false")
        inner = _Builder(False, self.script, self.variant)
        made.extend([inner.row(kid) for kid in part.kids])
        for half in made:
            half.set("displaystyle", "false")
        return made

    def _binomial(self, part: Part) -> Element:
        made = self._fraction(part)
        made.set("linethickness", "0")
        return self._fenced("()", made)

    def _fenced(self, brackets: str, inside: Element) -> Element:
        made = Element("mrow")
        for bracket, form in zip(brackets, ("prefix", "postfix"), strict=True):
            if form == "postfix":
                made.append(inside)
            if bracket != ".":
                mo = SubElement(made, "mo", form=form, stretchy="true", lspace="0", rspace="0")
                mo.text = bracket
        return made

    def _fence(self, part: Part) -> Element:
        inside = Element("mrow")
        kids = part.kids[0].kids if part.kids[0].kind == "row" else part.kids
        self.fill(inside, kids)
        return self._fenced(part.text, inside)

    def _root(self, part: Part) -> Element:
        made = Element("mroot" if len(part.kids) > 1 else "msqrt")
        made.append(self.row(part.kids[0]))
        if len(part.kids) > 1:
            made.append(self.small().row(part.kids[1]))
        return made

    def _scripts(self, part: Part) -> Element:
        base, below, above = part.kids
        under = self.displayed and (base.sort == "limits" or (base.sort == "op" and base.text not in INTEGRALS))
        given = [s for s in (below, above) if s != EMPTY]
        names = ("munder", "mover", "munderover") if under or base.kind == "under" else ("msub", "msup", "msubsup")
        if base.kind == "accent" and base.text == "overbrace":
            names = ("munder", "mover", "munderover")
        made = Element(names[2 if len(given) == 2 else 0 if below != EMPTY else 1])
        made.append(self._base(base))
        made.extend([self.small().row(kid) for kid in given])
        return made

    def _base(self, part: Part) -> Element:
        """What has scripts; those of a bracket stand as high as those of a letter."""
        if part == EMPTY:
            return _space(0)
        return self._upright(part.text, "normal") if part.text in (")", "]") else self.row(part)

    def _before(self, part: Part) -> Element:
        """Scripts before a part, which end below each other."""
        base, below, above = part.kids
        made = Element("mrow")
        scripts = SubElement(made, "msubsup")
        scripts.append(_space(0))
        longest = max(map(_signs, (below, above)), key=len)
        for kid in (below, above):
            line = SubElement(scripts, "mrow")
            if short := longest[: len(longest) - len(_signs(kid))]:
                SubElement(line, "mphantom").append(self._upright(short, "normal"))
            line.append(_space(0) if kid == EMPTY else self.small().row(kid))
        made.append(self.row(base))
        return made

    def _accent(self, part: Part) -> Element:
        above, stretchy, *_ = ACCENTS[part.text]
        made = Element("mover", accent="true")
        made.append(self.row(part.kids[0]))
        many = stretchy or part.kids[0].kind == "row"
        mo = SubElement(made, "mo", form="postfix", stretchy=str(many).lower(), lspace="0", rspace="0", accent="true")
        mo.text = above
        if part.text == "vec" and not many:
            mo.set("scriptlevel", "2")
        return made

    def _under(self, part: Part) -> Element:
        made = Element("munder", accentunder="true")
        made.append(self.row(part.kids[0]))
        mo = SubElement(made, "mo", form="postfix", stretchy="true", lspace="0", rspace="0")
        mo.text = UNDERS[part.text][0]
        return made

    def _strike(self, part: Part) -> Element:
        notation = {"cancel": "updiagonalstrike", "bcancel": "downdiagonalstrike", "boxed": "box"}[part.sort]
        made = Element("menclose", notation=notation)
        made.append(self.row(part.kids[0]))
        return made

    def _arrow(self, part: Part) -> Element:
        """An arrow as long as the words above and below it."""
        labels = [kid for kid in part.kids if kid != EMPTY]
        base = Element("mrow")
        letters = max((len(kid.text) if kid.kind == "text" else 4 for kid in labels), default=0)
        pieces = 1 + max(0, round((letters * LETTER - 0.5) / JOINED)) if part.text in "→←" else 0
        shaft = [self._sign(Part("sign", "−", sort="rel")) for _ in range(pieces)]
        head = self._sign(Part("sign", part.text, sort="rel"))
        for i, piece in enumerate([head, *shaft] if part.text == "←" else [*shaft, head]):
            base.extend([_space(-4), piece] if i else [piece])
        if not labels:
            return base
        above, below = part.kids
        made = Element("munderover" if len(labels) == 2 else "mover" if above != EMPTY else "munder")
        made.append(base)
        made.extend([self.small().row(kid) for kid in ((below, above) if len(labels) == 2 else labels)])
        return made

    def _styled(self, part: Part) -> Element:
        if part.sort != "display":
            return _Builder(self.displayed, self.script, part.sort).row(part.kids[0])
        made = _Builder(True, self.script, self.variant).row(part.kids[0])
        made.set("displaystyle", "true")
        return made

    def _array(self, part: Part) -> Element:
        columns = max(len(line.kids) for line in part.kids)
        tall, pairs = part.sort in TALL, part.sort in ("aligned", "align", "split")
        aligns = {"l": "left", "r": "right", "c": "center"}
        if pairs:
            kinds = ["right" if i % 2 == 0 else "left" for i in range(columns)]
        elif part.text:
            kinds = [aligns[part.text[min(i, len(part.text) - 1)]] for i in range(columns)]
        else:
            kinds = ["left" if part.sort == "cases" else "center"] * columns
        wide = _mu(36 if tall else 18)
        gaps = ["0em" if pairs and i % 2 == 0 else wide for i in range(columns)]
        made = Element("mtable", columnalign=" ".join(kinds), columnspacing=" ".join(gaps))
        made.attrib |= {"rowspacing": _mu(5 if tall else 2), "displaystyle": str(tall).lower()}
        cell = _Builder(tall, self.script, self.variant)
        for line in part.kids:
            tr = SubElement(made, "mtr")
            for i in range(columns):
                td = SubElement(tr, "mtd")
                SubElement(td, "mspace", width="0", height=_mu(STRUT[0]), depth=_mu(STRUT[1]))
                cell.cell(td, line.kids[i] if i < len(line.kids) else EMPTY, pairs and i % 2 == 1)
        brackets = ENVIRONMENTS[part.sort]
        return made if brackets == ".." else self._fenced(brackets, made)

    def cell(self, into: Element, part: Part, joined: bool) -> None:
        """Fill a cell; one that is `joined` goes on where that before it ends."""
        kids = part.kids if part.kind == "row" else (part,)
        self.fill(into, kids, left="ord" if joined else "", lead=joined)
