"""Where templates are loaded from.

In: template folders, the name of a template. Out: its text. Fails with Jinja2's errors for one that is not there, lies
outside the folders, or cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, TemplateNotFound, TemplateSyntaxError

from paperbuilder.questions.kinds import FOLDER as KINDS
from paperbuilder.templating.template_files import BUILT_IN, built_in, template_file

MAX_BYTES = 200_000
NAME = re.compile(r"[\w-]+(\.xml)?")


class Loader(BaseLoader):
    """Loads templates, and notes in the XML where each begins and ends; links out of the folder are not followed."""

    def __init__(self, folders: Sequence[Path]):
        self._folders = folders

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Any]:
        name = template.removeprefix(BUILT_IN)
        if not all(NAME.fullmatch(part) for part in name.split("/")):
            raise TemplateNotFound(template)
        file = (built_in if template.startswith(BUILT_IN) else template_file)(name, self._folders)
        if file is None:
            raise TemplateNotFound(template)
        inside = any(file.resolve().is_relative_to(folder.resolve()) for folder in (*self._folders, KINDS))
        if not inside or file.stat().st_size > MAX_BYTES:
            message = f"the template {template} lies outside its folder or is too large"
            raise TemplateSyntaxError(message, 0, template)
        return f"<?from {name}?>{_text(file, template)}<?end?>", str(file), None


def _text(file: Path, template: str) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise TemplateSyntaxError(f"this file cannot be read ({error.strerror})", 0, template) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise TemplateSyntaxError("this is not UTF-8 text; save the file as UTF-8", line, template) from None
