"""Calculations: numbers read exactly, what is accepted, and the key."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperbuilder.paper.checked import check_spec
from paperbuilder.questions.amounts import Unending, read_amount, read_margin, written
from tests.test_answer_shapes import printed, spec


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("9.81", Fraction(981, 100), "9.81"),
        ("-3", Fraction(-3), "−3"),
        ("−3", Fraction(-3), "−3"),
        ("12,500", Fraction(12500), "12,500"),
        ("12 500", Fraction(12500), "12 500"),
        ("3/4", Fraction(3, 4), "3/4"),
        ("-1 1/2", Fraction(-3, 2), "−1 1/2"),
        ("3.0e8", Fraction(300_000_000), "3.0 × 10^8^"),
        ("1.6 x 10^-19", Fraction(16, 10**20), "1.6 × 10^−19^"),
        ("1.6 × 10^−19^", Fraction(16, 10**20), "1.6 × 10^−19^"),
        ("0", Fraction(0), "0"),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, value: Fraction, shown: str) -> None:
    found = read_amount(text)
    assert (found.value, found.shown) == (value, shown)
    assert read_amount(found.shown) == found


@pytest.mark.parametrize(
    "text", ["", "9.81 m", "nine", "1,23", "3/0", "--3", "3,5", "1e400", "1.2.3", "9" * 30, "x", "٣"]
)
def test_what_is_no_number_is_not_read(text: str) -> None:
    with pytest.raises(ValueError):
        read_amount(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9))
def test_a_decimal_is_written_as_it_is_read(number: Decimal) -> None:
    amount = read_amount(f"{number:f}")
    assert amount.value == Fraction(number)
    assert Fraction(written(amount.value).replace("−", "-")) == amount.value
    assert amount.places == 6


@given(st.integers(-(10**6), 10**6), st.integers(1, 10**4))
def test_a_fraction_is_written_exactly_or_refused(above: int, below: int) -> None:
    value = Fraction(above, below)
    try:
        assert Fraction(written(value).replace("−", "-")) == value
    except Unending:
        rest = value.denominator
        for prime in (2, 5):
            while rest % prime == 0:
                rest //= prime
        assert rest > 1


@pytest.mark.parametrize(
    ("text", "figures"), [("0.0120", (3, 3)), ("1200", (2, 4)), ("9.81", (3, 3)), ("100", (1, 3)), ("2.50e3", (3, 3))]
)
def test_significant_figures_are_counted(text: str, figures: tuple[int, int]) -> None:
    assert read_amount(text).figures == figures


def test_margins() -> None:
    assert read_margin("5%", Fraction(-10)) == Fraction(1, 2)
    assert read_margin("± 0.02", Fraction(1)) == read_margin("+/-0.02", Fraction(1)) == Fraction(1, 50)
    for text in ("0", "-1", "0%", "much"):
        with pytest.raises(ValueError):
            read_margin(text, Fraction(1))


NUMBER: dict[str, Any] = {"type": "number", "stem": "Calculate.", "marks": 1}


@pytest.mark.parametrize(
    ("keys", "key"),
    [
        ({"answer": "9.81", "tolerance": "0.02", "unit": "m/s²"}, "9.81 m/s² (accept 9.79 to 9.83)"),
        ({"answer": "0.3", "tolerance": "0.1"}, "0.3 (accept 0.2 to 0.4)"),
        ({"answer": "-4", "tolerance": "25%"}, "−4 (accept −5 to −3)"),
        ({"answer": "250", "tolerance": "5%"}, "250 (accept 237.5 to 262.5)"),
        ({"answer": "9.8", "range": ["9.7", "9.9"]}, "9.8 (accept 9.7 to 9.9)"),
        (
            {"answer": "3.0e8", "tolerance": "5%"},
            "3.0 × 10<sup>8</sup> (accept 2.85 × 10<sup>8</sup> to 3.15 × 10<sup>8</sup>)",
        ),
        ({"answer": "3/4", "accept": ["0.75", "75%"]}, "3/4 or 0.75 or 75%"),
        ({"answer": "3/4", "tolerance": "0.01"}, "3/4 (accept 0.74 to 0.76)"),
    ],
)
def test_the_key_says_what_is_accepted(keys: dict[str, Any], key: str, tmp_path: Path) -> None:
    assert f"<p>{key}</p>" in printed(tmp_path, "mark-scheme", NUMBER | keys)


def test_the_line_has_its_unit_and_the_number_stands_on_it_for_the_marker(tmp_path: Path) -> None:
    question = NUMBER | {"answer": "9.81", "unit": "m/s²", "space": "30 mm"}
    assert 'Answer = <gap width="170.08pt" pitch="22.68pt"/> m/s²</p>' in printed(tmp_path, "worksheet", question)
    assert "Answer = <answer>9.81</answer> m/s²</p>" in printed(tmp_path, "answers", question)
    labelled = printed(tmp_path, "worksheet", question | {"label": "g ="})
    assert "g = <gap" in labelled and "Answer =" not in labelled and "9.81" not in labelled


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"answer": "9.81", "decimals": 2}, "Give your answer to 2 decimal places."),
        ({"answer": "9.8", "decimals": 1}, "Give your answer to 1 decimal place."),
        ({"answer": "12500", "significant-figures": 3}, "Give your answer to 3 significant figures."),
    ],
)
def test_the_rounding_is_asked_for_once(keys: dict[str, Any], said: str, tmp_path: Path) -> None:
    assert printed(tmp_path, "worksheet", NUMBER | keys).count(said) == 1
    stem = {"stem": f"Calculate. {said}"}
    assert printed(tmp_path, "worksheet", NUMBER | keys | stem).count(said) == 1


def test_the_answer_is_worth_one_mark_beside_points_and_all_without(tmp_path: Path) -> None:
    question = NUMBER | {"answer": "9.81", "marks": 3}
    (item,) = check_spec(spec(tmp_path, question)).paper.items
    assert (item.keyed, item.judged, item.award) == (3, 0, (3, 1))
    points = {"mark-scheme": {"points": ["a formula", "its use", "a value"]}}
    (item,) = check_spec(spec(tmp_path, question | points)).paper.items
    assert (item.keyed, item.judged) == (1, 2)
    (item,) = check_spec(spec(tmp_path, question | points | {"key-marks": 2})).paper.items
    assert (item.keyed, item.judged) == (2, 1)


def test_an_answer_beside_codes_is_worth_what_they_say(tmp_path: Path) -> None:
    scheme = {"mark-scheme": {"points": ["M1 for 2 x 4.905", "A1 for 9.81"]}}
    question = NUMBER | scheme | {"answer": "9.81", "marks": 2}
    (item,) = check_spec(spec(tmp_path, question)).paper.items
    assert (item.keyed, item.judged) == (0, 2)
    assert '<p style="small-head">Answer</p>' in printed(tmp_path, "mark-scheme", question)


def test_the_line_for_the_answer_is_printed_once_beside_points(tmp_path: Path) -> None:
    question = NUMBER | {"answer": "9.81", "marks": 3, "mark-scheme": {"points": ["a formula", "its use", "a value"]}}
    assert printed(tmp_path, "worksheet", question).count("Answer =") == 1
    assert printed(tmp_path, "answers", question).count("9.81") == 1
