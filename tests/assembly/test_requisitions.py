"""Members require a meeting: signed once each, counted by the by-laws, answered by the matters and no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError

from assembly.floor import freeze
from assembly.meeting_cases import ITEMS, draft, words
from assembly.test_meetings import again
from rochdale.assembly import actions, errors, queries
from rochdale.assembly.actions import ItemDraft, SittingDraft, signers_call
from rochdale.assembly.checks import CHECKS
from rochdale.assembly.errors import (
    MattersMissing,
    MeetingNotCallable,
    RequisitionAnswered,
    RequisitionNotFound,
    RequisitionNotReached,
    SignedAlready,
    SignerWithoutVoice,
)
from rochdale.assembly.models import (
    ItemKind,
    Majority,
    MeetingGround,
    MeetingKind,
    MeetingStep,
    MeetingStepKind,
    RequisitionMeeting,
    RequisitionReached,
    RequisitionSignature,
)
from rochdale.audit.checks import differences
from rochdale.banking import actions as banking
from rochdale.config.embedded import Server
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.errors import BylawNotInForce
from rochdale.cooperatives.queries import OfficeKind, bylaws
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership import queries as register
from rochdale.membership.actions import Newcomer, Particulars, Registered
from rochdale.tenancy.actions import inside

pytestmark = pytest.mark.slow

MATTERS = ("Garder la succursale du Moulin", "Revoir les frais")


@pytest.fixture
def members(governed: Acting) -> list[Registered]:
    """Six adults, of whom a third is two, and a child."""
    adults = [Newcomer(Particulars("Roy", f"Marc {place}"), date(2004, 5, 6)) for place in range(5)]
    child = Newcomer(Particulars("Roy", "Zoé", birth_date=date(2016, 1, 1)), date(2020, 5, 6))
    return membership.register_members(by=governed, newcomers=[*adults, child])


def begun(by: Acting, members: Sequence[Registered]) -> int:
    return actions.begin_requisition(
        by=by, member_id=members[0].member_id, language="fr", matters=MATTERS, reason="Elle ferme."
    )


def reached(by: Acting, members: Sequence[Registered]) -> int:
    number = begun(by, members)
    assert actions.sign_requisition(by=by, number=number, member_id=members[1].member_id)
    return number


def answering(number: int, matters: Sequence[str] = MATTERS) -> actions.MeetingDraft:
    items = [
        ItemDraft(ItemKind.OTHER, words(matter, f"{matter} (en)"), majority=Majority.ORDINARY)
        for matter in matters
    ]
    return replace(
        draft(), kind=MeetingKind.SPECIAL, ground=MeetingGround.REQUISITION, items=[ITEMS[0], *items],
        requisition=number,
    )  # fmt: skip


def found_wrong(by: Acting) -> list[str]:
    return [each.invariant for each in differences(by.cooperative_id, CHECKS)]


def seen(by: Acting, number: int) -> queries.RequisitionSeen:
    with inside(by.cooperative_id):
        return queries.requisition(number)


def test_a_third_of_the_members_require_a_meeting(governed: Acting, members: Sequence[Registered]) -> None:
    number = begun(governed, members)
    assert (seen(governed, number).signatures, seen(governed, number).is_reached) == (1, False)
    assert actions.sign_requisition(by=governed, number=number, member_id=members[1].member_id)
    asked = seen(governed, number)
    assert (asked.signatures, asked.needed, asked.reached_on) == (2, 2, governed.on)
    assert asked.call_by == governed.on + timedelta(days=21)
    assert actions.sign_requisition(by=governed, number=number, member_id=members[2].member_id)
    assert found_wrong(governed) == []


@pytest.mark.parametrize(("members", "needed"), [(1, 1), (6, 2), (7, 3), (299, 100), (300, 100), (5000, 100)])
def test_the_lower_figure_of_the_bylaws_counts(governed: Acting, members: int, needed: int) -> None:
    with inside(governed.cooperative_id):
        stated = bylaws(governed.on)
    assert queries.signatures_needed(stated, members=members, on=governed.on) == needed
    assert (
        queries.signatures_needed(
            {"requisition_members": stated["requisition_members"]}, members=1, on=governed.on
        )
        == 100
    )
    with pytest.raises(BylawNotInForce):
        queries.signatures_needed({}, members=members, on=governed.on)


def test_a_member_signs_once_and_only_who_has_a_voice(
    governed: Acting, members: Sequence[Registered]
) -> None:
    number = begun(governed, members)
    with pytest.raises(SignedAlready):
        actions.sign_requisition(by=governed, number=number, member_id=members[0].member_id)
    with pytest.raises(SignerWithoutVoice):
        actions.sign_requisition(by=governed, number=number, member_id=members[5].member_id)
    with pytest.raises(RequisitionNotFound):
        actions.sign_requisition(by=governed, number=99, member_id=members[1].member_id)
    for matters in ((), ("  ",), ("Une", "Une"), tuple("abcdefghijk")):
        with pytest.raises(MattersMissing):
            actions.begin_requisition(
                by=governed, member_id=members[0].member_id, language="fr", matters=matters
            )


def test_the_meeting_treats_the_matters_and_no_other(governed: Acting, members: Sequence[Registered]) -> None:
    number = begun(governed, members)
    with pytest.raises(RequisitionNotReached):
        actions.draft_meeting(by=governed, draft=answering(number))
    actions.sign_requisition(by=governed, number=number, member_id=members[1].member_id)
    meeting = actions.draft_meeting(by=governed, draft=answering(number, ("Autre chose", MATTERS[0])))
    with pytest.raises(MeetingNotCallable) as caught:
        actions.call_meeting(by=governed, number=meeting)
    assert {(fault["code"], fault["rule"]) for fault in caught.value.faults} == {
        ("matter_not_required", "Q-30"), ("matter_missing", "Q-30"),
    }  # fmt: skip
    with pytest.raises(RequisitionAnswered):
        actions.draft_meeting(by=governed, draft=answering(number))
    with pytest.raises(RequisitionAnswered):
        actions.sign_requisition(by=governed, number=number, member_id=members[2].member_id)
    actions.plan_meeting(by=governed, number=meeting, draft=answering(number))
    actions.call_meeting(by=governed, number=meeting)
    assert seen(governed, number).is_called
    assert found_wrong(governed) == []


def test_a_cancelled_meeting_leaves_the_requisition_open(
    governed: Acting, members: Sequence[Registered]
) -> None:
    number = reached(governed, members)
    actions.cancel_meeting(
        by=governed, number=actions.draft_meeting(by=governed, draft=answering(number)), words="No."
    )
    assert actions.draft_meeting(by=governed, draft=answering(number)) == 2


def test_who_signed_is_told_where_the_board_does_not_call(
    governed: Acting, members: Sequence[Registered]
) -> None:
    number = reached(governed, members)
    days = [governed.on + timedelta(days=day) for day in (20, 21, 22)]
    told = [actions.tell_overdue_requisitions(by=replace(governed, on=day)) for day in days]
    assert told == [0, 2, 0]
    assert seen(governed, number).overdue_told_on == days[1]
    with inside(governed.cooperative_id):
        line = register.letters_of(person_id=members[1].person_id).lines[0]
        body = register.letter(letter_id=line.id).body
    assert MATTERS[0] in body
    assert found_wrong(governed) == []


def test_the_close_of_a_day_tells_them(governed: Acting, members: Sequence[Registered]) -> None:
    change = cooperatives.BylawChange("requisition_call_within_days", 0)
    cooperatives.amend_bylaw(by=governed, changes=[change], effective_from=governed.on, resolution="1")
    banking.open_books(by=governed, days=[governed.on])
    number = reached(governed, members)
    assert seen(governed, number).overdue_told_on is None
    banking.close_day(by=governed)
    assert seen(governed, number).overdue_told_on == governed.on


def test_a_requisition_that_was_answered_in_time_is_not_overdue(
    governed: Acting, members: Sequence[Registered]
) -> None:
    number = reached(governed, members)
    actions.call_meeting(by=governed, number=actions.draft_meeting(by=governed, draft=answering(number)))
    assert actions.tell_overdue_requisitions(by=replace(governed, on=date(2027, 3, 1))) == 0


def signed(by: Acting, members: Sequence[Registered]) -> int:
    """A requisition that two members signed, each by an own act; the board has 21 days."""
    number = begun(own(by, members[0]), members)
    assert actions.sign_requisition(by=own(by, members[1]), number=number, member_id=members[1].member_id)
    return number


def own(by: Acting, member: Registered, days: int = 0) -> Acting:
    """A member, so many days later."""
    on, at = by.on + timedelta(days=days), by.at + timedelta(days=days)
    return replace(by, person_id=member.person_id, authority=f"member {member.number}", on=on, at=at)


def in_hall(by: Acting, days: int = 30) -> SittingDraft:
    return SittingDraft(by.at + timedelta(days=days), venue="Sous-sol de l’église")


def test_who_signed_calls_what_the_board_did_not(governed: Acting, members: Sequence[Registered]) -> None:
    number, signer = signed(governed, members), members[1].member_id
    last_day = own(governed, members[1], 21)
    with pytest.raises(errors.SignersCallTooEarly):
        actions.call_required_meeting(by=last_day, number=number, member_id=signer, sitting=in_hall(last_day))
    # The board prepares it, and no more: that does not stop who signed.
    prepared = actions.draft_meeting(by=governed, draft=answering(number))
    by = own(governed, members[1], 22)
    other = own(governed, members[2], 22)
    with pytest.raises(errors.NotASigner):
        actions.call_required_meeting(
            by=other, number=number, member_id=members[2].member_id, sitting=in_hall(by)
        )
    with pytest.raises(errors.MeetingNotCallable):
        actions.call_required_meeting(by=by, number=number, member_id=signer, sitting=in_hall(by, 1))
    called = actions.call_required_meeting(by=by, number=number, member_id=signer, sitting=in_hall(by))
    with inside(governed.cooperative_id):
        meeting, given_up = queries.meeting(called), queries.meeting(prepared)
        letters = register.letters_of(person_id=members[2].person_id).lines
    assert (meeting.ground, meeting.stands) == (MeetingGround.SIGNERS, MeetingStepKind.CALLED)
    assert [item.titles["fr"] for item in meeting.items[1:-1]] == list(MATTERS)
    assert given_up.stands is MeetingStepKind.CANCELLED
    assert len(letters) == 1
    assert seen(governed, number).is_called
    with pytest.raises(errors.RequisitionAnswered):
        actions.call_required_meeting(by=by, number=number, member_id=signer, sitting=in_hall(by))
    assert found_wrong(governed) == []


def test_where_the_bylaws_set_no_time_the_board_calls_first(
    governed: Acting, members: Sequence[Registered], monkeypatch: pytest.MonkeyPatch
) -> None:
    number = signed(governed, members)
    asked = replace(seen(governed, number), call_by=None)
    monkeypatch.setattr(signers_call, "hold_requisition", lambda number: asked)  # noqa: ARG005  # its own name
    with pytest.raises(errors.SignersCallTooEarly) as caught:
        actions.call_required_meeting(
            by=own(governed, members[0], 400),
            number=number,
            member_id=members[0].member_id,
            sitting=in_hall(governed, 430),
        )
    assert "no day is set" in str(caught.value.message())


def test_the_federation_calls_a_special_meeting_and_an_annual_one_that_was_missed(governed: Acting) -> None:
    by_federation = replace(draft(), ground=MeetingGround.FEDERATION, ground_words="Lettre du 2 novembre")
    with pytest.raises(errors.FederationSilent):
        actions.draft_meeting(by=governed, draft=replace(by_federation, ground_words=" "))
    in_time = replace(governed, on=date(2026, 2, 3))
    with pytest.raises(errors.FederationTooEarly):
        actions.draft_meeting(by=in_time, draft=by_federation)
    with pytest.raises(errors.FederationTooEarly):
        actions.draft_meeting(by=governed, draft=replace(by_federation, kind=MeetingKind.BOARD))
    assert actions.draft_meeting(by=in_time, draft=replace(by_federation, kind=MeetingKind.SPECIAL)) == 1
    number = actions.draft_meeting(by=governed, draft=by_federation)
    with inside(governed.cooperative_id):
        assert queries.meeting(number).ground_words == "Lettre du 2 novembre"
    actions.call_meeting(by=governed, number=number)
    held = replace(governed, on=date(2026, 12, 16), at=governed.at + timedelta(days=23))
    freeze(held, number)
    actions.open_meeting(by=held, number=number)
    actions.close_meeting(by=held, number=number)
    with pytest.raises(errors.FederationTooEarly):
        actions.draft_meeting(by=held, draft=by_federation)


# What the database refuses by itself (INV-97, INV-114).


def test_the_database_leaves_the_board_its_time(governed: Acting, members: Sequence[Registered]) -> None:
    number = signed(governed, members)
    for each in members[1:3]:
        cooperatives.appoint(by=governed, person_id=each.person_id, office=OfficeKind.SECRETARY)
    of_signers = replace(answering(number), ground=MeetingGround.SIGNERS)
    # One who signed, while the board has its time; and another, after it.
    for by in (own(governed, members[1], 21), own(governed, members[2], 22)):
        with pytest.raises(DatabaseError, match="INV-114"):
            actions.draft_meeting(by=by, draft=of_signers)
    actions.draft_meeting(by=own(governed, members[1], 22), draft=of_signers)
    assert found_wrong(governed) == []
    # One of nothing that was required is not called.
    alone = actions.draft_meeting(by=governed, draft=replace(draft(), ground=MeetingGround.SIGNERS))
    with pytest.raises(DatabaseError, match="INV-114"):
        actions.call_meeting(by=governed, number=alone)
    assert found_wrong(governed) == ["INV-114"]


def test_the_database_refuses_a_second_signature(governed: Acting, members: Sequence[Registered]) -> None:
    begun(governed, members)
    with pytest.raises(DatabaseError, match="assembly_signature_once"), inside(governed.cooperative_id):
        again(RequisitionSignature)


def test_the_database_refuses_a_signature_from_before_the_membership(
    governed: Acting, members: Sequence[Registered]
) -> None:
    begun(governed, members)
    with pytest.raises(DatabaseError, match="INV-97"), inside(governed.cooperative_id):
        again(RequisitionSignature, member_id=members[3].member_id, signed_on=date(2004, 5, 5))


@pytest.mark.parametrize(
    "facts",
    [
        {"signatures": 1, "needed": 1}, {"signatures": 2, "needed": 2, "call_by": date(2027, 6, 1)},
        {"signatures": 2, "needed": 2, "members": 5}, {"signatures": 9, "needed": 2},
    ],
)  # fmt: skip
def test_the_database_refuses_a_requisition_that_is_not_reached(
    governed: Acting, members: Sequence[Registered], facts: dict[str, Any]
) -> None:
    number = reached(governed, members)
    with inside(governed.cooperative_id):
        row = RequisitionReached.objects.get()
    other = actions.begin_requisition(
        by=governed, member_id=members[2].member_id, language="fr", matters=["Encore"]
    )
    assert other == number + 1
    told = {"members": 6, "needed": 2, "signatures": 2, "call_by": row.call_by} | facts
    with pytest.raises(DatabaseError, match="INV-97"), inside(governed.cooperative_id):
        RequisitionReached(
            cooperative_id=governed.cooperative_id, requisition_id=seen(governed, other).id,
            reached_on=governed.on, bylaw_version=row.bylaw_version, act_id=row.act_id, **told,
        ).save(force_insert=True)  # fmt: skip


def test_the_database_refuses_a_second_meeting_and_another_agenda(
    governed: Acting, members: Sequence[Registered]
) -> None:
    number = reached(governed, members)
    actions.draft_meeting(by=governed, draft=answering(number, MATTERS[:1]))
    with pytest.raises(DatabaseError, match="INV-97"), inside(governed.cooperative_id):
        again(RequisitionMeeting)
    with pytest.raises(DatabaseError, match="INV-97"), inside(governed.cooperative_id):
        again(MeetingStep, place=2, kind=MeetingStepKind.CALLED)


@pytest.fixture
def almighty(server: Server, database: str) -> Iterator[psycopg.Connection]:
    """A superuser without guards, whose work is undone in the end."""
    with psycopg.connect(server.url("postgres", database)) as connection:
        connection.execute("SET LOCAL session_replication_role = replica")
        yield connection
        connection.rollback()


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE assembly_requisitionreached SET members = members + 30",
        "DELETE FROM assembly_requisitionsignature WHERE cooperative_id = tenancy_current()",
        "UPDATE assembly_requisitionsignature SET signed_on = '1990-01-01'",
        "UPDATE assembly_requisition SET matters = '{Autre}'",
    ],
)
def test_the_audit_finds_a_requisition_that_was_changed(
    governed: Acting, members: Sequence[Registered], almighty: psycopg.Connection, tampering: str
) -> None:
    number = reached(governed, members)
    actions.call_meeting(by=governed, number=actions.draft_meeting(by=governed, draft=answering(number)))
    assert found_wrong(governed) == []
    almighty.execute("SELECT set_config('rochdale.cooperative_id', %s, true)", [str(governed.cooperative_id)])
    almighty.execute(tampering.encode())
    almighty.execute("SET LOCAL ROLE rochdale_app")
    found = {check.invariant for check in CHECKS if almighty.execute(check.sql.encode()).fetchall()}
    assert "INV-97" in found
