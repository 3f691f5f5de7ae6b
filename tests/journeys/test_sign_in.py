"""Coming in: the right and the wrong password, one cooperative or several, and the language of the person."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client

from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.actions import end_office
from rochdale.membership import actions
from rochdale.membership.models import SignIn
from rochdale.tenancy.actions import inside

from .conftest import PASSWORD, Caisse

Enter = Callable[[Caisse, str], Client]


def test_a_stranger_is_shown_the_door_and_comes_back_to_the_page_wanted(caisse: Caisse) -> None:
    client = Client()
    wanted = caisse.at("my-file/")
    answer = client.get(wanted)
    assert answer.headers["Location"] == f"/account/login/?next={wanted}"
    form = {"login": caisse.email("1"), "password": PASSWORD, "next": wanted}
    assert client.post("/account/login/", form).headers["Location"] == wanted


def test_a_wrong_password_is_said_in_words(caisse: Caisse) -> None:
    client = Client(headers={"accept-language": "en"})
    for login in (caisse.email("1"), "nobody@example.org"):
        answer = client.post("/account/login/", {"login": login, "password": "wrong"})
        assert answer.status_code == 200
        assert "do not go together" in answer.content.decode()
    assert client.get(caisse.at("my-file/")).status_code == 302


def test_guessing_is_stopped_even_for_who_guesses_right_at_last(caisse: Caisse) -> None:
    client = Client(headers={"accept-language": "en"})
    for _ in range(5):
        client.post("/account/login/", {"login": caisse.email("1"), "password": "wrong"})
    answer = client.post("/account/login/", {"login": caisse.email("1"), "password": PASSWORD})
    assert "Too many wrong tries" in answer.content.decode()
    assert client.get(caisse.at("my-file/")).status_code == 302


def test_a_hall_that_shares_a_place_may_sign_in_when_the_program_is_told() -> None:
    said = "from rochdale.config.settings import ACCOUNT_RATE_LIMITS as of; print(of['login'], of['login_failed'])"
    for most, limits in (("300", "300/m/ip 100/m/ip,5/5m/key"), ("6", "6/m/ip 5/m/ip,5/5m/key")):
        told = subprocess.run(
            [sys.executable, "-c", said],
            env=os.environ | {"ROCHDALE_SIGN_INS": most}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert told.stdout.strip() == limits


def test_one_door_leads_home(caisse: Caisse, enter: Enter) -> None:
    client = enter(caisse, "1")
    assert client.get("/").headers["Location"] == caisse.at()
    assert client.get(caisse.at()).status_code in {200, 302}


def test_several_doors_are_a_choice(caisse: Caisse, neighbour: Caisse, enter: Enter) -> None:
    (person_id,) = actions.add_persons(by=neighbour.by, particulars=[actions.Particulars("Gagnon")])
    actions.give_sign_in(by=neighbour.by, person_id=person_id, email=caisse.email("officer"))
    page = enter(caisse, "officer").get("/").content.decode()
    assert f'href="{caisse.at()}"' in page
    assert f'href="{neighbour.at()}"' in page


def test_no_door_is_said(caisse: Caisse, enter: Enter) -> None:
    actions.take_sign_in_away(by=caisse.by, person_id=caisse.members[1].person_id)
    client = enter(caisse, "2")
    page = client.get("/")
    assert page.status_code == 200
    assert "No cooperative has opened its door" in page.content.decode()
    assert client.get(caisse.at("my-file/")).status_code == 403


def test_the_pages_speak_the_language_of_the_person(caisse: Caisse, enter: Enter) -> None:
    french, english = enter(caisse, "1"), enter(caisse, "2")
    assert 'lang="fr' in french.get(caisse.at("my-file/")).content.decode()
    assert 'lang="en' in english.get(caisse.at("my-file/")).content.decode()


def test_a_language_once_chosen_stays_on_every_device(caisse: Caisse, enter: Enter) -> None:
    enter(caisse, "1").get("/language/en?next=/")
    assert SignIn.objects.get(email=caisse.email("1")).language == "en"
    assert 'lang="en' in enter(caisse, "1").get(caisse.at("my-file/")).content.decode()
    assert Client().get("/language/en?next=/").status_code == 302
    assert Client().get("/language/tlh?next=/").status_code == 404


def test_nobody_signs_up(database: str) -> None:
    client = Client()
    assert "signup" not in client.get("/account/login/").content.decode()
    form = {"email": "new@example.org", "password1": PASSWORD}
    assert client.post("/account/signup/", form).status_code == 200
    assert not SignIn.objects.filter(email="new@example.org").exists()
    assert client.get("/account/email/").status_code == 404


def test_a_forgotten_password_is_set_anew_by_letter(caisse: Caisse) -> None:
    client = Client(headers={"accept-language": "en"})
    mail.outbox.clear()
    assert client.post("/account/password/reset/", {"email": caisse.email("2")}).status_code == 302
    assert client.get("/account/password/reset/done/").status_code == 200
    (letter,) = mail.outbox
    assert letter.subject == "A new password for your cooperative"
    (path,) = re.findall(r"http://testserver(\S+)", letter.body)
    page = client.get(path, follow=True)
    action = page.redirect_chain[-1][0]
    weak = client.post(action, {"password1": "short", "password2": "short"})
    assert weak.status_code == 200
    new = "cobalt meadow nine"
    assert client.post(action, {"password1": new, "password2": new}).status_code == 302
    assert Client().post("/account/login/", {"login": caisse.email("2"), "password": new}).status_code == 302
    assert (
        "does not work any more"
        in Client(headers={"accept-language": "en"}).get(path, follow=True).content.decode()
    )


def test_no_letter_and_no_hint_for_an_address_that_nobody_knows(database: str) -> None:
    mail.outbox.clear()
    answer = Client().post("/account/password/reset/", {"email": "nobody@example.org"})
    assert answer.headers["Location"] == "/account/password/reset/done/"
    assert mail.outbox == []


def test_a_password_is_changed_and_one_signs_out(caisse: Caisse, enter: Enter) -> None:
    client = enter(caisse, "1")
    new = "cobalt meadow nine"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.get("/account/password/change/").status_code == 200
    assert client.post("/account/password/change/", form).status_code == 302
    assert client.get("/account/logout/").status_code == 200
    assert client.post("/account/logout/").status_code == 302
    assert client.get(caisse.at("my-file/")).status_code == 302


def test_an_office_ends_with_its_day(caisse: Caisse, enter: Enter) -> None:
    client = enter(caisse, "officer")
    assert client.get(caisse.at("register/")).status_code == 200
    with inside(caisse.by.cooperative_id):
        (held,) = cooperatives.offices_of(caisse.officer_id, caisse.by.on)
    end_office(by=caisse.by, office_id=held.id, on=caisse.by.on)
    assert client.get(caisse.at("register/")).status_code == 403


@pytest.mark.parametrize(
    "path", ["login/", "password/reset/", "password/reset/done/", "signup/", "inactive/"]
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_of_the_sign_in_is_drawn_in_both_languages(
    database: str, path: str, language: str
) -> None:
    answer = Client(headers={"accept-language": language}).get(f"/account/{path}")
    assert answer.status_code == 200
    assert f'lang="{language}' in answer.content.decode()
