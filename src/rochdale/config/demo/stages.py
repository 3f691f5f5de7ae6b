"""Members at every stage of life: on their way out by each cause and at each step, gone, and back again.

All of it through the actions that pages use. The shares of who is gone are repaid, or wait for their turn.

Stories are placed by business days counted back from the last, so that what is under way is under way today.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from rochdale.capital import actions as capital
from rochdale.config.demo import events
from rochdale.config.demo.desk import AFTERNOON, EVENING, Desk
from rochdale.config.demo.institution import SHARE_MINOR
from rochdale.config.demo.people import Resident, Walk
from rochdale.config.demo.stage_texts import STAGE_TEXTS, StageTexts
from rochdale.config.demo.town import Town, key
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.ledger import actions as ledger
from rochdale.membership import actions as membership
from rochdale.membership import queries
from rochdale.membership.actions import BoardVote, DepartureCause, Enrolment

# Where by-laws ask for two months of notice before a hearing, nine weeks of business days are enough.
_LONG_NOTICE, _SHORT_NOTICE = 48, 9
# Of old, a month is lived at once and its steps are taken on its last day: what must not fall together is kept apart.
_SINGLE_DAYS, _MONTH = 24, 24
_PEOPLE_FOR_ONE = 4  # so many people for each story: a small cooperative does not lose them all
_CARRIED, _LOST = BoardVote(5, 1, 0, 6), BoardVote(2, 3, 1, 6)


@dataclass(slots=True)
class Story:
    """One member's way, told step by step; it ends early where a day for its next step has not come."""

    desk: Desk
    town: Town
    texts: StageTexts
    first: date
    is_paid_out: bool
    resident: Resident | None = None
    departure_id: UUID | None = None
    is_over: bool = False

    @property
    def number(self) -> int:
        """The member's number."""
        assert self.resident is not None
        return self.desk.numbers[self.resident.place]

    @property
    def departure(self) -> UUID:
        """The departure that was begun."""
        assert self.departure_id is not None
        return self.departure_id

    def member(self, on: date) -> Acting:
        """The member acts for himself or herself."""
        assert self.resident is not None
        by = self.desk.program(on, AFTERNOON)
        return replace(
            by, person_id=self.desk.persons[self.resident.place], authority=f"member {self.number}"
        )

    def manager(self, on: date) -> Acting:
        """The office that keeps the register acts."""
        return self.desk.officer(OfficeKind.MANAGER, on, EVENING)

    def board(self, on: date) -> Acting:
        """The board acts, through its chair."""
        return self.desk.officer(OfficeKind.CHAIR, on, EVENING)

    def choose(self, *, organization: bool = False) -> bool:
        """Take somebody of whom no other story is told; who is paid out in the end must be easy to pay out."""
        here = self.town.shops if organization else self.town.people
        for resident in reversed(here):
            # Who pays for shares by instalments (`shares.subscribe`) would leave with a debt: not in these stories.
            is_old = resident.joined_on < self.first and resident.part is None and resident.place % 3
            fits = not self.is_paid_out or self._is_simple(resident)
            if is_old and fits and resident.place not in self.town.taken:
                self.resident = resident
                self.town.taken.add(resident.place)
                return True
        self.is_over = True
        return False

    def _is_simple(self, resident: Resident) -> bool:
        """Whether the accounts can be emptied at the counter."""
        purses = self.town.purses
        left = [purses.minor(key(resident, product)) for product in resident.products]
        is_small = resident.walk is Walk.ORGANIZATION or all(0 <= each < events.SMALL_MINOR for each in left)
        return is_small and set(resident.products) <= {"everyday", "savings"}


Step = Callable[[Story, date], None]


def _ask(story: Story, on: date) -> None:
    if story.choose():
        story.departure_id = membership.ask_to_leave(
            by=story.member(on), number=story.number, words=story.texts.moving_away
        )


def _take_back(story: Story, on: date) -> None:
    membership.take_back(by=story.member(on), departure_id=story.departure, words=story.texts.staying)


def _propose(story: Story, on: date) -> None:
    if story.choose():
        story.departure_id = membership.propose_exclusion(
            by=story.board(on), number=story.number, ground="obligations_unmet", words=story.texts.grounds
        )


def _notify(story: Story, on: date, *, days: int) -> None:
    membership.notify_hearing(
        by=story.board(on),
        departure_id=story.departure,
        hearing_on=on + timedelta(days=days),
        words=story.texts.hearing,
    )


def _hear(story: Story, on: date) -> None:
    found = queries.departure(departure_id=story.departure)
    assert found.last.named_date is not None
    if on < found.last.named_date:
        story.is_over = True
        return
    membership.hear(by=story.board(on), departure_id=story.departure, words=story.texts.heard)


def _decide(story: Story, on: date) -> None:
    membership.decide_exclusion(
        by=story.board(on), departure_id=story.departure, vote=_CARRIED, words=story.texts.decided
    )


def _dismiss(story: Story, on: date) -> None:
    membership.decide_exclusion(
        by=story.board(on), departure_id=story.departure, vote=_LOST, words=story.texts.dismissed
    )


def _tell(story: Story, on: date) -> None:
    membership.tell_decision(
        by=story.board(on),
        departure_id=story.departure,
        effective_on=on + timedelta(days=15),
        words=story.texts.told,
    )


def _appeal(story: Story, on: date) -> None:
    membership.appeal_exclusion(by=story.member(on), departure_id=story.departure, words=story.texts.appeal)


def _tell_and_appeal(story: Story, on: date) -> None:
    _tell(story, on)
    _appeal(story, on)


def _uphold(story: Story, on: date) -> None:
    membership.decide_appeal(
        by=story.board(on), departure_id=story.departure, is_upheld=True, words=story.texts.upheld
    )


