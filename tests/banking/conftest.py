"""A caisse of its own for each test: founded, with by-laws, books, officers and two members."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from rochdale.banking import actions
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import OfficeKind, Tier
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership.queries import Particulars
from rochdale.money.amount import Money
from rochdale.money.currency import Currency

CAD = Currency.of("CAD")
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)


def cad(text: str) -> Money:
    return Money.parse(text, CAD)


@dataclass(frozen=True)
class Caisse:
    """A small caisse, its people, and the accounts of its two members."""

    slug: str
    program: Acting
    teller: Acting
    other_teller: Acting
    manager: Acting
    treasurer: Acting
    odile_id: UUID
    armand_id: UUID
    everyday: actions.OpenedAccount
    savings: actions.OpenedAccount
    armands: actions.OpenedAccount

    @property
    def id(self) -> UUID:
        return self.program.cooperative_id


def key() -> str:
    """A key that no other request has."""
    return uuid.uuid4().hex


def _person(program: Acting, given_names: str, family_name: str, office: OfficeKind | None) -> Acting:
    particulars = Particulars(family_name=family_name, given_names=given_names)
    person_id = membership.add_persons(by=program, particulars=[particulars])[0]
    if office is None:
        return replace(program, person_id=person_id)
    cooperatives.appoint(by=program, person_id=person_id, office=office, since_on=TODAY)
    return replace(program, person_id=person_id, authority=f"{office.value} since {TODAY}")


def build(slug: str) -> Caisse:
    """Found a caisse through actions alone."""
    program = Acting(uuid.uuid4(), None, None, "founding", TODAY, NOW)
    cooperatives.found_cooperative(
        by=program,
        slug=slug,
        name="Caisse du Vieux-Moulin",
        tier=Tier.PRIMARY,
        currency="CAD",
        languages=["fr", "en"],
        time_zone="America/Toronto",
        holidays="CA-QC",
        founded_on=date(1990, 1, 2),
    )
    cooperatives.adopt_pack(by=program, pack="quebec-caisse")
    actions.open_books(by=program)
    newcomers = [
        membership.Newcomer(Particulars(family_name="Gagnon", given_names="Odile"), TODAY),
        membership.Newcomer(Particulars(family_name="Lévesque", given_names="Armand"), TODAY),
    ]
    odile, armand = membership.register_members(by=program, newcomers=newcomers)
    requests = [
        actions.MemberAccountRequest(odile.person_id, "everyday"),
        actions.MemberAccountRequest(odile.person_id, "savings"),
        actions.MemberAccountRequest(armand.person_id, "everyday"),
    ]
    everyday, savings, armands = actions.open_member_accounts(by=program, requests=requests)
    return Caisse(
        slug=slug,
        program=program,
        teller=_person(program, "Rosaire", "Côté", OfficeKind.TELLER),
        other_teller=_person(program, "Lise", "Tremblay", OfficeKind.TELLER),
        manager=_person(program, "Thérèse", "Bélanger", OfficeKind.MANAGER),
        treasurer=_person(program, "Maëlle", "Nguyen", OfficeKind.TREASURER),
        odile_id=odile.person_id,
        armand_id=armand.person_id,
        everyday=everyday,
        savings=savings,
        armands=armands,
    )


@pytest.fixture
def caisse(database: str, slug: str) -> Caisse:
    """A caisse that no other test knows."""
    return build(slug)
