"""Template filters: amounts, numbers, dates and moments in the reader's language.

Filters named after the thing give markup (`<span class="money">`, `<time>`); those that end in `_text` give
bare text for an attribute or the middle of a sentence. None becomes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from babel import Locale
from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.web import formatting

register = template.Library()


def reader_locale() -> Locale:
    """The locale of the language that Django has active."""
    return formatting.locale_of(get_language() or "en")


@register.filter
def money(amount: Money | int | None, currency: str = "") -> SafeString:
    """`{{ amount|money }}`, or `{{ minor|money:"CAD" }}` for bare minor units."""
    return _span(_money_text(amount, currency))


@register.filter
def money_signed(amount: Money | int | None, currency: str = "") -> SafeString:
    """As `money`, with a plus where there is more than nothing: for changes."""
    return _span(_money_text(amount, currency, signed=True))


@register.filter
def money_text(amount: Money | int | None, currency: str = "") -> str:
    """As `money`, bare."""
    return _money_text(amount, currency)


@register.filter
def money_whole(amount: Money | int | None, currency: str = "") -> SafeString:
    """As `money`, to the nearest whole unit: for figures that are an order of size."""
    known = _as_money(amount, currency)
    return _span("" if known is None else formatting.money_whole_text(known, reader_locale()))


@register.filter
def digits(amount: Money | int | None, currency: str = "") -> SafeString:
    """As `money`, without the currency: for a column whose head names it."""
    known = _as_money(amount, currency)
    return _span("" if known is None else formatting.digits_text(known, reader_locale()))


@register.filter
def number(value: int | Decimal | None) -> str:
    """A count or a measure."""
    return "" if value is None else formatting.number_text(value, reader_locale())


@register.filter
def percent(ratio: Decimal | None) -> str:
    """A rate kept as an exact ratio: 0.0215 is 2.15 %."""
    return "" if ratio is None else formatting.percent_text(ratio, reader_locale())


@register.filter
def day(value: date | None) -> SafeString:
    """12 March 1998."""
    return _time(value, formatting.day_text)


@register.filter
def day_short(value: date | None) -> SafeString:
    """2 Nov."""
    return _time(value, formatting.day_short_text)


@register.filter
def day_medium(value: date | None) -> SafeString:
    """2 Nov 2026."""
    return _time(value, formatting.day_medium_text)


@register.filter
def weekday(value: date | None) -> SafeString:
    """Thursday 14 April."""
    return _time(value, formatting.weekday_text)


@register.filter
def month(value: date | None) -> str:
    """November 2026."""
    return "" if value is None else formatting.month_text(_local_day(value), reader_locale())


@register.filter
def day_text(value: date | None) -> str:
    """As `day`, bare."""
    return "" if value is None else formatting.day_text(_local_day(value), reader_locale())


@register.filter
def moment(value: datetime | None) -> SafeString:
    """12 March 1998, 19:05, in the zone of the page."""
    return _at(value, formatting.moment_text)


@register.filter
def clock(value: datetime | None) -> SafeString:
    """19:05, in the zone of the page."""
    return _at(value, formatting.clock_text)


@register.filter
def shown(value: object) -> object:
    """A prepared value by its kind: an amount, a number, a moment, a day; text stays as it is."""
    for kind, show in _SHOWN:
        if isinstance(value, kind) and not isinstance(value, bool):
            return show(value)
    return "" if value is None else value


_SHOWN: tuple[tuple[type, Callable[..., object]], ...] = (
    (Money, money),
    (int, number),
    (Decimal, number),
    (datetime, moment),
    (date, day),
)


def _as_money(amount: Money | int | None, currency: str) -> Money | None:
    return Money(amount, Currency.of(currency)) if isinstance(amount, int) else amount


def _money_text(amount: Money | int | None, currency: str, *, signed: bool = False) -> str:
    known = _as_money(amount, currency)
    return "" if known is None else formatting.money_text(known, reader_locale(), signed=signed)


def _span(text: str) -> SafeString:
    return format_html('<span class="money">{}</span>', text) if text else SafeString("")


def _local_day(value: date) -> date:
    if not isinstance(value, datetime):
        return value
    return (timezone.localtime(value) if timezone.is_aware(value) else value).date()


def _time(value: date | None, write: Callable[[date, Locale], str]) -> SafeString:
    if value is None:
        return SafeString("")
    local = _local_day(value)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), write(local, reader_locale()))


def _at(value: datetime | None, write: Callable[[datetime, Locale], str]) -> SafeString:
    if value is None:
        return SafeString("")
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    written = write(local, reader_locale())
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), written)
