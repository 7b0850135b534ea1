"""What `paperbuilder.yaml` can hold.

In: nothing. Out: a model. Cannot fail.
"""

from __future__ import annotations

from paperbuilder.reading.models import field, model


@model
class Project:
    """Settings for every spec of a project."""

    school: str = field("The school or department whose look is used.", "riverside/history", default="")
