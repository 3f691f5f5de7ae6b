"""The ways in which capital refuses; nothing has changed when one is raised."""

from rochdale.capital.errors.base import CapitalRefusal
from rochdale.capital.errors.classes import (
    ClassNotRedeemable,
    ReturnCapTooHigh,
    ShareClassExists,
    ShareClassImpossible,
    ShareClassNotFound,
)
from rochdale.capital.errors.importing import (
    FileRefused,
    NamesakesFound,
    RegisterFaulty,
)
from rochdale.capital.errors.movements import (
    EffectiveTooLate,
    HolderNotAdmitted,
    HoldingTooLarge,
    InstalmentImpossible,
    MovementNotFound,
    MovementReversed,
    PaymentAccountImpossible,
    QualifyingShareNeeded,
    QuantityImpossible,
    SameHolder,
    ShareKeyReused,
    SharesNotHeld,
    SharesStayQueued,
    SharesUnpaid,
)
from rochdale.capital.errors.papers import (
    CertificateNotFound,
    CertificateNotPrinted,
    NothingToCertify,
    PaperTooLong,
)
from rochdale.capital.errors.redemptions import (
    CapitalTestFailed,
    NotFirstInQueue,
    PriceAboveNetWorth,
    PriceImpossible,
    RedemptionNotFound,
)

__all__ = [
    "CapitalRefusal",
    "CapitalTestFailed",
    "CertificateNotFound",
    "CertificateNotPrinted",
    "ClassNotRedeemable",
    "EffectiveTooLate",
    "FileRefused",
    "HolderNotAdmitted",
    "HoldingTooLarge",
    "InstalmentImpossible",
    "MovementNotFound",
    "MovementReversed",
    "NamesakesFound",
    "NotFirstInQueue",
    "NothingToCertify",
    "PaperTooLong",
    "PaymentAccountImpossible",
    "PriceAboveNetWorth",
    "PriceImpossible",
    "QualifyingShareNeeded",
    "QuantityImpossible",
    "RedemptionNotFound",
    "RegisterFaulty",
    "ReturnCapTooHigh",
    "SameHolder",
    "ShareClassExists",
    "ShareClassImpossible",
    "ShareClassNotFound",
    "ShareKeyReused",
    "SharesNotHeld",
    "SharesStayQueued",
    "SharesUnpaid",
]
