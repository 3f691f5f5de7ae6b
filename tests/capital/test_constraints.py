"""What the database itself refuses of shares, in raw SQL; and what each check finds when the guards are gone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from uuid import UUID

import psycopg
import pytest
from django.db import DatabaseError

from rochdale.capital import actions
from rochdale.capital.checks import CHECKS
from rochdale.capital.queries import ShareKind
from rochdale.config.embedded import Server
from rochdale.ledger import actions as ledger
from rochdale.ledger import queries as books
from rochdale.membership import actions as membership
from rochdale.membership import queries as register
from rochdale.membership.actions import Particulars
from rochdale.tenancy.actions import inside

from .conftest import TODAY, Capital, cad, key
from .test_admissions import admitted

Raw = psycopg.Connection[tuple[object, ...]]
DENIED = "42501"
COPY = (
    "INSERT INTO capital_sharemovement (cooperative_id, class_id, holder_id, quantity, amount_minor, cause, organ,"
    " recorded_on, recorded_at, effective_on, reverses_id, entry_id, act_id)"
    " SELECT cooperative_id, class_id, {holder}, {quantity}, {amount}, {cause}, organ, recorded_on, recorded_at,"
    " {effective}, {reverses}, entry_id, act_id FROM capital_sharemovement"
    " WHERE cooperative_id = tenancy_current() ORDER BY id LIMIT 1"
)
USUAL = {
    "holder": "holder_id",
    "quantity": "1",
    "amount": "1000",
    "cause": "'issue'",
    "effective": "effective_on",
    "reverses": "NULL",
}


@contextmanager
def refused(raw: Raw, *, state: str) -> Iterator[None]:
    with pytest.raises(psycopg.Error) as caught, raw.transaction():
        yield
    assert caught.value.sqlstate == state, caught.value


@pytest.fixture
def mine(app: Raw, capital: Capital) -> Raw:
    """The application's role inside a caisse where Odile has ten permanent shares, two of them in the queue."""
    capital.issue(capital.odile, 10, paid=cad("50"))
    app.autocommit = True
    app.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(capital.id)])
    return app


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"amount": "999"}, "RD050"),
        ({"quantity": "-11", "amount": "-11000"}, "RD051"),
        ({"quantity": "-10", "amount": "-10000", "effective": "effective_on - 1"}, "RD051"),
        ({}, "RD053"),
        ({"quantity": "0", "amount": "0"}, "23514"),
        ({"effective": "recorded_on + 1"}, "23514"),
        ({"cause": "'because'"}, "23514"),
        ({"cause": "'reversal'", "reverses": "id", "quantity": "-9", "amount": "-9000"}, "RD053"),
    ],
)
def test_a_movement_that_the_books_do_not_carry_is_refused(
    mine: Raw, changes: dict[str, str], state: str
) -> None:
    with refused(mine, state=state):
        mine.execute(COPY.format(**USUAL | changes).encode())


def test_nothing_of_the_share_register_is_rewritten(mine: Raw) -> None:
    for table in (
        "shareclass",
        "sharemovement",
        "sharepayment",
        "redemptionrequest",
        "redemptionend",
        "certificate",
    ):
        for statement in ("DELETE FROM capital_{}", "UPDATE capital_{} SET act_id = act_id"):
            with refused(mine, state=DENIED):
                mine.execute(statement.format(table).encode())


def test_no_more_is_paid_in_than_the_shares_cost(mine: Raw) -> None:
    for minor in (5_001, -5_001):
        with refused(mine, state="RD056"):
            mine.execute(
                "INSERT INTO capital_sharepayment (cooperative_id, movement_id, amount_minor, paid_on, entry_id,"
                " act_id) SELECT cooperative_id, movement_id, %s, paid_on, entry_id, act_id"
                " FROM capital_sharepayment WHERE cooperative_id = tenancy_current()",
                [minor],
            )


