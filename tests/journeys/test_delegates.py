"""An assembly of delegates over HTTP: drawn from their mandates, and what each reads of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from rochdale.assembly import actions
from rochdale.assembly.actions import ItemDraft, MeetingDraft, OldMandate, SittingDraft
from rochdale.assembly.models import BodyKind, FilledBy, ItemKind, MeetingKind, MeetingMode
from rochdale.cooperatives import actions as cooperatives

from .conftest import TODAY, Caisse
from .test_rolls import page, send

pytestmark = pytest.mark.slow

Enter = Callable[[Caisse, str], Client]
TITLES = {"fr": "Assemblée des délégués", "en": "Assembly of delegates"}


def planned(caisse: Caisse) -> str:
    """The address of a meeting of delegates in some weeks, whose roll is not drawn."""
    held_on = TODAY + timedelta(days=23)
    starts_at = datetime(held_on.year, held_on.month, held_on.day, 18, tzinfo=UTC)
    draft = MeetingDraft(
        kind=MeetingKind.DELEGATES,
        titles=TITLES,
        mode=MeetingMode.IN_PERSON,
        record_date=TODAY,
        sittings=[SittingDraft(starts_at, venue="Salle du Moulin")],
        items=[ItemDraft(ItemKind.OPENING, {"fr": "Ouverture", "en": "Opening"})],
    )
    return caisse.at(f"meetings/{actions.draft_meeting(by=caisse.by, draft=draft)}/roll/")


def seat(caisse: Caisse, group: str, member: int, until: date) -> None:
    seat_id = actions.open_seat(
        by=caisse.by, code="delegates", term_years=3, electoral_group=group, from_on=date(2025, 1, 15)
    )
    held = OldMandate(seat_id, caisse.members[member - 1].person_id, date(2025, 1, 15), until)
    actions.take_over_mandates(by=caisse.by, mandates=[held])


def test_delegates_read_by_which_mandate_they_vote(caisse: Caisse, enter: Enter) -> None:
    cooperatives.adopt_pack(by=caisse.by, pack="quebec-caisse", effective_from=date(1990, 1, 2))
    actions.make_body(
        by=caisse.by, code="delegates", kind=BodyKind.DELEGATES,
        names={"fr": "Délégués", "en": "Delegates"}, filled_by=FilledBy.GENERAL_MEETING,
    )  # fmt: skip
    roll, officer = planned(caisse), enter(caisse, "officer")
    assert "Everybody who held a seat of delegates on" in page(officer, f"{roll}draw/")
    assert "nobody held a seat of delegates" in refused(officer, f"{roll}draw/")
    seat(caisse, "Lévis", 1, date(2028, 1, 15))
    seat(caisse, "Québec", 2, TODAY + timedelta(days=20))
    actions.open_seat(by=caisse.by, code="delegates", term_years=3, electoral_group="Beauce")
    told = send(officer, f"{roll}draw/")
    assert "Seats of delegates, held or vacant" in told
    assert "The mandate is over by the day of the meeting" in told
    mandate = "Delegate of Lévis (Delegates, seat 1), from"
    assert mandate in page(officer, f"{roll}members/1/")
    told = page(enter(caisse, "1"), f"{roll}mine/")
    assert mandate in told
    assert "You have one vote, like every delegate." in told
    assert "1 delegate may vote." in told
    told = page(enter(caisse, "2"), f"{roll}mine/", "fr")
    assert "Votre mandat de délégué est fini le jour de l’assemblée." in told
    assert "those vote whom the members elected" in page(enter(caisse, "3"), f"{roll}mine/")


def refused(client: Client, path: str) -> str:
    answer = client.post(path, {}, headers={"accept-language": "en"})
    assert answer.status_code != 200
    return " ".join(answer.content.decode().split())
