"""The built-in templates as a list to read.

In: the project's folder, a school. Out: lines. Fails with `FilesError` for a school that is not there.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from textwrap import wrap

from paperbuilder.schools.catalogue import GROUPS, catalogue
from paperbuilder.schools.own import school_of
from paperbuilder.themes.folders import template_folders


def listed_templates(root: Path, school: str = "") -> Iterator[str]:
    """Each template with what it is, and which of them a school (the project's, if none is named) has its own of.

    Raises FilesError.
    """
    folders, pieces = template_folders(root, school), catalogue()
    indent = max(len(piece.name) for piece in pieces) + 4
    width = max(shutil.get_terminal_size().columns, indent + 40)
    for number, (group, members) in enumerate(groupby(pieces, lambda piece: piece.group)):
        yield from [""] * (number > 0) + [GROUPS[group]]
        for piece in members:
            lines = wrap(piece.about, width - indent)
            yield f"  {piece.name:{indent - 2}}{lines[0]}"
            yield from (" " * indent + line for line in lines[1:])
            for folder in folders[:-1]:
                if (folder / piece.name).is_file():
                    own = (folder / piece.name).relative_to(root).as_posix()
                    yield f"{' ' * indent}→ {school_of(folder, folders)} has its own: {own}"
