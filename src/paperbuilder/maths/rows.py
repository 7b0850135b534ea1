"""Rows of ziamath without the work that doubles with each level of brackets.

In: nothing. Out: ziamath reckons its rows so, once this is loaded. Cannot fail. A row is measured before it is set only
if a bracket in it stretches, and never while it is itself only measured: brackets do not count then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ziamath.nodes.mrow import Mrow

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class Row(Mrow, tag="mrow"):
    """A row that is measured once."""

    def _get_height_nostretch(self, line: list[Element], **kwargs: Any) -> tuple[float, float]:
        if kwargs.get("nostretch") or not any(child.get("stretchy") == "true" for child in line):
            return 0, 0
        return super()._get_height_nostretch(line, **kwargs)
