"""The floor in its order: items, the speaking list, points of order and their rulings; and the question box."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import DatabaseError

from assembly.floor import Floor, later, open_floor
from assembly.meeting_cases import drafted
from assembly.minutes_cases import amended
from rochdale.assembly import actions
from rochdale.assembly.actions import Cast
from rochdale.assembly.checks import CHECKS
from rochdale.assembly.errors import (
    AskedAlready,
    FloorTaken,
    MeetingNotOpen,
    MoverWithoutVoice,
    NobodySpeaks,
    NoItemTreated,
    NoVoice,
    QuestionMissing,
    QuestionNotFound,
    RulingImpossible,
    SpeakingListClosed,
    SpokenEnough,
    TooManyQuestions,
)
from rochdale.assembly.models import Channel, Choice, FloorEvent, Meeting, Resolution, Ruling, VoteMethod
from rochdale.assembly.queries.questions import QuestionSeen, questions_of
from rochdale.assembly.queries.speaking import floor_of
from rochdale.audit.checks import differences
from rochdale.cooperatives.errors import NotAllowed
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside

pytestmark = pytest.mark.slow


@pytest.fixture
def floor(governed: Acting) -> Floor:
    """Seven voters, of whom six are there, and a guest without a voice."""
    floor = open_floor(governed)
    floor.come(*floor.voters[:6])
    actions.let_in_guest(by=floor.by, number=floor.number, person_id=floor.outsider, channel=Channel.HALL)
    return floor


def found_wrong(floor: Floor) -> list[str]:
    return [each.invariant for each in differences(floor.by.cooperative_id, CHECKS)]


def ask(floor: Floor, voter: int, **facts: Any) -> int:
    person_id = floor.voters[voter]
    return actions.ask_to_speak(by=floor.of(person_id), number=floor.number, person_id=person_id, **facts)


def begin(floor: Floor, place: int = 2) -> None:
    actions.begin_item(by=floor.by, number=floor.number, place=place)


def hear(floor: Floor) -> int:
    asked = actions.begin_turn(by=floor.by, number=floor.number)
    actions.end_turn(by=floor.by, number=floor.number)
    return asked


def slip(floor: Floor, **facts: object) -> None:
    """Write an event of the floor past the verbs."""
    with inside(floor.by.cooperative_id):
        row = FloorEvent.objects.latest("place")
        row.id, row.place = uuid.uuid4(), row.place + 1
        row.item_id, row.person_id, row.asked = None, None, None
        for name, fact in facts.items():
            setattr(row, name, fact)
        row.save(force_insert=True)


def test_one_item_after_the_other_with_its_times(floor: Floor) -> None:
    begin(floor)
    begin(floor)
    actions.begin_item(by=later(floor.by, 5), number=floor.number, place=3)
    actions.end_item(by=later(floor.by, 9), number=floor.number)
    with pytest.raises(NoItemTreated):
        actions.end_item(by=later(floor.by, 9), number=floor.number)
    with inside(floor.by.cooperative_id):
        now = floor_of(meeting_id=Meeting.objects.get(number=floor.number).id)
        kinds = list(FloorEvent.objects.order_by("place").values_list("kind", flat=True))
    assert kinds == ["item_begun", "item_ended", "item_begun", "item_ended"]
    minutes = [
        (at - floor.by.at).total_seconds() / 60 for at in (*now.begun_at.values(), *now.ended_at.values())
    ]
    assert minutes == [0, 5, 5, 9]
    assert found_wrong(floor) == []


def test_first_time_speakers_go_before(floor: Floor) -> None:
    begin(floor)
    assert hear_of(floor, 0) == 2
    ask(floor, 0)
    ask(floor, 1)
    point = ask(floor, 2, is_point=True)
    assert [hear(floor) for _ in range(3)] == [point, 6, 5]
    with pytest.raises(NobodySpeaks):
        hear(floor)
    assert found_wrong(floor) == []


def test_who_is_passed_over_twice_is_passed_over_once(floor: Floor) -> None:
    begin(floor)
    first, second = ask(floor, 0), ask(floor, 1)
    for _ in range(2):
        assert actions.pass_over(by=floor.by, number=floor.number, asked=first) == first
    assert hear(floor) == second


def hear_of(floor: Floor, voter: int) -> int:
    ask(floor, voter)
    return hear(floor)


def test_the_limits_of_the_by_laws_hold(floor: Floor) -> None:
    begin(floor)
    hear_of(floor, 0)
    hear_of(floor, 0)
    with pytest.raises(SpokenEnough) as caught:
        ask(floor, 0)
    assert caught.value.turns == 2
    ask(floor, 0, is_point=True)
    actions.pass_over(by=floor.by, number=floor.number)
    begin(floor, 3)
    hear_of(floor, 0)


def test_who_may_not_speak_is_refused(floor: Floor) -> None:
    with pytest.raises(NoItemTreated):
        ask(floor, 0)
    with pytest.raises(NoItemTreated):
        actions.close_speaking_list(by=floor.by, number=floor.number)
    begin(floor)
    for person_id in (floor.voters[6], floor.outsider):
        with pytest.raises(NoVoice):
            actions.ask_to_speak(by=floor.by, number=floor.number, person_id=person_id)
    with pytest.raises(NotAllowed):
        actions.ask_to_speak(by=floor.of(floor.voters[1]), number=floor.number, person_id=floor.voters[0])
    ask(floor, 0)
    with pytest.raises(AskedAlready):
        ask(floor, 0)
    actions.close_speaking_list(by=floor.by, number=floor.number)
    with pytest.raises(SpeakingListClosed):
        ask(floor, 1)
    actions.close_speaking_list(by=floor.by, number=floor.number, is_closed=False)
    ask(floor, 1)
    with pytest.raises(MeetingNotOpen):
        actions.begin_turn(by=floor.by, number=drafted(floor.by))
    assert found_wrong(floor) == []


def test_a_guest_with_a_voice_speaks(floor: Floor) -> None:
    actions.check_out(by=floor.by, number=floor.number, person_id=floor.outsider)
    actions.let_in_guest(
        by=floor.by, number=floor.number, person_id=floor.outsider, channel=Channel.HALL, may_speak=True
    )
    begin(floor)
    actions.ask_to_speak(by=floor.by, number=floor.number, person_id=floor.outsider)
    assert hear(floor) == 2


def test_one_speaks_at_a_time(floor: Floor) -> None:
    begin(floor)
    first, second = ask(floor, 0), ask(floor, 1)
    actions.begin_turn(by=floor.by, number=floor.number)
    for verb in (actions.begin_turn, actions.pass_over, actions.end_item):
        with pytest.raises(FloorTaken):
            verb(by=floor.by, number=floor.number)
    with pytest.raises(NotAllowed):
        actions.end_turn(by=floor.of(floor.voters[1]), number=floor.number)
    with pytest.raises(NobodySpeaks):
        actions.take_back(by=floor.of(floor.voters[0]), number=floor.number, asked=first)
    with pytest.raises(NotAllowed):
        actions.take_back(by=floor.of(floor.voters[0]), number=floor.number, asked=second)
    actions.take_back(by=floor.of(floor.voters[1]), number=floor.number, asked=second)
    actions.end_turn(by=floor.of(floor.voters[0]), number=floor.number)
    with pytest.raises(NobodySpeaks):
        actions.end_turn(by=floor.by, number=floor.number)


def test_the_database_holds_to_the_rule(floor: Floor) -> None:
    begin(floor)
    ask(floor, 0)
    second = ask(floor, 1)
    with inside(floor.by.cooperative_id):
        item_id = FloorEvent.objects.get(place=1).item_id
    for facts in (
        {"kind": "begun", "asked": second},
        {"kind": "ended", "asked": second},
        {"kind": "item_begun", "item_id": item_id},
        {"kind": "list_opened", "item_id": item_id},
        {"kind": "asked", "item_id": item_id, "person_id": floor.voters[0]},
        {"kind": "asked", "item_id": item_id, "person_id": floor.outsider},
        {"kind": "passed", "asked": 9},
        {"kind": "list_closed", "item_id": item_id, "place": 9},
    ):
        with pytest.raises(DatabaseError, match="INV-111"):
            slip(floor, **facts)
    slip(floor, kind="list_closed", item_id=item_id)


def test_a_point_of_order_is_ruled_on_and_appealed(floor: Floor) -> None:
    begin(floor)
    asked = ask(floor, 0, is_point=True)
    told = {"number": floor.number, "asked": asked}
    with pytest.raises(RulingImpossible):
        actions.rule_on_point(by=floor.by, is_upheld=False, words="In order.", **told)
    hear(floor)
    with pytest.raises(RulingImpossible):
        actions.appeal_ruling(by=floor.of(floor.voters[0]), person_id=floor.voters[0], **told)
    actions.rule_on_point(by=floor.by, is_upheld=False, words="The item is in order.", **told)
    with pytest.raises(RulingImpossible):
        actions.rule_on_point(by=floor.by, is_upheld=True, words="Again.", **told)
    with pytest.raises(MoverWithoutVoice):
        actions.appeal_ruling(by=floor.by, person_id=floor.outsider, **told)
    moved = actions.appeal_ruling(by=floor.of(floor.voters[0]), person_id=floor.voters[0], **told)
    with pytest.raises(RulingImpossible):
        actions.appeal_ruling(by=floor.of(floor.voters[1]), person_id=floor.voters[1], **told)
    actions.second_motion(
        by=floor.of(floor.voters[1]), number=floor.number, motion=moved, person_id=floor.voters[1]
    )
    vote = actions.put_motion(by=floor.by, number=floor.number, motion=moved, method=VoteMethod.OPEN)
    actions.cast_vote(
        by=floor.of(floor.voters[0], 1), number=floor.number, vote_number=vote, cast=Cast(Choice.YES)
    )
    assert actions.close_vote(by=later(floor.by, 2), number=floor.number, vote_number=vote) == 1
    with inside(floor.by.cooperative_id):
        assert Resolution.objects.get().titles["en"] == "Appeal against the ruling of the chair"
    assert found_wrong(floor) == []


def test_the_database_refuses_a_ruling_on_a_speech(floor: Floor) -> None:
    begin(floor)
    hear_of(floor, 0)
    with pytest.raises(DatabaseError, match="INV-111"), inside(floor.by.cooperative_id):
        write_ruling()


def write_ruling() -> None:
    event = FloorEvent.objects.get(kind="asked")
    Ruling(
        cooperative_id=event.cooperative_id, event_id=event.id, is_upheld=True, words="No.", at=event.at,
        act_id=event.act_id,
    ).save(force_insert=True)  # fmt: skip


# The question box


def box(floor: Floor, reader: int | None, *, names_all: bool) -> list[QuestionSeen]:
    with inside(floor.by.cooperative_id):
        return questions_of(
            meeting_id=Meeting.objects.get(number=floor.number).id,
            reader_id=None if reader is None else floor.voters[reader],
            names_all=names_all,
        )


def put(floor: Floor, voter: int, words: str, **facts: Any) -> int:
    by = floor.of(floor.voters[voter])
    return actions.ask_question(by=by, number=floor.number, language="en", words=words, **facts)


def test_who_stays_unnamed_is_named_to_the_office_alone(floor: Floor) -> None:
    put(floor, 0, "Why no bench?")
    put(floor, 1, "What does the manager earn?", is_unnamed=True)
    actions.answer_question(
        by=floor.by, number=floor.number, question=2, words="It is in the report.", at_meeting=False
    )
    assert [each.name for each in box(floor, 2, names_all=False)] == ["Voter 0", ""]
    assert [each.name for each in box(floor, 1, names_all=False)] == ["Voter 0", "Voter 1"]
    assert [each.name for each in box(floor, None, names_all=True)] == ["Voter 0", "Voter 1"]
    assert box(floor, 2, names_all=False)[1].answers[0].words == "It is in the report."
    assert found_wrong(floor) == []


def test_what_is_sent_twice_is_asked_and_answered_once(floor: Floor) -> None:
    assert [put(floor, 0, "Why no bench?"), put(floor, 1, "Why no bench?")] == [1, 2]
    assert put(floor, 0, " Why no bench? ") == 1
    for words in ("It broke.", "It broke.", "It broke, and is mended."):
        actions.answer_question(by=floor.by, number=floor.number, question=1, words=words, at_meeting=True)
    asked = box(floor, 2, names_all=False)
    assert [len(each.answers) for each in asked] == [2, 0]


def test_what_cannot_be_asked_or_answered(floor: Floor) -> None:
    with pytest.raises(QuestionMissing):
        put(floor, 0, "  ")
    put(floor, 0, "Why?")
    with pytest.raises(QuestionNotFound):
        actions.answer_question(by=floor.by, number=floor.number, question=7, words="No.", at_meeting=True)
    with pytest.raises(QuestionMissing):
        actions.answer_question(by=floor.by, number=floor.number, question=1, words="", at_meeting=True)
    with pytest.raises(NotAllowed):
        actions.answer_question(
            by=floor.of(floor.voters[0]), number=floor.number, question=1, words="No.", at_meeting=True
        )
    for place in range(9):
        put(floor, 0, f"And {place}?")
    with pytest.raises(TooManyQuestions):
        put(floor, 0, "And?")
    actions.close_meeting(by=floor.by, number=floor.number)
    with pytest.raises(QuestionMissing):
        put(floor, 1, "Too late?")


def test_no_limit_stands_where_the_by_laws_set_none(governed: Acting) -> None:
    floor = open_floor(amended(governed, speaking_turns=9))
    floor.come(*floor.voters[:2])
    begin(floor)
    for _ in range(3):
        hear_of(floor, 0)
