"""Big numbers: the only module that knows gmpy2 and FLINT.

Numbers are typed `int`; at run time they are gmpy2's, which behave the same and are fast. Where many are multiplied
modulo the same number they are FLINT's residues for that while. Nothing here knows groups or proofs.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final, TypeAlias

import flint
import gmpy2

Residue: TypeAlias = flint.fmpz_mod
"""A number modulo another: `*` and `**` stay modulo it, `int` takes it back."""

number: Final[Callable[[int | str], int]] = gmpy2.mpz
"""The fast form of an integer, or of its decimal text."""


@lru_cache(maxsize=4)
def residues(modulus: int) -> Callable[[int], Residue]:
    """What makes a residue of a Python integer. The time of a power depends on its exponent: it is no secret.

    Their products are a tenth faster than a product and a remainder of gmpy2's, and so are their powers.
    """
    return flint.fmpz_mod_ctx(int(modulus))


inverse: Final[Callable[[int, int], int]] = gmpy2.invert
"""The inverse modulo a number. Raises ZeroDivisionError where there is none."""

jacobi: Final[Callable[[int, int], int]] = gmpy2.jacobi
"""The Jacobi symbol (a/n): -1, 0 or 1."""

_power_in_constant_time: Final[Callable[[int, int, int], int]] = gmpy2.powmod_sec


def secret_power(base: int, exponent: int, order: int, modulus: int) -> int:
    """base ** exponent in a time that does not depend on the exponent; `base` has an order that divides `order`.

    The exponent is raised above the order first: it is then never zero, and always of the same length.
    """
    return _power_in_constant_time(base, exponent % order + order, modulus)
