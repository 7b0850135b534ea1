"""The signs of mathematics that can be typed, by their commands in TeX: what they print and how they are spoken.

In: nothing. Out: tables. Cannot fail. English and Welsh stand beside each other; one word is for both.
"""

from __future__ import annotations

from typing import NamedTuple


class Sign(NamedTuple):
    """`sort` is one of those of a `Part`; `said` has English and Welsh with | between."""

    text: str
    sort: str
    said: str


_TABLE = r"""
+ + bin plus|plws
- − bin minus|minws
* ∗ bin star|seren
/ / ord over|dros
= = rel equals|yn hafal i
< < rel is less than|yn llai na
> > rel is greater than|yn fwy na
: : rel to|i
, , punct ,
; ; punct ;
. . ord point|pwynt
! ! close factorial|ffactorial
? ? close question mark|gofynnod
( ( open open bracket|agor cromfach
) ) close close bracket|cau cromfach
[ [ open open square bracket|agor bachyn petryal
] ] close close square bracket|cau bachyn petryal
| | ord vertical bar|bar fertigol
% % ord per cent|y cant
£ £ ord pounds|punt
€ € ord euros|ewro
° ° ord degrees|gradd
\times × bin times|lluosi â
\div ÷ bin divided by|rhannu â
\pm ± bin plus or minus|plws neu minws
\mp ∓ bin minus or plus|minws neu plws
\cdot ⋅ bin times|lluosi â
\ast ∗ bin star|seren
\circ ∘ bin of|o
\bullet ∙ bin bullet|bwled
\leq ≤ rel is less than or equal to|yn llai na neu'n hafal i
\geq ≥ rel is greater than or equal to|yn fwy na neu'n hafal i
\neq ≠ rel is not equal to|ddim yn hafal i
\ll ≪ rel is much less than|yn llawer llai na
\gg ≫ rel is much greater than|yn llawer mwy na
\approx ≈ rel is approximately equal to|tua
\sim ∼ rel is similar to|yn gyflun â
\simeq ≃ rel is about equal to|tua
\equiv ≡ rel is identical to|yn unfath â
\cong ≅ rel is congruent to|yn gyfath â
\propto ∝ rel is proportional to|mewn cyfrannedd â
\parallel ∥ rel is parallel to|yn baralel i
\perp ⟂ rel is perpendicular to|yn berpendicwlar i
\mid ∣ rel given|o wybod
\nmid ∤ rel does not divide|ddim yn rhannu
\to → rel tends to|yn tueddu i
\rightarrow → rel goes to|yn mynd i
\leftarrow ← rel comes from|yn dod o
\leftrightarrow ↔ rel goes both ways|y ddwy ffordd
\Rightarrow ⇒ rel implies|yn ymhlygu
\Leftarrow ⇐ rel is implied by|yn dilyn o
\Leftrightarrow ⇔ rel if and only if|os a dim ond os
\mapsto ↦ rel maps to|yn mapio i
\rightleftharpoons ⇌ rel in equilibrium with|mewn ecwilibriwm â
\uparrow ↑ rel up arrow|saeth i fyny
\downarrow ↓ rel down arrow|saeth i lawr
\in ∈ rel is in|yn elfen o
\notin ∉ rel is not in|ddim yn elfen o
\ni ∋ rel contains|yn cynnwys
\subset ⊂ rel is a subset of|yn is-set o
\subseteq ⊆ rel is a subset of or equal to|yn is-set o neu'n hafal i
\supset ⊃ rel contains the set|yn cynnwys y set
\supseteq ⊇ rel contains the set or is equal to|yn cynnwys y set neu'n hafal i
\nsubseteq ⊈ rel is not a subset of|ddim yn is-set o
\cup ∪ bin union|uniad
\cap ∩ bin intersection|croestoriad
\setminus ∖ bin without|heb
\emptyset ∅ ord the empty set|y set wag
\varnothing ∅ ord the empty set|y set wag
\forall ∀ ord for all|ar gyfer pob
\exists ∃ ord there is|mae
\nexists ∄ ord there is no|nid oes
\neg ¬ ord not|nid
\land ∧ bin and|a
\lor ∨ bin or|neu
\oplus ⊕ bin exclusive or|neu anghynhwysol
\otimes ⊗ bin times in a circle|lluosi mewn cylch
\therefore ∴ rel therefore|felly
\because ∵ rel because|oherwydd
\vdash ⊢ rel proves|yn profi
\models ⊨ rel models|yn modelu
\infty ∞ ord infinity|anfeidredd
\partial ∂ ord partial|rhannol
\nabla ∇ ord del
\angle ∠ ord angle|ongl
\triangle △ ord triangle|triongl
\square □ ord square|sgwâr
\degree ° ord degrees|gradd
\hbar ℏ ord h bar
\ell ℓ ord l
\Re ℜ ord the real part of|rhan real
\Im ℑ ord the imaginary part of|rhan ddychmygol
\aleph ℵ ord aleph
\checkmark ✓ ord tick|tic
\ldots … ord and so on|ac ati
\cdots ⋯ ord and so on|ac ati
\vdots ⋮ ord and so on|ac ati
\ddots ⋱ ord and so on|ac ati
\prime ′ ord prime|prim
\langle ⟨ open open angle bracket|agor bachyn onglog
\rangle ⟩ close close angle bracket|cau bachyn onglog
\lfloor ⌊ open open floor|agor llawr
\rfloor ⌋ close close floor|cau llawr
\lceil ⌈ open open ceiling|agor nenfwd
\rceil ⌉ close close ceiling|cau nenfwd
\{ { open open curly bracket|agor bachyn cyrliog
\} } close close curly bracket|cau bachyn cyrliog
\lvert | open modulus|modwlws
\rvert | close end modulus|diwedd modwlws
\lVert ‖ open magnitude|maint
\rVert ‖ close end magnitude|diwedd maint
\| ‖ ord double bar|bar dwbl
\$ $ ord dollars|doler
\% % ord per cent|y cant
\& & ord and|a
\# # ord number|rhif
\_ _ ord underscore|tanlinell
\pounds £ ord pounds|punt
\euro € ord euros|ewro
\backslash ∖ ord backslash|slaes yn ôl
\sum ∑ op the sum|swm
\prod ∏ op the product|lluoswm
\int ∫ op the integral|integryn
\iint ∬ op the double integral|integryn dwbl
\oint ∮ op the closed integral|integryn caeedig
\bigcup ⋃ op the union|uniad
\bigcap ⋂ op the intersection|croestoriad
\alpha α ord alpha
\beta β ord beta
\gamma γ ord gamma
\delta δ ord delta
\epsilon ϵ ord epsilon
\varepsilon ε ord epsilon
\zeta ζ ord zeta
\eta η ord eta
\theta θ ord theta
\vartheta ϑ ord theta
\iota ι ord iota
\kappa κ ord kappa
\lambda λ ord lambda
\mu μ ord mu
\nu ν ord nu
\xi ξ ord xi
\pi π ord pi
\rho ρ ord rho
\sigma σ ord sigma
\tau τ ord tau
\upsilon υ ord upsilon
\phi ϕ ord phi
\varphi φ ord phi
\chi χ ord chi
\psi ψ ord psi
\omega ω ord omega
\Gamma Γ ord capital gamma
\Delta Δ ord capital delta
\Theta Θ ord capital theta
\Lambda Λ ord capital lambda
\Xi Ξ ord capital xi
\Pi Π ord capital pi
\Sigma Σ ord capital sigma
\Upsilon Υ ord capital upsilon
\Phi Φ ord capital phi
\Psi Ψ ord capital psi
\Omega Ω ord capital omega
"""
_SAME = r"""
\le \leq
\ge \geq
\leqslant \leq
\geqslant \geq
\ne \neq
\gets \leftarrow
\implies \Rightarrow
\impliedby \Leftarrow
\iff \Leftrightarrow
\lbrace \{
\rbrace \}
\lbrack [
\rbrack ]
\vert |
\Vert \|
\wedge \land
\vee \lor
\lnot \neg
\colon :
\dots \ldots
\longrightarrow \rightarrow
\longleftarrow \leftarrow
\owns \ni
"""


