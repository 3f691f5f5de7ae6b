"""Access tokens: made on a page, shown once, bound on all sides, and gone at a word (INV-79)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

import visiting
from ledger.books import Raw
from rochdale.audit.checks import differences
from rochdale.config.checks import ALL
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import Permission, office_history
from rochdale.kernel.acting import Acting
from rochdale.membership import actions, errors, queries
from rochdale.membership.actions import TokenRequest
from rochdale.tenancy.actions import inside

from .conftest import House, Program
from .test_door import refused

pytestmark = pytest.mark.slow

P = Permission
MADE = re.compile(r'<code class="token">(rochdale_[A-Za-z0-9_-]{43})</code>')


def by(house: House, who: str) -> Acting:
    return replace(
        house.capital.caisse.program, person_id=house.persons[who], authority="test", at=timezone.now()
    )


def make(house: House, who: str, **asked: Any) -> actions.MadeToken:
    wanted = TokenRequest(**({"name": "till", "days": 30} | asked))
    return actions.make_token(by=by(house, who), sign_in_id=house.sign_in_id(who), asked=wanted)


def test_a_token_is_made_on_a_page_and_seen_once(house: House) -> None:
    browser = house.browser("teller").client
    pages = f"/{house.slug}/my-file/programs/"
    assert "No program acts for you" in browser.get(pages).content.decode()
    form = browser.get(f"{pages}new/").content.decode()
    assert 'value="post_deposit"' in form
    assert 'value="close_day"' not in form
    asked = {"name": "Market till", "days": "30", "is_own": "on", "permissions": ["view_register"]}
    made = browser.post(f"{pages}new/", asked)
    assert made.headers["Cache-Control"] == "private, no-store"
    found = MADE.search(made.content.decode())
    assert found is not None
    program = Program(house.slug, Client(), found[1])
    assert program.get("register").status_code == 200
    listed = browser.get(pages).content.decode()
    assert "Market till" in listed
    assert found[1] not in listed
    revoke = re.search(r'action="(/[^"]+/revoke/)"', listed)
    assert revoke is not None
    assert browser.post(revoke[1]).status_code == 302
    refused(program.get("register"), 401, "token_refused")
    assert "Revoked" in browser.get(pages).content.decode()
    assert list(differences(house.id, ALL)) == []
    assert "access token was made" in mail.outbox[0].body


def test_the_page_asks_a_stale_browser_again_and_a_form_what_it_lacks(house: House) -> None:
    pages = f"/{house.slug}/my-file/programs/"
    stale = house.browser("odile", minutes_ago=60).client
    assert stale.get(f"{pages}new/").headers["Location"].startswith("/account/reauthenticate/")
    assert stale.post(f"{pages}new/", {"name": "x"}).status_code == 409
    fresh = house.browser("odile").client
    assert fresh.post(f"{pages}new/", {"name": "", "days": "30"}).status_code == 400
    assert fresh.post(f"{pages}new/", {"name": "x", "days": "9999"}).status_code == 400
    assert fresh.post(f"{pages}new/", {"name": "x", "days": "30"}).status_code == 409
    beyond = {"name": "x", "days": "30", "permissions": ["close_day"]}
    assert house.browser("teller").client.post(f"{pages}new/", beyond).status_code == 400
    assert fresh.post(f"{pages}{uuid4()}/revoke/").status_code == 409


def test_an_office_without_a_second_factor_gives_a_program_nothing(house: House) -> None:
    browser = house.browser("teller", second_factor=False).client
    form = browser.get(f"/{house.slug}/my-file/programs/new/").content.decode()
    assert 'name="permissions"' not in form
    with pytest.raises(errors.TokenWithoutFactor):
        make(house, "teller", permissions=frozenset({P.VIEW_REGISTER}))


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({"name": " "}, errors.TokenNameMissing),
        ({"days": 0}, errors.TokenTermImpossible),
        ({"days": 366}, errors.TokenTermImpossible),
        ({"is_own": False}, errors.TokenScopeEmpty),
        ({"permissions": frozenset({P.CLOSE_DAY}), "authenticator_id": 1}, errors.TokenBeyondOffice),
    ],
)
def test_a_token_has_bounds(house: House, asked: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        make(house, "teller", **asked)


def test_nobody_makes_a_token_through_the_door_of_another(house: House, neighbour: House) -> None:
    with pytest.raises(errors.NoSignIn):
        actions.make_token(
            by=by(house, "odile"), sign_in_id=neighbour.sign_in_id("odile"), asked=TokenRequest("x", 1)
        )
    made = make(house, "odile")
    with pytest.raises(errors.TokenNotFound):
        actions.revoke_token(by=by(house, "armand"), token_id=made.id)


def test_nobody_has_more_tokens_than_can_be_looked_after(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rochdale.membership.actions.tokens.TOKENS_MAX", 2)
    made = [make(house, "odile") for _ in range(2)]
    with pytest.raises(errors.TooManyTokens):
        make(house, "odile")
    actions.revoke_token(by=by(house, "odile"), token_id=made[0].id)
    actions.revoke_token(by=by(house, "odile"), token_id=made[0].id)
    make(house, "odile")


def test_a_token_ends_with_its_time_its_door_its_office_and_its_factor(house: House) -> None:
    past = replace(by(house, "odile"), at=timezone.now() - timedelta(days=31))
    old = actions.make_token(by=past, sign_in_id=house.sign_in_id("odile"), asked=TokenRequest("x", 30))
    refused(Program(house.slug, Client(), old.token).get("me"), 401, "token_refused")
    teller = house.program("teller", P.VIEW_REGISTER)
    assert teller.get("register").status_code == 200
    visiting.authenticator_of(house.sign_in_id("teller")).delete()
    refused(teller.get("register"), 403, "second_factor_needed")
    manager = house.program("manager", P.VIEW_REGISTER)
    with inside(house.id):
        (held,) = office_history(house.persons["manager"])
    cooperatives.end_office(by=house.capital.caisse.program, office_id=held.id)
    refused(manager.get("register"), 403, "not_let_in")
    actions.take_sign_in_away(by=house.capital.caisse.program, person_id=house.persons["manager"])
    refused(manager.get("me"), 401, "token_refused")


def test_a_door_that_opens_again_finds_no_program_behind_it(house: House) -> None:
    odile = house.program("odile")
    program, person_id = house.capital.caisse.program, house.persons["odile"]
    actions.take_sign_in_away(by=replace(program, at=timezone.now()), person_id=person_id)
    actions.give_sign_in(by=program, person_id=person_id, email=house.emails["odile"])
    refused(odile.get("me"), 401, "token_refused")
    assert list(differences(house.id, ALL)) == []


def test_a_new_password_ends_every_token(house: House) -> None:
    odile, browser = house.program("odile"), house.browser("odile").client
    assert odile.get("me").status_code == 200
    words = {
        "oldpassword": "tulip anvil seven",
        "password1": "four other words",
        "password2": "four other words",
    }
    assert browser.post("/account/password/change/", words).status_code == 302
    refused(odile.get("me"), 401, "token_refused")
    assert list(differences(house.id, ALL)) == []


def test_when_a_token_was_used_is_written_to_the_minute(house: House) -> None:
    program = house.program("odile")
    assert program.get("me").status_code == 200
    with inside(house.id):
        (first,) = queries.tokens_of(person_id=house.persons["odile"])
    assert first.last_used_at is not None
    cache.clear()
    program.get("me")
    with inside(house.id):
        (again,) = queries.tokens_of(person_id=house.persons["odile"])
    assert again.last_used_at == first.last_used_at


# What the database refuses, whoever writes.


def enter(raw: Raw, house: House) -> None:
    raw.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(house.id)])


INSERT = """
    INSERT INTO membership_accesstoken (id, cooperative_id, person_id, sign_in_id, name, token_hash, permissions,
        is_own, authenticator_id, made_at, expires_at, act_id)
    SELECT gen_random_uuid(), cooperative_id, %(person_id)s, %(sign_in_id)s, %(name)s, %(hash)s, %(permissions)s,
        %(is_own)s, %(factor)s, now(), now() + %(term)s::interval, act_id
    FROM membership_accesstoken LIMIT 1
