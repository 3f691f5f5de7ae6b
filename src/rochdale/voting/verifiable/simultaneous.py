"""Several powers of one base, whose squarings are done once (Yao's method, with sliding windows).

An exponent is read from its low end in windows that begin and end with any bit but begin with a 1: such a window is
an odd digit, at a place. The base squared as often as the place says is put aside under its digit; in the end what
lies under 1, 3, 5 ... is multiplied as often as the digit says. For a single exponent a plain power is faster; of
two a fifth is saved, of three more than a third, of six half. Exponents are no secrets here.

Source: A. C. Yao, On the evaluation of powers, SIAM J. Comput. 5 (1976); Knuth, TAOCP 4.6.3, exercise 9.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from rochdale.voting.verifiable.arithmetic import Residue, number, residues
from rochdale.voting.verifiable.groups import Group

_WINDOW: Final = 5
_DIGITS: Final = 2 ** (_WINDOW - 1)
"""How many odd digits there are."""
_WINDOWS: Final = re.compile(f"(0*)(1.{{0,{_WINDOW - 1}}})")


def powers(group: Group, base: int, exponents: Sequence[int]) -> list[int]:
    """base^e for each exponent from 0 to q."""
    if len(exponents) == 1:
        return [group.power(base, exponent) for exponent in exponents]
    squares = _squares(residues(group.p)(int(base)), group.q.bit_length())
    return [number(int(_read_windows(squares, exponent))) for exponent in exponents]


def _squares(base: Residue, count: int) -> list[Residue]:
    """The base, its square, the square of that, and so on."""
    squares = [base]
    for _ in range(count - 1):
        base = base * base
        squares.append(base)
    return squares


@lru_cache(maxsize=1)
def _digits() -> dict[str, int]:
    """Which odd digit a window is, counted from 0 for 1; the lowest bit is written first."""
    texts = (f"{odd:b}"[::-1].ljust(length, "0") for odd, length in _windows())
    return {text: int(text[::-1], 2) // 2 for text in texts}


def _windows() -> Iterator[tuple[int, int]]:
    """Every odd digit with every length that it may be written in."""
    for odd in range(1, 2**_WINDOW, 2):
        for length in range(odd.bit_length(), _WINDOW + 1):
            yield odd, length


def _read_windows(squares: Sequence[Residue], exponent: int) -> Residue:
    one, digits, place = squares[0] ** 0, _digits(), 0
    aside = [one] * _DIGITS
    for zeros, window in _WINDOWS.findall(f"{int(exponent):b}"[::-1]):
        place += len(zeros)
        digit = digits[window]
        aside[digit] = aside[digit] * squares[place]
        place += _WINDOW
    return _each_as_often_as_its_digit(aside)


def _each_as_often_as_its_digit(aside: Sequence[Residue]) -> Residue:
    """The product of aside[k]^(2k+1): what is at k or above counts twice for each k but 0, and once for 0."""
    total = twice = aside[-1]
    for each in aside[-2:0:-1]:
        total = total * each
        twice = twice * total
    return twice * twice * (total * aside[0])
