"""What follows from a resolution of a meeting whose last window is open, over HTTP: it waits, and says until when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from assembly.decision_cases import ADOPTED, amendment
from assembly.floor import called, freeze
from assembly.meeting_cases import ITEMS, words
from rochdale.assembly import actions
from rochdale.assembly.actions import ItemDraft, Window
from rochdale.assembly.actions.resolutions import decide_item
from rochdale.assembly.models import ItemKind, Majority, MeetingKind, VoteMethod
from rochdale.cooperatives import actions as cooperatives
from rochdale.voting.motions import TWO_THIRDS, Terms

from .conftest import Caisse
from .test_decisions import api, text

pytestmark = pytest.mark.slow


@pytest.fixture
def waiting(caisse: Caisse) -> datetime:
    """Until when an amendment, resolution 1, is provisional: a vote of its meeting is open until then."""
    by = caisse.by
    cooperatives.adopt_pack(by=by, pack="quebec-caisse")
    bylaw = ItemDraft(
        ItemKind.BYLAW, words("Quorum", "Quorum"), words("Qu’il soit de 77.", "That it be 77."),
        Majority.SPECIAL, effect="amend_bylaw", effect_facts=amendment(by, 77),
    )  # fmt: skip
    called(by, (ITEMS[0], bylaw, ITEMS[1]), MeetingKind.SPECIAL)
    freeze(by, 1)
    actions.open_meeting(by=by, number=1)
    decide_item(by=by, number=1, place=2, counted=replace(ADOPTED, terms=Terms(TWO_THIRDS)))
    # Pages ask by the clock of the machine.
    window = Window(closes_at=datetime.now(UTC).replace(microsecond=0) + timedelta(days=2))
    actions.put_to_vote(by=by, number=1, place=3, method=VoteMethod.OPEN, window=window)
    assert window.closes_at is not None
    return window.closes_at


def test_a_provisional_resolution_says_until_when_it_waits(
    caisse: Caisse, waiting: datetime, enter: Callable[[Caisse, str], Client]
) -> None:
    officer, path = enter(caisse, "officer"), "resolutions/1/"
    shown = text(officer, caisse, path)
    assert "What this meeting decided is provisional until its last window closes" in shown
    assert caisse.at(f"{path}effect/") not in shown
    refused = officer.post(caisse.at(f"{path}effect/"))
    assert refused.status_code == 409
    assert "until then what it decided is provisional" in refused.content.decode()
    ahead = api(officer, caisse, "resolutions/1/effect", status=200)
    assert datetime.fromisoformat(ahead["provisional_until"]) == waiting
    assert api(officer, caisse, "resolutions/1/effect", {}, 409)["type"] == "/problems/results_provisional"


def test_once_the_vote_is_over_it_is_carried_out(
    caisse: Caisse, waiting: datetime, enter: Callable[[Caisse, str], Client]
) -> None:
    officer, path = enter(caisse, "officer"), "resolutions/1/"
    actions.withdraw_vote(by=caisse.by, number=1, vote_number=1, words="It was put too early.")
    shown = text(officer, caisse, path)
    assert "is provisional until" not in shown
    assert caisse.at(f"{path}effect/") in shown
    assert api(officer, caisse, "resolutions/1/effect", status=200)["provisional_until"] is None
    assert officer.post(caisse.at(f"{path}effect/")).headers["Location"] == caisse.at(path)
