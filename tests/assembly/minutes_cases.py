"""A meeting in which everything happens that minutes tell of, for tests of its minutes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assembly.floor import CALLED_ON, JOINED, Floor, called, freeze, later
from assembly.meeting_cases import words
from rochdale.assembly import actions
from rochdale.assembly.actions import Cast, ItemDraft, MotionDraft, Tally, Under
from rochdale.assembly.models import Channel, Choice, FloorRole, ItemKind, Majority, MeetingKind, VoteMethod
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.actions import BylawChange
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership.actions import Newcomer, Particulars
from rochdale.membership.queries import member
from rochdale.tenancy.actions import inside
from rochdale.voting import motions

AGENDA = (
    ItemDraft(ItemKind.OPENING, words("Ouverture", "Opening")),
    ItemDraft(
        ItemKind.AUDITOR,
        words("Nomination de l’auditeur", "Appointment of the auditor"),
        words("Que Roy et associés soient nommés.", "That Roy and Associates be appointed."),
        Majority.ORDINARY,
    ),
    ItemDraft(
        ItemKind.BYLAW,
        words("Règlement intérieur", "By-laws"),
        words("Que le quorum soit de 3 membres.", "That the quorum be 3 members."),
        Majority.SPECIAL,
    ),
    ItemDraft(
        ItemKind.ALLOWANCES,
        words("Allocations", "Allowances"),
        words("Que les allocations restent les mêmes.", "That the allowances stay the same."),
        Majority.ORDINARY,
    ),
    ItemDraft(
        ItemKind.SURPLUS,
        words("Affectation de l’excédent", "Allocation of the surplus"),
        words("Que l’excédent aille à la réserve.", "That the surplus go to the reserve."),
        Majority.ORDINARY,
    ),
    ItemDraft(
        ItemKind.OTHER,
        words("Divers", "Other business"),
        words("Que le siège soit repeint.", "That the office be repainted."),
        Majority.ORDINARY,
    ),
    ItemDraft(ItemKind.OTHER, words("Parrainage", "Sponsorship"), {}, Majority.ORDINARY),
    ItemDraft(ItemKind.ELECTION, words("Élection", "Election"), {}, Majority.ELECTION),
    ItemDraft(ItemKind.OTHER, words("Propositions", "Motions")),
)


def amended(by: Acting, **values: Any) -> Acting:
    cooperatives.amend_bylaw(
        by=by, changes=[BylawChange(name, value) for name, value in values.items()], effective_from=by.on,
        resolution="Test",
    )  # fmt: skip
    return by


def opened(
    by: Acting,
    items: tuple[ItemDraft, ...] = AGENDA,
    voters: int = 7,
    kind: MeetingKind = MeetingKind.SPECIAL,
) -> Floor:
    """A meeting that is open: six voters of seven are there, two of them online, and a guest; chair and secretary
    are named, the last two of the roll, and two tellers, the first two. A body sits without a roll."""
    number = called(by, items, kind)
    known = [Newcomer(Particulars(f"Voter {place}"), JOINED) for place in range(voters)]
    known.append(Newcomer(Particulars("Late Comer"), CALLED_ON))
    lines = membership.register_members(by=by, newcomers=known)
    with inside(by.cooperative_id):
        people = [member(number=line.number).person_id for line in lines]
    floor = Floor(by, number, tuple(people[:-1]), people[-1])
    if kind is not MeetingKind.BOARD:
        freeze(by, number)
        floor.come(*floor.voters[:4])
        floor.come(*floor.voters[4:6], channel=Channel.ONLINE)
        actions.let_in_guest(by=by, number=number, person_id=floor.outsider, channel=Channel.HALL)
    actions.open_meeting(by=by, number=number)
    for place, role in (
        (5, FloorRole.CHAIR),
        (4, FloorRole.SECRETARY),
        (0, FloorRole.TELLER),
        (1, FloorRole.TELLER),
    ):
        actions.name_floor_officer(by=by, number=number, person_id=floor.voters[place], role=role)
    return floor


def held(by: Acting) -> Floor:
    """A meeting with every kind of vote and every way in which one ends, adjourned once, and closed."""
    amended(by, quorum_members=3, quorum_at_opening_suffices=False, chair_casting_vote=True)
    floor = opened(by)
    _hands(floor)
    _secret(floor)
    _called_out(floor)
    _withdrawn_then_lost(floor)
    _tied(floor)
    _moved(floor)
    actions.adjourn_meeting(by=later(by, 40), number=floor.number, words="The hall closes at noon.")
    # Whoever goes on comes anew: two of six, and the guest.
    replace(floor, by=later(by, 41)).come(*floor.voters[4:6], channel=Channel.ONLINE)
    actions.let_in_guest(
        by=later(by, 41), number=floor.number, person_id=floor.outsider, channel=Channel.HALL
    )
    actions.open_meeting(by=later(by, 50), number=floor.number)
    _without_quorum(floor)
    actions.close_meeting(by=later(by, 60), number=floor.number)
    return floor


def put(floor: Floor, place: int, method: VoteMethod, minutes: int) -> int:
    return actions.put_to_vote(by=later(floor.by, minutes), number=floor.number, place=place, method=method)


def close(floor: Floor, vote: int, minutes: int, casting: motions.Vote | None = None) -> None:
    by = later(floor.by, minutes)
    actions.close_vote(by=by, number=floor.number, vote_number=vote, casting_vote=casting)


def say(floor: Floor, vote: int, minutes: int, *choices: str, marks: str = "") -> None:
    for place, choice in enumerate(choices):
        cast = Cast(Choice(choice), marks[place] * 4 if marks else "")
        by = floor.of(floor.voters[place], minutes)
        actions.cast_vote(by=by, number=floor.number, vote_number=vote, cast=cast)


def _hands(floor: Floor) -> None:
    vote = put(floor, 2, VoteMethod.HANDS, 1)
    for teller in floor.voters[:2]:
        by = floor.of(teller, 2)
        actions.enter_count(by=by, number=floor.number, vote_number=vote, tally=Tally(3, 1, 0))
    close(floor, vote, 3)


def _secret(floor: Floor) -> None:
    vote = put(floor, 3, VoteMethod.SECRET, 4)
    say(floor, vote, 5, "yes", "yes", "yes", "no", marks="FBDA")
    actions.give_paper(by=later(floor.by, 5), number=floor.number, vote_number=vote, voter_id=floor.voters[5])
    for teller in floor.voters[:2]:
        by = floor.of(teller, 6)
        actions.enter_count(by=by, number=floor.number, vote_number=vote, tally=Tally(0, 0, 0, 1))
    close(floor, vote, 7)


def _called_out(floor: Floor) -> None:
    vote = put(floor, 4, VoteMethod.ROLL_CALL, 8)
    for place, choice in enumerate((Choice.YES, Choice.YES, Choice.ABSTAIN)):
        actions.call_out(
            by=later(floor.by, 9), number=floor.number, vote_number=vote, voter_id=floor.voters[place],
            choice=choice,
        )  # fmt: skip
    close(floor, vote, 10)


def _withdrawn_then_lost(floor: Floor) -> None:
    vote = put(floor, 5, VoteMethod.OPEN, 11)
    actions.withdraw_vote(
        by=later(floor.by, 12), number=floor.number, vote_number=vote, words="The figure was wrong."
    )
    vote = put(floor, 5, VoteMethod.OPEN, 13)
    say(floor, vote, 14, "yes", "no", "no")
    close(floor, vote, 15)


def _tied(floor: Floor) -> None:
    vote = put(floor, 6, VoteMethod.OPEN, 16)
    say(floor, vote, 17, "yes", "no")
    close(floor, vote, 18, motions.Vote.YES)


def _moved(floor: Floor) -> None:
    """Under the last business: a point of order, an amendment that is adopted, and every way in which a motion ends."""
    actions.begin_item(by=later(floor.by, 20), number=floor.number, place=9)
    _point_of_order(floor)
    numbers = [_move(floor, words) for words in ("A bench", "A tree", "A fence", "A lamp", "A flag")]
    seat = said("Deux bancs", "Two benches", "Que deux bancs soient posés.", "That two benches be put up.")
    amendment = _move(floor, seat, Under(motion=numbers[0]))
    for motion in (amendment, numbers[0]):
        vote = actions.put_motion(
            by=later(floor.by, 22), number=floor.number, motion=motion, method=VoteMethod.OPEN
        )
        say(floor, vote, 23, "yes", "yes", "no")
        close(floor, vote, 24)
    own = {"by": later(floor.by, 25), "number": floor.number}
    actions.table_motion(motion=numbers[1], until="The next annual meeting.", **own)
    actions.refer_motion(motion=numbers[2], whom="The board.", **own)
    actions.withdraw_motion(motion=numbers[3], **own)
    parts = [said("Mât", "Pole", "Un mât.", "A pole."), said("Drapeau", "Flag", "Un drapeau.", "A flag.")]
    actions.split_motion(motion=numbers[4], parts=parts, **own)
    _move(floor, "A bell", seconder=None)


def said(french: str, english: str, in_french: str, in_english: str) -> MotionDraft:
    return MotionDraft(words(french, english), words(in_french, in_english))


def _move(
    floor: Floor, draft: MotionDraft | str, under: Under | None = None, seconder: int | None = 1
) -> int:
    if isinstance(draft, str):
        draft = said(f"{draft} (fr)", draft, f"{draft} (fr).", f"{draft}.")
    by = later(floor.by, 21)
    motion = actions.move_motion(
        by=by, number=floor.number, person_id=floor.voters[0], draft=draft, under=under or Under(place=9)
    )
    if seconder is not None:
        actions.second_motion(by=by, number=floor.number, motion=motion, person_id=floor.voters[seconder])
    return motion


def _point_of_order(floor: Floor) -> None:
    own = {"by": later(floor.by, 20), "number": floor.number}
    asked = actions.ask_to_speak(person_id=floor.voters[2], is_point=True, **own)
    actions.begin_turn(**own)
    actions.end_turn(**own)
    actions.rule_on_point(asked=asked, is_upheld=False, words="The item is on the notice.", **own)


def _without_quorum(floor: Floor) -> None:
    vote = put(floor, 7, VoteMethod.OPEN, 51)
    actions.cast_vote(
        by=floor.of(floor.voters[4], 52), number=floor.number, vote_number=vote, cast=Cast(Choice.YES)
    )
    close(floor, vote, 53)