CERTIFY = (
    "INSERT INTO capital_certificate (cooperative_id, number, class_id, holder_id, quantity, issued_on,"
    " movement_ids, code_hash, seal, act_id)"
    " SELECT cooperative_id, {number}, class_id, holder_id, {quantity}, issued_on, {last}, code_hash, {seal}, act_id"
    " FROM capital_certificate WHERE cooperative_id = tenancy_current() AND number = 1"
)
SEALED = (
    "capital_certificate_seal(cooperative_id, {number}, class_id, holder_id, {quantity}, issued_on,"
    " movement_ids, code_hash)"
)


@pytest.mark.parametrize(
    "changes",
    [
        {"number": "3"},
        {"quantity": "11"},
        {"seal": "code_hash"},
        {"last": "movement_ids || gen_random_uuid()"},
    ],
)
def test_a_certificate_that_says_something_else_is_refused(
    mine: Raw, capital: Capital, changes: dict[str, str]
) -> None:
    actions.issue_certificate(by=capital.treasurer, holder_id=capital.odile, code="permanent")
    usual = {"number": "2", "quantity": "10", "last": "movement_ids"} | changes
    usual |= {"seal": changes.get("seal", SEALED.format(**usual))}
    with refused(mine, state="RD057"):
        mine.execute(CERTIFY.format(**usual).encode())


def test_no_membership_ends_while_shares_stand_outside_of_the_queue(mine: Raw, capital: Capital) -> None:
    capital.issue(capital.armand, 4)
    actions.ask_redemption(
        by=capital.treasurer, key=key(), holder_id=capital.armand, code="permanent", quantity=3
    )
    with pytest.raises(DatabaseError, match="INV-58"):
        membership.end_membership(by=capital.caisse.program, number=2, left_on=TODAY)
    with inside(capital.id):
        assert register.member(number=2).left_on is None
        membership.end_membership(by=capital.caisse.program, number=2, left_on=TODAY)
        actions.queue_leavers(by=capital.caisse.program, holder_ids=[capital.armand])
    assert capital.is_clean()
    leaves = (
        "UPDATE membership_member SET left_on = joined_on, left_act_id = ("
        "SELECT id FROM audit_act WHERE cooperative_id = tenancy_current() AND id <> act_id LIMIT 1)"
        " WHERE person_id = %s AND cooperative_id = tenancy_current()"
    )
    with refused(mine, state="RD058"):
        mine.execute(leaves.encode(), [capital.odile])


def test_what_waits_is_held_and_who_has_left_gets_nothing(mine: Raw, capital: Capital) -> None:
    capital.issue(capital.armand, 4)
    request = actions.ask_redemption(
        by=capital.treasurer, key=key(), holder_id=capital.armand, code="permanent", quantity=4
    )
    again = (
        "INSERT INTO capital_redemptionrequest (cooperative_id, place, class_id, holder_id, quantity, asked_on,"
        " asked_at, idempotency_key, act_id)"
        " SELECT cooperative_id, place + 1, class_id, holder_id, 1, asked_on, asked_at,"
        " 'again', act_id FROM capital_redemptionrequest WHERE cooperative_id = tenancy_current()"
    )
    with refused(mine, state="RD059"):
        mine.execute(again.encode())
    membership.end_membership(by=capital.caisse.program, number=2, left_on=TODAY)
    withdrawn = (
        "INSERT INTO capital_redemptionend (cooperative_id, request_id, outcome, ended_on, act_id)"
        " SELECT cooperative_id, id, 'withdrawn', asked_on, act_id FROM capital_redemptionrequest WHERE id = %s"
    )
    with refused(mine, state="RD058"):
        mine.execute(withdrawn.encode(), [request])
    transfer = (
        "INSERT INTO capital_sharemovement (cooperative_id, class_id, holder_id, quantity, amount_minor, cause, organ,"
        " recorded_on, recorded_at, effective_on, entry_id, act_id)"
        " SELECT cooperative_id, class_id, holder_id, change, change * 1000, 'transfer', organ, recorded_on,"
        " recorded_at, effective_on, %s, act_id FROM capital_sharemovement"
        " INNER JOIN (VALUES (%s::uuid, 1), (%s::uuid, -1)) AS changed (who, change) ON holder_id = who"
    )
    own = books.account_by_role(capital.id, "shares_permanent", "CAD").id
    lines = (ledger.Line(own, 1_000, "CAD"), ledger.Line(own, -1_000, "CAD"))
    entry = ledger.EntryRequest(key(), TODAY, TODAY, "share_transfer", "", lines)
    entry_id = ledger.post_entry(by=capital.treasurer, request=entry).entry_id
    with refused(mine, state="RD058"):
        mine.execute(transfer.encode(), [entry_id, capital.armand, capital.odile])


