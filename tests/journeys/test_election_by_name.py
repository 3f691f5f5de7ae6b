"""An election by name over HTTP: announced as open, voted on devices and aloud, and read with names afterwards."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from django.test import Client

from assembly.decision_cases import NAMES
from assembly.floor import JOINED, called
from assembly.nomination_cases import Election, bylaws
from assembly.roll_cases import CAISSES, LONG_AGO
from rochdale.assembly import actions
from rochdale.assembly.models import BodyKind, Channel, FilledBy
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import OfficeKind, Tier
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership.actions import Particulars
from visiting import authenticator_of

from .conftest import PASSWORD, TODAY, Caisse
from .test_rolls import page

pytestmark = pytest.mark.slow

Enter = Callable[[Caisse, str], Client]
VOTES: Mapping[int, int] = {1: 4200, 2: 2100, 3: 0}  # 5, 3 and 1


@pytest.fixture
def federation(database: str, slug: str) -> tuple[Caisse, Election]:
    """A federation of three members, with the meeting of their delegates; two of these sign in."""
    by = Acting(uuid.uuid4(), None, None, "test", TODAY, datetime(2026, 11, 23, 15, tzinfo=UTC))
    cooperatives.found_cooperative(
        by=by, slug=slug, name=f"Federation {slug}", tier=Tier.FEDERATION, currency="CAD", languages=["fr", "en"],
        time_zone="America/Toronto", holidays="CA-QC", founded_on=date(1990, 1, 2),
    )  # fmt: skip
    cooperatives.adopt_pack(by=by, pack="quebec-caisse", effective_from=date(1990, 1, 2))
    bylaws(
        by, delegate_members_step=1000, delegate_votes_cap_fraction=Fraction(2, 3), quorum_members=2,
        candidate_order="alphabetical",
    )  # fmt: skip
    (officer_id,) = membership.add_persons(
        by=by, particulars=[Particulars("Gagnon", "Rosaire", language="en")]
    )
    cooperatives.appoint(by=by, person_id=officer_id, office=OfficeKind.SECRETARY)
    lines = tuple(membership.register_members(by=by, newcomers=CAISSES[:3]))
    people = [
        membership.name_representative(
            by=by, member_number=line.number, from_on=LONG_AGO, particulars=Particulars(name, "Anne")
        )
        for line, name in zip(lines, ("Nord", "Sud", "Est"), strict=True)
    ]
    caisse = Caisse(by, slug, officer_id, lines)
    for who, person_id in {"officer": officer_id, "1": people[0], "2": people[1]}.items():
        given = membership.give_sign_in(
            by=by, person_id=person_id, email=caisse.email(who), password=PASSWORD
        )
        if who == "officer":
            authenticator_of(given.sign_in_id)
    return caisse, planned(by, people)


def planned(by: Acting, people: list[uuid.UUID]) -> Election:
    """A meeting of today with a seat to be filled; its roll is drawn."""
    actions.make_body(
        by=by, code="board", kind=BodyKind.BOARD, names=NAMES, filled_by=FilledBy.GENERAL_MEETING
    )
    seat = actions.open_seat(by=by, code="board", term_years=3, from_on=JOINED)
    number = called(by)
    actions.draw_roll(by=by, number=number, counted=VOTES)
    return Election(by, number, (seat,), tuple(people))


def opened(held: Election) -> None:
    """The first two stand, and everybody is there."""
    by, number = held.by, held.number
    actions.call_nominations(by=held.then, number=number, code="board")
    held.admit(0, 1)
    actions.freeze_roll(by=by, number=number)
    actions.open_meeting(by=by, number=number)
    for person_id in held.people:
        actions.check_in(by=by, number=number, person_id=person_id, channel=Channel.HALL)


def test_delegates_elect_by_name_with_all_their_votes(
    federation: tuple[Caisse, Election], enter: Enter
) -> None:
    caisse, held = federation
    opened(held)
    officer, north, south = (enter(caisse, who) for who in ("officer", "1", "2"))
    at = caisse.at("meetings/1/")
    assert "Take part" in page(north, at)
    told = page(officer, f"{at}desk/?q=caisse")
    assert "Anne Nord votes for it: 5 votes" in told
    assert "Anne Est votes for it: 1 vote" in told
    told = page(officer, f"{at}elections/board/")
    assert "So the election is open and by name" in told
    assert "Open the secret vote" not in told
    assert officer.post(f"{at}elections/board/hold/", {"act": "put-by-name", "group": ""}).status_code == 302
    told = page(north, f"{at}now/")
    assert "You vote for Caisse du Nord, with 5 votes." in told
    assert "This vote is open: your name stands beside it." in told
    assert "openly, by name" in told
    told = north.post(f"{at}votes/1/ballot/", {"vote1-chosen": "1"}, follow=True).content.decode()
    assert "Your vote was received" in told
    assert "This is your mark" not in told
    assert "every ballot stands here beside the name" in page(south, f"{at}votes/1/")
    south.post(f"{at}votes/1/ballot/", {"vote1-chosen": "2"})
    told = page(officer, f"{at}votes/1/aloud/")
    assert "Anne Est for Caisse de l’Est: 1 vote" in told
    assert "Anne Sud for" not in told
    assert officer.post(f"{at}votes/1/aloud/", {"voter": "3"}).status_code == 400
    assert officer.post(f"{at}votes/1/aloud/", {"voter": "3", "chosen": "2"}).status_code == 302
    assert "Everybody who is here has voted." in page(officer, f"{at}votes/1/aloud/")
    assert officer.post(f"{at}floor/votes/1/close-election/").status_code == 302
    for who in (officer, south):
        told = page(who, f"{at}votes/1/")
        assert "Every ballot by name" in told
        assert "for Caisse du Nord" in told
    told = page(south, f"{at}votes/1/", "fr")
    assert "Voix valides" in told
    assert "Tous les bulletins, avec les noms" in told


def test_delegates_stand_and_second_on_their_pages(federation: tuple[Caisse, Election], enter: Enter) -> None:
    caisse, held = federation
    actions.call_nominations(by=held.by, number=held.number, code="board", closes_on=TODAY)
    north, south, officer = (enter(caisse, who) for who in ("1", "2", "officer"))
    at = caisse.at("meetings/1/elections/board/")
    assert "Nominate somebody, or yourself" in page(north, at)
    assert "Nominate somebody, or yourself" not in page(officer, at)
    assert 'value="1"' in page(north, f"{at}nominate/")
    told = north.post(f"{at}nominate/", {"member_number": "1"}, follow=True).content.decode()
    assert "The nomination is written down." in told
    # Staff who represent nobody have no voice.
    assert officer.post(f"{at}nominate/", {"member_number": "1"}).status_code == 409
    own = f"{at}nominations/1/"
    assert "I second this nomination" in page(south, own)
    assert south.post(f"{own}acts/", {"act": "second"}).status_code == 302
    sent = {"statement_fr": "Je me présente.", "statement_en": "", "interests": "", "has_declared": "on"}
    assert south.post(f"{own}mine/", sent).status_code == 404
    assert north.post(f"{own}mine/", sent).status_code == 302
    assert "Je me présente." in page(officer, own)
