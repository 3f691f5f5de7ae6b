"""The reasons of operations that took two go with the particulars of whose account it is; the operations stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import psycopg
import pytest

from rochdale.audit.checks import differences
from rochdale.audit.models import Act
from rochdale.banking import actions
from rochdale.banking.checks import CHECKS
from rochdale.banking.models import Decision, Pending
from rochdale.config.embedded import Server
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.actions import BylawChange
from rochdale.ledger import actions as ledger
from rochdale.ledger.models import AccountState
from rochdale.membership import actions as membership
from rochdale.tenancy.actions import inside

from .conftest import TODAY, Caisse, cad, key

Raw = psycopg.Connection[tuple[object, ...]]
LATER = date(2040, 1, 2)


@pytest.fixture
def talked_of(caisse: Caisse) -> Caisse:
    """Armand, whose large operations were asked for, refused, approved and undone with words; then he left."""
    teller = replace(caisse.teller, for_person_id=caisse.armand_id, reason="Armand sold his boat")
    account = caisse.armands.account_id
    refused = actions.deposit(by=teller, key=key(), account_id=account, amount=cad("9000"))
    assert refused.pending_id
    actions.refuse(by=replace(caisse.manager, reason="Armand has no boat"), pending_id=refused.pending_id)
    approved = actions.deposit(by=teller, key=key(), account_id=account, amount=cad("8000"))
    assert approved.pending_id
    manager = replace(caisse.manager, reason="Armand showed the deed")
    done = actions.approve(by=manager, pending_id=approved.pending_id)
    assert done.entry_id
    undone = actions.reverse(
        by=replace(manager, reason="Armand forged it"), key=key(), entry_id=done.entry_id
    )
    assert undone.pending_id
    second = replace(caisse.program, person_id=caisse.treasurer.person_id, reason="Armand admits it")
    actions.approve(by=second, pending_id=undone.pending_id)
    odiles = replace(caisse.teller, for_person_id=caisse.odile_id, reason="Odile won a prize")
    actions.deposit(by=odiles, key=key(), account_id=caisse.everyday.account_id, amount=cad("7000"))
    ledger.set_state(by=caisse.program, account_id=account, state=AccountState.CLOSED)
    membership.end_membership(by=caisse.program, number=2, left_on=TODAY)
    kept = BylawChange("person_retention_years", 7, rule="V-5")
    cooperatives.amend_bylaw(by=caisse.program, changes=[kept], effective_from=TODAY, resolution="AGM")
    return caisse


def reasons(caisse: Caisse) -> set[str]:
    with inside(caisse.id):
        found = [model.objects.values_list("reason", flat=True) for model in (Pending, Decision, Act)]
        return {reason for each in found for reason in each if reason}


def blank(caisse: Caisse) -> None:
    membership.blank_person(by=replace(caisse.program, on=LATER), person_id=caisse.armand_id)


def clean(caisse: Caisse) -> bool:
    return list(differences(caisse.id, CHECKS)) == []


def test_reasons_of_large_operations_go_with_the_person(talked_of: Caisse) -> None:
    assert len([each for each in reasons(talked_of) if "Armand" in each]) == 5
    with inside(talked_of.id):
        before = list(Pending.objects.order_by("id").values("id", "kind", "amount_minor", "asked_by"))
    blank(talked_of)
    assert reasons(talked_of) == {"—", "Odile won a prize"}
    with inside(talked_of.id):
        assert list(Pending.objects.order_by("id").values("id", "kind", "amount_minor", "asked_by")) == before
    assert clean(talked_of)


@pytest.mark.parametrize("table", ["banking_pending", "banking_decision"])
def test_the_database_lets_no_reason_go_before_and_nothing_else_after(
    talked_of: Caisse, app: Raw, table: str
) -> None:
    def attempt(change: str) -> str | None:
        app.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(talked_of.id)])
        with pytest.raises(psycopg.Error) as refused:
            app.execute(f"UPDATE {table} SET {change}".encode())
        app.rollback()
        return refused.value.sqlstate

    assert attempt("reason = '—'") == "RD002"
    blank(talked_of)
    assert attempt("reason = 'other'") == "RD002"
    assert attempt("act_id = gen_random_uuid()") == "42501"
    app.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(talked_of.id)])
    with pytest.raises(psycopg.Error) as refused:
        app.execute(f"DELETE FROM {table}".encode())
    assert refused.value.sqlstate == "42501"


@pytest.fixture
def almighty(server: Server, database: str) -> Iterator[Raw]:
    """A superuser without guards, whose work is undone in the end."""
    with psycopg.connect(server.url("postgres", database)) as connection:
        connection.execute("SET LOCAL session_replication_role = replica")
        yield connection
        connection.rollback()


def test_the_check_finds_a_reason_that_was_left(talked_of: Caisse, almighty: Raw) -> None:
    blank(talked_of)
    assert clean(talked_of)
    almighty.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(talked_of.id)])
    almighty.execute("UPDATE banking_decision SET reason = 'left' WHERE reason = '—'")
    check = next(each for each in CHECKS if each.invariant == "INV-63")
    almighty.execute("SET LOCAL ROLE rochdale_app")
    assert almighty.execute(check.sql.encode()).fetchall()
