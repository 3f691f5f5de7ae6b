"""A candidate withdraws while a verifiable ballot is open, over HTTP: it is told to all, and the ballot stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client

from assembly.ballot_cases import ELECTION, Run
from assembly.decision_cases import NAMES
from assembly.floor import Floor, called, freeze
from assembly.nomination_cases import bylaws
from journeys.ballot_hall import Clock, Hall, form
from journeys.conftest import Caisse
from rochdale.assembly import actions
from rochdale.assembly.actions import Named, Proposal
from rochdale.assembly.models import BodyKind, FilledBy
from rochdale.config import arrivals
from rochdale.cooperatives import actions as cooperatives

pytestmark = pytest.mark.slow

NOTICE = re.compile(r"Withdrew since the ballot was opened|S’est retiré depuis l’ouverture du scrutin")
CONTEST = "meetings/1/elections/board/"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    told = Clock()
    monkeypatch.setattr(arrivals, "timezone", SimpleNamespace(now=told.now))
    return told


@pytest.fixture
def hall(caisse: Caisse, enter: Callable[[Caisse, str], Client], clock: Clock) -> Hall:
    """An annual meeting under way; two of three members stand for one seat."""
    by = caisse.by
    cooperatives.adopt_pack(by=by, pack="quebec-caisse", effective_from=date(1990, 1, 2))
    bylaws(
        by, candidate_order="alphabetical", candidate_membership_days=0, candidate_age_years=0,
        nomination_seconders=0, candidate_declaration_required=False, candidate_training_required=False,
    )  # fmt: skip
    called(by)
    actions.make_body(
        by=by, code="board", kind=BodyKind.BOARD, names=NAMES, filled_by=FilledBy.GENERAL_MEETING
    )
    actions.open_seat(by=by, code="board", term_years=3, from_on=by.on - timedelta(days=1))
    actions.call_nominations(by=by, number=1, code="board", closes_on=by.on)
    for number, line in enumerate(caisse.members[:2], 1):
        own = replace(by, person_id=line.person_id, authority="member")
        actions.nominate(by=own, number=1, code="board", proposal=Proposal(line.person_id))
        actions.admit_nomination(by=by, named=Named(1, "board", number))
    freeze(by, 1, caisse.members[-1].number)
    actions.open_meeting(by=by, number=1)
    browsers = [enter(caisse, str(line.number)) for line in caisse.members]
    return Hall(caisse, clock, enter(caisse, "officer"), browsers)


def opened(hall: Hall) -> Run:
    """The ballot that is proposed, opened."""
    offered = hall.says(hall.secretary, hall.at(f"items/{ELECTION}/"))
    told = {
        name: re.sub(r"\r?\n", "\n", found[1])
        for name in ("q-0-answers_fr", "q-0-answers_en")
        if (found := re.search(rf'<textarea name="{name}"[^>]*>\s*([^<]*)</textarea>', offered))
    }
    assert len(told) == 2
    assert "Marc Roy" in told["q-0-answers_fr"]
    # Who is left out is asked for at once.
    left_out = {name: words.splitlines()[0] + "\nPersonne" for name, words in told.items()}
    refused = hall.secretary.post(hall.at(f"items/{ELECTION}/"), form(hall.clock, **left_out))
    assert refused.status_code == 400
    hall.post(f"items/{ELECTION}/", **form(hall.clock, **told))
    by = replace(hall.caisse.by, at=hall.clock.now())
    people = tuple(line.person_id for line in hall.caisse.members)
    run = Run(Floor(by, 1, people[:2], people[2]), 1, {}, {})
    run.make_keys(1, 2)
    run.opened()
    hall.clock.hours = 1
    return run


def test_the_ballot_stays_and_everybody_is_told(hall: Hall) -> None:
    run = opened(hall)
    pages = {
        hall.at("1/"): hall.secretary,
        hall.at("1/mine/"): hall.members[1],
        hall.caisse.at(f"ballots/{run.uuid}/"): Client(),
    }
    for path, who in pages.items():
        assert not NOTICE.search(hall.says(who, path)), path
    nomination = hall.caisse.at(f"{CONTEST}nominations/2/")
    assert "check-words" not in hall.says(hall.secretary, nomination)
    on_seats = r"A verifiable ballot is on these seats|Un scrutin vérifiable porte sur ces sièges"
    assert re.search(on_seats, hall.says(hall.secretary, hall.caisse.at(CONTEST)))
    refused = hall.secretary.post(f"{nomination}check/", {"act": "refuse", "check-is_not_of_group": "on"})
    assert refused.status_code == 409
    gone = hall.members[1].post(f"{nomination}acts/", {"act": "withdraw"})
    assert gone.status_code == 302
    board = Client().get(f"/api/v1/{hall.caisse.slug}/ballots/{run.uuid}").json()
    assert board["withdrew"] == ["Marc Roy"]
    for path, who in pages.items():
        shown = hall.says(who, path)
        assert NOTICE.search(shown), path
        assert "Marc Roy" in shown, path
