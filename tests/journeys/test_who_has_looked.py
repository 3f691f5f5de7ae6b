"""Who has looked, over HTTP: an officer opens a file in every way that there is, and the member reads of it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import OfficeKind
from rochdale.membership import queries
from rochdale.tenancy.actions import inside

from .conftest import Caisse

Enter = Callable[[Caisse, str], Client]


def parts(caisse: Caisse, place: int = 1) -> list[str]:
    with inside(caisse.by.cooperative_id):
        found = queries.file_views_of(person_id=caisse.members[place].person_id).lines
    return [line.part.value for line in found][::-1]


@pytest.mark.slow
def test_the_member_reads_who_opened_what(caisse: Caisse, enter: Enter) -> None:
    officer, member = enter(caisse, "officer"), enter(caisse, "2")
    assert "Nobody has looked." in member.get(caisse.at("my-file/looked/")).content.decode()
    person_id = caisse.members[1].person_id
    member.post(caisse.at("my-file/leave/"), {"words": ""})
    with inside(caisse.by.cooperative_id):
        departure = queries.departure_under_way(member_number=2)
        (letter,) = queries.letters_of(person_id=person_id).lines
    for path in (
        "register/2/",
        "register/2/particulars/",
        f"persons/{person_id}/consents/",
        f"leaving/{departure}/",
        f"letters/{letter.id}/",
        "letters/letters.pdf",
        "register/2/history/",
        "register/3/",
        "register/",
        "register/?q=roy",
    ):
        assert officer.get(caisse.at(path)).status_code == 200, path
    assert parts(caisse) == ["member", "particulars", "consents", "departure", "letter", "letter", "member"]
    assert parts(caisse, 2) == ["member"]
    told = member.get(caisse.at("my-file/looked/")).content.decode()
    assert "Rosaire Gagnon, as secretary" in told
    assert "The member’s page" in told
    told = officer.get(caisse.at(f"persons/{person_id}/looked/")).content.decode()
    assert "Who has looked at the file of Marc Roy" in told


@pytest.mark.slow
def test_ones_own_file_and_what_was_not_shown_leave_no_trace(caisse: Caisse, enter: Enter) -> None:
    member, officer = enter(caisse, "2"), enter(caisse, "officer")
    member.get(caisse.at("my-file/"))
    assert enter(caisse, "3").get(caisse.at("register/2/")).status_code == 403
    assert officer.get(caisse.at("register/777/")).status_code == 404
    cooperatives.appoint(by=caisse.by, person_id=caisse.members[1].person_id, office=OfficeKind.TELLER)
    assert parts(caisse) == []


@pytest.mark.slow
def test_the_list_goes_on_and_costs_the_same(caisse: Caisse, enter: Enter) -> None:
    officer, member = enter(caisse, "officer"), enter(caisse, "2")
    officer.get(caisse.at("register/2/"))
    with CaptureQueriesContext(connection) as few:
        member.get(caisse.at("my-file/looked/"))
    for _ in range(55):
        officer.get(caisse.at("register/2/"))
    with CaptureQueriesContext(connection) as many:
        told = member.get(caisse.at("my-file/looked/")).content.decode()
    assert len(many) == len(few)
    (following,) = re.findall(r'href="([^"]+)" rel="next"', told)
    assert member.get(following).content.decode().count("The member’s page") == 6
