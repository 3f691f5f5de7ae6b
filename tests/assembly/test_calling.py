"""Calling a meeting: the window of the by-laws, the business it is held for, and a letter to every member."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from assembly.floor import freeze
from assembly.meeting_cases import ITEMS, SITTING, TITLES, draft, drafted, words
from assembly.test_meetings import again
from rochdale.assembly import actions, queries
from rochdale.assembly.actions import ItemDraft, SittingDraft
from rochdale.assembly.checks import CHECKS
from rochdale.assembly.errors import HandoverInFuture, MeetingNotCallable, MeetingStepOutOfOrder
from rochdale.assembly.models import (
    ItemKind,
    Majority,
    MeetingKind,
    MeetingMode,
    MeetingStep,
    MeetingStepKind,
    Notice,
    NoticeLetter,
)
from rochdale.audit.checks import differences
from rochdale.config.embedded import Server
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.actions import BylawChange
from rochdale.cooperatives.errors import NotAllowed
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership import queries as register
from rochdale.membership.actions import Newcomer, Particulars, Registered
from rochdale.tenancy.actions import inside

PEOPLE = (
    Newcomer(Particulars("Roy", "Marc", language="en", email="marc@example.org"), date(2004, 5, 6)),
    Newcomer(Particulars("Côté", "Anaïs", street="3, rue du Canal", town="Lévis"), date(1998, 3, 12)),
    Newcomer(Particulars("Tremblay", "Jean"), date(2026, 11, 22)),
)


@pytest.fixture
def members(governed: Acting) -> list[Registered]:
    """Two members of the record date, one of them with consent to e-mail, and one who joined after it."""
    found = membership.register_members(by=governed, newcomers=PEOPLE)
    own = replace(governed, person_id=found[0].person_id)
    purposes = [register.ConsentPurpose.ELECTRONIC_LETTERS]
    membership.give_consents(by=own, person_id=found[0].person_id, purposes=purposes)
    return found


def later(by: Acting, days: int) -> Acting:
    return replace(by, on=by.on + timedelta(days=days), at=by.at + timedelta(days=days))


def at_day(day: date) -> SittingDraft:
    return replace(SITTING, starts_at=datetime(day.year, day.month, day.day, 23, 30, tzinfo=UTC))


def faults_of(by: Acting, changed: Any) -> dict[str, dict[str, Any]]:
    """What keeps a meeting from being called, by code."""
    number = actions.draft_meeting(by=by, draft=changed)
    with pytest.raises(MeetingNotCallable) as caught:
        actions.call_meeting(by=by, number=number)
    return {fault["code"]: fault for fault in caught.value.faults}


def letters_of(number: int) -> list[queries.NoticeLine]:
    sent = queries.notices(meeting_id=queries.meeting(number).id)
    return list(queries.notice_letters(notice_id=sent[-1].id).lines)


def found_wrong(by: Acting) -> list[str]:
    return [each.invariant for each in differences(by.cooperative_id, CHECKS)]


def test_calling_writes_to_every_member_of_the_record_date(
    governed: Acting, members: Sequence[Registered]
) -> None:
    number = drafted(governed)
    assert actions.call_meeting(by=governed, number=number) == 2
    with inside(governed.cooperative_id):
        marc, anais = letters_of(number)
        assert (marc.channel, marc.language, marc.name) == (register.Channel.EMAIL, "en", "Marc Roy")
        assert (anais.channel, anais.language, anais.lines) == (
            register.Channel.PAPER, "fr", ("3, rue du Canal", "Lévis"),
        )  # fmt: skip
        letter = register.letter(letter_id=anais.letter_id)
        figures = queries.notice_figures(notice_id=Notice.objects.get().id)
    assert letter.subject == f"Avis de convocation\N{NO-BREAK SPACE}: {TITLES['fr']}"
    for told in (
        "Salle du Moulin",
        "Mercredi 16 décembre 2026, 18",
        "18",
        "2. Nomination de l’auditeur",
        "20 novembre 2026",
    ):
        assert told in letter.body
    assert (figures.waiting, figures.on_paper, figures.out) == (1, 1, 0)
    assert found_wrong(governed) == []


def test_the_notice_brings_the_draft_of_a_bylaw(governed: Acting, members: Sequence[Registered]) -> None:
    bylaw = ItemDraft(
        ItemKind.BYLAW, words("Quorum", "Quorum"), words("Le quorum est de vingt.", "The quorum is twenty."),
        Majority.SPECIAL,
    )  # fmt: skip
    number = actions.draft_meeting(by=governed, draft=replace(draft(), items=[*ITEMS, bylaw]))
    actions.call_meeting(by=governed, number=number)
    with inside(governed.cooperative_id):
        bodies = [register.letter(letter_id=line.letter_id).body for line in letters_of(number)]
    assert "Item 7: The quorum is twenty." in bodies[0]
    assert "Le quorum est de vingt." in bodies[1]


def test_who_left_or_was_suspended_is_not_called(governed: Acting, members: Sequence[Registered]) -> None:
    membership.report_end(
        by=governed,
        number=members[1].number,
        cause=register.DepartureCause.DEATH,
        on=governed.on,
        words="Seen.",
    )
    assert actions.call_meeting(by=governed, number=drafted(governed)) == 1


@pytest.mark.parametrize(
    ("day", "code", "figures"),
    [
        (date(2026, 12, 12), "notice_too_short", (20, 19, "2026-12-13", "2026-11-22")),
        (date(2027, 1, 8), "notice_too_long", (45, 46, "2026-11-24", "2027-01-07")),
    ],
)
def test_a_notice_outside_the_window_is_refused_with_the_days_that_would_do(
    governed: Acting, day: date, code: str, figures: tuple[int, int, str, str]
) -> None:
    fault = faults_of(governed, replace(draft(), sittings=[at_day(day)]))[code]
    assert (fault["days"], fault["left"], fault["earliest"], fault["latest"]) == figures
    assert fault["rule"] == "Q-26"


@pytest.mark.parametrize("day", [date(2026, 12, 13), date(2027, 1, 7)])
def test_the_ends_of_the_window_are_within_it(governed: Acting, day: date) -> None:
    number = actions.draft_meeting(by=governed, draft=replace(draft(), sittings=[at_day(day)]))
    actions.call_meeting(by=governed, number=number)
    assert found_wrong(governed) == []


def test_every_fault_is_told_at_once(governed: Acting) -> None:
    cooperatives.amend_bylaw(
        by=governed, changes=[BylawChange("meeting_modes", ("in_person",))], effective_from=governed.on,
        resolution="1",
    )  # fmt: skip
    bylaw = ItemDraft(ItemKind.BYLAW, words("Quorum", "Quorum"))
    changed = replace(
        draft(),
        mode=MeetingMode.HYBRID,
        record_date=date(2026, 11, 24),
        sittings=[at_day(date(2026, 11, 30))],
        items=[ITEMS[0], bylaw],
    )
    found = faults_of(governed, changed)
    assert set(found) == {
        "notice_too_short", "record_date_after_call", "business_missing", "bylaw_text_missing",
        "mode_not_allowed", "place_missing",
    }  # fmt: skip
    assert found["bylaw_text_missing"]["place"] == 2


@pytest.mark.parametrize(
    ("mode", "sitting", "is_where"),
    [
        (MeetingMode.IN_PERSON, replace(SITTING, venue="", online_url="https://meet.example.org"), False),
        (MeetingMode.VIRTUAL, SITTING, False),
        (MeetingMode.VIRTUAL, replace(SITTING, online_url="https://meet.example.org"), True),
        (MeetingMode.HYBRID, SITTING, False),
        (MeetingMode.HYBRID, replace(SITTING, online_url="https://meet.example.org"), True),
    ],
)
def test_one_must_know_where_to_take_part(
    governed: Acting, mode: MeetingMode, sitting: SittingDraft, *, is_where: bool
) -> None:
    changed = replace(draft(), mode=mode, sittings=[sitting])
    if is_where:
        actions.call_meeting(by=governed, number=actions.draft_meeting(by=governed, draft=changed))
    else:
        assert "place_missing" in faults_of(governed, changed)


def test_what_a_meeting_is_held_for_is_asked_of_it(governed: Acting) -> None:
    organization = replace(draft(), kind=MeetingKind.ORGANIZATION, items=ITEMS[:1])
    assert set(faults_of(governed, organization)) == {"business_missing", "matters_missing"}
    special = replace(draft(), kind=MeetingKind.SPECIAL, items=ITEMS[:1])
    assert set(faults_of(governed, special)) == {"matters_missing"}
    past = replace(draft(), sittings=[at_day(date(2026, 11, 21))])
    assert "meeting_past" in faults_of(governed, past)


def test_the_board_meets_without_the_notice_of_members(
    governed: Acting, members: Sequence[Registered]
) -> None:
    board = replace(draft(), kind=MeetingKind.BOARD, sittings=[at_day(date(2026, 11, 25))], items=ITEMS[1:2])
    number = actions.draft_meeting(by=governed, draft=board)
    assert actions.call_meeting(by=governed, number=number) == 0
    assert found_wrong(governed) == []


def test_a_late_annual_meeting_is_warned_of_and_not_refused(governed: Acting) -> None:
    with inside(governed.cooperative_id):
        judged = queries.readiness(queries.meeting(drafted(governed)), governed.on)
    assert [warning.code for warning in judged.warnings] == ["annual_meeting_late"]
    assert judged.warnings[0].facts["due"] == date(2026, 4, 30)
    assert judged.faults == []
    assert (judged.call_from, judged.call_by) == (date(2026, 11, 1), date(2026, 11, 26))


def test_a_meeting_that_failed_its_quorum_is_called_again_in_its_own_window(
    governed: Acting, members: Sequence[Registered]
) -> None:
    number = drafted(governed)
    actions.call_meeting(by=governed, number=number)
    that_day = later(governed, 23)
    freeze(that_day, number)
    actions.open_meeting(by=that_day, number=number)
    actions.adjourn_meeting(by=that_day, number=number, words="No quorum.")
    too_late = replace(draft(), sittings=[at_day(date(2026, 12, 31))])
    actions.plan_meeting(by=that_day, number=number, draft=too_late)
    with pytest.raises(MeetingNotCallable) as caught:
        actions.call_meeting(by=that_day, number=number)
    assert caught.value.faults[0]["rule"] == "U-7"
    actions.plan_meeting(
        by=that_day, number=number, draft=replace(draft(), sittings=[at_day(date(2026, 12, 23))])
    )
    assert actions.call_meeting(by=that_day, number=number) == 2
    with inside(governed.cooperative_id):
        first, second = queries.notices(meeting_id=queries.meeting(number).id)
        body = register.letter(letter_id=letters_of(number)[0].letter_id).body
    assert (first.least_days, second.least_days, second.most_days, second.days) == (20, 7, 14, 7)
    assert "is called again" in body
    assert found_wrong(governed) == []


def test_a_cancelled_meeting_is_told_to_whom_it_was_called(
    governed: Acting, members: Sequence[Registered]
) -> None:
    untold = drafted(governed)
    assert actions.cancel_meeting(by=governed, number=untold, words="Too early.") == 0
    number = drafted(governed)
    actions.call_meeting(by=governed, number=number)
    assert actions.cancel_meeting(by=governed, number=number, words="The hall has burnt.") == 2
    with inside(governed.cooperative_id):
        last = register.letters_of(person_id=members[0].person_id).lines[0]
        assert last.subject == f"Cancelled: {TITLES['en']}"
        assert "The hall has burnt." in register.letter(letter_id=last.id).body
    with pytest.raises(MeetingStepOutOfOrder):
        actions.call_meeting(by=governed, number=number)


def test_notices_are_given_by_hand_on_the_list_of_a_day(
    governed: Acting, members: Sequence[Registered]
) -> None:
    number = drafted(governed)
    actions.call_meeting(by=governed, number=number)
    with inside(governed.cooperative_id):
        paper = [line.letter_id for line in letters_of(number) if line.channel is register.Channel.PAPER]
    with pytest.raises(HandoverInFuture):
        actions.hand_over_notices(by=governed, number=number, letter_ids=paper, list_on=date(2026, 11, 24))
    for counted in (1, 0):
        given = actions.hand_over_notices(by=governed, number=number, letter_ids=paper, list_on=governed.on)
        assert given == counted
    with inside(governed.cooperative_id):
        assert letters_of(number)[1].listed_on == governed.on
        assert queries.notice_figures(notice_id=Notice.objects.get().id).handed_over == 1
    assert found_wrong(governed) == []
    stranger = replace(governed, person_id=governed.cooperative_id)
    with pytest.raises(NotAllowed):
        actions.hand_over_notices(by=stranger, number=number, letter_ids=paper, list_on=governed.on)


def test_the_letters_of_many_members_cost_as_many_statements_as_those_of_few(governed: Acting) -> None:
    def cost(place: int, letters: int) -> int:
        crowd = [
            Newcomer(Particulars("Roy", f"Marc {place} {each}"), date(2004, 5, 6)) for each in range(place)
        ]
        membership.register_members(by=governed, newcomers=crowd)
        number = drafted(governed)
        with CaptureQueriesContext(connection) as counted:
            assert actions.call_meeting(by=governed, number=number) == letters
        return len(counted)

    assert cost(5, 5) == cost(50, 55)


# What the database refuses by itself (INV-86).


def test_the_database_refuses_a_call_outside_the_window(governed: Acting) -> None:
    actions.draft_meeting(by=governed, draft=replace(draft(), sittings=[at_day(date(2026, 12, 12))]))
    with pytest.raises(DatabaseError, match="INV-86"), inside(governed.cooperative_id):
        again(MeetingStep, place=2, kind=MeetingStepKind.CALLED)


def test_the_database_refuses_a_call_under_other_bylaws_than_those_of_the_day(governed: Acting) -> None:
    drafted(governed)
    with pytest.raises(DatabaseError, match="INV-86"), inside(governed.cooperative_id):
        again(MeetingStep, place=2, kind=MeetingStepKind.CALLED, bylaw_version=None)


def test_the_database_refuses_a_call_without_its_notice(governed: Acting) -> None:
    drafted(governed)
    with pytest.raises(DatabaseError, match="INV-86"), inside(governed.cooperative_id):
        again(MeetingStep, place=2, kind=MeetingStepKind.CALLED)


@pytest.mark.parametrize("table", [Notice, NoticeLetter])
def test_the_database_refuses_a_notice_or_a_letter_beside_the_others(
    governed: Acting, members: Sequence[Registered], table: Any
) -> None:
    first, second = drafted(governed), drafted(governed)
    actions.call_meeting(by=governed, number=first)
    actions.call_meeting(by=governed, number=second)
    with inside(governed.cooperative_id):
        other = Notice.objects.earliest("id")
        facts: dict[str, Any] = {"step_id": second_step(governed)}
        if table is NoticeLetter:
            facts = {
                "notice_id": other.id,
                "member_id": members[2].member_id,
                "letter_id": loose(governed, members),
            }
    with pytest.raises(DatabaseError, match="INV-86"), inside(governed.cooperative_id):
        again(table, **facts)


def second_step(by: Acting) -> UUID:
    """The step by which a meeting was drafted: no notice is of it."""
    found = MeetingStep.objects.filter(kind=MeetingStepKind.DRAFTED).latest("id").id
    assert isinstance(found, UUID)
    return found


def loose(by: Acting, members: Sequence[Registered]) -> UUID:
    """A letter that belongs to no notice."""
    (letter_id,) = membership.write_letters_to(
        by=by,
        letters=[
            membership.PersonLetter(members[2].person_id, "membership_ended", {"number": 3, "left_on": by.on})
        ],
    )
    return letter_id


@pytest.fixture
def almighty(server: Server, database: str) -> Iterator[psycopg.Connection]:
    """A superuser without guards, whose work is undone in the end."""
    with psycopg.connect(server.url("postgres", database)) as connection:
        connection.execute("SET LOCAL session_replication_role = replica")
        yield connection
        connection.rollback()


def found_by_audit(raw: psycopg.Connection, by: Acting) -> set[str]:
    raw.execute("SELECT set_config('rochdale.cooperative_id', %s, true)", [str(by.cooperative_id)])
    raw.execute("SET LOCAL ROLE rochdale_app")
    return {check.invariant for check in CHECKS if raw.execute(check.sql.encode()).fetchall()}


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE assembly_meetingstep SET on_date = on_date + 10 WHERE kind = 'called'",
        "UPDATE assembly_meetingversion SET held_on = held_on + 1",
        "UPDATE assembly_sitting SET starts_at = starts_at + interval '9 days'",
        "UPDATE assembly_notice SET letters_stated = letters_stated + 1",
        "UPDATE assembly_noticeletter SET member_id = gen_random_uuid()",
        "UPDATE membership_letter SET act_id = gen_random_uuid() WHERE kind = 'meeting_called'",
        "DELETE FROM assembly_notice",
        "UPDATE assembly_noticehandover SET letter_id = gen_random_uuid()",
    ],
)
def test_the_audit_finds_a_notice_that_was_changed(
    governed: Acting, members: Sequence[Registered], almighty: psycopg.Connection, tampering: str
) -> None:
    number = drafted(governed)
    actions.call_meeting(by=governed, number=number)
    with inside(governed.cooperative_id):
        paper = [line.letter_id for line in letters_of(number) if line.channel is register.Channel.PAPER]
    actions.hand_over_notices(by=governed, number=number, letter_ids=paper, list_on=governed.on)
    assert found_wrong(governed) == []
    for name in ("least", "most"):
        almighty.execute(f"ALTER TABLE assembly_notice DROP CONSTRAINT assembly_notice_{name}".encode())
    almighty.execute(tampering.encode())
    assert "INV-86" in found_by_audit(almighty, governed)
