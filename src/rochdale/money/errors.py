"""The ways money can refuse. Codes only: the words are written where the reader's language is known."""

from __future__ import annotations

from typing import ClassVar

from rochdale.kernel.errors import Refusal


class CurrencyUnknown(Refusal):
    """The code is not an active currency of ISO 4217."""

    code: ClassVar[str] = "currency_unknown"

    def __init__(self, *, currency: str) -> None:
        super().__init__()
        self.currency = currency


class CurrencyWithoutMinorUnit(Refusal):
    """ISO 4217 gives the code no minor unit (gold, test codes, no currency), so no account can hold it."""

    code: ClassVar[str] = "currency_without_minor_unit"

    def __init__(self, *, currency: str) -> None:
        super().__init__()
        self.currency = currency


class CurrenciesDiffer(Refusal):
    """Two amounts of different currencies cannot be added, subtracted or ordered."""

    code: ClassVar[str] = "currencies_differ"

    def __init__(self, *, left: str, right: str) -> None:
        super().__init__()
        self.left = left
        self.right = right


class AmountMalformed(Refusal):
    """The text is not an amount."""

    code: ClassVar[str] = "amount_malformed"

    def __init__(self, *, text: str) -> None:
        super().__init__()
        self.text = text


class TooManyDecimals(Refusal):
    """The text has more decimals than its currency, and money is never rounded in silence."""

    code: ClassVar[str] = "too_many_decimals"

    def __init__(self, *, text: str, currency: str, decimals_max: int) -> None:
        super().__init__()
        self.text = text
        self.currency = currency
        self.decimals_max = decimals_max


class NothingToSplitBy(Refusal):
    """A whole cannot be split by no weights, or by weights that are all zero."""

    code: ClassVar[str] = "nothing_to_split_by"


class NegativeWeight(Refusal):
    """A share of a whole cannot be less than nothing."""

    code: ClassVar[str] = "negative_weight"

    def __init__(self, *, position: int) -> None:
        super().__init__()
        self.position = position
