"""Versions for a class: no neighbour has the same, by the seating plan or by the order of the list."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperbuilder.class_sets.pupil import Pupil
from paperbuilder.class_sets.seating import assign
from paperbuilder.problems import Problem

LIST = Path("10B.csv")
VERSIONS = "ABCDEFGH"
PLACES = st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), min_size=1, max_size=60, unique=True)


def seated(seats: list[str], versions: dict[int, str] | None = None) -> list[Pupil]:
    return [
        Pupil(name=f"P{i}", seat=seat, version=(versions or {}).get(i, ""), row=i + 2) for i, seat in enumerate(seats)
    ]


def given_out(pupils: list[Pupil], versions: str) -> tuple[list[str], list[Problem]]:
    found, problems = assign(pupils, list(versions), LIST)
    assert [(p.name, p.seat, p.row) for p in found] == [(p.name, p.seat, p.row) for p in pupils]
    return [pupil.version for pupil in found], problems


def near(one: tuple[int, int], other: tuple[int, int], corners: bool) -> bool:
    down, right = abs(one[0] - other[0]), abs(one[1] - other[1])
    return max(down, right) == 1 if corners else down + right == 1


@given(places=PLACES, count=st.integers(2, 8))
def test_no_neighbour_has_the_same_version(places: list[tuple[int, int]], count: int) -> None:
    names, problems = given_out(seated([f"R{row}S{column}" for row, column in places]), VERSIONS[:count])
    assert problems == []
    assert set(names) <= set(VERSIONS[:count])
    for i, one in enumerate(places):
        for j, other in enumerate(places[:i]):
            assert not (near(one, other, count >= 4) and names[i] == names[j])


@given(places=PLACES, count=st.integers(2, 8), data=st.data())
def test_stated_versions_stay_and_each_two_neighbours_with_the_same_are_named(
    places: list[tuple[int, int]], count: int, data: st.DataObject
) -> None:
    stated = data.draw(st.dictionaries(st.integers(0, len(places) - 1), st.sampled_from(VERSIONS[:count])))
    names, problems = given_out(seated([f"{row}-{column}" for row, column in places], stated), VERSIONS[:count])
    assert all(names[i] == name for i, name in stated.items())
    clashes = {
        f"rows {j + 2} and {i + 2} sit next to each other, and both have version {names[i]}"
        for i, one in enumerate(places)
        for j, other in enumerate(places[:i])
        if near(one, other, count >= 4) and names[i] == names[j]
    }
    assert {p.message for p in problems} == clashes and len(problems) == len(clashes)
    assert all(p.severity == "warning" and p.hint for p in problems)


@given(pupils=st.integers(1, 40), count=st.integers(2, 8))
def test_without_seats_the_order_of_the_list_counts(pupils: int, count: int) -> None:
    names, problems = given_out(seated([""] * pupils), VERSIONS[:count])
    assert problems == []
    assert all(one != other for one, other in zip(names, names[1:], strict=False))


@pytest.mark.parametrize(
    "seats",
    [
        ["A1", "A2", "B1", "b 2"],
        ["A-1", "A-2", "B-1", "B-02"],
        ["Row A Seat 1", "Row A Seat 2", "Row B Seat 1", "Row B Seat 2"],
        ["Row 1 Seat 1", "row 1, seat 2", "Row 2 Seat 1", "Row 2 Seat 2"],
        ["R1S1", "R1S2", "R2S1", "R2S2"],
        ["R1C1", "R1C2", "R2C1", "R2C2"],
        ["1-1", "1-2", "2/1", "2.2"],
        ["1A", "1B", "2A", "2B"],
        ["Z9", "Z10", "AA9", "AA10"],
    ],
)
def test_seats_as_schools_write_them(seats: list[str]) -> None:
    names, problems = given_out(seated(seats), "AB")
    assert problems == []
    assert names[0] == names[3] != names[1] == names[2]


def test_seats_in_one_row() -> None:
    names, problems = given_out(seated(["12", "14", "Seat 13", "10"]), "AB")
    assert problems == []
    assert names[0] == names[1] == names[3] != names[2]


def test_a_stated_version_turns_the_others() -> None:
    names, problems = given_out(seated(["A1", "A2", "A3"], {1: "a"}), "AB")
    assert (names, problems) == (["B", "A", "B"], [])


@pytest.mark.parametrize(
    ("seats", "words"),
    [
        (["A1", "A2", "by the door"], "row 4: warning: the seat by the door is not a place of its own like the others"),
        (["A1", "2-3", "A3"], "row 3: warning: the seat 2-3 is not a place of its own like the others"),
        (["A1", "A2", "A01"], "row 4: warning: the seat A01 is not a place of its own like the others"),
        (["A1", "", "A3"], "row 3: warning: the seat is missing"),
    ],
)
def test_seats_that_cannot_be_told_are_named_and_the_list_counts(seats: list[str], words: str) -> None:
    names, problems = given_out(seated(seats), "AB")
    assert names == ["A", "B", "A"]
    assert [str(p).split("\n")[0] for p in problems] == [f"10B.csv, {words}"]


def test_a_version_that_there_is_not_is_an_error_for_its_row() -> None:
    names, problems = given_out(seated(["A1", "A2"], {1: "C"}), "AB")
    assert names == ["A", "B"]
    assert [str(p) for p in problems] == ["10B.csv, row 3: error: there is no version C\n   hint: there are A, B"]
