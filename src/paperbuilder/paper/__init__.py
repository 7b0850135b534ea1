"""The paper room: the spec numbered, added up, cross-referenced and checked.

In: a spec with its source, the project's root, ladders. Out: a frozen `Paper`.
Fails with `SpecError` holding all problems. It knows no layout.
"""

from paperbuilder.paper.assembling import build_paper
from paperbuilder.paper.boundaries import grade_of, grades_of
from paperbuilder.paper.ladders import read_ladders
from paperbuilder.paper.model import Item, Paper

__all__ = ["Item", "Paper", "build_paper", "grade_of", "grades_of", "read_ladders"]
