"""How amounts, numbers and dates are written in each language: one place, used by every page and paper.

Takes the locale as an argument; `templatetags.rochdale_format` finds the reader's. A minus is a real minus
sign, and what belongs together is held by non-breaking spaces.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from babel import Locale
from babel.dates import format_datetime, format_time
from babel.numbers import format_decimal, get_currency_symbol

from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.money.rounding import Rounding, round_to_minor

NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
_LOCALES = {"fr": "fr_CA", "en": "en_CA"}


def locale_of(language: str) -> Locale:
    """The locale of a language code of Django: Canadian for French and English, its own for any other."""
    return Locale.parse(_LOCALES.get(language) or language.replace("-", "_"))


def language_tag(locale: Locale) -> str:
    """The tag for the `lang` attribute: "fr-CA"."""
    return str(locale).replace("_", "-")


def money_text(amount: Money, locale: Locale, *, signed: bool = False) -> str:
    """The amount with its currency and all its decimals: "−$61.20", "2 418,07 $".

    With `signed`, more than nothing gets a plus. Decimals are those of ISO 4217, which the locale's own data
    does not always follow.
    """
    sign = sign_of(amount.minor, signed=signed)
    return sign + _beside_symbol(digits_text(abs(amount), locale), amount.currency, locale)


def money_whole_text(amount: Money, locale: Locale) -> str:
    """The amount to the nearest whole unit, half to even, for a figure that is only an order of size."""
    whole = round_to_minor(Fraction(amount.minor, amount.currency.minor_per_major), Rounding.HALF_EVEN)
    return sign_of(whole) + _beside_symbol(number_text(abs(whole), locale), amount.currency, locale)


def _beside_symbol(unsigned: str, currency: Currency, locale: Locale) -> str:
    pattern = locale.currency_formats["standard"]
    symbol = get_currency_symbol(currency.code, locale)
    before, after = (str(part).replace("¤", symbol) for part in (pattern.prefix[0], pattern.suffix[0]))
    if before and before[-1].isalpha():
        before += NO_BREAK
    return before + unsigned + after


def digits_text(amount: Money, locale: Locale) -> str:
    """The amount without its currency, as it stands in a column or a field: "2 418,07"."""
    symbols = locale.number_symbols["latn"]
    whole, _, fraction = abs(amount).plain().partition(".")
    grouped = f"{int(whole):,}".replace(",", str(symbols["group"]))
    unsigned = f"{grouped}{symbols['decimal']}{fraction}" if fraction else grouped
    return sign_of(amount.minor) + unsigned


def sign_of(number: int, *, signed: bool = False) -> str:
    """A real minus sign for less than nothing; with `signed`, a plus for more."""
    if number < 0:
        return MINUS
    return "+" if signed and number > 0 else ""


def number_text(number: int | Decimal, locale: Locale) -> str:
    """A count or a measure: "6,214", "6 214", with every decimal that it has."""
    decimals = max(0, -int(number.as_tuple().exponent)) if isinstance(number, Decimal) else 0
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(number, format=pattern, locale=locale).replace("-", MINUS)


def percent_text(ratio: Decimal, locale: Locale) -> str:
    """A rate given as a ratio: 0.0215 is "2.15 %". Nothing is rounded, at least nothing is hidden."""
    percentage = (ratio * 100).normalize()
    if percentage == percentage.to_integral_value():
        percentage = percentage.quantize(Decimal(1))
    return number_text(percentage, locale) + NO_BREAK + "%"


def day_text(day: date, locale: Locale) -> str:
    """The day in full: "12 March 1998", "1er novembre 2026"."""
    return _day(day, "d MMMM y", locale)


def day_short_text(day: date, locale: Locale) -> str:
    """The day where the year is plain from the page: "2 Nov", "2 nov."."""
    return _day(day, "d MMM", locale)


def day_medium_text(day: date, locale: Locale) -> str:
    """The day in a narrow column of several years: "2 Nov 2026", "2 nov. 2026"."""
    return _day(day, "d MMM y", locale)


def weekday_text(day: date, locale: Locale) -> str:
    """The day that is near: "Thursday 14 April", "jeudi 14 avril"."""
    return _day(day, "EEEE d MMMM", locale)


def month_text(day: date, locale: Locale) -> str:
    """The month of a day: "November 2026"."""
    return _dated(day, "MMMM y", locale)


def clock_text(at: datetime, locale: Locale) -> str:
    """The time of day: "19:05"; in French "19 h 05", and "19 h" on the hour."""
    if locale.language != "fr":
        return format_time(at.time(), "HH:mm", locale=locale)
    hour = f"{at.hour}{NO_BREAK}h"
    return f"{hour}{NO_BREAK}{at.minute:02}" if at.minute else hour


def moment_text(at: datetime, locale: Locale) -> str:
    """The day and the time: "12 March 1998, 19:05"."""
    return f"{day_text(at.date(), locale)}, {clock_text(at, locale)}"


def appointment_text(at: datetime, locale: Locale) -> str:
    """A day to come, with the day of the week, and the hour: "Thursday 14 April 2027, 19:05"."""
    return f"{_day(at.date(), 'EEEE d MMMM y', locale)}, {clock_text(at, locale)}"


def _day(day: date, pattern: str, locale: Locale) -> str:
    # French counts the first of the month as a rank, the other days as numbers.
    if locale.language == "fr" and day.day == 1:
        pattern = pattern.replace("d ", "d'er' ")
    return _dated(day, pattern, locale)


def _dated(day: date, pattern: str, locale: Locale) -> str:
    noon = datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001  # a date has no zone
    return format_datetime(noon, pattern, locale=locale)
