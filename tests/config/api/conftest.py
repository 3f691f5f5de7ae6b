"""A caisse with shares at work, and programs that ask for its people: by token, by session, or as nobody."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

import visiting
from capital import conftest as capital
from capital.conftest import Capital
from rochdale.cooperatives.queries import Permission
from rochdale.membership import actions as membership
from rochdale.membership.actions import TokenRequest

KEY = "HTTP_IDEMPOTENCY_KEY"


@dataclass(frozen=True)
class Program:
    """Something that asks below one cooperative, as a browser or with a token."""

    slug: str
    client: Client
    token: str = ""

    def get(self, path: str = "", **asked: Any) -> Any:
        return self.client.get(self.at(path), asked, **self._headers())

    def post(self, path: str, body: Any = None, *, key: str | None = None, **headers: str) -> Any:
        sent = body if isinstance(body, str | bytes) else json.dumps({} if body is None else body)
        wanted = {KEY: uuid.uuid4().hex if key is None else key} if key != "" else {}
        options = {"content_type": "application/json", **self._headers(), **wanted, **headers}
        return self.client.post(self.at(path), sent, **options)

    def at(self, path: str) -> str:
        return f"/api/v1/{self.slug}/{path}"

    def _headers(self) -> dict[str, str]:
        return {"HTTP_AUTHORIZATION": f"Bearer {self.token}"} if self.token else {}


@dataclass(frozen=True)
class House:
    """A caisse with somebody of each kind who can sign in."""

    capital: Capital
    emails: dict[str, str]
    persons: dict[str, UUID]

    @property
    def slug(self) -> str:
        return self.capital.caisse.slug

    @property
    def id(self) -> UUID:
        return self.capital.id

    def sign_in_id(self, who: str) -> UUID:
        from rochdale.membership.models import SignIn

        return SignIn.objects.get(email=self.emails[who]).pk

    def token(
        self, who: str, *permissions: Permission, is_own: bool = True, days: int = 30
    ) -> membership.MadeToken:
        """A token for exactly these permissions."""
        by = replace(
            self.capital.caisse.program, person_id=self.persons[who], authority="test", at=timezone.now()
        )
        sign_in_id = self.sign_in_id(who)
        factor = visiting.authenticator_of(sign_in_id).pk if permissions else None
        asked = TokenRequest("till", days, frozenset(permissions), is_own, factor)
        return membership.make_token(by=by, sign_in_id=sign_in_id, asked=asked)

    def program(self, who: str, *permissions: Permission, is_own: bool = True) -> Program:
        """Somebody's program by a token; without permissions it has its person's own matters alone."""
        made = self.token(who, *permissions, is_own=is_own)
        return Program(self.slug, Client(raise_request_exception=False), made.token)

    def browser(self, who: str, *, minutes_ago: int = 0, second_factor: bool = True) -> Program:
        """Somebody at a browser."""
        client = Client(raise_request_exception=False)
        visiting.enter(client, self.emails[who], minutes_ago=minutes_ago, second_factor=second_factor)
        return Program(self.slug, client)

    def nobody(self) -> Program:
        return Program(self.slug, Client(raise_request_exception=False))


def house_at(slug: str) -> House:
    built = capital.build(slug)
    caisse = built.caisse
    persons = {
        "teller": caisse.teller.person_id,
        "manager": caisse.manager.person_id,
        "treasurer": caisse.treasurer.person_id,
        "odile": caisse.odile_id,
        "armand": caisse.armand_id,
    }
    emails = {}
    known: dict[str, UUID] = {}
    for who, person_id in persons.items():
        assert person_id is not None
        known[who] = person_id
        emails[who] = f"{who}@{slug}.example.org"
        membership.give_sign_in(
            by=caisse.program, person_id=person_id, email=emails[who], password="tulip anvil seven"
        )
    return House(built, emails, known)


@pytest.fixture
def house(database: str, slug: str) -> House:
    return house_at(slug)


@pytest.fixture
def neighbour(database: str, slug: str) -> House:
    return house_at(f"{slug}-next-door")


@pytest.fixture(autouse=True)
def quiet(settings: Settings) -> None:
    """Nobody has asked for anything yet, and passwords are cheap."""
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


DAY = timedelta(days=1)
TELLING = (
    Permission.VIEW_REGISTER,
    Permission.VIEW_ACCOUNTS,
    Permission.POST_DEPOSIT,
    Permission.POST_WITHDRAWAL,
    Permission.POST_TRANSFER,
)
