"""Amounts obey arithmetic, keep every digit through text, and do not mix."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.money.amount import Money, total
from rochdale.money.currency import DECIMALS, Currency
from rochdale.money.errors import AmountMalformed, CurrenciesDiffer, TooManyDecimals

CAD = Currency.of("CAD")
USD = Currency.of("USD")
currencies = st.sampled_from(sorted(DECIMALS)).map(Currency.of)
minors = st.integers(min_value=-(2**70), max_value=2**70)
amounts = st.builds(Money, minors, currencies)
dollars = st.builds(Money, minors, st.just(CAD))


@given(amounts)
def test_text_and_back(amount: Money) -> None:
    assert Money.parse(amount.plain(), amount.currency) == amount


@given(amounts)
def test_text_says_the_same_number(amount: Money) -> None:
    assert Decimal(amount.plain()) * amount.currency.minor_per_major == amount.minor
    assert str(amount) == f"{amount.plain()} {amount.currency.code}"


@pytest.mark.parametrize(
    ("text", "code", "minor"),
    [
        ("12.34", "CAD", 1234),
        ("-0.5", "CAD", -50),
        ("+7", "CAD", 700),
        ("007.00", "CAD", 700),
        ("-0.00", "CAD", 0),
        ("12", "JPY", 12),
        ("1.234", "TND", 1234),
        ("0.0001", "CLF", 1),
    ],
)
def test_parsing(text: str, code: str, minor: int) -> None:
    assert Money.parse(text, Currency.of(code)) == Money(minor, Currency.of(code))


@pytest.mark.parametrize(
    "text",
    [
        "", "-", ".", "12.", ".5", "1,234.56", "1 234", "12.3.4", "1e3", "0x10", "١٢", "−5", "12.34\n",
        " 1", "NaN", "$5", "1_000", "9" * 41,
    ],
)  # fmt: skip
def test_what_is_not_an_amount_is_refused(text: str) -> None:
    with pytest.raises(AmountMalformed):
        Money.parse(text, CAD)


@pytest.mark.parametrize(("text", "code"), [("1.234", "CAD"), ("1.230", "CAD"), ("1.0", "JPY")])
def test_more_decimals_than_the_currency_are_refused(text: str, code: str) -> None:
    currency = Currency.of(code)
    with pytest.raises(TooManyDecimals) as caught:
        Money.parse(text, currency)
    assert caught.value.facts() == {"text": text, "currency": code, "decimals_max": currency.decimals}


@given(dollars, dollars, dollars)
def test_addition_is_a_commutative_group(a: Money, b: Money, c: Money) -> None:
    zero = Money.zero(CAD)
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert a + zero == a
    assert a + -a == zero
    assert a - b == a + -b


@given(dollars, dollars)
def test_order_is_that_of_the_numbers(a: Money, b: Money) -> None:
    for compare in (operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne):
        assert compare(a, b) == compare(a.minor, b.minor)


@given(dollars)
def test_sign_questions(amount: Money) -> None:
    assert [amount.is_negative, amount.is_zero, amount.is_positive].count(True) == 1
    assert not abs(amount).is_negative
    assert amount.is_zero == (amount == -amount)


@given(st.lists(dollars))
def test_total_is_the_sum(several: list[Money]) -> None:
    assert total(several, CAD) == Money(sum(amount.minor for amount in several), CAD)


@pytest.mark.parametrize(
    "meet", [operator.add, operator.sub, operator.lt, operator.le, operator.gt, operator.ge]
)
def test_currencies_do_not_mix(meet: Callable[[Money, Money], object]) -> None:
    with pytest.raises(CurrenciesDiffer) as caught:
        meet(Money(1, CAD), Money(1, USD))
    assert caught.value.facts() == {"left": "CAD", "right": "USD"}


def test_a_total_of_one_currency_refuses_another() -> None:
    with pytest.raises(CurrenciesDiffer):
        total([Money(1, CAD), Money(1, USD)], CAD)


def test_amounts_of_different_currencies_are_never_equal() -> None:
    assert Money(1, CAD) != Money(1, USD)
    assert len({Money(1, CAD), Money(1, USD), Money(1, CAD)}) == 2


def test_an_amount_meets_no_bare_number() -> None:
    with pytest.raises(TypeError, match="meets only amounts"):
        Money(1, CAD) + 1  # type: ignore[operator]


def test_an_amount_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError, match="is_zero"):
        bool(Money(1, CAD))


@pytest.mark.parametrize("minor", [1.0, True, "1", Decimal(1)])
def test_minor_units_are_whole_numbers(minor: object) -> None:
    with pytest.raises(TypeError, match="minor units are int"):
        Money(minor, CAD)  # type: ignore[arg-type]


def test_an_amount_is_frozen() -> None:
    amount = Money(1, CAD)
    with pytest.raises(FrozenInstanceError):
        amount.minor = 2  # type: ignore[misc]
