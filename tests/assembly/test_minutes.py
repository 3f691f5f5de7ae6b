"""Minutes: drafted by themselves, saved as versions, signed by two, approved by a later meeting; nothing else."""

from __future__ import annotations

import json
import os
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection

from assembly import meeting_cases
from assembly.decision_cases import board, members, old_mandate
from assembly.floor import Floor, later, open_floor
from assembly.meeting_cases import draft, words
from assembly.minutes_cases import AGENDA, close, held, opened, put, say
from ledger.books import Raw, enter
from rochdale.assembly import actions
from rochdale.assembly.actions import ItemDraft, Window
from rochdale.assembly.checks import CHECKS
from rochdale.assembly.errors import (
    ApprovalImpossible,
    MeetingNotFound,
    MinutesApprovedAlready,
    MinutesIncomplete,
    MinutesMovedOn,
    MinutesNotFound,
    MinutesSignedAlready,
    MinutesTooEarly,
    MinutesUnexplained,
    NotNamedToSign,
)
from rochdale.assembly.models import (
    AttendanceState,
    FloorRole,
    ItemKind,
    Majority,
    MeetingKind,
    MinutesApproval,
    MinutesSignature,
    MinutesVersion,
    Resolution,
    VoteMethod,
)
from rochdale.assembly.queries import meeting
from rochdale.assembly.queries.minutes import (
    BookLine,
    MinutesSeen,
    Reader,
    book,
    how_spoken,
    last_signed,
    versions,
)
from rochdale.assembly.queries.minutes_draft import parts
from rochdale.assembly.queries.minutes_facts import happened
from rochdale.assembly.queries.minutes_text import Content
from rochdale.audit.checks import differences
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import Tier
from rochdale.kernel.acting import Acting
from rochdale.membership import queries as membership
from rochdale.tenancy.actions import inside

pytestmark = pytest.mark.slow

HERE = Path(__file__).resolve().parent
CHAIR, SECRETARY = 5, 4  # their places among the voters
MOTION = ItemDraft(
    ItemKind.MINUTES,
    words("Procès-verbal", "Minutes"),
    words("Que le procès-verbal soit approuvé.", "That the minutes be approved."),
    Majority.ORDINARY,
)


def found_wrong(by: Acting) -> list[str]:
    return [each.invariant for each in differences(by.cooperative_id, CHECKS)]


def kept(floor: Floor) -> list[MinutesSeen]:
    with inside(floor.by.cooperative_id):
        return versions(meeting_id=meeting(floor.number).id)


def save(floor: Floor, based_on: int, minutes: int = 61, why: str = "", **texts: str) -> int:
    """Save texts of the closing, by language."""
    return actions.save_minutes(
        by=later(floor.by, minutes), number=floor.number, based_on=based_on,
        texts={language: {"closing": text} for language, text in texts.items()}, words=why,
    )  # fmt: skip


def sign(floor: Floor, place: int, role: FloorRole, version: int = 1, minutes: int = 70) -> None:
    by = floor.of(floor.voters[place], minutes)
    actions.sign_minutes(by=by, number=floor.number, version=version, role=role)


def both_sign(floor: Floor, version: int = 1, minutes: int = 70) -> None:
    sign(floor, CHAIR, FloorRole.CHAIR, version, minutes)
    sign(floor, SECRETARY, FloorRole.SECRETARY, version, minutes + 1)


@pytest.fixture
def ended(governed: Acting) -> Floor:
    """A meeting that is closed, without an election, with its minutes saved as version 1."""
    floor = opened(governed, AGENDA[:2])
    put(floor, 2, VoteMethod.OPEN, 1)
    say(floor, 1, 2, "yes", "yes", "no")
    close(floor, 1, 3)
    actions.close_meeting(by=later(governed, 60), number=floor.number)
    actions.draft_minutes(by=later(governed, 60), number=floor.number, based_on=0)
    return floor


