"""The audit of banking: silent on sound rows, and loud where the database was made to lie."""

from __future__ import annotations

from dataclasses import replace

import psycopg
import pytest

from rochdale.audit.checks import differences
from rochdale.banking import actions
from rochdale.banking.checks import CHECKS

from .conftest import Caisse, cad, key


def _operations(caisse: Caisse) -> None:
    everyday = caisse.everyday.account_id
    actions.deposit(by=caisse.teller, key=key(), account_id=everyday, amount=cad("4000"))
    for text in ("5000.01", "6000", "7000"):
        asked = actions.deposit(by=caisse.teller, key=key(), account_id=everyday, amount=cad(text))
        assert asked.pending_id is not None
        if text == "5000.01":
            actions.approve(by=caisse.manager, pending_id=asked.pending_id)
        if text == "6000":
            actions.refuse(by=replace(caisse.manager, reason="No."), pending_id=asked.pending_id)
    paid = actions.withdraw(by=caisse.teller, key=key(), account_id=everyday, amount=cad("5500"))
    assert paid.pending_id is not None
    actions.approve(by=caisse.manager, pending_id=paid.pending_id)


def found(caisse: Caisse) -> set[str]:
    return {difference.invariant for difference in differences(caisse.id, CHECKS)}


def test_sound_rows_raise_no_question(caisse: Caisse) -> None:
    _operations(caisse)
    assert found(caisse) == set()


LIES = {
    "INV-40": "UPDATE banking_memberaccount SET product = 'term' WHERE cooperative_id = %s",
    "INV-41": "DELETE FROM banking_holder WHERE cooperative_id = %s",
    "INV-42": "UPDATE banking_decision SET decided_by = (SELECT asked_by FROM banking_pending LIMIT 1) "
    "WHERE cooperative_id = %s",
    "INV-43": "UPDATE banking_pending SET hold_id = NULL WHERE cooperative_id = %s",
}


@pytest.mark.parametrize("invariant", sorted(LIES))
def test_a_lie_is_found(caisse: Caisse, owner: psycopg.Connection, invariant: str) -> None:
    """The owner of the tables switches the triggers off, as a restored file or a bad hand might."""
    _operations(caisse)
    table = next(word for word in LIES[invariant].split() if word.startswith("banking_"))
    with owner.transaction():
        owner.execute("SELECT set_config('rochdale.cooperative_id', %s, true)", [str(caisse.id)])
        owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        owner.execute(LIES[invariant], [caisse.id])
        owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    assert invariant in found(caisse)