"""


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"name": ""}, psycopg.errors.CheckViolation),
        ({"hash": b"plain"}, psycopg.errors.CheckViolation),
        ({"permissions": ["close_day"]}, psycopg.errors.CheckViolation),
        ({"is_own": False}, psycopg.errors.CheckViolation),
        ({"term": "400 days"}, psycopg.errors.CheckViolation),
        ({"term": "-1 days"}, psycopg.errors.CheckViolation),
        ({"sign_in_id": uuid4()}, psycopg.errors.Error),
        ({"person_id": uuid4()}, psycopg.errors.Error),
    ],
)
def test_the_database_holds_a_token_to_its_bounds(
    house: House, app: Raw, changed: dict[str, Any], refusal: type[Exception]
) -> None:
    make(house, "odile")
    enter(app, house)
    wanted = {
        "person_id": house.persons["odile"],
        "sign_in_id": house.sign_in_id("odile"),
        "name": "x",
        "hash": hashlib.sha256(b"x").digest(),
        "permissions": [],
        "is_own": True,
        "factor": None,
        "term": "30 days",
    }
    with app.transaction(force_rollback=True):
        app.execute(INSERT, wanted)
    with pytest.raises(refusal):
        app.execute(INSERT, wanted | changed)


@pytest.mark.parametrize(
    "change",
    [
        "revoked_at = NULL, revoked_act_id = NULL",
        "revoked_at = now() + interval '1 day'",
        "last_used_at = now() - interval '1 year'",
    ],
)
def test_what_was_revoked_stays_so_and_use_goes_forward(house: House, app: Raw, change: str) -> None:
    made = make(house, "odile")
    Program(house.slug, Client(), made.token).get("me")
    actions.revoke_token(by=by(house, "odile"), token_id=made.id)
    enter(app, house)
    with pytest.raises(psycopg.errors.Error, match="INV-79"):
        app.execute(f"UPDATE membership_accesstoken SET {change} WHERE id = %s".encode(), [made.id])


@pytest.mark.parametrize("column", ["expires_at", "permissions", "is_own", "token_hash", "person_id"])
def test_a_token_is_never_widened(house: House, app: Raw, owner: Raw, column: str) -> None:
    make(house, "odile")
    enter(app, house)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(f"UPDATE membership_accesstoken SET {column} = {column}".encode())
    enter(owner, house)
    value = {
        "expires_at": "expires_at + interval '1 day'",
        "permissions": "ARRAY['close_day']",
        "is_own": "false",
    }
    other = value.get(column, "sha256('x')" if column == "token_hash" else "gen_random_uuid()")
    with pytest.raises(psycopg.errors.Error, match=r"INV-79|check|violates"):
        owner.execute(f"UPDATE membership_accesstoken SET {column} = {other}".encode())


TAMPERED = [
    "person_id = {armand}",
    "permissions = ARRAY['close_day'], authenticator_id = 1, act_id = revoked_act_id",
    "revoked_act_id = act_id",
]


@pytest.mark.parametrize("change", TAMPERED)
def test_the_check_notices_a_token_beyond_its_bounds(house: House, owner: Raw, change: str) -> None:
    made = make(house, "odile")
    actions.revoke_token(by=by(house, "odile"), token_id=made.id)
    assert list(differences(house.id, ALL)) == []
    (check,) = [each for each in ALL if each.invariant == "INV-79"]
    written = change.format(armand=f"'{house.persons['armand']}'")
    with owner.transaction(force_rollback=True):
        enter(owner, house)
        owner.execute("ALTER TABLE membership_accesstoken DISABLE TRIGGER USER")
        owner.execute(f"UPDATE membership_accesstoken SET {written}".encode())
        assert len(owner.execute(check.sql.encode()).fetchall()) == 1
