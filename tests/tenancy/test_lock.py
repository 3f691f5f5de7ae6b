"""What one transaction has locked, the next one waits for; other names, and other rules, it does not wait for."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import transaction

from ledger.books import Raw
from rochdale.tenancy.actions import lock


def is_free(raw: Raw, name: UUID, invariant: int) -> bool:
    """Whether another transaction could lock a name at once, as the triggers write it."""
    found = raw.execute(
        "SELECT pg_try_advisory_xact_lock(hashtextextended(%s::uuid::text, %s))", [str(name), invariant]
    ).fetchone()
    assert found is not None
    return bool(found[0])


def test_a_name_is_locked_until_the_transaction_ends(raw: Raw) -> None:
    name = uuid4()
    with transaction.atomic():
        lock(name, invariant=54)
        assert not is_free(raw, name, 54)
        assert is_free(raw, name, 56)
        assert is_free(raw, uuid4(), 54)
    assert is_free(raw, name, 54)


def test_nothing_is_locked_outside_of_a_transaction(raw: Raw) -> None:
    with pytest.raises(AssertionError, match="until the transaction ends"):
        lock(uuid4(), invariant=54)