def test_no_price_above_the_net_worth_is_written(mine: Raw, capital: Capital) -> None:
    capital.issue(capital.armand, 4)
    request = actions.ask_redemption(
        by=capital.treasurer, key=key(), holder_id=capital.armand, code="permanent", quantity=4
    )
    paid = (
        "INSERT INTO capital_redemptionend (cooperative_id, request_id, outcome, movement_id, ended_on, act_id,"
        " price_minor, paid_in_minor, net_worth_minor, outstanding_minor)"
        " SELECT asked.cooperative_id, asked.id, 'paid', (SELECT min(id::text)::uuid FROM capital_sharemovement"
        " WHERE cooperative_id = tenancy_current()), asked_on, act_id, {}"
        " FROM capital_redemptionrequest AS asked WHERE id = %s"
    )
    for figures in (
        "4001, 4000, 9000, 9000",
        "2001, 4000, 4500, 9000",
        "NULL, NULL, NULL, NULL",
        "1, 4000, -1, 9",
    ):
        with refused(mine, state="RD080"):
            mine.execute(paid.format(figures).encode(), [request])


@pytest.mark.parametrize("assets", ["20001", "NULL"])
def test_no_repayment_is_written_that_leaves_too_little_capital(
    mine: Raw, capital: Capital, assets: str
) -> None:
    """After 20 $ of 100 $ at par, 80 $ are left for assets of 180.01 $: a cent too many for four ninths."""
    capital.amend(capital_floor_fraction=Fraction(4, 9))
    capital.issue(capital.armand, 4)
    request = actions.ask_redemption(
        by=capital.treasurer, key=key(), holder_id=capital.armand, code="permanent", quantity=2
    )
    own = books.account_by_role(capital.id, "shares_permanent", "CAD").id
    lines = (ledger.Line(own, 2_000, "CAD"), ledger.Line(capital.cash, -2_000, "CAD"))
    entry = ledger.EntryRequest(key(), TODAY, TODAY, "share_redemption", "", lines)
    entry_id = ledger.post_entry(by=capital.treasurer, request=entry).entry_id
    paid = (
        "WITH moved AS (INSERT INTO capital_sharemovement (cooperative_id, class_id, holder_id, quantity,"
        " amount_minor, cause, organ, recorded_on, recorded_at, effective_on, entry_id, act_id)"
        " SELECT cooperative_id, class_id, holder_id, -2, -2000, 'redemption', 'board', asked_on, asked_at, asked_on,"
        " %s, act_id FROM capital_redemptionrequest WHERE id = %s RETURNING id) SELECT id FROM moved"
    )
    ends = (
        "INSERT INTO capital_redemptionend (cooperative_id, request_id, outcome, movement_id, ended_on, act_id,"
        " price_minor, paid_in_minor, net_worth_minor, outstanding_minor, assets_minor)"
        " SELECT cooperative_id, id, 'paid', %s, asked_on, act_id, 2000, 2000, 10000, 9000, {}"
        " FROM capital_redemptionrequest WHERE id = %s"
    )
    with mine.transaction():
        found = mine.execute(paid.encode(), [entry_id, request]).fetchone()
        assert found is not None
        with refused(mine, state="RD048"):
            mine.execute(ends.format(assets).encode(), [found[0], request])
        mine.execute(ends.format("20000").encode(), [found[0], request])
        raise psycopg.Rollback  # the other facts of a repayment are for other tests


OPEN = (
    "INSERT INTO capital_shareclass (cooperative_id, code, names, kind, par_minor, currency, open_to, holding_max,"
    " is_redeemable, return_cap, account_id, opened_on, act_id)"
    " SELECT cooperative_id, 'other', names, kind, par_minor, currency, {open_to}, {holding_max}, TRUE, {return_cap},"
    " account_id, opened_on, act_id FROM capital_shareclass WHERE cooperative_id = tenancy_current()"
    " AND code = 'permanent'"
)


