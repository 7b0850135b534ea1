"""Where templates run: strangers' templates can run no code and read no file.

In: template folders. Out: a Jinja2 environment. It fails with `TooMuch` when a template takes more than `MAX_STEPS`
turns of loops and calls, and refuses arithmetic with large numbers; `apart` bounds what else takes time and memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextvars import ContextVar
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from paperbuilder.problems import did_you_mean
from paperbuilder.reading.source import BAD
from paperbuilder.templating.lines import line_in, line_of
from paperbuilder.templating.loader import Loader
from paperbuilder.templating.ready_made import ready_made

MAX_STEPS = 200_000
FILTERS = {"batch", "default", "d", "e", "escape", "first", "int", "items", "join", "last", "length", "list", "lower"}
FILTERS |= {"map", "max", "min", "reject", "rejectattr", "replace", "reverse", "round", "select", "selectattr", "sort"}
FILTERS |= {"string", "sum", "title", "trim", "unique", "upper"}
TESTS = {
    "defined",
    "divisibleby",
    "eq",
    "equalto",
    "even",
    "ge",
    "gt",
    "in",
    "le",
    "lt",
    "mapping",
    "ne",
    "none",
    "odd",
}
TESTS |= {"sequence", "string", "undefined"}
NAMES = ("paper", "spec", "theme", "section", "item", "found", "say", "plain", "marks", "filled", "marker", "heading")
GIVEN = ("batch", "slips", "summary")
STRING_METHODS = {"startswith", "endswith", "lower", "upper", "strip", "split", "title", "isdigit"}


_steps: ContextVar[int] = ContextVar("_steps")


def begin_counting() -> None:
    """Turns of loops and calls are counted for each rendering, whatever thread it runs in."""
    _steps.set(0)


def _step() -> None:
    _steps.set(_steps.get() + 1)
    if _steps.get() > MAX_STEPS:
        raise TooMuch("the template does not come to an end: a loop or macro runs too often")


class TooMuch(SecurityError):
    """A template that does not come to an end in good time."""


class Missing(StrictUndefined):
    """A name that is not there: the message says which one was perhaps meant."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        top = self._undefined_obj is missing
        owner = "here" if top else f"in {type(self._undefined_obj).__name__}"
        known = {*NAMES, *GIVEN} if top else {*_names_in(self._undefined_obj)}
        hint = did_you_mean(str(self._undefined_name), sorted(known - {self._undefined_name}))
        return f"there is no {self._undefined_name} {owner}" + (f"; {hint}" if hint else "")


def _names_in(owner: Any) -> list[str]:
    """What a template can ask of a value."""
    if isinstance(owner, dict):
        return [str(key) for key in owner]
    return [name for name in dir(owner) if not name.startswith("_")]


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox, with loops and calls counted, few filters, and no arithmetic that grows texts."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, folders: Sequence[Path]):
        loader = Loader(folders)
        ways = {"autoescape": True, "auto_reload": False, "trim_blocks": True, "lstrip_blocks": True}
        super().__init__(loader=loader, undefined=Missing, optimized=False, **ways)
        self.filters = {name: self.filters[name] for name in FILTERS} | {"counted": self.counted}
        self.tests = {name: self.tests[name] for name in TESTS}
        self.globals = {}
        self._safe: dict[tuple[type, str], bool] = {}

    def counted(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            _step()
            yield item

    def call(self, context: Any, function: Any, /, *args: Any, **kwargs: Any) -> Any:
        _step()
        return super().call(context, function, *args, **kwargs)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Numbers below a million; a short text a few times over."""
        repeats = operator == "*" and isinstance(left, str) and isinstance(right, int) and len(left) * right <= 1000
        small = all(isinstance(side, int | float) and abs(side) < 1e6 for side in (left, right))
        if operator == "**" or not (small or repeats):
            raise SecurityError(f"{operator} works on small numbers only")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Asked at every dot of a template; the answer is the same for all values of a type."""
        known = self._safe.get((type(obj), attr))
        if known is None:
            allowed = not isinstance(obj, str) or attr in STRING_METHODS
            known = self._safe[type(obj), attr] = allowed and super().is_safe_attribute(obj, attr, value)
        return known

    def wrap_str_format(self, value: Any) -> None:
        """Jinja2 would let `format` pass, which makes a long text out of a short one."""

    def compile(self, source: Any, name: str | None = None, filename: str | None = None, *args: Any) -> Any:
        """What a template is too much for is wrong with its text."""
        if not args and isinstance(source, str) and (code := ready_made(name or "", source, filename or "")):
            return code
        try:
            return super().compile(source, name, filename, *args)
        except TemplateSyntaxError as error:
            error.name = name
            raise
        except Exception as error:
            deep = isinstance(error, RecursionError | MemoryError)
            message = "this is nested too deep" if deep else f"this cannot be read ({str(error).split(':')[0]})"
            raise TemplateSyntaxError(message, line_of(error), name, filename) from None

    def _compile(self, source: str, filename: str) -> CodeType:
        try:
            return super()._compile(source, filename)
        except SyntaxError as error:
            line = line_in(source.rpartition("debug_info = ")[2].strip("'\n"), error.lineno or 0)
            raise TemplateSyntaxError(f"this is nested too deep ({error.msg})", line, None, filename) from None

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Count every turn of every loop; refuse characters that cannot be printed."""
        tree = super()._parse(source, name, filename)
        for text in tree.find_all(nodes.Const):
            if isinstance(text.value, str) and (bad := BAD.search(text.value)):
                message = f"the character U+{ord(bad[0]):04X} cannot be printed"
                raise TemplateSyntaxError(message, text.lineno, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=loop.iter.lineno)
        return tree
