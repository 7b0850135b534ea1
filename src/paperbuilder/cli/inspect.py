"""`check`, `layout` and `schema`: they look, and make nothing.

In: specs. Out: problems, layout XML, the JSON Schema.
"""

from __future__ import annotations

from pathlib import Path

import typer

from paperbuilder.cli.app import Only, School, Specs, app
from paperbuilder.cli.console import complain, each


@app.command()
def check(specs: Specs = None, school: School = "") -> None:
    """Check specs without making anything."""
    from paperbuilder.outputs.typesetter import look_over
    from paperbuilder.paper.checked import check_spec

    each(specs, lambda spec: complain(look_over(check_spec(spec, school), school)))


@app.command()
def layout(spec: Path, only: Only = "", school: School = "") -> None:
    """Print the layout XML of a spec's documents."""
    from paperbuilder.outputs.typesetter import layouts
    from paperbuilder.paper.checked import check_spec

    def one(file: Path) -> None:
        for name, xml in layouts(check_spec(file, school), school).items():
            if only in ("", name):
                typer.echo(xml)

    each([spec], one)


@app.command()
def schema() -> None:
    """Print the JSON Schema of specs, for editors that complete and check."""
    import json

    from paperbuilder.spec.reference import spec_schema

    typer.echo(json.dumps(spec_schema(), indent=2, ensure_ascii=False))
