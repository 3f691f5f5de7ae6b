"""The page of an act that takes two persons, and its line among what waits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from django.utils.translation import gettext_lazy

from offering import offering
from rochdale.cooperatives import actions
from rochdale.cooperatives.actions import ActAsked, ActKind
from rochdale.cooperatives.queries import OfficeKind, Permission
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership.queries import Particulars
from rochdale.web.http import REFUSED_STATUS
from rochdale.web.values import Effect
from visiting import enter

from .conftest import TODAY, Caisse
from .test_views import Visitor, words


@pytest.fixture
def done() -> Iterator[list[str]]:
    """The keys of what was carried out."""
    keys: list[str] = []

    def perform(_by: Acting, _facts: Mapping[str, object], key: str) -> None:
        keys.append(key)

    kind = ActKind(
        "transfer_shares",
        gettext_lazy("Transfer between accounts"),
        Permission.MANAGE_CAPITAL,
        perform,
        lambda _facts: [Effect("Shares", 7, 5)],
    )
    with offering(kind):
        yield keys


@pytest.fixture
def proposed(caisse: Caisse, done: list[str]) -> UUID:
    by = replace(caisse.treasurer, reason="asked at the counter")
    proposal_id = actions.carry_out(by=by, asked=ActAsked("transfer_shares", uuid4().hex))
    assert (done, proposal_id is None) == ([], False)
    assert proposal_id is not None
    return proposal_id


def test_the_second_person_finds_it_sees_its_effect_and_approves(
    caisse: Caisse, proposed: UUID, done: list[str]
) -> None:
    manager = Visitor(caisse, caisse.manager.person_id)
    assert "1 thing waits for you" in manager.text("")
    path = f"waiting/acts/{proposed}/"
    assert "Shares 7 5" in manager.text(path)
    assert "Maëlle Nguyen asked for it" in manager.text(path)
    manager.post(f"{path}approve/", {"reason": ""})
    assert len(done) == 1
    assert "Thérèse Bélanger approved it" in manager.text(path)
    again = manager.post(f"{path}approve/", {"reason": ""})
    assert again.status_code == REFUSED_STATUS
    assert len(done) == 1


def test_the_second_person_shows_that_it_is_still_they(
    caisse: Caisse, proposed: UUID, done: list[str]
) -> None:
    manager = Visitor(caisse, caisse.manager.person_id)
    enter(manager.client, manager.email, minutes_ago=60)
    path = f"waiting/acts/{proposed}/"
    answer = manager.post(f"{path}approve/", {"reason": ""})
    assert answer.status_code == REFUSED_STATUS
    assert done == []
    (again,) = re.findall(r'href="(/account/reauthenticate/\?next=[^"]+)"', answer.content.decode())
    assert again.endswith("approve%2F")
    assert manager.get(f"{path}approve/").headers["Location"] == again
    enter(manager.client, manager.email)
    assert manager.get(f"{path}approve/").headers["Location"].endswith(path)
    assert manager.post(f"{path}approve/", {"reason": ""}).status_code == 302
    assert len(done) == 1


def test_the_first_can_only_take_it_back(caisse: Caisse, proposed: UUID, done: list[str]) -> None:
    treasurer = Visitor(caisse, caisse.treasurer.person_id, "fr")
    path = f"waiting/acts/{proposed}/"
    assert "Vous l’avez demandé vous-même" in treasurer.text(path)
    refused = treasurer.post(f"{path}approve/", {"reason": ""})
    assert refused.status_code == REFUSED_STATUS
    assert "une autre personne en décide" in words(refused)
    treasurer.post(f"{path}withdraw/", {})
    assert "Retiré" in treasurer.text(path)
    assert done == []


def test_a_refusal_says_why_and_others_only_look(caisse: Caisse, proposed: UUID, done: list[str]) -> None:
    teller, manager = (Visitor(caisse, by.person_id) for by in (caisse.teller, caisse.manager))
    path = f"waiting/acts/{proposed}/"
    assert "Your office does not decide on this" in teller.text(path)
    assert teller.post(f"{path}approve/", {}).status_code == 403
    assert manager.post(f"{path}refuse/", {"reason": " "}).status_code == REFUSED_STATUS
    manager.post(f"{path}refuse/", {"reason": "The books are closed today"})
    assert "The books are closed today" in manager.text(path)
    assert done == []
    assert manager.get(f"waiting/acts/{uuid4()}/").status_code == 404


def test_the_lines_of_what_waits_cost_the_same_however_many(caisse: Caisse, done: list[str]) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    manager = Visitor(caisse, caisse.manager.person_id)
    counts = []
    for _ in range(2):
        (person_id,) = membership.add_persons(by=caisse.program, particulars=[Particulars("Roy")])
        actions.appoint(by=caisse.program, person_id=person_id, office=OfficeKind.TREASURER, since_on=TODAY)
        by = replace(caisse.program, person_id=person_id)
        for _ in range(3):
            actions.carry_out(by=by, asked=ActAsked("transfer_shares", uuid4().hex))
        with CaptureQueriesContext(connection) as captured:
            assert "asked by Roy" in manager.text("")
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert done == []
