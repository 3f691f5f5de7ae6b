"""Every page as every kind of person, as docs/reference/permissions.md says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

import visiting
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import PERMISSIONS, OfficeKind, Permission
from rochdale.membership import actions as membership
from rochdale.membership.actions import Newcomer, Particulars

from .conftest import PASSWORD, TODAY, Caisse, caisse_at

DOCUMENT = Path(__file__).parents[2] / "docs" / "reference" / "permissions.md"
ROW = re.compile(r"^\| `(?P<key>[^`]+)` \| (?P<second>[^|]+) \|(?: (?P<third>[^|]+) \|)?$", re.MULTILINE)
COOPERATIVE = "<cooperative>"
SAMPLES = {"int": "999999", "uuid": str(UUID(int=7)), "slug": "en", "str": "nothing", "": "nothing"}


def _rows(heading: str) -> list[re.Match[str]]:
    section = DOCUMENT.read_text(encoding="utf-8").split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return list(ROW.finditer(section))


PAGES = {row["key"]: row["third"].strip() for row in _rows("Pages")}
OFFICES = {row["key"]: {office.strip() for office in row["second"].split(",")} for row in _rows("Offices")}


def _routes(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    for pattern in patterns:
        route = before + _plain(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route


def _plain(pattern: str) -> str:
    """The pattern as the document writes it: names without the expressions that they must match."""
    named = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"<\1>", pattern)
    return named.replace("^", "").replace("$", "").replace("<slug:cooperative>", COOPERATIVE)


ROUTES = sorted(set(_routes(get_resolver().url_patterns)))
STATES = ["anonymous", "stranger", "former member", "member", *(office.value for office in OfficeKind)]


@dataclass(frozen=True)
class Town:
    """Two caisses, and somebody of each kind at a browser."""

    caisse: Caisse
    visitors: dict[str, Client]

    def asks(self, who: str, route: str, method: str = "get") -> Any:
        path = re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES[found[1] or ""], self._here(route))
        return getattr(self.visitors[who], method)(path)

    def _here(self, route: str) -> str:
        return route.replace(COOPERATIVE, self.caisse.slug)


@pytest.fixture(scope="module")
def town(database: str) -> Town:
    caisse, other = caisse_at(f"caisse-{uuid4().hex[:12]}"), caisse_at(f"caisse-{uuid4().hex[:12]}")
    persons = {office.value: _officer(caisse, office) for office in OfficeKind}
    newcomers = [Newcomer(Particulars("Roy", who), TODAY) for who in ("former", "present")]
    former, present = membership.register_members(by=caisse.by, newcomers=newcomers)
    membership.end_membership(by=caisse.by, number=former.number, left_on=TODAY)
    persons |= {"former member": former.person_id, "member": present.person_id}
    visitors = {who: _visitor(caisse, person_id) for who, person_id in persons.items()}
    visitors |= {"anonymous": Client(), "stranger": _visitor(other, _officer(other, OfficeKind.MANAGER))}
    return Town(caisse, visitors)


def _officer(caisse: Caisse, office: OfficeKind) -> UUID:
    (person_id,) = membership.add_persons(by=caisse.by, particulars=[Particulars(office.value.title())])
    cooperatives.appoint(by=caisse.by, person_id=person_id, office=office, since_on=TODAY)
    return person_id


def _visitor(caisse: Caisse, person_id: UUID) -> Client:
    email = f"{uuid4().hex}@example.org"
    membership.give_sign_in(by=caisse.by, person_id=person_id, email=email, password=PASSWORD)
    client = Client(raise_request_exception=False)
    visiting.enter(client, email)
    return client


def _is_let_in(who: str, audience: str) -> bool:
    match audience:
        case "everyone":
            return True
        case "signed in":
            return who != "anonymous"
        case "insiders":
            return who not in {"anonymous", "stranger"}
        case "members":
            return who == "member"
        case "officers":
            return who in set(OfficeKind)
    permissions = re.findall(r"`(\w+)`", audience)
    assert permissions, f"nobody reads “{audience}”"
    return any(who in OFFICES[permission] for permission in permissions)


def test_the_table_names_every_page_and_no_other() -> None:
    assert set(PAGES) == set(ROUTES)


def test_the_table_of_offices_is_what_the_program_goes_by() -> None:
    assert set(OFFICES) == {permission.value for permission in Permission}
    for permission in Permission:
        given_by = {office.value for office in OfficeKind if permission in PERMISSIONS[office]}
        assert OFFICES[permission.value] == given_by, permission


@pytest.mark.parametrize("who", STATES)
def test_each_page_opens_for_whom_the_table_names(town: Town, who: str) -> None:
    wrong = [
        f"{route} {'is shut to' if expected else 'opens for'} {who}: {status}"
        for route in ROUTES
        for status, opened in [_outcome(town.asks(who, route))]
        for expected in [_is_let_in(who, PAGES[route])]
        if opened is not expected and route not in _LEAVES
    ]
    assert not wrong, "\n".join(wrong)


# Signing out ends the visit of whoever asks, and a passkey is sent from the page of the sign-in, which shows it.
_LEAVES = {"/account/logout/", "/account/2fa/passkeys/sign-in/"}


@pytest.mark.parametrize("who", STATES)
def test_what_is_shut_is_shut_to_a_post_as_well(town: Town, who: str) -> None:
    shut = [route for route in ROUTES if not _is_let_in(who, PAGES[route])]
    outcomes = {route: _outcome(town.asks(who, route, "post")) for route in shut if route not in _LEAVES}
    assert not [route for route, (status, opened) in outcomes.items() if opened and status != 405]


def _outcome(response: Any) -> tuple[int, bool]:
    """The status, and whether the visitor was let in: neither refused nor sent to the sign-in."""
    status = response.status_code
    assert status < 500, response
    to_sign_in = status == 302 and response.headers["Location"].startswith("/account/login/")
    return status, not (status == 403 or to_sign_in)
