"""The check digit of an account number catches the slips that people make."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.banking.queries import account_number, check_digit, read_account_number

digits = st.text("0123456789", min_size=1, max_size=18)


def test_a_published_example() -> None:
    """ISO/IEC 7812-1: 7992739871 takes the check digit 3."""
    assert check_digit("7992739871") == 3


def test_an_account_number_reads_as_it_is_written() -> None:
    assert account_number(member_number=4182, serial=1) == "4182-01-0"


@given(member=st.integers(1, 10**9), serial=st.integers(1, 99))
def test_a_number_is_read_however_it_was_typed(member: int, serial: int) -> None:
    number = account_number(member_number=member, serial=serial)
    assert read_account_number(number) == number
    assert read_account_number(number.replace("-", "")) == number
    assert read_account_number(f" {number.replace('-', ' ')} ") == number


@given(text=digits, data=st.data())
def test_one_wrong_digit_is_caught(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text) - 1))
    wrong = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != text[place]]))
    assert check_digit(text) != check_digit(text[:place] + wrong + text[place + 1 :])


@given(text=st.text("0123456789", min_size=2, max_size=18), data=st.data())
def test_swapped_neighbours_are_caught_but_for_09(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text) - 2))
    pair = text[place : place + 2]
    swapped = text[:place] + pair[::-1] + text[place + 2 :]
    same = pair[0] == pair[1] or set(pair) == {"0", "9"}
    assert (check_digit(text) == check_digit(swapped)) is same


@pytest.mark.parametrize(
    "typed", ["", "4182-01-1", "4182", "4182-01-x", "４182-01-0", "-4182-01-0", "1" * 40]
)
def test_what_is_no_account_number(typed: str) -> None:
    assert read_account_number(typed) is None


def test_a_check_digit_needs_digits() -> None:
    with pytest.raises(ValueError, match="digits"):
        check_digit("41a")
