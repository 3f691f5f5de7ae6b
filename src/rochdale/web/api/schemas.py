"""The values that travel: what may be asked, and what is answered. Unknown fields are refused, sizes are bounded."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Final

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from rochdale.kernel.errors import Refusal
from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.web.values import Effect, Shown

MINOR_MAX: Final = 10**15
PAGE_LINES_MAX: Final = 200
WORDS_LENGTH_MAX: Final = 2000
NAME_LENGTH_MAX: Final = 200
# Line breaks and tabs are taken, other control signs are not: no column of text keeps them all.
_PLAIN: Final = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$"


class Asked(BaseModel):
    """What a program sends."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Answer(BaseModel):
    """What a program is told."""

    model_config = ConfigDict(frozen=True)


Name = Annotated[str, Field(max_length=NAME_LENGTH_MAX, pattern=_PLAIN)]
OptionalWords = Annotated[str, Field(max_length=WORDS_LENGTH_MAX, pattern=_PLAIN)]
Words = Annotated[str, Field(min_length=1, max_length=WORDS_LENGTH_MAX, pattern=_PLAIN)]
Limit = Annotated[int, Field(ge=1, le=PAGE_LINES_MAX)]
Place = Annotated[str, Field(max_length=600, pattern=r"^[A-Za-z0-9_:\-]*$")]


def _in_utc(at: datetime) -> datetime:
    """The same instant in UTC: databases know fewer displacements than people write."""
    try:
        return at.astimezone(UTC)
    except OverflowError as beyond:
        raise ValueError("instant_beyond_time") from beyond


# Days of which a cooperative can know anything; before and after them calendars have an end.
Day = Annotated[date, Field(ge=date(1800, 1, 1), le=date(2399, 12, 31))]
Instant = Annotated[AwareDatetime, AfterValidator(_in_utc)]


def _known(code: str) -> str:
    try:
        Currency.of(code)
    except Refusal as refusal:
        raise ValueError("currency_unknown") from refusal
    return code


class Amount(BaseModel):
    """An amount of money: a whole number of minor units (cents) of a currency of ISO 4217, and no fraction ever."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    minor: Annotated[int, Field(strict=True, ge=0, le=MINOR_MAX)]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$"), AfterValidator(_known)]


class SignedAmount(Answer):
    """An amount that may be less than nothing: what is owed, or what went away."""

    minor: int
    currency: str


class PageAsked(Asked):
    """A page of a list: `after` is the cursor that the page before gave."""

    after: Place = ""
    limit: Limit = 50


class Nothing(Asked):
    """A body without any field, for acts that need no more than their address."""


class Done(Answer):
    """The act is done, and needs no other word."""

    done: bool = True


class EffectTold(Answer):
    """One figure or fact that an act will change, before and after; days are written as `2026-11-23`."""

    label: str
    before: int | str | SignedAmount | None
    after: int | str | SignedAmount | None


def effect_told(effect: Effect) -> EffectTold:
    """What an act changes, on its way out."""
    return EffectTold(
        label=str(effect.label), before=_shown_plain(effect.before), after=_shown_plain(effect.after)
    )


def _shown_plain(value: Shown) -> int | str | SignedAmount | None:
    match value:
        case None | int():
            return value
        case Money():
            return amount(value)
        case date():
            return value.isoformat()
        case _:
            return str(value)


def amount(money: Money) -> SignedAmount:
    """An amount on its way out."""
    return SignedAmount(minor=money.minor, currency=money.currency.code)


def money_of(asked: Amount) -> Money:
    """An amount that came in."""
    return Money(asked.minor, Currency.of(asked.currency))
