"""The looks of SVG's elements: attributes, classes and style sheets.

In: a tree. Out: for an element, its properties with what it inherits. Fails with `CannotDraw`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from paperbuilder.pictures.svg.gate import CannotDraw

MAX_RULES = 500
INHERITED = {
    *("fill", "fill-rule", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap"),
    *("stroke-linejoin", "stroke-opacity", "color", "clip-rule", "font-family", "font-size", "font-style"),
    *("font-weight", "text-anchor", "visibility", "marker-start", "marker-mid", "marker-end", "writing-mode"),
    *("dominant-baseline", "space", "white-space"),
}
OWN = {
    *("opacity", "display", "clip-path", "mask", "filter", "stop-color", "stop-opacity", "overflow"),
    *("mix-blend-mode", "baseline-shift", "vector-effect", "alignment-baseline", "transform"),
}
PROPERTIES = INHERITED | OWN
SIMPLE = re.compile(r"\*|[.#]?-?[A-Za-z_][\w-]*")
BRACES = re.compile(r"\s*([^{}]*)\{([^{}]*)\}", re.DOTALL)
BLOCK = r"\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}"
PASSED_OVER = re.compile(rf"@(?:charset|namespace)[^;{{]*;|@font-face\s*{BLOCK}|@media[^{{]*prefers-[^{{]*{BLOCK}")
Style = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """`path` is the selector from outside in; `child` says which parts stand right in the one before."""

    path: tuple[frozenset[str], ...]
    child: tuple[bool, ...]
    weight: tuple[int, int, int, int]
    declared: Mapping[str, str]


class StyleSheet:
    """All rules of a drawing."""

    def __init__(self, tree: Element):
        text = "\n".join("".join(e.itertext()) for e in tree.iter("style"))
        self.rules = sorted(_rules(text), key=lambda rule: rule.weight)
        if len(self.rules) > MAX_RULES:
            raise CannotDraw(f"has more than {MAX_RULES} rules of style; save it again as plain SVG")

    def style(self, element: Element, around: Sequence[Element], inherited: Style) -> dict[str, str]:
        """The properties of an element that stands in those `around` it, the nearest last."""
        own = {key: value for key, value in element.attrib.items() if key in PROPERTIES}
        urgent: dict[str, str] = {}
        if self.rules:
            line = [_names(one) for one in (*around, element)]
            for rule in self.rules:
                if rule.path[-1] <= line[-1] and _fits(rule, line):
                    _lay_over(own, urgent, rule.declared)
        if "style" in element.attrib:
            _lay_over(own, urgent, _declared(element.get("style", "")))
        own |= urgent
        made = {key: value for key, value in inherited.items() if key in INHERITED}
        for key, value in own.items():
            if value == "inherit":
                made |= {key: inherited[key]} if key in inherited else {}
            elif value in ("initial", "unset", "revert"):
                made.pop(key, None)
            else:
                made[key] = value
        return made


def _lay_over(own: dict[str, str], urgent: dict[str, str], declared: Mapping[str, str]) -> None:
    for key, value in declared.items():
        plain, mark, _ = value.partition("!")
        (urgent if mark else own)[key] = plain.strip()


def _names(element: Element) -> frozenset[str]:
    classes = (f".{name}" for name in element.get("class", "").split())
    return frozenset(("*", str(element.tag), f"#{element.get('id', '')}", *classes))


def _fits(rule: Rule, line: Sequence[frozenset[str]]) -> bool:
    """Whether the parts of a selector stand around an element in their order."""

    def above(part: int, place: int) -> bool:
        if part < 0:
            return True
        places = [place - 1] if rule.child[part + 1] else range(place - 1, -1, -1)
        return any(p >= 0 and rule.path[part] <= line[p] and above(part - 1, p) for p in places)

    return above(len(rule.path) - 2, len(line) - 1)


def _rules(text: str) -> Iterator[Rule]:
    text = PASSED_OVER.sub("", re.sub(r"/\*.*?\*/|<!--|-->", "", text, flags=re.DOTALL))
    end, count = 0, 0
    while text[end:].strip():
        found = BRACES.match(text, end)
        if not found or "@" in found[1]:
            near = text[end:].strip()[:30]
            raise CannotDraw(f"has a style sheet that cannot be read, at {near!r}; save it again as plain SVG")
        declared = _declared(found[2])
        for selector in found[1].split(","):
            count += 1
            if rule := _rule(selector.strip(), declared, count):
                yield rule
        end = found.end()


def _rule(selector: str, declared: Mapping[str, str], number: int) -> Rule | None:
    """None for one of states that a print does not have, such as `:hover`, or of the whole page."""
    parts = re.sub(r"\s*>\s*", " >", selector).split()
    if ":" in selector or not parts:
        return None
    path, child = [], []
    for part in parts:
        names = SIMPLE.findall(part.lstrip(">"))
        if "".join(names) != part.lstrip(">"):
            raise CannotDraw(f"has a style sheet that cannot be read, at {selector[:30]!r}; save it again as plain SVG")
        path.append(frozenset(names))
        child.append(part.startswith(">"))
    every = [name for part in path for name in part if name != "*"]
    ids, classes = sum(n[0] == "#" for n in every), sum(n[0] == "." for n in every)
    return Rule(tuple(path), tuple(child), (ids, classes, len(every) - ids - classes, number), declared)


def _declared(text: str) -> dict[str, str]:
    """Declarations of a style; what does not concern a print is passed over."""
    found: dict[str, str] = {}
    for one in text.split(";"):
        key, _, value = one.partition(":")
        key, value = key.strip().lower(), value.strip()
        if key == "marker":
            found |= {f"marker-{where}": value for where in ("start", "mid", "end")}
        elif key == "font" and value != "inherit":
            found |= _font(value)
        elif key in PROPERTIES and value:
            found[key] = value
    return found


def _font(value: str) -> dict[str, str]:
    """The parts of `font: italic bold 12px/1.2 Arial`."""
    found = re.search(r"(\d[\d.]*(?:px|pt|mm|em|%)?)(?:/\S+)?\s+(.+)$", value)
    if not found:
        return {}
    before = value[: found.start()].split()
    made = {"font-size": found[1], "font-family": found[2]}
    for word in before:
        if word in ("italic", "oblique"):
            made["font-style"] = word
        elif word.startswith("bold") or word.isdigit():
            made["font-weight"] = word
    return made
