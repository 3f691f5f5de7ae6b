"""Every page as every kind of person, as docs/reference/permissions.md says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from inspect import signature
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

import visiting
from rochdale.config.api.rooms import doors_of
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import PERMISSIONS, OfficeKind, Permission
from rochdale.cooperatives.views import audience_of, needs_proof
from rochdale.membership import actions as membership
from rochdale.membership.actions import Newcomer, Particulars, TokenRequest

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


def _routes(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[tuple[str, Any]]:
    """Each address with the view that answers there: the first that is found, as Django looks for it."""
    for pattern in patterns:
        route = before + _plain(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route, pattern.callback


def _plain(pattern: str) -> str:
    """The pattern as the document writes it: names without the expressions that they must match."""
    named = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"<\1>", pattern)
    named = named.replace("^", "").replace("$", "").replace("<uuidstr:", "<uuid:")  # ninja's own converter
    return named.replace("<slug:cooperative>", COOPERATIVE)


EVERYWHERE = dict(reversed(list(_routes(get_resolver().url_patterns))))
BELOW = "/api/v1/"
ROUTES = [route for route in sorted(EVERYWHERE) if not route.startswith(BELOW) or route.endswith(".json")]
OPERATIONS = {row["key"]: row["third"].strip() for row in _rows("The API")}
ASKED_AGAIN = {row["key"] for row in _rows("Asked again")}


def _operations(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[tuple[str, Any]]:
    """Each operation of the API with its view, as "GET /api/v1/<cooperative>/register"."""
    for pattern in patterns:
        route = before + _plain(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from _operations(pattern.url_patterns, route)
        else:
            for method, operation in (doors_of(pattern.callback) or {}).items():
                yield f"{method} {route}", operation.view_func


VIEWS = dict(_operations(get_resolver().url_patterns))
# A body of another kind is refused before it is asked who sends it.
FORMS = {
    operation
    for operation, view in VIEWS.items()
    if any("file" in str(parameter.annotation).lower() for parameter in signature(view).parameters.values())
}
STATES = ["anonymous", "stranger", "former member", "member", *(office.value for office in OfficeKind)]


@dataclass(frozen=True)
class Town:
    """Two caisses, and somebody of each kind at a browser."""

    caisse: Caisse
    visitors: dict[str, Client]
    left_alone: dict[str, Client]  # the same who sit there since an hour, each at another browser
    tokens: dict[str, str]

    def asks_by_program(self, who: str, operation: str, *, with_token: bool) -> Any:
        """What the API answers: by the session of the one who asks, or by a token for all that may be given."""
        cache.clear()  # nobody has asked before: the limits are tested elsewhere
        method, route = operation.split(" ", 1)
        path = re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES[found[1] or ""], self._here(route))
        headers = {"HTTP_IDEMPOTENCY_KEY": uuid4().hex}
        if with_token:
            headers["HTTP_AUTHORIZATION"] = f"Bearer {self.tokens[who]}"
        client = Client(raise_request_exception=False) if with_token else self.visitors[who]
        if method == "GET":
            return client.get(path, **headers)
        if operation in FORMS:
            return client.post(path, {}, **headers)
        return client.post(path, "{}", content_type="application/json", **headers)

    def asks(self, who: str, route: str, method: str = "get", *, since_an_hour: bool = False) -> Any:
        path = re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES[found[1] or ""], self._here(route))
        return getattr((self.left_alone if since_an_hour else self.visitors)[who], method)(path)

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
    emails = {who: _sign_in(caisse, person_id) for who, person_id in persons.items()}
    strange = _officer(other, OfficeKind.MANAGER)
    visitors = {who: _browser(email) for who, email in emails.items()}
    visitors |= {"anonymous": Client(), "stranger": _browser(_sign_in(other, strange))}
    left_alone = {who: _browser(email, minutes_ago=60) for who, email in emails.items()}
    tokens = {who: _token(caisse, who, person_id) for who, person_id in persons.items()}
    tokens |= {"anonymous": "none", "stranger": _token(other, "manager", strange)}
    return Town(caisse, visitors, left_alone, tokens)


def _token(caisse: Caisse, who: str, person_id: UUID) -> str:
    """A token for all that somebody may give to a program."""
    permissions = PERMISSIONS[OfficeKind(who)] if who in set(OfficeKind) else frozenset()
    (door,) = [each for each in _doors if each[0] == person_id]
    factor = visiting.authenticator_of(door[1]).pk if permissions else None
    by = replace(caisse.by, person_id=person_id, at=datetime.now(UTC))
    asked = TokenRequest("all of it", 1, permissions, is_own=True, authenticator_id=factor)
    return membership.make_token(by=by, sign_in_id=door[1], asked=asked).token


_doors: list[tuple[UUID, UUID]] = []


def _officer(caisse: Caisse, office: OfficeKind) -> UUID:
    (person_id,) = membership.add_persons(by=caisse.by, particulars=[Particulars(office.value.title())])
    cooperatives.appoint(by=caisse.by, person_id=person_id, office=office, since_on=TODAY)
    return person_id


def _sign_in(caisse: Caisse, person_id: UUID) -> str:
    email = f"{uuid4().hex}@example.org"
    given = membership.give_sign_in(by=caisse.by, person_id=person_id, email=email, password=PASSWORD)
    _doors.append((person_id, given.sign_in_id))
    return email


def _browser(email: str, *, minutes_ago: int = 0) -> Client:
    client = Client(raise_request_exception=False)
    visiting.enter(client, email, minutes_ago=minutes_ago)
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


def test_the_table_names_what_asks_again_who_is_there_and_no_other() -> None:
    pages = {route for route, view in EVERYWHERE.items() if needs_proof(view)}
    assert pages | {operation for operation, view in VIEWS.items() if needs_proof(view)} == ASKED_AGAIN


def test_the_table_of_offices_is_what_the_program_goes_by() -> None:
    assert set(OFFICES) == {permission.value for permission in Permission}
    for permission in Permission:
        given_by = {office.value for office in OfficeKind if permission in PERMISSIONS[office]}
        assert OFFICES[permission.value] == given_by, permission


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
@pytest.mark.parametrize("route", sorted(ASKED_AGAIN - OPERATIONS.keys()))
def test_a_page_that_could_do_harm_asks_an_old_session_who_is_there(town: Town, route: str) -> None:
    for who in STATES:
        if _is_let_in(who, PAGES[route]):
            answer = town.asks(who, route, since_an_hour=True)
            assert answer.status_code == 302, who
            assert answer.headers["Location"].startswith("/account/reauthenticate/?next="), who
            assert town.asks(who, route, "post", since_an_hour=True).status_code == 409, who  # SignInStale


# Over the API: the same table, the same persons, and the same answers by a session and by a token.


def test_the_table_names_every_operation_and_for_whom_it_is_marked() -> None:
    assert {name: audience_of(view) for name, view in VIEWS.items()} == OPERATIONS


# An officer or an insider who is no member has nothing of that kind; a token of a stranger is none here.
_SHUT = {"not_signed_in", "token_refused", "not_let_in", "second_factor_needed", "other_hat"}


@pytest.mark.parametrize("with_token", [False, True], ids=["session", "token"])
@pytest.mark.slow
@pytest.mark.parametrize("who", STATES)
def test_each_operation_opens_for_whom_the_table_names(town: Town, who: str, with_token: bool) -> None:  # noqa: FBT001  # a parameter of the cases
    wrong = []
    for operation, audience in OPERATIONS.items():
        if with_token and who in {"anonymous", "stranger"} and audience == "everyone":
            continue  # a token that opens nothing here is refused at an open door as well
        answer = town.asks_by_program(who, operation, with_token=with_token)
        assert answer.status_code < 500, (operation, answer.content)
        code = answer.json().get("type", "").removeprefix("/problems/") if answer.status_code >= 400 else ""
        if (code not in _SHUT) is not _is_let_in(who, audience):
            wrong.append(f"{operation} for {who}: {answer.status_code} {code}")
    assert not wrong, "\n".join(wrong)


ALIKE = {
    "GET /api/v1/<cooperative>/register": "/<cooperative>/register/",
    "GET /api/v1/<cooperative>/register/<int:number>": "/<cooperative>/register/<int:number>/",
    "GET /api/v1/<cooperative>/persons/<uuid:person_id>": "/<cooperative>/persons/<uuid:person_id>/",
    "POST /api/v1/<cooperative>/persons/<uuid:person_id>/particulars": (
        "/<cooperative>/persons/<uuid:person_id>/particulars/"
    ),
    "GET /api/v1/<cooperative>/my-file": "/<cooperative>/my-file/",
    "POST /api/v1/<cooperative>/my-file/departure": "/<cooperative>/my-file/leave/",
    "GET /api/v1/<cooperative>/departures": "/<cooperative>/leaving/",
    "GET /api/v1/<cooperative>/departures/<uuid:departure_id>": "/<cooperative>/leaving/<uuid:departure_id>/",
    "POST /api/v1/<cooperative>/register/<int:number>/departures": (
        "/<cooperative>/register/<int:number>/leaving/<slug:cause>/"
    ),
    "POST /api/v1/<cooperative>/departures/<uuid:departure_id>/end": (
        "/<cooperative>/leaving/<uuid:departure_id>/<slug:step>/"
    ),
    "GET /api/v1/<cooperative>/accounts/<str:number>": "/<cooperative>/accounts/<str:number>/",
    "GET /api/v1/<cooperative>/accounts/<str:number>/statement": "/<cooperative>/accounts/<str:number>/",
    "POST /api/v1/<cooperative>/deposits": "/<cooperative>/counter/deposit/",
    "POST /api/v1/<cooperative>/withdrawals": "/<cooperative>/counter/withdrawal/",
    "POST /api/v1/<cooperative>/transfers": "/<cooperative>/counter/transfer/",
    "GET /api/v1/<cooperative>/operations/<uuid:operation_id>": "/<cooperative>/waiting/<uuid:pending_id>/",
    "POST /api/v1/<cooperative>/operations/<uuid:operation_id>/approval": (
        "/<cooperative>/waiting/<uuid:pending_id>/approve/"
    ),
    "POST /api/v1/<cooperative>/operations/<uuid:operation_id>/refusal": (
        "/<cooperative>/waiting/<uuid:pending_id>/refuse/"
    ),
    "GET /api/v1/<cooperative>/proposals/<uuid:proposal_id>": "/<cooperative>/waiting/acts/<uuid:proposal_id>/",
    "POST /api/v1/<cooperative>/proposals/<uuid:proposal_id>/approval": (
        "/<cooperative>/waiting/acts/<uuid:proposal_id>/approve/"
    ),
    "GET /api/v1/<cooperative>/entries/<uuid:entry_id>": "/<cooperative>/entries/<uuid:entry_id>/",
    "POST /api/v1/<cooperative>/entries/<uuid:entry_id>/reversal": (
        "/<cooperative>/entries/<uuid:entry_id>/reverse/"
    ),
    "GET /api/v1/<cooperative>/trial-balance": "/<cooperative>/books/trial-balance/",
    "GET /api/v1/<cooperative>/days": "/<cooperative>/books/days/",
    "GET /api/v1/<cooperative>/entries": "/<cooperative>/books/days/<str:on>/",
    "POST /api/v1/<cooperative>/days/closing": "/<cooperative>/books/days/close/",
    "POST /api/v1/<cooperative>/join/draft": "/<cooperative>/join/apply/",
    "POST /api/v1/<cooperative>/join/draft/who": "/<cooperative>/join/apply/<slug:step>/",
    "POST /api/v1/<cooperative>/join/draft/sending": "/<cooperative>/join/apply/<slug:step>/",
    "GET /api/v1/<cooperative>/join/application": "/<cooperative>/join/mine/",
    "POST /api/v1/<cooperative>/join/application/appeal": "/<cooperative>/join/mine/steps/<slug:step>/",
    "GET /api/v1/<cooperative>/join/papers/<uuid:document_id>": "/<cooperative>/join/papers/<uuid:document_id>/",
    "POST /api/v1/<cooperative>/applications/drafts": "/<cooperative>/applications/new/",
    "GET /api/v1/<cooperative>/bylaws": "/<cooperative>/join/bylaws/",
    "GET /api/v1/<cooperative>/letters": "/<cooperative>/letters/",
    "GET /api/v1/<cooperative>/letters/paper": "/<cooperative>/letters/letters.pdf",
    "GET /api/v1/<cooperative>/letters/<uuid:letter_id>": "/<cooperative>/letters/<uuid:letter_id>/",
    "GET /api/v1/<cooperative>/letters/<uuid:letter_id>/paper": (
        "/<cooperative>/letters/<uuid:letter_id>/letter.pdf"
    ),
    "POST /api/v1/<cooperative>/letters/posted": "/<cooperative>/letters/posted/",
    "GET /api/v1/<cooperative>/my-letters": "/<cooperative>/my-file/letters/",
    "POST /api/v1/<cooperative>/my-consents/giving": "/<cooperative>/my-file/consents/",
    "POST /api/v1/<cooperative>/persons/<uuid:person_id>/consents/giving": (
        "/<cooperative>/persons/<uuid:person_id>/consents/"
    ),
    "GET /api/v1/<cooperative>/my-file/whole": "/<cooperative>/my-file/my-file.json",
    "GET /api/v1/<cooperative>/persons/<uuid:person_id>/whole": (
        "/<cooperative>/persons/<uuid:person_id>/file.pdf"
    ),
    "GET /api/v1/<cooperative>/my-file/papers/<uuid:document_id>": (
        "/<cooperative>/my-file/papers/<uuid:document_id>/"
    ),
    "GET /api/v1/<cooperative>/my-file/looks": "/<cooperative>/my-file/looked/",
    "GET /api/v1/<cooperative>/persons/<uuid:person_id>/looks": (
        "/<cooperative>/persons/<uuid:person_id>/looked/"
    ),
    "POST /api/v1/<cooperative>/lists/register": "/<cooperative>/lists/register/",
    "POST /api/v1/<cooperative>/lists/notice": "/<cooperative>/lists/notice/",
    "POST /api/v1/<cooperative>/lists/joined": "/<cooperative>/lists/movements/",
    "POST /api/v1/<cooperative>/lists/shares": "/<cooperative>/shares/register.<slug:ending>",
    "POST /api/v1/<cooperative>/lists/share-movements": "/<cooperative>/shares/movements.<slug:ending>",
    "POST /api/v1/<cooperative>/lists/redemptions": "/<cooperative>/shares/queue.<slug:ending>",
    "POST /api/v1/<cooperative>/my-certificates": "/<cooperative>/my-shares/certificates/",
    "POST /api/v1/<cooperative>/shares/certificates": (
        "/<cooperative>/shares/holders/<uuid:person_id>/certificates/"
    ),
    "GET /api/v1/<cooperative>/certificates/<uuid:certificate_id>/paper": (
        "/<cooperative>/certificates/<uuid:certificate_id>.pdf"
    ),
    "POST /api/v1/<cooperative>/certificates/check": "/<cooperative>/certificates/",
    "POST /api/v1/<cooperative>/shares/redemptions/repayments": "/<cooperative>/shares/queue/pay/",
    "POST /api/v1/<cooperative>/my-file/contact": "/<cooperative>/my-file/contact/",
    "POST /api/v1/<cooperative>/my-file/name": "/<cooperative>/my-file/name/",
    "GET /api/v1/<cooperative>/corrections": "/<cooperative>/corrections/",
    "POST /api/v1/<cooperative>/corrections/<uuid:request_id>/decision": (
        "/<cooperative>/corrections/<uuid:request_id>/"
    ),
    "POST /api/v1/<cooperative>/persons/<uuid:person_id>/contact": (
        "/<cooperative>/persons/<uuid:person_id>/counter/"
    ),
    "POST /api/v1/<cooperative>/persons/<uuid:person_id>/departure": (
        "/<cooperative>/persons/<uuid:person_id>/counter/"
    ),
    "GET /api/v1/<cooperative>/retention": "/<cooperative>/retention/",
    "POST /api/v1/<cooperative>/persons/<uuid:person_id>/blanking": (
        "/<cooperative>/persons/<uuid:person_id>/blank/"
    ),
    "GET /api/v1/<cooperative>/applications/<uuid:application_id>/papers/<uuid:document_id>": (
        "/<cooperative>/applications/<uuid:application_id>/papers/<uuid:document_id>/"
    ),
    "GET /api/v1/<cooperative>/applications/figures": "/<cooperative>/applications/figures/",
    "GET /api/v1/<cooperative>/shares/delays": "/<cooperative>/shares/delays/",
    "POST /api/v1/<cooperative>/shares/delays/reminders": "/<cooperative>/shares/delays/remind/",
    "POST /api/v1/<cooperative>/shares/classes": "/<cooperative>/shares/classes/open/",
}


def test_pages_and_api_are_for_the_same_persons() -> None:
    differ = {
        operation: (OPERATIONS[operation], PAGES[page])
        for operation, page in ALIKE.items()
        if set(OPERATIONS[operation].split(", ")) != set(PAGES[page].split(", "))
    }
    assert not differ
