"""Golden tables: every way an amount, a number or a date is written, in each language."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.money.amount import Money
from rochdale.money.currency import DECIMALS, Currency
from rochdale.web import formatting
from rochdale.web.reading import read_amount

ENGLISH = formatting.locale_of("en")
FRENCH = formatting.locale_of("fr")
LOCALES = {"en": ENGLISH, "fr": FRENCH}

# In the tables a tilde stands for a non-breaking space, so that it can be seen.
AMOUNTS = """
2418.07 CAD         | $2,418.07                  | 2~418,07~$
-61.20 CAD          | −$61.20                    | −61,20~$
0.00 CAD            | $0.00                      | 0,00~$
-0.05 CAD           | −$0.05                     | −0,05~$
999.99 CAD          | $999.99                    | 999,99~$
1234567890123.45 CAD| $1,234,567,890,123.45      | 1~234~567~890~123,45~$
-98765432109876543210987654321.09 CAD | −$98,765,432,109,876,543,210,987,654,321.09 | −98~765~432~109~876~543~210~987~654~321,09~$
1204.00 USD         | US$1,204.00                | 1~204,00~$~US
-12.50 EUR          | −€12.50                    | −12,50~€
12000 JPY           | JP¥12,000                  | 12~000~¥
-5 KRW              | −₩5                        | −5~KRW
1500 ISK            | ISK~1,500                  | 1~500~ISK
1.50 AFN            | AFN~1.50                   | 1,50~AFN
5.125 TND           | TND~5.125                  | 5,125~TND
-1000.001 KWD       | −KWD~1,000.001             | −1~000,001~KWD
0.0001 CLF          | CLF~0.0001                 | 0,0001~CLF
-40000.1234 UYW     | −UYW~40,000.1234           | −40~000,1234~UYW
1800.00 CZK         | CZK~1,800.00               | 1~800,00~CZK
250.00 KES          | KES~250.00                 | 250,00~KES
"""  # noqa: E501  # a table

DAYS = {
    formatting.day_text: ("12 March 1998", "12 mars 1998", "1 November 2026", "1er novembre 2026"),
    formatting.day_short_text: ("12 Mar", "12 mars", "1 Nov", "1er nov."),
    formatting.day_medium_text: ("12 Mar 1998", "12 mars 1998", "1 Nov 2026", "1er nov. 2026"),
    formatting.weekday_text: (
        "Thursday 12 March",
        "jeudi 12 mars",
        "Sunday 1 November",
        "dimanche 1er novembre",
    ),
    formatting.month_text: ("March 1998", "mars 1998", "November 2026", "novembre 2026"),
}


def golden() -> list[tuple[str, str, str]]:
    rows = [line.split("|") for line in AMOUNTS.strip().splitlines()]
    return [(text.strip(), english.strip(), french.strip()) for text, english, french in rows]


def money_of(text: str) -> Money:
    digits, code = text.split()
    return Money.parse(digits, Currency.of(code))


@pytest.mark.parametrize(("text", "english", "french"), golden())
def test_amounts(text: str, english: str, french: str) -> None:
    amount = money_of(text)
    assert formatting.money_text(amount, ENGLISH) == english.replace("~", formatting.NO_BREAK)
    assert formatting.money_text(amount, FRENCH) == french.replace("~", formatting.NO_BREAK)


@given(st.integers(-(10**18), 10**18), st.sampled_from(sorted(DECIMALS)), st.sampled_from([ENGLISH, FRENCH]))
def test_what_is_written_can_be_read_again(minor: int, code: str, locale: object) -> None:
    amount = Money(minor, Currency.of(code))
    assert read_amount(formatting.money_text(amount, locale), amount.currency, locale) == amount  # type: ignore[arg-type]


def test_a_signed_amount_shows_its_plus() -> None:
    assert formatting.money_text(money_of("5.00 CAD"), ENGLISH, signed=True) == "+$5.00"
    assert formatting.money_text(money_of("-5.00 CAD"), ENGLISH, signed=True) == "−$5.00"
    assert formatting.money_text(money_of("0.00 CAD"), ENGLISH, signed=True) == "$0.00"


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("1284117.49 CAD", "$1,284,117"),
        ("0.50 CAD", "$0"),
        ("1.50 CAD", "$2"),
        ("-2.51 CAD", "−$3"),
        ("-0.49 CAD", "$0"),
    ],
)
def test_whole_amounts_go_half_to_even(text: str, english: str) -> None:
    assert formatting.money_whole_text(money_of(text), ENGLISH) == english


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        (6214, "6,214", "6~214"),
        (-1234567, "−1,234,567", "−1~234~567"),
        (Decimal("17.20"), "17.20", "17,20"),
        (0, "0", "0"),
    ],
)
def test_numbers(number: int | Decimal, english: str, french: str) -> None:
    assert formatting.number_text(number, ENGLISH) == english
    assert formatting.number_text(number, FRENCH) == french.replace("~", formatting.NO_BREAK)


@pytest.mark.parametrize(
    ("ratio", "english", "french"),
    [
        ("0.0215", "2.15~%", "2,15~%"),
        ("0.5", "50~%", "50~%"),
        ("1", "100~%", "100~%"),
        ("-0.001", "−0.1~%", "−0,1~%"),
        ("0.00012345", "0.012345~%", "0,012345~%"),
    ],
)
def test_rates_hide_nothing(ratio: str, english: str, french: str) -> None:
    assert formatting.percent_text(Decimal(ratio), ENGLISH) == english.replace("~", formatting.NO_BREAK)
    assert formatting.percent_text(Decimal(ratio), FRENCH) == french.replace("~", formatting.NO_BREAK)


@pytest.mark.parametrize("write", DAYS)
def test_days(write: object) -> None:
    found = tuple(
        write(day, locale)  # type: ignore[operator]
        for day in (date(1998, 3, 12), date(2026, 11, 1))
        for locale in (ENGLISH, FRENCH)
    )
    assert found == DAYS[write]  # type: ignore[index]


@pytest.mark.parametrize(
    ("hour", "minute", "english", "french"),
    [(14, 5, "14:05", "14~h~05"), (19, 0, "19:00", "19~h"), (0, 30, "00:30", "0~h~30")],
)
def test_times(hour: int, minute: int, english: str, french: str) -> None:
    at = datetime(2026, 11, 1, hour, minute, tzinfo=UTC)
    assert formatting.clock_text(at, ENGLISH) == english
    assert formatting.clock_text(at, FRENCH) == french.replace("~", formatting.NO_BREAK)
    assert formatting.moment_text(at, ENGLISH) == f"1 November 2026, {english}"
    assert formatting.appointment_text(at, ENGLISH) == f"Sunday 1 November 2026, {english}"


def test_language_tags() -> None:
    assert [formatting.language_tag(LOCALES[code]) for code in ("en", "fr")] == ["en-CA", "fr-CA"]
    assert formatting.language_tag(formatting.locale_of("sw")) == "sw"
