"""`check`, `layout` and `schema`: they look, and make nothing.

In: specs. Out: problems, layout XML, the JSON Schema.
"""

from __future__ import annotations

import sys
from pathlib import Path

from paperbuilder.cli.app import Only, School, Specs, Strict, app
from paperbuilder.cli.console import complain, each, say
from paperbuilder.problems import refuse_warnings


@app.command()
def check(specs: Specs = None, school: School = "", strict: Strict = False) -> None:
    """Check specs without making anything."""
    from paperbuilder.outputs.typesetter import look_over
    from paperbuilder.paper.checked import check_spec

    def one(spec: Path) -> None:
        warnings = look_over(check_spec(spec, school), school)
        if strict:
            refuse_warnings(warnings)
        complain(warnings)

    each(specs, one)


@app.command()
def layout(spec: Path, only: Only = "", school: School = "") -> None:
    """Print the layout XML of a spec's documents."""
    from paperbuilder.outputs.typesetter import layouts
    from paperbuilder.paper.checked import check_spec

    def one(file: Path) -> None:
        for name, xml in layouts(check_spec(file, school), school).items():
            if only in ("", name):
                say(_written(xml))

    each([spec], one)


def _written(xml: str) -> str:
    """XML with references for the letters that the console does not have."""
    encoding = sys.stdout.encoding or "utf-8"
    return xml.encode(encoding, "xmlcharrefreplace").decode(encoding)


@app.command()
def schema() -> None:
    """Print the JSON Schema of specs, for editors that complete and check."""
    import json

    from paperbuilder.spec.reference import spec_schema

    say(json.dumps(spec_schema(), indent=2, ensure_ascii=False))
