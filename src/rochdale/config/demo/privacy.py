"""What the people of the demo agreed to, asked for and were told: consents, letters, looks and a correction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from rochdale.config.demo.desk import AFTERNOON, COUNTER, EVENING, MORNING, Desk
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.membership import actions, queries
from rochdale.membership.actions import ConsentPurpose, ConsentWay
from rochdale.membership.queries import FilePart

# A few of the first lines of the register, in its order: who agrees, who asks for a name, who leaves.
_ASKS_FOR_NAME, _LEAVES, _SIGNED_ON_PAPER = 3, 5, 7
_PURPOSES: Final = (ConsentPurpose.ELECTRONIC_LETTERS, ConsentPurpose.NEWS_AND_EDUCATION)


def settle(desk: Desk, on: date) -> None:
    """The last day: the member whom everybody can be agrees to some things, and a few others ask for more."""
    known = queries.register(cooperative_id=desk.cooperative_id, search=desk.scene.cast[0].email).lines
    cast = {each.person_id for each in known}
    offices = {held.person_id for given in desk.officers.values() for held in given}
    others = [
        line
        for line in queries.register(cooperative_id=desk.cooperative_id, limit=40).lines
        if line.left_on is None and line.person_id not in offices | cast
    ]
    for person_id in cast:
        _live(desk, on, person_id)
    if len(others) > _SIGNED_ON_PAPER:
        _ask_for_name(desk, on, others[_ASKS_FOR_NAME])
        _leave(desk, on, others[_LEAVES])
        _sign_on_paper(desk, on, others[_SIGNED_ON_PAPER].person_id)


def _own(desk: Desk, on: date, person_id: UUID) -> Acting:
    return replace(desk.program(on, COUNTER), person_id=person_id, authority="oneself")


def _live(desk: Desk, on: date, person_id: UUID) -> None:
    actions.give_consents(by=_own(desk, on, person_id), person_id=person_id, purposes=_PURPOSES)
    for office, at in ((OfficeKind.TELLER, MORNING), (OfficeKind.MANAGER, AFTERNOON)):
        by = desk.officer(office, on, at)
        actions.note_views(by=by, person_ids=[person_id], part=FilePart.MEMBER, offices=[office])


def _ask_for_name(desk: Desk, on: date, line: queries.MemberLine) -> None:
    actions.ask_for_name(
        by=_own(desk, on, line.person_id),
        person_id=line.person_id,
        given_names=line.given_names,
        family_name=f"{line.family_name}-Gagnon",
        birth_date=queries.person(person_id=line.person_id).particulars.birth_date,
        words="",
    )


def _leave(desk: Desk, on: date, line: queries.MemberLine) -> None:
    actions.ask_to_leave(by=_own(desk, on, line.person_id), number=line.number)


def _sign_on_paper(desk: Desk, on: date, person_id: UUID) -> None:
    """Somebody agrees on paper that officers act at the counter, and then lets one do so."""
    by = replace(desk.officer(OfficeKind.TELLER, on, AFTERNOON), for_person_id=person_id)
    actions.give_consents(by=by, person_id=person_id, purposes=[ConsentPurpose.ACTS_AT_COUNTER])
    later = replace(desk.officer(OfficeKind.TELLER, on, EVENING), for_person_id=person_id)
    news = [ConsentPurpose.NEWS_AND_EDUCATION]
    actions.give_consents(by=later, person_id=person_id, purposes=news, way=ConsentWay.ASSISTED)