def _signs() -> dict[str, Sign]:
    rows = (line.split(" ", 3) for line in _TABLE.strip().split("\n"))
    found = {command: Sign(text, sort, said) for command, text, sort, said in rows}
    for line in _SAME.strip().split("\n"):
        command, other = line.split()
        found[command] = found[other]
    return found


SIGNS = _signs()
TYPED = {s.text: s for command, s in reversed(SIGNS.items()) if len(s.text) == 1 and not s.text.isascii()}
TYPED |= {"−": SIGNS["-"], "µ": SIGNS[r"\mu"], "·": SIGNS[r"\cdot"], "•": SIGNS[r"\bullet"], "⊥": SIGNS[r"\perp"]}
TYPED |= {"∆": SIGNS[r"\Delta"], "Ω": SIGNS[r"\Omega"], "φ": SIGNS[r"\varphi"], "✓": SIGNS[r"\checkmark"]}
FUNCTIONS = {
    "sin": "sine|sin",
    "cos": "cos",
    "tan": "tan",
    "cosec": "cosec",
    "csc": "cosec",
    "sec": "sec",
    "cot": "cot",
    "arcsin": "arc sine|arc sin",
    "arccos": "arc cos",
    "arctan": "arc tan",
    "sinh": "shine|sinh",
    "cosh": "cosh",
    "tanh": "tanh",
    "log": "log",
    "ln": "natural log of|log naturiol",
    "lg": "log",
    "exp": "exponential of|esbonyddol",
    "min": "minimum|minimwm",
    "max": "maximum|macsimwm",
    "lim": "the limit|terfan",
    "gcd": "greatest common divisor of|ffactor cyffredin mwyaf",
    "hcf": "highest common factor of|ffactor cyffredin mwyaf",
    "lcm": "lowest common multiple of|lluosrif cyffredin lleiaf",
    "det": "determinant of|determinant",
    "dim": "dimension of|dimensiwn",
    "mod": "mod",
    "arg": "argument of|arg",
    "deg": "degree of|gradd",
    "ker": "kernel of|cnewyllyn",
    "Pr": "probability of|tebygolrwydd",
}
UNDER_LIMITS = ("lim", "min", "max")
ACCENTS = {  # the sign, whether it stretches, how it is said, and how it stands above one letter of text
    "dot": ("˙", False, "dot|dot", "\u0307"),
    "ddot": ("¨", False, "double dot|dot dwbl", "\u0308"),
    "hat": ("ˆ", False, "hat|het", "\u0302"),
    "tilde": ("˜", False, "tilde", "\u0303"),
    "bar": ("¯", False, "bar", "\u0304"),
    "vec": ("→", False, "vector|fector", "\u20d7"),
    "overline": ("―", True, "line over|llinell dros", "\u0305"),
    "overrightarrow": ("→", True, "vector|fector", "\u20d7"),
    "overleftarrow": ("←", True, "arrow to the left over|saeth i'r chwith dros", "\u20d6"),
    "overbrace": ("⏞", True, "brace over|bachyn dros", ""),
    "widehat": ("ˆ", True, "hat over|het dros", "\u0302"),
}
UNDERS = {"underline": ("―", "line under|llinell dan"), "underbrace": ("⏟", "brace under|bachyn dan")}
STYLES = {
    "mathrm": "normal",
    "mathbf": "bold normal",
    "boldsymbol": "bold italic",
    "mathit": "italic",
    "mathbb": "double",
    "mathcal": "script",
    "mathsf": "sans normal",
    "mathfrak": "fraktur",
}
TEXTS = ("text", "textrm", "textbf", "textit", "mbox", "operatorname")
SPACES = {r"\,": 3, r"\:": 4, r"\>": 4, r"\;": 5, r"\!": -3, r"\ ": 4, r"\quad": 18, r"\qquad": 36, "~": 4}
ENVIRONMENTS = {  # their brackets
    "matrix": "..",
    "pmatrix": "()",
    "bmatrix": "[]",
    "Bmatrix": "{}",
    "vmatrix": "||",
    "Vmatrix": "‖‖",
    "smallmatrix": "..",
    "array": "..",
    "cases": "{.",
    "aligned": "..",
    "align": "..",
    "align*": "..",
    "gathered": "..",
    "gather": "..",
    "split": "..",
}
