"""Writing the record. Callers do it in the transaction of the act that they record.

An act stays as it was written (INV-02), but for its reason, which goes with the particulars of the person whom it is
about.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import new_id
from rochdale.tenancy.queries import array_of_ids, array_of_numbers, array_of_texts, packed_send, rows


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done: a verb of a room (`ledger.post`), on what, under which by-laws, and its telling facts.

    `facts` hold ids, codes and amounts, never a person's particulars (rule V-7).
    """

    verb: str
    subject_kind: str
    subject_id: UUID | None
    bylaw_version: int | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


def record(*, by: Acting, deed: Deed) -> UUID:
    """Write one act into the record and answer with its id. The caller's transaction must be open."""
    return record_all(deeds=[(by, deed)])[0]


def record_all(*, deeds: Sequence[tuple[Acting, Deed]]) -> list[UUID]:
    """Write many acts of one cooperative in one statement; their ids are in the order given."""
    assert connection.in_atomic_block, "an act is recorded in the transaction that does it"
    ids = [new_id(by.at) for by, _ in deeds]
    packed_send("audit", "record.sql", {"cooperative_id": deeds[0][0].cooperative_id, **_columns(ids, deeds)})
    return ids


def blank_reasons(*, person_id: UUID) -> None:
    """Put a dash in place of the reasons of acts for or about a person, and of the person's own (rules V-5, V-7).

    For the room that knows persons, once it has blanked this one: the database refuses it before (INV-63). What was
    done, when, by whom and under which authority stays. The caller's transaction must be open.
    """
    rows("audit", "blank_reasons.sql", {"person_id": person_id})


def _columns(ids: Sequence[UUID], deeds: Sequence[tuple[Acting, Deed]]) -> dict[str, str]:
    actings = [by for by, _ in deeds]
    done = [deed for _, deed in deeds]
    return {
        "id": array_of_ids(ids),
        "person_id": array_of_ids([by.person_id for by in actings]),
        "for_person_id": array_of_ids([by.for_person_id for by in actings]),
        "authority": array_of_texts([by.authority for by in actings]),
        "verb": array_of_texts([deed.verb for deed in done]),
        "subject_kind": array_of_texts([deed.subject_kind for deed in done]),
        "subject_id": array_of_ids([deed.subject_id for deed in done]),
        "on_date": array_of_texts([by.on for by in actings]),
        "at": array_of_texts([by.at for by in actings]),
        "reason": array_of_texts([by.reason for by in actings]),
        "bylaw_version": array_of_numbers([deed.bylaw_version for deed in done]),
        "facts": array_of_texts([json.dumps(dict(deed.facts)) for deed in done]),
    }
