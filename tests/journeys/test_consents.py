"""Consents over HTTP: a member says yes and no on the own page; the counter writes down what was signed."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from rochdale.membership import actions
from rochdale.membership.actions import ConsentPurpose

from .conftest import Caisse

Enter = Callable[[Caisse, str], Client]
NEWS = {"purpose": "news_and_education"}


def test_a_member_agrees_and_changes_their_mind(caisse: Caisse, enter: Enter) -> None:
    member = enter(caisse, "1")
    path = caisse.at("my-file/consents/")
    assert "J’y consens" in member.get(path).content.decode()
    told = member.post(path, NEWS | {"does": "give"}, follow=True).content.decode()
    assert "Le consentement est inscrit." in told
    assert "Nouvelles, cours et invitations" in member.get(caisse.at("my-file/")).content.decode()
    told = member.post(path, NEWS | {"does": "withdraw"}, follow=True).content.decode()
    assert "Le consentement est retiré" in told
    assert member.post(path, NEWS | {"does": "withdraw"}).status_code == 409
    assert member.post(path, {"purpose": "everything", "does": "give"}).status_code == 404


def test_the_counter_writes_it_down_and_not_for_itself(caisse: Caisse, enter: Enter) -> None:
    officer, person_id = enter(caisse, "officer"), caisse.members[1].person_id
    path = caisse.at(f"persons/{person_id}/consents/")
    assert "See the consents" in officer.get(caisse.at("register/2/")).content.decode()
    assert "What Marc Roy agreed to" in officer.get(path).content.decode()
    told = officer.post(path, NEWS | {"does": "give"}, follow=True).content.decode()
    assert "At the counter, on paper" in told or "at the counter, on paper" in told
    member = enter(caisse, "2")
    assert "at the counter, on paper" in member.get(caisse.at("my-file/consents/")).content.decode()
    own = caisse.at(f"persons/{caisse.officer_id}/consents/")
    assert officer.post(own, NEWS | {"does": "give"}).status_code == 403
    assert "The person signed it" not in officer.get(own).content.decode()
    assert member.get(path).status_code == 403


def test_a_former_member_still_withdraws(caisse: Caisse, enter: Enter) -> None:

    former = caisse.members[1]
    purposes = [ConsentPurpose.NEWS_AND_EDUCATION]
    actions.give_consents(by=caisse.by, person_id=former.person_id, purposes=purposes)
    actions.end_membership(by=caisse.by, number=former.number, left_on=caisse.by.on)
    client = enter(caisse, "2")
    told = client.post(caisse.at("my-file/consents/"), NEWS | {"does": "withdraw"}, follow=True)
    assert "withdrawn from now on" in told.content.decode()
