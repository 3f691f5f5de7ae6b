"""Reading the amounts that people type, by the habits of their language, without ever guessing.

"1,234.56" and "$12" in English; "1 234,56 $" and "12.50" in French. What could mean two amounts is refused:
"12 50" is neither twelve dollars and a half nor twelve hundred and fifty.
"""

from __future__ import annotations

import re

from babel import Locale
from babel.numbers import get_currency_symbol

from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.money.errors import AmountMalformed

_TYPED_LENGTH_MAX = 60
_SPACES = re.compile(r"\s+", re.UNICODE)
_MINUSES = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "\N{NON-BREAKING HYPHEN}": "-"})
_COMMA_DECIMAL = re.compile(r"(-?) ?([0-9]+|[0-9]{1,3}(?: [0-9]{3})+)(?:[.,]([0-9]+))?")
_POINT_DECIMAL = re.compile(r"(-?) ?([0-9]+|[0-9]{1,3}(?:[, ][0-9]{3})+)(?:\.([0-9]+))?")


def read_amount(text: str, currency: Currency, locale: Locale) -> Money:
    """The amount that a person typed. Raises AmountMalformed, TooManyDecimals."""
    bare = _without_currency(_SPACES.sub(" ", text[:_TYPED_LENGTH_MAX]).strip(), currency, locale)
    form = _COMMA_DECIMAL if locale.number_symbols["latn"]["decimal"] == "," else _POINT_DECIMAL
    match = form.fullmatch(bare) if len(text) <= _TYPED_LENGTH_MAX else None
    if match is None:
        raise AmountMalformed(text=text[:_TYPED_LENGTH_MAX])
    sign, whole, fraction = match.groups("")
    digits = sign + whole.replace(" ", "").replace(",", "")
    return Money.parse(f"{digits}.{fraction}" if fraction else digits, currency)


def _without_currency(typed: str, currency: Currency, locale: Locale) -> str:
    symbol = _SPACES.sub(" ", get_currency_symbol(currency.code, locale))
    signs = (symbol, currency.code, "$") if "$" in symbol else (symbol, currency.code)
    unsigned = typed.translate(_MINUSES)
    for sign in signs:
        if unsigned.endswith(sign):
            return unsigned.removesuffix(sign).rstrip()
        if unsigned.removeprefix("-").lstrip().startswith(sign):
            return unsigned.replace(sign, "", 1).lstrip()
    return unsigned
