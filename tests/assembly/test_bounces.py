"""Letters of a notice that come back days later: written down once, proven by member and way, then given by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError

from assembly.meeting_cases import drafted
from assembly.test_calling import PEOPLE, found_wrong, later, letters_of
from rochdale.assembly import actions, queries
from rochdale.assembly.actions import Bounce
from rochdale.assembly.errors.bounces import BouncedAlready, BounceDayWrong, LetterNotOut
from rochdale.assembly.models import BounceReason, Notice, NoticeBounce
from rochdale.assembly.queries import NoticeFigures
from rochdale.assembly.views.notices import proof_words
from rochdale.config.embedded import Server
from rochdale.cooperatives.errors import NotAllowed
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership import queries as register
from rochdale.membership.queries import Channel
from rochdale.tenancy.actions import inside

pytestmark = pytest.mark.slow
BY_EMAIL, BY_POST, JOINED_LATER = 1, 2, 3
FULL = BounceReason.MAILBOX_FULL


@pytest.fixture
def called(governed: Acting) -> Acting:
    """A notice of two letters: one was sent by e-mail, the other printed and posted."""
    marc, *_others = membership.register_members(by=governed, newcomers=PEOPLE)
    own = replace(governed, person_id=marc.person_id)
    purposes = [register.ConsentPurpose.ELECTRONIC_LETTERS]
    membership.give_consents(by=own, person_id=marc.person_id, purposes=purposes)
    actions.call_meeting(by=governed, number=drafted(governed))
    with inside(governed.cooperative_id):
        email, paper = (line.letter_id for line in letters_of(1))
    membership.send_letter(cooperative_id=governed.cooperative_id, letter_id=email, at=governed.at)
    membership.post_letters(by=governed, letter_ids=[paper])
    return later(governed, 3)


def note(by: Acting, member: int, channel: Channel, reason: BounceReason = FULL, days: int = 0) -> None:
    bounce = Bounce(member, channel, by.on - timedelta(days=days), reason)
    actions.note_bounce(by=by, number=1, bounce=bounce)


def figures(by: Acting) -> NoticeFigures:
    with inside(by.cooperative_id):
        return queries.notice_figures(notice_id=Notice.objects.get().id)


def waiting(by: Acting) -> list[int]:
    with inside(by.cooperative_id):
        page = queries.notice_letters(notice_id=Notice.objects.get().id, on_paper=True)
    return [line.member_number for line in page.lines]


def test_what_came_back_is_told_and_waits_to_be_given_by_hand(called: Acting) -> None:
    assert (figures(called).sent, figures(called).posted, waiting(called)) == (1, 1, [])
    for _ in range(2):
        note(called, BY_EMAIL, Channel.EMAIL)
    note(called, BY_POST, Channel.PAPER, BounceReason.MOVED, days=1)
    assert (figures(called).bounced, figures(called).out, figures(called).to_deliver) == (2, 0, 2)
    assert waiting(called) == [BY_EMAIL, BY_POST]
    with inside(called.cooperative_id):
        marc, anais = letters_of(1)
    assert "came back on" in proof_words(marc)
    assert (marc.bounced_by, marc.bounced_on, marc.bounce_reason) == (Channel.EMAIL, called.on, FULL)
    assert (anais.bounced_by, anais.bounce_reason) == (Channel.PAPER, BounceReason.MOVED)
    given = [marc.letter_id, anais.letter_id]
    for counted in (2, 0):
        handed = actions.hand_over_notices(by=called, number=1, letter_ids=given, list_on=called.on)
        assert handed == counted
    assert (figures(called).handed_over, figures(called).bounced, waiting(called)) == (2, 0, [])
    assert found_wrong(called) == []


@pytest.mark.parametrize(
    ("member", "channel"),
    [(BY_EMAIL, Channel.PAPER), (BY_POST, Channel.EMAIL), (JOINED_LATER, Channel.PAPER), (99, Channel.EMAIL)],
)
def test_what_did_not_go_out_that_way_does_not_come_back(
    called: Acting, member: int, channel: Channel
) -> None:
    with pytest.raises(LetterNotOut):
        note(called, member, channel)


def test_it_comes_back_once_in_time_and_an_office_says_so(called: Acting) -> None:
    for days in (4, -1):
        with pytest.raises(BounceDayWrong):
            note(called, BY_EMAIL, Channel.EMAIL, days=days)
    with pytest.raises(NotAllowed):
        note(replace(called, person_id=called.cooperative_id), BY_EMAIL, Channel.EMAIL)
    note(called, BY_EMAIL, Channel.EMAIL)
    with pytest.raises(BouncedAlready):
        note(called, BY_EMAIL, Channel.EMAIL, BounceReason.REFUSED)
    with inside(called.cooperative_id):
        marc, _anais = letters_of(1)
    actions.hand_over_notices(by=called, number=1, letter_ids=[marc.letter_id], list_on=called.on)


def test_what_was_given_by_hand_does_not_come_back(governed: Acting) -> None:
    membership.register_members(by=governed, newcomers=PEOPLE[1:2])
    actions.call_meeting(by=governed, number=drafted(governed))
    with inside(governed.cooperative_id):
        (anais,) = letters_of(1)
    with pytest.raises(LetterNotOut):
        note(governed, 1, Channel.PAPER)
    actions.hand_over_notices(by=governed, number=1, letter_ids=[anais.letter_id], list_on=governed.on)
    with pytest.raises(LetterNotOut):
        note(governed, 1, Channel.PAPER)


def slip(by: Acting, **facts: object) -> None:
    """Write another bounce past the verbs."""
    with inside(by.cooperative_id):
        row = NoticeBounce.objects.get()
        row.id = uuid4()
        for name, fact in facts.items():
            setattr(row, name, fact)
        row.save(force_insert=True)


def test_the_database_takes_no_other(called: Acting) -> None:
    note(called, BY_EMAIL, Channel.EMAIL)
    with inside(called.cooperative_id):
        _marc, anais = letters_of(1)
    wrong: Sequence[dict[str, Any]] = (
        {"channel": "paper"},
        {"letter_id": anais.letter_id},
        {"came_on": called.on + timedelta(days=1), "channel": "email"},
    )
    for facts in wrong:
        with pytest.raises(DatabaseError, match="INV-129"):
            slip(called, **facts)


@pytest.fixture
def almighty(server: Server, database: str) -> Iterator[psycopg.Connection]:
    """A superuser whom no guard binds."""
    with psycopg.connect(server.url("postgres", database), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection


TAMPERINGS = {
    "UPDATE assembly_noticebounce SET channel = 'paper' WHERE cooperative_id = %s": {"INV-129"},
    "UPDATE assembly_noticebounce SET came_on = came_on - 90 WHERE cooperative_id = %s": {"INV-129"},
    "DELETE FROM assembly_noticebounce WHERE cooperative_id = %s": {"INV-86"},
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_the_audit_finds_what_did_not_come_back(
    called: Acting, almighty: psycopg.Connection[Any], tampering: str
) -> None:
    note(called, BY_EMAIL, Channel.EMAIL)
    with inside(called.cooperative_id):
        marc, _anais = letters_of(1)
    actions.hand_over_notices(by=later(called, 1), number=1, letter_ids=[marc.letter_id], list_on=called.on)
    assert found_wrong(called) == []
    almighty.execute(tampering.encode(), [called.cooperative_id])
    assert set(found_wrong(called)) == TAMPERINGS[tampering]
