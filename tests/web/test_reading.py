"""Amounts as people type them: read by the habits of the language, or refused, never guessed."""

from __future__ import annotations

import pytest

from rochdale.money.currency import Currency
from rochdale.money.errors import AmountMalformed, TooManyDecimals
from rochdale.web.formatting import locale_of
from rochdale.web.reading import read_amount


@pytest.mark.parametrize(
    ("language", "typed", "code", "minor"),
    [
        ("en", "12.34", "CAD", 1234),
        ("en", " $1,234.56 ", "CAD", 123456),
        ("en", "1 234.56", "CAD", 123456),
        ("en", "−$61.20", "CAD", -6120),
        ("en", "– 61.20", "CAD", -6120),
        ("en", "12 CAD", "CAD", 1200),
        ("en", "US$12", "USD", 1200),
        ("en", "$12", "USD", 1200),
        ("en", "1,234", "TND", 1234000),
        ("en", "1,200", "JPY", 1200),
        ("fr", "12,34", "CAD", 1234),
        ("fr", "12.34", "CAD", 1234),
        ("fr", "1 234,56 $", "CAD", 123456),
        ("fr", "1\N{NARROW NO-BREAK SPACE}234,5", "CAD", 123450),
        ("fr", "12 $ US", "USD", 1200),
        ("fr", "1,234", "TND", 1234),
        ("fr", "80 €", "EUR", 8000),
    ],
)
def test_what_can_be_read(language: str, typed: str, code: str, minor: int) -> None:
    assert read_amount(typed, Currency.of(code), locale_of(language)).minor == minor


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", ""),
        ("en", "twelve"),
        ("en", "12,50"),  # a comma for the decimals, or a slip for 12,500?
        ("en", "12 50"),
        ("en", "1,23,456"),
        ("en", "12.34.56"),
        ("en", "1e5"),
        ("en", "80 €"),
        ("en", "--5"),
        ("en", "5-"),
        ("en", "1" * 61),
        ("fr", "1.234,56"),
        ("fr", "1,234.56"),
        ("fr", "12 50"),
        ("fr", "12,"),
    ],
)
def test_what_could_mean_two_things_is_refused(language: str, typed: str) -> None:
    with pytest.raises(AmountMalformed):
        read_amount(typed, Currency.of("CAD"), locale_of(language))


@pytest.mark.parametrize(("language", "typed"), [("en", "1.234"), ("fr", "1,234"), ("fr", "1.234")])
def test_finer_than_the_currency_is_refused(language: str, typed: str) -> None:
    with pytest.raises(TooManyDecimals):
        read_amount(typed, Currency.of("CAD"), locale_of(language))


def test_a_dollar_is_no_euro() -> None:
    with pytest.raises(AmountMalformed):
        read_amount("12 $", Currency.of("EUR"), locale_of("fr"))
