"""The checks find nothing where all is sound, and each finds what it is for when the guards are gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import uuid4

import psycopg
import pytest
from django.utils.translation import gettext_lazy

from offering import offering
from rochdale.audit.checks import differences
from rochdale.config.embedded import Server
from rochdale.cooperatives import actions
from rochdale.cooperatives.actions import ActAsked, ActKind, BylawChange
from rochdale.cooperatives.checks import CHECKS
from rochdale.cooperatives.queries import OfficeKind, Permission
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside

Raw = psycopg.Connection[tuple[object, ...]]
OFFICE = (
    "INSERT INTO cooperatives_office (cooperative_id, person_id, office, since_on, act_id)"
    " SELECT cooperative_id, person_id, {office}, since_on, act_id"
    " FROM cooperatives_office WHERE office = 'teller'"
)
# What someone with every right might do, by the invariant that it breaks.
TAMPERINGS = {
    "INV-20": "UPDATE cooperatives_bylawversion"
    " SET effective_from = '2020-01-01', adopted_on = '2020-01-01'"
    " WHERE version = 2",
    "INV-21": "DELETE FROM cooperatives_bylawvalue WHERE version = 1 AND name = 'notice_max_days'",
    "INV-22": "UPDATE cooperatives_bylawvalue SET rule = 'because' WHERE name = 'notice_max_days'",
    "INV-23": "UPDATE cooperatives_office SET ended_on = '2024-03-01', ended_act_id = act_id",
    "INV-24": OFFICE.format(office="office"),
    "INV-25": OFFICE.format(office="'auditor'"),
    "INV-26": "UPDATE cooperatives_cooperative SET business_date = '2024-06-03' WHERE id = tenancy_current()",
    "INV-90": "UPDATE cooperatives_proposaldecision AS own SET decided_by = proposed_by"
    " FROM cooperatives_proposedact WHERE id = proposal_id AND own.cooperative_id = tenancy_current()",
    "INV-28": "UPDATE audit_act SET person_id = id, for_person_id = id, authority = 'teller since 2024-01-01'"
    " WHERE verb = 'cooperatives.appoint'",
    "INV-78": "INSERT INTO cooperatives_keptanswer SELECT gen_random_uuid(), cooperative_id, person_id, key,"
    " request_hash, status, content, answered_at, kept_until FROM cooperatives_keptanswer",
    "INV-27": "UPDATE cooperatives_cooperative SET currency = 'EUR' WHERE id = tenancy_current()",
}


@pytest.fixture
def lived(governed: Acting) -> Acting:
    """A caisse that did a little of everything."""
    person = uuid4()
    actions.appoint(by=governed, person_id=person, office=OfficeKind.TELLER)
    chair = actions.appoint(
        by=governed, person_id=uuid4(), office=OfficeKind.CHAIR, until_on=date(2027, 2, 26)
    )
    actions.end_office(by=governed, office_id=chair.id, on=date(2024, 12, 31))
    change = BylawChange("notice_min_days", 30)
    actions.amend_bylaw(by=governed, changes=[change], effective_from=date(2024, 2, 29), resolution="AGM")
    _propose_and_decide(governed)
    actions.move_business_date(by=governed, to=date(2024, 2, 29))
    _answer_a_program(governed)
    return governed


def _answer_a_program(governed: Acting) -> None:
    asked = actions.Request(governed.cooperative_id, uuid4(), "key-0001", "POST", "/", b"{}", governed.at)
    with inside(governed.cooperative_id):
        actions.keep_answer(request=asked, answer=actions.GivenAnswer(201, "{}"), days=99_999)


def _propose_and_decide(governed: Acting) -> None:
    first, second = (replace(governed, person_id=uuid4(), reason="too early") for _ in range(2))
    for each in (first, second):
        assert each.person_id is not None
        actions.appoint(by=governed, person_id=each.person_id, office=OfficeKind.TREASURER)
    kind = ActKind(
        "redeem_shares", gettext_lazy("Transfer"), Permission.MANAGE_CAPITAL, _nothing, lambda _: []
    )
    with offering(kind):
        proposal_id = actions.carry_out(by=first, asked=ActAsked("redeem_shares", uuid4().hex))
        assert proposal_id is not None
        actions.refuse_proposal(by=second, proposal_id=proposal_id)


def _nothing(by: Acting, facts: object, key: str) -> None:
    """An act that is never approved here."""


@pytest.fixture
def almighty(server: Server, database: str) -> Iterator[Raw]:
    """A superuser without guards, whose work is undone in the end."""
    with psycopg.connect(server.url("postgres", database)) as connection:
        connection.execute("SET LOCAL session_replication_role = replica")
        for name in ("once", "apart"):
            connection.execute(f"ALTER TABLE cooperatives_office DROP CONSTRAINT cooperatives_office_{name}")
        connection.execute("ALTER TABLE cooperatives_keptanswer DROP CONSTRAINT cooperatives_keptanswer_key")
        connection.execute("ALTER TABLE audit_act DROP CONSTRAINT cooperatives_act_own_matter")
        yield connection
        connection.rollback()


def found(raw: Raw) -> list[str]:
    raw.execute("SET LOCAL ROLE rochdale_app")
    return [check.invariant for check in CHECKS if raw.execute(check.sql.encode()).fetchall()]


def test_a_sound_cooperative_has_no_differences(lived: Acting) -> None:
    assert list(differences(lived.cooperative_id, CHECKS)) == []


def test_every_check_is_put_to_the_proof() -> None:
    assert TAMPERINGS.keys() == {check.invariant for check in CHECKS}


@pytest.mark.parametrize("invariant", TAMPERINGS)
def test_a_check_finds_what_it_is_for(lived: Acting, almighty: Raw, invariant: str) -> None:
    almighty.execute("SELECT set_config('rochdale.cooperative_id', %s, true)", [str(lived.cooperative_id)])
    own_rows = TAMPERINGS[invariant]
    if "tenancy_current" not in own_rows:
        own_rows += (" AND " if "WHERE" in own_rows else " WHERE ") + "cooperative_id = tenancy_current()"
    assert almighty.execute(own_rows).rowcount > 0
    assert invariant in found(almighty)
