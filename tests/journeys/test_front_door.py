"""The front door: second factors, hats, sessions, and what an attacker does about them."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import OfficeKind
from rochdale.membership.models import SignIn
from visiting import authenticator_of, code_for, code_of
from visiting import enter as come_in

from .conftest import PASSWORD, Caisse

pytestmark = pytest.mark.slow

Enter = Callable[[Caisse, str], Client]
CODE = "/account/2fa/code/"


def english() -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    return client


def login(caisse: Caisse, who: str, password: str = PASSWORD) -> Client:
    client = english()
    client.post("/account/login/", {"login": caisse.email(who), "password": password})
    return client


def sign_in_of(caisse: Caisse, who: str) -> UUID:
    return SignIn.objects.get(email=caisse.email(who)).pk


def appoint(caisse: Caisse, office: OfficeKind = OfficeKind.SECRETARY) -> None:
    """Member 2 is an officer as well."""
    cooperatives.appoint(by=caisse.by, person_id=caisse.members[1].person_id, office=office)


def set_up_app(client: Client) -> str:
    """Set an app up as a person would; answers with its key."""
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/account/2fa/app/")
    assert page.status_code == 200
    (key,) = re.findall(r'class="key">([A-Z2-7 ]+)<', page.content.decode())
    assert 'class="qr"' in page.content.decode()
    assert "style=" not in page.content.decode()
    answer = client.post("/account/2fa/app/", {"code": code_for(key)})
    assert answer.headers["Location"] == "/account/2fa/recovery-codes/"
    return str(key)


def test_an_officer_is_led_to_set_up_a_second_factor_and_then_let_in(caisse: Caisse) -> None:
    appoint(caisse)
    client = login(caisse, "2")
    wanted = caisse.at("register/")
    assert client.get(wanted).headers["Location"].startswith("/account/second-factor/?next=")
    assert client.get(caisse.at("my-file/")).status_code == 200
    assert "Set up an app" in client.get("/account/second-factor/").content.decode()
    before = client.session.session_key
    set_up_app(client)
    assert client.session.session_key != before
    codes = re.findall(r"<li>(\d{8})</li>", client.get("/account/2fa/recovery-codes/").content.decode())
    assert len(codes) == 10
    assert codes[0] not in client.get("/account/2fa/recovery-codes/").content.decode()
    assert client.get(wanted).status_code == 200
    again = login(caisse, "2")
    assert again.get(wanted).status_code == 302
    assert again.post(CODE, {"code": codes[0]}).status_code == 302
    assert again.get(wanted).status_code == 200
    third = login(caisse, "2")
    assert third.post(CODE, {"code": codes[0]}).status_code == 200
    assert third.get(wanted).status_code == 302


def test_a_session_that_showed_no_second_factor_opens_no_office(caisse: Caisse) -> None:
    client = english()
    come_in(client, caisse.email("officer"), second_factor=False)
    authenticator_of(sign_in_of(caisse, "officer"))
    answer = client.get(caisse.at("register/"))
    assert answer.headers["Location"].startswith("/account/second-factor/")
    assert "has not shown it yet" in client.get(answer.headers["Location"]).content.decode()
    shown = client.post(
        "/account/reauthenticate/code/",
        {"code": code_of(caisse.email("officer")), "next": caisse.at("register/")},
    )
    assert shown.headers["Location"] == caisse.at("register/")
    assert client.get(caisse.at("register/")).status_code == 200


def test_a_second_factor_taken_off_closes_the_office_in_every_session(caisse: Caisse, enter: Enter) -> None:
    here, there = enter(caisse, "officer"), enter(caisse, "officer")
    assert there.get(caisse.at("register/")).status_code == 200
    here.post("/account/reauthenticate/", {"password": PASSWORD})
    assert here.post("/account/2fa/app/remove/").status_code == 302
    assert here.get(caisse.at("register/")).status_code == 302
    assert there.get(caisse.at("register/")).status_code == 302


def test_the_secret_is_kept_encrypted(caisse: Caisse) -> None:
    client = login(caisse, "1")
    key = set_up_app(client).replace(" ", "")
    kept = [row.data for row in Authenticator.objects.filter(user_id=sign_in_of(caisse, "1"))]
    assert len(kept) == 2
    assert key not in str(kept)


def test_a_code_works_once(caisse: Caisse, enter: Enter) -> None:
    code = code_of(caisse.email("officer"))
    first, second = login(caisse, "officer"), login(caisse, "officer")
    assert first.post(CODE, {"code": code}).status_code == 302
    answer = second.post(CODE, {"code": code})
    assert "This did not fit" in answer.content.decode()


def test_codes_cannot_be_guessed(caisse: Caisse) -> None:
    client = login(caisse, "officer")
    for _ in range(5):
        client.post(CODE, {"code": "000000"})
    code = code_of(caisse.email("officer"))
    assert "Too many wrong tries" in client.post(CODE, {"code": code}).content.decode()
    assert client.get(caisse.at("my-file/")).status_code == 302


def test_tries_are_limited_by_where_they_come_from(database: str) -> None:
    client = english()
    answers = [
        client.post("/account/login/", {"login": f"nobody{n}@example.org", "password": "wrong"})
        for n in range(11)
    ]
    assert "do not go together" in answers[0].content.decode()
    assert "Too many wrong tries" in answers[-1].content.decode()
    answers = [client.post("/account/password/reset/", {"email": f"n{n}@example.org"}) for n in range(21)]
    assert [answer.status_code for answer in answers[-2:]] == [302, 429]
    assert "Too many tries" in answers[-1].content.decode()


def test_a_new_password_by_letter_does_not_pass_by_the_second_factor(caisse: Caisse, enter: Enter) -> None:
    open_elsewhere = enter(caisse, "officer")
    mail.outbox.clear()
    thief = english()
    thief.post("/account/password/reset/", {"email": caisse.email("officer")})
    (path,) = re.findall(r"http://testserver(\S+)", mail.outbox[0].body)
    action = thief.get(path, follow=True).redirect_chain[-1][0]
    new = "cobalt meadow nine"
    assert thief.post(action, {"password1": new, "password2": new}).status_code == 302
    assert thief.get(caisse.at("my-file/")).status_code == 302
    assert "A new password was set" in mail.outbox[-1].body
    assert open_elsewhere.get(caisse.at("my-file/")).status_code == 302
    answer = thief.post("/account/login/", {"login": caisse.email("officer"), "password": new})
    assert answer.headers["Location"] == CODE
    for path in (caisse.at("my-file/"), caisse.at("register/"), "/account/security/", "/account/2fa/app/"):
        assert "/account/" in thief.get(path).headers["Location"]
    assert authenticator_of(sign_in_of(caisse, "officer")).pk is not None


def test_known_and_unknown_addresses_are_answered_alike(caisse: Caisse) -> None:
    def told(email: str) -> tuple[int, str, str]:
        cache.clear()
        client = english()
        reset = client.post("/account/password/reset/", {"email": email})
        wrong = client.post("/account/login/", {"login": email, "password": "wrong"}).content.decode()
        wrong = re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", wrong.replace(email, "address"))
        return reset.status_code, reset.headers["Location"], wrong

    assert told(caisse.email("officer")) == told("nobody@example.org")


def test_a_session_planted_before_is_worth_nothing_after(caisse: Caisse) -> None:
    victim = english()
    victim.get("/language/en?next=/")
    session = victim.session
    session["planted"] = "by another"
    session.save()
    planted = session.session_key
    victim.cookies["sessionid"] = planted
    victim.post("/account/login/", {"login": caisse.email("1"), "password": PASSWORD})
    thief = english()
    thief.cookies["sessionid"] = planted
    assert victim.get(caisse.at("my-file/")).status_code == 200
    assert thief.get(caisse.at("my-file/")).status_code == 302


def test_security_settings_ask_who_is_there_even_right_after_the_sign_in(caisse: Caisse) -> None:
    client = login(caisse, "1")
    for path in ("2fa/app/", "2fa/passkeys/add/", "2fa/recovery-codes/new/"):
        answer = client.get(f"/account/{path}")
        assert answer.headers["Location"].startswith("/account/reauthenticate/"), path
    assert client.post("/account/reauthenticate/", {"password": "wrong"}).status_code == 200
    assert client.get("/account/2fa/app/").status_code == 302


def test_an_old_session_is_asked_again_and_nothing_is_done_meanwhile(caisse: Caisse) -> None:
    client = english()
    come_in(client, caisse.email("officer"), minutes_ago=16)
    path = caisse.at("register/2/particulars/")
    assert client.get(path).headers["Location"] == f"/account/reauthenticate/?next={path.replace('/', '%2F')}"
    sent = {"given_names": "Marc", "family_name": "Stolen", "language": "en", "reason": "x"}
    answer = client.post(path, sent)  # SignInStale
    assert answer.status_code == 409
    assert "Nothing was done" in answer.content.decode()
    assert "/account/reauthenticate/?next=" in answer.content.decode()
    assert "Stolen" not in client.get(caisse.at("register/2/")).content.decode()
    back = client.post("/account/reauthenticate/", {"password": PASSWORD, "next": path})
    assert back.headers["Location"] == path
    assert client.post(path, sent).status_code == 302


def test_two_hats(caisse: Caisse) -> None:
    appoint(caisse)
    client = english()
    come_in(client, caisse.email("2"))
    page = client.get(caisse.at("my-file/")).content.decode()
    assert "You are here as <strong>officer</strong>." in page
    answer = client.post(caisse.at("hat/"), {"hat": "member", "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == caisse.at()
    refused = client.get(caisse.at("register/"))  # OtherHat
    assert refused.status_code == 403
    assert "You are here as a member, and this page is for officers" in refused.content.decode()
    assert f'action="{caisse.at("hat/")}"' in refused.content.decode()
    client.post(caisse.at("hat/"), {"hat": "crown"})
    assert client.get(caisse.at("register/")).status_code == 403
    client.post(caisse.at("hat/"), {"hat": "officer"})
    assert client.get(caisse.at("register/")).status_code == 200
    own = client.get(caisse.at("register/2/particulars/"))  # OwnMatter
    assert own.status_code == 403
    assert escape("This concerns yourself") in own.content.decode()


def test_who_has_one_hat_keeps_it(caisse: Caisse, enter: Enter) -> None:
    for who in ("1", "officer"):
        client = enter(caisse, who)
        client.post(caisse.at("hat/"), {"hat": "member" if who == "officer" else "officer"})
        assert client.get(caisse.at("register/")).status_code == (200 if who == "officer" else 403)
        assert 'class="hat"' not in client.get(caisse.at("my-file/")).content.decode()


def test_sessions_are_listed_and_ended(caisse: Caisse) -> None:
    first, second, third = (login(caisse, "1") for _ in range(3))
    stranger = login(caisse, "2")
    listed = first.get("/account/sessions/").content.decode()
    ids = re.findall(r'name="session" value="(\d+)"', listed)
    assert len(ids) == 2
    stranger.post("/account/sessions/", {"session": ids[0]})
    assert third.get(caisse.at("my-file/")).status_code == 200
    first.post("/account/sessions/", {"session": ids[0]})  # the latest stands first
    assert third.get(caisse.at("my-file/")).status_code == 302
    first.post("/account/sessions/")
    assert second.get(caisse.at("my-file/")).status_code == 302
    assert first.get(caisse.at("my-file/")).status_code == 200
    assert stranger.get(caisse.at("my-file/")).status_code == 200


def test_a_changed_password_ends_the_other_sessions(caisse: Caisse) -> None:
    here, there = login(caisse, "2"), login(caisse, "2")
    new = "cobalt meadow nine"
    mail.outbox.clear()
    here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert there.get(caisse.at("my-file/")).status_code == 302
    assert here.get(caisse.at("my-file/")).status_code == 200
    assert mail.outbox[-1].subject == "How you sign in was changed"
    assert here.get("/account/sessions/").content.decode().count("since") == 1


@pytest.mark.parametrize("path", ["security/", "sessions/", "second-factor/", "reauthenticate/", "2fa/app/"])
def test_strangers_are_shown_the_door(database: str, path: str) -> None:
    assert Client().get(f"/account/{path}").headers["Location"].startswith("/account/login/")


def test_the_demo_shows_the_code_of_its_officers(caisse: Caisse) -> None:
    from datetime import UTC, datetime

    from rochdale.config import demo_code, sign_in

    Authenticator.objects.filter(user_id=sign_in_of(caisse, "officer")).delete()
    sign_in.give_authenticator(sign_in_of(caisse, "officer"), demo_code.TOTP_KEY)
    code_for(demo_code.TOTP_KEY)
    client = login(caisse, "officer")
    assert client.post(CODE, {"code": demo_code.code_at(datetime.now(UTC))[0]}).status_code == 302
    assert client.get(caisse.at("register/")).status_code == 200


def asked_for(client: Client, address: str) -> str:
    """Ask for another address, and the link that comes to it."""
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    mail.outbox.clear()
    assert client.post("/account/address/", {"email": address}).headers["Location"] == "/account/security/"
    found = [
        re.findall(r"http://testserver(\S+)", letter.body) for letter in mail.outbox if letter.to == [address]
    ]
    return str(found[0][0]) if found else ""


def test_a_new_address_counts_once_it_is_confirmed_by_who_asked(caisse: Caisse) -> None:
    old, new = caisse.email("2"), f"new@{caisse.slug}.example.org"
    client, elsewhere, other = login(caisse, "2"), login(caisse, "2"), login(caisse, "1")
    link = asked_for(client, new)
    assert [letter.to for letter in mail.outbox] == [[old], [new]]
    assert login(caisse, "2").get(caisse.at("my-file/")).status_code == 200
    assert client.get(link).status_code == 200
    assert english().post(link).headers["Location"].startswith("/account/login/")
    assert other.post(link).status_code == 409  # AddressLinkSpent
    assert SignIn.objects.filter(email=old).exists()
    assert client.post(link).headers["Location"] == "/account/security/"
    assert mail.outbox[-1].to == [old]
    assert elsewhere.get(caisse.at("my-file/")).status_code == 302
    assert client.get(caisse.at("my-file/")).status_code == 200
    assert client.post(link).status_code == 409
    assert login(caisse, "2").get(caisse.at("my-file/")).status_code == 302
    again = english()
    assert again.post("/account/login/", {"login": new, "password": PASSWORD}).status_code == 302
    assert again.get(caisse.at("my-file/")).status_code == 200


def test_the_address_of_somebody_else_is_not_taken_and_not_told(caisse: Caisse) -> None:
    client = login(caisse, "2")
    assert client.get("/account/address/").headers["Location"].startswith("/account/reauthenticate/")
    assert asked_for(client, caisse.email("1")) == ""
    page = client.get("/account/security/").content.decode()
    assert "If no one else signs in with this address" in page
    link = asked_for(client, f"late@{caisse.slug}.example.org")
    SignIn.objects.filter(email=caisse.email("1")).update(email=f"late@{caisse.slug}.example.org")
    assert client.post(link).status_code == 409
    assert client.post(link.replace("/address/", "/address/x")).status_code == 409


def test_outside_of_all_cooperatives_the_head_still_leads_on_and_out(caisse: Caisse) -> None:
    page = login(caisse, "2").get("/account/security/").content.decode()
    head = page[page.index("<header") : page.index("</header>")]
    assert f'<a href="/account/security/">{caisse.email("2")}</a>' in head
    assert '<a href="/account/logout/">Sign out</a>' in head
    assert "Sign out" not in english().get("/join/").content.decode()


def test_a_reset_asked_before_the_address_changed_is_spent(caisse: Caisse) -> None:
    client = login(caisse, "2")
    thief = english()
    mail.outbox.clear()
    thief.post("/account/password/reset/", {"email": caisse.email("2")})
    (path,) = re.findall(r"http://testserver(\S+)", mail.outbox[0].body)
    client.post(asked_for(client, f"new@{caisse.slug}.example.org"))
    assert "does not work any more" in thief.get(path, follow=True).content.decode()


def test_the_list_of_sessions_costs_as_many_statements_for_many(caisse: Caisse) -> None:
    client = login(caisse, "1")
    client.get("/account/sessions/")

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/account/sessions/").status_code == 200
        return len(seen)

    few = cost()
    for _ in range(4):
        login(caisse, "1")
    assert cost() == few
