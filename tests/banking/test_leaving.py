"""Leaving over HTTP: what the member sees first, the notice, the officer's list, an exclusion with its vote."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import OfficeKind
from rochdale.membership import actions as membership
from rochdale.membership import queries
from rochdale.membership.queries import Particulars
from rochdale.tenancy.actions import inside
from rochdale.web.http import REFUSED_STATUS

from .conftest import TODAY, Caisse
from .test_views import Visitor, deposit, words

LINK = re.compile(r"/leaving/([0-9a-f-]{36})/")


def officer(caisse: Caisse, office: OfficeKind, language: str = "en") -> Visitor:
    (person_id,) = membership.add_persons(by=caisse.program, particulars=[Particulars(office.value.title())])
    cooperatives.appoint(by=caisse.program, person_id=person_id, office=office, since_on=TODAY)
    return Visitor(caisse, person_id, language)


def left_on(caisse: Caisse, number: int) -> date | None:
    with inside(caisse.id):
        return queries.member(number=number).left_on


@pytest.mark.parametrize(
    ("language", "seen", "given"),
    [("en", "You may always leave", "Asked for"), ("fr", "Vous pouvez toujours partir", "Demandé")],
)
def test_a_member_sees_what_leaving_means_and_gives_notice(
    caisse: Caisse, language: str, seen: str, given: str
) -> None:
    deposit(caisse, "120")
    odile = Visitor(caisse, caisse.odile_id, language)
    text = odile.text("my-file/leave/")
    assert seen in text
    assert caisse.everyday.number in text
    done = odile.post("my-file/leave/", {"words": "moving"})
    assert done.status_code == 302
    path = done.headers["Location"].split(f"/{caisse.slug}/", 1)[1]
    assert given in odile.text(path)
    again = odile.post("my-file/leave/", {"words": ""})
    assert again.status_code == REFUSED_STATUS
    assert Visitor(caisse, caisse.armand_id).get(path).status_code == 404
    assert odile.post(f"{path}ended/", {}).status_code == REFUSED_STATUS
    odile.post(f"{path}taken_back/", {"taken_back-words": ""})
    assert not LINK.search(odile.get("my-file/leave/").content.decode())


def test_the_secretary_ends_what_the_member_asked(caisse: Caisse) -> None:
    secretary = officer(caisse, OfficeKind.SECRETARY)
    begun = secretary.post("register/1/leaving/withdrawal/", {"words": "at the counter"})
    found = LINK.search(begun.headers["Location"])
    assert found
    assert "Odile Gagnon, 1" in secretary.text("leaving/")
    path = f"leaving/{found[1]}/"
    assert secretary.post(f"{path}ended/", {}).status_code == 302
    assert left_on(caisse, 1) == TODAY
    assert "Closed" in secretary.text(path)
    assert secretary.post("register/1/leaving/withdrawal/", {"words": ""}).status_code == REFUSED_STATUS
    assert secretary.get("register/1/leaving/because/").status_code == 404


def test_a_death_needs_its_proof(caisse: Caisse) -> None:
    secretary = officer(caisse, OfficeKind.SECRETARY)
    empty = secretary.post("register/2/leaving/death/", {"day": "", "words": ""})
    assert empty.status_code == 400
    assert "2 answers are missing" in words(empty)
    begun = secretary.post("register/2/leaving/death/", {"day": TODAY.isoformat(), "words": "certificate 12"})
    path = begun.headers["Location"].split(f"/{caisse.slug}/", 1)[1]
    assert "certificate 12" in secretary.text(path)
    secretary.post(f"{path}ended/", {})
    assert left_on(caisse, 2) == TODAY


def test_an_exclusion_goes_the_whole_way_on_the_page(caisse: Caisse) -> None:
    chair = officer(caisse, OfficeKind.CHAIR)
    manager = Visitor(caisse, caisse.manager.person_id)
    refused = manager.post("register/2/leaving/exclusion/", {"ground": "fraud", "words": "x"})
    assert refused.status_code == 403
    page = chair.text("register/2/leaving/exclusion/")
    assert "fraud or another illegal act" in page
    begun = chair.post("register/2/leaving/exclusion/", {"ground": "fraud", "words": "forged"})
    path = begun.headers["Location"].split(f"/{caisse.slug}/", 1)[1]
    hearing = (TODAY + timedelta(days=20)).isoformat()
    sent = {"notified-day": hearing, "notified-words": "9 h, at the hall"}
    assert chair.post(f"{path}notified/", sent).status_code == 302
    early = chair.post(f"{path}heard/", {"heard-words": "came"})
    assert early.status_code == REFUSED_STATUS
    assert "at the earliest" in words(early)
    armand = Visitor(caisse, caisse.armand_id)
    assert "9 h, at the hall" in armand.text(path)
    assert "Write down what was said" not in armand.text(path)
    bad = chair.post(f"{path}notified/", {"notified-day": "soon", "notified-words": ""})
    assert bad.status_code == 400


def test_the_list_costs_the_same_however_long(caisse: Caisse) -> None:
    secretary = officer(caisse, OfficeKind.SECRETARY)
    counts = []
    for number in (1, 2):
        membership.ask_to_leave(by=caisse.program, number=number)
        with CaptureQueriesContext(connection) as captured:
            assert str(number) in secretary.text("leaving/")
        counts.append(len(captured))
    assert counts[0] == counts[1]
