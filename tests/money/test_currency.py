"""The table of currencies holds what ISO 4217 list one of 2026-01-01 holds."""

from __future__ import annotations

from collections import Counter

import pytest

from rochdale.money.currency import DECIMALS, Currency
from rochdale.money.errors import CurrencyUnknown, CurrencyWithoutMinorUnit


def test_how_many_currencies_have_how_many_decimals() -> None:
    assert Counter(DECIMALS.values()) == {2: 139, 0: 17, 3: 7, 4: 2}


@pytest.mark.parametrize(
    ("code", "decimals", "minor_per_major"),
    [("CAD", 2, 100), ("JPY", 0, 1), ("XOF", 0, 1), ("TND", 3, 1000), ("CLF", 4, 10_000), ("XCG", 2, 100)],
)
def test_known_currencies(code: str, decimals: int, minor_per_major: int) -> None:
    currency = Currency.of(code)
    assert (currency.code, currency.decimals, currency.minor_per_major) == (code, decimals, minor_per_major)
    assert str(currency) == code
    assert Currency.of(code) is currency


@pytest.mark.parametrize("code", ["XAU", "XDR", "XTS", "XXX"])
def test_a_code_without_minor_unit_cannot_be_held(code: str) -> None:
    with pytest.raises(CurrencyWithoutMinorUnit) as caught:
        Currency.of(code)
    assert caught.value.facts() == {"currency": code}


@pytest.mark.parametrize("code", ["", "cad", "CA", "DEM", "BGN", "CAD "])
def test_an_inactive_or_misspelt_code_is_unknown(code: str) -> None:
    with pytest.raises(CurrencyUnknown) as caught:
        Currency.of(code)
    assert caught.value.facts() == {"currency": code}
