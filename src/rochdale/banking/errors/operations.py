"""How operations at the counter, and second persons, are refused; nothing was posted when one is raised."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rochdale.banking.errors.base import BankingRefusal


class AmountNotPositive(BankingRefusal):
    """An operation moves more than nothing."""

    code: ClassVar[str] = "amount_not_positive"

    def message(self) -> str:
        return _("The amount must be more than nothing.")


class AccountsSame(BankingRefusal):
    """A transfer goes from one account to another."""

    code: ClassVar[str] = "accounts_same"

    def __init__(self, *, account_id: UUID) -> None:
        super().__init__()
        self.account_id = account_id

    def message(self) -> str:
        return _("A transfer needs two different accounts.")


class OperationKeyReused(BankingRefusal):
    """This key was used before with other facts (INV-12)."""

    code: ClassVar[str] = "operation_key_reused"

    def __init__(self, *, key: str) -> None:
        super().__init__()
        self.key = key

    def message(self) -> str:
        return _("This request was already made, with other facts. The first one stands.")

    def unchanged(self) -> str:
        return _("Nothing else was posted.")

    def next_step(self) -> str:
        return _("Open the form again and start anew.")


class PendingNotFound(BankingRefusal):
    """No such operation waits in this cooperative."""

    code: ClassVar[str] = "pending_not_found"

    def __init__(self, *, pending_id: UUID) -> None:
        super().__init__()
        self.pending_id = pending_id

    def message(self) -> str:
        return _("There is no such operation in this cooperative.")


class AlreadyDecided(BankingRefusal):
    """Someone decided first."""

    code: ClassVar[str] = "already_decided"

    def __init__(self, *, pending_id: UUID) -> None:
        super().__init__()
        self.pending_id = pending_id

    def message(self) -> str:
        return _("Someone else has decided on this operation before you.")

    def unchanged(self) -> str:
        return _("Your decision was not recorded, and nothing was posted by it.")

    def next_step(self) -> str:
        return _("Open the operation to see what was decided, by whom and when.")


class SecondPersonNeeded(BankingRefusal):
    """Nobody decides on what he or she asked for (INV-42)."""

    code: ClassVar[str] = "second_person_needed"

    def __init__(self, *, pending_id: UUID) -> None:
        super().__init__()
        self.pending_id = pending_id

    def message(self) -> str:
        return _("You asked for this operation yourself: a second person must decide.")

    def next_step(self) -> str:
        return _("Ask a colleague who may approve operations.")


class ReasonMissing(BankingRefusal):
    """A refusal, and a reversal, say why."""

    code: ClassVar[str] = "reason_missing"

    def message(self) -> str:
        return _("A reason is missing: it stays on the record beside your name.")

    def next_step(self) -> str:
        return _("Write one sentence that says why.")


class AskerUnknown(BankingRefusal):
    """An amount over the limit is asked for by a person, so that a second one can decide."""

    code: ClassVar[str] = "asker_unknown"

    def message(self) -> str:
        return _("An amount over the limit must be asked for by a person, not by the program.")


class EntryCarriesShares(BankingRefusal):
    """The entry carries movements of shares: both are reversed together, in the share register (INV-55)."""

    code: ClassVar[str] = "entry_carries_shares"

    def __init__(self, *, entry_id: UUID) -> None:
        super().__init__()
        self.entry_id = entry_id

    def message(self) -> str:
        return _("This entry carries shares. Reverse their movement instead, and the entry goes with it.")
