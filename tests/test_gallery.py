"""The pictures of the gallery show what is made today, within a tolerance, and schools look different."""

from __future__ import annotations

import sys

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.conftest import HERE

sys.path.insert(0, str(HERE / "bench"))
from gallery import SCHOOLS, SUBJECTS, picture

GALLERY = HERE / "docs" / "gallery"


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of two pictures, from 0 to 255."""
    return float(ImageStat.Stat(ImageChops.difference(one, other)).mean[0])


@pytest.mark.parametrize("name", [*SCHOOLS, *SUBJECTS])
def test_a_picture_is_current(name: str) -> None:
    shown = Image.open(GALLERY / f"{name}.png").convert("L")
    made = picture(name)
    assert shown.size == made.size
    assert difference(shown, made) < 2


def test_schools_look_different() -> None:
    pictures = [Image.open(GALLERY / f"{name}.png").convert("L") for name in SCHOOLS]
    for i, one in enumerate(pictures):
        assert all(difference(one, other) > 4 for other in pictures[i + 1 :])
