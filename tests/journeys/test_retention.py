"""Taking particulars away over HTTP: the list, what holds them here, the effect, the second person."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.actions import BylawChange
from rochdale.membership import actions
from rochdale.membership.actions import Newcomer, Particulars

from .conftest import Caisse

Enter = Callable[[Caisse, str], Client]
JOINED, LEFT = date(2001, 3, 4), date(2010, 5, 6)


def left_long_ago(caisse: Caisse, count: int) -> None:
    newcomers = [Newcomer(Particulars("Zyrowski", f"A{place}"), JOINED) for place in range(count)]
    for line in actions.register_members(by=replace(caisse.by, on=JOINED), newcomers=newcomers):
        actions.end_membership(by=caisse.by, number=line.number, left_on=LEFT)


@pytest.fixture
def governed(caisse: Caisse) -> Caisse:
    cooperatives.adopt_pack(by=caisse.by, pack="quebec-caisse", effective_from=JOINED)
    return caisse


def test_an_officer_takes_particulars_away_alone_where_the_by_laws_let_one(
    governed: Caisse, enter: Enter
) -> None:
    alone = BylawChange("second_person_acts", ("redeem_shares",), rule="Q-50")
    cooperatives.amend_bylaw(by=governed.by, changes=[alone], effective_from=governed.by.on, resolution="AGM")
    officer = enter(governed, "officer")
    assert "Nobody’s time has run." in officer.get(governed.at("retention/")).content.decode()
    left_long_ago(governed, 1)
    told = officer.get(governed.at("retention/")).content.decode()
    (path,) = re.findall(r'href="([^"]+/blank/)"', told)
    told = officer.get(path).content.decode()
    assert "Take the particulars of A0 Zyrowski away" in told
    (key,) = re.findall(r'name="key" value="([^"]+)"', told)
    answer = officer.post(path, {"key": key}, follow=True)
    assert "The particulars are gone for good." in answer.content.decode()
    assert officer.post(path, {"key": key}).status_code == 409
    told = officer.get(governed.at("register/4/")).content.decode()
    assert "former member" in told
    assert "Zyrowski" not in told
    officer.get("/language/fr")
    assert "ancien membre" in officer.get(governed.at("register/4/")).content.decode()
    assert (
        "Renseignements dont le délai est écoulé" in officer.get(governed.at("retention/")).content.decode()
    )


def test_it_waits_for_a_second_person_where_the_by_laws_say_so(governed: Caisse, enter: Enter) -> None:
    left_long_ago(governed, 1)
    officer = enter(governed, "officer")
    (path,) = re.findall(r'href="([^"]+/blank/)"', officer.get(governed.at("retention/")).content.decode())
    told = officer.post(path, {"key": "k"}, follow=True).content.decode()
    assert "It waits for a second officer" in told
    assert "A0 Zyrowski" in officer.get(governed.at("register/4/")).content.decode()


def test_what_holds_them_is_said(governed: Caisse, enter: Enter) -> None:
    officer = enter(governed, "officer")
    path = governed.at(f"persons/{governed.members[1].person_id}/blank/")
    told = officer.get(path).content.decode()
    assert "This cannot be done yet:" in told
    assert "the person is a member" in told
    assert officer.post(path, {"key": "k"}).status_code == 409
    own = governed.at(f"persons/{governed.officer_id}/blank/")
    assert officer.post(own, {"key": "k"}).status_code == 403


@pytest.mark.slow
def test_the_list_goes_on_and_costs_the_same(governed: Caisse, enter: Enter) -> None:
    officer = enter(governed, "officer")
    left_long_ago(governed, 2)
    with CaptureQueriesContext(connection) as few:
        officer.get(governed.at("retention/"))
    left_long_ago(governed, 60)
    with CaptureQueriesContext(connection) as many:
        told = officer.get(governed.at("retention/")).content.decode()
    assert len(many) == len(few)
    (following,) = re.findall(r'href="([^"]+)" rel="next"', told)
    told = officer.get(following.replace("&amp;", "&")).content.decode()
    assert told.count("/blank/") == 12
    officer.get(governed.at("retention/?after=nonsense"))