@pytest.fixture
def signed(ended: Floor) -> Floor:
    """Minutes that both signed."""
    both_sign(ended)
    return ended


def approving(
    floor: Floor, minutes: int = 100, said: str = "yes", item: ItemDraft = MOTION
) -> tuple[Floor, int | None]:
    """A later meeting that decides on minutes; the number of its resolution."""
    by = later(floor.by, minutes)
    again = opened(by, (AGENDA[0], item), voters=7)
    put(again, 2, VoteMethod.OPEN, 1)
    say(again, 1, 2, said, said, said)
    resolution = actions.close_vote(by=later(by, 3), number=again.number, vote_number=1)
    return again, resolution


def approve(floor: Floor, resolution: int | None, version: int = 1, minutes: int = 200) -> None:
    assert resolution is not None
    by = later(floor.by, minutes)
    actions.approve_minutes(by=by, number=floor.number, version=version, resolution=resolution)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_meeting_with_every_kind_of_vote_drafts_its_minutes(governed: Acting, language: str) -> None:
    floor = held(governed)
    with inside(governed.cooperative_id):
        told = happened(
            seen=meeting(floor.number), cooperative="Caisse du Moulin", time_zone="America/Toronto"
        )
    drafted = parts(told, language)
    assert {each.language for part in drafted for each in part.paragraphs} == {language}
    text = "\n\n".join(
        f"# {part.title or part.place}\n"
        + "\n".join(f"[{each.kind}] {each.text}" for each in part.paragraphs)
        for part in drafted
    )
    golden = HERE / f"minutes.{language}.txt"
    if os.environ.get("ROCHDALE_WRITE_GOLDEN"):
        golden.write_text(text + "\n", encoding="utf-8")
    assert text + "\n" == golden.read_text(encoding="utf-8")


def test_the_text_names_nobody_and_the_page_does(ended: Floor) -> None:
    (version,) = kept(ended)
    with inside(ended.by.cooperative_id):
        say_it = how_spoken(version.content)
        row = MinutesVersion.objects.get()
    assert "Voter" not in row.content
    opening = " ".join(say_it(each) for each in version.content.parts("en")[0].paragraphs)
    assert "Voter 5 chairs the meeting; Voter 4 keeps the minutes." in opening


