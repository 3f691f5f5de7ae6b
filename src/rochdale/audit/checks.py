"""What a check is, and how all of them are run: the conscience of the program (`rochdale audit`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from rochdale.tenancy.actions import inside

DIFFERENCES_MAX = 20


@dataclass(frozen=True, slots=True)
class Check:
    """One question put to the rows of a cooperative: `sql` answers with one row per difference, so with none.

    `invariant` is its number in docs/reference/invariants.md; `question` says in words what is compared. `read`
    finds what no statement can see, such as a text that does not open any more; inside the cooperative as well.
    """

    invariant: str
    question: str
    sql: str
    read: Callable[[], Iterable[dict[str, str]]] | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What a check found: the row that should not be, by column."""

    cooperative_id: UUID
    invariant: str
    question: str
    found: dict[str, str]


def differences(cooperative_id: UUID, checks: Sequence[Check]) -> Iterator[Difference]:
    """Put every check to one cooperative, one statement each, and yield what differs."""
    with inside(cooperative_id):
        for check in checks:
            for found in [*_answer(check), *(check.read() if check.read else ())]:
                yield Difference(cooperative_id, check.invariant, check.question, found)


def _answer(check: Check) -> Iterable[dict[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(check.sql)
        columns = [column.name for column in cursor.description or ()]
        rows = cursor.fetchmany(DIFFERENCES_MAX)
    return [dict(zip(columns, map(str, row), strict=True)) for row in rows]


CHECKS = [
    Check(
        "INV-01",
        "Does every row of the record belong to this cooperative?",
        "SELECT id, cooperative_id FROM audit_act WHERE cooperative_id IS DISTINCT FROM tenancy_current()",
    ),
    Check(
        "INV-02",
        "Does every act say under which authority it was done?",
        "SELECT id, verb FROM audit_act WHERE authority = '' OR verb = ''",
    ),
]
