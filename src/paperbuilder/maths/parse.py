"""Formulas read: TeX becomes parts.

In: TeX, as it stands between dollar signs. Out: `Part`s. Fails with `FormulaError` for the first thing that is wrong.
Nothing is passed on that is not known: a command is in a table here or in `signs`, or it is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from paperbuilder.maths.chemistry import chemistry
from paperbuilder.maths.quantities import angle, number_of, quantity, unit_of
from paperbuilder.maths.reader import Token, Tokens, not_closed
from paperbuilder.maths.signs import (
    ACCENTS,
    ENVIRONMENTS,
    FUNCTIONS,
    SIGNS,
    SPACES,
    STYLES,
    TEXTS,
    TYPED,
    UNDER_LIMITS,
    UNDERS,
    Sign,
)
from paperbuilder.maths.tree import EMPTY, FormulaError, Part, number, row, sign, space
from paperbuilder.problems import did_you_mean

MOST_CELLS = 200
FENCES = {t: SIGNS[t].text for t in ("(", ")", "[", "]", "|", r"\{", r"\}", r"\|", r"\langle", r"\rangle")}
FENCES |= {t: SIGNS[t].text for t in (r"\lvert", r"\rvert", r"\lVert", r"\rVert", r"\vert", r"\Vert")}
FENCES |= {t: SIGNS[t].text for t in (r"\lfloor", r"\rfloor", r"\lceil", r"\rceil", r"\lbrace", r"\rbrace")} | {
    ".": "."
}
NOT = {"=": r"\neq", r"\in": r"\notin", r"\exists": r"\nexists", r"\mid": r"\nmid", r"\subseteq": r"\nsubseteq"}
RAW: dict[str, tuple[Callable[[str, int], Part], str]] = {
    r"\ce": (chemistry, r"\ce{H2O}"),
    r"\unit": (unit_of, r"\unit{m/s}"),
    r"\si": (unit_of, r"\unit{m/s}"),
    r"\num": (number_of, r"\num{3e8}"),
    r"\ang": (angle, r"\ang{45}"),
}
TEXT_SIGNS = re.compile(r"[ -\x23%-\x5b\x5d^_`a-z|~¡-ÿĀ-žŴ-ŷ–—‘’“”…−×£€°]")
SHOWN_CUT = {r"\bigl", r"\bigr", r"\big", r"\Big", r"\bigg", r"\Bigg", r"\Bigl", r"\Bigr", r"\biggl", r"\biggr"}


def parse(tex: str) -> Part:
    """Raises FormulaError."""
    tokens = Tokens(tex)
    found = _Parser(tokens).row(())
    if not _inked(found):
        raise FormulaError(0, "there is nothing in this formula", "delete it, or write \\$ for a dollar sign")
    return found


def _inked(part: Part) -> bool:
    """Whether anything of a part is seen."""
    empty = part.kind in ("row", "space", "styled", "scripts", "before", "array") or part.text == ".."
    return not empty or any(map(_inked, part.kids))


class _Parser:
    def __init__(self, tokens: Tokens):
        self.tokens = tokens

    def row(self, stops: Collection[str]) -> Part:
        """Parts up to a token of `stops`, which is left, or the end."""
        found: list[Part] = []
        while (token := self.tokens.peek()).text and token.text not in stops:
            if token.text in ("^", "_", "'", "’"):
                found.append(self._scripts(found.pop() if found else EMPTY))
                continue
            part = self._part(self.tokens.next(), stops)
            if found and found[-1].kind == "scripts" and found[-1].kids[0] is EMPTY:
                _, below, above = found.pop().kids
                part = Part("before", kids=(part, below, above))
            found.append(part)
        return row(*found)

    def _part(self, token: Token, stops: Collection[str] = ()) -> Part:
        text = token.text
        if text == "{":
            return self._group(token)
        if text[0] == "\\":
            return self._command(token, stops)
        if text[0].isdigit():
            return number(text)
        if text in SPACES:
            return space(SPACES[text])
        known = SIGNS.get(text) or TYPED.get(text)
        if known:
            return _sign(known)
        if text.isascii() and text.isalpha():
            return sign(text)
        raise _stray(token)

    def _group(self, opening: Token) -> Part:
        self.tokens.deeper(opening)
        found = self.row("}")
        if not self.tokens.next().text:
            raise not_closed(opening)
        self.tokens.depth -= 1
        if found.kind == "sign" and found.sort in ("bin", "rel", "punct"):  # {,} has no room around it
            return sign(found.text, said=found.said)
        return EMPTY if found == EMPTY else found

    def argument(self, command: Token, example: str) -> Part:
        """What comes next: a group, or one sign."""
        token = self.tokens.next()
        if token.text in ("", "}", "&", "^", "_", "\\\\"):
            raise FormulaError(command.at, f"{command.text} needs more after it", f"such as {example}")
        if token.text[0].isdigit():
            self.tokens.step_back(token, 1)
            return number(token.text[0])
        found = self._part(token)
        if found == EMPTY:
            raise FormulaError(token.at, f"nothing is in the braces after {command.text}", f"such as {example}")
        return found

    def _scripts(self, base: Part) -> Part:
        """What is raised and lowered after a part."""
        places: dict[str, Part] = {"_": EMPTY, "^": EMPTY}
        while (token := self.tokens.peek()).text in ("^", "_", "'", "’"):
            self.tokens.next()
            place = token.text if token.text in places else "^"
            if places[place] != EMPTY and place == token.text or base.kind == "scripts":
                what = "raised" if place == "^" else "lowered"
                hint = f"put braces around what belongs together, such as {{x^2}}{place}3"
                raise FormulaError(token.at, f"this is {what} twice", hint)
            if place != token.text:
                places["^"] = row(*(p for p in (places["^"], _sign(SIGNS[r"\prime"])) if p != EMPTY))
                continue
            places[place] = self._script(token)
        return Part("scripts", kids=(base, places["_"], places["^"]))

    def _script(self, token: Token) -> Part:
        after = self.tokens.peek()
        if after.text[:1].isdigit() and len(after.text) > 1:
            message = (
                f"only the {after.text[0]} of {after.text} would be {'raised' if token.text == '^' else 'lowered'}"
            )
            raise FormulaError(token.at, message, f"put braces around all of it: {token.text}{{{after.text}}}")
        if after.text in ("-", "+") and self.tokens.tex[after.ends : after.ends + 1].isdigit():
            hint = f"put braces around all of it, such as {token.text}{{{after.text}1}}"
            raise FormulaError(token.at, f"only the {after.text} would be set small", hint)
        return self.argument(token, f"x{token.text}2 or x{token.text}{{10}}")

    def _command(self, token: Token, stops: Collection[str]) -> Part:
        text = token.text
        if text in SIGNS:
            return _sign(SIGNS[text])
        if text in SPACES:
            return space(SPACES[text])
        bare = text[1:]
        if bare in FUNCTIONS:
            return Part("name", bare, sort="limits" if bare in UNDER_LIMITS else "function", said=FUNCTIONS[bare])
        if text in RAW:
            read, example = RAW[text]
            return read(*self.tokens.raw(token, example))
        if bare in TEXTS:
            return self._text(token)
        if bare in STYLES:
            return self._nested(token, lambda: self._styled(token))
        if bare in ACCENTS:
            return self._nested(token, lambda: Part("accent", bare, (self.argument(token, rf"{text}{{x}}"),)))
        if bare in UNDERS:
            return self._nested(token, lambda: Part("under", bare, (self.argument(token, rf"{text}{{x}}"),)))
        if special := self.SPECIAL.get(text):
            return self._nested(token, lambda: special(self, token, stops))
        raise _unknown(token)

    def _nested(self, token: Token, read: Callable[[], Part]) -> Part:
        self.tokens.deeper(token)
        found = read()
        self.tokens.depth -= 1
        return found

    def _text(self, token: Token) -> Part:
        text, at = self.tokens.raw(token, rf"{token.text}{{ if }}")
        text = re.sub(r"\\([%&#_ ])", r"\1", text)
        for i, letter in enumerate(text):
            if not TEXT_SIGNS.fullmatch(letter):
                message = f"the sign {letter} cannot be in {token.text}"
                raise FormulaError(at + i, message, "end the text before it, or put it outside the formula")
        if token.text == r"\operatorname":
            return Part("name", text.strip(), sort="function")
        style = {"textbf": "bold", "textit": "italic"}.get(token.text[1:], "")
        return Part("text", text, sort=style)

    def _styled(self, token: Token) -> Part:
        return Part("styled", kids=(self.argument(token, rf"{token.text}{{x}}"),), sort=STYLES[token.text[1:]])

    def _fraction(self, token: Token, stops: Collection[str]) -> Part:
        kind, size = ("binomial", "") if token.text == r"\binom" else ("fraction", token.text[1])
        kids = tuple(self.argument(token, rf"{token.text}{{1}}{{2}}") for _ in range(2))
        return Part(kind, kids=kids, sort=size if size in "dtc" else "")  # type: ignore[arg-type]

    def _root(self, token: Token, stops: Collection[str]) -> Part:
        degree = self.tokens.option()
        of = self.argument(token, r"\sqrt{2} or \sqrt[3]{27}")
        if degree is None:
            return Part("root", kids=(of,))
        return Part("root", kids=(of, self._inner(*degree)))

    def _inner(self, text: str, at: int) -> Part:
        """A part of the formula, read by itself."""
        try:
            return parse(text)
        except FormulaError as error:
            raise FormulaError(at + error.at, error.message, error.hint) from None

    def _fence(self, token: Token, stops: Collection[str]) -> Part:
        left = self._bracket(token)
        inside = self.row((r"\right",))
        right = self.tokens.next()
        if not right.text:
            raise FormulaError(token.at, r"this \left has no \right", r"such as \left( \frac{1}{2} \right)")
        return Part("fence", left + self._bracket(right), (inside,))

    def _bracket(self, command: Token) -> str:
        token = self.tokens.next()
        if token.text not in FENCES:
            raise FormulaError(command.at, f"{command.text} needs a bracket after it", rf"such as {command.text}(")
        return FENCES[token.text]

    def _arrow(self, token: Token, stops: Collection[str]) -> Part:
        below = self.tokens.option()
        above = self.argument(token, rf"{token.text}{{\text{{heat}}}}")
        arrow = "→" if token.text == r"\xrightarrow" else "←"
        return Part("arrow", arrow, (above, self._inner(*below) if below else EMPTY))

    def _strike(self, token: Token, stops: Collection[str]) -> Part:
        return Part("strike", kids=(self.argument(token, rf"{token.text}{{x}}"),), sort=token.text[1:])

    def _display(self, token: Token, stops: Collection[str]) -> Part:
        return Part("styled", kids=(self.row(stops),), sort="display")

    def _negated(self, token: Token, stops: Collection[str]) -> Part:
        after = self.tokens.next()
        if after.text not in NOT:
            raise FormulaError(token.at, f"\\not cannot strike out {after.text or 'nothing'}", r"such as \not= or \neq")
        return _sign(SIGNS[NOT[after.text]])

    def _quantity(self, token: Token, stops: Collection[str]) -> Part:
        example = r"\qty{3e8}{m/s}"
        return quantity(self.tokens.raw(token, example), self.tokens.raw(token, example))

    def _stray_end(self, token: Token, stops: Collection[str]) -> Part:
        raise _stray(token)

    def _table(self, token: Token, stops: Collection[str]) -> Part:
        kind, at = self.tokens.raw(token, r"\begin{pmatrix}")
        if kind not in ENVIRONMENTS:
            known = did_you_mean(kind, ENVIRONMENTS, "there are " + ", ".join(ENVIRONMENTS))
            raise FormulaError(at, f"there is no environment {kind}", known)
        columns = self._columns(token) if kind == "array" else ""
        rows: list[Part] = []
        count = 0
        while True:
            cells = [self.row(("&", "\\\\", r"\end"))]
            while self.tokens.peek().text == "&":
                self.tokens.next()
                cells.append(self.row(("&", "\\\\", r"\end")))
            count += len(cells)
            if count > MOST_CELLS:
                raise FormulaError(token.at, f"this has more than {MOST_CELLS} cells", "make several formulas of it")
            rows.append(Part("row", kids=tuple(cells)))
            end = self.tokens.next()
            if end.text != "\\\\":
                break
        self._close(token, end, kind)
        if len(rows) > 1 and rows[-1].kids == (EMPTY,):
            rows.pop()
        if not any(map(_inked, rows)):
            raise FormulaError(token.at, f"nothing is in this {kind}", r"\\ ends a row, & a cell: 1 & 2 \\ 3 & 4")
        return Part("array", columns, tuple(rows), sort=kind.rstrip("*"))

    def _close(self, token: Token, end: Token, kind: str) -> None:
        if not end.text:
            raise FormulaError(token.at, f"this {kind} does not end", rf"add \end{{{kind}}}")
        closed, at = self.tokens.raw(end, rf"\end{{{kind}}}")
        if closed != kind:
            raise FormulaError(at, f"this ends {closed}, but {kind} is open", rf"write \end{{{kind}}}")

    def _columns(self, token: Token) -> str:
        columns, at = self.tokens.raw(token, r"\begin{array}{lr}")
        for i, letter in enumerate(columns):
            if letter not in "lcr ":
                raise FormulaError(at + i, f"a column cannot be {letter}", "l is left, c centre, r right")
        return columns.replace(" ", "")

    SPECIAL: dict[str, Callable[[_Parser, Token, Collection[str]], Part]] = {
        **dict.fromkeys((r"\frac", r"\dfrac", r"\tfrac", r"\cfrac", r"\binom"), _fraction),
        r"\sqrt": _root,
        r"\left": _fence,
        r"\right": _stray_end,
        r"\end": _stray_end,
        "\\\\": _stray_end,
        r"\begin": _table,
        r"\xrightarrow": _arrow,
        r"\xleftarrow": _arrow,
        **dict.fromkeys((r"\cancel", r"\bcancel", r"\boxed"), _strike),
        r"\displaystyle": _display,
        r"\not": _negated,
        r"\qty": _quantity,
        r"\SI": _quantity,
    }


COMMANDS = (
    *(command for command in SIGNS if command[0] == "\\"),
    *(f"\\{word}" for words in (FUNCTIONS, TEXTS, STYLES, ACCENTS, UNDERS) for word in words),
    *RAW,
    *(command for command in _Parser.SPECIAL if command != "\\\\"),
)


def _sign(known: Sign) -> Part:
    return sign(known.text, known.sort, known.said)


def _stray(token: Token) -> FormulaError:
    """A sign that stands where it means nothing, or is not known."""
    text = token.text
    if text == "}":
        return FormulaError(token.at, "this brace closes none", r"delete it, or write \} to print it")
    if text in ("&", "\\\\"):
        what = "ends a cell" if text == "&" else "ends a row"
        hint = r"\begin{aligned} x &= 1 \\ y &= 2 \end{aligned}"
        return FormulaError(token.at, f"{text} {what}, but there are none here", f"such as {hint}")
    if text in (r"\right", r"\end"):
        other = r"\left" if text == r"\right" else r"\begin"
        return FormulaError(token.at, f"this {text} has no {other}", "delete it, or add the other")
    signs = {"#": r"\#", "$": r"\$", '"': r"\text{…}"}
    return FormulaError(token.at, f"the sign {text} cannot be in a formula", f"write {signs.get(text, 'it outside')}")


def _unknown(token: Token) -> FormulaError:
    if token.text in SHOWN_CUT:
        return FormulaError(token.at, f"there is no {token.text} here", r"\left( … \right) fit what is inside of them")
    hint = did_you_mean(token.text, COMMANDS, "docs/maths.md shows every command")
    return FormulaError(token.at, f"there is no command {token.text}", hint)