def test_who_is_blanked_is_read_as_a_former_member_and_the_hash_stays(
    signed: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    (before,) = kept(signed)
    chair = signed.voters[CHAIR]
    by_id = membership.names_of

    def blanked(*, person_ids: Any) -> dict[uuid.UUID, str]:
        with inside(signed.by.cooperative_id):
            known = by_id(person_ids=person_ids)
        return {each: "former member" if each == chair else name for each, name in known.items()}

    monkeypatch.setattr("rochdale.assembly.queries.minutes.names_of", blanked)
    (after,) = kept(signed)
    with inside(signed.by.cooperative_id):
        say_it = how_spoken(after.content)
    said = [say_it(each) for each in after.content.parts("en")[0].paragraphs]
    assert any(each.startswith("former member chairs the meeting") for each in said)
    assert after.hash == before.hash


def test_a_member_is_named_by_number(ended: Floor) -> None:
    with inside(ended.by.cooperative_id):
        number = membership.person(person_id=ended.voters[0]).member_number
    save(ended, 1, en=f"Moved by {{member {number}}}, seconded by {{member 999999}}.")
    last = kept(ended)[-1]
    with inside(ended.by.cooperative_id):
        say_it = how_spoken(last.content)
    (paragraph,) = last.content.parts("en")[-1].paragraphs
    assert say_it(paragraph) == "Moved by Voter 0, seconded by member 999999."


def test_each_save_is_a_version_and_the_same_again_is_none(ended: Floor) -> None:
    assert save(ended, 1, en="One.\n\nTwo.\r\n\r\n\r\nThree.") == 2
    assert save(ended, 2, en="One.\n\nTwo.\n\nThree.") == 2
    first, second = kept(ended)
    assert [each.text for each in second.content.parts("en")[-1].paragraphs] == ["One.", "Two.", "Three."]
    # What was not edited stands as it stood, with what each paragraph is.
    assert first.content.parts("en")[:-1] == second.content.parts("en")[:-1]
    assert first.content.parts("fr") == second.content.parts("fr")
    assert found_wrong(ended.by) == []


def test_a_text_that_was_not_made_from_the_last_version_is_refused(ended: Floor) -> None:
    save(ended, 1, en="Mine.")
    with pytest.raises(MinutesMovedOn) as refused:
        save(ended, 1, en="Yours.")
    assert (refused.value.last, refused.value.based_on) == (2, 1)
    assert len(kept(ended)) == 2


def test_only_who_runs_meetings_saves(ended: Floor) -> None:
    by = ended.of(ended.voters[0], 61)
    with pytest.raises(NotAllowed):
        actions.save_minutes(by=by, number=ended.number, based_on=1, texts={})
    with pytest.raises(NotAllowed):
        actions.draft_minutes(by=by, number=ended.number, based_on=1)
    with pytest.raises(NotAllowed):
        actions.approve_minutes(by=by, number=ended.number, version=1, resolution=1)


def test_there_are_no_minutes_before_the_meeting_is_opened(governed: Acting) -> None:
    number = actions.draft_meeting(by=governed, draft=draft())
    with pytest.raises(MinutesTooEarly):
        actions.draft_minutes(by=governed, number=number, based_on=0)


def test_chair_and_secretary_sign_the_last_version(ended: Floor) -> None:
    save(ended, 1, en="Closed.")
    with pytest.raises(MinutesMovedOn):
        sign(ended, CHAIR, FloorRole.CHAIR, version=1)
    sign(ended, CHAIR, FloorRole.CHAIR, version=2)
    assert not kept(ended)[-1].is_signed
    sign(ended, SECRETARY, FloorRole.SECRETARY, version=2)
    assert kept(ended)[-1].is_signed
    assert found_wrong(ended.by) == []


def test_somebody_not_named_does_not_sign(ended: Floor) -> None:
    for place, role in ((2, FloorRole.CHAIR), (CHAIR, FloorRole.SECRETARY), (0, FloorRole.TELLER)):
        with pytest.raises(NotNamedToSign):
            sign(ended, place, role)
    assert kept(ended)[0].signatures == ()


def test_nobody_signs_twice(ended: Floor) -> None:
    sign(ended, CHAIR, FloorRole.CHAIR)
    with pytest.raises(MinutesSignedAlready):
        sign(ended, CHAIR, FloorRole.CHAIR)
    actions.name_floor_officer(
        by=later(ended.by, 71), number=ended.number, person_id=ended.voters[CHAIR], role=FloorRole.SECRETARY
    )
    # One person who was named for both does not sign for two.
    with pytest.raises(MinutesSignedAlready):
        sign(ended, CHAIR, FloorRole.SECRETARY)


def test_nothing_is_signed_before_the_meeting_and_its_votes_are_over(governed: Acting) -> None:
    floor = opened(governed, AGENDA[:2])
    actions.draft_minutes(by=later(governed, 1), number=floor.number, based_on=0)
    with pytest.raises(MinutesTooEarly):
        sign(floor, CHAIR, FloorRole.CHAIR)
    window = Window(later(governed, 90).at, later(governed, 95).at)
    actions.put_to_vote(
        by=later(governed, 2), number=floor.number, place=2, method=VoteMethod.OPEN, window=window
    )
    actions.close_meeting(by=later(governed, 60), number=floor.number)
    with pytest.raises(MinutesTooEarly):
        sign(floor, CHAIR, FloorRole.CHAIR)
    close(floor, 1, 96)
    with pytest.raises(MinutesIncomplete):
        sign(floor, CHAIR, FloorRole.CHAIR, minutes=97)
    actions.draft_minutes(by=later(governed, 97), number=floor.number, based_on=1)
    sign(floor, CHAIR, FloorRole.CHAIR, version=2, minutes=98)


def test_minutes_with_a_gap_are_not_signed(ended: Floor) -> None:
    save(ended, 1, fr="Levée : {complete}")
    with pytest.raises(MinutesIncomplete):
        sign(ended, CHAIR, FloorRole.CHAIR, version=2)


def test_signed_minutes_are_corrected_by_a_version_that_is_signed_again(signed: Floor) -> None:
    with pytest.raises(MinutesUnexplained):
        save(signed, 1, 72, en="Closed at noon.")
    assert save(signed, 1, 72, "The hour was wrong.", en="Closed at noon.") == 2
    # The correction goes on under the same reason.
    assert save(signed, 2, 73, en="Closed at noon sharp.") == 3
    found = kept(signed)
    assert [(each.corrects, each.words) for each in found] == [
        (None, ""),
        (1, "The hour was wrong."),
        (1, "The hour was wrong."),
    ]
    assert last_signed(found, number=1).version == 1
    both_sign(signed, 3, 74)
    assert last_signed(kept(signed), number=1).version == 3
    # What corrects the correction has its own reason.
    with pytest.raises(MinutesUnexplained):
        save(signed, 3, 80, en="Closed.")
    assert found_wrong(signed.by) == []


def test_a_later_meeting_approves_signed_minutes(signed: Floor) -> None:
    again, resolution = approving(signed)
    approve(signed, resolution)
    approval = kept(signed)[0].approval
    assert approval is not None
    assert (approval.resolution, approval.meeting) == (resolution, again.number)
    with pytest.raises(MinutesApprovedAlready):
        approve(signed, resolution)
    assert found_wrong(signed.by) == []


def test_a_lost_resolution_approves_nothing(signed: Floor) -> None:
    _, resolution = approving(signed, said="no")
    with pytest.raises(ApprovalImpossible):
        approve(signed, resolution)


def test_minutes_that_were_not_signed_when_it_was_decided_are_not_approved(ended: Floor) -> None:
    _, resolution = approving(ended)
    with pytest.raises(ApprovalImpossible):
        approve(ended, resolution)
    both_sign(ended, minutes=150)
    with pytest.raises(ApprovalImpossible):
        approve(ended, resolution)


def test_a_meeting_does_not_approve_its_own_minutes(governed: Acting) -> None:
    floor = opened(governed, (AGENDA[0], MOTION))
    put(floor, 2, VoteMethod.OPEN, 1)
    say(floor, 1, 2, "yes", "yes")
    resolution = actions.close_vote(by=later(governed, 3), number=floor.number, vote_number=1)
    actions.close_meeting(by=later(governed, 60), number=floor.number)
    actions.draft_minutes(by=later(governed, 60), number=floor.number, based_on=0)
    both_sign(floor)
    with pytest.raises(ApprovalImpossible):
        approve(floor, resolution)


def test_a_resolution_on_something_else_approves_nothing(signed: Floor) -> None:
    _, resolution = approving(signed, item=replace(MOTION, kind=ItemKind.OTHER))
    with pytest.raises(ApprovalImpossible):
        approve(signed, resolution)


def test_a_resolution_that_names_another_version_does_not_approve_this_one(signed: Floor) -> None:
    _, other = approving(signed, item=replace(MOTION, effect_facts={"minutes_of": 1, "version": 2}))
    with pytest.raises(ApprovalImpossible):
        approve(signed, other)
    _, right = approving(signed, 120, item=replace(MOTION, effect_facts={"minutes_of": 1, "version": 1}))
    approve(signed, right)


def test_what_was_approved_is_what_stood_when_it_was_decided(signed: Floor) -> None:
    _, resolution = approving(signed)
    save(signed, 1, 150, "The hour was wrong.", en="Closed at noon.")
    both_sign(signed, 2, 151)
    with pytest.raises(ApprovalImpossible):
        approve(signed, resolution, version=2)
    approve(signed, resolution, version=1)
    assert found_wrong(signed.by) == []


def test_what_is_not_there_is_said(ended: Floor) -> None:
    with pytest.raises(MinutesNotFound):
        approve(ended, 1, version=7)
    with pytest.raises(ApprovalImpossible):
        approve(ended, 99)
    with pytest.raises(MinutesNotFound):
        last_signed(kept(ended), number=ended.number)
    fresh = open_floor(later(ended.by, 80), 2)
    with pytest.raises(MinutesNotFound):
        actions.sign_minutes(
            by=fresh.of(fresh.voters[0]), number=fresh.number, version=1, role=FloorRole.CHAIR
        )


def test_another_cooperative_has_nothing_to_do_with_them(signed: Floor, neighbouring: Acting) -> None:
    by = later(neighbouring, 80)
    for act in (
        lambda: actions.save_minutes(by=by, number=1, based_on=1, texts={}),
        lambda: actions.draft_minutes(by=by, number=1, based_on=1),
        lambda: actions.approve_minutes(by=by, number=1, version=1, resolution=1),
        lambda: actions.sign_minutes(
            by=replace(by, person_id=signed.voters[CHAIR]), number=1, version=1, role=FloorRole.CHAIR
        ),
    ):
        with pytest.raises(MeetingNotFound):
            act()
    with inside(signed.by.cooperative_id):
        row = MinutesVersion.objects.get()
    # A resolution, a meeting or a version of next door cannot be pointed at.
    foreign = MinutesSignature(
        cooperative_id=by.cooperative_id, version_id=row.id, role="chair", person_id=signed.voters[CHAIR],
        at=by.at, act_id=row.act_id,
    )  # fmt: skip
    with pytest.raises(DatabaseError), inside(by.cooperative_id):
        foreign.save(force_insert=True)


@pytest.fixture
def neighbouring(database: str, slug: str) -> Acting:
    """Another caisse."""
    by = meeting_cases.acting()
    cooperatives.found_cooperative(
        by=by, slug=f"{slug}-b", name="Caisse d’à côté", tier=Tier.PRIMARY, currency="CAD", languages=["fr", "en"],
        time_zone="America/Toronto", holidays="CA-QC", founded_on=by.on,
    )  # fmt: skip
    return by


def slip_in(by: Acting, row: Any, match: str) -> None:
    """Write a row past the verbs, as a faulty program would."""
    with pytest.raises(DatabaseError, match=match), inside(by.cooperative_id):
        row.save(force_insert=True)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assembly_minutesversion SET content = '{}'",
        "DELETE FROM assembly_minutesversion",
        "UPDATE assembly_minutessignature SET at = at",
        "DELETE FROM assembly_minutessignature",
    ],
)
def test_the_database_changes_no_signed_minutes(signed: Floor, statement: str) -> None:
    with pytest.raises(DatabaseError), inside(signed.by.cooperative_id), connection.cursor() as cursor:
        cursor.execute(statement)


