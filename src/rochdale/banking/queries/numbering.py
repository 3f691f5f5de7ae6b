"""Account numbers that catch a slip of the pen: "4182-01-0" is member 4182, first account, check digit 0.

The check digit is Luhn's (ISO/IEC 7812-1, annex B) over all digits before it. It catches every wrong digit
and every swap of neighbours but 09 with 90. Pure.
"""

from __future__ import annotations

import re
from typing import Final

SERIAL_MAX: Final = 99
_DOUBLED: Final = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)  # twice the digit, its own digits summed
_NUMBER: Final = re.compile(r"([0-9]{1,18})-?([0-9]{2})-?([0-9])", re.ASCII)


def check_digit(digits: str) -> int:
    """Luhn's digit for `digits`, which are ASCII digits and nothing else. Raises ValueError."""
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError("a check digit is made of digits")
    weighted = [
        _DOUBLED[int(digit)] if place % 2 == 0 else int(digit) for place, digit in enumerate(reversed(digits))
    ]
    return -sum(weighted) % 10


def account_number(*, member_number: int, serial: int) -> str:
    """The number of a member's account; `serial` counts from 1 to 99 for each member."""
    assert member_number > 0
    assert 1 <= serial <= SERIAL_MAX
    return f"{member_number}-{serial:02}-{check_digit(f'{member_number}{serial:02}')}"


def read_account_number(typed: str) -> str | None:
    """The number as it is written, however its parts were typed; None where the check digit is wrong."""
    match = _NUMBER.fullmatch("".join(typed.split()))
    if match is None or check_digit(match[1] + match[2]) != int(match[3]):
        return None
    return "-".join(match.groups())
