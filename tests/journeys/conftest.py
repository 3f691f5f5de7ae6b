"""A caisse with an officer and members who can sign in, and browsers that sign them in."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import OfficeKind, Tier
from rochdale.kernel.acting import Acting
from rochdale.membership import actions
from rochdale.membership.actions import Newcomer, Particulars, Registered
from visiting import authenticator_of, code_of

TODAY = date(2026, 11, 23)
PASSWORD = "tulip anvil seven"


@dataclass(frozen=True, slots=True)
class Caisse:
    """A cooperative of its own, and the addresses by which its people sign in."""

    by: Acting
    slug: str
    officer_id: UUID
    members: tuple[Registered, ...]

    def email(self, who: str) -> str:
        """The address of "officer", or of a member by number."""
        return f"{who}@{self.slug}.example.org"

    def at(self, path: str = "") -> str:
        """An address below the caisse."""
        return f"/{self.slug}/{path}"


MEMBERS = [
    Newcomer(Particulars("Côté-Lévesque", "Anaïs", email="an@example.org", town="Lévis"), date(1998, 3, 12)),
    Newcomer(Particulars("Roy", "Marc", language="en", telephone="418 555-0133"), date(2004, 5, 6)),
    Newcomer(Particulars("Œuvrard", "Noël"), date(2011, 1, 31)),
]


def caisse_at(slug: str) -> Caisse:
    by = Acting(uuid.uuid4(), None, None, "test", TODAY, datetime(2026, 11, 23, 15, tzinfo=UTC))
    cooperatives.found_cooperative(
        by=by,
        slug=slug,
        name=f"Caisse {slug}",
        tier=Tier.PRIMARY,
        currency="CAD",
        languages=["fr", "en"],
        time_zone="America/Toronto",
        holidays="CA-QC",
        founded_on=date(1990, 1, 2),
    )
    (officer_id,) = actions.add_persons(by=by, particulars=[Particulars("Gagnon", "Rosaire", language="en")])
    members = tuple(actions.register_members(by=by, newcomers=MEMBERS))
    caisse = Caisse(by, slug, officer_id, members)
    _let_in(caisse)
    return caisse


def _let_in(caisse: Caisse) -> None:
    cooperatives.appoint(by=caisse.by, person_id=caisse.officer_id, office=OfficeKind.SECRETARY)
    people = {"officer": caisse.officer_id} | {str(line.number): line.person_id for line in caisse.members}
    for who, person_id in people.items():
        given = actions.give_sign_in(
            by=caisse.by, person_id=person_id, email=caisse.email(who), password=PASSWORD
        )
        if who == "officer":
            authenticator_of(given.sign_in_id)


@pytest.fixture
def caisse(database: str, slug: str) -> Caisse:
    """A caisse that no other test knows."""
    return caisse_at(slug)


@pytest.fixture
def neighbour(database: str, slug: str) -> Caisse:
    """Another caisse, with members of the same names."""
    return caisse_at(f"{slug}-next-door")


@pytest.fixture(autouse=True)
def a_new_day(database: str, settings: Settings) -> None:
    """Nobody has tried a password yet, and passwords are cheap: ours cost a tenth of a second each."""
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def enter() -> Callable[[Caisse, str], Client]:
    """Sign somebody in as a browser would."""

    def sign_in(caisse: Caisse, who: str) -> Client:
        client = Client()
        answer = client.post("/account/login/", {"login": caisse.email(who), "password": PASSWORD})
        assert answer.status_code == 302, answer.content.decode()
        if answer.headers["Location"] == "/account/2fa/code/":
            answer = client.post("/account/2fa/code/", {"code": code_of(caisse.email(who))})
            assert answer.status_code == 302, answer.content.decode()
        return client

    return sign_in