@pytest.mark.parametrize(
    "changes",
    [
        {"open_to": "'{}'"},
        {"open_to": "'{anybody}'"},
        {"holding_max": "0"},
        {"return_cap": "'9/10'"},
        {"return_cap": "'1/0'"},
        {"return_cap": "'much'"},
    ],
)
def test_a_class_that_the_bylaws_do_not_allow_is_refused(
    mine: Raw, capital: Capital, changes: dict[str, str]
) -> None:
    capital.amend(share_return_cap_fraction=Fraction(1, 10))
    usual = {"open_to": "open_to", "holding_max": "holding_max", "return_cap": "'1/10'"}
    with refused(mine, state="RD049"):
        mine.execute(OPEN.format(**usual | changes).encode())
    with refused(
        mine, state="23505"
    ):  # a sound one is refused for its account alone, which carries another class
        mine.execute(OPEN.format(**usual).encode())


GAIN = (
    "INSERT INTO capital_sharemovement (cooperative_id, class_id, holder_id, quantity, amount_minor, cause, organ,"
    " recorded_on, recorded_at, effective_on, entry_id, act_id)"
    " SELECT own.cooperative_id, own.id, %s, %s, %s * own.par_minor, 'issue', 'officer', opened_on, now(), opened_on,"
    " %s, act_id FROM capital_shareclass AS own WHERE own.cooperative_id = tenancy_current() AND code = %s"
)


def test_a_class_is_held_by_whom_it_is_open_to_and_within_its_limit(mine: Raw, capital: Capital) -> None:
    kinds = {"persons": {"natural"}, "shops": {"organization"}, "helpers": {"auxiliary"}}
    for code, open_to in kinds.items():
        asked = actions.ShareClassRequest(
            code, ShareKind.SURPLUS, {"en": code, "fr": code}, cad("10"), frozenset(open_to), holding_max=5
        )
        actions.open_share_class(by=capital.caisse.program, asked=asked)
    (stranger,) = membership.add_persons(by=capital.caisse.program, particulars=[Particulars("Nobody")])

    def gain(holder: UUID, code: str, quantity: int) -> None:
        own = books.account_by_role(capital.id, f"shares_{code}", "CAD").id
        lines = (
            ledger.Line(own, -1_000 * quantity, "CAD"),
            ledger.Line(capital.cash, 1_000 * quantity, "CAD"),
        )
        entry = ledger.EntryRequest(key(), TODAY, TODAY, "share_issue", "", lines)
        entry_id = ledger.post_entry(by=capital.treasurer, request=entry).entry_id
        mine.execute(GAIN.encode(), [holder, quantity, quantity, entry_id, code])

    for holder, code, quantity in (
        (stranger, "persons", 1),
        (capital.odile, "shops", 1),
        (capital.odile, "helpers", 1),
        (capital.odile, "persons", 6),
    ):
        with refused(mine, state="RD049"):
            gain(holder, code, quantity)
    gain(capital.odile, "persons", 5)
    with refused(mine, state="RD049"):
        gain(capital.odile, "persons", 1)


def test_what_is_not_repaid_does_not_wait(mine: Raw, capital: Capital) -> None:
    names = {"en": "For good", "fr": "Pour de bon"}
    asked = actions.ShareClassRequest("kept", ShareKind.PERMANENT, names, cad("10"), is_redeemable=False)
    actions.open_share_class(by=capital.caisse.program, asked=asked)
    capital.issue(capital.odile, 3, "kept")
    waits = (
        "INSERT INTO capital_redemptionrequest (cooperative_id, place, class_id, holder_id, quantity, asked_on,"
        " asked_at, idempotency_key, act_id)"
        " SELECT cooperative_id, 1, id, %s, 1, opened_on, now(), 'mine', act_id FROM capital_shareclass"
        " WHERE cooperative_id = tenancy_current() AND code = 'kept'"
    )
    with refused(mine, state="RD049"):
        mine.execute(waits.encode(), [capital.odile])


