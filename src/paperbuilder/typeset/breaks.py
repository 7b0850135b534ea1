"""What a page break costs: the rules of good pages as numbers.

In: the blocks on both sides of a break, and how full the page is. Out: a cost; the breaks of a document are those whose
costs add up to the least. Cannot fail.

A break between two questions costs nothing; one after a heading is as bad as can be. What costs less than a page that
is half empty is done to avoid one. A break at which the reader turns over (from a right-hand page) costs more than one
within an opening, where both pages are seen: a source may face its questions, an option the other.
"""

from __future__ import annotations

from paperbuilder.typeset.answer_lines import AnswerLines
from paperbuilder.typeset.blocks import Block
from paperbuilder.typeset.containers import Box
from paperbuilder.typeset.paragraphs import Marks, Paragraph

PAGE = 12.0  # a page more
EMPTY = 0.35  # the share of a page that may be left empty
LONE = 0.13  # a page of which no more is used looks lost
FILL_FROM = 0.5  # what runs on fills the page when more than this share of it is used
TIGHTEST = 0.3  # by how much the spaces between the blocks of a page may shrink

HELD = 100.0  # between two blocks that are held together
TORN = 99.0  # within what must stay whole
_HEADING, _UNRULED, _LOST = 400.0, 80.0, 30.0  # after a heading, between a question and its lines, of a lone page
_SOURCE, _OPTION = (10.0, 40.0), (6.0, 60.0)  # within an opening, at a turn
_LINES, _ROWS, _WORDS, _EXTRACT, _WHOLE = (3.0, 7.0), (3.0, 6.0), (2.0, 4.0), (8.0, 20.0), (8.0, 12.0)


def between(above: Block, below: Block, turns: bool) -> float:
    """The cost of a break between two blocks; at a page's foot where the reader `turns` over, or within an opening."""
    if not above.stick:
        return 0
    if above.heads or isinstance(below, Marks) or below.ends:
        return _HEADING
    if below.either:
        return _OPTION[turns]
    if below.faces:
        return _SOURCE[turns]
    if isinstance(below, AnswerLines) and below.label is None:
        return _UNRULED
    return HELD


def within(head: Block, turns: bool) -> float:
    """The cost of cutting a block of which `head` ends the page."""
    if isinstance(head, AnswerLines):
        return _LINES[turns]
    if isinstance(head, Box):
        return _EXTRACT[turns]
    return (_WORDS if isinstance(head, Paragraph) else _ROWS)[turns]


def forced(turns: bool) -> float:
    """The cost of cutting what should stay whole."""
    return _WHOLE[turns]


def of_tightness(tighter: float) -> float:
    """The cost of spaces between blocks that are smaller by a share, up to `TIGHTEST`."""
    return (2 + 10 * tighter) if tighter else 0


def of_page(used: float, height: float, last: bool) -> float:
    """The cost of a page of which so much is used: the `last` of a document, or of a part of it, may end anywhere."""
    lost = _LOST if used < LONE * height else 0
    if last:
        return PAGE + lost
    empty = 1 - used / height
    over = max(0.0, empty - EMPTY)
    return PAGE + lost + 10 * empty**2 + (12 + 30 * over + 30 * over**2 if over else 0)