def _other(row: Any, **values: Any) -> Any:
    row.id = uuid.uuid4()
    for name, value in values.items():
        setattr(row, name, value)
    return row


@pytest.mark.parametrize(
    "values",
    [
        {"version": 3, "corrects": 1, "words": "Because."},
        {"version": 2, "corrects": None},
        {"version": 2, "corrects": 1, "words": "Because.", "content": "{}"},
    ],
)
def test_the_database_refuses_versions_that_do_not_follow(signed: Floor, values: dict[str, Any]) -> None:
    with inside(signed.by.cooperative_id):
        row = MinutesVersion.objects.get()
    slip_in(signed.by, _other(row, **values), "INV-95")


@pytest.mark.parametrize("place", [2, SECRETARY])
def test_the_database_refuses_signatures_of_others(ended: Floor, place: int) -> None:
    sign(ended, CHAIR, FloorRole.CHAIR)
    with inside(ended.by.cooperative_id):
        row = MinutesSignature.objects.get()
    # The act is the chair's: nobody signs for somebody else.
    slip_in(ended.by, _other(row, role="secretary", person_id=ended.voters[place]), "INV-95")


def test_the_database_refuses_an_approval_by_a_lost_resolution(signed: Floor) -> None:
    _, lost = approving(signed, said="no")
    _, won = approving(signed, 130)
    approve(signed, won)
    with inside(signed.by.cooperative_id):
        known = MinutesApproval.objects.get()
        decided = Resolution.objects.get(number=lost)
        row = MinutesApproval(
            cooperative_id=known.cooperative_id, version_id=known.version_id, resolution_id=decided.id,
            at=known.at, act_id=known.act_id,
        )  # fmt: skip
    slip_in(signed.by, row, "INV-96")


