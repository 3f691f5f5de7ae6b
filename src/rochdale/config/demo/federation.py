"""The federation of the demo: cooperatives of this server are its members, admitted through representatives.

It is founded some weeks before the last day, once the cooperatives are there; it has officers, books and shares like
theirs. Its delegates meet on the last day.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final

from rochdale.banking import actions as banking
from rochdale.config.demo import admissions, assemblies_roll, delegates
from rochdale.config.demo.admissions import Arrival
from rochdale.config.demo.build import PASSWORD, Built, found, give_offices
from rochdale.config.demo.desk import EVENING, MORNING, Desk
from rochdale.config.demo.scenes import FEDERATION, HARBOUR, VIEUX_MOULIN, Scene
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives import queries
from rochdale.cooperatives.errors import CooperativeNotFound
from rochdale.cooperatives.queries import OfficeKind
from rochdale.ledger import actions as ledger
from rochdale.membership import actions as membership
from rochdale.membership import queries as register
from rochdale.membership.queries import (
    ANYONE,
    Applicant,
    Companion,
    Identity,
    Particulars,
    PersonKind,
    members_at,
)
from rochdale.tenancy.actions import inside


def _cooperative(name: str, slug: str, language: str, street: str, town: str, postal: str) -> Particulars:
    return Particulars(
        name,
        kind=PersonKind.COOPERATIVE,
        language=language,
        email=f"bureau@{slug or 'caisse-anse'}.example",
        street=street,
        town=town,
        postal_code=postal,
        cooperative_slug=slug,
    )


def _of_the_demo(scene: Scene, street: str, town: str, postal: str) -> Particulars:
    return _cooperative(scene.name, scene.slug, scene.languages[0], street, town, postal)


def _chair(scene: Scene, function: str) -> Companion:
    """The chair of a cooperative of the demo, who represents it."""
    known = next(part for part in scene.cast if part.office is OfficeKind.CHAIR)
    return Companion(known.given_names, known.family_name, function, known.born_on)


_ARRIVALS: Final = (
    Arrival(
        Applicant(
            _of_the_demo(VIEUX_MOULIN, "1, rue du Moulin", "Vieux-Moulin", "G0S 2K0"),
            Identity("registration", "1144 000 212", "Québec"),
            representative=_chair(VIEUX_MOULIN, "présidente, résolution du conseil"),
            consents=("electronic_letters",),
        ),
        ANYONE,
        0,
        "paid",
    ),
    Arrival(
        Applicant(
            _of_the_demo(HARBOUR, "4 Wharf Road", "Gannet Harbour", "B0J 1T0"),
            Identity("registration", "NS 300 418", "Nova Scotia"),
            representative=_chair(HARBOUR, "chair, by resolution of the board"),
        ),
        ANYONE,
        0,
        "paid",
    ),
    Arrival(
        Applicant(
            _cooperative("Caisse de l’Anse", "", "fr", "30, rue du Quai", "L’Anse", "G0L 1A0"),
            Identity("registration", "1144 000 977", "Québec"),
            representative=Companion("Hervé", "Dionne", "président", date(1966, 7, 14)),
        ),
        ANYONE,
        0,
        "board",
    ),
)


def build_federation(
    *, on: date, scene: Scene = FEDERATION, slugs: Mapping[str, str] = MappingProxyType({})
) -> Built:
    """Found the federation, let the cooperatives of the demo join it, and its delegates meet on a business day.

    `slugs` says where they are under another name than that of the demo.
    """
    try:
        known = queries.cooperative_by_slug(scene.slug)
        return Built(known.name, known.slug, known.business_date, 0, 0, 0, again=True)
    except CooperativeNotFound:
        pass
    desk = Desk(scene, uuid.uuid4())
    calendar = queries.calendar_of_place(scene.holidays, on.year - 1, on.year + 1)
    first = calendar.on_or_after(on - delegates.CALLED_BEFORE)
    arrivals = [_renamed(each, slugs) for each in _ARRIVALS]
    joining = [each for each in arrivals if each.story == "paid"]
    counted = _counted(joining, on)
    with inside(desk.cooperative_id):
        found(desk, first)
        give_offices(desk, [], first)
        admissions.arrive(desk, first, joining)
        _let_in(desk, first)
        counted |= delegates.take_over(desk, first)
        meeting = delegates.Assembly(desk, first, on)
        meeting.call(counted)
        _go_on(desk, first, on)
        admissions.arrive(
            desk, on, [each for each in arrivals if each not in joining], first=len(joining) + 1
        )
        assemblies_roll.draw_delegates(desk, on, counted)
    # What is put is checked when its transaction ends, and gives way to what came out: each act is one of its own. A
    # build that is cut short here leaves an assembly that is called.
    meeting.hold()
    return Built(scene.name, scene.slug, on, len(counted), 0, desk.entries)


def _let_in(desk: Desk, on: date) -> None:
    """Who represents a cooperative of the demo signs in here too, with the own address."""
    for number, scene in enumerate((VIEUX_MOULIN, HARBOUR), start=1):
        chair = next(part for part in scene.cast if part.office is OfficeKind.CHAIR)
        member = register.member(number=number)
        (standing,) = register.representatives_of(person_id=member.person_id)
        membership.give_sign_in(
            by=desk.program(on), person_id=standing.person_id, email=chair.email, password=PASSWORD
        )


def _go_on(desk: Desk, first: date, on: date) -> None:
    """The books of the weeks between: nothing is booked, so the days are opened together."""
    banking.close_day(by=desk.officer(OfficeKind.TREASURER, first, EVENING))
    ledger.open_days(by=desk.officer(OfficeKind.TREASURER, on, MORNING), days=[on])
    cooperatives.move_business_date(by=desk.officer(OfficeKind.TREASURER, on, MORNING), to=on)


def _counted(arrivals: Sequence[Arrival], on: date) -> dict[int, int]:
    """How many members each cooperative that joins tells the federation that it has, in the order of their numbers."""
    paid = [each.applicant.particulars.cooperative_slug for each in arrivals if each.story == "paid"]
    counted = {}
    for number, slug in enumerate(paid, start=1):
        try:
            own_id = queries.cooperative_by_slug(slug).id
        except CooperativeNotFound:
            continue
        with inside(own_id):
            counted[number] = members_at(cooperative_id=own_id, on=on)
    return counted


def _renamed(arrival: Arrival, slugs: Mapping[str, str]) -> Arrival:
    known = arrival.applicant.particulars
    renamed = replace(known, cooperative_slug=slugs.get(known.cooperative_slug, known.cooperative_slug))
    return replace(arrival, applicant=replace(arrival.applicant, particulars=renamed))
