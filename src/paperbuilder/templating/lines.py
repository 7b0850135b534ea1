"""Lines of templates, found from the code that Jinja2 makes of them.

In: a line of code, an exception. Out: a line of a template. Cannot fail.
"""

from __future__ import annotations


def line_in(debug_info: str, line: int) -> int:
    """The line of a template from which a line of its code was made; Jinja2 notes `1=10&2=14`."""
    pairs = [tuple(map(int, pair.split("="))) for pair in debug_info.split("&") if pair]
    return max(((code, own) for own, code in pairs if code <= line), default=(0, 0))[1]


def line_of(error: BaseException) -> int:
    """The line of a template that Jinja2 was reading or compiling; 0 if that cannot be told."""
    found, trace = 0, error.__traceback__
    while trace:
        known = trace.tb_frame.f_locals
        line = known.get("lineno") or getattr(known.get("node"), "lineno", 0)
        found, trace = line if isinstance(line, int) and line else found, trace.tb_next
    return found