def test_an_entry_that_carries_shares_is_not_reversed_alone(capital: Capital) -> None:
    capital.issue(capital.odile, 1)
    entry_id = books.entries_of_day(capital.id, TODAY)[0].id
    with pytest.raises(Exception, match="INV-55"):
        ledger.reverse_entry(by=capital.treasurer, entry_id=entry_id, key=key())
    assert capital.held(capital.odile) == 1
    assert capital.is_clean()


@pytest.fixture
def almighty(server: Server, database: str) -> Iterator[Raw]:
    """A superuser without guards, whose work is undone in the end."""
    with psycopg.connect(server.url("postgres", database)) as connection:
        connection.execute("SET LOCAL session_replication_role = replica")
        yield connection
        connection.rollback()


TAMPERINGS = {
    "INV-48": "UPDATE capital_redemptionend SET net_worth_minor = -1 WHERE outcome = 'paid'",
    "INV-49": "UPDATE capital_shareclass SET is_redeemable = FALSE WHERE TRUE",
    "INV-50": "UPDATE capital_sharemovement SET amount_minor = amount_minor + 1 WHERE TRUE",
    "INV-51": "UPDATE capital_sharemovement SET effective_on = effective_on - 9 WHERE quantity < 0",
    "INV-52": "UPDATE ledger_posting SET amount_minor = amount_minor * 2 WHERE TRUE",
    "INV-53": "UPDATE capital_sharemovement SET entry_id = gen_random_uuid() WHERE TRUE",
    "INV-54": "UPDATE capital_redemptionrequest SET place = place + 100 WHERE TRUE",
    "INV-55": "UPDATE capital_sharemovement SET reverses_id = gen_random_uuid() WHERE quantity < 0",
    "INV-56": "UPDATE capital_sharepayment SET amount_minor = amount_minor + 1 WHERE TRUE",
    "INV-57": "UPDATE capital_certificate SET quantity = quantity + 1 WHERE TRUE",
    "INV-58": "UPDATE membership_member SET joined_on = joined_on - 90, left_on = joined_on - 60, left_act_id = act_id"
    " WHERE left_on IS NULL",
    "INV-59": "UPDATE capital_redemptionrequest SET quantity = 99 WHERE TRUE",
    "INV-80": "UPDATE capital_redemptionend SET price_minor = price_minor + 1 WHERE outcome = 'paid'",
    "INV-67": "UPDATE membership_applicationstep SET entry_id = gen_random_uuid() WHERE kind = 'registered'",
}


def test_every_check_is_put_to_the_proof() -> None:
    assert TAMPERINGS.keys() == {check.invariant for check in CHECKS}


@pytest.mark.parametrize("invariant", TAMPERINGS)
def test_a_check_finds_what_it_is_for(capital: Capital, almighty: Raw, invariant: str) -> None:
    capital.issue(capital.odile, 10)
    actions.transfer_shares(
        by=capital.treasurer,
        key=key(),
        code="permanent",
        from_id=capital.odile,
        to_id=capital.armand,
        quantity=3,
    )
    capital.amend(capital_floor_fraction=Fraction(0))
    repaid = actions.ask_redemption(
        by=capital.treasurer, key=key(), holder_id=capital.armand, code="permanent", quantity=1
    )
    actions.pay_redemption(
        by=capital.treasurer, key=key(), request_id=repaid, repayment=actions.Repayment(capital.cash)
    )
    actions.ask_redemption(
        by=capital.treasurer, key=key(), holder_id=capital.odile, code="permanent", quantity=1
    )
    actions.issue_certificate(by=capital.treasurer, holder_id=capital.armand, code="permanent")
    admitted(capital)
    # Only now: the lock of it would keep the lines above waiting for ever.
    almighty.execute("ALTER TABLE capital_sharemovement DROP CONSTRAINT capital_sharemovement_reversal")
    almighty.execute("SELECT set_config('rochdale.cooperative_id', %s, true)", [str(capital.id)])
    statement = f"{TAMPERINGS[invariant]} AND cooperative_id = tenancy_current()"
    assert almighty.execute(statement.encode()).rowcount > 0
    almighty.execute("SET LOCAL ROLE rochdale_app")
    found = [check.invariant for check in CHECKS if almighty.execute(check.sql.encode()).fetchall()]
    assert invariant in found
