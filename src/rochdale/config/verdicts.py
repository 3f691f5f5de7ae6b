"""Votes that were published before verdicts were kept get theirs (INV-88)."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import connections

from rochdale.assembly import actions as assembly
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting


def judge_what_has_none(*, authority: str) -> int:
    """Verify every published vote without a verdict, keep each verdict, and give how many were kept.

    `authority` is what the record names as acting, a program.
    """
    kept = 0
    for known in cooperatives.directory():
        by = Acting(known.id, None, None, authority, known.business_date, datetime.now(UTC))
        kept += assembly.keep_missing_verdicts(by=by)
    return kept


def judge_aside() -> None:
    """The same in a thread of its own, beside the letters of the worker: a large vote takes minutes."""
    try:
        judge_what_has_none(authority="system: serve")
    finally:
        connections.close_all()
