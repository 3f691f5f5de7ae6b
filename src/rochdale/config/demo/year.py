"""The year of meetings behind a caisse of the demo: its annual meeting, and a special one that members required.

Both lie some months back, on last days of months, so that their notice was in time. The annual meeting is held in the
hall and online: a challenge of its roll is answered and corrects it, one motion is amended, one tied and one lost by a
single vote. Directors are elected by a ballot that stays open for four days; once it is counted the minutes are signed.
Then members ask for a meeting, enough sign, the board calls it, and two thirds amend a by-law.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from rochdale.assembly import actions as assembly
from rochdale.assembly import queries
from rochdale.assembly.actions import MeetingDraft, SittingDraft
from rochdale.assembly.queries import (
    FloorRole,
    FollowUpStepKind,
    MeetingGround,
    MeetingKind,
    MeetingMode,
    RollLineSeen,
    VoteMethod,
)
from rochdale.config.demo import decisions, floor, year_texts
from rochdale.config.demo.contest import Contest
from rochdale.config.demo.desk import AFTERNOON, COUNTER, EVENING, Desk
from rochdale.config.demo.floor import Floor, Split
from rochdale.config.demo.people import Resident
from rochdale.cooperatives.queries import OfficeKind, bylaws
from rochdale.kernel.acting import Acting
from rochdale.kernel.calendar import months_after
from rochdale.membership import queries as register
from rochdale.membership.queries import Right
from rochdale.tenancy.actions import inside
from rochdale.voting.rolls import Reason

PACK: Final = "quebec-caisse"
# Counted back from the last of the stretches that are lived at once: 140 of 600 came to the annual meeting.
ANNUAL_CALLED, ANNUAL_HELD, SPECIAL_HELD = -4, -3, -2
CAME_MAX: Final = 140
CAME_PERCENT, CAME_TO_SPECIAL_PERCENT = 24, 17
_SEVEN: Final = time(19, 0)
_HALL: Final = "Salle du Moulin"


@dataclass(slots=True)
class Story:
    """The year of one caisse; `ends` are the last days of the stretches lived at once, `today` its very last."""

    desk: Desk
    ends: Sequence[date]
    today: date
    people: Sequence[Resident]
    number: int = 0
    challenge: int = 0
    requisition: int = 0
    contest: Contest = field(init=False)
    _steps: Mapping[date, Callable[[date], None]] = field(init=False)

    def __post_init__(self) -> None:
        """Only a caisse under this pack, which has lived long enough, has such a year."""
        self.contest = Contest(self.desk, self.people)
        told = {ANNUAL_CALLED: self._prepare, ANNUAL_HELD: self._meet, SPECIAL_HELD: self._meet_again}
        is_told = self.desk.scene.pack == PACK and len(self.ends) >= -ANNUAL_CALLED
        self._steps = {self.ends[back]: step for back, step in told.items()} if is_told else {}

    def happen(self, on: date) -> None:
        """What happens on a day."""
        step = self._steps.get(on)
        if step is not None:
            step(on)

    def _prepare(self, on: date) -> None:
        """The annual meeting is called, and its roll drawn and challenged."""
        ends = decisions.terms_from(self.today)
        ends[3] = ends[4] = months_after(self.ends[ANNUAL_HELD], 1)
        decisions.take_board_over(self.desk, on, ends=ends)
        by = self.desk.officer(OfficeKind.SECRETARY, on, COUNTER)
        draft = self._draft(on, self.ends[ANNUAL_HELD], MeetingKind.ANNUAL)
        self.number = assembly.draft_meeting(by=by, draft=draft)
        assembly.call_meeting(by=by, number=self.number)
        assembly.draw_roll(by=self.desk.officer(OfficeKind.SECRETARY, on, EVENING), number=self.number)
        self.contest.stand(self.number, year_texts.ELECTIONS, on)
        line = self._newcomer()
        if line is not None:
            own = replace(
                self.desk.program(on, _SEVEN), person_id=line.person_id, authority=f"member {line.number}"
            )
            self.challenge = assembly.challenge_line(
                by=own, number=self.number, member_number=line.number, words=year_texts.CHALLENGE
            )

    def _meet(self, on: date) -> None:
        """The annual meeting is held; the same evening enough have signed, and the board calls what they ask for."""
        desk, by = self.desk, self.desk.officer(OfficeKind.SECRETARY, on, AFTERNOON)
        if self.challenge:
            assembly.answer_challenge(
                by=by, number=self.number, challenge=self.challenge, is_upheld=True, words=year_texts.ANSWER
            )
        assembly.freeze_roll(by=by, number=self.number)
        self.contest.open(on)
        held = floor.opened(desk, self.number, self._evening(on), self._came(CAME_PERCENT))
        came = list(held.voters)
        self._decide(held)
        # What the minutes say that evening of the election is that it goes on.
        self.desk.annual = held.number
        self.desk.annual_minutes = assembly.draft_minutes(by=held.at(15), number=held.number, based_on=0)
        self.contest.vote(came)
        self._require(on)
        draft = self._draft(on, self.ends[SPECIAL_HELD], MeetingKind.SPECIAL)
        by = held.at(30)
        self.number = assembly.draft_meeting(by=by, draft=draft)
        assembly.call_meeting(by=by, number=self.number)
        assembly.draw_roll(by=by, number=self.number)

    def _meet_again(self, on: date) -> None:
        """The election of before is counted. Two thirds and more amend the by-law, and that is carried out."""
        self._write_minutes(self.contest.count())
        by = self.desk.officer(OfficeKind.SECRETARY, on, AFTERNOON)
        assembly.freeze_roll(by=by, number=self.number)
        held = floor.opened(self.desk, self.number, self._evening(on), self._came(CAME_TO_SPECIAL_PERCENT))
        there = len(held.voters)
        adopted = floor.vote(held, 2, VoteMethod.SECRET, Split(no=there // 5, abstain=there // 20))
        assert adopted is not None
        assembly.close_meeting(by=held.at(5), number=self.number)
        assembly.run_effect(by=held.at(5), number=adopted)

    def _decide(self, held: Floor) -> None:
        """Every way of voting once; one motion is tied, and one lost by a single vote."""
        there = len(held.voters)
        floor.vote(held, year_texts.SURPLUS, VoteMethod.HANDS, Split(no=there // 12, abstain=there // 20))
        floor.vote(held, year_texts.AUDITOR, VoteMethod.HANDS, Split(no=0, abstain=there // 30))
        floor.amend(held, year_texts.COUNTER, year_texts.AMENDMENT, Split(no=there // 4, abstain=there // 25))
        counter = floor.vote(held, year_texts.COUNTER, VoteMethod.OPEN, Split(no=there // 6))
        assert counter is not None
        self._see_to(held, counter)
        abstain = 3 - there % 2  # so that yes and no together are even, or odd below
        floor.vote(held, year_texts.ALLOWANCES, VoteMethod.SECRET, Split((there - abstain + 1) // 2, abstain))
        even = there % 2 + 2
        floor.vote(held, year_texts.SPONSOR, VoteMethod.SECRET, Split((there - even) // 2, even))
        floor.leave(held, there // 8)
        assembly.close_meeting(by=held.at(25), number=held.number)

    def _see_to(self, held: Floor, resolution: int) -> None:
        manager = self.desk.officers[OfficeKind.MANAGER][0].person_id
        by = held.at(2)
        task = assembly.add_follow_up(
            by=by,
            number=resolution,
            words=year_texts.TASK,
            person_id=manager,
            due_on=by.on + timedelta(days=45),
        )
        assembly.move_follow_up(
            by=by, follow_up_id=task, kind=FollowUpStepKind.DONE, words=year_texts.TASK_DONE
        )

    def _write_minutes(self, by: Acting) -> None:
        """Drafted anew once the ballot is counted, completed, and signed by who chaired and who kept them."""
        number, before = self.desk.annual, self.desk.annual_minutes
        drafted = assembly.draft_minutes(by=by, number=number, based_on=before)
        texts = {
            language: {str(year_texts.QUESTIONS): words}
            for language, words in year_texts.QUESTIONS_SAID.items()
        }
        version = assembly.save_minutes(by=by, number=number, based_on=drafted, texts=texts)
        for office, role in (
            (OfficeKind.CHAIR, FloorRole.CHAIR),
            (OfficeKind.SECRETARY, FloorRole.SECRETARY),
        ):
            signer = self.desk.officer(office, by.on, EVENING)
            assembly.sign_minutes(by=signer, number=number, version=version, role=role)
        self.desk.annual_minutes = version
        decisions.refresh(self.desk, OfficeKind.DIRECTOR, by.on)

    def _require(self, on: date) -> None:
        """Members sign, one after the other, until there are enough."""
        desk = self.desk
        with inside(desk.cooperative_id):
            counted = register.members_at(cooperative_id=desk.cooperative_id, on=on)
            needed = queries.signatures_needed(bylaws(on), members=counted, on=on)
        rights = register.rights_at(cooperative_id=desk.cooperative_id, on=on)
        voices = sorted((each for each in rights if Right.VOTE in each.holds), key=lambda each: each.number)
        for each in voices[-needed:]:
            own = replace(
                desk.program(on, _SEVEN), person_id=each.person_id, authority=f"member {each.number}"
            )
            if not self.requisition:
                self.requisition = assembly.begin_requisition(
                    by=own, member_id=each.member_id, language="fr", matters=[year_texts.MATTER],
                    reason=year_texts.REASON,
                )  # fmt: skip
            else:
                assembly.sign_requisition(by=own, number=self.requisition, member_id=each.member_id)

    def _draft(self, on: date, held_on: date, kind: MeetingKind) -> MeetingDraft:
        is_annual = kind is MeetingKind.ANNUAL
        starts_at = datetime.combine(held_on, _SEVEN, ZoneInfo(self.desk.scene.time_zone))
        url = f"https://meet.example.org/{self.desk.scene.slug}"
        return MeetingDraft(
            kind=kind,
            titles=year_texts.ANNUAL_TITLE if is_annual else year_texts.REQUIRED_TITLE,
            mode=MeetingMode.HYBRID,
            record_date=on,
            sittings=(SittingDraft(starts_at, venue=_HALL, online_url=url),),
            items=year_texts.annual_items() if is_annual else year_texts.required_items(held_on),
            ground=MeetingGround.BOARD if is_annual else MeetingGround.REQUISITION,
            requisition=None if is_annual else self.requisition,
        )

    def _newcomer(self) -> RollLineSeen | None:
        """Somebody whom the roll leaves out for having joined too recently."""
        with inside(self.desk.cooperative_id):
            found = queries.roll_lines(queries.roll(self.number).id, reason=Reason.TOO_RECENT).lines
        return next((line for line in found if line.voter_id == line.person_id), None)

    def _came(self, percent: int) -> int:
        """How many came, of those who are on the roll."""
        with inside(self.desk.cooperative_id):
            entitled = queries.roll_counts(queries.roll(self.number).id).entitled
        return max(7, min(entitled * percent // 100, CAME_MAX))

    def _evening(self, on: date) -> Acting:
        """The secretary as the doors open."""
        by = self.desk.officer(OfficeKind.SECRETARY, on, EVENING)
        return replace(by, at=datetime.combine(on, _SEVEN, by.at.tzinfo) - timedelta(minutes=20))
