"""Admission takes effect on payment: the register and the shares move together, or neither does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from uuid import UUID, uuid4

import psycopg
import pytest

from rochdale.capital import actions, queries
from rochdale.capital.actions import Admitted
from rochdale.capital.errors import InstalmentImpossible, PaymentAccountImpossible, ShareKeyReused
from rochdale.cooperatives.errors import NotAllowed
from rochdale.membership import actions as membership
from rochdale.membership import queries as register
from rochdale.membership.actions import APPLICANT, ApplicationRequest
from rochdale.membership.errors import (
    AcceptanceLapsed,
    ApplicationNotFound,
    ApplicationStepOutOfOrder,
    OwnApplication,
)
from rochdale.membership.queries import Applicant, Particulars
from rochdale.tenancy.actions import inside

from .conftest import TODAY, Capital, cad, key

BORN = date(1990, 2, 28)


def accepted(capital: Capital, shares: int = 1, instalments: int = 1, name: str = "Nguyen") -> UUID:
    """An application that the program accepted."""
    by, token = replace(capital.caisse.program, authority=APPLICANT), uuid4().hex
    membership.begin_draft(by=by, token=token)
    with inside(capital.id):
        version = register.admission_terms(on=TODAY).version
    assert version is not None
    asked = ApplicationRequest(
        Applicant(Particulars(name, birth_date=BORN)), "lives", version, shares, instalments
    )
    id_ = membership.send_application(by=by, token=token, asked=asked).application_id
    membership.accept_application(by=capital.caisse.program, application_id=id_)
    return id_


def pay(capital: Capital, id_: UUID, paid: str, its_key: str | None = None, days: int = 0) -> Admitted:
    by = capital.caisse.teller
    by = replace(by, on=date.fromordinal(by.on.toordinal() + days))
    return actions.pay_admission(
        by=by, key=its_key or key(), application_id=id_, paid=cad(paid), from_account_id=capital.cash
    )


def admitted(capital: Capital) -> Admitted:
    return pay(capital, accepted(capital), "5.00")


def members(capital: Capital) -> int:
    with inside(capital.id):
        return register.members_at(cooperative_id=capital.id, on=TODAY)


def test_who_pays_is_a_member_with_shares(capital: Capital) -> None:
    id_ = accepted(capital, shares=3)
    done = pay(capital, id_, "15.00", "k")
    assert (done.number, done.again) == (3, False)
    assert capital.held(done.person_id, "qualifying") == 3
    assert capital.balance("qualifying_shares") == 1500
    again = pay(capital, id_, "15.00", "k")
    assert again == replace(done, again=True)
    with pytest.raises(ApplicationStepOutOfOrder):
        pay(capital, id_, "15.00")
    assert capital.is_clean()


def test_the_rest_of_instalments_is_owed(capital: Capital) -> None:
    id_ = accepted(capital, shares=4, instalments=3)
    for wrong in ("6.66", "20.01"):
        with pytest.raises(InstalmentImpossible):
            pay(capital, id_, wrong)
    done = pay(capital, id_, "6.67")
    assert capital.balance("share_subscriptions") == -1333
    with inside(capital.id):
        (held,) = queries.holdings(holder_ids=[done.person_id], on=TODAY)
    assert held.held == 4
    assert capital.is_clean()


def test_who_asked_for_no_instalments_pays_all(capital: Capital) -> None:
    with pytest.raises(InstalmentImpossible):
        pay(capital, accepted(capital, shares=4), "10.00")


def test_what_is_refused_is_not_half_done(capital: Capital) -> None:
    id_ = accepted(capital)
    before = members(capital)
    with pytest.raises(AcceptanceLapsed):
        pay(capital, id_, "5.00", days=61)
    with pytest.raises(NotAllowed):
        actions.pay_admission(
            by=replace(capital.caisse.teller, person_id=capital.odile),
            key=key(),
            application_id=id_,
            paid=cad("5.00"),
            from_account_id=capital.cash,
        )
    with pytest.raises(ApplicationNotFound):
        pay(capital, uuid4(), "5.00")
    # Another's account pays for nobody's shares: it is refused, and there is no member.
    with pytest.raises(PaymentAccountImpossible):
        actions.pay_admission(
            by=capital.caisse.teller,
            key=key(),
            application_id=id_,
            paid=cad("5.00"),
            from_account_id=capital.caisse.everyday.account_id,
        )
    assert members(capital) == before
    assert capital.is_clean()


def test_a_key_that_paid_for_something_else_is_refused(capital: Capital) -> None:
    pay(capital, accepted(capital), "5.00", "k")
    with pytest.raises(ShareKeyReused):
        pay(capital, accepted(capital, name="Roy"), "5.00", "k")


def test_nobody_takes_the_own_payment(capital: Capital) -> None:
    id_ = accepted(capital, name="Roy")
    teller = capital.caisse.teller
    assert teller.person_id is not None
    known = Particulars("Roy", birth_date=BORN)
    membership.change_particulars(by=capital.caisse.program, person_id=teller.person_id, particulars=known)
    with pytest.raises(OwnApplication):
        pay(capital, id_, "5.00")


def test_who_came_by_application_is_forgotten_with_it(capital: Capital, app: psycopg.Connection) -> None:
    done = pay(capital, accepted(capital, name="Zarbourgeois"), "5.00")
    program = replace(capital.caisse.program, reason="")
    with inside(capital.id):
        membership.end_membership(by=program, number=done.number, left_on=TODAY)
        (request_id,) = actions.queue_leavers(by=program, holder_ids=[done.person_id])
    capital.amend(capital_floor_fraction=Fraction(0))
    actions.pay_redemption(
        by=capital.treasurer, key=key(), request_id=request_id, repayment=actions.Repayment(capital.cash)
    )
    tables = (
        "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'"
        " AND column_name = 'cooperative_id' AND table_name <> 'cooperatives_cooperative'"
    )
    app.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(capital.id)])

    def told() -> list[str]:
        named = f"SELECT to_jsonb(t)::text FROM {{}} AS t WHERE to_jsonb(t)::text ILIKE '%%{'zarbourg'}%%'"
        found = [name for (name,) in app.execute(tables).fetchall()]
        return [name for name in found if app.execute(named.format(name)).fetchall()]  # type: ignore[arg-type]

    assert told() != []
    later = replace(program, on=TODAY.replace(year=TODAY.year + 8))
    membership.blank_person(by=later, person_id=done.person_id)
    assert told() == []
    assert capital.is_clean()
