"""Writing the record. Callers do it in the transaction of the act that they record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection
from psycopg.types.json import Jsonb

from rochdale.kernel.acting import Acting
from rochdale.tenancy.queries import statement


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
    """Write many acts of one cooperative in one statement; their ids come back in the order given."""
    assert connection.in_atomic_block, "an act is recorded in the transaction that does it"
    rows = [_row(by, deed) for by, deed in deeds]
    columns = [list(column) for column in zip(*rows, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(statement("audit", "record.sql"), [*columns, deeds[0][0].cooperative_id])
        return [row[0] for row in cursor.fetchall()]


def _row(by: Acting, deed: Deed) -> tuple[object, ...]:
    return (
        by.person_id,
        by.for_person_id,
        by.authority,
        deed.verb,
        deed.subject_kind,
        deed.subject_id,
        by.on,
        by.at,
        by.reason,
        deed.bylaw_version,
        Jsonb(dict(deed.facts)),
    )
