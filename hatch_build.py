"""Compiles the built-in templates into the wheel (`templating/ready_made.py`)."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Templates(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from paperbuilder.questions.kinds import FOLDER
        from paperbuilder.templating.printed import environment_of
        from paperbuilder.templating.ready_made import FILE, key_of, packed
        from paperbuilder.templating.template_files import TYPES
        from paperbuilder.themes.folders import STANDARD

        sandbox, codes = environment_of((STANDARD,), 0), {}
        names = [file.relative_to(STANDARD).as_posix() for file in sorted(STANDARD.rglob("*.xml"))]
        names += [TYPES + file.name.replace("_", "-") for file in sorted(FOLDER.glob("*.xml"))]
        for name in names:
            text, filename, _ = sandbox.loader.get_source(sandbox, name)  # type: ignore[union-attr]
            codes[key_of(name, text)] = sandbox.compile(text, name, filename)
        made = Path(mkdtemp()) / FILE.name
        made.write_bytes(packed(codes))
        build_data["force_include"][str(made)] = f"paperbuilder/templating/{FILE.name}"
