"""Building a cooperative of the demo, in one transaction: it is there whole, or not at all.

Stages that can be resumed would let the directory show a cooperative that is half there. What a single
transaction costs is that an interrupted build begins anew, which takes seconds.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from rochdale.banking import actions as banking
from rochdale.capital import actions as capital
from rochdale.config import demo_code, sign_in
from rochdale.config.demo import (
    admissions,
    assemblies_roll,
    contest,
    contest_texts,
    dated,
    decisions,
    events,
    households,
    institution,
    meetings,
    privacy,
    shares,
    shops,
    stages,
    votes,
    year,
)
from rochdale.config.demo.desk import AFTERNOON, COUNTER, EVENING, MORNING, PAYMENTS, Desk
from rochdale.config.demo.people import Resident, particulars_of, residents
from rochdale.config.demo.scenes import Scene
from rochdale.config.demo.town import Today, Town
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives import queries
from rochdale.cooperatives.errors import CooperativeNotFound
from rochdale.cooperatives.queries import OfficeKind
from rochdale.ledger import actions as ledger
from rochdale.membership import actions as membership
from rochdale.tenancy.actions import inside

Progress = Callable[[str, int, int], None]  # the cooperative, business days done, business days in all

RECENT_DAYS = 25
# Nothing here is a secret: these people do not exist, and everybody is told how to be one of them.
PASSWORD = "vieux-moulin-1937"  # noqa: S105  # printed at every start, for the demo alone


@dataclass(frozen=True, slots=True)
class Built:
    """A cooperative of the demo; `again` where it was there already, and nothing was done."""

    name: str
    slug: str
    through: date
    members: int
    accounts: int
    entries: int
    again: bool = False


def build(
    *,
    scene: Scene,
    members: int,
    first: date,
    through: date,
    seed: int = 1844,
    progress: Progress | None = None,
) -> Built:
    """Found the cooperative of a scene on `first` and let it live until `through`, which stays open.

    Both become business days: the first on or after, the last on or before. The same seed gives the same
    people, amounts and balances. Where the slug is taken, nothing is done.
    """
    try:
        known = queries.cooperative_by_slug(scene.slug)
        return Built(known.name, known.slug, known.business_date, 0, 0, 0, again=True)
    except CooperativeNotFound:
        pass
    calendar = queries.calendar_of_place(scene.holidays, first.year - 1, through.year + 1)
    days = list(calendar.business_days(first, through))
    # Chance without secrets: the same people for everyone.
    dice = random.Random(f"{seed}")  # noqa: S311  # the same demo each time
    town = Town(scene, dice)
    waiting = residents(scene, dice, members=members, first=days[0], through=days[-1])
    desk = Desk(scene, uuid.uuid4())
    with inside(desk.cooperative_id):
        found(desk, days[0])
        _open(desk, town, [each for each in waiting if each.joined_on < days[0]], days[0])
        arrivals = [each for each in waiting if each.joined_on >= days[0]]
        plan = stages.with_stages(events.plan(days), days, language=scene.languages[0], members=len(waiting))
        roll = assemblies_roll.Story(desk, days[-1])
        stretches = list(_stretches(days))
        ends = [each[-1] for each in stretches[:-RECENT_DAYS]]
        meetings_held = year.Story(desk, ends, days[-1], waiting)
        previous = days[0]
        for stretch in stretches:
            _live(
                desk,
                town,
                [Today.after(*pair, calendar) for pair in pairwise([previous, *stretch])],
                arrivals,
            )
            decisions.happen(desk, days, stretch[-1])
            meetings_held.happen(stretch[-1])
            _end(desk, town, plan, stretch, roll, left=len(days) - 1 - days.index(stretch[-1]))
            previous = stretch[-1]
            if stretch[-1] == days[-1]:
                admissions.arrive(desk, days[-1])
                votes.publish_vote(desk, desk.program(days[-1]))
                meetings.convene(desk, [*town.people, *town.shops], days[-1])
            if progress:
                progress(scene.name, days.index(previous) + 1, len(days))
    return Built(scene.name, scene.slug, days[-1], len(desk.persons), len(town.purses.members), desk.entries)


def found(desk: Desk, on: date) -> None:
    """Put the cooperative of a scene into the directory, with by-laws, books and its qualifying shares."""
    scene, by = desk.scene, desk.program(on)
    cooperatives.found_cooperative(
        by=by,
        slug=scene.slug,
        name=scene.name,
        tier=scene.tier,
        currency="CAD",
        languages=scene.languages,
        time_zone=scene.time_zone,
        holidays=scene.holidays,
        founded_on=scene.founded_on,
    )
    cooperatives.adopt_pack(by=by, pack=scene.pack, effective_from=scene.founded_on)
    allowed = cooperatives.BylawChange("overdraft_allowed", value=True)
    by_parts = cooperatives.BylawChange("share_instalments_max", shares.INSTALMENTS_MAX)
    cooperatives.amend_bylaw(
        by=by, changes=[allowed, by_parts], effective_from=on, resolution=scene.texts.overdraft_resolution
    )
    if scene.pack == year.PACK:
        ordered = cooperatives.BylawChange("election_method", contest.RULE)
        cooperatives.amend_bylaw(
            by=by, changes=[ordered], effective_from=on, resolution=contest_texts.RESOLUTION
        )
    desk.accounts.update(banking.open_books(by=by, days=[on]).accounts)
    capital.open_qualifying_class(by=by)


def _open(desk: Desk, town: Town, people: Sequence[Resident], on: date) -> None:
    """Take over the register, give the offices and the sign-ins, and carry the balances over."""
    desk.register(desk.program(on), people)
    desk.take_over_consents(desk.program(on), people)
    give_offices(desk, people, on)
    dated.name_representatives(desk, people, on)
    for resident in people:
        town.arrive(resident)
    institution.carry_over(town, on)
    desk.post(desk.program(on), town.purses.taken())
    desk.take_over_shares(desk.program(on), people)
    total = institution.SHARE_MINOR * len(people)
    town.purses.note(on, (("suspense", total), ("qualifying_shares", -total)))
    banking.close_day(by=desk.officer(OfficeKind.TREASURER, on, EVENING))


def give_offices(desk: Desk, people: Sequence[Resident], on: date) -> None:
    """Give the cast their offices and sign-ins; who is no resident comes in as a person."""
    by = desk.program(on)
    persons = {each.part: desk.persons[each.place] for each in people if each.part is not None}
    strangers = [part for part in desk.scene.cast if part.joined_on is None]
    # Not a secret: the same demo each time.
    particulars = [particulars_of(desk.scene, random.Random(part.email), part) for part in strangers]  # noqa: S311
    persons |= dict(zip(strangers, membership.add_persons(by=by, particulars=particulars), strict=True))
    for part in desk.scene.cast:
        if part not in persons:
            continue
        if part.office is not None:
            held = cooperatives.appoint(by=by, person_id=persons[part], office=part.office)
            desk.officers.setdefault(part.office, []).append(held)
        if part.role or part.joined_on is None:
            given = membership.give_sign_in(
                by=by, person_id=persons[part], email=part.email, password=PASSWORD
            )
            if part.office is not None and given.is_new:
                sign_in.give_authenticator(given.sign_in_id, demo_code.TOTP_KEY)


def _stretches(days: Sequence[date]) -> Iterator[list[date]]:
    """The days after the first: months long ago, single days of late, each with its batches and its close."""
    later, recent = days[1:-RECENT_DAYS], days[1:][-RECENT_DAYS:]
    for _, month in groupby(later, key=lambda day: (day.year, day.month)):
        yield list(month)
    for day in recent:
        yield [day]


def _live(desk: Desk, town: Town, stretch: Sequence[Today], arrivals: list[Resident]) -> None:
    """Some business days: what comes of itself in one batch, what is done at the counter in another."""
    if len(stretch) > 1:
        by = desk.officer(OfficeKind.TREASURER, stretch[0].on, MORNING)
        ledger.open_days(by=by, days=[today.on for today in stretch[1:]])
    for today in stretch:
        households.live(town, today)
        shops.trade(town, today)
        institution.run(town, today)
        _welcome(desk, town, today, arrivals)
        shops.bring_takings(town, today)
        households.come_to_counter(town, today)
    on = stretch[-1].on
    desk.post(desk.program(on, authority=PAYMENTS), town.purses.taken())
    desk.post(desk.officer(OfficeKind.TELLER, on, AFTERNOON), town.purses.taken_at_counter())


def _welcome(desk: Desk, town: Town, today: Today, arrivals: list[Resident]) -> None:
    come = [each for each in arrivals if each.joined_on <= today.on]
    if come:
        arrivals[:] = [each for each in arrivals if each.joined_on > today.on]
        by = desk.officer(OfficeKind.MANAGER, today.on, COUNTER)
        desk.register(by, come)
        desk.subscribe(by, come)
        for resident in come:
            town.arrive(resident)
            institution.bring_first_deposit(town, today, resident)


def _end(
    desk: Desk,
    town: Town,
    plan: events.Plan,
    stretch: Sequence[date],
    roll: assemblies_roll.Story,
    *,
    left: int,
) -> None:
    """The events of a stretch on its last day, and the close; the very last day, with none `left`, stays open."""
    on = stretch[-1]
    if len(stretch) > 1:
        cooperatives.move_business_date(by=desk.officer(OfficeKind.TREASURER, on, MORNING), to=on)
    plan.happen(desk, town, stretch)
    roll.happen(on, left)
    if left == 0:
        dated.happen(desk, [*town.people, *town.shops], on)
        privacy.settle(desk, on)
    else:
        banking.close_day(by=desk.officer(OfficeKind.TREASURER, on, EVENING))
