"""An amount of money: a whole number of minor units, and its currency.

Amounts of different currencies do not meet. There is no division here (see `split`), no rounding (see
`rounding`), and an amount is neither true nor false: ask `is_zero`, `is_positive` or `is_negative`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NoReturn

from rochdale.money.currency import Currency
from rochdale.money.errors import AmountMalformed, CurrenciesDiffer, TooManyDecimals

_TEXT_LENGTH_MAX: Final = 40
_PLAIN: Final = re.compile(r"([+-]?)([0-9]+)(?:\.([0-9]+))?")


@dataclass(frozen=True, slots=True)
class Money:
    """`minor` minor units of `currency`: Money(1234, CAD) is twelve dollars and thirty-four cents.

    Equal only to the same number of the same currency. Raises TypeError for a minor that is not an int.
    """

    minor: int
    currency: Currency

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise TypeError(f"minor units are int, not {type(self.minor).__name__}")

    @classmethod
    def zero(cls, currency: Currency) -> Money:
        """Nothing, of `currency`."""
        return cls(0, currency)

    @classmethod
    def parse(cls, text: str, currency: Currency) -> Money:
        """The amount written as plain digits with a point: "12.34", "-0.5", "+7". Exact, never rounded.

        Raises AmountMalformed, and TooManyDecimals where the text is finer than the currency.
        """
        match = _PLAIN.fullmatch(text) if len(text) <= _TEXT_LENGTH_MAX else None
        if match is None:
            raise AmountMalformed(text=text[:_TEXT_LENGTH_MAX])
        sign, whole, fraction = match[1], match[2], match[3] or ""
        if len(fraction) > currency.decimals:
            raise TooManyDecimals(text=text, currency=currency.code, decimals_max=currency.decimals)
        minor = int(whole + fraction.ljust(currency.decimals, "0"))
        return cls(-minor if sign == "-" else minor, currency)

    def plain(self) -> str:
        """The amount as plain digits with a point and all its decimals, as `parse` reads them: "12.34"."""
        digits = str(abs(self.minor)).rjust(self.currency.decimals + 1, "0")
        sign = "-" if self.minor < 0 else ""
        if self.currency.decimals == 0:
            return sign + digits
        return f"{sign}{digits[: -self.currency.decimals]}.{digits[-self.currency.decimals :]}"

    @property
    def is_zero(self) -> bool:
        """Whether this is nothing."""
        return self.minor == 0

    @property
    def is_positive(self) -> bool:
        """Whether this is more than nothing."""
        return self.minor > 0

    @property
    def is_negative(self) -> bool:
        """Whether this is less than nothing."""
        return self.minor < 0

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same_currency(other).minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same_currency(other).minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __abs__(self) -> Money:
        return Money(abs(self.minor), self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same_currency(other).minor

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._same_currency(other).minor

    def __gt__(self, other: Money) -> bool:
        return self.minor > self._same_currency(other).minor

    def __ge__(self, other: Money) -> bool:
        return self.minor >= self._same_currency(other).minor

    def __bool__(self) -> NoReturn:
        raise TypeError("an amount is neither true nor false: ask is_zero, is_positive or is_negative")

    def __str__(self) -> str:
        return f"{self.plain()} {self.currency.code}"

    def _same_currency(self, other: Money) -> Money:
        if not isinstance(other, Money):
            raise TypeError(f"an amount meets only amounts, not {type(other).__name__}")
        if self.currency != other.currency:
            raise CurrenciesDiffer(left=self.currency.code, right=other.currency.code)
        return other


def total(amounts: Iterable[Money], currency: Currency) -> Money:
    """The sum of `amounts`, which are all of `currency`; nothing for none. Raises CurrenciesDiffer."""
    whole = Money.zero(currency)
    for amount in amounts:
        whole += amount
    return whole