def _overturn(story: Story, on: date) -> None:
    membership.decide_appeal(
        by=story.board(on), departure_id=story.departure, is_upheld=False, words=story.texts.overturned
    )


def _report_death(story: Story, on: date) -> None:
    if story.choose():
        story.departure_id = membership.report_end(
            by=story.manager(on),
            number=story.number,
            cause=DepartureCause.DEATH,
            on=on - timedelta(days=6),
            words=story.texts.death,
        )


def _report_dissolution(story: Story, on: date) -> None:
    if story.choose(organization=True):
        story.departure_id = membership.report_end(
            by=story.manager(on),
            number=story.number,
            cause=DepartureCause.END_OF_ORGANIZATION,
            on=on - timedelta(days=3),
            words=story.texts.dissolution,
        )


def _end(story: Story, on: date) -> None:
    found = queries.departure(departure_id=story.departure)
    if found.earliest_end is None or on < found.earliest_end:
        story.is_over = True
        return
    by = story.board(on) if found.cause is DepartureCause.EXCLUSION else story.manager(on)
    capital.end_departure(by=by, departure_id=story.departure)


def _end_and_repay(story: Story, on: date) -> None:
    """The membership ends, the share is repaid, and the accounts are emptied and closed."""
    _end(story, on)
    if not story.is_over:
        assert story.resident is not None
        events.settle(story.desk, story.town, on, story.resident)


def _end_and_freeze(story: Story, on: date) -> None:
    """The membership ends, and the accounts stand still until whoever comes after has been found."""
    _end(story, on)
    if story.is_over:
        return
    assert story.resident is not None
    story.town.silence(story.resident)
    for product in story.resident.products:
        ledger.set_state(
            by=replace(story.manager(on), reason=story.texts.estate),
            account_id=story.desk.accounts[key(story.resident, product)],
            state=ledger.AccountState.FROZEN,
        )


def _come_back(story: Story, on: date) -> None:
    """Somebody who left becomes a member again, under a new number, and takes a share."""
    assert story.resident is not None
    by = story.manager(on)
    person_id = story.desk.persons[story.resident.place]
    line = membership.enrol_persons(by=by, enrolments=[Enrolment(person_id, on)])[0]
    story.desk.numbers[story.resident.place] = line.number
    story.desk.subscribe(by, [story.resident])
    story.town.purses.note(on, (("cash", SHARE_MINOR), ("qualifying_shares", -SHARE_MINOR)))


Steps = tuple[tuple[int, Step], ...]


def _exclusion(heard: int, notice: int, *after: tuple[int, Step]) -> Steps:
    """An exclusion that is heard so many business days before the last, and what follows."""

    def notify(story: Story, on: date) -> None:
        _notify(story, on, days=62 if notice == _LONG_NOTICE else 10)

    notified = heard + notice
    if notified > _SINGLE_DAYS:
        notified += _MONTH
    return ((notified + 3, _propose), (notified, notify), (heard, _hear), *after)


def _stories(notice: int) -> Sequence[Steps]:
    """Every story, the most telling first: steps with how many business days before the last they are taken."""
    return (
        ((4, _ask),),
        ((2, _report_death),),
        _exclusion(-4, notice),
        ((90, _ask), (35, _end_and_repay)),
        ((12, _report_death), (3, _end_and_freeze)),
        _exclusion(22, notice, (20, _decide), (18, _tell), (7, _appeal)),
        ((6, _report_dissolution),),
        ((190, _ask), (130, _end_and_repay), (15, _come_back)),
        ((3, _propose),),
        _exclusion(4, notice),
        _exclusion(8, notice, (6, _decide)),
        _exclusion(14, notice, (12, _decide), (10, _tell)),
        _exclusion(33, notice, (32, _dismiss)),
        _exclusion(60, notice, (58, _decide), (55, _tell_and_appeal), (38, _overturn)),
        _exclusion(64, notice, (62, _decide), (59, _tell_and_appeal), (40, _uphold), (39, _end_and_repay)),
        _exclusion(100, notice, (98, _decide), (95, _tell), (41, _end_and_repay)),
        ((30, _ask), (26, _take_back)),
        ((8, _report_dissolution), (2, _end_and_freeze)),
    )


@dataclass(slots=True)
class _Telling:
    """All stories of one cooperative, each begun when its first step comes."""

    texts: StageTexts
    first: date
    begun: dict[int, Story] = field(default_factory=dict)

    def step(self, place: int, step: Step, *, is_paid_out: bool) -> events.Event:
        """A step of a story as an event of the plan."""

        def happen(desk: Desk, town: Town, on: date) -> None:
            begins = Story(desk, town, self.texts, self.first, is_paid_out)
            story = self.begun.setdefault(place, begins)
            if not story.is_over:
                step(story, on)

        return happen


def with_stages(plan: events.Plan, days: Sequence[date], *, language: str, members: int) -> events.Plan:
    """The plan of events with every story that a cooperative of this size has room for.

    A story that would begin before the books opened is left out.
    """
    notice = _SHORT_NOTICE if language == "fr" else _LONG_NOTICE
    telling = _Telling(STAGE_TEXTS[language], days[0])
    placed: dict[date, list[events.Event]] = {day: list(each) for day, each in plan.events.items()}
    for place, story in enumerate(_stories(notice)[: members // _PEOPLE_FOR_ONE]):
        if max(back for back, _ in story) < len(days) - 1:
            is_paid_out = any(step is _end_and_repay for _, step in story)
            for back, step in story:
                if back >= 0:
                    event = telling.step(place, step, is_paid_out=is_paid_out)
                    placed.setdefault(days[-1 - back], []).append(event)
    return events.Plan(placed)
