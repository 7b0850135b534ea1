"""What is to be made: a spec, how, where, and perhaps for which class.

In: paths and options. Out: `Job`s. Cannot fail.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from paperbuilder.class_sets.plan import ClassSetPlan
from paperbuilder.files import real
from paperbuilder.outputs.options import PREVIEW, USUAL, MakeOptions
from paperbuilder.spec.project import project_root, within_output

FOLDER = ".paperbuilder"  # in the output; what is known of the last makes


@dataclass(frozen=True)
class Job:
    """A spec to make. `output` is the project's own if None."""

    file: Path
    options: MakeOptions = USUAL
    output: Path | None = None
    class_set: ClassSetPlan | None = None

    @cached_property
    def root(self) -> Path:
        return project_root(self.file)

    @cached_property
    def base(self) -> Path:
        return real(self.output or self.root / "output")

    def from_anywhere(self) -> Job:
        """The same job, with whole paths."""
        output = self.output and real(self.output)
        class_set = self.class_set and replace(self.class_set, file=real(self.class_set.file))
        return replace(self, file=self.file.absolute(), output=output, class_set=class_set)

    @cached_property
    def folder(self) -> Path:
        """Where its PDFs go."""
        return self.base / within_output(self.file, self.root)

    def aside(self, suffix: str) -> Path:
        """A file of ours about this job."""
        return self.base / FOLDER / self.folder.relative_to(self.base) / f"{self.file.stem}.{suffix}"

    @cached_property
    def manifest(self) -> Path:
        """Where its manifest is: one for each way of asking."""
        return self.aside(f"{blake2b(repr(self.asked).encode(), digest_size=4).hexdigest()}.json")

    @property
    def lock(self) -> Path:
        """One for a spec, and one for each of its classes, whose files are others."""
        return self.aside(f"{self.class_set.file.stem}.lock" if self.class_set else "lock")

    @cached_property
    def asked(self) -> list[str]:
        """What decides over the outputs besides the files read."""
        o = self.options
        spec = os.path.relpath(real(self.file), self.root)
        asked = [spec, o.school, o.only, *o.imposed, o.edition, o.version]
        asked += [f"lang={o.lang}"] if o.lang else []
        asked += [PREVIEW] if o.mono_preview else []
        if self.class_set:
            of_class = (self.class_set.spares, self.class_set.each, self.class_set.tagged, self.class_set.qr)
            asked += [os.path.relpath(real(self.class_set.file), self.root), *map(str, of_class)]
        return asked