def in_book(floor: Floor, search: str = "", **may: bool) -> list[BookLine]:
    reader = Reader(**{"with_drafts": False, "with_bodies": False, "is_let_in": True, **may})
    with inside(floor.by.cooperative_id):
        return book(reader=reader, search=search)


def test_the_book_shows_members_what_is_signed(ended: Floor) -> None:
    assert in_book(ended) == []
    assert [line.is_signed for line in in_book(ended, with_drafts=True)] == [False]
    both_sign(ended)
    save(ended, 1, 80, "The hour.", en="A correction that is not signed.")
    assert [line.version for line in in_book(ended)] == [1]
    assert [line.version for line in in_book(ended, with_drafts=True)] == [2]
    assert in_book(ended, is_let_in=False) == []


@pytest.mark.parametrize(
    ("search", "found"), [("", 1), ("auditeur", 1), ("ROY assoc", 1), ("ditor", 0), ("roy zebra", 0)]
)
def test_the_book_is_searched_by_the_beginnings_of_words(signed: Floor, search: str, found: int) -> None:
    assert len(in_book(signed, search)) == found


def test_minutes_of_the_board_are_for_its_officers(governed: Acting) -> None:
    (seat_id,), (director,) = board(governed, seats=1), members(governed, 1)
    mandate_id = old_mandate(governed, seat_id, director.person_id)
    floor = opened(governed, AGENDA[:2], kind=MeetingKind.BOARD)
    actions.record_attendance(
        by=governed, number=floor.number, body_code="board", states={mandate_id: AttendanceState.PRESENT}
    )
    actions.close_meeting(by=later(governed, 60), number=floor.number)
    actions.draft_minutes(by=later(governed, 60), number=floor.number, based_on=0)
    both_sign(floor)
    assert in_book(floor) == []
    assert len(in_book(floor, with_bodies=True)) == 1


