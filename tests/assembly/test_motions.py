"""Motions and amendments: who moves and seconds them, how they come onto the agenda, and what is voted first."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError

from assembly.floor import JOINED, MOTION, Floor, later, open_floor
from assembly.meeting_cases import ITEMS, draft, drafted, words
from assembly.minutes_cases import amended, opened
from rochdale.assembly import actions, queries
from rochdale.assembly.actions import Cast, ItemDraft, MotionDraft, Under
from rochdale.assembly.actions.authority import lock
from rochdale.assembly.actions.meetings import take_step
from rochdale.assembly.actions.resolutions import Counted, decide_item
from rochdale.assembly.checks import CHECKS
from rochdale.assembly.errors import (
    AgendaItemNotFound,
    AmendmentImpossible,
    AmendmentOutdated,
    AmendmentsWait,
    EffectFaulty,
    MeetingNotCallable,
    MotionNotFound,
    MotionNotOpen,
    MotionSecondedAlready,
    MotionTooLate,
    MotionUnexplained,
    MotionWordsMissing,
    MoverWithoutVoice,
    NothingToVote,
    NotMover,
    PartsMissing,
    ResolutionFound,
    SecondersMissing,
    VoteUnderWay,
)
from rochdale.assembly.models import (
    Choice,
    ItemKind,
    Majority,
    Meeting,
    MeetingStepKind,
    Motion,
    MotionSecond,
    MotionStep,
    MotionStepKind,
    Resolution,
    Vote,
    VoteMethod,
    VoteMotion,
    VoteStep,
)
from rochdale.assembly.queries.motions import MotionSeen, changes, motion_of
from rochdale.audit.checks import differences
from rochdale.cooperatives.errors import NotAllowed
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership.actions import Newcomer, Particulars
from rochdale.membership.queries import member
from rochdale.tenancy.actions import inside
from rochdale.voting.motions import Terms, Votes

pytestmark = pytest.mark.slow

# The meeting of the tests is 23 days ahead, and motions come 25 days before.
IN_TIME = date(2026, 11, 20)
ROY = {"en": "That Roy and Associates be appointed."}
BOTH = words("Que Roy et associés soient nommés.", "That Roy and Associates be appointed.")


@pytest.fixture
def floor(governed: Acting) -> Floor:
    """Seven voters, of whom six are there."""
    floor = open_floor(governed)
    floor.come(*floor.voters[:6])
    return floor


@pytest.fixture
def people(governed: Acting) -> list[UUID]:
    """Four members of long standing, and one who left."""
    known = [Newcomer(Particulars(f"Member {place}"), JOINED) for place in range(4)]
    lines = membership.register_members(by=governed, newcomers=known)
    with inside(governed.cooperative_id):
        return [member(number=line.number).person_id for line in lines]


def found_wrong(by: Acting) -> list[str]:
    return [each.invariant for each in differences(by.cooperative_id, CHECKS)]


def as_(by: Acting, person_id: UUID) -> Acting:
    return replace(by, person_id=person_id, authority="member")


def said(english: str, title: str = "A change") -> MotionDraft:
    return MotionDraft({"en": title}, {"en": english})


def slip(row: Any, **facts: object) -> None:
    """Write a row past the verbs, as a faulty program would."""
    if not isinstance(row, VoteMotion):
        row.id = uuid.uuid4()
    for name, fact in facts.items():
        setattr(row, name, fact)
    row.save(force_insert=True)


def put_past_the_verbs() -> None:
    """Put the item of the first vote once more."""
    vote, step = Vote.objects.get(), VoteStep.objects.get(place=1)
    id_ = uuid.uuid4()
    vote.id, vote.number, vote.texts = id_, 2, BOTH
    vote.save(force_insert=True)
    slip(step, vote_id=id_)


def motion(by: Acting, number: int, motion: int) -> MotionSeen:
    with inside(by.cooperative_id):
        return motion_of(meeting_id=Meeting.objects.get(number=number).id, number=motion)


def move(floor: Floor, words: MotionDraft, under: Under, mover: int = 0, seconder: int | None = 1) -> int:
    moved = actions.move_motion(
        by=floor.of(floor.voters[mover]), number=floor.number, person_id=floor.voters[mover],
        draft=words, under=under,
    )  # fmt: skip
    if seconder is not None:
        second(floor, moved, seconder)
    return moved


def second(floor: Floor, moved: int, voter: int) -> int:
    person_id = floor.voters[voter]
    return actions.second_motion(
        by=floor.of(person_id), number=floor.number, motion=moved, person_id=person_id
    )


def amend(floor: Floor, english: str, **facts: Any) -> int:
    return move(floor, said(english), Under(place=MOTION, amends_item=True), **facts)


def decide(floor: Floor, put: Any, *choices: str) -> int | None:
    """Vote on what was put, and close."""
    vote = put()
    for voter, choice in enumerate(choices):
        by = floor.of(floor.voters[voter], 1)
        actions.cast_vote(by=by, number=floor.number, vote_number=vote, cast=Cast(Choice(choice)))
    return actions.close_vote(by=later(floor.by, 2), number=floor.number, vote_number=vote)


def put(floor: Floor, moved: int) -> Any:
    return lambda: actions.put_motion(by=floor.by, number=floor.number, motion=moved, method=VoteMethod.OPEN)


def put_item(floor: Floor, place: int = MOTION) -> Any:
    return lambda: actions.put_to_vote(by=floor.by, number=floor.number, place=place, method=VoteMethod.OPEN)


# Before the meeting


def sent(by: Acting, number: int, mover: UUID, *seconders: UUID, on: date = IN_TIME) -> int:
    by = replace(by, on=on)
    moved = actions.move_motion(
        by=as_(by, mover), number=number, person_id=mover,
        draft=MotionDraft({"fr": "Un banc"}, {"fr": "Qu’un banc soit posé."}, "Nos aînés attendent debout."),
    )  # fmt: skip
    for person_id in seconders:
        actions.second_motion(by=as_(by, person_id), number=number, motion=moved, person_id=person_id)
    return moved


def test_a_motion_of_members_comes_onto_the_agenda_in_its_authors_words(
    governed: Acting, people: list[UUID]
) -> None:
    number = drafted(governed)
    moved = sent(governed, number, people[0], people[1])
    with pytest.raises(SecondersMissing):
        actions.admit_motion(by=governed, number=number, motion=moved)
    actions.second_motion(by=as_(governed, people[2]), number=number, motion=moved, person_id=people[2])
    added = MotionDraft({"en": "A bench", "fr": "Autre"}, {"en": "That a bench be put up.", "fr": "Autre."})
    actions.admit_motion(by=governed, number=number, motion=moved, added=added)
    with inside(governed.cooperative_id):
        seen = queries.meeting(number)
    assert seen.version == 2
    own = seen.items[-1]
    assert own.titles == {"fr": "Un banc", "en": "A bench"}
    assert own.texts == {"fr": "Qu’un banc soit posé.", "en": "That a bench be put up."}
    actions.call_meeting(by=governed, number=number)
    assert motion(governed, number, moved).stands is MotionStepKind.ADMITTED
    assert found_wrong(governed) == []


def test_a_motion_stands_before_the_closing(governed: Acting, people: list[UUID]) -> None:
    closing = replace(ITEMS[0], kind=ItemKind.CLOSING, titles=words("Clôture", "Closing"))
    number = actions.draft_meeting(by=governed, draft=replace(draft(), items=(*ITEMS, closing)))
    moved = sent(governed, number, *people[:3])
    actions.admit_motion(
        by=governed, number=number, motion=moved, added=said("That a bench be put up.", "A bench")
    )
    with inside(governed.cooperative_id):
        assert [item.kind for item in queries.meeting(number).items[-2:]] == [
            ItemKind.OTHER,
            ItemKind.CLOSING,
        ]


def test_what_was_admitted_cannot_be_left_out(governed: Acting, people: list[UUID]) -> None:
    number = drafted(governed)
    moved = sent(governed, number, *people[:3])
    actions.admit_motion(
        by=governed, number=number, motion=moved, added=said("That a bench be put up.", "A bench")
    )
    actions.plan_meeting(by=governed, number=number, draft=draft())
    with pytest.raises(MeetingNotCallable) as caught:
        actions.call_meeting(by=governed, number=number)
    assert [fault["code"] for fault in caught.value.faults] == ["motion_missing"]
    with pytest.raises(DatabaseError, match="INV-109"), inside(governed.cooperative_id):
        take_step(by=governed, row=lock(number), kind=MeetingStepKind.CALLED)
    actions.withdraw_motion(by=as_(governed, people[0]), number=number, motion=moved)
    actions.call_meeting(by=governed, number=number)
    assert found_wrong(governed) == []


def test_motions_come_in_time_and_from_who_votes(governed: Acting, people: list[UUID]) -> None:
    number = drafted(governed)
    (stranger,) = membership.add_persons(by=governed, particulars=[Particulars("Roy")])
    with pytest.raises(MoverWithoutVoice):
        sent(governed, number, stranger)
    with pytest.raises(MotionTooLate) as caught:
        sent(governed, number, people[0], on=governed.on)
    assert caught.value.latest is not None
    assert "21" in str(caught.value.message())
    moved = sent(governed, number, people[0])
    with pytest.raises(MoverWithoutVoice):
        actions.second_motion(by=as_(governed, stranger), number=number, motion=moved, person_id=stranger)
    with pytest.raises(NotAllowed):
        actions.second_motion(by=as_(governed, people[0]), number=number, motion=moved, person_id=people[1])
    actions.call_meeting(by=governed, number=number)
    with pytest.raises(MotionTooLate) as caught:
        sent(governed, number, people[1])
    assert "agenda" in str(caught.value.message())


def test_one_seconds_once_and_not_the_own(governed: Acting, people: list[UUID]) -> None:
    number = drafted(governed)
    moved = sent(governed, number, people[0], people[1])
    for person_id in people[:2]:
        with pytest.raises(MotionSecondedAlready):
            actions.second_motion(
                by=as_(governed, person_id), number=number, motion=moved, person_id=person_id
            )
    with pytest.raises(DatabaseError, match="INV-109"), inside(governed.cooperative_id):
        slip(MotionSecond.objects.get(), member_id=Motion.objects.get().member_id)


def test_the_secretary_refuses_with_a_reason(governed: Acting, people: list[UUID]) -> None:
    number = drafted(governed)
    moved = sent(governed, number, people[0])
    with pytest.raises(MotionUnexplained):
        actions.refuse_motion(by=governed, number=number, motion=moved, words=" ")
    with pytest.raises(NotAllowed):
        actions.refuse_motion(by=as_(governed, people[1]), number=number, motion=moved, words="No.")
    actions.refuse_motion(by=governed, number=number, motion=moved, words="This is for the board.")
    assert motion(governed, number, moved).words == "This is for the board."
    with pytest.raises(MotionNotOpen):
        actions.admit_motion(by=governed, number=number, motion=moved)
    with pytest.raises(MotionNotOpen):
        actions.second_motion(by=as_(governed, people[1]), number=number, motion=moved, person_id=people[1])
    with pytest.raises(MotionNotFound):
        actions.refuse_motion(by=governed, number=number, motion=9, words="No.")
    assert found_wrong(governed) == []


def test_an_amendment_comes_before_the_meeting_too(governed: Acting, people: list[UUID]) -> None:
    number = drafted(governed)
    actions.call_meeting(by=governed, number=number)
    change = MotionDraft({"en": "Two auditors"}, {"en": "That Roy and Cyr be appointed."})
    moved = actions.move_motion(
        by=as_(governed, people[0]), number=number, person_id=people[0], draft=change,
        under=Under(place=MOTION, amends_item=True),
    )  # fmt: skip
    for person_id in people[1:3]:
        actions.second_motion(by=as_(governed, person_id), number=number, motion=moved, person_id=person_id)
    actions.admit_motion(by=governed, number=number, motion=moved)
    seen = motion(governed, number, moved)
    assert (seen.parent, seen.is_ready) == (1, True)
    assert motion(governed, number, 1).waits
    assert found_wrong(governed) == []


# At the meeting


def test_an_amendment_is_voted_before_its_motion_and_changes_what_is_put(floor: Floor) -> None:
    moved = amend(floor, "That Roy and Cyr be appointed.")
    with pytest.raises(AmendmentsWait):
        put_item(floor)()
    assert decide(floor, put(floor, moved), "yes", "yes", "no") == 1
    assert decide(floor, put_item(floor), "yes", "yes") == 2
    with inside(floor.by.cooperative_id):
        first, last = Resolution.objects.order_by("number")
    assert first.titles == {"en": "A change"}
    assert last.texts == {"en": "That Roy and Cyr be appointed."}
    assert last.titles == ITEMS[1].titles
    for again in (put_item(floor), put(floor, moved)):
        with pytest.raises(ResolutionFound):
            again()
    assert found_wrong(floor.by) == []


def test_a_lost_amendment_changes_nothing(floor: Floor) -> None:
    moved = amend(floor, "That Roy and Cyr be appointed.")
    assert decide(floor, put(floor, moved), "yes", "no", "no") == 1
    assert decide(floor, put_item(floor), "yes") == 2
    with inside(floor.by.cooperative_id):
        assert Resolution.objects.get(number=2).texts == BOTH
    assert found_wrong(floor.by) == []


def test_an_amendment_on_text_that_changed_is_worded_anew(floor: Floor) -> None:
    one = amend(floor, "That Roy and Cyr be appointed.")
    two = amend(floor, "That Roy and Associates be appointed for a year.", mover=2)
    with pytest.raises(AmendmentImpossible):
        actions.reword_amendment(by=floor.by, number=floor.number, motion=two, texts=ROY)
    decide(floor, put(floor, one), "yes")
    with pytest.raises(AmendmentOutdated):
        put(floor, two)()
    anew = {"en": "That Roy and Cyr be appointed for a year.", "fr": ""}
    actions.reword_amendment(by=floor.by, number=floor.number, motion=two, texts=anew)
    decide(floor, put(floor, two), "yes")
    decide(floor, put_item(floor), "yes")
    with inside(floor.by.cooperative_id):
        assert Resolution.objects.get(number=3).texts == {"en": "That Roy and Cyr be appointed for a year."}
    assert found_wrong(floor.by) == []


def test_an_amendment_is_amended_once_deep(floor: Floor) -> None:
    one = amend(floor, "That Roy and Cyr be appointed.")
    two = move(floor, said("That Cyr be appointed."), Under(motion=one))
    with pytest.raises(AmendmentImpossible):
        move(floor, said("That Roy be appointed."), Under(motion=two))
    with pytest.raises(AmendmentsWait):
        put(floor, one)()
    decide(floor, put(floor, two), "yes")
    decide(floor, put(floor, one), "yes")
    decide(floor, put_item(floor), "yes")
    with inside(floor.by.cooperative_id):
        assert Resolution.objects.get(number=3).texts == {"en": "That Cyr be appointed."}
    assert found_wrong(floor.by) == []


def test_the_database_refuses_a_motion_before_its_amendment(floor: Floor) -> None:
    moved = amend(floor, "That Roy and Cyr be appointed.")
    decide(floor, put(floor, moved), "no")
    amend(floor, "That Cyr be appointed.")
    with pytest.raises(DatabaseError, match="INV-110"), inside(floor.by.cooperative_id):
        put_past_the_verbs()
    with pytest.raises(DatabaseError, match="INV-110"), inside(floor.by.cooperative_id):
        slip(VoteMotion.objects.get(), motion_id=Motion.objects.get(number=1).id)


def test_the_database_refuses_words_that_were_not_adopted(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = amend(floor, "That Roy and Cyr be appointed.")
    decide(floor, put(floor, moved), "yes")
    monkeypatch.setattr("rochdale.assembly.actions.putting.motion_of_item", lambda **_: None)
    with pytest.raises(DatabaseError, match="INV-110"):
        put_item(floor)()


def test_nothing_is_amended_while_it_is_put(floor: Floor) -> None:
    moved = amend(floor, "That Roy and Cyr be appointed.")
    put(floor, moved)()
    with pytest.raises(VoteUnderWay):
        put(floor, moved)()
    with pytest.raises(MotionNotOpen):
        move(floor, said("That Cyr be appointed."), Under(motion=moved))
    with pytest.raises(MotionNotOpen):
        actions.withdraw_motion(by=floor.of(floor.voters[0]), number=floor.number, motion=moved)
    with pytest.raises(DatabaseError, match="INV-109"), inside(floor.by.cooperative_id):
        slip(MotionStep.objects.latest("id"), place=2, kind="withdrawn")


def test_what_is_moved_on_the_floor_is_seconded_and_put(floor: Floor) -> None:
    moved = move(floor, said("That the hall be painted.", "The hall"), Under(place=3), seconder=None)
    with pytest.raises(SecondersMissing):
        put(floor, moved)()
    assert second(floor, moved, 1) == 1
    assert decide(floor, put(floor, moved), "yes") == 1
    assert motion(floor.by, floor.number, moved).is_adopted
    assert found_wrong(floor.by) == []


def test_who_is_not_there_moves_nothing_at_the_meeting(floor: Floor) -> None:
    for person_id in (floor.voters[6], floor.outsider):
        with pytest.raises(MoverWithoutVoice):
            actions.move_motion(
                by=floor.by, number=floor.number, person_id=person_id, draft=said("No."), under=Under(place=3)
            )
    with pytest.raises(AgendaItemNotFound):
        move(floor, said("No."), Under())
    for empty in (MotionDraft({}, {}), MotionDraft({"en": "A"}, {"fr": "B"}), MotionDraft({"en": "A"}, {})):
        with pytest.raises(MotionWordsMissing):
            move(floor, empty, Under(place=3))
    with pytest.raises(AmendmentImpossible):
        move(floor, said("Something."), Under(place=3, amends_item=True))
    with pytest.raises(AmendmentImpossible):
        amend(floor, ROY["en"])


def test_an_item_is_put_as_the_item(floor: Floor) -> None:
    moved = actions.take_item(by=floor.by, number=floor.number, place=MOTION)
    assert actions.take_item(by=floor.by, number=floor.number, place=MOTION) == moved
    with pytest.raises(NothingToVote):
        put(floor, moved)()
    assert decide(floor, put_item(floor), "yes") == 1
    with pytest.raises(MotionNotOpen):
        amend(floor, "That Cyr be appointed.")


def test_parts_are_voted_apart(floor: Floor) -> None:
    whole = actions.take_item(by=floor.by, number=floor.number, place=MOTION)
    with pytest.raises(PartsMissing):
        actions.split_motion(by=floor.by, number=floor.number, motion=whole, parts=[said("One.")])
    parts = [said("That Roy be appointed.", "Roy"), said("That Cyr be appointed.", "Cyr")]
    numbers = actions.split_motion(by=floor.by, number=floor.number, motion=whole, parts=parts)
    with pytest.raises(MotionNotOpen):
        put_item(floor)()
    assert decide(floor, put(floor, numbers[0]), "yes") == 1
    assert decide(floor, put(floor, numbers[1]), "no") == 2
    assert found_wrong(floor.by) == []


def test_amendments_go_before_a_splitting_and_a_tabling(floor: Floor) -> None:
    moved = amend(floor, "That Roy and Cyr be appointed.")
    parts = [said("That Roy be appointed.", "Roy"), said("That Cyr be appointed.", "Cyr")]
    with pytest.raises(AmendmentsWait):
        actions.split_motion(by=floor.by, number=floor.number, motion=1, parts=parts)
    with pytest.raises(AmendmentsWait):
        actions.table_motion(by=floor.by, number=floor.number, motion=1, until="Next year")
    with pytest.raises(MotionNotOpen):
        actions.split_motion(by=floor.by, number=floor.number, motion=moved, parts=parts)


def test_a_motion_is_tabled_taken_up_and_referred(floor: Floor) -> None:
    moved = move(floor, said("That the hall be painted.", "The hall"), Under(place=3))
    with pytest.raises(MotionNotOpen):
        actions.take_up_motion(by=floor.by, number=floor.number, motion=moved)
    actions.table_motion(by=floor.by, number=floor.number, motion=moved, until="After the report")
    with pytest.raises(MotionNotOpen):
        put(floor, moved)()
    actions.take_up_motion(by=floor.by, number=floor.number, motion=moved)
    actions.refer_motion(by=floor.by, number=floor.number, motion=moved, whom="The board")
    with pytest.raises(MotionNotOpen):
        actions.withdraw_motion(by=floor.of(floor.voters[0]), number=floor.number, motion=moved)
    seen = motion(floor.by, floor.number, moved)
    assert (seen.stands, seen.words) == (MotionStepKind.REFERRED, "The board")
    assert found_wrong(floor.by) == []


def test_who_moved_it_withdraws_it(floor: Floor) -> None:
    moved = amend(floor, "That Roy and Cyr be appointed.")
    with pytest.raises(NotMover):
        actions.withdraw_motion(by=floor.of(floor.voters[3]), number=floor.number, motion=moved)
    actions.withdraw_motion(by=floor.of(floor.voters[0]), number=floor.number, motion=moved)
    assert decide(floor, put_item(floor), "yes") == 1
    with inside(floor.by.cooperative_id):
        assert Resolution.objects.get().texts == BOTH


def test_what_is_counted_elsewhere_waits_for_amendments_too(floor: Floor) -> None:
    moved = amend(floor, "That Roy and Cyr be appointed.")
    counted = Counted(Terms(), Votes(4, 1, 0, 6, 7), 6)
    with pytest.raises(AmendmentsWait):
        decide_item(by=floor.by, number=floor.number, place=MOTION, counted=counted)
    decide(floor, put(floor, moved), "yes")
    decide_item(by=floor.by, number=floor.number, place=MOTION, counted=counted)
    with inside(floor.by.cooperative_id):
        assert Resolution.objects.get(number=2).texts == {"en": "That Roy and Cyr be appointed."}


@pytest.mark.parametrize(("told", "effect"), [(4, "amend_bylaw"), (None, "")])
def test_what_an_item_sets_going_changes_with_it_or_stops(
    governed: Acting, told: int | None, effect: str
) -> None:
    item = ItemDraft(
        ItemKind.BYLAW, words("Quorum", "Quorum"),
        words("Que le quorum soit de 3.", "That the quorum be 3."), Majority.SPECIAL,
        effect="amend_bylaw", effect_facts=facts(3),
    )  # fmt: skip
    floor = opened(amended(governed, quorum_members=1), items=(ITEMS[0], item))
    own = facts(told) if told else None

    def change(own: Any, place: int = 2) -> int:
        return actions.move_motion(
            by=floor.by, number=floor.number, person_id=floor.voters[0],
            draft=MotionDraft({"en": "Four"}, {"en": "That the quorum be 4."}, effect_facts=own),
            under=Under(place=place, amends_item=True),
        )  # fmt: skip

    with pytest.raises(EffectFaulty):
        change({"effective_from": "2027-01-01", "changes": [{"name": "nothing", "value": 1}]})
    with pytest.raises(AmendmentImpossible):
        change(own, place=1)
    moved = change(own)
    second(floor, moved, 1)
    decide(floor, put(floor, moved), "yes")
    assert decide(floor, put_item(floor), "yes") == 2
    with inside(floor.by.cooperative_id):
        row = Resolution.objects.get(number=2)
    assert (row.effect, row.effect_facts) == (effect, own or {})


def facts(quorum: int) -> dict[str, object]:
    return {"effective_from": "2027-01-01", "changes": [{"name": "quorum_members", "value": quorum}]}


def test_what_an_amendment_changes_is_shown_word_by_word() -> None:
    found = changes("That Roy be appointed.", "That Cyr be appointed.")
    assert [(each.kind, each.words) for each in found] == [
        ("same", "That"), ("gone", "Roy"), ("new", "Cyr"), ("same", "be appointed."),
    ]  # fmt: skip
    assert [each.kind for each in changes("a " * 3000, "b " * 3000)] == ["gone", "new"]


def test_what_is_sent_twice_is_moved_once(floor: Floor) -> None:
    first = amend(floor, "That Roy and Cyr be appointed.")
    assert amend(floor, "That Roy and Cyr be appointed.", seconder=None) == first
    other = amend(floor, "That Cyr be appointed.", seconder=None)
    anothers = amend(floor, "That Roy and Cyr be appointed.", mover=2, seconder=None)
    assert len({first, other, anothers}) == 3
    actions.withdraw_motion(by=floor.of(floor.voters[0]), number=floor.number, motion=first)
    assert amend(floor, "That Roy and Cyr be appointed.", seconder=None) not in {first, other, anothers}
