"""Currencies and their decimals: the active codes of ISO 4217 list one, published 2026-01-01.

Never assume cents: a currency has 0, 2, 3 or 4 decimals. Codes to which the list gives no minor unit (gold,
special drawing rights, test codes) cannot be held in an account and are refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rochdale.money.errors import CurrencyUnknown, CurrencyWithoutMinorUnit

_CODES_BY_DECIMALS: Final = {
    0: """
    BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF
    """,
    2: """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE
    CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD
    HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK
    MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD
    RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH
    USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG
    """,
    3: """
    BHD IQD JOD KWD LYD OMR TND
    """,
    4: """
    CLF UYW
    """,
}
_CODES_WITHOUT_MINOR_UNIT: Final = frozenset(
    ("XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XDR", "XPD", "XPT", "XSU", "XTS", "XUA", "XXX")
)
DECIMALS: Final = {code: decimals for decimals, codes in _CODES_BY_DECIMALS.items() for code in codes.split()}


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency: its ISO 4217 code, and how many decimals its minor unit stands for."""

    code: str
    decimals: int

    @classmethod
    def of(cls, code: str) -> Currency:
        """The currency with this code. Raises CurrencyUnknown, CurrencyWithoutMinorUnit."""
        if (known := _CURRENCIES.get(code)) is not None:
            return known
        if code in _CODES_WITHOUT_MINOR_UNIT:
            raise CurrencyWithoutMinorUnit(currency=code)
        raise CurrencyUnknown(currency=code)

    @property
    def minor_per_major(self) -> int:
        """How many minor units make one major unit: 100 for two decimals."""
        return int(10**self.decimals)

    def __str__(self) -> str:
        return self.code


_CURRENCIES: Final = {code: Currency(code, decimals) for code, decimals in DECIMALS.items()}