def test_the_content_is_kept_as_a_text_that_anyone_can_hash(signed: Floor) -> None:
    with inside(signed.by.cooperative_id):
        row = MinutesVersion.objects.get()
    told = json.loads(row.content)
    assert set(told) == {"persons", "texts"}
    assert set(told["texts"]) == {"fr", "en"}
    (version,) = kept(signed)
    assert isinstance(version.content, Content)
    assert len(version.hash) == 64


@pytest.mark.parametrize(
    ("table", "change", "invariant"),
    [
        ("assembly_minutesversion", "content = content || ' '", "INV-95"),
        ("assembly_minutesversion", "corrects = 7, words = 'Because.'", "INV-95"),
        ("assembly_minutessignature", "person_id = %(other)s WHERE role = 'chair'", "INV-95"),
        ("assembly_resolution", "yes = 0, no = 3, is_adopted = FALSE", "INV-96"),
    ],
)
def test_the_audit_sees_what_somebody_forced(
    signed: Floor, owner: Raw, table: str, change: str, invariant: str
) -> None:
    _, resolution = approving(signed)
    approve(signed, resolution)
    assert found_wrong(signed.by) == []
    enter(owner, signed.by.cooperative_id)
    owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only")
    owner.execute(f"UPDATE {table} SET {change}", {"other": signed.voters[0]})
    owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER append_only")
    assert invariant in found_wrong(signed.by)
