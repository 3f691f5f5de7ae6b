"""Members whose file has a history: a new name, a representative who changed, a minor, suspended rights."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rochdale.config.demo.desk import AFTERNOON, Desk
from rochdale.config.demo.people import Resident, Walk
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.kernel.calendar import months_after
from rochdale.membership import actions as membership
from rochdale.membership import queries
from rochdale.membership.actions import MemberClass, Newcomer, Particulars, Right

CHILD_YEARS = 11


@dataclass(frozen=True, slots=True)
class _Words:
    """What officers write in the files, in the first language of the cooperative."""

    resolution: str
    birth_certificate: str
    new_name: str
    moving: str
    auxiliary: str
    suspended: str
    out_of_bond: str
    new_street: str


_WORDS = {
    "fr": _Words(
        resolution="résolution du conseil d’administration du {day}",
        birth_certificate="acte de naissance, vu au comptoir",
        new_name="certificat de changement de nom",
        moving="déménagement annoncé au comptoir",
        auxiliary="ne remplit plus les conditions d’un membre de plein droit",
        suspended="Deux prêts en souffrance malgré trois avis. Résolution 2024-17.",
        out_of_bond="A déménagé hors du territoire et désire rester membre. Résolution 2024-12.",
        new_street="48, rue de la Gare",
    ),
    "en": _Words(
        resolution="resolution of the board of {day}",
        birth_certificate="birth certificate, seen at the counter",
        new_name="certificate of change of name",
        moving="move announced at the counter",
        auxiliary="no longer meets the conditions of a full member",
        suspended="Two loans in arrears despite three notices. Resolution 2024-17.",
        out_of_bond="Moved away and wishes to remain a member. Resolution 2024-12.",
        new_street="48 Station Street",
    ),
}


def name_representatives(desk: Desk, people: Sequence[Resident], on: date) -> None:
    """Whoever signs for each organization when the register is taken over."""
    dice = random.Random(desk.scene.slug)  # noqa: S311  # the same people each time
    for resident in people:
        if resident.walk is Walk.ORGANIZATION:
            since = max(resident.joined_on, desk.scene.founded_on)
            _represent(desk, desk.program(on), resident, _somebody(desk, dice), since)


def happen(desk: Desk, people: Sequence[Resident], on: date) -> None:
    """What the secretary and the board write down on the last day."""
    dice = random.Random(f"{desk.scene.slug} {on}")  # noqa: S311  # the same people each time
    words = _WORDS[desk.scene.languages[0]]
    secretary = desk.officer(OfficeKind.SECRETARY, on, AFTERNOON)
    board = desk.officer(OfficeKind.CHAIR, on, AFTERNOON)
    organizations = [each for each in people if each.walk is Walk.ORGANIZATION]
    for resident in organizations[:1]:
        since = on - timedelta(days=35)
        _represent(desk, secretary, resident, _somebody(desk, dice), since, until_on=on + timedelta(days=24))
    _child(desk, dice, on)
    chosen = _ordinary(desk, people)
    _renamed(desk, dice, next(chosen), on)
    if (auxiliary := next(chosen, None)) is not None:
        membership.change_class(
            by=secretary,
            number=desk.numbers[auxiliary.place],
            member_class=MemberClass.AUXILIARY,
            effective_on=on - timedelta(days=90),
            reason=words.auxiliary,
        )
    if (suspended := next(chosen, None)) is not None:
        membership.suspend_rights(
            by=board,
            number=desk.numbers[suspended.place],
            rights=[Right.VOTE, Right.ATTENDANCE],
            until_on=months_after(on, 1),
            ground="obligations_unmet",
            words=words.suspended,
            vote=membership.BoardVote(4, 1, 0, 5),
        )
    if (kept := next(chosen, None)) is not None and len(people) >= 100:
        membership.keep_out_of_bond(
            by=board,
            number=desk.numbers[kept.place],
            since=on - timedelta(days=200),
            reason=words.out_of_bond,
        )


def _ordinary(desk: Desk, people: Sequence[Resident]) -> Iterator[Resident]:
    """Members of long standing who play no part, in the order of the register."""
    for resident in people[3::7]:
        plain = resident.part is None and resident.walk is not Walk.ORGANIZATION
        if plain and queries.member_of(person_id=desk.persons[resident.place]) is not None:
            yield resident


def _somebody(desk: Desk, dice: random.Random) -> Particulars:
    names = desk.scene.names
    given = dice.choice(dice.choice(names.younger))
    return Particulars(dice.choice(names.family), given, language=desk.scene.languages[0])


def _represent(
    desk: Desk,
    by: Acting,
    resident: Resident,
    who: Particulars,
    since: date,
    until_on: date | None = None,
) -> None:
    words = _WORDS[desk.scene.languages[0]]
    membership.name_representative(
        by=by,
        member_number=desk.numbers[resident.place],
        particulars=who,
        from_on=since,
        until_on=until_on,
        mandate=words.resolution.format(day=since.isoformat()),
    )


def _child(desk: Desk, dice: random.Random, on: date) -> None:
    """A minor with a guardian, admitted today."""
    guardian = _somebody(desk, dice)
    born_on = months_after(on, -12 * CHILD_YEARS) - timedelta(days=100)
    given = dice.choice(desk.scene.names.younger[0])
    child = replace(
        _somebody(desk, dice), family_name=guardian.family_name, given_names=given, birth_date=born_on
    )
    by = desk.officer(OfficeKind.MANAGER, on, AFTERNOON)
    (line,) = membership.register_members(by=by, newcomers=[Newcomer(child, on, bond_ground="family")])
    membership.name_guardian(
        by=by,
        member_number=line.number,
        particulars=guardian,
        from_on=on,
        mandate=_WORDS[desk.scene.languages[0]].birth_certificate,
    )


def _renamed(desk: Desk, dice: random.Random, resident: Resident, on: date) -> None:
    """A name that changed five weeks ago, and a move that is announced for next week."""
    words = _WORDS[desk.scene.languages[0]]
    by = desk.officer(OfficeKind.SECRETARY, on, AFTERNOON)
    person_id = desk.persons[resident.place]
    known = queries.person(person_id=person_id).particulars
    named = replace(known, family_name=f"{known.family_name}-{dice.choice(desk.scene.names.family)}")
    membership.change_particulars(
        by=by,
        person_id=person_id,
        particulars=named,
        effective_on=on - timedelta(days=35),
        seen=known,
        reason=words.new_name,
    )
    membership.change_particulars(
        by=replace(by, at=by.at + timedelta(minutes=3)),
        person_id=person_id,
        particulars=replace(named, street=words.new_street),
        effective_on=on + timedelta(days=7),
        seen=named,
        reason=words.moving,
    )
