"""An entry down to the act behind it: who posted it, for whom, under which authority, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rochdale.banking.queries.operations import PendingOperation, pending_behind
from rochdale.ledger import queries as ledger
from rochdale.membership import queries as membership
from rochdale.tenancy.queries import rows


@dataclass(frozen=True, slots=True)
class ActTold:
    """An act on the record. `who` is empty where the program itself acted under a standing order."""

    who: str
    for_whom: str
    authority: str
    at: datetime
    reason: str
    bylaw_version: int | None


@dataclass(frozen=True, slots=True)
class EntryTold:
    """An entry, the act that posted it, and the operation that waited for a second person, if one did."""

    facts: ledger.EntryFacts
    act: ActTold
    pending: PendingOperation | None
    owner_ids: dict[UUID, UUID | None]


def entry(cooperative_id: UUID, entry_id: UUID) -> EntryTold:
    """One entry, whole. Raises the ledger's EntryNotFound."""
    facts = ledger.entry(cooperative_id, entry_id)
    known = ledger.accounts(cooperative_id, [line.account_id for line in facts.postings])
    return EntryTold(
        facts=facts,
        act=_act(facts.act_id),
        pending=pending_behind(entry_id),
        owner_ids={account_id: account.owner_id for account_id, account in known.items()},
    )


def _act(act_id: UUID) -> ActTold:
    person_id, for_person_id, authority, at, reason, version = rows("banking", "act.sql", {"act_id": act_id})[
        0
    ]
    people = [known for known in (person_id, for_person_id) if known]
    names = membership.names_of(person_ids=people) if people else {}
    return ActTold(names.get(person_id, ""), names.get(for_person_id, ""), authority, at, reason, version)
